"""Whether the later document says that it has a passage from the earlier one, and which of two is the later."""

import re
from collections import defaultdict
from collections.abc import Sequence
from functools import cache
from typing import Final

from policytext.lexicon.organisations import Use, organisations
from policytext.query.reuse.answers import Passage
from policytext.store import CitationRecord, DocumentRecord, SentenceRecord
from policytext.store.filters import fold
from policytext.types.vocabulary import Credit

#: Sentences before and after a passage in which its source may be named.
_NEAR: Final = 1
_QUOTED: Final = re.compile(r"[“„«\"‘'][^”“„»\"’']{20,}[”»\"’']")
_SHORTEST_NAME: Final = 3


class Credits:
    """What documents cite of each other, and where."""

    def __init__(self, citations: Sequence[CitationRecord]) -> None:
        self._places: dict[tuple[str, str], list[tuple[str, int]]] = defaultdict(list)
        for record in citations:
            cited = record.citation.resolved_to
            if cited is not None and cited != record.document.id:
                places = self._places[record.document.id, cited]
                for anchor in record.anchors:
                    if anchor.sentence_id is not None:
                        short, _, number = anchor.sentence_id.partition(":")
                        places.append((short, int(number)))

    def cites(self, one: DocumentRecord, other: DocumentRecord) -> bool:
        """Whether one document cites the other."""
        return (one.id, other.id) in self._places

    def is_earlier(self, one: DocumentRecord, other: DocumentRecord) -> bool | None:
        """Whether the first is the earlier of two documents; None where nothing tells.

        A citation tells it where a date is missing, or not exact enough.
        """
        if one.date is not None and other.date is not None:
            shared = min(len(one.date), len(other.date))
            if one.date[:shared] != other.date[:shared]:
                return one.date < other.date
        if self.cites(one, other) != self.cites(other, one):
            return self.cites(other, one)
        return None

    def of(self, earlier: Passage, later: Passage) -> Credit:
        """Whether the later passage says that it is of the earlier document, whose order is known."""
        places = self._places.get((later.document.id, earlier.document.id), ())
        numbers = [part.index for part in later.parts if isinstance(part, SentenceRecord)]
        short = later.document.short_id
        if any(short == held and abs(place - number) <= _NEAR for held, place in places for number in numbers):
            return Credit.GIVEN
        if _names(later, earlier.document):
            return Credit.GIVEN
        if set(earlier.document.organisations) & set(later.document.organisations):
            return Credit.OWN
        if places or self.cites(later.document, earlier.document):
            return Credit.ELSEWHERE
        return Credit.QUOTED if _QUOTED.search(later.text) else Credit.NONE


def _names(later: Passage, document: DocumentRecord) -> bool:
    """Whether a passage names a sender of a document that is not the passage's own, or the document's title."""
    text = f" {_plain(later.text)} "
    own = {name for sender in later.document.organisations for name in _known_as(sender)}
    names = [name for sender in document.organisations for name in _known_as(sender) if name not in own]
    title = _plain(document.title)
    names += [title] if title.count(" ") > 1 else []
    return any(f" {name} " in text for name in names if len(name) >= _SHORTEST_NAME)


@cache
def _known_as(organisation: str) -> tuple[str, ...]:
    """The names of a body in plain words."""
    names = [organisation]
    for body in organisations():
        if Use.TEXT in body.uses and organisation in body.names:
            names += body.names
    return tuple(dict.fromkeys(map(_plain, names)))


def _plain(text: str) -> str:
    return " ".join(re.findall(r"[^_\W]+", fold(text)))
