"""Quotation marks: which sentences stand inside a quotation, and whose quotation a reference behind it names."""

import re
from dataclasses import dataclass
from typing import Final

from policytext.types.document import Document, Sentence
from policytext.types.spans import Span

#: Each opening mark with the mark that closes it; the single one is an apostrophe before a letter.
_MARKS: Final = {"“": "”", "„": "”", "«": "»", "‘": "’", '"': '"'}
#: Letters of the shortest sentence that is quoted as a whole: shorter ones are terms and titles.
_SHORTEST: Final = 20
#: Share of a sentence that a quotation from its first word must cover, and how far one that was open must reach.
_WHOLE, _HALF, _MOSTLY = 0.8, 0.5, 0.6
#: Code points for which a quotation whose closing mark is missing is believed to go on.
_UNCLOSED: Final = 600
_NOTE_SIGNS: Final = "⁰¹²³⁴⁵⁶⁷⁸⁹"
_END_SIGNS: Final = f" .!?{_NOTE_SIGNS}0123456789[]()"
#: (Naam 2012, 14), (Naam et al., 2012)
SOURCE: Final = r"\((?:zie |uit:? )?(?P<source>[A-ZÀ-Þ][^()\d]{1,70}?),?\s+(?:19|20)\d\d[a-z]?[^()]{0,30}\)"
#: “...” (Naam 2012, 14)
_CITED: Final = re.compile(rf"[“„‘](?P<said>[^“„]{{30,}}?)[”’]\s*{SOURCE}\W*$")
_BEHIND: Final = re.compile(rf"\s*[.,]?\s*{SOURCE}")


@dataclass(frozen=True, slots=True)
class Quotation:
    """A quotation that a sentence stands in: whether it opened before the sentence, and the source behind its end."""

    is_going_on: bool
    source: str | None


def quotation_of(document: Document, sentence: Sentence, block: Span) -> Quotation | None:
    """The quotation that the whole sentence, or all its main clause, stands in; None for none.

    Marks that opened earlier in the block count; a term or a motto in quotation marks does not.

    Args:
        document: the document.
        sentence: the sentence.
        block: the span of its block.
    """
    text = document.quote(sentence.span).strip()
    before = document.text[block.start : sentence.span.start]
    within = document.text[: block.end]
    place = _open_mark(before)
    if place is None:
        if not _is_whole(text):
            return None
        opening = document.text.index(text[0], sentence.span.start)
        closing = _closing(within, opening + 1, _MARKS[text[0]])
        return Quotation(is_going_on=False, source=_source_behind(within, closing))
    closing = _closing(within, block.start + place + 1, _MARKS[before[place]])
    if closing is None:
        is_believed = sentence.span.start - block.start - place <= _UNCLOSED and before[place] in "“„«"
        return Quotation(is_going_on=True, source=None) if is_believed else None
    if closing < sentence.span.start + _HALF * len(text):
        return None
    return Quotation(is_going_on=True, source=_source_behind(within, closing))


def _source_behind(text: str, closing: int | None) -> str | None:
    """The reference in brackets right behind the end of a quotation."""
    found = None if closing is None else _BEHIND.match(text, closing + 1)
    return None if found is None else found["source"].strip(" ,")


def cited_source(text: str) -> str | None:
    """Whose words a sentence quotes, where most of it is a quotation with a reference behind it; None elsewhere."""
    found = _CITED.search(text)
    if found is None or len(found["said"]) < _MOSTLY * len(text):
        return None
    return found["source"].strip(" ,")


def _open_mark(before: str) -> int | None:
    """Where the mark stands that is open at the end of a stretch of text; None for none."""
    at = 0
    while at < len(before):
        if before[at] in _MARKS and (at == 0 or not before[at - 1].isalnum()):
            end = _closing(before, at + 1, _MARKS[before[at]])
            if end is None:
                return at
            at = end
        at += 1
    return None


def _closing(text: str, start: int, mark: str) -> int | None:
    """Where a mark closes from a place on; an apostrophe inside a word closes nothing, before a note's sign it does."""
    at = text.find(mark, start)
    while at >= 0 and mark in '’"' and text[at + 1 : at + 2].isalnum() and text[at + 1] not in _NOTE_SIGNS:
        at = text.find(mark, at + 1)
    return at if at >= 0 else None


def _is_whole(text: str) -> bool:
    if len(text) < _SHORTEST or text[0] not in _MARKS:
        return False
    first = _closing(text, 1, _MARKS[text[0]])
    if first is None:
        return text[0] != "‘"
    return first >= _WHOLE * len(text.rstrip(_END_SIGNS))
