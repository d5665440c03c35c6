"""What a file of corrections holds, whatever its format: codings, each of a place in a document."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from policytext.importing.labels import Labels
from policytext.types.spans import Span


@dataclass(frozen=True, slots=True)
class Place:
    """Where a coding stands, as far as the file says; None or empty for what it does not say.

    `documents` are names of the document, the surest first: content id, short id, address, path. `key` is the id of a
    statement or sentence. `text_span` is in the document's text, `file_span` in its file as decoded; both half-open, in
    code points. `text_digest` is the hexadecimal SHA-256 of the text that `text_span` counts in. `quote` are the words
    that stand there, `before` and `after` those around them.
    """

    documents: tuple[str, ...] = ()
    key: str | None = None
    text_span: Span | None = None
    file_span: Span | None = None
    text_digest: str | None = None
    quote: str = ""
    before: str = ""
    after: str = ""


@dataclass(frozen=True, slots=True)
class Coding:
    """What is said of the statement at a place.

    `name` tells people which part of the file it is. `said` is what it is, `base` what it was when the file was made
    (None where the file does not tell). `made_at` and `seen` are ISO 8601: when it was said, and of which time the
    correction is that the file knows. `confirmed` are fields that a person spoke of, whatever they said. `fault` says
    why it cannot be understood. `found` are fields of the record that nobody edits (what the tool saw in it), by which
    it shows that a table was made from another state of the index; empty where the file does not have them.
    """

    name: str
    place: Place
    said: Labels
    base: Labels | None = None
    note: str | None = None
    made_at: str | None = None
    seen: str | None = None
    confirmed: frozenset[str] = frozenset()
    found: Mapping[str, Any] = field(default_factory=dict)  # Any: JSON values
    fault: str | None = None


@dataclass(frozen=True, slots=True)
class Codings:
    """All codings of a file; `ignored` counts what is in it that says nothing about statements."""

    codings: tuple[Coding, ...]
    ignored: int = 0
