"""Ingest: read what is new or changed, one document at a time, and bring the whole index up to date.

A document is stored in one transaction, so an interrupt loses at most the document at hand. A document that cannot be
read is reported and the run goes on.
"""

import hashlib
import logging
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from policytext.citations import find_citations, resolve_citations
from policytext.encode import DEFAULT_MODEL, Encoder, load_bulk_encoder
from policytext.errors import IndexMissing, PolicytextError, UnreadableDocument
from policytext.ingest.discover import Candidate, find_candidates, find_unread, vanished
from policytext.ingest.report import FileReport, IngestReport, Outcome, Progress, Silent, Stage
from policytext.ingest.version import pipeline_version
from policytext.readers import read_document
from policytext.sentences import split_sentences
from policytext.statements import find_statements
from policytext.store import KnownSource, Reader, Writer
from policytext.structure import build_document
from policytext.structure.manifest import ManifestEntry
from policytext.structure.metadata import make_metadata, manifest_values
from policytext.types.citation import Citation
from policytext.types.document import Document, Metadata, Sentence
from policytext.types.vocabulary import BlockKind, Origin
from policytext.vectors import VectorIndex

_LOG = logging.getLogger(__name__)

#: Blocks whose sentences nobody looks for by meaning.
_NOT_ENCODED = frozenset({BlockKind.FURNITURE, BlockKind.CONTENTS})


@dataclass(frozen=True, slots=True)
class IngestOptions:
    """How to ingest. `overrides` hold for every document of the run and outrank manifest and text."""

    model: str = DEFAULT_MODEL
    overrides: ManifestEntry | None = None
    prune: bool = False
    again: bool = False


class _Run:
    """One ingest: what stays the same for all its documents."""

    def __init__(self, writer: Writer, encoder: Encoder, options: IngestOptions, progress: Progress) -> None:
        self.writer = writer
        self.encoder = encoder
        self.options = options
        self.progress = progress
        self.report = IngestReport()
        self.known = writer.known_sources()
        self.stored = {known.document_id: (known.pipeline_version, known.manifest_key) for known in self.known.values()}

    def take(self, candidate: Candidate) -> FileReport:
        """Ingest one file, whatever it is."""
        try:
            return self._take(candidate)
        except PolicytextError as error:
            # the report names the source already
            reason, hint = error.message.removeprefix(f"{candidate.path}: "), error.hint
        except (Exception, RecursionError) as error:  # the border of a document: its failure must not stop the others
            _LOG.exception("document failed: %s", candidate.source)
            reason = f"{type(error).__name__}: {error}"
            hint = "this is a fault in policytext; run with -v for details and report it with the file"
        self.writer.record_failure(candidate.source, reason, hint)
        return FileReport(candidate.source, Outcome.FAILED, reason, hint)

    def _take(self, candidate: Candidate) -> FileReport:
        key = manifest_key(candidate.entry, self.options.overrides)
        known = self.known.get(candidate.source)
        content_id = _content_id(candidate.path)
        if known is not None and not self.options.again and _is_current(known, content_id, key):
            return FileReport(candidate.source, Outcome.UNCHANGED)
        if self.stored.get(content_id) == (pipeline_version(), key) and not self.options.again:
            self.writer.touch_source(candidate.source, content_id, key)
            return FileReport(candidate.source, Outcome.UNCHANGED)
        return self._ingest(candidate, key)

    def _ingest(self, candidate: Candidate, key: str) -> FileReport:
        timed = self.report.timed
        with timed(Stage.READ):
            raw = read_document(candidate.path)
        with timed(Stage.STRUCTURE):
            document = build_document(raw, candidate.entry, file_name=candidate.path.name)
            if self.options.overrides is not None:
                document = document.with_metadata(overridden(document.metadata, self.options.overrides))
        with timed(Stage.SENTENCES):
            sentences = split_sentences(document)
        with timed(Stage.ENCODE):
            numbers = [s.index for s in sentences if document.blocks[s.block].kind not in _NOT_ENCODED]
            vectors = self._encode(document, sentences, numbers)
        with timed(Stage.CITATIONS):
            citations = find_citations(document, sentences)
        with timed(Stage.STATEMENTS):
            rows = np.zeros((len(sentences), self.encoder.dimensions), dtype=np.float32)
            rows[numbers] = vectors
            usable = rows if self.encoder.name == DEFAULT_MODEL else None  # the weights know this model's vectors only
            statements = find_statements(document, sentences, citations, usable)
        with timed(Stage.STORE):
            self.writer.put_document(
                document,
                sentences,
                statements,
                citations,
                vectors,
                [f"{document.short_id}:{number}" for number in numbers],
                candidate.source,
                pipeline_version(),
                key,
            )
        self.stored[document.id] = (pipeline_version(), key)
        return FileReport(
            candidate.source,
            Outcome.INGESTED,
            warnings=document.warnings,
            pages=len(document.pages),
            sentences=len(sentences),
            statements=len(statements),
            citations=len(citations),
        )

    def _encode(self, document: Document, sentences: Sequence[Sentence], numbers: Sequence[int]) -> NDArray[np.float32]:
        if not numbers:
            return np.zeros((0, self.encoder.dimensions), dtype=np.float32)
        texts = [document.quote(sentences[number].span) for number in numbers]
        self.progress.sentences(0, len(texts))
        return self.encoder.encode_passages(texts, lambda done: self.progress.sentences(done, len(texts)))


def ingest(
    paths: Sequence[Path], index_folder: Path, options: IngestOptions, progress: Progress | None = None
) -> IngestReport:
    """Read the documents at the paths into the index; those that are already there and unchanged are skipped.

    Raises:
        NothingToIngest: a path holds no document.
        IndexLocked, ModelMismatch, SchemaTooNew: the index cannot be written now, or not with this model.
        ModelMissing: the encoding model is not there.
        ConfigError: a manifest is wrong.
    """
    progress = progress or Silent()
    candidates = find_candidates(paths, index_folder)
    encoder = load_bulk_encoder(options.model)
    with Writer.open(
        index_folder, model=encoder.name, dimensions=encoder.dimensions, pipeline_version=pipeline_version()
    ) as writer:
        run = _Run(writer, encoder, options, progress)
        run.report.unread = find_unread(paths, index_folder)
        progress.begin(len(candidates))
        for candidate in candidates:
            progress.file(candidate.source)
            done = run.take(candidate)
            run.report.files.append(done)
            progress.done(done)
        if options.prune:
            _prune(run, paths, candidates, index_folder)
        bring_up_to_date(index_folder, writer, run.report, progress)
    return run.report


def _prune(run: _Run, paths: Sequence[Path], candidates: Sequence[Candidate], index_folder: Path) -> None:
    found = {candidate.source for candidate in candidates}
    with Reader.open(index_folder) as reader:
        known = {*run.known, *(failure.source for failure in reader.failures())}
    for source in vanished(known, paths, found, index_folder):
        run.writer.remove_source(source)
        run.report.files.append(FileReport(source, Outcome.REMOVED))


def bring_up_to_date(
    index_folder: Path, writer: Writer, report: IngestReport, progress: Progress, *, whole: bool = False
) -> None:
    """Resolve citations over all documents and fill the vector index, where the records changed since the last time.

    The vector index keeps the fingerprint of the records that it was made from and is written last, so a run that was
    stopped before is made good here. `whole` makes everything anew.
    """
    with Reader.open(index_folder) as reader:
        vectors = VectorIndex(index_folder)
        fingerprint = reader.fingerprint()
        if vectors.fingerprint == fingerprint and not whole:
            return
        progress.stage("resolving citations")
        with report.timed(Stage.RESOLVE):
            by_document: dict[str, list[Citation]] = {}
            for record in reader.citations():
                by_document.setdefault(record.document.id, []).append(record.citation)
            metadata = {record.id: record.metadata for record in reader.documents()}
            writer.put_resolution(*resolve_citations(by_document, metadata))
        progress.stage("filling the vector index")
        with report.timed(Stage.VECTORS):
            ids, matrix = reader.vectors()
            vectors.rebuild(ids, matrix, fingerprint=fingerprint)


def manifest_key(entry: ManifestEntry | None, overrides: ManifestEntry | None) -> str:
    """What manifest and options say of a file, as a short key that changes when they do."""
    if entry is None and overrides is None:
        return ""
    return hashlib.sha256(repr((entry, overrides)).encode("utf-8", "replace")).hexdigest()[:16]


def overridden(metadata: Metadata, overrides: ManifestEntry) -> Metadata:
    """Metadata in which the values given as options replace all others."""
    given = {name: value for name, value in manifest_values(overrides).items() if value}
    values = {name: getattr(metadata, name) for name in Metadata.__dataclass_fields__ if name != "origins"}
    return make_metadata(values | given, dict(metadata.origins) | dict.fromkeys(given, Origin.OPTION))


def index_model(index_folder: Path) -> str:
    """The model that an index was made with; the default one where there is no index yet."""
    try:
        with Reader.open(index_folder) as reader:
            return reader.info().model
    except IndexMissing:
        return DEFAULT_MODEL


def rebuild(index_folder: Path, progress: Progress | None = None) -> int:
    """Make all that is derived anew: full text, resolved citations, vector index. Returns the number of vectors.

    Raises:
        IndexMissing: there is no index.
        IndexLocked: another process is writing.
    """
    progress = progress or Silent()
    with Reader.open(index_folder) as reader:
        facts = reader.info()
    report = IngestReport()
    with Writer.open(
        index_folder, model=facts.model, dimensions=facts.dimensions, pipeline_version=facts.pipeline_version
    ) as writer:
        progress.begin(1)
        progress.stage("full text")
        writer.rebuild_fulltext()
        bring_up_to_date(index_folder, writer, report, progress, whole=True)
    return facts.vectors


def _is_current(known: KnownSource, content_id: str, key: str) -> bool:
    return (known.document_id, known.pipeline_version, known.manifest_key) == (content_id, pipeline_version(), key)


def _content_id(path: Path) -> str:
    digest = hashlib.sha256()
    try:
        with path.open("rb") as file:
            while chunk := file.read(1 << 20):
                digest.update(chunk)
    except OSError as error:
        raise UnreadableDocument(f"{path}: {error.strerror or error}") from error
    return f"sha256:{digest.hexdigest()}"
