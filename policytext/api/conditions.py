"""From keyword arguments to the store's filters: the conditions of the command line, under names of Python.

Each takes one value or a sequence of alternatives, except where one value is all that makes sense.
"""

from collections.abc import Iterable, Mapping, Sequence
from enum import StrEnum
from pathlib import Path
from typing import Any, Final, TypedDict, TypeVar

from policytext.errors import ConfigError
from policytext.query.citations import CitationFilters
from policytext.query.works import WorkFilters
from policytext.store import Filters, StatementFilters
from policytext.store.names import source_name
from policytext.types.vocabulary import (
    Attribution,
    CitationForm,
    DocumentKind,
    Resolution,
    StatementKind,
    Strength,
    WorkKind,
)

Words = str | Sequence[str]
Member = TypeVar("Member", bound=StrEnum)


class DocumentConditions(TypedDict, total=False):
    """Which documents; see `policytext.store.Filters`.

    `document` takes what `Index.document` takes. Dates are "2021", "2021-05" or "2021-05-25".
    """

    organisation: Words
    document: Words
    author: Words
    addressee: Words
    document_kind: Words
    date_from: str | None
    date_to: str | None


class StatementConditions(DocumentConditions, total=False):
    """Which statements too; see `policytext.store.StatementFilters`.

    `kind` is "claim", "recommendation" or "commitment". `own` is False for what a document reports of others. `actor`
    and `holder` are "-" for nobody. `figure` and `source` say whether it has one. `comments` takes readers' comments
    along.
    """

    kind: Words
    own: bool | None
    actor: Words
    holder: Words
    strength: Words
    section: str | None
    figure: bool | None
    source: bool | None
    confidence: float
    main: bool
    comments: bool


class ComparingConditions(TypedDict, total=False):
    """Which documents are held beside each other, where the question names documents of its own."""

    organisation: Words
    document_kind: Words
    date_from: str | None
    date_to: str | None


class SearchConditions(StatementConditions, total=False):
    """Where a search looks too: `notes` for notes and bibliographies."""

    notes: bool


class CitationConditions(DocumentConditions, total=False):
    """Which citations; `cited_organisation` wrote the cited work, `years` are its first and last year.

    `resolution` is the outcome of looking it up in the index.
    """

    form: Words
    cited_organisation: Words
    years: tuple[int, int] | None
    resolution: Words


class WorkConditions(TypedDict, total=False):
    """Which works; see `policytext.query.works.WorkFilters`. The dates are those of the documents that cite."""

    cited_by: Words
    organisation: Words
    title: str | None
    in_corpus: bool | None
    kind: Words
    date_from: str | None
    date_to: str | None


_OF_STATEMENTS: Final = frozenset(
    ("actor", "holder", "strength", "section", "figure", "source", "confidence", "main", "comments")
)


def document_filters(folder: Path, given: Mapping[str, Any], allowed: type) -> Filters:  # Any: see the classes above
    """Filters of documents, statements and places from conditions.

    Args:
        folder: the index, for files that are named by their path.
        given: conditions by name.
        allowed: the class above that has the names.

    Raises:
        TypeError: a condition has a name that is not in `allowed`.
        ConfigError: a value is none of those that it can be.
    """
    check_names(given, allowed)
    own = given.get("own")
    return Filters(
        organisations=several(given, "organisation"),
        kinds=members(given, "kind", StatementKind),
        attribution=None if own is None else Attribution.OWN if own else Attribution.REPORTED,
        date_from=given.get("date_from"),
        date_to=given.get("date_to"),
        documents=tuple(key_of(document, folder) for document in several(given, "document")),
        authors=several(given, "author"),
        addressees=several(given, "addressee"),
        having=statement_filters(given) if _OF_STATEMENTS & given.keys() else None,
        document_kinds=members(given, "document_kind", DocumentKind),
        include_notes=bool(given.get("notes", False)),
        include_comments=bool(given.get("comments", False)),
    )


def statement_filters(given: Mapping[str, Any]) -> StatementFilters:  # Any: see the classes above
    """What statements have to say."""
    return StatementFilters(
        actors=several(given, "actor"),
        holders=several(given, "holder"),
        strengths=members(given, "strength", Strength),
        section=given.get("section"),
        figure=given.get("figure"),
        source=given.get("source"),
        confidence=float(given.get("confidence", 0.0)),
        main=bool(given.get("main", False)),
        include_comments=bool(given.get("comments", False)),
    )


def citation_filters(given: Mapping[str, Any]) -> CitationFilters:  # Any: see the classes above
    """What citations have to be."""
    return CitationFilters(
        forms=members(given, "form", CitationForm),
        organisations=several(given, "cited_organisation"),
        years=given.get("years"),
        resolutions=members(given, "resolution", Resolution),
    )


def work_filters(folder: Path, given: Mapping[str, Any]) -> tuple[WorkFilters, Filters]:  # Any: see the classes above
    """What works have to be, and which documents' citations count."""
    check_names(given, WorkConditions)
    wanted = WorkFilters(
        cited_by=tuple(key_of(document, folder) for document in several(given, "cited_by")),
        organisations=several(given, "organisation"),
        title=given.get("title"),
        in_corpus=given.get("in_corpus"),
        kinds=members(given, "kind", WorkKind),
    )
    return wanted, Filters(date_from=given.get("date_from"), date_to=given.get("date_to"))


def check_names(given: Iterable[str], allowed: type) -> None:
    """Raise TypeError for a name that is no condition, with those that are."""
    known = allowed.__annotations__
    for name in given:
        if name not in known:
            raise TypeError(f"{name!r} is no condition; there are {', '.join(sorted(known))}")


def several(given: Mapping[str, Any], name: str) -> tuple[str, ...]:  # Any: see the classes above
    """The values of a condition, none where it is not given; a text is one value."""
    value = given.get(name)
    if value is None:
        return ()
    return (value,) if isinstance(value, str) else tuple(value)


def members(given: Mapping[str, Any], name: str, kind: type[Member]) -> tuple[Member, ...]:  # Any: see above
    """The values of a condition as members of a vocabulary.

    Raises:
        ConfigError: a value is none; the hint names those that are.
    """
    try:
        return tuple(dict.fromkeys(kind(value) for value in several(given, name)))
    except ValueError as error:
        hint = f"{name} is one of {', '.join(kind)}"
        raise ConfigError(f"{name} cannot be {given[name]!r}", hint) from error


def key_of(document: str, folder: Path) -> str:
    """What a user writes for a document: a path as the index knows it, anything else as it is."""
    path = Path(document)
    return source_name(path, folder) if path.is_file() else document
