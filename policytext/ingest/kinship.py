"""Documents that are the same in another form, and versions of one text.

Candidates come from MinHash signatures over three-word shingles of the running text (Broder 1997), and are compared
shingle by shingle before anything is decided: a revised version must never pass for the same document. ADR 0015 says
where the bounds come from.
"""

import re
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from datasketch import MinHash
from numpy.typing import NDArray

from policytext.types.document import Document
from policytext.types.vocabulary import Origin

_WORD = re.compile(r"\w+")
_SHINGLE = 3
_PERMUTATIONS = 128
# A shorter text says too little: forms and notices of a few lines are alike without being the same.
_FEWEST_WORDS = 40
# Estimated likeness from which two documents are compared; its standard error is 0.04 there.
_CANDIDATE = 0.45
# Likeness (Dice, of shingles) of the same text in two formats, of the same text recognised from a picture, and of two
# versions: letters of one template on other matters reach 0.75. In one format the words must be the same altogether.
_SAME, _SAME_RECOGNISED, _VERSION = 0.95, 0.7, 0.8
# A Kamerstuk has an official number, so that less likeness will do.
_SAME_NUMBERED = 0.85
# Words that turn a sentence round, and numbers: where these differ, it is another version.
_TURNING = frozenset(["niet", "geen", "nooit", "niemand", "nergens", "noch", "zonder", "wel"])
_SAME_FIGURES = 0.97
# Formats by how much they say of a document that is wanted here; pages to point at go before exact structure.
_RANK = {
    "application/pdf": 5,
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": 4,
    "application/vnd.oasis.opendocument.text": 3,
    "text/html": 2,
    "application/xml": 2,
    "text/markdown": 1,
}
_OFFICIAL_RANK = {"application/xml": 9, "text/html": 8}


@dataclass(frozen=True, slots=True)
class Kin:
    """A stored document that is akin to another: the same in another form, or a version of it.

    `similarity` is Dice's coefficient of the shingles of both, 0 to 1. `is_better` says that the stored one is in the
    better form.
    """

    document_id: str
    similarity: float
    is_same: bool
    is_better: bool


class Wording:
    """The words of a document's running text, as far as likeness is concerned."""

    def __init__(self, document: Document) -> None:
        self._document = document
        metadata = document.metadata
        numbers = f"{metadata.dossier or ''} {(metadata.dossier or '')[:2]} {(metadata.dossier or '')[2:5]}"
        # where a paper prints its own number differs from form to form
        self._own = frozenset(_WORD.findall(f"{numbers} {metadata.number or ''}"))

    @cached_property
    def words(self) -> list[str]:
        """All words, in order, in lower case."""
        document = self._document
        texts = [document.quote(block.span) for block in document.blocks if block.is_running_text]
        return [word for text in texts for word in _WORD.findall(text.casefold())]

    @property
    def is_enough(self) -> bool:
        """Whether there are words enough to recognise the document by."""
        return len(self.words) >= _FEWEST_WORDS

    @cached_property
    def shingles(self) -> Counter[str]:
        """Runs of three words, with how often they occur."""
        words = self.words
        return Counter(" ".join(words[i : i + _SHINGLE]) for i in range(len(words) - _SHINGLE + 1))

    @cached_property
    def telling(self) -> Counter[str]:
        """Numbers other than the document's own, and words that turn a sentence round."""
        return Counter(word for word in self.words if word in _TURNING or (word[0].isdigit() and word not in self._own))

    def signature(self) -> bytes:
        """MinHash values, uint32, little-endian; empty for a text that is too short."""
        if not self.is_enough:
            return b""
        sketch = MinHash(num_perm=_PERMUTATIONS, seed=1)
        sketch.update_batch([shingle.encode("utf-8", "replace") for shingle in self.shingles])
        return np.asarray(sketch.hashvalues, dtype="<u4").tobytes()


class Kinship:
    """What the documents of an index are recognised by.

    Args:
        signatures: MinHash values by content id.
        load: gives a stored document for its content id, None where it is no longer there.
    """

    def __init__(self, signatures: Mapping[str, bytes], load: Callable[[str], Document | None]) -> None:
        #: Content ids in order of their rows; None where a document was forgotten.
        self._ids: list[str | None] = [*signatures]
        self._rows = np.array([_values(blob) for blob in signatures.values()], dtype=np.uint32).reshape(
            -1, _PERMUTATIONS
        )
        self._load = load

    def add(self, document_id: str, signature: bytes) -> None:
        """Remember a document that was stored."""
        if not signature:
            return
        if document_id in self._ids:
            self._rows[self._ids.index(document_id)] = _values(signature)
            return
        if len(self._ids) == len(self._rows):  # doubled, so that adding costs the same however many there are
            more = np.zeros((max(16, len(self._rows)), _PERMUTATIONS), dtype=np.uint32)
            self._rows = np.concatenate((self._rows, more))
        self._rows[len(self._ids)] = _values(signature)
        self._ids.append(document_id)

    def remove(self, document_id: str) -> None:
        """Forget a document that was replaced."""
        if document_id in self._ids:
            self._ids[self._ids.index(document_id)] = None

    def find(self, document: Document, wording: Wording, signature: bytes, left_out: str | None = None) -> list[Kin]:
        """Stored documents that are akin to this one, the same before versions, the most alike first.

        Itself is none, nor the document whose content id is `left_out`.
        """
        if not signature:
            return []
        likeness = (self._rows[: len(self._ids)] == _values(signature)).mean(axis=1)
        found: list[Kin] = []
        for row in np.flatnonzero(likeness >= _CANDIDATE):
            key = self._ids[row]
            if key is None or key in (document.id, left_out):
                continue
            stored = self._load(key)
            kin = None if stored is None else _compare(document, wording, stored)
            if kin is not None:
                found.append(kin)
        return sorted(found, key=lambda kin: (not kin.is_same, -kin.similarity))


def _values(signature: bytes) -> NDArray[np.uint32]:
    return np.frombuffer(signature, dtype="<u4").astype(np.uint32)


def _compare(document: Document, wording: Wording, stored: Document) -> Kin | None:
    other = Wording(stored)
    similarity = _dice(wording.shingles, other.shingles)
    if similarity < _VERSION:
        return None
    return Kin(
        stored.id,
        similarity,
        is_same=_is_same(document, wording, stored, other, similarity),
        is_better=_preference(stored) >= _preference(document),
    )


def _is_same(document: Document, wording: Wording, stored: Document, other: Wording, similarity: float) -> bool:
    if _dates_differ(document, stored):
        return False
    recognised = bool(document.ocr) != bool(stored.ocr)
    if document.media_type == stored.media_type and not recognised:
        return wording.words == other.words
    if recognised:
        return similarity >= _SAME_RECOGNISED
    if _dice(wording.telling, other.telling) < _SAME_FIGURES:
        return False
    number = document.metadata.dossier and (document.metadata.dossier, document.metadata.number)
    is_numbered = bool(number) and number == (stored.metadata.dossier, stored.metadata.number)
    return similarity >= (_SAME_NUMBERED if is_numbered else _SAME)


def _dates_differ(document: Document, stored: Document) -> bool:
    """Whether both say of themselves from when they are, and not the same; the date of a file says nothing."""
    dates = [d.metadata.date for d in (document, stored)]
    if any(date is None or date.origin is Origin.FILE for date in dates):
        return False
    first, second = (date.value for date in dates if date is not None)
    shared = min(len(first), len(second))
    return first[:shared] != second[:shared]


def _dice(one: Counter[str], other: Counter[str]) -> float:
    total = one.total() + other.total()
    return 2 * (one & other).total() / total if total else 1.0


def _preference(document: Document) -> tuple[bool, int]:
    """How good a form is: text that was written before text that was recognised, then by format."""
    is_official = Origin.PUBLICATION in dict(document.metadata.origins).values()
    ranks = _RANK | _OFFICIAL_RANK if is_official else _RANK
    return not document.ocr, ranks.get(document.media_type, 0)
