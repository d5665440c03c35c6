"""A DOCX file of a test, read: its styles, its lists, and its blocks as lines."""

from pathlib import Path

from office_files import BORDERS, docx

from policytext.readers.office.docx import read_docx
from policytext.types.raw import RawDocument

Lines = list[tuple[str, str | None, str]]

LONG = "Deze alinea is lang genoeg om lopende tekst te zijn: zij zegt wat gemeenten doen en waarom zij dat doen. " * 3

STYLES = """
<w:docDefaults><w:pPrDefault><w:pPr><w:spacing w:after="160"/></w:pPr></w:pPrDefault></w:docDefaults>
<w:style w:type="paragraph" w:default="1" w:styleId="Standaard"><w:name w:val="Normal"/>
  <w:rPr><w:lang w:val="nl-NL"/></w:rPr></w:style>
<w:style w:type="paragraph" w:styleId="Kop1"><w:name w:val="heading 1"/><w:basedOn w:val="Standaard"/>
  <w:pPr><w:outlineLvl w:val="0"/></w:pPr><w:rPr><w:b/></w:rPr></w:style>
<w:style w:type="paragraph" w:styleId="Kop2"><w:name w:val="Kop 2"/><w:basedOn w:val="Kop1"/></w:style>
<w:style w:type="paragraph" w:styleId="Huis"><w:name w:val="Hoofdstuktitel"/><w:basedOn w:val="Kop1"/></w:style>
<w:style w:type="paragraph" w:styleId="Los"><w:name w:val="Geen kop"/><w:basedOn w:val="Kop1"/>
  <w:pPr><w:outlineLvl w:val="9"/></w:pPr></w:style>
<w:style w:type="paragraph" w:styleId="Titel"><w:name w:val="Title"/></w:style>
<w:style w:type="paragraph" w:styleId="Bijschrift"><w:name w:val="caption"/></w:style>
<w:style w:type="paragraph" w:styleId="Citaat"><w:name w:val="Quote"/></w:style>
<w:style w:type="paragraph" w:styleId="Inhopg1"><w:name w:val="toc 1"/></w:style>
<w:style w:type="paragraph" w:styleId="Kring"><w:name w:val="Kring"/><w:basedOn w:val="Kring"/></w:style>
<w:style w:type="paragraph" w:styleId="Lijst"><w:name w:val="Lijst"/>
  <w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>
<w:style w:type="paragraph" w:styleId="Dicht"><w:name w:val="Adres"/><w:pPr><w:spacing w:after="0"/></w:pPr></w:style>
<w:style w:type="paragraph" w:styleId="Vet"><w:name w:val="Vet"/><w:rPr><w:b/></w:rPr></w:style>
<w:style w:type="character" w:styleId="Nadruk"><w:name w:val="Strong"/><w:rPr><w:b/></w:rPr></w:style>
<w:style w:type="character" w:styleId="Verborgen"><w:name w:val="Verborgen"/><w:rPr><w:vanish/></w:rPr></w:style>
<w:style w:type="table" w:styleId="Raster"><w:name w:val="Table Grid"/><w:tblPr>{borders}</w:tblPr></w:style>
""".replace("{borders}", BORDERS)


def level(number: int, style: str, pattern: str, more: str = "") -> str:
    return (
        f'<w:lvl w:ilvl="{number}"><w:start w:val="1"/><w:numFmt w:val="{style}"/>{more}'
        f'<w:lvlText w:val="{pattern}"/></w:lvl>'
    )


PRIVATE_BULLET = "\uf0b7"
NUMBERING = (
    f'<w:abstractNum w:abstractNumId="0">{level(0, "decimal", "%1.")}{level(1, "lowerLetter", "%2)")}</w:abstractNum>'
    f'<w:abstractNum w:abstractNumId="1">{level(0, "bullet", PRIVATE_BULLET)}{level(1, "bullet", "o")}</w:abstractNum>'
    f'<w:abstractNum w:abstractNumId="2">{level(0, "decimal", "%1")}{level(1, "decimal", "%1.%2")}'
    f"{level(2, 'upperRoman', '%3')}</w:abstractNum>"
    f'<w:abstractNum w:abstractNumId="3">{level(0, "upperRoman", "%1")}'
    f"{level(1, 'decimal', '%1.%2', '<w:isLgl/>')}</w:abstractNum>"
    '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    '<w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num>'
    '<w:num w:numId="3"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/>'
    "</w:lvlOverride></w:num>"
    '<w:num w:numId="4"><w:abstractNumId w:val="2"/></w:num>'
    '<w:num w:numId="5"><w:abstractNumId w:val="0"/></w:num>'
    '<w:num w:numId="6"><w:abstractNumId w:val="3"/></w:num>'
)


def read(data: bytes) -> RawDocument:
    raw = read_docx(Path("map/brief.docx"), data, "sha256:" + "0" * 64)
    end = 0
    for block in raw.blocks:
        assert raw.text[end : block.source.start].strip() == ""
        assert block.source.start >= end
        end = block.source.end
    assert raw.text[end:].strip() == ""
    return raw


def lines(raw: RawDocument) -> Lines:
    return [(block.kind.value, block.label, raw.text[block.source.start : block.source.end]) for block in raw.blocks]


def lines_of(body: str, **parts: object) -> Lines:
    return lines(read(docx(body, styles=STYLES, numbering=NUMBERING, **parts)))  # type: ignore[arg-type]


def field(instruction: str, result: str) -> str:
    return (
        f'<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>{instruction}</w:instrText></w:r>'
        f'<w:r><w:fldChar w:fldCharType="separate"/></w:r>{result}<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )
