"""Citations: finding them in a document, and finding out which work they cite."""

from policytext.citations.finding import find_citations

__all__ = ["find_citations"]
