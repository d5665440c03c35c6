"""From scores of heads to a tree: the maximum spanning arborescence with one root.

Most sentences need no search: the best head of every word already makes a tree. Otherwise the algorithm of Chu and Liu
(1965) and Edmonds (1967) is run, and where its tree has several roots, once more with a price on roots: Universal
Dependencies want one (Zmigrod, Vieira and Cotterell 2020; the price: Stanojević and Cohen 2021).
"""

from typing import Final

import numpy as np
from numpy.typing import NDArray

#: Above this number of words the best heads are taken and cycles cut at their weakest word: the search is quadratic
#: for every cycle, and what has so many words is no sentence.
_LONGEST: Final = 400

Scores = NDArray[np.float64]
#: 0 for the root, i + 1 for word i.
Heads = NDArray[np.intp]


def best_tree(scores: NDArray[np.float32]) -> list[int]:
    """The head of each word in the best tree: -1 for the root, else the index of the word.

    Args:
        scores: shape (words, words + 1), higher is better and all finite; column 0 is the root, column i + 1 word i.
    """
    count = len(scores)
    if count == 0:
        return []
    exact = scores.astype(np.float64)
    exact[np.arange(count), np.arange(count) + 1] = -np.inf  # no word is its own head
    heads = exact.argmax(axis=1)
    if not _is_tree(heads):
        heads = _cut_cycles(exact, heads) if count > _LONGEST else _search(exact)
    return [int(head) - 1 for head in heads]


def _is_tree(heads: Heads) -> bool:
    """Whether the heads (0 the root) make one tree with one root."""
    if (heads == 0).sum() != 1:
        return False
    reached = heads.copy()
    for _ in range(len(heads).bit_length()):  # doubling: after k rounds the ancestor 2^k steps up
        above = reached > 0
        reached[above] = reached[reached[above] - 1]
    return not reached.any()


def _search(scores: Scores) -> Heads:
    heads = _arborescence(scores)
    if (heads == 0).sum() == 1:
        return heads
    # Each root costs more than all else can bring, so the best tree has as few as can be: one, for all scores between
    # words are finite. Among the trees with one root the order stays what it was.
    alone = scores.copy()
    finite = scores[np.isfinite(scores)]
    alone[:, 0] -= (finite.max() - finite.min() + 1.0) * len(scores)
    return _arborescence(alone)


def _arborescence(scores: Scores) -> Heads:
    """Chu-Liu-Edmonds: find a cycle among the best heads, shrink it to one word, solve, open it again."""
    count = len(scores)
    heads: Heads = scores.argmax(axis=1)
    cycle = _find_cycle(heads)
    if not len(cycle):
        return heads
    inside = np.zeros(count, dtype=bool)
    inside[cycle] = True
    outside = np.flatnonzero(~inside)
    cycle_scores = scores[cycle, heads[cycle]]
    columns = np.concatenate(([0], outside + 1))
    # The shrunk graph: words outside in order, then the cycle as the last word.
    smaller = np.full((len(outside) + 1, len(outside) + 2), -np.inf)
    smaller[:-1, :-1] = scores[np.ix_(outside, columns)]
    leaving = scores[np.ix_(outside, cycle + 1)]
    if len(outside):
        smaller[:-1, -1] = leaving.max(axis=1)
    # Entering the cycle at a word breaks the arc to it; what that costs is the difference.
    with np.errstate(invalid="ignore"):
        entering = scores[np.ix_(cycle, columns)] - cycle_scores[:, None]
    entering = np.where(np.isnan(entering), -np.inf, entering)
    smaller[-1, :-1] = entering.max(axis=0)
    solved = _arborescence(smaller)
    result: Heads = heads.copy()
    for row, word in enumerate(outside):
        head = solved[row]
        result[word] = cycle[leaving[row].argmax()] + 1 if head == len(outside) + 1 else columns[head]
    entrance = entering[:, solved[-1]].argmax()
    result[cycle[entrance]] = columns[solved[-1]]
    return result


def _find_cycle(heads: Heads) -> Heads:
    """Indexes of the words of one cycle, empty where there is none."""
    state = np.zeros(len(heads), dtype=np.int8)  # 1 on the present path, 2 done
    for start in range(len(heads)):
        path: list[int] = []
        at = start
        while at >= 0 and state[at] == 0:
            state[at] = 1
            path.append(at)
            at = int(heads[at]) - 1
        if at >= 0 and state[at] == 1:
            return np.array(path[path.index(at) :])
        state[path] = 2
    return np.array([], dtype=np.intp)


def _cut_cycles(scores: Scores, heads: Heads) -> Heads:
    """A tree near the best heads: every cycle is cut at one word, which then hangs on the root word."""
    root = int(scores[:, 0].argmax())
    heads = np.where(heads == 0, root + 1, heads)
    heads[root] = 0
    while len(cycle := _find_cycle(heads)):
        heads[cycle[scores[cycle, root + 1].argmax()]] = root + 1
    return heads
