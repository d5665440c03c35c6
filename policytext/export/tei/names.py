"""Names that elements are called by: unique in a corpus, and valid as XML ids (which begin with a letter)."""

from policytext.store import DocumentRecord


def _short(key: str) -> str:
    return key.replace(":", "-")


def sentence_name(document: DocumentRecord, number: int) -> str:
    """Of the sentence with this number."""
    return f"u-{document.short_id}-{number}"


def statement_name(statement: str) -> str:
    """Of the statement with this id, where it stands in the text."""
    return f"st-{_short(statement)}"


def citation_name(citation: str) -> str:
    """Of the citation with this id, in the list of what is cited."""
    return f"ct-{_short(citation)}"


def note_name(document: DocumentRecord, block: int) -> str:
    """Of the note that is the block with this number."""
    return f"n-{document.short_id}-{block}"
