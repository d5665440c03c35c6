"""The blocks of a page: the words that stand in each, how many of them are links, and what trafilatura takes for text.

Trafilatura gives text without places, so its words are looked up: a block counts as taken where most of its runs of
words occur in what it gave.
"""

import logging
import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from policytext.readers.markup.html_parts import is_hidden
from policytext.readers.markup.html_tree import INLINE, SILENT
from policytext.readers.markup.markup_tree import Element, Words

WORD = re.compile(r"[^\W_]+")
_SENTENCE_END = re.compile(r"[.!?…:;][\"'”’)\]]*\s*\Z")
#: Runs of so many words are compared; a block is in the main text if this share of them is.
_SHINGLE, _ACCEPTED = 4, 0.6
#: So many words with so few of them links, ended like a sentence, are prose.
PROSE_WORDS, PROSE_LINKS = 20, 0.3
# The library keeps whole trees of its own and its time grows faster than the page: larger ones go by names alone.
_LARGEST, _MOST_BLOCKS = 3_000_000, 40_000

_log = logging.getLogger(__name__)


@dataclass(slots=True, eq=False)
class PageBlock:
    """The words that stand directly in a block of the page, and how many of them are links, and links within it."""

    element: Element
    words: list[str] = field(default_factory=list)
    linked: int = 0
    leads_within: int = 0
    ends_sentence: bool = False
    is_accepted: bool = False

    @property
    def is_prose(self) -> bool:
        return len(self.words) >= PROSE_WORDS and self.linked < PROSE_LINKS * len(self.words) and self.ends_sentence


def find_blocks(body: Element, controlled: frozenset[str]) -> list[PageBlock]:
    """Blocks of the page with words of their own, in order."""
    found: list[PageBlock] = []
    _collect(body, body, "", found, {}, controlled)
    return [block for block in found if block.words]


def _collect(
    element: Element,
    holder: Element,
    target: str,
    found: list[PageBlock],
    by_holder: dict[int, PageBlock],
    controlled: frozenset[str],
) -> None:
    """Words of an element, for the block that holds them; `target` is where the link leads that they stand in."""
    for child in element.children:
        if isinstance(child, Words):
            _add_words(child, holder, target, found, by_holder)
        elif child.name not in SILENT and not is_hidden(child, controlled):
            inner = (child.get("href") or target) if child.name == "a" else target
            _collect(child, holder if child.name in INLINE else child, inner, found, by_holder, controlled)


def _add_words(
    words: Words, holder: Element, target: str, found: list[PageBlock], by_holder: dict[int, PageBlock]
) -> None:
    block = by_holder.get(id(holder))
    split = WORD.findall(words.text.lower())
    if block is None:
        if not split:
            return
        block = by_holder[id(holder)] = PageBlock(holder)
        found.append(block)
    block.words += split
    block.linked += len(split) * bool(target)
    block.leads_within += len(split) * target.startswith("#")
    if words.text.strip():
        block.ends_sentence = _SENTENCE_END.search(words.text[-20:]) is not None


def accept_blocks(blocks: Sequence[PageBlock], page: str) -> None:
    """Mark the blocks whose words trafilatura takes for text."""
    words = WORD.findall(_extract(page).lower()) if len(blocks) <= _MOST_BLOCKS else []
    known: dict[int, set[tuple[str, ...]]] = {}
    for block in blocks:
        size = min(_SHINGLE, len(block.words))
        if size not in known:
            known[size] = {tuple(words[start : start + size]) for start in range(len(words) - size + 1)}
        total = len(block.words) - size + 1
        held = sum(tuple(block.words[start : start + size]) in known[size] for start in range(total))
        block.is_accepted = held >= _ACCEPTED * total


def _extract(page: str) -> str:
    """What trafilatura takes for the text of a page; empty where it finds none or fails."""
    if len(page) > _LARGEST:
        return ""
    import trafilatura  # noqa: PLC0415 - it loads lxml and a fifth of a second of other modules; only pages need it

    try:
        return (
            trafilatura.extract(
                page,
                output_format="txt",
                include_comments=False,
                include_tables=True,
                include_formatting=False,
                deduplicate=False,
            )
            or ""
        )
    except Exception as error:  # what a page can make of a library of heuristics is not ours to list
        _log.warning("trafilatura cannot read a page: %s", error)
        return ""
