"""From the options of a query command to the store's filters."""

from pathlib import Path
from typing import Any

from policytext.cli.options import STATEMENT_KINDS
from policytext.store import Filters
from policytext.types.vocabulary import DocumentKind


def filters_from(
    conditions: dict[str, Any], *, include_notes: bool = False, include_comments: bool = False
) -> Filters:  # Any: Click's option values
    """Filters from the values of `filter_options`.

    Raises:
        ConfigError: the range of dates is empty.
    """
    return Filters(
        organisations=tuple(conditions["organisation"]),
        kinds=tuple(dict.fromkeys(STATEMENT_KINDS[kind] for kind in conditions["kind"])),
        date_from=conditions["date_from"],
        date_to=conditions["date_to"],
        documents=tuple(conditions["document"]),
        document_kinds=tuple(DocumentKind(kind) for kind in conditions["document_kind"]),
        include_notes=include_notes,
        include_comments=include_comments,
    )


def document_key(document: str, index_folder: Path) -> str:
    """What a user typed for a document: a path as the index knows it, anything else as it is."""
    from policytext.store.names import source_name

    path = Path(document)
    return source_name(path, index_folder) if path.is_file() else document
