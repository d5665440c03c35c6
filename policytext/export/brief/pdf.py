"""A brief as PDF: the HTML of it set on pages by PyMuPDF, with page numbers, bookmarks and the manifest inside."""

import io
from html import escape
from typing import Any, Final

from policytext.export.brief.html import body_parts
from policytext.export.brief.paper import Paper
from policytext.types.manifest import NAME, Manifest

#: A4 in points, and its margins.
_PAGE: Final = (0, 0, 595, 842)
_TEXT: Final = (62, 56, 533, 778)
_FOOT: Final = (533, 806)
_FOOT_SIZE: Final = 8
#: What the engine understands of CSS; the style of the page on screen is more than that.
_STYLE: Final = """
* { font-family: sans-serif } body { font-size: 10px; line-height: 1.35 }
h1 { font-size: 17px; margin: 0 0 2px 0 } h2 { font-size: 12.5px; margin: 12px 0 3px 0 }
h3 { font-size: 10.5px; margin: 7px 0 2px 0 } p { margin: 2px 0 } p.sub, p.small { color: #444; font-size: 9px }
ul { margin: 0; padding-left: 12px } li { margin: 2px 0 } sup { font-size: 7px }
a { color: #1a4b8c; text-decoration: none }
table { width: 100% } td, th { padding: 2px 6px 2px 0; vertical-align: top; text-align: left; font-size: 9.5px }
ol.notes { font-size: 8px; padding-left: 18px } ol.notes li { margin: 1px 0 }
"""


def pdf_bytes(paper: Paper, manifest: Manifest) -> bytes:
    """The whole file. It has no structure tags: the engine that sets the pages knows none."""
    import pymupdf  # noqa: PLC0415 - slow to load, and only this format needs it

    engine: Any = pymupdf  # it has no types
    html = "".join(body_parts(paper))
    head = f"<h1>{escape(paper.title)}</h1><p class='sub'>{escape(paper.subtitle)} · {escape(paper.made)}</p>"
    story = engine.Story(html=f"<body>{head}{html}</body>", user_css=_STYLE)
    buffer = io.BytesIO()
    writer = engine.DocumentWriter(buffer)
    is_more = 1
    headings: list[tuple[int, str, int]] = []
    page = 0
    while is_more:
        page += 1
        device = writer.begin_page(engine.Rect(*_PAGE))
        is_more, _ = story.place(engine.Rect(*_TEXT))
        story.element_positions(lambda position: _keep(position, headings), {"page": page})
        story.draw(device)
        writer.end_page()
    writer.close()
    with engine.open(stream=buffer.getvalue(), filetype="pdf") as document:
        _number(engine, document, paper)
        document.set_toc([[level, title, number] for level, title, number in headings])
        document.set_metadata({"title": paper.title, "creator": "policytext", "producer": "policytext"})
        document.set_language(paper.language.code)
        document.embfile_add(
            NAME, manifest.to_json().encode("ascii"), filename=f"{NAME}.json", desc="sources of this brief"
        )
        return bytes(document.tobytes(garbage=3, deflate=True))


def _keep(position: Any, headings: list[tuple[int, str, int]]) -> None:
    """Keep a heading with the page that it begins on, for the bookmarks. Any: PyMuPDF's position."""
    if position.heading in (1, 2) and position.open_close & 1 and position.text:
        headings.append((position.heading if headings else 1, position.text, position.page))


def _number(engine: Any, document: Any, paper: Paper) -> None:
    """Put the number at the foot of each page."""
    for number, page in enumerate(document, start=1):
        words = paper.language.footer.format(number, document.page_count)
        width = engine.get_text_length(words, fontname="helv", fontsize=_FOOT_SIZE)
        page.insert_text(
            (_FOOT[0] - width, _FOOT[1]), words, fontname="helv", fontsize=_FOOT_SIZE, color=(0.3, 0.3, 0.3)
        )
