"""Ingest: read what is new or changed, one document at a time, and bring the whole index up to date.

A document is stored in one transaction, so an interrupt loses at most the document at hand. A document that cannot be
read is reported and the run goes on.
"""

import hashlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from functools import partial
from pathlib import Path

from policytext.citations import resolve_citations
from policytext.encode import DEFAULT_MODEL, load_bulk_encoder
from policytext.errors import (
    IndexMissing,
    IndexStateError,
    IntegrityError,
    NotFound,
    PolicytextError,
    UnreadableDocument,
)
from policytext.ingest.analysis import Analyser
from policytext.ingest.discover import Candidate, find_candidates, find_unread, vanished
from policytext.ingest.kinship import Kin, Kinship, Wording
from policytext.ingest.options import IngestOptions
from policytext.ingest.preparing import DocumentFailed, Here, Preparer, explained
from policytext.ingest.report import FileReport, IngestReport, Outcome, Progress, Silent, Stage
from policytext.ingest.version import nlp_of, pipeline_version
from policytext.ingest.workers import Workers
from policytext.readers import DEFAULT_OPTIONS
from policytext.readers.sidecars import records_beside
from policytext.sentences.parsing import AUTO, choose_pipeline
from policytext.store import Form, KnownSource, Reader, Writer, read_settings
from policytext.store.names import project_folder
from policytext.store.works import is_resolved
from policytext.types.citation import Citation
from policytext.types.document import Document
from policytext.vectors import fill, forget_earlier, is_current, reach

__all__ = ["IngestOptions", "bring_up_to_date", "index_model", "index_nlp", "ingest", "rebuild"]


class _Run:
    """One ingest: what stays the same for all its documents."""

    def __init__(
        self,
        index_folder: Path,
        writer: Writer,
        preparer: Preparer,
        options: IngestOptions,
        progress: Progress,
        report: IngestReport,
    ) -> None:
        self.index_folder = index_folder
        self.writer = writer
        self.preparer = preparer
        self.version = pipeline_version(options.nlp)
        self.options = options
        self.progress = progress
        self.report = report
        self.known = writer.known_sources()
        analysed = {source: known for source, known in self.known.items() if not known.is_form}
        self.stored = {known.document_id: (known.pipeline_version, known.manifest_key) for known in analysed.values()}
        self.sources = {known.document_id: source for source, known in reversed(analysed.items())}
        self.kinship = Kinship(writer.signatures(), self._load)

    def _load(self, document_id: str) -> Document | None:
        try:
            with Reader.open(self.index_folder, latest=True) as reader:
                return reader.load_document(document_id)
        except NotFound:  # it went in this run
            return None

    def work_on(self, candidate: Candidate) -> None:
        """Ingest one file and report it; a report of the same file from earlier in the run gives way."""
        self.progress.file(candidate.source)
        done = self.take(candidate)
        self.report.files = [file for file in self.report.files if file.source != candidate.source]
        self.report.files.append(done)
        self.progress.done(done)

    def forget(self, source: str) -> None:
        """Take a file for one that was never seen."""
        self.known.pop(source, None)

    def needs(self, candidate: Candidate, ahead: set[str]) -> bool:
        """Whether a file that is still to come will have to be prepared, as far as can be told now.

        `ahead` are content ids of files before it; that of the file is added if it has to be prepared.
        """
        try:
            key, content_id = manifest_key(candidate, self.options), _content_id(candidate.path)
        except PolicytextError:  # it is told when the file has its turn
            return False
        if self.options.again:
            return True
        known = self.known.get(candidate.source)
        if known is not None and self._is_current(known, content_id, key):
            return False
        if content_id in ahead or self.stored.get(content_id) == (self.version, key):
            return False
        ahead.add(content_id)
        return True

    def take(self, candidate: Candidate) -> FileReport:
        """Ingest one file, whatever it is."""
        try:
            return self._take(candidate)
        except (IndexStateError, IntegrityError):  # the disk is full, the index damaged: no fault of the document
            raise
        except DocumentFailed as error:
            failed = error
        except Exception as error:  # the border of a document: its failure must not stop the others
            failed = explained(error, candidate)
        self.writer.record_failure(candidate.source, failed.reason, failed.hint)
        return FileReport(candidate.source, Outcome.FAILED, failed.reason, failed.hint)

    def _take(self, candidate: Candidate) -> FileReport:
        key = manifest_key(candidate, self.options)
        known = self.known.get(candidate.source)
        content_id = _content_id(candidate.path)
        if known is not None and not self.options.again and self._is_current(known, content_id, key):
            return FileReport(candidate.source, Outcome.UNCHANGED)
        if self.stored.get(content_id) == (self.version, key) and not self.options.again:
            try:
                self.writer.touch_source(candidate.source, content_id, key)
            except KeyError:  # the document went in this run, with the only file that was it
                self.stored.pop(content_id)
            else:
                return FileReport(candidate.source, Outcome.UNCHANGED)
        return self._ingest(candidate, key)

    def _ingest(self, candidate: Candidate, key: str) -> FileReport:
        opened = self.preparer.open(candidate)
        document, signature = opened.document, opened.signature
        with self.report.timed(Stage.COMPARE):
            kin = self.kinship.find(document, Wording(document), signature, self._held_by(candidate))
        same = kin[0] if kin and kin[0].is_same else None
        if same is not None and same.is_better:
            return self._keep_as_form(candidate, document, same, key)
        found = self.preparer.analyse(opened)
        with self.report.timed(Stage.STORE):
            self.writer.put_document(
                document,
                found.sentences,
                found.statements,
                found.citations,
                found.vectors,
                [f"{document.short_id}:{number}" for number in found.numbers],
                candidate.source,
                self.version,
                key,
                signature=signature,
                versions={other.document_id: other.similarity for other in kin if not other.is_same},
                replaces=None if same is None else same.document_id,
                similarity=1.0 if same is None else same.similarity,
                relations=found.relations,
            )
        self._remember(document, candidate.source, signature, key, same)
        return FileReport(
            candidate.source,
            Outcome.INGESTED,
            warnings=document.warnings,
            pages=len(document.pages),
            sentences=len(found.sentences),
            statements=len(found.statements),
            citations=len(found.citations),
        )

    def _is_current(self, known: KnownSource, content_id: str, key: str) -> bool:
        return (known.document_id, known.pipeline_version, known.manifest_key) == (content_id, self.version, key)

    def _held_by(self, candidate: Candidate) -> str | None:
        """Content id of the document that the file was at the last run: it is about to go, and no other document."""
        known = self.known.get(candidate.source)
        return None if known is None or known.is_form else known.document_id

    def _keep_as_form(self, candidate: Candidate, document: Document, same: Kin, key: str) -> FileReport:
        """The file holds what is in the index already, in a better form: keep it as a source, analyse nothing."""
        form = Form(document.id, document.media_type, same.similarity)
        with self.report.timed(Stage.STORE):
            self.writer.put_form(candidate.source, same.document_id, form, key)
        return FileReport(
            candidate.source,
            Outcome.SAME,
            warnings=document.warnings,
            same_as=self.sources.get(same.document_id, ""),
            pages=len(document.pages),
        )

    def _remember(self, document: Document, source: str, signature: bytes, key: str, same: Kin | None) -> None:
        if same is not None:
            self.kinship.remove(same.document_id)
            self.stored.pop(same.document_id, None)
        self.kinship.add(document.id, signature)
        self.stored[document.id] = (self.version, key)
        self.sources[document.id] = source


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
    reach(index_folder)
    options = replace(options, nlp=choose_pipeline(options.nlp))
    report = IngestReport()
    with (
        _preparing(options, report, progress) as (preparer, model, dimensions),
        Writer.open(
            index_folder, model=model, dimensions=dimensions, pipeline_version=pipeline_version(options.nlp)
        ) as writer,
    ):
        writer.keep_state_for_readers()
        run = _Run(index_folder, writer, preparer, options, progress, report)
        run.report.unread = find_unread(paths, index_folder)
        progress.begin(len(candidates))
        ahead: set[str] = set()
        preparer.look_ahead(candidate for candidate in candidates if run.needs(candidate, ahead))
        for candidate in candidates:
            run.work_on(candidate)
        if options.prune:
            _prune(run, paths, candidates, index_folder)
        _read_orphans(run, candidates, index_folder)
        bring_up_to_date(index_folder, writer, run.report, progress)
    return run.report


@contextmanager
def _preparing(options: IngestOptions, report: IngestReport, progress: Progress) -> Iterator[tuple[Preparer, str, int]]:
    """Who prepares the documents, with name and dimensions of the embedding model."""
    if options.is_apart:
        with Workers(partial(load_analyser, options), options, report, progress) as workers:
            yield workers, workers.model, workers.dimensions
    else:
        encoder = load_bulk_encoder(options.model, options.precision)
        yield Here(Analyser(encoder, options.nlp), options, report, progress), encoder.name, encoder.dimensions


def load_analyser(options: IngestOptions) -> Analyser:
    """What a worker process analyses with.

    Raises:
        ModelMissing: the embedding model or what works on it is not there.
    """
    return Analyser(load_bulk_encoder(options.model, options.precision), options.nlp)


def _read_orphans(run: _Run, candidates: Sequence[Candidate], index_folder: Path) -> None:
    """Read files anew that held a document in another form when the file that was analysed is gone or is another."""
    at_hand = {candidate.source: candidate for candidate in candidates}
    while run.writer.orphans:
        source = run.writer.orphans.pop()
        path = project_folder(index_folder) / source
        if source in at_hand or path.is_file():
            run.forget(source)
            run.work_on(at_hand.get(source) or find_candidates([path], index_folder)[0])


def _prune(run: _Run, paths: Sequence[Path], candidates: Sequence[Candidate], index_folder: Path) -> None:
    found = {candidate.source for candidate in candidates}
    with Reader.open(index_folder, latest=True) as reader:
        known = {*run.known, *(failure.source for failure in reader.failures())}
    for source in vanished(known, paths, found, index_folder):
        run.writer.remove_source(source)
        run.report.files.append(FileReport(source, Outcome.REMOVED))


def bring_up_to_date(
    index_folder: Path, writer: Writer, report: IngestReport, progress: Progress, *, whole: bool = False
) -> None:
    """Resolve citations over all documents and fill the vector index, where the records changed since the last time.

    The store knows whether its citations are resolved, and the vector index keeps the fingerprint of the records that
    it was made from and is written last, so a run that was stopped before is made good here. `whole` makes everything
    anew.
    """
    with Reader.open(index_folder, latest=True) as reader:
        if whole or not is_resolved(read_settings(index_folder, latest=True)):
            progress.stage("resolving citations")
            with report.timed(Stage.RESOLVE):
                by_document: dict[str, list[Citation]] = {}
                for record in reader.citations():
                    by_document.setdefault(record.document.id, []).append(record.citation)
                metadata = {record.id: record.metadata for record in reader.documents()}
                writer.put_resolution(*resolve_citations(by_document, metadata))
        try:
            if whole or not is_current(index_folder, reader):
                progress.stage("filling the vector index")
                with report.timed(Stage.VECTORS):
                    fill(index_folder, reader, whole=whole)
        finally:  # a question does without the vector index where it has to
            writer.complete()
        forget_earlier(index_folder, reader)


def manifest_key(candidate: Candidate, options: IngestOptions) -> str:
    """All that bears on a document beside its bytes, as a short key that changes when it does; empty for nothing.

    That is what manifest and options say of it, the official record beside it, and how it is to be read.
    """
    records = tuple(_content_id(record) for record in records_beside(candidate.path))
    reading = None if options.reading == DEFAULT_OPTIONS else options.reading
    facts = (candidate.entry, options.overrides, records or None, reading)
    if facts == (None, None, None, None):
        return ""
    return hashlib.sha256(repr(facts).encode("utf-8", "replace")).hexdigest()[:16]


def index_model(index_folder: Path) -> str:
    """The model that an index was made with; the default one where there is no index yet."""
    try:
        return read_settings(index_folder, latest=True).get("model", DEFAULT_MODEL)
    except IndexMissing:
        return DEFAULT_MODEL


def index_nlp(index_folder: Path) -> str:
    """The Dutch pipeline that an index was made with last; `auto` where there is no index yet or none is told."""
    try:
        return nlp_of(read_settings(index_folder, latest=True).get("pipeline_version", "")) or AUTO
    except IndexMissing:
        return AUTO


def rebuild(index_folder: Path, progress: Progress | None = None, *, whole: bool = True) -> int:
    """Make all that is derived anew: full text, resolved citations, vector index. Returns the number of vectors.

    Without `whole` only what is missing or of another state.

    Raises:
        IndexMissing: there is no index.
        IndexLocked: another process is writing.
        ServerAway: the server for the vectors does not answer.
    """
    progress = progress or Silent()
    reach(index_folder)
    with Reader.open(index_folder, latest=True) as reader:  # what an ingest left for readers may be damaged
        facts = reader.info()
    report = IngestReport()
    with Writer.open(
        index_folder, model=facts.model, dimensions=facts.dimensions, pipeline_version=facts.pipeline_version
    ) as writer:
        progress.begin(1)
        if whole:
            progress.stage("full text")
            writer.rebuild_fulltext()
        bring_up_to_date(index_folder, writer, report, progress, whole=whole)
    return facts.vectors


def _content_id(path: Path) -> str:
    digest = hashlib.sha256()
    try:
        with path.open("rb") as file:
            while chunk := file.read(1 << 20):
                digest.update(chunk)
    except OSError as error:
        raise UnreadableDocument(f"{path}: {error.strerror or error}") from error
    return f"sha256:{digest.hexdigest()}"
