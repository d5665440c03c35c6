"""What an official publication states of itself, from its `metadata.xml`, the <meta> list of its page, or its XML.

The fields are those of OWMS (DC, DCTERMS, OVERHEID) and of the publications themselves (OVERHEIDop); a value is kept
as it stands, under the names that the metadata of documents has here.

Source: OWMS 4.0 (standaarden.overheid.nl/owms) and the records of officielebekendmakingen.nl.
"""

import re
from collections.abc import Iterable, Sequence
from functools import cache
from pathlib import Path
from typing import NamedTuple

from policytext.errors import UnreadableDocument
from policytext.lexicon import table
from policytext.readers.sidecars import FOLDER_RECORD, records_beside

_ROOT = "metadata_gegevens"
_MOST_FIELDS, _LONGEST_VALUE = 2_000, 2_000
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")
# The date of the document itself first; that of its publication where it has no other.
_DATES = (
    *("overheidop.datumondertekening", "overheidop.datumvergadering", "overheidop.datumbrief"),
    *("dcterms.issued", "dc.date", "dcterms.date", "overheidop.datumindiening", "dcterms.available"),
)
_TITLES = ("overheidop.documenttitel", "dc.title", "dcterms.title", "dcterms.alternative")
_CREATORS = ("dc.creator", "dcterms.creator", "overheid.authority")
_KAMERSTUK = re.compile(r"kst-(?P<dossier>\d+(?:-\(?[IVXLC]+\)?|-R\d{4})?)-(?P<number>[\w.]+)")
_IDENTIFIER = re.compile(r"[a-z]+(?:-[a-z]+)?-[\w-]+", re.IGNORECASE)
_PUBLICATION = re.compile(
    r"(?:kst|blg|ah|kv|h|stb|stcrt|trb|gmb|prb|wsb|bgr|nds)-[\w-]+", re.IGNORECASE
)  # what officielebekendmakingen.nl shows under its identifier
_ADDRESS = "https://zoek.officielebekendmakingen.nl/{}.html"
# Bodies whose names stand in the records without what they are ("Rheden").
_BODIES = {
    "gemeente": "Gemeente",
    "provincie": "Provincie",
    "waterschap": "Waterschap",
}
_NAMES_OF_BODIES = re.compile(r"(?:gemeente|provincie|waterschap|hoogheemraadschap|wetterskip)\b", re.IGNORECASE)


class Field(NamedTuple):
    """A field of a record: its name ("DC.title"), the list that its value is from ("OVERHEID.Gemeente"), its value."""

    name: str
    scheme: str
    value: str


def official_metadata(data: bytes, path: Path = Path(_ROOT)) -> tuple[tuple[str, str], ...]:
    """What a `metadata.xml` states of its publication.

    Args:
        data: the bytes of the record.
        path: for messages.

    Raises:
        UnreadableDocument: it is no XML.
    """
    return stated_values(record_fields(data, path))


def record_fields(data: bytes, path: Path = Path(_ROOT)) -> list[Field]:
    """The fields of a `metadata.xml`; empty where it is none.

    Raises:
        UnreadableDocument: it is no XML.
    """
    from policytext.readers.markup.xml_tree import parse_xml  # noqa: PLC0415 - pages without a record need no XML

    root, _, _ = parse_xml(path, data)
    if root.name != _ROOT:
        return []
    return [
        Field(element.get("name"), element.get("scheme"), element.get("content")[:_LONGEST_VALUE])
        for element, _ in zip(root.iter("metadata", "meta"), range(_MOST_FIELDS), strict=False)
        if element.get("name")
    ]


def fields_beside(path: Path) -> list[Field]:
    """The fields of the record beside a file: NAME.metadata.xml, or a metadata.xml that names the file's publication.

    A record that cannot be read says nothing.
    """
    for record in records_beside(path):
        try:
            fields = record_fields(record.read_bytes(), record)
        except (OSError, UnreadableDocument):
            continue  # the document itself can be read
        if fields and (record.name != FOLDER_RECORD or identifier_of(fields) == path.name.split(".")[0]):
            return fields
    return []


def is_official(fields: Iterable[Field]) -> bool:
    """Whether the fields of a page are those of an official publication."""
    return any(
        field.name.lower().startswith(("overheid.", "overheidop.")) or field.scheme.lower().startswith("overheid")
        for field in fields
    )


def identifier_of(fields: Iterable[Field]) -> str:
    """The identifier of a publication ("kst-32545-143"); empty where it has none."""
    values = [field.value.strip() for field in fields if field.name.lower() in ("dc.identifier", "dcterms.identifier")]
    return next((value for value in values if _IDENTIFIER.fullmatch(value)), values[0] if values else "")


def stated_values(fields: Sequence[Field]) -> tuple[tuple[str, str], ...]:
    """Title, kind, date, senders, authors, reference, language and address that the fields of a record state."""
    by_name: dict[str, list[Field]] = {}
    for field in fields:
        if field.value.strip():
            by_name.setdefault(field.name.lower(), []).append(field)
    kind, creator_is_sender = _kind(by_name)
    identifier = identifier_of(fields)
    found: list[tuple[str, str]] = [
        *_first(by_name, "title", _TITLES),
        *([("kind", kind)] if kind else []),
        *_date(by_name),
        *(_organisations(by_name) if creator_is_sender else []),
        *(("author", name) for name in _authors(by_name)),
        *_reference(by_name, identifier),
        *_first(by_name, "language", ("dcterms.language", "dc.language")),
    ]
    if _PUBLICATION.fullmatch(identifier):
        found.append(("address", _ADDRESS.format(identifier)))
    return tuple((key, " ".join(value.split())) for key, value in found)


def _first(by_name: dict[str, list[Field]], key: str, names: Sequence[str]) -> list[tuple[str, str]]:
    for name in names:
        for field in by_name.get(name, ()):
            return [(key, field.value)]
    return []


def _date(by_name: dict[str, list[Field]]) -> list[tuple[str, str]]:
    for name in _DATES:
        for field in by_name.get(name, ()):
            if match := _DATE.match(field.value.strip()):
                return [("date", match.group())]
    return []


def _organisations(by_name: dict[str, list[Field]]) -> list[tuple[str, str]]:
    for name in _CREATORS:
        fields = [field for field in by_name.get(name, ()) if not field.scheme.lower().endswith("informatietype")]
        if fields:
            return [("organisation", body_name(field.value, field.scheme)) for field in fields]
    return []


def body_name(name: str, scheme: str) -> str:
    """The name of a public body in full: records give a municipality by its bare name."""
    kind = scheme.lower().replace(":", ".").rpartition(".")[2]
    word = _BODIES.get(kind)
    return f"{word} {name.strip()}" if word and not _NAMES_OF_BODIES.search(name) else name.strip()


def _authors(by_name: dict[str, list[Field]]) -> list[str]:
    """Who handed the paper in, in the order of names: records of one paper give them in any order."""
    return sorted({" ".join(field.value.split()) for field in by_name.get("overheidop.indiener", ())})


def _reference(by_name: dict[str, list[Field]], identifier: str) -> list[tuple[str, str]]:
    session = _first(by_name, "session_year", ("overheidop.vergaderjaar",))
    if match := _KAMERSTUK.fullmatch(identifier):
        dossier, number = match["dossier"], match["number"]
        return [("reference", f"{dossier}-{number}"), ("dossier", dossier), ("number", number), *session]
    return [*([("reference", identifier)] if identifier else []), *session]


@cache
def _types() -> tuple[tuple[str, str, bool], ...]:
    return tuple((row["type"].lower(), row["kind"], row["sender"] == "creator") for row in table("publication_types"))


def kind_of_type(name: str) -> tuple[str, bool] | None:
    """The kind of document that a type of publication is, and whether its creator sends it; None for other types."""
    plain = " ".join(name.lower().split())
    for pattern, kind, creator_is_sender in _types():
        if plain == pattern or (pattern.endswith("*") and plain.startswith(pattern[:-1])):
            return kind, creator_is_sender
    return None


def _kind(by_name: dict[str, list[Field]]) -> tuple[str, bool]:
    """Kind of document, and whether the creator is its sender: a parliamentary paper can come from anywhere."""
    types = [field for name in ("dc.type", "dcterms.type") for field in by_name.get(name, ())]
    found = [known for field in types if (known := kind_of_type(field.value))]
    is_parliamentary = any(field.scheme.lower().startswith("overheidop.parlementair") for field in types) or any(
        field.scheme.lower() == "overheid.statengeneraal" for name in _CREATORS for field in by_name.get(name, ())
    )
    kind = next((known[0] for known in found if known[0]), "")
    return kind, not is_parliamentary or any(known[1] for known in found)
