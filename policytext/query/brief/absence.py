"""A brief on a topic that the collection does not treat: it says so, why that is known, and what is nearest."""

from policytext.query.brief.material import Material
from policytext.query.brief.model import Group, Line, Part, PartKind, Template
from policytext.query.brief.positions import line_of
from policytext.query.brief.subject import Absent


def parts(material: Material, absent: Absent) -> tuple[Part, ...]:
    """The head, which says that nothing is on the topic; apart from it what is nearest, if anything is near."""
    lines = [Line(Template.NOTHING, (("topic", material.topic), ("looked_at", material.looked_at)))]
    for template, words in ((Template.NOWHERE, absent.nowhere), (Template.APART, absent.apart)):
        if words:
            typed = tuple(_as_typed(word, material.topic) for word in words)
            lines.append(Line(template, (("count", len(typed)), ("words", typed))))
    held = [Part(PartKind.CORE, (Group(tuple(lines)),))]
    if material.neighbours:
        near = [line_of(Template.NEIGHBOUR, one.record) for one in material.neighbours]
        held.append(Part(PartKind.RELATED, (Group((Line(Template.BESIDE), *near)),)))
        held.append(Part(PartKind.METHOD, (Group((Line(Template.METHOD_READ),)),)))
    return tuple(held)


def _as_typed(word: str, topic: str) -> str:
    place = topic.casefold().find(word)
    return topic[place : place + len(word)] if place >= 0 else word
