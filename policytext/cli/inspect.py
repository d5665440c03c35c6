"""`policytext inspect`: what is made of a file, before or without ingesting it."""

import re
from pathlib import Path
from typing import TYPE_CHECKING

import click

from policytext.cli.options import json_option, reading, reading_options

if TYPE_CHECKING:
    from policytext.types.document import Document

_PAGES = re.compile(r"\d{1,6}(-\d{1,6})?(,\d{1,6}(-\d{1,6})?)*\Z")
# Pictures of more pages than this make a file that no browser opens gladly.
_MOST_PAGES = 60


@click.command("inspect")
@click.argument("path", metavar="FILE", type=click.Path(path_type=Path))
@click.option("--html", "html_path", type=click.Path(dir_okay=False, path_type=Path), help="Write a page to look at.")
@click.option("--pages", help=f"Pages to draw with --html: 1-5,9. [default: the first {_MOST_PAGES}]")
@click.option("--text", "as_text", is_flag=True, help="Print the text that positions (spans) count in.")
@click.option("--blocks", "with_blocks", is_flag=True, help="List the blocks: kind, page and words.")
@reading_options
@json_option
def command(
    path: Path,
    html_path: Path | None,
    pages: str | None,
    as_text: bool,
    with_blocks: bool,
    ocr: str,
    ocr_languages: str,
    layout: str,
    as_json: bool,
) -> None:
    """Show how FILE is read: metadata and where it comes from, pages, notes and their markers, warnings.

    With --html every page is drawn with the recognised blocks over it in colours by kind, and notes joined to their
    markers. Nothing is ingested. For DOCX and ODT, --text prints the text in which exported positions count; for other
    formats that is the file itself.

    \b
    policytext inspect brief.pdf
    policytext inspect brief.pdf --html brief.html --pages 1-3
    policytext inspect brief.docx --blocks
    """
    from policytext.cli import output
    from policytext.readers import read_document
    from policytext.structure import build_document

    wanted = _page_numbers(pages)
    options = reading(ocr, ocr_languages, layout)
    document = build_document(read_document(path, options), file_name=path.name)
    if html_path is not None:
        _write_html(document, path, html_path, wanted)
    if as_text:
        output.echo(output.safe(document.source_text))
    elif as_json:
        output.print_json(_as_json(document, path))
    elif html_path is None:
        _show(document, path)
    if with_blocks and not as_json:
        for block in document.blocks:
            place = f"p. {block.page}" if document.glyphs is not None else ""
            inside = f" in {block.container.value}" if block.container else ""
            head = " ".join(f"{block.kind.value}{inside} {block.label or ''} {place}".split())
            output.echo(output.style(f"[{block.index}] {head}", dim=True))
            output.echo(output.wrapped(document.quote(block.span), "    "))


def _page_numbers(pages: str | None) -> set[int] | None:
    """The numbers that "1-5,9" names; None where nothing is asked."""
    if pages is None:
        return None
    if not _PAGES.match(pages):
        raise click.BadParameter(f"{pages!r} names no pages; write 1-5,9", param_hint="--pages")
    numbers: set[int] = set()
    for part in pages.split(","):
        first, _, last = part.partition("-")
        numbers.update(range(int(first), min(int(last or first), int(first) + 10_000) + 1))
    return numbers


def _write_html(document: "Document", path: Path, html_path: Path, wanted: set[int] | None) -> None:
    from policytext.cli import output
    from policytext.errors import InputError
    from policytext.export.inspection import inspection_page

    numbers = [page.number for page in document.pages if wanted is None or page.number in wanted]
    if wanted is None and len(numbers) > _MOST_PAGES:
        output.notice(f"Only the first {_MOST_PAGES} of {len(numbers)} pages are drawn; name others with --pages.")
        numbers = numbers[:_MOST_PAGES]
    pictures: dict[int, bytes] = {}
    if document.glyphs is not None:
        from policytext.readers.pages.page_pictures import draw_pages

        pictures = draw_pages(path, numbers)
    try:
        with html_path.open("w", encoding="utf-8") as file:
            for part in inspection_page(document, path.name, pictures):
                file.write(part)
    except OSError as error:
        raise InputError(f"{html_path}: cannot be written: {error.strerror}", "name another file") from error
    output.notice(f"Written: {html_path}")


def _as_json(document: "Document", path: Path) -> dict[str, object]:
    from policytext.export.quality import quality_row
    from policytext.export.records import metadata_fields
    from policytext.types.quality import Quality

    return {
        "file": str(path),
        "id": document.id,
        "media_type": document.media_type,
        "reader": document.reader,
        **metadata_fields(document.metadata),
        "quality": quality_row(Quality.of(document)),
        "outline": [{"title": e.title, "level": e.level, "page": e.page or None} for e in document.outline],
        "annotations": [
            {"page": a.box.page, "kind": a.kind, "author": a.author, "content": a.content} for a in document.annotations
        ],
        "warnings": list(document.warnings),
    }


def _show(document: "Document", path: Path) -> None:
    from policytext.cli import output
    from policytext.export.quality import quality_lines
    from policytext.export.records import metadata_fields
    from policytext.types.quality import Quality

    output.echo(output.style(path.name, bold=True) + output.style(f"  {document.reader}", dim=True))
    fields = metadata_fields(document.metadata)
    origins = fields.pop("origins")
    for name, value in fields.items():
        shown = "; ".join(value) if isinstance(value, list) else value
        if shown and name not in ("organisation", "date_precision"):
            origin = origins.get(name, "")
            output.echo(output.wrapped(f"{shown} ({origin})" if origin else str(shown), " " * 16, f"  {name:<14}"))
    for line in quality_lines(Quality.of(document)):
        output.echo(output.wrapped(line, "    ", "  "))
    for warning in document.warnings:
        output.notice(f"Warning: {warning}")
