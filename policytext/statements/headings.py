"""What the headings above a sentence say of it: what stands under "Aanbevelingen" is likely to be one.

The network hears sentences and not their headings, as most of the labelled ones have none. So what a heading does is
learned apart, as log odds that are added to the network's (`training/acts/headings.py`).
"""

import re
from collections.abc import Sequence
from functools import cache, lru_cache
from typing import Final

from policytext.lexicon import table
from policytext.lexicon.folding import folded

#: How what a heading announces is named as a feature.
PREFIX: Final = "heading:"
_NUMBER: Final = re.compile(r"[\W\d_]*(?:[a-z]\W+)?")


def heading_names(section: Sequence[str], title: str = "") -> list[str]:
    """Names of what the nearest heading above a sentence that announces anything announces: "heading:advice".

    "Aan het Rijk" announces nothing, so what stands under it in "Aanbevelingen" is announced as advice.

    Args:
        section: the headings, outermost first.
        title: the title of the document, which announces nothing where it stands over all: "Advies aan de wethouder".
    """
    if section and _squeezed(section[0]) == _squeezed(title):
        section = section[1:]
    roles = next((found for heading in reversed(section) if (found := _roles(heading))), ())
    return [f"{PREFIX}{role}" for role in roles]


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    by_role: dict[str, list[str]] = {}
    for row in table("heading_roles"):
        by_role.setdefault(row["role"], []).append(row["pattern"])
    return {role: re.compile("|".join(patterns)) for role, patterns in by_role.items()}


@lru_cache(maxsize=4096)
def _roles(heading: str) -> tuple[str, ...]:
    text = _squeezed(heading)
    text = text[_number_end(text) :]
    return tuple(role for role, pattern in _patterns().items() if pattern.match(text))


def _squeezed(text: str) -> str:
    return folded(" ".join(text.split()))


def _number_end(text: str) -> int:
    match = _NUMBER.match(text)
    return 0 if match is None else match.end()
