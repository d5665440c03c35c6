"""Parliamentary papers in running text: by number, motions by name, letters to the Kamer by date."""

import re
from bisect import bisect_left, bisect_right, insort
from collections.abc import Iterable, Iterator
from dataclasses import replace

from policytext.citations.authors import is_organisation
from policytext.citations.context import Context, Found
from policytext.citations.fields import DATE, Fields
from policytext.citations.identifiers import Official, iter_papers
from policytext.citations.official.papers import Paper
from policytext.types.document import Block
from policytext.types.spans import Span
from policytext.types.vocabulary import CitationForm

_GIVEN = r"[A-ZÀ-Þ][\w’'-]{1,30}"
_PARTICLES = r"(?:(?:[Vv]an|[Dd]en?|[Dd]er|[Tt]en?|[Tt]er|'t|’t|[Ee]l)\s)"
_NAME = rf"{_PARTICLES}{{0,2}}{_GIVEN}(?:[- ]{_GIVEN})?(?:\s{_PARTICLES}{{1,2}}{_GIVEN})?"
# "motie van het lid Van Meenen", "de motie-Ellemeet", "motie Westerveld c.s.", "amendement van de leden Bos en Das"
_MOTION = re.compile(
    rf"\b(?:[Mm]otie|[Aa]mendement)(?:\s+(?:van\s+)?(?:het\s+|de\s+)?(?:leden|(?:[Kk]amer)?lid|mevrouw|de\s+heer)\s+|-|\s+)"
    rf"(?P<who>{_NAME}(?:(?:,\s|\s(?:en|/)\s|/){_NAME}){{0,5}}(?:\s(?:c\.s\.|e\.a\.))?)"
)
# What may stand between a motion and its number: the party of the mover, the subject.
_TO_NUMBER = re.compile(
    r"\s*(?:\([A-Za-z0-9/ +-]{2,25}\)\s*)?(?:\s(?:over|om|inzake|betreffende)\s[^.;()]{3,160}?)?\s*[(,]\s*"
)
_MAX_TO_NUMBER = 220
_LETTER = re.compile(
    rf"\b(?P<kind>Kamerbrief|[Bb]rief aan de (?:Tweede |Eerste )?Kamer)(?:\s+over\s[^.,;()]{{3,80}}?)?(?:\s+(?:van|"
    rf"d\.d\.)\s+|\s*\()(?P<date>{DATE.pattern})"
)
# "de brief van de minister van VWS van 7 november 2019", "de brief van 7 november 2019 van de staatssecretaris"
_OFFICE = (
    r"(?:minister-president|ministers?|staatssecretaris(?:sen)?|bewindspersonen|bewindslieden|kabinet|informateur)"
)
_OFFICE_LETTER = re.compile(
    rf"\b[Bb]rief\s+(?:van\s+(?:de|het)\s+(?P<who>{_OFFICE}\b[^.,;()\d]{{0,60}}?)(?:\s+aan\s+[^.,;()\d]{{3,60}}?)?\s+(?:van|d\.d\.)\s+"
    rf"(?P<date>{DATE.pattern})|(?:van|d\.d\.)\s+(?P<day>{DATE.pattern})\s+van\s+(?:de|het)\s+(?P<sender>{_OFFICE}"
    r"(?:\s(?:(?:van|voor|en)\s)?[A-ZÀ-Þ][\w’'-]+){0,5}))"
)
# "onze brief van 25 mei 2021", "de brief van de VNG van 12 mei 2020"; "uw brief" is what is answered
_OWN_LETTER = re.compile(rf"\b(?:[Oo]nze|[Mm]ijn)\s+(?:[a-z]+\s+)?brief\s+(?:van|d\.d\.)\s+(?P<date>{DATE.pattern})")
_LETTER_OF = re.compile(
    r"\b[Bb]rief\s+van\s+(?:(?:de|het)\s+)?(?P<who>[A-ZÀ-Þ][\w&’'-]*(?:\s(?:(?:van|voor|de|het|en)\s){0,2}[A-ZÀ-Þ][\w’'-]*){0,5})"
    rf"(?:\s+aan\s+[^.,;()\d]{{3,60}}?)?\s+(?:van|d\.d\.)\s+(?P<date>{DATE.pattern})"
)
# "(31839-901)" behind a motion: the form without "Kamerstuk" and "nr." is a number only there
_NUMBER_BEHIND = re.compile(r"\s*\(\s*(?P<dossier>\d{2}\s?\d{3})\s?[-–/]\s?(?P<number>\d{1,4})\s*\)")
_NOT_NAMES = frozenset({"Van", "De", "Het", "Dat", "Die", "Deze", "Motie"})


def find_kamerstukken(context: Context, blocks: Iterable[Block]) -> Iterator[Found]:
    """Parliamentary papers that the blocks refer to."""
    text = context.text
    for block in blocks:
        taken: list[int] = []  # where papers begin, in order
        motions = list(_MOTION.finditer(text, block.span.start, block.span.end))
        for paper in iter_papers(text, block.span.start, block.span.end):
            taken.append(paper.span.start)
            fields, span = _fields_of(paper), paper.span
            motion = _motion_before(text, motions, paper.span)
            if motion is not None:
                # "de motie-Westerveld (Kamerstuk 31 839, nr. 712)" is one reference
                fields = replace(fields, authors=_movers(motion), title=motion.group())
                gap = text[motion.end() : paper.span.start]
                is_open = gap.count("(") > gap.count(")") and text[paper.span.end :][:1] == ")"
                span = Span(motion.start(), paper.span.end + is_open)
            yield Found(CitationForm.KAMERSTUK, span, fields, (span,))
        for match in motions:
            span = Span(*match.span())
            number = _NUMBER_BEHIND.match(text, match.end(), block.span.end)
            if number is not None and match["who"] not in _NOT_NAMES:
                insort(taken, number.start())
                span = Span(match.start(), number.end())
                paper = Paper(re.sub(r"[^0-9]", "", number["dossier"]), None, number["number"]).at(span)
                fields = replace(_fields_of(paper), authors=_movers(match), title=match.group())
                yield Found(CitationForm.KAMERSTUK, span, fields, (span,))
                continue
            # A motion with its number next to it is one reference; one with a note is cited in the note.
            if (
                _is_between(taken, span.start - 40, span.end + 80)
                or match["who"] in _NOT_NAMES
                or _is_noted(context, span)
            ):
                continue
            yield Found(CitationForm.KAMERSTUK, span, Fields(_movers(match), None, None, match.group()), (span,))
        for match in _LETTER.finditer(text, block.span.start, block.span.end):
            span = Span(*match.span())
            if not _is_between(taken, span.start - 20, span.end + 60):
                if "(" in match.group() and text[span.end : span.end + 1] == ")":
                    span = Span(span.start, span.end + 1)
                fields = Fields(year=match["date"][-4:], title=text[span.start : span.end])
                yield Found(CitationForm.KAMERSTUK, span, fields, (span,))
        for match in _OFFICE_LETTER.finditer(text, block.span.start, block.span.end):
            span = Span(*match.span())
            if not _is_between(taken, span.start - 20, span.end + 60) and not _is_noted(context, span):
                who = " ".join((match["who"] or match["sender"]).split())
                fields = Fields((who,), (match["date"] or match["day"])[-4:], None, match.group())
                yield Found(CitationForm.KAMERSTUK, span, fields, (span,))
        yield from _letters(context, block)


def _movers(motion: re.Match[str]) -> tuple[str, ...]:
    return tuple(re.split(r"\s+en\s+|,\s|\s?/\s?", motion["who"]))


def _fields_of(paper: Official) -> Fields:
    return Fields(year=paper.year, identifier=paper.identifier, parts=paper.parts, address=paper.address)


def _letters(context: Context, block: Block) -> Iterator[Found]:
    """Letters of the author and of organisations, named by their date."""
    for pattern in (_OWN_LETTER, _LETTER_OF):
        for match in pattern.finditer(context.text, block.span.start, block.span.end):
            span = Span(*match.span())
            if pattern is _OWN_LETTER:
                authors = context.document.metadata.organisations[:1]
            else:
                authors = (match["who"],) if is_organisation(match["who"]) else ()
            if (authors or pattern is _OWN_LETTER) and not _is_noted(context, span):
                fields = Fields(authors, match["date"][-4:], None, match.group())
                yield Found(CitationForm.OTHER, span, fields, (span,))


def _is_between(starts: list[int], low: int, high: int) -> bool:
    """Whether one of the positions, which are in order, lies between two others, both inclusive."""
    index = bisect_left(starts, low)
    return index < len(starts) and starts[index] <= high


def _motion_before(text: str, motions: list[re.Match[str]], paper: Span) -> re.Match[str] | None:
    """The motion whose number stands behind its name, with at most its subject between."""
    index = bisect_right(motions, paper.start, key=lambda motion: motion.end()) - 1
    if index < 0 or paper.start > motions[index].end() + _MAX_TO_NUMBER:
        return None
    motion = motions[index]
    is_behind = _TO_NUMBER.fullmatch(text, motion.end(), paper.start) is not None
    return motion if is_behind and motion["who"] not in _NOT_NAMES else None


def _is_noted(context: Context, span: Span) -> bool:
    """Whether a note marker follows in the same sentence, not far on."""
    sentence = context.sentence_at(span.start)
    end = min(span.end + 120, sentence.end if sentence is not None else span.end + 120)
    return any(span.end <= marker.start <= end for marker in context.note_markers_near(span.end))
