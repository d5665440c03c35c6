"""Documents and statements for tests of arguments: every sentence of the running text is a statement."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from fake_encoder import HashingEncoder
from numpy.typing import NDArray

from policytext.readers import read_document
from policytext.sentences import split_sentences
from policytext.structure import build_document
from policytext.types.document import Document, Sentence
from policytext.types.statement import Statement
from policytext.types.vocabulary import Attribution, BlockKind, StatementKind, Strength

ESSAY = """# Wachten in de wijk

Samenvatting

Gemeenten moeten de wijkteams meer vaste mensen geven.

# De teams lopen vast

De wijkteams raken hun mensen kwijt. In 2023 vertrok 31 procent van de medewerkers. Daardoor wachten gezinnen langer.

De rekenkamer noemt de teams te duur. Maar dat oordeel rust op cijfers van tien jaar geleden.

De wachttijd is onhoudbaar om drie redenen:

- gezinnen haken af voordat er hulp is;
- scholen nemen taken over die zij niet aankunnen;
- huisartsen verwijzen dan maar naar zware zorg.

# Wat er moet gebeuren

De teams hebben te weinig vaste mensen. Daarom moeten gemeenten langer contracten geven. Vaste contracten zijn namelijk
goedkoper dan inhuur.
"""


@dataclass(frozen=True, slots=True)
class Argued:
    """A document with its sentences, statements and vectors."""

    document: Document
    sentences: tuple[Sentence, ...]
    statements: tuple[Statement, ...]
    vectors: NDArray[np.float32]

    def said(self, beginning: str) -> str:
        """Id of the statement that begins so."""
        (found,) = [s.id for s in self.statements if self.document.quote(s.span).startswith(beginning)]
        return found


def argued(folder: Path, text: str) -> Argued:
    """Read a Markdown text; sentences with "moet(en)" are recommendations, other ones with a verb at hand claims."""
    path = folder / "betoog.md"
    path.write_text(text, encoding="utf-8")
    document = build_document(read_document(path), None, path.name, None)
    sentences = split_sentences(document)
    chosen = [
        s
        for s in sentences
        if document.blocks[s.block].kind in (BlockKind.PARAGRAPH, BlockKind.LIST_ITEM)
        and len(document.quote(s.span).split()) > 1
    ]
    statements = tuple(statement(document, sentence) for sentence in chosen)
    return Argued(document, tuple(sentences), statements, vectors(document, sentences))


def vectors(document: Document, sentences: Sequence[Sentence]) -> NDArray[np.float32]:
    """Vectors by words alone."""
    return HashingEncoder().encode_passages([document.quote(sentence.span) for sentence in sentences])


def statement(document: Document, sentence: Sentence) -> Statement:
    """The statement that a sentence is."""
    asks = " moeten " in document.quote(sentence.span)
    return Statement(
        id=f"{document.short_id}:s{sentence.index}",
        document=document.id,
        sentence=sentence.index,
        span=sentence.span,
        kind=StatementKind.RECOMMENDATION if asks else StatementKind.CLAIM,
        attribution=Attribution.OWN,
        holder=None,
        actors=(),
        strength=Strength.MUST if asks else None,
        negated=False,
        hedges=(),
        figures=(),
        confidence=0.9,
        cues=(),
    )
