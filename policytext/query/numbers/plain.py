"""Shares, percentages and amounts in sentences that are no statements: notes, tables, captions.

Statements have their figures from ingest. What stands beside the running text has none, and a note is often where the
figure is ("In 2018 kreeg bijna 1 op de 10 kinderen hulp"). Only writings that cannot be misread are taken.
"""

import re
from functools import cache
from typing import Final

from policytext.lexicon import table
from policytext.types.spans import Span
from policytext.types.statement import Figure
from policytext.types.vocabulary import Bound

_NUMBER: Final = r"\d{1,3}(?:\.\d{3})+(?:,\d+)?|\d+(?:,\d+)?"
_SHARE: Final = re.compile(
    r"\b(een|één|twee|drie|vier|vijf|\d{1,3})\s+op\s+(?:de\s+|elke\s+)?(\d{1,4}|tien|vijf|vier|drie|acht)(?![\d%a-z]|[.,]\d)"
)
_PERCENT: Final = re.compile(rf"(?<![\d.,])({_NUMBER})\s?(?:%|procent\b)")
_MONEY: Final = re.compile(
    rf"(?:€|\beuro)\s?({_NUMBER})(?:,-)?\s?(miljoen|mln|miljard|mld)?\b|(?<![\d.,€])({_NUMBER})\s(miljoen|mln\.?|miljard|mld\.?)\seuro\b"
)
_SCALES: Final = {"miljoen": 1e6, "mln": 1e6, "miljard": 1e9, "mld": 1e9}
_LARGE: Final = re.compile(rf"(?<![\d.,])({_NUMBER})(?:\s(duizend|miljoen|mln|miljard|mld)\b)?", re.IGNORECASE)
_LARGE_SCALES: Final = {**_SCALES, "duizend": 1e3}
_WORDS: Final = {"een": 1, "één": 1, "twee": 2, "drie": 3, "vier": 4, "vijf": 5, "acht": 8, "tien": 10}
_COUNTED: Final = re.compile(r"\s+(?:van\s+(?:de|het|alle)\s+)?([^\W\d_]{4,})")
_ADDRESS: Final = re.compile(r"(?:https?://|www\.)\S+")
_LONGEST_BOUND: Final = 24


def plain_figures(text: str, start: int) -> tuple[Figure, ...]:
    """Figures of a sentence, in order.

    Args:
        text: the sentence.
        start: where it begins in the document, so that spans are in the document.
    """
    text = _ADDRESS.sub(lambda match: " " * len(match[0]), text)
    found = []
    for match in _SHARE.finditer(text.lower()):
        part, whole = (float(_WORDS.get(word) or word) for word in match.groups())
        if whole > part > 0:
            found.append(_figure(text, start, match, part / whole, "deel"))
    for match in _PERCENT.finditer(text.lower()):
        found.append(_figure(text, start, match, _value(match[1]), "procent"))
    for match in _MONEY.finditer(text.lower()):
        scale = _SCALES.get((match[2] or match[4] or "").rstrip("."), 1.0)
        found.append(_figure(text, start, match, _value(match[1] or match[3]) * scale, "euro"))
    return tuple(sorted(found, key=lambda figure: figure.span.start))


def large_numbers(text: str) -> frozenset[float]:
    """Values of the numbers that can be no year, article or number of a page: 30.000, 1,5 miljoen, 40 duizend."""
    return frozenset(
        _value(match[1]) * _LARGE_SCALES.get((match[2] or "").lower(), 1.0)
        for match in _LARGE.finditer(_ADDRESS.sub(" ", text))
        if match[2] or "." in match[1]
    )


def _figure(text: str, start: int, match: re.Match[str], value: float, unit: str) -> Figure:
    qualifier, bound = _bound(text.lower()[max(0, match.start() - _LONGEST_BOUND) : match.start()])
    counted = _COUNTED.match(text[match.end() :])
    span = Span(start + match.start(), start + match.end())
    return Figure(span, value, unit, counted[1] if counted else None, None, qualifier=qualifier, bound=bound)


def _value(written: str) -> float:
    return float(written.replace(".", "").replace(",", "."))


def _bound(before: str) -> tuple[str | None, Bound]:
    held = before.rstrip()
    for words, bound in _bounds():
        if held.endswith(words) and not held.removesuffix(words)[-1:].isalpha():
            return words, bound
    return None, Bound.EXACT


@cache
def _bounds() -> tuple[tuple[str, Bound], ...]:
    rows = [(row["words"], Bound(row["bound"])) for row in table("bounds") if row["place"] == "before"]
    return tuple(sorted(rows, key=lambda row: -len(row[0])))
