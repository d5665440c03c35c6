"""Which figures are figures for one thing: the same unit, the same thing counted, on the same subject and place.

The same odd number is much of the evidence by itself. For others precision goes before recall: where a sentence does
not say what a figure counts, or where two sentences name different places or groups, the figures stay apart.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from policytext.lexicon.quantities import same_value
from policytext.query.numbers.mentions import Mention, Role
from policytext.query.rarity import Rarity
from policytext.types.statement import Figure
from policytext.types.vocabulary import Bound

#: Share of what the shorter sentence is about that the other has to be about too, by rarity; and how much more where a
#: sentence does not say what its figure counts.
_COVERED: Final = 0.66
_COVERED_UNSAID: Final = 0.75
#: What either sentence may be about that the other is not, as a multiple of what they share.
_APART: Final = 1.6
#: What two sentences have to share besides what is counted, in rarity.
_BESIDE: Final = 0.5
#: Mentions of one word up to which it is looked up for candidates: beyond that it says nothing.
_COMMON: Final = 120
#: Share of the sentences of a group with which a further one has to agree.
_MOST: Final = 0.5
#: One in so many at most is a share of many things; and how near a share is to one of a whole number.
_ROUND_SHARE: Final = 10
_EXACT: Final = 1e-6
#: Upper end of a range that holds every number.
_ANY: Final = 1e30
#: Letters from which a noun is the head of a compound that ends in it.
_HEAD: Final = 5


def same_unit(one: Figure, other: Figure) -> bool:
    """Whether two figures have units that compare: shares in any writing, durations in any unit."""
    if one.unit == other.unit:
        return True
    ranges = (replace(figure, value=0.0, high=_ANY, bound=Bound.EXACT) for figure in (one, other))
    return same_value(*ranges)


def same_thing(one: Mention, other: Mention, rarity: Rarity) -> bool:
    """Whether two figures are figures for one thing, whatever their numbers and years."""
    if not same_unit(one.figure, other.figure) or (one.role is Role.CHANGE) != (other.role is Role.CHANGE):
        return False
    if one.names and other.names and one.names.isdisjoint(other.names):
        return False
    if one.head is not None and other.head is not None:
        if not (_is_among(one.head, other.counted) or _is_among(other.head, one.counted)):
            return False
        least = _COVERED
    elif one.head is None and other.head is None:
        least = _COVERED_UNSAID
    else:
        said, unsaid = (one, other) if one.head is not None else (other, one)
        if not _is_among(said.head or "", unsaid.topic):
            return False
        least = _COVERED
    shared = one.topic & other.topic
    if one.head is not None and other.head is not None and _is_same_odd_number(one, other):
        return bool(shared - one.counted - other.counted)
    weight = sum(map(rarity, sorted(shared)))
    beside = sum(map(rarity, sorted(shared - one.counted - other.counted)))
    shorter, longer = sorted(sum(map(rarity, sorted(mention.topic))) for mention in (one, other))
    return shorter > 0 and weight >= least * shorter and longer - weight <= _APART * weight and beside >= _BESIDE


def _is_same_odd_number(one: Mention, other: Mention) -> bool:
    """Whether both give a number that few things have: "1 op de 27", "23 weken", "428.000", not "50 procent"."""
    return same_value(one.figure, other.figure) and all(_is_odd(mention.figure) for mention in (one, other))


def _is_odd(figure: Figure) -> bool:
    if figure.high is not None:
        return False
    digits = f"{figure.value:.6g}".replace(".", "").partition("e")[0].strip("0")
    if figure.unit == "deel":
        whole = round(1 / figure.value) if figure.value else 0
        return whole > _ROUND_SHARE and abs(figure.value * whole - 1) < _EXACT
    return len(digits) > 1 and digits[-1] != "5"


def _is_among(head: str, stems: frozenset[str]) -> bool:
    """Whether a noun is among stems, or the head of a compound among them, or a compound with one of them as head."""
    return head in stems or any(
        len(short) >= _HEAD and long.endswith(short) for s in stems for short, long in ((head, s), (s, head))
    )


def groups(mentions: Sequence[Mention], rarity: Rarity) -> list[list[Mention]]:
    """Figures by the thing that they are figures for, in order of the first; each figure in one group."""
    by_word: dict[str, list[int]] = defaultdict(list)
    for place, mention in enumerate(mentions):
        for word in mention.topic:
            by_word[word].append(place)
    found: list[list[int]] = []
    group_of: dict[int, int] = {}
    for place, mention in enumerate(mentions):
        near = {
            group_of[other]
            for word in mention.topic
            if len(by_word[word]) <= _COMMON
            for other in by_word[word]
            if other in group_of
        }
        best, most = -1, 0.0
        for number in sorted(near):
            members = [mentions[other] for other in found[number]]
            agreeing = {m.sentence.id for m in members if same_thing(mention, m, rarity)}
            share = len(agreeing) / len({m.sentence.id for m in members})
            if share >= _MOST and share > most:
                best, most = number, share
        if best < 0:
            best = len(found)
            found.append([])
        found[best].append(place)
        group_of[place] = best
    return [[mentions[place] for place in sorted(group)] for group in _joined(found, group_of, mentions) if group]


def _joined(found: list[list[int]], group_of: dict[int, int], mentions: Sequence[Mention]) -> list[list[int]]:
    """The groups with those put together whose figures are the two ends of one change ("van 1 op de 27 tot 1 op 8")."""
    for place, mention in enumerate(mentions[:-1]):
        after = mentions[place + 1]
        if (
            mention.role is Role.FORMER
            and mention.sentence.id == after.sentence.id
            and same_unit(mention.figure, after.figure)
        ):
            low, high = sorted((group_of[place], group_of[place + 1]))
            if low != high:
                group_of.update(dict.fromkeys(found[high], low))
                found[low] += found[high]
                found[high] = []
    return found
