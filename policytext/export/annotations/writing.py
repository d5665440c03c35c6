"""Statements, citations and relations as a page of annotations, one annotation a line.

Tags say what a statement is in words that a person can change in any annotation tool ("kind: recommendation"), and
`record` holds the whole record as `export --format jsonl` has it, so that nothing is lost and an import can tell what
was changed since.
"""

from collections.abc import Callable, Iterable, Iterator
from typing import Any, Final

from policytext import __version__
from policytext.export.annotations.targets import target, target_of
from policytext.export.coding import Texts, code_name, codes_of, compact, guid, statement_guid
from policytext.export.records import citation_row, statement_row
from policytext.export.relations import relation_row
from policytext.store import CitationRecord, Reader, RelationRecord, StatementRecord

Json = dict[str, Any]  # Any: a JSON value

_MODEL: Final = "http://www.w3.org/ns/anno.jsonld"
#: Names that the model does not have. The record is kept as it is: JSON inside JSON-LD 1.1.
_OWN_NAMES: Final[Json] = {
    "@version": 1.1,
    "policytext": "urn:policytext:",
    "record": {"@id": "policytext:record", "@type": "@json"},
    "spans": {"@id": "policytext:spans", "@type": "@json"},
    "quads": {"@id": "policytext:quads", "@type": "@json"},
    "counted_in": "policytext:counted_in",
    "digest": "policytext:digest",
    "text_digest": "policytext:text_digest",
    "file": "policytext:file",
    "title": "http://purl.org/dc/terms/title",
}
CONTEXT: Final = [_MODEL, _OWN_NAMES]
_SOFTWARE: Final[Json] = {"type": "Software", "name": "policytext", "nickname": f"policytext {__version__}"}


def annotation_lines(reader: Reader, what: str, records: Iterable[Any]) -> Iterator[str]:
    """The lines of a JSON-LD file: an AnnotationPage.

    Args:
        reader: the index, for the words around.
        what: "statements", "citations" or "relations".
        records: records of that kind, best document by document. Any: one of three types, told apart by `what`.
    """
    texts = Texts(reader)
    make: dict[str, Callable[[Any, Texts], Json]] = {
        "statements": statement_annotation,
        "citations": citation_annotation,
        "relations": relation_annotation,
    }
    yield f'{{"@context": {compact(CONTEXT)},'
    yield f' "id": "urn:uuid:{guid("page", what)}", "type": "AnnotationPage", "startIndex": 0, "items": ['
    held: str | None = None
    for record in records:
        if held is not None:
            yield held + ","
        held = compact(make[what](record, texts))
    if held is not None:
        yield held
    yield "]}"


def statement_annotation(record: StatementRecord, texts: Texts) -> Json:
    """A statement: a tag for each of its codes, its figures in words, and the record."""
    statement = record.statement
    row = statement_row(record)
    bodies = [_tag(code_name(*code)) for code in codes_of(statement)]
    bodies += [_described(_figure_words(figure)) for figure in row["figures"]]
    return {
        "id": f"urn:uuid:{statement_guid(record.document.id, statement.id)}",
        "type": "Annotation",
        "motivation": "classifying",
        "creator": {"type": "Person"} if record.corrected else _SOFTWARE,
        "generator": _SOFTWARE,
        "body": bodies,
        "target": target_of(record, statement.span, texts),
        "record": row,
    }


def citation_annotation(record: CitationRecord, texts: Texts) -> Json:
    """A citation: on its own words and on each marker or mention in the running text, with the work that it cites."""
    citation = record.citation
    row = citation_row(record)
    bodies = [_tag(code_name("form", citation.form.value)), _tag(code_name("resolution", citation.resolution.value))]
    address = citation.url or citation.address
    if address:
        bodies.append({"id": address, "type": "Text", "purpose": "linking"})
    anchors = [span for span in dict.fromkeys(citation.anchors) if span != citation.span]
    targets = [target_of(record, citation.span, texts), *(target(record.document, span, texts) for span in anchors)]
    return {
        "id": f"urn:uuid:{guid('citation', record.document.id, citation.id)}",
        "type": "Annotation",
        "motivation": "linking",
        "creator": _SOFTWARE,
        "generator": _SOFTWARE,
        "body": bodies,
        "target": targets[0] if len(targets) == 1 else targets,
        "record": row,
    }


def relation_annotation(record: RelationRecord, texts: Texts) -> Json:
    """A relation: on the statement that it leads to, with the one that it leads from as its body."""
    relation = record.relation
    start = target_of(record.source, record.source.statement.span, texts)
    key = guid("relation", record.source.document.id, relation.source, relation.target, relation.type)
    return {
        "id": f"urn:uuid:{key}",
        "type": "Annotation",
        "motivation": "linking",
        "creator": _SOFTWARE,
        "generator": _SOFTWARE,
        "body": [_tag(code_name("relation", relation.type.value)), {**start, "purpose": "linking"}],
        "target": target_of(record.target, record.target.statement.span, texts),
        "record": relation_row(record),
    }


def _tag(value: str) -> Json:
    return {"type": "TextualBody", "purpose": "tagging", "value": value, "format": "text/plain"}


def _described(value: str) -> Json:
    return {"type": "TextualBody", "purpose": "describing", "value": value, "format": "text/plain"}


def _figure_words(figure: Json) -> str:
    """A figure in a line: "figure: ruim 600 banen = 600 banen"."""
    value = f"{figure['value']:g}" + ("" if figure["high"] is None else f" - {figure['high']:g}")
    parts = [
        value,
        figure["unit"],
        figure["counted"],
        figure["period"],
        None if figure["bound"] == "exact" else figure["bound"],
    ]
    return f"figure: {figure['text'] or ''} = " + ", ".join(part for part in parts if part)
