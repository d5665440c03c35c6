"""Whether a collection treats a topic: which of its words occur, and whether any sentence has them together.

The order of hits tells what is nearest, and something always is: "wachttijd bij abortus" finds sentences on abortion in
documents that say nothing of waiting. A brief claims that documents speak on its topic, so it asks for more: the words
that carry the topic, or others for them, in one sentence with the sentences beside it, its headings and its document's
title and sender. What it says where they are missing can be looked up, and is not a judgement.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import Final

from policytext.lexicon import words as listed
from policytext.query.open_index import OpenIndex
from policytext.query.ranking import Question, Term, stems_of, words_of
from policytext.query.retrieve import Candidate
from policytext.store import DocumentRecord, Filters
from policytext.store.fulltext import stem, stopwords, tokens
from policytext.store.passages import Words

#: Share of a word that a sentence has (`ranking.Term.share_in`) from which it has it: the word in any form or in a
#: compound, another word for it, or all parts of a compound.
_HAS: Final = 0.5
#: Words from which a topic is long: a sentence on it may lack some, as far as they are this share of the weight.
_LONG: Final = 4
_MISSING: Final = 0.3
#: The share of one that has the word itself, in any form or in a compound.
_ITSELF: Final = 0.9
#: The same for saying that a word occurs somewhere, be it in another form: parts that stand apart are not it.
_IS: Final = 0.8
#: Endings of nouns made of adjectives: who writes of "tevredenheid" looks for "tevreden" too.
_NOUN_ENDINGS: Final = ("heden", "heid")
#: Letters of an adjective.
_SHORTEST_ADJECTIVE: Final = 4


@dataclass(frozen=True, slots=True)
class Absent:
    """What keeps a collection from treating a topic, in the words of the topic.

    `nowhere`: words that occur in no sentence, nor another word for them. `apart`: words that occur, but never with
    each other. Where both are empty the words are there, and nothing near enough to the topic.
    """

    nowhere: tuple[str, ...]
    apart: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Subject:
    """The words that carry a topic, as typed, with what `ranking` knows of them."""

    words: tuple[str, ...]
    question: Question

    @classmethod
    def of(cls, index: OpenIndex, topic: str) -> "Subject":
        """The subject of a topic: its words without stopwords and without those that say nothing of what it is."""
        question = Question.of(topic, index.reader.frequencies(stems_of(topic)), index.units)
        typed = [word for word in dict.fromkeys(tokens(topic)) if word not in stopwords()] or list(
            dict.fromkeys(tokens(topic))
        )
        pairs = list(zip(typed, question.terms, strict=True))
        kept = [(word, term) for word, term in pairs if word not in _idle()] or pairs
        return cls(tuple(word for word, _ in kept), Question(tuple(term for _, term in kept), question.asks_for_duty))

    def found_in(self, fields: Iterable[Words], least: float = _HAS) -> frozenset[str]:
        """Which of the words are in one of the fields."""
        held = list(fields)
        return frozenset(
            word
            for word, term in zip(self.words, self.question.terms, strict=True)
            if any(_share(word, term, field) >= least for field in held)
        )

    def is_whole(self, found: frozenset[str]) -> bool:
        """Whether these of the words are enough of the topic: all of them, most by weight of a long one."""
        if len(self.words) < _LONG:
            return len(found) == len(self.words)
        weights = dict(zip(self.words, (term.weight for term in self.question.terms), strict=True))
        return sum(weights[word] for word in found) >= (1 - _MISSING) * sum(weights.values())

    def treated_by(self, candidate: Candidate) -> bool:
        """Whether a sentence, in its place, has the words of the topic together."""
        beside = _beside(candidate)
        found = self.found_in(beside)
        if self.is_whole(found):
            return True
        context = words_of(" ".join((*candidate.passage.section, _named(candidate.record.document))))
        return bool(found) and self.is_whole(found | self.found_in([context]))

    def named_by(self, candidate: Candidate) -> bool:
        """Whether a sentence has one of the words itself, and not only what stands for it.

        What stands for a word is often broader: "zwangerschap" for "draagmoederschap".
        """
        return bool(self.found_in([candidate.passage.words], _ITSELF))

    def heads(self, document: DocumentRecord) -> bool:
        """Whether a document is on the topic as a whole: its title has the words themselves."""
        return self.is_whole(self.found_in([words_of(document.title)], _ITSELF))

    def absent(self, index: OpenIndex, filters: Filters, candidates: Iterable[Candidate]) -> Absent:
        """What is missing where no sentence has the words together; candidates are the nearest sentences."""
        seen: set[str] = set()
        for candidate in candidates:
            if len(seen) < len(self.words):
                seen |= self.found_in([candidate.passage.words], _IS)
        left = tuple(word for word in self.words if word not in seen and not index.reader.match(word, filters, 1))
        return Absent(left, self.words if not left and len(self.words) > 1 else ())


def _share(word: str, term: Term, words: Words) -> float:
    """The share of a word that others have, as `Term.share_in`; of a noun in "-heid", its adjective as well."""
    share = term.share_in(words)
    return share if share >= _IS or _adjective(word) not in words.stems else _IS


@cache
def _adjective(word: str) -> str:
    """The stem of the adjective that a noun is made of, "" for other words."""
    base = next((word.removesuffix(ending) for ending in _NOUN_ENDINGS if word.endswith(ending)), "")
    return stem(base) if len(base) >= _SHORTEST_ADJECTIVE else ""


def _beside(candidate: Candidate) -> list[Words]:
    """The words of a sentence and of those beside it."""
    passage = candidate.passage
    return [held for held in (passage.words, passage.before, passage.after) if held is not None]


def _named(document: DocumentRecord) -> str:
    return " ".join((document.title, *document.organisations, *document.metadata.authors))


@cache
def _idle() -> frozenset[str]:
    return frozenset(listed("idle_topic_words"))
