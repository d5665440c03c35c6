"""What the connectives of a sentence say of its place in an argument: a reason, a conclusion, an example, a contrast.

Which words say so, and where they have to stand, is data: `lexicon/discourse_markers.tsv`.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from typing import Final

from policytext.lexicon import table
from policytext.lexicon.pointing import is_pointing
from policytext.statements.patterns import Phrases, Token, tokens


class Role(StrEnum):
    """How a sentence stands to what comes before it."""

    REASON = "reason"  # it gives the reason or the evidence
    CONCLUSION = "conclusion"  # it draws the conclusion
    RESULT = "result"  # it tells what follows from it
    EXAMPLE = "example"
    ADDITION = "addition"  # it goes on with the same
    CONTRAST = "contrast"


@dataclass(frozen=True, slots=True)
class Signs:
    """The signs of one sentence that tell its place in an argument.

    `roles` are what its connectives say, each with the connective as it is written. `points_back` is whether it opens
    with a word that stands for what was said before ("Dit", "Daarmee"). `has_reason` is whether it carries its own
    reason in a clause ("omdat", "vanwege"). `announces` is whether it ends in a colon, `lists_reasons` whether it also
    says that what follows are reasons ("om drie redenen:").
    """

    roles: dict[Role, str]
    points_back: bool
    has_reason: bool
    announces: bool
    lists_reasons: bool


#: Words of the first clause among which an `early` marker has to stand.
_EARLY: Final = 10
_BREAKS: Final = frozenset((",", ";", ":", "(", "–"))
#: A marker behind one of these joins two clauses of the same sentence: "duur en daarom niet te doen".
_JOINS: Final = frozenset(("en", "maar", "of", "want"))
#: Behind these a marker belongs to a phrase or a relative clause: "tussen bijvoorbeeld zorg en werk", "die immers".
_INSIDE_PHRASE: Final = frozenset(
    (
        "aan",
        "bij",
        "dat",
        "die",
        "door",
        "hoe",
        "in",
        "met",
        "naar",
        "om",
        "omtrent",
        "op",
        "over",
        "per",
        "rond",
        "rondom",
        "tegen",
        "tot",
        "tussen",
        "uit",
        "van",
        "via",
        "voor",
        "wat",
        "wie",
    )
)
#: "Zo snel mogelijk ..." and "Zo niet, dan ..." give no example.
_NOT_AFTER_ZO: Final = frozenset(
    ("goed", "lang", "mogelijk", "nodig", "niet", "snel", "vaak", "veel", "vroeg", "weinig")
)
_OWN_REASON: Final = frozenset(("omdat", "doordat", "vanwege", "aangezien", "gezien", "dankzij", "wegens", "gelet"))

#: Words with which a lead line says that its list gives reasons.
_REASONS: Final = frozenset(
    ("redenen", "reden", "argumenten", "oorzaken", "bezwaren", "omdat", "doordat", "want", "aanwijzingen", "bewijzen")
)


@cache
def _phrases() -> Phrases:
    return Phrases((row["argues"], row["pattern"], row["place"]) for row in table("discourse_markers") if row["argues"])


def signs_of(sentence: str) -> Signs:
    """The signs of a sentence's words."""
    found = tokens(sentence)
    start = next((place for place, token in enumerate(found) if token.is_word), len(found))
    found = found[start:]
    words = [token.text for token in found]
    roles: dict[Role, str] = {}
    for hit in _phrases().find(words):
        role = Role(hit.group)
        if role not in roles and _stands(hit.label, hit.first, found):
            roles[role] = " ".join(words[hit.first : hit.last])
    announces = sentence.rstrip().endswith(":")
    # "Maar dat ..." points back as "Dat ..." does.
    first = next((word for word in words if word not in _JOINS), "")
    return Signs(
        roles=roles,
        points_back=is_pointing(first),
        has_reason=any(word in _OWN_REASON for word in words),
        announces=announces,
        lists_reasons=announces and not _REASONS.isdisjoint(words),
    )


def _stands(place: str, first: int, found: Sequence[Token]) -> bool:
    """Whether a marker stands where it has to."""
    if first == 0:
        following = found[1].text if len(found) > 1 else ""
        return found[0].text != "zo" or following not in _NOT_AFTER_ZO
    before = found[first - 1].text
    if before in _INSIDE_PHRASE or before in _BREAKS or place == "opening":
        return False
    if place == "anywhere":
        return True
    return first <= _EARLY and before not in _JOINS and not any(token.text in _BREAKS for token in found[:first])
