"""Nearest vectors by comparing with all of them: no index, nothing to build, always right."""

from collections.abc import Collection, Sequence

import numpy as np
from numpy.typing import NDArray


def exact_search(
    ids: Sequence[str],
    matrix: NDArray[np.float32],
    vector: NDArray[np.float32],
    limit: int,
    allowed: Collection[str] | None = None,
) -> list[tuple[str, float]]:
    """The nearest rows.

    Args:
        ids: name of each row.
        matrix: vectors of unit length, shape (len(ids), dimensions).
        vector: the query, unit length, shape (dimensions,).
        limit: at most so many.
        allowed: the ids that may be returned; None for all. Those without a row are passed over.

    Returns:
        (id, cosine) pairs, nearest first; equal ones in the order of the rows.
    """
    rows = np.arange(len(ids))
    if allowed is not None:
        wanted = allowed if isinstance(allowed, set | frozenset) else set(allowed)
        rows = np.flatnonzero(np.fromiter((name in wanted for name in ids), dtype=bool, count=len(ids)))
    limit = min(limit, len(rows))
    if limit <= 0:
        return []
    # Rows are picked out only where few are left: a copy of most of the matrix costs more than the products.
    cosines = matrix[rows] @ vector if len(rows) < len(ids) // 4 else (matrix @ vector)[rows]
    if limit < len(rows):
        chosen = np.argpartition(cosines, -limit)[-limit:]
        rows, cosines = rows[chosen], cosines[chosen]
    order = np.lexsort((rows, -cosines))
    return [(ids[row], cosine) for row, cosine in zip(rows[order].tolist(), cosines[order].tolist(), strict=True)]
