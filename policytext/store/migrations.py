"""The schema of the store, as numbered migrations.

A migration and the record that it was applied (`PRAGMA user_version`) are one transaction, so that an interrupted one
is simply done again. A published migration is never edited: a change of the schema is a new one at the end.
"""

import sqlite3
from typing import Final

from policytext.errors import IntegrityError, SchemaTooNew

APPLICATION_ID: Final = 0x504F4C54  # "POLT": tells a store from any other SQLite file

# Row identifiers are small integers inside the file only; what leaves the store are content ids, unit ids
# ("short id:sentence index") and the ids that statements and citations bring along.
_FIRST: Final = (
    """CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID""",
    """CREATE TABLE document (
        id INTEGER PRIMARY KEY,
        content_id TEXT NOT NULL UNIQUE,
        short_id TEXT NOT NULL UNIQUE,
        media_type TEXT NOT NULL,
        reader TEXT NOT NULL,
        kind TEXT NOT NULL,
        metadata TEXT NOT NULL,     -- JSON of types.Metadata
        warnings TEXT NOT NULL,     -- JSON list
        pages INTEGER NOT NULL,
        sentences INTEGER NOT NULL,
        statements INTEGER NOT NULL,
        citations INTEGER NOT NULL,
        pipeline_version TEXT NOT NULL)""",
    """CREATE TABLE document_body (
        document INTEGER PRIMARY KEY REFERENCES document ON DELETE CASCADE,
        text BLOB NOT NULL,         -- see packing.py
        source_text BLOB NOT NULL,
        offsets BLOB NOT NULL,
        structure BLOB NOT NULL,    -- blocks, pages, links, markers
        glyphs BLOB)""",
    """CREATE TABLE source (
        path TEXT PRIMARY KEY,
        document INTEGER NOT NULL REFERENCES document ON DELETE CASCADE,
        manifest_key TEXT NOT NULL,
        size_bytes INTEGER NOT NULL,
        mtime_ns INTEGER NOT NULL) WITHOUT ROWID""",
    """CREATE INDEX source_document ON source (document)""",
    """CREATE TABLE unit (
        id INTEGER PRIMARY KEY,
        document INTEGER NOT NULL REFERENCES document ON DELETE CASCADE,
        number INTEGER NOT NULL,    -- Sentence.index
        block INTEGER NOT NULL,
        span_start INTEGER NOT NULL,
        span_end INTEGER NOT NULL,
        scope TEXT NOT NULL,        -- records.Scope
        kind TEXT NOT NULL,
        container TEXT,
        section TEXT NOT NULL,      -- JSON list
        text TEXT NOT NULL,
        spans TEXT NOT NULL,        -- JSON [[start, end], ...] in the source
        quads TEXT,                 -- JSON [[page, x0, y0, x1, y1], ...]; NULL without pages
        page INTEGER,
        page_label TEXT,
        line INTEGER,
        UNIQUE (document, number))""",
    """CREATE VIRTUAL TABLE unit_text USING fts5 (words, stems, tokenize = "unicode61 remove_diacritics 0")""",
    """CREATE TABLE statement (
        id TEXT PRIMARY KEY,
        document INTEGER NOT NULL REFERENCES document ON DELETE CASCADE,
        unit INTEGER NOT NULL REFERENCES unit ON DELETE CASCADE,
        span_start INTEGER NOT NULL,
        span_end INTEGER NOT NULL,
        kind TEXT NOT NULL,
        attribution TEXT NOT NULL,
        fields TEXT NOT NULL,       -- JSON of the other fields of types.Statement
        text TEXT NOT NULL,
        spans TEXT NOT NULL,
        quads TEXT,
        page INTEGER,
        page_label TEXT,
        line INTEGER)""",
    """CREATE INDEX statement_document ON statement (document, span_start)""",
    """CREATE INDEX statement_unit ON statement (unit, kind, attribution)""",
    """CREATE TABLE citation (
        id TEXT PRIMARY KEY,
        document INTEGER NOT NULL REFERENCES document ON DELETE CASCADE,
        span_start INTEGER NOT NULL,
        span_end INTEGER NOT NULL,
        form TEXT NOT NULL,
        fields TEXT NOT NULL,       -- JSON of the other fields of types.Citation that the document gives
        work TEXT,
        resolution TEXT NOT NULL,
        resolved_to TEXT,           -- content id
        candidates TEXT NOT NULL,   -- JSON list of content ids
        text TEXT NOT NULL,
        spans TEXT NOT NULL,
        quads TEXT,
        page INTEGER,
        page_label TEXT,
        line INTEGER,
        section TEXT NOT NULL,
        anchors TEXT NOT NULL)      -- JSON [[unit number or null, source spans, quads or null], ...]""",
    """CREATE INDEX citation_document ON citation (document, span_start)""",
    """CREATE INDEX citation_work ON citation (work)""",
    """CREATE TABLE work (id TEXT PRIMARY KEY, fields TEXT NOT NULL, corpus_document TEXT) WITHOUT ROWID""",
    """CREATE TABLE work_citation (
        work TEXT NOT NULL REFERENCES work ON DELETE CASCADE,
        position INTEGER NOT NULL,
        citation TEXT NOT NULL REFERENCES citation ON DELETE CASCADE,
        PRIMARY KEY (work, position)) WITHOUT ROWID""",
    """CREATE INDEX work_citation_citation ON work_citation (citation)""",
    """CREATE TABLE relation (
        source TEXT NOT NULL REFERENCES statement ON DELETE CASCADE,
        target TEXT NOT NULL REFERENCES statement ON DELETE CASCADE,
        type TEXT NOT NULL,
        score REAL NOT NULL,
        method TEXT NOT NULL,
        PRIMARY KEY (source, target, type, method)) WITHOUT ROWID""",
    """CREATE INDEX relation_target ON relation (target)""",
    # One row of vectors a document: joining a few big blobs is many times faster than one row a sentence.
    """CREATE TABLE vector_block (
        document INTEGER PRIMARY KEY REFERENCES document ON DELETE CASCADE,
        digest TEXT NOT NULL,
        count INTEGER NOT NULL,
        dimensions INTEGER NOT NULL,
        numbers BLOB NOT NULL,      -- Sentence.index of each row, uint32
        data BLOB NOT NULL)         -- count x dimensions, float32, little-endian""",
    """CREATE TABLE failure (source TEXT PRIMARY KEY, reason TEXT NOT NULL, hint TEXT NOT NULL) WITHOUT ROWID""",
)

# How documents were read, and which files hold the same document in another form or another version of it.
_FORMS_AND_VERSIONS: Final = (
    """ALTER TABLE document ADD COLUMN quality TEXT NOT NULL DEFAULT '{}'""",  # JSON of types.Quality
    # Of a file that holds the document in another form: its own content id, its type, how alike the texts are.
    """ALTER TABLE source ADD COLUMN content_id TEXT""",
    """ALTER TABLE source ADD COLUMN media_type TEXT""",
    """ALTER TABLE source ADD COLUMN similarity REAL""",
    """CREATE TABLE signature (
        document INTEGER PRIMARY KEY REFERENCES document ON DELETE CASCADE,
        minhash BLOB NOT NULL)      -- uint32, little-endian""",
    """CREATE TABLE version (
        document INTEGER NOT NULL REFERENCES document ON DELETE CASCADE,
        other INTEGER NOT NULL REFERENCES document ON DELETE CASCADE,
        similarity REAL NOT NULL,
        PRIMARY KEY (document, other)) WITHOUT ROWID""",
    """CREATE INDEX version_other ON version (other)""",
)

# Lemmas and the parts of compounds beside words and stems. What the old table held follows from the sentences: the
# writer, which alone migrates, fills the new one when it sees that no version is recorded (`Writer.open`).
_COMPOUND_PARTS: Final = (
    """DROP TABLE unit_text""",
    """CREATE VIRTUAL TABLE unit_text USING fts5 (words, stems, parts, tokenize = "unicode61 remove_diacritics 0")""",
    """DELETE FROM meta WHERE key = 'stemmer'""",
)

# What people say of statements, see corrections.py. A correction outlives its document, so nothing of it is a reference
# but `unit`: where it is in place now, NULL where its sentence is not in the index.
#
# Relations get their columns in the order of the key: the integrity_check of SQLite 3.40 reports a NULL in a table
# without row ids where a column that is not of the key stands between those that are.
_CORRECTIONS: Final = (
    """CREATE TABLE relation_in_order (
        source TEXT NOT NULL REFERENCES statement ON DELETE CASCADE,
        target TEXT NOT NULL REFERENCES statement ON DELETE CASCADE,
        type TEXT NOT NULL,
        method TEXT NOT NULL,
        score REAL NOT NULL,
        PRIMARY KEY (source, target, type, method)) WITHOUT ROWID""",
    """INSERT INTO relation_in_order (source, target, type, method, score)
        SELECT source, target, type, method, score FROM relation""",
    """DROP TABLE relation""",
    """ALTER TABLE relation_in_order RENAME TO relation""",
    """CREATE INDEX relation_target ON relation (target)""",
    """CREATE TABLE correction (
        id INTEGER PRIMARY KEY,
        document TEXT NOT NULL,     -- content id
        source TEXT NOT NULL,       -- path of the file in which it was made
        sentence TEXT NOT NULL,     -- words of the sentence, see corrections.words_key
        occurrence INTEGER NOT NULL,  -- which of the sentences of the document with these words, from 0
        clause TEXT NOT NULL,       -- words of the statement; empty where it is the whole sentence
        kind TEXT,                  -- the kind that it is; NULL where it is no statement
        judgement TEXT NOT NULL,    -- JSON of records.Judgement: what the person said
        note TEXT,
        made_at TEXT NOT NULL,      -- ISO 8601
        statement TEXT NOT NULL,    -- id of the statement that is judged
        unit INTEGER REFERENCES unit ON DELETE SET NULL,
        context TEXT NOT NULL,      -- JSON: the words and where they stand, for when the document has gone
        found TEXT NOT NULL,        -- JSON: rows of the statements and relations that the tool found and this replaced
        now TEXT NOT NULL,          -- JSON: row of the statement that it is now, or null
        UNIQUE (document, sentence, occurrence, clause))""",
    """CREATE INDEX correction_source ON correction (source)""",
    """CREATE INDEX correction_unit ON correction (unit)""",
)

# Digests of what each document holds, see checksums.py. The writer fills the table when it finds it empty.
_CHECKSUMS: Final = ("""CREATE TABLE checksum (part TEXT PRIMARY KEY, digest TEXT NOT NULL) WITHOUT ROWID""",)

# What coders decided of proposed statements, see coding.py: no part of any answer, and no reference, so that an ingest
# does not touch it.
_CODING: Final = (
    """CREATE TABLE coding (
        id INTEGER PRIMARY KEY,
        coder TEXT NOT NULL,
        proposition TEXT NOT NULL,  -- empty where no stance is asked for
        document TEXT NOT NULL,     -- content id
        source TEXT NOT NULL,       -- path of the file in which it was decided
        sentence TEXT NOT NULL,     -- words of the sentence, see correction_rows.words_key
        occurrence INTEGER NOT NULL,  -- which of the sentences of the document with these words, from 0
        clause TEXT NOT NULL,       -- words of the statement; empty where it is the whole sentence
        verdict TEXT NOT NULL,      -- coding_records.Verdict
        coded TEXT NOT NULL,        -- JSON of coding_records.Coded: what the coder says; null where nothing
        proposed TEXT NOT NULL,     -- likewise: what the coder was shown
        note TEXT,
        decided_at TEXT NOT NULL,   -- ISO 8601
        context TEXT NOT NULL,      -- JSON: the words and where they stand, for when the document has gone
        UNIQUE (coder, proposition, document, sentence, occurrence, clause))""",
)

MIGRATIONS: Final[tuple[tuple[str, ...], ...]] = (
    _FIRST,
    _FORMS_AND_VERSIONS,
    _COMPOUND_PARTS,
    _CORRECTIONS,
    _CHECKSUMS,
    _CODING,
)
SCHEMA_VERSION: Final = len(MIGRATIONS)
#: The oldest schema that can be asked without being brought up to date first: later ones only added to it.
READABLE_FROM: Final = 3
#: The first schema with a table of corrections.
CORRECTIONS_FROM: Final = 4
#: The first schema with digests of what was written.
CHECKSUMS_FROM: Final = 5


def schema_version(connection: sqlite3.Connection) -> int:
    """Number of the last migration that was applied, 0 for an empty file.

    Raises:
        IntegrityError: the file is the database of another program.
        SchemaTooNew: a newer version of policytext wrote the file.
    """
    version = int(connection.execute("PRAGMA user_version").fetchone()[0])
    tables = int(connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0])
    if tables and int(connection.execute("PRAGMA application_id").fetchone()[0]) != APPLICATION_ID:
        raise IntegrityError("the database is not a policytext index", hint="name another folder with --index")
    if version > SCHEMA_VERSION:
        raise SchemaTooNew(f"the index has schema {version}, this version knows up to {SCHEMA_VERSION}")
    return version


def migrate(connection: sqlite3.Connection) -> int:
    """Bring the schema up to date and return how many migrations were applied.

    `connection` must be in autocommit mode (`isolation_level=None`). Raises what `schema_version` raises.
    """
    before = schema_version(connection)
    for number, statements in enumerate(MIGRATIONS[before:], start=before + 1):
        connection.execute("BEGIN IMMEDIATE")
        try:
            connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
            for statement in statements:
                connection.execute(statement)
            connection.execute(f"PRAGMA user_version = {number}")
        except BaseException:
            connection.execute("ROLLBACK")
            raise
        connection.execute("COMMIT")
    return SCHEMA_VERSION - before
