"""Vectors and syntax of sentences, with the shipped weights."""

import numpy as np
import pytest

from policytext.encode import ListenedEncoder, load_bulk_encoder
from policytext.ingest import analysis
from policytext.ingest.analysis import Analyser, load_parser
from policytext.sentences.parsing import FAST, SHARED

TEXTS = ["Gemeenten zouden van het Rijk ruimte moeten krijgen.", "Stel voldoende middelen ter beschikking.", "Ja."]


@pytest.fixture(scope="module")
def encoder() -> ListenedEncoder:
    return load_bulk_encoder()


class Renamed:
    """The default model under another name, so that it counts as another one."""

    name = "ander-model"

    def __init__(self, encoder: ListenedEncoder) -> None:
        self.encode_passages = encoder.encode_passages
        self.encode_query = encoder.encode_query
        self.layer_weights = encoder.layer_weights
        self.dimensions = encoder.dimensions


def test_one_pass_gives_the_vectors_and_parses_of_two(encoder: ListenedEncoder) -> None:
    found = Analyser(encoder, SHARED).analyse(TEXTS, lambda done: None, with_syntax=True)
    assert (found.vectors * encoder.encode_passages(TEXTS)).sum(axis=1).min() > 0.99999
    assert found.parses == load_parser(SHARED, encoder).parse(TEXTS)


def test_readings_are_the_same_whatever_else_listens(encoder: ListenedEncoder) -> None:
    both, alone = (
        Analyser(encoder, pipeline).analyse(TEXTS, lambda done: None, with_syntax=True).readings
        for pipeline in (SHARED, FAST)
    )
    assert both is not None
    assert alone is not None
    assert np.abs(both - alone).max() < 1e-4


def test_progress_and_time_of_parsing_are_told(encoder: ListenedEncoder) -> None:
    for pipeline in (SHARED, FAST):
        analyser = Analyser(encoder, pipeline)
        seen: list[int] = []
        analyser.analyse(TEXTS, seen.append, with_syntax=True)
        assert seen[-1] == len(TEXTS)
        assert 0.0 < analyser.parsing_seconds < 30.0


def test_another_model_leaves_the_parser_as_it_is(encoder: ListenedEncoder, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []
    monkeypatch.setattr(analysis, "load_bulk_encoder", lambda *names: asked.append("default") or encoder)
    other = Analyser(Renamed(encoder), SHARED)  # type: ignore[arg-type]
    found = other.analyse(TEXTS, lambda done: None, with_syntax=True)
    assert asked == ["default"]
    assert found.vectors.shape == (3, encoder.dimensions)
    assert found.parses == load_parser(SHARED, encoder).parse(TEXTS)
    assert (found.readings, other.judge) == (None, None)


def test_documents_in_other_languages_are_not_parsed(encoder: ListenedEncoder) -> None:
    analyser = Analyser(encoder, SHARED)
    found = analyser.analyse(["The cat sat on the mat."], lambda done: None, with_syntax=False)
    assert (found.vectors.shape, found.parses, found.readings) == ((1, encoder.dimensions), None, None)
    assert analyser.parsing_seconds == 0.0


def test_no_sentences(encoder: ListenedEncoder) -> None:
    found = Analyser(encoder, SHARED).analyse([], lambda done: None, with_syntax=True)
    assert (found.vectors.shape, found.vectors.dtype, found.parses) == ((0, encoder.dimensions), np.float32, ())
