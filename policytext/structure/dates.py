"""Dutch dates in running text, in letterheads and in colophons.

Finds the forms in use in policy documents and gives each with its precision; a date that no calendar has ("31 juni
2021") is refused, not repaired. Which of the dates found is the document's own is for `structure.metadata` to say.
"""

import re
from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass

from policytext.lexicon import table
from policytext.types.spans import Span
from policytext.types.vocabulary import DatePrecision

# Years a policy document or a source of one can carry: the Constitution of 1814 to plans for 2100.
_FIRST_YEAR, _LAST_YEAR = 1814, 2100

_MONTHS = {row["name"]: int(row["number"]) for row in table("months")}
_NAMES = "|".join(sorted((name for name, number in _MONTHS.items() if number), key=len, reverse=True))
_SEASONS = "|".join(sorted(name for name, number in _MONTHS.items() if not number))

# White space inside a date: at most one line end, so that a number above an empty line is no day.
_GAP = r"[^\S\n]*\n?[^\S\n]*"
_SPACE = r"(?:[^\S\n]+\n?[^\S\n]*|\n[^\S\n]*)"

_DATE = re.compile(
    rf"""
      (?<![\w/.,-])(?P<iso_year>[12]\d{{3}})-(?P<iso_month>\d{{2}})-(?P<iso_day>\d{{2}})(?![\w/-])
    | (?<![\w/.,-])(?P<num_day>\d{{1,2}})(?P<mark>\s?[-/.]\s?)(?P<num_month>\d{{1,2}})(?P=mark)
      (?P<num_year>[12]\d{{3}})(?![\w/-])
    | (?<![\w/.,])(?P<day>\d{{1,2}})(?:e|de|ste)?{_SPACE}(?P<month>{_NAMES})\.?,?{_SPACE}(?P<year>[12]\d{{3}})(?!\w)
    | (?<!\w)(?P<only_month>{_NAMES})\.?{_SPACE}(?P<month_year>[12]\d{{3}})(?!\w)
    | (?<!\w)(?:{_SEASONS}){_SPACE}(?:van{_SPACE})?(?P<season_year>[12]\d{{3}})(?!\w)
    """,
    re.VERBOSE | re.IGNORECASE,
)

# "d.d. 3-12-20": with two digits only where the words before say that a date comes.
_SHORT = re.compile(
    rf"(?<!\w)(?:d\.{_GAP}d\.|dd\.?|datum:?){_GAP}(?P<date>(?P<day>\d{{1,2}})(?P<mark>[-/.])(?P<month>\d{{1,2}})"
    r"(?P=mark)'?(?P<year>\d{2}))(?![\w/-])",
    re.IGNORECASE,
)

_ISO_CUT = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")


@dataclass(frozen=True, slots=True)
class DateMention:
    """A date in a text: where it stands (half-open, code points of the text searched) and what it says.

    `value` is ISO 8601 cut to the precision: "2021-05-25", "2019-10", "2019".
    """

    span: Span
    value: str
    precision: DatePrecision


def calendar_date(year: int, month: int | None = None, day: int | None = None) -> tuple[str, DatePrecision] | None:
    """ISO value and precision of a year, month and day; None where the calendar or the range of years has no such date.

    Args:
        year: four digits, 1814 to 2100.
        month: 1 to 12, or None for precision year.
        day: of the month, or None for precision month.
    """
    if not _FIRST_YEAR <= year <= _LAST_YEAR:
        return None
    if month is None:
        return f"{year:04}", DatePrecision.YEAR
    if not 1 <= month <= 12:
        return None
    if day is None:
        return f"{year:04}-{month:02}", DatePrecision.MONTH
    if not 1 <= day <= monthrange(year, month)[1]:
        return None
    return f"{year:04}-{month:02}-{day:02}", DatePrecision.DAY


def parse_iso(value: str) -> tuple[str, DatePrecision] | None:
    """ISO value and precision of "2021-05-25", "2021-05" or "2021"; None for anything else."""
    match = _ISO_CUT.fullmatch(value.strip())
    if match is None:
        return None
    year, month, day = (int(part) if part else None for part in match.groups())
    return None if year is None else calendar_date(year, month, day)


def find_dates(text: str) -> tuple[DateMention, ...]:
    """Every date in a text, in order, without overlaps.

    Forms: "25 mei 2021", "1 jan. 2020", "2021-05-25", "25-05-2021", "3/12/2020", "d.d. 3-12-20", "oktober 2019"
    (precision month), "najaar 2019" (precision year). A day and month that no calendar has give nothing, not even the
    month and year that they hold.
    """
    return tuple(sorted(_iter_dates(text), key=lambda mention: mention.span))


def _iter_dates(text: str) -> Iterator[DateMention]:
    for match in _DATE.finditer(text):
        part = match.groupdict()
        if part["iso_year"]:
            found = calendar_date(int(part["iso_year"]), int(part["iso_month"]), int(part["iso_day"]))
        elif part["num_year"]:
            found = calendar_date(int(part["num_year"]), int(part["num_month"]), int(part["num_day"]))
        elif part["year"]:
            found = calendar_date(int(part["year"]), _MONTHS[part["month"].lower()], int(part["day"]))
        elif part["month_year"]:
            found = calendar_date(int(part["month_year"]), _MONTHS[part["only_month"].lower()])
        else:
            found = calendar_date(int(part["season_year"]))
        if found is not None:
            yield DateMention(Span(match.start(), match.end()), *found)
    for match in _SHORT.finditer(text):
        # Documents are of this century unless they say otherwise with four digits.
        found = calendar_date(2000 + int(match["year"]), int(match["month"]), int(match["day"]))
        if found is not None:
            yield DateMention(Span(match.start("date"), match.end("date")), *found)
