"""What an office file says of itself: its core properties, in the keys that all readers share."""

import re
from collections.abc import Mapping
from xml.etree.ElementTree import Element

# W3CDTF, to the day; LibreOffice writes fractions of seconds after it, Word a time zone.
_DATE = re.compile(r"\s*(?P<date>\d{4}(?:-\d{2}(?:-\d{2})?)?)")
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*\Z")
_LONGEST = 500


def file_metadata(root: Element | None, names: Mapping[str, tuple[str, ...]]) -> tuple[tuple[str, str], ...]:
    """Title, author, date (ISO 8601), subject and language; what is empty is left out.

    Args:
        root: an element below which the properties stand, or None.
        names: for each key the elements that hold it, the first with a value wins.
    """
    found: list[tuple[str, str]] = []
    for key, tags in names.items():
        for tag in tags:
            element = None if root is None else next(root.iter(tag), None)
            value = "" if element is None else clean(element.text)
            if key == "date":
                match = _DATE.match(value)
                value = match["date"] if match else ""
            elif key == "language":
                value = value.lower()[:2] if _LANGUAGE.match(value) else ""
            if value:
                found.append((key, value))
                break
    return tuple(found)


def clean(value: str | None) -> str:
    """A value on one line, without control characters, of bounded length."""
    printable = "".join(character if character.isprintable() else " " for character in (value or "")[: 4 * _LONGEST])
    return " ".join(printable.split())[:_LONGEST]
