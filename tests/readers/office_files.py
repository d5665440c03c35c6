"""Office files for tests: the XML parts that a test writes, in a zip archive."""

import io
import zipfile
from collections.abc import Mapping
from xml.sax.saxutils import escape

_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_STRICT = 'xmlns:w="http://purl.oclc.org/ooxml/wordprocessingml/main"'
_OTHERS = (
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
)
_RELATIONSHIPS = "http://schemas.openxmlformats.org/package/2006/relationships"
_TYPES = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_ODF = (
    " ".join(
        f'xmlns:{prefix}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
        for prefix, name in (
            *(("office", "office"), ("text", "text"), ("table", "table"), ("draw", "drawing"), ("style", "style")),
            *(("fo", "xsl-fo-compatible"), ("svg", "svg-compatible"), ("meta", "meta")),
        )
    )
    + ' xmlns:xlink="http://www.w3.org/1999/xlink" xmlns:dc="http://purl.org/dc/elements/1.1/"'
)


def archive(parts: Mapping[str, str | bytes], compression: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A zip archive with these members."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", compression) as target:
        for name, content in parts.items():
            target.writestr(name, content)
    return buffer.getvalue()


def relationships(links: Mapping[str, tuple[str, str]]) -> str:
    """A relationships part: kind and target by id; an address is external."""
    lines = "".join(
        f'<Relationship Id="{name}" Type="{_TYPES}/{kind}" Target="{escape(target)}" {_mode(target)}/>'
        for name, (kind, target) in links.items()
    )
    return f'<Relationships xmlns="{_RELATIONSHIPS}">{lines}</Relationships>'


def _mode(target: str) -> str:
    return 'TargetMode="External"' if "://" in target else ""


def wrap(name: str, inner: str, *, strict: bool = False) -> str:
    """A part of a DOCX file with the name spaces that tests use."""
    return f'<?xml version="1.0" encoding="UTF-8"?><w:{name} {_STRICT if strict else _W} {_OTHERS}>{inner}</w:{name}>'


def docx(
    body: str,
    *,
    links: Mapping[str, tuple[str, str]] | None = None,
    strict: bool = False,
    extra: Mapping[str, str | bytes] | None = None,
    **parts: str,
) -> bytes:
    """A DOCX file.

    Args:
        body: what stands in `w:body`.
        links: relationships of the main part.
        strict: whether the names are those of the strict form.
        extra: further members.
        parts: inner XML of parts by name: styles, numbering, footnotes, endnotes, settings, comments, header1 ...
    """
    roots = {"header": "hdr", "footer": "ftr"}
    members: dict[str, str | bytes] = {
        "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>',
        "_rels/.rels": relationships({"rId1": ("officeDocument", "word/document.xml")}),
        "word/document.xml": wrap("document", f"<w:body>{body}</w:body>", strict=strict),
        "word/_rels/document.xml.rels": relationships(links or {}),
    }
    for name, inner in parts.items():
        members[f"word/{name}.xml"] = wrap(roots.get(name.rstrip("0123456789"), name), inner, strict=strict)
    return archive({**members, **(extra or {})})


def run(text: str, properties: str = "") -> str:
    """A run of words."""
    looks = f"<w:rPr>{properties}</w:rPr>" if properties else ""
    return f'<w:r>{looks}<w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def para(inner: str, properties: str = "") -> str:
    """A paragraph of runs, or of plain words."""
    content = inner if inner.startswith("<") else (run(inner) if inner else "")
    return f"<w:p>{f'<w:pPr>{properties}</w:pPr>' if properties else ''}{content}</w:p>"


def styled(inner: str, style: str) -> str:
    """A paragraph with a style."""
    return para(inner, f'<w:pStyle w:val="{style}"/>')


def item(inner: str, number: int, level: int = 0) -> str:
    """A paragraph of a list."""
    return para(inner, f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>')


def table(*rows: tuple[str, ...], properties: str = "") -> str:
    """A table; a cell is words or paragraphs."""
    lines = "".join(
        "<w:tr>" + "".join(f"<w:tc>{cell if cell.startswith('<') else para(cell)}</w:tc>" for cell in row) + "</w:tr>"
        for row in rows
    )
    return f"<w:tbl><w:tblPr>{properties}</w:tblPr>{lines}</w:tbl>"


BORDERS = '<w:tblBorders><w:top w:val="single"/></w:tblBorders>'


def odt(
    body: str,
    *,
    automatic: str = "",
    common: str = "",
    margin_styles: str = "",
    masters: str = "",
    meta: str = "",
    mimetype: str = "application/vnd.oasis.opendocument.text",
    extra: Mapping[str, str | bytes] | None = None,
) -> bytes:
    """An ODT file: what stands in `office:text`, and the styles and properties of its parts."""
    return archive(
        {
            "mimetype": mimetype,
            "content.xml": f"<office:document-content {_ODF}><office:automatic-styles>{automatic}"
            f"</office:automatic-styles><office:body><office:text>{body}</office:text></office:body>"
            "</office:document-content>",
            "styles.xml": f"<office:document-styles {_ODF}><office:styles>{common}</office:styles>"
            f"<office:automatic-styles>{margin_styles}</office:automatic-styles>"
            f"<office:master-styles>{masters}</office:master-styles></office:document-styles>",
            "meta.xml": f"<office:document-meta {_ODF}><office:meta>{meta}</office:meta></office:document-meta>",
            **(extra or {}),
        }
    )


def flat_odt(body: str, *, kind: str = "text") -> bytes:
    """A flat OpenDocument file."""
    return (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document {_ODF}><office:body><office:{kind}>{body}'
        f"</office:{kind}></office:body></office:document>"
    ).encode()
