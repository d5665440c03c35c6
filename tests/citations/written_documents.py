"""Documents that tests write as files and read as users' files are: DOCX with real notes, HTML, Markdown."""

import html
import io
import re
import zipfile
from collections.abc import Sequence
from pathlib import Path
from xml.sax.saxutils import escape

from policytext.citations import find_citations
from policytext.readers import read_document
from policytext.sentences import split_sentences
from policytext.structure import build_document
from policytext.types.citation import Citation
from policytext.types.document import Document

_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_R = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
_TYPE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_STYLES = (
    '<w:style w:type="paragraph" w:styleId="Kop1"><w:name w:val="heading 1"/>'
    '<w:pPr><w:outlineLvl w:val="0"/></w:pPr><w:rPr><w:b/></w:rPr></w:style>'
)
# In the words of a paragraph: "[^1]" is a marker, "*words*" are emphasised, "[words](address)" is a link.
_MARK = re.compile(r"\[\^(?P<note>\d+)\]|\*(?P<italic>[^*]+)\*|\[(?P<words>[^\[\]]+)\]\((?P<target>[^)]+)\)")


def read(path: Path) -> tuple[Document, tuple[Citation, ...]]:
    """The document of a file and what it cites."""
    document = build_document(read_document(path), file_name=path.name)
    return document, find_citations(document, split_sentences(document))


def docx(paragraphs: Sequence[str], notes: Sequence[str] = (), bibliography: Sequence[str] = ()) -> bytes:
    """A DOCX file: paragraphs ("# " before a heading), footnotes, and entries below "Literatuur"."""
    links: list[str] = []
    body = "".join(_paragraph(words, links) for words in paragraphs)
    if bibliography:
        body += _paragraph("# Literatuur", links) + "".join(_paragraph(words, links) for words in bibliography)
    parts = {
        "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>',
        "_rels/.rels": _relations([("officeDocument", "word/document.xml")]),
        "word/document.xml": f"<w:document {_W} {_R}><w:body>{body}</w:body></w:document>",
        "word/styles.xml": f"<w:styles {_W}>{_STYLES}</w:styles>",
        "word/footnotes.xml": f"<w:footnotes {_W} {_R}>"
        + "".join(
            f'<w:footnote w:id="{number}"><w:p><w:r><w:footnoteRef/></w:r>{_runs(" " + words, [])}</w:p></w:footnote>'
            for number, words in enumerate(notes, start=1)
        )
        + "</w:footnotes>",
        "word/_rels/document.xml.rels": _relations(
            [("styles", "styles.xml"), ("footnotes", "footnotes.xml"), *(("hyperlink", link) for link in links)]
        ),
    }
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as target:
        for name, content in parts.items():
            target.writestr(name, content)
    return buffer.getvalue()


def web_page(paragraphs: Sequence[str], notes: Sequence[str] = ()) -> str:
    """An HTML page with its notes as a list below the text."""

    def inline(words: str) -> str:
        def mark(match: re.Match[str]) -> str:
            if match["note"]:
                return f'<sup><a href="#n{match["note"]}" id="m{match["note"]}">{match["note"]}</a></sup>'
            if match["italic"]:
                return f"<em>{match['italic']}</em>"
            return f'<a href="{match["target"]}">{match["words"]}</a>'

        return _MARK.sub(mark, html.escape(words, quote=False))

    body = "".join(
        f"<h1>{inline(words[2:])}</h1>" if words.startswith("# ") else f"<p>{inline(words)}</p>" for words in paragraphs
    )
    listed = "".join(f'<li id="n{number}">{inline(words)}</li>' for number, words in enumerate(notes, start=1))
    below = f'<section class="footnotes" role="doc-endnotes"><ol>{listed}</ol></section>' if notes else ""
    return f"<html><head><title>Een stuk</title></head><body><article>{body}{below}</article></body></html>"


def markdown(paragraphs: Sequence[str], notes: Sequence[str] = ()) -> str:
    """A Markdown file with notes as "[^1]: ..."."""
    return "\n\n".join([*paragraphs, *(f"[^{number}]: {words}" for number, words in enumerate(notes, start=1))]) + "\n"


def _paragraph(words: str, links: list[str]) -> str:
    style = '<w:pPr><w:pStyle w:val="Kop1"/></w:pPr>' if words.startswith("# ") else ""
    return f"<w:p>{style}{_runs(words.removeprefix('# '), links)}</w:p>"


def _runs(words: str, links: list[str]) -> str:
    pieces, position = [], 0
    for match in _MARK.finditer(words):
        pieces.append(_run(words[position : match.start()]))
        if match["note"]:
            pieces.append(f'<w:r><w:footnoteReference w:id="{match["note"]}"/></w:r>')
        elif match["italic"]:
            pieces.append(_run(match["italic"], "<w:i/>"))
        else:
            links.append(match["target"])
            pieces.append(f'<w:hyperlink r:id="rId{len(links) + 2}">{_run(match["words"])}</w:hyperlink>')
        position = match.end()
    return "".join([*pieces, _run(words[position:])])


def _run(words: str, looks: str = "") -> str:
    if not words:
        return ""
    return f'<w:r>{f"<w:rPr>{looks}</w:rPr>" if looks else ""}<w:t xml:space="preserve">{escape(words)}</w:t></w:r>'


def _relations(targets: list[tuple[str, str]]) -> str:
    lines = "".join(
        f'<Relationship Id="rId{number}" Type="{_TYPE}/{kind}" Target="{escape(target)}"'
        f"{' TargetMode=' + chr(34) + 'External' + chr(34) if kind == 'hyperlink' else ''}/>"
        for number, (kind, target) in enumerate(targets, start=1)
    )
    return (
        f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{lines}</Relationships>'
    )
