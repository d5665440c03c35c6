"""Vectors on a Chroma server, for several people who share a store.

As in the folder (index.py), nothing is changed in place: each state of the store has a collection of its own, named for
the fingerprint of its vectors, that says itself when it is whole. Whoever reads a state asks for the collection of that
state; it is removed when the next one has taken its place.
"""

from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING, Final

import numpy as np
from numpy.typing import NDArray

from policytext.errors import IndexStateError
from policytext.types.served import ServerAddress
from policytext.vectors.index import SEARCH_BREADTH, VectorsStale

if TYPE_CHECKING:
    from chromadb.api import ClientAPI
    from chromadb.api.models.Collection import Collection as ChromaCollection

#: Seconds after which a server that does not answer at all counts as away.
_PATIENCE_S: Final = 3.0
_DIGITS: Final = 24  # of the fingerprint, in the name of a collection


class ServerAway(IndexStateError):
    """A server does not answer, or not as a Chroma server does."""

    default_hint = "start it with: chroma run --path FOLDER --port PORT"


class ServerVectors:
    """What a server holds of a store."""

    def __init__(self, address: ServerAddress) -> None:
        self.address = address
        self._client: ClientAPI | None = None

    def check(self) -> None:
        """Nothing, where the server answers.

        Raises:
            ServerAway: it does not.
        """
        self._opened()

    def is_filled(self, fingerprint: str) -> bool:
        """Whether it holds the vectors of a state. Raises ServerAway."""
        return self._whole(fingerprint) is not None

    def fill(
        self, blocks: Iterator[tuple[list[str], NDArray[np.float32]]], count: int, *, fingerprint: str, store: str
    ) -> None:
        """Put the vectors of a state on the server, in place of what there is of this state.

        Args:
            blocks: distinct ids with their vectors of unit length, shape (n, dimensions).
            count: how many vectors there are in all.
            fingerprint: of the records that they were made from.
            store: what tells the store from others, for `forget_others`.

        Raises:
            ServerAway: the server does not answer, or stops answering.
        """
        name = self._name(fingerprint)
        with _Translated(self.address):
            client = self._opened()
            if name in self._names():
                client.delete_collection(name)
            facts: dict[str, str | int | bool] = {"fingerprint": fingerprint, "store": store, "count": count}
            collection = client.create_collection(
                name,
                metadata={**facts, "whole": False},
                configuration={"hnsw": {"space": "cosine", "ef_search": SEARCH_BREADTH}},
                embedding_function=None,
            )
            size = client.get_max_batch_size()
            for ids, vectors in blocks:
                for start in range(0, len(ids), size):
                    collection.add(ids=ids[start : start + size], embeddings=vectors[start : start + size])
            if collection.count() != count:
                raise ValueError("another number of vectors than was sent")
            collection.modify(metadata={**facts, "whole": True})

    def forget_others(self, fingerprint: str, store: str) -> None:
        """Remove what the server holds of other states of the same store. Raises ServerAway."""
        with _Translated(self.address):
            for name in self._names():
                held = self._opened().get_collection(name, embedding_function=None).metadata or {}
                if name != self._name(fingerprint) and held.get("store") == store:
                    self._opened().delete_collection(name)

    def nearest(
        self,
        vector: NDArray[np.float32],
        limit: int,
        allowed: Callable[[Sequence[str]], Sequence[bool]],
        *,
        fingerprint: str,
    ) -> list[tuple[str, float]]:
        """The nearest vectors of a state; near enough always the exact ones.

        Chroma's own filters slow it down by the number of ids that they name, so ever more of the nearest are asked for
        until enough of them are allowed.

        Args:
            vector: the query, unit length, shape (dimensions,).
            limit: at most so many.
            allowed: which of some ids may be returned.
            fingerprint: of the records as they are now.

        Returns:
            (id, cosine) pairs, nearest first.

        Raises:
            ServerAway: the server does not answer.
            VectorsStale: it holds nothing, or another state.
        """
        collection = self._whole(fingerprint)
        if collection is None:
            others = [name for name in self._names() if name.startswith(f"{self.address.name}.")]
            what = "another state of the index" if others else f"nothing under the name {self.address.name}"
            raise VectorsStale(
                f"the server at {self.address} holds {what}",
                hint="fill it with: policytext index rebuild, with the same --index and --store",
            )
        with _Translated(self.address):
            total, asked = collection.count(), 2 * limit
            while True:
                found = collection.query(
                    query_embeddings=np.asarray([vector], dtype=np.float32),
                    n_results=max(1, min(asked, total)),
                    include=["distances"],
                )
                names, distances = found["ids"][0], (found["distances"] or [[]])[0]
                kept = [
                    (name, 1.0 - distance)
                    for name, distance, is_allowed in zip(names, distances, allowed(names), strict=True)
                    if is_allowed
                ]
                if len(kept) >= limit or asked >= total:
                    return kept[:limit]
                asked *= 4

    def _name(self, fingerprint: str) -> str:
        return f"{self.address.name}.{fingerprint[:_DIGITS]}"

    def _names(self) -> list[str]:
        with _Translated(self.address):
            return [collection.name for collection in self._opened().list_collections(limit=10_000)]

    def _whole(self, fingerprint: str) -> "ChromaCollection | None":
        """The collection of a state, where it is there and whole."""
        name = self._name(fingerprint)
        if name not in self._names():
            return None
        with _Translated(self.address):
            collection = self._opened().get_collection(name, embedding_function=None)
            facts = collection.metadata or {}
            is_whole = bool(facts.get("whole")) and facts.get("fingerprint") == fingerprint
            return collection if is_whole and collection.count() == facts.get("count") else None

    def _opened(self) -> "ClientAPI":
        if self._client is None:
            import socket  # noqa: PLC0415  # 4 ms, and only where a server is named

            # Chroma's client waits for ever for an address that swallows what is sent to it.
            try:
                socket.create_connection((self.address.host, self.address.port), timeout=_PATIENCE_S).close()
            except OSError as error:
                raise ServerAway(f"the server at {self.address} does not answer: {error}") from error
            from chromadb import HttpClient  # noqa: PLC0415  # half a second, and only where a server is named
            from chromadb.config import Settings  # noqa: PLC0415  # the same

            with _Translated(self.address):
                self._client = HttpClient(
                    self.address.host,
                    self.address.port,
                    ssl=self.address.is_secure,
                    settings=Settings(anonymized_telemetry=False),
                )
        return self._client


class _Translated:
    """Whatever Chroma's client raises, as one error; it has no class of its own for most of it."""

    def __init__(self, address: ServerAddress) -> None:
        self._address = address

    def __enter__(self) -> None:
        pass

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: object) -> None:
        if isinstance(error, Exception) and not isinstance(error, IndexStateError):
            text = " ".join(str(error).split())[:200]
            raise ServerAway(f"the server at {self._address} did not answer as it should: {text}") from error
