"""Makes the DOCX and ODT documents of the sample corpus from their sources in `src/office/`.

    python corpus/make_office.py            # writes the files beside this script
    python corpus/make_office.py --out DIR  # writes them elsewhere
    python corpus/make_office.py --check    # writes nothing; exit code 1 when a file here is not what would be written

The same sources give the same bytes: the members of an archive have a fixed date and are stored as they are. The files
have what makes office files hard to read for a program, on purpose: numbers of lists, headings and notes that stand
nowhere in the text, a letter's date in a table without lines, a page foot, a change and a remark that were left in.

Sources are written as `source_texts.py` says; `data: label = value || label = value` is the table of a letter,
`address:` and `about:` are lines parted by ` | `, `foot:` is the page foot.
"""

import argparse
import io
import re
import sys
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path
from xml.sax.saxutils import escape

from source_texts import FICTIONAL, HERE, Source, read_source

_MARKER = re.compile(r"\[\^(\d+)\]")
_ITEM = re.compile(r"(-|\d+\.) (.+)")
_DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_W = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
)
_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"
# The parts of the DOCX file beside its main one: name, kind of relationship.
_WORD_PARTS = ("styles", "numbering", "settings", "footnotes", "comments", "footer1")


def archive(parts: Mapping[str, str]) -> bytes:
    """A zip archive that is the same wherever it is made."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_STORED) as target:
        for name, content in parts.items():
            target.writestr(zipfile.ZipInfo(name, date_time=(1980, 1, 1, 0, 0, 0)), content.encode("utf-8"))
    return buffer.getvalue()


def _run(text: str, properties: str = "") -> str:
    looks = f"<w:rPr>{properties}</w:rPr>" if properties else ""
    return f'<w:r>{looks}<w:t xml:space="preserve">{escape(text)}</w:t></w:r>' if text else ""


def _paragraph(text: str, style: str = "Standaard", more: str = "") -> str:
    """A paragraph of a DOCX file with its note markers."""
    marker = '<w:r><w:rPr><w:rStyle w:val="Voetnootmarkering"/></w:rPr><w:footnoteReference w:id="{}"/></w:r>'
    parts = _MARKER.split(text)
    runs = "".join(marker.format(part) if number % 2 else _run(part) for number, part in enumerate(parts))
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{more}</w:pPr>{runs}</w:p>'


def _cell(text: str, width: int, style: str = "Dicht") -> str:
    return f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr>{_paragraph(text, style)}</w:tc>'


def _rows(rows: list[list[str]], widths: list[int], style: str) -> str:
    """A table of a DOCX file; the table style says whether it has lines."""
    lines = "".join(
        f"<w:tr>{''.join(_cell(text, width) for text, width in zip(row, widths, strict=True))}</w:tr>" for row in rows
    )
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    return f'<w:tbl><w:tblPr><w:tblStyle w:val="{style}"/></w:tblPr><w:tblGrid>{grid}</w:tblGrid>{lines}</w:tbl>'


def _table_cells(text: str) -> tuple[str, list[list[str]]]:
    caption, *rows = text.splitlines()
    return caption, [row.strip("| ").split(" | ") for row in rows]


def _word_block(kind: str, text: str) -> str:
    if kind == "item" and (match := _ITEM.fullmatch(text)):
        return _paragraph(
            match[2], "Lijstalinea", f'<w:numPr><w:numId w:val="{2 if match[1] == "-" else 1}"/></w:numPr>'
        )
    if kind == "table":
        caption, rows = _table_cells(text)
        return _paragraph(caption, "Bijschrift") + _rows(rows, [1900, 2600, 3600], "Tabelraster") + _paragraph("")
    return _paragraph(text, {"chapter": "Kop1", "section": "Kop2"}.get(kind, "Standaard"))


def _word_body(source: Source) -> str:
    address = "".join(_paragraph(line, "Dicht") for line in source.head["address"].split(" | "))
    letterhead = _rows([list(pair) for pair in source.pairs("data")], [1900, 6200], "Standaardtabel")
    blocks = [_word_block(kind, text) for kind, text in source.blocks]
    # A draft's leftovers: a word that was replaced and a remark on it, which no reader of the letter sees.
    changed = '<w:del w:id="90" w:author="S. Oudekerk"><w:r><w:delText>volgende </w:delText></w:r></w:del>'
    remark = '<w:commentReference w:id="0"/>'
    blocks[1] = blocks[1].replace("</w:pPr>", f"</w:pPr>{changed}", 1).replace("</w:p>", f"<w:r>{remark}</w:r></w:p>")
    section = (
        '<w:sectPr><w:footerReference w:type="default" r:id="rId6"/><w:pgSz w:w="11906" w:h="16838"/>'
        '<w:pgMar w:top="1418" w:right="1418" w:bottom="1418" w:left="1701" w:header="709" w:footer="709" '
        'w:gutter="0"/>'
        "</w:sectPr>"
    )
    head = (
        _paragraph(source.head["organisation"], "Briefhoofd") + _paragraph(FICTIONAL, "Dicht") + _paragraph("", "Dicht")
    )
    return head + address + _paragraph("", "Dicht") + letterhead + _paragraph("") + "".join(blocks) + section


def _word_styles() -> str:
    def style(kind: str, name: str, title: str, properties: str = "", *, usual: bool = False) -> str:
        default = ' w:default="1"' if usual else ""
        return (
            f'<w:style w:type="{kind}"{default} w:styleId="{name}"><w:name w:val="{title}"/>'
            f"{'' if usual or kind != 'paragraph' else '<w:basedOn w:val=@Standaard@/>'.replace('@', chr(34))}"
            f"{properties}</w:style>"
        )

    lines = "".join(
        f'<w:{side} w:val="single" w:sz="4"/>' for side in ("top", "left", "bottom", "right", "insideH", "insideV")
    )
    close = '<w:pPr><w:spacing w:after="0"/></w:pPr>'
    raised = '<w:rPr><w:vertAlign w:val="superscript"/></w:rPr>'
    dutch = '<w:pPr><w:spacing w:after="160"/></w:pPr><w:rPr><w:lang w:val="nl-NL"/></w:rPr>'
    return "".join(
        (
            style("paragraph", "Standaard", "Normal", dutch, usual=True),
            style("paragraph", "Briefhoofd", "letterhead", '<w:rPr><w:b/><w:sz w:val="32"/></w:rPr>'),
            style("paragraph", "Kop1", "heading 1", '<w:pPr><w:outlineLvl w:val="0"/></w:pPr><w:rPr><w:b/></w:rPr>'),
            style("paragraph", "Kop2", "heading 2", '<w:pPr><w:outlineLvl w:val="1"/></w:pPr><w:rPr><w:b/></w:rPr>'),
            style("paragraph", "Dicht", "No Spacing", close),
            style("paragraph", "Lijstalinea", "List Paragraph", '<w:pPr><w:ind w:left="720" w:hanging="360"/></w:pPr>'),
            style("paragraph", "Bijschrift", "caption", "<w:rPr><w:i/></w:rPr>"),
            style("paragraph", "Voetnoottekst", "footnote text", close + '<w:rPr><w:sz w:val="18"/></w:rPr>'),
            style("character", "Voetnootmarkering", "footnote reference", raised),
            style("table", "Standaardtabel", "Normal Table", usual=True),
            style("table", "Tabelraster", "Table Grid", f"<w:tblPr><w:tblBorders>{lines}</w:tblBorders></w:tblPr>"),
        )
    )


def _word_numbering() -> str:
    levels = (("decimal", "%1."), ("bullet", "•"))
    definitions = "".join(
        f'<w:abstractNum w:abstractNumId="{number}"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="{style}"/>'
        f'<w:lvlText w:val="{text}"/><w:lvlJc w:val="left"/></w:lvl></w:abstractNum>'
        for number, (style, text) in enumerate(levels, start=1)
    )
    return definitions + "".join(f'<w:num w:numId="{n}"><w:abstractNumId w:val="{n}"/></w:num>' for n in (1, 2))


def _word_notes(source: Source) -> str:
    apart = "".join(
        f'<w:footnote w:type="{kind}" w:id="{number}"><w:p><w:r><w:{kind}/></w:r></w:p></w:footnote>'
        for number, kind in ((-1, "separator"), (0, "continuationSeparator"))
    )
    mark = '<w:r><w:rPr><w:rStyle w:val="Voetnootmarkering"/></w:rPr><w:footnoteRef/></w:r>'
    return apart + "".join(
        f'<w:footnote w:id="{label}"><w:p><w:pPr><w:pStyle w:val="Voetnoottekst"/></w:pPr>{mark}{_run(" " + text)}'
        "</w:p></w:footnote>"
        for label, text in source.notes.items()
    )


def make_docx(source: Source) -> bytes:
    """The DOCX file of a source: a letter."""
    remark = (
        '<w:comment w:id="0" w:author="S. Oudekerk" w:initials="SO">' + _paragraph("Nog afstemmen.") + "</w:comment>"
    )
    inner = {
        "document": ("document", f"<w:body>{_word_body(source)}</w:body>"),
        "styles": ("styles", _word_styles()),
        "numbering": ("numbering", _word_numbering()),
        "settings": ("settings", '<w:zoom w:percent="100"/>'),
        "footnotes": ("footnotes", _word_notes(source)),
        "comments": ("comments", remark),
        "footer1": ("ftr", _paragraph(source.head["foot"], "Dicht")),
    }
    overrides = "".join(
        f'<Override PartName="/word/{name}.xml" ContentType="{_WORD}.{_content_type(name)}+xml"/>' for name in inner
    )
    links = "".join(
        f'<Relationship Id="rId{number}" Type="{_RELATIONS}/{name.rstrip("1")}" Target="{name}.xml"/>'
        for number, name in enumerate(_WORD_PARTS, start=1)
    )
    return archive(
        {
            "[Content_Types].xml": f'{_DECLARATION}<Types xmlns="{_PACKAGE}/content-types">'
            '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
            '<Default Extension="xml" ContentType="application/xml"/>'
            '<Override PartName="/docProps/core.xml" '
            f'ContentType="application/vnd.openxmlformats-package.core-properties+xml"/>{overrides}</Types>',
            "_rels/.rels": f'{_DECLARATION}<Relationships xmlns="{_PACKAGE}/relationships">'
            f'<Relationship Id="rId1" Type="{_RELATIONS}/officeDocument" Target="word/document.xml"/>'
            f'<Relationship Id="rId2" Type="{_PACKAGE}/relationships/metadata/core-properties" '
            'Target="docProps/core.xml"/></Relationships>',
            "docProps/core.xml": _DECLARATION + _core_properties(source),
            "word/_rels/document.xml.rels": f'{_DECLARATION}<Relationships xmlns="{_PACKAGE}/relationships">{links}'
            "</Relationships>",
            **{
                f"word/{name}.xml": f"{_DECLARATION}<w:{root} {_W}>{content}</w:{root}>"
                for name, (root, content) in inner.items()
            },
        }
    )


def _content_type(name: str) -> str:
    return "document.main" if name == "document" else name.rstrip("1")


def _core_properties(source: Source) -> str:
    day = f"{source.head['date']}T12:00:00Z"
    return (
        f'<cp:coreProperties xmlns:cp="{_PACKAGE}/metadata/core-properties" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        f"<dc:title>{escape(source.head['title'])}</dc:title>"
        f"<dc:creator>{escape(source.head['organisation'])}</dc:creator>"
        f'<dcterms:created xsi:type="dcterms:W3CDTF">{day}</dcterms:created>'
        f'<dcterms:modified xsi:type="dcterms:W3CDTF">{day}</dcterms:modified></cp:coreProperties>'
    )


_ODF = (
    " ".join(
        f'xmlns:{prefix}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
        for prefix, name in (
            *(
                ("office", "office"),
                ("text", "text"),
                ("style", "style"),
                ("meta", "meta"),
                ("fo", "xsl-fo-compatible"),
            ),
            ("manifest", "manifest"),
        )
    )
    + ' xmlns:dc="http://purl.org/dc/elements/1.1/" office:version="1.3"'
)
_MIME = "application/vnd.oasis.opendocument.text"


def _note(source: Source, label: str) -> str:
    return (
        f'<text:note text:id="ftn{label}" text:note-class="footnote"><text:note-citation>{label}</text:note-citation>'
        f'<text:note-body><text:p text:style-name="Footnote">{escape(source.notes[label])}</text:p></text:note-body>'
        "</text:note>"
    )


def _open_blocks(source: Source) -> str:
    """The body of an ODT file; items that follow each other are one list."""
    parts: list[str] = []
    for kind, text in source.blocks:
        pieces = _MARKER.split(text)
        words = "".join(_note(source, p) if number % 2 else escape(p) for number, p in enumerate(pieces))
        if kind == "item" and (match := _ITEM.fullmatch(words)):
            name = "Opsomming" if match[1] == "-" else "Nummering"
            entry = f'<text:list-item><text:p text:style-name="Standard">{match[2]}</text:p></text:list-item>'
            end = "</text:list>"
            if parts and parts[-1].endswith(end):
                parts[-1] = parts[-1].removesuffix(end) + entry + end
            else:
                parts.append(f'<text:list text:style-name="{name}">{entry}{end}')
        elif kind in ("chapter", "section"):
            level = 1 if kind == "chapter" else 2
            parts.append(f'<text:h text:style-name="Heading_20_{level}" text:outline-level="{level}">{words}</text:h>')
        else:
            parts.append(f'<text:p text:style-name="Text_20_body">{words}</text:p>')
    return "".join(parts)


def _open_styles(source: Source) -> str:
    def style(name: str, properties: str = "") -> str:
        parent = "" if name == "Standard" else ' style:parent-style-name="Standard"'
        return f'<style:style style:name="{name}" style:family="paragraph"{parent}>{properties}</style:style>'

    room = '<style:paragraph-properties fo:margin-bottom="0.25cm"/>'
    bold = '<style:text-properties fo:font-weight="bold"/>'
    names = "".join(style(name) for name in ("Standard", "Footnote", "Footer"))
    styles = (
        names
        + style("Text_20_body", room)
        + "".join(style(name, room + bold) for name in ("Title", "Heading_20_1", "Heading_20_2"))
    )
    bullets = '<text:list-level-style-bullet text:level="1" text:bullet-char="•"/>'
    numbers = '<text:list-level-style-number text:level="1" style:num-format="1" style:num-suffix="."/>'
    outline = (
        '<text:outline-style style:name="Outline">'
        '<text:outline-level-style text:level="1" style:num-format="1" style:num-suffix="."/></text:outline-style>'
    )
    lists = "".join(
        f'<text:list-style style:name="{name}">{levels}</text:list-style>'
        for name, levels in (("Opsomming", bullets), ("Nummering", numbers))
    )
    foot = f'<style:footer><text:p text:style-name="Footer">{escape(source.head["foot"])}</text:p></style:footer>'
    return (
        f"<office:document-styles {_ODF}><office:styles>{styles}{outline}{lists}</office:styles>"
        '<office:automatic-styles><style:page-layout style:name="pm1"/></office:automatic-styles><office:master-styles>'
        f'<style:master-page style:name="Standard" style:page-layout-name="pm1">{foot}</style:master-page>'
        "</office:master-styles></office:document-styles>"
    )


def make_odt(source: Source) -> bytes:
    """The ODT file of a source: a note."""
    head = source.head
    lines = "".join(
        f'<text:p text:style-name="Standard">{escape(line)}</text:p>' for line in head["about"].split(" | ")
    )
    body = (
        f'<text:p text:style-name="Title">{escape(head["title"])}</text:p>{lines}'
        f'<text:p text:style-name="Standard"/><text:p text:style-name="Text_20_body">{FICTIONAL}</text:p>'
        f"{_open_blocks(source)}"
    )
    names = ("content.xml", "styles.xml", "meta.xml")
    entries = "".join(f'<manifest:file-entry manifest:full-path="{n}" manifest:media-type="text/xml"/>' for n in names)
    return archive(
        {
            "mimetype": _MIME,
            "content.xml": f"{_DECLARATION}<office:document-content {_ODF}><office:automatic-styles/><office:body>"
            f"<office:text>{body}</office:text></office:body></office:document-content>",
            "styles.xml": _DECLARATION + _open_styles(source),
            "meta.xml": f"{_DECLARATION}<office:document-meta {_ODF}><office:meta><dc:title>{escape(head['title'])}"
            f"</dc:title><dc:creator>{escape(head['organisation'])}</dc:creator><dc:date>{head['date']}T12:00:00</dc:date>"
            "<dc:language>nl-NL</dc:language></office:meta></office:document-meta>",
            "META-INF/manifest.xml": f"{_DECLARATION}<manifest:manifest {_ODF.partition(' office:version')[0]} "
            f'manifest:version="1.3"><manifest:file-entry manifest:full-path="/" manifest:media-type="{_MIME}"/>'
            f"{entries}"
            "</manifest:manifest>",
        }
    )


MAKERS: dict[str, Callable[[Source], bytes]] = {".docx": make_docx, ".odt": make_odt}


def main() -> int:
    """Makes or checks all documents; the exit code is 1 when a check fails."""
    parser = argparse.ArgumentParser(description="Makes the DOCX and ODT documents of the sample corpus.")
    parser.add_argument("--out", type=Path, default=HERE, help="folder to write to (default: beside this script)")
    parser.add_argument("--check", action="store_true", help="write nothing; compare with the files in the folder")
    arguments = parser.parse_args()
    differing = 0
    for path in sorted((HERE / "src" / "office").glob("*.md")):
        source = read_source(path)
        target = arguments.out / source.head["output"]
        data = MAKERS[target.suffix](source)
        if not arguments.check:
            arguments.out.mkdir(parents=True, exist_ok=True)
            target.write_bytes(data)
        elif not target.is_file() or target.read_bytes() != data:
            differing += 1
            sys.stdout.write(f"{target.name}: not what {path.name} makes\n")
    return 1 if differing else 0


if __name__ == "__main__":
    sys.exit(main())
