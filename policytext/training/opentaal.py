"""The Dutch word list of OpenTaal as Hunspell has it: words, what each can be, and their inflected forms.

The list is Debian's package hunspell-nl (`apt-get download hunspell-nl`, then `dpkg-deb -x`), its files nl.dic and
nl.aff. Licence: BSD (3 clauses) or CC BY 3.0, as the user chooses; the head of nl.aff says what the flags mean.
"""

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

_NOUN_FLAGS = frozenset({"Cc", "Ca", "Cb", "Cd", "Ch", "Ce", "CA", "CB"})
_FORBIDDEN = "Fw"
_INFINITIVE = "Vi"


@dataclass(frozen=True)
class Dictionary:
    """Lower-case words of letters only, and names.

    Attributes:
        flags: flags of each word; a word without any has none.
        lemmas: lemma and first letter of the flag (Z plural, Y diminutive, A adjective, V verb) of each inflected form.
        verbs: infinitives, those with a particle included.
        names: words with a capital, in lower case.
    """

    flags: dict[str, frozenset[str]]
    lemmas: dict[str, frozenset[tuple[str, str]]]
    verbs: frozenset[str]
    names: frozenset[str]

    def is_noun(self, word: str) -> bool:
        """Whether the word can be a noun: it has a plural, a diminutive or a place in compounds."""
        return any(flag[0] in "ZY" or flag in _NOUN_FLAGS for flag in self.flags.get(word, ()))

    def is_adjective(self, word: str) -> bool:
        """Whether the word is inflected as an adjective."""
        return any(flag[0] == "A" for flag in self.flags.get(word, ()))

    def is_verb_form(self, word: str) -> bool:
        """Whether the word is a stem, past tense or participle of a verb."""
        flags = self.flags.get(word, frozenset())
        return any(flag[0] == "V" for flag in flags) and _INFINITIVE not in flags

    def has(self, word: str, *flags: str) -> bool:
        """Whether the word has one of the flags."""
        return not self.flags.get(word, frozenset()).isdisjoint(flags)

    def has_own_plural(self, word: str) -> bool:
        """Whether the word has a plural or diminutive: then it is no plural itself."""
        return any(flag[0] in "ZY" for flag in self.flags.get(word, ()))


def _affixes(path: Path) -> tuple[dict[str, list[tuple[str, str, re.Pattern[str]]]], dict[str, str]]:
    suffixes: dict[str, list[tuple[str, str, re.Pattern[str]]]] = defaultdict(list)
    prefixes: dict[str, str] = {}
    for line in path.read_text(encoding="utf-8").splitlines():
        cells = line.replace("ĳ", "ij").split()
        if len(cells) < 4 or cells[2] in "YN":
            continue
        added = cells[3].partition("/")[0]
        if cells[0] == "PFX":
            prefixes[cells[1]] = added
        elif cells[0] == "SFX" and not added.endswith("-"):
            condition = cells[4] if len(cells) > 4 and not cells[4].startswith(("ts:", "#")) else "."
            taken = "" if cells[2] == "0" else cells[2]
            suffixes[cells[1]].append((taken, "" if added == "0" else added, re.compile(condition + "$")))
    return suffixes, prefixes


def _entries(path: Path) -> Iterator[tuple[str, frozenset[str]]]:
    for line in path.read_text(encoding="utf-8").splitlines()[1:]:
        word, _, flags = line.split("\t")[0].strip().partition("/")
        pairs = frozenset(flags[place : place + 2] for place in range(0, len(flags), 2))
        if word and _FORBIDDEN not in pairs:
            yield word.replace("ĳ", "ij").replace("Ĳ", "IJ"), pairs


def read(folder: Path) -> Dictionary:
    """Read `nl.dic` and `nl.aff` in a folder."""
    suffixes, prefixes = _affixes(folder / "nl.aff")
    flags: dict[str, frozenset[str]] = {}
    names: set[str] = set()
    for word, found in _entries(folder / "nl.dic"):
        if word.isalpha() and word == word.lower() and len(word) > 1:
            flags[word] = flags.get(word, frozenset()) | found
        elif word.isalpha() and word[1:] == word[1:].lower():
            names.add(word.lower())
    lemmas: dict[str, set[tuple[str, str]]] = defaultdict(set)
    verbs: set[str] = set()
    for word, found in flags.items():
        for flag in found:
            if flag == _INFINITIVE:
                verbs.update([word, *(prefixes[other] + word for other in found if other in prefixes)])
            for taken, added, condition in suffixes.get(flag, ()) if flag[0] in "ZYAV" else ():
                if condition.search(word) and word.endswith(taken):
                    lemmas[word.removesuffix(taken) + added].add((word, flag[0]))
    return Dictionary(
        flags, {form: frozenset(found) for form, found in lemmas.items()}, frozenset(verbs), frozenset(names)
    )
