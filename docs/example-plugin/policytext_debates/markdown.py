"""Statements as quotations in Markdown, under the document that makes them."""

from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby
from typing import Any


class MarkdownQuotations:
    """Writes them line by line."""

    kinds = ("statements",)

    def write(self, kind: str, rows: Iterable[Mapping[str, Any]]) -> Iterator[str]:
        """A heading for each document, a quotation with its place for each statement."""
        for title, statements in groupby(rows, key=lambda row: row["title"]):
            yield f"## {title}"
            for row in statements:
                place = f"p. {row['page']}" if row["page"] is not None else f"regel {row['line']}"
                yield ""
                yield f"> {row['text']}"
                yield f"> — {row['organisation'] or 'afzender onbekend'}, {place} [{row['id']}]"
            yield ""
