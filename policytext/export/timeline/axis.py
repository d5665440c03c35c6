"""Dates on a line: where a date of any precision stands, and which ticks to write."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

_DAYS_OF_YEAR = 365.25
#: Least room that a label of a tick needs, in pixels.
_ROOM = 58.0
#: Steps between ticks in months.
_STEPS = (1, 3, 6, 12, 24, 60, 120, 240, 600, 1200, 2400, 6000, 12000)


def extent(stated: str) -> tuple[int, int]:
    """First day of a date as stated ("2019", "2019-10", "2019-10-25") and the day after its last, as ordinals."""
    parts = [int(part) for part in stated.split("-")]
    if len(parts) == 3:
        first = date(*parts).toordinal()
        return first, first + 1
    if len(parts) == 2:
        return date(parts[0], parts[1], 1).toordinal(), _month(parts[0] * 12 + parts[1])
    return date(parts[0], 1, 1).toordinal(), _month(parts[0] * 12 + 12)


def _month(months: int) -> int:
    """First day of a month, counted in months from January of year 0."""
    return date(months // 12, months % 12 + 1, 1).toordinal() if months < 9999 * 12 else date.max.toordinal()


@dataclass(frozen=True, slots=True)
class Axis:
    """A line of days from `first` to `last` drawn from `left` to `right`, in pixels."""

    first: int
    last: int
    left: float
    right: float

    @classmethod
    def over(cls, stated: Sequence[str], left: float, right: float) -> "Axis":
        """The axis on which all the dates stand with some room beside them; without dates, that of the year 2000."""
        spans = [extent(text) for text in stated] or [extent("2000")]
        first, last = min(start for start, _ in spans), max(end for _, end in spans)
        room = max((last - first) * 0.03, 20)
        return cls(int(first - room), int(last + room), left, right)

    def at(self, day: float) -> float:
        """Where a day stands."""
        return self.left + (day - self.first) / (self.last - self.first) * (self.right - self.left)

    def ticks(self, write: Callable[[str | None], str]) -> list[tuple[float, str]]:
        """Places and labels of ticks: years, or months where the axis is short, as `write` writes an ISO date."""
        begin = date.fromordinal(max(self.first, 1))
        months = (self.last - self.first) / _DAYS_OF_YEAR * 12
        step = next((s for s in _STEPS if s * (self.right - self.left) / months >= _ROOM), _STEPS[-1])
        found: list[tuple[float, str]] = []
        at = -(-(begin.year * 12 + begin.month - 1) // step) * step
        while (day := _month(at)) < min(self.last, date.max.toordinal()):
            if day >= self.first:
                year, month = divmod(at, 12)
                stated = f"{year:04}" if step >= 12 else f"{year:04}-{month + 1:02}"
                found.append((self.at(day), write(stated)))
            at += step
        return found
