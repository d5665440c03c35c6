"""Answers about where a claim comes from, as data: places where it stands, and how one leads to the next."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from policytext.query.checking import Match, Verdict
from policytext.store import CitationRecord, DocumentRecord, SentenceRecord
from policytext.types.vocabulary import Attribution, Credit, ReuseKind


class End(StrEnum):
    """How a way back ends."""

    FIRST_SOURCE = "first source"  # a cited document says it and gives no source of its own
    OUTSIDE = "outside the index"  # the cited work is no document of the index
    NO_SOURCE = "no source given"
    CIRCULAR = "circular"  # it leads back to a document that it came from
    NOT_THERE = "not found in the source"  # the cited document is in the index, and no sentence clearly says it
    AMBIGUOUS = "ambiguous"  # it is not known which document is cited
    TOO_FAR = "not followed further"


class Manner(StrEnum):
    """Where the reference to a source stands."""

    AT = "at the sentence"
    BESIDE = "beside it"  # at a later sentence of the paragraph: it may be meant for this one too
    NOTE = "in the note"  # the sentence stands in a note, with the reference


class Lost(StrEnum):
    """What a source says beside a claim, and a repetition of it does not."""

    HEDGE = "hedge"  # a word that weakens it
    CONDITION = "condition"
    BOUND = "bound"  # "ruim", "bijna"
    HOLDER = "holder"  # whose words they are
    GROUP = "group"  # of whom it is known
    CONTRAST = "contrast"  # the next sentence takes part of it back
    LIMIT = "limit"  # the next sentence or a note says what it covers


@dataclass(frozen=True, slots=True)
class Reservation:
    """Words that stood beside a claim in a source and were not found where it is repeated, with their sentence."""

    kind: Lost
    words: str
    sentence: SentenceRecord


@dataclass(frozen=True, slots=True)
class FigureChange:
    """A number that became another on the way, with the years that the two are for where that is said."""

    earlier: str
    later: str
    earlier_year: str | None
    later_year: str | None

    @property
    def is_of_other_year(self) -> bool:
        """Whether the two are for different years, so that both may be right."""
        return bool(self.earlier_year and self.later_year and self.earlier_year != self.later_year)


@dataclass(frozen=True, slots=True)
class Step:
    """A place where the claim stands, and the sources that it gives there.

    `end` is set where it gives none. `beside` is the text around it that matters: none for most.
    """

    sentence: SentenceRecord
    sources: tuple["Source", ...]
    end: End | None

    @property
    def is_reported(self) -> bool:
        """Whether the document gives it as the words of another."""
        statement = self.sentence.statement
        return statement is not None and statement.attribution is Attribution.REPORTED

    def ends(self) -> Iterator["Source | Step"]:
        """Where the ways back from here end: steps without a source, and sources that lead no further.

        A source at another sentence of the paragraph counts for none: it may not be meant for this one.
        """
        given = [source for source in self.sources if source.manner is not Manner.BESIDE]
        if not given:
            yield self
        for source in given:
            if source.step is None:
                yield source
            else:
                yield from source.step.ends()


@dataclass(frozen=True, slots=True)
class Source:
    """A source that a step gives.

    `citations` are the references to it there, the fullest first. `document` is the one of the index that it is, if
    any, and `step` the place in it that says the claim; `match` and `verdict` tell how well. `also` are references to
    the same work in other documents. `changes` and `lost` are what differs between that place and the citing one.
    """

    citations: tuple[CitationRecord, ...]
    manner: Manner
    document: DocumentRecord | None
    step: Step | None
    end: End | None
    match: Match | None = None
    verdict: Verdict | None = None
    also: tuple[CitationRecord, ...] = ()
    changes: tuple[FigureChange, ...] = ()
    lost: tuple[Reservation, ...] = ()

    @property
    def best(self) -> CitationRecord:
        """The reference that describes it most fully."""
        return self.citations[0]

    @property
    def is_secondary(self) -> bool:
        """Whether the cited document has it from elsewhere itself."""
        return self.step is not None and any(source.manner is not Manner.BESIDE for source in self.step.sources)


@dataclass(frozen=True, slots=True)
class Kin:
    """A place in another document that says the same, or gives a figure for the same thing, without being cited for it.

    `kind` tells how: `score` is the share of equal words or the probability that it is the same in other words.
    `shared` are the words in common, or the figure. `agrees` says of a figure whether the number is the same. `credit`
    is that which the later of the two gives the earlier. `changes` and `lost` lead from the earlier to the later.
    """

    step: Step
    kind: ReuseKind
    score: float
    shared: str
    agrees: bool | None
    credit: Credit
    changes: tuple[FigureChange, ...]
    lost: tuple[Reservation, ...]


@dataclass(frozen=True, slots=True)
class Trace:
    """Where a claim comes from.

    `start` is the place that says it best, None where nothing is near enough; `nearest` are then the nearest places,
    and else other places that a search finds, which are not in the trace. `earlier` and `later` are places in documents
    of an earlier and a later date, `unordered` those of which it is not known; the earliest first. `set_aside` counts
    documents that have the same words as standard text. `is_sure` is False where `start` may say something else.
    """

    claim: str
    start: Step | None
    earlier: tuple[Kin, ...]
    later: tuple[Kin, ...]
    unordered: tuple[Kin, ...]
    nearest: tuple[SentenceRecord, ...]
    documents: int
    set_aside: int
    is_sure: bool = True

    def roots(self) -> tuple["Source | Step", ...]:
        """Where the ways back from the claim and from what said it earlier end, each work or place once.

        What said it earlier with another number has not its root.
        """
        found: dict[str, Source | Step] = {}
        same = [kin.step for kin in self.earlier if kin.agrees is not False and not kin.changes]
        steps = [*([self.start] if self.start else []), *same]
        for step in steps:
            for end in step.ends():
                found.setdefault(_key(end), end)
        return tuple(found.values())


def _key(end: "Source | Step") -> str:
    if isinstance(end, Step):
        return end.sentence.id
    return end.best.citation.work or end.best.id
