"""Items of a list that stands in one paragraph: "Er zijn drie doelen: 1. Meer zorg. 2. Minder regels. 3. Rust."

A number or small letter with a full stop numbers an item when it goes on counting from the item before it; otherwise
"artikel 2." and "onder b." would look the same.
"""

import re
from typing import Final, NamedTuple

from policytext.lexicon import words

#: Words after which a letter or number is a label: "artikel 2.", "bijlage B.".
LABELLED: Final = frozenset(words("labelled_parts"))

_LABEL = re.compile(r"(?<!\S)(?:\d{1,2}|[a-z])\.\s++(?=\S)")
_BULLET = re.compile(r"(?<=\s)[•▪●■►◦‣](?=\s)")
_LAST_WORD = re.compile(r"(\S+)\s*\Z")
_ENDS = ".?!…"
_PUNCTUATION = _ENDS + ':;,)]”’"'

# What is looked at before a label, in code points: more than the longest word.
_REACH: Final = 60


class Items(NamedTuple):
    """Where items begin, and the positions of the full stops that belong to their labels."""

    begins: tuple[int, ...]
    stops: frozenset[int]


class _Label(NamedTuple):
    start: int
    stop: int
    follows: str  # the last character before the label that is no white space, empty at the start of the text
    capital: bool  # what the label numbers begins with a capital or a digit


def find_items(text: str) -> Items:
    """Items in a text, ascending: by number, by letter, and by bullets."""
    first = len(text) - len(text.lstrip())
    begins = {match.start() for match in _BULLET.finditer(text) if match.start() > first}
    stops: set[int] = set()
    for chain in _chains(text):
        stops.update(label.stop for label in chain)
        begins.update(label.start for label in chain if _begins(label))
    return Items(tuple(sorted(begins)), frozenset(stops))


def _chains(text: str) -> list[list[_Label]]:
    """Runs of labels that count on: 1, 2, 3 or a, b, c."""
    numbers: list[_Label] = []
    letters: list[_Label] = []
    chains: list[list[_Label]] = []
    for match in _LABEL.finditer(text):
        written = match[0].split(".", 1)[0]
        value = int(written) if written.isdigit() else ord(written) - ord("a") + 1
        chain = numbers if written.isdigit() else letters
        before = text[max(0, match.start() - _REACH) : match.start()].rstrip()
        label = _Label(match.start(), match.start() + len(written), before[-1:], not text[match.end()].islower())
        if value == 1 and (not label.follows or label.follows in _PUNCTUATION):
            chains.append(chain.copy())
            chain[:] = [label]
        elif chain and value == len(chain) + 1 and not _is_labelled(before):
            chain.append(label)
    return [chain for chain in [*chains, numbers, letters] if _is_list(chain)]


def _is_labelled(before: str) -> bool:
    last = _LAST_WORD.search(before)
    return last is not None and last[1].lower() in LABELLED


def _is_list(chain: list[_Label]) -> bool:
    """Two items are a list when each follows on a mark; without marks ("1. Meer zorg 2. Rust") it takes three."""
    return len(chain) >= (2 if all(not label.follows or label.follows in _PUNCTUATION for label in chain) else 3)


def _begins(label: _Label) -> bool:
    if not label.follows:
        return False
    return label.follows in _ENDS or (label.follows not in _PUNCTUATION and label.capital)
