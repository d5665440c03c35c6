"""Which documents a question is about, and which document a key means."""

from collections.abc import Iterator

import pytest
from store_builders import DIMENSIONS, ingested, make_document, make_metadata

from policytext.errors import ConfigError, NotFound
from policytext.store import Filters, Reader, Writer
from policytext.store.filters import date_bounds
from policytext.types.vocabulary import Attribution, DocumentKind, StatementKind

CLAIM, ADVICE = StatementKind.CLAIM, StatementKind.RECOMMENDATION
OWN, REPORTED = Attribution.OWN, Attribution.REPORTED
VNG = "Vereniging van Nederlandse Gemeenten"
DOCUMENTS = {
    "stukken/001-brief.txt": ("Brief over zorg", "2021-05-25", (VNG,), "brief", CLAIM, OWN),
    "stukken/002-rapport.pdf": ("Rapport zorg", "2020-03", ("Ster Planbureau", "Café Één"), "rapport", ADVICE, OWN),
    "stukken/003-nota.txt": ("Nota", "2019", ("VNG Expertiseteam",), "nota", CLAIM, REPORTED),
    "elders/rapport.txt": ("Essay zonder datum", None, (), "essay", ADVICE, REPORTED),
}  # fmt: skip


@pytest.fixture(scope="module")
def reader(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Reader]:
    """An index of the documents above, each with one sentence that makes one statement."""
    folder = tmp_path_factory.mktemp("filters")
    with Writer.open(folder, model="hash", dimensions=DIMENSIONS, pipeline_version="1") as writer:
        for source, (title, date, organisations, kind, act, attribution) in DOCUMENTS.items():
            metadata = make_metadata(title, date, organisations, DocumentKind(kind))
            ingested(make_document([f"De zorg in {title}."], metadata), [(0, act, attribution)]).put(writer, source)
    with Reader.open(folder) as opened:
        yield opened


@pytest.mark.parametrize(
    ("filters", "found"),
    [
        pytest.param(Filters(), "3 2 1 r", id="no condition: by date, undated last"),
        pytest.param(Filters(organisations=("vng",)), "3 1", id="abbreviation in a name, or initials of a name"),
        pytest.param(Filters(organisations=(VNG,)), "3 1", id="name for abbreviation"),
        pytest.param(Filters(organisations=("nederlandse gem",)), "1", id="part of a name"),
        pytest.param(Filters(organisations=("cafe een", "VNG")), "3 2 1", id="accents, and alternatives"),
        pytest.param(Filters(organisations=("SP",)), "2", id="two initials"),
        pytest.param(Filters(organisations=("gemeenteraad",)), "", id="no part of a name"),
        pytest.param(Filters(organisations=("",)), "", id="no name at all"),
        pytest.param(Filters(date_from="2020-03-15"), "2 1", id="a month overlaps from its middle"),
        pytest.param(Filters(date_from="2020-04"), "1", id="after the month"),
        pytest.param(Filters(date_to="2020-03-01"), "3 2", id="a month overlaps at its first day"),
        pytest.param(Filters(date_to="2020-02"), "3", id="before the month"),
        pytest.param(Filters(date_from="2019-06-01", date_to="2019-06-30"), "3", id="a day range inside a year"),
        pytest.param(Filters(date_from="2021-05-25", date_to="2021-05-25"), "1", id="one day"),
        pytest.param(Filters(date_from="2022"), "", id="later than all"),
        pytest.param(Filters(document_kinds=(DocumentKind.NOTA, DocumentKind.BRIEF)), "3 1", id="kinds of document"),
        pytest.param(Filters(documents=("001", "elders/rapport.txt")), "1 r", id="keys"),
        pytest.param(Filters(documents=("001",), date_to="2020"), "", id="all conditions hold"),
    ],
)  # fmt: skip
def test_filters_leave(reader: Reader, filters: Filters, found: str) -> None:
    names = [record.source.partition("/")[2].removeprefix("00")[0] for record in reader.documents(filters)]
    assert names == found.split()
    units = {record.document.source for record in reader.sentence_records(reader.unit_ids(filters))}
    assert units == {record.source for record in reader.documents(filters)}
    assert len(reader.match("zorg", filters)) == len(names)
    assert [record.document.source for record in reader.statements(filters)] == [
        record.source for record in reader.documents(filters)
    ]


@pytest.mark.parametrize(
    ("filters", "number"),
    [
        pytest.param(Filters(kinds=(CLAIM,)), 2, id="claims"),
        pytest.param(Filters(kinds=(CLAIM, ADVICE)), 4, id="two kinds"),
        pytest.param(Filters(attribution=REPORTED), 2, id="reported"),
        pytest.param(Filters(kinds=(CLAIM,), attribution=REPORTED), 1, id="reported claims"),
        pytest.param(Filters(kinds=(StatementKind.COMMITMENT,)), 0, id="commitments"),
    ],
)
def test_statement_filters(reader: Reader, filters: Filters, number: int) -> None:
    assert (
        len(reader.statements(filters)) == len(reader.unit_ids(filters)) == len(reader.match("zorg", filters)) == number
    )


@pytest.mark.parametrize(
    ("key", "source"),
    [
        pytest.param("stukken/001-brief.txt", "001", id="source path"),
        pytest.param("002-rapport.pdf", "002", id="file name"),
        pytest.param("003-NOTA", "003", id="stem"),
        pytest.param("rapport", "rapport", id="a whole stem before words of a title"),
        pytest.param("002", "002", id="beginning of a stem"),
        pytest.param("Nota", "003", id="title"),
        pytest.param("brief zorg", "001", id="words of a title"),
        pytest.param("zonder datum", "rapport", id="other words of a title"),
    ],
)
def test_key_means_one_document(reader: Reader, key: str, source: str) -> None:
    assert source in reader.document(key).source


def test_key_may_be_an_id_or_the_beginning_of_one(reader: Reader) -> None:
    for record in reader.documents():
        for key in (record.id, record.short_id, record.short_id[:5].upper()):
            assert reader.document(key) == record


@pytest.mark.parametrize(
    ("key", "message"),
    [
        pytest.param("zorg", "fits 2 documents", id="words of two titles"),
        pytest.param("00", "fits 3 documents", id="beginning of three stems"),
        pytest.param("onzin", "no document fits", id="nothing"),
        pytest.param("  ", "no document was named", id="blank"),
    ],
)
def test_key_that_means_no_single_document(reader: Reader, key: str, message: str) -> None:
    with pytest.raises(NotFound, match=message):
        reader.document(key)


def test_key_that_fits_nothing_is_told_what_would_fit(reader: Reader) -> None:
    with pytest.raises(NotFound) as raised:
        reader.document("onzin")
    assert "beginning of its file name" in raised.value.hint


@pytest.mark.parametrize(
    "unit", ["", ":", "00000000:0", "x:y", "{0}:1", "{0}:-1", "{0}:²", "{0}:" + "9" * 40, "{0}:0:0"]
)
def test_unknown_sentence_is_named(reader: Reader, unit: str) -> None:
    unit = unit.format(reader.documents()[0].short_id)
    with pytest.raises(NotFound, match="no sentence"):
        reader.sentence_records([unit])


@pytest.mark.parametrize(
    ("value", "bounds"),
    [
        pytest.param("2020", ("2020-01-01", "2020-12-31"), id="year"),
        pytest.param("2020-02", ("2020-02-01", "2020-02-29"), id="month of a leap year"),
        pytest.param("2021-05-25", ("2021-05-25", "2021-05-25"), id="day"),
    ],
)
def test_bounds_of_a_date(value: str, bounds: tuple[str, str]) -> None:
    assert date_bounds(value) == bounds


@pytest.mark.parametrize("value", ["", "mei 2021", "2021-13", "2021-02-30", "20210525", "0000", "2021-5", "٢٠٢١"])
def test_wrong_date_is_refused(value: str) -> None:
    with pytest.raises(ConfigError, match="not a date"):
        Filters(date_from=value)


def test_empty_range_is_refused() -> None:
    with pytest.raises(ConfigError, match="no date lies"):
        Filters(date_from="2021", date_to="2020")
