"""A brief put together: which parts an audience gets, how much of each, and the five lines at the head."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Final

from policytext.lexicon import words
from policytext.query.answers import Timeline
from policytext.query.brief import absence, duties, gaps, positions
from policytext.query.brief.figures import conflicts_and_figures
from policytext.query.brief.material import Material, apart, by_date, gather
from policytext.query.brief.model import Audience, Brief, Group, Line, Part, PartKind, Template
from policytext.query.evolve import evolve
from policytext.query.open_index import OpenIndex
from policytext.query.points import points
from policytext.store import DocumentRecord, Filters, SentenceRecord
from policytext.store.fulltext import tokens

#: Lines at the head of a brief.
CORE_LINES: Final = 5
#: Words that a proposition has at least: subject, verb and what is said.
_SHORTEST_PROPOSITION: Final = 4
#: Share of the merit of the best quotation that another of its document needs to stand at the head beside it.
_GOOD: Final = 0.75


@dataclass(frozen=True, slots=True)
class Plan:
    """What an audience gets: the parts in order, and at most how many lines of each."""

    parts: tuple[PartKind, ...]
    documents: int
    quotes: int
    reported: int
    changes: int
    recommendations: int
    figures: int
    commitments: int
    questions: int
    cited: int


PLANS: Final = {
    Audience.KAMER: Plan(
        (
            PartKind.CORE,
            PartKind.RECOMMENDATIONS,
            PartKind.COMMITMENTS,
            PartKind.FIGURES,
            PartKind.POSITIONS,
            PartKind.CHANGES,
            PartKind.QUESTIONS,
            PartKind.MISSING,
            PartKind.METHOD,
        ),
        documents=7,
        quotes=1,
        reported=2,
        changes=2,
        recommendations=9,
        figures=4,
        commitments=4,
        questions=3,
        cited=4,
    ),
    Audience.REDACTIE: Plan(
        (
            PartKind.CORE,
            PartKind.ORIGIN,
            PartKind.FIGURES,
            PartKind.CHANGES,
            PartKind.POSITIONS,
            PartKind.REPORTED,
            PartKind.COMMITMENTS,
            PartKind.MISSING,
            PartKind.METHOD,
        ),
        documents=8,
        quotes=1,
        reported=4,
        changes=4,
        recommendations=3,
        figures=6,
        commitments=3,
        questions=0,
        cited=6,
    ),
    Audience.ONDERZOEK: Plan(
        (
            PartKind.CORE,
            PartKind.POSITIONS,
            PartKind.REPORTED,
            PartKind.CHANGES,
            PartKind.RECOMMENDATIONS,
            PartKind.FIGURES,
            PartKind.COMMITMENTS,
            PartKind.QUESTIONS,
            PartKind.MISSING,
            PartKind.METHOD,
        ),
        documents=12,
        quotes=2,
        reported=3,
        changes=4,
        recommendations=6,
        figures=4,
        commitments=3,
        questions=3,
        cited=6,
    ),
}


@dataclass(frozen=True, slots=True)
class BriefQuery:
    """What is asked: a topic, for whom, over which documents. `made` is today as an ISO day.

    `proposition` is a sentence on which documents can take sides; where it is None and the topic is such a sentence,
    the topic is the proposition.
    """

    topic: str
    audience: Audience
    filters: Filters
    made: str
    proposition: str | None = None


def make_brief(index: OpenIndex, query: BriefQuery) -> Brief:
    """The brief on a topic; where nothing in the index is on it, one that says so and what is nearest."""
    material = gather(index, query.topic, query.filters)
    proposition = query.proposition or (query.topic if is_proposition(query.topic) else None)
    if material.absent is not None:
        parts = absence.parts(material, material.absent)
        documents = _documents(parts)
        return Brief(query.topic, proposition, query.audience, query.made, material.looked_at, False, documents, parts)
    timeline = None if proposition is None else evolve(index, proposition, query.filters)
    if timeline is not None:  # where nobody takes a side, what is said on the topic is told all the same
        timeline = positions.bearing_on(timeline)
    maker = _Maker(index, query, material, timeline)
    parts = tuple(made for kind in maker.plan.parts if (made := maker.part(kind)) is not None)
    parts = tuple(_method(query, material, timeline, parts) if one.kind is PartKind.METHOD else one for one in parts)
    documents = _documents(parts)
    return Brief(query.topic, proposition, query.audience, query.made, material.looked_at, True, documents, parts)


def is_proposition(topic: str) -> bool:
    """Whether the topic is a sentence that one can agree with: it has a finite verb and asks nothing."""
    said = tokens(topic)
    return (
        len(said) >= _SHORTEST_PROPOSITION
        and not topic.rstrip().endswith("?")
        and said[0] not in words("question_words")
        and any(word in words("finite_verbs") for word in said)
    )


def _documents(parts: Iterable[Part]) -> tuple[DocumentRecord, ...]:
    held = {
        document.id: document
        for part in parts
        for line in part.lines
        for document in (*(record.document for record in line.sources), *line.documents)
    }
    return tuple(sorted(held.values(), key=by_date))


class _Maker:
    """The parts of one brief, each made once, what came before left out of what follows."""

    def __init__(self, index: OpenIndex, query: BriefQuery, material: Material, timeline: Timeline | None) -> None:
        self.plan = PLANS[query.audience]
        self._index = index
        self._query = query
        self._material = material
        self._timeline = timeline
        answer = points(index, query.topic, query.filters, limit=self.plan.changes, single=0)
        self._points = answer.points
        self._recommendations = duties.recommendations(material, self.plan.recommendations)
        self._commitments = duties.commitments(material, self.plan.commitments)
        self._recurring = positions.recurring(self._points, self.plan.changes)
        first = self._first() if PartKind.ORIGIN in self.plan.parts else []
        has_duties = PartKind.RECOMMENDATIONS in self.plan.parts and self._recommendations is not None
        said = quoted([*(self._recommendations.lines if has_duties and self._recommendations else ()), *first])
        said += quoted(self._commitments)
        self._conflicts, self._figures = conflicts_and_figures(
            index, material, query.filters, self.plan.figures + CORE_LINES, said
        )
        self._said = [*said, *quoted(self._recurring)]
        self._made: dict[PartKind, Part | None] = {}

    def part(self, kind: PartKind) -> Part | None:
        """A part; None where there is nothing for it."""
        makers: dict[PartKind, Callable[[], Part | None]] = {
            PartKind.CORE: self._core,
            PartKind.ORIGIN: self._origin,
            PartKind.POSITIONS: lambda: positions.part(PartKind.POSITIONS, self._positions()),
            PartKind.REPORTED: lambda: positions.part(PartKind.REPORTED, self._reported()),
            PartKind.CHANGES: lambda: positions.part(PartKind.CHANGES, self._changes()),
            PartKind.RECOMMENDATIONS: lambda: self._recommendations,
            PartKind.FIGURES: self._told_figures,
            PartKind.COMMITMENTS: lambda: positions.part(PartKind.COMMITMENTS, self._commitments),
            PartKind.QUESTIONS: lambda: positions.part(
                PartKind.QUESTIONS, duties.questions(self._material, self.plan.questions)
            ),
            PartKind.MISSING: self._missing,
            PartKind.METHOD: lambda: Part(PartKind.METHOD, (Group(()),)),  # made when all else is
        }
        if kind not in self._made:
            self._made[kind] = makers[kind]()
        return self._made[kind]

    # -- the head

    def _core(self) -> Part:
        head = [self._speakers()]
        if self._timeline is not None:
            head.append(positions.side_line(self._timeline))
        asked = duties.addressees(self._recommendations) if self._recommendations else []
        changed = positions.changes(self._timeline, 1) if self._timeline is not None else []
        in_order = {
            Audience.KAMER: (self._conflicts[:1], asked),
            Audience.REDACTIE: (self._first(), self._conflicts[:1], self._recurring[:1], changed),
            Audience.ONDERZOEK: (self._recurring[:1], changed, self._conflicts[:1]),
        }[self._query.audience]
        told: list[Line] = []
        # Each with words of its own: what was said in one of the lines is not said again.
        for line in (line for held in in_order for line in held):
            if len(head) + len(told) < CORE_LINES and not _repeats(line, told):
                told.append(line)
        # What the documents say on the topic itself: of each its best sentence, the best documents first; more of one
        # where there are few.
        # Of what the parts list the first of each will do here.
        listed = quoted([*(self._recommendations.lines[1:] if self._recommendations else ()), *self._commitments[1:]])
        # where none can be read alone, one that leans on its page tells more than a brief without a quotation
        usable = [one for one in self._material.own if one.can_stand] or list(self._material.own)
        room = CORE_LINES - len(head) - len(told)
        voiced = positions.voiced(self._timeline, quoted(told), room) if self._timeline is not None else []
        shown = [*quoted(told), *listed, *voiced]
        best = apart(usable, room - len(voiced), shown, per_document=1)
        shown += [one.record for one in best]
        good = (one for one in usable if one.merit >= _GOOD * usable[0].merit)
        best += apart(good, room - len(voiced) - len(best), shown)
        records = dict.fromkeys([*voiced, *(one.record for one in best)])
        said = sorted((positions.line_of(Template.QUOTE, record) for record in records), key=_date)
        return Part(PartKind.CORE, (Group((*head, *said, *told)),))

    def _speakers(self) -> Line:
        best: dict[str, SentenceRecord] = {}
        for entry in self._timeline.entries if self._timeline is not None else ():
            best[entry.document.id] = positions.best_quotes(entry, 1)[0].sentence
        for one in sorted(self._material.own, key=lambda one: -one.chance):
            best.setdefault(one.document.id, one.record)
        for record in (record for line in self._recurring for record in line.sources):
            best.setdefault(record.document.id, record)  # what comes back was said there too, if less to the point
        documents = sorted((record.document for record in best.values()), key=by_date)
        dates = [document.date for document in documents if document.date is not None]
        facts = (
            ("statements", len(self._material.own)),
            ("documents", len(documents)),
            ("count", len(documents)),
            ("senders", tuple(dict.fromkeys(name for d in documents if (name := positions.sender(d))))),
            ("unknown", sum(1 for document in documents if not positions.sender(document))),
            ("undated", len(documents) - len(dates)),
            ("date", dates[0] if dates else None),
            ("later_date", dates[-1] if dates else None),
        )
        return Line(Template.SPEAKERS, facts, tuple(best[document.id] for document in documents))

    # -- the parts

    def _origin(self) -> Part | None:
        first = [line for line in self._first() if not _repeats(line, self._recurring)]
        return positions.part(PartKind.ORIGIN, [*first, *self._recurring])

    def _first(self) -> list[Line]:
        dated = [one.record for one in self._material.own if one.document.date is not None and one.can_stand]
        dated += quoted(self._recurring)
        if self._timeline is not None:  # what bears on the proposition, if that is earlier
            entries = [entry for entry in self._timeline.entries if entry.document.date is not None]
            dated = [*(positions.best_quotes(entry, 1)[0].sentence for entry in entries), *dated]
        first = min(dated, key=lambda record: by_date(record.document), default=None)  # of equal dates the best
        return [] if first is None else [positions.line_of(Template.FIRST, first)]

    def _told_figures(self) -> Part | None:
        core = self.part(PartKind.CORE)
        fresh = [line for line in self._figures if core is None or not _repeats(line, core.lines)]
        fresh = fresh[: max(self.plan.figures - len(self._conflicts), 0)]
        return positions.part(PartKind.FIGURES, self._conflicts, sorted(fresh, key=_date))

    def _positions(self) -> list[Line]:
        if self._timeline is not None:
            return positions.sides(self._timeline, self.plan.quotes)[: self.plan.documents * self.plan.quotes]
        core = self.part(PartKind.CORE)
        figures = self.part(PartKind.FIGURES)
        said = [*self._said, *(record for part in (core, figures) if part for record in quoted(part.lines))]
        is_complete = self._query.audience is not Audience.KAMER
        return positions.positions(self._material, self.plan.documents, self.plan.quotes, said, is_complete=is_complete)

    def _reported(self) -> list[Line]:
        return positions.reported_lines(self._material, self._timeline, self.plan.reported)

    def _changes(self) -> list[Line]:
        changed = positions.changes(self._timeline, self.plan.changes) if self._timeline is not None else []
        if changed:
            return changed
        # For the newsroom what came back stands under the first source.
        return [] if self._query.audience is Audience.REDACTIE else self._recurring

    def _missing(self) -> Part | None:
        before = [made for kind in self.plan.parts if kind is not PartKind.MISSING and (made := self.part(kind))]
        records = [record for made in before for line in made.lines for record in line.sources]
        shown = {record.document.id: record.document for made in before for record in quoted(made.lines)}
        left = (
            gaps.without_quotation(self._material, shown.values())
            if self._timeline is None
            else gaps.without_position(self._timeline.silent)
        )
        return positions.part(
            PartKind.MISSING,
            gaps.cited_elsewhere(self._index.reader, list(dict.fromkeys(records)), self.plan.cited),
            gaps.addressed(self._index.reader, self._material),
            left,
            gaps.undated(shown.values()),
        )


def _date(line: Line) -> tuple[bool, str, str]:
    return by_date(line.sources[0].document)


def _repeats(line: Line, others: Iterable[Line]) -> bool:
    return bool({record.id for record in quoted([line])} & {record.id for record in quoted(others)})


def quoted(lines: Iterable[Line]) -> list[SentenceRecord]:
    """The sentences whose words lines give."""
    return [record for line in lines for record in (line.quotation, line.counterpart) if record is not None]


def _method(query: BriefQuery, material: Material, timeline: Timeline | None, parts: Iterable[Part]) -> Part:
    """How the brief was made and what that leaves uncertain."""
    count = len({record.id for part in parts for record in quoted(part.lines)})
    lines = [
        Line(
            Template.METHOD,
            (
                ("looked_at", material.looked_at),
                ("documents", len(material.documents)),
                ("statements", len(material.own)),
                ("quoted", count),
            ),
        )
    ]
    if query.audience is Audience.ONDERZOEK:
        lines.append(Line(Template.METHOD_CHOICE))
    if timeline is not None:
        lines.append(Line(Template.METHOD_STANCE, (("proposition", timeline.proposition),)))
    lines.append(Line(Template.METHOD_READ))
    return Part(PartKind.METHOD, (Group(tuple(lines)),))
