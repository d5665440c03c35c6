"""Which number a recommendation has in its document, and which numbers an answer names."""

import re
from collections.abc import Sequence
from typing import Final

from policytext.lexicon import table
from policytext.store import StatementRecord
from policytext.store.filters import fold
from policytext.types.document import Block
from policytext.types.vocabulary import BlockKind

_LABEL: Final = re.compile(r"^\(?(?:aanbeveling\s+)?(\d{1,2})[.):]?(?=\s|$)", re.IGNORECASE)
_HEADING: Final = re.compile(r"^aanbeveling\s+(\d{1,2})\b", re.IGNORECASE)
#: Under such headings list items are recommendations, and a number of the list is theirs.
_ADVISES: Final = ("aanbeveling", "advies", "adviezen", "wij vragen", "wij u vragen", "verzoek", "voorstel", "oproep")
_NUMBERS: Final = r"\d{1,2}(?:(?:\s*,\s*|\s+en\s+|\s*,?\s+(?:tot en met|t/m)\s+)(?:aanbeveling\s+)?\d{1,2})*"
_BY_NUMBER: Final = re.compile(
    rf"\b(?:aanbeveling(?:en)?|adviezen|advies|verzoek(?:en)?)(?:\s+(?:nummers?|nrs?\.?|onder))?\s+({_NUMBERS})\b"
)
_RANGE: Final = re.compile(r"(\d+)\s*,?\s+(?:tot en met|t/m)\s+(\d+)")
_RAISED: Final = re.compile("[⁰¹²³⁴-⁹]+")
_MOST: Final = 60


def own_number(record: StatementRecord, block: Block | None) -> int | None:
    """The number that a document gives a recommendation: in its words, as a list's label, or in the heading above.

    A number of a list counts only below a heading that says that recommendations follow; in other lists it is a number
    of something else.
    """
    if record.section and (match := _HEADING.match(record.section[-1].strip())):
        return int(match[1])
    if not any(word in fold(heading) for heading in record.section for word in _ADVISES):
        return None
    match = _LABEL.match(record.text.strip())
    if match is None and block is not None and block.kind is BlockKind.LIST_ITEM and block.label is not None:
        match = _LABEL.match(block.label.strip())
    return int(match[1]) if match else None


def numbers_named(text: str) -> tuple[int, ...]:
    """The numbers of recommendations that a sentence names: "aanbevelingen 1, 2 en 5", "de derde aanbeveling"."""
    plain = _RAISED.sub("", fold(text))
    found: list[int] = []
    for match in _BY_NUMBER.finditer(plain):
        for first, last in _RANGE.findall(match[1]):
            if int(first) < int(last) <= _MOST:
                found += range(int(first), int(last) + 1)
        found += [int(number) for number in re.findall(r"\d+", match[1])]
    for match in re.finditer(r"((?:\w+,? )?(?:en )?\w+) aanbeveling(?:en)?\b", plain):
        found += [number for word in re.findall(r"\w+", match[1]) if (number := _ordinals().get(word)) is not None]
    return tuple(dict.fromkeys(found))


def _ordinals() -> dict[str, int]:
    return {
        row["word"]: int(row["value"]) for row in table("ordinals") if row["value"].isdigit() and row["word"] != "enige"
    }


def is_of_all(text: str) -> bool:
    """Whether a sentence speaks of recommendations in the plural, without saying which."""
    plain = fold(text)
    return not numbers_named(text) and re.search(r"\b(?:aanbevelingen|adviezen)\b", plain) is not None


def blocks_of(records: Sequence[StatementRecord], blocks: Sequence[Block], indexes: Sequence[int]) -> list[int | None]:
    """The number of each recommendation of one document; `indexes` are the blocks that they stand in."""
    return [
        own_number(record, blocks[index] if index < len(blocks) else None)
        for record, index in zip(records, indexes, strict=True)
    ]
