"""The numbers that a statement gives: value, unit, bound, what they count and when.

`tokens` and `numbers` read words and digits, `names` tells numbers that name a place or a moment, `units`, `shares` and
`multiples` make quantities of numbers, `ranges` joins two of them, `bounds`, `counted` and `periods` say how exact a
figure is, of what and when. `finding` puts them together. A point in a number separates thousands and a comma decimals,
as in Dutch. Whether two figures speak of the same thing is in `lexicon.quantities`.
"""

from policytext.statements.figures.finding import find_figures

__all__ = ["find_figures"]
