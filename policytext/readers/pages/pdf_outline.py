"""What a PDF says of its own make-up: its outline, the printed labels of its pages, files and forms that it carries."""

import re
from typing import Any

from policytext.types.raw import OutlineEntry

_MOST_ENTRIES = 5_000
_LONGEST_TITLE = 500
_DEEPEST = 20
_LONGEST_LABEL = 30
# Pages that stand in for content which only Adobe's programs show.
_STAND_IN = re.compile(
    r"please wait\s*\.\.\.|if this message is not eventually replaced|pdf[- ]portfolio|dynamic xfa|"
    r"(?:even|ogenblik) geduld\s*\.\.\.|"
    r"(?:open|openen|opened|requires?|vereist)\b.{0,80}\b(?:acrobat|adobe reader)",
    re.IGNORECASE,
)
_STAND_IN_WITHIN = 2_000


def read_outline(document: Any) -> tuple[OutlineEntry, ...]:
    """Entries of the outline in order, a bounded number; levels below 1 are 1, strange pages are 0."""
    pages = document.page_count
    found: list[OutlineEntry] = []
    for entry in document.get_toc(simple=True)[:_MOST_ENTRIES]:
        level, title, page = entry[0], entry[1], entry[2]
        words = " ".join("".join(c if c.isprintable() else " " for c in str(title)).split())[:_LONGEST_TITLE]
        if words:
            number = page if isinstance(page, int) and 1 <= page <= pages else 0
            found.append(OutlineEntry(words, min(max(1, int(level)), _DEEPEST), number))
    return tuple(found)


def page_labels(document: Any) -> list[str | None]:
    """Printed labels of the pages; none where the file defines none."""
    if not document.get_page_labels():
        return []
    return [document.load_page(number).get_label()[:_LONGEST_LABEL] or None for number in range(document.page_count)]


def dynamic_content(document: Any) -> str | None:
    """Name of what the file shows in Adobe's programs instead of its pages: an XFA form or a portfolio."""
    if not document.is_pdf:
        return None
    catalog = document.pdf_catalog()
    if document.xref_get_key(catalog, "AcroForm/XFA")[0] not in {"null", "undefined"}:
        return "XFA form"
    if document.xref_get_key(catalog, "Collection")[0] == "dict":
        return "portfolio"
    return None


def is_stand_in(text: str) -> bool:
    """Whether the text of a document only asks to open it in another program."""
    return len(text) <= _STAND_IN_WITHIN and _STAND_IN.search(" ".join(text.split())) is not None
