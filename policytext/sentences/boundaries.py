"""Where Dutch sentences begin: rules on the text around a full stop, question mark or exclamation mark.

A boundary is a position at which a sentence begins. The rules look at what closes the sentence with its mark
(quotation marks, brackets, note markers), at what begins after it, at the word before a full stop (`stops`) and at the
items of lists (`enumerations`). A colon, a semicolon and a dash never end a sentence.

Weak spots: a sentence that begins in lower case is taken as a continuation ("eHealth ..." is not), and an abbreviation
that always takes a word after it ("bijv.") is never an end, even where an author ends a sentence with it.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator
from typing import Final, NamedTuple

from policytext.sentences import stops
from policytext.sentences.enumerations import find_items

_RAISED = "⁰¹²³⁴⁵⁶⁷⁸⁹"
_CLOSING = f"”“\"’'»)\\]*{_RAISED}"
# "[9]", "[2,3]", "[9, 10]": the marker of a note in square brackets
_BRACKETED = r"\[\d{1,3}(?:[,–-]\s?\d{1,3})*+\]"
# "zorg.(9)": one in round brackets, directly after the mark only
_ROUND = r"(?:\(\d{1,3}\)(?=\s))?+"
# "zorg.12": a marker that lost its raising, after a whole word and its mark only
_LOWERED = (
    r"(?P<lowered>(?:(?<=[a-zà-ÿ]{2}[.!?])|(?<=[a-zà-ÿ][)”’\"'][.!?])|(?<=[a-zà-ÿ]{2}[.!?][”’\"')]))"
    r"\d{1,3}(?:,\d{1,3})*+(?=\s))"
)
_STRANDED = rf"(?:\s++(?:{_BRACKETED}|[{_RAISED}]++(?:,[{_RAISED}]++)*+)(?=\s|\Z))*+"
_CANDIDATE = (
    # the last mark of the sentence and what closes with it
    rf"(?P<mark>[.!?…])[{_CLOSING}]*+(?:{_BRACKETED})*+(?:,[{_RAISED}]++)*+{_ROUND}{_LOWERED}?+"
    # an omission: "[...]", "(…)"
    rf"(?:\s++[\[(](?:\.{{3}}|…)[\])][.”\"’'»]*+)?+"
    "%s"
    # a closing quotation mark with a space before it, or one that may be that
    r"(?:\s++(?:''|[”»])(?=\s|\Z))?+(?P<gap>\s++)(?:(?P<stray>\")(?=\s))?+(?:(?<=\")\s++)?+(?=\S)"
)
# Possessive throughout, so that a page of full stops or brackets takes linear time. In notes and in blocks that begin
# with a number of their own, a marker after a space numbers what follows.
_ANY_CANDIDATE = re.compile(_CANDIDATE % _STRANDED)
_NUMBERED_CANDIDATE = re.compile(_CANDIDATE % "")
_NUMBERED = re.compile(rf"\s*(?:\[\d|[{_RAISED}])")

# A sentence glued to the one before it: a whole word, a year or a bracket, the stop, a word that starts sentences.
_GLUED = re.compile(
    r"(?:(?<=[a-zà-ÿ]{3})|(?<=[\w][)”’])|(?<=\b(?:19|20)\d\d))"
    rf"[.!?][)”’\"]?[{_RAISED}]*+(?=(?P<next>[A-ZÀ-Þ][a-zà-ÿ]{{1,14}})\s)"
)
_ADDRESS = re.compile(r"[/@]|^www\.")

_OPENING = re.compile(r"(?:,,|[“„\"‘’'«(\[*_•–—\-\s])*+")
# What no sentence begins with: "“Hoe dan?” → Een oordeel", "“Komt er meer?” / “Hoe dan?”"
_NO_BEGINNING: Final = frozenset(".,;:!?…)]}→⇒/=+|>&%")
# "’s Avonds", "'t Is": the letter is small, the sentence begins all the same. So it does in "eHealth", "iPads".
_SMALL_BEGINNING = re.compile(r"[’'‘][stnk](?:\s|-[A-Z])|[a-zà-ÿ]{1,12}[A-ZÀ-Þ]")
# "[verweerder] stelt": a name that was left out
_PLACEHOLDER = re.compile(r"\[(?!sic\b)[a-zà-ÿ]{2}[^\[\]]{0,60}\]")
_YEAR_IN_BRACKETS = re.compile(r"\((?:1[89]|20)\d\d[a-z]?\)")
_BARE_YEAR = re.compile(r"(?:1[89]|20)\d\d[a-z]?(?:/\d{2,4})?\.\s")
# "(Kamerstuk 31 839) blijft": brackets inside a sentence that goes on
_GOES_ON = re.compile(r"\([^()]{1,200}(?<![.!?…])\)(?:[,;:]|\s+[a-zà-ÿ])")
_SENTENCE_IN_BRACKETS = re.compile(r"\([^()]{1,300}[.!?…][”’\"]?\)")
_DOTS = ". …"


class _Candidate(NamedTuple):
    """A mark that may end a sentence, and the boundary there would be."""

    boundary: int
    mark: int
    lowered: bool  # digits follow the mark directly: a note marker, unless the word is an abbreviation


def find_boundaries(text: str, *, keeps_references: bool = False) -> list[int]:
    """Positions at which the second and later sentences of a text begin, ascending.

    Args:
        text: one block; a boundary is never looked for across blocks.
        keeps_references: the text is a note, in which "Donner, J.P.H. (2016). Titel" is one reference: the stop after
            a year ends nothing.
    """
    items = find_items(text)
    candidates = [*_candidates(text, keeps_references), *(_Candidate(begin, -1, False) for begin in items.begins)]
    boundaries: list[int] = []
    start = 0
    for candidate in sorted(candidates):
        if candidate.boundary <= start or candidate.mark in items.stops:
            continue
        if candidate.mark < 0 or _ends_sentence(text, start, candidate, keeps_references):
            boundaries.append(candidate.boundary)
            start = candidate.boundary
    return boundaries


def _candidates(text: str, keeps_references: bool) -> Iterator[_Candidate]:
    is_numbered = keeps_references or _NUMBERED.match(text)
    quotes: list[int] | None = None
    for match in (_NUMBERED_CANDIDATE if is_numbered else _ANY_CANDIDATE).finditer(text):
        boundary = match.end()
        if match["stray"]:
            if quotes is None:
                quotes = [position for position, character in enumerate(text) if character == '"']
            if bisect_left(quotes, match.start("stray")) % 2 == 0:
                boundary = match.start("stray")
        yield _Candidate(boundary, match.start(), match["lowered"] is not None)
    for match in _GLUED.finditer(text):
        if match["next"].lower() in stops.STARTERS and not _is_in_address(text, match.start()):
            yield _Candidate(match.end(), match.start(), False)


def _is_in_address(text: str, mark: int) -> bool:
    words = text[max(0, mark - 80) : mark].split()
    return bool(words) and _ADDRESS.search(words[-1]) is not None


def _ends_sentence(text: str, start: int, candidate: _Candidate, keeps_references: bool) -> bool:
    mark, following = candidate.mark, candidate.boundary
    opening = _OPENING.match(text, following)
    first = opening.end() if opening else following
    character = text[first : first + 1]
    if not character or character in _NO_BEGINNING:
        return False
    if text[following] == "•":
        return True
    begins_small = character.islower()
    if begins_small and not (_SMALL_BEGINNING.match(text, following) or _PLACEHOLDER.match(text, following)):
        return False
    if text[mark] in "!?":
        return not _asks_inside(text, mark, following)
    if text[mark] == "…" or text.startswith("..", mark - 2):
        return not _is_omission(text, start, mark) and not character.isdigit()
    if _YEAR_IN_BRACKETS.match(text, following):
        return False  # "Nji. (2019)": author and year
    if keeps_references and _BARE_YEAR.match(text, following):
        return False  # "Bakker, Anna. 2006. Titel"
    if text[mark + 1 : mark + 2] in {")", "]"} and text[following] not in '“„"‘«([' and not character.isalpha():
        return False
    if mark and text[mark - 1] in ")]”’\"'" + _RAISED:
        opens = text.rfind("(", max(start, mark - 8), mark)
        is_year = opens >= 0 and _YEAR_IN_BRACKETS.fullmatch(text, opens, mark) is not None
        return not (keeps_references and is_year)
    stop = stops.at(text, start, mark, first)
    if candidate.lowered and (stops.is_abbreviation(stop.word) or _ADDRESS.search(stop.word)):
        return False
    if text[following] == "(" and stops.is_abbreviation(stop.word) and not _SENTENCE_IN_BRACKETS.match(text, following):
        return False  # "de motie Bakker c.s. (Kamerstuk 33 576, nr. 406)"
    return stops.ends_sentence(stop, keeps_references=keeps_references)


def _asks_inside(text: str, mark: int, following: int) -> bool:
    """Whether a question or exclamation mark stands inside a sentence: "(!)", "de vraag “Wie?” (zie 2) blijft"."""
    if mark and text[mark - 1] in "([" and text[mark + 1 : mark + 2] in {")", "]"}:
        return True
    return text[mark + 1] in "”’\"'»)" and _GOES_ON.match(text, following) is not None


def _is_omission(text: str, start: int, mark: int) -> bool:
    """Whether dots stand alone in brackets: "De wet (...) De Kamer beslist"."""
    before = text[max(start, mark - 4) : mark].rstrip(_DOTS)
    return before[-1:] in {"(", "["}
