"""Subtitles of a debate (SubRip, .srt): the words that were spoken, each with its place in the file.

A file is a sequence of cues: a number, a line with two times, lines of text, an empty line.
"""

import re
from itertools import pairwise
from pathlib import Path

from policytext.errors import UnreadableDocument
from policytext.types.raw import MarkedBlock, Page, RawDocument, SourceLine
from policytext.types.spans import OffsetMap, Run, Span
from policytext.types.vocabulary import BlockKind

_TIMES = re.compile(
    r"^(\d+):(\d\d):(\d\d)[,.](\d{3}) --> (\d+):(\d\d):(\d\d)[,.](\d{3}).*$\r?\n?(?P<words>(?:^.*\S.*$\r?\n?)*)",
    re.MULTILINE,
)
_TAG = re.compile(r"</?[a-z][^>]*>|\{\\[^}]*\}")
#: Seconds of silence after which a new paragraph begins.
_SILENCE_S = 2.0


class SubtitleReader:
    """Reads .srt files in UTF-8."""

    suffixes = (".srt",)

    def read(self, path: Path, data: bytes, content_id: str) -> RawDocument:
        """The spoken words, a paragraph for each stretch without a silence."""
        try:
            file_text = data.decode("utf-8")
        except UnicodeDecodeError as error:
            raise UnreadableDocument(f"{path}: is not in UTF-8") from error
        cues = list(_TIMES.finditer(file_text))
        if not cues:
            raise UnreadableDocument(f"{path}: holds no cue of subtitles")
        writer = _Writer(file_text)
        writer.add_cue(cues[0])
        for before, cue in pairwise(cues):
            if _seconds(cue, 1) - _seconds(before, 5) > _SILENCE_S:
                writer.end_paragraph()
            writer.add_cue(cue)
        writer.end_paragraph()
        return RawDocument(
            content_id=content_id,
            media_type="application/x-subrip",
            reader="policytext-debates srt 1",
            text=writer.text,
            lines=tuple(SourceLine(block.source) for block in writer.blocks),
            pages=(Page(1, None),),
            blocks=tuple(writer.blocks),
            file_text=file_text,
            file_map=OffsetMap(writer.runs),
        )


class _Writer:
    """The text so far, and from which places of the file it comes."""

    def __init__(self, file_text: str) -> None:
        self.file_text = file_text
        self.text = ""
        self.runs: list[Run] = []
        self.blocks: list[MarkedBlock] = []
        self._start = 0
        self._place = 0

    def add_cue(self, cue: "re.Match[str]") -> None:
        """Add the lines of a cue, without its markup."""
        place, end = cue.span("words")
        for tag in (*_TAG.finditer(self.file_text, place, end), None):
            self._add(place, end if tag is None else tag.start())
            place = end if tag is None else tag.end()
        if not self.text.endswith("\n"):
            self._add_own("\n")

    def end_paragraph(self) -> None:
        """What was added since the last paragraph is one."""
        end = len(self.text.rstrip())
        if end > self._start:
            self.blocks.append(MarkedBlock(BlockKind.PARAGRAPH, Span(self._start, end)))
        self._add_own("\n")
        self._start = len(self.text)

    def _add(self, start: int, end: int) -> None:
        if start < end:
            at = len(self.text)
            self.text += self.file_text[start:end]
            self.runs.append(Run(Span(at, len(self.text)), Span(start, end)))
            self._place = end

    def _add_own(self, words: str) -> None:
        """Add what the file does not hold."""
        at = len(self.text)
        self.text += words
        self.runs.append(Run(Span(at, len(self.text)), Span(self._place, self._place)))


def _seconds(cue: "re.Match[str]", first: int) -> float:
    """The time in a cue whose hours are the group `first`."""
    hours, minutes, seconds, thousandths = (int(cue[first + number]) for number in range(4))
    return 3600 * hours + 60 * minutes + seconds + thousandths / 1000
