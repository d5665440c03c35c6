"""From the sentences of a document to its statements."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Final

import numpy as np
from numpy.typing import NDArray

from policytext.statements.actors import ActorFinder
from policytext.statements.attribution import Attributor, Held
from policytext.statements.classifier import CLASSES, Judge, words_judge
from policytext.statements.conditions import conditions_of
from policytext.statements.continuation import continued, promised_along
from policytext.statements.cues import Reading, read
from policytext.statements.explanation import kind_reasons
from policytext.statements.features import features
from policytext.statements.figures import find_figures
from policytext.statements.frames import ParsedSentence
from policytext.statements.genre import Genre, genre_of
from policytext.statements.headings import heading_names
from policytext.statements.mentions.document import DocumentMentions
from policytext.statements.modality import hedges_of, is_negated, strength_of, strength_reason
from policytext.statements.second import second_statement
from policytext.types.citation import Citation
from policytext.types.document import Block, Document, Sentence
from policytext.types.spans import Span
from policytext.types.statement import Reason, Statement
from policytext.types.syntax import Parse
from policytext.types.vocabulary import Aspect, Attribution, BlockKind, StatementKind

#: Groups of cues that a user understands as a reason.
_SHOWN: Final = ("modal:", "frame:", "promise:", "reporting:", "marker:", "value:", "hedge", "negation", "meta")
_SHOWN_SHAPES: Final = frozenset(
    ("imperative", "infinitive first", "item", "figure", "quantity", "question", "quotation", "first person")
)
_ASKING: Final = ("modal:", "frame:")


def find_statements(
    document: Document,
    sentences: Sequence[Sentence],
    citations: Sequence[Citation],
    readings: NDArray[np.float32] | None,
    parses: Mapping[int, Parse] | None = None,
    judge: Judge | None = None,
) -> tuple[Statement, ...]:
    """The statements of a document in order, one a sentence, or two where a clause of it makes one of another kind.

    Args:
        document: the document.
        sentences: all its sentences, in order.
        citations: its citations; those anchored in a sentence are its statement's sources.
        readings: a row of a `listening.ReadingListener` for each sentence, shape (len(sentences), size), or None where
            the encoder is one that the network does not know.
        parses: the syntax of sentences by their index; spans are in code points of the sentence. Sentences without one
            are read by their words alone.
        judge: who judges the readings; without readings named features alone are judged.
    """
    chosen = [
        sentence
        for sentence in sentences
        if document.blocks[sentence.block].is_running_text or _is_comment(document, sentence)
    ]
    cues = [
        read(document.quote(sentence.span), is_item=document.blocks[sentence.block].kind is BlockKind.LIST_ITEM)
        for sentence in chosen
    ]
    sentences_parsed = [_parsed(parses, sentence) for sentence in chosen]
    genre = genre_of(document.metadata)
    rows = None if readings is None else readings[[sentence.index for sentence in chosen]]
    names = [
        [*own, *heading_names(document.blocks[sentence.block].section, document.metadata.title)]
        for own, sentence in zip(features(cues, genre, sentences_parsed), chosen, strict=True)
    ]
    judgement = judge_of(judge).judge(names, rows, genre)
    describer = _Describer(document, sentences, citations)
    found: list[Statement] = []
    last: Reading | None = None
    for sentence, reading, parsed, odds, weights in zip(
        chosen, cues, sentences_parsed, judgement.odds, judgement.weights, strict=True
    ):
        block = document.blocks[sentence.block]
        # Asked of every sentence: a report goes on over sentences that are no statements.
        held = describer.attributor.held(sentence, block, parsed)
        if held.attribution is Attribution.REPORTED:
            odds = _without_promises(odds)
        kind = CLASSES[int(odds.argmax())]
        if kind is None or _says_nothing(block, reading, kind):
            continue
        statement = describer.describe(sentence, reading, parsed, kind, held)
        statement = replace(
            statement,
            confidence=float(odds.max()),
            odds=tuple(round(float(chance), 4) for chance in odds),
            reasons=(
                *kind_reasons(reading, weights, odds, document.quote(sentence.span), sentence.span.start),
                *statement.reasons,
            ),
        )
        if found:
            before = document.blocks[sentences[found[-1].sentence].block]
            statement = continued(statement, found[-1], (before, block), reading, parsed)
            statement = promised_along(statement, found[-1], before.index == block.index, (last, reading), parsed)
        found.append(statement)
        last = reading
        if parsed is not None and (second := describer.second(sentence, parsed, statement, genre)) is not None:
            found.append(second)
    return tuple(found)


def _without_promises(odds: NDArray[np.float64]) -> NDArray[np.float64]:
    """The probabilities of what is reported: a promise is the author's own, another's is only told."""
    kept = odds.copy()
    kept[CLASSES.index(StatementKind.COMMITMENT)] = 0.0
    return np.asarray(kept / max(kept.sum(), 1e-12))


class _Describer:
    """Fills in what a statement of one document says beside its kind."""

    def __init__(self, document: Document, sentences: Sequence[Sentence], citations: Sequence[Citation]) -> None:
        mentions = DocumentMentions(document.text)
        self._document = document
        self.attributor: Final = Attributor(document, mentions)
        self._finder = ActorFinder(document, sentences, mentions)
        self._sources = _sources(sentences, citations)

    def describe(
        self, sentence: Sentence, reading: Reading, parsed: ParsedSentence | None, kind: StatementKind, held: Held
    ) -> Statement:
        """The statement that a sentence makes, its confidence left at 0."""
        document = self._document
        text = document.quote(sentence.span)
        parse = None if parsed is None else parsed.parse
        actors = self._finder.actors(sentence, reading, kind, parsed)
        strength = strength_of(reading, parsed) if kind is StatementKind.RECOMMENDATION else None
        why = None if strength is None else strength_reason(reading, strength, parsed, sentence.span.start)
        return Statement(
            id=f"{document.short_id}:s{sentence.index}",
            document=document.id,
            sentence=sentence.index,
            span=sentence.span,
            kind=kind,
            attribution=held.attribution,
            holder=held.holder,
            actors=actors.names,
            strength=strength,
            negated=is_negated(reading, parsed),
            hedges=hedges_of(reading, text, parsed),
            figures=find_figures(text, sentence.span.start, parse),
            conditions=tuple(text[span.start : span.end] for span in conditions_of(text, parse)),
            confidence=0.0,
            cues=tuple(sorted(cue for cue in reading.cues if cue.startswith(_SHOWN) or cue in _SHOWN_SHAPES)),
            citations=tuple(self._sources.get(sentence.index, ())),
            reasons=(*held.reasons, *actors.reasons, *(() if why is None else (why,))),
        )

    def second(self, sentence: Sentence, parsed: ParsedSentence, first: Statement, genre: Genre) -> Statement | None:
        """The statement of another kind that a clause of the sentence makes; read by its words."""
        clause = second_statement(self._document.quote(sentence.span), parsed, first.kind, genre)
        if clause is None:
            return None
        start = sentence.span.start
        part = replace(sentence, span=Span(start + clause.span.start, start + clause.span.end))
        held = Held(first.attribution, first.holder)
        described = self.describe(part, clause.reading, None, clause.kind, held)
        return replace(
            described,
            id=f"{first.id}.2",
            confidence=clause.confidence,
            reasons=(Reason(Aspect.KIND, "eigen hoofdzin binnen de zin", 0.0, part.span), *described.reasons),
        )


def judge_of(judge: Judge | None) -> Judge:
    """The judge that is given, else the one that needs no readings."""
    return words_judge() if judge is None else judge


def _parsed(parses: Mapping[int, Parse] | None, sentence: Sentence) -> ParsedSentence | None:
    parse = None if parses is None else parses.get(sentence.index)
    return ParsedSentence.of(parse) if parse is not None and len(parse) else None


def _is_comment(document: Document, sentence: Sentence) -> bool:
    """Whether a reader wrote the sentence below an article: kept, but never as the author's own."""
    block = document.blocks[sentence.block]
    return block.kind is BlockKind.COMMENT or (block.container is BlockKind.COMMENT and block.kind.is_running_text)


def _says_nothing(block: Block, reading: Reading, kind: StatementKind) -> bool:
    """Whether it is a question, or a heading that only names a subject: one states something when it asks for it.

    Source: the annotation guide of the gold standard, which counts no question, also where it suggests its answer
    ("Deelt u de mening dat ...?"), and of headings those that are themselves an advice.
    """
    if "question" in reading.cues:
        return True
    if block.kind not in (BlockKind.HEADING, BlockKind.SUBJECT):
        return False
    # "Aanbevelingen aan het Rijk" names a subject, though its noun is one that asks; a verb must ask.
    has_verb = "no common verb" not in reading.cues
    asks = "imperative" in reading.cues or (has_verb and any(cue.startswith(_ASKING) for cue in reading.cues))
    return kind is not StatementKind.RECOMMENDATION or not asks


def _sources(sentences: Sequence[Sentence], citations: Sequence[Citation]) -> dict[int, list[str]]:
    """Ids of the citations anchored in each sentence."""
    starts = np.array([sentence.span.start for sentence in sentences])
    found: dict[int, list[str]] = {}
    for citation in citations:
        for anchor in citation.anchors:
            place = int(np.searchsorted(starts, anchor.start, side="right")) - 1
            # A marker may stand just behind the sentence that it belongs to.
            if place >= 0 and anchor.start <= sentences[place].span.end:
                ids = found.setdefault(place, [])
                if citation.id not in ids:
                    ids.append(citation.id)
    return found
