"""Codings of a REFI-QDA project: unpacked in memory, within bounds, and nothing is ever written to disk.

Tools write a coding each in their own way. QualCoder makes a selection of each code, others put several codes on one;
ends are the last character or the one behind it; line ends count as one character or two. So selections at one place
are joined, and how positions count is found out from the words that the selections are said to have.
"""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final
from xml.etree.ElementTree import Element

from policytext.errors import InputError, UnreadableDocument
from policytext.export.coding import text_digest
from policytext.importing.codings import Coding, Codings, Place
from policytext.importing.counting import Counting, Mark, counting_of
from policytext.importing.labels import LabelError, Labels, code_of, labels_of_codes, labels_of_row
from policytext.readers.office.office_xml import parse_xml
from policytext.readers.office.office_zip import OfficeArchive

Json = dict[str, Any]  # Any: JSON that somebody else may have changed

_MOST: Final = 200_000
_INTERNAL: Final = "internal://"
_HINT: Final = "it needs a project as `policytext export statements --format qdpx` and tools for coding write them"
#: A short id as sources are called by: "Nota over zorg (3f2a91c0)".
_SHORT_ID: Final = re.compile(r"\(([0-9a-f]{8})\)")
_AROUND: Final = 32
#: Elements that hold plain text with selections in it: sources, and texts that stand for a PDF or a picture.
_SOURCES: Final = frozenset(("TextSource", "Representation", "TextDescription"))


@dataclass(frozen=True, slots=True)
class _Selection:
    """A selection as the file has it; `fields` are those of the record in its description."""

    name: str
    start: int
    end: int
    codes: tuple[str, ...]
    fields: Json
    note: str | None
    made_at: str | None


def read_project(path: Path, data: bytes, ends: str | None) -> Codings:
    """The codings of a project.

    Args:
        path: of the file, for messages.
        data: its bytes.
        ends: "inclusive" or "exclusive"; None to find out from the words.

    Raises:
        InputError: it is no project, or an archive that is made to do harm.
    """
    archive = OfficeArchive(path, data)
    _check_names(path, archive.names())
    name = next((one for one in archive.names() if one.endswith(".qde") and "/" not in one), None)
    packed = None if name is None else archive.read(name)
    if name is None or packed is None:
        raise InputError(f"{path}: holds no project", _HINT)
    root = parse_xml(path, name, packed)
    codes = {_key(one.get("guid")): str(one.get("name")) for one in root.iter() if _local(one) == "Code"}
    codings: list[Coding] = []
    ignored = 0
    for number, source in enumerate((one for one in root.iter() if _local(one) in _SOURCES), start=1):
        found, passed = _of_source(source, archive, codes, ends, f"source {number}")
        codings += found
        ignored += passed
        if len(codings) > _MOST:
            raise InputError(f"{path}: holds more than {_MOST} codings", "part it in several files")
    return Codings(tuple(codings), ignored)


def _check_names(path: Path, names: list[str]) -> None:
    """Refuse an archive with a member that would be unpacked elsewhere; it was made to do harm."""
    for name in names:
        if ".." in name.split("/") or re.match(r"[a-z]:", name) or "\0" in name:
            raise UnreadableDocument(f"{path}: holds the path {name!r}, which leads out of it", _HINT)


def _of_source(
    source: Element, archive: OfficeArchive, codes: Mapping[str, str], ends: str | None, name: str
) -> tuple[list[Coding], int]:
    selections = [_selection(one, codes) for one in source if _local(one) == "PlainTextSelection"]
    held = [one for one in selections if one is not None]
    if not held:
        return [], len(selections)
    description = _fields(_child_text(source, "Description"))
    documents = [description.get("id"), description.get("document"), *_SHORT_ID.findall(source.get("name") or "")[-1:]]
    text = _text_of(source, archive)
    counting = None if text is None else counting_of(text, [_mark(one) for one in held], ends)
    digest = None if counting is None else text_digest(counting.text)
    codings: list[Coding] = []
    ignored = len(selections) - len(held)
    groups: dict[tuple[int, int], list[_Selection]] = {}
    for one in held:
        groups.setdefault((one.start, one.end), []).append(one)
    for number, group in enumerate(groups.values(), start=1):
        place = _place(group, counting, digest, tuple(str(one) for one in documents if one))
        coding = _coding(f"{name} ({source.get('name')}), selection {number}", place, group)
        if coding is None:
            ignored += 1
        else:
            codings.append(coding)
    return codings, ignored


def _coding(name: str, place: Place, group: list[_Selection]) -> Coding | None:
    """What the selections at one place say together; None where no code is one of policytext's."""
    codes = [code for one in group for code in map(code_of, one.codes) if code is not None]
    if not codes:
        return None
    base: Labels | None = next((row for row in (labels_of_row(one.fields) for one in group) if row is not None), None)
    note = next((one.note for one in group if one.note), None)
    made_at = max((one.made_at for one in group if one.made_at), default=None)
    try:
        return Coding(name, place, labels_of_codes(codes, base), base, note, made_at)
    except LabelError as error:
        return Coding(name, place, {}, fault=str(error))


def _place(group: list[_Selection], counting: Counting | None, digest: str | None, documents: tuple[str, ...]) -> Place:
    first = group[0]
    fields = next((one.fields for one in group if one.fields), {})
    key, owner = fields.get("id"), fields.get("document")
    quote, before, after, span = str(fields.get("text") or ""), "", "", None
    if counting is not None:
        span = counting.span(first.start, first.end)
    if counting is not None and span is not None:
        quote = counting.text[span.start : span.end]
        before = counting.text[max(0, span.start - _AROUND) : span.start]
        after = counting.text[span.end : span.end + _AROUND]
    return Place(
        documents=tuple(dict.fromkeys((*documents, *([str(owner)] if owner else [])))),
        key=str(key) if key else None,
        text_span=span,
        text_digest=digest,
        quote=quote,
        before=before,
        after=after,
    )


def _selection(element: Element, codes: Mapping[str, str]) -> _Selection | None:
    """A selection; None where it has no positions."""
    try:
        start, end = int(str(element.get("startPosition"))), int(str(element.get("endPosition")))
    except ValueError:
        return None
    references = (one for coding in element if _local(coding) == "Coding" for one in coding if _local(one) == "CodeRef")
    names = tuple(codes[key] for key in (_key(one.get("targetGUID")) for one in references) if key in codes)
    description = _child_text(element, "Description")
    fields = _fields(description)
    made_at = element.get("modifiedDateTime") or element.get("creationDateTime")
    note = None if fields else description.strip() or None
    return _Selection(element.get("name") or "", start, end, names, fields, note, made_at)


def _mark(selection: _Selection) -> Mark:
    """Positions and the words that they are said to be of: the whole words, or their beginning."""
    text = selection.fields.get("text")
    if isinstance(text, str):
        return Mark(selection.start, selection.end, text, is_whole=True)
    name = selection.name.strip()
    is_cut = name.endswith(("…", "..."))
    return Mark(selection.start, selection.end, name.rstrip("….") if is_cut else name, is_whole=not is_cut)


def _text_of(source: Element, archive: OfficeArchive) -> str | None:
    """The plain text of a source; None where it is elsewhere or not in UTF-8."""
    inside = _child_text(source, "PlainTextContent")
    if inside:
        return inside
    path = source.get("plainTextPath") or ""
    if not path.startswith(_INTERNAL):
        return None
    name = path.removeprefix(_INTERNAL).lstrip("/")
    if "/" in name or "\\" in name:
        return None
    data = archive.read(f"sources/{name}")
    try:
        return None if data is None else data.decode("utf-8")
    except UnicodeDecodeError:
        return None


def _fields(description: str) -> Json:
    """The record in a description: a field a line with its JSON value."""
    found: Json = {}
    for line in description.split("\n"):  # other line ends stand in values
        name, parted, value = line.partition(": ")
        if parted and name.isidentifier():
            try:
                found[name] = json.loads(value)
            except (ValueError, RecursionError):
                continue
    return found if "id" in found else {}


def _child_text(element: Element, name: str) -> str:
    return next(("".join(one.itertext()) for one in element if _local(one) == name), "")


def _key(guid: str | None) -> str:
    """A GUID in one spelling: some tools write it in braces or in capitals."""
    return (guid or "").strip("{} ").lower()


def _local(element: Element) -> str:
    """The name of an element without its vocabulary: projects have several versions of it."""
    return str(element.tag).rpartition("}")[2]
