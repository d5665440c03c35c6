"""Whether a hyphen at a line end is the word's own or only breaks it: what the document itself shows, then rules.

The rules follow the spelling of the Woordenlijst Nederlandse Taal (Leidraad, chapter 6): a hyphen stands before a
capital, after figures, letters and abbreviations, after prefixes such as "oud-" and "niet-", between coordinated
adjectives ("sociaal-economisch", which many still write so) and where vowels of two parts would run together.
"""

import re
from functools import cache

from policytext.lexicon import table, words

_COMPOUND = re.compile(r"(?<![^\W_])[^\W_]{1,40}(?:[-\u2010\u2011][^\W_]{1,40}){1,6}")
_WORD = re.compile(r"[^\W\d_]{4,}")
_VOWEL = re.compile(r"[aeiouyáéíóúàèìòùäëïöüâêîôû]")
_LONGEST_WITHOUT_VOWEL = 5
# "technisch-wetenschappelijke", "politiek-bestuurlijk", "sociaal-economische"
_FIRST_ADJECTIVE = re.compile(r"[^\W\d_]{3,}(?:isch|aal|eel|tiek|lijk|ief|air)e?\Z")
_SECOND_ADJECTIVE = re.compile(r"[^\W\d_]{3,}(?:isch|aal|al|eel|el|lijk|ief|iev|air|ent)e?\Z")
# Vowels that would be read as one, of a first part and of a second one long enough to be a word. Pairs that stand at
# the end of syllables ("muse-um", "ide-eel", "materi-eel") are left out.
_RUN_TOGETHER = frozenset({"aa", "ai", "au", "oo", "oi", "ou", "uu"})
_SHORTEST_FIRST, _SHORTEST_SECOND = 3, 5


class HyphenEvidence:
    """What a document shows of its own spelling: its compounds with a hyphen inside a line, and its unbroken words.

    Args:
        source_text: the decoded file.
    """

    __slots__ = ("_compounds", "_first_parts", "_source", "_words")

    def __init__(self, source_text: str = "") -> None:
        self._source = source_text
        self._words: frozenset[str] | None = None
        self._compounds: frozenset[str] = frozenset()
        self._first_parts: frozenset[str] = frozenset()

    def _look(self) -> frozenset[str]:
        """Words of the document in lower case; they are collected when the first broken word asks for them."""
        if self._words is None:
            text = self._source.lower().replace("\u2010", "-").replace("\u2011", "-")
            self._words = frozenset(_WORD.findall(text))
            self._compounds = frozenset(_COMPOUND.findall(text))
            self._first_parts = frozenset(compound.split("-", 1)[0] for compound in self._compounds)
        return self._words

    def keeps_hyphen(self, before: str, after: str) -> bool:
        """Whether the hyphen between the parts of a word at a line end belongs to the word.

        Args:
            before: letters and digits before the hyphen.
            after: letters and digits at the head of the next line.
        """
        if not after[:1].islower() or before[-1:].isdigit() or len(before) == 1:
            return True
        if before[1:] != before[1:].lower():  # "VNG-", "NOx-", "WhatsApp-"
            return True
        first, second = before.lower(), after.lower()
        unbroken = self._look()
        if f"{first}-{second}" in self._compounds:
            return True
        if first + second in unbroken:
            return False
        return _is_own(before, first, second) or (
            first in self._first_parts
            and (before[0].isupper() or first in unbroken)
            and second in unbroken
            and not _is_beginning(first + second, unbroken)
        )


def _is_beginning(word: str, unbroken: frozenset[str]) -> bool:
    """Whether the document has the word with another ending: "beleidsbrieven" for "beleidsbrief"."""
    return any(word[:-cut] in unbroken for cut in (1, 2) if len(word) - cut >= 6)


def _is_own(before: str, first: str, second: str) -> bool:
    if first in _first_parts() or before in _law_abbreviations():
        return True
    if len(first) <= _LONGEST_WITHOUT_VOWEL and not _VOWEL.search(first):
        return True  # "mkb-", "zzp-"
    if any(f"{first}-{second}".startswith(entry) for entry in _hyphenated().get(first, ())):
        return True
    if _FIRST_ADJECTIVE.match(first) and _SECOND_ADJECTIVE.match(second):
        return True
    runs_together = first[-1:] + second[:1] in _RUN_TOGETHER
    return runs_together and len(first) >= _SHORTEST_FIRST and len(second) >= _SHORTEST_SECOND


@cache
def _first_parts() -> frozenset[str]:
    return frozenset(words("hyphen_first_parts"))


@cache
def _law_abbreviations() -> frozenset[str]:
    return frozenset(row["abbreviation"] for row in table("law_titles") if row["abbreviation"])


@cache
def _hyphenated() -> dict[str, tuple[str, ...]]:
    """Hyphenated words by each part of theirs that a line can end in."""
    found: dict[str, list[str]] = {}
    for entry in words("hyphenated_words"):
        parts = entry.split("-")
        for number in range(1, len(parts)):
            found.setdefault(parts[number - 1], []).append("-".join(parts[number - 1 :][:2]))
    return {first: tuple(entries) for first, entries in found.items()}
