"""`policytext points` on the sample corpus."""

import json
from collections.abc import Callable

import pytest
from click.testing import Result

Call = Callable[..., Result]


def test_a_recurring_point_is_shown_with_who_makes_it(sample: Call) -> None:
    result = sample("points", "toegang tot jeugdhulp")
    assert result.exit_code == 0
    assert "komen in meer dan één document voor" in result.stdout
    assert "ook: " in result.stdout
    assert " getoond" in result.stdout
    assert "Alleen in één document" not in result.stdout


def test_members_are_opened_with_their_place(sample: Call) -> None:
    short = sample("points", "toegang tot jeugdhulp", "--limit", "1").stdout
    full = sample("points", "toegang tot jeugdhulp", "--limit", "1", "--members").stdout
    assert full.count("“") > short.count("“") == 1


def test_json_gives_ids_that_show_opens(sample: Call) -> None:
    answer = json.loads(sample("points", "toegang tot jeugdhulp", "--json").stdout)
    assert answer["total"] == len(answer["points"])
    for point in answer["points"]:
        assert point["documents"] >= 2
        assert point["members"][0]["id"] == point["quotation"]
        assert len({member["document"] for member in point["members"]}) == point["documents"]
    quotation = answer["points"][0]["members"][0]
    assert quotation["text"] in " ".join(sample("show", quotation["id"]).stdout.split())


def test_a_reversed_position_is_not_counted_with_the_one_it_leaves(sample: Call) -> None:
    answer = json.loads(sample("points", "toegang tot jeugdhulp", "--json").stdout)
    for point in answer["points"]:
        assert len({" niet " in member["text"] for member in point["members"]}) == 1


def test_where_no_point_recurs_it_is_said_and_single_points_follow(sample: Call) -> None:
    result = sample("points", "toegang tot jeugdhulp", "--document", "2018-vgw")
    assert "geen punt komt in meer dan één document voor" in result.stdout
    assert "Alleen in één document" in result.stdout
    assert "losse punten getoond" in " ".join(result.stdout.split())


def test_nothing_near_enough_is_said(sample: Call) -> None:
    result = sample("points", "kernfusie in sterren")
    assert result.stdout.strip() == "Niets gevonden dat er genoeg op lijkt."
    assert result.exit_code == 0


def test_past_the_last_point_it_is_said_how_many_there_are(sample: Call) -> None:
    result = sample("points", "toegang tot jeugdhulp", "--offset", "500")
    assert "niets meer na 500" in result.stdout


@pytest.mark.parametrize("topic", ["", "  ", "?!"])
def test_a_topic_without_words_is_refused(sample: Call, topic: str) -> None:
    result = sample("points", topic)
    assert result.exit_code == 2
    assert "no word" in result.stderr
