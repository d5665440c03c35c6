"""The words that a reader of the command line knows, given to pages and charts so that both say the same."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final

from policytext.query.answers import Entry, Quote
from policytext.store import DocumentRecord, Located
from policytext.types.vocabulary import Change, Stance, StatementKind, Strength

#: Confidence below which a position carries a question mark.
SURE: Final = 0.5
#: Of a change between documents of which nobody knows that they stand in their order.
ORDER_UNKNOWN: Final = "volgorde niet zeker"


@dataclass(frozen=True, slots=True)
class Wording:
    """Dutch words for members of the vocabularies, and how dates and places are written.

    `date` writes an ISO date of any precision, `written` what is known of when a document was written.
    `stances` begin with a sign ("▲ pro"). `sure` is the confidence in [0, 1] from which a position has no question
    mark. `version` is that of the program.
    """

    stances: Mapping[Stance, str]
    changes: Mapping[Change, str]
    kinds: Mapping[StatementKind, str]
    strengths: Mapping[Strength, str]
    date: Callable[[str | None], str]
    written: Callable[[DocumentRecord], str]
    place: Callable[[Located], str]
    sure: float
    version: str

    def stance(self, stance: Stance) -> str:
        """The name of the stance without its sign."""
        return self.stances.get(stance, stance.value).lstrip("▲▼◆● ")

    def change(self, change: Change) -> str:
        """The name of the change; one that has none yet is written as in JSON."""
        return self.changes.get(change, change.value.replace("_", " "))

    def is_unsure(self, entry: Entry) -> bool:
        """Whether the position carries a question mark."""
        return entry.confidence < self.sure

    def is_doubtful(self, quote: Quote) -> bool:
        """Whether it is unsure that the quotation takes the side that is said of it."""
        side = {Stance.PRO: quote.pro, Stance.CONTRA: 1.0 - quote.pro}.get(quote.stance)
        return side is not None and quote.bearing * side < self.sure
