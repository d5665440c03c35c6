"""The word list as it is shipped: size, licence, what it costs to load, and its figures."""

import re
import subprocess
import sys
from importlib.resources import files
from pathlib import Path

import pytest

from policytext.lexicon.folding import folded, lower
from policytext.lexicon.word_list import DATA, data_version, strong_forms, word_list
from policytext.training.compound_figures import figures

ROOT = Path(__file__).resolve().parents[2]
TREEBANKS = ROOT.parent / "shared" / "ud"
LIST = files("policytext.lexicon").joinpath(DATA)


def test_list_is_small_and_states_its_licence() -> None:
    data = LIST.read_bytes()
    assert len(data) < 1_200_000
    head = data[: data.index(b"\n= ")].decode()
    for needed in ("CC BY-SA 4.0", "OpenTaal", "UD_Dutch-Alpino", "OPENTAAL-LICENSE.txt"):
        assert needed in head
    licence = LIST.parent.joinpath("OPENTAAL-LICENSE.txt").read_text(encoding="utf-8")  # type: ignore[attr-defined]  # a path
    assert "Redistribution and use in source and binary forms" in licence


def test_all_words_are_folded_and_weighted() -> None:
    listed = word_list()
    assert len(listed.modifiers) > 10_000
    assert len(listed.heads) > 5_000
    for words in (listed.modifiers, listed.heads, listed.nouns, listed.adjectives, listed.verbs, listed.fixed):
        assert all(word == folded(word) and word.isalpha() for word in words)
    assert set(listed.bases) <= set(listed.modifiers)
    assert all(infinitive.endswith("n") for infinitive in strong_forms().values())


@pytest.mark.parametrize(
    ("word", "plain"),
    [
        pytest.param("Coördinatie", "coordinatie", id="accent"),
        pytest.param("e\u0301e\u0301n", "een", id="decomposed"),
        pytest.param("ĲS", "ijs", id="ligature"),
        pytest.param("ﬁets", "fiets", id="ligature of typesetting"),
        pytest.param("straße", "straße", id="a letter that would become two"),
    ],
)
def test_folding_keeps_the_length(word: str, plain: str) -> None:
    assert folded(word) == plain
    assert len(folded(word)) == len(lower(word))


def test_version_is_that_of_the_data() -> None:
    assert re.fullmatch("[0-9a-f]{12}", data_version())


def test_list_is_read_when_needed_and_imports_nothing_heavy() -> None:
    program = (
        "import sys, policytext.lexicon.compounds as c; from policytext.lexicon.word_list import word_list;"
        "assert word_list.cache_info().currsize == 0; c.analyse('jeugdhulp');"
        "assert word_list.cache_info().currsize == 1; print(*sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    modules = {name.partition(".")[0] for name in done.stdout.split()}
    assert modules & {"numpy", "spacy", "torch", "snowballstemmer", "sklearn"} == set()


def _card() -> dict[str, float]:
    card = (ROOT / "docs" / "models" / "compounds.md").read_text(encoding="utf-8")
    return {
        name: float(value) for name, value in re.findall(r"^\| [^|]+ \| `([^`]+)` \| ([\d.]+) \|$", card, re.MULTILINE)
    }


def test_card_has_the_figures_of_the_list() -> None:
    if not TREEBANKS.is_dir():
        pytest.skip("the treebanks are not here (../shared/ud)")
    stated, found = _card(), figures(TREEBANKS)
    assert set(stated) == set(found)
    assert {name: value for name, value in found.items() if abs(value - stated[name]) > 0.5} == {}
