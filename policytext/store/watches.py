"""Saved questions and what was seen of them: a JSON file of the user, beside the index or anywhere else.

It is no part of the database: an index may be shared, read-only, or made again from its documents, and the questions of
a user are none of these (docs/adr/0038-follow-and-watch.md). A write replaces the file as a whole, so that one that
dies leaves the old one; several runs at once are put one after the other by a lock.
"""

import fcntl
import json
import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from policytext.errors import ConfigError, IndexStateError

WATCHES_NAME: Final = "watches.json"
_FORMAT: Final = 1
_ELSEWHERE: Final = "name a place that you may write to with --watches FILE, or in POLICYTEXT_WATCHES"


@dataclass(frozen=True, slots=True)
class SavedWatch:
    """A saved question and what was seen of it.

    `kind` says what is asked (`query.watching.WatchKind`), `text` the proposition, question, subject or key, `actor`
    the organisation where one is asked about. `created` and `last_run` are ISO 8601, the latter None before the first
    run. `documents` are marks of the documents that were there, `events` marks of what was told.
    """

    name: str
    kind: str
    text: str
    actor: str | None
    created: str
    last_run: str | None
    documents: frozenset[str]
    events: frozenset[str]


class Watches:
    """The file with saved questions."""

    def __init__(self, path: Path) -> None:
        """Name the file; it need not exist."""
        self.path = path

    def read(self) -> dict[str, SavedWatch]:
        """All saved questions by name, in order of the file; empty where there is no file.

        Raises:
            ConfigError: the file cannot be read, is no such file, or is of a newer version.
        """
        try:
            held = json.loads(self.path.read_text(encoding="utf-8"))
        except FileNotFoundError:
            return {}
        except (OSError, ValueError) as error:
            raise ConfigError(f"{self.path} cannot be read: {error}", hint="restore it from a copy") from error
        try:
            if held["format"] > _FORMAT:
                raise ConfigError(f"{self.path} was written by a newer version", hint="upgrade policytext")
            return {name: _watch(name, values) for name, values in held["watches"].items()}
        except (KeyError, TypeError, AttributeError) as error:
            raise ConfigError(f"{self.path} holds no saved questions", hint="restore it from a copy") from error

    @contextmanager
    def changing(self) -> Iterator[dict[str, SavedWatch]]:
        """The saved questions, to be changed inside the block and written at its end; not where it raises.

        Raises:
            ConfigError: as for `read`.
            IndexStateError: the folder cannot be written.
        """
        with self._locked():
            held = self.read()
            yield held
            self._write(held)

    def remember(self, seen: Mapping[str, SavedWatch]) -> None:
        """Add what runs saw to what is kept; a question that went meanwhile stays away, marks only grow."""
        with self.changing() as held:
            for name, new in seen.items():
                old = held.get(name)
                if old is not None and (old.kind, old.text, old.actor) == (new.kind, new.text, new.actor):
                    held[name] = SavedWatch(
                        name,
                        old.kind,
                        old.text,
                        old.actor,
                        old.created,
                        new.last_run,
                        old.documents | new.documents,
                        old.events | new.events,
                    )

    @contextmanager
    def _locked(self) -> Iterator[None]:
        lock = self.path.with_name(self.path.name + ".lock")
        try:
            descriptor = os.open(lock, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o644)
        except OSError as error:
            raise IndexStateError(f"{self.path.parent} cannot be written: {error.strerror}", hint=_ELSEWHERE) from error
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX)
            yield
        finally:
            os.close(descriptor)

    def _write(self, held: Mapping[str, SavedWatch]) -> None:
        value = {"format": _FORMAT, "watches": {name: _values(watch) for name, watch in held.items()}}
        text = json.dumps(value, ensure_ascii=False, indent=1) + "\n"
        try:
            new = self.path.with_name(f"{self.path.name}.new")  # one at a time: the lock is held
            with new.open("w", encoding="utf-8") as file:
                file.write(text)
                file.flush()
                os.fsync(file.fileno())
            os.replace(new, self.path)
        except OSError as error:
            raise IndexStateError(f"{self.path} cannot be written: {error.strerror}", hint=_ELSEWHERE) from error


def _watch(name: str, values: Mapping[str, Any]) -> SavedWatch:  # Any: JSON values
    return SavedWatch(
        name,
        values["kind"],
        values["text"],
        values["actor"],
        values["created"],
        values["last_run"],
        frozenset(values["documents"]),
        frozenset(values["events"]),
    )


def _values(watch: SavedWatch) -> dict[str, Any]:  # Any: JSON values
    return {
        "kind": watch.kind,
        "text": watch.text,
        "actor": watch.actor,
        "created": watch.created,
        "last_run": watch.last_run,
        "documents": sorted(watch.documents),
        "events": sorted(watch.events),
    }
