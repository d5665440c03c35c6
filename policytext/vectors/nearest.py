"""Nearest vectors for a question: exactly where that is quicker, by the vector index where it is large."""

import logging
from collections.abc import Callable, Collection, Sequence
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray

from policytext.vectors.exact import exact_search
from policytext.vectors.index import VectorIndex, VectorsStale

_LOG = logging.getLogger(__name__)

#: Up to so many vectors a question is compared with all of them: reading them from the store then takes less time than
#: importing Chroma (measured in docs/adr/0003; 200,000 vectors of 384 numbers take 300 MB).
EXACT_SEARCH_LIMIT: Final = 200_000


def nearest_vectors(
    index_folder: Path,
    fingerprint: str,
    count: int,
    load: Callable[[], tuple[Sequence[str], NDArray[np.float32]]],
    vector: NDArray[np.float32],
    limit: int,
    allowed: Collection[str] | None = None,
) -> list[tuple[str, float]]:
    """The nearest vectors of an index; a vector index that is missing or out of date costs time, never an answer.

    Args:
        index_folder: the index.
        fingerprint: of the records as they are now.
        count: vectors of these records. Where they are few, the vector index is not even looked at: whether it is
            usable hangs on the version of Chroma, which takes 20 ms to ask for.
        load: gives all ids and their vectors from the store; called only for an exact search.
        vector: the query, unit length, shape (dimensions,).
        limit: at most so many.
        allowed: ids that may be returned; None for all.

    Returns:
        (id, cosine) pairs, nearest first.
    """
    index = VectorIndex(index_folder)
    if count > EXACT_SEARCH_LIMIT and index.count() > EXACT_SEARCH_LIMIT:
        try:
            return index.query(vector, limit, allowed, fingerprint=fingerprint)
        except VectorsStale as error:
            _LOG.warning("%s; comparing with all vectors instead (%s)", error.message, error.hint)
        finally:
            index.close()
    ids, matrix = load()
    return exact_search(ids, matrix, vector, limit, allowed)
