"""Documents as compact blobs and back: zlib over UTF-8, JSON and integer arrays; never pickle.

Every packed value is read back equal to what was written, down to the bits of the glyph boxes.
"""

import json
import sys
import zlib
from array import array
from collections.abc import Iterable, Sequence
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from policytext.types.citation import Citation, Work
from policytext.types.document import DocumentDate, Metadata
from policytext.types.raw import GlyphBoxes, Quad
from policytext.types.spans import OffsetMap, Run, Span
from policytext.types.vocabulary import CitationForm, DatePrecision, DocumentKind, Origin, Resolution

#: Level of zlib.
COMPRESSION: Final = 6  # zlib's default: level 9 gains under 2 % on policy texts and takes twice the time


def to_json(value: object) -> str:
    """JSON in ASCII, so that a lone surrogate from a damaged PDF can be stored like any other character."""
    return json.dumps(value, ensure_ascii=True, separators=(",", ":"))


def pack_text(text: str) -> bytes:
    """A string as a blob; lone surrogates survive."""
    return zlib.compress(text.encode("utf-8", "surrogatepass"), COMPRESSION)


def unpack_text(blob: bytes) -> str:
    """Inverse of `pack_text`."""
    return zlib.decompress(blob).decode("utf-8", "surrogatepass")


def storable(text: str) -> str | bytes:
    """What to put in a TEXT column: the string itself, or bytes where SQLite could not encode it."""
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        return text.encode("utf-8", "surrogatepass")
    return text


def restored(value: str | bytes) -> str:
    """Inverse of `storable`."""
    return value if isinstance(value, str) else value.decode("utf-8", "surrogatepass")


def pack_spans(spans: Iterable[Span]) -> list[list[int]]:
    """Spans as [[start, end], ...] for JSON."""
    return [[span.start, span.end] for span in spans]


def unpack_spans(values: Sequence[Sequence[int]]) -> tuple[Span, ...]:
    """Inverse of `pack_spans`."""
    return tuple(Span(start, end) for start, end in values)


def pack_quads(quads: Iterable[Quad] | None) -> list[list[float]] | None:
    """Quads as [[page, x0, y0, x1, y1], ...] for JSON, rounded to 0.01 point, far below what a screen can show."""
    if quads is None:
        return None
    return [[q.page, round(q.x0, 2), round(q.y0, 2), round(q.x1, 2), round(q.y1, 2)] for q in quads]


def unpack_quads(values: Sequence[Sequence[float]] | None) -> tuple[Quad, ...] | None:
    """Inverse of `pack_quads`, but for the rounding."""
    if values is None:
        return None
    return tuple(Quad(int(page), x0, y0, x1, y1) for page, x0, y0, x1, y1 in values)


def pack_integers(columns: Sequence[Sequence[int]]) -> bytes:
    """Columns of non-negative integers, equally long, as differences in a compressed blob."""
    if not columns or not len(columns[0]):
        return b""
    table = np.array(columns, dtype="<i8")
    return zlib.compress(np.diff(table, axis=1, prepend=0).astype("<i8").tobytes(), COMPRESSION)


def unpack_integers(blob: bytes, columns: int) -> list[list[int]]:
    """Inverse of `pack_integers`."""
    if not blob:
        return [[] for _ in range(columns)]
    table = np.frombuffer(zlib.decompress(blob), dtype="<i8").reshape(columns, -1)
    rows: list[list[int]] = np.cumsum(table, axis=1).tolist()
    return rows


def pack_offsets(offsets: OffsetMap) -> bytes:
    """An offset map: text end, source start and source length of each run."""
    runs = offsets.runs
    return pack_integers([[r.text.end for r in runs], [r.source.start for r in runs], [len(r.source) for r in runs]])


def unpack_offsets(blob: bytes) -> OffsetMap:
    """Inverse of `pack_offsets`."""
    start = 0
    runs: list[Run] = []
    for end, source, length in zip(*unpack_integers(blob, 3), strict=True):
        runs.append(Run(Span(start, end), Span(source, source + length)))
        start = end
    return OffsetMap(runs)


def pack_glyphs(glyphs: GlyphBoxes) -> bytes:
    """Page starts and boxes. The bytes of equal significance stand together, which zlib packs far better."""
    boxes = glyphs.boxes
    data: NDArray[np.uint8] = np.frombuffer(boxes.tobytes(), dtype=np.uint8)
    if sys.byteorder == "big":  # pragma: no cover
        data = data.reshape(-1, boxes.itemsize)[:, ::-1].reshape(-1)
    planes = np.ascontiguousarray(data.reshape(-1, 4, boxes.itemsize).transpose(1, 2, 0)) if len(data) else data
    header = to_json([boxes.typecode, list(glyphs.page_starts)]).encode("ascii")
    return len(header).to_bytes(4, "little") + header + zlib.compress(planes.tobytes(), 1)


def unpack_glyphs(blob: bytes) -> GlyphBoxes:
    """Inverse of `pack_glyphs`."""
    size = int.from_bytes(blob[:4], "little")
    typecode, page_starts = json.loads(blob[4 : 4 + size])
    boxes: array[float] = array(typecode)
    planes = np.frombuffer(zlib.decompress(blob[4 + size :]), dtype=np.uint8)
    if len(planes):
        data = np.ascontiguousarray(planes.reshape(4, boxes.itemsize, -1).transpose(2, 0, 1))
        boxes.frombytes(data.tobytes())
    if sys.byteorder == "big":  # pragma: no cover
        boxes.byteswap()
    return GlyphBoxes(tuple(page_starts), boxes)


#: Looking an origin up takes a fifth of the time of making one, of which each document has a dozen.
_ORIGINS: Final = {origin.value: origin for origin in Origin}


def pack_metadata(metadata: Metadata) -> str:
    """Metadata as a JSON object."""
    date = metadata.date
    return to_json(
        {
            "title": metadata.title,
            "kind": metadata.kind.value,
            "organisations": list(metadata.organisations),
            "authors": list(metadata.authors),
            "addressee": metadata.addressee,
            "date": None if date is None else [date.value, date.precision.value, date.origin.value],
            "language": metadata.language,
            "address": metadata.address,
            "subject": metadata.subject,
            "reference": metadata.reference,
            "signatories": list(metadata.signatories),
            "dossier": metadata.dossier,
            "number": metadata.number,
            "session_year": metadata.session_year,
            "origins": [[name, origin.value] for name, origin in metadata.origins],
        }
    )


def unpack_metadata(text: str) -> Metadata:
    """Inverse of `pack_metadata`."""
    value: dict[str, Any] = json.loads(text)  # Any: the object that pack_metadata wrote
    date = value["date"]
    return Metadata(
        title=value["title"],
        kind=DocumentKind(value["kind"]),
        organisations=tuple(value["organisations"]),
        authors=tuple(value["authors"]),
        addressee=value["addressee"],
        date=None if date is None else DocumentDate(date[0], DatePrecision(date[1]), Origin(date[2])),
        language=value["language"],
        address=value["address"],
        subject=value["subject"],
        reference=value["reference"],
        origins=tuple((name, _ORIGINS[origin]) for name, origin in value["origins"]),
        # what an index of an earlier version does not hold yet is unknown
        signatories=tuple(value.get("signatories", ())),
        dossier=value.get("dossier"),
        number=value.get("number"),
        session_year=value.get("session_year"),
    )


def pack_citation(citation: Citation) -> str:
    """The fields of a citation that have no column of their own, as a JSON object."""
    return to_json(
        {
            "authors": citation.authors,
            "year": citation.year,
            "year_suffix": citation.year_suffix,
            "title": citation.title,
            "url": citation.url,
            "identifier": citation.identifier,
            "anchors": pack_spans(citation.anchors),
            "parts": citation.parts,
            "address": citation.address,
            "repeats": citation.repeats,
        }
    )


def unpack_citation(
    key: str, document: str, span: Span, form: str, fields: str, resolution: tuple[str | None, str, str | None, str]
) -> Citation:
    """A citation from its columns; inverse of `pack_citation`.

    `resolution` holds the columns work, resolution, resolved_to and candidates.
    """
    value: dict[str, Any] = json.loads(fields)  # Any: the object that pack_citation wrote
    work, outcome, resolved_to, candidates = resolution
    return Citation(
        id=key,
        document=document,
        form=CitationForm(form),
        span=span,
        authors=tuple(value["authors"]),
        year=value["year"],
        year_suffix=value["year_suffix"],
        title=value["title"],
        url=value["url"],
        identifier=value["identifier"],
        anchors=unpack_spans(value["anchors"]),
        # An index of an earlier version lacks these until its documents are read again.
        parts=tuple((name, part) for name, part in value.get("parts", ())),
        address=value.get("address"),
        repeats=tuple(value.get("repeats", ())),
        work=work,
        resolution=Resolution(outcome),
        resolved_to=resolved_to,
        candidates=tuple(json.loads(candidates)),
    )


def pack_work(work: Work) -> str:
    """Authors, year, title, address and identifier of a work, as a JSON list."""
    return to_json([work.authors, work.year, work.title, work.url, work.identifier])


def unpack_work(key: str, fields: str, corpus_document: str | None, citations: Sequence[str]) -> Work:
    """A work from its columns; inverse of `pack_work`."""
    authors, year, title, url, identifier = json.loads(fields)
    return Work(key, tuple(authors), year, title, url, identifier, corpus_document, tuple(citations))
