"""The Python interface: an index opened for questions, with typed answers and frames for pandas and Polars.

The answers are those that the command line prints: the dataclasses of `policytext.query` and `policytext.store`, and
the rows of `policytext.export`. docs/api.md shows the use.
"""

from policytext.api.answers import SearchResult, TimelineResult, TraceResult
from policytext.api.coding import AgreementResult
from policytext.api.comparing import FollowResult, GapsResult, NumbersResult, PointsResult, ReuseResult
from policytext.api.index import Index, open_index
from policytext.api.papers import BriefResult
from policytext.api.records import Records

__all__ = [
    "AgreementResult",
    "BriefResult",
    "FollowResult",
    "GapsResult",
    "Index",
    "NumbersResult",
    "PointsResult",
    "Records",
    "ReuseResult",
    "SearchResult",
    "TimelineResult",
    "TraceResult",
    "open_index",
]
