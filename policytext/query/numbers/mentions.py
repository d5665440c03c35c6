"""Figures of an index with what they are about: their sentence, what they count, for which year, level or change."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from typing import Final

from policytext.lexicon import words as lexicon_words
from policytext.lexicon.folding import lower
from policytext.query.numbers.plain import plain_figures
from policytext.query.rarity import content_of
from policytext.store import Filters, Reader, Scope, SentenceRecord
from policytext.store.fulltext import stem, stopwords, tokens
from policytext.store.stated import citations_of_sentences, sentences_with_figures
from policytext.store.words import UnitWords, unit_words
from policytext.types.spans import Span
from policytext.types.statement import Figure
from policytext.types.vocabulary import BlockKind

_YEAR: Final = re.compile(r"(?<!Natura )(?<![\d.,])\b(?:19|20)\d\d\b(?![.,]\d)")
#: A citation in brackets, whose year is not that of the figure.
_CITED: Final = re.compile(r"\([^()]*[A-Za-zÀ-ÿ][^()]*\b(?:19|20)\d\d[a-z]?\)")
#: Letters behind a figure in which its year may stand: "1 op de 8 kinderen in 2018".
_BEHIND: Final = 60
#: What ends the clause of a figure before a year that is not its own: "in 2025 40%, in 2030 50%".
_ANOTHER: Final = re.compile(r"[.;,]|\ben\b")
#: What stands between the two figures of a change, and before a figure by which something changes.
_CHANGES_TO: Final = re.compile(r"[^.;:,]{0,60}?\b(?:naar|tot)\s+(?:\w+\s+){0,2}\Z")
_FROM: Final = re.compile(r"\bvan\s+(?:\w+\s+){0,2}\Z")
_BY: Final = re.compile(r"\bmet\s+(?:\w+\s+){0,2}\Z")
_CHANGE_NOUN: Final = re.compile(r"\b(\w+)\s+van\s+(?:(?:de|een|ruim|bijna|circa|ongeveer|meer dan|minstens)\s+)?\Z")
_ADJUNCT: Final = re.compile(r"\b(?:in|na|over|binnen|afgelopen|komende|sinds|sedert|om de|elke|iedere)\s*\Z")
_MAY_HOLD_FIGURE: Final = re.compile(r"\d|\bop de\b|procent")
_NAME: Final = re.compile(r"(?<=[a-zà-ÿ,;:)] )[A-ZÀ-Þ][\w'’-]{2,}")
#: Units in which a small number says little: "drie bouwstenen", "twee keer", "18 jaar".
_LOOSE_UNITS: Final = frozenset(("aantal", "keer", "jaar", "maand", "week", "dag", "uur", "kwartaal"))
#: Number from which a count of things says something by itself.
_TELLING: Final = 13.0
_DURATIONS: Final = _LOOSE_UNITS - {"aantal", "keer"}
_SCOPES: Final = (Scope.TEXT, Scope.NOTE)
#: A row of a table says what its numbers are in other cells.
_NO_SENTENCES: Final = (BlockKind.BIBLIOGRAPHY_ENTRY, BlockKind.TABLE)


class Role(StrEnum):
    """What a figure says of the thing: how much it is, what it was before a change, or by how much it changes."""

    LEVEL = "level"
    FORMER = "former"
    CHANGE = "change"


@dataclass(frozen=True, slots=True)
class Mention:
    """A figure where it stands.

    `words` are its own words, `thing` what it counts as written, empty where the sentence does not say. `counted` are
    the stems of what it counts, `head` the stem of its noun; empty and None where the sentence does not say. `topic`
    are those of the whole sentence and of the parts of its compounds. `year` is the one it is for, None where the
    sentence does not say. `names` are the words with a capital inside the sentence, folded: places and bodies of which
    the figure may be. `sources` are ids of the citations at the sentence. `is_adjunct` says that it is the time in
    which something happens ("in twee jaar"),
    `is_listed` that its sentence gives several numbers for the same year ("10, 26 en 50% in 2035"), so that it takes
    reading to tell which is of what.
    """

    sentence: SentenceRecord
    figure: Figure
    words: str
    thing: str
    counted: frozenset[str]
    head: str | None
    topic: frozenset[str]
    year: str | None
    names: frozenset[str]
    role: Role
    sources: tuple[str, ...]
    is_adjunct: bool
    is_listed: bool

    @property
    def is_telling(self) -> bool:
        """Whether it is a figure that one could dispute, and no "three building blocks" or "18 years"."""
        figure = self.figure
        if figure.unit in _DURATIONS:
            return self.head is not None and self.head not in _ages() and not self.is_adjunct
        return figure.unit not in _LOOSE_UNITS or (figure.unit == "aantal" and figure.value >= _TELLING)


@dataclass(frozen=True, slots=True)
class Figures:
    """All figures of documents, in order of document and text, and all sentences (for how rare their words are)."""

    mentions: tuple[Mention, ...]
    units: tuple[UnitWords, ...]


def find_mentions(reader: Reader, filters: Filters, units: Iterable[UnitWords] | None = None) -> Figures:
    """The figures of the documents that the filters leave, readers' comments and furniture left out.

    Args:
        reader: the index.
        filters: which documents.
        units: the sentences of these documents, where they are at hand already.
    """
    held = tuple(unit_words(reader, filters) if units is None else units)
    by_id = {unit.id: unit for unit in held if unit.scope in _SCOPES and unit.kind not in _NO_SENTENCES}
    stated = sentences_with_figures(reader, filters)
    ids = [key for key, unit in by_id.items() if _MAY_HOLD_FIGURE.search(unit.text)]
    ids = list(dict.fromkeys([*ids, *(key for key in stated if key in by_id)]))
    sources = citations_of_sentences(reader)
    found = [
        mention
        for sentence in reader.sentence_records(ids)
        for mention in _of(sentence, by_id[sentence.id], sources.get(sentence.id, ()))
    ]
    return Figures(tuple(found), held)


def _of(sentence: SentenceRecord, unit: UnitWords, sources: tuple[str, ...]) -> list[Mention]:
    stated = [figure for statement in sentence.statements for figure in statement.figures]
    taken = [figure.span for figure in stated]
    plain = [
        figure
        for figure in plain_figures(sentence.text, sentence.span.start)
        if not any(span.start < figure.span.end and figure.span.start < span.end for span in taken)
    ]
    figures = sorted((*stated, *plain), key=lambda figure: figure.span.start)
    spans = [Span(f.span.start - sentence.span.start, f.span.end - sentence.span.start) for f in figures]
    topic, names = topic_of(unit), names_of(sentence.text)
    years = [(f.unit, _year(sentence.text, f, spans, number)) for number, f in enumerate(figures)]
    return [
        Mention(
            sentence,
            figure,
            sentence.text[span.start : span.end],
            counted,
            stems_of(counted) | frozenset(map(stem, tokens(counted)[-1:])),
            stem(tokens(counted)[-1]) if tokens(counted) else None,
            topic,
            years[number][1],
            names,
            _role(sentence.text, spans, number),
            sources,
            _ADJUNCT.search(lower(sentence.text[: span.start])) is not None,
            years.count((figure.unit, years[number][1])) > 1,
        )
        for number, (figure, span) in enumerate(zip(figures, spans, strict=True))
        for counted in (_counted(figure, sentence.text),)
    ]


def topic_of(unit: UnitWords) -> frozenset[str]:
    """Stems of the content words of a sentence and of the parts of its compounds; no numbers, nor words about them."""
    return frozenset(part for part in content_of(unit) if not part[0].isdigit() and len(part) > 2) - _idle()


def stems_of(text: str) -> frozenset[str]:
    """Stems of the content words of a text."""
    words = [word for word in tokens(text) if len(word) > 2 and word not in stopwords() and not word[0].isdigit()]
    return frozenset(map(stem, words)) - _idle()


@cache
def _idle() -> frozenset[str]:
    return frozenset(stem(word) for name in ("stopwords", "figure_idle_words") for word in lexicon_words(name))


@cache
def _ages() -> frozenset[str]:
    return frozenset(stem(word) for word in ("leeftijd", "jongeren", "kinderen", "jeugdigen", "mensen"))


def names_of(text: str) -> frozenset[str]:
    """Words with a capital inside a sentence, folded, without those of citations in brackets."""
    return frozenset(token for name in _NAME.findall(_CITED.sub(" ", text)) for token in tokens(name))


def _counted(figure: Figure, text: str) -> str:
    """What a figure counts, as written; of a duration that counts nothing the noun of the sentence that names it."""
    if figure.counted or figure.unit not in _DURATIONS:
        return figure.counted or ""
    return next((word for word in re.findall(r"[^\W\d_]+", text) if stem(word.lower()) in _duration_nouns()), "")


@cache
def _duration_nouns() -> frozenset[str]:
    return frozenset(map(stem, lexicon_words("duration_nouns")))


def _year(text: str, figure: Figure, spans: list[Span], number: int) -> str | None:
    """The year right behind the figure in its clause, or else the last one before it, or that of its period."""
    plain = _CITED.sub(lambda match: " " * len(match[0]), text)
    own = spans[number]
    behind = spans[number + 1].start if number + 1 < len(spans) else len(text)
    found = _YEAR.search(plain, own.end, min(behind, own.end + _BEHIND))
    if found is not None and not _ANOTHER.search(plain[own.end : found.start()]):
        return found[0]
    before = spans[number - 1].end if number else 0
    earlier = [match[0] for match in _YEAR.finditer(plain, before, own.start)]
    if not earlier and number:
        earlier = [match[0] for match in _YEAR.finditer(plain, 0, spans[0].start)]
    if earlier:
        return earlier[-1]
    return next(iter(_YEAR.findall(figure.period or "")), None)


def _role(text: str, spans: list[Span], number: int) -> Role:
    before = lower(text[: spans[number].start])
    if number + 1 < len(spans) and _CHANGES_TO.match(lower(text[spans[number].end : spans[number + 1].start])):
        return Role.FORMER if _FROM.search(before) else Role.LEVEL
    if _BY.search(before) and not _CHANGES_TO.search(before):
        return Role.CHANGE
    noun = _CHANGE_NOUN.search(before)
    if noun is not None and stem(noun[1]).startswith(_change_stems()):
        return Role.CHANGE
    return Role.LEVEL


@cache
def _change_stems() -> tuple[str, ...]:
    return tuple(lexicon_words("change_stems"))
