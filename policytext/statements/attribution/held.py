"""The answer: whose statement a sentence is, and why."""

from dataclasses import dataclass
from typing import Final

from policytext.types.spans import Span
from policytext.types.statement import Reason
from policytext.types.vocabulary import Attribution

#: Who holds what stands in a comment below an article.
READER: Final = "lezer"


@dataclass(frozen=True, slots=True)
class Held:
    """Whose statement a sentence is.

    `holder` is None for own ones and where a reported one names nobody. `reasons` have the aspect ATTRIBUTION, with
    spans in code points of the document's text; own statements have none unless a source is named in them.
    """

    attribution: Attribution
    holder: str | None
    reasons: tuple[Reason, ...] = ()


@dataclass(frozen=True, slots=True)
class Report:
    """What a sentence says of a holder: that somebody else says it.

    `holder` is the name shown; None where nobody is named. `is_pronoun` tells that a pronoun stands for the holder,
    who was named before. `sign` says why, `span` is where the sign stands in the sentence, in code points of it.
    `is_past` is the tense of the report. `is_dependent` marks a report that counts only where a holder goes on: "ook
    wordt geadviseerd" is the author's own where nobody else was speaking.
    """

    holder: str | None
    sign: str
    span: Span
    is_pronoun: bool = False
    is_past: bool = False
    is_dependent: bool = False
