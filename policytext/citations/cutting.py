"""Where a note that holds several sources is cut: between two references, each with what is said of it.

A stop ends a sentence, a part of a reference or an abbreviation, so cuts are only tried. Pieces are put together again
until each is a whole reference; what follows a reference and is none itself (a remark, an address, a page) stays with
it.
"""

import re

from policytext.citations.context import Context
from policytext.citations.fields import DATE, MONTH, URL, YEAR
from policytext.citations.identifiers import Official, iter_case_law, iter_journals, iter_papers
from policytext.citations.name_lists import leading_names
from policytext.citations.press import iter_press
from policytext.citations.reference import parse_reference, strip_lead_in
from policytext.citations.short_forms import read_short
from policytext.citations.titles import REMARK_VERB
from policytext.types.spans import Span

_COURT_AHEAD = r"(?:Rechtbank|Rb\.|Gerechtshof|Hof|Hoge Raad|HR|ABRvS|CRvB|CBb|EHRM|HvJ)\s"
# A name as a list of sources writes it, with its year not far behind: "Berg, A. van den en Smit, B. 2021".
_NAME_AHEAD = (
    r"(?:(?:[Vv]an|[Dd]e|[Dd]en|[Dd]er|[Tt]en|[Tt]er)\s){0,3}[A-ZÀ-Þ][\w’'-]{1,30},\s[A-Z]\."
    r"[^;\n]{0,100}?\b(?:1[89]|20)\d\d"
)
_CUT = re.compile(
    r"(?<=\d\)),\s(?:en\s)?(?=[A-ZÀ-Þ‘“])|\s*;\s+|(?<=[^\W_][.>/)])\s+(?=[A-Z‘“'\"<]|https?:|www\.)"
    r"|(?<=[^\s.])\s+(?=[Zz]ie ook:?\s)|\s+en\s+(?=https?:|www\.)"
    rf"|\s+(?:&|en)\s+(?={_COURT_AHEAD})|(?<=[\d)’”/])\s+(?:en|&)\s+(?={_NAME_AHEAD})"
    # "- Noord: https://... - Zuid: https://..."
    r"|(?<=[\w/])\s+[-–•]\s+(?=[^\s:][^:\n]{0,60}:\s(?:https?:|www\.))"
)
_ADDRESS_BEFORE = re.compile(r"(?:https?:|www\.)\S+$")
_LED_IN = re.compile(r"(?:[Zz]ie|[Vv]gl\.|[Vv]ergelijk|[Cc]f\.)\s")
_MONTH = re.compile(rf"\b{MONTH}\b", re.IGNORECASE)
# So many words behind a semicolon can be the title of a second source.
_MIN_LISTED, _MAX_LISTED = 4, 30
# Behind "Zie ook" a shorter piece is an initial or a surname, no title.
_MIN_TITLE = 12
#: A longer stretch is not read again and again.
MAX_REREAD = 600


def officials(text: str, span: Span) -> list[Official]:
    """Papers, rulings and journals by number inside a stretch, in order."""
    found = [
        *iter_papers(text, span.start, span.end),
        *iter_case_law(text, span.start, span.end),
        *iter_journals(text, span.start, span.end),
    ]
    return sorted(found, key=lambda official: official.span.start)


def cut(context: Context, body: Span) -> list[Span]:
    """The sources of a note, each with what belongs to it; one stretch where there is one source or none."""
    joined: list[Span] = []
    is_reference = has_address = is_led_in = False
    for piece, gap in _pieces(context.text, body):
        is_listed = bool(joined) and is_reference and ";" in gap
        reference, address = _is_reference(context, piece, is_listed), _has_address(context, piece)
        # "SCP (2018), RMO (2008)" are two, "CBS (2021), Jeugdhulp 2020" is one
        reference = reference and (not gap.startswith(",") or "(" in context.text[piece.start : piece.end])
        # "Zie ook A. Smit" may begin a second source; "Zie www.voorbeeld.nl" is the address of the first.
        may_begin = is_reference and not reference and (has_address or not address)
        led_in = may_begin and _LED_IN.match(context.text, piece.start) is not None
        if joined and not led_in and not (reference and is_reference) and not (address and has_address):
            joined[-1] = Span(joined[-1].start, piece.end)
            # Two parts may make a reference together ("Auteur. (2019). Titel"); a long stretch is not read again and
            # again, so that a note of any length takes time in proportion to it.
            if not is_reference:
                is_reference = reference or _is_made_up(context, joined[-1], piece, is_led_in)
            has_address = has_address or address
            continue
        if is_led_in and not (is_reference or has_address):
            _put_back(joined)  # "Zie ook hierboven" is no second source
        joined.append(piece)
        is_reference, has_address, is_led_in = reference, address, led_in
    if is_led_in and not (is_reference or has_address):
        _put_back(joined)
    return joined


def _is_made_up(context: Context, span: Span, last: Span, is_led_in: bool) -> bool:
    """Whether pieces are a reference together, the last of which has just been added."""
    if len(span) > MAX_REREAD or (is_led_in and len(last) < _MIN_TITLE):
        return False
    has_year = YEAR.search(context.text, span.start, span.end) is not None
    return (has_year or is_led_in) and _is_reference(context, span)


def _put_back(joined: list[Span]) -> None:
    """Give the last piece back to the one before it."""
    last = joined.pop()
    joined[-1] = Span(joined[-1].start, last.end)


def _pieces(text: str, body: Span) -> list[tuple[Span, str]]:
    """The stretches between all places where a cut is tried, each with what stands before it."""
    pieces: list[tuple[Span, str]] = []
    start, gap = body.start, ""
    for match in _CUT.finditer(text, body.start, body.end):
        if (
            text[match.start() - 1] == "/"
            and _ADDRESS_BEFORE.search(text, max(start, match.start() - 200), match.start()) is None
        ):
            continue  # "MiFID II/ MiFIR": a slash ends an address only
        if match.start() > start:
            pieces.append((Span(start, match.start()), gap))
            gap = ""
        start, gap = match.end(), gap + match.group()
    if body.end > start:
        pieces.append((Span(start, body.end), gap))
    return pieces


def _is_reference(context: Context, span: Span, is_listed: bool = False) -> bool:
    """Whether a part of a note is a whole reference by itself, so that it can be a second source.

    `is_listed` says that it stands behind a reference and a semicolon: a title with a year is enough there.
    """
    text = strip_lead_in(context.text[span.start : span.end].strip())
    if read_short(text) is not None:
        return True
    if officials(context.text, span) or any(True for _ in iter_press(context.text, span.start, span.end)):
        return True
    words = len(text.split())
    if words < 2:
        return False
    fields = parse_reference(text)
    if fields.authors and fields.year and fields.title:
        return True
    # "SCP 2018, p. 3" is a mention; "Maandblad 2020, april: 12-14" is the end of a reference
    if fields.authors and fields.year and words <= 6 and not _MONTH.search(text):
        return True
    # "Zie ook A. Smit & B. de Wit (red.) Titel, Plaats: Uitgever": names with initials need no year
    if fields.authors and fields.title and _LED_IN.match(context.text, span.start) and leading_names(text) is not None:
        return True
    return is_listed and is_title_with_year(text)


def is_title_with_year(text: str) -> bool:
    """Whether words can be a title with its year and maker: enough for a source that stands behind another one."""
    is_title = _MIN_LISTED <= len(text.split()) <= _MAX_LISTED and text[0].isupper() and not REMARK_VERB.search(text)
    return is_title and (YEAR.search(text) is not None or DATE.search(text) is not None)


def _has_address(context: Context, span: Span) -> bool:
    """Whether a part brings an address of its own."""
    return URL.search(context.text, span.start, span.end) is not None or bool(context.links_in(span))
