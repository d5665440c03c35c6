"""What is said to have changed between two documents: one table of pairs, and which documents are compared at all."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import pytest
from answer_builders import make_entry, make_quote, make_record

from policytext.query.answers import Entry, Timeline
from policytext.query.changes import find_returns, find_steps
from policytext.types.vocabulary import Change, Stance, StatementKind, Strength

MUST, SHOULD, COULD = Strength.MUST, Strength.SHOULD, Strength.COULD
PRO, CONTRA, MIXED, NEUTRAL = Stance.PRO, Stance.CONTRA, Stance.MIXED, Stance.NEUTRAL


def position(date: str, stance: Stance = PRO, *quotes: dict[str, Any]) -> Entry:
    """An entry whose quotations are given by the options of `make_quote`."""
    document = make_record(date)
    made = [make_quote(document, **{"index": number, **options}) for number, options in enumerate(quotes or ({},))]
    return make_entry(date, *made, stance=stance)


ONE = {"text": "1 op de 8 kinderen krijgt hulp."}
TEN = {"text": "1 op de 10 kinderen krijgt hulp."}
WEEKS = {"text": "De wachttijd is 14 weken."}
LATER_WEEKS = {"text": "De wachttijd is 26 weken."}


@pytest.mark.parametrize(
    ("before", "after", "change", "why"),
    [
        pytest.param((PRO, {}), (PRO, {}), Change.SAME, "zelfde strekking", id="nothing differs"),
        pytest.param(
            (PRO, {"strength": MUST}), (PRO, {"strength": MUST}), Change.SAME, "even stellig", id="as strong as before"
        ),
        pytest.param((PRO, {}), (CONTRA, {}), Change.REVERSED, "van pro naar contra", id="other side"),
        pytest.param((CONTRA, {}), (PRO, {}), Change.REVERSED, "van contra naar pro", id="other side back"),
        pytest.param((PRO, {}), (MIXED, {}), Change.WEAKENED, "van pro naar gemengd", id="doubt"),
        pytest.param((NEUTRAL, {}), (CONTRA, {}), Change.STRENGTHENED, "van neutraal naar contra", id="a side taken"),
        pytest.param((MIXED, {}), (NEUTRAL, {}), Change.SAME, "zelfde strekking", id="no side, before and after"),
        pytest.param(
            (PRO, {"strength": MUST}), (PRO, {"strength": SHOULD}), Change.WEAKENED, "“moet” naar “zou", id="softer"
        ),
        pytest.param(
            (PRO, {"strength": COULD}), (PRO, {"strength": MUST}), Change.STRENGTHENED, "“kan” naar “moet", id="firmer"
        ),
        pytest.param(
            (PRO, {}), (PRO, {"strength": MUST}), Change.STRENGTHENED, "bewering naar aanbeveling", id="now asked for"
        ),
        pytest.param(
            (PRO, {"strength": MUST}), (PRO, {}), Change.WEAKENED, "aanbeveling naar bewering", id="only stated now"
        ),
        pytest.param((PRO, {}), (PRO, {"hedges": ["misschien"]}), Change.WEAKENED, "voorbehoud", id="with a hedge now"),
        pytest.param(
            (PRO, {}), (PRO, {}, {}, {}), Change.STRENGTHENED, "1 tegenover 3 uitspraken", id="said more often"
        ),
        pytest.param(
            (PRO, {"bearing": 0.5}), (PRO, {"bearing": 0.9}), Change.STRENGTHENED, "er rechtstreekser over", id="nearer"
        ),
        pytest.param(
            (PRO, {"strength": MUST}),
            (PRO, *({"strength": SHOULD},) * 4),
            Change.STRENGTHENED,
            "1 tegenover 4 uitspraken",
            id="softer and said more often: the reason is one for what is told",
        ),
        pytest.param((PRO, ONE), (PRO, TEN), Change.FIGURE_CHANGED, "1 op de 8 → 1 op de 10", id="other figure"),
        pytest.param((PRO, ONE), (PRO, ONE), Change.SAME, "zelfde strekking", id="same figure"),
        pytest.param((PRO, ONE), (CONTRA, TEN), Change.REVERSED, "van pro naar contra", id="a side outweighs a figure"),
        pytest.param(
            (PRO, {"text": "100 teams."}), (PRO, {"text": "102 teams."}), Change.SAME, "strekking", id="rounding"
        ),
        pytest.param(
            (PRO, {"text": "100 teams."}), (PRO, {"text": "120 scholen."}), Change.SAME, "strekking", id="other things"
        ),
        pytest.param((PRO, WEEKS), (PRO, LATER_WEEKS), Change.FIGURE_CHANGED, "14 weken → 26 weken", id="a duration"),
    ],
)
def test_change(before: Sequence[Any], after: Sequence[Any], change: Change, why: str) -> None:
    (step,) = find_steps([position("2019", *before), position("2021", *after)], [])
    assert step.change is change
    assert why in step.why


def test_commitment_is_as_firm_as_an_obligation() -> None:
    promise = {"kind": StatementKind.COMMITMENT}
    (step,) = find_steps([position("2019", PRO, {"strength": MUST}), position("2021", PRO, promise)], [])
    assert step.change is Change.SAME


def test_quotations_that_show_the_change_are_given() -> None:
    near, far = {"text": "Dichtbij.", "bearing": 0.9}, {"text": "Ver weg.", "bearing": 0.5}
    (step,) = find_steps([position("2019", PRO, far, near), position("2021", CONTRA, near)], [])
    assert step.before is not None
    assert step.after is not None
    assert (step.before.sentence.text, step.after.sentence.text) == ("Dichtbij.", "Dichtbij.")


def test_figures_come_with_their_own_quotations() -> None:
    other = {"text": "Dat is zo.", "bearing": 0.99}
    (step,) = find_steps([position("2019", PRO, other, ONE), position("2021", PRO, TEN, other)], [])
    assert step.before is not None
    assert step.before.sentence.text == ONE["text"]


def test_silence_after_a_position_is_dropped() -> None:
    (step,) = find_steps([position("2019")], [make_record("2021")])
    assert (step.change, step.after) == (Change.DROPPED, None)
    assert step.before is not None


def test_position_after_silence_is_new() -> None:
    (step,) = find_steps([position("2021")], [make_record("2019")])
    assert (step.change, step.before) == (Change.NEW, None)
    assert step.after is not None


def test_silence_after_silence_is_no_step() -> None:
    assert find_steps([], [make_record("2019"), make_record("2021", title="Ander plan")]) == ()


def test_steps_are_between_neighbours_in_time() -> None:
    steps = find_steps([position("2021"), position("2018-05"), position("2019-01-31")], [make_record("2020")])
    assert [(step.earlier.date, step.later.date, step.change) for step in steps] == [
        ("2018-05", "2019-01-31", Change.SAME),
        ("2019-01-31", "2020", Change.DROPPED),
        ("2020", "2021", Change.NEW),
    ]


def test_undated_documents_stand_outside_the_changes() -> None:
    undated = make_entry(None, stance=CONTRA)
    assert find_steps([position("2019"), undated], [make_record(None)]) == ()


@pytest.mark.parametrize(("other", "same"), [("Dorpsraad", True), ("Wijkraad", False)])
def test_holder_of_both_is_compared(other: str, same: bool) -> None:
    (step,) = find_steps([make_entry("2019"), make_entry("2021", organisation=other)], [])
    assert step.same_holder is same


@pytest.mark.parametrize(
    ("authors", "organisations", "same"),
    [
        pytest.param(("A. de Boer",), (), True, id="a person"),
        pytest.param(("B. Vos",), (), False, id="another person"),
        pytest.param(("A. de Boer",), ("Dorpsraad",), False, id="for an organisation now"),
    ],
)
def test_a_person_is_a_sender_where_no_organisation_is(
    authors: tuple[str, ...], organisations: tuple[str, ...], same: bool
) -> None:
    def by(entry: Entry, authors: tuple[str, ...], organisations: tuple[str, ...]) -> Entry:
        metadata = replace(entry.document.metadata, organisations=organisations, authors=authors)
        return replace(entry, document=replace(entry.document, metadata=metadata))

    first, second = by(position("2019"), ("A. de Boer",), ()), by(position("2021"), authors, organisations)
    (step,) = find_steps([first, second], [])
    assert step.same_holder is same


def test_return_of_a_holder_after_others_have_spoken() -> None:
    first, other, last = position("2018", PRO), make_entry("2019", organisation="Ander"), position("2023", CONTRA)
    (step,) = find_returns([first, other, last])
    assert (step.earlier, step.later, step.change) == (first.document, last.document, Change.REVERSED)
    assert step.same_holder


def test_no_return_where_nobody_else_spoke() -> None:
    assert find_returns([position("2018"), position("2023")]) == ()
    assert find_returns([position("2018"), make_entry("2019", organisation="Ander")]) == ()


@pytest.mark.parametrize(
    ("earlier", "later", "is_known"),
    [
        pytest.param(("2019", None), ("2020", None), True, id="two dates"),
        pytest.param(("2019", None), (None, "2020"), True, id="a year before the earliest"),
        pytest.param(("2019-03-01", None), (None, "2019-04"), True, id="a month before the earliest"),
        pytest.param(("2019", None), (None, "2019-04"), False, id="some time in the year of the earliest"),
        pytest.param(("2019-04", None), (None, "2019-04"), False, id="some time in the month of the earliest"),
        pytest.param((None, "2019"), ("2020", None), False, id="the first can be of any later year"),
        pytest.param((None, "2019"), (None, "2020"), False, id="no date at all"),
    ],
)
def test_the_order_is_known_only_where_dates_tell_it(
    earlier: tuple[str | None, str | None], later: tuple[str | None, str | None], is_known: bool
) -> None:
    entries = []
    for number, (date, bound) in enumerate((earlier, later)):
        entry = make_entry(date)
        entries.append(replace(entry, document=replace(entry.document, id=str(number), not_before=bound)))
    (step,) = find_steps(entries, [])
    assert step.is_order_known is is_known


@pytest.mark.parametrize("count", [1, 2, 3, 9])
def test_the_nearest_quotations_stand_in_the_order_of_the_entry(count: int) -> None:
    entry = position("2020", PRO, {"bearing": 0.9}, {"bearing": 0.3}, {"bearing": 0.6})
    assert [quote.bearing for quote in entry.nearest(count)] == [[0.9], [0.9, 0.6], *[[0.9, 0.3, 0.6]] * 7][count - 1]


def test_a_person_who_signs_for_no_organisation_has_a_part_of_the_timeline() -> None:
    signed = make_entry("2020-01-01", organisation="")
    signed = replace(
        signed,
        document=replace(
            signed.document, metadata=replace(signed.document.metadata, organisations=(), authors=("A. Vis",))
        ),
    )
    unsigned = replace(
        signed, document=replace(signed.document, id="sha256:x", metadata=replace(signed.document.metadata, authors=()))
    )
    whole = Timeline("Iets moet", 3, (signed, unsigned, make_entry("2021-01-01")), (), (), (), ())
    assert whole.of("A. Vis").entries == (signed,)
    assert whole.without_sender().entries == (unsigned,)
