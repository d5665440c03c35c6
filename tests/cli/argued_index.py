"""An index of two documents in which what is stated is made by hand, so that each condition holds for known ones."""

from dataclasses import replace
from pathlib import Path

from store_builders import DIMENSIONS, Ingested, ingested, make_citation, make_document, make_metadata

from policytext.store import Writer
from policytext.types.spans import Span
from policytext.types.statement import Figure, Reason, Relation
from policytext.types.vocabulary import (
    Aspect,
    Attribution,
    BlockKind,
    Bound,
    Prominence,
    RelationType,
    StatementKind,
    Strength,
)

CLAIM, ADVICE, PROMISE = StatementKind.CLAIM, StatementKind.RECOMMENDATION, StatementKind.COMMITMENT
OWN, REPORTED = Attribution.OWN, Attribution.REPORTED

LETTER = (
    "De wachttijd is ruim 14 weken in 2023.",
    "Gemeenten en het Rijk moeten de wachtlijst openbaar maken.",
    "Er zou een meldpunt moeten komen.",
    "Volgens de Rekenkamer is de hulp duur.",
    "Wij lichten dit graag toe.",
    "Het regende die dag.",
    "Zuid (2018).",
)


def letter() -> Ingested:
    """A letter with two claims, two recommendations, a commitment and a sentence that states nothing."""
    blocks = [LETTER[0], LETTER[1], LETTER[2], LETTER[3], LETTER[4], LETTER[5], (BlockKind.NOTE, LETTER[6])]
    document = make_document(blocks, make_metadata("Brief over wachten", "2023-05-01", ("Stichting Buurtkracht",)))
    acts = [(0, CLAIM, OWN), (1, ADVICE, OWN), (2, ADVICE, OWN), (3, CLAIM, REPORTED), (4, PROMISE, OWN)]
    part = ingested(document, acts)
    weeks = document.text.index("ruim 14 weken")
    marker = part.sentences[0].span.end - 1
    citation = make_citation(document, document.blocks[6].span, [Span(marker, marker + 1)])
    wait, openly, desk, dear, promise = part.statements
    statements = (
        replace(
            wait,
            actors=(),
            figures=(Figure(Span(weeks, weeks + 13), 14.0, "week", None, "2023", None, "ruim", Bound.AT_LEAST),),
            citations=(citation.id,),
            prominence=Prominence.DOCUMENT,
            confidence=0.9,
            odds=(0.9, 0.04, 0.01, 0.05),
        ),
        replace(
            openly,
            actors=("gemeenten", "rijk"),
            strength=Strength.MUST,
            hedges=("misschien",),
            conditions=("als het Rijk betaalt",),
            reasons=(
                Reason(Aspect.KIND, "modal verb of obligation: moeten", 1.8, word(document.text, "moeten")),
                Reason(Aspect.KIND, "figure", -0.2),
                Reason(Aspect.ACTOR, "subject of the modal verb"),
            ),
        ),
        replace(desk, actors=(), strength=Strength.SHOULD, confidence=0.4),
        replace(dear, actors=(), holder="rekenkamer"),
        replace(promise, actors=("wij",)),
    )
    relations = (Relation(wait.id, openly.id, RelationType.SUPPORT, 0.8, "adjacency"),)
    return replace(part, statements=statements, citations=(citation,), relations=relations)


def word(text: str, words: str) -> Span:
    """Where words stand first in a text."""
    return Span(text.index(words), text.index(words) + len(words))


def article() -> Ingested:
    """An older article with one claim, and a reader's comment that asks for something."""
    blocks = ["De wijk wacht te lang.", (BlockKind.PARAGRAPH, "Gemeenten moeten stoppen.", BlockKind.COMMENT)]
    document = make_document(blocks, make_metadata("De wijk wacht", "2019", ("Wijkblad",)))
    part = ingested(document, [(0, CLAIM, OWN), (1, ADVICE, REPORTED)])
    claim, comment = part.statements
    return replace(part, statements=(replace(claim, actors=()), comment))


def make_index(folder: Path) -> tuple[Ingested, Ingested]:
    """Write the index; returns the letter and the article."""
    held = letter(), article()
    with Writer.open(folder, model="hash", dimensions=DIMENSIONS, pipeline_version="1") as writer:
        held[0].put(writer, "brief.txt")
        held[1].put(writer, "artikel.txt")
    return held
