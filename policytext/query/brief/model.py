"""A brief as data: parts of lines, each a quotation or a template filled with extracted facts, with what it rests on.

Nothing in a brief is written freely. A line is a template, which has fixed words in each language (`export.brief`), the
facts that fill it, and the sentences of documents that it comes from; the words of a quotation are those of a sentence.
"""

from dataclasses import dataclass
from enum import StrEnum

from policytext.store import DocumentRecord, SentenceRecord

#: A fact: counts, words of a document, names, members of the closed vocabularies. Names of facts that end in "date"
#: hold ISO dates cut to what is known, or None.
FactValue = int | str | None | tuple[str, ...]


class Audience(StrEnum):
    """For whom a brief is: what is chosen, how much, and in which order."""

    KAMER = "kamer"  # who must do what, commitments, figures
    REDACTIE = "redactie"  # who said it first, figures, contradictions
    ONDERZOEK = "onderzoek"  # all positions, and how it was made


class PartKind(StrEnum):
    """What a part of a brief holds."""

    CORE = "core"
    ORIGIN = "origin"
    POSITIONS = "positions"
    REPORTED = "reported"
    CHANGES = "changes"
    RECOMMENDATIONS = "recommendations"
    FIGURES = "figures"
    COMMITMENTS = "commitments"
    QUESTIONS = "questions"
    MISSING = "missing"
    RELATED = "related"
    METHOD = "method"


class Template(StrEnum):
    """The sentences that a brief can have; their facts are named in the wording of `export.brief.wording`."""

    NOTHING = "nothing"
    NOWHERE = "nowhere"
    APART = "apart"
    BESIDE = "beside"
    NEIGHBOUR = "neighbour"
    SPEAKERS = "speakers"
    SIDES = "sides"
    NO_SIDE = "no side"
    QUOTE = "quote"
    POSITION = "position"
    REPORTED = "reported"
    REPEATED = "repeated"
    FIRST = "first"
    STEP = "step"
    ADDRESSEES = "addressees"
    RECOMMENDED = "recommended"
    CONFLICT = "conflict"
    FIGURE = "figure"
    COMMITTED = "committed"
    ASKED = "asked"
    CITED = "cited"
    UNDATED = "undated"
    NO_QUOTE = "no quote"
    NO_POSITION = "no position"
    ADDRESSED = "addressed"
    MORE = "more"
    METHOD = "method"
    METHOD_STANCE = "method stance"
    METHOD_CHOICE = "method choice"
    METHOD_READ = "method read"


@dataclass(frozen=True, slots=True)
class Line:
    """A sentence of a brief.

    `facts` fill the template, by name. `quotation` is the sentence whose words it gives, and `counterpart` that of the
    document it is set against, None where it gives none. `sources` are the sentences that it rests on, those it quotes
    first. `documents` are documents that it speaks of as a whole, without a sentence.
    """

    template: Template
    facts: tuple[tuple[str, FactValue], ...] = ()
    sources: tuple[SentenceRecord, ...] = ()
    quotation: SentenceRecord | None = None
    counterpart: SentenceRecord | None = None
    documents: tuple[DocumentRecord, ...] = ()

    def fact(self, name: str) -> FactValue:
        """A fact by its name. Raises KeyError if the line has none of that name."""
        return dict(self.facts)[name]


@dataclass(frozen=True, slots=True)
class Group:
    """Lines under one heading: `actors` who must act and `strength` how strongly, both empty where nothing is said.

    `is_negated`: what they must not do, or need not.
    """

    lines: tuple[Line, ...]
    actors: tuple[str, ...] = ()
    strength: str | None = None
    is_negated: bool = False


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a brief; it has at least one group."""

    kind: PartKind
    groups: tuple[Group, ...]

    @property
    def lines(self) -> tuple[Line, ...]:
        """All lines, in order."""
        return tuple(line for group in self.groups for line in group.lines)


@dataclass(frozen=True, slots=True)
class Brief:
    """A brief on a topic: its parts in the order in which the audience reads them.

    `is_treated` says that documents are on the topic; where none is, the brief says so and what is nearest.
    `proposition` is the sentence on which sides are taken, None where the topic is none. `made` is the ISO day on which
    it was made. `documents` are those that it speaks of, in order of date; `looked_at` counts those searched.
    """

    topic: str
    proposition: str | None
    audience: Audience
    made: str
    looked_at: int
    is_treated: bool
    documents: tuple[DocumentRecord, ...]
    parts: tuple[Part, ...]

    @property
    def lines(self) -> tuple[Line, ...]:
        """All lines, in order."""
        return tuple(line for part in self.parts for line in part.lines)

    def part(self, kind: PartKind) -> Part | None:
        """The part of a kind, None where the brief has none."""
        return next((part for part in self.parts if part.kind is kind), None)
