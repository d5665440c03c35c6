"""What a PDF says of itself in its information dictionary, in the keys that all readers share."""

import re
from collections.abc import Mapping

# PDF 32000-1:2008, 7.9.4: D:YYYYMMDDHHmmSS, everything after the year optional.
_DATE = re.compile(r"(?:D:)?(?P<year>\d{4})(?P<month>\d{2})?(?P<day>\d{2})?")
_KEYS = (("title", "title"), ("author", "author"), ("subject", "subject"), ("creationDate", "date"))
_LONGEST = 500


def file_metadata(information: Mapping[str, object]) -> tuple[tuple[str, str], ...]:
    """Title, author, subject and date (ISO 8601, cut to what is given) of a PDF; empty values are left out."""
    found: list[tuple[str, str]] = []
    for name, key in _KEYS:
        value = " ".join("".join(c if c.isprintable() else " " for c in str(information.get(name) or "")).split())
        if key == "date":
            match = _DATE.match(value)
            value = "-".join(part for part in match.groups() if part) if match else ""
        if value:
            found.append((key, value[:_LONGEST]))
    return tuple(found)
