"""The frame of one clause, with what it shares with the clause beside it and what the clause above it adds."""

from dataclasses import dataclass, replace
from typing import Final

from policytext.statements.frames.arguments import (
    agents_of,
    asked_of,
    controls_object,
    has_expletive,
    indirect_objects_of,
    is_asking,
    objects_of,
    phrase_with,
    subjects_of,
)
from policytext.statements.frames.clause import Clause
from policytext.statements.frames.frame import Frame, Mood, Negation, NegationScope, Role
from policytext.statements.frames.mood import mood_of
from policytext.statements.frames.negation import negations_of
from policytext.statements.frames.obligation import names_actor, obliged_by, owner_of
from policytext.statements.frames.predicates import is_of
from policytext.types.syntax import Parse

#: Tokens at the end of a sentence among which its question mark is: quotation marks and note numbers may follow.
_END: Final = 3
_ONE: Final = frozenset(("men",))
_DUMMY: Final = frozenset(("het", "'t"))


@dataclass(frozen=True, slots=True)
class Found:
    """A clause with its frame, kept while the clauses below it are read."""

    clause: Clause
    frame: Frame


@dataclass(frozen=True, slots=True)
class Context:
    """Where a clause stands: its role, the place of its governing frame, and what is beside and above it."""

    role: Role
    place: int | None
    beside: Found | None
    governor: Found | None

    def shared_by(self, clause: Clause) -> Found | None:
        """The clause beside it whose finite verb it shares: "moeten worden versterkt en uitgebreid"."""
        return self.beside if clause.finite is None else None


def frame_of(parse: Parse, clause: Clause, context: Context) -> Frame:
    """The frame of a clause in its context."""
    shared = context.shared_by(clause)
    if shared is not None and shared.frame.is_passive and parse.tokens[clause.predicate].feature("VerbForm") == "Part":
        clause = replace(clause, is_passive=True)
    own = subjects_of(parse, clause)
    mood = _mood(parse, clause, context, bool(own))
    subjects = () if _has_no_subject(mood, context) else own or _shared_subjects(parse, clause, context)
    modals, is_asked = _force(parse, clause, context)
    return Frame(
        predicate=clause.predicate,
        verb=clause.verb,
        lemma=clause.lemma,
        role=context.role,
        governor=context.place,
        mood=mood,
        subjects=subjects,
        objects=_objects(parse, clause, shared),
        indirect_objects=indirect_objects_of(parse, clause),
        agents=agents_of(parse, clause),
        obliged=_obliged(parse, clause, mood, subjects),
        modals=modals,
        is_passive=clause.is_passive,
        is_impersonal=_is_impersonal(parse, clause, subjects, mood, context),
        is_conditional=clause.is_conditional or (shared is not None and shared.frame.is_conditional),
        is_asked=is_asked,
        is_denied_above=_is_denied_above(context),
        tense=_tense(parse, clause, shared),
        negations=_negations(parse, clause, shared),
    )


def _mood(parse: Parse, clause: Clause, context: Context, has_subject: bool) -> Mood:
    mood = mood_of(
        parse,
        clause,
        has_subject=has_subject,
        is_question=any(token.text == "?" for token in parse.tokens[-_END:]),
        is_main=context.role is not Role.COMPLEMENT,
        is_first=context.beside is None,
    )
    if context.beside is None:
        return mood
    before = context.beside.frame.mood
    if context.shared_by(clause) is not None:
        return before
    # A stem without a subject goes on with an order only behind one: "De gemeente kiest en stelt", "Kies en stel".
    return Mood.STATEMENT if mood is Mood.IMPERATIVE and before is not Mood.IMPERATIVE else mood


def _has_no_subject(mood: Mood, context: Context) -> bool:
    return mood in (Mood.IMPERATIVE, Mood.INFINITIVE) and context.governor is None


def _shared_subjects(parse: Parse, own: Clause, context: Context) -> tuple[int, ...]:
    """The subject of a clause without one: that of the clause beside it, or of whoever the clause above it names."""
    if context.beside is not None:
        return context.beside.frame.subjects
    if context.governor is None or own.finite is not None:
        return ()  # a finite clause has its own subject
    above, clause = context.governor.frame, context.governor.clause
    if above.is_passive:
        return above.subjects or above.indirect_objects
    if controls_object(above.lemma):
        return asked_of(parse, clause) or above.objects or above.indirect_objects
    owner = owner_of(parse, clause)
    if owner:
        return owner
    if (above.is_impersonal and not _refers(parse, above)) or clause.copula is not None:
        return tuple(head for head in phrase_with(parse, clause, "voor") if names_actor(parse, head))
    return above.subjects


def _refers(parse: Parse, frame: Frame) -> bool:
    """Whether the subject of a frame is anybody or anything, not the "het" that stands for a clause."""
    return any(parse.tokens[head].text.lower() not in _DUMMY for head in frame.subjects)


def _force(parse: Parse, clause: Clause, context: Context) -> tuple[tuple[str, ...], bool]:
    """Modal verbs, shared or from above, and whether the clause is asked for."""
    shared = context.shared_by(clause)
    if shared is not None:
        return (*shared.frame.modals, *clause.modals), shared.frame.is_asked
    if context.governor is None:
        return clause.modals, False
    above = context.governor.frame
    word = _obliging_word(above.lemma)
    is_asked = is_asking(parse, context.governor.clause) or (above.is_directive and is_of("ensures", above.lemma))
    is_duty = bool(owner_of(parse, context.governor.clause))
    if not clause.modals and (word is not None or is_duty):
        return (word or above.lemma,), is_asked
    return clause.modals, is_asked


def _obliging_word(lemma: str) -> str | None:
    """The word of a predicate that obliges: "nodig", "belangrijk" in "belangrijk vinden"."""
    if is_of("obliges", lemma):
        return lemma
    first, _, rest = lemma.rpartition(" ")
    return first if rest in ("vinden", "achten", "maken") and is_of("obliges", first) else None


def _objects(parse: Parse, clause: Clause, shared: Found | None) -> tuple[int, ...]:
    """The object, also the one of the verb before: "Gemeenten moeten het plan opstellen en uitvoeren"."""
    own = objects_of(parse, clause)
    if own or shared is None or clause.is_passive:
        return own
    return tuple(head for head in shared.frame.objects if head < shared.clause.predicate)


def _obliged(parse: Parse, clause: Clause, mood: Mood, subjects: tuple[int, ...]) -> tuple[int, ...]:
    if mood is Mood.IMPERATIVE:
        return tuple(child for child in clause.dependents if parse.tokens[child].relation == "vocative")
    return obliged_by(parse, clause, subjects)


def _is_impersonal(parse: Parse, clause: Clause, subjects: tuple[int, ...], mood: Mood, context: Context) -> bool:
    """Whether nobody in particular acts or is so: "er moet worden geïnvesteerd", "men", "het is nodig dat"."""
    if mood in (Mood.IMPERATIVE, Mood.HORTATIVE, Mood.INFINITIVE):
        return False
    if any(parse.tokens[head].text.lower() in _ONE for head in subjects):
        return True
    if has_expletive(parse, clause) and all(parse.tokens[head].text.lower() in _DUMMY for head in subjects):
        return True
    relations = ("csubj", "ccomp", "advcl", "acl") if owner_of(parse, clause) else ("csubj", "ccomp", "advcl")
    is_behind = any(
        parse.tokens[child].relation in relations and child > clause.predicate for child in clause.dependents
    )
    if subjects:
        return is_behind and clause.copula is not None and parse.tokens[subjects[0]].text.lower() in _DUMMY
    return clause.is_passive or (is_behind and clause.copula is not None and context.governor is None)


def _is_denied_above(context: Context) -> bool:
    if context.governor is None:
        return False
    above = context.governor.frame
    return above.is_denied != above.is_denied_above


def _negations(parse: Parse, clause: Clause, shared: Found | None) -> tuple[Negation, ...]:
    """Its negations; one of the predicate before holds on over "en" and "of": "mag niet worden beperkt of gestopt"."""
    own = negations_of(parse, clause)
    if own or shared is None:
        return own
    joints = {parse.tokens[child].text.lower() for child in parse.children(clause.head, "cc")}
    if joints & {"maar", "doch", "wel"}:
        return own
    return tuple(
        replace(negation, target=clause.predicate)
        for negation in shared.frame.negations
        if negation.scope is NegationScope.PREDICATE
        and negation.token < shared.clause.predicate
        and parse.tokens[negation.token].text.lower() != "noch"
    )


def _tense(parse: Parse, clause: Clause, shared: Found | None) -> str | None:
    if clause.finite is None:
        return None if shared is None else shared.frame.tense
    return parse.tokens[clause.finite].feature("Tense")
