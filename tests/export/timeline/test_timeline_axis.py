"""Dates on a line."""

from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policytext.cli.output import dutch_date
from policytext.export.timeline.axis import Axis, extent

DATES = st.dates(date(1000, 1, 1), date(9990, 12, 31)).map(date.isoformat)
STATED = st.tuples(DATES, st.sampled_from([4, 7, 10])).map(lambda pair: pair[0][: pair[1]])


@pytest.mark.parametrize(
    ("stated", "first", "after"),
    [
        pytest.param("2019-10-25", date(2019, 10, 25), date(2019, 10, 26), id="day"),
        pytest.param("2019-10", date(2019, 10, 1), date(2019, 11, 1), id="month"),
        pytest.param("2019-12", date(2019, 12, 1), date(2020, 1, 1), id="last month of a year"),
        pytest.param("2020-02", date(2020, 2, 1), date(2020, 3, 1), id="leap month"),
        pytest.param("2019", date(2019, 1, 1), date(2020, 1, 1), id="year"),
    ],
)
def test_extent_is_the_day_month_or_year(stated: str, first: date, after: date) -> None:
    assert extent(stated) == (first.toordinal(), after.toordinal())


@given(st.lists(STATED, min_size=1, max_size=8))
def test_every_date_stands_on_the_axis_in_order_and_ticks_leave_room(stated: list[str]) -> None:
    axis = Axis.over(stated, 100, 900)
    places = [axis.at(extent(text)[0]) for text in sorted(stated)]
    assert all(100 <= place <= 900 for place in places)
    assert places == sorted(places)
    ticks = [x for x, _ in axis.ticks(dutch_date)]
    assert all(100 <= x <= 900 for x in ticks)
    assert all(later - earlier >= 50 for earlier, later in pairwise(ticks))


def test_ticks_of_a_long_axis_are_years_and_of_a_short_one_months() -> None:
    long = [label for _, label in Axis.over(["2015", "2024"], 0, 700).ticks(dutch_date)]
    short = [label for _, label in Axis.over(["2021-03-04", "2021-08-20"], 0, 700).ticks(dutch_date)]
    assert long[:2] == ["2015", "2016"]
    assert "mei 2021" in short


def test_axis_without_dates_can_be_drawn() -> None:
    assert Axis.over([], 0, 700).ticks(dutch_date)
