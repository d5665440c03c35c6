"""Short names that a text gives itself: "Vereniging van Zorgaanbieders (VvZ)", "het ministerie (hierna: VWS)".

A short name in brackets behind a name, or a name in brackets behind a short one, counts throughout the text. So does a
word for a kind of body with its capital ("de Commissie") where most bodies of the text with it in their name are one.
Source of the rule for letters: Schwartz and Hearst (2003), A simple algorithm for identifying abbreviation definitions
in biomedical text, PSB 8, 451-462.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from difflib import SequenceMatcher
from functools import cache
from typing import Final

from policytext.lexicon import table
from policytext.lexicon.organisations import HeadKind, Trait, Use, canonical_name, head_words, names_for
from policytext.statements.mentions.names import Entry, Names
from policytext.statements.mentions.reading import Reading, function_words, key_of, split_words
from policytext.types.mention import Mention
from policytext.types.spans import Span
from policytext.types.vocabulary import MentionKind

_BRACKET: Final = re.compile(r"\(([^()\n]{2,80})\)")
_MARK: Final = re.compile(
    r"(?:hierna(?:\s+(?:ook\s+)?(?:te\s+noemen|genoemd|aangeduid\s+als|aan\s+te\s+duiden\s+als))?"
    r"|verder(?:\s+te\s+noemen)?|in het vervolg|afgekort(?:\s+tot)?|kortweg)\s*:?\s*[‘“\"'„]?(?:(?:de|het)\s+)?"
    r"[‘“\"'„]?(?P<name>[^‘’“”\"'„:]{2,40}?)[’”\"']?",
    re.IGNORECASE,
)
_ACRONYM: Final = re.compile(r"(?=(?:[^A-Z]*[A-Z]){2})[A-Z][A-Za-z&-]{1,9}(?:[’']s)?")
#: A short name that may be letters of a longer one though it has one capital only: "Woo", "Awb".
_LETTERS: Final = re.compile(r"[A-Z][a-z]{1,5}")
_QUOTES: Final = " ‘’“”\"'„"
#: Characters before a bracket in which the long form of what is in it stands.
_REACH: Final = 140
_PREPOSITION: Final = re.compile(r"\s(?:van|voor|betreffende|inzake|over|tot|tegen|der)\s")
#: Likeness of two names from which one is the other with a slip of the pen, after difflib's ratio.
_SLIP: Final = 0.75
_WORD: Final = re.compile(r"[\w&’'-]+")
#: Words of the long form for each letter of the short one, after Schwartz and Hearst.
_EXTRA_WORDS: Final = 5
#: Share of the named bodies with a word that one of them must have, to be meant by the word alone.
_MOSTLY: Final = 0.6
#: Mentions of the European Commission from which "de Raad" without a further name is the Council beside it.
_EUROPEAN_FROM: Final = 3
_COMMISSION: Final = "Europese Commissie"
_COUNCIL: Final = "Raad van de Europese Unie"
#: Brackets that are looked at: of equal ones a few, and no more different ones than a long report has.
_MOST_TRIES, _MOST_BRACKETS = 3, 5_000
Finder = Callable[[Reading], tuple[Mention, ...]]


@dataclass(frozen=True, slots=True)
class IntroducedNames:
    """Short names that one text gives itself, with what they stand for."""

    entries: tuple[tuple[str, Entry], ...] = ()
    names: Names = field(default_factory=Names, compare=False)

    @classmethod
    def of(cls, entries: Iterable[tuple[str, Entry]]) -> "IntroducedNames":
        """Names ready for look-up; the first introduction of a name counts."""
        unique: dict[str, Entry] = {}
        for name, entry in entries:
            unique.setdefault(name, entry)
        kept = tuple(unique.items())
        return cls(kept, Names.of(kept))


def find_introductions(text: str, find: Finder) -> IntroducedNames:
    """The short names of a text.

    Args:
        text: the text.
        find: finds the mentions of a reading by lexicon and shape.
    """
    entries: list[tuple[str, Entry]] = []
    tried: Counter[str] = Counter()
    for bracket in _BRACKET.finditer(text):
        tried[bracket[1]] += 1
        if tried[bracket[1]] <= _MOST_TRIES and len(tried) <= _MOST_BRACKETS:
            entries += _introduced(text, bracket, find)
    return IntroducedNames.of(entries)


def _introduced(text: str, bracket: re.Match[str], find: Finder) -> list[tuple[str, Entry]]:
    inside = bracket[1].strip(_QUOTES)
    mark = _MARK.fullmatch(inside)
    short = mark["name"].strip() if mark else inside
    is_acronym = _ACRONYM.fullmatch(short) is not None
    if not mark and not is_acronym:
        return _reversed(text, bracket, find)
    before = _words_before(text, bracket.start())
    start = long_form_start(short, before) if is_acronym or _LETTERS.fullmatch(short) else None
    if start is None and not mark:
        return []
    mention = _named(before, start, short, find)
    if mention is None:
        if start is None or not is_acronym or not _is_body(before[start:]):
            return []
        name = " ".join(before[start:].split())
        return [(form, _entry(short, name)) for form in (short, name)]
    if is_acronym and mention.kind is MentionKind.OFFICE:
        return []  # "de minister van Volksgezondheid (VWS)": the letters are those of the ministry
    known = mention.canonical
    if mention.kind is MentionKind.ORGANISATION and canonical_name(known, Use.TEXT) is None:
        known = _entry(short, known).canonical
    entry = Entry(known, mention.kind, mention.part_of, is_cased=is_acronym)
    return [(form, entry) for form in (short, " ".join(before[mention.span.start :].split()))]


def _words_before(text: str, end: int) -> str:
    """The words of the same block before a bracket, as far as a name reaches."""
    begin = max(0, end - _REACH)
    if begin and text[begin - 1].isalnum():
        begin = next((at for at in range(begin, end) if text[at].isspace()), end)
    return text[begin:end].rpartition("\n\n")[2].rstrip()


def _named(before: str, start: int | None, short: str, find: Finder) -> Mention | None:
    """The mention right before a bracket that the words for its letters, from `start` on, make; None for another one.

    "Wet open overheid (Woo)" is no "overheid", "Veiligheidsraad van de Verenigde Naties (VN)" has the last part meant.
    """
    near = [mention for mention in find(Reading(before)) if mention.span.end == len(before)]
    if not near or (start is not None and near[0].span.start == start):
        return near[0] if near else None
    if start is None:  # letters that are not in the words can be those of a body only
        is_body = near[0].kind is MentionKind.ORGANISATION or _ACRONYM.fullmatch(short) is None
        return near[0] if is_body else None
    for mention in find(Reading(before[start:])):
        if mention.span == Span(0, len(before) - start):
            return replace(mention, span=Span(start, len(before)))
    return near[0] if near[0].span.start < start and before[near[0].span.start] == short[0] else None


def _reversed(text: str, bracket: re.Match[str], find: Finder) -> list[tuple[str, Entry]]:
    """ "VvZ (Vereniging van Zorgaanbieders)"."""
    words = text[max(0, bracket.start() - 14) : bracket.start()].split()
    if not words or _ACRONYM.fullmatch(words[-1]) is None or long_form_start(words[-1], bracket[1]) != 0:
        return []
    for mention in find(Reading(bracket[1])):
        if mention.span == Span(0, len(bracket[1])):
            return [(words[-1], Entry(mention.canonical, mention.kind, mention.part_of, is_cased=True))]
    return []


@cache
def _body_endings() -> tuple[str, ...]:
    """Endings by which a long form that no list knows is told to be a body, not a law or a method."""
    heads = (word for word, head in head_words(Use.TEXT).items() if head.kind is not HeadKind.ADJECTIVE)
    return tuple(key_of(word) for word in (*heads, *(row["plural"] for row in table("group_heads"))))


def _is_body(name: str) -> bool:
    """Whether a long form names a body by its first noun: "Vereniging van X", not "Verdrag van de Unie"."""
    head = _PREPOSITION.split(name, maxsplit=1)[0]
    return any(key_of(word).endswith(_body_endings()) for word in _WORD.findall(head))


def _entry(short: str, name: str) -> Entry:
    """What a long form that no list knows stands for: itself, or a body of the lexicon that is nearly called so.

    "Nationale Zorgautoriteit (NZa)" is a slip of the pen.
    """
    known = canonical_name(short, Use.TEXT)
    if known is not None:
        full = [other for other, canonical in names_for(Use.TEXT).items() if canonical == known]
        if any(SequenceMatcher(None, name, other, autojunk=False).ratio() >= _SLIP for other in full):
            return Entry(known, MentionKind.ORGANISATION, is_cased=True)
    return Entry(name, MentionKind.ORGANISATION, is_cased=True)


def long_form_start(short: str, before: str) -> int | None:
    """Where the words begin that an abbreviation behind them stands for; None where its letters are not in them.

    Letters are matched from the last to the first, and the first one must begin a word that is no function word.
    """
    letters = [letter for letter in short.removesuffix("'s").removesuffix("’s").casefold() if letter.isalnum()]
    words = list(_WORD.finditer(before))
    beginnings = {word.start() for word in words if key_of(word[0]) not in function_words()}
    most = min(len(letters) + _EXTRA_WORDS, 2 * len(letters))
    floor = words[-most].start() if len(words) > most else 0
    at = len(before)
    for number, letter in reversed(list(enumerate(letters))):
        at -= 1
        while at >= floor and not (before[at].casefold() == letter and (number > 0 or at in beginnings)):
            at -= 1
        if at < floor:
            return None
    return at


def short_forms(reading: Reading, mentions: Iterable[Mention]) -> list[tuple[str, Entry]]:
    """Words for a kind of body with what they stand for alone: "Commissie" of "Europese Commissie"."""
    heads = head_words(Use.TEXT)
    holders: dict[str, Counter[str]] = {}
    for mention in mentions:
        if mention.kind is not MentionKind.ORGANISATION:
            continue
        for word in split_words(reading.text, mention.span.start, mention.span.end):
            head = heads.get(word.text)
            if head is not None and Trait.ALONE in head.traits:
                holders.setdefault(word.text, Counter())[mention.canonical] += 1
            if not word.is_acronym and not (word.is_capital and word.key.endswith("e")):
                break  # what the body is stands at the head of its name, behind adjectives and letters at most
    entries: list[tuple[str, Entry]] = []
    commission = holders.get("Commissie", Counter())
    if "Raad" not in holders and commission[_COMMISSION] >= _EUROPEAN_FROM:
        entries.append(("Raad", Entry(_COUNCIL, MentionKind.ORGANISATION, None, "mid-sentence", is_cased=True)))
    for word_text, counted in holders.items():
        canonical, count = counted.most_common(1)[0]
        if count >= _MOSTLY * counted.total():
            entry = Entry(canonical, MentionKind.ORGANISATION, None, "mid-sentence", is_cased=True)
            entries.append((word_text, entry))
    return entries
