"""Logistic regression on named features: the classifier for an index whose encoder the network does not know.

Also one of the models that the network was compared with. Needs scikit-learn, which sentence-transformers brings.
"""

from collections import Counter
from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray
from scipy import sparse  # type: ignore[import-untyped]  # ships no types
from sklearn.linear_model import LogisticRegression  # type: ignore[import-untyped]  # ships no types

from policytext.statements.classifier import feature_scale
from policytext.statements.features import is_word
from policytext.training.acts.fitting import Example

Array = NDArray[np.float64]
#: Inverse of the L2 penalty; 0.06 and 0.12 gave the same figures, 0.3 worse ones.
STRENGTH = 0.1
#: Sentences in which a cue, or a word, must occur before it gets a weight.
FEWEST_CUES, FEWEST_WORDS = 8, 12


def frequent(names: Sequence[Sequence[str]]) -> dict[str, int]:
    """Features that occur often enough, with their columns."""
    counts = Counter(name for present in names for name in present)
    kept = [name for name, count in counts.items() if count >= (FEWEST_WORDS if is_word(name) else FEWEST_CUES)]
    return {name: column for column, name in enumerate(sorted(kept))}


def feature_matrix(names: Sequence[Sequence[str]], kept: Mapping[str, int]) -> sparse.csr_matrix:
    """Sparse features, shape (rows, features), scaled as the classifier scales them."""
    cells = [
        (row, kept[name], feature_scale(name)) for row, present in enumerate(names) for name in present if name in kept
    ]
    rows, columns, values = zip(*cells, strict=True) if cells else ((), (), ())
    return sparse.csr_matrix((values, (rows, columns)), shape=(len(names), len(kept)))


def fit_words(examples: Sequence[Example]) -> tuple[LogisticRegression, dict[str, int]]:
    """The model, classes in the order of `KINDS` since all occur, and the columns of its features."""
    names = [row for example in examples for row in example.names]
    kept = frequent(names)
    kinds = np.concatenate([example.kinds for example in examples])
    return LogisticRegression(C=STRENGTH, max_iter=1000).fit(feature_matrix(names, kept), kinds), kept


def predict_words(model: LogisticRegression, kept: Mapping[str, int], examples: Sequence[Example]) -> list[Array]:
    """Log probabilities of the classes for the sentences of each example, shape (n, 4)."""
    return [np.asarray(model.predict_log_proba(feature_matrix(example.names, kept))) for example in examples]


def weights_json(model: LogisticRegression, kept: Mapping[str, int]) -> dict[str, object]:
    """The weights as `classifier.WordsJudge.from_json` reads them."""
    return {
        "bias": np.round(np.asarray(model.intercept_), 4).tolist(),
        "names": list(kept),
        "rows": np.round(np.asarray(model.coef_).T, 3).ravel().tolist(),
    }
