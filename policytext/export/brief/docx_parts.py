"""The parts of a Word document that are the same in every brief: styles, numbering, the foot of the page, relations.

Source: ECMA-376, part 1 (WordprocessingML). The ids and names of styles are those that Word has built in, so that an
office's own template gives them its own looks.
"""

from typing import Final

MAIN: Final = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
RELATIONS: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE: Final = "http://schemas.openxmlformats.org/package/2006"
_WORD: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml"
HEAD: Final = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
FOOTNOTES_TYPE: Final = f"{_WORD}.footnotes+xml"
PROPERTIES_TYPE: Final = "application/vnd.openxmlformats-officedocument.customXmlProperties+xml"

#: Styles by the name that Word knows them by: id, kind, definition.
STYLES: Final = {
    "Normal": (
        "Normal",
        "paragraph",
        '<w:pPr><w:spacing w:after="80" w:line="264" w:lineRule="auto"/></w:pPr>',
    ),
    "Title": ("Title", "paragraph", '<w:pPr><w:spacing w:after="40"/></w:pPr><w:rPr><w:b/><w:sz w:val="36"/></w:rPr>'),
    "Subtitle": (
        "Subtitle",
        "paragraph",
        '<w:pPr><w:spacing w:after="160"/></w:pPr><w:rPr><w:color w:val="4A4A4A"/><w:sz w:val="20"/></w:rPr>',
    ),
    "heading 1": (
        "Heading1",
        "paragraph",
        '<w:pPr><w:keepNext/><w:spacing w:before="240" w:after="60"/><w:outlineLvl w:val="0"/></w:pPr>'
        '<w:rPr><w:b/><w:sz w:val="26"/></w:rPr>',
    ),
    "heading 2": (
        "Heading2",
        "paragraph",
        '<w:pPr><w:keepNext/><w:spacing w:before="120" w:after="40"/><w:outlineLvl w:val="1"/></w:pPr>'
        '<w:rPr><w:b/><w:sz w:val="22"/></w:rPr>',
    ),
    "List Bullet": (
        "ListBullet",
        "paragraph",
        '<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr><w:spacing w:after="60"/><w:contextualSpacing/></w:pPr>',
    ),
    "footnote text": (
        "FootnoteText",
        "paragraph",
        '<w:pPr><w:spacing w:after="0" w:line="240" w:lineRule="auto"/></w:pPr><w:rPr><w:sz w:val="17"/></w:rPr>',
    ),
    "footnote reference": (
        "FootnoteReference",
        "character",
        '<w:rPr><w:vertAlign w:val="superscript"/></w:rPr>',
    ),
    "Table Grid": (
        "TableGrid",
        "table",
        '<w:tblPr><w:tblBorders><w:top w:val="single" w:sz="4" w:color="BBBBBB"/>'
        '<w:bottom w:val="single" w:sz="4" w:color="BBBBBB"/><w:insideH w:val="single" w:sz="4" w:color="BBBBBB"/>'
        "</w:tblBorders></w:tblPr>",
    ),
}


def style(name: str) -> str:
    """The definition of a style of `STYLES`."""
    identity, kind, definition = STYLES[name]
    is_base = name == "Normal"
    based = "" if is_base or kind != "paragraph" else '<w:basedOn w:val="Normal"/>'
    default = ' w:default="1"' if is_base else ""
    return (
        f'<w:style w:type="{kind}"{default} w:styleId="{identity}"><w:name w:val="{name}"/>{based}'
        f"<w:qFormat/>{definition}</w:style>"
    )


def styles_part(language: str) -> str:
    """All styles, in a language ("nl-NL")."""
    return (
        f'{HEAD}<w:styles xmlns:w="{MAIN}"><w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii="Calibri" '
        'w:hAnsi="Calibri" w:cs="Calibri"/><w:sz w:val="21"/>'
        f'<w:lang w:val="{language}"/></w:rPr></w:rPrDefault></w:docDefaults>'
        + "".join(map(style, STYLES))
        + "</w:styles>"
    )


NUMBERING: Final = (
    f'{HEAD}<w:numbering xmlns:w="{MAIN}"><w:abstractNum w:abstractNumId="0"><w:multiLevelType w:val="singleLevel"/>'
    '<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="bullet"/><w:lvlText w:val="•"/><w:lvlJc w:val="left"/>'
    '<w:pPr><w:ind w:left="340" w:hanging="340"/></w:pPr></w:lvl></w:abstractNum>'
    '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>'
)

SETTINGS: Final = (
    f'{HEAD}<w:settings xmlns:w="{MAIN}"><w:footnotePr><w:footnote w:id="-1"/><w:footnote w:id="0"/></w:footnotePr>'
    '<w:compat><w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" '
    'w:val="15"/></w:compat></w:settings>'
)

#: What Word draws between the text and its notes: footnotes of their own.
SEPARATORS: Final = (
    '<w:footnote w:type="separator" w:id="-1"><w:p><w:r><w:separator/></w:r></w:p></w:footnote>'
    '<w:footnote w:type="continuationSeparator" w:id="0"><w:p><w:r><w:continuationSeparator/></w:r></w:p></w:footnote>'
)


def footer_part(words: str) -> str:
    """The foot of the page: words with {} for the number of the page and for how many there are."""
    before, between, after = words.split("{}")

    def field(name: str) -> str:
        return f'<w:fldSimple w:instr=" {name} "><w:r><w:t>1</w:t></w:r></w:fldSimple>'

    def run(text: str) -> str:
        return f'<w:r><w:t xml:space="preserve">{text}</w:t></w:r>'

    return (
        f'{HEAD}<w:ftr xmlns:w="{MAIN}"><w:p><w:pPr><w:jc w:val="right"/></w:pPr>'
        f"{run(before)}{field('PAGE')}{run(between)}{field('NUMPAGES')}{run(after)}</w:p></w:ftr>"
    )


SECTION: Final = (
    '<w:sectPr><w:footerReference w:type="default" r:id="rFooter"/><w:pgSz w:w="11906" w:h="16838"/>'
    '<w:pgMar w:top="1134" w:right="1247" w:bottom="1134" w:left="1247" w:header="567" w:footer="567" w:gutter="0"/>'
    "</w:sectPr>"
)

CONTENT_TYPES: Final = (
    f'{HEAD}<Types xmlns="{_PACKAGE}/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/>'
    f'<Override PartName="/word/document.xml" ContentType="{_WORD}.document.main+xml"/>'
    f'<Override PartName="/word/styles.xml" ContentType="{_WORD}.styles+xml"/>'
    f'<Override PartName="/word/numbering.xml" ContentType="{_WORD}.numbering+xml"/>'
    f'<Override PartName="/word/settings.xml" ContentType="{_WORD}.settings+xml"/>'
    f'<Override PartName="/word/footer1.xml" ContentType="{_WORD}.footer+xml"/>'
    '<Override PartName="/docProps/core.xml" '
    'ContentType="application/vnd.openxmlformats-package.core-properties+xml"/></Types>'
)


def relations_part(*targets: tuple[str, str, str]) -> str:
    """A part of relations: (id, the end of the type, target)."""
    return (
        f'{HEAD}<Relationships xmlns="{_PACKAGE}/relationships">'
        + "".join(relation(*target) for target in targets)
        + "</Relationships>"
    )


def relation(identity: str, kind: str, target: str) -> str:
    """One relation; `kind` is the end of its type ("footnotes"), or a whole type."""
    whole = kind if kind.startswith("http") else f"{RELATIONS}/{kind}"
    return f'<Relationship Id="{identity}" Type="{whole}" Target="{target}"/>'


CORE_PROPERTIES: Final = f"{_PACKAGE}/relationships/metadata/core-properties"


def properties_part(title: str, made: str) -> str:
    """Title and day of making; both escaped already."""
    return (
        f'{HEAD}<cp:coreProperties xmlns:cp="{_PACKAGE}/metadata/core-properties" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" '
        'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        f"<dc:title>{title}</dc:title><dc:creator>policytext</dc:creator>"
        f'<dcterms:created xsi:type="dcterms:W3CDTF">{made}T00:00:00Z</dcterms:created></cp:coreProperties>'
    )
