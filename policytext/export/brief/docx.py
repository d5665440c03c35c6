"""A brief as a Word document with real footnotes, in built-in styles, or in the styles of an office's own template.

No library writes it: python-docx has no footnotes (its issue 1, open), and what a brief needs is a few parts of XML.
"""

import io
import zipfile
from collections.abc import Mapping
from html import escape
from typing import Final

from policytext.export.brief.docx_parts import (
    CONTENT_TYPES,
    CORE_PROPERTIES,
    FOOTNOTES_TYPE,
    HEAD,
    MAIN,
    NUMBERING,
    PROPERTIES_TYPE,
    RELATIONS,
    SECTION,
    SEPARATORS,
    SETTINGS,
    STYLES,
    footer_part,
    properties_part,
    relations_part,
    styles_part,
)
from policytext.export.brief.paper import Heading, Note, Paper, Paragraph, ParagraphKind, Table
from policytext.export.brief.wording import Run, RunKind
from policytext.types.manifest import NAMESPACE, Manifest

#: Parts of an archive have no date, so that the same brief has the same bytes.
_DATE: Final = (1980, 1, 1, 0, 0, 0)
_LANGUAGES: Final = {"nl": "nl-NL", "en": "en-GB"}
#: Width of the text in twentieths of a point, and that of the first columns of a table.
_WIDTH: Final = 9412
_COLUMNS: Final = {3: (1500, 2300, 5612), 4: (1400, 2200, 1250, 4562)}
_ITEM_ID: Final = "{8D0C6F52-3B0E-4B6B-9E56-0D1C2A7F4E11}"


class BodyWriter:
    """Writes the blocks and notes of a paper as WordprocessingML.

    Args:
        paper: what is written.
        styles: ids of the styles by their names; a list without a style of its own gets dashes.
        first_note: the id of the first footnote; those of a template come before it.
    """

    def __init__(self, paper: Paper, styles: Mapping[str, str], first_note: int = 1) -> None:
        self._paper = paper
        self._styles = styles
        self._first = first_note
        self._seen: set[int] = set()

    def body(self) -> str:
        """The title and all blocks."""
        paper = self._paper
        parts = [
            self._styled("Title", _words(Run(paper.title))),
            self._styled("Subtitle", _words(Run(f"{paper.subtitle} · {paper.made}"))),
        ]
        parts += [self._block(block) for block in paper.blocks]
        return "".join(parts)

    def notes(self) -> str:
        """The footnotes, each with its mark and words."""
        return "".join(map(self._note, self._paper.notes))

    def _block(self, block: Heading | Paragraph | Table) -> str:
        if isinstance(block, Heading):
            return self._styled(f"heading {block.level}", _words(Run(block.text)))
        if isinstance(block, Table):
            return self._table(block)
        words = self._paragraph(block)
        if block.kind is not ParagraphKind.ITEM:
            return self._styled("Normal", words)
        return self._styled("List Bullet", words) if "List Bullet" in self._styles else self._dashed(words)

    def _dashed(self, words: str) -> str:
        return self._styled("Normal", _words(Run("– ")) + words)

    def _styled(self, name: str, words: str) -> str:
        style = self._styles.get(name)
        properties = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style and name != "Normal" else ""
        return f"<w:p>{properties}{words}</w:p>"

    def _paragraph(self, paragraph: Paragraph) -> str:
        marks = [self._mark(number) for number in paragraph.notes]
        between = '<w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:t>, </w:t></w:r>'
        is_dutch = self._paper.language.code == "nl"
        return "".join(_words(run, is_dutch=is_dutch) for run in paragraph.runs) + between.join(marks)

    def _mark(self, number: int) -> str:
        """The mark of a note; where it was set before, a field that repeats its number."""
        name = f"_RefNoot{number}"
        style = f'<w:rPr><w:rStyle w:val="{self._styles["footnote reference"]}"/></w:rPr>'
        if number in self._seen:
            return (
                f'<w:fldSimple w:instr=" NOTEREF {name} \\f \\h "><w:r>{style}<w:t>{number}</w:t></w:r></w:fldSimple>'
            )
        self._seen.add(number)
        identity = self._first + number - 1
        return (
            f'<w:bookmarkStart w:id="{identity}" w:name="{name}"/><w:r>{style}'
            f'<w:footnoteReference w:id="{identity}"/></w:r><w:bookmarkEnd w:id="{identity}"/>'
        )

    def _note(self, note: Note) -> str:
        reference, style = self._styles["footnote reference"], self._styles["footnote text"]
        words = f" {note.text}" + (f" {note.address}" if note.address else "")
        return (
            f'<w:footnote w:id="{self._first + note.number - 1}"><w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr>'
            f'<w:r><w:rPr><w:rStyle w:val="{reference}"/></w:rPr><w:footnoteRef/></w:r>{_words(Run(words))}'
            "</w:p></w:footnote>"
        )

    def _table(self, table: Table) -> str:
        widths = _COLUMNS[len(table.head)]
        grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
        style = self._styles.get("Table Grid")
        named = f'<w:tblStyle w:val="{style}"/>' if style else ""
        head = "".join(
            _cell(width, f"<w:p><w:r><w:rPr><w:b/></w:rPr><w:t>{escape(name)}</w:t></w:r></w:p>")
            for width, name in zip(widths, table.head, strict=True)
        )
        rows = "".join(
            "<w:tr><w:trPr><w:cantSplit/></w:trPr>"
            + "".join(
                _cell(width, self._styled("Normal", self._paragraph(cell)))
                for width, cell in zip(widths, row, strict=True)
            )
            + "</w:tr>"
            for row in table.rows
        )
        return (
            f'<w:tbl><w:tblPr>{named}<w:tblW w:w="{_WIDTH}" w:type="dxa"/><w:tblLayout w:type="fixed"/></w:tblPr>'
            f"<w:tblGrid>{grid}</w:tblGrid><w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>{head}</w:tr>{rows}"
            "</w:tbl><w:p/>"
        )


def _cell(width: int, words: str) -> str:
    return f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr>{words}</w:tc>'


def _words(run: Run, *, is_dutch: bool = True) -> str:
    language = '<w:rPr><w:lang w:val="nl-NL"/></w:rPr>' if run.kind is RunKind.QUOTE and not is_dutch else ""
    return f'<w:r>{language}<w:t xml:space="preserve">{escape(run.text, quote=False)}</w:t></w:r>'


def manifest_part(manifest: Manifest) -> str:
    """The manifest as a custom XML part."""
    return f'{HEAD}<manifest xmlns="{NAMESPACE}">{escape(manifest.to_json(), quote=False)}</manifest>'


def manifest_properties() -> str:
    """What Word wants to know of a custom XML part: an id and its namespace."""
    custom = "http://schemas.openxmlformats.org/officeDocument/2006/customXml"
    return (
        f'{HEAD}<ds:datastoreItem xmlns:ds="{custom}" ds:itemID="{_ITEM_ID}"><ds:schemaRefs>'
        f'<ds:schemaRef ds:uri="{NAMESPACE}"/></ds:schemaRefs></ds:datastoreItem>'
    )


def docx_bytes(paper: Paper, manifest: Manifest, made: str) -> bytes:
    """The whole file; `made` is the ISO day on which it was made."""
    writer = BodyWriter(paper, {name: identity for name, (identity, _, _) in STYLES.items()})
    body = writer.body()
    return packed(
        {
            "[Content_Types].xml": CONTENT_TYPES.replace("</Types>", f"{note_types('1')}</Types>"),
            "_rels/.rels": relations_part(
                ("r1", "officeDocument", "word/document.xml"), ("r2", CORE_PROPERTIES, "docProps/core.xml")
            ),
            "docProps/core.xml": properties_part(escape(paper.title), made),
            "word/document.xml": (
                f'{HEAD}<w:document xmlns:w="{MAIN}" xmlns:r="{RELATIONS}">'
                f"<w:body>{body}{SECTION}</w:body></w:document>"
            ),
            "word/_rels/document.xml.rels": relations_part(
                ("rStyles", "styles", "styles.xml"),
                ("rNumbering", "numbering", "numbering.xml"),
                ("rSettings", "settings", "settings.xml"),
                ("rFooter", "footer", "footer1.xml"),
                ("rFootnotes", "footnotes", "footnotes.xml"),
                ("rManifest", "customXml", "../customXml/item1.xml"),
            ),
            "word/styles.xml": styles_part(_LANGUAGES[paper.language.code]),
            "word/numbering.xml": NUMBERING,
            "word/settings.xml": SETTINGS,
            "word/footer1.xml": footer_part(paper.language.footer),
            "word/footnotes.xml": footnotes_part(writer.notes()),
            **manifest_parts(manifest, "1"),
        }
    )


def footnotes_part(notes: str) -> str:
    """The part of the footnotes, with the rules that Word draws above them."""
    return f'{HEAD}<w:footnotes xmlns:w="{MAIN}" xmlns:r="{RELATIONS}">{SEPARATORS}{notes}</w:footnotes>'


def manifest_parts(manifest: Manifest, number: str) -> dict[str, str]:
    """The parts of the archive that carry the manifest; `number` tells custom XML parts apart."""
    return {
        f"customXml/item{number}.xml": manifest_part(manifest),
        f"customXml/itemProps{number}.xml": manifest_properties(),
        f"customXml/_rels/item{number}.xml.rels": relations_part(
            ("rId1", "customXmlProps", f"itemProps{number}.xml"),
        ),
    }


def note_types(number: str, *, with_footnotes: bool = True) -> str:
    """Content types of the footnotes and of the properties of the manifest."""
    notes = f'<Override PartName="/word/footnotes.xml" ContentType="{FOOTNOTES_TYPE}"/>' if with_footnotes else ""
    return notes + f'<Override PartName="/customXml/itemProps{number}.xml" ContentType="{PROPERTIES_TYPE}"/>'


def packed(parts: Mapping[str, str | bytes]) -> bytes:
    """The parts as an archive, in their order."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(zipfile.ZipInfo(name, _DATE), content, zipfile.ZIP_DEFLATED)
    return buffer.getvalue()
