"""Files of Discourse Network Analyzer (.dna): SQLite databases of that program, written anew from what is given.

They are no index and nothing here reads one; the writer stands in this folder because only `store` speaks SQL
(docs/adr/0032). The layout is that of DNA 3.0: tables, columns, lengths and the first coder as its `Sql.createTables`
makes them, times in seconds since 1970 in UTC, positions in UTF-16 code units, as Java counts. Source: the program's
public repository, leifeld/dna, read in November 2026; the hash of a password is that of its sample database.
"""

import base64
import hashlib
import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

#: Longest short text, in code points: DNA's databases of all kinds hold at most so much.
SHORT = 190
#: What a user types when DNA asks for the coder's password; the file holds nothing that is secret.
PASSWORD = "policytext"
_SETTINGS = {"version": "3.0.8", "date": "2022-06-16"}  # the release whose layout this is
_SALT = b"policytext file."
_ROUNDS = 100_000  # of jasypt's StrongPasswordEncryptor, which DNA uses
_PERMISSIONS = (
    *(f"{verb}Documents" for verb in ("Add", "Edit", "Delete", "Import")),
    *(f"{verb}Statements" for verb in ("Add", "Edit", "Delete")),
    *(f"Edit{what}" for what in ("Attributes", "Regex", "StatementTypes", "Coders", "CoderRelations")),
    *(f"{verb}Others{what}" for what in ("Documents", "Statements") for verb in ("View", "Edit")),
)
#: Statement types with their colour and variables. The first four of "DNA Statement" are DNA's own.
_TYPES = (
    (
        "DNA Statement",
        (239, 208, 51),
        (
            ("person", "short text"),
            ("organization", "short text"),
            ("concept", "short text"),
            ("agreement", "boolean"),
            ("attribution", "short text"),
            ("judgement", "short text"),
            ("confidence", "integer"),
            ("place", "long text"),
        ),
    ),
    ("Annotation", (211, 211, 211), (("note", "long text"),)),
)
_ATTRIBUTES = ("Type", "Alias", "Notes")
_TABLES = {
    "short text": "DATASHORTTEXT",
    "long text": "DATALONGTEXT",
    "boolean": "DATABOOLEAN",
    "integer": "DATAINTEGER",
}


@dataclass(frozen=True, slots=True)
class CodedStatement:
    """A stretch of a document's text, half-open in code points, with what it says.

    With a `note` alone it becomes an annotation; else a "DNA Statement". `confidence` is a percentage.
    """

    start: int
    end: int
    person: str = ""
    organization: str = ""
    concept: str = ""
    agreement: bool = True
    attribution: str = ""
    judgement: str = ""
    confidence: int = 0
    place: str = ""
    note: str | None = None


@dataclass(frozen=True, slots=True)
class CodedDocument:
    """A document with its statements; `seconds` since 1970 in UTC."""

    title: str
    text: str
    author: str
    source: str
    kind: str
    notes: str
    seconds: int
    statements: tuple[CodedStatement, ...]


def discourse_file(documents: Sequence[CodedDocument]) -> bytes:
    """The bytes of the file; short texts that are too long are cut with an ellipsis."""
    connection = sqlite3.connect(":memory:")
    try:
        connection.execute("PRAGMA foreign_keys = ON")
        with connection:
            for statement in _schema():
                connection.execute(statement)
            variables = _fill_basics(connection)
            entities: dict[tuple[int, str], int] = {}
            for document in documents:
                _add(connection, document, variables, entities)
        return connection.serialize()
    finally:
        connection.close()


def short(text: str) -> str:
    """The text on one line, cut to what a short text holds."""
    line = " ".join(_storable(text).split())
    return line if len(line) <= SHORT else line[: SHORT - 1].rstrip() + "…"


def _storable(text: str) -> str:
    """The text, code point for code point, without lone surrogates and NUL, which SQLite or Java would stumble over."""
    return text.encode("utf-8", "replace").decode("utf-8").replace("\0", "\ufffd")


def utf16_length(text: str) -> int:
    """Code units of UTF-16, in which Java counts: two for each code point beyond the first plane."""
    return len(text) + sum(ord(character) > 0xFFFF for character in text)


@cache
def password_hash(password: str, salt: bytes = _SALT) -> str:
    """The hash by which DNA knows a password: salt and repeated SHA-256, in base 64.

    Source: jasypt 1.9, StrongPasswordEncryptor (16 bytes of salt before the words, 100,000 rounds).
    """
    digest = hashlib.sha256(salt + password.encode("utf-8")).digest()
    for _ in range(_ROUNDS - 1):
        digest = hashlib.sha256(digest).digest()
    return base64.b64encode(salt + digest).decode("ascii")


def _text(name: str, *, default: str | None = None) -> str:
    """A column of a short text."""
    given = "" if default is None else f" DEFAULT '{default}'"
    return f"{name} TEXT NOT NULL{given} CHECK (length({name}) <= {SHORT})"


def _number(name: str, least: int, most: int, default: int) -> str:
    return f"{name} INTEGER NOT NULL DEFAULT {default} CHECK ({name} BETWEEN {least} AND {most})"


def _colours() -> list[str]:
    return [_number(name, 0, 255, 0) for name in ("Red", "Green", "Blue")]


def _owned(name: str, table: str) -> str:
    return f"FOREIGN KEY ({name}) REFERENCES {table} (ID) ON DELETE CASCADE"


def _schema() -> list[str]:
    """The statements that make DNA's tables."""
    key = "ID INTEGER NOT NULL PRIMARY KEY"
    coder, kind = _owned("Coder", "CODERS"), _owned("StatementTypeId", "STATEMENTTYPES")
    switches = ("ColorByCoder", 0), ("PopupDecoration", 0), ("PopupAutoComplete", 1)
    rights = [f"Permission{name}" for name in _PERMISSIONS]
    tables = {
        "SETTINGS": ["Property TEXT PRIMARY KEY", "Value TEXT NOT NULL"],
        "CODERS": [
            key,
            _text("Name"),
            *_colours(),
            _number("Refresh", 0, 9999, 0),
            _number("FontSize", 1, 99, 14),
            _text("Password"),
            _number("PopupWidth", 100, 9999, 300),
            *(_number(name, 0, 1, default) for name, default in switches),
            *(_number(name, 0, 1, 1) for name in rights),
        ],
        "CODERRELATIONS": [
            key,
            "Coder INTEGER CHECK (Coder > 0)",
            "OtherCoder INTEGER CHECK (OtherCoder > 0)",
            *(
                _number(name, 0, 1, 1)
                for name in ("viewStatements", "editStatements", "viewDocuments", "editDocuments")
            ),
            "CHECK (Coder != OtherCoder)",
            coder,
            _owned("OtherCoder", "CODERS"),
        ],
        "DOCUMENTS": [
            key,
            _text("Title"),
            "Text TEXT NOT NULL",
            "Coder INTEGER",
            *(_text(name, default="") for name in ("Author", "Source", "Section")),
            "Notes TEXT NOT NULL DEFAULT ''",
            _text("Type", default=""),
            "Date INTEGER NOT NULL",
            coder,
        ],
        "STATEMENTTYPES": [key, _text("Label"), *_colours()],
        "VARIABLES": [
            key,
            _text("Variable"),
            "DataType TEXT NOT NULL DEFAULT 'short text'"
            f" CHECK (DataType IN ({', '.join(repr(name) for name in _TABLES)}))",
            "StatementTypeId INTEGER",
            kind,
            "UNIQUE (Variable, StatementTypeId)",
        ],
        "VARIABLELINKS": [
            key,
            "SourceVariableId INTEGER",
            "TargetVariableId INTEGER",
            "CHECK (TargetVariableId != SourceVariableId)",
            _owned("SourceVariableId", "VARIABLES"),
            _owned("TargetVariableId", "VARIABLES"),
        ],
        "REGEXES": [f"Label TEXT PRIMARY KEY CHECK (length(Label) <= {SHORT})", *_colours()],
        "STATEMENTS": [
            key,
            "StatementTypeId INTEGER",
            "DocumentId INTEGER",
            "Start INTEGER NOT NULL CHECK (Start >= 0)",
            "Stop INTEGER NOT NULL CHECK (Stop >= 0)",
            "Coder INTEGER",
            "CHECK (Start < Stop)",
            kind,
            coder,
            _owned("DocumentId", "DOCUMENTS"),
        ],
        "ENTITIES": [
            key,
            "VariableId INTEGER NOT NULL",
            _text("Value", default=""),
            *_colours(),
            "ChildOf INTEGER CHECK (ChildOf > 0)",
            "UNIQUE (VariableId, Value)",
            _owned("ChildOf", "ENTITIES"),
            _owned("VariableId", "VARIABLES"),
        ],
        "ATTRIBUTEVARIABLES": [
            key,
            "VariableId INTEGER NOT NULL",
            _text("AttributeVariable"),
            "UNIQUE (VariableId, AttributeVariable)",
            _owned("VariableId", "VARIABLES"),
        ],
        "ATTRIBUTEVALUES": [
            key,
            "EntityId INTEGER NOT NULL",
            "AttributeVariableId INTEGER NOT NULL",
            _text("AttributeValue", default=""),
            "UNIQUE (EntityId, AttributeVariableId)",
            _owned("EntityId", "ENTITIES"),
            _owned("AttributeVariableId", "ATTRIBUTEVARIABLES"),
        ],
    }
    values = {
        "DATABOOLEAN": "Value INTEGER NOT NULL DEFAULT 1",
        "DATAINTEGER": "Value INTEGER NOT NULL DEFAULT 0",
        "DATASHORTTEXT": "Entity INTEGER NOT NULL",
        "DATALONGTEXT": "Value TEXT DEFAULT ''",
    }
    for table, value in values.items():
        tables[table] = [
            key,
            "StatementId INTEGER NOT NULL",
            "VariableId INTEGER NOT NULL",
            value,
            _owned("StatementId", "STATEMENTS"),
            _owned("VariableId", "VARIABLES"),
            *([_owned("Entity", "ENTITIES")] if table == "DATASHORTTEXT" else []),
            "UNIQUE (StatementId, VariableId)",
        ]
    return [f"CREATE TABLE {table} ({', '.join(columns)})" for table, columns in tables.items()]


def _fill_basics(connection: sqlite3.Connection) -> dict[str, tuple[int, str]]:
    """Write the coder, the settings and the statement types; gives number and data type of each variable."""
    connection.execute(
        "INSERT INTO CODERS (ID, Name, Red, Green, Blue, Password) VALUES (1, 'Admin', 255, 255, 0, ?)",
        (password_hash(PASSWORD),),
    )
    connection.executemany("INSERT INTO SETTINGS VALUES (?, ?)", _SETTINGS.items())
    variables: dict[str, tuple[int, str]] = {}
    for label, colour, held in _TYPES:
        kind = connection.execute(
            "INSERT INTO STATEMENTTYPES (Label, Red, Green, Blue) VALUES (?, ?, ?, ?)", (label, *colour)
        ).lastrowid
        for name, data_type in held:
            row = connection.execute(
                "INSERT INTO VARIABLES (Variable, DataType, StatementTypeId) VALUES (?, ?, ?)", (name, data_type, kind)
            ).lastrowid
            assert row is not None
            variables[name] = row, data_type
            if data_type == "short text":
                connection.executemany(
                    "INSERT INTO ATTRIBUTEVARIABLES (VariableId, AttributeVariable) VALUES (?, ?)",
                    [(row, attribute) for attribute in _ATTRIBUTES],
                )
    return variables


def _add(
    connection: sqlite3.Connection,
    document: CodedDocument,
    variables: dict[str, tuple[int, str]],
    entities: dict[tuple[int, str], int],
) -> None:
    row = connection.execute(
        "INSERT INTO DOCUMENTS (Title, Text, Coder, Author, Source, Notes, Type, Date) VALUES (?, ?, 1, ?, ?, ?, ?, ?)",
        (
            short(document.title),
            _storable(document.text),
            short(document.author),
            short(document.source),
            _storable(document.notes),
            short(document.kind),
            document.seconds,
        ),
    ).lastrowid
    for statement in document.statements:
        is_note = statement.note is not None
        start = utf16_length(document.text[: statement.start])
        stop = start + utf16_length(document.text[statement.start : statement.end])
        number = connection.execute(
            "INSERT INTO STATEMENTS (StatementTypeId, DocumentId, Start, Stop, Coder) VALUES (?, ?, ?, ?, 1)",
            (2 if is_note else 1, row, start, stop),
        ).lastrowid
        for name, _ in _TYPES[1 if is_note else 0][2]:
            variable, data_type = variables[name]
            value = getattr(statement, name)
            if data_type == "short text":
                value = _entity(connection, variable, short(value), entities)
            elif data_type == "long text":
                value = _storable(value)
            column = "Entity" if data_type == "short text" else "Value"
            connection.execute(
                f"INSERT INTO {_TABLES[data_type]} (StatementId, VariableId, {column}) VALUES (?, ?, ?)",
                (number, variable, value),
            )


def _entity(connection: sqlite3.Connection, variable: int, value: str, known: dict[tuple[int, str], int]) -> int:
    """The number of a value of a short text; it is added when it comes first."""
    if (variable, value) not in known:
        made = connection.execute("INSERT INTO ENTITIES (VariableId, Value) VALUES (?, ?)", (variable, value))
        assert made.lastrowid is not None
        known[variable, value] = made.lastrowid
        # DNA's attribute manager expects a value, if an empty one, for each attribute.
        connection.execute(
            "INSERT INTO ATTRIBUTEVALUES (EntityId, AttributeVariableId) SELECT ?, ID FROM ATTRIBUTEVARIABLES"
            " WHERE VariableId = ?",
            (made.lastrowid, variable),
        )
    return known[variable, value]
