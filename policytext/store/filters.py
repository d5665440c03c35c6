"""Which documents, sentences and statements a question is about."""

import calendar
import re
import unicodedata
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from policytext.errors import ConfigError
from policytext.types.document import Metadata
from policytext.types.vocabulary import Attribution, DocumentKind, StatementKind

if TYPE_CHECKING:
    from policytext.store.statement_filters import StatementFilters

_DATE: Final = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?")
_INITIAL: Final = re.compile(r"\b[^\W\d_]")
_SMALL_WORDS: Final = frozenset(
    ("de", "het", "een", "van", "en", "voor", "in", "op", "der", "den", "des", "aan", "te", "tot")
)


@dataclass(frozen=True, slots=True)
class Filters:
    """Conditions that all hold; an empty field is no condition, several values in a field are alternatives.

    `organisations` match without regard to case or accents a part of a name or its initials ("vng" finds "Vereniging
    van Nederlandse Gemeenten"). `date_from` and `date_to` are ISO dates cut to a precision; a document counts when the
    days that its own date may mean overlap the range, and an undated one never does. `documents` are keys as for
    `Reader.document`. `authors` and `addressees` match a part of a name. `kinds`, `attribution` and `having` concern
    the statements that a sentence makes. Notes, bibliography, tables and captions, and readers' comments, are found by
    `match` and `unit_ids` only when asked for.

    Raises:
        ConfigError: a date is not a date, or the range is empty.
    """

    organisations: tuple[str, ...] = ()
    kinds: tuple[StatementKind, ...] = ()
    attribution: Attribution | None = None
    date_from: str | None = None
    date_to: str | None = None
    documents: tuple[str, ...] = ()
    authors: tuple[str, ...] = ()
    addressees: tuple[str, ...] = ()
    having: "StatementFilters | None" = None
    document_kinds: tuple[DocumentKind, ...] = ()
    include_notes: bool = False
    include_comments: bool = False

    def __post_init__(self) -> None:
        first, last = self.first_day, self.last_day
        if first is not None and last is not None and first > last:
            raise ConfigError(f"no date lies from {self.date_from} to {self.date_to}", hint="swap the two dates")

    @property
    def first_day(self) -> str | None:
        """First day of the range, or None."""
        return None if self.date_from is None else date_bounds(self.date_from)[0]

    @property
    def last_day(self) -> str | None:
        """Last day of the range, or None."""
        return None if self.date_to is None else date_bounds(self.date_to)[1]

    @property
    def narrows_documents(self) -> bool:
        """Whether some documents may be excluded as a whole."""
        about = self.organisations or self.authors or self.addressees or self.documents or self.document_kinds
        return bool(about or self.date_from or self.date_to)

    def admit(self, metadata: Metadata, document_id: str, wanted: Collection[str]) -> bool:
        """Whether a document passes; `wanted` are the content ids that `documents` means, empty for any."""
        if wanted and document_id not in wanted:
            return False
        if self.document_kinds and metadata.kind not in self.document_kinds:
            return False
        if self.organisations and not any(matches_organisation(o, metadata.organisations) for o in self.organisations):
            return False
        if self.authors and not _is_part(self.authors, metadata.authors):
            return False
        if self.addressees and not _is_part(self.addressees, (metadata.addressee or "",)):
            return False
        first, last = self.first_day, self.last_day
        if first is None and last is None:
            return True
        if metadata.date is None:
            return False
        try:
            earliest, latest = date_bounds(metadata.date.value)
        except ConfigError:  # a document may state a date that does not exist
            return False
        return (first is None or latest >= first) and (last is None or earliest <= last)


@lru_cache(maxsize=50_000)
def date_bounds(value: str) -> tuple[str, str]:
    """First and last day that an ISO date cut to year, month or day may mean.

    Raises:
        ConfigError: it is not such a date.
    """
    match = _DATE.fullmatch(value.strip())
    try:
        if match is None:
            raise ValueError(value)
        year, month, day = int(match[1]), match[2], match[3]
        first = date(year, int(month or 1), int(day or 1))
        last_month = int(month or 12)
        last = date(year, last_month, int(day or calendar.monthrange(year, last_month)[1]))
    except ValueError as error:
        raise ConfigError(f"not a date: {value!r}", hint="write 2021, 2021-05 or 2021-05-25") from error
    return first.isoformat(), last.isoformat()


@lru_cache(maxsize=50_000)  # the same few organisations, names and dates, for every document
def fold(text: str) -> str:
    """Text without case and accents, white space collapsed, for comparing names."""
    decomposed = unicodedata.normalize("NFKD", text)
    return " ".join("".join(c for c in decomposed if not unicodedata.combining(c)).casefold().split())


def _is_part(wanted: Iterable[str], names: Iterable[str]) -> bool:
    held = [fold(name) for name in names]
    return any(fold(part) in name for part in wanted for name in held if fold(part))


@lru_cache(maxsize=50_000)
def initials(name: str) -> str:
    """Folded initials of a name, small words left out: "vng" for "Vereniging van Nederlandse Gemeenten"."""
    words = [word for word in fold(name).split() if word not in _SMALL_WORDS]
    return "".join(found.group() for word in words if (found := _INITIAL.search(word)))


def matches_organisation(wanted: str, names: Iterable[str]) -> bool:
    """Whether one of the names is meant: by a part of it, by its initials, or the other way about.

    Initials count from two letters on, and in a name of which they are the end, so that "vws" finds "Ministerie van
    Volksgezondheid, Welzijn en Sport".
    """
    part = fold(wanted)
    if not part:
        return False
    short = initials(wanted) if " " in part else ""
    for name in names:
        folded = fold(name)
        if part in folded or (
            len(part) > 1 and len(part) > 0.5 * len(initials(name)) and initials(name).endswith(part)
        ):
            return True
        if len(short) > 2 and short in re.findall(r"\w+", folded):
            return True
    return False
