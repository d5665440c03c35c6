"""What headings do to the judgement of the sentences under them: learned from documents that no network had seen.

A heading is known where the labelled sentence is found in its document among `--documents`; of the others none is, and
they say nothing here. What each role of a heading adds to the log odds of the classes (`statements/headings.py`) is
fitted on the scores of cross-validation, with a penalty, as there are few documents of each.
"""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Final

import numpy as np
import torch
from numpy.typing import NDArray
from torch.nn import functional

from policytext.readers import read_document
from policytext.sentences import split_sentences
from policytext.statements.headings import heading_names
from policytext.structure import build_document
from policytext.training.acts.passages import KINDS, Stretch

Array = NDArray[np.float64]
Names = tuple[str, ...]

#: Sentences and documents from which a role of a heading says something.
_FEWEST_SENTENCES: Final = 40
_FEWEST_DOCUMENTS: Final = 3
#: Penalty on the squared weights; 1, 3 and 10 give about the same on documents that were left out.
_PENALTY: Final = 3.0
_STEPS: Final = 60


def names_under_headings(stretches: Sequence[Stretch], documents: Path) -> list[Names]:
    """Names of what the headings above each sentence announce, of all sentences of the stretches one after another.

    Args:
        stretches: stretches whose `group` is the path of their file in `documents` where it is there.
        documents: the folder of the documents.
    """
    held: dict[str, dict[str, Names]] = {}
    found: list[Names] = []
    for stretch in stretches:
        if stretch.group not in held:
            held[stretch.group] = _of_document(documents / stretch.group)
        found += [held[stretch.group].get(" ".join(text.split()), ()) for text in stretch.texts]
    return found


def _of_document(path: Path) -> dict[str, Names]:
    """What the headings above each sentence of a file announce, by its text; nothing where there is no such file."""
    if not path.is_file():
        return {}
    document = build_document(read_document(path), None, path.name, None)
    title = document.metadata.title
    return {
        " ".join(document.quote(sentence.span).split()): tuple(
            heading_names(document.blocks[sentence.block].section, title)
        )
        for sentence in split_sentences(document)
    }


def fit_headings(
    scores: Array, kinds: NDArray[np.int64], names: Sequence[Names], groups: Sequence[str]
) -> dict[str, list[float]]:
    """What each name adds to the log odds of the classes; names that few sentences or documents have are left out.

    Args:
        scores: log probabilities of the classes by networks that had not seen the document, shape (n, 4).
        kinds: the labels, shape (n,).
        names: `names_under_headings` of each sentence.
        groups: the document of each sentence.
    """
    having: dict[str, list[int]] = {}
    for row, present in enumerate(names):
        for name in present:
            having.setdefault(name, []).append(row)
    kept = sorted(
        name
        for name, rows in having.items()
        if len(rows) >= _FEWEST_SENTENCES and len({groups[row] for row in rows}) >= _FEWEST_DOCUMENTS
    )
    if not kept:
        return {}
    table = torch.zeros((len(names), len(kept)), dtype=torch.float64)
    for column, name in enumerate(kept):
        table[having[name], column] = 1.0
    weights = torch.zeros((len(kept), len(KINDS)), dtype=torch.float64, requires_grad=True)
    given, wanted = torch.from_numpy(scores), torch.from_numpy(kinds)
    optimizer = torch.optim.LBFGS([weights], max_iter=_STEPS)

    def loss() -> float:
        optimizer.zero_grad()
        value = functional.cross_entropy(given + table @ weights, wanted, reduction="sum")
        value = value + _PENALTY * weights.square().sum()
        value.backward()  # type: ignore[no-untyped-call]
        return float(value.detach())

    optimizer.step(loss)  # type: ignore[no-untyped-call]
    rows = weights.detach().numpy()
    return {name: [round(float(value), 3) for value in rows[column]] for column, name in enumerate(kept)}


def under_headings(scores: Array, names: Sequence[Names], weights: Mapping[str, Sequence[float]]) -> Array:
    """Scores with what the headings above each sentence add."""
    moved = scores.copy()
    for row, present in enumerate(names):
        for name in present:
            if name in weights:
                moved[row] += weights[name]
    return moved


def left_out(scores: Array, kinds: NDArray[np.int64], names: Sequence[Names], groups: Sequence[str]) -> Array:
    """Scores with what headings add, for each document by weights from the others: what to expect of new ones."""
    of = np.array(groups)
    moved = scores.copy()
    for group in sorted({groups[row] for row, present in enumerate(names) if present}):
        others = np.flatnonzero(of != group).tolist()
        weights = fit_headings(
            scores[others], kinds[others], [names[row] for row in others], [groups[row] for row in others]
        )
        rows = np.flatnonzero(of == group).tolist()
        moved[rows] = under_headings(scores[rows], [names[row] for row in rows], weights)
    return moved
