"""Which files a user means, and under which name the index knows them."""

import os
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from fnmatch import fnmatch
from pathlib import Path

from policytext.errors import NothingToIngest
from policytext.readers import document_suffixes
from policytext.store.names import project_folder, source_name
from policytext.structure.manifest import FILE_NAME, Manifest, ManifestEntry, load_manifest

#: Files that say something about a folder of documents and are none themselves.
_ABOUT_THE_FOLDER = ("readme*", "licen[cs]e*", "changelog*", "makefile", FILE_NAME)
# Documents that no reader takes: each is reported with what to do about it.
_OTHER_DOCUMENTS = (".doc", ".dot", ".rtf", ".epub", ".ppt", ".pptx", ".odp")
#: Official publications come with a record of their metadata, which is read along beside them.
_BESIDE_A_DOCUMENT = ("metadata.xml", "*.metadata.xml")


@dataclass(frozen=True, slots=True)
class Candidate:
    """A file to ingest; `source` is its name in the index, `entry` what a manifest beside it says of it."""

    path: Path
    source: str
    entry: ManifestEntry | None


def find_candidates(paths: Sequence[Path], index_folder: Path) -> list[Candidate]:
    """The files to ingest, without doubles, in order of their names within each path.

    A file that is named is always taken; in folders, files of a supported format are, save hidden ones, those about
    the folder (README, LICENSE) and those that the manifest ignores.

    Raises:
        NothingToIngest: a path does not exist or holds no document.
        ConfigError: a manifest is wrong.
    """
    found: dict[str, Candidate] = {}
    manifests: dict[Path, Manifest] = {}
    for path in paths:
        if not path.exists():
            raise NothingToIngest(f"{path}: there is no such file or folder", "check the path")
        files = [path]
        if not path.is_file():
            files = [file for file in _files_below(path, index_folder, manifests) if _is_document(file)]
        if not files:
            raise NothingToIngest(f"{path}: no documents in this folder ({', '.join(sorted(document_suffixes()))})")
        for file in files:
            source = source_name(file, index_folder)
            if source not in found:
                found[source] = Candidate(file, source, _entry_for(file, manifests))
    return list(found.values())


def find_unread(paths: Sequence[Path], index_folder: Path) -> list[str]:
    """Sources of the files in folders that come in no format of documents: nothing is passed over in silence."""
    manifests: dict[Path, Manifest] = {}
    return sorted(
        source_name(file, index_folder)
        for path in paths
        if path.is_dir()
        for file in _files_below(path, index_folder, manifests)
        if not _is_document(file)
    )


def _is_document(path: Path) -> bool:
    """Whether a file of a folder comes under a name of documents; what has no suffix is looked at when it is read."""
    return path.suffix.lower() in (*document_suffixes(), *_OTHER_DOCUMENTS, "")


def _files_below(folder: Path, index_folder: Path, manifests: dict[Path, Manifest]) -> Iterator[Path]:
    """All files below a folder, save hidden ones, those about the folder or a document, and what a manifest ignores."""
    index = os.path.abspath(index_folder)
    for where, folders, files in os.walk(folder):
        here = Path(where)
        folders[:] = sorted(
            name
            for name in folders
            if not name.startswith(".")
            and os.path.abspath(here / name) != index
            and not _is_ignored(here / name, manifests)
        )
        for name in sorted(files):
            path = here / name
            if path.exists() and not path.is_file():
                continue  # a pipe or a device: reading it might never end
            is_aside = any(fnmatch(name.lower(), pattern) for pattern in (*_ABOUT_THE_FOLDER, *_BESIDE_A_DOCUMENT))
            if not name.startswith(".") and not is_aside and not _is_ignored(path, manifests):
                yield path


def _manifest_of(folder: Path, manifests: dict[Path, Manifest]) -> Manifest | None:
    if folder not in manifests and (folder / FILE_NAME).is_file():
        manifests[folder] = load_manifest(folder / FILE_NAME)
    return manifests.get(folder)


def _manifests_above(path: Path, manifests: dict[Path, Manifest]) -> Iterator[tuple[str, Manifest]]:
    """The path as each manifest at or above its folder would write it, nearest first, up to three folders."""
    for folder in list(path.parents)[:3]:
        manifest = _manifest_of(folder, manifests)
        if manifest is not None:
            yield path.relative_to(folder).as_posix(), manifest


def _is_ignored(path: Path, manifests: dict[Path, Manifest]) -> bool:
    return any(
        fnmatch(name, pattern.rstrip("/"))
        for name, manifest in _manifests_above(path, manifests)
        for pattern in manifest.ignore
    )


def _entry_for(path: Path, manifests: dict[Path, Manifest]) -> ManifestEntry | None:
    for name, manifest in _manifests_above(path, manifests):
        entry = manifest.entries.get(name)
        if entry is not None:
            return entry
    return None


def vanished(known: Iterable[str], paths: Sequence[Path], found: Collection[str], index_folder: Path) -> list[str]:
    """Sources of the index that lie at or below one of the paths and were not found there now."""
    project = project_folder(index_folder)
    roots = [Path(os.path.abspath(path)) for path in paths]
    return sorted(
        source
        for source in known
        if source not in found and any((project / source).is_relative_to(root) for root in roots)
    )
