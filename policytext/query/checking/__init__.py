"""Whether the document that is cited says what is said of it.

`claims` takes from a sentence what it says of its source, `matching` finds the place in the source that says most of
it, with `figures` for its numbers and `collection` for words and vectors; `verdicts` judges, and says why where it does
not; `finding` does so for every citation that leads to a document of the index (docs/adr/0033).
"""

from policytext.query.checking.answers import CheckAnswer, CiteCheck, Doubt, FigureCheck, Finding, Later, Match, Verdict
from policytext.query.checking.finding import check_cites

__all__ = [
    "CheckAnswer",
    "CiteCheck",
    "Doubt",
    "FigureCheck",
    "Finding",
    "Later",
    "Match",
    "Verdict",
    "check_cites",
]
