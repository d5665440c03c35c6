"""The columns of a state of the database, opened for questions."""

import hashlib
import json
import logging
import sqlite3
from collections.abc import Callable, Collection, Iterable, Sequence
from functools import cached_property
from pathlib import Path
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from policytext.store import file_sums, fulltext
from policytext.store.columns.postings import Postings
from policytext.store.filters import Filters, fold
from policytext.store.records import Scope
from policytext.store.statement_filters import NOBODY, StatementFilters, is_named
from policytext.types.vocabulary import Attribution, StatementKind, Strength

_LOG = logging.getLogger(__name__)

FOLDER_NAME: Final = "columns"
FACTS_NAME: Final = "facts.json"
#: From so many sentences on an index gets columns. Below, SQLite answers as fast, and nothing has to be made.
COLUMNS_FROM: Final = 5_000
#: Changes whenever what is written would differ.
_FORMAT: Final = 2
SCOPES: Final = {scope.value: number for number, scope in enumerate(Scope)}
#: What is held of each statement as one small number.
STATEMENT_CODES: Final = ("kind", "attribution", "strength", "prominent", "figure", "source")

Mask = NDArray[np.bool_]
Fetch = Callable[[str, Sequence[object]], list[Any]]  # Any: SQLite gives each cell the type that was stored


def fingerprint(fetch: Fetch) -> str:
    """A name for the documents and their sentences and statements as the program found them."""
    digest = hashlib.sha256(f"{_FORMAT} {fulltext.COLUMNS}".encode())
    for setting in fetch("SELECT key, value FROM meta WHERE key IN ('stemmer', 'compounds') ORDER BY key", ()):
        digest.update(repr(tuple(setting)).encode())
    for row in fetch(
        "SELECT d.id, d.content_id, d.pipeline_version, d.sentences, d.statements, v.digest FROM document d"
        " LEFT JOIN vector_block v ON v.document = d.id ORDER BY d.id",
        (),
    ):
        digest.update(repr(tuple(row)).encode())
    return digest.hexdigest()[:32]


def corrections(fetch: Fetch) -> str:
    """A name for what people corrected, which changes statements and nothing else."""
    try:
        found = fetch("SELECT id, made_at, statement, unit, now FROM correction ORDER BY id", ())
    except sqlite3.OperationalError:  # an index of before there were any
        found = []
    return hashlib.sha256(repr([tuple(row) for row in found]).encode()).hexdigest()[:32]


def find(index_folder: Path, name: str, corrected: str) -> "Columns | None":
    """The columns of the state with that fingerprint; None where there are none, or files of them are gone or cut off.

    Args:
        index_folder: the folder of the index.
        name: `fingerprint` of the state.
        corrected: `corrections` of the state; with others than these the columns say nothing of statements.
    """
    folder = index_folder / FOLDER_NAME / name
    try:
        facts = json.loads((folder / FACTS_NAME).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    damaged = file_sums.faults(folder, contents=False)
    if damaged:
        _LOG.warning("%s: %s; answering without (make it anew with policytext index rebuild)", folder, damaged[0])
        return None
    return Columns(folder, knows_statements=facts.get("corrections") == corrected)


class Columns:
    """Columns of an index. Each array is mapped when it is first needed; a mask has one value for each sentence."""

    def __init__(self, folder: Path, *, knows_statements: bool) -> None:
        self.folder = folder
        self.knows_statements = knows_statements
        self.postings = Postings(folder)
        self._scoped: dict[tuple[Scope, ...], Mask] = {}

    def _load(self, name: str) -> NDArray[Any]:  # Any: each file has its own kind of number
        held: NDArray[Any] = np.load(self.folder / f"{name}.npy", mmap_mode="r")
        return held

    def _json(self, name: str) -> list[str]:
        held: list[str] = json.loads((self.folder / f"{name}.json").read_text(encoding="utf-8"))
        return held

    @cached_property
    def documents(self) -> NDArray[np.int64]:
        """Row of each document, ascending."""
        return np.asarray(self._load("documents"))

    @cached_property
    def first(self) -> NDArray[np.int64]:
        """Position of the first sentence of each document, and of the end, shape (documents + 1,)."""
        return np.asarray(self._load("first"))

    @cached_property
    def short_ids(self) -> list[str]:
        """Short id of each document."""
        return self._json("short_ids")

    @cached_property
    def _place(self) -> dict[str, int]:
        return {short_id: number for number, short_id in enumerate(self.short_ids)}

    @property
    def units(self) -> int:
        """How many sentences there are."""
        return int(self.first[-1])

    def ids(self, positions: NDArray[np.integer] | Sequence[int]) -> list[str]:
        """Unit ids of positions."""
        held = np.asarray(positions, dtype=np.int64)
        places = np.searchsorted(self.first, held, side="right") - 1
        numbers = held - self.first[places]
        short_ids = self.short_ids
        return [f"{short_ids[p]}:{n}" for p, n in zip(places.tolist(), numbers.tolist(), strict=True)]

    def positions(self, units: Iterable[str]) -> list[int | None]:
        """Positions of unit ids; None for one that is not in the index."""
        found: list[int | None] = []
        for unit in units:
            short_id, _, number = unit.partition(":")
            place = self._place.get(short_id)
            at = -1 if place is None or not (number.isascii() and number.isdigit()) else int(number)
            is_there = place is not None and 0 <= at < int(self.first[place + 1] - self.first[place])
            found.append(int(self.first[place]) + at if is_there and place is not None else None)
        return found

    def mask(self, filters: Filters, documents: Collection[int] | None, stating: Mask | None) -> Mask:
        """The sentences that filters leave.

        Args:
            filters: the filters.
            documents: rows of the documents that they leave; None for all.
            stating: sentences that make a statement as the filters want it; None to find it out here.
        """
        scopes = [Scope.TEXT]
        scopes += [Scope.NOTE] if filters.include_notes else []
        scopes += [Scope.COMMENT] if filters.include_comments else []
        mask = self._of_scopes(tuple(scopes))
        if documents is not None:
            kept = np.isin(self.documents, np.fromiter(documents, dtype=np.int64, count=len(documents)))
            mask = mask & np.repeat(kept, np.diff(self.first))
        if filters.having is not None and filters.having.section is not None:
            mask = mask & self._under(filters.having.section)
        if stating is None and has_statement_conditions(filters):
            stating = self._stating(filters)
        return mask if stating is None else mask & stating

    def _of_scopes(self, scopes: tuple[Scope, ...]) -> Mask:
        if scopes not in self._scoped:
            held = self._load("scopes")
            wanted = np.zeros(len(SCOPES), dtype=bool)
            wanted[[SCOPES[scope.value] for scope in scopes]] = True
            self._scoped[scopes] = wanted[held]
        return self._scoped[scopes]

    def _under(self, section: str) -> Mask:
        wanted = fold(section)
        kept = [any(wanted in fold(heading) for heading in json.loads(held)) for held in self._json("sections")]
        return np.asarray(np.array(kept, dtype=bool)[self._load("sections")])

    def _stating(self, filters: Filters) -> Mask:
        positions = self._load("statement.positions")
        kept = np.ones(len(positions), dtype=bool)
        if filters.kinds:
            kept &= np.isin(self._load("statement.kind"), [list(StatementKind).index(kind) for kind in filters.kinds])
        if filters.attribution is not None:
            kept &= self._load("statement.attribution") == list(Attribution).index(filters.attribution)
        if filters.having is not None:
            kept &= self._having(filters.having)
        mask = np.zeros(self.units, dtype=bool)
        mask[positions[kept]] = True
        return mask

    def _having(self, having: StatementFilters) -> Mask:
        kept = np.ones(len(self._load("statement.positions")), dtype=bool)
        if having.strengths:
            wanted = [1 + list(Strength).index(strength) for strength in having.strengths]
            kept &= np.isin(self._load("statement.strength"), wanted)
        for flag, name in ((having.figure, "figure"), (having.source, "source")):
            if flag is not None:
                kept &= self._load(f"statement.{name}") == flag
        if having.confidence:
            kept &= self._load("statement.confidence") >= having.confidence
        if having.main:
            kept &= self._load("statement.prominent") == 1
        if having.actors:
            ends = self._load("statement.actor_ends")
            meant = self._meant(having.actors)[self._load("statement.actors")]
            counts = np.concatenate(([0], np.cumsum(meant)))
            named = counts[ends[1:]] > counts[ends[:-1]]
            kept &= named | (np.diff(ends) == 0) if _is_nobody(having.actors) else named
        if having.holders:
            holder = np.asarray(self._load("statement.holder"))
            named = np.append(self._meant(having.holders), False)[holder]  # -1, for none, is the last
            kept &= named | (holder < 0) if _is_nobody(having.holders) else named
        return kept

    def _meant(self, wanted: Sequence[str]) -> Mask:
        """Which of the names that statements give are meant."""
        somebody = [one for one in wanted if fold(one) != NOBODY]
        return np.array([any(is_named(one, (name,)) for one in somebody) for name in self._json("names")], dtype=bool)


def has_statement_conditions(filters: Filters) -> bool:
    """Whether filters ask anything of the statements that a sentence makes."""
    having = filters.having
    on_statements = having is not None and (
        having.actors
        or having.holders
        or having.strengths
        or having.figure is not None
        or having.source is not None
        or having.confidence
        or having.main
    )
    return bool(filters.kinds or filters.attribution is not None or on_statements)


def _is_nobody(wanted: Sequence[str]) -> bool:
    return any(fold(one) == NOBODY for one in wanted)
