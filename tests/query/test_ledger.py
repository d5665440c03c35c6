"""The ledger of figures: what is one thing, what is a conflict, who came first."""

from collections.abc import Callable

import pytest

from policytext.query.numbers import Ledger, LedgerQuery, find_ledger
from policytext.query.numbers.mentions import Role, find_mentions
from policytext.query.numbers.plain import plain_figures
from policytext.query.open_index import OpenIndex
from policytext.store import Filters

Open = Callable[[dict[str, str]], OpenIndex]


def letter(date: str, *sentences: str, sender: str = "Dorpsraad Veldwijk") -> str:
    """A short letter; the filler makes the words of the figures rare enough to say something."""
    filler = (
        "De gemeenteraad besprak gisteren uitvoerig het nieuwe zwembad. De fietspaden langs de rivier worden hersteld."
    )
    head = f"title: Brief van {sender}\ndate: {date}\norganisation: {sender}"
    return f"---\n{head}\n---\n\n{' '.join(sentences)}\n\n{filler}\n"


def ledger(index: OpenIndex, **options: bool) -> Ledger:
    """All things of the index."""
    return find_ledger(index, LedgerQuery(Filters(), **options))


def words(found: Ledger) -> list[list[str]]:
    """The figures of each thing."""
    return [[row.mention.words for row in thing.rows] for thing in found.things]


def test_two_numbers_for_one_year_are_a_conflict(opened: Open) -> None:
    """Documents that give the same thing another number for the same year disagree."""
    index = opened(
        {
            "a.md": letter("2020-03-01", "In 2018 kreeg 1 op de 10 kinderen in de provincie dyslexiezorg."),
            "b.md": letter("2021-05-01", "In 2018 kreeg 1 op de 8 kinderen in de provincie dyslexiezorg."),
        }
    )
    found = ledger(index)
    assert words(found) == [["1 op de 10", "1 op de 8"]]
    assert [(c.year, c.one.mention.words, c.other.mention.words) for c in found.things[0].conflicts] == [
        ("2018", "1 op de 10", "1 op de 8")
    ]


@pytest.mark.parametrize(
    "other",
    [
        pytest.param("In 2019 kreeg 1 op de 8 kinderen in de provincie dyslexiezorg.", id="another year"),
        pytest.param(
            "In 2018 kreeg 10 procent van de kinderen in de provincie dyslexiezorg.", id="the same, written else"
        ),
        pytest.param("In 2018 had 1 op de 8 huisartsen in de provincie een wachtlijst.", id="another thing"),
        pytest.param(
            "In 2018 kreeg 1 op de 8, 1 op de 7 of 1 op de 6 kinderen in de provincie dyslexiezorg.",
            id="one of several",
        ),
        pytest.param("In 2018 kreeg in Oosterwolde 1 op de 8 kinderen in Drenthe dyslexiezorg.", id="another place"),
    ],
)
def test_near_misses_are_no_conflict(opened: Open, other: str) -> None:
    """What differs in year, thing or place does not disagree, nor does another writing of the same number."""
    first = (
        "In 2018 kreeg in Terneuzen 1 op de 10 kinderen in Zeeland dyslexiezorg."
        if "Drenthe" in other
        else ("In 2018 kreeg 1 op de 10 kinderen in de provincie dyslexiezorg.")
    )
    index = opened({"a.md": letter("2020-03-01", first), "b.md": letter("2021-05-01", other)})
    assert [thing for thing in ledger(index, alone=True).things if thing.conflicts] == []


def test_who_came_first_and_who_repeats(opened: Open) -> None:
    """The earliest document with a number introduces it; a later one repeats it, in any writing."""
    index = opened(
        {
            "late.md": letter("2022", "Inmiddels kreeg 12,5 procent van de kinderen in de provincie dyslexiezorg."),
            "early.md": letter("2019", "Volgens ons kreeg 1 op de 8 kinderen in de provincie dyslexiezorg."),
        }
    )
    (thing,) = ledger(index).things
    by_words = {row.mention.words: row for row in thing.rows}
    assert by_words["1 op de 8"].first is None
    assert by_words["12,5 procent"].first is by_words["1 op de 8"]


def test_ends_of_a_change_are_one_thing(opened: Open) -> None:
    """ "van 1 op de 27 tot 1 op de 8": the first is what was before."""
    index = opened(
        {
            "a.md": letter(
                "2020", "De dyslexiezorg nam toe van 1 op de 27 kinderen in 2000 tot 1 op de 8 kinderen in 2018."
            )
        }
    )
    found = find_mentions(index.reader, Filters()).mentions
    assert [(m.words, m.year, m.role) for m in found] == [
        ("1 op de 27", "2000", Role.FORMER),
        ("1 op de 8", "2018", Role.LEVEL),
    ]
    assert words(ledger(index, alone=True)) == [["1 op de 27", "1 op de 8"]]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("dat is bijna 1 op de 10.", [(0.1, "deel")], id="a share at the end"),
        pytest.param("nu is dat 1 op de 10⁹, en stijgend", [(0.1, "deel")], id="a note marker is no digit"),
        pytest.param("een op de drie bedden", [(1 / 3, "deel")], id="in words"),
        pytest.param("12,5% van de scholen", [(12.5, "procent")], id="percent"),
        pytest.param("€ 1,5 miljoen", [(1_500_000.0, "euro")], id="money before"),
        pytest.param("1.250 miljoen euro", [(1_250_000_000.0, "euro")], id="money behind"),
        pytest.param("zie https://x.example/a%20b?c=5%25", [], id="an address holds no figure"),
        pytest.param("op pagina 1 op de website", [], id="no number behind"),
    ],
)
def test_figures_beside_the_running_text(text: str, expected: list[tuple[float, str]]) -> None:
    """Shares, percentages and amounts are read where no statement has them."""
    assert [(pytest.approx(figure.value), figure.unit) for figure in plain_figures(text, 0)] == expected
