"""Quotation marks: which sentences stand inside a quotation."""

from typing import Final

from policytext.types.document import Document, Sentence
from policytext.types.spans import Span

_OPENING, _CLOSING = "“„«", "”»"
_STRAIGHT: Final = '"'
#: Letters of the shortest sentence that is quoted as a whole: shorter ones are terms and titles.
_SHORTEST: Final = 20
#: Share of a sentence that a quotation from its first word must cover, and how far one that was open must reach.
_WHOLE, _HALF = 0.8, 0.5
_END_SIGNS: Final = " .!?⁰¹²³⁴⁵⁶⁷⁸⁹0123456789[]()"


def is_quoted(document: Document, sentence: Sentence, block: Span) -> bool:
    """Whether the whole sentence, or all its main clause, stands in quotation marks.

    Marks that opened earlier in the block count; a term or a motto in quotation marks does not.

    Args:
        document: the document.
        sentence: the sentence.
        block: the span of its block.
    """
    before = document.text[block.start : sentence.span.start]
    text = document.quote(sentence.span).strip()
    depth = sum(before.count(mark) for mark in _OPENING) - sum(before.count(mark) for mark in _CLOSING)
    if depth > 0:
        closing = max(text.rfind(mark) for mark in _CLOSING)
        return closing < 0 or closing >= _HALF * len(text)
    whole = document.text[block.start : block.end]
    if before.count(_STRAIGHT) % 2 and whole.count(_STRAIGHT) % 2 == 0:
        closing = text.find(_STRAIGHT)
        return closing < 0 or closing >= _HALF * len(text)
    return _is_whole(text)


def _is_whole(text: str) -> bool:
    if len(text) < _SHORTEST:
        return False
    length = len(text.rstrip(_END_SIGNS))
    if text[0] in _OPENING:
        first = min((place for mark in _CLOSING if (place := text.find(mark)) >= 0), default=len(text))
        return first >= _WHOLE * length
    if text[0] == _STRAIGHT:
        first = text.find(_STRAIGHT, 1)
        return first < 0 or first >= _WHOLE * length
    if text[0] == "‘":
        return text.rfind("’") >= _WHOLE * length and not text.rstrip(_END_SIGNS)[-1].isalpha()
    return False
