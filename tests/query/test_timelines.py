"""Timelines: order, undated documents where they can be, own positions apart from reported ones, silence."""

from collections.abc import Callable

import pytest
from answer_builders import make_quote, make_record
from fake_classifier import Always

from policytext.query import evolve as evolution
from policytext.query.answers import Timeline
from policytext.query.evolve import QUOTES, evolve
from policytext.query.open_index import OpenIndex
from policytext.statements import finding
from policytext.store import Filters
from policytext.types.vocabulary import Attribution, Stance, StatementKind

Open = Callable[[dict[str, str]], OpenIndex]

PROPOSITION = "Wijkteams moeten de toegang tot de jeugdhulp vormen"
OWN = f"{PROPOSITION}."
FRONT = "---\ntitle: {title}\ndate: {date}\n---\n\n# {title}\n\n{text}\n"


def dated(date: str, text: str = OWN) -> str:
    """A Markdown document of that date."""
    return FRONT.format(title=f"Plan voor de wijk in {date}", date=date, text=text)


@pytest.fixture
def timeline(opened: Open, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Timeline]:
    """The timeline of the proposition over texts in which every sentence is a recommendation."""
    monkeypatch.setattr(finding, "judge_of", lambda _: Always(StatementKind.RECOMMENDATION))
    return lambda texts, filters=Filters(): evolve(opened(texts), PROPOSITION, filters)  # noqa: B008 - frozen


def test_entries_are_in_order_of_date_and_undated_ones_last(timeline: Callable[..., Timeline]) -> None:
    texts = {
        "a.md": f"# Een plan zonder datum\n\n{OWN}\n",
        "b.md": dated("2021-05-25"),
        "c.md": dated("2019-03-01"),
        "d.md": dated("2020-01-31"),
    }
    found = timeline(texts)
    assert [entry.document.date for entry in found.entries] == ["2019-03-01", "2020-01-31", "2021-05-25", None]
    assert [(step.earlier.date, step.later.date) for step in found.steps] == [
        ("2019-03-01", "2020-01-31"),
        ("2020-01-31", "2021-05-25"),
    ]


def test_an_undated_document_stands_where_its_text_allows(timeline: Callable[..., Timeline]) -> None:
    past = "In het voorjaar van 2020 werden alle wijkteams opgeheven. In 2030 moet elke wijk er weer een hebben."
    texts = {
        "a.md": f"# Een plan zonder datum\n\n{OWN} {past}\n",
        "b.md": dated("2021-05-25"),
        "c.md": dated("2019-03-01"),
    }
    found = timeline(texts)
    documents = [entry.document for entry in found.entries]
    assert [(document.date, document.not_before) for document in documents] == [
        ("2019-03-01", None),
        (None, "2020"),
        ("2021-05-25", None),
    ]
    first, second = found.steps
    assert (first.earlier.date, first.later.date, first.is_order_known) == ("2019-03-01", None, True)
    assert (second.earlier.date, second.later.date, second.is_order_known) == (None, "2021-05-25", False)


def test_quotations_are_few_and_behind_the_best_in_order_of_the_document(timeline: Callable[..., Timeline]) -> None:
    reasons = (
        "omdat ouders daar al komen",
        "zodra scholen dat vragen en huisartsen",
        "ook in kleine dorpen zonder spreekuur",
        "met vaste gezichten en korte lijnen",
        "anders blijven wachtlijsten overal groeien",
        "want specialisten zijn schaars en duur",
        "al kost dat eerst geld en geduld",
    )
    text = " ".join(f"{PROPOSITION}, {reason}." for reason in reasons)
    (entry,) = timeline({"a.md": dated("2021-05-25", text)}).entries
    numbers = [quote.sentence.index for quote in entry.quotes]
    assert len(numbers) == QUOTES
    assert numbers[1:] == sorted(numbers[1:])
    assert entry.quotes[0].bearing == max(quote.bearing for quote in entry.quotes)


def test_what_a_summary_says_again_is_quoted_once(timeline: Callable[..., Timeline]) -> None:
    again = "Wijkteams moeten snel de toegang tot de jeugdhulp vormen."
    other = "Zonder wijkteams moeten gezinnen zelf de toegang tot de jeugdhulp vinden."
    found = timeline({"a.md": dated("2019-03-01", f"{OWN}\n\n{other}\n\n{again}")})
    (entry,) = found.entries
    said = {quote.sentence.text for quote in entry.quotes}
    assert other in said
    assert len(said & {OWN, again}) == 1


def test_every_quotation_is_a_statement_of_its_document(timeline: Callable[..., Timeline]) -> None:
    found = timeline({"a.md": dated("2021-05-25"), "b.md": dated("2022-05-25")})
    for entry in found.entries:
        assert all(quote.sentence.document.id == entry.document.id for quote in entry.quotes)
        assert all(quote.sentence.statements for quote in entry.quotes)
        assert entry.stance in Stance
        assert 0 <= entry.confidence <= 1


def test_reported_positions_are_grouped_by_holder(timeline: Callable[..., Timeline]) -> None:
    text = f"Volgens de Rekenkamer geldt: {OWN}\n\nVolgens Nadia Verschoor geldt: {OWN}"
    found = timeline({"a.md": dated("2021-05-25", text)})
    assert found.entries == ()
    assert {entry.holder for entry in found.reported} == {"rekenkamer", "Nadia Verschoor"}
    for entry in found.reported:
        assert {q.sentence.statements[0].attribution for q in entry.quotes} == {Attribution.REPORTED}


def test_filters_leave_documents_out(timeline: Callable[..., Timeline]) -> None:
    found = timeline({"a.md": dated("2019-03-01"), "b.md": dated("2021-05-25")}, Filters(date_from="2020"))
    assert (found.documents, [entry.document.date for entry in found.entries]) == (1, ["2021-05-25"])


def test_document_on_another_subject_is_not_there(timeline: Callable[..., Timeline]) -> None:
    found = timeline({"a.md": dated("2021-05-25"), "b.md": dated("2022-05-25", "De brug over de Maas wordt geverfd.")})
    assert [entry.document.source for entry in found.entries] == ["a.md"]
    assert found.documents == 2


@pytest.mark.parametrize(
    ("bearing", "treats_subject", "counts"),
    [
        pytest.param((0.2, 0.3), True, True, id="doubtful, in a document on the subject"),
        pytest.param((0.2, 0.3), False, False, id="doubtful, in a document on something else"),
        pytest.param((0.2, 0.6), False, True, id="one that says it clearly, wherever it stands"),
    ],
)
def test_doubtful_quotations_need_a_document_on_the_subject(
    bearing: tuple[float, ...], treats_subject: bool, counts: bool
) -> None:
    quotes = [make_quote(make_record("2020"), bearing=value) for value in bearing]
    on_subject = {quotes[0].sentence.document.id} if treats_subject else set()
    assert evolution._may_speak(quotes, on_subject) is counts
