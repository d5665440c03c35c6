"""Queries of the sample corpus: what people see, what programs get, and that nothing else is on stdout."""

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result

Call = Callable[..., Result]

QUERY = "toegang tot de jeugdhulp"
PROPOSITION = "Wijkteams moeten de toegang tot de jeugdhulp vormen"
PLACE = {"text", "spans", "quads", "page", "page_label", "line", "section"}
DOCUMENT = {"document", "source", "title", "date", "organisation"}
BRIEF = "2019-netwerk-lokale-teams-brief-minister.txt"


def answer(result: Result) -> Any:  # Any: JSON
    """The one JSON value on stdout of a command that went well and had nothing to add."""
    assert (result.exit_code, result.stderr) == (0, "")
    return json.loads(result.stdout)


@pytest.mark.parametrize(
    "arguments",
    [
        pytest.param(["search", QUERY], id="search"),
        pytest.param(["evolve", PROPOSITION], id="evolve"),
        pytest.param(["documents"], id="documents"),
        pytest.param(["statements"], id="statements"),
        pytest.param(["explain", f"{BRIEF}:9"], id="explain"),
        pytest.param(["show", BRIEF], id="show"),
        pytest.param(["export", "statements"], id="export"),
        pytest.param(["index", "info"], id="info"),
        pytest.param(["index", "check"], id="check"),
    ],
)
def test_results_are_on_stdout_and_nothing_on_stderr(arguments: list[str], sample: Call) -> None:
    result = sample(*arguments)
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout.strip()


def test_search_shows_quotation_with_its_place(sample: Call) -> None:
    result = sample("search", QUERY, "-n", "3")
    lines = result.stdout.splitlines()
    assert lines[0].startswith("  1  ")
    assert "“" in lines[1]
    assert any(" p. " in line or "regel " in line for line in lines)
    assert lines[-1].startswith("1-3 van ")


def test_search_json(sample: Call) -> None:
    found = answer(sample("search", QUERY, "--json", "-n", "5"))
    assert (found["query"], found["offset"], len(found["hits"])) == (QUERY, 0, 5)
    assert found["total"] >= 5
    for hit in found["hits"]:
        assert {"id", "kind", "score", "similarity", *DOCUMENT, *PLACE} <= hit.keys()
        assert (hit["spans"] is None) != (hit["quads"] is None)
    assert all(0.0 < hit["score"] <= 1.0 for hit in found["hits"])


def test_search_pages_follow_each_other(sample: Call) -> None:
    whole = answer(sample("search", QUERY, "--json", "-n", "6"))["hits"]
    parts = [answer(sample("search", QUERY, "--json", "-n", "3", "--offset", str(at)))["hits"] for at in (0, 3)]
    assert [hit["id"] for part in parts for hit in part] == [hit["id"] for hit in whole]


def test_search_past_the_end(sample: Call) -> None:
    assert re.fullmatch(r"niets meer na 5000: \d+ gevonden\n", sample("search", QUERY, "--offset", "5000").stdout)


def test_search_looks_in_notes_and_comments_only_when_asked(sample: Call) -> None:
    query = "anderhalf jaar aan het lijntje gehouden"
    plain = answer(sample("search", query, "--json"))["hits"]
    asked = answer(sample("search", query, "--json", "--comments"))["hits"]
    assert "lijntje" in asked[0]["text"]
    assert not any("lijntje" in hit["text"] for hit in plain)


@pytest.mark.parametrize(
    "query", ['"', "AND OR NOT", "NEAR(a b)", "*", "wijk -team", "a:b", "'; DROP TABLE unit; --", "?"]
)
def test_any_text_is_a_safe_query(query: str, sample: Call) -> None:
    assert sample("search", "--", query).exit_code == (0 if any(sign.isalnum() for sign in query) else 2)


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        pytest.param(["search", ""], 2, id="empty query"),
        pytest.param(["search", "  "], 2, id="blank query"),
        pytest.param(["evolve", " "], 2, id="blank proposition"),
        pytest.param(["search", QUERY, "--limit", "0"], 2, id="no hits wanted"),
        pytest.param(["search", QUERY, "--kind", "mening"], 2, id="unknown kind"),
        pytest.param(["search", QUERY, "--from", "mei"], 2, id="no date"),
        pytest.param(["search", QUERY, "--from", "2021-13"], 2, id="no month"),
        pytest.param(["search", QUERY, "--from", "2022", "--to", "2020"], 2, id="empty range"),
        pytest.param(["search", QUERY, "--document", "bestaat-niet"], 5, id="unknown document"),
        pytest.param(["show", "bestaat-niet"], 5, id="show an unknown document"),
        pytest.param(["show", BRIEF, "--sentence", "9999"], 5, id="unknown sentence"),
        pytest.param(["show", BRIEF, "--page", "99"], 5, id="unknown page"),
        pytest.param(["export", "meningen"], 2, id="unknown export"),
    ],
)
def test_wrong_question_is_one_line_and_a_code(arguments: list[str], code: int, sample: Call) -> None:
    result = sample(*arguments)
    assert (result.exit_code, result.stdout) == (code, "")
    assert sum(line.startswith("Error: ") for line in result.stderr.splitlines()) == 1


@pytest.mark.parametrize(
    "arguments",
    [
        ["search", QUERY], ["evolve", PROPOSITION], ["documents"], ["show", "x"], ["export", "statements"],
        ["statements"],
        ["explain", "x:1"], ["correct", "x:1", "--reject"], ["index", "info"], ["index", "check"], ["index", "rebuild"],
    ],
    ids=lambda arguments: " ".join(arguments[:2]),
)  # fmt: skip
def test_missing_index_is_named_with_the_remedy(arguments: list[str], call: Call) -> None:
    result = call(*arguments)
    assert (result.exit_code, result.stdout) == (4, "")
    assert result.stderr == "Error: no index in index\nHint: make one with: policytext ingest PATH --index DIR\n"


def test_index_folder_may_come_from_the_environment(
    call: Call, sample_index: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("POLICYTEXT_INDEX", str(sample_index))
    assert call("documents").exit_code == 0


def test_evolve_shows_entries_in_order_of_date(sample: Call) -> None:
    found = answer(sample("evolve", PROPOSITION, "--json"))
    assert found["proposition"] == PROPOSITION
    dates = [entry["date"] or entry["not_before"] for entry in found["entries"]]
    assert len(dates) >= 2
    assert dates == sorted(dates, key=lambda date: (date is None, date or ""))
    for entry in found["entries"]:
        assert entry["date"] is None or entry["not_before"] is None
        assert {"stance", "confidence", "holder", "strength", "quotes", *DOCUMENT} <= entry.keys()
        assert entry["stance"] in {"pro", "contra", "mixed", "neutral"}
        assert all(
            {"statement", "kind", "bearing", "pro", "citations", *PLACE} <= quote.keys() for quote in entry["quotes"]
        )
    for step in found["changes"]:
        named = {
            "from",
            "to",
            "change",
            "same_holder",
            "consecutive",
            "order_known",
            "why",
            "before",
            "after",
            "difference",
            "evidence",
        }
        assert named == step.keys()


def test_evolve_prints_what_the_json_holds(sample: Call) -> None:
    found = answer(sample("evolve", PROPOSITION, "--json"))
    shown = " ".join(sample("evolve", PROPOSITION, "--quotes", "20").stdout.split())
    for entry in found["entries"]:
        assert entry["title"] in shown
        assert all(" ".join(quote["text"].split()) in shown for quote in entry["quotes"])
    assert f"{len(found['entries'])} van {found['documents']} documenten" in shown


def test_evolve_shows_the_nearest_quotations_and_counts_the_others(sample: Call) -> None:
    entries = answer(sample("evolve", PROPOSITION, "--json"))["entries"]
    shown = " ".join(sample("evolve", PROPOSITION, "--quotes", "1").stdout.split())
    assert any(len(entry["quotes"]) > 1 for entry in entries)
    for entry in entries:
        nearest = max(entry["quotes"], key=lambda quote: quote["bearing"])
        assert " ".join(nearest["text"].split()) in shown
        more = len(entry["quotes"]) - 1
        assert more == 0 or f"en {more} verdere uitspra" in shown


def test_evolve_of_one_organisation(sample: Call) -> None:
    found = answer(sample("evolve", PROPOSITION, "--actor", "Vereniging Gemeenten", "--json"))
    assert found["entries"]
    assert {entry["organisation"] for entry in found["entries"]} == {"Vereniging Gemeenten Waterrijk"}
    assert all("Vereniging Gemeenten" in entry["holder"] for entry in found["reported_entries"])
    assert found["documents"] < answer(sample("evolve", PROPOSITION, "--json"))["documents"]


@pytest.mark.parametrize("by", ["organisation", "year"])
def test_evolve_grouped_shows_every_quotation(sample: Call, by: str) -> None:
    shown = " ".join(sample("evolve", PROPOSITION, "--by", by, "--quotes", "20").stdout.split())
    for entry in answer(sample("evolve", PROPOSITION, "--json"))["entries"]:
        assert all(" ".join(quote["text"].split()) in shown for quote in entry["quotes"])
        year = entry["date"][:4] if entry["date"] else "zonder datum"
        if entry["not_before"]:
            year = f"z.d., niet vóór {entry['not_before'][:4]}"
        heading = entry["organisation"] if by == "organisation" else year
        assert f"{heading} · " in shown


def test_evolve_of_a_subject_takes_no_sides(sample: Call) -> None:
    found = answer(sample("evolve", "toegang tot de jeugdhulp", "--json"))
    assert not found["has_sides"]
    assert {entry["stance"] for entry in found["entries"]} == {"neutral"}
    shown = sample("evolve", "toegang tot de jeugdhulp").stdout
    assert "geen voor en tegen" in shown
    assert "▲" not in shown


def test_evolve_without_what_others_are_reported_to_hold(sample: Call) -> None:
    assert "Weergegeven standpunten" not in sample("evolve", PROPOSITION, "--no-reported").stdout


def test_evolve_on_what_no_document_treats(sample: Call) -> None:
    result = sample("evolve", "De maximumsnelheid voor bromfietsen in de bebouwde kom moet omlaag")
    assert result.exit_code == 0
    assert "Geen document neemt hierover zelf een standpunt in" in result.stdout


def test_documents_are_all_there_with_their_counts(sample: Call) -> None:
    found = answer(sample("documents", "--json"))
    shown = sample("documents").stdout
    assert len({document["id"] for document in found}) == len(found) >= 16
    assert all(document["document"] in shown for document in found)
    assert all(document["sentences"] >= document["statements"] > 0 for document in found)
    assert set(found[0]) >= {*DOCUMENT, "id", "sources", "kind", "authors", "origins", "pages", "warnings"}


def test_show_gives_headings_and_metadata(sample: Call) -> None:
    text = sample("show", BRIEF).stdout
    assert "14 mrt 2019" in text
    assert "Wat niet goed gaat" in text
    assert "NLL/2019-017" in text


def test_show_sentence_with_its_context(sample: Call) -> None:
    hit = answer(sample("search", QUERY, "--json", "-n", "1"))["hits"][0]
    shown = answer(sample("show", hit["id"], "--context", "1", "--json"))
    numbers = [int(sentence["id"].rpartition(":")[2]) for sentence in shown["sentences"]]
    assert numbers == list(range(numbers[0], numbers[0] + len(numbers)))
    assert hit["text"] in [sentence["text"] for sentence in shown["sentences"]]
    assert "▶" in sample("show", hit["id"]).stdout


def test_show_sentence_names_what_it_cites(sample: Call) -> None:
    rows = [json.loads(line) for line in sample("export", "citations").stdout.splitlines()]
    row = next(row for row in rows if row["anchor_sentences"] and row["form"] == "footnote")
    result = sample("show", row["anchor_sentences"][0])
    assert "Aangehaald:" in result.stdout
    assert row["text"][:30] in " ".join(result.stdout.split())


def test_show_page_and_whole(sample: Call) -> None:
    pdf = "2022-meerdrecht-raadsbrief-plan-doorstroom.pdf"
    whole = answer(sample("show", pdf, "--all", "--json"))["sentences"]
    first = answer(sample("show", pdf, "--page", "1", "--json"))["sentences"]
    assert 0 < len(first) < len(whole)
    assert {sentence["page"] for sentence in first} == {1}


def test_ambiguous_document_lists_what_fits(sample: Call) -> None:
    result = sample("show", "2019")
    assert (result.exit_code, result.stdout) == (5, "")
    assert "2019" in result.stderr


def test_search_needs_one_thing_to_look_for(sample: Call) -> None:
    assert sample("search").exit_code == 2
    assert sample("search", QUERY, "--like", "x:1").exit_code == 2


def test_search_with_operators(sample: Call) -> None:
    hits = answer(sample("search", "toegang AND jeugdhulp NOT wijkteam*", "--json", "-n", "100"))["hits"]
    assert hits
    assert all("wijkteam" not in hit["text"].lower() for hit in hits)
    refused = sample("search", "toegang AND")
    assert (refused.exit_code, refused.stdout) == (2, "")


def test_search_like_a_statement_and_like_a_file(sample: Call, tmp_path: Path) -> None:
    first = answer(sample("search", QUERY, "--json", "-n", "1"))["hits"][0]
    like = answer(sample("search", "--like", first["id"], "--json"))["hits"]
    assert like
    assert first["id"] not in {hit["id"] for hit in like}
    file = tmp_path / "tekst.txt"
    file.write_text(first["text"], encoding="utf-8")
    assert first["id"] in {hit["id"] for hit in answer(sample("search", "--like-text", str(file), "--json"))["hits"]}
    for content in (b" \n", b"\xff\xfe\x00 geen tekst"):
        file.write_bytes(content)
        refused = sample("search", "--like-text", str(file))
        assert (refused.exit_code, refused.stdout) == (2, "")
        assert "tekst.txt" in refused.stderr
    file.write_text(first["text"] + " en nog veel meer" * 1000, encoding="utf-8")
    assert "Only the first 2000" in sample("search", "--like-text", str(file)).stderr


@pytest.mark.parametrize("query", ["((((", '"', "*", "–"])
def test_search_without_a_word_is_refused(sample: Call, query: str) -> None:
    refused = sample("search", query)
    assert (refused.exit_code, refused.stdout) == (2, "")
    assert "no word" in refused.stderr


def test_search_counts_by_organisation_and_year(sample: Call) -> None:
    found = answer(sample("search", QUERY, "--json"))
    assert sum(found["facets"]["document"].values()) == found["total"]
    assert "jaar: " in sample("search", QUERY, "--facets").stdout


def test_search_filters_on_what_is_stated(sample: Call) -> None:
    hits = answer(sample("search", QUERY, "--kind", "aanbeveling", "--strength", "moet", "--json", "-n", "100"))["hits"]
    assert {hit["kind"] for hit in hits} <= {"recommendation"}
    assert answer(sample("search", QUERY, "--author", "niemand die zo heet", "--json"))["hits"] == []


def test_search_by_date_has_the_newest_first(sample: Call) -> None:
    hits = answer(sample("search", QUERY, "--sort", "date", "--json", "-n", "50"))["hits"]
    dates = [hit["date"] or "" for hit in hits]
    assert dates == sorted(dates, reverse=True)


def test_other_places_of_a_hit_are_shown_without_broken_styles(sample: Call) -> None:
    shown = sample("search", "jeugdhulp", "-n", "200").stdout
    assert "ook in: " in shown
    assert "\ufffd" not in shown
