"""Sentences with the words around them, for ordering the hits of a search: what the full-text index holds of each."""

import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from policytext.store import packing
from policytext.store.fulltext import tokens
from policytext.types.vocabulary import StatementKind

Fetch = Callable[[str, Sequence[object]], list[Any]]  # Any: SQLite gives each cell the type that was stored


@dataclass(frozen=True)
class Words:
    """The words of a sentence as the full-text index holds them: folded, each column with spaces between and around.

    A search looks at a thousand sentences, at most for a word or two of each: they are taken apart when that is needed.
    """

    as_written: str
    as_stems: str
    as_parts: str

    @classmethod
    def of(cls, words: str, stems: str, parts: str) -> "Words":
        """Words from columns without spaces around them."""
        return cls(f" {words} ", f" {stems} ", f" {parts} ")

    @cached_property
    def words(self) -> tuple[str, ...]:
        """The words as written, in order."""
        return tuple(self.as_written.split())

    @cached_property
    def stems(self) -> tuple[str, ...]:
        """Their stems, in order."""
        return tuple(self.as_stems.split())

    @cached_property
    def parts(self) -> frozenset[str]:
        """The stems of all parts of compounds."""
        return frozenset(self.as_parts.split())

    def has_word(self, word: str) -> bool:
        """Whether a word stands there as written."""
        return f" {word} " in self.as_written

    def has_stem(self, stem: str) -> bool:
        """Whether a word with that stem stands there."""
        return f" {stem} " in self.as_stems

    def has_part(self, part: str) -> bool:
        """Whether a word has a part with that stem, or is one."""
        return f" {part} " in self.as_parts


@dataclass(frozen=True, slots=True)
class Passage:
    """A sentence with the sentences beside it and the headings above it.

    `before` and `after` are None at the ends of the document and where another scope begins (a note, a comment).
    """

    unit: str
    words: Words
    before: Words | None
    after: Words | None
    section: tuple[str, ...]


def passages(fetch: Fetch, documents: dict[str, int], units: Sequence[str]) -> list[Passage]:
    """The passages of units, in their order; those that are not in the index are left out.

    Args:
        fetch: runs a query and gives all its rows.
        documents: short id -> row of each document.
        units: "short id:number".
    """
    keys = [
        (documents[short], int(number))
        for short, _, number in (unit.partition(":") for unit in units)
        if short in documents
    ]
    wanted = sorted({(row, number + step) for row, number in keys for step in (-1, 0, 1)})
    found = {
        (row, number): (scope, section, Words.of(words, stems, parts))
        for row, number, scope, section, words, stems, parts in fetch(
            # The table in which FTS5 keeps the words: through `unit_text` itself each row takes three times as long.
            "SELECT u.document, u.number, u.scope, u.section, t.c0, t.c1, t.c2 FROM json_each(?) k"
            " JOIN unit u ON u.document = json_extract(k.value, '$[0]') AND u.number = json_extract(k.value, '$[1]')"
            " JOIN unit_text_content t ON t.id = u.id",
            (packing.to_json(wanted),),
        )
    }
    shorts = {row: short for short, row in documents.items()}
    result = []
    for row, number in keys:
        if (row, number) not in found:
            continue
        scope, section, words = found[row, number]
        beside = [
            neighbour[2] if neighbour is not None and neighbour[0] == scope else None
            for neighbour in (found.get((row, number - 1)), found.get((row, number + 1)))
        ]
        result.append(Passage(f"{shorts[row]}:{number}", words, beside[0], beside[1], tuple(json.loads(section))))
    return result


def kinds_stated(fetch: Fetch, documents: dict[str, int], units: Sequence[str]) -> dict[str, tuple[StatementKind, ...]]:
    """Kinds of the statements that units make, of those that make any; see `passages`."""
    keys = [(documents[short], int(number), unit) for unit in units for short, _, number in (unit.partition(":"),)]
    stated: dict[str, tuple[StatementKind, ...]] = {}
    for unit, kind in fetch(
        "SELECT json_extract(k.value, '$[2]'), s.kind FROM json_each(?) k"
        " JOIN unit u ON u.document = json_extract(k.value, '$[0]') AND u.number = json_extract(k.value, '$[1]')"
        " JOIN statement s ON s.unit = u.id",
        (packing.to_json(keys),),
    ):
        stated[unit] = (*stated.get(unit, ()), StatementKind(kind))
    return stated


def frequencies(fetch: Fetch, stems: Iterable[str], *, parts: bool) -> dict[str, int]:
    """In how many units each stem occurs; 0 for one that is in none."""
    count = "SELECT count(*) FROM unit_text WHERE unit_text MATCH ?"
    columns = "{stems parts}" if parts else "stems"
    phrases = {stem: " ".join(tokens(stem)) for stem in stems}
    return {
        stem: int(fetch(count, (f'{columns} : "{phrase}"',))[0][0]) if phrase else 0 for stem, phrase in phrases.items()
    }
