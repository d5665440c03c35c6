"""`policytext export`: all records, for other tools."""

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from policytext.cli.export_files import BINARY, ENDS, WHOLE, Chosen, formats_of
from policytext.cli.export_plugins import FormatChoice
from policytext.cli.options import filter_options, index_option

if TYPE_CHECKING:
    from policytext.export.bibliography.entry import Entry
    from policytext.store import CorrectionRecord, Filters, Reader

_ROWS = ("jsonl", "csv")
_BIBLIOGRAPHY = ("csl-json", "bibtex", "ris")
_GRAPH = ("graphml", "gexf", "dot")
#: Formats that policytext writes itself; plug-ins bring others.
_OWN_FORMATS = (*_ROWS, *_BIBLIOGRAPHY, *_GRAPH, *WHOLE)
#: What quotes documents, so that it can be checked against them.
_VERIFIABLE = ("statements", "citations")
#: What can be exported, with its formats; the first is what is written where none is asked for.
FORMATS = {
    "statements": (*_ROWS, *formats_of("statements")),
    "citations": (*_ROWS, *_BIBLIOGRAPHY, *formats_of("citations")),
    "works": (*_ROWS, *_BIBLIOGRAPHY, *formats_of("works")),
    "graph": _GRAPH,
    "relations": (*_ROWS, *formats_of("relations")),
    "corrections": (*_ROWS, *formats_of("corrections")),
    "documents": (*_ROWS, *formats_of("documents")),
}


@click.command("export")
@click.argument("what", type=click.Choice(list(FORMATS)))
@click.option(
    "--format",
    "file_format",
    type=FormatChoice(_OWN_FORMATS),
    help="How to write it.  [default: jsonl; graphml for graph]",
)
@click.option(
    "--output", "-O", "target", type=click.Path(dir_okay=False, path_type=Path), help="File to write. [default: stdout]"
)
@click.option(
    "--manifest",
    "with_manifest",
    is_flag=True,
    help="Write FILE.manifest.json beside it, for `policytext verify`; statements and citations as JSONL.",
)
@click.option("--ends", type=click.Choice(ENDS), help="How positions end in QDPX.  [default: exclusive]")
@click.option("--topic", "topics", multiple=True, help="Code what is on this topic, in QDPX; again for several.")
@filter_options
@index_option
def command(
    what: str,
    file_format: str | None,
    target: Path | None,
    with_manifest: bool,
    ends: str | None,
    topics: Sequence[str],
    index_folder: Path,
    **conditions: object,
) -> None:
    """Write all records of a kind, one a line, with every field and the place in the source.

    Works are the cited sources, each once; citations and works can be written for reference managers as CSL-JSON,
    BibTeX and RIS. The graph has the documents and the works, with an edge from each document to what it cites.
    Relations are those between statements. Corrections are what people said with `policytext correct`, as training
    data: what it was taken for and what it is; filters of documents hold for them, --kind does not.

    For annotation w3c (Web Annotation, JSON-LD) and tei (documents, whole); for NVivo, ATLAS.ti, MAXQDA and QualCoder
    qdpx (REFI-QDA); for argument maps aif and argdown; for pandas and R parquet. What is coded elsewhere comes back
    with `policytext import`. Plug-ins can bring other formats.

    \b
    policytext export statements > statements.jsonl
    policytext export citations --format csv --output citations.csv
    policytext export works --format bibtex --output bronnen.bib
    policytext export works --format csl-json --document 3f2a91c0
    policytext export graph --format gexf --output bronnen.gexf
    policytext export corrections --format csv --output corrections.csv
    policytext export statements --output statements.jsonl --manifest
    policytext export statements --format qdpx --topic "toegang tot jeugdhulp" --output codering.qdpx
    policytext export documents --format tei --document 3f2a91c0 --output nota.xml
    """
    from policytext.cli import output
    from policytext.cli.export_files import check_stdout, whole_bytes, write_stdout
    from policytext.cli.export_plugins import exporter_of, write_by
    from policytext.cli.files import write_file
    from policytext.cli.filters import filters_from
    from policytext.store import Reader

    file_format = file_format or FORMATS[what][0]
    plugin = exporter_of(what, file_format, _OWN_FORMATS)
    if plugin is None and file_format not in FORMATS[what]:
        raise click.UsageError(f"{what} cannot be written as {file_format}; choose from {', '.join(FORMATS[what])}")
    if with_manifest and (target is None or file_format != "jsonl" or what not in _VERIFIABLE):
        raise click.UsageError("--manifest goes with --output, for statements and citations as jsonl")
    chosen = Chosen(ends, topics)
    chosen.check(file_format)
    with Reader.open(index_folder) as reader:
        filters = filters_from(conditions)
        counted = _Counter()
        if plugin is not None:
            write_by(plugin, what, counted.over(_rows(reader, what, filters)), target)
            if target is not None:
                output.notice(f"{counted.of(what)} written to {target}")
            return
        if file_format in BINARY:
            if target is None:
                check_stdout(file_format)
            rows = _rows(reader, what, filters)
            content = whole_bytes(reader, what, file_format, filters, (counted.over, rows), chosen)
            if target is None:
                write_stdout(content)
                return
            write_file(target, content)
            output.notice(f"{counted.of(what)} written to {target}")
            return
        lines = _lines(reader, what, file_format, filters, counted)
        if target is None:
            for line in lines:
                output.echo(line)
            return
        _write(target, lines)
        if with_manifest:
            _write_manifest(target, reader, what, filters)
    output.notice(f"{counted.of(what)} written to {target}")


class _Counter:
    """How many records have been written; a graph has two numbers."""

    def __init__(self) -> None:
        self.counts: list[int] = [0]

    def over(self, records: Iterable[Any]) -> Iterator[Any]:
        """The records as they are, counted as they pass. Any: rows or entries."""
        for record in records:
            self.counts[0] += 1
            yield record

    def of(self, what: str) -> str:
        """The numbers with what they count."""
        names = ("nodes", "edges") if what == "graph" else (what,)
        return " and ".join(f"{count} {name}" for count, name in zip(self.counts, names, strict=True))


def _lines(reader: "Reader", what: str, file_format: str, filters: "Filters", counted: _Counter) -> Iterable[str]:
    """The lines of the file, without line feeds."""
    from policytext.cli.export_files import whole_lines
    from policytext.export import records

    if file_format in WHOLE:
        return whole_lines(reader, what, file_format, filters, counted.over)
    if what == "graph":
        return _graph_lines(reader, file_format, filters, counted)
    if file_format in _BIBLIOGRAPHY:
        return _bibliography_lines(counted.over(_entries(reader, what, filters)), file_format)
    lines = records.csv_lines if file_format == "csv" else records.json_lines
    return lines(counted.over(_rows(reader, what, filters)))


def _rows(reader: "Reader", what: str, filters: "Filters") -> Iterable[dict[str, Any]]:
    from policytext.export.corrections import correction_row
    from policytext.export.records import citation_row, document_row, statement_row
    from policytext.export.relations import relation_row
    from policytext.export.works import work_row
    from policytext.query.works import cited_works

    if what == "relations":
        return (relation_row(record) for record in reader.relations(filters=filters))
    if what == "corrections":
        return (correction_row(record) for record in _corrections(reader, filters))
    if what == "statements":
        return (statement_row(record) for record in reader.statements(filters))
    if what == "citations":
        return (citation_row(record) for record in reader.citations(filters))
    if what == "works":
        return (work_row(cited) for cited in cited_works(reader, citing=filters))
    versions = reader.versions()
    return (document_row(record, versions) for record in reader.documents(filters))


def _entries(reader: "Reader", what: str, filters: "Filters") -> Iterator["Entry"]:
    """Works or citations for reference managers."""
    from policytext.export.bibliography.entry import citation_entry, work_entry
    from policytext.query.works import cited_works
    from policytext.types.vocabulary import WorkKind

    works = cited_works(reader, citing=filters)
    if what == "works":
        yield from map(work_entry, works)
        return
    kinds = {cited.work.id: cited.kind for cited in works}
    for record in reader.citations(filters):
        yield citation_entry(record, kinds.get(record.citation.work or "", WorkKind.DOCUMENT))


def _bibliography_lines(entries: Iterable["Entry"], file_format: str) -> Iterator[str]:
    from policytext.export.bibliography.bibtex import bibtex_lines
    from policytext.export.bibliography.csl import csl_lines
    from policytext.export.bibliography.ris import ris_lines

    return {"csl-json": csl_lines, "bibtex": bibtex_lines, "ris": ris_lines}[file_format](entries)


def _graph_lines(reader: "Reader", file_format: str, filters: "Filters", counted: _Counter) -> Iterator[str]:
    from policytext.export.graph import citation_graph, graph_lines
    from policytext.query.works import cited_works

    graph = citation_graph(reader.documents(filters), cited_works(reader, citing=filters))
    counted.counts = [len(graph.nodes), len(graph.edges)]
    return graph_lines(graph, file_format)


def _corrections(reader: "Reader", filters: "Filters") -> list["CorrectionRecord"]:
    """Corrections in the documents that the filters leave; of documents that have gone only where all are wanted."""
    found = reader.corrections()
    if not filters.narrows_documents:
        return found
    wanted = {document.id for document in reader.documents(filters)}
    return [record for record in found if record.document_id in wanted]


def _write_manifest(target: Path, reader: "Reader", what: str, filters: "Filters") -> None:
    """Write beside the records what they quote from where."""
    from policytext.export.manifest import make_manifest
    from policytext.types.manifest import BESIDE

    records = reader.statements(filters) if what == "statements" else reader.citations(filters)
    _write(target.with_name(target.name + BESIDE), [make_manifest(records).to_json()])


def _write(target: Path, lines: Iterable[str]) -> None:
    """Write the lines; an unfinished file never stands under the target's name."""
    from policytext.errors import ConfigError

    unfinished = target.with_name(target.name + ".part")
    try:
        with unfinished.open("w", encoding="utf-8", newline="\n") as file:
            for line in lines:
                file.write(line + "\n")
        unfinished.replace(target)
    except OSError as error:
        raise ConfigError(f"{target}: {error.strerror}", "name a file in a folder that you can write to") from error
