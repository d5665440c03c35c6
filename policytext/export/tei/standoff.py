"""What stands beside the text: all that is known of statements, citations and relations, pointing into it."""

from collections.abc import Iterator, Sequence
from typing import Any

from policytext.export.coding import codes_of, compact
from policytext.export.records import citation_row, statement_row
from policytext.export.relations import relation_row
from policytext.export.tei.markup import address, attributes_text, content
from policytext.export.tei.names import citation_name, sentence_name, statement_name
from policytext.store import CitationRecord, RelationRecord, StatementRecord

Json = dict[str, Any]  # Any: a JSON value


def standoff_lines(statements: Sequence[StatementRecord], relations: Sequence[RelationRecord]) -> Iterator[str]:
    """The `standOff` element with an annotation for each statement and its relations; nothing where there is none."""
    if not statements:
        return
    yield "<standOff>"
    yield '<listAnnotation type="statements">'
    for record in statements:
        yield from _annotation(record)
    yield "</listAnnotation>"
    if relations:
        yield '<listRelation type="relations">'
        yield from map(_relation, relations)
        yield "</listRelation>"
    yield "</standOff>"


def bibliography_lines(citations: Sequence[CitationRecord]) -> Iterator[str]:
    """The `back` element with what is cited, each citation once; nothing where nothing is."""
    if not citations:
        return
    yield '<back><div type="citations"><listBibl>'
    for record in citations:
        citation, row = record.citation, citation_row(record)
        parts = [f"<author>{content(name)}</author>" for name in citation.authors]
        if citation.title:
            parts.append(f"<title>{content(citation.title)}</title>")
        if citation.year:
            parts.append(f'<date when="{citation.year}">{citation.year}{content(citation.year_suffix or "")}</date>')
        if citation.identifier:
            parts.append(f"<idno>{content(citation.identifier)}</idno>")
        for url in dict.fromkeys(filter(None, (citation.url, citation.address))):
            parts.append(f"<ref{attributes_text({'target': address(url)})}>{content(url)}</ref>")
        parts.append(f'<note type="text">{content(record.text)}</note>')
        parts.append(_record(row))
        yield f'<bibl xml:id="{citation_name(citation.id)}" type="{citation.form.value}">{"".join(parts)}</bibl>'
    yield "</listBibl></div></back>"


def _annotation(record: StatementRecord) -> Iterator[str]:
    statement, row = record.statement, statement_row(record)
    target = f"#{statement_name(statement.id)} #{sentence_name(record.document, statement.sentence)}"
    yield f'<annotation xml:id="an-{statement.id.replace(":", "-")}" motivation="classifying" target="{target}">'
    notes = [f'<note type="{field}">{content(value)}</note>' for field, value in codes_of(statement)]
    notes += [f'<note type="condition">{content(words)}</note>' for words in statement.conditions]
    notes += [f'<note type="hedge">{content(words)}</note>' for words in statement.hedges]
    notes += [f'<note type="figure">{_measure(figure)}</note>' for figure in row["figures"]]
    yield "".join([*notes, _record(row)])
    for citation in statement.citations:
        yield f'<ref type="bibl" target="#{citation_name(citation)}"/>'
    yield "</annotation>"


def _measure(figure: Json) -> str:
    attributes = {"quantity": f"{figure['value']:.15g}", "unit": "_".join(figure["unit"].split())}
    if figure["counted"]:
        attributes["commodity"] = " ".join(figure["counted"].split())
    return f"<measure{attributes_text(attributes)}>{content(figure['text'] or '')}</measure>"


def _relation(record: RelationRecord) -> str:
    relation = record.relation
    ends = {"active": f"#{statement_name(relation.source)}", "passive": f"#{statement_name(relation.target)}"}
    attributes = {"name": relation.type.value, **ends}
    return f"<relation{attributes_text(attributes)}><desc>{content(compact(relation_row(record)))}</desc></relation>"


def _record(row: Json) -> str:
    """The whole record as JSON, so that nothing is lost."""
    return f'<note type="record">{content(compact(row))}</note>'
