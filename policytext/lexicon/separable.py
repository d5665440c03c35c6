"""Verbs in two words: "neemt ... toe" is toenemen, "aan te pakken" is aanpakken.

Dutch main clauses part many verbs: the form in second place, the particle at the end of the clause. By its words such a
clause shares nothing with "toenemen" or "toegenomen", and something with every other clause of nemen. Told from word
lists, without a parse, since a search reads questions and has no time for one (docs/adr/0045).
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Final

from policytext.lexicon import words as lexicon_words
from policytext.lexicon.lemmas import noun_or_adjective, verb, verb_with
from policytext.lexicon.word_list import word_list

#: Words between a verb and its particle at the most.
_APART: Final = 15
_ENDS: Final = frozenset(".;:!?()")
_TO: Final = "te"
#: Particles that are adverbs too: "kreeg weer", "werkt samen met".
_ADVERBS: Final = ("weer", "samen")
#: Words before a particle with which it is no particle: "tot nu toe", "van boven".
_FIXED: Final = frozenset(("nu", "naar", "van", "tot", "heen"))
#: Words before a form that make it a noun, or another verb's infinitive: "de zet", "te houden".
_NO_VERB_AFTER: Final = frozenset(
    ("de", "het", "een", "deze", "die", "dit", "elke", "geen", "zijn", "haar", "hun", _TO)
)
#: Verbs that hardly part, and words that are spelt like a verb ("met" of meten).
_NEVER: Final = frozenset(
    ("hebben", "zijn", "worden", "kunnen", "willen", "zullen", "mogen", "meten", "nieten", "eren", "meren")
)


@dataclass(frozen=True, slots=True)
class Parted:
    """A verb in two words: the places of both among the words of the text, and its infinitive."""

    form: int
    particle: int
    infinitive: str


@cache
def _particles() -> dict[str, bool]:
    """Particles that stand apart, and whether each is also another word, so that it must end its clause to be one."""
    others = word_list().adjectives.union(lexicon_words("stopwords"), _ADVERBS)
    return {particle: particle in others for particle in lexicon_words("separable_particles")}


@cache
def _openers() -> frozenset[str]:
    return frozenset(lexicon_words("phrase_openers")) - {_TO}


def parted_verbs(words: Sequence[str]) -> Iterator[Parted]:
    """The verbs of a text that stand in two words, each word in one of them at most.

    Args:
        words: the words of the text in order, lower case and without accents, with its marks of punctuation.
    """
    taken: set[int] = set()
    found: list[Parted] = []
    # What may be a noun as well takes the particle that no plain verb takes: "wijzen" before "werken" and "plannen".
    for may_be_noun in (False, True):
        for place, word in reversed(list(enumerate(words))):
            if (noun_or_adjective(word) is not None) is not may_be_noun or place in taken:
                continue
            one = _with_te(words, place) if word in _particles() else _with_particle(words, place, taken)
            if one is not None and one.form not in taken:
                taken.update((one.form, one.particle))
                found.append(one)
    yield from sorted(found, key=lambda one: one.form)


def _with_te(words: Sequence[str], place: int) -> Parted | None:
    """The infinitive that a particle before "te" belongs to."""
    if words[place + 1 : place + 2] != [_TO] or place + 2 >= len(words):
        return None
    infinitive = words[place] + words[place + 2]
    return Parted(place + 2, place, infinitive) if infinitive in word_list().verbs else None


def _with_particle(words: Sequence[str], place: int, taken: set[int]) -> Parted | None:
    """The verb whose finite form stands at a place, where its particle comes later."""
    if not _may_be_finite(words, place):
        return None
    for at in range(place + 1, min(len(words), place + _APART + 1)):
        if words[at] in _ENDS:
            return None
        if words[at] in _particles() and at not in taken and _closes(words, at):
            infinitive = verb_with(words[at], words[place])
            if infinitive is not None:
                return Parted(place, at, infinitive)
    return None


def _may_be_finite(words: Sequence[str], place: int) -> bool:
    word = words[place]
    if not word.isalpha() or word.endswith(("end", "ende")) or (place and words[place - 1] in _NO_VERB_AFTER):
        return False
    infinitive = verb(word)
    is_participle = word.startswith("ge") and infinitive is not None and not infinitive.startswith("ge")
    return infinitive not in (None, *_NEVER) and not is_participle


def _closes(words: Sequence[str], at: int) -> bool:
    """Whether a particle ends its clause, or can be nothing else."""
    following = words[at + 1] if at + 1 < len(words) else "."
    if words[at - 1] in _FIXED or following == _TO:
        return False
    return not _particles()[words[at]] or following in _openers() or not following[:1].isalnum()


def joined(words: Sequence[str]) -> list[str]:
    """The words of a text, each verb in two words as its infinitive in the place of its form; marks are left out."""
    instead: dict[int, str] = {}
    for found in parted_verbs(words):
        instead.update({found.form: found.infinitive, found.particle: ""})
    kept = (instead.get(place, word) for place, word in enumerate(words))
    return [word for word in kept if word[:1].isalnum()]
