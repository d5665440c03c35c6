"""Hostile text, and stability: the readers are linear, never fail, and read their own canonical forms."""

import time
from collections.abc import Callable, Iterator
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from official_table import rows

from policytext.citations.fields import Fields
from policytext.citations.identifiers import (
    Official,
    complete,
    find_official,
    iter_case_law,
    iter_journals,
    iter_papers,
    iter_publications,
    iter_registers,
)
from policytext.citations.official.law_mentions import LawMention, iter_laws
from policytext.citations.official.web_addresses import official_of_address

LONG = 100_000
PIECES = [
    "31 839, ",
    "31 839-",
    "31839 nr. ",
    "Kamerstukken II 2018/19, 31 839, nrs. 1, 2, 3, ",
    "Kamerstuk ",
    "vergaderjaar 2018-2019, ",
    "Tweede Kamer, ",
    "Handelingen II ",
    "Aanhangsel van de Handelingen, ",
    "2024Z12345 ",
    "kst-31839-",
    "ECLI:NL:",
    "ECLI:NL:RVS:2019:",
    "A" * 50 + ":",
    "Stb. ",
    "Stb. 2014, ",
    "Verordening (EU) ",
    "Richtlijn 2011/24/EU (PbEU 2011, ",
    "COM(2020) ",
    "artikel ",
    "artikel 1, eerste lid, onder a, ",
    "artikel 1 tot en met ",
    "artikel 1, 2, 3, 4, 5, 6, 7, 8, ",
    "1.1.1.1.1.",
    "art. 1 jo. ",
    "artikel 1 van die wet ",
    "Wet op de ",
    "Wet A B C D E F G H I J ",
    "de Jeugdwet 2015 ",
    "artikel 1 Sr en 2 Sr, ",
    "BWBR0034925",
    "jci1.3:c:BWBR0034925&artikel=1",
    "&lid=1",
    "CVDR123456_",
    "ISBN 978-90-",
    "978 90 12 ",
    "10.1234/",
    "doi:10.1234/a",
    "https://wetten.overheid.nl/",
    "https://zoek.officielebekendmakingen.nl/kst-",
    "(",
    " ",
    "I",
    "1",
    "a",
]
READERS: list[Callable[[str, int, int], Iterator[Official | LawMention]]] = [
    iter_papers,
    iter_case_law,
    iter_journals,
    iter_registers,
    iter_publications,
    iter_laws,
]


@pytest.mark.parametrize("piece", PIECES)
def test_repeated_pieces_take_linear_time(piece: str) -> None:
    """A line of 100,000 characters takes each reader less than a second."""
    text = (piece * (LONG // len(piece) + 1))[:LONG]
    for reader in READERS:
        started = time.process_time()
        for _ in reader(text, 0, len(text)):
            pass
        assert time.process_time() - started < 1, piece
    started = time.process_time()
    official_of_address(text)
    assert time.process_time() - started < 1


_WORDS = st.lists(
    st.one_of(st.sampled_from([*PIECES, "nr. ", "van de Wob", " en ", "lid 2 ", "°", "é", "\n"]), st.text(max_size=6)),
    max_size=25,
).map("".join)


@settings(max_examples=300, deadline=None, derandomize=True)
@given(_WORDS)
def test_any_text_is_read(text: str) -> None:
    """References lie inside the text, in order where that is promised, and their fields are filled."""
    for reader in READERS:
        for found in reader(text, 0, len(text)):
            assert 0 <= found.span.start < found.span.end <= len(text)
            assert found.identifier.strip() == found.identifier != ""
            assert all(name and value for name, value in found.parts)
            assert found.address is None or found.address.startswith("https://")
    spans = [found.span for found in iter_papers(text)]
    assert all(first.end <= second.start for first, second in pairwise(spans))


@settings(max_examples=300, deadline=None, derandomize=True)
@given(_WORDS)
def test_reading_again_gives_the_same(text: str) -> None:
    """The canonical form of a canonical form is itself, for articles of acts and for numbers."""
    for law in iter_laws(text, 0, len(text)):
        again = [found.identifier for found in iter_laws(law.identifier, 0, len(law.identifier))]
        assert law.article is None or not again or again == [law.identifier]
    official = find_official(text)
    if official is not None:
        again_official = find_official(official.identifier)
        assert again_official is None or again_official.identifier == official.identifier


@pytest.mark.parametrize("half", ["a", "b"])
def test_canonical_forms_of_the_table_are_read_as_themselves(half: str) -> None:
    """Where a canonical form can be read without words around it, it gives itself, with the same address."""
    read = 0
    for row in rows():
        for expected in row.expected if row.half == half else ():
            again = complete(Fields(identifier=expected.identifier or None), expected.identifier)
            assert again.identifier == (expected.identifier or None)
            # a date of validity is not part of the identifier
            if again.address is not None and "date" not in dict(expected.parts):
                read += 1
                assert again.address == expected.address
    assert read >= 60
