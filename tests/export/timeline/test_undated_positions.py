"""A position of a document without a date, in every file: with the earliest that it can be, and never with a date."""

from dataclasses import replace

from page_builders import page
from timeline_builders import WORDING, make_entry, make_record, make_step, make_timeline

from policytext.export.answers import timeline_json
from policytext.export.timeline.discourse import coded_documents
from policytext.export.timeline.lanes import lanes_of
from policytext.export.timeline.network import network_lines, timeline_network
from policytext.export.timeline.rows import timeline_rows
from policytext.query.answers import Timeline
from policytext.types.vocabulary import Change, Stance


def bounded_timeline() -> Timeline:
    """An undated position of 2018 or later, and one of 2020 by the same sender, with what changed."""
    first = make_entry(replace(make_record(None, title="Ooit"), not_before="2018-03"), Stance.CONTRA)
    second = make_entry(make_record("2020-01-01", title="Laat"))
    return make_timeline([first, second], steps=[make_step(first, second, Change.REVERSED, "van contra naar pro")])


def test_json_and_rows_have_no_date_and_say_not_before() -> None:
    answer = timeline_json(bounded_timeline())
    assert [(entry["date"], entry["not_before"]) for entry in answer["entries"]] == [
        (None, "2018-03"),
        ("2020-01-01", None),
    ]
    assert [change["order_known"] for change in answer["changes"]] == [False]
    rows = list(timeline_rows(bounded_timeline(), 0.5))
    assert [(row["date"], row["not_before"]) for row in rows] == [(None, "2018-03"), ("2020-01-01", None)]


def test_the_page_says_that_there_is_no_date_and_that_the_order_is_not_sure() -> None:
    text = page(bounded_timeline())
    assert "z.d., niet vóór mrt 2018 · <b>Dorpsraad</b>" in text
    assert "volgorde niet zeker" in text


def test_it_stands_first_in_its_lane_and_the_change_leads_from_it() -> None:
    (lane,) = lanes_of(bounded_timeline())
    assert [point.entry.document.title for point in lane.points] == ["Ooit", "Laat"]
    assert [link.before for link in lane.links] == [lane.points[0]]


def test_networks_give_it_no_date_and_no_start() -> None:
    network = timeline_network(bounded_timeline(), WORDING)
    (_, _, undated), (_, _, dated) = network.edges
    assert "date" not in undated
    assert undated["not_before"] == "2018-03"
    assert "not_before" not in dated
    assert "".join(network_lines(network, "gexf")).count("start=") == 1


def test_the_notes_of_a_coded_document_say_it() -> None:
    found = bounded_timeline()
    texts = {entry.document.id: "De bibliotheek moet op zondag open." for entry in found.entries}
    undated, dated = coded_documents(found, texts, WORDING)
    assert undated.seconds == 0
    assert undated.notes.endswith("datum onbekend: in dit bestand 1970-01-01; naar de eigen tekst niet vóór 2018-03")
    assert "niet vóór" not in dated.notes
