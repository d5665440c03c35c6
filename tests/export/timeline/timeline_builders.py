"""Small timelines: documents by date and sender, each with quotations that are one sentence and one statement."""

import hashlib
from collections.abc import Sequence

from policytext import __version__
from policytext.cli import output
from policytext.cli.quotation import where, written
from policytext.export.timeline.wording import Wording
from policytext.query.answers import Entry, Quote, Step, Timeline
from policytext.store import DocumentRecord, Scope, SentenceRecord
from policytext.types.document import DocumentDate, Metadata
from policytext.types.spans import Span
from policytext.types.statement import Statement
from policytext.types.vocabulary import (
    Attribution,
    BlockKind,
    Change,
    DatePrecision,
    DocumentKind,
    Origin,
    Stance,
    StatementKind,
    Strength,
)

PRECISIONS = {4: DatePrecision.YEAR, 7: DatePrecision.MONTH, 10: DatePrecision.DAY}
PROPOSITION = "De bibliotheek moet op zondag open"
WORDING = Wording(
    stances=output.STANCES,
    changes=output.CHANGES,
    kinds=output.KINDS,
    strengths=output.STRENGTHS,
    date=output.dutch_date,
    written=written,
    place=where,
    sure=0.5,
    version=__version__,
)


def make_record(
    date: str | None, organisations: Sequence[str] = ("Dorpsraad",), title: str = "Plan", authors: Sequence[str] = ()
) -> DocumentRecord:
    """A document of 30 sentences; its id and source follow from date and title."""
    stated = None if date is None else DocumentDate(date, PRECISIONS[len(date)], Origin.TEXT)
    metadata = Metadata(
        title, DocumentKind.BRIEF, tuple(organisations), tuple(authors), None, stated, "nl", None, None, None, ()
    )
    name = hashlib.sha256(repr((date, title)).encode()).hexdigest()
    source = f"{date}-{title}.txt"
    return DocumentRecord(f"sha256:{name}", name[:8], (source,), "text/plain", metadata, 1, 30, 30, 0, (), "1")


def make_sentence(document: DocumentRecord, text: str, index: int = 0, scope: Scope = Scope.TEXT) -> SentenceRecord:
    """A sentence at code point 1,000 times its index, with one claim."""
    span = Span(1000 * index, 1000 * index + len(text))
    statement = Statement(
        f"{document.short_id}:s{index}",
        document.id,
        index,
        span,
        StatementKind.RECOMMENDATION,
        Attribution.OWN,
        None,
        (),
        Strength.MUST,
        False,
        (),
        (),
        0.9,
        (),
    )
    place = (f"{document.short_id}:{index}", document, text, (span,), None, None, None, index + 1, ("Deel 1",))
    return SentenceRecord(*place, index, index, span, scope, BlockKind.PARAGRAPH, None, (statement,))


def make_entry(
    document: DocumentRecord,
    stance: Stance = Stance.PRO,
    *,
    texts: Sequence[str] = ("De bibliotheek moet op zondag open.",),
    holder: str | None = None,
    confidence: float = 0.8,
    is_comment: bool = False,
    first: int = 0,
) -> Entry:
    """A position with a quotation for each text, all of its stance, from sentence `first` on."""
    quotes = tuple(
        Quote(make_sentence(document, text, index), stance, 0.9, 0.9, True) for index, text in enumerate(texts, first)
    )
    held = holder if holder is not None or is_comment else "; ".join(document.organisations)
    return Entry(document, held, is_comment, stance, confidence, Strength.MUST, quotes)


def make_step(before: Entry, after: Entry, change: Change = Change.SAME, why: str = "even stellig") -> Step:
    """A change from one position to another."""
    same = bool(set(before.document.organisations) & set(after.document.organisations))
    return Step(before.document, after.document, change, same, why, before.quotes[0], after.quotes[0])


def make_timeline(
    entries: Sequence[Entry] = (),
    reported: Sequence[Entry] = (),
    silent: Sequence[DocumentRecord] = (),
    steps: Sequence[Step] = (),
    returns: Sequence[Step] = (),
    proposition: str = PROPOSITION,
) -> Timeline:
    """A timeline with these parts, in this order."""
    count = len(entries) + len(silent)
    return Timeline(proposition, count, tuple(entries), tuple(reported), tuple(silent), tuple(steps), tuple(returns))


def library_timeline() -> Timeline:
    """A council for, then against; a union against; one undated; one reported; one silent."""
    first = make_entry(make_record("2019-03-01", ["Dorpsraad"], "Open op zondag"), texts=["Open die deur op zondag."])
    second = make_entry(
        make_record("2022", ["Dorpsraad"], "Toch niet"), Stance.CONTRA, texts=["Sluit hem op zondag.", "Rust is nodig."]
    )
    union = make_entry(
        make_record("2020-06", ["Vakbond Leeszaal"], "Vrije zondag"), Stance.CONTRA, texts=["Zondag is vrij."]
    )
    undated = make_entry(make_record(None, (), "Ingezonden"), Stance.MIXED, texts=["Soms wel."], confidence=0.2)
    reported = make_entry(
        first.document, Stance.PRO, texts=["Lezers willen zondag komen."], holder="leeszaalbezoekers", first=9
    )
    silent = make_record("2021-01-01", ["Dorpsraad"], "Begroting")
    step = make_step(first, union, Change.REVERSED, "van pro naar contra")
    back = make_step(first, second, Change.REVERSED, "van pro naar contra")
    return make_timeline([first, union, second, undated], [reported], [silent], [step], [back])
