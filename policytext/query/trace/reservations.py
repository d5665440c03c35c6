"""Reservations that stand beside a claim in a source, and whether they are missing where it is repeated.

Nothing is inferred: what is shown stands in the source, and its words were not found around the repetition.
"""

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import Final

from policytext.lexicon import table
from policytext.lexicon.pointing import is_pointing
from policytext.lexicon.quantities import same_value
from policytext.query.checking.claims import content_words, coverage, without_markers
from policytext.query.checking.collection import Collection
from policytext.query.numbers.mentions import Mention, Role
from policytext.query.numbers.things import same_unit
from policytext.query.trace.answers import FigureChange, Lost, Reservation
from policytext.store import Reader, SentenceRecord
from policytext.store.fulltext import tokens
from policytext.types.vocabulary import Attribution, BlockKind, Bound

#: Sentences of the paragraph behind a claim in which a reservation to it stands.
_BEHIND: Final = 3
#: Sentences around a repetition in which the reservation may be said.
_AROUND: Final = 4
#: Share of the words of a reservation that are there from which it is said.
_SAID: Final = 0.5
#: Words on either side of a hedge, and how many of them the repetition has to have.
_NEAR: Final = 4
_FEWEST_NEAR: Final = 2
#: How far two numbers that are written alike may be apart.
_EXACT: Final = 1e-6
_YEAR: Final = re.compile(r"\b(?:19|20)\d\d\b")


class Reservations:
    """Compares what stands beside a claim in one document with what stands beside it in another."""

    def __init__(self, reader: Reader, collection: Collection) -> None:
        self._reader = reader
        self._collection = collection

    def lost(
        self,
        source: SentenceRecord,
        later: SentenceRecord,
        numbers: tuple[Sequence[Mention], Sequence[Mention]],
        notes: Sequence[SentenceRecord] = (),
    ) -> tuple[Reservation, ...]:
        """What a source says beside a claim and a later document does not.

        Args:
            source: the sentence of the source.
            later: the sentence that repeats it.
            numbers: the figures of both.
            notes: sentences of the notes to the source's sentence.
        """
        around = self._around(later)
        found = [
            *self._in_sentence(source, later, around),
            *_bounds(source, *numbers),
            *self._behind(source, later, notes, around),
        ]
        return tuple({(one.kind, one.words): one for one in found}.values())

    def _in_sentence(
        self, source: SentenceRecord, later: SentenceRecord, around: frozenset[str]
    ) -> Iterator[Reservation]:
        text = f" {' '.join(tokens(later.text))} "
        is_hedged = any(statement.hedges for statement in later.statements)
        for statement in source.statements[:1]:
            for hedge in statement.hedges if not is_hedged else ():
                is_there = f" {' '.join(tokens(hedge))} " in text
                if not is_there and self._is_beside_shared(hedge, source, around):
                    yield Reservation(Lost.HEDGE, hedge, source)
            for condition in statement.conditions:
                if not any(s.conditions for s in later.statements) and not self._is_said(condition, around):
                    yield Reservation(Lost.CONDITION, condition, source)
            is_own = not any(s.attribution is Attribution.REPORTED for s in later.statements)
            gives_source = any(s.citations for s in later.statements)
            if (
                statement.holder is not None
                and is_own
                and not gives_source
                and not self._is_said(statement.holder, around)
            ):
                yield Reservation(Lost.HOLDER, statement.holder, source)
        plain = f" {' '.join(tokens(source.text))} "
        for words in _phrases("group", "inside"):
            if f" {words} " in plain and f" {words} " not in text:
                yield Reservation(Lost.GROUP, _as_written(source.text, words), source)

    def _is_beside_shared(self, words: str, source: SentenceRecord, around: frozenset[str]) -> bool:
        """Whether words stand in a part of a sentence of which the other document says something too."""
        held, wanted = tokens(source.text), tokens(words)
        for place in range(len(held) - len(wanted) + 1):
            if held[place : place + len(wanted)] == wanted:
                near = " ".join((*held[max(0, place - _NEAR) : place], *held[place + len(wanted) :][:_NEAR]))
                return sum(word.held(around) >= 1 for word in content_words(near)) >= _FEWEST_NEAR
        return False

    def _behind(
        self,
        source: SentenceRecord,
        later: SentenceRecord,
        notes: Sequence[SentenceRecord],
        around: frozenset[str],
    ) -> Iterator[Reservation]:
        """The first contrast behind the claim, and what says whom it covers, there or in its note."""
        place = self._collection.places.get(source.id)
        behind = (
            [other for other in self._collection.beside(place, _BEHIND) if other > place] if place is not None else []
        )
        after = self._reader.sentence_records([self._collection.units[other].id for other in behind])
        for sentence in after:
            opening = f"{' '.join(tokens(sentence.text))} "
            if opening.startswith(tuple(f"{words} " for words in _phrases("contrast", "opening"))):
                if not self._is_said(sentence.text, around):
                    yield Reservation(Lost.CONTRAST, sentence.text, sentence)
                break
            if not is_pointing(opening.partition(" ")[0]):
                break  # it goes on to something else, and what follows is opposed to that
        claims = (source.text, later.text)
        for sentence in (*after[:1], *notes):
            is_limit = sentence.id != source.id and _is_limit(sentence.text)
            if is_limit and _may_concern(sentence.text, claims) and not self._is_said(sentence.text, around):
                yield Reservation(Lost.LIMIT, sentence.text, sentence)

    def _around(self, sentence: SentenceRecord) -> frozenset[str]:
        """Stems of a sentence and of those around it in its paragraph."""
        place = self._collection.places.get(sentence.id)
        places = [] if place is None else [place, *self._collection.beside(place, _AROUND)]
        return frozenset(stem for other in places for stem in self._collection.contents[other])

    def _is_said(self, words: str, stems: frozenset[str]) -> bool:
        wanted = content_words(without_markers(words))
        return not wanted or coverage(wanted, stems, self._collection) >= _SAID


def changed_figures(earlier: Sequence[Mention], later: Sequence[Mention]) -> tuple[FigureChange, ...]:
    """Numbers of one sentence that are others in a sentence that says the same.

    What both have is set apart; of what is left, the one number of a unit for a year on either side is a change, or
    the one number of a unit.
    """
    ones = [m for m in earlier if m.is_telling and m.role is not Role.CHANGE]
    others = [m for m in later if m.is_telling and m.role is not Role.CHANGE]
    left = [m for m in ones if not any(_is_same(m, other) for other in others)]
    right = [m for m in others if not any(_is_same(m, one) for one in ones)]
    changes = []
    for one in left:
        like = [other for other in right if same_unit(one.figure, other.figure)]
        of_year = [other for other in like if one.year is not None and one.year == other.year]
        rivals = [m for m in left if same_unit(m.figure, one.figure)]
        if len(of_year) == 1 or (len(like) == 1 and len(rivals) == 1):
            other = (of_year or like)[0]
            changes.append(FigureChange(one.words, other.words, one.year, other.year))
    return tuple(changes)


def _is_same(one: Mention, other: Mention) -> bool:
    return same_unit(one.figure, other.figure) and same_value(one.figure, other.figure)


def _bounds(source: SentenceRecord, earlier: Sequence[Mention], later: Sequence[Mention]) -> Iterator[Reservation]:
    """Numbers that the source bounds ("bijna 1 op de 10") and the later document gives as they are."""
    for one in earlier:
        if one.figure.bound is Bound.EXACT or not one.figure.qualifier:
            continue
        equal = [other for other in later if same_unit(one.figure, other.figure) and _near(one, other)]
        if equal and all(other.figure.bound is Bound.EXACT for other in equal):
            words = one.words if one.figure.qualifier in one.words.lower() else f"{one.figure.qualifier} {one.words}"
            yield Reservation(Lost.BOUND, words, source)


def _near(one: Mention, other: Mention) -> bool:
    return abs(one.figure.value - other.figure.value) <= _EXACT * max(1.0, abs(one.figure.value))


def _may_concern(text: str, claims: Sequence[str]) -> bool:
    """Whether a reservation is not one to other years than those of the claim."""
    years = set(_YEAR.findall(without_markers(text)))
    claimed = {year for claim in claims for year in _YEAR.findall(without_markers(claim))}
    return not years or not claimed or not years.isdisjoint(claimed)


def _is_limit(text: str) -> bool:
    plain = f" {' '.join(tokens(text))} "
    return plain[1:].startswith(tuple(f"{words} " for words in _phrases("limit", "opening"))) or any(
        f" {words} " in plain for words in _phrases("limit", "inside")
    )


@cache
def _phrases(kind: str, place: str) -> tuple[str, ...]:
    rows = table("reservations")
    return tuple(" ".join(tokens(r["words"])) for r in rows if r["kind"] == kind and r["place"] == place)


def _as_written(text: str, words: str) -> str:
    """Words of a phrase as a text writes them, with the word behind them."""
    pattern = r"\W+".join(map(re.escape, words.split()))
    match = re.search(rf"{pattern}(?:\W+\w+)?", text, re.IGNORECASE)
    return match[0] if match else words


def is_note(sentence: SentenceRecord) -> bool:
    """Whether a sentence stands in a note."""
    return sentence.kind is BlockKind.NOTE
