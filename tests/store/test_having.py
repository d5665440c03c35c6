"""Filters on what a sentence states: SQL says the same as `StatementFilters.admit`."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from store_builders import DIMENSIONS, ingested, make_document, make_metadata

from policytext.store import Filters, Reader, StatementFilters, Writer
from policytext.types.spans import Span
from policytext.types.statement import Figure
from policytext.types.vocabulary import Attribution, Prominence, StatementKind, Strength

TEXT = "Het Rijk moet betalen. Wachten duurt 9 weken. De VNG vindt dat de wijk kan helpen. Niemand weet het."
ADVICE, CLAIM = StatementKind.RECOMMENDATION, StatementKind.CLAIM


@pytest.fixture(scope="module")
def reader(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Reader]:
    folder = tmp_path_factory.mktemp("having")
    made = ingested(
        make_document([TEXT], make_metadata()),
        [(0, ADVICE, Attribution.OWN), (1, CLAIM, Attribution.OWN), (2, ADVICE, Attribution.REPORTED)],
    )
    first, second, third = made.statements
    figure = Figure(Span(37, 44), 9.0, "week", None, None)
    statements = (
        replace(first, actors=("rijk",), prominence=Prominence.DOCUMENT),
        replace(second, actors=(), figures=(figure,), confidence=0.9),
        replace(third, actors=("wijkteams", "één loket"), holder="vng", strength=Strength.COULD, confidence=0.5),
    )
    with Writer.open(folder, model="hash", dimensions=DIMENSIONS, pipeline_version="1") as writer:
        replace(made, statements=statements).put(writer, "brief.txt")
    with Reader.open(folder) as opened:
        yield opened


@pytest.mark.parametrize(
    ("having", "numbers"),
    [
        pytest.param(StatementFilters(actors=("rijk",)), [0], id="actor"),
        pytest.param(StatementFilters(actors=("een", "rij")), [0, 2], id="begin of a word, accents, alternatives"),
        pytest.param(StatementFilters(actors=("-",)), [1], id="nobody"),
        pytest.param(StatementFilters(actors=("-", "rijk")), [0, 1], id="nobody or somebody"),
        pytest.param(StatementFilters(holders=("VNG",)), [2], id="holder"),
        pytest.param(StatementFilters(holders=("-",)), [0, 1], id="no holder"),
        pytest.param(StatementFilters(strengths=(Strength.COULD,)), [2], id="strength"),
        pytest.param(StatementFilters(figure=True), [1], id="with a figure"),
        pytest.param(StatementFilters(figure=False), [0, 2], id="without a figure"),
        pytest.param(StatementFilters(source=True), [], id="with a source"),
        pytest.param(StatementFilters(confidence=0.8), [1], id="confidence"),
        pytest.param(StatementFilters(main=True), [0], id="main claims"),
        pytest.param(StatementFilters(section="DEEL", figure=True), [1], id="section and figure"),
        pytest.param(StatementFilters(section="slot", figure=True), [], id="another section"),
    ],
)
def test_sentences_with_such_statements(reader: Reader, having: StatementFilters, numbers: list[int]) -> None:
    found = [int(unit.partition(":")[2]) for unit in reader.unit_ids(Filters(having=having))]
    assert found == numbers
    admitted = [record for record in reader.statements() if having.admit(record)]
    assert [record.statement.sentence for record in admitted] == numbers


def test_a_section_alone_asks_for_no_statement(reader: Reader) -> None:
    assert len(reader.unit_ids(Filters(having=StatementFilters(section="deel 1")))) == 4


def test_authors_and_addressees_are_those_of_the_document(reader: Reader) -> None:
    assert len(reader.unit_ids(Filters(authors=("vis",)))) == 4
    assert reader.unit_ids(Filters(authors=("Jansen",))) == []
    assert reader.unit_ids(Filters(addressees=("kamer",))) == []
