"""Parliamentary papers in running text: by number, motions by name, letters to the Kamer by date."""

import re
from collections.abc import Iterable, Iterator

from policytext.citations.context import Context, Found
from policytext.citations.fields import DATE, Fields
from policytext.citations.identifiers import iter_papers
from policytext.types.document import Block
from policytext.types.spans import Span
from policytext.types.vocabulary import CitationForm

_NAME = (
    r"(?:(?:[Vv]an|[Dd]en?|[Dd]er|[Tt]en?|[Tt]er|'t|’t|[Ee]l)\s){0,2}"
    r"[A-ZÀ-Þ][\w’'-]{1,30}(?:[- ](?:[A-ZÀ-Þ][\w’'-]{1,30}))?"
)
# "motie van het lid Van Meenen", "de motie-Ellemeet", "motie Westerveld c.s."
_MOTION = re.compile(
    rf"\b[Mm]otie(?:\s+van\s+(?:het\s+lid|de\s+leden|lid|Kamerlid)\s+|-|\s+)(?P<who>{_NAME}(?:\s(?:en|/)\s{_NAME}|/{_NAME})?(?:\s(?:c\.s\.|e\.a\.))?)"
)
_LETTER = re.compile(
    rf"\b(?P<kind>Kamerbrief|[Bb]rief aan de (?:Tweede |Eerste )?Kamer)(?:\s+over\s[^.,;()]{{3,80}}?)?\s+(?:van|"
    rf"d\.d\.)\s+(?P<date>{DATE.pattern})"
)
_NOT_NAMES = frozenset({"Van", "De", "Het", "Dat", "Die", "Deze", "Motie"})


def find_kamerstukken(context: Context, blocks: Iterable[Block]) -> Iterator[Found]:
    """Parliamentary papers that the blocks refer to."""
    text = context.text
    for block in blocks:
        taken: list[Span] = []
        for paper in iter_papers(text, block.span.start, block.span.end):
            taken.append(paper.span)
            fields = Fields(year=paper.year, identifier=paper.identifier)
            yield Found(CitationForm.KAMERSTUK, paper.span, fields, (paper.span,))
        for match in _MOTION.finditer(text, block.span.start, block.span.end):
            span = Span(*match.span())
            # A motion with its number next to it is one reference; one with a note is cited in the note.
            is_near = any(span.start - 40 <= other.start <= span.end + 80 for other in taken)
            if is_near or match["who"] in _NOT_NAMES or _is_noted(context, span):
                continue
            yield Found(CitationForm.KAMERSTUK, span, Fields((match["who"],), None, None, match.group()), (span,))
        for match in _LETTER.finditer(text, block.span.start, block.span.end):
            span = Span(*match.span())
            if not any(span.start - 20 <= other.start <= span.end + 60 for other in taken):
                fields = Fields(year=match["date"][-4:], title=match.group())
                yield Found(CitationForm.KAMERSTUK, span, fields, (span,))


def _is_noted(context: Context, span: Span) -> bool:
    """Whether a note marker follows in the same sentence, not far on."""
    sentence = context.sentence_at(span.start)
    end = min(span.end + 120, sentence.end if sentence is not None else span.end + 120)
    return any(span.end <= marker.start <= end for marker in context.note_markers_near(span.end))
