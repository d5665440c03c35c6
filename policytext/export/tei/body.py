"""The text of a document: divisions by its headings, blocks, sentences, statements, references, pages."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Final

from policytext.export.tei.markup import Element, address, attributes_text, marked_up
from policytext.export.tei.names import citation_name, note_name, sentence_name, statement_name
from policytext.store import CitationRecord, DocumentRecord, StatementRecord
from policytext.types.document import Block, Document, Sentence
from policytext.types.spans import Span
from policytext.types.vocabulary import BlockKind

# Sentences stand outside, then statements, references, and last what has no length.
_SENTENCE, _STATEMENT, _REFERENCE, _POINT = range(4)
#: Kinds of blocks that are a `p`; others are an element of their own, or an `ab` whose type says what they are.
_PARAGRAPHS: Final = frozenset((BlockKind.PARAGRAPH, BlockKind.BOX, BlockKind.QUOTATION))


@dataclass(frozen=True, slots=True)
class Parts:
    """A document with all that is marked in it."""

    record: DocumentRecord
    document: Document
    sentences: Sequence[Sentence]
    statements: Sequence[StatementRecord]
    citations: Sequence[CitationRecord]


def body_lines(parts: Parts) -> Iterator[str]:
    """The `body` element; it has divisions only."""
    yield "<body>"
    levels: list[int] = []
    page = 0
    elements = _by_block(parts)
    blocks = [block for block in parts.document.blocks if len(block.span)]
    for container, group in groupby(blocks, key=_group):
        held = list(group)
        if not levels and container[0] != BlockKind.HEADING:
            yield "<div>"
            levels.append(0)
        breaks: list[str] = []
        for block in held:
            if parts.document.glyphs is not None and block.page > page:
                page = block.page
                breaks.append(_page_break(parts.document, page))
        if container[0] == BlockKind.HEADING:
            for block in held:
                while levels and levels[-1] >= max(1, block.level):
                    yield "</div>"
                    levels.pop()
                levels.append(max(1, block.level))
                yield "<div>" + "".join(breaks)
                breaks = []
                yield f"<head>{_words(block, parts, elements)}</head>"
            continue
        yield from breaks
        yield from _blocks(container, held, parts, elements)
    if not blocks:
        yield "<div><p/>"
        levels.append(0)
    yield from ("</div>" for _ in levels)
    yield "</body>"


def _group(block: Block) -> tuple[str, str]:
    """What joins blocks that follow each other: kind for headings and lists, and what they stand in."""
    if block.container is not None:
        return "", block.container.value
    return (block.kind.value if block.kind in (BlockKind.HEADING, BlockKind.LIST_ITEM) else "", "")


def _blocks(
    group: tuple[str, str], blocks: Sequence[Block], parts: Parts, elements: dict[int, list[Element]]
) -> Iterator[str]:
    kind, container = group
    if container == BlockKind.QUOTATION:
        yield "<quote>"
    elif container == BlockKind.COMMENT:
        yield '<note type="comment">'
    elif container:
        yield f'<floatingText type="{container}"><body>'
    if kind == BlockKind.LIST_ITEM:
        yield "<list>"
    for block in blocks:
        yield _block(block, parts, elements, is_contained=bool(container))
    if kind == BlockKind.LIST_ITEM:
        yield "</list>"
    if container == BlockKind.QUOTATION:
        yield "</quote>"
    elif container == BlockKind.COMMENT:
        yield "</note>"
    elif container:
        yield "</body></floatingText>"


def _block(block: Block, parts: Parts, elements: dict[int, list[Element]], *, is_contained: bool) -> str:
    words = _words(block, parts, elements)
    number = attributes_text({"n": block.label or ""})
    if block.kind is BlockKind.NOTE:
        name = note_name(parts.record, block.index)
        return f'<note place="foot" xml:id="{name}"{number}>{words}</note>'
    if block.kind is BlockKind.BIBLIOGRAPHY_ENTRY and not is_contained:
        return f"<listBibl><bibl{number}>{words}</bibl></listBibl>"
    if block.kind is BlockKind.LIST_ITEM:
        item = f"<item{number}>{words}</item>"
        return f"<list>{item}</list>" if is_contained else item
    if block.kind is BlockKind.QUOTATION and not is_contained:
        return f"<quote><p>{words}</p></quote>"
    if block.kind in _PARAGRAPHS:
        return f"<p>{words}</p>"
    return f'<ab type="{block.kind.value}"{number}>{words}</ab>'


def _words(block: Block, parts: Parts, elements: dict[int, list[Element]]) -> str:
    return marked_up(parts.document.text, block.span.start, block.span.end, elements.get(block.index, ()))


def _by_block(parts: Parts) -> dict[int, list[Element]]:
    """All elements inside blocks, by the number of the block in which they begin or lie."""
    document = parts.document
    found: dict[int, list[Element]] = {}
    for sentence in parts.sentences:
        name = sentence_name(parts.record, sentence.index)
        attributes = {"type": "sentence", "xml:id": name}
        _add(found, sentence.block, Element(sentence.span.start, sentence.span.end, _SENTENCE, "seg", attributes))
    blocks = _BlockFinder(document.blocks)
    for record in parts.statements:
        statement = record.statement
        values = [f"#kind-{statement.kind.value}", f"#attribution-{statement.attribution.value}"]
        values += [] if statement.strength is None else [f"#strength-{statement.strength.value}"]
        attributes = {"type": "statement", "xml:id": statement_name(statement.id), "ana": " ".join(values)}
        span = statement.span
        for block in blocks.of(span):
            _add(found, block, Element(span.start, span.end, _STATEMENT, "seg", attributes))
    for span, (kind, targets) in _references(parts).items():
        attributes = {"type": kind, "target": " ".join(targets)}
        for block in blocks.of(span):
            _add(found, block, Element(span.start, span.end, _REFERENCE, "ref", attributes))
    for redaction in document.redactions:
        point = redaction.span.start
        attributes = {"reason": "redacted", "n": redaction.code}
        for block in blocks.of(redaction.span):
            _add(found, block, Element(point, point, _POINT, "gap", attributes))
    for block_index, position, page in _inner_pages(document):
        attributes = {"n": str(page)}
        _add(found, block_index, Element(position, position, _POINT, "pb", attributes))
    return found


def _add(found: dict[int, list[Element]], block: int, element: Element) -> None:
    found.setdefault(block, []).append(element)


def _references(parts: Parts) -> dict[Span, tuple[str, list[str]]]:
    """What stretches of the text lead to: notes, citations, addresses; one type and all targets for each stretch."""
    found: dict[Span, tuple[str, list[str]]] = {}

    def lead(span: Span, kind: str, target: str) -> None:
        if len(span):
            targets = found.setdefault(span, (kind, []))[1]
            if target not in targets:
                targets.append(target)

    for marker in parts.document.markers:
        if marker.note is not None:
            lead(marker.span, "note", f"#{note_name(parts.record, marker.note)}")
    for record in parts.citations:
        citation = record.citation
        target = f"#{citation_name(citation.id)}"
        lead(citation.span, "bibl", target)
        for anchor in citation.anchors:
            lead(anchor, "bibl", target)
    for link in parts.document.links:
        if link.target not in ("", "#"):
            lead(link.span, "link", address(link.target))
    return found


class _BlockFinder:
    """Which blocks a span touches."""

    def __init__(self, blocks: Sequence[Block]) -> None:
        self._blocks = blocks
        self._starts = [block.span.start for block in blocks]

    def of(self, span: Span) -> Iterator[int]:
        """Numbers of the blocks, in order."""
        at = max(0, bisect_right(self._starts, span.start) - 1)
        while at < len(self._blocks) and self._starts[at] < max(span.end, span.start + 1):
            if self._blocks[at].span.end > span.start:
                yield at
            at += 1


def _inner_pages(document: Document) -> Iterator[tuple[int, int, int]]:
    """Where a page begins inside a block: number of the block, position in the text, number of the page."""
    if document.glyphs is None:
        return
    for block in document.blocks:
        page = block.page
        for run in document.offsets.pieces(block.span) if len(block.span) else ():
            here = document.glyphs.page_of(run.source.start) if len(run.source) else page
            if here > page:
                page = here
                yield block.index, run.text.start, page


def _page_break(document: Document, number: int) -> str:
    label = next((page.label for page in document.pages if page.number == number), None)
    attributes = {"n": str(number), "rend": "" if label is None else f"label: {label}"}
    return f"<pb{attributes_text(attributes)}/>"
