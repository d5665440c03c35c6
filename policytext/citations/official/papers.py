"""Papers of parliament by number: dossier, addition, number, with chamber, session and page where the text has them.

Canonical forms: "31839-290", "36600-VIII-61" (dossier, addition, number, as in addresses of the official site),
"31839" (a dossier), "blg-1007826" (an annex).
Source of the notations: Leidraad voor juridische auteurs (2022), chapter on Kamerstukken; the heads of the papers.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from policytext.citations.official.reference import Official, Parts, dossier_address, named, publication_address
from policytext.types.spans import Span

SESSION = r"(?:1[89]|20)\d\d\s?[-–—/]\s?(?:(?:1[89]|20)\d\d|\d\d)(?!\d)"
# "31 839", "31839", "22.112"; an amount, a longer number or the end of another number is none.
_DOSSIER = re.compile(r"(?<![\d.,/€$£–-])(?<![€$£]\s)\d{2}[ .\u00a0\u202f]?\d{3}(?!\d)")
_TOKEN = (
    r"(?:kamerstuk(?:ken|dossiers?)?|kamerdossier|kst|dossiers?(?:nummers?)?|(?-i:TK|EK|II|I)|(?:tweede|eerste)\s+kamer|"
    r"vergaderjaar|zitting(?:sjaar)?|moties?|brief|der\s+staten-generaal|stuk(?:ken)?|nrs?\.?|nummer|" + SESSION + ")"
)
# What may stand before the dossier, read on a short stretch that ends where the dossier begins.
_LEFT = re.compile(rf"(?<![\w-])(?:{_TOKEN}[\s,.:()]{{1,3}}){{1,8}}$", re.IGNORECASE)
_LEFT_LENGTH = 110
# "de brief aan de Tweede Kamer, Kamerstuk 31 322": the Kamer belongs to the sentence
_OF_SENTENCE = re.compile(r"(?:tweede|eerste)\s+kamer[\s,.:()]+(?=kamerstuk)", re.IGNORECASE)
_ARTICLE_BEFORE = re.compile(r"\b(?:de|onze)\s$", re.IGNORECASE)
_TELLING = re.compile(
    r"kamerstuk|kamerdossier|kst|dossier|\b(?-i:TK|EK)\b|kamer\b|vergaderjaar|motie|brief", re.IGNORECASE
)
# These make a dossier a reference where no number of a paper follows.
_DOSSIER_WORD = re.compile(r"kamerstuk|kamerdossier|kst|dossier|" + SESSION, re.IGNORECASE)
_CHAMBER = re.compile(r"\b(?:(?P<lower>II|TK|[Tt]weede\s+[Kk]amer)|(?P<upper>I|EK|[Ee]erste\s+[Kk]amer))\b")
# "VIII", "XIV" and "IXB" of a budget, "02" of a long dossier, "(R1972)" of an act of the Kingdom, "A" of a fund.
_ADDITION = re.compile(
    r"(?:,?\s[Hh]oofdstuk\s|[ \u00a0]?[-–]?[ \u00a0]?)\(?(?P<roman>[IVX]{1,6}[AB]?|R\s?\d{4})\)?(?!\w)|"
    r"[-–](?P<digits>\d{2})(?!\d)|"
    r"[ \u00a0-](?P<letter>[A-Z])(?=,?\s*[Nn]rs?\b|-\d)"
)
_NR = r"(?:[Nn]rs?\.?|[Nn]ummers?|[Nn]o\.)"
_NUMBER = r"(?:\d{1,4}[a-z]?|[A-Z]{1,3})(?!\w)"
_AFTER = re.compile(
    rf"\s*,?\s*\(?(?P<nr>{_NR})\s*(?P<number>{_NUMBER})|\s?[-–/]\s?(?P<joined>{_NUMBER})|,\s?(?P<bare>{_NUMBER})(?![.,]\d)"
)
_NEXT_NUMBER = re.compile(r"\s*(?:,|en|&)\s*(?:nr\.?\s*)?(?P<number>\d{1,4}[a-z]?)(?![\w.,]*\d)")
_SESSION_AFTER = re.compile(rf",?\s*vergaderjaar\s+({SESSION})")
# "nrs. 3-4", "nrs. 12 t/m 15"; a larger number behind a dash is something else
_RANGE = re.compile(r"\s?(?:[-–]|t/m|tot en met)\s?(?P<last>\d{1,4})(?![\w.,]*\d)")
_MOST_AT_ONCE = 30
PAGE = re.compile(r",?\s*(?:pp?\.|pag\.|pagina(?:[’']s)?|blz\.|bladzijden?)\s*(\d{1,5}(?:\s?[-–]\s?\d{1,5})?)(?!\d)")
# "34475-VIII-2" needs no word before it; nor does the number that officielebekendmakingen.nl gives.
_JOINED = re.compile(r"(?<![\w/=-])(?P<dossier>\d{5})-(?P<addition>[IVX]{1,6}[AB]?)-(?P<number>\d{1,4})(?![\w])")
_KST = re.compile(
    r"(?<![\w/=-])kst-(?P<dossier>\d{5})(?:-(?P<addition>[IVX]{1,6}[AB]?|\d{2}(?=-)))?-(?P<number>\d{1,4}|[A-Z]{1,3})(?![\w-])"
)
_ANNEX = re.compile(r"(?<![\w/=-])blg-(\d{3,9})(?![\w-])")
# Dossiers of before 1985 have few digits: only with the word and the number of the paper.
_OLD = re.compile(
    rf"(?:\b(?:vergaderjaar\s+)?(?P<session>{SESSION}),?\s*)?\b[Kk]amerstuk(?:ken)?\s+(?:(?P<chamber>II|I),?\s+)?"
    rf"(?P<dossier>\d{{2,4}}),?\s+{_NR}\s*(?P<number>\d{{1,3}})(?!\w)"
)
# officielebekendmakingen.nl has papers since 1995; dossiers below this number were closed before.
_FIRST_DOSSIER, _FIRST_SESSION = 20000, 1994


@dataclass(frozen=True, slots=True)
class Paper:
    """A paper: five digits, the addition without brackets, the number; the session as "2018-2019"."""

    dossier: str
    addition: str | None = None
    number: str | None = None
    chamber: str | None = None
    session: str | None = None
    page: str | None = None

    @property
    def identifier(self) -> str:
        return "-".join(part for part in (self.dossier, self.addition, self.number) if part)

    @property
    def parts(self) -> Parts:
        # Papers of the Eerste Kamer have letters in place of numbers.
        chamber = self.chamber or ("ek" if self.number is not None and self.number.isalpha() else None)
        return named(
            ("chamber", chamber),
            ("session", self.session),
            ("dossier", self.dossier),
            ("addition", self.addition),
            ("number", self.number),
            ("page", self.page),
        )

    @property
    def address(self) -> str | None:
        """None for what is older than the collection, and for acts of the Kingdom, which are filed otherwise."""
        is_old = int(self.dossier) < _FIRST_DOSSIER or (
            self.session is not None and int(self.session[:4]) < _FIRST_SESSION
        )
        if is_old or (self.addition or "").startswith("R"):
            return None
        return (
            dossier_address(self.identifier) if self.number is None else publication_address(f"kst-{self.identifier}")
        )

    def at(self, span: Span) -> Official:
        """The paper as a reference at a place."""
        year = self.session[:4] if self.session is not None else None
        return Official(self.identifier, span, year, self.parts, self.address)


def read_session(written: str) -> str:
    """Session as first and second year: "2018/19" gives "2018-2019"."""
    first, second = re.split(r"\s?[-–—/]\s?", written)
    return f"{first}-{second if len(second) == 4 else first[:2] + second}"


def read_chamber(written: str) -> str | None:
    """ "tk" or "ek" for the last chamber that a stretch names, or None."""
    found = None
    for match in _CHAMBER.finditer(written):
        found = "tk" if match["lower"] else "ek"
    return found


def read_pages(written: str) -> str:
    """Pages as "3" or "3-5"."""
    return re.sub(r"\s?[-–]\s?", "-", written)


def iter_numbered_papers(text: str, start: int, end: int) -> Iterator[Official]:
    """Papers and dossiers between two positions, in order, without overlaps."""
    position = start
    previous: Paper | None = None
    for match in _DOSSIER.finditer(text, start, end):
        if match.start() < position:
            continue
        found = _at_dossier(text, position, match.span(), end, previous)
        if not found:
            previous = None
            continue
        for official, paper in found:
            yield official
            position, previous = official.span.end, paper


def iter_marked_papers(text: str, start: int, end: int) -> Iterator[Official]:
    """Papers by the number of their publication ("kst-31839-290", "blg-1007826"), and old ones with few digits."""
    for pattern in (_KST, _JOINED):
        for match in pattern.finditer(text, start, end):
            paper = Paper(match["dossier"], match["addition"], match["number"])
            yield paper.at(Span(*match.span()))
    for match in _ANNEX.finditer(text, start, end):
        address = publication_address(match.group())
        yield Official(match.group(), Span(*match.span()), None, named(("number", match.group(1))), address)
    for match in _OLD.finditer(text, start, end):
        session = read_session(match["session"]) if match["session"] else None
        chamber = read_chamber(match["chamber"]) if match["chamber"] else None
        yield Paper(match["dossier"], None, match["number"], chamber, session).at(Span(*match.span()))


def _at_dossier(
    text: str, start: int, dossier: tuple[int, int], end: int, previous: Paper | None
) -> list[tuple[Official, Paper]]:
    """The paper whose dossier stands at a place, and further numbers of the same dossier behind it."""
    left = _LEFT.search(text[max(start, dossier[0] - _LEFT_LENGTH) : dossier[0]])
    words = left.group() if left is not None else ""
    begin = dossier[0] - len(words)
    of_sentence = _OF_SENTENCE.match(words)
    if of_sentence is not None and _ARTICLE_BEFORE.search(text[max(start, begin - 5) : begin]):
        words, begin = words[of_sentence.end() :], begin + of_sentence.end()
    if not _TELLING.search(words):
        words, begin = "", dossier[0]
    position = dossier[1]
    addition, position = _read_addition(text, position, end)
    number, is_many, position = _read_number(text, position, end, has_words=bool(words))
    if number is None and addition is not None and addition.isdigit():
        number, addition = addition, None  # "31839-29"
    if not words and (number is None or not re.search(rf"{_NR}\s*\S+$", text[dossier[1] : position])):
        return []
    if number is None and not _DOSSIER_WORD.search(words):
        return []
    sessions = re.findall(SESSION, words)
    session = read_session(sessions[-1]) if sessions else None
    chamber = read_chamber(words)
    if not words and previous is not None and re.fullmatch(r"\s*(?:,|;|en|&|/)\s*", text[start:begin]):
        session, chamber = previous.session, previous.chamber
    session, page, position = _read_behind(text, position, end, session)
    paper = Paper(re.sub(r"\D", "", text[slice(*dossier)]), addition, number, chamber, session, page)
    if "(" in text[begin:position] and ")" not in text[begin:position] and text[position : position + 1] == ")":
        position += 1  # "Tweede Kamer (31 839, nr. 290)"
    found = [(paper.at(Span(begin, position)), paper)]
    if is_many:
        position = _end_of_range(text, position, end, paper, found)
    while is_many and (following := _NEXT_NUMBER.match(text, position, end)) is not None:
        further = Paper(paper.dossier, addition, following["number"], chamber, session)
        found.append((further.at(Span(*following.span("number"))), further))
        position = _end_of_range(text, following.end(), end, further, found)
    return found


def _end_of_range(text: str, position: int, end: int, first: Paper, found: list[tuple[Official, Paper]]) -> int:
    """Add the last paper of "nrs. 3-4"; where the range ends, or the same position. Those between have no words."""
    match = _RANGE.match(text, position, end)
    if match is None or first.number is None or not first.number.isdigit():
        return position
    if int(first.number) < int(match["last"]) < int(first.number) + _MOST_AT_ONCE:
        last = replace(first, number=match["last"], page=None)
        found.append((last.at(Span(*match.span("last"))), last))
        return match.end()
    return position


def _read_addition(text: str, position: int, end: int) -> tuple[str | None, int]:
    match = _ADDITION.match(text, position, end)
    if match is None:
        return None, position
    if match["roman"] is not None and _is_letter_number(text, match):
        return None, position
    return (match["roman"] or match["digits"] or match["letter"]).replace(" ", ""), match.end()


def _is_letter_number(text: str, match: re.Match[str]) -> bool:
    """Whether what looks like a Roman numeral is the letter of a paper: "34986-C" is no budget, "34 986-X" neither."""
    return len(match["roman"]) == 1 and "-" in match.group() and not re.match(r",?\s*[Nn]r|-", text[match.end() :][:6])


def _read_number(text: str, position: int, end: int, *, has_words: bool) -> tuple[str | None, bool, int]:
    """Number of the paper, whether several are announced ("nrs."), and where it ends."""
    match = _AFTER.match(text, position, end)
    if match is None:
        return None, False, position
    if match["bare"] is not None and (not has_words or re.fullmatch(r"(?:19|20)\d\d", match["bare"])):
        return None, False, position
    if match["joined"] is not None and not has_words:
        return None, False, position
    is_many = match["nr"] is not None and match["nr"].rstrip(".").endswith(("rs", "ummers"))
    return match["number"] or match["joined"] or match["bare"], is_many, match.end()


def _read_behind(text: str, position: int, end: int, session: str | None) -> tuple[str | None, str | None, int]:
    """Session and page where they stand behind the number."""
    if session is None and (behind := _SESSION_AFTER.match(text, position, end)) is not None:
        session, position = read_session(behind.group(1)), behind.end()
    page = PAGE.match(text, position, end)
    if page is None:
        return session, None, position
    return session, read_pages(page.group(1)), page.end()
