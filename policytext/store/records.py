"""What the store hands out: records that a hit, a quotation or an export needs, without the whole document."""

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from policytext.types.citation import Citation
from policytext.types.document import Metadata
from policytext.types.quality import Quality
from policytext.types.raw import Quad
from policytext.types.spans import Span
from policytext.types.statement import Relation, Statement
from policytext.types.vocabulary import Attribution, BlockKind, StatementKind, Strength


class Scope(StrEnum):
    """Which part of a document a sentence belongs to, for searching."""

    TEXT = "text"  # running text, and headings that state something
    HEADING = "heading"
    NOTE = "note"  # notes, bibliography, tables, captions: beside the running text
    COMMENT = "comment"  # readers' comments
    FURNITURE = "furniture"  # running heads, contents, addresses, signatures


@dataclass(frozen=True, slots=True)
class Form:
    """A file that holds a document in another form: the id of its own content, its type, how alike the texts are."""

    content_id: str
    media_type: str
    similarity: float


@dataclass(frozen=True, slots=True)
class KnownSource:
    """A file that was ingested. `document_id` is the hash of its bytes; size and time are 0 where not recorded.

    `is_form` says that the document it holds was analysed from another file, in a better form.
    """

    document_id: str
    pipeline_version: str
    manifest_key: str
    size_bytes: int
    mtime_ns: int
    is_form: bool = False

    @property
    def content_hash(self) -> str:
        """Hexadecimal SHA-256 of the file's bytes."""
        return self.document_id.removeprefix("sha256:")


@dataclass(frozen=True, slots=True)
class DocumentRecord:
    """A document without its text.

    `pages` is a count. `sources` are the paths of the files that are the document, byte for byte, in order, and behind
    them those that hold it in another form. `quality` is None in an index of an earlier version. `not_before` ("2018",
    "2018-09") is for a document without a date the earliest that its text allows, where a query worked that out
    (`query.undated`); the store does not know it.
    """

    id: str
    short_id: str
    sources: tuple[str, ...]
    media_type: str
    metadata: Metadata
    pages: int
    sentences: int
    statements: int
    citations: int
    warnings: tuple[str, ...]
    pipeline_version: str
    quality: Quality | None = None
    not_before: str | None = None

    @property
    def source(self) -> str:
        """The first path under which the document was ingested."""
        return self.sources[0] if self.sources else ""

    @property
    def title(self) -> str:
        """Title of the document."""
        return self.metadata.title

    @property
    def date(self) -> str | None:
        """Date cut to its precision, or None when it is unknown."""
        return None if self.metadata.date is None else self.metadata.date.value

    @property
    def earliest(self) -> str | None:
        """The date, or where it is unknown the earliest that it can be: the place in an order of time."""
        return self.date or self.not_before

    @property
    def organisations(self) -> tuple[str, ...]:
        """Organisations that send the document."""
        return self.metadata.organisations

    @property
    def senders(self) -> tuple[str, ...]:
        """Whose document it is: the organisations that send it, or who signs it where it names none."""
        return self.organisations or self.metadata.authors


@dataclass(frozen=True, slots=True)
class Located:
    """Words of a document with the place where they stand.

    `spans` are in the source, `quads` in points on the pages (None without pages). `page` counts from 1 and `line`,
    the line of the source file, too; one of them is None: pages for PDF, lines for text formats.
    """

    id: str
    document: DocumentRecord
    text: str
    spans: tuple[Span, ...]
    quads: tuple[Quad, ...] | None
    page: int | None
    page_label: str | None
    line: int | None
    section: tuple[str, ...]

    @property
    def is_recognised(self) -> bool:
        """Whether the words were recognised from a picture of their page, and can be misread."""
        quality = self.document.quality
        return quality is not None and self.page is not None and self.page in quality.ocr_pages


@dataclass(frozen=True, slots=True)
class SentenceRecord(Located):
    """A sentence; `id` is "short id:index". `statements` are those that the sentence makes, mostly none or one.

    `corrected` are the ids of the statements among them that a person judged.
    """

    index: int
    block: int
    span: Span
    scope: Scope
    kind: BlockKind
    container: BlockKind | None
    statements: tuple[Statement, ...]
    corrected: frozenset[str] = frozenset()

    @property
    def statement(self) -> Statement | None:
        """The first statement of the sentence, if it makes one."""
        return self.statements[0] if self.statements else None


@dataclass(frozen=True, slots=True)
class StatementRecord(Located):
    """A statement; `sentence_id` is the unit id of the sentence that holds it, `kind` the kind of its block.

    `corrected` says that a person judged it: see `CorrectionRecord`.
    """

    statement: Statement
    sentence_id: str
    scope: Scope
    kind: BlockKind
    container: BlockKind | None
    corrected: bool = False


@dataclass(frozen=True, slots=True)
class RelationRecord:
    """A relation with the two statements that it joins, each with its words and their place."""

    relation: Relation
    source: StatementRecord
    target: StatementRecord


@dataclass(frozen=True, slots=True)
class Judgement:
    """What a person says of a statement, or of a sentence that the tool took for none; None leaves a field as it is.

    `rejected` says that it is no statement. `actors` are empty where nobody is named. `holder` is None where a reported
    statement names nobody.

    Raises:
        ValueError: the fields contradict each other.
    """

    kind: StatementKind | None = None
    rejected: bool = False
    actors: tuple[str, ...] | None = None
    strength: Strength | None = None
    attribution: Attribution | None = None
    holder: str | None = None

    def __post_init__(self) -> None:
        if self.rejected and self.fields:
            raise ValueError("what is no statement has no kind, actors, strength or holder")
        if self.strength is not None and self.kind not in (None, StatementKind.RECOMMENDATION):
            raise ValueError("only a recommendation has a strength")
        if self.holder is not None and self.attribution is not Attribution.REPORTED:
            raise ValueError("only a reported statement has a holder")

    @property
    def fields(self) -> tuple[str, ...]:
        """Names of what is said: of kind, actors, strength and attribution."""
        return tuple(name for name in ("kind", "actors", "strength", "attribution") if getattr(self, name) is not None)


@dataclass(frozen=True, slots=True)
class CorrectionRecord:
    """A person's judgement of a statement, where it was made and what it changed.

    `number` names it in this index. `document_id` is the content id of the document in which it is in place, or was
    last, and `source` the file in which it was made. `sentence_id` is None where its sentence is not in the index now.
    `before` and `after` are the sentences around it, empty at the ends of the document. `found` are the statements that
    the tool found there, mostly one or none; `now` is what it is, None for no statement. `made_at` is ISO 8601.
    """

    number: int
    document_id: str
    source: str
    sentence_id: str | None
    statement_id: str
    text: str
    sentence: str
    before: str
    after: str
    page: int | None
    line: int | None
    judgement: Judgement
    found: tuple[Statement, ...]
    now: Statement | None
    made_at: str
    note: str | None


@dataclass(frozen=True, slots=True)
class AnchorRecord:
    """A marker or mention of a citation: its source spans and quads, and the unit id of its sentence if it has one."""

    spans: tuple[Span, ...]
    quads: tuple[Quad, ...] | None
    sentence_id: str | None


@dataclass(frozen=True, slots=True)
class CitationRecord(Located):
    """A citation; `resolved_source` is the path of the corpus document that it cites, if any."""

    citation: Citation
    anchors: tuple[AnchorRecord, ...]
    resolved_source: str | None


@dataclass(frozen=True, slots=True)
class FailureRecord:
    """A file that could not be ingested."""

    source: str
    reason: str
    hint: str


@dataclass(frozen=True, slots=True)
class IndexInfo:
    """What an index holds; `failures` counts files that could not be ingested."""

    folder: Path
    model: str
    dimensions: int
    pipeline_version: str
    schema_version: int
    size_bytes: int
    documents: int
    sources: int
    sentences: int
    statements: int
    citations: int
    works: int
    relations: int
    vectors: int
    failures: int
    corrections: int

    @property
    def nlp(self) -> str:
        """The Dutch pipeline of the last ingest, with its version where it has one; empty where none is told."""
        return self.pipeline_version.partition("/")[2]


def chronological(record: DocumentRecord) -> tuple[bool, str, str, str]:
    """Sort key of documents: by date, undated ones last, then by title."""
    return record.date is None, record.date or "", record.title.casefold(), record.id
