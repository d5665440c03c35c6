"""Passages that are another's by what stands at their end: block quotations with a source, summaries that are closed.

A block quotation may have its source in brackets behind its last paragraph only; "Tot zover het rapport" makes a
summary of what stands between it and the first mention of that report in its section.
"""

import re
from collections import Counter
from dataclasses import dataclass
from typing import Final

from policytext.statements.attribution.author import Author
from policytext.statements.attribution.quotations import SOURCE
from policytext.statements.attribution.wording import find_report_in_words
from policytext.types.document import Block, Document
from policytext.types.spans import Span
from policytext.types.vocabulary import BlockKind

_CLOSING_SOURCE: Final = re.compile(rf"{SOURCE}[\s.”’\"]*$")
_ONLY_SOURCE: Final = re.compile(rf"\s*{SOURCE}[\s.]*")
_CLOSED: Final = re.compile(r"\bTot zover (?P<what>(?:het|de|deze|dit)\s+(?P<noun>[a-zà-ÿ-]{4,}))")
_SENTENCE_END: Final = re.compile(r"(?<=[.!?])\s+")
#: Blocks that a page puts between two paragraphs.
_BETWEEN: Final = (BlockKind.FURNITURE, BlockKind.NOTE, BlockKind.ADDRESS)


@dataclass(frozen=True, slots=True)
class Summary:
    """A stretch of a document that sums up another text: whose that is, and the words that close it."""

    span: Span
    holder: str
    sign: str


def is_quotation(block: Block) -> bool:
    """Whether a block is set apart as a quotation."""
    return BlockKind.QUOTATION in (block.kind, block.container)


class Passages:
    """The block quotations and summaries of one document."""

    def __init__(self, document: Document, author: Author) -> None:
        """Find what stands at the end of passages.

        Args:
            document: the document.
            author: who speaks in it.
        """
        self._document = document
        self._author = author
        self._sources = self._sources_of_blocks()
        self._summaries = tuple(summary for block in document.blocks for summary in self._closed_in(block))

    def source_of(self, block: Block) -> str | None:
        """Whose words a block quotation is by the source at its end; None where none stands there."""
        return self._sources.get(block.index)

    def summary_at(self, place: int) -> Summary | None:
        """The summary that a sentence which begins at a place belongs to."""
        return next((one for one in self._summaries if one.span.start < place < one.span.end), None)

    def block_before(self, block: Block) -> int | None:
        """Index of the block that a reader sees before this one: notes and what a page repeats are left out."""
        for index in range(block.index - 1, -1, -1):
            if self._document.blocks[index].kind not in _BETWEEN:
                return index
        return None

    def _sources_of_blocks(self) -> dict[int, str]:
        found: dict[int, str] = {}
        waiting: list[int] = []
        for block in self._document.blocks:
            if block.kind in _BETWEEN:
                continue
            text = self._document.quote(block.span)
            if is_quotation(block):
                waiting.append(block.index)
                source = _CLOSING_SOURCE.search(text)
            else:
                source = _ONLY_SOURCE.fullmatch(text) if waiting else None
            if source is not None and not self._author.is_self(source["source"]):
                found.update(dict.fromkeys(waiting, source["source"].strip(" ,")))
            if source is not None or not is_quotation(block):
                waiting = []
        return found

    def _closed_in(self, block: Block) -> list[Summary]:
        """The summaries that end in a block."""
        if not block.kind.is_running_text:
            return []
        text = self._document.quote(block.span)
        found = []
        for closing in _CLOSED.finditer(text):
            end = block.span.start + closing.start()
            before = [other for other in self._document.blocks[: block.index + 1] if other.section == block.section]
            running = [other for other in before if other.kind.is_running_text and other.kind is not BlockKind.HEADING]
            if not running:
                continue
            stretch = Span(running[0].span.start, end)
            opening = re.search(rf"\b{re.escape(closing['noun'])}\b", self._document.quote(stretch))
            if opening is None:
                continue
            span = Span(stretch.start + opening.start(), end)
            found.append(Summary(span, self._holder_in(span) or closing["noun"], f"weergave tot ‘{closing[0]}’"))
        return found

    def _holder_in(self, span: Span) -> str | None:
        """Who is said most often to say something in a summary."""
        holders: Counter[str] = Counter()
        for sentence in _SENTENCE_END.split(self._document.quote(span)):
            report = find_report_in_words(sentence, self._author, is_parsed=False)
            if report is not None and report.holder is not None and not report.holder.islower():
                holders[report.holder] += 1
        return holders.most_common(1)[0][0] if holders else None
