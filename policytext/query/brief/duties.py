"""Who must do what: recommendations by who is to act and how strongly, commitments, open questions."""

from collections.abc import Sequence
from functools import cache
from typing import Final

from policytext.lexicon import table, words
from policytext.query.brief.material import Found, Material, apart
from policytext.query.brief.model import Group, Line, Part, PartKind, Template
from policytext.query.brief.positions import line_of, sender
from policytext.store import SentenceRecord
from policytext.types.vocabulary import StatementKind, Strength

#: The strongest first.
STRENGTHS: Final = (Strength.MUST, Strength.SHOULD, Strength.COULD)
#: Words by which a sender speaks of itself as the one who acts.
_SELF: Final = frozenset(("wij", "we", "ik", "ons"))
#: Confidence that a sentence is a recommendation, or a promise, at all: what is put before a member of parliament as
#: somebody's demand or promise has to be one. Without a word that asks or promises it has to be surer.
_SURE: Final = 0.6
_SURE_PROMISE: Final = 0.7
_SURE_WITHOUT_WORD: Final = 0.9
#: What only could be done is often no advice but a fact ("kan nooit precies worden bepaald").
_SURE_OPTION: Final = 0.85
#: Cues of words that ask, and of those that promise.
_ASKING: Final = ("modal:must", "modal:should", "modal:could", "frame:", "imperative", "request")
_PROMISING: Final = ("promise:", "first person")
#: At most so many actors are named apart, and so many recommendations of each.
_ACTORS: Final = 5
_OF_ONE_ACTOR: Final = 3


def actors_of(record: SentenceRecord) -> tuple[str, ...]:
    """Who is to act, as the sentence writes them, no acts of parliament; a sender who speaks of itself is named."""
    own = sender(record.document)
    held = (actor for actor in record.statements[0].actors if actor not in _laws())
    return tuple(dict.fromkeys(own if actor in _SELF and own else as_written(actor, record.text) for actor in held))


def as_written(name: str, text: str) -> str:
    """A name in lower case with the capitals that the text gives it; those of a first word may mean nothing."""
    place = text.casefold().find(name, 1)
    found = text[place : place + len(name)]
    if place > 0 and found.casefold() == name:
        return found
    return name.capitalize() if name.capitalize() in words("place_names") else name


@cache
def _laws() -> frozenset[str]:
    """Names and abbreviations of acts, in lower case: what an act asks is asked of nobody that can be called."""
    rows = (*table("law_titles"), *table("law_names"))
    return frozenset(value.casefold() for row in rows for value in row.values() if value)


def _has_cue(record: SentenceRecord, cues: tuple[str, ...]) -> bool:
    return any(cue.startswith(cues) for cue in record.statements[0].cues)


def _least(record: SentenceRecord) -> float:
    return _SURE_OPTION if record.statements[0].strength is Strength.COULD else _SURE


def _is_sure(record: SentenceRecord, least: float, cues: tuple[str, ...]) -> bool:
    return record.statements[0].confidence >= (least if _has_cue(record, cues) else _SURE_WITHOUT_WORD)


def recommendations(material: Material, limit: int) -> Part | None:
    """Recommendations by who is to act, the one who is asked most first, nobody named last; the strongest first."""
    usable = [
        one
        for one in material.of_kind(StatementKind.RECOMMENDATION)
        if one.can_stand and _is_sure(one.record, _least(one.record), _ASKING)
    ]
    usable.sort(key=lambda one: (not actors_of(one.record), _rank(one), -one.merit))
    with_actor = [one for one in usable if actors_of(one.record)]
    chosen = apart(with_actor, limit)
    left = max(limit // 3, limit - len(chosen)) if len(chosen) < limit else limit // 3
    without = apart((one for one in usable if not actors_of(one.record)), left, [c.record for c in chosen], 2)
    groups: dict[tuple[str, ...], list[Found]] = {}
    for one in chosen:
        groups.setdefault(actors_of(one.record), []).append(one)
    ordered = sorted(groups.items(), key=lambda item: (-len(item[1]), _rank(item[1][0])))[:_ACTORS]
    parts = [
        _group(actors, strength, held[:_OF_ONE_ACTOR], is_negated=is_negated)
        for actors, held in [*ordered, ((), without)]
        for strength in STRENGTHS
        for is_negated in (False, True)
    ]
    kept = tuple(group for group in parts if group.lines)
    return Part(PartKind.RECOMMENDATIONS, kept) if kept else None


def _rank(one: Found) -> int:
    strength = one.record.statements[0].strength
    return STRENGTHS.index(strength) if strength is not None else len(STRENGTHS)


def _group(actors: tuple[str, ...], strength: Strength, found: Sequence[Found], *, is_negated: bool) -> Group:
    stated = [(one.record, one.record.statements[0]) for one in found]
    held = [record for record, one in stated if one.strength is strength and one.negated is is_negated]
    return Group(tuple(recommended(record) for record in held), actors, strength.value, is_negated)


def recommended(record: SentenceRecord) -> Line:
    """A recommendation with who is to act and how strongly."""
    strength = record.statements[0].strength
    return Line(
        Template.RECOMMENDED,
        (
            ("sender", sender(record.document)),
            ("date", record.document.date),
            ("title", record.document.title),
            ("actors", actors_of(record)),
            ("strength", None if strength is None else strength.value),
        ),
        (record,),
        quotation=record,
    )


def addressees(part: Part) -> list[Line]:
    """Who is asked to act by name, as one line; none where that is one recommendation at most."""
    lines = [line for group in part.groups if group.actors for line in group.lines]
    if len(lines) < 2:
        return []
    named = tuple(dict.fromkeys(actor for group in part.groups for actor in group.actors))
    facts = (("count", len(lines)), ("actors", named))
    return [Line(Template.ADDRESSEES, facts, tuple(record for line in lines for record in line.sources))]


def commitments(material: Material, limit: int) -> list[Line]:
    """What senders say that they will do."""
    promised = [
        one
        for one in material.of_kind(StatementKind.COMMITMENT)
        if one.can_stand and _is_sure(one.record, _SURE_PROMISE, _PROMISING)
    ]
    return [line_of(Template.COMMITTED, one.record) for one in apart(promised, limit)]


def questions(material: Material, limit: int) -> list[Line]:
    """Questions that documents ask on the topic, the nearest to it first."""
    asked = sorted(material.questions, key=lambda one: (-one.chance, one.record.id))
    return [line_of(Template.ASKED, one.record) for one in apart(asked, limit, per_document=2)]
