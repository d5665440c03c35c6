"""Parts of compounds, and words that only look like compounds."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from policytext.lexicon.compounds import analyse

HERE = Path(__file__).parent


def _lines(name: str) -> list[str]:
    return [line for line in (HERE / name).read_text(encoding="utf-8").splitlines() if not line.startswith("#")]


_COLUMNS = ("word", "lemma", "parts", "leaves")
COMPOUNDS = [dict(zip(_COLUMNS, row.split("\t"), strict=False)) for row in _lines("compounds.tsv")[1:]]
OTHERS = _lines("not_compounds.txt")


def test_tables_are_as_large_as_they_are_said_to_be() -> None:
    assert len({row["word"] for row in COMPOUNDS}) == len(COMPOUNDS) >= 150
    assert len(set(OTHERS)) == len(OTHERS) >= 80


@pytest.mark.parametrize("row", COMPOUNDS, ids=lambda row: row["word"])
def test_policy_compound(row: dict[str, str]) -> None:
    found = analyse(row["word"])
    assert found.lemma == row["lemma"]
    assert [part.lemma for part in found.parts] == row["parts"].split()
    assert list(found.leaves) == row.get("leaves", row["parts"]).split()


@pytest.mark.parametrize("word", OTHERS)
def test_no_compound(word: str) -> None:
    found = analyse(word)
    assert found.parts == ()
    assert found.leaves == (found.lemma,)


@pytest.mark.parametrize(
    ("word", "lemma", "parts"),
    [
        pytest.param("JEUGDHULPPLICHT", "jeugdhulpplicht", ["jeugdhulp", "plicht"], id="capitals"),
        pytest.param("patiëntenveiligheid", "patiëntenveiligheid", ["patiënt", "veiligheid"], id="accents stay"),
        pytest.param(
            "patie\u0308ntenveiligheid", "patiëntenveiligheid", ["patiënt", "veiligheid"], id="decomposed accents"
        ),
        pytest.param("patientenveiligheid", "patientenveiligheid", ["patient", "veiligheid"], id="accents left out"),
        pytest.param("coördinatiepunten", "coördinatiepunt", ["coördinatie", "punt"], id="inflected, with an accent"),
        pytest.param("wĳkteam", "wijkteam", ["wijk", "team"], id="ligature"),
        pytest.param("e-mails", "e-mail", [], id="a single letter is no part"),
        pytest.param("zorg-", "zorg", [], id="a hyphen at the end"),
        pytest.param("-", "", [], id="a hyphen alone"),
        pytest.param("", "", [], id="nothing"),
        pytest.param("samenwerken", "samenwerken", [], id="a verb with a particle"),
        pytest.param("samengewerkt", "samenwerken", [], id="its participle"),
        pytest.param("19-jarigen", "19-jarige", ["19", "jarige"], id="a number before a hyphen"),
        pytest.param("\ud800zorg", "\ud800zorg", [], id="half a surrogate pair"),
    ],
)
def test_form_of_a_word(word: str, lemma: str, parts: list[str]) -> None:
    found = analyse(word)
    assert (found.lemma, [part.lemma for part in found.parts]) == (lemma, parts)


def test_constituents_are_parts_at_every_level() -> None:
    assert analyse("jeugdhulpaanbieders").constituents == ("jeugdhulp", "jeugd", "hulp", "aanbieder")
    assert analyse("overheid").constituents == ()


@given(st.text(max_size=80))
@settings(max_examples=300, deadline=None)
def test_any_text_has_an_analysis(word: str) -> None:
    found = analyse(word)
    assert found.leaves
    assert len(found.parts) != 1


@pytest.mark.parametrize(
    "word", ["zorg" * 15, "zorg" * 5000, "jeugdhulp" * 6, "a" * 59, "s" * 60], ids=lambda word: word[:12]
)
def test_endless_word_comes_to_an_end(word: str) -> None:
    assert analyse(word).lemma
