"""Why a sentence makes no statement, told from its words and place alone, without models.

The probabilities of such sentences are not kept, and working them out anew needs the network with the whole document.
What can be said at once: what the sentence is, which rule left it out, and which signs it has and lacks of those that
speak for a claim, a recommendation or a promise.
"""

from typing import Final

from policytext.statements.cues import Reading, read
from policytext.statements.explanation import shown_name
from policytext.statements.patterns import Hit
from policytext.types.statement import WhyUnstated
from policytext.types.vocabulary import BlockKind, StatementKind, Unstated

#: Groups of phrases that can speak for a statement, in the order in which they are told.
_GROUPS: Final = ("modal", "frame", "promise", "value", "marker", "reporting", "hedge", "negation")
#: Signs of form that can.
_SHAPES: Final = ("imperative", "figure", "quantity", "first person")
#: What often speaks for each kind: groups of phrases and signs of form.
_EXPECTED: Final[tuple[tuple[StatementKind, tuple[str, ...]], ...]] = (
    (StatementKind.CLAIM, ("value", "marker", "figure")),
    (StatementKind.RECOMMENDATION, ("modal", "frame", "imperative")),
    (StatementKind.COMMITMENT, ("promise", "first person")),
)
#: How a sign is called where it lacks.
_SHORT: Final = {"imperative": "gebiedende wijs"}
_DEFINING: Final = frozenset(("verstaan", "verstaat", "bedoeld", "gedefinieerd", "definitie"))


def why_unstated(text: str, kind: BlockKind, container: BlockKind | None, *, is_dutch: bool) -> WhyUnstated:
    """Why a sentence that makes no statement makes none.

    Args:
        text: the sentence.
        kind: of its block.
        container: what its block stands in, None for the running text.
        is_dutch: whether statements are looked for in its document at all.
    """
    reading = read(text, is_item=kind is BlockKind.LIST_ITEM)
    what, words = _what(text, reading, kind, container, is_dutch=is_dutch)
    by_rule = what in (Unstated.BESIDE, Unstated.LANGUAGE, Unstated.QUESTION, Unstated.HEADING)
    if what in (Unstated.BESIDE, Unstated.LANGUAGE):
        return WhyUnstated(what, words, is_judged=False, signs=(), lacking=())
    groups = {hit.group for hit in reading.hits}
    lacking = (
        (stated, tuple(_SHORT.get(sign) or shown_name(sign) for sign in signs if sign not in groups | reading.cues))
        for stated, signs in _EXPECTED
    )
    return WhyUnstated(
        what,
        words,
        is_judged=not by_rule,
        signs=_signs(text, reading),
        lacking=tuple((stated, signs) for stated, signs in lacking if signs),
    )


def _what(
    text: str, reading: Reading, kind: BlockKind, container: BlockKind | None, *, is_dutch: bool
) -> tuple[Unstated, str | None]:
    """What a sentence is, and the words that show it."""
    if not (kind.is_running_text or container is BlockKind.COMMENT):
        return Unstated.BESIDE, None
    if not is_dutch:
        return Unstated.LANGUAGE, None
    if "question" in reading.cues:
        return Unstated.QUESTION, "?"
    if kind in (BlockKind.HEADING, BlockKind.SUBJECT):
        return Unstated.HEADING, None
    about = [hit for hit in reading.hits if hit.group == "meta"]
    for hit in about:
        if _DEFINING & set(reading.words[hit.first : hit.last]):
            return Unstated.DEFINITION, _quoted(text, reading, hit)
    if about:
        return Unstated.ABOUT_THE_TEXT, _quoted(text, reading, about[0])
    return (Unstated.NO_SENTENCE if "no common verb" in reading.cues else Unstated.PLAIN), None


def _signs(text: str, reading: Reading) -> tuple[str, ...]:
    """The signs that a sentence has, each once, phrases with their words."""
    phrases = [
        f"{shown_name(f'{hit.group}:{hit.label}')}: “{_quoted(text, reading, hit)}”"
        for group in _GROUPS
        for hit in reading.hits
        if hit.group == group
    ]
    return tuple(dict.fromkeys((*phrases, *(shown_name(shape) for shape in _SHAPES if shape in reading.cues))))


def _quoted(text: str, reading: Reading, hit: Hit) -> str:
    return text[reading.tokens[hit.first].start : reading.tokens[hit.last - 1].end]
