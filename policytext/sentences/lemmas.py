"""The lemma of a word whose part of speech is known: learned rules on its ending, of which the longest wins.

A rule takes "ge" out of a participle or leaves it, cuts letters off the end and adds others: "opgelopen" to "oplopen",
"aanbevelingen" to "aanbeveling". An ending that begins with "^" is a whole word. The rules are learned from the Dutch
Universal Dependencies treebanks and a table of word forms by `policytext.training.dutch.lemmas`; they decide for words
that were never seen as well. The lemma is a word as a dictionary has it; the treebanks' own lemmas of compounds
("klooster_orde") are not imitated. For a word that stands alone, as in a search, see `lexicon.lemmas`.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Final

from policytext.lexicon import words

RULES: Final = "lemma_rules.tsv"
WHOLE: Final = "^"
#: The class under which the rules list words that keep their capital ("Nederlands").
CAPITALISED: Final = "capital"
#: Whatever these are, their lemma is the word itself.
_UNCHANGED: Final = frozenset(("PUNCT", "SYM", "X"))


@dataclass(frozen=True, slots=True)
class Rule:
    """How a form becomes a lemma: with or without taking out "ge", letters to cut, letters to add."""

    takes_ge: bool
    cut: int
    add: str

    def apply(self, form: str) -> str | None:
        """The lemma, or None where the rule does not fit the form."""
        if self.takes_ge:
            match = participle_prefix().match(form)
            if match is None:
                return None
            form = match[1] + form[match.end() :]
        return form[: len(form) - self.cut] + self.add if self.cut <= len(form) else None


@cache
def participle_prefix() -> re.Pattern[str]:
    """The "ge" of a participle, behind a separable particle or at the beginning; group 1 is the particle."""
    particles = sorted(words("separable_particles"), key=len, reverse=True)
    return re.compile(rf"^((?:{'|'.join(particles)})?)ge(?=.)")


def word_class(pos: str, morph: str) -> str:
    """Words of one class share rules: the part of speech, with what decides the ending."""
    if pos == "NOUN":
        return "NOUN.sing" if "Number=Sing" in morph else "NOUN.plur"
    if pos in ("VERB", "AUX"):
        if "VerbForm=Fin" in morph and "Number=Plur" in morph and "Tense=Pres" in morph:
            return "VERB.plur"  # "kiezen", "zijn": nearly always the infinitive
        form = next((name for name in ("Inf", "Part") if f"VerbForm={name}" in morph), "Fin")
        return f"VERB.{form.lower()}"
    return pos


class Lemmatizer:
    """Rules by class and ending, and the words that keep their capital (lower case, by class)."""

    def __init__(self, rules: Mapping[tuple[str, str], Rule], capitalised: frozenset[str]) -> None:
        self.rules = rules
        self.capitalised = capitalised

    def lemma(self, form: str, pos: str, morph: str) -> str:
        """The lemma of a word form; `morph` as in `types.syntax.Token`."""
        if pos in _UNCHANGED:
            return form
        lower = form.lower()
        if len(lower) != len(form):  # "İ" and a few others; no Dutch word
            return form
        found = self._by_rule(word_class(pos, morph), lower)
        if form == lower:
            return found.capitalize() if found in self.capitalised and pos == "ADJ" else found
        if pos == "PROPN" or form[1:] != lower[1:] or not form[1:2].isalpha():  # names, "VNG-leden", "F1-baas"
            return _with_capitals(form, found)
        return found.capitalize() if found in self.capitalised else found

    def _by_rule(self, kind: str, form: str) -> str:
        whole = WHOLE + form
        for start in range(len(whole) + 1):
            rule = self.rules.get((kind, whole[start:]))
            if rule is not None and (found := rule.apply(form)):
                return found
        return form


def _with_capitals(form: str, lemma: str) -> str:
    """The lemma with the capitals of the form where both have the same letters."""
    same = 0
    while same < min(len(form), len(lemma)) and form[same].lower() == lemma[same]:
        same += 1
    return form[:same] + lemma[same:]


@cache
def lemmatizer() -> Lemmatizer:
    """The shipped rules."""
    rules: dict[tuple[str, str], Rule] = {}
    capitalised: set[str] = set()
    text = files("policytext.sentences").joinpath("dutch").joinpath(RULES).read_text(encoding="utf-8")
    for line in text.splitlines():
        if line.startswith("#"):
            continue
        kind, ending, ge, cut, add = line.split("\t")
        if kind == CAPITALISED:
            capitalised.add(ending)
        else:
            rules[kind, ending] = Rule(ge == "1", int(cut), add)
    return Lemmatizer(rules, frozenset(capitalised))
