"""Vectors, syntax and readings of sentences: one forward pass of the encoder for all that can listen to it."""

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from policytext.encode import DEFAULT_MODEL, Encoder, ListenedEncoder, Precision, load_bulk_encoder
from policytext.encode.precision import quicken
from policytext.sentences.parsing import SHARED, Parser, SpacyParser
from policytext.types.syntax import Parse

if TYPE_CHECKING:
    from policytext.sentences.shared import SharedParser
    from policytext.statements.classifier import Judge
    from policytext.statements.listening import ActReader


@dataclass(frozen=True, slots=True)
class Analysis:
    """What is known of sentences.

    `vectors` has shape (sentences, dimensions). `parses` and `readings` are None where nobody wants them; `readings`,
    shape (sentences, size), are for the classifier of statements, and also None where the encoder is not the default
    model.
    """

    vectors: NDArray[np.float32]
    parses: tuple[Parse, ...] | None
    readings: NDArray[np.float32] | None


class Analyser:
    """Encodes, parses and reads sentences; what it needs beside the encoder is loaded when it is first needed."""

    def __init__(self, encoder: ListenedEncoder, pipeline: str) -> None:
        """Use an encoder and the pipeline of a name (`sentences.parsing.choose_pipeline`)."""
        self.encoder = encoder
        self._pipeline = pipeline
        self._parser: Parser | SharedParser | None = None
        self._reader: ActReader | None = None
        #: Seconds that parsing, and reading for the classifier, took so far, in whatever pass.
        self.parsing_seconds = 0.0
        self.reading_seconds = 0.0

    @property
    def judge(self) -> "Judge | None":
        """Who judges readings; None where there are none."""
        return None if self._reader is None else self._reader.judge

    def analyse(self, texts: Sequence[str], on_progress: Callable[[int], None], *, with_syntax: bool) -> Analysis:
        """Analyse sentences; `with_syntax` asks for parses and readings, which are for Dutch only.

        Raises:
            ModelMissing: the pipeline or the classifier does not load.
        """
        if not texts:
            return Analysis(np.zeros((0, self.encoder.dimensions), dtype=np.float32), () if with_syntax else None, None)
        if not with_syntax:
            return Analysis(self.encoder.encode_passages(texts, on_progress), None, None)
        parser = self._loaded_parser()
        if self.encoder.name != DEFAULT_MODEL:
            vectors = self.encoder.encode_passages(texts, on_progress)
            return Analysis(vectors, self._parse(parser, texts), None)
        from policytext.adapters.listening import Together  # noqa: PLC0415 (only where there is something to hear)
        from policytext.sentences.shared import SharedParser  # noqa: PLC0415 (imports torch)

        reading = self._loaded_reader().listen(len(texts))
        if not isinstance(parser, SharedParser):
            vectors = self.encoder.encode_passages(texts, on_progress, reading)
            self.reading_seconds += reading.seconds / self.encoder.at_once
            return Analysis(vectors, self._parse(parser, texts), reading.readings)
        hearing = parser.listen(texts)
        vectors = self.encoder.encode_passages(texts, on_progress, Together((hearing, reading)))
        self.parsing_seconds += hearing.seconds / self.encoder.at_once
        self.reading_seconds += reading.seconds / self.encoder.at_once
        return Analysis(vectors, hearing.parses(), reading.readings)

    def _parse(self, parser: "Parser | SharedParser", texts: Sequence[str]) -> tuple[Parse, ...]:
        start = time.perf_counter()
        parses = parser.parse(texts)
        self.parsing_seconds += time.perf_counter() - start
        return parses

    def take_parsing_seconds(self) -> float:
        """Seconds that parsing took since this was asked last."""
        seconds, self.parsing_seconds = self.parsing_seconds, 0.0
        return seconds

    def take_reading_seconds(self) -> float:
        """Seconds that reading for the classifier took since this was asked last."""
        seconds, self.reading_seconds = self.reading_seconds, 0.0
        return seconds

    def _loaded_reader(self) -> "ActReader":
        if self._reader is None:
            from policytext.statements.listening import ActReader  # noqa: PLC0415 (imports torch)

            self._reader = ActReader(self.encoder)
            _match(self._reader.network, self.encoder)
        return self._reader

    def _loaded_parser(self) -> "Parser | SharedParser":
        if self._parser is None:
            self._parser = load_parser(self._pipeline, self.encoder)
            if (network := getattr(self._parser, "network", None)) is not None:
                _match(network, self.encoder)
        return self._parser


def _match(network: object, encoder: Encoder) -> None:
    """Let the layers that a network runs once more work in the encoder's precision; its own heads stay in float32."""
    if getattr(encoder, "precision", None) is Precision.BFLOAT16:
        quicken(network.layers)  # type: ignore[attr-defined]  # both networks have them


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
