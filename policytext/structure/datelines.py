"""Which of the dates in a document is its own: from a letterhead, a cover, a colophon or its last lines.

A date in running text, in a note or in a bibliography is never taken, and nothing is taken from the file's own
metadata: the day on which a PDF was made is not the day of the document. Unknown is a result.
"""

import re
from itertools import pairwise

from policytext.structure.dates import DateMention, find_dates
from policytext.structure.front import FrontLine, is_labelled
from policytext.structure.persons import find_persons
from policytext.types.document import DocumentDate
from policytext.types.spans import Span
from policytext.types.vocabulary import DatePrecision, Origin

# What may stand on a line beside its date for the line to be about the date.
_PLACE = re.compile(r"(?:[’']s-)?[A-ZÀ-Þ][\w’' -]{1,30},?")
_PUBLISHED = re.compile(
    r"(?:voorgesteld|vastgesteld(?: op| d\.d\.| door [\w ]{3,40} op)?|gepubliceerd(?: op)?|publicatie(?:datum)?|"
    r"laatst gewijzigd(?: op)?|geplaatst(?: op)?|ondertekend(?: op)?|versie(?:datum)?|definitief|d\.d\.|dd\.?|"
    r"gegeven te [\w -]{3,30})",
    re.IGNORECASE,
)
# A comment under an article or a visit, not the document: "3 januari 2019 om 14:22", "geraadpleegd op 3 mei 2020".
_FOREIGN = re.compile(
    r"\bom \d{1,2}[:.]\d{2}|\d{1,2}:\d{2}|geraadpleegd|bezocht|zegt:|schreef|reageer|kamerst|stb\.|stcrt|vergaderjaar|"
    r"ontvangen|uw (?:brief|kenmerk)|sinds|vanaf|tot en met|t/m|verkiezing|\d+ jaar|\bp\. ?\d|http",
    re.IGNORECASE,
)
_CONTACT = re.compile(
    r"\b\d{4}\s?[A-Z]{2}\b|@|\bwww\.|\+31|\b0\d{2,3}[ -]\d|\.nl\b|[Pp]ostbus|©|[Cc]olofon|ISBN|[Uu]itgave"
)
_COPYRIGHT = re.compile(r"(?:©|\bcopyright\b)[^\d\n]{0,80}(?P<year>(?:19|20)\d\d)\b", re.IGNORECASE)
_MEETING = re.compile(r"vergadering|overleg|debat|bijeenkomst|zitting", re.IGNORECASE)
_SHORT_LINE = 110
_HEADING_LINES, _SHORT_HEADING = 6, 60
_CONTACT_DISTANCE = 8


def find_document_date(
    head: tuple[FrontLine, ...],
    tail: tuple[FrontLine, ...],
    colophon: tuple[FrontLine, ...],
    body: int,
    salutation: int | None,
    *,
    is_minutes: bool = False,
) -> DocumentDate | None:
    """The document's own date, or None.

    Args:
        head: first lines of the document. tail: its last lines. colophon: the lines of its colophon.
        body: index in `head` of the first line of running text.
        salutation: index in `head` of the greeting of a letter.
        is_minutes: the document is the record of a meeting, which goes by the date of the meeting.
    """
    first_page = tuple(line for line in head if line.page <= head[0].page + 1) if head else ()
    front = head[: max(body, 0)] if salutation is None else head[: salutation + 1]
    found = (
        _labelled(first_page)
        or _dateline(front)
        or _dateline(first_page[:60] if salutation is not None else ())
        or _labelled(colophon)
        or _beside_words(front)
        or _dateline(colophon)
        or _beside_words(colophon)
        or (_meeting(head[:12]) if is_minutes else None)
        or _signed(first_page)
        or _at_the_end(tail)
        or _in_heading(head[:_HEADING_LINES])
        or _copyright((*front, *colophon, *tail))
    )
    return None if found is None else DocumentDate(found.value, found.precision, Origin.TEXT)


def _labelled(lines: tuple[FrontLine, ...]) -> DateMention | None:
    """The date after "Datum", on its line or among the next four: labels and values can be set in two columns."""
    for index, line in enumerate(lines):
        if not is_labelled(line, "date") or len(line.text) > _SHORT_LINE:
            continue
        if dates := find_dates(line.text):
            return dates[0]
        for other in lines[index + 1 : index + 5]:
            if (date := _own_line(other)) is not None:
                return date
    return None


def _own_line(line: FrontLine) -> DateMention | None:
    """The date of a line that holds nothing else but a place or a word such as "Voorgesteld"."""
    dates = find_dates(line.text) if len(line.text) <= _SHORT_LINE else ()
    if not dates or dates[0].precision is DatePrecision.YEAR:
        return None
    before = line.text[: dates[0].span.start].strip(" |•·:-–(")
    after = line.text[dates[0].span.end :].strip(" |•·.,)")
    if after or (
        before and not (_PLACE.fullmatch(before) and before.count(" ") < 4) and not _PUBLISHED.fullmatch(before)
    ):
        return None
    return dates[0]


def _dateline(lines: tuple[FrontLine, ...]) -> DateMention | None:
    return next((date for line in lines if (date := _own_line(line)) is not None), None)


def _beside_words(lines: tuple[FrontLine, ...]) -> DateMention | None:
    """The date at the start or end of a short line: "Expertiseteam ..., maart 2020", "28 augustus 2024 (update)"."""
    for line in lines:
        if len(line.text) > _SHORT_LINE or _FOREIGN.search(line.text):
            continue
        dates = find_dates(line.text)
        if len(dates) == 0 or dates[0].precision is DatePrecision.YEAR:
            continue
        starts = dates[0].span.start == 0 and not line.text[dates[0].span.end :].lstrip()[:1].islower()
        ends = dates[-1].span.end >= len(line.text.rstrip(" .)]")) and re.search(
            r"(?:[,|•·:–-]|\bversie [\d.]+|\b[Dd]\.?d\.?)\s*\(?$", line.text[: dates[-1].span.start]
        )
        if starts or ends:
            return dates[0] if starts else dates[-1]
    return None


def _meeting(lines: tuple[FrontLine, ...]) -> DateMention | None:
    for line in lines:
        if len(line.text) <= _SHORT_LINE and _MEETING.search(line.text):
            return next((date for date in find_dates(line.text) if date.precision is DatePrecision.DAY), None)
    return None


def _signed(lines: tuple[FrontLine, ...]) -> DateMention | None:
    """The date on a line of its own under a line of names: how a foreword or a short paper is signed."""
    for above, line in pairwise(lines):
        date = _own_line(line)
        if (
            date is not None
            and find_persons(above.text)
            and len(above.text) <= _SHORT_LINE
            and above.text[-1] not in ".;:"
        ):
            return date
    return None


def _at_the_end(lines: tuple[FrontLine, ...]) -> DateMention | None:
    """The date on a line of its own in the last lines: beside an address, or with the place where it was signed."""
    found: DateMention | None = None
    for index, line in enumerate(lines):
        date = _own_line(line)
        if date is None or _FOREIGN.search(line.text):
            continue
        near = lines[max(0, index - _CONTACT_DISTANCE) : index + _CONTACT_DISTANCE + 1]
        has_place = "," in line.text[: date.span.start]
        if (
            has_place
            or is_labelled(line, "date")
            or any(_CONTACT.search(other.text) for other in near if len(other.text) < _SHORT_LINE)
        ):
            found = date
    return found


def _in_heading(lines: tuple[FrontLine, ...]) -> DateMention | None:
    """The day in one of the first short lines: what a page of a meeting is called, "Gemeenteraad 31 augustus 2015"."""
    for line in lines:
        if len(line.text) > _SHORT_HEADING or line.text.endswith((".", ";", ":", ",")):
            continue
        days = [date for date in find_dates(line.text) if date.precision is DatePrecision.DAY]
        if len(days) == 1 and line.text[:1].isupper():
            return days[0]
    return None


def _copyright(lines: tuple[FrontLine, ...]) -> DateMention | None:
    for line in lines:
        match = _COPYRIGHT.search(line.text) if len(line.text) <= _SHORT_LINE else None
        if match:
            return DateMention(Span(*match.span("year")), match["year"], DatePrecision.YEAR)
    return None
