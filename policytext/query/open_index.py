"""An index opened for questions: the store, the query encoder and the vectors, each loaded when first needed."""

import gc
import logging
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Final

import numpy as np
from numpy.typing import NDArray

from policytext.encode import Encoder, load_query_encoder
from policytext.store import Filters, Reader
from policytext.types.served import server_of
from policytext.vectors import ReducedVectors, ServerAway, ServerVectors, VectorsStale, nearest_vectors

if TYPE_CHECKING:
    from policytext.query.retrieve import Asked

_LOG = logging.getLogger(__name__)

#: Sentences that are compared from the store sooner than a server is asked for more and more.
_FEW: Final = 2_000
#: Sentences of the collection whose cosines tell what is near to a question.
_SAMPLE: Final = 512


class OpenIndex:
    """What a question needs of an index; nothing is written."""

    def __init__(self, folder: Path, reader: Reader) -> None:
        self.folder = folder
        self.reader = reader
        self._queries: dict[str, NDArray[np.float32]] = {}
        self.asked: dict[str, Asked] = {}  # kept by `retrieve`
        address = server_of(folder)
        self._server = None if address is None else ServerVectors(address)

    @cached_property
    def model(self) -> str:
        """Name of the embedding model that the index was made with."""
        return self.reader.info().model

    @cached_property
    def encoder(self) -> Encoder:
        """The encoder of queries for that model."""
        return load_query_encoder(self.model)

    def query_vector(self, text: str) -> NDArray[np.float32]:
        """The vector of a question, encoded once however often it is asked for."""
        if text not in self._queries:
            self._queries[text] = self.encoder.encode_query(text)
        return self._queries[text]

    @cached_property
    def units(self) -> int:
        """How many sentences the index has."""
        columns = self.reader.units.columns
        return self.reader.counts()[0] if columns is None else columns.units

    def sample_units(self, count: int) -> list[str]:
        """At most so many units of running text, evenly spread over the index."""
        columns = self.reader.units.columns
        if columns is None:
            found = self._running_text
            return found[:: max(1, -(-len(found) // count))]
        positions = np.flatnonzero(self.reader.units.mask(columns, Filters()))
        return columns.ids(positions[:: max(1, -(-len(positions) // count))])

    @cached_property
    def _running_text(self) -> list[str]:
        return self.reader.unit_ids()

    @cached_property
    def _reduced(self) -> ReducedVectors | None:
        columns = self.reader.units.columns
        return None if columns is None else ReducedVectors(columns.folder)

    @cached_property
    def _vectors(self) -> tuple[list[str], NDArray[np.float32]]:
        """All vectors, kept from the first question that needs them."""
        return self.reader.vectors()

    @cached_property
    def _rows(self) -> dict[str, int]:
        return {unit: row for row, unit in enumerate(self._vectors[0])}

    def nearest(self, vector: NDArray[np.float32], limit: int, filters: Filters) -> list[tuple[str, float]]:
        """Unit ids with their cosine, nearest first, among those that the filters leave."""
        columns = self.reader.units.columns
        if self._server is not None:
            try:
                return self._nearest_on(self._server, vector, limit, filters)
            except (ServerAway, VectorsStale) as error:
                _LOG.warning("%s; comparing with the vectors of the store instead (%s)", error.message, error.hint)
                self._server = None  # said once
        if columns is not None and self._reduced is not None:
            found = self._reduced.nearest(vector, limit, self.reader.units.mask(columns, filters))
            ids = columns.ids([position for position, _ in found])
            return [(unit, cosine) for unit, (_, cosine) in zip(ids, found, strict=True)]
        allowed = self.reader.unit_ids(filters)
        count = self.reader.counts()[1]
        return nearest_vectors(self.folder, self.reader.fingerprint(), count, self._load, vector, limit, allowed)

    def _nearest_on(
        self, server: ServerVectors, vector: NDArray[np.float32], limit: int, filters: Filters
    ) -> list[tuple[str, float]]:
        """The nearest as a server has them; where filters leave few, all of them are compared from the store."""
        columns = self.reader.units.columns
        if columns is None:
            units = self.reader.unit_ids(filters)
            held = frozenset(units)
            count = len(units)
        else:
            mask = self.reader.units.mask(columns, filters)
            count = int(np.count_nonzero(mask))

        def allowed(names: Sequence[str]) -> list[bool]:
            if columns is None:
                return [name in held for name in names]
            return [place is not None and bool(mask[place]) for place in columns.positions(names)]

        if count <= _FEW:
            few = units if columns is None else columns.ids(np.flatnonzero(mask))
            cosines = self.similarities(vector, few)
            return sorted(cosines.items(), key=lambda item: -item[1])[:limit]
        return server.nearest(vector, limit, allowed, fingerprint=self.reader.fingerprint())

    def similarities(self, vector: NDArray[np.float32], units: Sequence[str]) -> dict[str, float]:
        """Cosine of each unit that has a vector."""
        kept, held = self.vectors_of(units)
        return dict(zip(kept, (held @ vector).tolist(), strict=True))

    @cached_property
    def sample_vectors(self) -> NDArray[np.float32]:
        """The vectors of sentences evenly spread over the index, with which others are compared, (n, dimensions)."""
        return self.vectors_of(self.sample_units(_SAMPLE))[1]

    def vectors_of(self, units: Sequence[str]) -> tuple[list[str], NDArray[np.float32]]:
        """Those of the units that have a vector, and the vectors, shape (n, dimensions)."""
        if "_vectors" in self.__dict__:  # in memory already
            kept = [unit for unit in units if unit in self._rows]
            return kept, self._vectors[1][[self._rows[unit] for unit in kept]]
        columns = self.reader.units.columns
        if columns is not None and self._reduced is not None:
            places = columns.positions(units)
            known = [(unit, place) for unit, place in zip(units, places, strict=True) if place is not None]
            is_held, vectors = self._reduced.vectors(np.array([place for _, place in known], dtype=np.int64))
            return [unit for (unit, _), there in zip(known, is_held.tolist(), strict=True) if there], vectors
        return self.reader.vectors(units)

    @cached_property
    def similarity_scale(self) -> tuple[float, float]:
        """Mean and standard deviation of cosines between sentences of the index."""
        _, matrix = self._vectors
        sample = matrix[:: max(1, len(matrix) // 500)]
        cosines = (sample @ sample.T)[np.triu_indices(len(sample), 1)]
        return (float(cosines.mean()), float(cosines.std()) or 1.0) if len(cosines) else (0.0, 1.0)

    def _load(self) -> tuple[list[str], NDArray[np.float32]]:
        return self._vectors


@contextmanager
def open_index(folder: Path) -> Iterator[OpenIndex]:
    """Open an index for questions.

    Raises:
        IndexMissing: there is none in the folder.
        SchemaTooNew, IntegrityError: it cannot be used.
    """
    with Reader.open(folder) as reader:
        # A search makes ten thousands of small objects without circles among them: looking for such, and through all
        # that was imported, again and again took a quarter of its time.
        before = gc.get_threshold()
        gc.freeze()
        gc.set_threshold(100_000, *before[1:])
        try:
            yield OpenIndex(folder, reader)
        finally:
            gc.set_threshold(*before)
