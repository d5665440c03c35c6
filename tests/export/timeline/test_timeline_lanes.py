"""Lanes of a chart: who shares one, in which order, and which changes stand in it."""

from timeline_builders import library_timeline, make_entry, make_record, make_step, make_timeline

from policytext.export.timeline.lanes import MOST_REPORTED, UNKNOWN, lanes_of
from policytext.query.answers import Step, Timeline
from policytext.types.vocabulary import Change, Stance


def names(timeline: Timeline) -> list[str]:
    return [lane.name for lane in lanes_of(timeline)]


def test_lanes_stand_in_order_of_their_first_date_and_reported_ones_last() -> None:
    assert names(library_timeline()) == [
        "Dorpsraad",
        "Vakbond Leeszaal",
        UNKNOWN,
        "leeszaalbezoekers (weergegeven)",
    ]


def test_points_of_a_lane_are_in_order_of_date_and_keep_the_number_of_their_entry() -> None:
    (council, *_) = lanes_of(library_timeline())
    assert [(point.number, point.entry.document.date) for point in council.points] == [(0, "2019-03-01"), (2, "2022")]


def test_a_change_of_the_same_sender_is_a_link_and_one_between_senders_is_none() -> None:
    lanes = lanes_of(library_timeline())
    ((link,), *others) = [lane.links for lane in lanes]
    assert link.step.change is Change.REVERSED
    assert link.before is not None
    assert link.after is not None
    assert (link.before.number, link.after.number) == (0, 2)
    assert not any(others)


def test_a_dropped_position_is_a_link_that_leads_nowhere() -> None:
    entry = make_entry(make_record("2019", title="Een"))
    silent = make_record("2020", title="Twee")
    step = Step(entry.document, silent, Change.DROPPED, True, "zwijgt", entry.quotes[0], None)
    (lane,) = lanes_of(make_timeline([entry], silent=[silent], steps=[step]))
    assert [(link.before is not None, link.after) for link in lane.links] == [(True, None)]
    assert lane.silent == (silent,)


def test_a_document_of_several_stands_in_the_lane_of_each_that_sent_another() -> None:
    """Those that sent only this one share a lane: a letter of ten senders does not make ten lanes."""
    alone = make_entry(make_record("2019", ["Gemeente"], "Alleen"))
    joint = make_entry(make_record("2020", ["Gemeente", "School", "Kerk", "Club"], "Samen"))
    step = make_step(alone, joint)
    lanes = lanes_of(make_timeline([alone, joint], steps=[step]))
    assert [(lane.name, lane.members, len(lane.points)) for lane in lanes] == [
        ("Gemeente", ("Gemeente",), 2),
        ("School en 2 andere", ("School", "Kerk", "Club"), 1),
    ]
    assert [len(lane.links) for lane in lanes] == [1, 0]


def test_what_is_reported_of_a_sender_stands_in_its_own_lane() -> None:
    own = make_entry(make_record("2019", ["Gemeente"], "Een"))
    reported = make_entry(make_record("2020", ["School"], "Twee"), Stance.CONTRA, holder="gemeente")
    (lane,) = lanes_of(make_timeline([own], [reported]))
    assert [(point.is_reported, point.entry.stance) for point in lane.points] == [
        (False, Stance.PRO),
        (True, Stance.CONTRA),
    ]


def test_many_reported_holders_share_a_last_lane() -> None:
    document = make_record("2019")
    reported = [make_entry(document, holder=f"groep {number:02}") for number in range(MOST_REPORTED + 4)]
    lanes = lanes_of(make_timeline((), reported))
    assert len(lanes) == MOST_REPORTED + 1
    assert len(lanes[-1].points) == 4
    assert {point.number for lane in lanes for point in lane.points} == set(range(len(reported)))


def test_a_reader_does_not_stand_in_the_lane_of_a_sender_with_that_name() -> None:
    own = make_entry(make_record("2019", ["Lezer"], "Een"))
    comment = make_entry(own.document, holder="Lezer", is_comment=True)
    assert names(make_timeline([own], [comment])) == ["Lezer", "Lezer (reactie)"]
