"""The numbers and bullets that Word prints: they stand nowhere in the file, `word/numbering.xml` says how to count.

Source: ECMA-376 part 1, 17.9. A list (`w:num`) points to a definition (`w:abstractNum`); lists of one definition count
on together, unless one of them starts again (`w:startOverride`).
"""

from dataclasses import dataclass, replace
from xml.etree.ElementTree import Element

from policytext.readers.office.docx_styles import read_look
from policytext.readers.office.office_numbers import bullet_character, format_number
from policytext.readers.office.office_xml import child_of, children_of, number_of, value_of

_LEVELS = 9
_LONGEST_PATTERN = 60


@dataclass(frozen=True, slots=True)
class Level:
    """A level of a list: how its numbers look. `restarts_after` is the level (from 1) that sets it back, 0 for none."""

    style: str = "decimal"
    pattern: str = ""
    start: int = 1
    restarts_after: int | None = None
    is_legal: bool = False
    font: str = ""


@dataclass(frozen=True, slots=True)
class Marker:
    """What is printed before a paragraph."""

    text: str
    is_bullet: bool


class Numbering:
    """Counts the lists of a document; `marker` is called once for each numbered paragraph, in order.

    Args:
        root: of `word/numbering.xml`, or None where the file has none.
    """

    def __init__(self, root: Element | None) -> None:
        self._definitions: dict[str, dict[int, Level]] = {}
        self._links: dict[str, str] = {}
        self._lists: dict[str, str] = {}
        self._own_levels: dict[str, dict[int, Level]] = {}
        self._starts: dict[str, dict[int, int]] = {}
        self._counters: dict[str, list[int | None]] = {}
        if root is not None:
            self._read(root)

    def _read(self, root: Element) -> None:
        styled: dict[str, str] = {}
        for definition in children_of(root, "w:abstractNum"):
            name = definition.get("w:abstractNumId", "")
            self._definitions[name] = {
                number_of(level.get("w:ilvl")): _read_level(level) for level in children_of(definition, "w:lvl")
            }
            if (style := value_of(definition, "w:styleLink")) is not None:
                styled[style] = name
            if (style := value_of(definition, "w:numStyleLink")) is not None:
                self._links[name] = style
        self._links = {name: styled[style] for name, style in self._links.items() if style in styled}
        for found in children_of(root, "w:num"):
            name = found.get("w:numId", "")
            self._lists[name] = value_of(found, "w:abstractNumId") or ""
            for override in children_of(found, "w:lvlOverride"):
                number = number_of(override.get("w:ilvl"))
                level = child_of(override, "w:lvl")
                if level is not None:
                    self._own_levels.setdefault(name, {})[number] = _read_level(level)
                start = value_of(override, "w:startOverride")
                if start is not None:
                    first = number_of(start, 1)
                    self._starts.setdefault(name, {})[number] = first
                    own = self._own_levels.setdefault(name, {})
                    inherited = self._definitions.get(self._lists[name], {}).get(number, Level())
                    own[number] = replace(own.get(number, inherited), start=first)

    def marker(self, list_id: str | None, level: int) -> Marker | None:
        """What is printed before the next paragraph of a list; None where it is no list.

        Args:
            list_id: `w:numId`; "0" says that there is none.
            level: from 0.
        """
        definition = self._lists.get(list_id or "0")
        if list_id is None or definition is None or list_id == "0":
            return None
        definition = self._links.get(definition, definition)
        level = max(0, min(level, _LEVELS - 1))
        levels = {**self._definitions.get(definition, {}), **self._own_levels.get(list_id, {})}
        counters = self._counters.setdefault(definition, [None] * _LEVELS)
        for number, start in self._starts.pop(list_id, {}).items():
            if 0 <= number < _LEVELS:
                counters[number] = start - 1
        _count(counters, levels, level)
        return _print(counters, levels, level)


def _count(counters: list[int | None], levels: dict[int, Level], level: int) -> None:
    for above in range(level):
        if counters[above] is None:
            counters[above] = levels.get(above, Level()).start
    current = counters[level]
    counters[level] = levels.get(level, Level()).start if current is None else current + 1
    for below in range(level + 1, _LEVELS):
        after = levels.get(below, Level()).restarts_after
        if after is None or (after > 0 and level < after):
            counters[below] = None


def _print(counters: list[int | None], levels: dict[int, Level], level: int) -> Marker | None:
    found = levels.get(level)
    if found is None:
        return None
    if found.style == "bullet":
        return Marker(bullet_character(found.pattern, found.font), is_bullet=True)
    text = found.pattern
    for number in range(_LEVELS):
        style = levels.get(number, Level()).style
        # "bullet" on a level above prints no number.
        value = (
            "" if style == "bullet" else format_number(counters[number] or 0, "decimal" if found.is_legal else style)
        )
        text = text.replace(f"%{number + 1}", value)
    text = " ".join(text.split())
    return Marker(text, is_bullet=False) if text else None


def _read_level(level: Element) -> Level:
    restarts = value_of(level, "w:lvlRestart")
    style = value_of(level, "w:numFmt") or "decimal"
    legal = child_of(level, "w:isLgl")
    return Level(
        style=style,
        pattern=(value_of(level, "w:lvlText") or "")[:_LONGEST_PATTERN],
        start=number_of(value_of(level, "w:start"), 1),
        restarts_after=None if restarts is None else number_of(restarts),
        is_legal=legal is not None and legal.get("w:val", "1") not in ("0", "false"),
        font=read_look(child_of(level, "w:rPr")).font or "",
    )
