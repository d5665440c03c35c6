"""The project as XML: users, codebook, facts of the documents as variables, sources with their codings, relations.

Positions are code points of the source's plain text. The standard (10.2) has the position of the last character as the
end; many tools read and write the position behind it: both can be had.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final
from xml.sax.saxutils import escape, quoteattr

from policytext import __version__
from policytext.export.coding import Texts, code_name, codes_of, compact, guid, statement_guid, xml_characters
from policytext.export.qdpx.codebook import TOPIC, code_guid, codebook_lines
from policytext.export.qdpx.plain import plain_text, source_name
from policytext.export.records import document_row, statement_row
from policytext.store import DocumentRecord, RelationRecord, StatementRecord

Json = dict[str, Any]  # Any: a JSON value

NAMESPACE: Final = "urn:QDA-XML:project:1.0"
#: Facts of a document that tools can sort and group by.
_VARIABLES: Final = ("organisation", "date", "kind", "authors", "addressee", "language", "address", "id", "source")
#: Code points of the quotation that a selection is called by.
_NAME_LENGTH: Final = 60


@dataclass(frozen=True, slots=True)
class QdpxSettings:
    """What can be chosen: whether ends are the last character's own position, and the statements on each topic."""

    inclusive: bool = False
    topics: Mapping[str, frozenset[str]] | None = None

    def topics_of(self, statement: str) -> list[str]:
        """The topics that a statement is on."""
        return [topic for topic, on_it in (self.topics or {}).items() if statement in on_it]


def source_guid(document_id: str) -> str:
    """The id of a document as a source."""
    return guid("source", document_id)


def project_lines(
    documents: Sequence[DocumentRecord],
    statements: Iterable[StatementRecord],
    relations: Iterable[RelationRecord],
    texts: Texts,
    settings: QdpxSettings,
) -> Iterator[str]:
    """The lines of `project.qde`.

    Args:
        documents: all documents that become sources.
        statements: of these documents.
        relations: those with an end among no statement given are left out.
        texts: the documents' texts.
        settings: what was chosen.
    """
    by_document: dict[str, list[StatementRecord]] = {document.id: [] for document in documents}
    used: list[tuple[str, str]] = []
    held: dict[str, str] = {}
    for record in statements:
        by_document[record.document.id].append(record)
        held[record.statement.id] = statement_guid(record.document.id, record.statement.id)
        used += codes_of(record.statement)
        used += [(TOPIC, topic) for topic in settings.topics_of(record.statement.id)]
    yield '<?xml version="1.0" encoding="utf-8"?>'
    yield f'<Project xmlns="{NAMESPACE}" name="policytext" origin="policytext {__version__}"'
    yield f' creatingUserGUID="{_user(corrected=False)}">'
    yield f'<Users><User guid="{_user(corrected=False)}" name="policytext" id="PT"/>'
    yield f'<User guid="{_user(corrected=True)}" name="correction by a person" id="CP"/></Users>'
    yield from codebook_lines(used)
    yield "<Variables>"
    for name in _VARIABLES:
        yield f'<Variable guid="{_variable(name)}" name="{_variable_name(name)}" typeOfVariable="Text"/>'
    yield "</Variables>"
    if documents:
        yield "<Sources>"
        for document in documents:
            yield from _source(document, by_document[document.id], texts, settings)
        yield "</Sources>"
    yield from _links(relations, held)
    ends = "the position of the last character" if settings.inclusive else "the position behind the last character"
    yield f"<Description>endPosition is {ends}; positions are Unicode code points.</Description>"
    yield "</Project>"


def _source(
    document: DocumentRecord, statements: Sequence[StatementRecord], texts: Texts, settings: QdpxSettings
) -> Iterator[str]:
    key, row = source_guid(document.id), document_row(document, texts.versions)
    text = plain_text(texts.of(document.id).text)
    yield f'<TextSource guid="{key}" name={_attribute(source_name(document))} plainTextPath="internal://{key}.txt"'
    yield f' creatingUser="{_user(corrected=False)}">'
    yield f"<Description>{_fields(row)}</Description>"
    for record in statements:
        yield from _selection(record, text, settings)
    for name in _VARIABLES:
        value = row[name]
        if value:
            words = "; ".join(value) if isinstance(value, list) else str(value)
            yield f'<VariableValue><VariableRef targetGUID="{_variable(name)}"/>'
            yield f"<TextValue>{_content(words)}</TextValue></VariableValue>"
    yield "</TextSource>"


def _selection(record: StatementRecord, text: str, settings: QdpxSettings) -> Iterator[str]:
    statement = record.statement
    key, user = statement_guid(record.document.id, statement.id), _user(corrected=record.corrected)
    end = statement.span.end - 1 if settings.inclusive else statement.span.end
    name = " ".join(text[statement.span.start : statement.span.end].split())
    if len(name) > _NAME_LENGTH:
        name = name[:_NAME_LENGTH].rstrip() + "…"
    yield f'<PlainTextSelection guid="{key}" name={_attribute(name)} startPosition="{statement.span.start}"'
    yield f' endPosition="{end}" creatingUser="{user}">'
    yield f"<Description>{_fields(statement_row(record))}</Description>"
    for field, value in (*codes_of(statement), *((TOPIC, topic) for topic in settings.topics_of(statement.id))):
        coding = guid("coding", key, code_name(field, value))
        yield f'<Coding guid="{coding}" creatingUser="{user}">'
        yield f'<CodeRef targetGUID="{code_guid(field, value)}"/></Coding>'
    yield "</PlainTextSelection>"


def _links(relations: Iterable[RelationRecord], held: Mapping[str, str]) -> Iterator[str]:
    """Relations as links between selections."""
    lines = []
    for record in relations:
        relation = record.relation
        if relation.source not in held or relation.target not in held:
            continue
        key = guid("link", held[relation.source], held[relation.target], relation.type)
        name = f"{relation.type.value} ({relation.score:.4f}, {relation.method})"
        lines.append(
            f'<Link guid="{key}" name={_attribute(name)} direction="OneWay"'
            f' originGUID="{held[relation.source]}" targetGUID="{held[relation.target]}"/>'
        )
    if lines:
        yield "<Links>"
        yield from lines
        yield "</Links>"


def _fields(row: Json) -> str:
    """A record as lines of field and JSON value, which a person can read and an import can too."""
    return _content("\n".join(f"{name}: {compact(value)}" for name, value in row.items()))


def _user(*, corrected: bool) -> str:
    return guid("user", "person" if corrected else "policytext")


def _variable(name: str) -> str:
    return guid("variable", name)


def _variable_name(name: str) -> str:
    return {"kind": "document kind", "id": "sha256", "source": "file"}.get(name, name)


def _content(text: str) -> str:
    return escape(xml_characters(text))


def _attribute(text: str) -> str:
    return quoteattr(xml_characters(text))
