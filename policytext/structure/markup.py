"""Drafting of text and Markdown: lines to draft blocks, by markup and by white space.

The two formats are drafted alike, since text files made from other formats carry Markdown, and Markdown files carry
plain text. What a block *means* (a heading without markup, an address, a comment) is found by later steps.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from policytext.readers.text import front_matter_end
from policytext.structure.drafts import DraftBlock
from policytext.structure.furniture import find_repeated_lines
from policytext.structure.inline import Inline, find_inline
from policytext.structure.lines import (
    CAPTION,
    ITEM_START,
    NOTE_START,
    ends_open,
    ends_sentence,
    note_label,
    starts_lower,
)
from policytext.structure.wrapping import find_wrap_width
from policytext.types.raw import RawDocument, SourceLine, SourceLink
from policytext.types.spans import Span
from policytext.types.vocabulary import BlockKind

HEADING = re.compile(r"[ \t]{0,3}(?P<marks>#{1,6})[ \t]+(?=\S)")
_HEADING_TAIL = re.compile(r"[ \t]+#+[ \t]*\Z")
RULE = re.compile(r"[ \t]*(?:(?:-[ \t]*){3,}|(?:\*[ \t]*){3,}|(?:_[ \t]*){3,}|(?:=[ \t]*){3,}|[─—–]{3,}[ \t]*)\Z")
_QUOTE = re.compile(r"[ \t]{0,3}>[ \t]?")
_PIPE_ROW = re.compile(r"[ \t]*\|.*\||[^|]*\|[^|]*\|")
_PIPE_RULE = re.compile(r"(?=[^|]*\|)[ \t]*\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?[ \t]*\Z")
_TAB_ROW = re.compile(r"[ \t]*\S[^\t]*\t+[ \t]*\S")
_FENCE = re.compile(r"[ \t]{0,3}(?:```|~~~)")
_EMPHASISED = re.compile(r"(\*{2,3}|_{2,3})(?=\S).*(?<=\S)\1[ \t]*\Z|<(b|strong)>.*</\2>[ \t]*\Z", re.DOTALL)
# A number or bullet that stands on a line of its own, before the line that it numbers.
_LONE_MARKER = re.compile(r"[ \t]*(?:\d{1,2}(?:\.\d{1,2}){0,3}[.)]|[•▪●■□])[ \t]*\r?\n")
# A line this long was wrapped by nobody who breaks lines on purpose.
_LONG_LINE = 60
_SHORT_LINE = 0.75
# Blank lines that stand for the end of a page where the format has none.
_PAGE_GAP = 2


@dataclass(slots=True)
class TextDraft:
    """A draft block with what the text around it says: input of the steps that find headings and roles.

    `is_alone` says that the block is one line between blank lines, `is_marked` that markup names its kind, `is_strong`
    that all of it is emphasised, `blank_before` how many blank lines precede it, `after_rule` that a rule precedes it,
    `marker_start` the source position of an item's marker.
    """

    block: DraftBlock
    is_alone: bool = False
    is_marked: bool = False
    is_strong: bool = False
    blank_before: int = 0
    after_rule: bool = False
    indent: int = 0
    marker_start: int = 0


def draft_markup(raw: RawDocument) -> tuple[list[TextDraft], list[SourceLink]]:
    """Draft blocks of a text or Markdown document in order of the file, and the links that its markup names."""
    drafter = _Drafter(raw)
    drafter.run()
    return drafter.drafts, [*raw.links, *drafter.links]


class _Drafter:
    def __init__(self, raw: RawDocument) -> None:
        self.text = raw.text
        self.lines = raw.lines[front_matter_end(raw.text, raw.lines) :]
        self.contents = [self.text[line.source.start : line.source.end] for line in self.lines]
        self.drafts: list[TextDraft] = []
        self.links: list[SourceLink] = []
        self.wrap = find_wrap_width(self.contents)
        self._furniture = find_repeated_lines(self.contents, [line.page for line in self.lines])
        self._blank = 0
        self._after_rule = False
        self._follows_break = False

    def run(self) -> None:
        for first, last in self._groups():
            self._draft_group(first, last)

    def _groups(self) -> Iterator[tuple[int, int]]:
        """Stretches of lines without a blank line or a page break between them, as [first, last)."""
        first = None
        for number, content in enumerate(self.contents):
            new_page = number > 0 and self.lines[number].page != self.lines[number - 1].page
            is_blank = not content.strip(" \t\u00a0\ufeff\u200b")
            if first is not None and (is_blank or new_page):
                yield first, number
                first = None
                self._blank = 0
            if new_page:
                self._follows_break = True
            if is_blank:
                self._blank += 1
                self._follows_break = self._follows_break or self._blank >= _PAGE_GAP
            elif first is None:
                first = number
        if first is not None:
            yield first, len(self.contents)

    def _draft_group(self, first: int, last: int) -> None:
        number = first
        while number < last:
            content = self.contents[number]
            if number in self._furniture:
                self._add(BlockKind.FURNITURE, self._span(number, number + 1), self.lines[number])
                number += 1
            elif RULE.match(content):
                self._after_rule = True
                number += 1
            elif _FENCE.match(content):
                number += 1
            elif match := HEADING.match(content):
                self._add_heading(number, match)
                number += 1
            elif match := NOTE_START.match(content):
                number = self._add_note(number, last, match)
            elif _QUOTE.match(content):
                number = self._add_quotation(number, last)
            elif self._starts_item(number, first):
                number = self._add_item(number, last, first)
            elif self._is_row(number, first, last):
                self._add_row(number)
                number += 1
            else:
                number = self._add_plain(number, first, last)

    def _starts_structure(self, number: int, first: int) -> bool:
        content = self.contents[number]
        return bool(
            number in self._furniture
            or RULE.match(content)
            or HEADING.match(content)
            or NOTE_START.match(content)
            or _QUOTE.match(content)
            or _TAB_ROW.match(content)
            or _FENCE.match(content)
            or (content.lstrip()[:1] == "|")
            or self._starts_item(number, first)
        )

    def _starts_item(self, number: int, first: int) -> bool:
        """Whether a list item starts here, and not a wrapped line that happens to begin with a number or a dash."""
        match = ITEM_START.match(self.contents[number])
        if match is None:
            return False
        if number == first:
            return True
        before = self.contents[number - 1]
        if ITEM_START.match(before) or ends_sentence(before) or before.rstrip().endswith(","):
            return True
        is_bullet = not any(character.isalnum() for character in match["marker"])
        if self.wrap is None:
            return True
        return (is_bullet and match["marker"] not in "-–—") or len(before) < self.wrap * 0.6

    def _is_row(self, number: int, first: int, last: int) -> bool:
        content = self.contents[number]
        if _TAB_ROW.match(content):
            return True
        if "|" not in content or not _PIPE_ROW.match(content):
            return False
        if content.lstrip().startswith("|"):
            return True
        return any(
            _PIPE_RULE.match(self.contents[other]) for other in range(max(first, number - 30), min(last, number + 2))
        )

    def _span(self, first: int, last: int) -> Span:
        """Source of the lines [first, last) with the line end of the last one."""
        end = self.lines[last - 1].source.end
        following = self.text[end : end + 2]
        return Span(self.lines[first].source.start, end + (2 if following == "\r\n" else len(following[:1])))

    def _inline(self, span: Span) -> Inline:
        inline = find_inline(self.text, span)
        self.links += inline.links
        return inline

    def _add(
        self, kind: BlockKind, span: Span, line: SourceLine, inline: Inline | None = None, **values: object
    ) -> TextDraft:
        inline = self._inline(span) if inline is None else inline
        block = DraftBlock(kind, inline.pieces(span), page=line.page, follows_break=self._follows_break)
        draft = TextDraft(block, blank_before=self._blank, after_rule=self._after_rule)
        self.drafts.append(draft)
        self._after_rule = self._follows_break = False
        return draft

    def _add_heading(self, number: int, match: re.Match[str]) -> None:
        start = self.lines[number].source.start + match.end()
        span = self._span(number, number + 1)
        content = self.contents[number]
        tail = _HEADING_TAIL.search(content)
        end = self.lines[number].source.start + tail.start() if tail and tail.start() > match.end() else span.end
        draft = self._add(BlockKind.HEADING, Span(start, end), self.lines[number])
        draft.block.level = len(match["marks"])
        draft.is_marked = True

    def _add_note(self, number: int, last: int, match: re.Match[str]) -> int:
        """A note goes on until the next structure; its label is not part of its words."""
        end = number + 1
        while end < last and not self._starts_structure(end, number):
            end += 1
        start = self.lines[number].source.start + match.end()
        draft = self._add(BlockKind.NOTE, Span(start, self._span(number, end).end), self.lines[number])
        draft.block.label = note_label(match)
        draft.is_marked = True
        return end

    def _add_quotation(self, number: int, last: int) -> int:
        """Lines with a `>`: one quotation for each paragraph in them."""
        while number < last and _QUOTE.match(self.contents[number]):
            first = number
            while number < last and (match := _QUOTE.match(self.contents[number])):
                if not self.contents[number][match.end() :].strip():
                    break
                number += 1
            if number > first:
                self._add_quoted_lines(first, number)
            if number < last and _QUOTE.match(self.contents[number]):
                number += 1
        return number

    def _add_quoted_lines(self, first: int, last: int) -> None:
        opening = _QUOTE.match(self.contents[first])
        heading = HEADING.match(self.contents[first], opening.end() if opening else 0)
        if heading:
            self._add_heading(first, heading)
            self.drafts[-1].block.container = BlockKind.QUOTATION
            first += 1
            if first == last:
                return
        draft = self._add(BlockKind.QUOTATION, Span(0, 0), self.lines[first])
        for number in range(first, last):
            match = _QUOTE.match(self.contents[number])
            span = self._span(number, number + 1)
            inner = Span(span.start + (match.end() if match else 0), span.end)
            draft.block.pieces += self._inline(inner).pieces(inner)
        draft.is_marked = True

    def _add_item(self, number: int, last: int, first: int) -> int:
        match = ITEM_START.match(self.contents[number])
        assert match is not None  # the caller saw it
        end = number + 1
        while end < last and not self._starts_structure(end, number):
            end += 1
        span = self._span(number, end)
        words = Span(span.start + match.end(), span.end)
        inline = self._inline(words)
        is_alone = number == first and end == last
        for index, part in enumerate(self._parts(number, end)):
            start = max(part.start, words.start)
            kind = BlockKind.LIST_ITEM if index == 0 else BlockKind.PARAGRAPH
            draft = self._add(kind, Span(start, part.end), self.lines[number], inline)
            draft.indent = len(match["indent"])
            if index == 0:
                draft.block.label = match["marker"]
                draft.marker_start = span.start + match.start("marker")
                draft.is_alone = (is_alone and end == number + 1) or self._is_short_line(part)
        return end

    def _add_row(self, number: int) -> None:
        """A row of a table; the outer bars are markup, the inner ones part the cells."""
        content = self.contents[number]
        if _PIPE_RULE.match(content):
            return
        span = self._span(number, number + 1)
        if content.lstrip().startswith("|"):
            start = span.start + content.index("|") + 1
            stripped = content.rstrip()
            end = span.start + (len(stripped) - 1 if stripped.endswith("|") else len(stripped))
            span = Span(start, max(start, end))
        draft = self._add(BlockKind.TABLE, span, self.lines[number])
        draft.is_marked = True

    def _add_plain(self, number: int, first: int, last: int) -> int:
        end = number + 1
        while end < last and not self._starts_structure(end, first) and not self._is_row(end, first, last):
            end += 1
        span = self._span(number, end)
        inline = self._inline(span)
        is_group = number == first and end == last
        for part in self._parts(number, end):
            draft = self._add(BlockKind.PARAGRAPH, part, self.lines[number], inline)
            words = self.text[part.start : part.end].strip()
            draft.is_alone = (is_group and end == number + 1) or self._is_short_line(part)
            draft.is_strong = _EMPHASISED.match(words) is not None
            draft.indent = len(self.contents[number]) - len(self.contents[number].lstrip())
            if CAPTION.match(words.lstrip("*_")):
                draft.block.kind = BlockKind.CAPTION
        return end

    def _is_short_line(self, part: Span) -> bool:
        """Whether a part is one line of a wrapped text that ends well before the width: the line end was meant."""
        words = _LONE_MARKER.sub("", self.text[part.start : part.end].strip())
        return self.wrap is not None and len(words) < _SHORT_LINE * self.wrap and "\n" not in words

    def _parts(self, first: int, last: int) -> Sequence[Span]:
        """Lines [first, last) cut where the line end was meant."""
        parts: list[Span] = []
        start = first
        for number in range(first + 1, last):
            if not self._goes_on(self.contents[number - 1], self.contents[number]):
                parts.append(self._span(start, number))
                start = number
        parts.append(self._span(start, last))
        return parts

    def _goes_on(self, line: str, following: str) -> bool:
        """Whether a paragraph goes on over a line end."""
        words = line.rstrip()
        if _LONE_MARKER.match(words + "\n"):
            return True
        if not ends_sentence(words) and (starts_lower(following) or ends_open(words)):
            return True
        if words.isupper() and following.strip().isupper():
            return True
        if self.wrap is not None:
            next_word = following.split(maxsplit=1)[0] if following.strip() else ""
            return len(words) + 1 + len(next_word) > self.wrap * 0.9
        opens_strong = following.lstrip().startswith(("**", "__"))
        return len(words) >= _LONG_LINE and not ends_sentence(words) and not line.endswith("  ") and not opens_strong
