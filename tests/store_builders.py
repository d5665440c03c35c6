"""Small documents and what is found in them, for the tests of the store."""

import hashlib
import re
from array import array
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from policytext.store import Writer
from policytext.types.citation import Citation
from policytext.types.document import Block, Document, DocumentDate, Metadata, Sentence
from policytext.types.raw import GlyphBoxes, Page
from policytext.types.spans import OffsetMap, Run, Span
from policytext.types.statement import Relation, Statement
from policytext.types.vocabulary import (
    Attribution,
    BlockKind,
    CitationForm,
    DatePrecision,
    DocumentKind,
    Origin,
    StatementKind,
    Strength,
)

DIMENSIONS = 4
OpenWriter = Callable[[], Writer]
PRECISIONS = {4: DatePrecision.YEAR, 7: DatePrecision.MONTH, 10: DatePrecision.DAY}


@dataclass(frozen=True)
class Ingested:
    """Arguments of `Writer.put_document`."""

    document: Document
    sentences: tuple[Sentence, ...]
    statements: tuple[Statement, ...] = ()
    citations: tuple[Citation, ...] = ()
    vectors: NDArray[np.float32] = field(default_factory=lambda: np.zeros((0, DIMENSIONS), dtype=np.float32))
    keys: tuple[str, ...] = ()
    relations: tuple[Relation, ...] = ()

    def put(self, writer: Writer, source: str, **options: object) -> None:
        """Store it under a source path."""
        writer.put_document(
            self.document,
            self.sentences,
            self.statements,
            self.citations,
            self.vectors,
            self.keys,
            source,
            "1",
            relations=self.relations,
            **options,  # type: ignore[arg-type]
        )


def make_metadata(
    title: str = "Notitie over de buurtzorg",
    date: str | None = "2021-05-25",
    organisations: Sequence[str] = ("Stichting Buurtkracht",),
    kind: DocumentKind = DocumentKind.NOTITIE,
) -> Metadata:
    """Metadata with the given values; the date's precision follows from its length."""
    stated = None if date is None else DocumentDate(date, PRECISIONS[len(date)], Origin.TEXT)
    return Metadata(
        title, kind, tuple(organisations), ("A. Vis",), None, stated, "nl", None, None, None, (("title", Origin.TEXT),)
    )


def make_document(
    paragraphs: Sequence[str | tuple[BlockKind, str] | tuple[BlockKind, str, BlockKind]],
    metadata: Metadata | None = None,
    *,
    paged: bool = False,
) -> Document:
    """A document of one block a paragraph, with a blank line between them that the offset map leaves out.

    With `paged` each block stands on a page of its own and each code point has a box of 5 by 10 points.
    """
    blocks: list[Block] = []
    runs: list[Run] = []
    text = source = ""
    page_starts: list[int] = []
    for index, paragraph in enumerate(paragraphs):
        kind, words, *container = (BlockKind.PARAGRAPH, paragraph) if isinstance(paragraph, str) else paragraph
        if index:
            runs.append(Run(Span(len(text), len(text) + 1), Span(len(source), len(source))))
            text, source = text + "\n", source + "\n\n"
        page_starts.append(len(source))
        span = Span(len(text), len(text) + len(words))
        if words:
            runs.append(Run(span, Span(len(source), len(source) + len(words))))
        blocks.append(Block(index, kind, span, index + 1, ("Deel 1",), container=container[0] if container else None))
        text, source = text + words, source + words
    boxes = [number for i in range(len(source)) for number in (5.0 * i, 10.0, 5.0 * i + 5, 20.0)]
    return Document(
        id="sha256:" + hashlib.sha256(source.encode("utf-8", "surrogatepass")).hexdigest(),
        media_type="application/pdf" if paged else "text/plain",
        reader="test 1",
        text=text,
        blocks=tuple(blocks),
        offsets=OffsetMap(runs),
        pages=tuple(Page(i + 1, f"p{i + 1}") for i in range(len(blocks))) if paged else (Page(1, None),),
        metadata=metadata or make_metadata(),
        source_text=source,
        glyphs=GlyphBoxes(tuple(page_starts), array("d", boxes)) if paged else None,
    )


def ingested(document: Document, statements: Sequence[tuple[int, StatementKind, Attribution]] = ()) -> Ingested:
    """The document with a sentence for each stretch up to a full stop, a vector for each, and the given statements."""
    sentences: list[Sentence] = []
    for block in document.blocks:
        for match in re.finditer(r"[^.]+\.?", document.quote(block.span)):
            start = block.span.start + match.start() + len(match[0]) - len(match[0].lstrip())
            end = block.span.start + match.end()
            if start < end:
                sentences.append(Sentence(len(sentences), block.index, Span(start, end)))
    made = tuple(
        make_statement(document, sentences[number], kind, attribution) for number, kind, attribution in statements
    )
    keys = tuple(f"{document.short_id}:{sentence.index}" for sentence in sentences)
    return Ingested(document, tuple(sentences), made, (), make_vectors(keys), keys)


def make_statement(
    document: Document, sentence: Sentence, kind: StatementKind, attribution: Attribution = Attribution.OWN
) -> Statement:
    """A statement that is the whole sentence."""
    return Statement(
        id=f"{document.short_id}:s{sentence.index}",
        document=document.id,
        sentence=sentence.index,
        span=sentence.span,
        kind=kind,
        attribution=attribution,
        holder="lezer" if attribution is Attribution.REPORTED else None,
        actors=("gemeenten",),
        strength=Strength.MUST if kind is StatementKind.RECOMMENDATION else None,
        negated=False,
        hedges=(),
        figures=(),
        confidence=0.75,
        cues=("moeten",),
    )


def make_citation(document: Document, span: Span, anchors: Sequence[Span] = (), number: int = 0) -> Citation:
    """A footnote-like citation."""
    return Citation(
        id=f"{document.short_id}:c{number}",
        document=document.id,
        form=CitationForm.FOOTNOTE,
        span=span,
        authors=("Planbureau Zuid",),
        year="2018",
        year_suffix="a",
        title="Zorg in de wijk",
        url=None,
        identifier=None,
        anchors=tuple(anchors),
    )


def make_vectors(keys: Sequence[str]) -> NDArray[np.float32]:
    """A vector for each key that follows from the key alone."""
    seeds = [int.from_bytes(hashlib.sha256(key.encode()).digest()[:4], "little") for key in keys]
    rows = [np.random.default_rng(seed).standard_normal(DIMENSIONS) for seed in seeds]
    return np.array(rows, dtype=np.float32).reshape(len(keys), DIMENSIONS)
