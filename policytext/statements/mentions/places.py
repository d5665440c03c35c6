"""Names of places behind "gemeente", "provincie" and the like: words with capitals, and known longer ones."""

from dataclasses import dataclass
from functools import cache
from typing import Final

from policytext.lexicon import words
from policytext.statements.mentions.names import Entry, Names
from policytext.statements.mentions.reading import Reading
from policytext.types.vocabulary import MentionKind

#: Words with capitals of the longest name without a small word: "Sint Anna ter Muiden" apart, "De Ronde Venen".
_MOST_WORDS: Final = 3
_ARTICLES: Final = frozenset(("den", "de", "het", "ter", "ten"))
_DIRECTIONS: Final = frozenset(
    ("noord", "oost", "zuid", "west", "midden", "centrum", "noordoost", "noordwest", "zuidoost", "zuidwest", "noorden")
)
#: Titles of persons that may follow a place in a list, and "Regio Deal", which is a programme.
_NO_PLACES: Final = frozenset(
    ("drs", "dr", "mr", "ir", "ing", "prof", "dhr", "mevr", "mw", "deal", "deals", "gemeente")
)


@dataclass(frozen=True, slots=True)
class Place:
    """A name of a place in a reading: the word behind it, and the name as written."""

    stop: int
    name: str


def _goes_on(key: str, next_key: str) -> bool:
    """Whether a known place and the next word are one name: "Utrecht Centrum"."""
    return key in _DIRECTIONS or next_key in _DIRECTIONS


@cache
def _known() -> frozenset[str]:
    return frozenset(words("place_names"))


@cache
def _linked() -> Names:
    return Names.of(
        (name, Entry(name, MentionKind.ORGANISATION, is_cased=True)) for name in words("linked_place_names")
    )


def place_name(reading: Reading, index: int) -> Place | None:
    """The name of a place that begins at a word; None where no name begins there or an abbreviation does."""
    if index >= len(reading) or not reading.follows(index):
        return None
    for hit in _linked().at(reading, index):
        return Place(hit.stop, hit.entry.canonical)
    first = reading.words[index]
    if first.text in "'’" and reading.is_glued(index + 1) and reading.key(index + 1).startswith("s-"):
        return Place(index + 2, f"'{reading.words[index + 1].text}")  # 's-Hertogenbosch
    stop = index
    while stop < len(reading) and stop - index < _MOST_WORDS and (stop == index or reading.follows(stop)):
        word = reading.words[stop]
        if not word.is_capital or word.key in _NO_PLACES or (word.is_acronym and word.text[:2] != "IJ"):
            break
        written = reading.text[first.start : reading.words[stop - 1].end] if stop > index else ""
        if written in _known() and not _goes_on(reading.key(stop - 1), word.key):
            break
        stop += 1
    if stop == index or (stop - index == 1 and first.key in _ARTICLES):
        return None
    if reading.is_glued(stop) and reading.words[stop].text in "-_@":
        return None
    text = reading.text[first.start : reading.words[stop - 1].end]
    return Place(stop, " ".join(text.removesuffix("'s").removesuffix("’s").split()))
