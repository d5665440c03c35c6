"""Words, stems, phrases, and text that is hostile to a query language."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from store_builders import DIMENSIONS, ingested, make_document

from policytext.store import Filters, Reader, Writer
from policytext.store.fulltext import (
    COLUMNS,
    index_columns,
    parts,
    parts_expression,
    query_expression,
    question_words,
    stem,
    stopwords,
    tokens,
)
from policytext.types.vocabulary import Attribution, BlockKind, StatementKind

SENTENCES = (
    "De gemeenten verkorten de wachtlijsten in de jeugdhulp⁹.",  # 0
    "Één coördinator begeleidt het gezin.",  # 1
    "De wachttijd daalde van 31 839 naar 12 dagen.",  # 2
    "De gemeente is aan zet.",  # 3
    "Niet alles is van iedereen.",  # 4
)
ASIDE = (
    (BlockKind.HEADING, "Wachtlijsten aanpakken"),  # 5
    (BlockKind.HEADING, "Schaf de wachtlijsten af"),  # 6, states something
    (BlockKind.NOTE, "Zie over wachtlijsten het jaarverslag."),  # 7
    (BlockKind.PARAGRAPH, "Wachtlijsten zijn een schande.", BlockKind.COMMENT),  # 8
    (BlockKind.FURNITURE, "Wachtlijsten en meer 12"),  # 9
)


@pytest.fixture(scope="module")
def reader(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Reader]:
    """An index of the sentences above."""
    folder = tmp_path_factory.mktemp("fulltext")
    with Writer.open(folder, model="hash", dimensions=DIMENSIONS, pipeline_version="1") as writer:
        part = ingested(make_document([*SENTENCES, *ASIDE]), [(6, StatementKind.RECOMMENDATION, Attribution.OWN)])
        part.put(writer, "a.txt")
    with Reader.open(folder) as opened:
        yield opened


def texts(reader: Reader, query: str, filters: Filters | None = None, **options: bool) -> list[str]:
    """The texts found, best first."""
    found = reader.match(query, filters, **options)
    scores = [score for _, score in found]
    assert scores == sorted(scores, reverse=True)
    return [record.text for record in reader.sentence_records([unit for unit, _ in found])]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        pytest.param("wachtlijst", {0, 6}, id="singular finds plural, and a heading that states something"),
        pytest.param("gemeenten", {0, 3}, id="plural finds singular"),
        pytest.param("Eén COORDINATOR", {1}, id="case and accents do not count"),
        pytest.param("jeugdhulp", {0}, id="a note marker does not stick to its word"),
        pytest.param("31.839", {2}, id="a number with another separator"),
        pytest.param("de wachttijd van het", {2}, id="function words are dropped"),
        pytest.param("niet van", {0, 1, 2, 3, 4, 6} & {2, 4}, id="unless there is nothing else"),
        pytest.param('"aan zet"', {3}, id="a phrase, function words included"),
        pytest.param('"zet aan"', set(), id="a phrase in another order"),
        pytest.param('gezin "verkorten de wachtlijsten"', {0}, id="a phrase must occur, a loose word need not"),
        pytest.param("„aan zet” wachttijd", {3}, id="Dutch quotation marks"),
        pytest.param("schande jaarverslag", set(), id="neither comments nor notes unless asked for"),
        pytest.param("xyzzy", set(), id="a word that is nowhere"),
        pytest.param("", set(), id="nothing"),
        pytest.param("... ¿! ⁹", set(), id="no word"),
    ],
)
def test_query_finds(reader: Reader, query: str, found: set[int]) -> None:
    sentences = [*SENTENCES, *(part[1] for part in ASIDE)]
    assert set(texts(reader, query)) == {sentences[number] for number in found}


COMPOUNDS = (
    "De jeugdhulpplicht geldt voor elke gemeente.",  # 0
    "De jeugdhulp is op orde.",  # 1
    "De plicht om te leren bestaat lang.",  # 2
    "Er is een plicht om jeugdhulp te bieden.",  # 3
    "Jeugdhulpaanbieders melden zich.",  # 4
    "Kamerleden stelden vragen.",  # 5
    "De overheid betaalt.",  # 6
    "Wie heeft gezondheid en zorg nodig?",  # 7
)


@pytest.fixture(scope="module")
def compounds(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Reader]:
    """An index of sentences with compounds."""
    folder = tmp_path_factory.mktemp("compounds")
    with Writer.open(folder, model="hash", dimensions=DIMENSIONS, pipeline_version="1") as writer:
        ingested(make_document(list(COMPOUNDS))).put(writer, "a.txt")
    with Reader.open(folder) as opened:
        yield opened


@pytest.mark.parametrize(
    ("query", "with_word", "with_parts"),
    [
        pytest.param("jeugdhulp", {0, 1, 3, 4}, {0, 1, 3, 4}, id="in compounds that have it"),
        pytest.param("jeugd", {0, 1, 3, 4}, set(), id="in compounds of compounds"),
        pytest.param("jeugdhulpplicht", {0}, {0, 1, 3, 4}, id="a compound part of a compound, not a simple one"),
        pytest.param("kamerlid", {5}, {5}, id="irregular plural of a part"),
        pytest.param("lid", {5}, set(), id="irregular plural in a compound"),
        pytest.param("gezondheidszorg", set(), {7}, id="all simple parts together"),
        pytest.param("heid", set(), set(), id="a suffix is no part"),
        pytest.param('"jeugdhulp"', {1, 3}, set(), id="word for word in quotation marks"),
        pytest.param('"een plicht" jeugdhulpplicht', {3}, {3}, id="a phrase must occur whatever the parts"),
        pytest.param("overheid 2024", {6}, set(), id="no compound"),
    ],
)
def test_compounds_and_their_parts(compounds: Reader, query: str, with_word: set[int], with_parts: set[int]) -> None:
    numbers = lambda found: {int(unit.partition(":")[2]) for unit, _ in found}  # noqa: E731
    assert numbers(compounds.match(query)) == with_word
    assert numbers(compounds.match_parts(query)) == with_parts


VERBS = (
    "De wachttijd nam in dat jaar sterk toe.",  # 0
    "De toegenomen wachttijd is een zorg.",  # 1
    "Wij nemen de proef over.",  # 2
    "Het aantal plaatsen kan niet toenemen.",  # 3
    "Over de kans op herstel spreekt niemand.",  # 4
)


@pytest.mark.parametrize(
    ("query", "found"),
    [
        pytest.param("neemt de wachttijd toe", {0, 1, 3}, id="a verb in two words"),
        pytest.param("toename", set(), id="a noun of it is another word here"),
        pytest.param("overgenomen", {2}, id="in two words in the text alone"),
        pytest.param("overheid", set(), id="is not over"),
        pytest.param("kansen", {4}, id="is not kan"),
    ],
)
def test_verbs_in_two_words(tmp_path: Path, query: str, found: set[int]) -> None:
    with Writer.open(tmp_path, model="hash", dimensions=DIMENSIONS, pipeline_version="1") as writer:
        ingested(make_document(list(VERBS))).put(writer, "a.txt")
    with Reader.open(tmp_path) as opened:
        assert {int(unit.partition(":")[2]) for unit, _ in opened.match(query)} == found


def test_question_words_join_verbs_and_leave_others_as_they_are() -> None:
    assert question_words("Neemt Één wachtlijst⁹ toe?") == ["toenemen", "een", "wachtlijst"]


@pytest.mark.parametrize("word", ["overheid", "overheden", "kans", "waarde", "geweld", "steden", "reden", "gewas"])
def test_no_word_has_the_stem_of_a_function_word(word: str) -> None:
    assert stem(word) not in {stem(function) for function in stopwords()}


@pytest.mark.parametrize(("one", "other"), [("overheid", "overheden"), ("kans", "kansen"), ("waarde", "waarden")])
def test_its_forms_keep_one_stem(one: str, other: str) -> None:
    assert stem(one) == stem(other)


def test_word_comes_before_compounds_with_it(compounds: Reader) -> None:
    found = texts(compounds, "jeugdhulp")
    assert set(found[:2]) == {COMPOUNDS[1], COMPOUNDS[3]}
    assert texts(compounds, "jeugdhulp", require_all=True) == found


@pytest.mark.parametrize(
    ("word", "stems"),
    [
        pytest.param(
            "jeugdhulpaanbieders", ("jeugdhulpaanbieder", "jeugdhulp", "jeugd", "hulp", "aanbieder"), id="nested"
        ),
        pytest.param("leden", ("lid",), id="lemma"),
        pytest.param("2024", ("2024",), id="number"),
        pytest.param("covid19", ("covid19",), id="with digits"),
    ],
)
def test_parts_of_a_word(word: str, stems: tuple[str, ...]) -> None:
    assert parts(word) == stems


def test_columns_are_as_many_as_the_table_has() -> None:
    assert len(index_columns("De jeugdhulpplicht geldt.")) == len(COLUMNS)


def test_query_without_compounds_has_no_parts() -> None:
    assert parts_expression("de overheid") is None


@pytest.mark.parametrize(
    ("filters", "found"),
    [
        pytest.param(Filters(), {0, 6}, id="running text"),
        pytest.param(Filters(include_notes=True), {0, 6, 7}, id="with notes"),
        pytest.param(Filters(include_comments=True), {0, 6, 8}, id="with comments"),
        pytest.param(Filters(kinds=(StatementKind.RECOMMENDATION,)), {6}, id="recommendations"),
        pytest.param(Filters(kinds=(StatementKind.CLAIM,)), set(), id="claims"),
    ],
)
def test_scope_of_a_search(reader: Reader, filters: Filters, found: set[int]) -> None:
    units = {int(unit.partition(":")[2]) for unit, _ in reader.match("wachtlijsten", filters)}
    assert units == found
    assert found <= {int(unit.partition(":")[2]) for unit in reader.unit_ids(filters)}


def test_exact_words_come_before_other_inflections(reader: Reader) -> None:
    assert texts(reader, "gemeente")[0] == "De gemeente is aan zet."


def test_all_words_when_asked(reader: Reader) -> None:
    assert texts(reader, "gemeente wachtlijst", require_all=True) == [SENTENCES[0]]


def test_limit(reader: Reader) -> None:
    assert len(reader.match("wachtlijst gemeente", limit=1)) == 1
    assert reader.match("wachtlijst", limit=0) == []


@given(st.text())
@settings(deadline=None)  # the first words read the word list
@example('"')
@example('words : "a" NEAR(b, 2) ^c* NOT -d + {words stems} : e')
@example("a\0b; DROP TABLE unit; --")
@example("\ud800 zorg \udfff")
@example('" " "" ""\'')
@example(" OR ".join(f"woord{number}" for number in range(3000)))
@example('"' + " ".join(f"w{number}" for number in range(3000)) + '"')
@example("".join(f'"zorg{number}" ' for number in range(1000)))
def test_no_text_is_a_wrong_query(reader: Reader, query: str) -> None:
    reader.match(query)
    reader.match_parts(query)
    reader.match(query, require_all=True)


def test_endless_query_of_compounds_is_cut(reader: Reader) -> None:
    firsts = ("jeugdhulp", "woningbouw", "arbeidsmarkt", "kinderopvang", "energie", "gemeente", "zorg", "kwaliteits")
    seconds = ("plan", "beleid", "plicht", "wet", "akkoord", "toezicht", "regio", "team", "aanbieder", "visie")
    lasts = ("brief", "kosten", "kader", "debat", "agenda")
    words = [f"{first}{second}s{last}" for first in firsts for second in seconds for last in lasts]
    assert len(parts_expression(" ".join(words)) or "") > 10_000
    reader.match_parts(" ".join(words))


@given(st.text())
def test_every_token_is_plain(text: str) -> None:
    assert all(token and token.isalnum() for token in tokens(text))


def test_query_without_words_is_no_expression() -> None:
    assert query_expression('"" - *') is None
