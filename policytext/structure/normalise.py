"""Pieces of source to text with a map back: the one place where characters of a document are made.

White space runs become one space, ligatures are spelled out, characters are composed (NFC), raised digits become
superscript digits, words broken at a line end are joined; soft hyphens, zero-width and control characters are dropped.
Everything else is left as the source has it: a quotation is the document's own words.
"""

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Sequence

from policytext.structure.drafts import SUPERSCRIPT_DIGITS, Piece
from policytext.structure.hyphens import HyphenEvidence
from policytext.types.spans import OffsetMap, Run, Span

BLOCK_SEPARATOR = "\n\n"
_LIGATURES = {character: unicodedata.normalize("NFKC", character) for character in "ﬀﬁﬂﬃﬄﬅﬆĳĲ"}

# A hyphen at a line end after a letter or digit; a word that goes on in lower case was broken.
_BROKEN = r"(?<=[^\W_])[-\u2010\u2011][ \t]*[\r\n\f\v\x85\u2028\u2029]\s*(?=[^\W_])"
_SPECIAL = re.compile(
    rf"(?P<soft>\u00ad(?:[ \t]*[\r\n]\s*)?)|(?P<broken>{_BROKEN})|(?P<space>\s{{2,}}|[^\S ])"
    r"|(?P<ligature>[\ufb00-\ufb06\u0132\u0133])"
    r"|(?P<dropped>[\u0000-\u0008\u000e-\u001b\u007f-\u0084\u0086-\u009f\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff"
    r"\ue000-\uf8ff\ufff9-\ufffc\ufffe\uffff])"
)
_WORD_BEFORE = re.compile(r"[^\W_]+\Z")
_WORD_AFTER = re.compile(r"[^\W_]+")
# The longest word that a rule about its first part has to look at.
_LONGEST_PART = 40
_LONGEST_ADDRESS = 800
_TOKEN = re.compile(r"\S+")
_NET_ADDRESS = re.compile(r"\W*(?:https?://|www\.)\S", re.IGNORECASE)
_LINE_END = re.compile(r"[\r\n]")
# An address that is wrapped is cut behind one of these, or before a part that looks like one.
_CUT_ADDRESS = ("-", "/", "_", "=", "&", "?", "%", "#")
_ADDRESS_PART = re.compile(r"\S*[/_=%&?]\S|\S*\.(?:pdf|html?|aspx?|php|nl|com|org|eu)\b")
_MOST_LINES_OF_ADDRESS = 8
# "jeugd- en opvoedhulp": a hanging hyphen stands for a part that comes later (Woordenlijst Nederlandse Taal, 6.F).
_AFTER_HANGING_HYPHEN = frozenset({"en", "of", "tot", "als", "noch", "dan", "maar", "c", "resp", "versus"})
_CLUSTER = re.compile(
    r"[^\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff][\u0300-\u036f\u1ab0-\u20ff]*|.", re.DOTALL
)


def find_compounds(source_text: str) -> HyphenEvidence:
    """What the document shows of its own spelling, by which hyphens at line ends stay or go."""
    return HyphenEvidence(source_text)


def _in_address(joined: str, end: int) -> bool:
    """Whether the text before a position is an address on the net, which may run over several lines."""
    window = joined[max(0, end - _LONGEST_ADDRESS) : end]
    tokens = list(_TOKEN.finditer(window))[-_MOST_LINES_OF_ADDRESS:]
    if not tokens or tokens[-1].end() != len(window):
        return False
    for before, token in zip([None, *tokens][-2::-1], reversed(tokens), strict=False):
        if _NET_ADDRESS.match(token.group()):
            return True
        if before is None or not _LINE_END.search(window, before.end(), token.start()):
            return False
        if not before.group().endswith(_CUT_ADDRESS) and not _ADDRESS_PART.match(token.group()):
            return False
    return False


def _goes_on_in_address(joined: str, start: int, end: int) -> bool:
    """Whether the white space at a line end stands inside an address on the net."""
    last = joined[start - 1 : start]
    following = _TOKEN.match(joined, end, end + _LONGEST_ADDRESS)
    if following is None or not last or last in ".,;:)>]”’":
        return False
    word = following.group()
    is_part = _ADDRESS_PART.match(word) is not None
    if _NET_ADDRESS.match(word) or not (is_part or last in _CUT_ADDRESS):
        return False
    is_cut = last in _CUT_ADDRESS and (is_part or last in "-_=%")
    return (is_cut or (is_part and not word[0].isupper())) and _in_address(joined, start)


class TextBuilder:
    """Collects the text of a document block by block, with its offset map.

    Args:
        source_text: the decoded file.
        spelling: what the document shows of its own spelling (`find_compounds`).
    """

    def __init__(self, source_text: str, spelling: HyphenEvidence | None = None) -> None:
        self._source = source_text
        self._spelling = spelling or HyphenEvidence()
        self._chunks: list[str] = []
        self._length = 0
        # Runs as [text start, text end, source start, source end], merged as they grow.
        self._runs: list[list[int]] = []

    @property
    def text(self) -> str:
        """The text so far."""
        return "".join(self._chunks)

    def offsets(self) -> OffsetMap:
        """The map of the text so far."""
        return OffsetMap(Run(Span(run[0], run[1]), Span(run[2], run[3])) for run in self._runs)

    def tail(self, span: Span) -> str:
        """Text of the block that was added last.

        Args:
            span: of that block, as `add_block` gave it.
        """
        chunks: list[str] = []
        missing = len(span)
        for chunk in reversed(self._chunks):
            if missing <= 0:
                break
            chunks.append(chunk[-missing:])
            missing -= len(chunk)
        return "".join(reversed(chunks))

    def add_block(self, pieces: Sequence[Piece]) -> Span | None:
        """Append a block after a separator, and return its span in the text; None if no character is left of it."""
        rollback = (len(self._chunks), self._length, len(self._runs))
        if self._length:
            position = self._runs[-1][3]
            self._emit(BLOCK_SEPARATOR, position, position)
        start = self._length
        self._add_pieces(pieces)
        if self._length == start:
            del self._chunks[rollback[0] :]
            del self._runs[rollback[2] :]
            self._length = rollback[1]
            return None
        return Span(start, self._length)

    def _emit(self, chunk: str, source_start: int, source_end: int) -> None:
        """Append text that stands for a stretch of source."""
        start, end = self._length, self._length + len(chunk)
        self._chunks.append(chunk)
        self._length = end
        if self._runs:
            last = self._runs[-1]
            is_linear = end - start == source_end - source_start and last[1] - last[0] == last[3] - last[2]
            if is_linear and last[3] == source_start:
                last[1], last[3] = end, source_end
                return
        self._runs.append([start, end, source_start, source_end])

    def _add_pieces(self, pieces: Sequence[Piece]) -> None:
        kept = [piece for piece in pieces if len(piece.source)]
        joined = "".join(self._source[piece.source.start : piece.source.end] for piece in kept)
        starts: list[int] = []
        length = 0
        for piece in kept:
            starts.append(length)
            length += len(piece.source)
        first, last = len(joined) - len(joined.lstrip()), len(joined.rstrip())
        stretch = _Stretch(joined, kept, starts)
        position = first
        begin = self._length
        for match in _SPECIAL.finditer(joined, first, last):
            if match.start() < position:
                continue
            self._add_plain(stretch, position, match.start())
            position = match.end()
            if match.lastgroup == "space":
                self._add_space(stretch, match.start(), match.end(), begin)
            elif match.lastgroup == "ligature":
                source = stretch.source_at(match.start())
                self._emit(_LIGATURES[match.group()], source, source + 1)
            elif match.lastgroup == "broken":
                self._add_broken(stretch, match)
        self._add_plain(stretch, position, last)
        self._trim(begin)

    def _add_space(self, stretch: "_Stretch", start: int, end: int, begin: int) -> None:
        """One space for a run of white space, unless the text has one there already."""
        if self._length == begin or self._chunks[-1][-1].isspace():
            return
        if _LINE_END.search(stretch.joined, start, end) and _goes_on_in_address(stretch.joined, start, end):
            return
        source = stretch.source_at(start)
        piece_end = stretch.contiguous_end(start, end)
        self._emit(" ", source, piece_end)

    def _add_broken(self, stretch: "_Stretch", match: re.Match[str]) -> None:
        """Join a word that is broken at a line end, or keep its hyphen where the hyphen is the word's own."""
        joined = stretch.joined
        before_match = _WORD_BEFORE.search(joined, max(0, match.start() - _LONGEST_PART), match.start())
        after_match = _WORD_AFTER.match(joined, match.end())
        before = before_match.group() if before_match else ""
        after = after_match.group() if after_match else ""
        hyphen = match.start()
        if _in_address(joined, hyphen):
            self._add_plain(stretch, hyphen, hyphen + 1)  # the hyphens of an address on the net are its own
        elif after.lower() in _AFTER_HANGING_HYPHEN:
            self._add_plain(stretch, hyphen, hyphen + 1)
            self._add_space(stretch, hyphen + 1, match.end(), 0)
        elif stretch.piece_at(hyphen).verbatim or self._spelling.keeps_hyphen(before, after):
            self._add_plain(stretch, hyphen, hyphen + 1)

    def _add_plain(self, stretch: "_Stretch", start: int, end: int) -> None:
        """Text that stays, cut at the borders of pieces."""
        while start < end:
            index = stretch.index_at(start)
            stop = min(end, stretch.starts[index] + len(stretch.pieces[index].source))
            chunk = stretch.joined[start:stop]
            source = stretch.source_at(start)
            if stretch.pieces[index].superscript:
                chunk = chunk.translate(SUPERSCRIPT_DIGITS)
            if chunk[0] == " " and (not self._length or self._chunks[-1][-1].isspace()):
                chunk, source = chunk[1:], source + 1
            if not chunk:
                pass
            elif unicodedata.is_normalized("NFC", chunk):
                self._emit(chunk, source, source + len(chunk))
            else:
                self._add_composed(chunk, source)
            start = stop

    def _add_composed(self, chunk: str, source: int) -> None:
        for match in _CLUSTER.finditer(chunk):
            composed = unicodedata.normalize("NFC", match.group())
            self._emit(composed, source + match.start(), source + match.end())

    def _trim(self, begin: int) -> None:
        """Take a trailing space off (what followed it was dropped)."""
        while self._length > begin and self._chunks[-1][-1].isspace():
            self._chunks[-1] = self._chunks[-1][:-1]
            if not self._chunks[-1]:
                self._chunks.pop()
            self._length -= 1
            last = self._runs[-1]
            is_linear = last[1] - last[0] == last[3] - last[2]
            last[1] -= 1
            if is_linear:
                last[3] -= 1
            if last[0] == last[1]:
                self._runs.pop()


class _Stretch:
    """The pieces of a block joined, with the way back from a position to its piece and source."""

    __slots__ = ("joined", "pieces", "starts")

    def __init__(self, joined: str, pieces: Sequence[Piece], starts: Sequence[int]) -> None:
        self.joined = joined
        self.pieces = pieces
        self.starts = starts

    def index_at(self, position: int) -> int:
        return bisect_right(self.starts, position) - 1

    def piece_at(self, position: int) -> Piece:
        return self.pieces[self.index_at(position)]

    def source_at(self, position: int) -> int:
        index = self.index_at(position)
        return self.pieces[index].source.start + position - self.starts[index]

    def contiguous_end(self, start: int, end: int) -> int:
        """Source position up to which `[start, end)` follows on without a gap from its first character."""
        index = self.index_at(start)
        while index + 1 < len(self.pieces) and self.starts[index + 1] < end:
            if self.pieces[index].source.end != self.pieces[index + 1].source.start:
                return self.pieces[index].source.end
            index += 1
        return self.pieces[index].source.start + end - self.starts[index]
