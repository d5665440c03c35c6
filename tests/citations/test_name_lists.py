"""Lists of authors at the beginning of a reference: long words cost no more than their length."""

import time

import pytest

from policytext.citations.name_lists import leading_names


@pytest.mark.parametrize(
    ("reference", "names"),
    [
        ("Van Hove, L.W.A., Bal D., H.M. Beije (2011)", ("Van Hove, L.W.A.", "Bal D.", "H.M. Beije")),
        ("Oosterling, K. M., Moor, A. M. (2011)", ("Oosterling, K. M.", "Moor, A. M.")),
        ("K. O’Connor, De Wijkkrant (2019)", ("K. O’Connor",)),
    ],
)
def test_names_that_lead_a_reference(reference: str, names: tuple[str, ...]) -> None:
    found = leading_names(reference)
    assert found is not None
    assert found[0][: len(names)] == names


@pytest.mark.parametrize("word", ["A" + "a" * 60_000, "Aa" * 30_000, "A’" * 30_000])
def test_a_word_of_any_length_is_read_at_once(word: str) -> None:
    start = time.process_time()
    assert leading_names(word) is None
    assert time.process_time() - start < 1.0  # the square of the length took a minute
