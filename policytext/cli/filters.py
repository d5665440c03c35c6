"""From the options of a query command to the store's filters."""

from pathlib import Path
from typing import Any

from policytext.cli.options import STATEMENT_KINDS, STRENGTHS
from policytext.store import Filters, StatementFilters
from policytext.types.vocabulary import Attribution, DocumentKind


def filters_from(
    conditions: dict[str, Any], *, include_notes: bool = False, include_comments: bool = False
) -> Filters:  # Any: Click's option values
    """Filters from the values of `filter_options`, and of `statement_options` where the command has them.

    Raises:
        ConfigError: the range of dates is empty.
    """
    return Filters(
        organisations=tuple(conditions["organisation"]),
        kinds=tuple(dict.fromkeys(STATEMENT_KINDS[kind] for kind in conditions["kind"])),
        date_from=conditions["date_from"],
        date_to=conditions["date_to"],
        documents=tuple(conditions["document"]),
        authors=tuple(conditions["author"]),
        addressees=tuple(conditions["addressee"]),
        attribution=_attribution(conditions.get("own")),
        having=having_from(conditions) if "actors" in conditions else None,
        document_kinds=tuple(DocumentKind(kind) for kind in conditions["document_kind"]),
        include_notes=include_notes,
        include_comments=include_comments,
    )


def filters_of_documents(
    conditions: dict[str, Any], documents: tuple[str, ...] = ()
) -> Filters:  # Any: Click's option values
    """Filters from the values of `comparing_options`, and keys of documents.

    Raises:
        ConfigError: the range of dates is empty.
    """
    return Filters(
        organisations=tuple(conditions["organisation"]),
        date_from=conditions["date_from"],
        date_to=conditions["date_to"],
        documents=documents,
        document_kinds=tuple(DocumentKind(kind) for kind in conditions["document_kind"]),
    )


def having_from(conditions: dict[str, Any], *, include_comments: bool = False) -> StatementFilters | None:  # Any: ditto
    """What statements have to say, from the values of `statement_options`; None where nothing is asked."""
    wanted = StatementFilters(
        actors=tuple(conditions["actors"]),
        holders=tuple(conditions["holders"]),
        strengths=tuple(dict.fromkeys(STRENGTHS[name] for name in conditions["strength"])),
        section=conditions["section"],
        figure=conditions["figure"],
        source=conditions["source"],
        confidence=conditions["min_confidence"],
        main=conditions["main"],
        include_comments=include_comments,
    )
    return None if wanted == StatementFilters() else wanted


def _attribution(own: bool | None) -> Attribution | None:
    return None if own is None else Attribution.OWN if own else Attribution.REPORTED


def document_key(document: str, index_folder: Path) -> str:
    """What a user typed for a document: a path as the index knows it, anything else as it is."""
    from policytext.store.names import source_name

    path = Path(document)
    return source_name(path, index_folder) if path.is_file() else document
