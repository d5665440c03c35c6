"""The best tree is the best of all trees, and always a tree."""

from itertools import product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from policytext.sentences.trees import best_tree


def _is_tree(heads: tuple[int, ...] | list[int]) -> bool:
    if sum(head == -1 for head in heads) != 1:
        return False
    for start in range(len(heads)):
        at, steps = start, 0
        while at != -1 and steps <= len(heads):
            at, steps = heads[at], steps + 1
        if at != -1:
            return False
    return True


def _total(scores: np.ndarray, heads: tuple[int, ...] | list[int]) -> float:
    return float(sum(scores[word, head + 1] for word, head in enumerate(heads)))


@settings(max_examples=150, deadline=None)
@given(st.integers(1, 5), st.integers(0, 2**32 - 1), st.sampled_from([1, 3, 100]))
def test_no_tree_scores_higher(words: int, seed: int, levels: int) -> None:
    scores = np.random.default_rng(seed).integers(0, levels + 1, (words, words + 1)).astype(np.float32)
    trees = [heads for heads in product(range(-1, words), repeat=words) if _is_tree(heads)]
    found = best_tree(scores)
    assert _is_tree(found)
    assert _total(scores, found) == max(_total(scores, tree) for tree in trees)


@settings(max_examples=30, deadline=None)
@given(st.integers(6, 60), st.integers(0, 2**32 - 1))
def test_larger_sentences_give_trees(words: int, seed: int) -> None:
    scores = np.random.default_rng(seed).normal(size=(words, words + 1)).astype(np.float32)
    assert _is_tree(best_tree(scores))


def test_a_sentence_without_end_gives_a_tree_in_time() -> None:
    assert _is_tree(best_tree(np.random.default_rng(1).normal(size=(1500, 1501)).astype(np.float32)))


def test_no_words_no_heads() -> None:
    assert best_tree(np.zeros((0, 1), dtype=np.float32)) == []


@pytest.mark.parametrize("value", [0.0, -1e9])
def test_equal_scores_give_a_tree(value: float) -> None:
    assert _is_tree(best_tree(np.full((7, 8), value, dtype=np.float32)))
