"""Ranking by meaning and by words, fused; and what a search gives of it."""

from collections.abc import Callable, Sequence
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest

from policytext.query.open_index import OpenIndex
from policytext.query.retrieve import Asked, candidates, fused, on_reference_scale, with_features
from policytext.query.search import search
from policytext.store import Filters

Open = Callable[[dict[str, str]], OpenIndex]
VECTOR = np.zeros(1, dtype=np.float32)

TEXTS = {
    "een.txt": "De wijk wacht\n\nDe wachtlijsten in de jeugdhulp groeien. Ouders maken zich zorgen.\n",
    "twee.txt": "Het loket sluit\n\nGemeenten sluiten het loket in de winter. De bibliotheek blijft open.\n",
}


def ranked(by_meaning: Sequence[str], by_words: Sequence[str], by_parts: Sequence[str] = "") -> Any:
    """An index that gives these rankings, whatever is asked."""
    rank = lambda units: [(unit, 1.0) for unit in units]  # noqa: E731
    reader = SimpleNamespace(match=lambda *_: rank(by_words), match_parts=lambda *_: rank(by_parts))
    return SimpleNamespace(nearest=lambda *_: rank(by_meaning), reader=reader)


@pytest.mark.parametrize(
    ("by_meaning", "by_words", "best"),
    [
        pytest.param("abc", "", "abc", id="by meaning alone"),
        pytest.param("", "abc", "abc", id="by words alone"),
        pytest.param("ab", "bc", "bac", id="found by both stands first"),
        pytest.param("abcd", "dcba", "adbc", id="first and last outweigh twice the middle"),
        pytest.param("ba", "", "ba", id="order is that of the ranking"),
        pytest.param("b", "a", "ab", id="a tie is settled by the id"),
        pytest.param("", "", "", id="nothing"),
    ],
)
def test_fusion(by_meaning: str, by_words: str, best: str) -> None:
    found = fused(ranked(by_meaning, by_words), "vraag", VECTOR, Filters())
    assert "".join(found) == best
    assert list(found.values()) == sorted(found.values(), reverse=True)


@pytest.mark.parametrize(
    ("by_meaning", "by_words", "by_parts", "best"),
    [
        pytest.param("", "ab", "cab", "abc", id="after the words, though the parts' own ranking has it first"),
        pytest.param("abc", "", "d", "abcd", id="after meaning"),
        pytest.param("ab", "", "b", "ba", id="of two that mean about the same, the one with the parts"),
        pytest.param("ab", "a", "a", "ab", id="what has the words gets nothing for the parts"),
    ],
)
def test_parts_of_compounds_count_little(by_meaning: str, by_words: str, by_parts: str, best: str) -> None:
    found = fused(ranked(by_meaning, by_words, by_parts), "vraag", VECTOR, Filters())
    assert "".join(found) == best
    without = fused(ranked(by_meaning, by_words), "vraag", VECTOR, Filters())
    assert {unit: found[unit] for unit in by_words} == {unit: without[unit] for unit in by_words}


@pytest.mark.parametrize(
    ("query", "first", "second"),
    [
        pytest.param(
            "jeugdhulpplicht", "De jeugdhulpplicht geldt.", "De jeugdhulp is goed.", id="a part after the word"
        ),
        pytest.param("jeugdhulp", "De jeugdhulp is goed.", "De jeugdhulpplicht geldt.", id="a compound after the word"),
    ],
)
def test_search_finds_compounds_and_parts(opened: Open, lenient: None, query: str, first: str, second: str) -> None:
    text = "Titel\n\nDe jeugdhulp is goed.\n\nHet weer is mooi.\n\nDe jeugdhulpplicht geldt.\n\nDe kat slaapt.\n"
    hits = [hit.sentence.text for hit in search(opened({"een.txt": text}), query, Filters(), limit=50).hits]
    assert {first, second} <= set(hits)


def test_search_finds_by_words_and_gives_records(opened: Open, lenient: None) -> None:
    answer = search(opened(TEXTS), "wachtlijsten jeugdhulp", Filters(), limit=2)
    assert answer.hits[0].sentence.text == "De wachtlijsten in de jeugdhulp groeien."
    assert answer.total >= len(answer.hits) == 2
    assert -1 <= answer.hits[0].similarity <= 1.001


def test_search_finds_other_forms_of_a_word(opened: Open) -> None:
    assert "wachtlijsten" in search(opened(TEXTS), "wachtlijst", Filters(), limit=1).hits[0].sentence.text


@pytest.mark.parametrize(
    ("query", "count"),
    [
        pytest.param('"loket in de winter"', 1, id="the phrase"),
        pytest.param('"loket in de winter" bibliotheek', 1, id="the phrase and another word"),
        pytest.param('"loket in de zomer"', 0, id="a phrase that occurs nowhere"),
    ],
)
def test_quoted_words_must_occur(opened: Open, query: str, count: int) -> None:
    answer = search(opened(TEXTS), query, Filters())
    assert answer.total == len(answer.hits) == count
    assert all("loket in de winter" in hit.sentence.text for hit in answer.hits)


def test_parts_of_an_answer_make_the_whole(opened: Open) -> None:
    index = opened(TEXTS)
    whole = [hit.sentence.id for hit in search(index, "het loket in de wijk", Filters(), limit=50).hits]
    parts = [
        search(index, "het loket in de wijk", Filters(), limit=2, offset=at).hits for at in range(0, len(whole), 2)
    ]
    assert [hit.sentence.id for part in parts for hit in part] == whole
    assert len(set(whole)) == len(whole)


def test_filter_holds_for_both_rankings(opened: Open) -> None:
    answer = search(opened(TEXTS), "het loket in de wijk", Filters(documents=("een.txt",)), limit=50)
    assert {hit.sentence.document.source for hit in answer.hits} == {"een.txt"}


def test_candidates_have_their_similarity(opened: Open) -> None:
    index = opened(TEXTS)
    text = "De wachtlijsten in de jeugdhulp groeien."
    found = {
        record.text: cosine
        for record, cosine in candidates(index, text, index.encoder.encode_query(text), Filters(), 9)
    }
    assert found[text] == pytest.approx(1, abs=1e-5)
    assert max(found.values()) == found[text]


def test_a_question_asked_again_reads_only_what_it_did_not_find_before(
    opened: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A brief asks one question four times; each time the answer is that of an index where it was asked once."""
    text = "De wachtlijsten in de jeugdhulp groeien."
    index, fresh = opened(TEXTS), opened(TEXTS)
    units = index.reader.unit_ids()
    read: list[str] = []
    ask, passages = index.reader.sentence_records, index.reader.passages
    monkeypatch.setattr(index.reader, "sentence_records", lambda ids: (read.extend(ids), ask(ids))[1])
    monkeypatch.setattr(index.reader, "passages", lambda ids: (read.extend(ids), passages(ids))[1])
    vector = index.query_vector(text)
    first = with_features(index, text, vector, units[:2])
    assert (first[0].record.id, read) == (units[0], [*units[:2], *units[:2]])
    again = with_features(index, text, vector, [*units[::-1], "elders:1"])
    assert [one.record.id for one in again] == units[::-1]
    assert sorted(read) == sorted([*units, *units, "elders:1"])
    expected = {one.unit: one for one in with_features(fresh, text, vector, units)}
    for one in [*first, *again]:
        assert (one.passage, one.record) == (expected[one.unit].passage, expected[one.unit].record)
    for one in again:
        assert one.features.tolist() == expected[one.unit].features.tolist()


def test_an_index_keeps_the_last_questions_only(opened: Open) -> None:
    index = opened(TEXTS)
    first = Asked.of(index, "de wijk")
    assert Asked.of(index, "het loket") is not first
    assert Asked.of(index, "de wijk") is first
    Asked.of(index, "de winter")
    assert list(index.asked) == ["de wijk", "de winter"]


def test_a_question_is_encoded_once(opened: Open, monkeypatch: pytest.MonkeyPatch) -> None:
    index = opened(TEXTS)
    encoded: list[str] = []
    encode = index.encoder.encode_query
    monkeypatch.setattr(index.encoder, "encode_query", lambda text: (encoded.append(text), encode(text))[1])
    assert search(index, "het loket", Filters()).hits == search(index, "het loket", Filters()).hits
    assert encoded == ["het loket"]


def test_index_without_documents_answers_with_nothing(opened: Open) -> None:
    answer = search(opened({"een.txt": "Titel van de nota.\n"}), "iets", Filters(date_from="2020"))
    assert (answer.total, answer.hits) == (0, ())


@pytest.mark.parametrize(
    ("model", "cosine", "expected"),
    [
        pytest.param("multilingual-e5-small", 0.9, 0.9, id="default model as it is"),
        pytest.param("other", 0.3, 0.815, id="the mean of another is that of the reference"),
        pytest.param("other", 0.5, 0.841, id="one deviation above is one above"),
    ],
)
def test_reference_scale(model: str, cosine: float, expected: float) -> None:
    index: Any = SimpleNamespace(model=model, similarity_scale=(0.3, 0.2))  # Any: stands for an OpenIndex
    assert on_reference_scale(index, cosine) == pytest.approx(expected)
