"""What became of recommendations and promises: who had to act, who answered how, and where it says so.

`addressees` tells whose documents are the answer of an actor, `wording` finds the words of an answer, `naming` where a
document names another, `numbering` the number of a recommendation, `matter` whether two sentences speak of the same
matter; `answers` and `promises` use them, `finding` puts all together. Nothing is stored: all is worked out when asked.
Decision: docs/adr/0038-follow-and-watch.md.
"""

from policytext.query.follow.finding import FollowQuery, find_follow
from policytext.query.follow.model import (
    Answer,
    Basis,
    Fate,
    Follow,
    Followed,
    LooseAnswer,
    Promise,
    Status,
    Trace,
    Verdict,
)

__all__ = [
    "Answer",
    "Basis",
    "Fate",
    "Follow",
    "FollowQuery",
    "Followed",
    "LooseAnswer",
    "Promise",
    "Status",
    "Trace",
    "Verdict",
    "find_follow",
]
