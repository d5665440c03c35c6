"""What a document leaves out: positions of an earlier one, subjects of all others, recommendations without an answer.

That something is missing is said with what shows it: a sentence of the later document on the same subject, or that
there is none. `compared` finds in one set of sentences what comes nearest to a statement, `positions` and `answers` use
it, `subjects` counts words; `finding` puts them together.
"""

from policytext.query.gaps.finding import GapsQuery, find_gaps
from policytext.query.gaps.report import DroppedPosition, Gaps, MissingSubject, Unanswered

__all__ = ["DroppedPosition", "Gaps", "GapsQuery", "MissingSubject", "Unanswered", "find_gaps"]
