"""Vectors and syntax of sentences: one forward pass of the encoder for both where the parser can listen to it."""

import time
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from policytext.encode import DEFAULT_MODEL, Encoder, ListenedEncoder, load_bulk_encoder
from policytext.sentences.parsing import SHARED, Parser, SpacyParser
from policytext.types.syntax import Parse

if TYPE_CHECKING:
    from policytext.sentences.shared import SharedParser


class Analyser:
    """Encodes and parses sentences; parser and second encoder are loaded when they are first needed."""

    def __init__(self, encoder: ListenedEncoder, pipeline: str) -> None:
        """Use an encoder and the pipeline of a name (`sentences.parsing.choose_pipeline`)."""
        self.encoder = encoder
        self._pipeline = pipeline
        self._parser: Parser | SharedParser | None = None
        #: Seconds that parsing took so far, in whatever pass.
        self.parsing_seconds = 0.0

    def analyse(
        self, texts: Sequence[str], on_progress: Callable[[int], None], *, with_syntax: bool
    ) -> tuple[NDArray[np.float32], tuple[Parse, ...] | None]:
        """Vectors of sentences, shape (len(texts), dimensions), and their parses where they are wanted.

        Raises:
            ModelMissing: the pipeline does not load.
        """
        if not texts:
            return np.zeros((0, self.encoder.dimensions), dtype=np.float32), () if with_syntax else None
        if not with_syntax:
            return self.encoder.encode_passages(texts, on_progress), None
        parser = self._loaded_parser()
        if self._pipeline == SHARED and self.encoder.name == DEFAULT_MODEL:
            from policytext.sentences.shared import SharedParser  # noqa: PLC0415 (imports torch)

            assert isinstance(parser, SharedParser)
            hearing = parser.listen(texts)
            vectors = self.encoder.encode_passages(texts, on_progress, hearing)
            self.parsing_seconds += hearing.seconds
            return vectors, hearing.parses()
        vectors = self.encoder.encode_passages(texts, on_progress)
        start = time.perf_counter()
        parses = parser.parse(texts)
        self.parsing_seconds += time.perf_counter() - start
        return vectors, parses

    def take_parsing_seconds(self) -> float:
        """Seconds that parsing took since this was asked last."""
        seconds, self.parsing_seconds = self.parsing_seconds, 0.0
        return seconds

    def _loaded_parser(self) -> "Parser | SharedParser":
        if self._parser is None:
            self._parser = load_parser(self._pipeline, self.encoder)
        return self._parser


def load_parser(pipeline: str, encoder: Encoder | None = None) -> Parser:
    """A parser by the name of its pipeline.

    Args:
        pipeline: from `sentences.parsing.choose_pipeline`.
        encoder: the encoder at hand; the shared parser uses it if it is that of the default model, and loads that one
            otherwise.

    Raises:
        ModelMissing: the pipeline does not load.
    """
    if pipeline != SHARED:
        return SpacyParser(pipeline)
    from policytext.encode.transformer import TransformerEncoder  # noqa: PLC0415 (only where it is loaded anyway)
    from policytext.sentences.shared import SharedParser  # noqa: PLC0415 (imports torch)

    fits = isinstance(encoder, TransformerEncoder) and encoder.name == DEFAULT_MODEL
    return SharedParser(encoder if fits else load_bulk_encoder())  # type: ignore[arg-type]  # narrowed by `fits`
