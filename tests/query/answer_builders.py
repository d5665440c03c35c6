"""Small entries of a timeline: a document by its date, with quotations that are one sentence and one statement each."""

from collections.abc import Sequence

from policytext.query.answers import Entry, Quote
from policytext.statements.figures import find_figures
from policytext.store import DocumentRecord, Scope, SentenceRecord
from policytext.types.document import DocumentDate, Metadata
from policytext.types.spans import Span
from policytext.types.statement import Statement
from policytext.types.vocabulary import (
    Attribution,
    BlockKind,
    DatePrecision,
    DocumentKind,
    Origin,
    Stance,
    StatementKind,
    Strength,
)

PRECISIONS = {4: DatePrecision.YEAR, 7: DatePrecision.MONTH, 10: DatePrecision.DAY}


def make_record(date: str | None, organisation: str = "Dorpsraad", title: str = "Plan") -> DocumentRecord:
    """A document of that date; its id and source follow from date and title."""
    stated = None if date is None else DocumentDate(date, PRECISIONS[len(date)], Origin.TEXT)
    metadata = Metadata(
        title, DocumentKind.BRIEF, (organisation,), (), None, stated, "nl", None, None, None, (("title", Origin.TEXT),)
    )
    name = f"{date}-{title}"
    return DocumentRecord(f"sha256:{name}", name, (f"{name}.txt",), "text/plain", metadata, 1, 9, 9, 0, (), "1")


def make_quote(
    document: DocumentRecord,
    text: str = "Gemeenten moeten meer doen.",
    *,
    stance: Stance = Stance.PRO,
    bearing: float = 0.8,
    pro: float = 0.9,
    strength: Strength | None = None,
    kind: StatementKind | None = None,
    hedges: Sequence[str] = (),
    index: int = 0,
) -> Quote:
    """A quotation; a recommendation where a strength is given, else a claim."""
    span = Span(100 * index, 100 * index + len(text))
    statement = Statement(
        f"{document.short_id}:s{index}",
        document.id,
        index,
        span,
        kind or (StatementKind.CLAIM if strength is None else StatementKind.RECOMMENDATION),
        Attribution.OWN,
        None,
        (),
        strength,
        False,
        tuple(hedges),
        find_figures(text, span.start),
        0.9,
        (),
    )
    place = (f"{document.short_id}:{index}", document, text, (span,), None, None, None, 1, ())
    sentence = SentenceRecord(*place, index, index, span, Scope.TEXT, BlockKind.PARAGRAPH, None, (statement,))
    return Quote(sentence, stance, bearing, pro, is_outright=False)


def make_entry(date: str | None, *quotes: Quote, stance: Stance = Stance.PRO, organisation: str = "Dorpsraad") -> Entry:
    """An entry of a document of that date with the quotations, or one plain one."""
    document = make_record(date, organisation)
    held = quotes or (make_quote(document, stance=stance),)
    strengths = [quote.sentence.statements[0].strength for quote in held]
    strongest = next((s for s in (Strength.MUST, Strength.SHOULD, Strength.COULD) if s in strengths), None)
    return Entry(document, organisation, False, stance, 0.9, strongest, tuple(held))
