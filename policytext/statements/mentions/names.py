"""Names of the lexicon found word by word: a look-up of the first word, then the longest name that goes on as the text.

Names of organisations are told by their capitals ("Volt", "SER"), since many are ordinary words without them; offices
and groups are common nouns, whose capitals say nothing.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Final, TypeVar

from policytext.lexicon import table
from policytext.lexicon.organisations import MINISTRY, Use, head_words, names_for, organisations, portfolios
from policytext.statements.mentions.reading import Reading, Word, key_of, split_words
from policytext.types.vocabulary import MentionKind

#: Letters that a single word must have to be known in capitals throughout ("DIVOSA"): fewer are an abbreviation.
_CAPITALS_FROM: Final = 5


#: Acts whose number begins with the letters of the Union: "Verordening (EU) 2016/679".
_EUROPEAN_ACTS: Final = tuple(
    f"{act} ({union})"
    for act in ("verordening", "uitvoeringsverordening", "richtlijn", "uitvoeringsbesluit", "besluit")
    for union in ("EU", "EG", "EU, Euratom")
)
_Value = TypeVar("_Value")


@dataclass(frozen=True, slots=True)
class Entry:
    """What a name stands for.

    `when` names a condition of `conditions`, empty for none; `place` says what makes it another one (offices.py).
    """

    canonical: str
    kind: MentionKind
    part_of: str | None = None
    when: str = ""
    is_cased: bool = False
    place: str = ""


@dataclass(frozen=True, slots=True)
class Hit:
    """A name in a reading: the half-open range of words, and where its last word ends without a possessive s."""

    first: int
    stop: int
    end: int
    entry: Entry


@dataclass(frozen=True, slots=True)
class _Name:
    words: tuple[Word, ...]
    entry: Entry


@dataclass(slots=True)
class Names:
    """Names by their first word, the longest first."""

    _by_first: dict[str, list[_Name]] = field(default_factory=dict)

    @classmethod
    def of(cls, entries: Iterable[tuple[str, Entry]]) -> "Names":
        """Names with what they stand for; of two equal names the first counts."""
        names = cls()
        for name, entry in entries:
            words = tuple(split_words(name))
            if words:
                names._by_first.setdefault(words[0].key, []).append(_Name(words, entry))
        for found in names._by_first.values():
            found.sort(key=lambda one: -len(one.words))  # a stable sort
        return names

    def single(self, word: str) -> Entry | None:
        """What a name of one word stands for, its capitals as written; None for a word that is no name."""
        for name in self._by_first.get(key_of(word), []):
            if len(name.words) == 1 and (not name.entry.is_cased or _has_capitals([name.words[0].text], [word])):
                return name.entry
        return None

    def at(self, reading: Reading, index: int) -> Iterator[Hit]:
        """Names that begin at a word, the longest first."""
        key = reading.words[index].key
        found = self._by_first.get(key, [])
        if key.endswith("'s"):
            found = [*found, *(name for name in self._by_first.get(key[:-2], []) if len(name.words) == 1)]
        for name in found:
            end = _end(reading, index, name)
            if end is not None:
                yield Hit(index, index + len(name.words), end, name.entry)


def _end(reading: Reading, first: int, name: _Name) -> int | None:
    """Where a name ends in the text, None where the text is another one."""
    stop = first + len(name.words)
    if stop > len(reading):
        return None
    last = stop - 1
    for index, word in zip(range(first, stop), name.words, strict=True):
        written = reading.words[index]
        if index > first and written.gap is not word.gap:
            return None
        if written.key != word.key and not (index == last and written.key == f"{word.key}'s"):
            return None
    if reading.is_cut(first, last) or (name.entry.is_cased and stop - first == 1 and reading.is_shouted(first)):
        return None
    end = reading.words[last].end - (len(reading.words[last].text) - len(name.words[-1].text))
    texts = [word.text for word in reading.words[first:stop]]
    texts[-1] = texts[-1][: len(name.words[-1].text)]
    if name.entry.is_cased and not _has_capitals([word.text for word in name.words], texts):
        return None
    return end


def _has_capitals(name: list[str], written: list[str]) -> bool:
    """Whether capitals stand where a name of an organisation has them, as far as people keep to that.

    "Raad voor het openbaar bestuur" is that council, "DIVOSA" Divosa, "nieuw sociaal contract" no party.
    """
    if written == name or [key_of(word) for word in written] == name:
        return True
    if len(name) == 1:
        return written[0].isupper() and len(name[0]) >= _CAPITALS_FROM and not name[0].isupper()
    if not written[0][0].isupper() or not any(letter.islower() for letter in "".join(name)):
        return all(word.isupper() for word in written if word[0].isalpha()) and name[0][0].isupper()
    capitals = [index for index, word in enumerate(name) if word[0].isupper()]
    kept = sum(written[index][0].isupper() for index in capitals)
    return kept > 1 or len(capitals) == 1 or name[0] in head_words(Use.TEXT) or name[0] == MINISTRY


@cache
def organisation_names() -> Names:
    """All names of organisations that count in running text, without an article before them."""
    names = _with_ampersands(names_for(Use.TEXT))
    return Names.of(
        (name, Entry(canonical, MentionKind.ORGANISATION, is_cased=True))
        for name, canonical in names.items()
        if not (name.startswith(("De ", "de ")) and name[3:] in names)
    )


@cache
def common_names() -> Names:
    """All forms of offices and groups."""
    return Names.of(
        (form, Entry(row["canonical"], MentionKind(row["kind"]), row["of"] or None, row["when"], place=row["place"]))
        for row in table("offices_and_groups")
        for form in row["forms"].split("|")
    )


@cache
def law_titles() -> Names:
    """Titles of laws, in which "overheid" or "gemeenten" names nobody: "Wet open overheid"."""
    entry = Entry("", MentionKind.GROUP)
    titles = [row["title"] for row in table("law_titles") if " " in row["title"]]
    return Names.of((title, entry) for title in (*titles, *_EUROPEAN_ACTS))


@cache
def portfolio_names() -> Names:
    """What a minister can be called after; the canonical form is the portfolio, `part_of` the ministry."""
    entries: dict[str, Entry] = {}
    prefix = f"{MINISTRY} van "
    for body in organisations():
        if not body.is_ministry or Use.TEXT not in body.uses:
            continue
        own = Entry(body.canonical.removeprefix(prefix), MentionKind.OFFICE, body.canonical)
        for name in body.names:
            entries.setdefault(name.removeprefix(prefix), own)
    for portfolio, ministry in portfolios().items():
        entries.setdefault(portfolio, Entry(portfolio, MentionKind.OFFICE, ministry))
    return Names.of(_with_ampersands(entries).items())


def _with_ampersands(names: Mapping[str, _Value]) -> dict[str, _Value]:
    """The names, and each with "en" in it also with "&"."""
    return {**{name.replace(" en ", " & "): value for name, value in names.items()}, **names}
