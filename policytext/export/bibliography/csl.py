"""CSL-JSON: what Zotero, Mendeley, Pandoc and citation processors read. Field names are those of CSL 1.0.2.

Source: https://docs.citationstyles.org/en/stable/specification.html, appendices III and IV.
"""

import json
from collections.abc import Iterable, Iterator
from typing import Any

from policytext.export.bibliography.entry import Entry
from policytext.query.author_names import AuthorName

Json = dict[str, Any]  # Any: a JSON value


def csl_item(entry: Entry) -> Json:
    """One item; fields of which nothing is known are left out."""
    item: Json = {
        "id": entry.id,
        "type": entry.kind.value,
        "citation-key": entry.key,
        "title": entry.title,
        "author": [_name(name) for name in entry.authors],
        "issued": _date(entry.issued),
        "accessed": _date(entry.accessed),
        "container-title": entry.container,
        "authority": entry.authority,
        "number": entry.number,
        "DOI": entry.doi,
        "ISBN": entry.isbn,
        "ISSN": entry.issn,
        "URL": entry.url,
        "note": entry.note,
    }
    return {name: value for name, value in item.items() if value}


def csl_lines(entries: Iterable[Entry]) -> Iterator[str]:
    """The lines of a JSON array, one item a line."""
    yield "["
    before = None
    for entry in entries:
        if before is not None:
            yield before + ","
        before = json.dumps(csl_item(entry), ensure_ascii=False)
    if before is not None:
        yield before
    yield "]"


def _name(name: AuthorName) -> Json:
    if name.literal is not None:
        return {"literal": name.literal}
    parts = {"family": name.family, "given": name.given, "non-dropping-particle": name.particle}
    return {field: part for field, part in parts.items() if part}


def _date(parts: tuple[int, ...]) -> Json:
    return {"date-parts": [list(parts)]} if parts else {}
