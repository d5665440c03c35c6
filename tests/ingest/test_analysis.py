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
    vectors, parses = Analyser(encoder, SHARED).analyse(TEXTS, lambda done: None, with_syntax=True)
    assert (vectors * encoder.encode_passages(TEXTS)).sum(axis=1).min() > 0.99999
    assert parses == load_parser(SHARED, encoder).parse(TEXTS)


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
    vectors, parses = other.analyse(TEXTS, lambda done: None, with_syntax=True)
    assert asked == ["default"]
    assert vectors.shape == (3, encoder.dimensions)
    assert parses == load_parser(SHARED, encoder).parse(TEXTS)


def test_documents_in_other_languages_are_not_parsed(encoder: ListenedEncoder) -> None:
    analyser = Analyser(encoder, SHARED)
    vectors, parses = analyser.analyse(["The cat sat on the mat."], lambda done: None, with_syntax=False)
    assert (vectors.shape, parses, analyser.parsing_seconds) == ((1, encoder.dimensions), None, 0.0)


def test_no_sentences(encoder: ListenedEncoder) -> None:
    vectors, parses = Analyser(encoder, SHARED).analyse([], lambda done: None, with_syntax=True)
    assert (vectors.shape, vectors.dtype, parses) == ((0, encoder.dimensions), np.float32, ())
