"""A number with its unit, before it is known how exact it is, what it counts and when."""

from dataclasses import dataclass
from enum import Enum

from policytext.types.vocabulary import Bound


class Sort(Enum):
    """What kind of unit a quantity has."""

    MONEY = "money"
    SHARE = "share"  # a percentage, or a difference of two
    TIME = "time"
    TIMES = "times"  # how many times something happens
    MULTIPLE = "multiple"  # by what something is multiplied
    MEASURE = "measure"
    PART = "part"  # a fraction of a whole
    COUNT = "count"  # nothing but a number: what it counts has to be found


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number with its unit at the tokens from `first` to `last`.

    `value` is in the unit; `high` is the upper end of a range. `scale` is the factor of "miljoen" and the like,
    `factor` that of the unit. `qualifier` is the first and last token of the words that bound it.
    """

    first: int
    last: int
    value: float
    unit: str
    sort: Sort
    high: float | None = None
    scale: float = 1.0
    factor: float = 1.0
    bound: Bound = Bound.EXACT
    qualifier: tuple[int, int] | None = None
    is_spelled: bool = False

    @property
    def is_bare(self) -> bool:
        """Whether it has no unit of its own."""
        return self.sort is Sort.COUNT
