"""Named features of sentences in their context: what the classifier weighs.

A feature is a name that is there or not: a cue of the sentence (`modal:must`), of the one before (`<modal:must`) or
after it (`>modal:must`), a word (`w:dient`), a pair of words (`w:dient te`), the first word (`^daarom`). Training picks
the names that it has seen often enough (training/statements.py); unknown names weigh nothing.
"""

from collections.abc import Sequence
from itertools import pairwise

from policytext.statements.cues import Reading


def features(readings: Sequence[Reading]) -> list[list[str]]:
    """Names of the features of each sentence, in a stretch of sentences that follow each other."""
    found = []
    for index, reading in enumerate(readings):
        names = sorted(reading.cues)
        names += _neighbour("<", readings[index - 1] if index else None)
        names += _neighbour(">", readings[index + 1] if index + 1 < len(readings) else None)
        names += _word_features(reading.words)
        found.append(names)
    return found


def _neighbour(sign: str, reading: Reading | None) -> list[str]:
    if reading is None:
        return [f"{sign}none"]
    return [f"{sign}{cue}" for cue in sorted(reading.cues)]


def _word_features(words: Sequence[str]) -> list[str]:
    normal = ["0" if word[0].isdigit() else word for word in words]
    names = {f"w:{word}" for word in normal}
    names.update(f"w:{one} {two}" for one, two in pairwise(normal))
    if normal:
        names.add(f"^{normal[0]}")
    if len(normal) > 1:
        names.add(f"^{normal[0]} {normal[1]}")
    return sorted(names)
