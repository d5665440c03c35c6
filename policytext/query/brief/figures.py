"""Key figures of a brief: where documents disagree, and else the sentences that give the figures."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from policytext.query.brief.material import Found, Material, apart
from policytext.query.brief.model import Line, Template
from policytext.query.brief.positions import line_of, sender
from policytext.query.numbers import Conflict, LedgerQuery, Row, find_ledger
from policytext.query.open_index import OpenIndex
from policytext.store import Filters, SentenceRecord
from policytext.types.statement import Figure

#: A count from which a number says something without a unit or a year.
_LARGE: Final = 100.0
#: Units of shares.
_SHARES: Final = ("procent", "deel")
#: Figures of one thing that are told where several documents give them: how it went.
_OF_ONE_THING: Final = 3
#: Share of the chance of the best sentence that one with a figure needs: numbers on something else mislead.
_ON_TOPIC: Final = 0.35


def conflicts_and_figures(
    index: OpenIndex, material: Material, filters: Filters, limit: int, said: Sequence[SentenceRecord]
) -> tuple[list[Line], list[Line]]:
    """Figures that documents give differently for one thing and year, and sentences with a figure, the best first.

    Only documents that treat the topic are looked through; what is `said` in another part is not said again.
    """
    on_topic = tuple(dict.fromkeys(one.document.id for one in material.found))
    ledger = find_ledger(index, LedgerQuery(replace(filters, documents=on_topic), material.topic))
    least = _ON_TOPIC * max(one.chance for one in material.found)
    near = {one.record.id: one for one in material.own if one.chance >= least}
    against = [
        _conflict(conflict, thing.name)
        for thing in ledger.things
        for conflict in thing.conflicts
        if {conflict.one.mention.sentence.id, conflict.other.mention.sentence.id} & near.keys()
    ][:limit]
    told: list[Found] = []
    for thing in sorted(ledger.things, key=lambda thing: -len(thing.documents)):
        usable = {
            row.mention.sentence.id: near[row.mention.sentence.id]
            for row in thing.rows
            if _says_much(row) and row.mention.sentence.id in near
        }
        standing = sorted((one for one in usable.values() if one.can_stand), key=lambda one: -one.merit)
        told += standing[: _OF_ONE_THING if len(thing.documents) > 1 else 1]
    # What the ledger leaves out because it counts too little there ("19 weken") can be just what the topic is about.
    told += [
        one for one in material.own if one.record.id in near and one.can_stand and _has_figure(one) and one not in told
    ]
    shown = [*said, *(record for line in against for record in line.sources)]
    left = apart(sorted(told, key=lambda one: -one.merit), limit - len(against), shown, per_document=2)
    return against, [line_of(Template.FIGURE, one.record) for one in left]


def _has_figure(one: Found) -> bool:
    record = one.record
    return any(
        (figure.unit != "aantal" or figure.value >= _LARGE)
        and _is_precise(
            record.text[figure.span.start - record.span.start : figure.span.end - record.span.start], figure
        )
        for figure in record.statements[0].figures
    )


def _says_much(row: Row) -> bool:
    """Whether a figure is one that a reader looks for: with a unit, for a year, or no small number ("18 jaar")."""
    figure = row.mention.figure
    is_much = figure.unit != "aantal" or row.mention.year is not None or figure.value >= _LARGE
    return is_much and _is_precise(row.mention.words, figure)


def _is_precise(words: str, figure: Figure) -> bool:
    """Whether it is written with digits, or is a share ("driekwart"): "honderden" and "vijf jaar na" tell nothing."""
    return figure.unit in _SHARES or any(sign.isdigit() for sign in words)


def _conflict(conflict: Conflict, name: str) -> Line:
    first, second = sorted((conflict.one, conflict.other), key=_when)
    facts = (
        ("thing", name),
        ("year", conflict.year),
        ("words", first.mention.words),
        ("sender", sender(first.mention.sentence.document)),
        ("date", first.mention.sentence.document.date),
        ("later_words", second.mention.words),
        ("later_sender", sender(second.mention.sentence.document)),
        ("later_date", second.mention.sentence.document.date),
    )
    return Line(Template.CONFLICT, facts, (first.mention.sentence, second.mention.sentence))


def _when(row: Row) -> str:
    return row.mention.sentence.document.date or "9999"
