"""The word list behind lemmas and compounds (`compounds.txt`), read once and only when it is needed."""

from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from importlib.resources import files
from typing import Final

from policytext.lexicon import table
from policytext.lexicon.folding import folded

DATA: Final = "compounds.txt"
_PARTED: Final = ("phrase_openers.txt", "separable_particles.txt", "stopwords.txt")
_RULES: Final = ("compounds.py", "folding.py", "inflection.py", "lemmas.py", "separable.py", "word_list.py")
_HAND_WRITTEN: Final = ("compound_exceptions.tsv", "irregular_forms.tsv", "strong_verbs.tsv")


@dataclass(frozen=True, slots=True)
class WordList:
    """Folded words (see `folding`) with what is known of them.

    Attributes:
        modifiers: forms that begin a compound, linking letters included, with their weight: "gezondheids" 0.5.
        heads: lemmas that end a compound, with their weight.
        bases: lemma of a modifier where no rule gives it: "leden" is of "lid".
        nouns: singulars. The heads among them are in here too.
        adjectives: uninflected positives, likewise.
        verbs: infinitives.
        fixed: words that have no parts and no other lemma than themselves: names, function words.
        lemmas: lemma of a form that no rule leads to it, the irregular ones included.
        irregular: lemma of a form of a noun or adjective that is irregular.
        split_by_hand: two parts of a lemma that the weights part wrongly; a lemma alone stands for "no compound".
    """

    modifiers: dict[str, float]
    heads: dict[str, float]
    bases: dict[str, str]
    nouns: frozenset[str]
    adjectives: frozenset[str]
    verbs: frozenset[str]
    fixed: frozenset[str]
    lemmas: dict[str, str]
    irregular: dict[str, str]
    split_by_hand: dict[str, tuple[str, ...]]


def _sections(text: str) -> list[tuple[list[str], list[str]]]:
    """Heading and words of each section; a heading is a line that begins with "= "."""
    found = []
    for section in text.split("\n= ")[1:]:
        heading, _, body = section.partition("\n")
        found.append((heading.split(), body.split()))
    return found


@cache
def word_list() -> WordList:
    """The word list; the first call reads about half a megabyte."""
    sets: dict[str, set[str]] = {name: set() for name in ("noun", "adjective", "verb", "fixed")}
    weights: dict[str, dict[str, float]] = {"modifier": {}, "head": {}}
    pairs: dict[str, dict[str, str]] = {"base": {}, "lemma": {}}
    text = files("policytext.lexicon").joinpath(DATA).read_text(encoding="utf-8")
    for (kind, *details), body in _sections(text):
        if kind in pairs:
            pairs[kind].update(zip(body[::2], body[1::2], strict=True))
            continue
        for detail in details[:-1] if kind in weights else (kind,):
            if detail in sets:
                sets[detail].update(body)
        if kind in weights:
            weights[kind].update(dict.fromkeys(body, float(details[-1])))
    irregular = {folded(row["form"]): folded(row["lemma"]) for row in table("irregular_forms")}
    by_hand = {folded(row["word"]): tuple(folded(row["parts"]).split()) for row in table("compound_exceptions")}
    return WordList(
        weights["modifier"],
        weights["head"],
        pairs["base"],
        frozenset(sets["noun"]),
        frozenset(sets["adjective"]),
        frozenset(sets["verb"]),
        frozenset(sets["fixed"]),
        {**pairs["lemma"], **irregular},
        irregular,
        by_hand,
    )


@cache
def strong_forms() -> dict[str, str]:
    """Infinitives of the forms of verbs that no rule gives; of participles also without "ge", as after a prefix."""
    found: dict[str, str] = {}
    for row in table("strong_verbs"):
        for form in (*row["past"].split(), row["participle"]):
            if form:
                found.setdefault(form, row["infinitive"])
        found.setdefault(row["participle"].removeprefix("ge"), row["infinitive"])
    found.pop("", None)
    return found


@cache
def data_version() -> str:
    """Digest of all that decides lemmas and parts, rules included: what was made by another does not compare."""
    digest = sha256()
    folder = files("policytext.lexicon")
    for name in (DATA, *_HAND_WRITTEN, *_PARTED, *_RULES):
        digest.update(folder.joinpath(name).read_bytes().replace(b"\r\n", b"\n"))
    return digest.hexdigest()[:12]
