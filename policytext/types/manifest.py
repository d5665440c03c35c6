"""What a text that was made from an index says of its sources, so that it can be checked against them without it.

A manifest travels in the text itself (HTML, Markdown, DOCX, PDF) or beside it (JSON Lines). It is no signature: who
changes a text and its manifest alike is not found out by it.
"""

import json
from dataclasses import dataclass
from typing import Any, Final

#: Version of the format; a reader refuses a higher one.
VERSION: Final = 1
#: Name of the manifest inside a text: of the embedded file in PDF, of the block in HTML and Markdown.
NAME: Final = "policytext-manifest"
#: What is added to the name of a file that cannot carry its manifest.
BESIDE: Final = ".manifest.json"
#: Namespace of the manifest in the custom XML part of a DOCX.
NAMESPACE: Final = "urn:policytext:manifest:1"


@dataclass(frozen=True, slots=True)
class SourceFile:
    """A file that is quoted: its name in the index, the content id of its bytes, its type, and its document's title."""

    source: str
    content_id: str
    media_type: str
    title: str


@dataclass(frozen=True, slots=True)
class Quotation:
    """Words of a source with their place; `file` is the source's name in the manifest.

    `spans` are half-open, in code points of the file as its reader decodes it; None for files with pages, which have
    `quads` ([page, x0, y0, x1, y1], points from the top left). `page` and `line` count from 1. `recognised` says that
    the words were read from a picture.
    """

    id: str
    file: str
    text: str
    spans: tuple[tuple[int, int], ...] | None
    quads: tuple[tuple[float, ...], ...] | None
    page: int | None
    line: int | None
    recognised: bool


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence as the text shows it, where ("Kern, 2"), and the ids of the quotations that it rests on."""

    text: str
    place: str
    quotations: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Manifest:
    """Source files, quotations with their places, and the sentences and references that the text shows.

    `references` are the words under each quotation's note, by its id. `made_with` names the program and its version;
    `folder` is where names of sources begin (None where they are absolute or not known).
    """

    made_with: str
    folder: str | None
    files: tuple[SourceFile, ...]
    quotations: tuple[Quotation, ...]
    sentences: tuple[Sentence, ...] = ()
    references: tuple[tuple[str, str], ...] = ()

    def to_json(self) -> str:
        """The manifest as one line of JSON in ASCII, without the signs that end a block of HTML or a comment."""
        value = {
            "manifest": VERSION,
            "made_with": self.made_with,
            "folder": self.folder,
            "files": [
                {"source": f.source, "id": f.content_id, "media_type": f.media_type, "title": f.title}
                for f in self.files
            ],
            "quotations": [
                {
                    "id": q.id,
                    "file": q.file,
                    "text": q.text,
                    "spans": q.spans,
                    "quads": q.quads,
                    "page": q.page,
                    "line": q.line,
                    "recognised": q.recognised,
                }
                for q in self.quotations
            ],
            "sentences": [{"text": s.text, "place": s.place, "quotations": s.quotations} for s in self.sentences],
            "references": [list(pair) for pair in self.references],
        }
        text = json.dumps(value, ensure_ascii=True, separators=(",", ":"))
        for sign, code in (("<", "\\u003c"), (">", "\\u003e"), ("&", "\\u0026"), ("--", "-\\u002d")):
            text = text.replace(sign, code)
        return text

    @classmethod
    def from_json(cls, text: str) -> "Manifest":
        """Read a manifest.

        Raises:
            ValueError: it is no manifest, or one of a later version.
        """
        try:
            held = json.loads(text)
            if held["manifest"] != VERSION:
                raise ValueError(f"the manifest is of version {held['manifest']!r}, this program reads {VERSION}")
            return cls(
                made_with=str(held["made_with"]),
                folder=None if held["folder"] is None else str(held["folder"]),
                files=tuple(
                    SourceFile(str(f["source"]), str(f["id"]), str(f["media_type"]), str(f["title"]))
                    for f in held["files"]
                ),
                quotations=tuple(_quotation(q) for q in held["quotations"]),
                sentences=tuple(
                    Sentence(str(s["text"]), str(s["place"]), tuple(map(str, s["quotations"])))
                    for s in held["sentences"]
                ),
                references=tuple((str(key), str(words)) for key, words in held["references"]),
            )
        except (KeyError, TypeError, AttributeError, RecursionError) as error:
            raise ValueError(f"not a manifest: {error!r}") from error


def _quotation(held: Any) -> Quotation:  # Any: a JSON value, checked here
    spans, quads = held["spans"], held["quads"]
    return Quotation(
        id=str(held["id"]),
        file=str(held["file"]),
        text=str(held["text"]),
        spans=None if spans is None else tuple((int(start), int(end)) for start, end in spans),
        quads=None if quads is None else tuple(_quad(quad) for quad in quads),
        page=None if held["page"] is None else int(held["page"]),
        line=None if held["line"] is None else int(held["line"]),
        recognised=bool(held["recognised"]),
    )


def _quad(values: Any) -> tuple[float, ...]:  # Any: ditto
    page, x0, y0, x1, y1 = values
    return (int(page), float(x0), float(y0), float(x1), float(y1))
