"""How a quotation is shown: whose it is, and where it stands."""

from collections.abc import Sequence

from policytext.cli.output import KINDS, STRENGTHS, dutch_date, safe, style
from policytext.store import DocumentRecord, Located, SentenceRecord, StatementRecord
from policytext.types.citation import Citation
from policytext.types.statement import Statement
from policytext.types.vocabulary import Attribution, Prominence, StatementKind

# Their lines are paragraphs.
_OFFICE = (
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "application/vnd.oasis.opendocument.text",
)
PROMINENCE = {Prominence.DOCUMENT: "kern van het document", Prominence.SECTION: "kern van de paragraaf"}
CORRECTED = " (gecorrigeerd)"
UNKNOWN_SENDER = "afzender onbekend"
#: Of a document without a date whose text tells the earliest that it can be.
NOT_BEFORE = "z.d., niet vóór {}"


def sender(document: DocumentRecord) -> str:
    """Organisations that send the document, or its authors."""
    return safe("; ".join(document.organisations) or "; ".join(document.metadata.authors) or UNKNOWN_SENDER)


def written(document: DocumentRecord) -> str:
    """The date of a document; where it has none the earliest that it can be, as far as a query worked that out."""
    if document.not_before is None:
        return dutch_date(document.date)
    return NOT_BEFORE.format(dutch_date(document.not_before))


def document_line(document: DocumentRecord) -> str:
    """Date, sender and title on one line."""
    return f"{written(document)} · {style(sender(document), bold=True)} · {safe(document.title)}"


def where(record: Located) -> str:
    """Page (with its printed label where that differs), or line of the source file (a paragraph in office files)."""
    if record.page is not None:
        label = f" (gedrukt: {safe(record.page_label)})" if record.page_label not in (None, str(record.page)) else ""
        return f"p. {record.page}{label}{' · herkend uit beeld' if record.is_recognised else ''}"
    if record.line is None:
        return "plaats onbekend"
    return f"{'alinea' if record.document.media_type in _OFFICE else 'regel'} {record.line}"


def place(sentence: SentenceRecord) -> str:
    """What the sentence does, its id, page or line, and the section it stands in."""
    parts = [*_act(sentence), sentence.id, where(sentence)]
    if sentence.section:
        parts.append(safe(" › ".join(sentence.section)))
    return " · ".join(parts)


def _act(sentence: SentenceRecord) -> list[str]:
    statement = sentence.statement
    if statement is None:
        return []
    return [act(statement, corrected=statement.id in sentence.corrected)]


def act(statement: Statement, *, corrected: bool) -> str:
    """The kind of a statement, whose words it gives, and whether a person judged it."""
    words = KINDS[statement.kind]
    if statement.attribution is Attribution.REPORTED:
        words += f", weergegeven van {safe(statement.holder)}" if statement.holder else ", weergegeven"
    return words + (CORRECTED if corrected else "")


def statement_place(record: StatementRecord, sources: Sequence[str] = ()) -> str:
    """What a statement does and asks of whom, its id, page or line, section and sources."""
    statement = record.statement
    parts = [act(statement, corrected=record.corrected)]
    if statement.strength is not None:
        parts.append(STRENGTHS[statement.strength])
    if statement.actors and statement.kind is not StatementKind.CLAIM:
        parts.append(safe(", ".join(statement.actors)))
    if statement.prominence is not None:
        parts.append(PROMINENCE[statement.prominence])
    parts += [safe(record.id), where(record)]
    if record.section:
        parts.append(safe(" › ".join(record.section)))
    if sources:
        parts.append(f"bron: {safe('; '.join(sources))}")
    return " · ".join(parts)


def source_name(citation: Citation) -> str:
    """A cited source in a few words: authors and year, or else number, title or address."""
    if citation.authors:
        names = citation.authors[0] if len(citation.authors) == 1 else f"{citation.authors[0]} e.a."
        return f"{names} ({citation.year}{citation.year_suffix or ''})" if citation.year else names
    return citation.identifier or citation.title or citation.url or citation.id
