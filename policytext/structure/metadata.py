"""What is known about a document: title, kind, date, senders, addressee, subject, reference, language.

Every value says where it comes from: the manifest, the text, the file's own metadata. What neither says is unknown:
nothing is guessed from the name of the file except, where all else fails, a title.
"""

import re
from collections.abc import Sequence

from policytext.structure.datelines import find_document_date
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
from policytext.structure.language import find_language
from policytext.structure.manifest import ManifestEntry
from policytext.structure.organisations import canonical_organisation
from policytext.structure.senders import find_addressee, find_senders
from policytext.structure.titles import find_subject, find_title
from policytext.types.document import Block, Metadata
from policytext.types.raw import RawDocument
from policytext.types.vocabulary import BlockKind, DocumentKind, Origin

_DOSSIER = re.compile(r"(?P<dossier>\d{2} ?\d{3})(?: [(]?(?P<suffix>[IVXLC]+|R\d{4})[)]?)?(?=\s|$)")
_NUMBER = re.compile(r"nr\.?\s*(?P<number>\d{1,4})\b", re.IGNORECASE)
# A paper can begin its text under one line of title: so many lines are looked at for a title at least.
_LEAST_COVER = 4
_SPACE = re.compile(r"\s+")


def find_metadata(
    raw: RawDocument, blocks: Sequence[Block], text: str, manifest_entry: ManifestEntry | None, file_name: str
) -> Metadata:
    """Metadata of a document; what the manifest says goes before what the text says.

    Args:
        raw: what the reader made of the file: its lines and the file's own metadata.
        blocks: of the document, in order.
        text: of the document, which the spans of `blocks` refer to.
        manifest_entry: what a manifest says of the document, or None.
        file_name: the last resort for a title.
    """
    head = head_lines(raw)
    tail = tail_lines(raw)
    colophon = colophon_lines(head) or colophon_lines(tail)
    signature = signature_lines(raw)
    salutation = salutation_index(head)
    body = body_index(head)
    if salutation is not None and not signature and not _has(blocks, BlockKind.SALUTATION) and salutation > body:
        salutation = None  # a greeting that is quoted in running text, in a document that takes no leave
    to = find_addressee(head, salutation, body)
    senders = find_senders(head, tail, colophon, signature, body, salutation, to[1] if to else frozenset())
    subject = find_subject(blocks, text, head)
    is_letter = (salutation is not None and (subject is not None or to is not None or bool(signature))) or (
        to is not None and subject is not None
    )
    title, title_origin = find_title(
        raw, blocks, text, head[: max(body, _LEAST_COVER)], subject if is_letter or to is not None else None, file_name
    )
    kind = find_kind(
        title,
        head,
        max(body, salutation or 0),
        colophon,
        tail,
        is_letter=is_letter,
        addressee=to[0] if to else None,
        organisations=senders.organisations,
        has_comments=_has(blocks, BlockKind.COMMENT),
    )
    date = find_document_date(head, tail, colophon, body, salutation, is_minutes=kind is DocumentKind.VERSLAG)
    reference = _reference(head)
    language = find_language(text)
    known = {
        "title": (title, title_origin),
        "kind": (kind, Origin.UNKNOWN if kind is DocumentKind.UNKNOWN else Origin.TEXT),
        "organisations": (senders.organisations, _origin(senders.organisations)),
        "authors": (senders.authors, _origin(senders.authors)),
        "addressee": (to[0] if to else None, _origin(to)),
        "language": (language, Origin.TEXT),
    }
    entry = manifest_entry or ManifestEntry(file=file_name)
    merged = Metadata(
        title=entry.title or title,
        kind=entry.kind or kind,
        organisations=tuple(canonical_organisation(name) for name in entry.organisations) or senders.organisations,
        authors=entry.authors or senders.authors,
        addressee=entry.addressee or (to[0] if to else None),
        date=entry.date or date,
        language=entry.language or language,
        address=entry.address,
        subject=subject,
        reference=reference,
        origins=(),
    )
    stated = {
        field: Origin.MANIFEST
        for field in ("title", "kind", "organisations", "authors", "addressee", "language", "address")
        if getattr(entry, field)
    }
    origins = {field: stated.get(field, origin) for field, (_, origin) in known.items()}
    origins["date"] = merged.date.origin if merged.date else Origin.UNKNOWN
    origins["address"] = stated.get("address", Origin.UNKNOWN)
    origins["subject"] = _origin(subject)
    origins["reference"] = _origin(reference)
    return Metadata(
        **{name: getattr(merged, name) for name in Metadata.__dataclass_fields__ if name != "origins"},
        origins=tuple(sorted(origins.items())),
    )


def _has(blocks: Sequence[Block], kind: BlockKind) -> bool:
    return any(block.kind is kind or block.container is kind for block in blocks)


def _origin(value: object) -> Origin:
    return Origin.TEXT if value else Origin.UNKNOWN


def _reference(head: Sequence[FrontLine]) -> str | None:
    """The sender's own reference ("Ons kenmerk"), or dossier and number of a Kamerstuk ("35334-331")."""
    first_page = tuple(line for line in head if line.page == head[0].page) if head else ()
    for index, line in enumerate(first_page[:14]):
        dossier = _DOSSIER.match(line.text)
        if dossier is None:
            continue
        number = next((m for other in first_page[index : index + 16] if (m := _NUMBER.match(other.text))), None)
        if number is not None:
            return f"{dossier['dossier'].replace(' ', '')}-{number['number']}"
    found = labelled_value(first_page, "reference")
    if found is None or not any(character.isdigit() for character in found[1]) or len(found[1]) > 60:
        return None
    return _SPACE.sub(" ", found[1])
