"""Finding near vectors; the only place that imports chromadb, inside functions."""

from policytext.vectors.exact import exact_search
from policytext.vectors.filling import faults, fill, forget_earlier, is_current, reach
from policytext.vectors.index import VectorIndex, VectorsStale
from policytext.vectors.nearest import EXACT_SEARCH_LIMIT, nearest_vectors
from policytext.vectors.reduced import ReducedVectors
from policytext.vectors.server import ServerAway, ServerVectors

__all__ = [
    "EXACT_SEARCH_LIMIT",
    "ReducedVectors",
    "ServerAway",
    "ServerVectors",
    "VectorIndex",
    "VectorsStale",
    "exact_search",
    "faults",
    "fill",
    "forget_earlier",
    "is_current",
    "nearest_vectors",
    "reach",
]
