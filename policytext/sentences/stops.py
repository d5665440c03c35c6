"""Whether a full stop directly after a word ends the sentence, or belongs to the word.

It belongs to the word in an abbreviation, an initial, a number that numbers an item, and a label that opens the
sentence ("Tabel 1. Uitgaven"). Some abbreviations can end a sentence all the same; what follows decides.
"""

import re
from typing import Final, NamedTuple

from policytext.lexicon import table, words
from policytext.sentences.enumerations import LABELLED

LEADING: Final = "“„\"‘'«([*_•–—-"
_LABEL_GAP = LEADING + " \t\n\r\xa0"
_ARTICLES: Final = frozenset({"de", "het", "een"})

# "1.", "2.3.", "1a.", "a.", "iv.", "B2.": what numbers an item when it is the first word of the sentence.
_ENUMERATOR = re.compile(r"(?:\d{1,3}[a-z]?|[a-zA-Z]\d?|[ivxIVX]{1,5})(?:\.\d{1,3})*(?:\.[a-z])?\.")
_NUMBER = re.compile(r"[\d.,]*\d\.")
_YEAR = re.compile(r"(?:1[89]|20)\d\d[a-z]?(?:/\d{2,4})?\.")
# "J.", "J.P.H.", "Th.", "P-H.", "IJ.", "B.V."
_INITIALS = re.compile(r"(?:(?:[A-ZÀ-Þ][a-z]?|IJ|Chr|Joh)\.-?){1,6}|[A-Z]-[A-Z]\.")
# "d.m.v.", "t.b.v.", "m.b.o.": small letters with stops that no list can end.
_DOTTED = re.compile(r"(?:[a-zà-ÿ]{1,2}\.){2,6}")
_WORD = re.compile(r"[\w’'-]+")
# "De Vries": an article with a capital and a name.
_PARTICLE_AND_NAME = re.compile(r"(?:De|Het|Den|’t|'t)\s+[A-ZÀ-Þ]|(?:DE|HET|DEN)\s+[A-ZÀ-Þ]{2}")
_LAST_WORD = re.compile(r"(\S+)\s*\Z")

# What is looked at before the stop, in code points: no word is longer, save web addresses.
_REACH: Final = 80

_ABBREVIATIONS: Final = {row["abbreviation"]: row["end"] for row in table("abbreviations")}
STARTERS: Final = frozenset(words("sentence_starters"))


class Stop(NamedTuple):
    """A full stop and what stands around it; built by `at`."""

    word: str  # with the stop, without brackets and quotation marks before it
    before: str  # the word before that in the same sentence, empty if there is none
    opens: bool  # `word` is the first of its sentence
    labels: bool  # `word` is the second of its sentence
    following: str  # the word that follows
    after: str  # some characters from there on
    closes_bracket: bool  # a bracket closes directly after the stop, but none opened the sentence


def at(text: str, start: int, mark: int, first: int) -> Stop:
    """What stands around the full stop at `mark` in a sentence that began at `start`; `first` begins what follows."""
    reach = max(start, mark - _REACH)
    begin = max(text.rfind(space, reach, mark) for space in " \n\t\xa0") + 1
    begin = max(begin, reach)
    head = text[max(start, begin - _REACH) : begin].rstrip()
    earlier = _LAST_WORD.search(head)
    before = earlier[1] if earlier and head.strip(_LABEL_GAP) else ""
    opens = begin - start <= _REACH and not before
    labels = bool(before) and not opens and not text[start:begin].strip(_LABEL_GAP).removesuffix(before.lstrip(LEADING))
    following = _WORD.match(text, first)
    bracket = text[mark + 1 : mark + 2] in {")", "]"} and text[start : start + 1] not in {"(", "["}
    return Stop(
        text[begin : mark + 1].lstrip(LEADING),
        before.lstrip(LEADING),
        opens,
        labels and begin - start <= _REACH,
        following[0] if following else "",
        text[first : first + _REACH],
        bracket,
    )


def is_abbreviation(word: str) -> bool:
    """Whether a word with its full stop is listed as an abbreviation."""
    return word.lower() in _ABBREVIATIONS


def ends_sentence(stop: Stop, *, keeps_references: bool = False) -> bool:
    """Whether the stop ends the sentence; what follows is known not to begin in lower case."""
    if stop.opens and _ENUMERATOR.fullmatch(stop.word):
        return False
    if stop.labels and stop.before.lower() in LABELLED and _ENUMERATOR.fullmatch(stop.word):
        return False
    if keeps_references and stop.before.endswith(".") and _YEAR.fullmatch(stop.word):
        return False  # "Bakker, A. 2006. Titel"
    if _NUMBER.fullmatch(stop.word):
        return not stop.after[:1].isdigit()
    if stop.word == ".":  # apart from its word (OCR), or the leader of a table of contents
        return not stop.after[:1].isdigit()
    word = stop.word.rsplit("/", 1)[-1]  # "dhr./mevr."
    listed = _ABBREVIATIONS.get(word.lower() if len(word) > 2 else stop.word.lower())
    if listed is not None and not _is_acronym(stop):
        return _abbreviation_ends(stop, listed)
    if _INITIALS.fullmatch(stop.word):
        return _initial_ends(stop)
    if _DOTTED.fullmatch(stop.word) or stop.word.endswith("nr."):  # "zaaknr."
        return _before_starter(stop) and stop.following.lower() not in _ARTICLES
    parts = [f"{part}." for part in stop.word.lower().split(".") if part]
    # "prof.dr.", "mr.drs.": titles written together
    return not (len(parts) > 1 and all(_ABBREVIATIONS.get(part) == "no" for part in parts))


def _before_starter(stop: Stop) -> bool:
    return stop.following.lower() in STARTERS


def _is_acronym(stop: Stop) -> bool:
    """Whether an abbreviation is another word in capitals: "een lage NR. Bij", unlike "NR. 5 VAN 2020"."""
    word = stop.word[:-1]
    in_capitals = len(word) > 1 and word.isalpha() and word.isupper()
    return in_capitals and not stop.following.isupper() and _before_starter(stop)


def _abbreviation_ends(stop: Stop, listed: str) -> bool:
    if len(stop.word) == 2:  # "p.", "H.": a letter first of all
        return _initial_ends(stop)
    if listed == "no" or stop.closes_bracket:
        return False
    if stop.after[:1].isdigit():
        return False
    if listed == "name":
        is_named = stop.word[:1].isupper() and stop.before[:1].isupper() and not stop.labels
        return is_named or (_before_starter(stop) and not stop.opens)
    if listed == "may" and _INITIALS.fullmatch(stop.word) and stop.word.count(".") > 1:
        return _initial_ends(stop)  # "mevrouw A.S. Bakker"
    return listed == "may" or _before_starter(stop)


def _initial_ends(stop: Stop) -> bool:
    if stop.before.lower() in LABELLED:
        return True
    if not stop.word[0].isupper() or _PARTICLE_AND_NAME.match(stop.after):
        return False
    return _before_starter(stop)
