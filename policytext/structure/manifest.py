"""The manifest: `sources.toml` beside the documents, with what their publisher or the user knows of them.

    [[document]]
    file = "2021/brief.txt"            # relative to the manifest; the only key that must be there
    title = "..."
    organisation = "VNG"               # or a list
    date = "2021-05"                   # cut to what is known, or a TOML date
    kind = "brief"
    address = "https://..."
    author = ["..."]                   # or one name
    addressee = "..."
    language = "nl"

Before the entries, `ignore = ["src/*", "*.md"]` names files and folders that are not to be read.

A wrong value is refused with the file, the entry and the key: what a manifest says overrides the document itself, so
a mistake in it must not pass in silence.
"""

import datetime
import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path, PurePosixPath

from policytext.errors import ConfigError
from policytext.structure.dates import parse_iso
from policytext.types.document import DocumentDate
from policytext.types.vocabulary import DatePrecision, DocumentKind, Origin

FILE_NAME = "sources.toml"

_OUTER_KEYS = ("document", "ignore")

# Singular and plural are both natural to write; the first is the one in the documentation.
_KEYS = {
    "file": "file",
    "title": "title",
    "organisation": "organisations",
    "organisations": "organisations",
    "date": "date",
    "kind": "kind",
    "address": "address",
    "author": "authors",
    "authors": "authors",
    "addressee": "addressee",
    "language": "language",
    "subject": "subject",
    "reference": "reference",
    "dossier": "dossier",
    "number": "number",
}
#: What can be said of a document, as a manifest and the option --set write it.
FIELD_NAMES = tuple(key for key in _KEYS if key != "file")

# ISO 639 codes with an optional region: "nl", "nl-BE", "pap".
_LANGUAGE = re.compile(r"[a-z]{2,3}(?:-[A-Z]{2})?")


@dataclass(frozen=True, slots=True)
class ManifestEntry:
    """What a manifest says of one document; None or empty where it says nothing.

    `file` is the path of the document relative to the manifest, with forward slashes.
    """

    file: str
    title: str | None = None
    organisations: tuple[str, ...] = ()
    date: DocumentDate | None = None
    kind: DocumentKind | None = None
    address: str | None = None
    authors: tuple[str, ...] = ()
    addressee: str | None = None
    language: str | None = None
    subject: str | None = None
    reference: str | None = None
    dossier: str | None = None
    number: str | None = None


@dataclass(frozen=True, slots=True)
class Manifest:
    """A manifest: entries by the path of their document, and patterns of files and folders that are no documents."""

    entries: Mapping[str, ManifestEntry]
    ignore: tuple[str, ...]


def read_manifest(folder_or_file: Path) -> dict[str, ManifestEntry]:
    """Entries of a manifest by the path of their document, relative to the manifest.

    Args:
        folder_or_file: a manifest, or a folder that may hold one. A folder without one gives an empty dictionary; an
            entry whose document is absent is kept.

    Raises:
        ConfigError: the file cannot be read, is no TOML, or has an unknown key, a wrong value or a document twice.
    """
    return dict(load_manifest(folder_or_file).entries)


def load_manifest(folder_or_file: Path) -> Manifest:
    """The whole manifest; arguments and errors as for `read_manifest`."""
    path = folder_or_file / FILE_NAME if folder_or_file.is_dir() else folder_or_file
    if path == folder_or_file / FILE_NAME and not path.exists():
        return Manifest({}, ())
    try:
        content = tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except OSError as error:
        raise ConfigError(f"{path}: the manifest cannot be read: {error.strerror or error}") from error
    except UnicodeDecodeError as error:
        raise ConfigError(f"{path}: the manifest is not UTF-8", hint="save it as UTF-8") from error
    except tomllib.TOMLDecodeError as error:
        raise ConfigError(f"{path}: the manifest is not TOML: {error}") from error
    for key in content:
        if key not in _OUTER_KEYS:
            raise ConfigError(f"{path}: unknown key {key!r} outside the entries{_suggestion(key, list(_OUTER_KEYS))}")
    rows = content.get("document", [])
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        raise ConfigError(f"{path}: 'document' is not a list of tables", hint="start every entry with [[document]]")
    entries: dict[str, ManifestEntry] = {}
    for number, row in enumerate(rows, start=1):
        entry = _entry(row, path, number)
        if entry.file in entries:
            raise ConfigError(f"{path}: entry {number}: 'file': {entry.file} has an entry already")
        entries[entry.file] = entry
    ignore = () if "ignore" not in content else _texts(content["ignore"], f"{path}: 'ignore'")
    return Manifest(entries, ignore)


def _suggestion(key: str, known: list[str]) -> str:
    close = get_close_matches(key, known, n=1)
    return f", did you mean {close[0]!r}?" if close else ""


def _entry(row: Mapping[str, object], path: Path, number: int) -> ManifestEntry:
    where = f"{path}: entry {number}"
    file = _file(row.get("file"), where)
    where = f"{where} ({file})"
    values: dict[str, object] = {}
    for key, value in row.items():
        field = _KEYS.get(key)
        if field is None:
            raise ConfigError(
                f"{where}: unknown key {key!r}{_suggestion(key, list(_KEYS))}",
                hint=f"known keys: {', '.join(sorted(_KEYS))}",
            )
        if field in values:
            raise ConfigError(f"{where}: {key!r} is given twice, in singular and plural")
        values[field] = value

    return _entry_of(values, file, where)


def parse_settings(settings: Sequence[str]) -> ManifestEntry:
    """What "FIELD=VALUE" settings say of a document, in the fields of a manifest; a list is given field by field.

    Raises:
        ConfigError: a setting is no "FIELD=VALUE", names no field, or has a value that the field cannot have.
    """
    values: dict[str, object] = {}
    for setting in settings:
        key, separator, value = setting.partition("=")
        key = key.strip().lower()
        field = _KEYS.get(key)
        if not separator or not key:
            raise ConfigError(f"{setting!r} is not FIELD=VALUE", hint="for instance --set date=2021-05-25")
        if field is None or key == "file":
            raise ConfigError(
                f"unknown field {key!r}{_suggestion(key, list(FIELD_NAMES))}",
                hint=f"known fields: {', '.join(sorted(FIELD_NAMES))}",
            )
        if field in ("organisations", "authors"):
            before = values.get(field, [])
            assert isinstance(before, list)  # made here
            values[field] = [*before, value]
        elif field in values:
            raise ConfigError(f"{key!r} is set twice")
        else:
            values[field] = value
    return _entry_of(values, "", "--set")


def _entry_of(values: Mapping[str, object], file: str, where: str) -> ManifestEntry:
    def text(field: str) -> str | None:
        return None if field not in values else _text(values[field], f"{where}: {field!r}")

    def texts(field: str) -> tuple[str, ...]:
        return () if field not in values else _texts(values[field], f"{where}: {field!r}")

    language = text("language")
    if language is not None and not _LANGUAGE.fullmatch(language):
        raise ConfigError(f"{where}: 'language': {language!r} is not a language code such as 'nl'")
    return ManifestEntry(
        file=file,
        title=text("title"),
        organisations=texts("organisations"),
        date=None if "date" not in values else _date(values["date"], f"{where}: 'date'"),
        kind=None if "kind" not in values else _kind(values["kind"], f"{where}: 'kind'"),
        address=text("address"),
        authors=texts("authors"),
        addressee=text("addressee"),
        language=language,
        subject=text("subject"),
        reference=text("reference"),
        dossier=text("dossier"),
        number=text("number"),
    )


def _file(value: object, where: str) -> str:
    if value is None:
        raise ConfigError(f"{where}: 'file' is missing", hint="every [[document]] names its file")
    path = PurePosixPath(_text(value, f"{where}: 'file'"))
    if path.is_absolute() or ".." in path.parts:
        raise ConfigError(f"{where}: 'file': {value!r} is not a path below the folder of the manifest")
    return path.as_posix()


def _text(value: object, where: str) -> str:
    if not isinstance(value, str):
        raise ConfigError(f"{where}: {value!r} is not text in quotes")
    if not value.strip():
        raise ConfigError(f"{where}: the value is empty", hint="leave the key out where nothing is known")
    return " ".join(value.split())


def _texts(value: object, where: str) -> tuple[str, ...]:
    if isinstance(value, list):
        return tuple(dict.fromkeys(_text(item, where) for item in value))
    return (_text(value, where),)


def _date(value: object, where: str) -> DocumentDate:
    if isinstance(value, datetime.datetime):
        value = value.date()
    if isinstance(value, datetime.date):
        return DocumentDate(value.isoformat(), DatePrecision.DAY, Origin.MANIFEST)
    # A bare year is a number in TOML; true and false are numbers to Python.
    written = str(value) if isinstance(value, int) and not isinstance(value, bool) else value
    found = parse_iso(written) if isinstance(written, str) else None
    if found is None:
        raise ConfigError(f"{where}: {value!r} is not a date", hint='write "2021-05-25", "2021-05" or "2021"')
    return DocumentDate(*found, Origin.MANIFEST)


def _kind(value: object, where: str) -> DocumentKind:
    kinds = [str(kind) for kind in DocumentKind]
    written = _text(value, where).lower()
    if written not in kinds:
        raise ConfigError(
            f"{where}: {value!r} is not a kind{_suggestion(written, kinds)}", hint=f"kinds: {', '.join(kinds)}"
        )
    return DocumentKind(written)
