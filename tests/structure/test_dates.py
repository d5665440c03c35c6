"""Dutch dates: the forms that documents use, with their precision, and what is no date."""

import datetime
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policytext.structure.dates import calendar_date, find_dates, parse_iso
from policytext.types.vocabulary import DatePrecision

DAY, MONTH, YEAR = DatePrecision.DAY, DatePrecision.MONTH, DatePrecision.YEAR


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("25 mei 2021", [("25 mei 2021", "2021-05-25", DAY)], id="written out"),
        pytest.param("Zwolle, 5 mei 2021", [("5 mei 2021", "2021-05-05", DAY)], id="after a place"),
        pytest.param("d.d. 3-12-2020 besloten", [("3-12-2020", "2020-12-03", DAY)], id="hyphens"),
        pytest.param("d.d. 3-12-20", [("3-12-20", "2020-12-03", DAY)], id="two digits after d.d."),
        pytest.param("25-05-2021", [("25-05-2021", "2021-05-25", DAY)], id="leading zeros"),
        pytest.param("13/02/2024", [("13/02/2024", "2024-02-13", DAY)], id="slashes"),
        pytest.param("2021-05-25", [("2021-05-25", "2021-05-25", DAY)], id="ISO"),
        pytest.param("1 jan. 2020", [("1 jan. 2020", "2020-01-01", DAY)], id="abbreviated month"),
        pytest.param("1 Sept 2020", [("1 Sept 2020", "2020-09-01", DAY)], id="capital, no stop"),
        pytest.param("de 1e maart 2019", [("1e maart 2019", "2019-03-01", DAY)], id="ordinal"),
        pytest.param("12-14 juni 2022", [("14 juni 2022", "2022-06-14", DAY)], id="range ends"),
        pytest.param("25 mei\n2021", [("25 mei\n2021", "2021-05-25", DAY)], id="over a line end"),
        pytest.param("oktober 2019", [("oktober 2019", "2019-10", MONTH)], id="month"),
        pytest.param("Maart 2020", [("Maart 2020", "2020-03", MONTH)], id="month with capital"),
        pytest.param("najaar 2019", [("najaar 2019", "2019", YEAR)], id="season"),
        pytest.param("de zomer van 2018", [("zomer van 2018", "2018", YEAR)], id="season with van"),
        pytest.param("van 1 mei 2019 tot 2 juni 2020", ["2019-05-01", "2020-06-02"], id="two dates"),
        pytest.param("29 februari 2020", [("29 februari 2020", "2020-02-29", DAY)], id="leap day"),
        pytest.param("29 februari 2021", [], id="no leap year"),
        pytest.param("31 juni 2021", [], id="no such day, and no month either"),
        pytest.param("31-02-2020", [], id="no such day in numbers"),
        pytest.param("12-13-2020", [], id="no thirteenth month"),
        pytest.param("99 mei 2021", [], id="day over 31"),
        pytest.param("3-12-20", [], id="two digits without d.d."),
        pytest.param("mei 3021", [], id="year out of range"),
        pytest.param("nr. 31 839", [], id="dossier number"),
        pytest.param("in 2019", [], id="bare year"),
        pytest.param("070-373 8393", [], id="telephone"),
        pytest.param("meiden 2021", [], id="month inside a word"),
        pytest.param("12\n\nmei 2021", [("mei 2021", "2021-05", MONTH)], id="number above an empty line"),
        pytest.param("", [], id="empty"),
    ],
)
def test_find_dates(text: str, expected: list[object]) -> None:
    found = find_dates(text)
    assert [(text[d.span.start : d.span.end], d.value, d.precision) if isinstance(e, tuple) else d.value
            for d, e in zip(found, expected, strict=True)] == expected  # fmt: skip


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        pytest.param("2021-05-25", ("2021-05-25", DAY), id="day"),
        pytest.param("2021-05", ("2021-05", MONTH), id="month"),
        pytest.param("2021", ("2021", YEAR), id="year"),
        pytest.param("2021-13", None, id="no such month"),
        pytest.param("2021-5-25", None, id="not padded"),
        pytest.param("25 mei 2021", None, id="not ISO"),
        pytest.param("", None, id="empty"),
    ],
)
def test_parse_iso(value: str, expected: tuple[str, DatePrecision] | None) -> None:
    assert parse_iso(value) == expected


@given(st.dates(min_value=datetime.date(1900, 1, 1), max_value=datetime.date(2099, 12, 31)))
def test_iso_dates_round_trip(date: datetime.date) -> None:
    assert [d.value for d in find_dates(str(date))] == [str(date)]


@given(st.text(alphabet="0123456789-/. meijuanrt\n", max_size=60))
def test_find_dates_is_ordered_and_calendrical(text: str) -> None:
    found = find_dates(text)
    assert all(a.span.end <= b.span.start for a, b in pairwise(found))
    assert all(parse_iso(d.value) == (d.value, d.precision) for d in found)


def test_calendar_date_without_day_is_a_month() -> None:
    assert calendar_date(2020, 3) == ("2020-03", MONTH)
