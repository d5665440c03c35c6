"""Making the columns of a state of the database."""

import json
import shutil
import sqlite3
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Final

import numpy as np

from policytext.store import file_sums
from policytext.store.columns import opened, postings
from policytext.store.packing import restored, to_json
from policytext.types.vocabulary import Attribution, StatementKind, Strength

#: Beginning of the name of a folder that is being filled.
_UNFINISHED: Final = "unfinished-"
_FIELDS: Final = ", ".join(
    (
        "json_extract(s.fields, '$.strength')",
        "json_extract(s.fields, '$.holder')",
        "json_extract(s.fields, '$.actors')",
        "json_extract(s.fields, '$.confidence')",
        "json_extract(s.fields, '$.prominence') IS NOT NULL",
        "json_array_length(s.fields, '$.figures') > 0",
        "json_array_length(s.fields, '$.citations') > 0",
    )
)


def build(connection: sqlite3.Connection, index_folder: Path, fingerprint: str, corrections: str) -> "Filling":
    """Begin the columns of the state that a connection sees; use the result as a context manager.

    Inside it others may add files of their own to its `folder`. The folder gets its name, and with it counts as whole,
    when the block ends without an error.

    Args:
        connection: a connection in a transaction.
        index_folder: the folder of the index.
        fingerprint: `opened.fingerprint` of that state.
        corrections: `opened.corrections` of that state.
    """
    return Filling(connection, index_folder / opened.FOLDER_NAME, fingerprint, corrections)


class Filling:
    """Columns that are being made, see `build`; `folder` is where their files are."""

    def __init__(self, connection: sqlite3.Connection, parent: Path, fingerprint: str, corrections: str) -> None:
        self._connection, self._parent = connection, parent
        self._fingerprint, self._corrections = fingerprint, corrections
        self.folder = parent

    def __enter__(self) -> "Filling":
        self._parent.mkdir(parents=True, exist_ok=True)
        self.folder = Path(tempfile.mkdtemp(prefix=_UNFINISHED, dir=self._parent))
        self.folder.chmod(0o755)
        try:
            _write_units(self._connection, self.folder)
            _write_statements(self._connection, self.folder)
            rows = self._connection.execute(
                "SELECT t.c0, t.c1, t.c2 FROM unit u CROSS JOIN unit_text_content t ON t.id = u.id"
                " ORDER BY u.document, u.number"
            )
            postings.write(self.folder, rows)
            facts = {"corrections": self._corrections}
            (self.folder / opened.FACTS_NAME).write_text(json.dumps(facts) + "\n", encoding="utf-8")
        except BaseException:
            shutil.rmtree(self.folder, ignore_errors=True)
            raise
        return self

    def __exit__(self, kind: type[BaseException] | None, error: object, trace: object) -> None:
        if kind is not None:
            shutil.rmtree(self.folder, ignore_errors=True)
            return
        try:
            file_sums.write(self.folder)
        except OSError:
            shutil.rmtree(self.folder, ignore_errors=True)
            raise
        final = self._parent / self._fingerprint
        if final.is_dir():  # to be made anew
            aside = self._parent / f"{_UNFINISHED}{self._fingerprint}"
            shutil.rmtree(aside, ignore_errors=True)
            final.rename(aside)
            shutil.rmtree(aside, ignore_errors=True)
        self.folder.rename(final)
        self.folder = final


def forget_others(index_folder: Path, fingerprint: str) -> None:
    """Remove the columns of other states, and what a process that was stopped left. The caller holds the lock."""
    for folder in (index_folder / opened.FOLDER_NAME).glob("*"):
        if folder.name != fingerprint:
            shutil.rmtree(folder, ignore_errors=True)


def _write_units(connection: sqlite3.Connection, folder: Path) -> None:
    rows, counts, shorts = list[int](), list[int](), list[str]()
    for row, short_id, count in connection.execute(
        "SELECT d.id, d.short_id, (SELECT count(*) FROM unit u WHERE u.document = d.id) FROM document d ORDER BY d.id"
    ):
        rows.append(row)
        shorts.append(short_id)
        counts.append(count)
    np.save(folder / "documents.npy", np.array(rows, dtype=np.int64))
    np.save(folder / "first.npy", np.cumsum([0, *counts], dtype=np.int64))
    (folder / "short_ids.json").write_text(to_json(shorts), encoding="utf-8")
    scopes, sections, headings = bytearray(), list[int](), dict[str, int]()
    for scope, section in connection.execute("SELECT scope, section FROM unit ORDER BY document, number"):
        scopes.append(opened.SCOPES[scope])
        sections.append(headings.setdefault(section, len(headings)))
    np.save(folder / "scopes.npy", np.frombuffer(bytes(scopes), dtype=np.uint8))
    np.save(folder / "sections.npy", np.array(sections, dtype=np.uint32))
    (folder / "sections.json").write_text(to_json(list(headings)), encoding="utf-8")


def _write_statements(connection: sqlite3.Connection, folder: Path) -> None:
    documents = np.load(folder / "documents.npy")
    first = np.load(folder / "first.npy")
    place = dict(zip(documents.tolist(), first.tolist(), strict=False))
    names: dict[str, int] = {}
    kinds = {kind.value: number for number, kind in enumerate(StatementKind)}
    attributions = {one.value: number for number, one in enumerate(Attribution)}
    strengths: dict[str | None, int] = {strength.value: number for number, strength in enumerate(Strength, start=1)}
    strengths[None] = 0
    positions, confidences, codes = list[int](), list[float](), list[tuple[int, ...]]()
    holders, actors, actor_ends = list[int](), list[int](), [0]
    for document, number, kind, attribution, strength, holder, acting, confidence, *flags in connection.execute(
        f"SELECT u.document, u.number, s.kind, s.attribution, {_FIELDS}"
        " FROM statement s JOIN unit u ON u.id = s.unit ORDER BY u.document, u.number"
    ):
        positions.append(place[document] + number)
        codes.append((kinds[kind], attributions[attribution], strengths[strength], *flags))
        confidences.append(confidence)
        holders.append(-1 if holder is None else names.setdefault(restored(holder), len(names)))
        actors += [names.setdefault(name, len(names)) for name in json.loads(acting)]
        actor_ends.append(len(actors))
    table = np.array(codes, dtype=np.uint8).reshape(len(codes), len(opened.STATEMENT_CODES))
    for number, name in enumerate(opened.STATEMENT_CODES):
        np.save(folder / f"statement.{name}.npy", np.ascontiguousarray(table[:, number]))
    _save(folder, "positions", positions, np.uint32)
    _save(folder, "confidence", confidences, np.float64)
    _save(folder, "holder", holders, np.int32)
    _save(folder, "actors", actors, np.int32)
    _save(folder, "actor_ends", actor_ends, np.int64)
    (folder / "names.json").write_text(to_json(list(names)), encoding="utf-8")


def _save(folder: Path, name: str, values: Sequence[float], kind: type[np.generic]) -> None:
    np.save(folder / f"statement.{name}.npy", np.array(values, dtype=kind))
