"""Compounds that name a group by their last part: "gezinscoach", "zorg- en welzijnsinstellingen".

The last parts are data (group_heads.tsv) and so are the words that only look like such a compound (not_groups.txt):
nothing else tells "jongerenraad" from "voorraad". The canonical form is the plural, of an office the singular.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Final

from policytext.lexicon import table, words
from policytext.statements.mentions.names import common_names, organisation_names
from policytext.statements.mentions.reading import Reading, Word, key_of
from policytext.types.mention import Mention
from policytext.types.spans import Span
from policytext.types.vocabulary import MentionKind

#: Letters of the shortest first part: "wij" of "wijkteam" is never one, "ggz" is.
_SHORTEST_FIRST: Final = 3
#: Longer "words" are no words but rows of letters and hyphens.
_LONGEST: Final = 60
#: Letters of a first part from which a word with a capital is no surname: "Slootmaker", but "Ondernemersvereniging".
_NO_SURNAME: Final = 6
_FORMER: Final = frozenset(("oud", "ex", "voormalig", "vice", "loco", "plaatsvervangend"))
_GROUPS_OF_A_PARTY: Final = frozenset(("fractie", "fracties", "Kamerfractie", "fractievoorzitter"))
_VERBAL: Final = frozenset(("VERB", "AUX", "ADV"))


@dataclass(frozen=True, slots=True)
class _Head:
    canonical: str
    kind: MentionKind
    stands_alone: bool


@cache
def _heads() -> dict[str, _Head]:
    heads: dict[str, _Head] = {}
    for row in table("group_heads"):
        kind = MentionKind(row["kind"])
        singular = [form for form in row["singular"].split("|") if form]
        canonical = singular[0] if kind is MentionKind.OFFICE else row["plural"]
        heads[key_of(row["plural"])] = _Head(canonical, kind, row["alone"] != "no")
        for form in singular:
            heads[key_of(form)] = _Head(canonical, kind, row["alone"] == "both")
    return heads


@cache
def _longest_head() -> int:
    return max(map(len, _heads()))


@cache
def _exceptions() -> tuple[frozenset[str], tuple[str, ...]]:
    """Words, and endings of words, that name no group."""
    entries = [key_of(entry) for entry in words("not_groups")]
    return (
        frozenset(entry for entry in entries if not entry.startswith("*")),
        tuple(entry[1:] for entry in entries if entry.startswith("*")),
    )


def find_compounds(reading: Reading) -> Iterator[Mention]:
    """Groups named by a compound or by the last part of one alone."""
    for index, word in enumerate(reading.words):
        if not word.is_letters or len(word.key) > _LONGEST:
            continue
        found = _head_of(word.key)
        if found is None or reading.is_cut(index, index):
            continue
        first, head = _as_written(word, found[0]), found[1]
        if not first and not head.stands_alone:
            continue
        if reading.part_of_speech(index) in _VERBAL or (len(first) < _NO_SURNAME and _is_surname(reading, index)):
            continue
        yield Mention(Span(word.start, word.end), first + head.canonical, head.kind)
        yield from _joined(reading, index, head)


def _as_written(word: Word, first: str) -> str:
    """The first part of a compound with its accents: the key has none."""
    return word.text.casefold().replace("’", "'")[: len(first)]


def _is_surname(reading: Reading, index: int) -> bool:
    """Whether a word has a capital that no sentence gives it: "mevrouw Visser", "J. Boer"; plurals are no surnames."""
    word = reading.words[index]
    is_plural = word.key.endswith(("s", "en"))
    has_capital = word.is_capital and not word.is_acronym and not reading.opens_sentence(index)
    if not has_capital or is_plural:
        return False
    is_particle = reading.key(index - 1) in ("de", "den") and reading.words[index - 1].is_capital
    return not reading.is_determined(index) or (is_particle and not reading.opens_sentence(index - 1))


def is_exception(key: str) -> bool:
    """Whether a word only ends as a group or a body does: "voorraad", "leidraad"."""
    exact, endings = _exceptions()
    return key in exact or key.endswith(endings)


def _head_of(key: str) -> tuple[str, _Head] | None:
    """The first part of a compound, empty for none, and its last part; None where the word names no group."""
    if is_exception(key):
        return None
    for size in range(min(_longest_head(), len(key)), 2, -1):
        head = _heads().get(key[-size:])
        if head is None:
            continue
        first = key[:-size]
        is_short = len(first.rstrip("-")) < (_SHORTEST_FIRST - first.endswith("-"))
        return None if first and (is_short or first.rstrip("-") in _FORMER) else (first, head)
    return None


def _joined(reading: Reading, index: int, head: _Head) -> Iterator[Mention]:
    """The first of two compounds that share their last part: "zorg-" of "zorg- en welzijnsorganisaties"."""
    hyphen, word = index - 2, index - 3
    if word < 0 or reading.key(index - 1) not in ("en", "of") or reading.key(hyphen) != "-":
        return
    if reading.is_glued(hyphen) and reading.words[word].is_letters and reading.follows(index):
        first = reading.words[word]
        shared = _known_whole(first.key, reading.key(index))
        name = shared or first.text.casefold() + head.canonical
        yield Mention(Span(first.start, reading.words[hyphen].end), name, head.kind)


def _known_whole(first: str, key: str) -> str | None:
    """The word that a first part makes with the end of another compound, where it is a known one: "huisartsen"."""
    for size in range(3, len(key)):
        whole = _heads().get(first + key[-size:])
        if whole is not None and key[-size:] in _heads():
            return whole.canonical
    return None


def find_prefixed(reading: Reading) -> Iterator[Mention]:
    """Offices and groups of a party behind a hyphen: "VVD-Kamerlid", "D66-fractie"."""
    for index, word in enumerate(reading.words):
        first, hyphen, last = word.text.rpartition("-")
        if not hyphen or not last or not first or len(word.text) > _LONGEST or reading.is_cut(index, index):
            continue
        if first.casefold() in _FORMER or not word.is_letters:
            continue
        span = Span(word.start, word.end)
        party = organisation_names().single(first)
        if party is not None and last in _GROUPS_OF_A_PARTY:
            yield Mention(span, party.canonical, party.kind)
            continue
        entry = common_names().single(last.casefold())
        if entry is not None and entry.kind is MentionKind.OFFICE and not entry.when:
            yield Mention(span, entry.canonical, entry.kind, entry.part_of)
