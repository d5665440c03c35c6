"""The index on disk: documents, sentences, statements, citations, vectors and full text in one SQLite file.

The only place with SQL. `Writer` and `Reader` take and give values of `policytext.types` and `policytext.store`; what
is derived from the store (Chroma) can be made anew from it at any time.
"""

from policytext.store.check import Problem, check, rebuild_derived
from policytext.store.connection import read_settings
from policytext.store.filters import Filters
from policytext.store.reader import Reader
from policytext.store.records import (
    AnchorRecord,
    CitationRecord,
    CorrectionRecord,
    DocumentRecord,
    FailureRecord,
    Form,
    IndexInfo,
    Judgement,
    KnownSource,
    Located,
    RelationRecord,
    Scope,
    SentenceRecord,
    StatementRecord,
)
from policytext.store.statement_filters import StatementFilters
from policytext.store.writer import Writer

__all__ = [
    "AnchorRecord",
    "CitationRecord",
    "CorrectionRecord",
    "DocumentRecord",
    "FailureRecord",
    "Filters",
    "Form",
    "IndexInfo",
    "Judgement",
    "KnownSource",
    "Located",
    "Problem",
    "Reader",
    "RelationRecord",
    "Scope",
    "SentenceRecord",
    "StatementFilters",
    "StatementRecord",
    "Writer",
    "check",
    "read_settings",
    "rebuild_derived",
]
