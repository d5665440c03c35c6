"""A brief as one HTML page that needs nothing from outside and runs nothing; it prints as a paper of two pages."""

import base64
import hashlib
from collections.abc import Iterator
from html import escape
from itertools import groupby
from typing import Final

from policytext.export.brief.paper import Heading, Paper, Paragraph, ParagraphKind, Table
from policytext.export.brief.wording import Run, RunKind
from policytext.export.manifest import html_block
from policytext.types.manifest import Manifest

_STYLE: Final = """
body { font: 16px/1.5 Georgia, "Times New Roman", serif; color: #1c1c1c; max-width: 44rem; margin: 0 auto;
  padding: 1.5rem 1rem 4rem; background: #fff; overflow-wrap: break-word }
h1 { font-size: 1.6rem; line-height: 1.2; margin: 0 0 .2rem }
h2 { font-size: 1.1rem; margin: 1.6rem 0 .4rem; border-bottom: 1px solid #bbb }
h3 { font-size: 1rem; margin: .9rem 0 .2rem }
.sub, .small { color: #4a4a4a; font-size: .9rem }
ul { padding-left: 1.2rem; margin: .3rem 0 } li { margin: .25rem 0 }
table { border-collapse: collapse; width: 100%; font-size: .92rem }
th, td { text-align: left; vertical-align: top; padding: .3rem .6rem .3rem 0; border-bottom: 1px solid #ddd }
sup a { text-decoration: none; padding: 0 .1em } a { color: #1a4b8c }
ol.notes { font-size: .85rem; padding-left: 1.6rem } :target { background: #fff3c4 }
@media print { body { font-size: 10.5pt; max-width: none; padding: 0 } a { color: inherit; text-decoration: none }
  h2, h3 { break-after: avoid } li, tr { break-inside: avoid } @page { margin: 2cm } }
"""


def html_parts(paper: Paper, manifest: Manifest) -> Iterator[str]:
    """Parts of the page, to be written one after the other."""
    digest = base64.b64encode(hashlib.sha256(_STYLE.encode()).digest()).decode()
    policy = f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    yield (
        f'<!doctype html>\n<html lang="{paper.language.code}"><head><meta charset="utf-8">'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{escape(paper.title)}</title><style>{_STYLE}</style></head><body>\n"
    )
    yield f'<h1>{escape(paper.title)}</h1>\n<p class="sub">{escape(paper.subtitle)} · {escape(paper.made)}</p>\n'
    yield from _body_parts(paper)
    yield html_block(manifest) + "\n</body></html>\n"


def _body_parts(paper: Paper) -> Iterator[str]:
    """What stands under the title: the blocks, then the notes."""
    seen: set[int] = set()
    for is_item, blocks in groupby(paper.blocks, lambda b: isinstance(b, Paragraph) and b.kind is ParagraphKind.ITEM):
        written = "".join(_block(block, seen, paper.language.code) for block in blocks)
        yield f"<ul>\n{written}</ul>\n" if is_item else written
    if not paper.notes:
        return
    yield f'<h2>{escape(paper.language.notes)}</h2>\n<ol class="notes">\n'
    for note in paper.notes:
        link = f' <a href="{escape(note.address)}" rel="noreferrer">{escape(note.address)}</a>' if note.address else ""
        back = f'<a href="#r{note.number}" aria-label="{note.number}">↩</a>'
        yield f'<li id="n{note.number}">{escape(note.text)}{link} {back}</li>\n'
    yield "</ol>\n"


def _block(block: Heading | Paragraph | Table, seen: set[int], language: str) -> str:
    if isinstance(block, Heading):
        return f"<h{block.level + 1}>{escape(block.text)}</h{block.level + 1}>\n"
    if isinstance(block, Table):
        head = "".join(f'<th scope="col">{escape(name)}</th>' for name in block.head)
        rows = "".join(
            "<tr>" + "".join(f"<td>{_words(cell, seen, language)}</td>" for cell in row) + "</tr>\n"
            for row in block.rows
        )
        return f"<table><thead><tr>{head}</tr></thead><tbody>\n{rows}</tbody></table>\n"
    if block.kind is ParagraphKind.ITEM:
        return f"<li>{_words(block, seen, language)}</li>\n"
    name = ' class="small"' if block.kind is ParagraphKind.SMALL else ""
    return f"<p{name}>{_words(block, seen, language)}</p>\n"


def _words(paragraph: Paragraph, seen: set[int], language: str) -> str:
    markers = "<sup>,</sup>".join(_marker(number, seen) for number in paragraph.notes)
    return "".join(_run(run, language) for run in paragraph.runs) + markers


def _run(run: Run, language: str) -> str:
    if run.kind is RunKind.QUOTE and language != "nl":
        return f'<span lang="nl">{escape(run.text)}</span>'
    return escape(run.text)


def _marker(number: int, seen: set[int]) -> str:
    """A link to a note; the first one is where the note leads back to."""
    anchor = "" if number in seen else f' id="r{number}"'
    seen.add(number)
    return f'<sup><a href="#n{number}"{anchor}>{number}</a></sup>'
