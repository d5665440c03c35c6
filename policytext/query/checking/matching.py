"""The sentence of a document that says what is claimed of it, and how much of the claim is there."""

import re
from collections.abc import Sequence
from typing import Final

import numpy as np

from policytext.lexicon.quantities import same_value
from policytext.query.checking.answers import Match
from policytext.query.checking.claims import Claim, Hint, content_words, coverage
from policytext.query.checking.collection import Collection
from policytext.query.checking.figures import Numbers
from policytext.query.numbers.mentions import Mention, names_of
from policytext.query.pairs import Wording
from policytext.store import DocumentRecord, Reader, SentenceRecord
from policytext.store.fulltext import tokens
from policytext.store.words import UnitWords
from policytext.types.vocabulary import BlockKind

_REFERENCE: Final = re.compile(r"\((?:19|20)\d\d[a-z]?\)")
#: Sentences of a document that are compared closely: the nearest in meaning and those with most of the words.
_CLOSE: Final = 12
#: Sentences before and after one that may say the rest of a claim.
_REACH: Final = 2
#: What a further sentence has to add to count.
_ADDS: Final = 0.12
#: What likeness weighs beside the words of a claim, and what a place adds to which the reference points.
_LIKENESS: Final = 0.5
_AT_HINT: Final = 0.15
_WITH_FIGURE: Final = 0.3
#: Share of the words of a sentence that its part has to have for the likeness of the whole to speak for the part.
_MOST_OF_IT: Final = 0.7
#: Share of the words in a sentence from which a denial of one of the two is one of the same.
_SAME_WORDS: Final = 0.7
#: Share of the words below which a sentence has hardly anything of a claim.
_BARELY: Final = 0.2


class Matcher:
    """Compares claims with the sentences of documents."""

    def __init__(self, reader: Reader, collection: Collection, numbers: Numbers) -> None:
        self._reader = reader
        self._collection = collection
        self._numbers = numbers

    def match(self, claim: Claim, document: DocumentRecord) -> Match | None:
        """The place in a document that says most of a claim; None where the document has no sentences."""
        collection = self._collection
        places = [
            place for place in collection.documents.get(document.short_id, range(0)) if collection.units[place].words
        ]
        own = collection.places.get(claim.sentence.id)
        places = [place for place in places if place != own]
        if not places:
            return None
        covered = {place: coverage(claim.words, collection.contents[place], collection) for place in places}
        near = dict(zip(places, collection.cosines(own, places).tolist(), strict=True)) if own is not None else {}
        close = set(sorted(places, key=lambda place: -covered[place])[:_CLOSE])
        close |= set(sorted(near, key=lambda place: -near[place])[:_CLOSE])
        order = sorted(close)
        is_whole = len(claim.text) >= _MOST_OF_IT * len(claim.sentence.text)
        alike = collection.likeness(own, order) if own is not None and is_whole else np.zeros(len(order))
        records = dict(zip(order, self._records(order), strict=True))
        figured = {m.sentence.id for m in self._equal(claim, document)}
        scores = {
            place: covered[place]
            + _LIKENESS * float(chance)
            + _AT_HINT * bool(self._is_at(records[place], claim.hint))
            + _WITH_FIGURE * (records[place].id in figured and covered[place] > 0)
            for place, chance in zip(order, alike, strict=True)
        }
        best = max(order, key=lambda place: (scores[place], -place))
        claimed = [m for m in self._numbers.of_sentence(claim.sentence) if m.is_telling and m.words in claim.text]
        figures = self._numbers.check(claimed, claim.text, claim.words, document.short_id, records[best])
        if covered[best] < _BARELY:  # then a number says more of where it may be than a stray word
            numbered = [collection.places[f.sentence.id] for f in figures if f.sentence is not None]
            best = next((place for place in numbered if place in covered), best)
            records.setdefault(best, self._records([best])[0])
        likeness = float(alike[order.index(best)]) if best in order else 0.0
        beside, share = self._with_rest(claim, best, covered[best])
        sentence = records[best]
        return Match(
            sentence,
            beside,
            share,
            likeness,
            self._is_denied(claim, sentence, covered[best]),
            figures,
            self._missing_names(claim, document),
            self._is_at(sentence, claim.hint) if claim.hint.pages or claim.hint.parts else None,
        )

    def said_anywhere(self, claim: Claim, document: DocumentRecord) -> float:
        """Share in [0, 1] of a claim's words that a document has in any of its sentences, by rarity."""
        stems: set[str] = set()
        for place in self._collection.documents.get(document.short_id, range(0)):
            stems |= self._collection.contents[place]
        return coverage(claim.words, frozenset(stems), self._collection)

    def _equal(self, claim: Claim, document: DocumentRecord) -> list[Mention]:
        """Figures of a document that are the number of one in the claim."""
        claimed = [m for m in self._numbers.of_sentence(claim.sentence) if m.is_telling]
        return [
            other
            for other in self._numbers.of_document(document.short_id)
            if any(same_value(mention.figure, other.figure) for mention in claimed)
        ]

    def _with_rest(self, claim: Claim, best: int, share: float) -> tuple[tuple[SentenceRecord, ...], float]:
        """Sentences beside the best one that say what it leaves out, and the share of the claim that all hold."""
        collection = self._collection
        stems, taken = collection.contents[best], list[int]()
        for place in collection.beside(best, _REACH):
            more = coverage(claim.words, stems | collection.contents[place], collection)
            if more >= share + _ADDS:
                stems, share = stems | collection.contents[place], more
                taken.append(place)
        return tuple(self._records(sorted(taken))), share

    def _records(self, places: Sequence[int]) -> list[SentenceRecord]:
        return self._reader.sentence_records([self._collection.units[place].id for place in places])

    def _is_denied(self, claim: Claim, sentence: SentenceRecord, share: float) -> bool:
        """Whether one of the two denies what the other says, or says that it rises where the other says that it falls.

        Only where either says little that the other does not: in a longer sentence the denial may be of something else.
        """
        one, other = Wording.of(claim.text), Wording.of(sentence.text)
        is_turned = bool(one.negations) != bool(other.negations)
        if one.direction * other.direction < 0 and not is_turned:
            moving = {stem for stem in (*one.stems, *other.stems) if Wording.of(stem).direction}
            share = coverage(
                [w for w in claim.words if w.stem not in moving], self._contents(sentence), self._collection
            )
            is_turned = True
        if not is_turned or share < _SAME_WORDS:
            return False
        said = frozenset(part for word in claim.words for part in (word.stem, *word.parts))
        return coverage(content_words(sentence.text, sentence.document), said, self._collection) >= _SAME_WORDS

    def _contents(self, sentence: SentenceRecord) -> frozenset[str]:
        return self._collection.contents[self._collection.places[sentence.id]]

    def _missing_names(self, claim: Claim, document: DocumentRecord) -> tuple[str, ...]:
        """Names in a claim that the document nowhere has, other than that of its own maker."""
        said = {word.word for word in content_words(claim.text, document, claim.citations)}
        held = {
            word
            for place in self._collection.documents.get(document.short_id, range(0))
            for word in self._collection.units[place].words
        }
        makers = (*claim.sentence.document.organisations, *document.organisations, document.title)
        own = {token for name in makers for token in tokens(name)}
        named = names_of(claim.text) & said
        return tuple(sorted(name for name in named - own if len(name) > 2 and name not in held))

    @staticmethod
    def _is_at(sentence: SentenceRecord, hint: Hint) -> bool:
        """Whether a sentence stands where a reference points."""
        label = sentence.page_label
        if hint.pages and (sentence.page in hint.pages or ((label or "").isdigit() and int(label or 0) in hint.pages)):
            return True
        return any(
            heading.lower().lstrip("§ ").startswith((f"{number} ", f"{number}.", f"{kind} {number}"))
            for kind, number in hint.parts
            for heading in sentence.section
        )


def is_saying(unit: UnitWords) -> bool:
    """Whether a sentence can say something: no heading, and no note that is a reference only."""
    is_reference = unit.kind is BlockKind.NOTE and not unit.states and _REFERENCE.search(unit.text) is not None
    return bool(unit.words) and unit.kind not in (BlockKind.HEADING, BlockKind.SUBJECT) and not is_reference
