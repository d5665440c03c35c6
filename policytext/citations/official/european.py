"""Acts and documents of the European Union in Dutch texts: by number, by CELEX, in the official journal.

Canonical forms: "Verordening 2016/679", "Richtlijn 2011/24" (the year where the act itself has it), "COM(2020) 123",
"PbEU 2016, L 119", "CELEX 62012CJ0131" for what is no act.
Source: Interinstitutional style guide (op.europa.eu), numbering of acts: directives and decisions have the year first,
regulations since 2015 too, before it second; EUR-Lex, composition of CELEX numbers.
"""

import re
from collections.abc import Iterator

from policytext.citations.official.reference import Official, celex_address, named
from policytext.types.spans import Span

_LETTERS = {"verordening": "R", "richtlijn": "L", "besluit": "D", "kaderbesluit": "F", "aanbeveling": "H"}
_KINDS = {letter: kind.capitalize() for kind, letter in _LETTERS.items()}
_UNION = r"\((?P<union>EU|EG|EEG|Euratom|EU,\s?Euratom)\)"
_JOURNAL_SERIES = (
    r"(?P<{0}name>PbEU|PbEG|PB(?:\s?EU)?|Pb)\.?\s?(?:(?P<{0}year>(?:19|20)\d\d),?\s?)?(?:nr\.\s?)?(?P<{0}series>[LC])\s?"
    r"(?P<{0}number>\d{{1,4}})(?:/(?P<{0}page>\d{{1,4}}))?(?:\s+van\s+\d{{1,2}}[./-]\d{{1,2}}[./-](?P<{0}day>(?:19|20)\d\d))?(?![\d])"
)
_ACT = re.compile(
    r"\b(?:[Uu]itvoerings|[Gg]edelegeerde\s|(?:EU|EG|Europese)[- ])?(?P<kind>[Vv]erordening|[Rr]ichtlijn|[Bb]esluit|"
    rf"[Kk]aderbesluit|[Aa]anbeveling)(?:en)?\s*(?:[Nn]r\.?\s*)?(?:{_UNION}\s*)?(?:[Nn]r\.?\s*)?(?P<bracket>\()?"
    r"(?P<first>\d{1,4})/(?P<second>\d{1,4})(?:/(?P<suffix>EU|EG|EEG|JBZ|GBVB|Euratom))?(?![\d/])(?(bracket)\)|)"
    r"(?:\s\(" + _JOURNAL_SERIES.format("in_") + r"\))?"
)
_NEXT_ACT = re.compile(
    r"\s*(?:,|en)\s+(?P<first>\d{1,4})/(?P<second>\d{1,4})/(?P<suffix>EU|EG|EEG|JBZ|GBVB|Euratom)(?![\d/])"
)
_JOURNAL = re.compile(r"\b" + _JOURNAL_SERIES.format(""))
_DOCUMENT = re.compile(
    r"(?<![\w=:])(?P<kind>COM|SWD|SEC|JOIN)(?:\s?\(\s?(?P<year>(?:19|20)\d\d)\s?\)\s?|/(?P<other>(?:19|20)\d\d)/)(?P<number>\d{1,4})(?!\d)"
)
_CELEX = re.compile(
    r"(?<![\w/=?&:.-])(?P<word>CELEX(?:-?nummer)?[\s:]{1,3})?(?:(?P<act>3(?P<year>(?:19|20)\d\d)(?P<letter>[RLDFH])(?P<number>\d{4}))"
    r"(?!\w)|(?(word)(?P<other>[1-9C]\d{4}[A-Z]{1,2}\d{0,4}(?:\(\d{2}\))?)(?!\w)|(?!)))"
)
_REGULATIONS_YEAR_FIRST = 2015
_OFFICIAL_JOURNAL_OF_UNION = 2003  # Pb. of the Communities (PbEG) until 31 January 2003


def iter_european(text: str, start: int, end: int) -> Iterator[Official]:
    """Acts, documents and journals of the Union between two positions, not in order."""
    behind_acts: set[int] = set()
    for match in _ACT.finditer(text, start, end):
        behind_acts.add(match.start("in_name"))
        found = _act(match)
        if found is None:
            continue
        yield found
        position, kind = match.end(), match["kind"]
        while (following := _NEXT_ACT.match(text, position, end)) is not None:
            position = following.end()
            further = numbered_act(
                kind, following["first"], following["second"], Span(following.start("first"), position)
            )
            if further is not None:
                yield further
    for match in _CELEX.finditer(text, start, end):
        if match["other"] is not None:
            yield other_celex(match["other"], Span(*match.span()))
        else:
            yield act_of_celex(match["letter"], match["year"], match["number"], Span(*match.span()))
    for match in _DOCUMENT.finditer(text, start, end):
        yield document(match["kind"], match["year"] or match["other"], match["number"], Span(*match.span()))
    for match in _JOURNAL.finditer(text, start, end):
        year = match["year"] or match["day"]
        # "Richtlijn (EU) 2019/1937 (PbEU 2019, L 305)" is one reference
        if year is not None and match.start() not in behind_acts:
            yield journal(year, match["series"], match["number"], Span(*match.span()), match["page"])


def numbered_act(kind: str, first: str, second: str, span: Span) -> Official | None:
    """An act by the two numbers of its name, in their order; None where neither can be the year."""
    kind = kind.lower()
    year, number = _year_and_number(kind, first, second)
    if year is None:
        return None
    celex = f"3{year}{_LETTERS[kind]}{int(number):04d}"
    parts = named(("celex", celex), ("year", year), ("number", str(int(number))))
    return Official(f"{kind.capitalize()} {first}/{second}", span, year, parts, celex_address(celex))


def act_of_celex(letter: str, year: str, number: str, span: Span) -> Official:
    """An act by its CELEX number, under the name that its own numbering gives it."""
    kind, number = _KINDS[letter], str(int(number))
    if letter == "R" and int(year) < _REGULATIONS_YEAR_FIRST:
        name = f"{kind} {number}/{year}"
    else:
        name = f"{kind} {year if int(year) > 1998 or letter not in 'LD' else year[2:]}/{number}"
    celex = f"3{year}{letter}{int(number):04d}"
    parts = named(("celex", celex), ("year", year), ("number", number))
    return Official(name, span, year, parts, celex_address(celex))


def other_celex(celex: str, span: Span) -> Official:
    """A text of the Union that is no act: case law, a treaty, a proposal."""
    return Official(f"CELEX {celex}", span, celex[1:5], named(("celex", celex)), celex_address(celex))


def document(kind: str, year: str, number: str, span: Span) -> Official:
    """A document of the Commission, or of the Commission and the High Representative."""
    number = str(int(number))
    address = f"https://eur-lex.europa.eu/legal-content/NL/TXT/?uri={kind}:{year}:{number}:FIN"
    return Official(f"{kind}({year}) {number}", span, year, named(("year", year), ("number", number)), address)


def journal(year: str, series: str, number: str, span: Span, page: str | None = None) -> Official:
    """An issue of the official journal."""
    name = "PbEU" if int(year) >= _OFFICIAL_JOURNAL_OF_UNION else "PbEG"
    address = f"https://eur-lex.europa.eu/legal-content/NL/TXT/?uri=OJ:{series}:{year}:{number}:TOC"
    parts = named(("year", year), ("series", series), ("number", number), ("page", page))
    return Official(f"{name} {year}, {series} {number}", span, year, parts, address)


def _act(match: re.Match[str]) -> Official | None:
    if match["union"] is None and match["suffix"] is None and not _is_plain(match):
        return None
    end = match.end() if match["in_name"] is None else match.start("in_name") - len(" (")
    return numbered_act(match["kind"], match["first"], match["second"], Span(match.start(), end))


def _is_plain(match: re.Match[str]) -> bool:
    """Whether an act without "(EU)" or "/EU" is numbered as one: "Richtlijn 2003/96", "Verordening 834/2007"."""
    kind, first, second = match["kind"].lower(), match["first"], match["second"]
    if kind == "richtlijn":
        return bool(re.fullmatch(r"(?:19[6-9]|20[0-4])\d|[6-9]\d", first)) and len(second) <= 4
    if kind == "verordening":
        if re.fullmatch(r"20(?:1[5-9]|[2-4]\d)", first):
            return len(second) >= 3
        return len(first) >= 2 and re.fullmatch(r"(?:19[5-9]\d|20(?:0\d|1[0-4]))", second) is not None
    return False


def _year_and_number(kind: str, first: str, second: str) -> tuple[str | None, str]:
    """The year, as four digits, and the number."""

    def is_year(digits: str) -> bool:
        return len(digits) == 4 and digits[:2] in ("19", "20")

    year_second = (
        kind == "verordening" and is_year(second) and not (is_year(first) and int(first) >= _REGULATIONS_YEAR_FIRST)
    )
    if year_second:
        return second, first
    if is_year(first):
        return first, second
    if len(first) == 2 and int(first) >= 50 and not is_year(second):
        return "19" + first, second
    if is_year(second):
        return second, first
    if kind == "verordening" and len(second) == 2 and int(second) >= 50:
        return "19" + second, first  # "Verordening (EEG) nr. 2658/87"
    return None, second
