"""Who must do what: recommendations by who is to act and how strongly, commitments, open questions."""

from collections.abc import Sequence
from typing import Final

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
#: somebody's demand or promise has to be one.
_SURE: Final = 0.5
_SURE_PROMISE: Final = 0.6
#: At most so many actors are named apart, and so many recommendations of each.
_ACTORS: Final = 5
_OF_ONE_ACTOR: Final = 3


def actors_of(record: SentenceRecord) -> tuple[str, ...]:
    """Who is to act, as the sentence names them; a sender who speaks of itself is named."""
    actors = record.statements[0].actors
    own = sender(record.document)
    return tuple(dict.fromkeys(own if actor in _SELF and own else actor for actor in actors))


def recommendations(material: Material, limit: int) -> Part | None:
    """Recommendations by who is to act, the one who is asked most first, nobody named last; the strongest first."""
    usable = [
        one
        for one in material.of_kind(StatementKind.RECOMMENDATION)
        if one.can_stand and one.record.statements[0].confidence >= _SURE
    ]
    usable.sort(key=lambda one: (not one.record.statements[0].actors, _rank(one), -one.merit))
    with_actor = [one for one in usable if one.record.statements[0].actors]
    chosen = apart(with_actor, limit)
    left = max(limit // 3, limit - len(chosen)) if len(chosen) < limit else limit // 3
    without = apart((one for one in usable if not one.record.statements[0].actors), left, [c.record for c in chosen], 2)
    groups: dict[tuple[str, ...], list[Found]] = {}
    for one in chosen:
        groups.setdefault(actors_of(one.record), []).append(one)
    ordered = sorted(groups.items(), key=lambda item: (-len(item[1]), _rank(item[1][0])))[:_ACTORS]
    parts = [
        _group(actors, strength, held[:_OF_ONE_ACTOR])
        for actors, held in [*ordered, ((), without)]
        for strength in STRENGTHS
    ]
    kept = tuple(group for group in parts if group.lines)
    return Part(PartKind.RECOMMENDATIONS, kept) if kept else None


def _rank(one: Found) -> int:
    strength = one.record.statements[0].strength
    return STRENGTHS.index(strength) if strength is not None else len(STRENGTHS)


def _group(actors: tuple[str, ...], strength: Strength, found: Sequence[Found]) -> Group:
    held = [one.record for one in found if one.record.statements[0].strength is strength]
    return Group(tuple(recommended(record) for record in held), actors, strength.value)


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


def commitments(material: Material, limit: int) -> list[Line]:
    """What senders say that they will do."""
    promised = [
        one
        for one in material.of_kind(StatementKind.COMMITMENT)
        if one.can_stand and one.record.statements[0].confidence >= _SURE_PROMISE
    ]
    return [line_of(Template.COMMITTED, one.record) for one in apart(promised, limit)]


def questions(material: Material, limit: int) -> list[Line]:
    """Questions that documents ask on the topic, the nearest to it first."""
    asked = sorted(material.questions, key=lambda one: (-one.chance, one.record.id))
    return [line_of(Template.ASKED, one.record) for one in apart(asked, limit, per_document=2)]
