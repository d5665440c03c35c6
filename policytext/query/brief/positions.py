"""Who says what on the topic, document after document, what came back and what changed."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from policytext.query.answers import Entry, Quote, Step, Timeline
from policytext.query.brief.material import Found, Material, apart, by_date, reads_alone
from policytext.query.brief.model import FactValue, Group, Line, Part, PartKind, Template
from policytext.query.changes import find_returns, find_steps
from policytext.query.points import Point
from policytext.store import DocumentRecord, SentenceRecord
from policytext.types.vocabulary import Change, Stance

#: Confidence below which no side is named: who reads a brief takes "voor" for what the document says. Of the sides
#: that `evolve` gives with 0.5 to 0.6 on seven propositions on youth care and nitrogen, most were wrong.
SURE: Final = 0.6
#: Probability of bearing on a proposition that the best sentence of a document needs to be shown as its position.
_BEARS: Final = 0.3
#: Words of a quotation beyond which a table is no place for it.
_LONGEST: Final = 60
#: Share of the merit of a document's best quotation that another needs to stand for it, where the best is said already.
_GOOD: Final = 0.75
UNCHANGED: Final = frozenset((Change.SAME, Change.NEW, Change.DROPPED))


def sender(document: DocumentRecord) -> str:
    """Organisations that send the document, or its authors; empty where neither is known."""
    return "; ".join(document.organisations) or "; ".join(document.metadata.authors)


def line_of(template: Template, record: SentenceRecord, *facts: tuple[str, str | int | None]) -> Line:
    """A quotation with its sender and date, and what else the template wants."""
    held = (
        ("sender", sender(record.document)),
        ("date", record.document.date),
        ("title", record.document.title),
        *facts,
    )
    return Line(template, held, (record,), quotation=record)


def positions(
    material: Material, documents: int, quotes: int, said: Sequence[SentenceRecord], *, is_complete: bool
) -> list[Line]:
    """The best quotations of each document that treats the topic, in order of date; at most so many documents.

    Documents whose best sentence is nearest to the topic go first where there are too many. What is `said` in another
    part is said again only where the list has to be complete and the document has nothing nearly as good.
    """
    best: dict[str, list[Found]] = {}
    usable = [one for one in material.own if one.can_stand]
    merits: dict[str, float] = {}
    for one in usable:  # the best of each document comes first
        merits.setdefault(one.document.id, one.merit)
    fresh = [one for one in apart(usable, len(usable), said) if one.merit >= _GOOD * merits[one.document.id]]
    for one in [*fresh, *(apart(usable, len(usable)) if is_complete else ())]:
        held = best.setdefault(one.document.id, [])
        if not held or (one not in held and one.record not in said):
            held.append(one)
    kept = sorted(best.values(), key=lambda held: -max(one.chance for one in held))[:documents]
    return [
        line_of(Template.POSITION, one.record, ("stance", None))
        for held in sorted(kept, key=lambda held: by_date(held[0].document))
        for one in sorted(held[:quotes], key=lambda one: one.record.index)
    ]


def bearing_on(timeline: Timeline) -> Timeline | None:
    """The timeline without documents of which no sentence surely bears on the proposition; None where none is left.

    Undated documents stand last, as everywhere in a brief: a fact of it has to stand in a document, and the earliest
    that a document can be stands in none. So changes are told between dated ones, as if the others were not there.
    """
    kept: list[Entry] = []
    left: list[Entry] = []
    for entry in timeline.entries:
        (kept if max(quote.bearing for quote in entry.quotes) >= _BEARS else left).append(entry)
    if not kept:
        return None
    ids = {entry.document.id for entry in kept}
    dated = [entry for entry in timeline.entries if entry.document.date is not None]
    quiet = [document for document in timeline.silent if document.date is not None]
    silent = {document.id: document for document in (*timeline.silent, *(entry.document for entry in left))}
    return replace(
        timeline,
        entries=tuple(sorted(kept, key=lambda entry: by_date(entry.document))),
        silent=tuple(sorted(silent.values(), key=by_date)),
        steps=tuple(step for step in find_steps(dated, quiet) if {step.earlier.id, step.later.id} <= ids),
        returns=tuple(step for step in find_returns(dated) if {step.earlier.id, step.later.id} <= ids),
    )


def _is_sure(entry: Entry) -> bool:
    """Whether a side can be named: it is probable, and the sentence that bears most says something by itself."""
    best = max(entry.quotes, key=lambda quote: quote.bearing)
    return entry.confidence >= SURE and reads_alone(best.sentence)


def voiced(timeline: Timeline, said: Sequence[SentenceRecord], limit: int) -> list[SentenceRecord]:
    """The sentences that bear most on the proposition and are not `said`, one of each document, sure sides first."""
    entries = sorted(timeline.entries, key=lambda entry: (not _is_sure(entry), -entry.confidence))
    records = [best_quotes(entry, 1)[0].sentence for entry in entries]
    return [record for record in records if reads_alone(record) and record not in said][:limit]


def sides(timeline: Timeline, quotes: int) -> list[Line]:
    """The quotations that bear most on a proposition, with the side that each document takes, in order of date."""
    return [line for entry in timeline.entries for line in _of_entry(entry, quotes)]


def _of_entry(entry: Entry, quotes: int) -> list[Line]:
    best = best_quotes(entry, quotes)
    stance = entry.stance.value + ("" if _is_sure(entry) else "?")
    return [
        line_of(Template.POSITION, quote.sentence, ("stance", stance if number == 0 else None))
        for number, quote in enumerate(best)
    ]


def best_quotes(entry: Entry, limit: int) -> list[Quote]:
    """Quotations of a position that bear most on it, in order of the document; where there are any, such as can be
    read alone, and short ones.
    """
    short = [quote for quote in entry.quotes if len(quote.sentence.text.split()) <= _LONGEST] or list(entry.quotes)
    short = [quote for quote in short if reads_alone(quote.sentence)] or short
    return sorted(sorted(short, key=lambda quote: -quote.bearing)[:limit], key=lambda quote: quote.sentence.index)


def side_line(timeline: Timeline) -> Line:
    """How many documents take which side, by name where the judgement is sure enough."""
    sure = [entry for entry in timeline.entries if _is_sure(entry) and entry.stance is not Stance.NEUTRAL]
    if not sure:
        sources = tuple(best_quotes(entry, 1)[0].sentence for entry in timeline.entries)
        counts = (("count", len(timeline.entries)), ("documents", timeline.documents))
        return Line(Template.NO_SIDE, counts, sources)
    named = {stance: [entry for entry in sure if entry.stance is stance] for stance in Stance}
    lists = [(stance.value, tuple(_short(entry.document) for entry in named[stance])) for stance in Stance]
    facts: tuple[tuple[str, FactValue], ...] = (
        *lists,
        ("unsure", len(timeline.entries) - len(sure)),
        ("documents", timeline.documents),
        ("proposition", timeline.proposition),
    )
    return Line(Template.SIDES, facts, tuple(best_quotes(entry, 1)[0].sentence for entry in sure))


def reported_lines(material: Material, timeline: Timeline | None, limit: int) -> list[Line]:
    """What documents report of others who are named: never their own position."""
    if timeline is not None:
        records = [
            best_quotes(entry, 1)[0].sentence for entry in timeline.reported if entry.holder and not entry.is_comment
        ]
        records = [record for record in records if record.statements[0].holder][:limit]
    else:
        named = (one for one in material.reported if one.record.statements[0].holder and one.can_stand)
        records = [one.record for one in apart(named, limit, per_document=1)]
    return [line_of(Template.REPORTED, record, ("holder", record.statements[0].holder)) for record in records]


def changes(timeline: Timeline, limit: int) -> list[Line]:
    """What changed between two documents of one holder, reversals first.

    What differs between two holders is no change of anybody's mind; the positions beside each other show it.
    """
    held = {(step.earlier.id, step.later.id): step for step in (*timeline.steps, *timeline.returns)}
    told = [
        step
        for step in held.values()
        if step.same_holder and step.change not in UNCHANGED and step.before is not None and step.after is not None
    ]
    told.sort(key=lambda step: (step.change is not Change.REVERSED, by_date(step.earlier)))
    return [_step(step) for step in told[:limit]]


def _step(step: Step) -> Line:
    assert step.before is not None
    assert step.after is not None
    before, after = step.before.sentence, step.after.sentence
    facts = (
        ("change", step.change.value),
        ("why", step.why),
        ("sender", sender(step.earlier)),
        ("date", step.earlier.date),
        ("later_sender", sender(step.later)),
        ("later_date", step.later.date),
    )
    return Line(Template.STEP, facts, (before, after), quotation=before, counterpart=after)


def recurring(found: Sequence[Point], limit: int) -> list[Line]:
    """Points that several documents make: who made them first, and who came later."""
    lines = []
    # What one sender says twice is no news.
    told = [point for point in found if len({sender(member.sentence.document) for member in point.members}) > 1]
    for point in told[:limit]:
        records = sorted((member.sentence for member in point.members), key=lambda record: by_date(record.document))
        first = {record.document.id: record for record in reversed(records)}  # the first of each document
        others = sorted(first.values(), key=lambda record: by_date(record.document))[1:]
        if records[0].document.date is None or not others or not reads_alone(records[0]):
            continue
        names = tuple(dict.fromkeys(_short(record.document) for record in others))
        facts = (
            ("count", point.documents),
            ("sender", sender(records[0].document)),
            ("date", records[0].document.date),
            ("title", records[0].document.title),
            ("others", names),
        )
        lines.append(Line(Template.REPEATED, facts, (records[0], *others), quotation=records[0]))
    return lines


def _short(document: DocumentRecord) -> str:
    """Sender and year of a document, as a list names it; the title where the sender is not known."""
    name = sender(document) or document.title
    return f"{name} ({document.date[:4]})" if document.date else name


def part(kind: PartKind, *groups: Sequence[Line]) -> Part | None:
    """A part of groups without headings; None where there is no line."""
    held = tuple(Group(tuple(lines)) for lines in groups if lines)
    return Part(kind, held) if held else None
