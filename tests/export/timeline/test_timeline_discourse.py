"""Files for Discourse Network Analyzer: its tables and limits, its offsets, and what it would show of a timeline."""

import base64
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager

from hypothesis import given, settings
from hypothesis import strategies as st
from timeline_builders import PROPOSITION, WORDING, library_timeline, make_entry, make_record, make_timeline

from policytext.export.timeline.discourse import coded_documents
from policytext.query.answers import Timeline
from policytext.store.discourse import (
    PASSWORD,
    SHORT,
    CodedDocument,
    CodedStatement,
    discourse_file,
    password_hash,
    short,
    utf16_length,
)
from policytext.types.vocabulary import Stance

#: Tables of DNA 3.0 with their columns. Source: createTables in leifeld/dna, dna/src/main/java/sql/Sql.java (3.0.8).
COLUMNS = {
    "SETTINGS": "Property Value",
    "CODERS": "ID Name Red Green Blue Refresh FontSize Password PopupWidth ColorByCoder PopupDecoration"
    " PopupAutoComplete PermissionAddDocuments PermissionEditDocuments PermissionDeleteDocuments"
    " PermissionImportDocuments PermissionAddStatements PermissionEditStatements PermissionDeleteStatements"
    " PermissionEditAttributes PermissionEditRegex PermissionEditStatementTypes PermissionEditCoders"
    " PermissionEditCoderRelations PermissionViewOthersDocuments PermissionEditOthersDocuments"
    " PermissionViewOthersStatements PermissionEditOthersStatements",
    "CODERRELATIONS": "ID Coder OtherCoder viewStatements editStatements viewDocuments editDocuments",
    "DOCUMENTS": "ID Title Text Coder Author Source Section Notes Type Date",
    "STATEMENTTYPES": "ID Label Red Green Blue",
    "VARIABLES": "ID Variable DataType StatementTypeId",
    "VARIABLELINKS": "ID SourceVariableId TargetVariableId",
    "REGEXES": "Label Red Green Blue",
    "STATEMENTS": "ID StatementTypeId DocumentId Start Stop Coder",
    "DATABOOLEAN": "ID StatementId VariableId Value",
    "DATAINTEGER": "ID StatementId VariableId Value",
    "DATASHORTTEXT": "ID StatementId VariableId Entity",
    "DATALONGTEXT": "ID StatementId VariableId Value",
    "ENTITIES": "ID VariableId Value Red Green Blue ChildOf",
    "ATTRIBUTEVARIABLES": "ID VariableId AttributeVariable",
    "ATTRIBUTEVALUES": "ID EntityId AttributeVariableId AttributeValue",
}
#: What DNA reads of a statement: its place, and the values of its variables.
STATEMENTS = """
    SELECT s.ID, d.Title, d.Date, s.Start, s.Stop, v.Variable,
        coalesce(e.Value, b.Value, i.Value, l.Value)
    FROM STATEMENTS s JOIN DOCUMENTS d ON d.ID = s.DocumentId JOIN VARIABLES v ON v.StatementTypeId = s.StatementTypeId
    LEFT JOIN DATASHORTTEXT t ON t.StatementId = s.ID AND t.VariableId = v.ID LEFT JOIN ENTITIES e ON e.ID = t.Entity
    LEFT JOIN DATABOOLEAN b ON b.StatementId = s.ID AND b.VariableId = v.ID
    LEFT JOIN DATAINTEGER i ON i.StatementId = s.ID AND i.VariableId = v.ID
    LEFT JOIN DATALONGTEXT l ON l.StatementId = s.ID AND l.VariableId = v.ID
    ORDER BY s.ID, v.ID
"""


@contextmanager
def opened(documents: Sequence[CodedDocument]) -> Iterator[sqlite3.Connection]:
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.deserialize(discourse_file(documents))
        yield connection


def texts_of(timeline: Timeline) -> dict[str, str]:
    """Texts in which every quotation stands where its span says."""
    texts: dict[str, str] = {}
    for entry in (*timeline.entries, *timeline.reported):
        for quote in entry.quotes:
            start = quote.sentence.span.start
            text = texts.get(entry.document.id, "").ljust(start + len(quote.sentence.text))
            texts[entry.document.id] = text[:start] + quote.sentence.text + text[start + len(quote.sentence.text) :]
    return texts


def coded(timeline: Timeline) -> list[dict[str, object]]:
    """The statements of the file made of a timeline, each with its words and values."""
    with opened(coded_documents(timeline, texts_of(timeline), WORDING)) as connection:
        found: dict[int, dict[str, object]] = {}
        texts = dict(connection.execute("SELECT Title, Text FROM DOCUMENTS"))
        for number, title, date, start, stop, name, value in connection.execute(STATEMENTS):
            place = {"title": title, "date": date, "words": texts[title][start:stop]}
            found.setdefault(number, place)[name] = value
    return list(found.values())


def test_file_has_the_tables_of_dna_and_no_others() -> None:
    with opened([]) as connection:
        tables = {name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
        found = {t: " ".join(row[1] for row in connection.execute(f"PRAGMA table_info({t})")) for t in tables}
        assert found == COLUMNS
        assert dict(connection.execute("SELECT Property, Value FROM SETTINGS"))["version"].startswith("3.0")
        kinds = connection.execute("SELECT Variable, DataType FROM VARIABLES WHERE StatementTypeId = 1 ORDER BY ID")
        assert kinds.fetchall()[:4] == [
            ("person", "short text"),
            ("organization", "short text"),
            ("concept", "short text"),
            ("agreement", "boolean"),
        ]


def test_coder_opens_with_the_password_that_the_help_tells() -> None:
    """DNA knows the password by jasypt's hash; that of its sample database, for "sample", is public."""
    sample = "t7STqOHxpl+RXxRUgjsEno+e/38banaYjANbdYQ1geGfH6Xlc2roWgYrPbpCeg5M"
    assert password_hash("sample", base64.b64decode(sample)[:16]) == sample
    with opened([]) as connection:
        assert connection.execute("SELECT Name, Password FROM CODERS").fetchall() == [
            ("Admin", password_hash(PASSWORD))
        ]


def test_quotations_are_coded_statements() -> None:
    rows = coded(library_timeline())
    fields = ("words", "person", "organization", "concept", "agreement", "attribution", "judgement", "confidence")
    assert [tuple(row[name] for name in fields) for row in rows] == [
        ("Open die deur op zondag.", "", "Dorpsraad", PROPOSITION, 1, "own", "eerste oordeel", 80),
        ("Lezers willen zondag komen.", "", "leeszaalbezoekers", PROPOSITION, 1, "reported", "eerste oordeel", 80),
        ("Zondag is vrij.", "", "Vakbond Leeszaal", PROPOSITION, 0, "own", "eerste oordeel", 80),
        ("Sluit hem op zondag.", "", "Dorpsraad", PROPOSITION, 0, "own", "eerste oordeel", 80),
        ("Rust is nodig.", "", "Dorpsraad", PROPOSITION, 0, "own", "eerste oordeel", 80),
        ("Soms wel.", "", "", PROPOSITION, 1, "own", "onzeker", 20),
        ("Soms wel.", "", "", PROPOSITION, 0, "own", "onzeker", 20),
    ]


def test_a_neutral_quotation_is_an_annotation_and_no_agreement() -> None:
    entry = make_entry(make_record("2020"), Stance.NEUTRAL, texts=["Er is een bibliotheek."])
    (row,) = coded(make_timeline([entry]))
    assert row["words"] == "Er is een bibliotheek."
    assert str(row["note"]).startswith(f"neutraal · Dorpsraad · {PROPOSITION} · ")
    assert "agreement" not in row


def test_an_author_is_a_person_and_several_senders_have_a_statement_each() -> None:
    alone = make_entry(make_record("2020", (), "Essay", authors=["A. Vis"]))
    joint = make_entry(make_record("2021", ["School", "Kerk"], "Brief", authors=["B. Bos"]))
    rows = [(row["person"], row["organization"]) for row in coded(make_timeline([alone, joint]))]
    assert rows == [("A. Vis", ""), ("", "School"), ("", "Kerk")]


def test_dates_are_seconds_and_their_precision_stands_in_the_notes() -> None:
    dates = ("1970-01-02", "2019-03-01", "2020-02", "2021", None)
    entries = [make_entry(make_record(date, title=f"Stuk {number}")) for number, date in enumerate(dates)]
    documents = coded_documents(make_timeline(entries), texts_of(make_timeline(entries)), WORDING)
    assert [document.seconds for document in documents] == [86_400, 1_551_398_400, 1_580_515_200, 1_609_459_200, 0]
    assert "datum zoals vermeld: 2020-02" in documents[2].notes
    assert "datum onbekend" in documents[4].notes


def test_a_long_proposition_is_cut_and_stands_whole_in_the_notes() -> None:
    long = "De bibliotheek moet " + "elke dag en elke avond " * 20 + "open"
    found = make_timeline([make_entry(make_record("2020"))], proposition=long)
    (row,) = coded(found)
    concept = str(row["concept"])
    assert len(concept) == SHORT
    assert concept.endswith("…")
    assert long in coded_documents(found, texts_of(found), WORDING)[0].notes


def test_places_count_as_java_counts() -> None:
    """A character beyond the first plane, an emoji say, is two code units."""
    text = "Goed 👍🏽 zo. Hier staat het."
    start = text.index("Hier")
    document = CodedDocument("Stuk", text, "", "", "", "", 0, (CodedStatement(start, len(text), concept="x"),))
    with opened([document]) as connection:
        ((first, stop),) = connection.execute("SELECT Start, Stop FROM STATEMENTS").fetchall()
    units = text.encode("utf-16-le")
    assert units[2 * first : 2 * stop].decode("utf-16-le") == "Hier staat het."
    assert stop == utf16_length(text) == len(units) // 2


@settings(max_examples=40)
@given(st.lists(st.text(max_size=400), min_size=6, max_size=6), st.text(min_size=1, max_size=50))
def test_any_text_can_be_written_and_every_value_is_there(values: list[str], text: str) -> None:
    """Lengths and references are checked by the tables themselves; every variable of a statement has a value."""
    statement = CodedStatement(0, len(text), *values[:3], False, values[3], values[4], 7, values[5])
    document = CodedDocument(values[0], text, values[1], values[2], values[3], values[4], 0, (statement,) * 2)
    with opened([document, document]) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
        rows = connection.execute(STATEMENTS).fetchall()
        assert len(rows) == 4 * 8
        assert None not in [row[-1] for row in rows]
        assert {row[-1] for row in rows if row[5] == "person"} == {short(values[0])}
        unset = (
            "SELECT count(*) FROM ENTITIES e WHERE 3 != (SELECT count(*) FROM ATTRIBUTEVALUES WHERE EntityId = e.ID)"
        )
        assert connection.execute(unset).fetchall() == [(0,)]
