"""The columns give what SQL gives: the same sentences for every filter, the same order for every query."""

import shutil
from pathlib import Path

import pytest

from policytext.store import Filters, Judgement, Reader, StatementFilters, Writer, columns, fulltext
from policytext.store.connection import DATABASE_NAME
from policytext.types.vocabulary import Attribution, DocumentKind, StatementKind, Strength

FILTERS = [
    pytest.param(Filters(), id="running text"),
    pytest.param(Filters(include_notes=True, include_comments=True), id="notes and comments"),
    pytest.param(Filters(organisations=("vereniging gemeenten",)), id="organisation"),
    pytest.param(Filters(organisations=("nobody at all",)), id="no document left"),
    pytest.param(Filters(date_from="2021", date_to="2023-06"), id="dates"),
    pytest.param(Filters(document_kinds=(DocumentKind.RAPPORT,)), id="kind of document"),
    pytest.param(Filters(kinds=(StatementKind.RECOMMENDATION,)), id="kind"),
    pytest.param(
        Filters(kinds=(StatementKind.CLAIM, StatementKind.COMMITMENT), attribution=Attribution.REPORTED),
        id="two kinds, reported",
    ),
    *(
        pytest.param(Filters(having=StatementFilters(**having)), id=" ".join(having))  # type: ignore[arg-type]
        for having in (
            {"strengths": (Strength.MUST, Strength.COULD)},
            {"figure": True},
            {"source": True},
            {"source": False, "figure": False},
            {"confidence": 0.9},
            {"main": True},
            {"actors": ("gemeente", "rijk")},
            {"actors": ("-",), "main": True, "figure": False},
            {"actors": ("-", "gemeenten"), "confidence": 0.5},
            {"holders": ("-",)},
            {"holders": ("raad", "vgw")},
            {"section": "wat"},
            {"section": "wachten", "strengths": (Strength.MUST,)},
        )
    ),
    pytest.param(
        Filters(
            kinds=(StatementKind.RECOMMENDATION,), date_from="2019", having=StatementFilters(strengths=(Strength.MUST,))
        ),
        id="all together",
    ),
]
QUERIES = (
    "toegang tot de jeugdhulp",
    "jeugdhulpaanbieders",  # a compound of which the parts are looked for together
    "wachttijd wachttijden wachten",
    "2023 23 weken",
    "de het een",
    "xqzw",
    "",
)


@pytest.fixture(scope="module")
def by_rows(sample_index: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An index that has no columns."""
    folder = tmp_path_factory.mktemp("rows")
    shutil.copy(sample_index / DATABASE_NAME, folder)
    return folder


@pytest.fixture(scope="module")
def by_columns(by_rows: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same index with columns."""
    folder = tmp_path_factory.mktemp("columns")
    shutil.copy(by_rows / DATABASE_NAME, folder)
    with Reader.open(folder) as reader, reader.filling_columns():
        pass
    return folder


@pytest.fixture
def readers(by_rows: Path, by_columns: Path) -> tuple[Reader, Reader]:
    """Readers of the two."""
    readers = (Reader.open(by_rows), Reader.open(by_columns))
    assert [reader.units.columns is not None for reader in readers] == [False, True]
    return readers


@pytest.mark.parametrize("filters", FILTERS)
def test_filters_leave_the_same(readers: tuple[Reader, Reader], filters: Filters) -> None:
    rows, held = readers
    assert held.unit_ids(filters) == rows.unit_ids(filters)


@pytest.mark.parametrize("query", QUERIES)
@pytest.mark.parametrize("filters", FILTERS[:7])
def test_words_rank_the_same(readers: tuple[Reader, Reader], filters: Filters, query: str) -> None:
    for name in ("match", "match_parts"):
        found, expected = (getattr(reader, name)(query, filters, 40) for reader in readers[::-1])
        assert [unit for unit, _ in found] == [unit for unit, _ in expected]
        assert [score for _, score in found] == pytest.approx([score for _, score in expected])


@pytest.mark.parametrize("parts", [True, False])
def test_words_are_as_frequent(readers: tuple[Reader, Reader], parts: bool) -> None:
    stems = [fulltext.stem(word) for query in QUERIES for word in fulltext.tokens(query)]
    rows, held = readers
    assert held.frequencies(stems, parts=parts) == rows.frequencies(stems, parts=parts)


def test_phrases_go_to_full_text(readers: tuple[Reader, Reader]) -> None:
    rows, held = readers
    query = '"toegang tot de jeugdhulp" wijkteams'
    assert held.match(query) == rows.match(query) != []
    assert held.match("toegang wijkteams", require_all=True) == rows.match("toegang wijkteams", require_all=True) != []


def test_ids_and_positions_lead_to_each_other(readers: tuple[Reader, Reader]) -> None:
    held = readers[1].units.columns
    assert held is not None
    ids = held.ids(range(held.units))
    assert held.positions(ids) == list(range(held.units))
    assert held.positions(["ffffffff:0", ids[0].split(":")[0] + ":99999", "no unit", f"{ids[0]}x"]) == [None] * 4


def test_columns_of_another_state_are_not_used(by_columns: Path, tmp_path: Path) -> None:
    folder = tmp_path / "index"
    shutil.copytree(by_columns, folder)
    with Reader.open(folder) as reader:
        facts, source = reader.info(), reader.documents()[0].source
    with Writer.open(
        folder, model=facts.model, dimensions=facts.dimensions, pipeline_version=facts.pipeline_version
    ) as writer:
        writer.remove_source(source)
    with Reader.open(folder) as reader:
        assert reader.units.columns is None
        assert len(reader.unit_ids()) > 0
        columns.forget_others(folder, reader.units.columns_name)
    assert list((folder / columns.FOLDER_NAME).iterdir()) == []


def test_correction_counts_at_once(by_columns: Path, tmp_path: Path) -> None:
    """What a person says of a statement is asked of the database until the columns are made anew."""
    folder = tmp_path / "index"
    shutil.copytree(by_columns, folder)
    wanted = Filters(kinds=(StatementKind.COMMITMENT,))
    with Reader.open(folder) as reader:
        facts, before = reader.info(), reader.unit_ids(wanted)
        chosen = reader.unit_ids(Filters(kinds=(StatementKind.RECOMMENDATION,)))[0]
    with Writer.open(
        folder, model=facts.model, dimensions=facts.dimensions, pipeline_version=facts.pipeline_version
    ) as writer:
        writer.correct(chosen, Judgement(kind=StatementKind.COMMITMENT), "2026-01-01T00:00:00")
    with Reader.open(folder) as reader:
        assert reader.units.columns is not None
        assert sorted(reader.unit_ids(wanted)) == sorted([*before, chosen])
        with reader.filling_columns():
            pass
    with Reader.open(folder) as reader:
        assert reader.units.columns is not None
        assert reader.units.columns.knows_statements
        assert sorted(reader.unit_ids(wanted)) == sorted([*before, chosen])


def test_filling_that_fails_leaves_nothing(by_rows: Path, tmp_path: Path) -> None:
    folder = tmp_path / "index"
    folder.mkdir()
    shutil.copy(by_rows / DATABASE_NAME, folder)
    with Reader.open(folder) as reader, pytest.raises(OSError, match="full"), reader.filling_columns():
        raise OSError("the disk is full")
    assert list((folder / columns.FOLDER_NAME).iterdir()) == []
    with Reader.open(folder) as reader:
        assert reader.units.columns is None
