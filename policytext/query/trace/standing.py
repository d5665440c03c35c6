"""Where a claim stands: the sentence of the index that says it best, or that nothing does."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from policytext.lexicon.quantities import same_value
from policytext.query.answers import Hit
from policytext.query.bearing import readings
from policytext.query.checking.claims import content_words, coverage, loose_text
from policytext.query.checking.collection import Collection
from policytext.query.numbers.plain import plain_figures
from policytext.query.open_index import OpenIndex
from policytext.query.search import search
from policytext.store import Filters, SentenceRecord

#: Hits that are looked at.
_DEPTH: Final = 20
#: Share of a claim's words, or probability that a sentence takes a side on it, from which the sentence says it.
_SAYS: Final = 0.5
#: Places that are given beside.
_NEAREST: Final = 3
_OTHERS: Final = 5
#: What it weighs that a sentence has the number of a claim.
_NUMBER: Final = 0.5
#: What is left of what a sentence says of a claim whose number it has not.
_WITHOUT_NUMBER: Final = 0.4


@dataclass(frozen=True, slots=True)
class Standing:
    """The sentence that says a claim best, None where none is near enough; and other places, the nearest first."""

    sentence: SentenceRecord | None
    others: tuple[SentenceRecord, ...]


def find_standing(index: OpenIndex, collection: Collection, claim: str, filters: Filters) -> Standing:
    """Where a claim in words stands in the documents that the filters leave, notes included."""
    answer = search(index, loose_text(claim), replace(filters, include_notes=True), limit=_DEPTH)
    hits = [hit for hit in answer.hits if hit.sentence.id in collection.places]
    if not answer.is_enough or not hits:
        return Standing(None, tuple(hit.sentence for hit in hits[:_NEAREST]))
    rated = _rated(index, collection, claim, hits)
    best = max(rated, key=lambda pair: pair[1] + pair[0].score)
    if best[1] < _SAYS:
        return Standing(None, tuple(hit.sentence for hit in hits[:_NEAREST]))
    others = [hit.sentence for hit, says in rated if says >= _SAYS and hit is not best[0]]
    return Standing(best[0].sentence, tuple(others[:_OTHERS]))


def _rated(index: OpenIndex, collection: Collection, claim: str, hits: Sequence[Hit]) -> list[tuple[Hit, float]]:
    """Hits with how far each says the claim: by its words, by taking a side on it, and by its numbers."""
    wanted = content_words(claim)
    bearing = {
        sentence.id: reading.bearing
        for sentence, reading in readings(index, claim, [(hit.sentence, hit.similarity) for hit in hits])
    }
    figures = plain_figures(claim, 0)
    rated = []
    for hit in hits:
        share = coverage(wanted, collection.contents[collection.places[hit.sentence.id]], collection)
        says = max(share, bearing.get(hit.sentence.id, 0.0))
        if figures:
            held = plain_figures(hit.sentence.text, 0)
            has_all = all(any(same_value(figure, other) for other in held) for figure in figures)
            says = says + _NUMBER if has_all else says * _WITHOUT_NUMBER
        rated.append((hit, says))
    return rated


def is_key(claim: str) -> bool:
    """Whether what a user typed is the id of a sentence or statement."""
    return re.fullmatch(r"\S*:s?\d{1,9}(?:\.\d+)?", claim.strip()) is not None
