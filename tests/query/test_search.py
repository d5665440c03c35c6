"""Search as a whole: duplicates, order, facets, operators, and saying that nothing is near enough."""

import random
from collections.abc import Callable
from dataclasses import replace
from types import SimpleNamespace

import pytest

from policytext.errors import ConfigError
from policytext.query import search as searching
from policytext.query.open_index import OpenIndex
from policytext.query.search import Order, search, search_like
from policytext.store import Filters
from policytext.store.passages import Passage, Words

Open = Callable[[dict[str, str]], OpenIndex]

SAME = "Gemeenten moeten de wachtlijsten in de jeugdhulp dit jaar nog halveren."
TEXTS = {
    "een.txt": f"Brief\n\n1 maart 2019\n\nDe wachtlijsten groeien. {SAME} Het weer is mooi.\n",
    "twee.txt": f"Nota\n\n2 mei 2021\n\nHet loket sluit in de winter. {SAME} De bibliotheek blijft open.\n",
}


def said(index: OpenIndex, query: str, order: Order = Order.RELEVANCE) -> list[str]:
    return [hit.sentence.text for hit in search(index, query, Filters(), limit=50, order=order).hits]


def test_what_two_documents_say_alike_is_shown_once(opened: Open, lenient: None) -> None:
    answer = search(opened(TEXTS), "wachtlijsten in de jeugdhulp halveren", Filters())
    first = next(hit for hit in answer.hits if hit.sentence.text == SAME)
    assert [other.text for other in first.also] == [SAME]
    assert first.also[0].document.source != first.sentence.document.source
    assert sum(hit.sentence.text == SAME for hit in answer.hits) == 1


def test_short_sentences_that_differ_in_a_word_stay_apart(opened: Open, lenient: None) -> None:
    text = "Brief\n\nGemeenten betalen de zorg. Gemeenten betalen de hulp. Gemeenten regelen de zorg.\n"
    assert len(said(opened({"een.txt": text}), "gemeenten betalen")) == 3


def agreeing(left: frozenset[str], right: frozenset[str]) -> bool:
    return len(left & right) >= 0.8 * len(left | right)


def test_those_that_agree_are_found_without_comparing_all() -> None:
    lot = random.Random(3)
    rated = []
    for number in range(400):
        stems = lot.sample("abcdefghijklmnop", lot.randint(4, 14))
        words = Words.of(" ".join(f"{stem}{number % 7}" for stem in stems), " ".join(stems), "")
        passage = Passage(f"d:{number}", words, None, None, ())
        rated.append((SimpleNamespace(unit=f"d:{number}", passage=passage), 0.5))
    firsts: list[tuple[str, frozenset[str], tuple[str, ...]]] = []
    expected: dict[str, list[str]] = {}
    for one, _ in rated:
        stems_of = frozenset(one.passage.words.stems)
        same = (
            unit
            for unit, others, words_of in firsts
            if words_of == one.passage.words.words
            or (min(len(stems_of), len(others)) >= 6 and agreeing(stems_of, others))
        )
        known = next(same, None)
        if known is None:
            firsts.append((one.unit, stems_of, one.passage.words.words))
            expected[one.unit] = []
        else:
            expected[known].append(one.unit)
    found = searching._once(rated)  # type: ignore[arg-type]
    assert {one.candidate.unit: [other.unit for other in one.also] for one in found} == expected
    assert 50 < len(found) < 350


@pytest.mark.parametrize(
    ("query", "found"),
    [
        pytest.param("loket AND winter", ["Het loket sluit in de winter."], id="and"),
        pytest.param("(loket OR bibliotheek) NOT winter", ["De bibliotheek blijft open."], id="not"),
        pytest.param("biblio*", ["De bibliotheek blijft open."], id="prefix"),
        pytest.param("loket AND zomer", [], id="nothing"),
    ],
)
def test_operators_decide_what_is_found(opened: Open, query: str, found: list[str]) -> None:
    assert said(opened(TEXTS), query) == found


def test_operators_that_cannot_be_read_are_refused(opened: Open) -> None:
    with pytest.raises(ConfigError, match="bracket"):
        search(opened(TEXTS), "(loket AND winter", Filters())


def test_newest_first(opened: Open, lenient: None) -> None:
    answer = search(opened(TEXTS), "het loket en de wachtlijsten", Filters(), limit=50, order=Order.DATE)
    dates = [hit.sentence.document.date or "" for hit in answer.hits]
    assert dates == sorted(dates, reverse=True)
    assert set(dates) == {"2019-03-01", "2021-05-02"}


def test_of_one_day_the_best_first(opened: Open, lenient: None) -> None:
    query, index = "wachtlijsten in de jeugdhulp", opened({"een.txt": TEXTS["een.txt"]})
    assert said(index, query, Order.DATE) == said(index, query)


def test_facets_count_all_hits_whatever_part_is_shown(opened: Open, lenient: None) -> None:
    index = opened(TEXTS)
    answer = search(index, "het loket en de wachtlijsten", Filters(), limit=1)
    assert sum(count for _, count in answer.facets.years) == answer.total > 1
    assert answer.facets.years == tuple(sorted(answer.facets.years))
    assert answer.facets == search(index, "het loket en de wachtlijsten", Filters(), limit=50).facets


def test_nothing_near_enough_is_said_and_the_nearest_given(opened: Open, monkeypatch: pytest.MonkeyPatch) -> None:
    shipped = searching.ranker()
    monkeypatch.setattr(searching, "ranker", lambda: replace(shipped, enough=1.0))
    answer = search(opened(TEXTS), "vulkanen", Filters())
    assert not answer.is_enough
    assert answer.hits


def test_what_else_says_this_leaves_the_statement_itself_out(opened: Open, lenient: None) -> None:
    index = opened(TEXTS)
    whole = search(index, SAME, Filters())
    key = next(hit.sentence.id for hit in whole.hits if hit.sentence.text == SAME)
    other = search_like(index, [key], SAME, Filters())
    assert SAME in {hit.sentence.text for hit in other.hits}
    assert key not in {hit.sentence.id for hit in other.hits}


def test_a_term_that_is_everywhere_weighs_nothing_negative(opened: Open, lenient: None) -> None:
    answer = search(opened(TEXTS), "de het", Filters(), limit=50)
    assert all(0 <= hit.score <= 1 for hit in answer.hits)


def test_a_sentence_that_points_back_comes_with_the_one_before(opened: Open, lenient: None) -> None:
    text = "Brief\n\nDe transformatie is begonnen. Dat vraagt tijd en geduld. Daarnaast vraagt het geld en tijd.\n"
    answer = search(opened({"een.txt": text}), "tijd en geduld", Filters(), limit=50)
    before = {hit.sentence.text: None if hit.before is None else hit.before.text for hit in answer.hits}
    assert before["Dat vraagt tijd en geduld."] == "De transformatie is begonnen."
    assert before["Daarnaast vraagt het geld en tijd."] is None
