"""Words that two documents share, found by shingles, against what comparing everything with everything finds."""

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from policytext.query.reuse.runs import GAP, MOST_DOCUMENTS, SHINGLE, shared_runs


def stream(*documents: str) -> tuple[np.ndarray, np.ndarray]:
    """Words of documents as numbers, and the document of each."""
    words = [word for document in documents for word in document.split()]
    known = {word: number for number, word in enumerate(dict.fromkeys(words))}
    owners = [number for number, document in enumerate(documents) for _ in document.split()]
    return np.array([known[word] for word in words], dtype=np.int64), np.array(owners, dtype=np.int64)


@pytest.mark.parametrize(
    ("one", "other", "spans"),
    [
        pytest.param("a b c d e f", "x a b c d e f y", [(0, 6, 7, 13)], id="a run is as long as it can be"),
        pytest.param("a b c d", "a b c d", [], id="four words are no seed"),
        pytest.param(
            "a b c d e f g h i j k", "a b c d e q g h i j k", [(0, 11, 11, 22)], id="a changed word does not part a run"
        ),
        pytest.param(
            "a b c d e " + "p " * (GAP + 1) + "f g h i j",
            "a b c d e " + "q " * (GAP + 1) + "f g h i j",
            [(0, 5, 19, 24), (14, 19, 33, 38)],
            id="much that is changed parts it",
        ),
    ],
)
def test_runs_of_two_documents(one: str, other: str, spans: list[tuple[int, int, int, int]]) -> None:
    """A run covers equal words and small edits between them."""
    found = shared_runs(*stream(one, other))
    assert [(run.first, run.stop, run.other, run.other_stop) for run in found.runs] == spans


def test_words_of_the_same_document_are_no_run() -> None:
    """A document that repeats itself shares nothing."""
    assert shared_runs(*stream("a b c d e f a b c d e f")).runs == ()


def test_text_of_many_documents_is_counted_and_not_paired() -> None:
    """What very many have gives no pairs, and says how many have it."""
    count = MOST_DOCUMENTS + 1
    found = shared_runs(*stream(*["a b c d e f"] * count))
    assert found.runs == ()
    assert found.spread[0] == count


@example([list("aaaabb"), list("aaaabaaabb")])
@given(st.lists(st.lists(st.sampled_from("abc"), max_size=14), min_size=2, max_size=4))
def test_every_equal_run_of_five_words_is_covered(documents: list[list[str]]) -> None:
    """The inverted index misses nothing that a slow comparison finds."""
    words, owners = stream(*(" ".join(document) for document in documents))
    found = shared_runs(words, owners)
    # the stretches, not the words matched: where words come back, one is matched once and the stretch goes over it
    sides = (
        {place for run in found.runs for place in range(run.first, run.stop)},
        {place for run in found.runs for place in range(run.other, run.other_stop)},
    )
    for one in range(len(words) - SHINGLE + 1):
        for other in range(one + 1, len(words) - SHINGLE + 1):
            ends = [owners[one], owners[one + SHINGLE - 1], owners[other], owners[other + SHINGLE - 1]]
            if ends[0] == ends[1] != ends[2] == ends[3] and np.array_equal(
                words[one : one + SHINGLE], words[other : other + SHINGLE]
            ):
                assert one in sides[0]
                assert other in sides[1]


@given(st.lists(st.lists(st.sampled_from("abcd"), max_size=16), min_size=2, max_size=3))
def test_matched_words_are_equal(documents: list[list[str]]) -> None:
    """Every place that is said to be equal holds the same word in two documents, the earlier one first."""
    words, owners = stream(*(" ".join(document) for document in documents))
    for run in shared_runs(words, owners).runs:
        for place, other, length in run.matched:
            assert np.array_equal(words[place : place + length], words[other : other + length])
            assert owners[place] < owners[other]
