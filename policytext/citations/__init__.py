"""Citations: finding them in a document, and finding out which work and which corpus document they cite.

Finding and resolving are two steps: `find_citations` reads one document, `resolve_citations` compares many. Not
resolved and ambiguous are results.
"""

from policytext.citations.finding import find_citations
from policytext.citations.resolving import resolve_citations

__all__ = ["find_citations", "resolve_citations"]
