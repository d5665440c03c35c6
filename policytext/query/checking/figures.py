"""The numbers of a claim, looked for in a document: found, another one for the same thing, or not there."""

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Final

from policytext.lexicon.quantities import same_value
from policytext.query.checking.answers import FigureCheck, Finding
from policytext.query.checking.claims import Word, coverage, without_markers
from policytext.query.checking.collection import Collection
from policytext.query.numbers.mentions import Mention, Role, find_mentions
from policytext.query.numbers.things import same_thing, same_unit
from policytext.store import DocumentRecord, Filters, Reader, SentenceRecord
from policytext.store.words import UnitWords

#: A number in digits that a sentence gives without a unit that is known: "een 7,8".
_NUMBER: Final = re.compile(
    r"(?<![\w.,/:-])\d{1,3}(?:\.\d{3})+(?:,\d+)?(?![\w/:-])|(?<![\w.,/:-])\d+(?:,\d+)?(?![\w/:-])"
)
_YEAR: Final = re.compile(r"(?:19|20)\d\d\Z")
_DATE: Final = re.compile(
    r"\b\d{1,2}\s(?:januari|februari|maart|april|mei|juni|juli|augustus|september|oktober|november|december)\b",
    re.IGNORECASE,
)
_NAMED: Final = re.compile(
    r"\b(?:artikel|lid|nr\.?|nrs\.?|nummer|hoofdstuk|paragraaf|tabel|noot|bijlage|p\.|blz\.|pagina)\s?$", re.IGNORECASE
)
_YEARS: Final = re.compile(r"\b(?:19|20)\d\d\b")
_FEWEST_DIGITS: Final = 2
#: Sentences from one with a number of the claim within which another number in the same digits is the claim's.
_NEAR: Final = 2
#: Share of the claim's words in a sentence from which a number of the same unit there is one for the same thing.
SAME_MATTER: Final = 0.5
#: The same where the two sentences name what they count by other words, and the number is the only one of its unit.
_SURELY: Final = 0.75


class Numbers:
    """The numbers of documents, read once for all questions."""

    def __init__(self, reader: Reader, collection: Collection, documents: Iterable[DocumentRecord]) -> None:
        records = list({record.id: record for record in documents}.values())
        shorts = {record.short_id for record in records}
        units = [unit for unit in collection.units if unit.document in shorts]
        self._reader = reader
        self._collection = collection
        self._of: dict[str, list[Mention]] = defaultdict(list)
        if records:
            for mention in find_mentions(reader, Filters(documents=tuple(r.id for r in records)), units).mentions:
                self._of[mention.sentence.document.short_id].append(mention)

    def of_document(self, short_id: str) -> Sequence[Mention]:
        """Those of a document, in order."""
        return self._of.get(short_id, ())

    def of_sentence(self, sentence: SentenceRecord) -> list[Mention]:
        """Those of a sentence, in order."""
        return [m for m in self._of.get(sentence.document.short_id, ()) if m.sentence.id == sentence.id]

    def check(
        self, claimed: Sequence[Mention], text: str, words: Sequence[Word], cited: str, best: SentenceRecord | None
    ) -> tuple[FigureCheck, ...]:
        """What became of each number of a claim in a document.

        Args:
            claimed: the figures of the claim.
            text: the claim, for numbers that are no figures.
            words: its content words.
            cited: short id of the document.
            best: the sentence that says most of the claim, if any.
        """
        there = self.of_document(cited)
        years = frozenset(_YEARS.findall(text))
        found = [self._figure(mention, words, there, best, years) for mention in claimed]
        found = [self._in_digits(check, words, cited, found) for check in found]
        taken = " ".join(mention.words for mention in claimed)
        loose = [number for number in loose_numbers(text) if number not in taken]
        return (*found, *(self._loose(number, words, cited) for number in loose))

    def _figure(
        self,
        mention: Mention,
        words: Sequence[Word],
        there: Sequence[Mention],
        best: SentenceRecord | None,
        years: frozenset[str],
    ) -> FigureCheck:
        equal = [
            other
            for other in there
            if same_unit(mention.figure, other.figure) and same_value(mention.figure, other.figure)
        ]
        ranked = sorted(equal, key=lambda other: (-self._about(other, words), other.sentence.index))
        on_matter = [other for other in ranked if self._about(other, words) > 0 or _is_at(other, best)]
        for other in on_matter:
            if not _years_differ(mention, other) or other.year in years:
                return _checked(mention, other, Finding.FOUND)
        differing = [
            other
            for other in there
            if other not in equal
            and not _years_differ(mention, other)
            and self._is_same(mention, other, words, best, there)
        ]
        if differing:
            other = max(differing, key=lambda other: (_is_at(other, best), self._about(other, words)))
            return _checked(mention, other, Finding.DIFFERS)
        if on_matter:
            return _checked(mention, on_matter[0], Finding.YEAR_DIFFERS)
        if ranked:
            return _checked(mention, ranked[0], Finding.ELSEWHERE)
        return FigureCheck(mention.words, Finding.ABSENT, None, None, mention.year)

    def _in_digits(
        self, check: FigureCheck, words: Sequence[Word], cited: str, others: Sequence[FigureCheck]
    ) -> FigureCheck:
        """A figure that was not found as one, looked for in digits near the words or near another that was found."""
        match = _NUMBER.search(check.words)
        if check.finding is not Finding.ABSENT or match is None:
            return check
        units = self._with_digits(match[0], cited)
        near = {
            self._collection.units[place].id
            for other in others
            if other.finding is Finding.FOUND and other.sentence is not None
            for place in self._collection.beside(self._collection.places[other.sentence.id], _NEAR)
        }
        for unit in units:
            if unit.id in near or self._share(unit.id, words) >= SAME_MATTER:
                (sentence,) = self._reader.sentence_records([unit.id])
                return FigureCheck(check.words, Finding.FOUND, match[0], sentence, check.year)
        return FigureCheck(check.words, Finding.ELSEWHERE if units else Finding.ABSENT, None, None, check.year)

    def _is_same(
        self,
        mention: Mention,
        other: Mention,
        words: Sequence[Word],
        best: SentenceRecord | None,
        there: Sequence[Mention],
    ) -> bool:
        """Whether a figure of the document is one for the same thing as one of the claim."""
        if (
            not same_unit(mention.figure, other.figure)
            or Role.CHANGE in (mention.role, other.role)
            or not other.is_telling
        ):
            return False
        if same_thing(mention, other, self._collection.rarity):
            return True
        if not _is_at(other, best):
            return False
        about = self._about(other, words)
        if mention.head is None or other.head is None or mention.head == other.head:
            return about >= SAME_MATTER
        alone = [m for m in there if _is_at(m, best) and same_unit(m.figure, other.figure)] == [other]
        return alone and about >= _SURELY

    def _about(self, mention: Mention, words: Sequence[Word]) -> float:
        """Share of the claim's words in the sentence of a figure, by rarity."""
        return self._share(mention.sentence.id, words)

    def _share(self, unit: str, words: Sequence[Word]) -> float:
        place = self._collection.places.get(unit)
        return 0.0 if place is None else coverage(words, self._collection.contents[place], self._collection)

    def _with_digits(self, number: str, cited: str) -> list[UnitWords]:
        """Sentences and rows of a document with a number in these digits."""
        pattern = re.compile(rf"(?<![\d.,]){re.escape(number)}(?![\d]|[.,]\d)")
        places = self._collection.documents.get(cited, range(0))
        return [self._collection.units[place] for place in places if pattern.search(self._collection.units[place].text)]

    def _loose(self, number: str, words: Sequence[Word], cited: str) -> FigureCheck:
        """A number without a unit: found where a sentence on the matter has the same digits."""
        units = self._with_digits(number, cited)
        is_on_matter = any(self._share(unit.id, words) > 0 for unit in units)
        finding = Finding.ABSENT if not units else Finding.FOUND if is_on_matter else Finding.ELSEWHERE
        return FigureCheck(number, finding, number if units else None, None)


def loose_numbers(text: str) -> list[str]:
    """Numbers of at least two digits in a text that are no years, dates or numbers of articles and pages."""
    plain = _DATE.sub(" ", without_markers(text))
    return [
        match[0]
        for match in _NUMBER.finditer(plain)
        if not _YEAR.fullmatch(match[0])
        and sum(c.isdigit() for c in match[0]) >= _FEWEST_DIGITS
        and not _NAMED.search(plain[: match.start()])
    ]


def _is_at(mention: Mention, best: SentenceRecord | None) -> bool:
    return best is not None and mention.sentence.id == best.id


def _years_differ(one: Mention, other: Mention) -> bool:
    return one.year is not None and other.year is not None and one.year != other.year


def _checked(mention: Mention, other: Mention, finding: Finding) -> FigureCheck:
    return FigureCheck(mention.words, finding, other.words, other.sentence, mention.year, other.year)
