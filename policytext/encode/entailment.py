"""A cross-encoder that a user names: whether a sentence entails or contradicts a proposition.

Models for natural language inference have three outputs, which their settings name in one way or another. None comes
with policytext; one is loaded only where it is asked for by folder or name.
"""

import os
import warnings
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray

from policytext.encode.encoder import encodable
from policytext.errors import ModelMissing

#: Beginnings of the names of outputs, in the order of `EntailmentModel.probabilities`.
_OUTPUTS: Final = ("entail", "neutral", "contradict")
_BATCH: Final = 16


class EntailmentModel:
    """A cross-encoder for natural language inference, from sentence-transformers or transformers."""

    def __init__(self, name: str) -> None:
        """Load a model by the folder or hub name; only safetensors are read.

        Raises:
            ModelMissing: it is not there, or is no model of that kind.
        """
        for variable in ("HF_HUB_DISABLE_TELEMETRY", "DO_NOT_TRACK", "HF_HUB_DISABLE_PROGRESS_BARS"):
            os.environ.setdefault(variable, "1")
        is_folder = Path(name).is_dir()
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # what libraries warn of while a model loads concerns those who make models
            try:
                from sentence_transformers import CrossEncoder  # noqa: PLC0415  # imports torch: seconds

                self._model = CrossEncoder(name, local_files_only=is_folder, model_kwargs={"use_safetensors": True})
            except Exception as error:  # network, disk, damage, other formats: libraries raise many kinds
                raise ModelMissing(
                    f"the model {name} does not load as a cross-encoder: {str(error).splitlines()[0][:200]}",
                    "name the folder of a model for natural language inference (entailment) saved as safetensors",
                ) from error
        self._columns = output_columns(self._model.config.id2label or {})
        if self._columns is None:
            raise ModelMissing(
                f"the model {name} has no outputs named entailment, neutral and contradiction",
                "name a model for natural language inference; one for ranking cannot tell sides",
            )

    def probabilities(self, premises: Sequence[str], hypothesis: str) -> NDArray[np.float32]:
        """Whether each premise entails, says nothing of, or contradicts the hypothesis, shape (len(premises), 3)."""
        if not premises:
            return np.zeros((0, len(_OUTPUTS)), dtype=np.float32)
        pairs = [(encodable(premise), encodable(hypothesis)) for premise in premises]
        found = self._model.predict(pairs, batch_size=_BATCH, apply_softmax=True, show_progress_bar=False)
        return np.asarray(found, dtype=np.float32)[:, self._columns]


def output_columns(labels: Mapping[int, str]) -> list[int] | None:
    """Columns of entailment, neutral and contradiction among a model's outputs; None where they are not named so."""
    columns = []
    for output in _OUTPUTS:
        found = [column for column, label in labels.items() if str(label).lower().startswith(output)]
        if len(found) != 1:
            return None
        columns.append(int(found[0]))
    return columns
