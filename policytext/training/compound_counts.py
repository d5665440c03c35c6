"""How words of the dictionary are built: which forms begin compounds, which words end them, and how often."""

import math
from collections import Counter
from collections.abc import Iterable
from functools import cached_property

from policytext.lexicon import table, words
from policytext.lexicon.inflection import singulars
from policytext.lexicon.word_list import strong_forms
from policytext.training.opentaal import Dictionary

#: Shortest modifier and head, and shortest word that is counted.
SHORTEST_MODIFIER, SHORTEST_HEAD, SHORTEST_WORD = 2, 3, 6
#: Particles: what begins with one is as a rule derived from a verb. Each has a weight of its own.
PARTICLES = frozenset(words("compound_particles"))
#: Suffixes: what ends in one is a derivation.
SUFFIXES = frozenset(words("compound_suffixes"))
_LONG = 7


class Counts:
    """Modifiers and heads of the dictionary with features of their own; the features of a split are those of both."""

    def __init__(self, dictionary: Dictionary, extra_words: Iterable[str], adjectives: Iterable[str]) -> None:
        """Count the splits of all words; `extra_words` can be parts too, `adjectives` are inflected as such."""
        self.dictionary = dictionary
        self.extra = frozenset(extra_words)
        self.extra_adjectives = frozenset(word for word in adjectives if not dictionary.is_noun(word))
        rows = table("irregular_forms")
        self._own_lemmas = {row["form"] for row in rows if row["form"] == row["lemma"]}
        self._irregular = [(row["form"], row["lemma"]) for row in rows if row["form"] != row["lemma"]]
        self.modifiers: Counter[str] = Counter()
        self.heads: Counter[str] = Counter()
        self.beginnings: Counter[str] = Counter()
        self.endings: Counter[str] = Counter()
        for word in dictionary.flags:
            if len(word) < SHORTEST_WORD or word in dictionary.verbs or self._is_verb_only(word):
                continue
            for place in range(SHORTEST_MODIFIER, len(word) - 1):
                self._count(word[:place], word[place:])

    def _count(self, left: str, right: str) -> None:
        if len(right) >= SHORTEST_HEAD:
            self.beginnings[left] += 1
        if len(left) > SHORTEST_MODIFIER:
            self.endings[right] += 1
        if len(right) >= SHORTEST_HEAD and self.can_end(right) and self.bases(left):
            self.modifiers[left] += 1
            self.heads[right] += 1

    def _is_verb_only(self, word: str) -> bool:
        listed = self.dictionary
        return listed.is_verb_form(word) and not listed.is_noun(word) and not listed.is_adjective(word)

    def is_word(self, word: str) -> bool:
        """Whether the word is in the dictionary or among the extra ones."""
        return word in self.dictionary.flags or word in self.extra

    def can_end(self, word: str) -> bool:
        """Whether a lemma can end a compound."""
        listed = self.dictionary
        return (
            self.is_word(word)
            and word not in SUFFIXES
            and not self._is_verb_only(word)
            and ((word not in listed.verbs and word not in strong_forms()) or listed.is_noun(word))
            and not self.is_plural(word)
        )

    def is_plural(self, word: str) -> bool:
        """Whether the word is rather the plural of another than a lemma: lijsten, jongeren; not wagen, kosten."""
        listed = self.dictionary
        if word in self._own_lemmas or (listed.has_own_plural(word) and word not in listed.verbs):
            return False
        plural = any(kind == "Z" for _, kind in listed.lemmas.get(word, ()))
        ends = word.endswith(("en", "a")) and (
            listed.is_adjective(word[:-2])
            or word[:-2] in self.extra_adjectives
            or any(listed.is_noun(base) for base in singulars(word))
        )
        irregular = any(
            word.endswith(form) and word.removesuffix(form) + lemma in listed.flags for form, lemma in self._irregular
        )
        return plural or ends or irregular

    def head_lemmas(self, form: str) -> list[str]:
        """Lemmas that can end a compound and of which the form is one, itself first."""
        found = [form] if self.can_end(form) else []
        return found + sorted(
            lemma for lemma, kind in self.dictionary.lemmas.get(form, ()) if kind in "ZYA" and self.can_end(lemma)
        )

    def bases(self, form: str) -> list[tuple[str, str]]:
        """Lemmas of a modifier, each with how the two are linked: "", "s", "e" or "plural"."""
        listed = self.dictionary
        found = [(form, "")] if self.is_word(form) and form not in listed.verbs else []
        if form.endswith("s") and (listed.is_noun(form[:-1]) or form[:-1] in self.extra):
            found.append((form[:-1], "s"))
        found += sorted((lemma, "plural") for lemma, kind in listed.lemmas.get(form, ()) if kind == "Z")
        if form.endswith("e") and listed.is_noun(form[:-1]):
            found.append((form[:-1], "e"))
        return found

    def base(self, form: str) -> str:
        """The likeliest lemma of a modifier: not the word that looks like it, but the one that is compounded so."""
        found, listed = self.bases(form), self.dictionary
        linked = [base for base, link in found if link == "s" and listed.has(base, "Ch", "Cd")]
        plurals = [base for base, link in found if link == "plural" and base != form]
        if linked and not listed.has_own_plural(form):
            return linked[0]
        if plurals and not listed.has_own_plural(form) and not listed.is_adjective(form):
            return max(plurals, key=lambda base: (listed.has(base, "Cc"), self.modifiers[base], base))
        return found[0][0]

    def modifier_features(self, form: str) -> dict[str, float] | None:
        """Features of a form that begins a compound; None for what can not."""
        bases, listed = self.bases(form), self.dictionary
        if not bases or len(form) < SHORTEST_MODIFIER:
            return None
        links = {link for _, link in bases}
        found = {
            "m:compounds": math.log1p(self.modifiers[form]),
            "m:share": math.log((self.modifiers[form] + 0.5) / (self.beginnings[form] + 2)),
            f"m:length {min(len(form), _LONG)}": 1.0,
            **{f"m:link {link}": 1.0 for link in links},
        }
        if "" in links:
            found["m:flagged"] = 1.0 if listed.has(form, "Ca", "CA", "Ce", "Cb") else -1.0
            found["m:adjective"] = float(listed.is_adjective(form))
            found["m:verb stem"] = float(self._is_verb_only(form))
        elif "s" in links:
            found["m:flagged s"] = 1.0 if any(listed.has(base, "Ch", "Cd") for base, _ in bases) else -1.0
        if form in PARTICLES:
            found["m:particle"] = found[f"m:particle {form}"] = 1.0
        return found

    def head_features(self, lemma: str) -> dict[str, float] | None:
        """Features of a lemma that ends a compound; None for what can not."""
        if len(lemma) < SHORTEST_HEAD or not self.can_end(lemma):
            return None
        listed = self.dictionary
        return {
            "bias": 1.0,
            "h:compounds": math.log1p(self.heads[lemma]),
            "h:share": math.log((self.heads[lemma] + 0.5) / (self.endings[lemma] + 2)),
            f"h:length {min(len(lemma), _LONG)}": 1.0,
            "h:flagged": 1.0 if listed.has(lemma, "Cc") else -1.0,
            "h:noun": float(listed.is_noun(lemma)),
            "h:adjective": float(listed.is_adjective(lemma)),
            "h:verb": float(listed.is_verb_form(lemma)),
            "h:infinitive": float(lemma in listed.verbs),
        }

    @cached_property
    def all_modifiers(self) -> list[str]:
        """Forms that begin a compound of the dictionary, or that its flags say can begin one."""
        listed = self.dictionary
        found = set(self.modifiers)
        for word in listed.flags:
            if listed.has(word, "Ca", "Cb", "Ce", "CA", "CB"):
                found.add(word)
            if listed.has(word, "Ch", "Cd"):
                found.add(word + "s")
        for form, lemmas in listed.lemmas.items():
            if form.endswith("n") and any(kind == "Z" and listed.has(lemma, "Cc") for lemma, kind in lemmas):
                found.add(form)
        return sorted(found | {form for form in self.extra if self.bases(form)})

    @cached_property
    def all_heads(self) -> list[str]:
        """Lemmas that end a compound of the dictionary, or that its flags say can end one."""
        listed = self.dictionary
        found = set(self.heads) | {word for word in listed.flags if listed.has(word, "Cc")} | self.extra
        return sorted(word for word in found if self.can_end(word))
