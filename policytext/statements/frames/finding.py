"""From the parse of a sentence to its frames."""

from collections import deque
from dataclasses import dataclass, replace
from typing import Final

from policytext.statements.frames.arguments import has_expletive, is_asking, subjects_of
from policytext.statements.frames.building import Context, Found, frame_of
from policytext.statements.frames.clause import Clause, clause_at, is_bare_participle, is_clause, is_noun
from policytext.statements.frames.frame import Frame, Mood, Role
from policytext.statements.frames.mood import mood_of
from policytext.statements.frames.obligation import owner_of
from policytext.statements.frames.predicates import is_of
from policytext.statements.frames.repairs import repaired
from policytext.types.syntax import Parse

#: Clauses of one sentence that are read; longer ones are lists or tables taken for a sentence.
MOST_FRAMES: Final = 40
_CONDITION_MARKS: Final = frozenset(("als", "wanneer", "indien"))


@dataclass(frozen=True, slots=True)
class _Waiting:
    """A token that heads a clause still to be read."""

    head: int
    role: Role
    beside: int | None  # the clause that it is coordinated with
    governor: int | None


@dataclass(frozen=True, slots=True)
class ParsedSentence:
    """A sentence with its parse and its frames."""

    parse: Parse
    frames: tuple[Frame, ...]

    @classmethod
    def of(cls, parse: Parse) -> "ParsedSentence":
        """The sentence with what a parser gets wrong put right and its frames found."""
        parse = repaired(parse)
        return cls(parse, _frames(parse))


def frames(parse: Parse) -> tuple[Frame, ...]:
    """The frames of a sentence: main predicate, predicates coordinated with it, then complements, asides last.

    Adverbial and relative clauses have none: what they say is not what the sentence says. A sentence without any
    predicate (a noun phrase, a table row) has no frames.
    """
    return _frames(repaired(parse))


def _frames(parse: Parse) -> tuple[Frame, ...]:
    ranks: tuple[deque[_Waiting], ...] = (deque(), deque(), deque())
    for root in parse.roots():
        ranks[0].append(_Waiting(root, Role.MAIN, None, None))
    found: list[Found] = []
    seen: set[int] = set()
    while len(found) < MOST_FRAMES and (queue := next((queue for queue in ranks if queue), None)):
        waiting = queue.popleft()
        if waiting.head in seen:
            continue
        seen.add(waiting.head)
        reading = _read(parse, waiting, found)
        if reading is None:
            _look_below(parse, waiting, ranks[0])
            continue
        seen.update(reading.clause.chain)
        found.append(reading)
        _wait_for_others(parse, reading.clause, len(found) - 1, waiting, ranks)
    return _without_conditions(parse, found)


def _look_below(parse: Parse, waiting: _Waiting, queue: deque[_Waiting]) -> None:
    """A root that is no predicate ("Conclusie: gemeenten moeten kiezen") may have the sentence's predicate below it."""
    if waiting.role is Role.MAIN:
        for child in parse.children(waiting.head, "parataxis", "conj", "appos", "ccomp", "csubj", "acl", "xcomp"):
            if parse.tokens[child].relation != "acl:relcl":
                queue.append(_Waiting(child, Role.MAIN, None, None))


def _wait_for_others(
    parse: Parse, clause: Clause, place: int, waiting: _Waiting, ranks: tuple[deque[_Waiting], ...]
) -> None:
    for token in (*clause.chain, *((clause.copula,) if clause.copula is not None else ())):
        for child in parse.children(token, "conj"):
            if is_clause(parse, child) or _is_further_quality(parse, clause, child):
                role = waiting.role if waiting.role is not Role.MAIN else Role.COORDINATED
                rank = 0 if waiting.governor is None else 1
                ranks[rank].append(_Waiting(child, role, place, waiting.governor))
    for child in clause.dependents:
        if _is_complement(parse, clause, child):
            ranks[1].append(_Waiting(child, Role.COMPLEMENT, None, place))
        elif parse.tokens[child].relation == "parataxis" and is_clause(parse, child):
            if child < clause.head and _has_then(parse, clause) and _is_verb_first(parse, clause_at(parse, child)):
                continue  # "Stelt het Rijk geen geld beschikbaar, dan ..."
            ranks[2].append(_Waiting(child, Role.BESIDE, None, None))


def _is_further_quality(parse: Parse, clause: Clause, child: int) -> bool:
    """Whether a coordinated part is a predicate like the one before it: "duur en traag", "geen luxe maar noodzaak"."""
    if clause.copula is None or parse.tokens[child].head != clause.predicate:
        return False
    if parse.tokens[child].pos == "ADJ":
        return True
    return any(parse.tokens[word].text.lower() in ("maar", "noch", "doch") for word in parse.children(child, "cc"))


def _is_complement(parse: Parse, clause: Clause, child: int) -> bool:
    """Whether a dependent clause says what is said, wanted, needed or somebody's duty."""
    relation = parse.tokens[child].relation
    if relation in ("ccomp", "xcomp") or (relation == "csubj" and child > clause.predicate):
        is_quality = relation == "xcomp" and is_bare_participle(parse, child)  # "zich gesteund voelen"
        return is_clause(parse, child) and not is_noun(parse, child) and not is_quality
    marks = {parse.tokens[mark].text.lower() for mark in parse.children(child, "mark")}
    is_nominal = clause.copula is not None
    if relation in ("acl", "advcl") and is_clause(parse, child) and child > clause.predicate:
        if is_nominal and is_of("obliges", clause.lemma) and marks & {"te", "dat", "om"}:
            return True
        if is_nominal and owner_of(parse, clause) and marks & {"te", "dat", "om"}:
            return True
        if "dat" in marks or "te" in marks:  # "pleiten ervoor dat", "ervoor zorgen dat"
            return relation == "advcl" and (is_asking(parse, clause) or bool(parse.children(child, "case", "expl")))
        return bool(marks & _CONDITION_MARKS) and is_nominal and _is_evaluated(parse, clause)
    return False


def _is_evaluated(parse: Parse, clause: Clause) -> bool:
    """Whether "het" stands for a clause with "als": "Het zou goed zijn als ..."."""
    if not is_of("obliges", clause.lemma):
        return False
    subjects = subjects_of(parse, clause)
    return has_expletive(parse, clause) or all(parse.tokens[head].text.lower() in ("het", "'t") for head in subjects)


def _read(parse: Parse, waiting: _Waiting, found: list[Found]) -> Found | None:
    head = waiting.head
    beside = None if waiting.beside is None else found[waiting.beside]
    if beside is None and (not is_clause(parse, head) or is_noun(parse, head)) and not _is_order(parse, head):
        return None
    clause = clause_at(parse, head)
    governor = None if waiting.governor is None else found[waiting.governor]
    return Found(clause, frame_of(parse, clause, Context(waiting.role, waiting.governor, beside, governor)))


def _is_order(parse: Parse, head: int) -> bool:
    """Whether a token that a parser took for a noun is an imperative at the head of the sentence."""
    clause = clause_at(parse, head)
    return mood_of(parse, clause, has_subject=False, is_question=False, is_main=True) is Mood.IMPERATIVE


def _without_conditions(parse: Parse, found: list[Found]) -> tuple[Frame, ...]:
    """The frames, without a main clause that only states a condition: "Komt er geen geld, dan stopt het"."""
    if len(found) < 2 or not _is_condition(parse, found[0]):
        return tuple(reading.frame for reading in found)
    later = next(
        (at for at, one in enumerate(found) if at and _has_then(parse, one.clause) and one.frame.governor is None), None
    )
    if later is None:
        return tuple(reading.frame for reading in found)
    order = [later, *(at for at in range(1, len(found)) if at != later and not _hangs_on(found, at, 0))]
    places = {old: new for new, old in enumerate(order)}
    kept = []
    for old in order:
        frame = found[old].frame
        governor = None if frame.governor is None else places[frame.governor]
        kept.append(replace(frame, governor=governor, role=Role.MAIN if old == later else frame.role))
    return tuple(kept)


def _hangs_on(found: list[Found], at: int, top: int) -> bool:
    governor = found[at].frame.governor
    while governor is not None:
        if governor == top:
            return True
        governor = found[governor].frame.governor
    return False


def _is_condition(parse: Parse, reading: Found) -> bool:
    """Whether a statement begins with its finite verb and has its subject behind it."""
    return reading.frame.mood is Mood.STATEMENT and _is_verb_first(parse, reading.clause)


def _is_verb_first(parse: Parse, clause: Clause) -> bool:
    """Whether a clause begins with its finite verb and has its subject behind it."""
    subjects = subjects_of(parse, clause)
    if clause.finite is None or not subjects:
        return False
    before = [child for child in clause.dependents if child < clause.finite]
    return subjects[0] > clause.finite and all(parse.tokens[child].pos == "PUNCT" for child in before)


def _has_then(parse: Parse, clause: Clause) -> bool:
    """Whether "dan" draws a consequence in a clause."""
    return any(parse.tokens[child].text.lower() == "dan" for child in clause.dependents)
