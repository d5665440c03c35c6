"""Whether the text layer of a page can be trusted, and whether the page shows text that the layer does not hold.

A layer can print well and read badly: glyphs without a Unicode value, control characters, letters of a shifted
alphabet. A page can show text without any layer, as a picture or as drawn outlines, or with a layer that holds only a
stamp.
"""

import re
from collections.abc import Iterable, Sequence
from typing import Any

import numpy as np
import numpy.typing as npt
import pymupdf

from policytext.lexicon import words as word_list
from policytext.readers.pages.segments import Box, Segment

# Share of glyphs without a meaning from which a layer is bad: measured on 600 pages, good layers have at most 0.006,
# bad ones at least 0.038.
_MOST_UNDEFINED = 0.02
_UNDEFINED = re.compile(r"[\ufffd\uffff\ufffe\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f]")
# Private-use glyphs are bullets and pictograms when they stand alone, and lost letters inside words.
_PRIVATE_INSIDE = re.compile(r"(?<=[^\W\d_])[\ue000-\uf8ff]|[\ue000-\uf8ff](?=[^\W\d_\ue000-\uf8ff]|[\ue000-\uf8ff])")
_WORD = re.compile(r"[^\W\d_]+")
_VOWELS = frozenset("aeiouyàáâäãèéêëìíîïòóôöõùúûüýĳæœø")
# Letters of a shifted alphabet: no function word of Dutch in this many words, with vowels (in running text of European
# languages 0.33 to 0.50 of the letters) out of proportion, or hardly any letters.
_STOPWORDS = frozenset(word_list("stopwords"))
_FEWEST_WORDS = 40
# Letters up to U+024F are Latin; of other alphabets nothing is known here.
_LATIN, _LATIN_SHARE = "\u0250", 0.5
_VOWEL_SHARE = (0.22, 0.62)
_LETTER_SHARE = 0.30
# A page with fewer letters than this is looked at: does its picture show more?
FEW_LETTERS = 350
_HARDLY_ANY = 30

# Tiles of the picture, in pixels at 72 dots an inch: two lines of running text high.
_TILE = 24
_MOST_PIXELS = 4_000_000
# Ink differs this much from the ground of its tile (of 255), the ground itself varies this little.
_INK, _GROUND = 50, 18
# A tile of text: some ink, mostly ground, and strokes that come and go along its rows.
_INK_SHARE = (0.04, 0.45)
_GROUND_SHARE = 0.4
_STROKES_A_ROW = 0.8
# Tiles of text that tell of a page of text, and their share among the tiles that are not blank: measured, scans have
# 0.49 and more, photographs and covers 0.23 at most. Where the layer holds some text, more of it must be missing.
_FEWEST_TILES, _TILE_SHARE = 16, 0.35
_FEWEST_TILES_BESIDE, _TILE_SHARE_BESIDE = 60, 0.5


def is_bad_layer(text: str) -> bool:
    """Whether much of a page's text layer is not what the page shows."""
    solid = len(text) - sum(map(text.count, " \n\t\u00a0"))
    if not solid:
        return False
    if len(_UNDEFINED.findall(text)) > _MOST_UNDEFINED * solid:
        return True
    if len(_PRIVATE_INSIDE.findall(text)) > _MOST_UNDEFINED * solid:
        return True
    return _is_garbage(text, solid)


def undefined_glyphs(text: str) -> int:
    """Number of glyphs without a meaning."""
    return len(_UNDEFINED.findall(text))


def _is_garbage(text: str, solid: int) -> bool:
    words = _WORD.findall(text.lower())
    if len(words) < _FEWEST_WORDS or not _STOPWORDS.isdisjoint(words):
        return False
    letters = sum(map(len, words))
    if sum(1 for word in words for character in word if character < _LATIN) < _LATIN_SHARE * letters:
        return False
    vowels = sum(1 for word in words for character in word if character in _VOWELS)
    return letters < _LETTER_SHARE * solid or not _VOWEL_SHARE[0] <= vowels / letters <= _VOWEL_SHARE[1]


def shows_more_text(page: Any, segments: Iterable[Segment], letters: int) -> bool:
    """Whether the picture of a page shows text beside that of its layer.

    Args:
        page: of PyMuPDF.
        segments: what the layer holds, in points of the page as it is shown.
        letters: how many letters that is.
    """
    if letters >= FEW_LETTERS:
        return False
    picture = _picture(page, [run.boxes for segment in segments for run in segment.runs])
    text, inked = _tiles(picture)
    few, share = (_FEWEST_TILES, _TILE_SHARE) if letters < _HARDLY_ANY else (_FEWEST_TILES_BESIDE, _TILE_SHARE_BESIDE)
    return text >= few and text >= share * inked


def _picture(page: Any, known: Sequence[Sequence[Box]]) -> npt.NDArray[np.int16]:
    """The page in shades of grey without the glyphs that are known."""
    area = float(page.rect.width) * float(page.rect.height)
    zoom = min(1.0, (_MOST_PIXELS / area) ** 0.5) if area > 0 else 1.0
    engine: Any = pymupdf
    pixmap = page.get_pixmap(matrix=engine.Matrix(zoom, zoom), colorspace=engine.csGRAY, alpha=False, annots=False)
    shades = np.frombuffer(pixmap.samples, dtype=np.uint8).reshape(pixmap.height, pixmap.stride)
    picture = shades[:, : pixmap.width].astype(np.int16)
    ground = np.int16(np.median(picture)) if picture.size else np.int16(255)
    for boxes in known:
        for x0, y0, x1, y1 in boxes:
            left, top = max(0, int(x0 * zoom) - 1), max(0, int(y0 * zoom) - 1)
            picture[top : max(top, int(y1 * zoom) + 2), left : max(left, int(x1 * zoom) + 2)] = ground
    return picture


def _tiles(picture: npt.NDArray[np.int16]) -> tuple[int, int]:
    """Number of tiles that look like text and of all that are not blank."""
    down, across = picture.shape[0] // _TILE, picture.shape[1] // _TILE
    if not down or not across:
        return 0, 0
    tiles = picture[: down * _TILE, : across * _TILE].reshape(down, _TILE, across, _TILE).transpose(0, 2, 1, 3)
    ground = np.percentile(tiles, 80, axis=(2, 3))[:, :, None, None]
    ink = tiles < ground - _INK
    share = ink.mean(axis=(2, 3))
    plain = (np.abs(tiles - ground) < _GROUND).mean(axis=(2, 3))
    strokes = (ink[:, :, :, 1:] & ~ink[:, :, :, :-1]).sum(axis=(2, 3)) / _TILE
    is_text = (share > _INK_SHARE[0]) & (share < _INK_SHARE[1]) & (plain > _GROUND_SHARE) & (strokes > _STROKES_A_ROW)
    return int(is_text.sum()), int((share >= 0.01).sum())
