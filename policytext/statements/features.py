"""Named features of sentences in their context: what the classifier weighs.

A feature is a name that is there or not: a cue of the sentence (`modal:must`), of the one before (`<modal:must`), the
one after (`>modal:must`) or the line that introduces its list (`|frame:must`), the genre of the document
(`genre:other`), a sign in the syntax (`main modal:moeten`, statements/frame_cues.py), a word (`w:dient`), a pair of
words (`w:dient te`), the first words (`^daarom`). Training picks the names that it has seen often enough
(training/acts); unknown names weigh nothing.
"""

from collections.abc import Sequence
from itertools import pairwise

from policytext.statements.cues import Reading
from policytext.statements.frame_cues import frame_cues
from policytext.statements.frames import ParsedSentence
from policytext.statements.genre import Genre


def features(
    readings: Sequence[Reading], genre: Genre, sentences: Sequence[ParsedSentence | None] | None = None
) -> list[list[str]]:
    """Names of the features of each sentence, in a stretch of sentences of one document that follow each other.

    Args:
        readings: the cues of each sentence.
        genre: the genre of the document.
        sentences: the frames of each sentence, where there are parses.
    """
    found = []
    lead: Reading | None = None
    for index, reading in enumerate(readings):
        names = [f"genre:{genre}", *sorted(reading.cues)]
        lead = _lead(lead, readings[index - 1] if index else None, reading)
        if lead is not None:
            names += [f"|{cue}" for cue in sorted(lead.cues)]
        names += _neighbour("<", readings[index - 1] if index else None)
        names += _neighbour(">", readings[index + 1] if index + 1 < len(readings) else None)
        if sentences is not None:
            names += frame_cues(sentences[index])
        names += _word_features(reading.words)
        found.append(names)
    return found


def _lead(lead: Reading | None, previous: Reading | None, reading: Reading) -> Reading | None:
    """The sentence that introduces the list in which a sentence stands: it ends in a colon and items follow it."""
    if previous is not None and "colon" in previous.cues:
        return previous
    return lead if reading.cues & {"item", "lower-case start", "semicolon"} else None


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


def is_word(name: str) -> bool:
    """Whether a feature is a word or words of the sentence, rather than a sign of a kind that is known to matter."""
    return name.startswith(("w:", "^"))
