"""Labels of notes and list items: kept beside a block, taken off its words."""

import re

from policytext.structure.drafts import DraftBlock, Piece
from policytext.structure.lines import ITEM_START, NOTE_START, note_label, plain_digits
from policytext.types.spans import Span
from policytext.types.vocabulary import BlockKind

_BULLET = "•"


def take_off_label(draft: DraftBlock, source_text: str) -> None:
    """Move the label at the head of a note or list item from the pieces to the draft's label."""
    if draft.kind not in (BlockKind.NOTE, BlockKind.LIST_ITEM) or not draft.pieces:
        return
    text = draft.raw_text(source_text)
    length = _raised_label_length(draft, source_text) if draft.kind is BlockKind.NOTE else 0
    label = plain_digits(text[:length]).strip(" .)\t\r\n")
    if not length:
        match = (NOTE_START if draft.kind is BlockKind.NOTE else ITEM_START).match(text)
        if match is not None:
            length = match.end()
            label = note_label(match) if draft.kind is BlockKind.NOTE else _readable(match["marker"])
        elif draft.label and (enclosed := re.match(rf"\s*[(\[]?{re.escape(draft.label)}[)\].]?[ \t\u00a0]*", text)):
            length = enclosed.end()
            label = draft.label
    if length and text[length:].strip():
        draft.label = draft.label or label
        draft.pieces = cut_pieces(draft.pieces, length)


def _readable(marker: str) -> str:
    """A marker from a symbol font has a private code point that no other font can show: it is a bullet."""
    return _BULLET if "\ue000" <= marker <= "\uf8ff" or marker == "\ufffd" else marker


def _raised_label_length(draft: DraftBlock, source_text: str) -> int:
    """Characters that raised digits take at the head of a note, white space before them included."""
    length = 0
    for piece in draft.pieces:
        words = source_text[piece.source.start : piece.source.end]
        if piece.superscript and words.strip(" .)\t").isdecimal():
            return length + len(words)
        if words.strip():
            return 0
        length += len(words)
    return 0


def cut_pieces(pieces: list[Piece], length: int) -> list[Piece]:
    """Pieces without their first `length` characters."""
    kept: list[Piece] = []
    for piece in pieces:
        size = len(piece.source)
        if length >= size:
            length -= size
        else:
            kept.append(Piece(Span(piece.source.start + length, piece.source.end), piece.superscript, piece.verbatim))
            length = 0
    return kept
