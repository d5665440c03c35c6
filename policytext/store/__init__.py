"""The index on disk: documents, sentences, statements, citations, vectors and full text in one SQLite file.

The only place with SQL. `Writer` and `Reader` take and give values of `policytext.types` and `policytext.store`; what
is derived from the store (Chroma) can be made anew from it at any time.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any, Final

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

if TYPE_CHECKING:
    from policytext.store.checking import Problem, check, rebuild_derived
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

#: What only a command that writes or checks needs, with its module: a question does not pay for its import.
_LATER: Final = {"Problem": "checking", "Writer": "writer", "check": "checking", "rebuild_derived": "checking"}


def __getattr__(name: str) -> Any:  # Any: what the module has under that name
    if name not in _LATER:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value = globals()[name] = getattr(import_module(f"{__name__}.{_LATER[name]}"), name)
    return value
