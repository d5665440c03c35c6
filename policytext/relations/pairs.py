"""Pairs of statements that may argue for or against each other, and what is seen of them.

A pair is looked at in one direction: `source` would be the reason, `target` what it is a reason for. Only statements
that stand near each other under one heading are paired, and the items of a list with the line that introduces it, so
that the number of pairs grows with the length of a document and not with its square.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from policytext.relations.markers import Role, Signs, signs_of
from policytext.types.document import Document, Sentence
from policytext.types.statement import Statement
from policytext.types.vocabulary import Attribution, BlockKind

#: Statements that may lie between the two ends of a pair, less one. Of 286 labelled relations between statements of 14
#: documents, 263 span no more, and most of the others join a list with the line that introduces it.
REACH: Final = 4
#: Headings and the like: an argument does not go on behind them.
_PARTS: Final = frozenset((BlockKind.HEADING, BlockKind.SUBJECT))


_CONCLUDING: Final = frozenset((Role.CONCLUSION, Role.RESULT))
_GROUNDING: Final = frozenset((Role.REASON, Role.EXAMPLE))


@dataclass(frozen=True, slots=True)
class Place:
    """A statement with its place in the document and its signs.

    `part` numbers the stretches between headings, `block` the blocks. `opens` and `closes` are whether it is the first
    or last statement of its block. `lead` is the index of the sentence that introduces its list, None outside lists.
    """

    statement: Statement
    signs: Signs
    part: int
    block: int
    kind: BlockKind
    opens: bool
    closes: bool
    lead: int | None


@dataclass(frozen=True, slots=True)
class Pair:
    """Two statements by their numbers in the sequence of places; `is_list` joins an item with its lead line."""

    source: int
    target: int
    is_list: bool


def places_of(document: Document, sentences: Sequence[Sentence], statements: Sequence[Statement]) -> tuple[Place, ...]:
    """The statements of a document in order, each with its place; readers' comments and notes are left out."""
    parts = _parts(document)
    leads = _leads(document, sentences, parts)
    inside = [s for s in statements if document.blocks[sentences[s.sentence].block].is_running_text]
    blocks = [sentences[statement.sentence].block for statement in inside]
    return tuple(
        Place(
            statement=statement,
            signs=signs_of(document.quote(statement.span)),
            part=parts[block],
            block=block,
            kind=document.blocks[block].kind,
            opens=number == 0 or blocks[number - 1] != block,
            closes=number + 1 == len(blocks) or blocks[number + 1] != block,
            lead=leads.get(block),
        )
        for number, (statement, block) in enumerate(zip(inside, blocks, strict=True))
    )


def _leads(document: Document, sentences: Sequence[Sentence], parts: Sequence[int]) -> dict[int, int]:
    """For each list item, by its block, the sentence before its list: the last one of the block above it."""
    leads: dict[int, int] = {}
    last: Sentence | None = None
    for sentence in sentences:
        block = document.blocks[sentence.block]
        if block.kind is BlockKind.LIST_ITEM:
            if last is not None and parts[last.block] == parts[block.index]:
                leads.setdefault(block.index, last.index)
        elif block.is_running_text:
            last = sentence
    return leads


def _parts(document: Document) -> list[int]:
    """For each block, the number of its part; a heading belongs to what it stands above."""
    parts = []
    part = 0
    for block in document.blocks:
        is_new = block.kind in _PARTS and (block.index == 0 or document.blocks[block.index - 1].kind not in _PARTS)
        part += is_new
        parts.append(part)
    return parts


def pairs_of(places: Sequence[Place]) -> Iterator[Pair]:
    """Every pair that is looked at, in either direction, in order of the source and then of the target."""
    by_sentence = {place.statement.sentence: number for number, place in enumerate(places)}
    for source, place in enumerate(places):
        lead = None if place.lead is None or not place.opens else by_sentence.get(place.lead)
        if lead is not None and lead < source - REACH:
            yield Pair(source, lead, True)
        for target in range(max(0, source - REACH), min(len(places), source + REACH + 1)):
            if target != source and places[target].part == place.part:
                yield Pair(source, target, target == lead)


class Similarities:
    """Cosines of statements from the vectors of their sentences, and their mean over neighbours as a measure."""

    def __init__(self, places: Sequence[Place], vectors: NDArray[np.float32] | None) -> None:
        """Take the rows of the statements' sentences; vectors have unit length or are zero."""
        self._rows = None if vectors is None else vectors[[place.statement.sentence for place in places]]
        self._mean = 0.0
        if self._rows is not None and len(self._rows) > 1:
            self._mean = float(np.einsum("ij,ij->i", self._rows[1:], self._rows[:-1]).mean())

    def above_mean(self, pairs: Sequence[Pair]) -> NDArray[np.float64]:
        """For each pair, by how much its cosine exceeds that of neighbours in the document; 0 without vectors."""
        if self._rows is None or not pairs:
            return np.zeros(len(pairs))
        one = self._rows[[pair.source for pair in pairs]]
        other = self._rows[[pair.target for pair in pairs]]
        cosines: NDArray[np.float64] = np.einsum("ij,ij->i", one, other).astype(np.float64)
        return cosines - self._mean


def features(places: Sequence[Place], pair: Pair) -> list[str]:
    """Names of what is seen of a pair."""
    source, target = places[pair.source], places[pair.target]
    is_behind = pair.source > pair.target
    side = "after" if is_behind else "before"
    gap = min(abs(pair.source - pair.target), REACH)
    at = f"{side} {gap}"
    later, earlier = (source, target) if is_behind else (target, source)
    near = "next" if gap == 1 else "far"
    names = [at, f"{source.statement.kind} for {target.statement.kind} {side}"]
    same_block = source.block == target.block
    names.append(f"{'same' if same_block else 'other'} block {at}")
    names += [f"later {role} {at}" for role in later.signs.roles]
    names += [f"earlier {role} {side} {near}" for role in earlier.signs.roles]
    if later.signs.roles.keys() & _CONCLUDING:
        names.append(f"later concludes {at}")
    if later.signs.roles.keys() & _GROUNDING:
        names.append(f"later grounds {at}")
    if not later.signs.roles:
        names.append(f"later unmarked {at}")
    if abs(source.statement.sentence - target.statement.sentence) == 1:
        names.append(f"adjoining {side}")
    if later.signs.points_back:
        names += [f"later points back {at}", f"later points back {side} to {earlier.statement.kind}"]
    if source.signs.has_reason:
        names.append(f"source has reason {side}")
    if target.signs.has_reason:
        names.append(f"target has reason {side}")
    names += _between(places, pair, side)
    names += _layout(places, pair, side, same_block)
    names += _evidence(source.statement, target.statement, side)
    return names


def _between(places: Sequence[Place], pair: Pair, side: str) -> list[str]:
    """What the statements between the two say: a chain of additions carries on, a conclusion breaks off."""
    first, last = sorted((pair.source, pair.target))
    if last - first == 1 or pair.is_list:
        return []
    middle = places[first + 1 : last]
    names = []
    for role in (Role.CONCLUSION, Role.RESULT, Role.CONTRAST, Role.REASON):
        if any(role in place.signs.roles for place in middle):
            names.append(f"{role} between {side}")
    # A sentence that adds to a reason is a reason for the same.
    if side == "after" and Role.ADDITION in places[pair.source].signs.roles:
        names.append("addition chain" if not any(name.startswith(("conclusion", "result")) for name in names) else "")
    if all(place.block == places[pair.source].block for place in middle):
        names.append(f"one block {side}")
    return [name for name in names if name]


def _layout(places: Sequence[Place], pair: Pair, side: str, same_block: bool) -> list[str]:
    source, target = places[pair.source], places[pair.target]
    names = []
    if pair.is_list:
        names += ["item for lead", f"item for {target.statement.kind} lead"]
    elif source.kind is BlockKind.LIST_ITEM and target.kind is BlockKind.LIST_ITEM and not same_block:
        names.append("two items")
    if target.signs.announces:
        names.append(f"target announces {side}")
    if source.signs.announces:
        names.append(f"source announces {side}")
    if same_block and target.opens and side == "after":
        names.append("target opens block")
    if same_block and target.closes and side == "before":
        names.append("target closes block")
    if not same_block and target.opens and target.closes and side == "before":
        names.append("target alone in block")
    if target.kind in _PARTS:
        names.append("target is heading")
    if source.kind in _PARTS:
        names.append("source is heading")
    return names


def _evidence(source: Statement, target: Statement, side: str) -> list[str]:
    """Figures, sources and judgements: what is exact tends to support what judges."""
    names = []
    for name, here, there in (
        ("figure", bool(source.figures), bool(target.figures)),
        ("citation", bool(source.citations), bool(target.citations)),
        ("judgement", _judges(source), _judges(target)),
        ("modal", _has(source, "modal:"), _has(target, "modal:")),
    ):
        if here:
            names.append(f"source {name} {side}")
        if there:
            names.append(f"target {name} {side}")
    for one, name in ((source, "source"), (target, "target")):
        if one.attribution is Attribution.REPORTED:
            names.append(f"{name} reported")
    if source.negated != target.negated:
        names.append("one denies")
    return names


def _judges(statement: Statement) -> bool:
    return _has(statement, "value:")


def _has(statement: Statement, group: str) -> bool:
    return any(cue.startswith(group) for cue in statement.cues)
