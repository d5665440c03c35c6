"""What parliament said and was asked: Handelingen, Aanhangsel, Kamervragen, and numbers of the archive of the Kamer.

Canonical forms: "h-tk-20192020-45-7" (chamber, session, meeting, item), "ah-tk-20192020-1234" (answers to questions),
"kv-tk-2021Z03234" (questions), "2024D40329" (a document), "2024Z11859" (a case).
Source of the notations: Leidraad voor juridische auteurs (2022), chapter on Handelingen; addresses of
officielebekendmakingen.nl and tweedekamer.nl.
"""

import re
from collections.abc import Iterator

from policytext.citations.official.papers import PAGE, SESSION, read_chamber, read_pages, read_session
from policytext.citations.official.reference import Official, named, publication_address
from policytext.types.spans import Span

_CHAMBER = r"(?P<chamber>(?:Tweede|Eerste)\s+Kamer|II|I|TK|EK)"
_YEARS = rf"(?P<years>{SESSION})"
_NR = r"(?:nrs?\.?|nummer)"
_PROCEEDINGS = re.compile(
    rf"\b(?:Handelingen|Hand\.)(?:\s+van\s+de)?,?\s*(?:{_CHAMBER}\s*,?\s*)?(?:der\s+Staten-Generaal,?\s*)?"
    rf"(?:vergaderjaar\s+)?{_YEARS},?\s*(?:{_NR}\s*)?(?P<number>\d{{1,3}})(?!\d)(?:(?:,\s*item\s*|-)(?P<item>\d{{1,3}})(?!\d))?"
)
_ANSWERS = re.compile(
    rf"\bAanhangsel(?:\s+(?:van\s+de\s+|bij\s+de\s+)?)?,?\s*(?:Handelingen)?,?\s*(?:{_CHAMBER}\s*,?\s*)?"
    rf"(?:vergaderjaar\s+)?{_YEARS},?\s*(?:{_NR}\s*)?(?P<number>\d{{1,4}})(?!\d)"
)
_ANSWERS_BY_HEAD = re.compile(
    rf"\b{_CHAMBER},\s*(?:vergaderjaar\s+)?{_YEARS},\s*Aanhangsel(?:\s+van\s+de\s+Handelingen)?,?\s*(?:{_NR}\s*)?"
    r"(?P<number>\d{1,4})(?!\d)"
)
_PUBLISHED = re.compile(
    r"(?<![\w/=-])(?P<kind>h|ah)-(?P<chamber>tk|ek)-(?P<first>\d{4})(?P<second>\d{4})-(?P<number>\d{1,4})(?:-(?P<item>\d{1,3}))?"
    r"(?![\w-])"
)
_QUESTIONS = re.compile(r"(?<![\w/=-])kv-tk-(?P<number>20\d\dZ\d{5})(?!\w)")
# "Kamervragen (2021Z03234)", "vragen met kenmerk 2021Z03234", "vraagnummer: 2021Z03234"
_QUESTIONS_BY_CASE = re.compile(
    r"\b(?:[Kk]amerv|[Vv])rag(?:en|ennummer)?(?:\s+(?:met|onder)(?:\s+het)?)?[\s:(]+(?:(?:kenmerk|nummer|nr\.)[\s:]+)?"
    r"(?P<number>20\d\dZ\d{5})(?!\w)|\b[Vv]raagnummer[\s:]+(?P<other>20\d\dZ\d{5})(?!\w)"
)
_ARCHIVE = re.compile(r"(?<![\w=-])(?<!\w/)(?P<number>20\d\d[DZ]\d{5})(?!\w)|(?<=-\d/)(?P<behind>20\d\dD\d{5})(?!\w)")


def archive_address(number: str) -> str:
    """Address of a document or case in the archive of the Tweede Kamer."""
    did = f"&did={number}" if "D" in number else ""
    return f"https://www.tweedekamer.nl/kamerstukken/detail?id={number}{did}"


def iter_proceedings(text: str, start: int, end: int) -> Iterator[Official]:
    """Proceedings, answers, questions and archive numbers between two positions, not in order."""
    for match in _PROCEEDINGS.finditer(text, start, end):
        page = PAGE.match(text, match.end(), end)
        chamber = read_chamber(match["chamber"] or "II") or "tk"
        stop = page.end() if page is not None else match.end()
        pages = read_pages(page.group(1)) if page is not None else None
        yield meeting(
            chamber, read_session(match["years"]), match["number"], match["item"], Span(match.start(), stop), pages
        )
    for pattern in (_ANSWERS, _ANSWERS_BY_HEAD):
        for match in pattern.finditer(text, start, end):
            # Nearly all answers are to questions of the Tweede Kamer; the other is named.
            chamber = read_chamber(match["chamber"] or "II") or "tk"
            yield answers(chamber, read_session(match["years"]), match["number"], Span(*match.span()))
    for match in _PUBLISHED.finditer(text, start, end):
        session = f"{match['first']}-{match['second']}"
        if match["kind"] == "h":
            yield meeting(match["chamber"], session, match["number"], match["item"], Span(*match.span()))
        else:
            yield answers(match["chamber"], session, match["number"], Span(*match.span()))
    for match in _QUESTIONS.finditer(text, start, end):
        yield questions(match["number"], Span(*match.span()))
    for match in _QUESTIONS_BY_CASE.finditer(text, start, end):
        yield questions(match["number"] or match["other"], Span(*match.span()))
    for match in _ARCHIVE.finditer(text, start, end):
        number = match["number"] or match["behind"]
        yield Official(number, Span(*match.span()), None, named(("number", number)), archive_address(number))


def meeting(
    chamber: str, session: str, number: str, item: str | None, span: Span, pages: str | None = None
) -> Official:
    """Proceedings of a meeting, or of an item on its agenda; only items have an address."""
    identifier = f"h-{chamber}-{session.replace('-', '')}-{number}" + (f"-{item}" if item else "")
    parts = named(("chamber", chamber), ("session", session), ("number", number), ("item", item), ("page", pages))
    return Official(identifier, span, session[:4], parts, publication_address(identifier) if item else None)


def answers(chamber: str, session: str, number: str, span: Span) -> Official:
    """Answers to written questions, in the annex to the proceedings."""
    identifier = f"ah-{chamber}-{session.replace('-', '')}-{number}"
    parts = named(("chamber", chamber), ("session", session), ("number", number))
    return Official(identifier, span, session[:4], parts, publication_address(identifier))


def questions(number: str, span: Span) -> Official:
    """Written questions by the number of their case."""
    identifier = f"kv-tk-{number}"
    return Official(
        identifier, span, None, named(("chamber", "tk"), ("number", number)), publication_address(identifier)
    )
