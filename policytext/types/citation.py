"""What documents cite, where, and which work that is."""

from dataclasses import dataclass

from policytext.types.spans import Span
from policytext.types.vocabulary import CitationForm, Resolution


@dataclass(frozen=True, slots=True)
class Citation:
    """A reference to a source.

    `span` is the reference's own text (the note, the bibliography entry, the mention); `anchors` are the spans of the
    markers or mentions in the running text. `authors` are as written; `year` is four digits, `year_suffix` the letter
    of an edition ("a"). `identifier` is canonical where the form has one ("31839-290", "ECLI:NL:...").
    `parts` are the typed fields of an official reference in the order in which they narrow it down, each a name and a
    value: ("artikel", "2.3"), ("lid", "1"), ("onderdeel", "a"), or ("dossier", "31839"), ("number", "290").
    `address` is the public address that follows from `identifier`, where `url` is what the document itself gives.
    `repeats` are, for a short form ("ibid.", "a.w.", "zie noot 12"), the ids of the other citations of the same
    document that it repeats: one, or several where it is ambiguous.
    `resolved_to` is the content id of the corpus document that the cited work is; `candidates` are set when ambiguous.
    """

    id: str
    document: str
    form: CitationForm
    span: Span
    authors: tuple[str, ...]
    year: str | None
    year_suffix: str | None
    title: str | None
    url: str | None
    identifier: str | None
    anchors: tuple[Span, ...]
    parts: tuple[tuple[str, str], ...] = ()
    address: str | None = None
    repeats: tuple[str, ...] = ()
    work: str | None = None
    resolution: Resolution = Resolution.NOT_RESOLVED
    resolved_to: str | None = None
    candidates: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if (self.resolved_to is not None) != (self.resolution is Resolution.RESOLVED):
            raise ValueError("a citation leads to a document exactly when it is resolved")
        if self.year is not None and not (len(self.year) == 4 and self.year.isdigit()):
            raise ValueError(f"not a year: {self.year!r}")


@dataclass(frozen=True, slots=True)
class Work:
    """A cited work: one record however many documents cite it."""

    id: str
    authors: tuple[str, ...]
    year: str | None
    title: str | None
    url: str | None
    identifier: str | None
    corpus_document: str | None
    citations: tuple[str, ...]
