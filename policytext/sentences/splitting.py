"""Sentences of a document by a spaCy pipeline: Dutch tokens, and boundaries from the rules of `boundaries`."""

from __future__ import annotations

import re
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING, Final, cast

import numpy as np

from policytext.sentences.boundaries import find_boundaries
from policytext.types.document import Block, Document, Sentence
from policytext.types.spans import Span
from policytext.types.vocabulary import BlockKind

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc
    from thinc.types import Ints2d

_COMPONENT: Final = "policytext_boundaries"

# One unit however many full stops it holds: "1. Waarom dit advies?", "Postbus 20018. 2500 EA Den Haag".
_WHOLE = frozenset(
    {
        BlockKind.HEADING,
        BlockKind.SUBJECT,
        BlockKind.CONTENTS,
        BlockKind.ADDRESS,
        BlockKind.SALUTATION,
        BlockKind.SIGNATURE,
        BlockKind.FURNITURE,
    }
)
# References keep their years in these: a caption ends in its source.
_NOTES = frozenset({BlockKind.NOTE, BlockKind.BIBLIOGRAPHY_ENTRY, BlockKind.CAPTION})

# Longer blocks are cut before they reach the tokeniser, at white space: spaCy refuses a text of more than a million
# characters, and a block of this length is a table or a broken file, not a paragraph.
_LONGEST = 200_000
# spaCy's tokeniser takes the square of the length of a run without white space. No word and hardly an address has a
# thousand characters; a run that has is cut every so many.
_LONG_RUN: Final = re.compile(r"\S{1000,}")
_RUN_PIECE: Final = 250


def split_sentences(document: Document) -> tuple[Sentence, ...]:
    """Sentences of a document in order; every block with text gives at least one.

    Headings, addresses, signatures and furniture are one unit each; paragraphs, list items, notes and the rest are
    split. Spans are half-open, in code points of `Document.text`, without white space at their ends, and never reach
    across blocks.
    """
    spans = [(block, span) for block in document.blocks for span in _pieces(document.text, block)]
    to_split = [(document.quote(span), block.kind in _NOTES) for block, span in spans if block.kind not in _WHOLE]
    starts = iter(_sentence_starts(to_split))
    sentences: list[Sentence] = []
    for block, span in spans:
        offsets = [0] if block.kind in _WHOLE else next(starts)
        for start, end in zip(offsets, [*offsets[1:], len(span)], strict=True):
            trimmed = _trim(document.text, span.start + start, span.start + end)
            if len(trimmed):
                sentences.append(Sentence(len(sentences), block.index, trimmed))
    return tuple(sentences)


def split_text(text: str) -> tuple[str, ...]:
    """Sentences of one paragraph, for text that is no document (a query, a manifest, a test)."""
    starts = _sentence_starts([(text, False)])[0]
    parts = (text[start:end].strip() for start, end in zip(starts, [*starts[1:], len(text)], strict=True))
    return tuple(part for part in parts if part)


def _pieces(text: str, block: Block) -> list[Span]:
    """A block, cut at white space where it is longer than the tokeniser takes, and in runs that have none."""
    whole: list[Span] = []
    start = block.span.start
    for run in _LONG_RUN.finditer(text, block.span.start, block.span.end):
        cuts = range(run.start(), run.end(), _RUN_PIECE)
        whole += [Span(left, right) for left, right in pairwise([start, *cuts, run.end()]) if right > left]
        start = run.end()
    whole.append(Span(start, block.span.end))
    return [piece for span in whole for piece in _short_pieces(text, span.start, span.end)]


def _short_pieces(text: str, start: int, end: int) -> list[Span]:
    pieces: list[Span] = []
    while end - start > _LONGEST:
        cut = text.rfind(" ", start + 1, start + _LONGEST)
        cut = start + _LONGEST if cut < 0 else cut
        pieces.append(Span(start, cut))
        start = cut
    return [*pieces, Span(start, end)]


def _trim(text: str, start: int, end: int) -> Span:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return Span(start, end)


def _sentence_starts(texts: list[tuple[str, bool]]) -> list[list[int]]:
    """For each text and whether it is a note: where its sentences begin, the first at 0."""
    return [
        [0, *(sentence.start_char for sentence in doc.sents if sentence.start_char)]
        for doc in _dutch_pipeline().pipe(_docs(texts), batch_size=256)
    ]


def _docs(texts: list[tuple[str, bool]]) -> list[Doc]:
    pipeline = _dutch_pipeline()
    docs: list[Doc] = []
    for text, is_note in texts:
        doc = pipeline.make_doc(text)
        doc.user_data["is_note"] = is_note
        docs.append(doc)
    return docs


@cache
def _dutch_pipeline() -> Language:
    """spaCy's Dutch tokeniser with the project's own sentence boundaries; made once, in a tenth of a second."""
    import spacy  # noqa: PLC0415 (slow to import, and never needed by a query)
    from spacy.language import Language  # noqa: PLC0415

    if not Language.has_factory(_COMPONENT):
        Language.component(_COMPONENT, func=_mark_boundaries)
    pipeline = spacy.blank("nl")
    pipeline.add_pipe(_COMPONENT)
    return pipeline


def _mark_boundaries(doc: Doc) -> Doc:
    text = doc.text
    boundaries = find_boundaries(text, keeps_references=bool(doc.user_data.get("is_note")))
    if not {token.idx for token in doc}.issuperset(boundaries):
        doc = _by_sentence(text, boundaries)
    starts = np.full((len(doc), 1), -1, dtype=np.int64)
    begins = {0, *boundaries}
    starts[[token.i for token in doc if token.idx in begins]] = 1
    # All at once: setting `is_sent_start` token by token looks through the whole document each time.
    # spaCy reads -1 from the two's complement; its stub knows signed arrays only.
    return doc.from_array(["SENT_START"], cast("Ints2d", starts.astype(np.uint64)))


def _by_sentence(text: str, boundaries: list[int]) -> Doc:
    """A text with its sentences tokenised one by one: "2015.De" is one token of spaCy's otherwise."""
    from spacy.tokens import Doc  # noqa: PLC0415

    tokenise = _dutch_pipeline().make_doc
    ends = [*boundaries, len(text)]
    parts = [tokenise(text[start:end]) for start, end in zip([0, *boundaries], ends, strict=True)]
    joined = Doc.from_docs(parts, ensure_whitespace=False)
    assert joined is not None  # of no documents at all only
    return joined
