"""Which plug-ins are installed, which of them can be used, and what they are made of.

Nothing is loaded before it is needed: whether a plug-in is installed costs a look at the names of the installed
packages. All of it is kept for the process, so that two documents of one run cannot be read by different plug-ins.
"""

import hashlib
import logging
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from functools import cache
from importlib.metadata import EntryPoint, entry_points
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Final

from policytext.plugins.protocols import CitationFamily, Exporter, Reader

_LOG = logging.getLogger(__name__)

READERS: Final = "policytext.readers"
CITATIONS: Final = "policytext.citations"
EXPORTERS: Final = "policytext.exporters"
#: Groups of entry points, with what each of them has to give.
GROUPS: Final[dict[str, type]] = {READERS: Reader, CITATIONS: CitationFamily, EXPORTERS: Exporter}


@dataclass(frozen=True, slots=True)
class Plugin:
    """A plug-in that was loaded: its name, the package with its version that brings it, and what it gives.

    `gives` has the protocol of the group. Any: a union of the protocols would have to be narrowed at every use.
    """

    name: str
    group: str
    package: str
    module: str
    gives: Any

    @property
    def title(self) -> str:
        """How it is named to people: "srt (policytext-debates 1.0)"."""
        return f"{self.name} ({self.package})"


@cache
def _loaded(group: str) -> tuple[Plugin, ...]:
    """The plug-ins of a group that can be used, by name; the others are reported, and the run goes on."""
    found: dict[str, Plugin] = {}
    for entry in sorted(entry_points(group=group), key=lambda entry: (entry.name, _package(entry))):
        try:
            gives = entry.load()
            gives = gives() if isinstance(gives, type) else gives
            if not isinstance(gives, GROUPS[group]):
                raise TypeError(f"{entry.value} has not what a plug-in of {group} gives")
            _check_names(gives)
        except (
            Exception,
            SystemExit,
        ) as error:  # whatever it does wrong must not stop what can do without it
            _report(entry.name, _package(entry), f"is broken and not used: {type(error).__name__}: {error}")
            continue
        if entry.name in found:
            _report(entry.name, _package(entry), f"is not used: {found[entry.name].title} has the same name")
            continue
        found[entry.name] = Plugin(entry.name, group, _package(entry), entry.module, gives)
    return tuple(found.values())


def _check_names(gives: object) -> None:
    """Raise TypeError where suffixes or kinds are not a sequence of texts; one text would be taken letter by letter."""
    for name in ("suffixes", "kinds"):
        held = getattr(gives, name, ())
        if not isinstance(held, tuple | list) or not all(isinstance(one, str) for one in held):
            raise TypeError(f"{name} is {held!r}, not a tuple of texts")


def _package(entry: EntryPoint) -> str:
    """The package that brings an entry point, with its version."""
    return "of no package" if entry.dist is None else f"{entry.dist.name} {entry.dist.version}"


@cache  # said once
def _report(name: str, package: str, what: str) -> None:
    _LOG.warning("Plug-in %s (%s) %s", name, package, what)


@cache
def _readers(taken: frozenset[str]) -> dict[str, Plugin]:
    """The reader of each suffix beyond those that are taken."""
    found: dict[str, Plugin] = {}
    for plugin in _loaded(READERS):
        for suffix in plugin.gives.suffixes:
            if suffix != suffix.lower() or not suffix.startswith("."):
                _report(plugin.name, plugin.package, f"does not get {suffix!r}: a suffix is lower case, with its dot")
            elif suffix in taken:
                _report(plugin.name, plugin.package, f"does not get {suffix}: policytext reads such files itself")
            elif suffix in found:
                _report(plugin.name, plugin.package, f"does not get {suffix}: {found[suffix].title} reads such files")
            else:
                found[suffix] = plugin
    return found


def reader_suffixes(taken: Collection[str]) -> tuple[str, ...]:
    """Suffixes of files that plug-ins read; `taken` are those that policytext reads itself."""
    return tuple(_readers(frozenset(taken)))


def reader_for(suffix: str, taken: Collection[str]) -> Plugin | None:
    """The plug-in that reads files of a suffix, if there is one; `taken` as for `reader_suffixes`."""
    return None if suffix in taken else _readers(frozenset(taken)).get(suffix)


def citation_families() -> tuple[Plugin, ...]:
    """Families of citations, in order of their names."""
    return _loaded(CITATIONS)


def exporters(taken: Collection[str]) -> dict[str, Plugin]:
    """Exporters by the name of their format, without those of `taken`, which policytext writes itself."""
    for plugin in _loaded(EXPORTERS):
        tell_if_taken(EXPORTERS, plugin.name, taken)
    return {plugin.name: plugin for plugin in _loaded(EXPORTERS) if plugin.name not in taken}


def tell_if_taken(group: str, name: str, taken: Collection[str]) -> None:
    """Report plug-ins of a name that policytext has itself, without loading them."""
    for entry in entry_points(group=group, name=name):
        if name in taken:
            _report(name, _package(entry), f"is not used: policytext has {name} itself")


def marks() -> tuple[str, ...]:
    """What tells the plug-ins that have a part in what is read from a file, and their state: changes when they do.

    A plug-in counts with its name, its package and a digest of the files of its package, so that a change of its code
    that brings no new version is noticed too.
    """
    return tuple(
        f"{plugin.group} {plugin.name} {plugin.package} {_digest(plugin.module)}"
        for group in (READERS, CITATIONS)
        for plugin in _loaded(group)
    )


@cache
def _digest(module: str) -> str:
    """Of the files of the package, or the one file, that a module is in."""
    spec = find_spec(module.partition(".")[0])
    digest = hashlib.sha256()
    if spec is None:
        return ""
    if spec.submodule_search_locations is None:
        paths = [Path(spec.origin)] if spec.origin is not None else []
    else:
        paths = [path for place in spec.submodule_search_locations for path in _files(Path(place))]
    for path in paths:
        if path.is_file():
            data = path.read_bytes().replace(b"\r\n", b"\n")
            digest.update(f"{path.name} {len(data)}\n".encode())
            digest.update(data)
    return digest.hexdigest()


def _files(folder: Path) -> Iterator[Path]:
    for path in sorted(folder.rglob("*")):
        if "__pycache__" not in path.parts and path.suffix != ".pyc":
            yield path


def forget() -> None:
    """Look anew at what is installed: for tests, and for a process that installed a plug-in itself."""
    kept: tuple[Callable[..., object], ...] = (_loaded, _report, _readers, _digest)
    for function in kept:
        function.cache_clear()  # type: ignore[attr-defined]
