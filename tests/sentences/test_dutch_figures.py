"""The shipped weights reach the figures that are told of them, within half a point."""

import json
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest

from policytext.encode import load_bulk_encoder
from policytext.training import treebank
from policytext.training.dutch.measure import SAMPLE_MEASURES, measure, parse_fast, parse_shared
from policytext.training.treebank import Sentence, read_treebank

ROOT = Path(__file__).resolve().parents[2]
TREEBANKS = ROOT.parent / "shared" / "ud"
FIGURES: dict[str, Any] = json.loads(
    files("policytext.sentences").joinpath("dutch").joinpath("figures.json").read_text(encoding="utf-8")
)
#: The aims of the shared parser on alpino-test.
AIMS = {"pos": 96.0, "uas": 86.0, "las": 81.0, "lemma": 95.0}
MARGIN = 0.5
#: What all weights of the Dutch pipelines together may weigh, in bytes.
LIMIT = 12_000_000


def parses(pipeline: str, sentences: list[Sentence]):
    return parse_fast(sentences) if pipeline == "fast" else parse_shared(sentences, load_bulk_encoder())


@pytest.mark.parametrize("pipeline", ["shared", "fast"])
def test_figures_on_the_projects_own_sentences(pipeline: str) -> None:
    sentences = read_treebank(ROOT / "tests" / "statements" / "frames.conllu")
    assert len(sentences) >= 100
    found = measure(sentences, parses(pipeline, sentences), SAMPLE_MEASURES)
    assert found == {name: pytest.approx(value, abs=MARGIN) for name, value in FIGURES[pipeline]["sample"].items()}


@pytest.mark.parametrize("pipeline", ["shared", "fast"])
def test_figures_on_the_treebank_kept_apart(pipeline: str) -> None:
    if not TREEBANKS.is_dir():
        pytest.skip("the treebanks are not here (../shared/ud)")
    sentences = treebank.test_sentences(TREEBANKS)
    found = measure(sentences, parses(pipeline, sentences))
    assert found == {name: pytest.approx(value, abs=MARGIN) for name, value in FIGURES[pipeline]["alpino-test"].items()}


def test_aims_are_reached() -> None:
    assert {name: value for name, value in AIMS.items() if FIGURES["shared"]["alpino-test"][name] < value} == {}
    assert FIGURES["speed"]["shared_share_of_encoding"] <= 0.5
    assert FIGURES["speed"]["fast_words_a_second"] >= 3000


def test_weights_are_small_and_hold_no_pickle_and_no_word_list_of_the_training_text() -> None:
    shipped = [
        path for name in ("dutch", "dutch_fast") for path in (ROOT / "policytext" / "sentences" / name).rglob("*")
    ]
    assert sum(path.stat().st_size for path in shipped if path.is_file()) < LIMIT
    assert not [path for path in shipped if path.suffix in {".pkl", ".pickle", ".pt", ".bin"}]
    strings = json.loads((ROOT / "policytext/sentences/dutch_fast/vocab/strings.json").read_text(encoding="utf-8"))
    assert not {"wijkteams", "gemeenten", "jeugdhulp"} & set(strings)
