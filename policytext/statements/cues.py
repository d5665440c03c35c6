"""The signs in a sentence that tell a claim from a recommendation, a promise or nothing of the kind.

Cues are named (`modal:must`, `frame:should`, `figure`, `question`), because a user sees them as the explanation of a
decision. What each is worth is learned (training/acts); which there are is data of the lexicon.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Final

from policytext.lexicon import table, words
from policytext.statements.patterns import Hit, Phrases, Token, tokens

_ITEM_MARK: Final = re.compile(r"\s*(?:[•▪◦‣●■–—*-]|\d{1,2}[.)]|[a-z][.)])\s+")
_YEAR: Final = re.compile(r"(?:19|20)\d\d")
_FIRST_PERSON: Final = frozenset(("wij", "we", "ik", "ons", "onze", "mij", "me"))


@dataclass(frozen=True, slots=True)
class Reading:
    """A sentence read for its cues.

    `cues` are the names of the cues, `hits` the phrases with their tokens, `words` the lower-cased tokens.
    """

    tokens: tuple[Token, ...]
    words: tuple[str, ...]
    hits: tuple[Hit, ...]
    cues: frozenset[str]


@cache
def _phrases() -> Phrases:
    lists = (
        [("modal", row["pattern"], row["strength"]) for row in table("modals")],
        [("frame", row["pattern"], row["strength"]) for row in table("recommendation_frames")],
        [("promise", row["pattern"], row["cue"]) for row in table("commitment_frames")],
        [("marker", row["pattern"], row["relation"]) for row in table("discourse_markers")],
        [("value", row["pattern"], row["value"]) for row in table("evaluation_words")],
        [("reporting", row["form"], row["kind"]) for row in table("reporting_verbs")],
        [("hedge", entry, "hedge") for entry in words("hedges")],
        [("negation", entry, "negation") for entry in words("negations")],
        [("meta", entry, "meta") for entry in words("meta_frames")],
    )
    return Phrases(entry for entries in lists for entry in entries)


@cache
def _imperatives() -> frozenset[str]:
    return frozenset(words("imperative_verbs"))


@cache
def _finite() -> frozenset[str]:
    return frozenset(words("finite_verbs"))


@cache
def _question_words() -> frozenset[str]:
    return frozenset(words("question_words"))


def read(sentence: str, *, is_item: bool = False) -> Reading:
    """The cues of one sentence; `is_item` says that it stands in a list, for text whose list marks were taken off."""
    mark = _ITEM_MARK.match(sentence)
    found = tokens(sentence)
    if mark is not None:
        found = [token for token in found if token.start >= mark.end()]
    lower = [token.text for token in found]
    hits = _phrases().find(lower)
    cues = {f"{hit.group}:{hit.label}" for hit in hits}
    cues.update(_shape(sentence, found, lower, is_item or mark is not None))
    return Reading(tuple(found), tuple(lower), tuple(hits), frozenset(cues))


def _shape(sentence: str, found: Sequence[Token], lower: Sequence[str], is_item: bool) -> set[str]:
    """Cues of form: ending, length, opening, person, figures, quotation."""
    cues = set()
    content = [token for token in found if token.is_word]
    end = sentence.rstrip(" \"”’')¹²³⁴⁵⁶⁷⁸⁹⁰0123456789")[-1:]
    cues.add(
        {"?": "question", "!": "exclamation", ".": "full stop", ":": "colon", ";": "semicolon"}.get(end, "open end")
    )
    cues.add(f"length:{_bucket(len(content))}")
    if is_item:
        cues.add("item")
    if not content:
        return cues | {"no words"}
    first = content[0]
    if not first.capital:
        cues.add("lower-case start")
    if first.text in _imperatives() and not (len(content) > 1 and content[1].text in _FIRST_PERSON | {"u", "je"}):
        cues.add("imperative")
    if first.text in _question_words():
        cues.add("question word")
    if first.text.endswith("en") and len(first.text) > 4 and len(content) < 25:
        cues.add("infinitive first")
    if not any(word in _finite() for word in lower):
        cues.add("no common verb")
    if content[-1].text.endswith("en"):
        cues.add("ends in -en")
    if any(word in _FIRST_PERSON for word in lower):
        cues.add("first person")
    if any(word in ("wij", "we", "ik") for word in lower[:4]):
        cues.add("first person early")
    if any(word[0].isdigit() and not _YEAR.fullmatch(word) for word in lower):
        cues.add("figure")
    if any(_YEAR.fullmatch(word) for word in lower):
        cues.add("year")
    if "%" in lower or "€" in lower or "procent" in lower or "miljoen" in lower or "miljard" in lower:
        cues.add("quantity")
    if any(word in ("“", "”", "‘", '"', "„") for word in lower):
        cues.add("quotation")
    capitals = sum(token.capital for token in content)
    if len(content) > 2 and capitals > 0.6 * len(content):
        cues.add("capitals")
    if "@" in sentence or "http" in sentence or "www." in sentence:
        cues.add("address")
    if "(" in lower and "year" in cues:
        cues.add("bracketed year")
    return cues


def _bucket(length: int) -> str:
    for bound in (3, 6, 10, 16, 25, 40):
        if length <= bound:
            return f"<={bound}"
    return ">40"
