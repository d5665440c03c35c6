"""Queries with operators: what they find, what they refuse, and that nothing of them reaches FTS5's syntax."""

import sqlite3
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policytext.errors import ConfigError
from policytext.store.fulltext import COLUMNS, index_columns
from policytext.store.query_syntax import has_operators, read_boolean

TEXTS = (
    "Wijkteams vormen de toegang tot jeugdhulp.",
    "Het wijkteam stelt een indicatie voor passend onderwijs.",
    "De inkoop loopt via een regionaal contract.",
    "De inkoop van zorg is een zaak van gemeenten, die daarvoor samen en tijdig en in overleg een contract sluiten.",
    "Jeugdhulpplicht van gemeenten",
)


@pytest.fixture(scope="module")
def index() -> Iterator[sqlite3.Connection]:
    connection = sqlite3.connect(":memory:")
    connection.execute(f"CREATE VIRTUAL TABLE t USING fts5 ({', '.join(COLUMNS)})")
    for number, text in enumerate(TEXTS):
        connection.execute(
            "INSERT INTO t (rowid, words, stems, parts) VALUES (?, ?, ?, ?)", (number, *index_columns(text))
        )
    yield connection
    connection.close()


def found(index: sqlite3.Connection, query: str) -> set[int]:
    expression = read_boolean(query).expression
    return {row[0] for row in index.execute("SELECT rowid FROM t WHERE t MATCH ?", (expression,))}


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        pytest.param("wijkteam AND toegang", {0}, id="and"),
        pytest.param("wijkteam EN toegang", {0}, id="Dutch and"),
        pytest.param("wijkteam toegang OR inkoop", {0, 2, 3}, id="side by side binds closer than or"),
        pytest.param("wijkteam NOT toegang", {1}, id="not"),
        pytest.param("wijkteam EN NIET toegang", {1}, id="Dutch and not"),
        pytest.param("wijkteam* AND (toegang OF indicatie)", {0, 1}, id="brackets and prefix"),
        pytest.param('wijkteam NOT "passend onderwijs"', {0}, id="phrase"),
        pytest.param("NEAR(inkoop contract, 5)", {2}, id="near"),
        pytest.param("NABIJ(inkoop contract, 40)", {2, 3}, id="Dutch near, wider"),
        pytest.param("jeugdhulp AND gemeente", {4}, id="part of a compound, other inflection"),
        pytest.param("(inkoop OR toegang) NOT (gemeente OR jeugdhulp)", {2}, id="not a group"),
    ],
)
def test_what_is_found(index: sqlite3.Connection, query: str, expected: set[int]) -> None:
    assert found(index, query) == expected


@pytest.mark.parametrize(
    "query",
    [
        "NOT x",
        "a AND",
        "AND a",
        "a OR",
        "(a AND b",
        "a) AND b",
        "NEAR(a)",
        "a AND NOT",
        '"" AND a',
        "a OR NOT b",
        "( ) AND a",
    ],
)
def test_what_cannot_be_read_is_refused_with_a_remedy(query: str) -> None:
    with pytest.raises(ConfigError) as refused:
        read_boolean(query)
    assert "wijkteam*" in (refused.value.hint or "")


def test_brackets_without_end_are_refused() -> None:
    with pytest.raises(ConfigError, match="brackets"):
        read_boolean("(" * 5000 + "a AND b" + ")" * 5000)


def test_terms_without_end_are_refused() -> None:
    with pytest.raises(ConfigError, match="terms"):
        read_boolean(" OR ".join(f"w{number}" for number in range(500)))


@pytest.mark.parametrize(
    ("query", "has"),
    [
        pytest.param("wie moet wijkteams betalen", False, id="question"),
        pytest.param("het Rijk of de gemeente en de wijk", False, id="small words"),
        pytest.param("WACHTLIJSTEN EN TARIEVEN", False, id="all in capitals"),
        pytest.param("waarom is dit NIET geregeld", False, id="stressed"),
        pytest.param('"1 op de 8"', False, id="a phrase alone"),
        pytest.param("toegang AND wijk", True, id="and"),
        pytest.param("wijkteam*", True, id="prefix"),
        pytest.param("NEAR(a b)", True, id="near"),
    ],
)
def test_when_a_query_is_read_so(query: str, has: bool) -> None:
    assert has_operators(query) is has


def test_denied_words_are_not_asked_for() -> None:
    assert read_boolean("wijk NOT (school OR sport) AND zorg").words == "wijk zorg"


@given(
    st.lists(
        st.sampled_from(
            [
                "AND",
                "OR",
                "NOT",
                "EN",
                "NIET",
                "(",
                ")",
                '"',
                "*",
                "a*",
                "NEAR(",
                ",",
                "wijk",
                "-",
                "'",
                "^",
                ":",
                "{",
                "\0",
                "é",
            ]
        )
    ).map(" ".join)
)
def test_any_query_is_valid_or_refused(query: str) -> None:
    connection = sqlite3.connect(":memory:")
    connection.execute(f"CREATE VIRTUAL TABLE t USING fts5 ({', '.join(COLUMNS)})")
    try:
        expression = read_boolean(query).expression
    except ConfigError:
        return
    connection.execute("SELECT rowid FROM t WHERE t MATCH ?", (expression,)).fetchall()
