"""The lemma of a form that is no compound: the lemma that is known, else what the rules of inflection make likely.

For words that stand alone, as in a search. A word in a parsed sentence gets its lemma from `sentences.lemmas`, where
its part of speech is known.
"""

from collections.abc import Iterable
from functools import cache, lru_cache
from typing import Final

from policytext.lexicon import table
from policytext.lexicon.inflection import base_stems, infinitives, particles, positives, singulars
from policytext.lexicon.word_list import strong_forms, word_list

#: Forms whose lemma is remembered: a document has some thousands, of which most come back.
_FORMS: Final = 1 << 16


@cache
def _endings() -> tuple[tuple[str, str], ...]:
    """Endings of unknown words with the ending of their lemma, longest first."""
    pairs = ((row["ending"], row["lemma"]) for row in table("lemma_endings"))
    return tuple(sorted(pairs, key=lambda pair: (-len(pair[0]), pair[0])))


def _known(candidates: Iterable[str], words: frozenset[str] | dict[str, float]) -> str | None:
    return next((candidate for candidate in candidates if candidate in words), None)


@lru_cache(maxsize=_FORMS)
def noun_or_adjective(form: str) -> str | None:
    """Known singular or positive of a folded form, or None."""
    listed = word_list()
    if form in listed.lemmas:
        return listed.lemmas[form]
    if form in listed.heads or form in listed.adjectives:
        return form
    if form.endswith("e") and (adjective := _known(positives(form), listed.adjectives)):
        return adjective
    if form in listed.nouns:
        return form
    return (
        _known(singulars(form), listed.nouns) or _noun_of_adjective(form) or _known(positives(form), listed.adjectives)
    )


def _noun_of_adjective(form: str) -> str | None:
    """Singular of persons named by an adjective: gehandicapten, gehandicapte."""
    if form.endswith("en") and _known(base_stems(form[:-2]), word_list().adjectives):
        return form[:-1]
    return None


def head(form: str) -> tuple[float, str] | None:
    """Weight and lemma of a folded form as the head of a compound, None for what is not listed as one."""
    listed = word_list()
    form = listed.irregular.get(form, form)
    if form in listed.heads:
        return listed.heads[form], form
    noun = _known(singulars(form), listed.heads)
    sure = _known((base for base in singulars(form) if base not in listed.adjectives), listed.heads)
    if sure or (noun is not None and noun in listed.nouns):
        noun = sure or noun or form
        return listed.heads[noun], noun
    adjective = _known((*base_stems(form[:-2]), *positives(form)), listed.heads)
    if adjective is None or adjective not in listed.adjectives:
        return None
    return listed.heads[adjective], _noun_of_adjective(form) or adjective


@lru_cache(maxsize=_FORMS)
def verb(form: str) -> str | None:
    """Known infinitive of a folded form, or None."""
    listed, strong = word_list(), strong_forms()
    if form in strong and not form.endswith("en"):
        return strong[form]
    # The list has "overgedragen" among the infinitives.
    if form in listed.verbs and _strong_with_particle(form) is None:
        return form
    if form in strong:
        return strong[form]
    return _strong_with_particle(form) or _known(infinitives(form), listed.verbs)


def verb_with(particle: str, form: str) -> str | None:
    """Known infinitive of a particle and a folded form that stands apart from it, or None.

    The list has pasts as infinitives ("afschaften"): of two candidates the one that the other is a past of is meant.
    """
    verbs = word_list().verbs
    known = [particle + base for base in (verb(form), *infinitives(form)) if base and particle + base in verbs]
    for candidate in known:
        if not any(candidate != other and other in infinitives(candidate) for other in known):
            return candidate
    return None


def _strong_with_particle(form: str) -> str | None:
    """Known infinitive of a form of a strong verb behind a particle: "bijgedragen", "toenam", "ingebrachte"."""
    listed, strong = word_list(), strong_forms()
    for particle in particles():
        if not form.startswith(particle):
            continue
        rest = form.removeprefix(particle)
        base = strong.get(rest) or strong.get(rest.removesuffix("e"))
        if base is not None and base != rest and particle + base in listed.verbs:
            return particle + base
    return None


def lemma(form: str) -> str:
    """Lemma of a folded form that is taken as a whole; the form itself where nothing is known and no ending tells."""
    listed = word_list()
    if form in listed.lemmas:
        return listed.lemmas[form]
    if form.startswith("ge") and form.endswith(("eerd", "eerde")) and (infinitive := verb(form)) is not None:
        return infinitive
    if form in listed.fixed or form in listed.heads:
        return form
    if form in strong_forms():
        return strong_forms()[form]
    if form in listed.verbs:
        return form
    known = noun_or_adjective(form) or verb(form)
    if known is not None:
        return known
    for ending, instead in _endings():
        if form.endswith(ending) and len(form) >= len(ending) + 3:
            return form.removesuffix(ending) + instead
    return form
