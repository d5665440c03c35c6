"""The words of an answer: what a sentence accepts, refuses or looks into, and of what it says that."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cache
from typing import Final

from policytext.lexicon import table
from policytext.lexicon import words as lexicon_words
from policytext.lexicon.pointing import is_pointing
from policytext.query.follow.model import Verdict
from policytext.query.follow.numbering import numbers_named
from policytext.store.filters import fold

_TOKEN: Final = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*|\d+(?:[.,]\d+)*|[,;:.?!()–]")
#: Markers of notes stick to the word before them.
_RAISED: Final = re.compile("[⁰¹²³⁴-⁹]+")
_SIGNS: Final = frozenset(",;:.?!()–")
#: Words behind which a clause begins, so that what stands before one is the end of its own.
_CLAUSE: Final = "omdat|en|maar|want|zodat|mits|als|voor|waarbij|door|of|aangezien|met|ook|niet|wel|daar|bij|in"
_NEAR, _FAR = 4, 25
_NEXT_CLAUSE: Final = frozenset(
    (
        "omdat",
        "en",
        "maar",
        "want",
        "zodat",
        "mits",
        "als",
        "waarbij",
        "aangezien",
        "om",
        "dat",
        "die",
        "wat",
        "terwijl",
    )
)
#: Words before the words of an answer in which a denial belongs to them.
_BEFORE: Final = 3
_NOT_ONLY: Final = frozenset(("alleen", "slechts", "enkel", "uitsluitend", "zozeer"))


#: Words by which a writer speaks of itself.
_WRITER: Final = frozenset(("ik", "wij", "we", "mij", "ons", "onze", "mijn"))


class Act(StrEnum):
    """What a phrase of the lexicon does."""

    ACCEPT = "accept"
    REJECT = "reject"
    CONSIDER = "consider"
    ENDORSE = "endorse"
    OPEN = "open"
    PART = "part"
    OBJECT = "object"
    DONE = "done"
    WITHDRAW = "withdraw"


_VERDICTS: Final = {
    Act.ACCEPT: Verdict.ACCEPTED,
    Act.REJECT: Verdict.REJECTED,
    Act.CONSIDER: Verdict.CONSIDERED,
    Act.ENDORSE: Verdict.ACCEPTED,
}


@dataclass(frozen=True, slots=True)
class Response:
    """Words of an answer in a sentence.

    `words` are those that decide, in lower case. `has_object` says that a word for a recommendation stands in the
    sentence, `points` that it points back at what was said before. `is_own` says that the writer speaks of itself,
    `endorses` that it does what another says.
    """

    verdict: Verdict
    words: tuple[str, ...]
    has_object: bool
    points: bool
    is_own: bool
    endorses: bool


@dataclass(frozen=True, slots=True)
class _Phrase:
    act: Act
    needs_object: bool
    denies: bool
    found: re.Pattern[str]


def _words(text: str) -> list[str]:
    return _TOKEN.findall(_RAISED.sub(" ", text.lower()))


@cache
def _phrases() -> tuple[_Phrase, ...]:
    denials = frozenset(lexicon_words("negations"))
    return tuple(
        _Phrase(
            Act(row["act"]),
            row["needs"] == "object",
            not denials.isdisjoint(re.split(r"[ |]", row["pattern"])),
            re.compile(_expression(row["pattern"])),
        )
        for row in table("response_words")
    )


def _expression(pattern: str) -> str:
    """A regular expression over words with a space before, between and behind them."""
    parts = []
    gap = ""
    for place in pattern.split():
        if place in ("..", "..."):
            most = _NEAR if place == ".." else _FAR
            gap = rf"(?: (?![;:.?!] )\S+){{0,{most}}}?"
            continue
        if place == "#":
            parts.append(rf"(?= (?:[{re.escape(''.join(_SIGNS))}]|{_CLAUSE}) | $)")
            continue
        words = "|".join(
            rf"{re.escape(word[:-1])}\w*" if word.endswith("*") else re.escape(word) for word in place.split("|")
        )
        parts.append(f"{gap} (?:{words})")
        gap = ""
    return "".join(parts) + r"(?= )"


def _hits(line: str) -> Iterator[tuple[_Phrase, re.Match[str]]]:
    for phrase in _phrases():
        for match in phrase.found.finditer(line):
            yield phrase, match


def response(text: str) -> Response | None:
    """What a sentence answers, None where it has no words of an answer; the firmest of several counts.

    A refusal outweighs an acceptance, which outweighs a mere look: "ik onderzoek dit, maar neem het niet over".
    """
    line = f" {' '.join(_words(text))} "
    if line.rstrip().endswith("?"):
        return None
    held = list(_hits(line))
    if any(phrase.act is Act.OPEN for phrase, _ in held):
        return None
    objects = [match for phrase, match in held if phrase.act is Act.OBJECT]
    points = _points_back(line.split(), {match.group().split()[0] for match in objects})
    partial = [match for phrase, match in held if phrase.act is Act.PART]
    found: list[tuple[int, Verdict, str]] = []
    for phrase, match in held:
        verdict = _VERDICTS.get(phrase.act)
        if verdict is None or (phrase.needs_object and not (objects or points)):
            continue
        if not phrase.denies and (_denies(line.split()) if phrase.act is Act.ENDORSE else _is_denied(line, match)):
            verdict = Verdict.REJECTED if verdict is not Verdict.REJECTED else Verdict.CONSIDERED
        if partial and verdict in (Verdict.ACCEPTED, Verdict.REJECTED) and phrase.act is Act.ACCEPT:
            verdict = Verdict.PARTLY
        found.append((_WEIGHT[verdict], verdict, match.group().strip()))
    if not found:
        return None
    best = max(found, key=lambda item: item[0])
    words = [words for _, verdict, words in found if verdict is best[1]]
    if best[1] is Verdict.PARTLY:
        words += [match.group().strip() for match in partial]
    endorses = any(phrase.act is Act.ENDORSE and match.group().strip() in words for phrase, match in held)
    is_own = not _WRITER.isdisjoint(line.split())
    return Response(best[1], tuple(dict.fromkeys(words)), bool(objects), points, is_own, endorses)


def response_to_numbers(text: str) -> dict[int, Response]:
    """What a sentence answers to each recommendation that it names by number.

    A clause that names one may turn the answer round: "aanbeveling 1 nemen wij over, aanbeveling 2 niet".
    """
    whole = response(text)
    found: dict[int, Response] = {}
    for part in _BY_NUMBER.split(text):
        said = response(part) or whole
        if said is not None and response(part) is None and _denies(_words(part)):
            turned = Verdict.REJECTED if said.verdict is Verdict.ACCEPTED else said.verdict
            said = replace(said, verdict=turned, words=(*said.words, "niet"))
        if said is not None:
            for number in numbers_named(part):
                found.setdefault(number, said)
    return found


_BY_NUMBER: Final = re.compile(r"[,;] (?=(?:maar |terwijl |en |doch )?(?:de )?(?:\w+ )?aanbeveling)")


def _points_back(words: list[str], objects: set[str]) -> bool:
    """Whether words point back at what was said before: "Dat ...", "daarmee", "deze aanbeveling".

    "die" and "dat" elsewhere mostly begin a clause of their own.
    """
    first = words[0] if words else ""
    return (
        is_pointing(first)
        or first in ("daar", "hier")
        or any(word.startswith(("daar", "hier")) and is_pointing(word) for word in words)
        or any(is_pointing(word) and words[place + 1] in objects for place, word in enumerate(words[:-1]))
    )


_WEIGHT: Final = {Verdict.PARTLY: 4, Verdict.REJECTED: 3, Verdict.ACCEPTED: 2, Verdict.CONSIDERED: 1}


def _is_denied(line: str, match: re.Match[str]) -> bool:
    """Whether a denial belongs to the words of an answer: in between, right before or right behind them."""
    before, behind = line[: match.start()].split(), line[match.end() :].split()
    return _denies([*_last_clause(before)[-_BEFORE:], *match.group().split(), *_first_clause(behind)])


def _denies(words: list[str]) -> bool:
    denials = frozenset(lexicon_words("negations"))
    return any(
        word in denials and not set(words[place + 1 : place + 2]) & _NOT_ONLY for place, word in enumerate(words)
    )


def _first_clause(words: list[str]) -> list[str]:
    """Words up to where the next clause begins: "niet" may stand at the very end ("Ik volg de raad hierin niet")."""
    for place, word in enumerate(words):
        if word in _SIGNS or word in _NEXT_CLAUSE:
            return words[:place]
    return words


def _last_clause(words: list[str]) -> list[str]:
    for place in range(len(words) - 1, -1, -1):
        if words[place] in _SIGNS:
            return words[place + 1 :]
    return words


def outcome(text: str) -> tuple[Act, tuple[str, ...]] | None:
    """What a sentence says of a promise: DONE or WITHDRAW with the words that say it, None for neither.

    A denial makes what was done a withdrawal ("is niet ingevoerd").
    """
    line = f" {' '.join(_words(text))} "
    found: list[tuple[Act, str]] = []
    for phrase, match in _hits(line):
        if phrase.act is Act.WITHDRAW:
            found.append((Act.WITHDRAW, match.group().strip()))
        elif phrase.act is Act.DONE:
            found.append((Act.WITHDRAW if _is_denied(line, match) else Act.DONE, match.group().strip()))
    if not found:
        return None
    act = Act.WITHDRAW if any(one is Act.WITHDRAW for one, _ in found) else Act.DONE
    return act, tuple(dict.fromkeys(words for one, words in found if one is act))


_ASKS: Final = re.compile(
    r"(?:^|\W)(?:deelt|onderschrijft|bent u .*(?:eens|bereid|voornemens|van plan)|is .*(?:bereid|voornemens|eens)|"
    r"kunt u zich vinden|neemt u .* over|gaat u|wilt u|wil (?:het|de)|gaat (?:het|de))\W"
)


def asks_for_a_position(text: str) -> bool:
    """Whether yes or no to a question is agreement or refusal: "Deelt u de mening dat ...?"."""
    return text.rstrip(" ”\"'").endswith("?") and _ASKS.search(fold(text)) is not None


def yes_or_no(text: str) -> Verdict | None:
    """What "Ja" or "Nee" at the beginning of an answer says."""
    first = [*_words(text), ""][0]
    if first in ("ja", "zeker", "jazeker"):
        return Verdict.ACCEPTED
    if first in ("nee", "neen"):
        return Verdict.REJECTED
    return None


#: How a sentence points its reader elsewhere, or gives an instance of what was said before.
_TO_THE_READER: Final = frozenset(("zie", "vgl", "vergelijk", "bijvoorbeeld"))
#: Words within which a supposition shows: "Stel verder dat ...", unlike "Stel vast dat ...".
_SUPPOSES_WITHIN: Final = 3


def is_to_the_reader(words: Sequence[str]) -> bool:
    """Whether folded words tell their reader where to look or what to suppose, and nobody what to do."""
    first = next(iter(words), "")
    supposes = first == "stel" and "dat" in words[:_SUPPOSES_WITHIN] and "vast" not in words[:_SUPPOSES_WITHIN]
    return first in _TO_THE_READER or supposes


#: What one body does that recommends something, and the same where the verb stands before its name. "Adviseert de
#: minister" is left out: there the name is mostly of the one who is advised.
_RECOMMENDS: Final = (
    "adviseert",
    "beveelt",
    "pleit",
    "stelt voor",
    "acht het",
    "geeft aanbevelingen",
    "doet voorstellen",
)
_RECOMMENDS_AROUND: Final = (("stelt", "voor"), ("acht", "het"), ("geeft", "aanbevelingen"), ("doet", "voorstellen"))
#: Letters that the name of an actor and its word in the sentence have in common: "adviescommissies", "adviescommissie".
_SAME_START: Final = 4


def recommends(actor: str, words: Sequence[str]) -> bool:
    """Whether an actor is who recommends rather than who has to act: "De commissie adviseert", "stelt de raad voor".

    Args:
        actor: its name as the statement has it.
        words: the folded words of the sentence.
    """
    for place, word in enumerate(words):
        if len(word) < _SAME_START or not (actor.startswith(word) or word.startswith(actor)):
            continue
        behind = words[place + 1 : place + 3]
        if " ".join(behind).startswith(_RECOMMENDS):
            return True
        before = words[place - 2 : place - 1] if place > 1 and words[place - 1] in ("de", "het") else ()
        if any([verb] == [*before] and [rest] == [*behind[:1]] for verb, rest in _RECOMMENDS_AROUND):
            return True
    return False
