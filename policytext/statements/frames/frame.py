"""What a clause says, taken from its syntax: the predicate, who does it to whom, what mood and what is denied.

Every number is the index of a token of the parse from which the frame was made.
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from policytext.statements.frames.predicates import is_of


class Mood(StrEnum):
    """What a clause does; the grammar's moods and the forms that stand for them in policy documents."""

    STATEMENT = "statement"
    QUESTION = "question"
    IMPERATIVE = "imperative"  # "Stel middelen beschikbaar"
    HORTATIVE = "hortative"  # "Laten we investeren"
    INFINITIVE = "infinitive"  # "Investeren in wijkteams", a heading or item
    FRAGMENT = "fragment"  # a predicate without a finite verb: "Gemeenten verplicht tot samenwerking"


class Role(StrEnum):
    """How a clause stands to the sentence."""

    MAIN = "main"
    COORDINATED = "coordinated"  # a further predicate of the same rank
    COMPLEMENT = "complement"  # what is wanted, said or asked: "Wij vinden dat ..."
    BESIDE = "beside"  # an aside: "..., zegt de minister"


class NegationScope(StrEnum):
    """What a word that denies applies to."""

    PREDICATE = "predicate"
    CONSTITUENT = "constituent"


@dataclass(frozen=True, slots=True)
class Negation:
    """A word that denies, and what it denies.

    `target` is the token that it applies to: the predicate, or the head of a constituent ("wachtlijsten" in "geen
    wachtlijsten"). `tokens` is its scope, ascending. `denies` tells whether the clause is false if what remains without
    the word is true: so for the predicate and for its subject, object or nominal predicate ("geen geld", "niemand"),
    not for "zonder", a part that is contrasted ("niet het Rijk maar gemeenten") or a quantity ("niet alle").
    """

    token: int
    target: int
    scope: NegationScope
    tokens: tuple[int, ...]
    denies: bool


#: Modal verbs and what they come to where several stand together: the first of this order names the modality.
_STRENGTH: Final = (
    "moeten",
    "dienen",
    "behoren",
    "horen",
    "hebben te",
    "zijn te",
    "hoeven",
    "mogen",
    "willen",
    "kunnen",
)


@dataclass(frozen=True, slots=True)
class Frame:
    """One clause.

    `predicate` is the main verb, or the noun or adjective that a copula links to its subject. `verb` is the whole
    predicate ascending: auxiliaries, copula, particle ("moeten ... beschikbaar worden gesteld"). `lemma` is the
    infinitive with its particle ("afschaffen"), for a nominal predicate the lemma with its preposition ("van belang").
    `governor` is the place of the governing frame in the tuple of frames, None for a main clause.

    `subjects`, `objects`, `indirect_objects`, `agents` and `obliged` are heads, one for each coordinated part.
    `subjects` include those shared with another clause ("Gemeenten kiezen en betalen", "gemeenten vragen te kiezen").
    In a passive the subject undergoes and `agents` act. `obliged` are those who act or have to act.

    `modals` are lemmas of modal verbs, outermost first, or the word that obliges from above ("nodig" in "Het is nodig
    dat gemeenten kiezen"). `is_asked` tells that the governing clause asks for it ("Wij vragen het kabinet te kiezen").
    `is_conditional` is "zou". `is_impersonal`: nobody is said to act or be so. `is_denied_above`: the governing
    clause is denied ("Wij vinden niet dat ..."). `tense` is "Pres", "Past" or None.
    """

    predicate: int
    verb: tuple[int, ...]
    lemma: str
    role: Role
    governor: int | None
    mood: Mood
    subjects: tuple[int, ...]
    objects: tuple[int, ...]
    indirect_objects: tuple[int, ...]
    agents: tuple[int, ...]
    obliged: tuple[int, ...]
    modals: tuple[str, ...]
    is_passive: bool
    is_impersonal: bool
    is_conditional: bool
    is_asked: bool
    is_denied_above: bool
    tense: str | None
    negations: tuple[Negation, ...]

    @property
    def modal(self) -> str | None:
        """The modality that counts: "moeten" in "zouden moeten kunnen"; None for a plain clause."""
        for modal in _STRENGTH:
            if modal in self.modals:
                return modal
        return self.modals[0] if self.modals else None

    @property
    def is_denied(self) -> bool:
        """Whether the clause itself, whatever governs it, is denied."""
        return any(negation.denies for negation in self.negations)

    @property
    def is_directive(self) -> bool:
        """Whether the clause says that something should be done: order, duty, need or request."""
        if self.mood is Mood.IMPERATIVE and (
            is_of("refers", self.lemma) or (is_of("supposes", self.lemma) and not self.objects)
        ):
            return False
        if self.mood is Mood.INFINITIVE and self.governor is None:
            return True
        return self.is_asked or self.mood in _ORDERING or not _WEAK.issuperset(self.modals)


_ORDERING: Final = frozenset((Mood.IMPERATIVE, Mood.HORTATIVE))
#: Modal verbs that say what may be, will be or is wanted.
_WEAK: Final = frozenset(("kunnen", "mogen", "willen", "zullen", "zijn te"))
