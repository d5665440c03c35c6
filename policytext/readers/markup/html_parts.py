"""What the names in a page say of its parts: class, id and role of an element, and what is hidden.

Source of the words: `lexicon/web_page_parts.tsv`.
"""

import re
from functools import cache

from policytext.lexicon import table
from policytext.readers.markup.markup_tree import Element

_CAPITAL = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")
_JOINT = re.compile(r"[-_:/.]+")
_LONGEST_NAMES = 400
_MOST_WORDS = 3
_NAMING = ("class", "id", "role", "epub:type")
_NONE: frozenset[str] = frozenset()
_HIDING_STYLE = re.compile(r"(?:display\s*:\s*none|visibility\s*:\s*hidden)", re.IGNORECASE)


@cache
def _parts() -> dict[str, str]:
    return {row["word"]: row["part"] for row in table("web_page_parts")}


@cache
def _parts_of_name(name: str) -> frozenset[str]:
    words = [word.lower() for word in _JOINT.split(_CAPITAL.sub("-", name)) if word]
    known = _parts()
    return frozenset(
        known[joined]
        for first in range(len(words))
        for last in range(first + 1, min(len(words), first + _MOST_WORDS) + 1)
        if (joined := "-".join(words[first:last])) in known
    )


def parts_of(element: Element) -> frozenset[str]:
    """What the names of an element say that it is: "furniture", "whole", "comments", "note" ... (see the word list)."""
    names = " ".join(filter(None, (element.get(name) for name in _NAMING)))
    if not names:
        return _NONE
    found: set[str] = set()
    for name in names[:_LONGEST_NAMES].split():
        found |= _parts_of_name(name)
    return frozenset(found)


def is_hidden(element: Element, controlled: frozenset[str]) -> bool:
    """Whether a browser shows nothing of an element, whatever its reader does.

    Args:
        element: of a page.
        controlled: ids of what opens when a button is pressed: that is text of the page.
    """
    if element.get("id") in controlled and element.get("id"):
        return False
    style = element.get("style")
    return (
        "hidden" in element.attributes
        or element.get("aria-hidden").lower() == "true"
        or (bool(style) and _HIDING_STYLE.search(style) is not None)
        or "hidden" in parts_of(element)
    )


def controlled_ids(root: Element) -> frozenset[str]:
    """Ids of the parts that a button or a link opens (`aria-controls`, Bootstrap's collapse and tabs)."""
    found: set[str] = set()
    for element in root.iter():
        for name in ("aria-controls", "data-target", "data-bs-target"):
            value = element.get(name)
            if value:
                found |= {part.lstrip("#") for part in value.split()}
        if element.get("data-toggle") or element.get("data-bs-toggle"):
            found.add(element.get("href").lstrip("#"))
    return frozenset(found - {""})
