"""What differs between two quotations that make the same point: conditions, reach, and words.

A first judgement by rules: nothing is said of quotations whose wording is too far apart to be about the same point.
"""

import re
from collections.abc import Sequence
from difflib import SequenceMatcher
from functools import cache
from typing import Final

from policytext.lexicon import table
from policytext.query.answers import Entry, Piece, PieceKind, Quote
from policytext.query.pairs import Wording
from policytext.types.vocabulary import Change

#: Share of content words, of both quotations together, from which they are taken to make the same point. Sentences that
#: only share the subject have two or three of ten words in common; set by reading pairs of the sample corpus.
SAME_POINT: Final = 0.45
#: Share of words in order from which a difference word by word is readable.
READABLE: Final = 0.6
_WORD: Final = re.compile(r"\S+")


def closest(before: Entry, after: Entry) -> tuple[Quote, Quote] | None:
    """The two quotations whose wording is closest, if they make the same point; of equal ones those that bear most."""
    best: tuple[float, float, Quote, Quote] | None = None
    for earlier in before.quotes:
        stems = frozenset(Wording.of(earlier.sentence.text).stems)
        for later in after.quotes:
            others = frozenset(Wording.of(later.sentence.text).stems)
            shared = 2 * len(stems & others) / max(1, len(stems) + len(others))
            if shared >= SAME_POINT and (best is None or (shared, earlier.bearing * later.bearing) > best[:2]):
                best = (shared, earlier.bearing * later.bearing, earlier, later)
    return None if best is None else best[2:]


def condition_change(before: Quote, after: Quote) -> tuple[Change, str] | None:
    """Whether a condition came or went, with its words."""
    old, new = (quote.sentence.statements[0].conditions for quote in (before, after))
    if new and not old:
        return Change.CONDITION_ADDED, f"nu onder voorwaarde: “{new[0]}”"
    if old and not new:
        return Change.CONDITION_REMOVED, f"zonder de voorwaarde “{old[0]}”"
    return None


def scope_change(before: Quote, after: Quote) -> tuple[Change, str] | None:
    """Whether the later quotation says for less, or for more, what the earlier one says; by words such as "alle"."""
    old, new = _reach(before.sentence.text), _reach(after.sentence.text)
    wider, narrower = (old["all"] - new["all"], new["some"] - old["some"])
    if (wider or narrower) and not (new["all"] - old["all"] or old["some"] - new["some"]):
        return Change.SCOPE_NARROWED, _why(wider, narrower)
    wider, narrower = (new["all"] - old["all"], old["some"] - new["some"])
    if (wider or narrower) and not (old["all"] - new["all"] or new["some"] - old["some"]):
        return Change.SCOPE_WIDENED, _why(narrower, wider)
    return None


def difference(before: Quote, after: Quote) -> tuple[Piece, ...]:
    """The later quotation as a change of the earlier one, word by word; empty where too little is the same."""
    old, new = (_WORD.findall(quote.sentence.text) for quote in (before, after))
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    if old == new or matcher.ratio() < READABLE:
        return ()
    pieces: list[Piece] = []
    for tag, start, end, new_start, new_end in matcher.get_opcodes():
        if tag == "equal":
            pieces.append(Piece(PieceKind.KEPT, " ".join(old[start:end])))
            continue
        for kind, held in ((PieceKind.REMOVED, old[start:end]), (PieceKind.ADDED, new[new_start:new_end])):
            if held:
                pieces.append(Piece(kind, " ".join(held)))
    return tuple(pieces)


@cache
def _words() -> tuple[tuple[str, re.Pattern[str]], ...]:
    found: dict[str, list[str]] = {"all": [], "some": []}
    for row in table("scope_words"):
        found[row["reach"]].append(re.escape(row["word"]))
    # "niet alleen" widens, and "alleenstaand" is another word.
    return tuple(
        (reach, re.compile(rf"(?<!niet )\b(?:{'|'.join(sorted(listed, key=len, reverse=True))})\b", re.IGNORECASE))
        for reach, listed in found.items()
    )


def _reach(text: str) -> dict[str, set[str]]:
    return {reach: {word.lower() for word in pattern.findall(text)} for reach, pattern in _words()}


def _why(old: Sequence[str] | set[str], new: Sequence[str] | set[str]) -> str:
    gone, come = (", ".join(f"“{word}”" for word in sorted(words)) for words in (old, new))
    if gone and come:
        return f"{gone} werd {come}"
    return f"zonder {gone}" if gone else f"met {come}"
