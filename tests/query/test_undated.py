"""The earliest time that a text allows: what it speaks of as past counts, what it plans does not."""

import time
from collections.abc import Callable

import pytest

from policytext.query.open_index import OpenIndex
from policytext.query.undated import bounded, evidence, not_before

Open = Callable[[dict[str, str]], OpenIndex]


@pytest.mark.parametrize(
    ("sentence", "earliest"),
    [
        pytest.param("In 2017 daalde het aantal leden tot veertig.", "2017", id="weak past"),
        pytest.param("Het wijkhuis kreeg in 2016 een nieuw dak.", "2016", id="strong past"),
        pytest.param("Eind maart 2019 was de brug klaar.", "2019-03", id="month"),
        pytest.param("De huur bedroeg in 2011 zes gulden.", "2011", id="past with a prefix"),
        pytest.param("Het ontwerp is in juni 2020 met de buurt besproken.", "2020-06", id="perfect with a prefix"),
        pytest.param("Op 12 maart 2019 heeft de raad vergaderd.", "2019-03", id="perfect"),
        pytest.param("De school is in het najaar van 2015 gesloten.", "2015", id="season"),
        pytest.param("In de loop van 2014 en 2015 verdwenen drie winkels.", "2015", id="two years"),
        pytest.param("Sinds begin 2018 rijdt hier een bus.", "2018", id="since"),
        pytest.param("Een telling uit 2013 noemt zes zwanen.", "2013", id="from"),
        pytest.param("Zie de brief van 3 mei 2012 over de haven.", "2012-05", id="letter"),
        pytest.param("Besluit d.d. 03-05-2012.", "2012-05", id="figures"),
        pytest.param("www.dorp.nl/park, geraadpleegd op 4 juni 2021", "2021-06", id="looked at"),
        pytest.param("Zie https://dorp.nl/2015/08/park.html voor meer.", "2015-08", id="address"),
        pytest.param("Stb. 2014, 280", "2014", id="gazette"),
        pytest.param("Kamerstukken II 2020/21, 31 839, nr. 1", "2020", id="parliamentary year"),
        pytest.param("ECLI:NL:HR:2019:123", "2019", id="judgment"),
        pytest.param("Dit lijkt in 2018 weer zo: velen klagen sinds september.", "2018-09", id="since a month"),
    ],
)
def test_what_is_past_counts(sentence: str, earliest: str) -> None:
    assert max(evidence(sentence)) == earliest


@pytest.mark.parametrize(
    "sentence",
    [
        "In 2030 is de helft van de daken groen.",
        "Vanaf 2027 betaalt iedereen mee.",
        "Vanaf 2027 werd op meer gerekend.",
        "Tot 2050 werden geen bomen gekapt.",
        "De gemeente besloot dat in 2030 alle bussen stil rijden.",
        "De raad pleitte voor een halvering in 2030.",
        "Het doel was een daling met een derde in 2030.",
        "In 2027 zou de brug klaar zijn geweest.",
        "Het programma 2023-2027 werd vastgesteld.",
        "In de jaren 2023 – 2027 kwam er geld.",
        "Als de school in 2028 is gesloten, komt er een park.",
        "Artikel 2018 werd geschrapt.",
        "Het gebouw kostte 2020 euro en werd mooi.",
        "Postbus 2019, 2018 AB Dorp was het adres.",
        "Op bladzijde 2021 stond het antwoord.",
        "Bel 010-2019 2020 of kom langs; dat werd gezegd.",
        "De Wmo 2015 werd besproken.",
        "Natura 2000 kreeg aandacht.",
        "Er kwamen 2.018 mensen in 1.500 auto's.",
        "Verordening 2016/679 gold.",
        "De verwachte groei in 2029 werd besproken.",
        "De begroting over 2026 werd vastgesteld.",
        "In 2029 lijken de kosten hoger.",
    ],
)
def test_what_is_planned_or_no_year_does_not(sentence: str) -> None:
    assert list(evidence(sentence)) == []


@pytest.mark.parametrize(
    "sentence",
    [
        pytest.param("In 2017 daalde het " + "in 2018 " * 8000, id="years in one clause"),
        pytest.param("In 2017 daalde het " + "mei de 2018 " * 8000, id="years without an end"),
        pytest.param("In 2017 daalde het " + "://a/2018/" * 8000, id="an address in an address"),
    ],
)
def test_a_sentence_that_is_none_is_read_in_time_that_grows_with_its_length(sentence: str) -> None:
    start = time.process_time()
    assert max(evidence(sentence)) >= "2017"
    assert time.process_time() - start < 2.0  # a tenth of that; in the square of the length 5 to 27 seconds


def test_the_latest_past_of_text_notes_and_sources_counts_and_comments_do_not(opened: Open) -> None:
    text = (
        "# Het park\n\nIn 2016 kwam er een park. Dat is veel gelezen (Jansen, 2018). In 2030 komt er nog een.[^1]\n\n"
        "[^1]: Zie de folder uit maart 2019.\n\nReacties op dit artikel (1)\n\n 1. In 2022 was het vies.\n"
    )
    index = opened({"a.md": text, "b.md": "# Niets\n\nEr komt in 2030 een park.\n"})
    documents = index.reader.documents()
    assert [document.date for document in documents] == [None, None]
    assert sorted(not_before(index.reader, document) or "" for document in documents) == ["", "2019-03"]
    (known,) = bounded(index.reader, documents).values()
    assert (known.date, known.not_before, known.source.endswith("a.md")) == (None, "2019-03", True)


def test_a_year_that_has_not_come_is_no_past(opened: Open) -> None:
    """A scenario can be told as if it had happened."""
    index = opened({"a.md": "# Terugblik\n\nIn 2095 was het land klimaatneutraal. In 2016 begon het werk.\n"})
    (document,) = index.reader.documents()
    assert not_before(index.reader, document) == "2016"
