"""A brief as Markdown with footnotes ([^1]); what comes from documents is escaped, so that it stays words.

Source of the signs that have a meaning: CommonMark 0.31, section 2.4, and GitHub's and Pandoc's footnotes and tables.
"""

import re
from collections.abc import Iterator
from typing import Final

from policytext.export.brief.paper import Heading, Paper, Paragraph, ParagraphKind, Table
from policytext.export.manifest import markdown_block
from policytext.types.manifest import Manifest

_SIGNS: Final = re.compile(r"([\\`*_\[\]<>|~^$&{}#])")
#: What begins a list, a heading or a rule at the begin of a paragraph.
_BEGIN: Final = re.compile(r"\A([-+=]|\d{1,9}(?=[.)]))")


def markdown_lines(paper: Paper, manifest: Manifest) -> Iterator[str]:
    """The lines of the text, without line ends."""
    yield f"# {_escaped(paper.title)}"
    yield ""
    yield f"{_escaped(paper.subtitle)} · {_escaped(paper.made)}"
    yield ""
    previous: object = None
    for block in paper.blocks:
        if isinstance(previous, Paragraph) and not (_is_item(previous) and isinstance(block, Paragraph)):
            yield ""
        if isinstance(block, Heading):
            yield f"{'#' * (block.level + 1)} {_escaped(block.text)}"
            yield ""
        elif isinstance(block, Table):
            yield from _table(block)
            yield ""
        else:
            yield ("- " if _is_item(block) else "") + _paragraph(block)
        previous = block
    yield ""
    for note in paper.notes:
        address = f" <{note.address}>" if note.address else ""
        yield f"[^{note.number}]: {_escaped(note.text)}{address}"
    yield ""
    yield markdown_block(manifest)


def _is_item(block: object) -> bool:
    return isinstance(block, Paragraph) and block.kind is ParagraphKind.ITEM


def _table(table: Table) -> Iterator[str]:
    yield "| " + " | ".join(map(_escaped, table.head)) + " |"
    yield "|" + " --- |" * len(table.head)
    for row in table.rows:
        yield "| " + " | ".join(map(_paragraph, row)) + " |"


def _paragraph(paragraph: Paragraph) -> str:
    words = "".join(_SIGNS.sub(r"\\\1", run.text) for run in paragraph.runs)
    notes = "".join(f"[^{number}]" for number in paragraph.notes)
    return _BEGIN.sub(_marked, words) + (f" {notes}" if notes else "")


def _escaped(text: str) -> str:
    """Words that mean nothing to Markdown."""
    return _BEGIN.sub(_marked, _SIGNS.sub(r"\\\1", text))


def _marked(match: re.Match[str]) -> str:
    """The sign at the begin of a paragraph with a backslash; behind a number, the sign that makes it one of a list."""
    return match[0] + "\\" if match[0].isdigit() else "\\" + match[0]
