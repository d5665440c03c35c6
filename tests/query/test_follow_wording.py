"""Words of an answer, numbers of recommendations, and who answers for whom."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from store_builders import make_document, make_metadata

from policytext.query.follow.addressees import is_same, named_actors
from policytext.query.follow.model import Verdict
from policytext.query.follow.numbering import is_of_all, numbers_named
from policytext.query.follow.wording import (
    Act,
    asks_for_a_position,
    is_to_the_reader,
    outcome,
    recommends,
    response,
    response_to_numbers,
    yes_or_no,
)
from policytext.store import DocumentRecord
from policytext.store.fulltext import tokens
from policytext.types.vocabulary import DocumentKind

YES, PART, NO, MAYBE = Verdict.ACCEPTED, Verdict.PARTLY, Verdict.REJECTED, Verdict.CONSIDERED


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        pytest.param("De aanbeveling over de havengelden neem ik over.", YES, id="neem over"),
        pytest.param("De aanbeveling over de havengelden neem ik niet over.", NO, id="not"),
        pytest.param("Ik neem dit advies niet over omdat het te duur is.", NO, id="not, with a reason"),
        pytest.param("Ik neem het advies over omdat het niet duur is.", YES, id="a denial in the reason is none"),
        pytest.param("Het college onderschrijft de conclusies van de raad.", YES, id="onderschrijven"),
        pytest.param("Wij volgen de raad hierin niet.", NO, id="a denial at the end of the clause"),
        pytest.param("Dat standpunt delen wij niet: de haven groeit.", NO, id="delen"),
        pytest.param("De aanbevelingen nemen wij deels over.", PART, id="in part"),
        pytest.param("Wij volgen het advies niet volledig.", PART, id="not fully"),
        pytest.param("Daar zijn wij niet voor.", NO, id="niet voor"),
        pytest.param("Wij zien geen aanleiding om de tarieven te wijzigen.", NO, id="geen aanleiding"),
        pytest.param("Een keurmerk acht ik niet nodig.", NO, id="niet nodig"),
        pytest.param("Die suggestie betrek ik bij de evaluatie.", MAYBE, id="taken along"),
        pytest.param("Dat voorstel laat ik onderzoeken.", MAYBE, id="to be studied"),
        pytest.param("Een heffing, zoals de commissie bepleit, voeren wij in.", YES, id="as another pleads"),
        pytest.param("Een heffing, zoals de commissie bepleit, voeren wij niet in.", NO, id="what another pleads, not"),
        pytest.param("Niet alleen de raad onderschrijft dit voorstel.", YES, id="not only"),
        pytest.param("Wij hebben onderzocht of het college de aanbeveling heeft overgenomen.", None, id="whether"),
        pytest.param("Neemt u deze aanbeveling over?", None, id="a question answers nothing"),
        pytest.param("De bussen rijden ieder uur.", None, id="nothing of the kind"),
        pytest.param("De firma heeft de veerdienst overgenomen.", None, id="taken over, but no recommendation"),
    ],
)
def test_what_a_sentence_answers(text: str, verdict: Verdict | None) -> None:
    said = response(text)
    assert (None if said is None else said.verdict) == verdict


@given(st.text(max_size=200))
def test_any_text_can_be_read(text: str) -> None:
    """Whatever stands in a document, the words of an answer are words of it."""
    said = response(text)
    assert said is None or said.words
    assert all(0 < number < 100 for number in numbers_named(text))


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        pytest.param("Aanbeveling 3 nemen wij over.", (3,), id="one"),
        pytest.param("Zij onderschrijven de aanbevelingen 1, 2 en 5.", (1, 2, 5), id="several"),
        pytest.param("De aanbevelingen 2 tot en met 4 zijn uitgevoerd.", (2, 3, 4), id="a range"),
        pytest.param("De eerste aanbeveling volgen wij.", (1,), id="a word"),
        pytest.param("De tweede en derde aanbeveling volgen wij.", (2, 3), id="words"),
        pytest.param("Wij deden 3 aanbevelingen.", (), id="how many there are"),
        pytest.param("In 2020 kwam een aanbeveling.", (), id="a year"),
    ],
)
def test_numbers_of_recommendations(text: str, numbers: tuple[int, ...]) -> None:
    assert numbers_named(text) == numbers


def test_each_number_has_its_own_answer() -> None:
    """What is said of one in its own clause holds for that one."""
    said = response_to_numbers("De aanbevelingen 1 en 3 nemen wij over, aanbeveling 2 niet.")
    assert {number: one.verdict for number, one in said.items()} == {1: YES, 3: YES, 2: NO}


def test_all_recommendations_at_once() -> None:
    """The plural without numbers means all of them."""
    assert is_of_all("Wij nemen de aanbevelingen over.")
    assert not is_of_all("Wij nemen de aanbevelingen 1 en 2 over.")


@pytest.mark.parametrize(
    ("text", "act"),
    [
        pytest.param("Het loket is in mei ingericht.", Act.DONE, id="done"),
        pytest.param("Het loket is nog niet ingericht.", Act.WITHDRAW, id="not done"),
        pytest.param("Van het loket zien wij af.", Act.WITHDRAW, id="given up"),
        pytest.param("Het loket is geel.", None, id="neither"),
    ],
)
def test_what_came_of_it(text: str, act: Act | None) -> None:
    said = outcome(text)
    assert (None if said is None else said[0]) == act


@pytest.mark.parametrize(
    ("actor", "name", "same"),
    [
        pytest.param("rijk", "minister", True, id="both are the State"),
        pytest.param("gemeenten", "college", True, id="both are towns"),
        pytest.param("gemeenten", "minister", False, id="a town and the State"),
        pytest.param("minister van havens", "minister van havens", True, id="equal"),
    ],
)
def test_who_is_the_same(actor: str, name: str, same: bool) -> None:
    assert is_same(actor, name) is same


def test_the_reader_of_a_letter_has_to_act_where_nobody_is_named() -> None:
    """Nobody but writer and reader: then it is the one to whom it is sent, if that is known."""
    letter = replace(make_metadata(), addressee="Ministerie van Havens")
    document = make_document(["Doe iets."], letter)
    record = DocumentRecord(document.id, document.short_id, ("a",), "text/plain", letter, 1, 1, 1, 0, (), "1")
    assert named_actors((), record) == ("Ministerie van Havens",)
    assert named_actors(("wij",), record) == ()
    assert named_actors(("gemeenten",), record) == ("gemeenten",)
    house = replace(record, metadata=replace(letter, addressee="Voorzitter van de Tweede Kamer der Staten-Generaal"))
    assert named_actors((), house) == ()
    assert named_actors(("u",), house) == ("Voorzitter van de Tweede Kamer der Staten-Generaal",)


def test_who_ordered_a_report_does_not_have_to_act() -> None:
    """A report tells others what to do, unless it speaks to its reader."""
    report = replace(make_metadata(kind=DocumentKind.RAPPORT), addressee="Havenbedrijf Zuidwal")
    document = make_document(["Doe iets."], report)
    record = DocumentRecord(document.id, document.short_id, ("a",), "text/plain", report, 1, 1, 1, 0, (), "1")
    assert named_actors((), record) == ()
    assert named_actors(("u",), record) == ("Havenbedrijf Zuidwal",)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        pytest.param("Zie hoofdstuk 3.", True, id="look there"),
        pytest.param("Stel verder dat een schip te laat komt.", True, id="suppose"),
        pytest.param("Bijvoorbeeld met een drijvende steiger.", True, id="an instance"),
        pytest.param("Stel een havenmeester aan.", False, id="appoint"),
        pytest.param("Stel vast dat de kade veilig is voordat het seizoen begint.", False, id="make sure that"),
        pytest.param("De haven moet dieper worden.", False, id="must"),
    ],
)
def test_what_is_said_to_the_reader_is_no_recommendation(text: str, told: bool) -> None:
    assert is_to_the_reader(tokens(text)) is told


@pytest.mark.parametrize(
    ("actor", "text", "does"),
    [
        pytest.param("commissie", "De commissie adviseert de havens te verdiepen.", True, id="advises"),
        pytest.param("adviescommissies", "De adviescommissie stelt voor te wachten.", True, id="another form"),
        pytest.param("raad", "Daarom stelt de raad voor om de sluis te verbreden.", True, id="verb before the name"),
        pytest.param("minister", "De commissie adviseert de minister te wachten.", False, id="who is advised"),
        pytest.param("gemeente", "De gemeente stelt een havenmeester aan.", False, id="appoints"),
        pytest.param("havens", "De havens moeten dieper worden.", False, id="must"),
    ],
)
def test_who_recommends_does_not_have_to_act(actor: str, text: str, does: bool) -> None:
    assert recommends(actor, tokens(text)) is does


@pytest.mark.parametrize(
    ("text", "verdict"),
    [("Ja.", YES), ("Nee, dat vindt het college niet.", NO), ("Dat is de vraag.", None)],
)
def test_yes_and_no(text: str, verdict: Verdict | None) -> None:
    assert yes_or_no(text) == verdict


def test_questions_of_agreement() -> None:
    """Yes or no to them is agreement or refusal; to others it is not."""
    assert asks_for_a_position("Deelt u de mening dat de sluis te smal is?")
    assert not asks_for_a_position("Hoeveel schepen varen door de sluis?")
