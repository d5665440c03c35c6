"""Other models on the same folds: what the network is measured against.

Logistic regression and gradient boosting on the sentence's vector, its neighbours' vectors and the cues; the recurrent
layer over sentences on plain vectors and cues, without adapters. `python -m policytext.training.acts --compare`.
"""

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from scipy import sparse  # type: ignore[import-untyped]  # ships no types
from sklearn.ensemble import HistGradientBoostingClassifier  # type: ignore[import-untyped]  # ships no types
from sklearn.linear_model import LogisticRegression  # type: ignore[import-untyped]  # ships no types
from torch import Tensor, nn
from torch.nn import functional

from policytext.training.acts.fitting import Example, cue_rows, frequent_cues
from policytext.training.acts.validation import best_shift, f1_scores, folds, rounded, shifted
from policytext.training.acts.words import STRENGTH, feature_matrix, frequent

Array = NDArray[np.float64]
Model = Callable[[Sequence[Example], Sequence[Example]], list[Array]]
#: Scale of a sentence's own vector and of its neighbours' beside cues: cosines of the encoder lie between 0.7 and 1.
_OWN, _NEIGHBOUR = 10.0, 5.0
_CUES = 8
_ROUNDS = 12


def with_neighbours(vectors: NDArray[np.float32], mean: NDArray[np.float32]) -> NDArray[np.float32]:
    """A sentence's vector and those before and after it (nothing at the ends), scaled, shape (n, 3 x dimensions)."""
    centred = vectors - mean
    before, after = np.zeros_like(centred), np.zeros_like(centred)
    before[1:], after[:-1] = centred[:-1], centred[1:]
    return np.hstack([centred * _OWN, before * _NEIGHBOUR, after * _NEIGHBOUR])


def logistic(train: Sequence[Example], test: Sequence[Example]) -> list[Array]:
    """Logistic regression on vectors, cues and words."""
    mean = np.concatenate([example.vectors for example in train]).mean(axis=0)
    kept = frequent([row for example in train for row in example.names])

    def matrix(examples: Sequence[Example]) -> Any:  # Any: scipy has no types
        dense = np.vstack([with_neighbours(example.vectors, mean) for example in examples])
        names = [row for example in examples for row in example.names]
        return sparse.hstack([sparse.csr_matrix(dense), feature_matrix(names, kept)]).tocsr()

    kinds = np.concatenate([example.kinds for example in train])
    model = LogisticRegression(C=STRENGTH, max_iter=500).fit(matrix(train), kinds)
    return _cut(np.asarray(model.predict_log_proba(matrix(test))), test)


def boosting(train: Sequence[Example], test: Sequence[Example]) -> list[Array]:
    """Gradient boosting on vectors and cues."""
    mean = np.concatenate([example.vectors for example in train]).mean(axis=0)
    columns = {name: place for place, name in enumerate(frequent_cues(train, _CUES))}

    def matrix(examples: Sequence[Example]) -> NDArray[np.float32]:
        return np.vstack(
            [np.hstack([example.vectors - mean, cue_rows(example.names, columns)]) for example in examples]
        )

    kinds = np.concatenate([example.kinds for example in train])
    model = HistGradientBoostingClassifier(
        max_iter=150, learning_rate=0.1, max_leaf_nodes=15, l2_regularization=1.0, max_features=0.2, random_state=0
    ).fit(matrix(train), kinds)
    return _cut(np.log(np.asarray(model.predict_proba(matrix(test))) + 1e-9), test)


class _Recurrent(nn.Module):
    """The head of the network on plain sentence vectors."""

    def __init__(self, dimensions: int, cues: int) -> None:
        super().__init__()
        self.reading, self.cues = nn.Linear(dimensions, 256), nn.Linear(cues, 96)
        self.context = nn.GRU(352, 96, bidirectional=True, batch_first=True)
        self.output = nn.Linear(352 + 192, 4)
        self.dropout = nn.Dropout(0.3)

    def forward(self, vectors: Tensor, cues: Tensor) -> Tensor:
        """Logits, shape (n, 4)."""
        own = torch.cat([functional.gelu(self.reading(vectors)), functional.gelu(self.cues(self.dropout(cues)))], 1)
        own = self.dropout(own)
        around = self.dropout(self.context(own[None])[0][0])
        logits: Tensor = self.output(torch.cat([own, around], 1))
        return logits


def recurrent(train: Sequence[Example], test: Sequence[Example]) -> list[Array]:
    """The recurrent layer over sentences, on vectors and cues."""
    torch.manual_seed(0)
    mean = np.concatenate([example.vectors for example in train]).mean(axis=0)
    columns = {name: place for place, name in enumerate(frequent_cues(train, _CUES))}
    network = _Recurrent(len(mean), len(columns))
    optimizer = torch.optim.AdamW(network.parameters(), lr=1e-3, weight_decay=0.01)

    def inputs(example: Example) -> tuple[Tensor, Tensor]:
        vectors = torch.from_numpy((example.vectors - mean) * np.float32(_OWN))
        return vectors, torch.from_numpy(cue_rows(example.names, columns))

    prepared = [(*inputs(example), torch.from_numpy(example.kinds)) for example in train]
    for _ in range(_ROUNDS):
        network.train()
        for place in torch.randperm(len(prepared)).tolist():
            vectors, cues, kinds = prepared[place]
            loss = functional.cross_entropy(network(vectors, cues), kinds, label_smoothing=0.05)
            optimizer.zero_grad()
            loss.backward()  # type: ignore[no-untyped-call]
            optimizer.step()
    network.eval()
    with torch.inference_mode():
        return [network(*inputs(example)).log_softmax(-1).numpy().astype(np.float64) for example in test]


MODELS: dict[str, Model] = {"logistic": logistic, "boosting": boosting, "recurrent": recurrent}


def _cut(rows: Array, examples: Sequence[Example]) -> list[Array]:
    ends = np.cumsum([len(example.kinds) for example in examples])
    return list(np.split(rows, ends[:-1]))


def compare(examples: Sequence[Example], count: int) -> dict[str, dict[str, float]]:
    """F1 of each kind for each model, with its best bonus for recommendations over all documents."""
    report: dict[str, dict[str, float]] = {}
    for name, model in MODELS.items():
        scores: list[Array] = []
        kinds: list[NDArray[np.int64]] = []
        for train, test in folds(examples, count):
            scores += model([examples[place] for place in train], [examples[place] for place in test])
            kinds += [examples[place].kinds for place in test]
        found, labels = np.concatenate(scores), np.concatenate(kinds)
        shift = best_shift(found, labels)
        report[name] = {**rounded(f1_scores(shifted(found, shift), labels)), "bonus": round(shift, 1)}
    return report
