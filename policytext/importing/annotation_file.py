"""W3C Web Annotations as corrections: their tags say what a statement is, their selectors where it stands.

Hypothesis has the same selectors and other names around them (`rows`, `tags`, `text`); what its API gives is read too.
"""

import json
from base64 import urlsafe_b64decode
from binascii import Error as NoBase64
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

from policytext.errors import InputError
from policytext.importing.codings import Coding, Codings, Place
from policytext.importing.labels import LabelError, code_of, labels_of_codes, labels_of_row
from policytext.types.spans import Span

Json = dict[str, Any]  # Any: JSON that somebody else wrote

_MOST: Final = 200_000
#: Purposes of bodies whose words are codes.
_CODING: Final = frozenset((None, "tagging", "classifying"))
_HASH_NAME: Final = "ni:///sha-256;"
_HINT: Final = "it needs annotations as `policytext export statements --format w3c` writes them"


def read_annotations(path: Path, data: bytes) -> Codings:
    """The codings in a JSON-LD file: an AnnotationPage, a collection, a list, one annotation, or one a line.

    Raises:
        InputError: it is no JSON, or has no annotations.
    """
    try:
        found = list(_annotations(_parsed(data), 0))
    except (ValueError, RecursionError) as error:
        raise InputError(f"{path}: is no JSON: {error}", _HINT) from error
    if not found:
        raise InputError(f"{path}: holds no annotations", _HINT)
    if len(found) > _MOST:
        raise InputError(f"{path}: holds more than {_MOST} annotations", "part it in several files")
    codings = [_coding(number, one) for number, one in enumerate(found, start=1)]
    held = tuple(coding for coding in codings if coding is not None)
    return Codings(held, len(codings) - len(held))


def _parsed(data: bytes) -> Any:  # Any: a JSON value
    text = data.decode("utf-8-sig")
    try:
        return json.loads(text)
    except json.JSONDecodeError:
        lines = [line for line in text.splitlines() if line.strip()]
        if len(lines) < 2:
            raise
        return [json.loads(line) for line in lines]


def _annotations(value: Any, depth: int) -> Iterator[Json]:  # Any: a JSON value
    """Annotations in a page, a collection with its pages inside, a list or one by itself."""
    if isinstance(value, list):
        for one in value:
            yield from _annotations(one, depth)
    elif isinstance(value, dict):
        if "target" in value:
            yield value
        elif depth < 3:
            for name in ("items", "first", "annotations", "rows"):
                yield from _annotations(value.get(name), depth + 1)


def _coding(number: int, annotation: Json) -> Coding | None:
    """An annotation as a coding; None where it says nothing about a statement."""
    record = annotation.get("record")
    record = record if isinstance(record, dict) else {}
    base = labels_of_row(record)
    if record and base is None:
        return None  # a citation or a relation
    codes, note = [], None
    bodies = [_words(body) for body in _many(annotation.get("body"))]
    bodies += [(tag, "tagging") for tag in _many(annotation.get("tags")) if isinstance(tag, str)]
    bodies += [(_text(annotation.get("text")), "commenting")]
    for value, purpose in bodies:
        code = code_of(value) if purpose in _CODING else None
        if code is not None:
            codes.append(code)
        elif purpose == "commenting" and value:
            note = value
    name = f"annotation {number}"
    place = _place(annotation.get("target"), record)
    try:
        said = labels_of_codes(codes, base)
    except LabelError as error:
        return Coding(name, place, {}, fault=str(error))
    if not codes:
        return None
    made_at = annotation.get("modified") or annotation.get("updated") or annotation.get("created")
    return Coding(name, place, said, base, note, made_at if isinstance(made_at, str) else None)


def _many(value: Any) -> list[Any]:  # Any: a JSON value
    return value if isinstance(value, list) else [] if value is None else [value]


def _words(body: Any) -> tuple[str, str | None]:  # Any: a JSON value
    """The words of a body and its purpose."""
    if isinstance(body, str):
        return body, None
    if not isinstance(body, dict):
        return "", None
    value, purpose = body.get("value"), body.get("purpose")
    return value if isinstance(value, str) else "", purpose if isinstance(purpose, str) else None


def _place(target: Any, record: Json) -> Place:  # Any: a JSON value
    """Where the first of the targets is that has selectors."""
    targets = [one for one in _many(target) if isinstance(one, dict)]
    chosen: Json = next((one for one in targets if one.get("selector")), targets[0] if targets else {})
    source = chosen.get("source") or next((one for one in _many(target) if isinstance(one, str)), None)
    facts: Json = source if isinstance(source, dict) else {"id": source}
    selectors = {_text(one.get("type")): one for one in _selectors(chosen.get("selector"), 0)}
    quotation, position = selectors.get("TextQuoteSelector", {}), selectors.get("TextPositionSelector", {})
    span = _span(position.get("start"), position.get("end"))
    in_text = position.get("counted_in") == "text"
    in_file = position.get("counted_in") == "file"
    names = (facts.get("digest"), _hash(facts.get("id")), record.get("document"), facts.get("id"), facts.get("file"))
    key = record.get("id")
    return Place(
        documents=tuple(dict.fromkeys(one for one in names if isinstance(one, str) and one)),
        key=key if isinstance(key, str) else None,
        text_span=None if in_file else span,
        file_span=None if in_text else span,
        text_digest=_text(facts.get("text_digest")).removeprefix("sha256:") or None,
        quote=_text(quotation.get("exact")),
        before=_text(quotation.get("prefix")),
        after=_text(quotation.get("suffix")),
    )


def _selectors(value: Any, depth: int) -> Iterator[Json]:  # Any: a JSON value
    """All selectors, also those that refine others."""
    for one in _many(value):
        if isinstance(one, dict) and depth < 5:
            yield one
            yield from _selectors(one.get("refinedBy"), depth + 1)


def _span(start: Any, end: Any) -> Span | None:  # Any: JSON values
    if isinstance(start, int) and isinstance(end, int) and 0 <= start <= end:
        return Span(start, end)
    return None


def _hash(name: Any) -> str | None:  # Any: a JSON value
    """The content id in the name of a source that was made from its hash (RFC 6920)."""
    if not isinstance(name, str) or not name.startswith(_HASH_NAME):
        return None
    try:
        digest = urlsafe_b64decode(name.removeprefix(_HASH_NAME) + "==")
    except (NoBase64, ValueError):
        return None
    return f"sha256:{digest.hex()}"


def _text(value: Any) -> str:  # Any: a JSON value
    return value if isinstance(value, str) else ""
