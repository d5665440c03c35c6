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
from policytext.query.numbers.plain import large_numbers, plain_figures
from policytext.query.open_index import OpenIndex
from policytext.query.search import search
from policytext.store import Filters, SentenceRecord

#: Hits that are looked at.
_DEPTH: Final = 20
#: What a sentence says of a claim (share of its words, or probability that it takes a side on it) times the probability
#: that it is on the matter, from which it says the claim. In 19 trials on three collections it was 0.46 and more in the
#: eight where a sentence said the claim in its words; 0.35 and less in nine others, in one of which a sentence said it
#: in other words; two that said something else were above, and are told as unsure.
_SAYS: Final = 0.4
#: Probability, and share of the words of the sentence that the claim has, from either of which it is surely the claim.
_SURE: Final = 0.8
_MOSTLY: Final = 0.5
#: Places that are given beside.
_NEAREST: Final = 3
_OTHERS: Final = 5
#: What it weighs that a sentence has the number of a claim.
_NUMBER: Final = 0.5
#: What is left of what a sentence says of a claim whose number it has not.
_WITHOUT_NUMBER: Final = 0.4


@dataclass(frozen=True, slots=True)
class Standing:
    """The sentence that says a claim best, None where none is near enough; and other places, the nearest first.

    `is_sure` is False where the words of the claim are in the sentence, and much else: it may say something else.
    """

    sentence: SentenceRecord | None
    others: tuple[SentenceRecord, ...]
    is_sure: bool = True


def find_standing(index: OpenIndex, collection: Collection, claim: str, filters: Filters) -> Standing:
    """Where a claim in words stands in the documents that the filters leave, notes included."""
    answer = search(index, loose_text(claim), replace(filters, include_notes=True), limit=_DEPTH)
    hits = [hit for hit in answer.hits if hit.sentence.id in collection.places]
    if not answer.is_enough or not hits:
        return Standing(None, tuple(hit.sentence for hit in hits[:_NEAREST]))
    rated = _rated(index, collection, claim, hits)
    best, says = max(rated, key=lambda pair: pair[1])
    if says < _SAYS:
        return Standing(None, tuple(hit.sentence for hit in hits[:_NEAREST]))
    others = [hit.sentence for hit, share in rated if share >= _SAYS and hit is not best]
    said = frozenset(part for word in content_words(claim) for part in (word.stem, *word.parts))
    is_sure = best.score >= _SURE or coverage(content_words(best.sentence.text), said, collection) >= _MOSTLY
    return Standing(best.sentence, tuple(others[:_OTHERS]), is_sure)


def _rated(index: OpenIndex, collection: Collection, claim: str, hits: Sequence[Hit]) -> list[tuple[Hit, float]]:
    """Hits with how far each says the claim: by its words or by taking a side on it, by its numbers, by its matter."""
    wanted = content_words(claim)
    bearing = {
        sentence.id: reading.bearing
        for sentence, reading in readings(index, claim, [(hit.sentence, hit.similarity) for hit in hits])
    }
    figures, counts = plain_figures(claim, 0), large_numbers(claim)
    rated = []
    for hit in hits:
        share = coverage(wanted, collection.contents[collection.places[hit.sentence.id]], collection)
        says = max(share, bearing.get(hit.sentence.id, 0.0))
        if figures or counts:
            held = plain_figures(hit.sentence.text, 0)
            has_all = all(any(same_value(figure, other) for other in held) for figure in figures)
            has_all = has_all and counts <= large_numbers(hit.sentence.text)
            says = says + _NUMBER if has_all else says * _WITHOUT_NUMBER
        rated.append((hit, says * hit.score))
    return rated


def is_key(claim: str) -> bool:
    """Whether what a user typed is the id of a sentence or statement."""
    return re.fullmatch(r"\S*:s?\d{1,9}(?:\.\d+)?", claim.strip()) is not None
