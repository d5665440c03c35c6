"""Documents that running text names by kind and date: "onze brief van 12 juni jl.", "ons advies van maart 2021".

The sender is the document's own organisation where it says "onze", "mijn" or "wij", and where a letter speaks of an
earlier letter without a sender. "Jl." and "vorig jaar" are counted from the document's own date. resolving.py looks for
the document of that kind, sender and date.
"""

import re
from collections.abc import Iterable, Iterator

from policytext.citations.authors import is_organisation
from policytext.citations.context import Context, Found
from policytext.citations.fields import DATE, MONTH, Fields
from policytext.lexicon import table
from policytext.types.document import Block
from policytext.types.spans import Span
from policytext.types.vocabulary import CitationForm, DocumentKind

_KIND = (
    r"[a-z-]{0,30}?(?:brief|rapport|rapportage|advies|position paper|notitie|nota|manifest|essay|zienswijze|reactie|"
    r"inbreng|verkenning|evaluatie|handreiking|artikel|convenant)"
)
_AGO = r"(?:jl\.|ll\.|jongstleden|(?:van\s)?dit jaar|(?:van\s)?vorig jaar)"
_WHEN = rf"(?:{DATE.pattern}|(?:\d{{1,2}}\s)?{MONTH}\s{_AGO})"
_TO = r"(?:\saan\s(?!u\b)(?:uw\s|de\s|het\s)?[^.,;()\d]{2,50}?)?"
_NAME = r"[A-ZÀ-Þ][\w&’'-]*(?:\s(?:(?:van|voor|de|het|en)\s){0,2}[A-ZÀ-Þ][\w’'-]*){0,5}"
_PUBLISHED = (
    r"(?:publiceerden?|uitbrachten?|uitbracht|stuurden?|verstuurden?|schreef|schreven|presenteerden?|aanbood|aanboden|"
    r"opstelden?|zond|zonden|deed|deden)"
)
# "onze brief van 12 juni jl.", "ons advies (maart 2021)", "mijn brief aan uw Kamer van 3 mei 2021"
_OWN = re.compile(
    rf"\b(?:onze|ons|mijn)\s(?:[a-z]+\s){{0,2}}?(?P<kind>{_KIND}){_TO}\s?(?:van\s|d\.d\.\s|uit\s|\()(?P<when>{_WHEN})\)?",
    re.IGNORECASE,
)
# "de eerdere brief van 20 mei 2022", "de brief van 20 mei 2022 aan de minister"
_EARLIER = re.compile(
    rf"\b(?:de|het|een)\s(?:(?:eerdere|vorige|vroegere|laatste)\s(?P<kind>{_KIND}){_TO}\s?(?:van\s|d\.d\.\s|\()(?P<when>{_WHEN})\)?"
    rf"|(?P<kind2>brief)\s(?:van|d\.d\.)\s(?P<when2>{_WHEN})\saan\s(?:de|het|uw)\s[\w-]{{3,30}})",
    re.IGNORECASE,
)
# "het rapport dat wij in maart 2020 publiceerden", "het advies dat de VNG in mei 2021 uitbracht"
_RELATIVE = re.compile(
    rf"\b(?:[Hh]et|[Dd]e|[Ee]en)\s(?:[a-z]+\s)?(?P<kind>{_KIND})\s(?:dat|die)\s(?:(?P<own>wij|we|ik)|(?:(?:de|het)\s)?(?P<who>{_NAME}))\s"
    rf"(?:[a-z]+\s){{0,2}}?(?:in|op|d\.d\.)\s(?P<when>{_WHEN})(?:\s[a-zà-ÿ]+){{0,4}}?\s{_PUBLISHED}\b"
)
# "de brief van de VNG van 12 juni jl.", "het rapport van de Onderwijsraad van maart 2020"
_OF = re.compile(
    rf"\b(?:[Hh]et|[Dd]e|[Ee]en)\s(?:[a-z]+\s)?(?P<kind>{_KIND})\svan\s(?:(?:de|het)\s)?(?P<who>{_NAME}){_TO}\s(?:van|d\.d\.|uit)\s(?P<when>{_WHEN})"
)
_KAMERBRIEF = re.compile(rf"\b(?P<kind>Kamerbrief)\s(?:van|d\.d\.)\s(?P<when>(?:\d{{1,2}}\s)?{MONTH}\s{_AGO})")
# A note at the end of the sentence describes the document better: then the note is the citation.
_NOTE_WITHIN = 3
# "(Kamerstuk 31 839, nr. 290)", also behind the subject: then the number is the citation
_NUMBER_BEHIND = re.compile(
    r"(?:\s(?:over|inzake|betreffende|aangaande|met|aan)\s[^.;()]{3,160}?)?\s?\((?:zie\s)?(?:Kamerstuk|Aanhangsel|Handelingen|Stb|Stcrt|TK|EK|\d{2}\s?\d{3}\b)"
)


def find_dated_documents(context: Context, blocks: Iterable[Block]) -> Iterator[Found]:
    """Documents that the blocks name by kind and date."""
    own = context.document.metadata.organisations[:1]
    is_letter = context.document.metadata.kind in (DocumentKind.BRIEF, DocumentKind.KAMERBRIEF)
    for block in blocks:
        bounds = block.span.start, block.span.end
        for match in _OWN.finditer(context.text, *bounds):
            yield from _found(context, match, match["when"], own)
        for match in _EARLIER.finditer(context.text, *bounds):
            yield from _found(context, match, match["when"] or match["when2"], own if is_letter else ())
        for match in _RELATIVE.finditer(context.text, *bounds):
            if match["own"] or is_organisation(match["who"]):
                yield from _found(context, match, match["when"], own if match["own"] else (match["who"],))
        for match in _OF.finditer(context.text, *bounds):
            if is_organisation(match["who"]):
                yield from _found(context, match, match["when"], (match["who"],))
        for match in _KAMERBRIEF.finditer(context.text, *bounds):
            yield from _found(context, match, match["when"], ())


def _found(context: Context, match: re.Match[str], when: str, authors: tuple[str, ...]) -> Iterator[Found]:
    span = Span(*match.span())
    year = _year(context, when)
    sentence = context.sentence_at(span.start)
    end = max(span.end + _NOTE_WITHIN, sentence.end if sentence is not None else 0)
    is_noted = any(marker.start <= end for marker in context.note_markers_near(span.end))
    has_number = _NUMBER_BEHIND.match(context.text, span.end) is not None
    if year is not None and context.is_year(year) and not is_noted and not has_number:
        yield Found(CitationForm.OTHER, span, Fields(authors, year, None, match.group()), (span,))


def _year(context: Context, when: str) -> str | None:
    """The year of a date; of one without a year by the date of the document, None where that has none."""
    if when[-4:].isdigit():
        return when[-4:]
    date = context.document.metadata.date
    if date is None:
        return None
    year = int(date.value[:4])
    if when.endswith("vorig jaar"):
        return str(year - 1)
    if when.endswith("dit jaar") or len(date.value) < len("2021-05"):
        return str(year)
    months = {row["name"]: int(row["number"]) for row in table("months")}
    words = when.lower().split()
    day, name = (int(words[0]), words[1]) if words[0].isdigit() else (0, words[0])
    month = months.get(name.rstrip("."), 0)
    own_day = int(date.value[8:10] or 31) if len(date.value) > len("2021-05") else 31
    is_past = (month, day) <= (int(date.value[5:7]), own_day)
    return str(year if is_past else year - 1)
