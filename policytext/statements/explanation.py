"""Why a sentence was taken for what it is, in Dutch words: the weights of its features as reasons."""

import math
from collections.abc import Mapping, Sequence
from functools import cache
from typing import Final

from policytext.lexicon import table
from policytext.statements.cues import Reading
from policytext.statements.features import is_word
from policytext.types.spans import Span
from policytext.types.statement import Reason
from policytext.types.vocabulary import Aspect

#: Reasons that are given for a kind, beside what the wording as a whole says.
MOST_REASONS: Final = 6
_NEIGHBOURS: Final = {"<": "zin ervoor", ">": "zin erna", "|": "regel boven de opsomming"}
_CLAUSES: Final = {"main ": "hoofdzin", "clause ": "andere deelzin"}


@cache
def _names() -> dict[str, str]:
    return {row["cue"]: row["name"] for row in table("cue_names")}


def kind_reasons(
    reading: Reading, weights: Mapping[str, float], odds: Sequence[float], sentence: str, start: int
) -> tuple[Reason, ...]:
    """Reasons for the likeliest class, the weightiest first.

    Args:
        reading: the cues of the sentence.
        weights: what its features add to the log odds of the class.
        odds: the probabilities of the classes.
        sentence: its text.
        start: where it begins in the document.
    """
    chance = min(max(max(odds), 1e-6), 1 - 1e-6)
    total = math.log(chance / (1 - chance))
    given = sorted(
        ((name, weight) for name, weight in weights.items() if not is_word(name)), key=lambda pair: -abs(pair[1])
    )[:MOST_REASONS]
    rest = total - sum(weight for _, weight in given)
    reasons = [_reason(name, weight, reading, sentence, start) for name, weight in given]
    reasons.append(Reason(Aspect.KIND, "de woorden als geheel en de zinnen eromheen", round(rest, 2)))
    return tuple(sorted(reasons, key=lambda reason: -abs(reason.weight)))


def _reason(name: str, weight: float, reading: Reading, sentence: str, start: int) -> Reason:
    value = round(weight, 2)
    if name[0] in _NEIGHBOURS:
        return Reason(Aspect.KIND, f"{_NEIGHBOURS[name[0]]}: {shown_name(name[1:])}", value)
    group, _, label = name.partition(":")
    hit = next((hit for hit in reading.hits if (hit.group, hit.label) == (group, label)), None)
    if hit is None:
        return Reason(Aspect.KIND, shown_name(name), value)
    begin, end = reading.tokens[hit.first].start, reading.tokens[hit.last - 1].end
    return Reason(Aspect.KIND, f"{shown_name(name)}: “{sentence[begin:end]}”", value, Span(start + begin, start + end))


def shown_name(name: str) -> str:
    """A feature in words of the answer's language: "main modal:moeten" is "hoofdzin: modaal werkwoord moeten"."""
    for sign, place in _CLAUSES.items():
        if name.startswith(sign):
            return f"{place}: {shown_name(name.removeprefix(sign))}"
    known = _names()
    if name in known:
        return known[name]
    group, _, label = name.partition(":")
    shown = known.get(group, group)
    return shown if label in ("", group) else f"{shown} {label.replace('_', ' ')}"
