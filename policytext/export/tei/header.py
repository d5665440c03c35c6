"""The header: what the document is, what made the file, and what the codes in it mean."""

from collections.abc import Iterator, Mapping
from enum import StrEnum
from typing import Any, Final

from policytext import __version__
from policytext.export.coding import compact
from policytext.export.tei.markup import address, attributes_text, content
from policytext.store import DocumentRecord
from policytext.types.vocabulary import Attribution, StatementKind, Strength

Json = dict[str, Any]  # Any: a JSON value

#: What `ana` points to: name and meaning of each code.
_CODES: Final[Mapping[str, Mapping[StrEnum, str]]] = {
    "kind": {
        StatementKind.CLAIM: "claims that something is so",
        StatementKind.RECOMMENDATION: "recommends or asks that somebody does something",
        StatementKind.COMMITMENT: "promises that the one who speaks does something",
    },
    "attribution": {
        Attribution.OWN: "the document says it itself",
        Attribution.REPORTED: "the document reports what others say",
    },
    "strength": {
        Strength.MUST: "has to be done",
        Strength.SHOULD: "ought to be done",
        Strength.COULD: "may be done",
    },
}


def encoding_lines(*, with_codes: bool) -> Iterator[str]:
    """What made the file, and the codes where they are to be told here."""
    yield f'<encodingDesc><appInfo><application ident="policytext" version="{__version__.split("+")[0]}">'
    yield "<label>policytext</label></application></appInfo>"
    if with_codes:
        yield "<classDecl>"
        for field, codes in _CODES.items():
            yield f'<taxonomy xml:id="{field}">'
            for code, meaning in codes.items():
                yield f'<category xml:id="{field}-{code.value}"><catDesc>{meaning}</catDesc></category>'
            yield "</taxonomy>"
        yield "</classDecl>"
    yield "</encodingDesc>"


def header_lines(record: DocumentRecord, row: Json, *, with_codes: bool) -> Iterator[str]:
    """The header of a document; `xenoData` holds `row`, its whole record, as JSON."""
    metadata = record.metadata
    people = "".join(f"<author>{content(name)}</author>" for name in metadata.authors)
    senders = "".join(f"<publisher>{content(name)}</publisher>" for name in metadata.organisations)
    date = "" if record.date is None else f'<date when="{record.date}">{record.date}</date>'
    where = "" if metadata.address is None else f"<ref{attributes_text({'target': address(metadata.address)})}/>"
    yield "<teiHeader><fileDesc>"
    yield f"<titleStmt><title>{content(record.title)}</title>{people}</titleStmt>"
    yield "<publicationStmt><p>Made by policytext from the file that sourceDesc names.</p></publicationStmt>"
    yield f"<sourceDesc><bibl><title>{content(record.title)}</title>{people}{senders}{date}{where}"
    yield f'<idno type="sha256">{record.id.removeprefix("sha256:")}</idno>'
    yield f'<idno type="file">{content(record.source)}</idno></bibl></sourceDesc></fileDesc>'
    yield from encoding_lines(with_codes=with_codes)
    language = {"ident": metadata.language or "und"}
    yield f"<profileDesc><langUsage><language{attributes_text(language)}/></langUsage></profileDesc>"
    yield f'<xenoData type="record">{content(compact(row))}</xenoData>'
    yield "</teiHeader>"


def corpus_header_lines(count: int) -> Iterator[str]:
    """The header of a corpus of so many documents."""
    yield "<teiHeader><fileDesc><titleStmt><title>Documents of an index of policytext</title></titleStmt>"
    yield f"<extent>{count} documents</extent>"
    yield "<publicationStmt><p>Made by policytext.</p></publicationStmt>"
    yield "<sourceDesc><p>See the headers of the documents.</p></sourceDesc></fileDesc>"
    yield from encoding_lines(with_codes=True)
    yield "</teiHeader>"
