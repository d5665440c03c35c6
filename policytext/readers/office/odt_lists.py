"""The numbers and bullets of an OpenDocument text: they stand nowhere in the file, list styles say how to count.

Source: OpenDocument 1.3 part 3, 5.3 (lists), 16.31 (list styles) and 16.35 (the outline style of headings).
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from policytext.readers.office.office_numbers import bullet_character, format_number
from policytext.readers.office.office_xml import children_of, number_of

_NUMBERED = ("text:list-level-style-number", "text:outline-level-style")
_BULLETED = "text:list-level-style-bullet"
_PLACE = re.compile(r"%(?P<level>\d{1,2})%")
_LEVELS = 10
_LONGEST = 40
OUTLINE = "Outline"


@dataclass(frozen=True, slots=True)
class Level:
    """A level of a list style: a bullet, or how its number looks and how many levels it shows."""

    bullet: str = ""
    style: str = ""
    prefix: str = ""
    suffix: str = ""
    shown: int = 1
    start: int = 1
    pattern: str = ""


class ListStyles:
    """List styles by name, the outline style among them under its own name.

    Args:
        scopes: elements that hold styles, the nearest first.
    """

    def __init__(self, scopes: Sequence[Element | None]) -> None:
        self._styles: dict[str, dict[int, Level]] = {}
        for scope in scopes:
            if scope is None:
                continue
            for style in children_of(scope, "text:list-style"):
                self._styles.setdefault(style.get("style:name", ""), _read_levels(style))
            for style in children_of(scope, "text:outline-style"):
                self._styles.setdefault(OUTLINE, _read_levels(style))

    def level(self, name: str | None, level: int) -> Level | None:
        """A level (from 1) of a style; None where nothing is printed."""
        return self._styles.get(name or "", {}).get(level)

    def count(self, name: str | None, level: int, counters: dict[int, int], start: str | None = None) -> str | None:
        """What is printed before the next paragraph on a level (from 1), or None; `counters` are counted on.

        Args:
            name: of the list style.
            level: from 1.
            counters: of the list by level.
            start: a number to start again with, as the file writes it.
        """
        level = max(1, min(level, _LEVELS))
        found = self.level(name, level)
        first = 1 if found is None else found.start
        counters[level] = counters[level] + 1 if level in counters else first
        if start is not None:
            counters[level] = number_of(start, first)
        for below in [other for other in counters if other > level]:
            del counters[below]
        if found is None:
            return None
        if found.bullet:
            return found.bullet
        return self._print(name, level, found, counters)

    def _print(self, name: str | None, level: int, found: Level, counters: dict[int, int]) -> str | None:
        if not found.style and not found.pattern:
            return None

        def number(other: int) -> str:
            above = self.level(name, other) or Level()
            return format_number(counters.get(other, above.start), above.style) if 1 <= other <= level else ""

        if found.pattern:
            text = _PLACE.sub(lambda match: number(int(match["level"])), found.pattern)
        else:
            numbers = [number(other) for other in range(max(1, level - found.shown + 1), level + 1)]
            text = found.prefix + ".".join(part for part in numbers if part) + found.suffix
        return " ".join(text.split()) or None


def _read_levels(style: Element) -> dict[int, Level]:
    levels: dict[int, Level] = {}
    for element in style:
        number = number_of(element.get("text:level"), 0)
        if not 1 <= number <= _LEVELS:
            continue
        if element.tag == _BULLETED:
            font = next((child.get("style:font-name", "") for child in element if child.get("style:font-name")), "")
            levels[number] = Level(bullet=bullet_character(element.get("text:bullet-char", ""), font))
        elif element.tag in _NUMBERED:
            levels[number] = Level(
                style=element.get("style:num-format", ""),
                prefix=element.get("style:num-prefix", "")[:_LONGEST],
                suffix=element.get("style:num-suffix", "")[:_LONGEST],
                shown=max(1, number_of(element.get("text:display-levels"), 1)),
                start=number_of(element.get("text:start-value"), 1),
                pattern=element.get("loext:num-list-format", "")[:_LONGEST] if element.get("style:num-format") else "",
            )
    return levels
