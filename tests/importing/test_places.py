"""Where codings are put: by hash, position and words; what has moved is found, what is not sure is left."""

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from coded_index import ADVICE, CLAIM, OWN, paged_part, plain_part, write_index
from exchange import annotations, import_file, outcomes, project, state
from store_builders import Ingested, ingested, make_document

from policytext.importing.deciding import Outcome
from policytext.importing.run import Item
from policytext.store import Reader

DIGEST = plain_part().document.id


def annotation(tag: str, source: Any, **selectors: dict[str, Any]) -> str:
    """One annotation by somebody else's tool."""
    names = {"quote": "TextQuoteSelector", "position": "TextPositionSelector"}
    found = [{"type": names[name], **values} for name, values in selectors.items()]
    body = {"type": "TextualBody", "purpose": "tagging", "value": tag}
    return json.dumps(
        {
            "@context": "http://www.w3.org/ns/anno.jsonld",
            "type": "Annotation",
            "body": body,
            "target": {"source": source, "selector": found},
        }
    )


def file_position(words: str) -> dict[str, int]:
    """Where words stand in the file of the plain document."""
    start = plain_part().document.source_text.index(words)
    return {"start": start, "end": start + len(words)}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return write_index(tmp_path / "index")


def told(folder: Path, tmp_path: Path, content: str) -> Item:
    (item,) = import_file(folder, tmp_path / "uit.jsonld", content).items
    return item


def test_annotation_of_another_tool_by_position_alone(folder: Path, tmp_path: Path) -> None:
    content = annotation("toezegging", {"id": "x:y", "digest": DIGEST}, position=file_position("De zorg is duur1."))
    item = told(folder, tmp_path, content)
    assert (item.outcome, item.text, item.is_moved) == (Outcome.CHANGED, "De zorg is duur1.", False)


def test_annotation_of_another_tool_by_words_alone(folder: Path, tmp_path: Path) -> None:
    content = annotation("kind: aanbeveling", "nota.md", quote={"exact": "De zorg is duur1."})
    item = told(folder, tmp_path, content)
    assert (item.outcome, item.is_moved) == (Outcome.CHANGED, True)
    assert state(folder)[item.statement]["strength"] == "should"


def test_selection_inside_a_sentence_is_of_its_statement(folder: Path, tmp_path: Path) -> None:
    content = annotation(
        "toezegging", {"digest": DIGEST}, position=file_position("zorg is"), quote={"exact": "zorg is"}
    )
    assert told(folder, tmp_path, content).text == "De zorg is duur1."


def test_selection_of_two_sentences_is_of_none(folder: Path, tmp_path: Path) -> None:
    place = file_position("De zorg is duur1. Wij maken dit jaar een plan.")
    item = told(folder, tmp_path, annotation("toezegging", {"digest": DIGEST}, position=place))
    assert (item.outcome, item.reason) == (Outcome.NO_PLACE, "it covers 2 sentences, and a correction is of one")


def test_selection_with_a_sign_of_the_next_sentence(folder: Path, tmp_path: Path) -> None:
    item = told(
        folder, tmp_path, annotation("claim", {"digest": DIGEST}, position=file_position("De zorg is duur1. W"))
    )
    assert (item.outcome, item.text) == (Outcome.UNCHANGED, "De zorg is duur1.")


def test_position_with_other_words_is_not_trusted(folder: Path, tmp_path: Path) -> None:
    """The words say where it is meant; where they stand nowhere, it has no place."""
    place = file_position("De zorg is duur1.")
    moved = annotation("claim", {"digest": DIGEST}, position=place, quote={"exact": "Wij maken dit jaar een plan."})
    item = told(folder, tmp_path, moved)
    assert (item.outcome, item.text, item.is_moved) == (Outcome.CHANGED, "Wij maken dit jaar een plan.", True)
    gone = annotation("toezegging", {"digest": DIGEST}, position=place, quote={"exact": "De zorg is goedkoop."})
    item = told(folder, tmp_path, gone)
    assert item.outcome is Outcome.NO_PLACE
    assert item.reason == "its words are no sentence of the document as it is in the index now"


def test_sentence_with_two_statements_wants_to_know_which(folder: Path, tmp_path: Path) -> None:
    part = paged_part()
    whole = annotation("toezegging", {"digest": part.document.id}, position={"start": 0, "end": 41})
    item = told(folder, tmp_path, whole)
    first, second = (one.id for one in part.statements[:2])
    assert item.reason == f"the sentence makes 2 statements ({first}, {second}), and it is not told which is meant"
    half = annotation("toezegging", {"digest": part.document.id}, position={"start": 20, "end": 41})
    assert told(folder, tmp_path, half).statement == second


def test_document_by_its_address_and_by_the_name_of_its_hash(folder: Path, tmp_path: Path) -> None:
    page = json.loads(annotations(folder))
    source = page["items"][0]["target"]["source"]
    exact = page["items"][0]["target"]["selector"][0]["exact"]
    item = told(folder, tmp_path, annotation("toezegging", {"id": source["id"]}, quote={"exact": exact}))
    assert item.outcome is Outcome.CHANGED


def test_what_hypothesis_gives(folder: Path, tmp_path: Path) -> None:
    selector = [{"type": "TextQuoteSelector", "exact": "De zorg is duur1.", "prefix": "", "suffix": ""}]
    row = {
        "id": "x",
        "uri": "nota.md",
        "updated": "2026-01-05T09:00:00+00:00",
        "text": "omdat",
        "tags": ["kind: toezegging", "wonen"],
        "target": [{"source": "nota.md", "selector": selector}],
    }
    item = told(folder, tmp_path, json.dumps({"total": 1, "rows": [row]}))
    assert (item.outcome, item.text) == (Outcome.CHANGED, "De zorg is duur1.")
    with Reader.open(folder) as reader:
        (record,) = reader.corrections()
    assert (record.note, record.made_at) == ("omdat", "2026-01-05T09:00:00+00:00")


def test_document_that_is_not_in_the_index(folder: Path, tmp_path: Path) -> None:
    item = told(folder, tmp_path, annotation("claim", "https://elders.nl/x.pdf", quote={"exact": "De zorg is duur1."}))
    assert item.outcome is Outcome.NOT_IN_INDEX
    assert item.reason == "the document https://elders.nl/x.pdf is not in the index"


def other_version(part: Ingested, count: int) -> Ingested:
    """The same document, read by a version that finds so many sentences more before it: all positions are others."""
    text = " ".join(["Vooraf iets."] * count + [part.document.text])
    document = make_document([text])
    changed = ingested(replace(document, id=part.document.id), [(count, ADVICE, OWN), (count + 1, CLAIM, OWN)])
    return changed


@pytest.mark.parametrize("suffix", ["jsonld", "qdpx"])
def test_what_was_read_anew_is_found_by_its_words(suffix: str, tmp_path: Path) -> None:
    part = ingested(make_document(["Gemeenten moeten sparen. De zorg is duur."]), [(0, ADVICE, OWN), (1, CLAIM, OWN)])
    old = write_index(tmp_path / "old", ("a.txt", part))
    key = part.statements[1].id
    codes = (["kind: claim"], ["kind: commitment"])
    content: str | bytes = annotations(old, key, codes) if suffix == "jsonld" else project(old, key, codes)
    new = write_index(tmp_path / "new", ("a.txt", other_version(part, 3)))
    report = import_file(new, tmp_path / f"uit.{suffix}", content)
    assert outcomes(report) == [Outcome.CHANGED]
    (item,) = [one for one in report.items if one.outcome is Outcome.CHANGED]
    assert (item.text, item.is_moved) == ("De zorg is duur.", True)
    assert item.statement.endswith(":s4")
    assert outcomes(import_file(new, tmp_path / f"uit.{suffix}", content)) == []


def test_words_that_stand_twice_are_told_apart_by_those_around_them(tmp_path: Path) -> None:
    document = make_document(["Hier is het druk. De zorg is duur. Daar is het stil. De zorg is duur. Tot slot iets."])
    part = ingested(document, [(1, CLAIM, OWN), (3, CLAIM, OWN)])
    folder = write_index(tmp_path / "index", ("a.txt", part))
    quote = {"exact": "De zorg is duur.", "prefix": "n Daar is het stil. ", "suffix": " Tot slot ie"}
    item = told(folder, tmp_path, annotation("toezegging", {"digest": document.id}, quote=quote))
    assert (item.outcome, item.statement) == (Outcome.CHANGED, part.statements[1].id)
    unsure = annotation("toezegging", {"digest": document.id}, quote={"exact": "De zorg is duur."})
    item = told(folder, tmp_path, unsure)
    assert item.reason == "its words stand in 2 places, and none is where the file has them"
