"""Answers about reuse, as data: pairs of passages, the earlier one first."""

from dataclasses import dataclass

from policytext.store import DocumentRecord, Located
from policytext.types.vocabulary import Credit, ReuseKind, ReuseNature


@dataclass(frozen=True, slots=True)
class Passage:
    """Words of a document: whole sentences or references, in order of the document, each with its place."""

    document: DocumentRecord
    parts: tuple[Located, ...]

    @property
    def text(self) -> str:
        """The words of all parts."""
        return " ".join(part.text for part in self.parts)


@dataclass(frozen=True, slots=True)
class Reuse:
    """A passage that comes back in another document.

    `earlier` is of the document with the earlier date; of undated documents it is the one that the index has first, and
    `is_order_known` is False. `score` is in [0, 1]: of what is verbatim, the share of the words of the shorter passage
    that are equal; else the probability that it is one. `shared` are the words in common as the earlier document has
    them, or the figure, or the title of the source. `agrees` says of two figures whether they are the same; None
    elsewhere. `third` is the title of the source that both quote, where they do.
    """

    kind: ReuseKind
    earlier: Passage
    later: Passage
    score: float
    shared: str
    nature: ReuseNature
    credit: Credit
    is_order_known: bool
    agrees: bool | None = None
    third: str | None = None


@dataclass(frozen=True, slots=True)
class ReuseAnswer:
    """What comes back, the earliest first: the part from `offset` of the `total`.

    `set_aside` counts passages of standard text and quotations of third sources that are not among them. `documents`
    counts the documents that were compared.
    """

    documents: int
    total: int
    offset: int
    pairs: tuple[Reuse, ...]
    set_aside: int
