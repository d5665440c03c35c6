"""Passages that come back word for word, but for small edits: maximal runs of equal words that say something.

A run says something by the words in it: names of bodies, references to articles and turns that everybody uses are equal
in many documents without anyone having them from another.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Final

import numpy as np

from policytext.lexicon import lemmas
from policytext.lexicon import words as lexicon_words
from policytext.query.reuse.runs import SHINGLE, Ints, Run, shared_runs
from policytext.query.reuse.stream import Stream
from policytext.store.fulltext import tokens

#: Equal words of a passage, and what they have to say together in bits. Of runs below 55 bits in 67 documents of all
#: kinds nearly none is a passage ("in het belang van de", "bij algemene maatregel van bestuur"); above, most are.
_FEWEST_WORDS: Final = 6
_LEAST_BITS: Final = 55.0
#: Different words that are neither function words nor numbers; one less will do in a longer run that says more.
_FEWEST_CONTENT: Final = 3
_LONGER: Final = 7
_MORE_BITS: Final = 60.0
#: Share of content words written with a capital from which a run is a name, and the longest run that is one.
_NAMED: Final = 0.6
_LONGEST_NAME: Final = 14
#: Times that one document has the same words from which they are its terms, and the longest run that is a term.
_TERM: Final = 3
_LONGEST_TERM: Final = 10
#: Words up to which a run without a verb is a term, and says nothing of it.
_LONGEST_PHRASE: Final = 8
#: Equal words of a sentence, or share of it, from which it belongs to a passage that goes beyond it.
_OWN_WORDS: Final = 5
_OWN_SHARE: Final = 0.5
#: Share of the words of a passage that lie in text of many documents from which it is theirs.
_WIDESPREAD: Final = 0.5
#: Documents from which text is widespread: what three have may be a letter, its copy and the answer to it.
MANY: Final = 4
_CAPITALISED: Final = re.compile(r"[A-ZÀ-Þ]")


@dataclass(frozen=True, slots=True)
class Repeat:
    """Sentences [first, stop) of one document that are those of another, by place in the stream's `sentences`.

    `words` counts the equal words, `share` is their part of the words of the shorter passage, `shared` are they as the
    earlier document has them. `is_widespread` says that many documents have them.
    """

    first: int
    stop: int
    other: int
    other_stop: int
    words: int
    share: float
    shared: str
    is_widespread: bool


@dataclass(frozen=True, slots=True)
class Repeats:
    """Passages that come back, and the sentences (by place in the stream) that are text of many documents."""

    passages: tuple[Repeat, ...]
    widespread: frozenset[int]


def find_repeats(stream: Stream) -> Repeats:
    """Passages that two documents share, in order of the earlier one; the same words of the same pair once."""
    found = shared_runs(stream.words, stream.documents)
    used: dict[tuple[int, ...], set[int]] = {}
    kept: dict[tuple[int, int, tuple[int, ...]], list[Run]] = {}
    for run in found.runs:
        if not _says_something(run, stream):
            continue
        words = tuple(stream.words[run.first : run.stop].tolist())
        document = int(stream.documents[run.first])
        used.setdefault((document, *words), set()).add(run.first)
        kept.setdefault((document, int(stream.documents[run.other]), words), []).append(run)
    repeats = []
    for (document, _, words), runs in kept.items():
        run = max(runs, key=lambda run: (_likeness(run, stream), -run.first, -run.other))
        is_term = len(used[(document, *words)]) >= _TERM and run.words <= _LONGEST_TERM
        if not is_term and not _is_name(run, stream) and not _is_reference(words, stream):
            many = [bool(found.spread[place] >= MANY) for place in _matched(run)]
            repeats.append(_repeat(run, stream, is_widespread=sum(many) > _WIDESPREAD * len(many)))
    return Repeats(tuple(_once(repeats)), _widespread(found.spread, stream))


def _widespread(spread: Ints, stream: Stream) -> frozenset[int]:
    """Sentences of which most words lie in text that many documents have."""
    is_many = np.zeros(len(spread) + SHINGLE, dtype=np.int64)
    for step in range(SHINGLE):
        is_many[step : step + len(spread)] |= (spread >= MANY).astype(np.int64)
    counts = np.bincount(stream.units, weights=is_many[: len(spread)], minlength=len(stream.sentences))
    lengths = np.maximum(np.diff(stream.starts), 1)
    return frozenset(np.flatnonzero(counts > _WIDESPREAD * lengths).tolist())


def _likeness(run: Run, stream: Stream) -> float:
    """Share of the words that the sentences of a run have in common: where the same words stand twice, the nearer."""
    one, other = (
        {word for unit in range(*_sentences(run, stream, is_other=side)) for word in stream.sentences[unit].words}
        for side in (False, True)
    )
    return len(one & other) / max(1, len(one | other))


def _matched(run: Run) -> list[int]:
    """Places of the equal words in the earlier document that begin a shingle, or all where the run is short."""
    return [place + i for place, _, length in run.matched for i in range(max(1, length - 4))]


def _says_something(run: Run, stream: Stream) -> bool:
    if run.words < _FEWEST_WORDS:
        return False
    words = [int(stream.words[place + i]) for place, _, length in run.matched for i in range(length)]
    content = {word for word in words if stream.is_content[word]}
    bits = float(stream.bits[words].sum())
    enough = _FEWEST_CONTENT - (len(words) >= _LONGER and bits >= _MORE_BITS)
    return len(content) >= enough and bits >= _LEAST_BITS


def _is_name(run: Run, stream: Stream) -> bool:
    """Whether the words are mostly written with capitals, as names, titles and enumerations of them are."""
    if run.words > _LONGEST_NAME:
        return False
    forms = _forms(run.first, run.stop, stream)
    content = [
        form for form, word in zip(forms, stream.words[run.first : run.stop], strict=True) if _counts(word, stream)
    ]
    capitals = sum(bool(_CAPITALISED.match(form)) for form in content)
    return bool(content) and capitals >= _NAMED * len(content)


def _counts(word: int, stream: Stream) -> bool:
    return bool(stream.is_content[word])


def _is_reference(words: Sequence[int], stream: Stream) -> bool:
    """Whether all that is said is which article of which law, what is measured in which unit, or in short a term."""
    spelled = [stream.vocabulary[word] for word in words]
    content = {word for word, number in zip(spelled, words, strict=True) if stream.is_content[number]}
    if len(content - _reference_words()) < 2:
        return True
    return len(words) <= _LONGEST_PHRASE and not any(map(_is_verb, spelled))


def _is_verb(word: str) -> bool:
    return word in _finite_verbs() or lemmas.verb(word) is not None


@cache
def _finite_verbs() -> frozenset[str]:
    return frozenset(lexicon_words("finite_verbs"))


@cache
def _reference_words() -> frozenset[str]:
    return frozenset(token for word in lexicon_words("reference_words") for token in tokens(word))


def _repeat(run: Run, stream: Stream, *, is_widespread: bool) -> Repeat:
    first, stop = _sentences(run, stream, is_other=False)
    other, other_stop = _sentences(run, stream, is_other=True)
    shorter = min(stream.starts[stop] - stream.starts[first], stream.starts[other_stop] - stream.starts[other])
    shared = " … ".join(_text(place, place + length, stream) for place, _, length in run.matched)
    share = min(1.0, run.words / max(1, int(shorter)))
    return Repeat(first, stop, other, other_stop, run.words, share, shared, is_widespread)


def _sentences(run: Run, stream: Stream, *, is_other: bool) -> tuple[int, int]:
    """The sentences that have enough of the equal words; at the ends of a long run one with two or three has not."""
    equal: dict[int, int] = {}
    for match in run.matched:
        begin = match[1] if is_other else match[0]
        for place in range(begin, begin + match[2]):
            unit = int(stream.units[place])
            equal[unit] = equal.get(unit, 0) + 1
    enough = [
        unit
        for unit, count in equal.items()
        if count >= _OWN_WORDS or count >= _OWN_SHARE * len(stream.sentences[unit].words)
    ]
    return min(enough or equal), max(enough or equal) + 1


def _forms(first: int, stop: int, stream: Stream) -> list[str]:
    """Words of the stream as they are written; folded where the two ways of reading words do not agree."""
    found: list[str] = []
    for unit in range(int(stream.units[first]), int(stream.units[stop - 1]) + 1):
        words, written = stream.sentences[unit].words, _written(stream.sentences[unit].text)
        begin = int(stream.starts[unit])
        found += (written if len(written) == len(words) else words)[max(0, first - begin) : stop - begin]
    return found


def _written(text: str) -> tuple[str, ...]:
    return tuple(re.findall(r"[^\W_⁰¹²³⁴-⁹]+", text))


def _text(first: int, stop: int, stream: Stream) -> str:
    return " ".join(_forms(first, stop, stream))


def _once(repeats: list[Repeat]) -> list[Repeat]:
    """Of repeats with the same sentences on a side and in the same documents the fullest."""
    kept: list[Repeat] = []
    taken: set[tuple[int, int, int, int]] = set()
    for repeat in sorted(repeats, key=lambda item: -item.words):
        place = (repeat.first, repeat.stop, repeat.other, repeat.other_stop)
        if place not in taken:
            taken.add(place)
            kept.append(repeat)
    return sorted(kept, key=lambda item: (item.first, item.other))
