"""Drafts become a document: text, offset map, blocks with their sections, links, markers, metadata."""

import re
from collections.abc import Mapping, Sequence

from policytext.structure.doubts import find_doubts
from policytext.structure.drafts import DraftBlock
from policytext.structure.headings import align_chapters
from policytext.structure.joining import join_interrupted
from policytext.structure.labels import take_off_label
from policytext.structure.manifest import ManifestEntry
from policytext.structure.marked import draft_marked
from policytext.structure.markup import draft_markup
from policytext.structure.metadata import find_metadata
from policytext.structure.normalise import TextBuilder, find_compounds
from policytext.structure.notes import find_markers
from policytext.structure.redactions import find_redactions
from policytext.structure.roles import give_roles, give_text_roles
from policytext.types.document import Block, Document, Link
from policytext.types.raw import RawDocument, SourceLink
from policytext.types.spans import OffsetMap, Span
from policytext.types.vocabulary import BlockKind


def build_document(
    raw: RawDocument,
    manifest_entry: ManifestEntry | None = None,
    file_name: str = "",
    option_entry: ManifestEntry | None = None,
) -> Document:
    """The document that a raw document holds.

    Args:
        raw: what a reader made of the file.
        manifest_entry: what the manifest says of the file, which overrides what the text says.
        file_name: for a title where neither text nor manifest has one.
        option_entry: what the user says of the file in this run, which overrides all else.
    """
    drafts, source_links = draft_document(raw)
    builder = TextBuilder(raw.text, find_compounds(raw.text))
    blocks: list[Block] = []
    sections = _Sections()
    notes: dict[str, int] = {}
    for draft in drafts:
        span = builder.add_block(draft.pieces)
        if span is None:
            continue
        level = draft.level if draft.kind is BlockKind.HEADING else 0
        in_box = draft.container in (BlockKind.BOX, BlockKind.QUOTATION)
        # What readers write below an article stands under none of its headings.
        path = () if draft.container is BlockKind.COMMENT else sections.above(level, in_box=in_box)
        blocks.append(
            Block(
                index=len(blocks),
                kind=draft.kind,
                span=span,
                page=draft.page,
                section=path,
                level=level,
                label=draft.label,
                container=draft.container,
            )
        )
        if draft.note_id is not None:
            notes.setdefault(draft.note_id, blocks[-1].index)
        if draft.kind is BlockKind.HEADING and draft.container is not BlockKind.COMMENT:
            sections.open(level, builder.tail(span), in_box=in_box)
    text, offsets = builder.text, builder.offsets()
    links = _links(source_links, offsets)
    markers = find_markers(text, blocks, offsets, _referred(raw, offsets, notes))
    metadata = find_metadata(raw, tuple(blocks), text, manifest_entry, file_name, option_entry)
    return Document(
        id=raw.content_id,
        media_type=raw.media_type,
        reader=raw.reader,
        text=text,
        blocks=tuple(blocks),
        offsets=offsets if raw.file_map is None else offsets.through(raw.file_map),
        pages=raw.pages,
        metadata=metadata,
        source_text=raw.text if raw.file_text is None else raw.file_text,
        glyphs=raw.glyphs,
        links=links,
        markers=markers,
        warnings=(*raw.warnings, *find_doubts(blocks, text, metadata)),
        redactions=find_redactions(text),
        outline=raw.outline,
        annotations=raw.annotations,
        ocr=raw.ocr,
        unread_pages=raw.unread_pages,
        model_pages=tuple(sorted({region.box.page for region in raw.regions})),
    )


# Parts under which nothing else stands, however large their heading is set.
_CLOSED = re.compile(r"(?:\d+\.?\s*)?(?:colofon|inhoud(?:sopgave)?)\W*", re.IGNORECASE)


class _Sections:
    """The headings above a block; those of a box end with it."""

    def __init__(self) -> None:
        self._headings: list[tuple[int, str]] = []
        self._box: list[tuple[int, str]] = []

    def above(self, level: int, *, in_box: bool) -> tuple[str, ...]:
        """Headings above a block, outermost first; `level` is that of a heading or 0."""
        if not in_box:
            self._box.clear()
        headings = self._box if in_box else self._headings
        while level and headings and (headings[-1][0] >= level or _CLOSED.fullmatch(headings[-1][1])):
            headings.pop()
        return tuple(title for _, title in (*self._headings, *self._box))

    def open(self, level: int, title: str, *, in_box: bool) -> None:
        """Put the blocks that follow under a heading."""
        (self._box if in_box else self._headings).append((level, title))


def draft_document(raw: RawDocument) -> tuple[list[DraftBlock], list[SourceLink]]:
    """Drafts with their final kinds, in the order of the text, and the links in source positions."""
    if raw.blocks:
        drafts, links = give_text_roles(draft_marked(raw), raw.text, is_marked=True), list(raw.links)
    elif raw.glyphs is None:
        text_drafts, links = draft_markup(raw)
        drafts = give_text_roles(text_drafts, raw.text)
    else:
        from policytext.structure.pages.layout import draft_blocks  # noqa: PLC0415 - pages only; text needs no geometry

        drafts, links = draft_blocks(raw), list(raw.links)
    for draft in drafts:
        if not (raw.blocks and draft.label):  # markup keeps its labels beside the words already
            take_off_label(draft, raw.text)
    give_roles(drafts, raw.text)
    align_chapters(drafts, raw.text)
    return join_interrupted(drafts, raw.text), links


def _referred(raw: RawDocument, offsets: OffsetMap, notes: Mapping[str, int]) -> dict[Span, int | None]:
    """Markers that the file itself leads to a note: their spans in the text, and the index of the note's block."""
    references = sorted(raw.references, key=lambda reference: (reference.source.start, reference.source.end))
    spans = _in_text([reference.source for reference in references], offsets)
    return {
        span: notes.get(reference.note_id)
        for span, reference in zip(spans, references, strict=True)
        if span is not None
    }


def _links(links: Sequence[SourceLink], offsets: OffsetMap) -> tuple[Link, ...]:
    """Links whose words are in the text, in its order."""
    ordered = sorted(links, key=lambda link: (link.source.start, link.source.end))
    spans = _in_text([link.source for link in ordered], offsets)
    found = [Link(span, link.target) for span, link in zip(spans, ordered, strict=True) if span is not None]
    return tuple(sorted(found, key=lambda link: (link.span.start, link.span.end)))


def _in_text(sources: Sequence[Span], offsets: OffsetMap) -> list[Span | None]:
    """Text spans of source spans that come in order of their starts; None where no character was kept."""
    runs = sorted((run for run in offsets.runs if len(run.source)), key=lambda run: run.source.start)
    found: list[Span | None] = []
    first = 0
    for source in sources:
        while first < len(runs) and runs[first].source.end <= source.start:
            first += 1
        starts: list[int] = []
        ends: list[int] = []
        number = first
        while number < len(runs) and runs[number].source.start < source.end:
            run = runs[number]
            shift = run.text.start - run.source.start
            starts.append(max(run.source.start, source.start) + shift if run.is_linear else run.text.start)
            ends.append(min(run.source.end, source.end) + shift if run.is_linear else run.text.end)
            number += 1
        found.append(Span(min(starts), max(ends)) if starts and min(starts) < max(ends) else None)
    return found
