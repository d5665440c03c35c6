"""Traces as JSON values and for Graphviz. Field names are stable; docs/data-model.md lists them."""

from collections.abc import Iterator

from policytext.export.fields import Json, document_fields
from policytext.export.trace_cites import located, match_row
from policytext.export.trace_words import named, work_name
from policytext.query.trace import FigureChange, Kin, Reservation, Source, Step, Trace


def trace_answer(trace: Trace) -> Json:
    """A trace: {"claim", "enough", "start", "earlier", "later", "unordered", "roots", "nearest", ...}."""
    return {
        "claim": trace.claim,
        "enough": trace.start is not None,
        "sure": trace.is_sure,
        "start": None if trace.start is None else _step(trace.start),
        "earlier": [_kin(kin) for kin in trace.earlier],
        "later": [_kin(kin) for kin in trace.later],
        "unordered": [_kin(kin) for kin in trace.unordered],
        "roots": [_root(root) for root in trace.roots()],
        "nearest": [{**document_fields(sentence.document), **located(sentence)} for sentence in trace.nearest],
        "documents": trace.documents,
        "set_aside": trace.set_aside,
    }


def _step(step: Step) -> Json:
    statement = step.sentence.statement
    return {
        **document_fields(step.sentence.document),
        **located(step.sentence),
        "attribution": None if statement is None else statement.attribution.value,
        "holder": None if statement is None else statement.holder,
        "sources": [_source(source) for source in step.sources],
        "end": None if step.end is None else step.end.value,
    }


def _source(source: Source) -> Json:
    return {
        "citations": [
            {"id": record.id, **located(record), **_described(record.citation)} for record in source.citations
        ],
        "manner": source.manner.value,
        "cited_document": None if source.document is None else document_fields(source.document),
        "step": None if source.step is None else _step(source.step),
        "end": None if source.end is None else source.end.value,
        "verdict": None if source.verdict is None else source.verdict.value,
        "match": match_row(source.match),
        "secondary": source.is_secondary,
        "also_cited_by": [{"id": record.id, **document_fields(record.document)} for record in source.also],
        "changes": [_change(change) for change in source.changes],
        "missing": [_lost(one) for one in source.lost],
    }


def _described(citation: object) -> Json:
    names = ("authors", "year", "title", "url", "identifier", "address", "work")
    found = {name: getattr(citation, name) for name in names}
    return {name: list(value) if isinstance(value, tuple) else value for name, value in found.items()}


def _kin(kin: Kin) -> Json:
    return {
        "kind": kin.kind.value,
        "score": round(kin.score, 3),
        "shared": kin.shared,
        "agrees": kin.agrees,
        "credit": kin.credit.value,
        "step": _step(kin.step),
        "changes": [_change(change) for change in kin.changes],
        "missing": [_lost(one) for one in kin.lost],
    }


def _change(change: FigureChange) -> Json:
    years = {"earlier_year": change.earlier_year, "later_year": change.later_year}
    return {"earlier": change.earlier, "later": change.later, **years}


def _lost(one: Reservation) -> Json:
    return {"kind": one.kind.value, "words": one.words, "sentence": located(one.sentence)}


def _root(root: Source | Step) -> Json:
    if isinstance(root, Step):
        end = None if root.end is None else root.end.value
        return {"sentence": root.sentence.id, "document": root.sentence.document.short_id, "work": None, "end": end}
    document = None if root.document is None else root.document.short_id
    end = None if root.end is None else root.end.value
    return {"sentence": None, "document": document, "work": root.best.citation.work, "end": end}


def dot_lines(trace: Trace) -> Iterator[str]:
    """The chain in Graphviz's language, from what is later to what it rests on.

    Source: https://graphviz.org/doc/info/lang.html.
    """
    yield "digraph trace {"
    yield '  graph [rankdir=TB, charset="UTF-8"];'
    yield '  node [shape=box, style=rounded, fontname="Helvetica"];'
    if trace.start is not None:
        lines = dict.fromkeys(_dot_step(trace.start))
        for kin in (*trace.earlier, *trace.later, *trace.unordered):
            lines.update(dict.fromkeys(_dot_step(kin.step)))
            ends = (trace.start.sentence.id, kin.step.sentence.id)
            later, earlier = ends if kin not in trace.later else ends[::-1]
            lines[f"  {_quoted(later)} -> {_quoted(earlier)} [style=dashed, label={_quoted(kin.kind.value)}];"] = None
        yield from lines
    yield "}"


def _dot_step(step: Step) -> Iterator[str]:
    sentence = step.sentence
    label = f"{named(sentence.document)}\n{_cut(sentence.text)}\n{sentence.id}"
    yield f"  {_quoted(sentence.id)} [label={_quoted(label)}];"
    for source in step.sources:
        edge = source.end.value if source.end is not None else "cites"
        if source.step is not None:
            yield from _dot_step(source.step)
            yield f"  {_quoted(sentence.id)} -> {_quoted(source.step.sentence.id)} [label={_quoted(edge)}];"
            continue
        key = source.best.citation.work or source.best.id
        name = work_name(source.best.citation) if source.document is None else named(source.document)
        yield f"  {_quoted(key)} [label={_quoted(name)}, shape=ellipse];"
        yield f"  {_quoted(sentence.id)} -> {_quoted(key)} [label={_quoted(edge)}];"


def _cut(text: str, longest: int = 90) -> str:
    return text if len(text) <= longest else text[: longest - 1].rstrip() + "…"


def _quoted(text: str) -> str:
    plain = "".join(c for c in text if c.isprintable() or c == "\n")
    return '"' + plain.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n") + '"'
