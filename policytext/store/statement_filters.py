"""Which statements a question is about, beyond what `Filters` says of documents, kinds and attribution."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from policytext.store.filters import fold, initials
from policytext.store.records import Scope, StatementRecord
from policytext.types.vocabulary import Strength

#: Stands for "nobody is named" among actors and holders.
NOBODY = "-"


@dataclass(frozen=True, slots=True)
class StatementFilters:
    """Conditions that all hold; an empty field is no condition, several values in a field are alternatives.

    `actors` and `holders` match the beginning of a word of a name or its initials, without regard to case or accents;
    NOBODY matches where none is named. `section` is a part of a heading above the statement. `figure` and `source` say
    whether it has a figure or a source, or not. `confidence` is the least, in [0, 1]. `main` leaves main claims only.
    """

    actors: tuple[str, ...] = ()
    holders: tuple[str, ...] = ()
    strengths: tuple[Strength, ...] = ()
    section: str | None = None
    figure: bool | None = None
    source: bool | None = None
    confidence: float = 0.0
    main: bool = False
    include_comments: bool = False

    def admit(self, record: StatementRecord) -> bool:
        """Whether a statement passes."""
        statement = record.statement
        holders = () if statement.holder is None else (statement.holder,)
        return (
            (self.include_comments or record.scope is not Scope.COMMENT)
            and (not self.actors or any(is_named(actor, statement.actors) for actor in self.actors))
            and (not self.holders or any(is_named(holder, holders) for holder in self.holders))
            and (not self.strengths or statement.strength in self.strengths)
            and (self.section is None or any(fold(self.section) in fold(heading) for heading in record.section))
            and (self.figure is None or bool(statement.figures) is self.figure)
            and (self.source is None or bool(statement.citations) is self.source)
            and statement.confidence >= self.confidence
            and (not self.main or statement.prominence is not None)
        )


def is_named(wanted: str, names: Iterable[str]) -> bool:
    """Whether one of the names is meant: by the beginning of a word of it ("gemeente") or by its initials ("vng")."""
    held = tuple(names)
    part = fold(wanted)
    if part == NOBODY:
        return not held
    begins = re.compile(rf"(?<!\w){re.escape(part)}")
    return bool(part) and any(
        begins.search(fold(name)) is not None or (len(part) > 1 and initials(name) == part) for name in held
    )
