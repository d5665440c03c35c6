"""Makes the PDF documents of the sample corpus from their sources in `src/`.

    python corpus/make_pdfs.py            # writes the PDF files beside this script
    python corpus/make_pdfs.py --out DIR  # writes them elsewhere
    python corpus/make_pdfs.py --check    # writes nothing; exit code 1 when a file here is not what would be written

The same sources and the same PyMuPDF give the same bytes: no time of making, no random file id. The pages have what
makes Dutch policy documents hard to read for a program, on purpose: a margin column beside a letter, running heads and
feet, notes at the foot of the page with raised markers, boxes, a table, two columns with broken words.

`source_texts.py` says how a source is written.
"""

import argparse
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pymupdf
from source_texts import FICTIONAL, HERE, ITEM, Source, read_source
from typesetting import BLACK, GREY, Canvas, Colour, Flow, Frame, Strip, Style, box, paragraph, table

WIDTH, HEIGHT = 595.0, 842.0  # A4 in points

_CLOSINGS = ("Hoogachtend", "Met vriendelijke groet")


@dataclass(frozen=True)
class Looks:
    """The styles of a document."""

    body: Style
    chapter: Style
    section: Style
    item: Style
    entry: Style
    note: Style
    lead: Style
    caption: Style
    small: Style
    small_bold: Style
    tint: Colour


def looks_of(source: Source, size: float, leading: float, gap: float, serif: bool) -> Looks:
    """Styles that go together: one family for the text, sans serif for headings, boxes and tables."""
    text, colour = "tiro" if serif else "helv", source.colour
    red, green, blue = (1 - 0.1 * (1 - part) for part in colour)
    return Looks(
        body=Style(text, size, leading, above=gap),
        chapter=Style("helv", 22, 40, above=30, colour=colour, keep_with_next=True),
        section=Style("hebo", size + 0.5, leading, above=leading, colour=colour, keep_with_next=True),
        item=Style(text, size, leading, above=gap / 2, indent=16),
        entry=Style(text, size, leading, above=gap or leading / 3, indent=14, hanging=True),
        note=Style(text, 8, 10, indent=8),
        lead=Style("tibo" if serif else "hebo", 12, 16.5),
        caption=Style("hebo", 8.5, 12, above=leading, colour=colour, keep_with_next=True),
        small=Style("helv", 8.5, 12),
        small_bold=Style("hebo", 8.5, 12, colour=colour),
        tint=(red - 0.03, green - 0.03, blue - 0.03),
    )


def strips_of(kind: str, text: str, looks: Looks, width: float) -> list[Strip]:
    """A block of a source as strips."""
    if kind == "item" and (match := ITEM.fullmatch(text)):
        return paragraph(match[2], looks.item, width, label="•" if match[1] == "-" else match[1])
    if kind == "box":
        return [box(text.splitlines(), looks.small_bold, looks.small, width, looks.tint)]
    if kind == "table":
        caption, *rows = text.splitlines()
        cells = [row.strip("| ").split(" | ") for row in rows]
        return [*paragraph(caption, looks.caption, width), table(cells, looks.small_bold, looks.small, width)]
    style: Style = getattr(looks, {"paragraph": "body"}.get(kind, kind))
    mark = ({"chapter": 1, "section": 2}[kind], text) if kind in ("chapter", "section") else None
    return paragraph(text, style, width, mark=mark)


def set_block(canvas: Canvas, text: str, style: Style, x: float, y: float, width: float) -> float:
    """Sets a paragraph at a fixed place and returns where it ends."""
    for strip in paragraph(text, style, width):
        strip.draw(canvas, x, y)
        y += strip.height
    return y


def new_canvas(document: pymupdf.Document, canvases: list[Canvas]) -> Canvas:
    """A new page at the end of the document."""
    document.new_page(width=WIDTH, height=HEIGHT)
    canvases.append(Canvas(document, len(canvases) + 1))
    return canvases[-1]


def set_letter(source: Source) -> pymupdf.Document:
    """A letter with a margin column: sender and references at the right, the page number at its foot."""
    left, width, margin, margin_width = 79.0, 345.0, 456.0, 112.0
    head, colour = source.head, source.colour
    looks = looks_of(source, 9.8, 13.6, 7.0, serif=head.get("face") == "serif")
    label, value = Style("hebo", 7.2, 9.6, colour=colour), Style("helv", 7.2, 9.6)
    faint = Style("heit", 7.5, 10, colour=GREY)
    document, canvases = pymupdf.open(), []

    def set_margin(canvas: Canvas, pairs: list[tuple[str, str]], y: float) -> None:
        y = set_block(canvas, head["organisation"], label, margin, y, margin_width) + 6
        for name, text in pairs:
            y = set_block(canvas, name, label, margin, y, margin_width)
            y = set_block(canvas, text, value, margin, y, margin_width) + 6

    def set_first_page(canvas: Canvas) -> float:
        if "sender" in head:  # as the State does it: a ribbon in the middle, the name at its right
            canvas.fill(WIDTH / 2 - 12, 0, 24, 62, colour)
            set_block(canvas, head["organisation"], Style("tiro", 11.5, 14), WIDTH / 2 + 20, 44, 180)
            set_block(canvas, head["sender"], Style("helv", 6.8, 9), left, 112, width)
        else:
            set_block(canvas, head["organisation"], Style("hebo", 16, 20, colour=colour), left, 46, WIDTH - 2 * left)
            canvas.fill(left, 71, WIDTH - left - 27, 1.2, colour)
        set_block(canvas, FICTIONAL, faint, left, 78, width)
        y = set_block(canvas, head["address"].replace(" | ", "\n"), looks.body, left, 128, width)
        y = max(y + 34, 226)
        for name, text in source.pairs("data"):
            set_block(canvas, name, looks.body, left, y, 60)
            y = set_block(canvas, text, looks.body, left + 60, y, width - 60)
        return y + 26

    def frames() -> Iterator[Frame]:
        first = new_canvas(document, canvases)
        yield Frame(first, left, set_first_page(first), 775)
        while True:
            yield Frame(new_canvas(document, canvases), left, 104, 775)

    flow = Flow(frames(), source.notes, looks.note, width)
    signed = False
    for kind, text in source.blocks:
        strips = strips_of(kind, text, looks, width)
        if signed and not text.endswith(","):  # room for the signature, and no name alone on a page
            strips[0] = Strip(strips[0].height, strips[0].draw, 34.0, sticky=True)
        signed = signed or text.startswith(_CLOSINGS)
        flow.add(strips)
    flow.close()
    references = [pair for pair in source.pairs("margin") if pair[0] in ("Ons kenmerk", "Zaaknummer")]
    for canvas in canvases:
        set_margin(
            canvas, source.pairs("margin") if canvas.number == 1 else references, 130 if canvas.number == 1 else 104
        )
        set_block(canvas, f"Pagina {canvas.number} van {len(canvases)}", value, margin, 790, margin_width)
        canvas.flush()
    return document


def set_report(source: Source) -> pymupdf.Document:
    """A report: cover, colophon, contents, chapters that start on a new page, running heads and page numbers."""
    left, width, bottom = 98.0, 399.0, 756.0
    head, colour = source.head, source.colour
    looks = looks_of(source, 10.6, 15.2, 7.6, serif=True)
    white, faint = (1.0, 1.0, 1.0), Style("heit", 8.5, 12, colour=GREY)
    document, canvases = pymupdf.open(), []

    cover = new_canvas(document, canvases)
    cover.fill(0, 0, WIDTH, 520, colour)
    set_block(cover, head["organisation"], Style("hebo", 14, 18, colour=white), left, 80, width)
    y = set_block(cover, head["title"], Style("helv", 34, 42, colour=white), left, 310, width)
    set_block(cover, head["subtitle"], Style("helv", 16, 21, colour=white), left, y + 10, width)
    set_block(cover, head["cover_date"], Style("helv", 12, 16), left, 560, width)
    set_block(cover, FICTIONAL, faint, left, 780, width)

    colophon = new_canvas(document, canvases)
    lines = head["colophon"].split(" | ")
    y = set_block(colophon, "Colofon", looks.small_bold, left, bottom - 20 - 16 * len(lines), width)
    for line in [*lines, FICTIONAL]:
        y = set_block(colophon, line, looks.small, left, y + 3, width)

    contents = new_canvas(document, canvases)

    def frames() -> Iterator[Frame]:
        while True:
            yield Frame(new_canvas(document, canvases), left, 100, bottom)

    flow = Flow(frames(), source.notes, looks.note, width)
    numbered = True
    for kind, text in source.blocks:
        if kind == "chapter":  # a new page after the summary, and where little of the page is left
            if not numbered or flow.free < 0.4:
                flow.next_frame()
            numbered = text[0].isdigit()
        flow.add(strips_of(kind, text, looks, width))
    flow.close()

    y = set_block(contents, "Inhoud", looks.chapter, left, 100, width)
    for level, title, page in flow.marks:
        style = Style("hebo" if level == 1 else "helv", 9.5, 15)
        y += 6 if level == 1 else 0
        set_block(contents, title, style, left + (0 if level == 1 else 16), y, width)
        set_block(contents, str(page), style, left + width - style.width_of(str(page)), y, 40)
        y += style.leading
    running = Style("helv", 7.8, 10, colour=GREY)
    chapters = {page: title for level, title, page in reversed(flow.marks) if level == 1}
    chapter = "Inhoud"
    for canvas in canvases[2:]:
        chapter = chapters.get(canvas.number, chapter)
        verso, number = canvas.number % 2 == 0, str(canvas.number)
        text = f"{head['organisation']} | {head['title']}" if verso else chapter
        set_block(canvas, text, running, left if verso else left + width - running.width_of(text), 56, width)
        canvas.fill(left, 70, width, 0.5, colour)
        set_block(
            canvas, number, looks.small_bold, left if verso else left + width - looks.small.width_of(number), 790, 40
        )
    for canvas in canvases:
        canvas.flush()
    document.set_toc([[level, title, page] for level, title, page in flow.marks])
    return document


def set_article(source: Source) -> pymupdf.Document:
    """An article of a journal in two columns, as even at its end as they can be."""
    fits, too_low = 690.0, 160.0
    document = _article(source, fits)
    while fits - too_low > 4:
        middle = (fits + too_low) / 2
        shorter = _article(source, middle)
        if shorter is None:
            too_low = middle
        else:
            fits, document = middle, shorter
    if document is None:
        raise ValueError("the article does not fit on two pages")
    return document


def _article(source: Source, last_height: float) -> pymupdf.Document | None:
    """The article with columns of this height on its second and last page; None where it does not fit."""
    left, width, gutter, bottom = 62.0, 471.0, 25.0, 774.0
    column = (width - gutter) / 2
    head, colour = source.head, source.colour
    looks = looks_of(source, 10.4, 14.4, 5.0, serif=True)
    document, canvases = pymupdf.open(), []

    def frames() -> Iterator[Frame]:
        first = new_canvas(document, canvases)
        y = set_block(first, head["title"], Style("tibo", 30, 36, colour=colour), left, 84, width)
        y = set_block(first, head["subtitle"], Style("helv", 14, 19, colour=colour), left, y, width) + 10
        y = set_block(first, f"{head['author']}, {head['organisation']}", Style("heit", 9.5, 13), left, y, width) + 12
        lead = next(text for kind, text in source.blocks if kind == "lead")
        y = set_block(first, lead, looks.lead, left, y, width) + 18
        for x in (left, left + column + gutter):
            yield Frame(first, x, y, bottom)
        second = new_canvas(document, canvases)
        for x in (left, left + column + gutter):
            yield Frame(second, x, 84, 84 + last_height)

    flow = Flow(frames(), source.notes, looks.note, column)
    try:
        for kind, text in source.blocks:
            if kind != "lead":
                flow.add(strips_of(kind, text, looks, column))
    except StopIteration:
        return None
    flow.close()
    about = f"{FICTIONAL} {head['colophon']}"
    closing = box(["Over dit artikel", about], looks.small_bold, looks.small, width, looks.tint)
    closing.draw(canvases[-1], left, 84 + last_height + 24)
    running = Style("helv", 8, 10, colour=GREY)
    for number, canvas in enumerate(canvases, start=int(head["first_page"])):
        set_block(canvas, head["head"], running, left, 44, width)
        canvas.fill(left, 58, width, 0.5, colour)
        set_block(
            canvas,
            str(number),
            Style("hebo", 9, 12, colour=BLACK),
            left if number % 2 == 0 else left + width - 10,
            792,
            30,
        )
        canvas.flush()
    return document


LAYOUTS: dict[str, Callable[[Source], pymupdf.Document]] = {
    "letter": set_letter,
    "report": set_report,
    "article": set_article,
}


def scan(document: pymupdf.Document) -> pymupdf.Document:
    """The pages as grey pictures at 150 dots an inch, in the size of the pages, without text."""
    scanned = pymupdf.open()
    for page in document:
        picture = page.get_pixmap(dpi=150, colorspace=pymupdf.csGRAY)
        target = scanned.new_page(width=page.rect.width, height=page.rect.height)
        target.insert_image(target.rect, stream=picture.tobytes("jpeg", jpg_quality=55))
    return scanned


def make(source: Source) -> bytes:
    """The PDF of a source."""
    document = LAYOUTS[source.head["layout"]](source)
    if "scan" in source.head:
        document = scan(document)
    date = (source.head["date"].replace("-", "") + "0101")[:8]
    document.set_metadata(
        {
            "title": source.head["title"],
            "author": source.head.get("author", source.head["organisation"]),
            "subject": FICTIONAL,
            "creator": "policytext/corpus/make_pdfs.py",
            "producer": "PyMuPDF",
            "creationDate": f"D:{date}120000Z",
            "modDate": f"D:{date}120000Z",
        }
    )
    document.subset_fonts()
    return document.tobytes(garbage=3, deflate=True, no_new_id=True)


def page_texts(data: bytes) -> list[str]:
    """The text of every page of a PDF."""
    with pymupdf.open(stream=data, filetype="pdf") as document:
        return [page.get_text() for page in document]


def page_pictures(data: bytes) -> list[tuple[int, int, bytes]]:
    """Width, height and grey values of every page of a PDF, small."""
    with pymupdf.open(stream=data, filetype="pdf") as document:
        pictures = [page.get_pixmap(dpi=40, colorspace=pymupdf.csGRAY) for page in document]
        return [(picture.width, picture.height, bytes(picture.samples)) for picture in pictures]


def looks_alike(data: bytes, other: bytes) -> bool:
    """Whether the pages of two scans look the same, the noise of compression aside."""
    pages, others = page_pictures(data), page_pictures(other)
    if [page[:2] for page in pages] != [page[:2] for page in others]:
        return False
    pairs = [(page[2], another[2]) for page, another in zip(pages, others, strict=True)]
    return all(sum(abs(a - b) for a, b in zip(*pair, strict=True)) < 2 * len(pair[0]) for pair in pairs)


def is_same(data: bytes, path: Path) -> bool:
    """Whether a file is what is made now; by its text where the bytes differ, as another PyMuPDF writes other bytes.

    A scan has no text: there the pictures are compared.
    """
    if not path.is_file():
        return False
    written = path.read_bytes()
    if written == data:
        return True
    texts = page_texts(data)
    return page_texts(written) == texts and (any(text.strip() for text in texts) or looks_alike(written, data))


def main() -> int:
    """Makes or checks all documents; the exit code is 1 when a check fails."""
    parser = argparse.ArgumentParser(description="Makes the PDF documents of the sample corpus.")
    parser.add_argument("--out", type=Path, default=HERE, help="folder to write to (default: beside this script)")
    parser.add_argument("--check", action="store_true", help="write nothing; compare with the files in the folder")
    arguments = parser.parse_args()
    differing = 0
    for path in sorted((HERE / "src").glob("*.md")):
        source = read_source(path)
        target = arguments.out / source.head["output"]
        data = make(source)
        if not arguments.check:
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(data)
        elif not is_same(data, target):
            differing += 1
            sys.stdout.write(f"{target.name}: not what {path.name} makes\n")
    return 1 if differing else 0


if __name__ == "__main__":
    sys.exit(main())
