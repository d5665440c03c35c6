"""The second statement of a sentence with two main clauses: "De tijden lopen op en daarom moet het Rijk ingrijpen".

The sentence as a whole has the kind of its main clause, as the annotation guide has it. A clause that does something
else is a statement besides, where the classifier of named features is sure of it.
"""

from dataclasses import dataclass
from typing import Final

from policytext.statements.classifier import CLASSES, words_judge
from policytext.statements.clauses import main_clauses
from policytext.statements.cues import Reading, read
from policytext.statements.features import features
from policytext.statements.frames import ParsedSentence
from policytext.statements.frames.predicates import is_of
from policytext.statements.genre import Genre
from policytext.statements.modality import says_how_strongly
from policytext.types.spans import Span
from policytext.types.vocabulary import StatementKind

#: How sure the classifier must be of the clause; how often it is right then: docs/quality.md.
SURE: Final = 0.55
#: Words of a clause that says something by itself.
_FEWEST_WORDS: Final = 4
#: A clause that begins with one of these goes with what stands before it.
_DEPENDENT: Final = frozenset(("dat", "die", "of", "als", "wat", "waar"))
_CLAIM: Final = CLASSES.index(StatementKind.CLAIM)
_RECOMMENDATION: Final = CLASSES.index(StatementKind.RECOMMENDATION)


@dataclass(frozen=True, slots=True)
class Second:
    """A clause that is a statement of another kind than its sentence; `span` is in code points of the sentence."""

    span: Span
    kind: StatementKind
    confidence: float
    reading: Reading


def second_statement(text: str, sentence: ParsedSentence, kind: StatementKind, genre: Genre) -> Second | None:
    """The clause that does most clearly something else than its sentence; None where none does.

    Looked for are claims beside recommendations and recommendations beside claims; a clause recommends only where its
    predicate obliges.

    Args:
        text: the sentence.
        sentence: its frames.
        kind: what the sentence as a whole does.
        genre: the genre of the document.
    """
    if kind is StatementKind.COMMITMENT:
        return None
    best: Second | None = None
    for span in main_clauses(sentence):
        clause = text[span.start : span.end]
        reading = read(clause)
        other = StatementKind.RECOMMENDATION if _asks(sentence, span) else StatementKind.CLAIM
        if other is kind or (other is StatementKind.CLAIM and says_how_strongly(reading)):
            continue
        if sum(token.is_word for token in reading.tokens) < _FEWEST_WORDS or reading.words[0] in _DEPENDENT:
            continue
        # Judged as the sentence that it could be: a capital and a full stop are signs too.
        alone = read(f"{clause[0].upper()}{clause[1:].rstrip(' .')}.")
        odds = words_judge().judge(features([alone], genre), None, genre).odds[0]
        # That it states something is settled by its sentence; which of the two it does is asked here.
        chance = float(odds[CLASSES.index(other)] / (odds[_CLAIM] + odds[_RECOMMENDATION]))
        if chance >= max(SURE, best.confidence if best is not None else 0.0):
            best = Second(span, other, chance, reading)
    return best


def _asks(sentence: ParsedSentence, span: Span) -> bool:
    """Whether the clause at a span says that something should be done, other than that it could be."""
    tokens = sentence.parse.tokens
    return any(
        (frame.is_directive or is_of("obliges", frame.lemma))
        for frame in sentence.frames
        if frame.governor is None
        and frame.modal not in ("kunnen", "mogen", "willen")
        and span.start <= tokens[frame.predicate].span.start < span.end
    )
