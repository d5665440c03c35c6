"""What is known about a document: title, kind, date, senders, addressee, subject, reference, language.

Every value says where it comes from. In order of strength: the options of a run, the manifest, the fields that an
official publication carries for the purpose, the text, the file's own metadata. What none says is unknown: nothing is
guessed from the name of the file except, where all else fails, a title.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import fields

from policytext.structure.datelines import find_document_date
from policytext.structure.dates import parse_iso
from policytext.structure.front import (
    FrontLine,
    body_index,
    colophon_lines,
    head_lines,
    labelled_value,
    salutation_index,
    signature_lines,
    tail_lines,
)
from policytext.structure.genre import find_kind
from policytext.structure.kamerstuk import find_kamerstuk
from policytext.structure.language import find_language
from policytext.structure.manifest import ManifestEntry
from policytext.structure.organisations import canonical_organisation
from policytext.structure.parliament import find_speaker
from policytext.structure.senders import find_addressee, find_senders
from policytext.structure.titles import find_subject, find_title
from policytext.types.document import Block, DocumentDate, Metadata
from policytext.types.raw import RawDocument
from policytext.types.vocabulary import BlockKind, DocumentKind, Origin

# A paper can begin its text under one line of title: so many lines are looked at for a title at least.
_LEAST_COVER = 4
_LONGEST_REFERENCE = 60
_SPACE = re.compile(r"\s+")
_FIELDS = tuple(field.name for field in fields(Metadata) if field.name != "origins")
# Fields of official publications, in the singular, that a document has several of.
_LISTS = {"organisation": "organisations", "author": "authors", "signatory": "signatories"}
_TEXTS = ("title", "addressee", "language", "address", "subject", "reference", "dossier", "number", "session_year")

Values = Mapping[str, object]


def find_metadata(
    raw: RawDocument,
    blocks: Sequence[Block],
    text: str,
    manifest_entry: ManifestEntry | None,
    file_name: str,
    option_entry: ManifestEntry | None = None,
) -> Metadata:
    """Metadata of a document; a stronger origin overrides a weaker one, field by field.

    Args:
        raw: what the reader made of the file: its lines, what it states of itself, the file's own metadata.
        blocks: of the document, in order.
        text: of the document, which the spans of `blocks` refer to.
        manifest_entry: what a manifest says of the document, or None.
        file_name: the last resort for a title.
        option_entry: what the user says of the document in this run, or None.
    """
    from_text, title_origin = _from_text(raw, blocks, text, file_name)
    layers: list[tuple[Origin, Values]] = [
        (Origin.FILE, _from_file(raw)),
        (Origin.TEXT, from_text),
        (Origin.PUBLICATION, _from_publication(raw.stated)),
        (Origin.MANIFEST, _from_entry(manifest_entry)),
        (Origin.OPTION, _from_entry(option_entry)),
    ]
    values: dict[str, object] = {}
    origins = dict.fromkeys(_FIELDS, Origin.UNKNOWN)
    for origin, layer in layers:
        for name, value in layer.items():
            if value:
                values[name] = value
                origins[name] = title_origin if name == "title" and origin is Origin.TEXT else origin
    return _make_metadata(values, origins)


def _make_metadata(values: Values, origins: Mapping[str, Origin]) -> Metadata:
    """Metadata of values by field; fields without one are empty, and a date's own origin is that of its field."""
    date = values.get("date")
    known: dict[str, object] = dict.fromkeys(_FIELDS) | {
        "title": "",
        "kind": DocumentKind.UNKNOWN,
        "organisations": (),
        "authors": (),
        "signatories": (),
        "language": "und",
    }
    known |= values
    if isinstance(date, DocumentDate):
        known["date"] = DocumentDate(date.value, date.precision, origins["date"])
    return Metadata(**known, origins=tuple(sorted(origins.items())))  # type: ignore[arg-type]  # each by its field


def _from_text(
    raw: RawDocument, blocks: Sequence[Block], text: str, file_name: str
) -> tuple[dict[str, object], Origin]:
    """What the document itself says, and where its title comes from."""
    head = head_lines(raw)
    tail = tail_lines(raw)
    colophon = colophon_lines(head) or colophon_lines(tail)
    signature = signature_lines(raw)
    salutation = salutation_index(head)
    body = body_index(head)
    if salutation is not None and not signature and not _has(blocks, BlockKind.SALUTATION) and salutation > body:
        salutation = None  # a greeting that is quoted in running text, in a document that takes no leave
    to = find_addressee(head, salutation, body)
    addressed = to[1] if to else frozenset()
    senders = find_senders(head, tail, colophon, signature, body, salutation, addressed)
    organisations = senders.organisations or find_speaker(head)
    subject = find_subject(blocks, text, head)
    is_letter = (salutation is not None and (subject is not None or to is not None or bool(signature))) or (
        to is not None and subject is not None
    )
    title, title_origin = find_title(
        raw,
        blocks,
        text,
        [line for number, line in enumerate(head) if number not in addressed],
        sum(number not in addressed for number in range(max(body, _LEAST_COVER))),
        subject if is_letter or to is not None else None,
        file_name,
    )
    kind = find_kind(
        title,
        head,
        max(body, salutation or 0),
        colophon,
        tail,
        is_letter=is_letter,
        addressee=to[0] if to else None,
        organisations=organisations,
        has_comments=_has(blocks, BlockKind.COMMENT),
    )
    paper = find_kamerstuk(head)
    values: dict[str, object] = {
        "title": title,
        "kind": None if kind is DocumentKind.UNKNOWN else kind,
        "organisations": organisations,
        "authors": senders.authors,
        "signatories": senders.signatories,
        "addressee": to[0] if to else None,
        "date": find_document_date(head, tail, colophon, body, salutation, is_minutes=kind is DocumentKind.VERSLAG),
        "language": find_language(text),
        "subject": subject,
        "reference": paper.reference if paper else _reference(head),
        "dossier": paper.dossier if paper else None,
        "number": paper.number if paper else None,
        "session_year": paper.session_year if paper else None,
    }
    return values, title_origin


def _from_file(raw: RawDocument) -> dict[str, object]:
    """What the file says of itself: the last resort. Its title is `find_title`'s.

    Its date is often that of a conversion. Senders and authors are taken from web pages alone, whose makers fill them
    in; in other files the author is whoever had the program.
    """
    stated = dict(raw.file_metadata)
    found = parse_iso(stated.get("date", ""))
    address = stated.get("address", "")
    values: dict[str, object] = {
        "date": DocumentDate(*found, Origin.FILE) if found else None,
        "address": address if address.startswith(("http://", "https://")) else None,
    }
    if raw.media_type == "text/html":
        names = [(name, value) for name, value in raw.file_metadata if name in _LISTS]
        values |= _from_publication(names)
    return values


def _from_publication(stated: Sequence[tuple[str, str]]) -> dict[str, object]:
    """What an official publication states of itself; values that are none (an unknown kind) are left out."""
    values: dict[str, object] = {}
    for name, value in stated:
        words = _SPACE.sub(" ", value).strip()
        if not words:
            continue
        if name in _LISTS:
            item = canonical_organisation(words) if name == "organisation" else words
            before = values.get(_LISTS[name], ())
            assert isinstance(before, tuple)  # made here
            values[_LISTS[name]] = (*before, item) if item not in before else before
        elif name == "kind" and words.lower() in [str(kind) for kind in DocumentKind]:
            values["kind"] = DocumentKind(words.lower())
        elif name == "date" and (found := parse_iso(words)):
            values["date"] = DocumentDate(*found, Origin.PUBLICATION)
        elif name in _TEXTS:
            values[name] = words
    return values


def _from_entry(entry: ManifestEntry | None) -> dict[str, object]:
    """What a manifest or an option says, by field of the metadata."""
    if entry is None:
        return {}
    values = {name: getattr(entry, name) for name in _FIELDS if hasattr(entry, name)}
    values["organisations"] = tuple(canonical_organisation(name) for name in entry.organisations)
    return values


def _has(blocks: Sequence[Block], kind: BlockKind) -> bool:
    return any(block.kind is kind or block.container is kind for block in blocks)


def _reference(head: Sequence[FrontLine]) -> str | None:
    """The sender's own reference ("Ons kenmerk")."""
    first_page = tuple(line for line in head if line.page == head[0].page) if head else ()
    found = labelled_value(first_page, "reference")
    if found is None or not any(character.isdigit() for character in found[1]) or len(found[1]) > _LONGEST_REFERENCE:
        return None
    return _SPACE.sub(" ", found[1]).strip(" :") or None
