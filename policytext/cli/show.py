"""`policytext show`: a document, a page of it, or a sentence where it stands."""

import re
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from policytext.cli.options import index_option, json_option

if TYPE_CHECKING:
    from policytext.store import CitationRecord, DocumentRecord, Reader, SentenceRecord

#: Of a sentence, or of a statement in it.
_SENTENCE_ID = re.compile(r"(?P<document>.+):s?(?P<sentence>[0-9]+)(?:\.[0-9]+|[a-z])?\Z")


@click.command("show")
@click.argument("document")
@click.option("--page", type=click.IntRange(1), help="Show this page, counted from 1.")
@click.option("--sentence", type=click.IntRange(0), help="Show this sentence with its context.")
@click.option(
    "--context", type=click.IntRange(0, 100), default=3, show_default=True, help="Sentences before and after."
)
@click.option("--all", "whole", is_flag=True, help="Show the whole text.")
@index_option
@json_option
def command(
    document: str,
    page: int | None,
    sentence: int | None,
    context: int,
    whole: bool,
    index_folder: Path,
    as_json: bool,
) -> None:
    """Show DOCUMENT: what is known of it and its headings, or the sentences asked for.

    DOCUMENT is an id, a file name or words of the title; the id of a sentence or statement ("3f2a91c0:12",
    "3f2a91c0:s12") shows that sentence with its context and the sources that it cites.

    \b
    policytext show 3f2a91c0
    policytext show 3f2a91c0:12 --context 5
    policytext show rapport.pdf --page 4
    """
    from policytext.cli import output
    from policytext.cli.filters import document_key
    from policytext.export.answers import passage_json
    from policytext.store import Reader

    match = _SENTENCE_ID.match(document)
    if match and sentence is None:
        document, sentence = match["document"], int(match["sentence"])
    with Reader.open(index_folder) as reader:
        record = reader.document(document_key(document, index_folder))
        sentences = _all_sentences(reader, record)
        wanted = _wanted(record, sentences, page, sentence, context, whole)
        notes = _cited(reader, record, wanted if sentence is None else [sentences[sentence]])
    if as_json:
        output.print_json(passage_json(record, wanted, notes))
        return
    _show_header(record)
    _show_sentences(wanted, sentence, headings=page is None and sentence is None and not whole)
    _show_cited(notes)


def _all_sentences(reader: "Reader", record: "DocumentRecord") -> list["SentenceRecord"]:
    return list(reader.sentence_records([f"{record.short_id}:{number}" for number in range(record.sentences)]))


def _wanted(
    record: "DocumentRecord",
    sentences: Sequence["SentenceRecord"],
    page: int | None,
    sentence: int | None,
    context: int,
    whole: bool,
) -> list["SentenceRecord"]:
    from policytext.errors import NotFound
    from policytext.types.vocabulary import BlockKind

    if sentence is not None:
        if sentence >= len(sentences):
            raise NotFound(
                f"{record.short_id} has sentences 0 to {len(sentences) - 1}, not {sentence}",
                f"see the whole text with: policytext show {record.short_id} --all",
            )
        return list(sentences[max(0, sentence - context) : sentence + context + 1])
    if page is not None:
        if page > record.pages:
            raise NotFound(f"{record.short_id} has {record.pages} page(s), not {page}", "name an existing page")
        return [item for item in sentences if (item.page or 1) == page]
    if whole:
        return list(sentences)
    return [item for item in sentences if item.kind is BlockKind.HEADING]


def _cited(reader: "Reader", record: "DocumentRecord", sentences: Sequence["SentenceRecord"]) -> list["CitationRecord"]:
    """The citations that the statements and markers of the sentences lead to."""
    from policytext.store import Filters

    units = {item.id for item in sentences}
    return [
        citation
        for citation in reader.citations(Filters(documents=(record.short_id,)))
        if any(anchor.sentence_id in units for anchor in citation.anchors)
    ]


def _show_header(record: "DocumentRecord") -> None:
    from policytext.cli import output
    from policytext.cli.quotation import document_line

    metadata = record.metadata
    output.echo(document_line(record))
    facts = [
        ("id", record.short_id),
        ("soort", metadata.kind.value),
        ("auteurs", "; ".join(metadata.authors)),
        ("aan", metadata.addressee),
        ("kenmerk", metadata.reference),
        ("bestand", ", ".join(record.sources)),
        ("adres", metadata.address),
        (
            "omvang",
            f"{record.pages} p. · {output.counted(record.sentences, 'zin', 'zinnen')} · "
            f"{output.counted(record.statements, 'uitspraak', 'uitspraken')} · "
            f"{output.counted(record.citations, 'verwijzing', 'verwijzingen')}",
        ),
    ]
    for name, value in facts:
        if value:
            output.echo(output.wrapped(value, " " * 10, first=f"{name:<10}"))
    for warning in record.warnings:
        output.notice(f"Warning: {warning}")
    output.echo()


def _show_sentences(sentences: Sequence["SentenceRecord"], marked: int | None, *, headings: bool) -> None:
    from policytext.cli import output
    from policytext.cli.quotation import where

    if headings and not sentences:
        output.echo("Geen koppen herkend; de hele tekst: --all")
    for item in sentences:
        sign = "▶" if item.index == marked else " "
        indent = "  " * len(item.section) if headings else ""
        first = f"{sign}{item.index:>5}  {indent}"
        line = output.wrapped(item.text, " " * len(first), first=first)
        output.echo(output.style(line, bold=True) if item.index == marked else line)
        if item.index == marked:
            output.echo(output.style(" " * 8 + where(item), dim=True))


def _show_cited(citations: Sequence["CitationRecord"]) -> None:
    from policytext.cli import output

    if not citations:
        return
    output.echo()
    output.echo("Aangehaald:")
    for citation in citations:
        output.echo(output.wrapped(citation.text, " " * 4, first="  · "))
        if citation.resolved_source is not None:
            output.echo(f"    → in dit corpus: {output.safe(citation.resolved_source)}")
