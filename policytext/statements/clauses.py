"""Sentences that state two things: the stretches of their coordinated main clauses.

"De wachttijden lopen op en daarom moet het Rijk ingrijpen" claims and recommends; each clause can be a statement of its
own. Only clauses that could stand alone count: each with a finite verb and a subject of its own.
"""

from collections.abc import Sequence
from typing import Final

from policytext.statements.frames import Frame, Mood, ParsedSentence, Role
from policytext.statements.frames.predicates import modal_lemma
from policytext.types.spans import Span
from policytext.types.syntax import Parse

#: Conjunctions that join two main clauses and belong to neither; "want" and "dus" keep their clause from being cut off.
_JOINTS: Final = frozenset(("en", "maar", "of", "doch", "want", "dus", "en/of"))
_SIGNS: Final = frozenset((",", ";", ":", "–", "—", "-"))
#: Words of the shortest clause that says something by itself.
_SHORTEST: Final = 3
_VERBAL: Final = frozenset(("VERB", "AUX"))


def main_clauses(sentence: ParsedSentence) -> tuple[Span, ...]:
    """Spans of the coordinated main clauses of a sentence that has two or more; () for any other sentence.

    Spans are in code points of the text that was parsed, in order, do not overlap, and begin and end with a word:
    conjunctions and signs between the clauses belong to none. A clause that shares its subject or its verb with
    another ("Gemeenten kiezen en betalen"), a question, an aside ("..., zegt de minister") and a clause inside another
    are no parts of their own.
    """
    parse = sentence.parse
    heads = [frame for frame in sentence.frames if _stands_alone(parse, frame)]
    if len(heads) < 2 or len(heads) != sum(_is_main(parse, frame) for frame in sentence.frames):
        return ()
    starts = _starts(parse, heads)
    if starts is None:
        return ()
    ends = (*starts[1:], len(parse))
    spans = []
    for start, end in zip(starts, ends, strict=True):
        span = _trimmed(parse, start, end)
        if span is None:
            return ()
        spans.append(span)
    return tuple(spans)


def _is_main(parse: Parse, frame: Frame) -> bool:
    """Whether a clause is of the first rank; behind a semicolon also one that a parser takes for an aside."""
    if frame.governor is not None:
        return False
    first = min(parse.subtree(_top(parse, frame)))
    signs = {parse.tokens[index].text for index in (first - 1, first) if index >= 0}
    return frame.role in (Role.MAIN, Role.COORDINATED) or (frame.role is Role.BESIDE and ";" in signs)


def _stands_alone(parse: Parse, frame: Frame) -> bool:
    """Whether a clause has its own finite verb and subject, or is an order, which has none."""
    if not _is_main(parse, frame) or frame.mood is Mood.QUESTION:
        return False
    # A plural looks like an infinitive ("moeten"), so a modal verb with a subject of its own will do.
    if not any(
        parse.tokens[verb].feature("VerbForm") == "Fin" or modal_lemma(parse.tokens[verb]) is not None
        for verb in frame.verb
    ):
        return False
    if frame.mood is Mood.IMPERATIVE:
        return True
    return any(_is_own(parse, head, frame) for head in frame.subjects)


def _is_own(parse: Parse, head: int, frame: Frame) -> bool:
    """Whether a subject depends on this clause, not on the one beside it."""
    chain = {*frame.verb, frame.predicate}
    return parse.tokens[head].head in chain or any(above in chain for above in _conjuncts(parse, head))


def _conjuncts(parse: Parse, head: int) -> list[int]:
    """What a coordinated part of a subject hangs on, up to the verb."""
    found = []
    for above in parse.ancestors(head):
        found.append(above)
        if parse.tokens[above].pos in _VERBAL:
            break
    return found


def _starts(parse: Parse, frames: Sequence[Frame]) -> list[int] | None:
    """Index of the first token of each clause in order; None where the clauses are not side by side."""
    ordered = sorted(frames, key=lambda frame: frame.predicate)
    trees = [set(parse.subtree(_top(parse, frame))) for frame in ordered]
    starts = [0]
    for number, frame in enumerate(ordered[1:], start=1):
        own = trees[number]
        for other in trees[number + 1 :]:
            own = own - other
        if not own:
            return None  # one clause hangs on the other
        start = min(own)
        earlier = max(max(one.verb) for one in ordered[:number])
        if start <= earlier or start > min(frame.verb) or start <= starts[-1]:
            return None  # the words of the clauses lie through each other
        starts.append(start)
    return starts


def _top(parse: Parse, frame: Frame) -> int:
    """The token of the clause that all its others hang on."""
    chain = {*frame.verb, frame.predicate}
    top = frame.predicate
    for above in parse.ancestors(frame.predicate):  # stops at a cycle, which a parser can make
        if above not in chain:
            break
        top = above
    return top


def _trimmed(parse: Parse, start: int, end: int) -> Span | None:
    """The clause without the conjunction and signs around it; None where too little is left."""
    while start < end and _is_joint(parse, start):
        start += 1
    while end > start and (parse.tokens[end - 1].pos == "PUNCT" or _is_joint(parse, end - 1)):
        end -= 1
    words = [index for index in range(start, end) if parse.tokens[index].pos != "PUNCT"]
    if len(words) < _SHORTEST:
        return None
    return Span(parse.tokens[start].span.start, parse.tokens[end - 1].span.end)


def _is_joint(parse: Parse, index: int) -> bool:
    token = parse.tokens[index]
    return token.text in _SIGNS or (token.text.lower() in _JOINTS and token.pos in ("CCONJ", "SCONJ", "ADV", "PUNCT"))
