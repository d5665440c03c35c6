"""Finding near vectors; the only place that imports chromadb, inside functions."""

from policytext.vectors.exact import exact_search
from policytext.vectors.index import VectorIndex, VectorsStale
from policytext.vectors.nearest import EXACT_SEARCH_LIMIT, nearest_vectors

__all__ = ["EXACT_SEARCH_LIMIT", "VectorIndex", "VectorsStale", "exact_search", "nearest_vectors"]
