"""What can be found out about one file by itself: all stages between the file and the index.

Nothing here looks at the index, so that files can be prepared in other processes (`ingest.workers`).
"""

import logging
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from policytext.citations import find_citations
from policytext.encode import DEFAULT_MODEL
from policytext.errors import PolicytextError
from policytext.ingest.analysis import Analyser
from policytext.ingest.discover import Candidate
from policytext.ingest.kinship import Wording
from policytext.ingest.options import IngestOptions
from policytext.ingest.report import Progress, Stage, StageTimes
from policytext.readers import read_document
from policytext.relations import find_relations, with_prominence
from policytext.sentences import split_sentences
from policytext.statements import find_statements
from policytext.structure import build_document
from policytext.structure.doubts import DUTCH
from policytext.types.citation import Citation
from policytext.types.document import Document, Sentence
from policytext.types.statement import Relation, Statement
from policytext.types.vocabulary import BlockKind

_LOG = logging.getLogger(__name__)

#: Blocks whose sentences nobody looks for by meaning.
_NOT_ENCODED = frozenset({BlockKind.FURNITURE, BlockKind.CONTENTS})


@dataclass(frozen=True, slots=True)
class Opened:
    """A file as a document, and the MinHash values by which it is recognised (empty where it is too short)."""

    document: Document
    signature: bytes


@dataclass(frozen=True, slots=True)
class Analysed:
    """What was found in a document. `vectors` has shape (n, dimensions), row i for the sentence `numbers[i]`."""

    sentences: tuple[Sentence, ...]
    statements: tuple[Statement, ...]
    citations: tuple[Citation, ...]
    relations: tuple[Relation, ...]
    vectors: NDArray[np.float32]
    numbers: tuple[int, ...]


class DocumentFailed(Exception):
    """A file could not be prepared: the reason for its report, and what to do."""

    def __init__(self, reason: str, hint: str) -> None:
        super().__init__(reason)
        self.reason = reason
        self.hint = hint


class Preparer(Protocol):
    """Prepares files, here or elsewhere."""

    def look_ahead(self, candidates: Iterator[Candidate]) -> None:
        """Files that will be asked for, in order; taken as there is room to prepare them ahead."""

    def open(self, candidate: Candidate) -> Opened:
        """The file as a document.

        Raises:
            DocumentFailed: in whatever stage, if the preparer works ahead.
        """

    def analyse(self, opened: Opened) -> Analysed:
        """What is in the document that was opened last.

        Raises:
            DocumentFailed: a stage failed.
        """


class Here:
    """Prepares files one by one in this process, when they are asked for."""

    def __init__(self, analyser: Analyser, options: IngestOptions, times: StageTimes, progress: Progress) -> None:
        self._analyser = analyser
        self._options = options
        self._times = times
        self._progress = progress
        self._at_hand: Candidate | None = None

    def look_ahead(self, candidates: Iterator[Candidate]) -> None:
        """Nothing: see `Preparer`."""

    def open(self, candidate: Candidate) -> Opened:
        """See `Preparer`."""
        self._at_hand = candidate
        try:
            return open_document(candidate, self._options, self._times)
        except Exception as error:  # the border of a document: its failure must not stop the others
            raise explained(error, candidate) from error

    def analyse(self, opened: Opened) -> Analysed:
        """See `Preparer`."""
        assert self._at_hand is not None
        try:
            return analyse_document(opened.document, self._analyser, self._times, self._progress.sentences)
        except Exception as error:  # the same
            raise explained(error, self._at_hand) from error


def explained(error: Exception, candidate: Candidate) -> DocumentFailed:
    """An error as what users are told of it; a fault of the program is logged."""
    if isinstance(error, PolicytextError):
        # the report names the source already
        return DocumentFailed(error.message.removeprefix(f"{candidate.path}: "), error.hint)
    _LOG.error("document failed: %s", candidate.source, exc_info=error)
    return DocumentFailed(
        f"{type(error).__name__}: {error}",
        "this is a fault in policytext; run with -v for details and report it with the file",
    )


def open_document(candidate: Candidate, options: IngestOptions, times: StageTimes) -> Opened:
    """Read a file and recognise its structure.

    Raises:
        PolicytextError: the file cannot be read.
    """
    with times.timed(Stage.READ):
        raw = read_document(candidate.path, options.reading)
    with times.timed(Stage.STRUCTURE):
        document = build_document(raw, candidate.entry, candidate.path.name, options.overrides)
    with times.timed(Stage.COMPARE):
        return Opened(document, Wording(document).signature())


def analyse_document(
    document: Document, analyser: Analyser, times: StageTimes, on_sentences: Callable[[int, int], None]
) -> Analysed:
    """Find all that is in a document.

    Args:
        document: the document.
        analyser: encodes and parses.
        times: where the seconds of each stage are added.
        on_sentences: called with the number of sentences that are encoded, and how many there are.

    Raises:
        ModelMissing: the Dutch pipeline does not load.
    """
    timed = times.timed
    with timed(Stage.SENTENCES):
        sentences = split_sentences(document)
    is_dutch = document.metadata.language.split("-")[0] in DUTCH
    with timed(Stage.ENCODE):
        numbers = [s.index for s in sentences if document.blocks[s.block].kind not in _NOT_ENCODED]
        texts = [document.quote(sentences[number].span) for number in numbers]
        on_sentences(0, len(texts))
        analysis = analyser.analyse(texts, lambda done: on_sentences(done, len(texts)), with_syntax=is_dutch)
        vectors, parses = analysis.vectors, dict(zip(numbers, analysis.parses or (), strict=False))
    times.move(analyser.take_parsing_seconds(), Stage.ENCODE, Stage.PARSE)
    times.move(analyser.take_reading_seconds(), Stage.ENCODE, Stage.STATEMENTS)
    with timed(Stage.CITATIONS):
        citations = find_citations(document, sentences)
    statements: Sequence[Statement] = ()
    if is_dutch:
        with timed(Stage.STATEMENTS):
            readings = None if analysis.readings is None else _spread(analysis.readings, numbers, len(sentences))
            statements = find_statements(document, sentences, citations, readings, parses, analyser.judge)
    with timed(Stage.RELATIONS):
        # The weights of relations know the vectors of the default model only.
        usable = _spread(vectors, numbers, len(sentences)) if analyser.encoder.name == DEFAULT_MODEL else None
        relations = find_relations(document, sentences, statements, usable, parses)
        statements = with_prominence(document, sentences, statements, relations, usable)
    return Analysed(tuple(sentences), tuple(statements), tuple(citations), tuple(relations), vectors, tuple(numbers))


def _spread(rows: NDArray[np.float32], numbers: Sequence[int], count: int) -> NDArray[np.float32]:
    """Rows put at their numbers among so many; the others are zero."""
    spread = np.zeros((count, rows.shape[1]), dtype=np.float32)
    spread[numbers] = rows
    return spread
