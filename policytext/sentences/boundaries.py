"""Where Dutch sentences begin: rules on the text around a full stop, question mark or exclamation mark.

A boundary is a position after white space at which a sentence begins. The rules look at the word before the mark
(abbreviation, initial, number, enumerator), at what closes the sentence with it (quotation marks, brackets, raised
note markers) and at what begins after it. A colon, a semicolon and a dash never end a sentence.

Weak spots: a sentence that begins in lower case ("iPhones ...") is taken as a continuation, and an abbreviation that
always takes a word after it ("bijv.") is never an end, even where an author ends a sentence with it.
"""

import re
from collections.abc import Iterator

from policytext.lexicon import table, words

_RAISED = "⁰¹²³⁴⁵⁶⁷⁸⁹"
_CLOSING = f"”“\"’'»)\\]*{_RAISED}"

# The last mark of the sentence, what closes with it, note markers, an omission "[...]", the white space. Possessive,
# so that a page of full stops or brackets takes linear time.
_CANDIDATE = re.compile(
    rf"(?P<mark>[.!?…])[{_CLOSING}]*+(?:,[{_RAISED}]++)*+"
    rf"(?:\s++[\[(](?:\.{{3}}|…)[\])][.”\"’'»]*+)?+(?P<space>\s++)(?=\S)"
)
# A sentence glued to the one before it: at least three letters, the stop, a word that starts sentences.
_GLUED = re.compile(r"(?<=[a-zà-ÿ]{3})[.!?][”’]?(?=(?P<next>[A-ZÀ-Þ][a-zà-ÿ]{1,14})\s)")

_OPENING = re.compile(r"[“„\"‘’'«(\[*_•–—\-\s]*")
# "’s Avonds", "'t Is": the letter is small, the sentence begins all the same.
_CLITIC = re.compile(r"[’'‘][stnk](?:\s|-[A-Z])")
_YEAR_IN_BRACKETS = re.compile(r"\((?:1[89]|20)\d\d[a-z]?\)")
_WORD = re.compile(r"[\w’'-]+")
_LEADING = "“„\"‘'«([*_•–—-"

# "1.", "2.3.", "a.", "iv.", "B2.": what numbers an item when it is the first word of the sentence.
_ENUMERATOR = re.compile(r"(?:\d{1,3}|[a-zA-Z]\d?|[ivxIVX]{1,5})(?:\.\d{1,3})*(?:\.[a-z])?\.")
_NUMBER = re.compile(r"[\d.,]*\d\.")
# "J.", "J.P.H.", "Th.", "P-H.", "IJ.", "B.V."
_INITIALS = re.compile(r"(?:(?:[A-ZÀ-Þ][a-z]?|IJ|Chr|Joh)\.-?){1,6}|[A-Z]-[A-Z]\.")
# "d.m.v.", "t.b.v.", "m.b.o.": small letters with stops that no list can end.
_DOTTED = re.compile(r"(?:[a-zà-ÿ]{1,2}\.){2,6}")

_END = {row["abbreviation"]: row["end"] == "may" for row in table("abbreviations")}
_STARTERS = frozenset(words("sentence_starters"))


def find_boundaries(text: str, *, keeps_references: bool = False) -> list[int]:
    """Positions at which the second and later sentences of a text begin, ascending.

    Args:
        text: one block; a boundary is never looked for across blocks.
        keeps_references: the text is a note, in which "Donner, J.P.H. (2016). Titel" is one reference: the stop after
            a bracketed year ends nothing.
    """
    boundaries: list[int] = []
    start = 0
    for mark, end, following in _candidates(text):
        if _ends_sentence(text, start, mark, following, keeps_references):
            boundaries.append(end)
            start = end
    return boundaries


def _candidates(text: str) -> Iterator[tuple[int, int, int]]:
    """Position of the mark, of the boundary after it, and of the first character of what follows."""
    spaced = ((match.start(), match.end(), match.end()) for match in _CANDIDATE.finditer(text))
    glued = [
        (match.start(), match.end(), match.end())
        for match in _GLUED.finditer(text)
        if match["next"].lower() in _STARTERS
    ]
    return iter(sorted([*spaced, *glued])) if glued else spaced


def _ends_sentence(text: str, start: int, mark: int, following: int, keeps_references: bool) -> bool:
    opening = _OPENING.match(text, following)
    first = opening.end() if opening else following
    character = text[first : first + 1]
    if not character or character in ".,;:!?…":
        return False
    begins_small = character.islower() and not _CLITIC.match(text, following)
    if text[following] in "•":
        return True
    if begins_small:
        return False
    if text[mark] in "!?":
        return True
    if text[mark] == "…" or text.startswith("..", mark - 2):
        # "(...) De": an omission inside a sentence, unless the sentence ended before the bracket.
        return text[max(start, mark - 3) : mark].lstrip("…. ")[:1] not in {"(", "["} and character.isupper()
    if _YEAR_IN_BRACKETS.match(text, following):
        return False  # "Nji. (2019)": author and year
    if text[mark + 1 : mark + 2] in {")", "]"} and text[following] not in '“„"‘«([' and not character.isupper():
        return False
    if mark and text[mark - 1] in ")]”’\"'" + _RAISED:
        is_year = text[mark - 1] == ")" and _YEAR_IN_BRACKETS.fullmatch(
            text, max(start, text.rfind("(", start, mark)), mark
        )
        return not (keeps_references and is_year)
    return _word_ends_sentence(text, start, mark, first, character)


def _word_ends_sentence(text: str, start: int, mark: int, first: int, character: str) -> bool:
    """Whether a full stop directly after a word ends the sentence that began at `start`."""
    begin = (
        max(text.rfind(" ", start, mark), text.rfind("\n", start, mark), text.rfind("\xa0", start, mark), start - 1) + 1
    )
    word = text[begin : mark + 1].lstrip(_LEADING)
    if _ENUMERATOR.fullmatch(word) and not text[start:begin].strip(_LEADING + " \n\t"):
        return False
    if _NUMBER.fullmatch(word):
        return not character.isdigit()
    if word == ".":  # apart from its word (OCR), or the leader of a table of contents
        return character.isupper()
    lower = word.lower()
    may_end = _END.get(lower)
    if may_end is False and len(word) > 2:
        return False
    if may_end:
        return character.isupper()
    following = _WORD.match(text, first)
    begins_sentence = following is not None and following[0].lower() in _STARTERS
    if _INITIALS.fullmatch(word) or may_end is False:
        return begins_sentence and word[0].isupper()
    if _DOTTED.fullmatch(word):
        return False
    parts = [f"{part}." for part in lower.split(".") if part]
    # "prof.dr.", "mr.drs.": titles written together
    return not (len(parts) > 1 and all(_END.get(part) is False for part in parts))
