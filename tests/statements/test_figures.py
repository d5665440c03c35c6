"""Figures with value, unit, what they count and period; numbers that count nothing are none."""

from itertools import pairwise

import pytest

from policytext.statements.figures import find_figures


@pytest.mark.parametrize(
    ("sentence", "words", "value", "unit", "counted"),
    [
        pytest.param("1 op de 8 kinderen krijgt hulp.", "1 op de 8", 0.125, "deel", "kinderen", id="one in"),
        pytest.param("Eén op de tien jongeren wacht.", "Eén op de tien", 0.1, "deel", "jongeren", id="in words"),
        pytest.param("Drie van de vier ouders zijn tevreden.", "Drie van de vier", 0.75, "deel", "ouders", id="of"),
        pytest.param("30 procent van de gemeenten heeft er geen.", "30 procent", 0.3, "deel", "gemeenten", id="share"),
        pytest.param("Het verzuim is 7,5%.", "7,5%", 0.075, "deel", None, id="decimal and sign"),
        pytest.param("Een derde van de gezinnen wacht.", "Een derde", 1 / 3, "deel", "gezinnen", id="a third"),
        pytest.param("Bijna de helft van de teams is klaar.", "de helft", 0.5, "deel", "teams", id="half"),
        pytest.param("Er is € 1,9 miljard nodig.", "€ 1,9 miljard", 1.9e9, "euro", None, id="money, nodig is no noun"),
        pytest.param("Het kost 25 miljoen euro per jaar.", "25 miljoen euro", 25e6, "euro", None, id="money in words"),
        pytest.param("Het tekort is 250 miljoen euro extra.", "250 miljoen euro", 250e6, "euro", None, id="extra"),
        pytest.param("9.500 kinderen kregen hulp.", "9.500", 9_500, "aantal", "kinderen", id="point in thousands"),
        pytest.param("Twee miljoen mensen hebben schulden.", "Twee miljoen", 2e6, "aantal", "mensen", id="scale"),
        pytest.param("Er werken 40 sociale teams.", "40", 40, "aantal", "teams", id="adjective between"),
        pytest.param("De wachttijd is 14 weken.", "14 weken", 14, "week", None, id="duration"),
    ],
)
def test_figure(sentence: str, words: str, value: float, unit: str, counted: str | None) -> None:
    (figure,) = find_figures(sentence)
    assert sentence[figure.span.start : figure.span.end] == words
    assert figure.value == pytest.approx(value, rel=1e-4)
    assert (figure.unit, figure.counted) == (unit, counted)


@pytest.mark.parametrize(
    "sentence",
    [
        pytest.param("In 2019 is de wet ingegaan.", id="year"),
        pytest.param("Tussen 2015 en 2020 groeide het aantal.", id="two years"),
        pytest.param("Op 25 mei 2021 verscheen het rapport.", id="date"),
        pytest.param("Volgens artikel 2.3 van de wet moet dat.", id="article"),
        pytest.param("Zie noot 12 bij dit rapport.", id="note"),
        pytest.param("Op bladzijde 14 staat het plan.", id="page"),
        pytest.param("Hoofdstuk 3 beschrijft de aanpak.", id="chapter"),
        pytest.param("Kamerstuk 31 839, nr. 845 gaat hierover.", id="parliamentary paper"),
        pytest.param("De Jeugdwet 2015 regelt dit.", id="year of an act"),
        pytest.param("Zie zaak C-123/19 van het Hof.", id="case number"),
        pytest.param("Om 14.30 uur begint de zitting.", id="time of day"),
        pytest.param("Bel 070 373 8393 voor meer informatie.", id="telephone"),
        pytest.param("Van de teams hebben er 120 een plan.", id="article behind the number"),
        pytest.param("De helft was er niet.", id="half of nothing named"),
    ],
)
def test_number_that_counts_nothing_is_no_figure(sentence: str) -> None:
    assert find_figures(sentence) == ()


def test_figures_are_in_order_and_do_not_overlap() -> None:
    figures = find_figures("12 procent van de 342 gemeenten, 1 op de 8 scholen en € 3 miljoen.")
    assert [figure.unit for figure in figures] == ["deel", "aantal", "deel", "euro"]
    assert all(one.span.end <= other.span.start for one, other in pairwise(figures))


@pytest.mark.parametrize(
    ("sentence", "period"),
    [
        pytest.param("In 2022 kregen 428.000 jongeren hulp.", "2022", id="year"),
        pytest.param("In de periode 2018 - 2022 daalde dat met 3 procent.", "2018-2022", id="range"),
        pytest.param("In 2020 waren het er 10, in 2022 zijn het 12 teams.", "2022", id="the last one"),
        pytest.param("428.000 jongeren kregen hulp.", None, id="none"),
        pytest.param("Er zijn 2.019 teams.", None, id="a number is no year"),
    ],
)
def test_period(sentence: str, period: str | None) -> None:
    assert find_figures(sentence)[-1].period == period


def test_spans_are_moved_to_where_the_sentence_starts() -> None:
    (here,), (there,) = find_figures("Er zijn 12 teams."), find_figures("Er zijn 12 teams.", 100)
    assert (there.span.start, there.span.end) == (here.span.start + 100, here.span.end + 100)
