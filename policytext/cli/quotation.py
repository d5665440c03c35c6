"""How a quotation is shown: whose it is, and where it stands."""

from policytext.cli.output import KINDS, dutch_date, safe, style
from policytext.store import DocumentRecord, Located, SentenceRecord
from policytext.types.vocabulary import Attribution

# Their lines are paragraphs.
_OFFICE = (
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "application/vnd.oasis.opendocument.text",
)
UNKNOWN_SENDER = "afzender onbekend"


def sender(document: DocumentRecord) -> str:
    """Organisations that send the document, or its authors."""
    return safe("; ".join(document.organisations) or "; ".join(document.metadata.authors) or UNKNOWN_SENDER)


def document_line(document: DocumentRecord) -> str:
    """Date, sender and title on one line."""
    return f"{dutch_date(document.date)} · {style(sender(document), bold=True)} · {safe(document.title)}"


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
    act = KINDS[statement.kind]
    if statement.attribution is Attribution.REPORTED:
        act += f", weergegeven van {safe(statement.holder)}" if statement.holder else ", weergegeven"
    return [act]
