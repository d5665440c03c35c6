"""What happened to a position between one document and the next, with the quotations that show it.

A first judgement: sides, figures, conditions, reach, and how strongly the closest statements are put. It says `same`
unless one of these differs, and compares only documents that both treat the subject.
"""

import math
from collections.abc import Mapping, Sequence
from itertools import pairwise

from policytext.lexicon.quantities import comparable, same_value
from policytext.query.answers import Entry, Quote, Step
from policytext.query.wording_changes import closest, condition_change, difference, scope_change
from policytext.store import DocumentRecord, SentenceRecord
from policytext.types.statement import Figure
from policytext.types.vocabulary import Change, Stance, StatementKind, Strength

#: How firmly a statement is put, on one scale: a plain claim stands between "should" and "must".
_FORCE = {Strength.MUST: 3.0, Strength.SHOULD: 2.0, Strength.COULD: 1.0}
_FORCE_CLAIM = 2.2
_FORCE_COMMITMENT = 3.0
_HEDGE = 0.5
#: How much the wording weighs beside how much is said, and how directly. On 35 steps that readers called strengthened
#: or weakened, what is said tells which in 0.75 of the pairs of one of each, wording alone in 0.45.
_WORDING = 0.5
#: Difference in force from which a change is said.
_NOTABLE = 0.2
_SIDE = {Stance.CONTRA: -1, Stance.MIXED: 0, Stance.NEUTRAL: 0, Stance.PRO: 1}

_MODAL_WORDS = {Strength.MUST: "moet", Strength.SHOULD: "zou moeten", Strength.COULD: "kan"}


def find_steps(
    entries: Sequence[Entry],
    silent: Sequence[DocumentRecord],
    evidence: Mapping[str, SentenceRecord] | None = None,
) -> tuple[Step, ...]:
    """Changes between consecutive documents that treat the subject; silence after silence is none.

    One without a date has its place by the earliest that it can be; without that it is left out.

    Args:
        entries: the positions, of one document each.
        silent: documents that treat the subject without a position on the proposition.
        evidence: the sentence by which each silent document treats the subject, by id of the document.
    """
    dated: list[tuple[str, DocumentRecord, Entry | None]] = [
        (entry.document.earliest, entry.document, entry) for entry in entries if entry.document.earliest is not None
    ]
    dated += [(document.earliest, document, None) for document in silent if document.earliest is not None]
    dated.sort(key=lambda item: (item[0], item[1].title))
    steps: list[Step] = []
    for (_, earlier, before), (_, later, after) in pairwise(dated):
        if before is not None and after is not None:
            steps.append(_between(before, after))
        elif before is not None:
            why = "noemt het onderwerp, maar neemt geen standpunt in"
            shown = (evidence or {}).get(later.id)
            steps.append(
                Step(earlier, later, Change.DROPPED, _same(earlier, later), why, _main(before), None, evidence=shown)
            )
        elif after is not None:
            why = "het vorige document over dit onderwerp nam geen standpunt in"
            shown = (evidence or {}).get(earlier.id)
            steps.append(
                Step(earlier, later, Change.NEW, _same(earlier, later), why, None, _main(after), evidence=shown)
            )
    return tuple(steps)


def find_returns(entries: Sequence[Entry]) -> tuple[Step, ...]:
    """Changes since a holder's own last document, where documents of others lie in between, in order of date.

    How an organisation's position evolved shows here; `find_steps` compares with whoever spoke last.
    """
    dated = [entry for entry in entries if entry.document.earliest is not None]
    steps: list[Step] = []
    for place, after in enumerate(dated):
        earlier = [number for number in range(place) if _same(dated[number].document, after.document)]
        if earlier and earlier[-1] < place - 1:
            steps.append(_between(dated[earlier[-1]], after))
    return tuple(steps)


def _between(before: Entry, after: Entry) -> Step:
    change, why, pair = _judge(before, after)
    earlier, later = before.document, after.document
    return Step(earlier, later, change, _same(earlier, later), why, *pair, difference=difference(*pair))


def _judge(before: Entry, after: Entry) -> tuple[Change, str, tuple[Quote, Quote]]:
    main = (_main(before), _main(after))
    side, side_after = _SIDE[before.stance], _SIDE[after.stance]
    if side * side_after < 0:
        return Change.REVERSED, f"van {before.stance} naar {after.stance}", main
    figures = _changed_figure(before, after)
    if figures is not None:
        old, new, with_figures = figures
        return Change.FIGURE_CHANGED, f"{old} → {new}", with_figures
    if abs(side) != abs(side_after):
        names = {Stance.MIXED: "gemengd", Stance.NEUTRAL: "neutraal"}
        why = f"van {names.get(before.stance, before.stance)} naar {names.get(after.stance, after.stance)}"
        return (Change.STRENGTHENED if abs(side_after) > abs(side) else Change.WEAKENED), why, main
    pair = closest(before, after)
    if pair is not None:
        for judge in (condition_change, scope_change):
            found = judge(*pair)
            if found is not None:
                return *found, pair
    force, force_after = _force(before), _force(after)
    if abs(force_after - force) < _NOTABLE:
        return Change.SAME, "zelfde strekking, even stellig", pair or main
    change = Change.STRENGTHENED if force_after > force else Change.WEAKENED
    return change, _why_force(before, after, is_stronger=force_after > force), main


def _why_force(before: Entry, after: Entry, *, is_stronger: bool) -> str:
    """What differs in the direction of the change: modal verb, kind, number of statements, hedges, or nearness."""
    old, new = before.strength, after.strength
    by_modal = 0.0 if old is None or new is None else _FORCE[new] - _FORCE[old]
    if old is not None and new is not None and by_modal and (by_modal > 0) == is_stronger:
        return f"van “{_MODAL_WORDS[old]}” naar “{_MODAL_WORDS[new]}”"
    if (old is None) != (new is None) and (new is not None) == is_stronger:
        return "van bewering naar aanbeveling" if is_stronger else "van aanbeveling naar bewering"
    count, count_after = len(before.quotes), len(after.quotes)
    if count != count_after and (count_after > count) == is_stronger:
        return f"{count} tegenover {count_after} uitspraken hierover"
    hedged, hedged_after = _hedged(before), _hedged(after)
    if hedged != hedged_after and (hedged_after < hedged) == is_stronger:
        return "minder voorbehoud" if is_stronger else "meer voorbehoud"
    return "spreekt er rechtstreekser over" if is_stronger else "spreekt er minder rechtstreeks over"


def _hedged(entry: Entry) -> float:
    """Share of the quotations that stand with a hedge."""
    return sum(bool(quote.sentence.statements[0].hedges) for quote in entry.quotes) / len(entry.quotes)


def _force(entry: Entry) -> float:
    """How strong the position is: how much the document says on it and how directly, and how firmly that is put.

    The logarithm keeps long reports from always winning.
    """
    said = sum(quote.bearing for quote in entry.quotes)
    wording = sum(quote.bearing * _quote_force(quote) for quote in entry.quotes) / said
    return math.log(said) + _WORDING * wording


def _quote_force(quote: Quote) -> float:
    statement = quote.sentence.statements[0]
    if statement.strength is not None:
        force = _FORCE[statement.strength]
    else:
        force = _FORCE_COMMITMENT if statement.kind is StatementKind.COMMITMENT else _FORCE_CLAIM
    return force - _HEDGE * bool(statement.hedges)


def _changed_figure(before: Entry, after: Entry) -> tuple[str, str, tuple[Quote, Quote]] | None:
    """The first pair of figures that count the same thing in the same unit and differ."""
    for quote_after in sorted(after.quotes, key=lambda quote: -quote.bearing):
        for quote in sorted(before.quotes, key=lambda quote: -quote.bearing):
            old, new = (item.sentence.statements[0].figures for item in (quote, quote_after))
            for figure in reversed(new):
                rivals = [other for other in old if comparable(other, figure)]
                if any(same_value(other, figure) for other in rivals):
                    continue
                gone = [other for other in rivals if not any(same_value(other, one) for one in new)]
                if gone:
                    return _words(gone[-1], quote), _words(figure, quote_after), (quote, quote_after)
    return None


def _words(figure: Figure, quote: Quote) -> str:
    """The figure's own words in the quotation."""
    start = quote.sentence.span.start
    return quote.sentence.text[figure.span.start - start : figure.span.end - start]


def _main(entry: Entry) -> Quote:
    return max(entry.quotes, key=lambda quote: quote.bearing)


def _same(earlier: DocumentRecord, later: DocumentRecord) -> bool:
    """Whether two documents have a sender in common: an organisation, or a person who signs for none."""
    return bool(set(earlier.senders) & set(later.senders))
