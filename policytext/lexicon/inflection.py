"""Rules of Dutch inflection: the base forms that an inflected form can have, without regard to what words exist.

Forms are lower case. A rule of spelling decides how a stem changes before an ending (Woordenlijst, Technische
handleiding 2015): an open syllable has one vowel (taak, taken), a closed one before an ending doubles its consonant
(plan, plannen), and v and z become f and s at the end (brief, brieven; huis, huizen).
"""

from collections.abc import Iterator
from functools import cache
from typing import Final

from policytext.lexicon import words

_VOWELS: Final = frozenset("aeiou")
_VOICED: Final = {"z": "s", "v": "f"}
_VOICELESS: Final = {"s": "z", "f": "v"}
#: Letters behind which a weak participle ends in t.
_BEFORE_T: Final = frozenset("kfschpx")
#: Prefixes that are never parted from their verb, and keep a participle without "ge".
_FIRM_PREFIXES: Final = ("be", "ge", "her", "ont", "ver", "over", "onder", "door", "om", "voor", "vol", "mis")


@cache
def particles() -> tuple[str, ...]:
    """Particles and prefixes of verbs, longest first."""
    return tuple(sorted(words("verb_particles"), key=lambda particle: (-len(particle), particle)))


def _is_open(stem: str) -> bool:
    """Whether a stem ends in one vowel and one consonant, so that its vowel before an ending is a long one."""
    return (
        len(stem) >= 2
        and stem[-1] not in _VOWELS
        and stem[-2] in _VOWELS
        and (len(stem) == 2 or stem[-3] not in _VOWELS)
    )


def base_stems(stem: str) -> Iterator[str]:
    """How a stem that stands before -e or -en can be spelt at the end of a word, likeliest first: tak, taak."""
    if len(stem) >= 3 and stem[-1] == stem[-2] and stem[-1] not in _VOWELS:
        yield stem[:-1]
    if _is_open(stem):
        yield stem[:-1] + stem[-2] + _VOICED.get(stem[-1], stem[-1])
    if stem[-1:] in _VOICED:
        yield stem[:-1] + _VOICED[stem[-1]]
    yield stem


def _stems_before_ending(base: str) -> Iterator[str]:
    """How a word is spelt before -en: the reverse of `base_stems`."""
    if len(base) >= 3 and base[-1] not in _VOWELS and base[-2] == base[-3] and base[-2] in _VOWELS:
        yield base[:-2] + _VOICELESS.get(base[-1], base[-1])
        yield base[:-2] + base[-1]
    is_short = len(base) >= 2 and base[-1] not in _VOWELS and base[-2] in _VOWELS and base[-3:-2] not in _VOWELS
    if base[-1:] in _VOICELESS and not is_short:  # "afschaf" is of afschaffen: of afschaven it would be "afschaaf"
        yield base[:-1] + _VOICELESS[base[-1]]
    if is_short:
        yield base + base[-1]
    yield base


def singulars(form: str) -> Iterator[str]:
    """Singulars that a plural or diminutive can have, likeliest first."""
    if form.endswith("heden"):
        yield form[:-5] + "heid"
    for ending in ("'s", "'er", "'ers"):
        if form.endswith(ending):
            yield form[: -len(ending)]
    if form.endswith("en"):
        yield from base_stems(form[:-2])
        yield form[:-1]
    if form.endswith("ën"):
        yield form[:-2]
        yield form[:-2] + "e"
    if form.endswith("s"):
        yield form[:-1]
    if form.endswith("a"):
        yield form[:-1] + "um"
    if form.endswith("ici"):
        yield form[:-1] + "us"
    yield from _without_diminutive(form.removesuffix("s"))


def _without_diminutive(form: str) -> Iterator[str]:
    for ending in ("je", "tje", "pje", "etje"):
        if form.endswith(ending):
            stem = form.removesuffix(ending)
            yield stem
            if stem[-1:] == stem[-2:-1]:  # balletje, autootje
                yield stem[:-1]
    if form.endswith("kje"):
        yield form[:-3] + "g"


def positives(form: str) -> Iterator[str]:
    """Uninflected positives that a form of an adjective can have, likeliest first: grote, groter, grootst."""
    if form.endswith("ste"):
        yield from (form[:-3], form[:-2])
    if form.endswith("st"):
        yield from (form[:-2], form[:-1])
    for ending in ("dere", "ere", "der", "er", "e", "ë", "s"):
        if form.endswith(ending) and len(form) > len(ending) + 1:
            stem = form[: -len(ending)]
            # "bare" is of baar: only an unstressed syllable keeps its spelling, and the first one is stressed.
            stressed = _is_open(stem) and not _VOWELS.intersection(stem[:-2])
            yield from (base for base in base_stems(stem) if not (stressed and base == stem))


def _infinitives_of_stem(stem: str) -> Iterator[str]:
    if len(stem) < 2:
        return
    for spelt in _stems_before_ending(stem):
        yield spelt + "en"
    yield stem + "n"


def infinitives(form: str) -> Iterator[str]:
    """Infinitives that a form of a weak verb can have, likeliest first: werkt, werkte, gewerkt, werkend."""
    yield form
    if form.endswith("ende"):
        yield form[:-2]
    if form.endswith("end"):
        yield form[:-1]
    yield from _infinitives_of_stem(form)
    for ending in ("ten", "den", "te", "de", "t", "d"):
        stem = form.removesuffix(ending)
        if stem != form and not (ending.startswith("te") and stem[-1:] not in _BEFORE_T | {"t"}):
            yield from _infinitives_of_stem(stem)
    yield from _infinitives_of_participle(form)


def _may_end_participle(form: str) -> bool:
    """Whether the last letter can be the ending of a participle: t behind a voiceless consonant, d elsewhere.

    So "gestart" is of starten and not of staren. A stem that is spelt with f or s can be voiced: "gegraasd" of grazen.
    """
    is_voiceless = form[-2:-1] in _BEFORE_T
    return is_voiceless if form.endswith("t") else not is_voiceless or form[-2] in _VOICELESS


def _infinitives_of_participle(form: str) -> Iterator[str]:
    plain = form.removesuffix("e") if form.endswith(("de", "te")) else form
    if not plain.endswith(("d", "t")):
        return
    for particle in ("", *particles()):
        if plain.startswith(particle + "ge"):
            stem = plain[len(particle) + 2 :]
            for rest in (stem[:-1], stem) if _may_end_participle(stem) else (stem,):
                for infinitive in _infinitives_of_stem(rest):
                    yield particle + infinitive
    for prefix in _FIRM_PREFIXES:
        if plain.startswith(prefix):
            for infinitive in _infinitives_of_stem(plain[len(prefix) : -1]):
                yield prefix + infinitive
