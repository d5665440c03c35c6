"""Citations checked against what the cited document says: planted ones of every kind, and what cannot be judged."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from policytext.ingest.run import IngestOptions, ingest
from policytext.query.checking import CheckAnswer, Doubt, Finding, Verdict, check_cites
from policytext.query.checking.claims import content_words
from policytext.query.checking.figures import loose_numbers
from policytext.store import Filters, Reader

PLANTED = Path(__file__).resolve().parents[2] / "corpus" / "checking"
Check = Callable[..., CheckAnswer]
REPORT = "Monitor leegstand"


@pytest.fixture
def check(tmp_path: Path, hashing: None) -> Iterator[Check]:
    """Ingests a report and a letter with notes that cite it, and checks the letter."""
    with ExitStack() as stack:

        def made(report: str, *sentences: str, cites: str = f"Dorpsbond (2020), {REPORT}.") -> CheckAnswer:
            folder = tmp_path / "corpus"
            folder.mkdir()
            (folder / "rapport.md").write_text(f"# {REPORT}\n\n{report}\n", encoding="utf-8")
            marked = " ".join(f"{sentence}<sup>{n}</sup>" for n, sentence in enumerate(sentences, 1))
            notes = "\n\n".join(f"<sup>{n}</sup> {cites}" for n in range(1, len(sentences) + 1))
            (folder / "brief.md").write_text(f"# Brief over winkels\n\n{marked}\n\n---\n\n{notes}\n", encoding="utf-8")
            (folder / "sources.toml").write_text(
                '[[document]]\nfile = "rapport.md"\norganisation = "Dorpsbond"\ndate = "2020-03"\n'
                '[[document]]\nfile = "brief.md"\norganisation = "Stadsraad"\ndate = "2021-05"\n',
                encoding="utf-8",
            )
            ingest([folder], tmp_path / "index", IngestOptions())
            return check_cites(
                stack.enter_context(Reader.open(tmp_path / "index")), Filters(organisations=("Stadsraad",))
            )

        yield made


@pytest.fixture(scope="module")
def planted(tmp_path_factory: pytest.TempPathFactory) -> Iterator[CheckAnswer]:
    """The planted citations of the sample corpus, read with the default model."""
    folder = tmp_path_factory.mktemp("planted")
    ingest(sorted(PLANTED.iterdir()), folder, IngestOptions())
    with Reader.open(folder) as reader:
        yield check_cites(reader)


def test_planted_citations_are_told_apart(planted: CheckAnswer) -> None:
    """Right, wrong figure, denied, missing, half right and saying nothing, in order of the letter."""
    assert [one.verdict for one in planted.checks] == [
        Verdict.SUPPORTED,
        Verdict.FIGURE_DIFFERS,
        Verdict.SUPPORTED,
        Verdict.SUPPORTED,
        Verdict.CONTRADICTED,
        Verdict.NOT_FOUND,
        Verdict.PARTLY,
        Verdict.CANNOT_JUDGE,
        Verdict.SUPPORTED,
    ]
    assert planted.checks[7].doubt is Doubt.SAYS_NOTHING


def test_a_replaced_version_is_told_with_what_it_says(planted: CheckAnswer) -> None:
    """The cited edition has a later one that was there already; the number of the fourth citation changed in it."""
    later = [one.later for one in planted.checks]
    assert all(one is not None and not one.is_after for one in later)
    assert later[3] is not None
    assert later[3].verdict is Verdict.FIGURE_DIFFERS
    assert later[2] is not None
    assert later[2].verdict is Verdict.SUPPORTED


def test_a_wrong_number_stands_beside_the_right_one(planted: CheckAnswer) -> None:
    """With the sentence of the source in which the right one is."""
    match = planted.checks[1].match
    assert match is not None
    (figure,) = match.figures
    assert (figure.finding, figure.words, figure.there) == (Finding.DIFFERS, "34.000 euro", "43.000 euro")
    assert figure.sentence == match.sentence


@pytest.mark.parametrize(
    ("report", "sentence", "verdict"),
    [
        pytest.param(
            "In 2019 stond 14 procent van de winkels in de dorpskernen leeg.",
            "In de dorpskernen stond in 2019 14 procent van de winkels leeg",
            Verdict.SUPPORTED,
            id="the same, turned round",
        ),
        pytest.param(
            "In 2019 stond 14 procent van de winkels in de dorpskernen leeg.",
            "In 2019 stond 24 procent van de winkels in de dorpskernen leeg",
            Verdict.FIGURE_DIFFERS,
            id="another number",
        ),
        pytest.param(
            "In 2019 stond 14 procent van de winkels in de dorpskernen leeg.",
            "In 2016 stond 14 procent van de winkels in de dorpskernen leeg",
            Verdict.PARTLY,
            id="another year",
        ),
        pytest.param(
            "De gemeenteraad vergadert op dinsdag in het oude raadhuis.",
            "Volgens de Dorpsbond sluit 31 procent van de slagerijen binnen tien jaar",
            Verdict.NOT_FOUND,
            id="nothing of it",
        ),
        pytest.param(
            "De leegstand van winkels neemt niet toe.",
            "Volgens de Dorpsbond neemt de leegstand van winkels toe",
            Verdict.CONTRADICTED,
            id="denied",
        ),
        pytest.param(
            "De leegstand neemt niet toe in kernen waar ook de bakker, de slager en de school gebleven zijn.",
            "Volgens de Dorpsbond neemt de leegstand van winkels in lege straten toe",
            Verdict.CANNOT_JUDGE,
            id="a denial in a longer sentence is of something else",
        ),
    ],
)
def test_verdicts(check: Check, report: str, sentence: str, verdict: Verdict) -> None:
    """One sentence, one source."""
    (one,) = check(f"{report} Dat blijkt uit tellingen.", sentence).checks
    assert one.verdict is verdict


def test_what_leads_out_of_the_index_is_counted(check: Check) -> None:
    """And not judged."""
    answer = check(
        "De leegstand neemt toe.", "De leegstand neemt toe", cites="Bond van Niemand (2011), Geheel ander werk."
    )
    assert (answer.checks, answer.unresolved) == ((), 1)


def test_words_that_name_the_source_are_not_looked_for_in_it() -> None:
    """Nor numbers, which are compared apart."""
    words = content_words("Uit het onderzoek blijkt dat 14 procent van de winkels leegstaat (Dorpsbond, 2020).")
    assert [word.word for word in words] == ["winkels", "leegstaat"]


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        pytest.param("Zij waarderen het met een 7,8.²", ["7,8"], id="a mark, not the number of the note"),
        pytest.param("Op 14 maart 2019 (nr. 290) bleek dit.", [], id="date, year and number of a paper"),
        pytest.param("Er waren 12.400 huishoudens.", ["12.400"], id="thousands"),
        pytest.param("Zie paragraaf 12 en blz. 44.", [], id="places"),
    ],
)
def test_numbers_without_a_unit(text: str, numbers: list[str]) -> None:
    """Numbers that say something, and not dates, years, notes and places."""
    assert loose_numbers(text) == numbers
