"""Rows for spreadsheets: every quotation once, with its position and the change before it."""

import csv
import io

from timeline_builders import PROPOSITION, WORDING, library_timeline, make_entry, make_record, make_timeline

from policytext.export.records import csv_lines
from policytext.export.timeline.rows import timeline_rows


def test_every_quotation_is_a_row() -> None:
    found = library_timeline()
    rows = list(timeline_rows(found, WORDING.sure))
    entries = (*found.entries, *found.reported)
    assert [row["text"] for row in rows] == [quote.sentence.text for entry in entries for quote in entry.quotes]
    assert {row["proposition"] for row in rows} == {PROPOSITION}
    assert len({tuple(row) for row in rows}) == 1  # the same fields in the same order


def test_rows_say_whose_position_it_is_and_how_sure() -> None:
    rows = {row["text"]: row for row in timeline_rows(library_timeline(), WORDING.sure)}
    said = {text: (row["attribution"], row["holder"], row["stance"], row["unsure"]) for text, row in rows.items()}
    assert said["Rust is nodig."] == ("own", "Dorpsraad", "contra", False)
    assert said["Lezers willen zondag komen."] == ("reported", "leeszaalbezoekers", "pro", False)
    assert said["Soms wel."] == ("own", "", "mixed", True)


def test_change_of_the_same_sender_goes_before_that_since_another() -> None:
    rows = {row["text"]: row for row in timeline_rows(library_timeline(), WORDING.sure)}
    fields = ("change", "change_since", "change_same_holder", "change_why")
    assert [rows["Sluit hem op zondag."][name] for name in fields] == [
        "reversed",
        "2019-03-01-Open op zondag.txt",
        True,
        "van pro naar contra",
    ]
    assert rows["Zondag is vrij."]["change_same_holder"] is False
    assert rows["Open die deur op zondag."]["change"] is None
    assert rows["Lezers willen zondag komen."]["change"] is None


def test_csv_reads_back_and_runs_no_formula() -> None:
    entry = make_entry(make_record("2020", ["=cmd()"], 'a "b"; c'), texts=["=HYPERLINK(1)\nDe rest"])
    lines = list(csv_lines(timeline_rows(make_timeline([entry]), WORDING.sure)))
    (row,) = csv.DictReader(io.StringIO("\r\n".join(lines)))
    assert row["text"] == "'=HYPERLINK(1)\nDe rest"
    assert row["holder"] == "'=cmd()"
    assert row["title"] == 'a "b"; c'
