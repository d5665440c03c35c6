"""What comes back across documents, planted in small ones."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from policytext.ingest.run import IngestOptions, ingest
from policytext.query.open_index import OpenIndex, open_index
from policytext.query.reuse import Reuse, ReuseQuery, find_reuse
from policytext.query.reuse.nature import is_standard
from policytext.store import Filters
from policytext.store.fulltext import tokens
from policytext.types.vocabulary import Credit, ReuseKind, ReuseNature

Open = Callable[[dict[str, str]], OpenIndex]
CLAIM = "Kleine dorpsscholen verliezen hun beste leerkrachten aan de grote stad"
#: What documents say besides, each something else.
BESIDE = {
    "Dorpsbond": "Op maandag vergadert het bestuur in de oude melkfabriek achter de spoorbaan.",
    "Stadsraad": "Wethouders kregen vorige week bloemen van tevreden marktkooplui bij het museum.",
}


def paper(sender: str, date: str | None, *paragraphs: str) -> str:
    """A document with its metadata, as the manifest of the folder says them."""
    body = "\n\n".join((*paragraphs, BESIDE.get(sender, f"{sender} schreef dit.")))
    return f"{sender}|{date or ''}|{body}\n"


@pytest.fixture
def opened(tmp_path: Path, hashing: None) -> Iterator[Open]:
    """Ingests papers (file name to `paper`) and opens the index for questions."""
    with ExitStack() as stack:

        def make(papers: dict[str, str]) -> OpenIndex:
            folder = tmp_path / "corpus"
            folder.mkdir()
            rows = []
            for name, held in papers.items():
                sender, date, body = held.split("|", 2)
                (folder / name).write_text(f"# Notitie van {sender}\n\n{body}", encoding="utf-8")
                dated = f'date = "{date}"\n' if date else ""
                rows.append(f'[[document]]\nfile = "{name}"\norganisation = "{sender}"\n{dated}')
            (folder / "sources.toml").write_text("\n".join(rows), encoding="utf-8")
            ingest([folder], tmp_path / "index", IngestOptions())
            return stack.enter_context(open_index(tmp_path / "index"))

        yield make


def reuse(index: OpenIndex, *kinds: ReuseKind, everything: bool = False) -> list[Reuse]:
    """All pairs of these kinds, of the whole index."""
    return list(find_reuse(index, ReuseQuery(Filters(), (), kinds or tuple(ReuseKind), everything)).pairs)


def verbatim(index: OpenIndex) -> list[Reuse]:
    """Pairs of equal words."""
    return reuse(index, ReuseKind.VERBATIM, everything=True)


def test_the_earlier_document_comes_first(opened: Open) -> None:
    """A passage that comes back stands with its first place first, whole sentences with the words in common."""
    index = opened(
        {
            "a.md": paper("Dorpsbond", "2022-01-01", f"Helaas: {CLAIM}, zegt men."),
            "b.md": paper("Stadsraad", "2020-01-01", f"{CLAIM}."),
        }
    )
    (pair,) = verbatim(index)
    assert (pair.earlier.document.source[-4:], pair.later.document.source[-4:]) == ("b.md", "a.md")
    assert pair.shared == CLAIM
    assert pair.later.text == f"Helaas: {CLAIM}, zegt men."
    assert (pair.nature, pair.credit, pair.is_order_known) == (ReuseNature.REUSE, Credit.NONE, True)


def test_small_edits_do_not_part_a_passage(opened: Open) -> None:
    """Words that were changed or put in between leave one passage."""
    index = opened(
        {
            "a.md": paper(
                "Dorpsbond",
                "2020",
                "Wie het dorp verlaat om te studeren, keert bijna nooit terug naar de ouderlijke hoeve.",
            ),
            "b.md": paper(
                "Stadsraad",
                "2021",
                "Wie het dorp verlaat om elders te studeren, keert bijna nooit meer terug naar de ouderlijke hoeve.",
            ),
        }
    )
    assert len(verbatim(index)) == 1


@pytest.mark.parametrize(
    "words",
    [
        pytest.param("Vereniging van Kleine Dorpsscholen en Grote Stadsscholen", id="a name"),
        pytest.param("als het gaat om de wijze waarop dat", id="turns that everybody uses"),
        pytest.param("van 0,005 mol per hectare per jaar", id="a unit"),
        pytest.param("artikel 10, tweede lid, onder e, van de wet", id="an article"),
    ],
)
def test_equal_words_that_say_nothing_are_no_passage(opened: Open, words: str) -> None:
    """Names, units, articles and idle turns are equal without anyone having them from another."""
    index = opened(
        {
            "a.md": paper("Dorpsbond", "2020", f"Het zwembad gaat dicht door {words} deze zomer."),
            "b.md": paper("Stadsraad", "2021", f"De boeren verkopen graan naast {words} ieder najaar."),
        }
    )
    assert verbatim(index) == []


@pytest.mark.parametrize(
    ("later", "credit"),
    [
        pytest.param(f"Volgens de Dorpsbond geldt: {CLAIM}.", Credit.GIVEN, id="named at the passage"),
        pytest.param(f"Men schreef: “{CLAIM}”.", Credit.QUOTED, id="in quotation marks"),
        pytest.param(f"{CLAIM}.", Credit.NONE, id="not at all"),
    ],
)
def test_credit(opened: Open, later: str, credit: Credit) -> None:
    """Whether the later document says from whom it has the words."""
    index = opened({"a.md": paper("Dorpsbond", "2020", f"{CLAIM}."), "b.md": paper("Stadsraad", "2021", later)})
    assert [pair.credit for pair in verbatim(index)] == [credit]


def test_own_words_and_unknown_order(opened: Open) -> None:
    """A sender may repeat itself; without a date nothing is said of who had it first."""
    index = opened(
        {
            "a.md": paper("Dorpsbond", "2020", f"{CLAIM}."),
            "b.md": paper("Dorpsbond", "2021", "Wij zagen dat opnieuw bij onze leden in Drenthe.", f"{CLAIM}."),
            "c.md": paper("Stadsraad", None, f"{CLAIM}."),
        }
    )
    found = {(p.earlier.document.source[-4:], p.later.document.source[-4:]): p.credit for p in verbatim(index)}
    assert found == {
        ("a.md", "b.md"): Credit.OWN,
        ("a.md", "c.md"): Credit.UNKNOWN,
        ("b.md", "c.md"): Credit.UNKNOWN,
    }


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("Ik vertrouw erop u hiermee voldoende te hebben geïnformeerd.", id="the end of a letter"),
        pytest.param("De Kamer, gehoord de beraadslaging, gaat over tot de orde van de dag.", id="a motion"),
        pytest.param("U kunt binnen zes weken na de bekendmaking bezwaar maken.", id="a decision"),
        pytest.param("Deze regeling treedt in werking met ingang van 1 januari.", id="a regulation"),
    ],
)
def test_standard_text(text: str) -> None:
    """Formulae of letters and decisions are everybody's."""
    assert is_standard(tokens(text))


def test_a_claim_is_no_standard_text() -> None:
    """What a document says itself is no formula."""
    assert not is_standard(tokens(CLAIM))


def test_standard_text_is_set_aside(opened: Open) -> None:
    """It is counted, and given when asked for."""
    text = "Deze regeling treedt in werking met ingang van de eerste schooldag na de grote zomervakantie."
    index = opened({"a.md": paper("Dorpsbond", "2020", text), "b.md": paper("Stadsraad", "2021", text)})
    answer = find_reuse(index, ReuseQuery(Filters()))
    assert (answer.total, answer.set_aside) == (0, 1)
    assert [pair.nature for pair in verbatim(index)] == [ReuseNature.STANDARD]


def test_words_that_both_quote_are_a_third_s(opened: Open) -> None:
    """In quotation marks on both sides they are of neither."""
    text = f"De burgemeester zei: “{CLAIM}”."
    index = opened({"a.md": paper("Dorpsbond", "2020", text), "b.md": paper("Stadsraad", "2021", text)})
    assert {pair.nature for pair in verbatim(index)} == {ReuseNature.COMMON_SOURCE}


def test_a_source_that_both_cite(opened: Open) -> None:
    """Two references to one work, written a little otherwise, are one source."""
    index = opened(
        {
            "a.md": paper(
                "Dorpsbond",
                "2020",
                "Het platteland loopt leeg (Rekenkamer 2019).",
                "## Literatuur",
                "Rekenkamer (2019), De leegloop van het platteland gemeten. Een onderzoek.",
            ),
            "b.md": paper(
                "Stadsraad",
                "2021",
                "De jeugd vertrekt.[^1]",
                "[^1]: Rekenkamer. (2019). De leegloop van het platteland gemeten.",
            ),
        }
    )
    (pair,) = reuse(index, ReuseKind.SAME_SOURCE)
    assert (pair.earlier.document.source[-4:], pair.later.document.source[-4:]) == ("a.md", "b.md")
    assert "De leegloop van het platteland gemeten" in pair.shared
    assert pair.third == pair.shared


def test_a_figure_that_differs_for_the_same_year(opened: Open) -> None:
    """The figure of another document for the same thing and year comes too, and is said to disagree."""
    index = opened(
        {
            "a.md": paper("Dorpsbond", "2020", "In 2018 kreeg 1 op de 10 kinderen in de provincie dyslexiezorg."),
            "b.md": paper("Stadsraad", "2021", "In 2018 had 1 op de 8 kinderen in de provincie dyslexiezorg."),
        }
    )
    assert [(pair.agrees, pair.shared) for pair in reuse(index, ReuseKind.SAME_FIGURE)] == [
        (False, "1 op de 10 / 1 op de 8")
    ]


def test_documents_that_are_asked_for(opened: Open) -> None:
    """Of one document what it shares with any other, of two what they share with each other."""
    index = opened({f"{name}.md": paper(f"Bond {name}", f"202{i}", f"{CLAIM}.") for i, name in enumerate("abc")})
    ids = [record.id for record in index.reader.documents()]
    count = {n: find_reuse(index, ReuseQuery(Filters(), tuple(ids[:n]), (ReuseKind.VERBATIM,))).total for n in range(4)}
    assert count == {0: 3, 1: 2, 2: 1, 3: 3}
