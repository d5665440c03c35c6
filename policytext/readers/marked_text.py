"""Collects the text of a file with markup of its own, block by block, with the way back into the file.

White space inside a block stands for one space each, as in all these formats: a line end in the file is none in the
text. A line break that the markup asks for is a line feed. Blocks are parted by a line feed, or two where an empty line
stands before them.
"""

from dataclasses import dataclass, field, replace

from policytext.types.raw import MarkedBlock, NoteReference, Page, RawDocument, SourceLine, SourceLink
from policytext.types.spans import OffsetMap, Run, Span
from policytext.types.vocabulary import BlockKind

_WHITE_SPACE = str.maketrans(dict.fromkeys("\t\n\r\f\v\x1c\x1d\x1e\x85\u2028\u2029", " "))


@dataclass(slots=True)
class _OpenBlock:
    """A block that is being written; positions are those of the whole text."""

    block: MarkedBlock
    start: int
    is_apart: bool
    chunks: list[str] = field(default_factory=list)
    length: int = 0
    runs: list[Run] = field(default_factory=list)
    superscripts: list[Span] = field(default_factory=list)
    links: list[SourceLink] = field(default_factory=list)
    references: list[NoteReference] = field(default_factory=list)
    strong_characters: int = 0


class MarkedText:
    """The text so far. `begin` a block, `add` its words, `end` it; a block without words leaves nothing behind.

    Args:
        file_text: the decoded file, where the words are stretches of it (HTML, XML); None where the file holds no text
            that a person could look at (DOCX, ODT).
    """

    def __init__(self, file_text: str | None = None) -> None:
        self._file_text = file_text
        self._chunks: list[str] = []
        self._length = 0
        self._runs: list[Run] = []
        self._lines: list[SourceLine] = []
        self._blocks: list[MarkedBlock] = []
        self._links: list[SourceLink] = []
        self._references: list[NoteReference] = []
        self._open: _OpenBlock | None = None
        self.page = 1

    @property
    def position(self) -> int:
        """Where the next character of the open block will stand in the text."""
        return self._length if self._open is None else self._open.start + self._open.length

    @property
    def is_open(self) -> bool:
        """Whether a block is being written."""
        return self._open is not None

    @property
    def has_words(self) -> bool:
        """Whether the open block holds anything but white space."""
        return self._open is not None and any(chunk.strip() for chunk in self._open.chunks)

    def begin(
        self,
        kind: BlockKind,
        *,
        level: int = 0,
        label: str | None = None,
        container: BlockKind | None = None,
        note_id: str | None = None,
        is_apart: bool = True,
    ) -> None:
        """Start a block on the current `page`, ending the one that is open.

        Args:
            kind: what the markup says that it is.
            level: of a heading from 1, or the depth of a list item from 1.
            label: number of a note or marker of a list item that the words do not hold.
            container: BOX, QUOTATION or COMMENT where it stands in one.
            note_id: of a note, as references call it.
            is_apart: whether an empty line stands before it.
        """
        self.end()
        separator = (2 if is_apart else 1) if self._length else 0
        block = MarkedBlock(
            kind, Span(0, 0), level=level, label=label, container=container, page=self.page, note_id=note_id
        )
        self._open = _OpenBlock(block, self._length + separator, is_apart)

    def add(
        self,
        words: str,
        file_start: int | None = None,
        file_length: int | None = None,
        *,
        superscript: bool = False,
        strong: bool = False,
    ) -> None:
        """Add words to the open block, or to a new paragraph.

        Args:
            words: as they read, entities resolved.
            file_start: where they stand in the decoded file; None for words that the file does not hold (the number of
                a note).
            file_length: how many code points of the file stand for them, where these are not the words themselves.
            superscript: whether they stand raised.
            strong: whether they are emphasised.
        """
        if not words:
            return
        if self._open is None:
            self.begin(BlockKind.PARAGRAPH)
        assert self._open is not None  # begun in the line before
        start = self.position
        text = words.translate(_WHITE_SPACE)
        self._open.chunks.append(text)
        self._open.length += len(text)
        self._add_run(Span(start, start + len(text)), file_start, file_length)
        if superscript and text.strip():
            lead = len(text) - len(text.lstrip())
            self._open.superscripts.append(Span(start + lead, start + len(text.rstrip())))
        if strong:
            self._open.strong_characters += sum(not character.isspace() for character in text)

    def _add_run(self, span: Span, file_start: int | None, file_length: int | None) -> None:
        if self._file_text is None or self._open is None:
            return
        if file_start is None:
            # What stands for no text of the file has no length there.
            self._open.runs.append(Run(span, Span(0, 0)))
        else:
            length = len(span) if file_length is None else file_length
            self._open.runs.append(Run(span, Span(file_start, file_start + length)))

    def add_line_break(self) -> None:
        """End the line, not the block; nothing where no block is open."""
        self._add_white_space("\n")

    def add_tab(self) -> None:
        """Part what stands side by side (cells of a row, a label and its value); nothing where no block is open."""
        self._add_white_space("\t")

    def _add_white_space(self, character: str) -> None:
        if self._open is None:
            return
        start = self.position
        self._open.chunks.append(character)
        self._open.length += 1
        self._add_run(Span(start, start + 1), None, None)

    def add_reference(self, label: str, note_id: str, file_start: int | None = None) -> None:
        """Add a raised note marker that leads to the note with that id."""
        if self._open is None:
            self.begin(BlockKind.PARAGRAPH)
        start = self.position
        self.add(label, file_start, superscript=True)
        self.refer(Span(start, self.position), note_id)

    def refer(self, span: Span, note_id: str) -> None:
        """Say that words already added to the open block lead to a note."""
        if self._open is not None and len(span):
            self._open.references.append(NoteReference(span, note_id))

    def link(self, start: int, target: str) -> None:
        """Say that what the open block holds from `start` (a `position`) on is a link."""
        if self._open is not None and self._open.start <= start < self.position:
            self._open.links.append(SourceLink(Span(start, self.position), target))

    def end(self) -> None:
        """Put the open block to the text; one without words is dropped."""
        opened, self._open = self._open, None
        if opened is None:
            return
        text = "".join(opened.chunks)
        if not text.strip():
            return
        self._add_separator(opened)
        end = opened.start + len(text)
        printed = sum(not character.isspace() for character in text)
        block = replace(
            opened.block,
            source=Span(opened.start, end),
            superscripts=tuple(opened.superscripts),
            is_strong=opened.strong_characters == printed,
        )
        self._chunks.append(text)
        self._length = end
        self._runs += opened.runs
        self._blocks.append(block)
        self._links += opened.links
        self._references += opened.references
        self._add_lines(block, text)

    def _add_separator(self, opened: _OpenBlock) -> None:
        missing = opened.start - self._length
        if not missing:
            return
        self._chunks.append("\n" * missing)
        if self._file_text is not None:
            self._runs.append(Run(Span(self._length, opened.start), Span(0, 0)))
        if missing > 1:
            blank = self._length + 1
            self._lines.append(SourceLine(Span(blank, blank), opened.block.page))

    def _add_lines(self, block: MarkedBlock, text: str) -> None:
        start = block.source.start
        for line in text.split("\n"):
            span = Span(start, start + len(line))
            raised = tuple(other for other in block.superscripts if span.contains(other))
            self._lines.append(SourceLine(span, block.page, bold=block.is_strong, superscripts=raised))
            start = span.end + 1

    def finish(
        self,
        content_id: str,
        media_type: str,
        reader: str,
        *,
        file_metadata: tuple[tuple[str, str], ...] = (),
        stated: tuple[tuple[str, str], ...] = (),
        warnings: tuple[str, ...] = (),
    ) -> RawDocument:
        """The raw document that was collected."""
        self.end()
        return RawDocument(
            content_id=content_id,
            media_type=media_type,
            reader=reader,
            text="".join(self._chunks),
            lines=tuple(self._lines),
            pages=tuple(Page(number, None) for number in range(1, self.page + 1)),
            links=tuple(self._links),
            file_metadata=file_metadata,
            stated=stated,
            warnings=warnings,
            blocks=tuple(self._blocks),
            references=tuple(self._references),
            file_text=self._file_text,
            file_map=None if self._file_text is None else OffsetMap(self._runs),
        )
