"""Who is to act: the actor beside the verb of obligation, and nobody where it is only served or mentioned."""

import pytest
from conllu_frames import parsed

from policytext.statements.actors import actors_of
from policytext.statements.cues import read
from policytext.types.vocabulary import StatementKind

RECOMMENDATION, COMMITMENT = StatementKind.RECOMMENDATION, StatementKind.COMMITMENT


@pytest.mark.parametrize(
    ("sentence", "actors"),
    [
        pytest.param("Gemeenten moeten hun wachtlijsten openbaar maken.", ["gemeenten"], id="subject"),
        pytest.param("Daarom moeten gemeenten kiezen.", ["gemeenten"], id="subject behind the verb"),
        pytest.param("De wachttijd moet door zorgverzekeraars worden verkort.", ["zorgverzekeraars"], id="agent"),
        pytest.param("De gemeente zou eerder moeten ingrijpen.", ["gemeenten"], id="one of its kind"),
        pytest.param("Het is nodig dat de inspectie toezicht houdt.", ["inspectie"], id="in the clause"),
        pytest.param("Wij vragen van het kabinet een meerjarig budget.", ["kabinet"], id="who is asked, not who asks"),
        pytest.param("Wij adviseren het kabinet de regeling te verlengen.", ["kabinet"], id="who is advised"),
        pytest.param("Wij pleiten voor een vast aanspreekpunt.", [], id="who pleads is no actor"),
        pytest.param("Wij moeten beter luisteren.", ["wij"], id="we oblige ourselves"),
        pytest.param("Het is belangrijk dat we ouders betrekken.", ["wij"], id="we in the clause"),
        pytest.param("Gemeenten en het Rijk moeten afspraken maken.", ["gemeenten", "rijk"], id="two"),
        pytest.param(
            "Professionals, scholen en ouders moeten samenwerken.", ["professionals", "scholen", "ouders"], id="three"
        ),
        pytest.param(
            "Het is nodig dat huisartsen en wijkteams elkaar kennen.", ["huisartsen", "wijkteams"], id="two behind it"
        ),
        pytest.param("De gemeenteraad moet verantwoording vragen aan het college.", ["gemeenteraad"], id="nearest"),
        pytest.param("Burgemeester en wethouders moeten kiezen.", ["college"], id="the longest name"),
        pytest.param("Samen met aanbieders moeten gemeenten een plan maken.", ["gemeenten"], id="joined in is none"),
        pytest.param("Voor ouders moet er een vast loket komen.", [], id="served"),
        pytest.param("Bij gemeenten moet de kennis groeien.", [], id="place"),
        pytest.param("De drempel moet lager.", [], id="nobody named"),
        pytest.param("De gemeentelijke website moet beter.", [], id="name inside a word"),
    ],
)
def test_actors_of_a_recommendation(sentence: str, actors: list[str]) -> None:
    assert list(actors_of(read(sentence), RECOMMENDATION)) == actors


@pytest.mark.parametrize(
    ("sentence", "actors"),
    [
        pytest.param("Wij gaan hierover graag met u in gesprek.", ["wij"], id="we"),
        pytest.param("Ik stuur uw Kamer dit najaar een brief.", ["wij"], id="I"),
        pytest.param("Het kabinet zal de norm vastleggen.", ["kabinet"], id="third person"),
        pytest.param("De subsidie wordt verlengd.", [], id="passive"),
    ],
)
def test_actors_of_a_commitment(sentence: str, actors: list[str]) -> None:
    assert list(actors_of(read(sentence), COMMITMENT)) == actors


def test_claim_has_no_actors() -> None:
    assert actors_of(read("Gemeenten moeten kiezen."), StatementKind.CLAIM) == ()


@pytest.mark.parametrize(
    ("sentence", "actors", "without"),
    [
        pytest.param("giver", ["rijk"], ["gemeenten"], id="who has to give, not who has to get"),
        pytest.param("giver-of-a-part", [], [], id="a part of a budget is given by nobody"),
        pytest.param("niet-maar", ["gemeenten"], ["gemeenten"], id="the contrasted one has not"),
        pytest.param("niet-alleen", ["gemeenten", "rijk"], ["rijk"], id="both have"),
        pytest.param("agents-contrasted", ["gemeenten"], ["gemeenten"], id="agent of a passive"),
        pytest.param("passive-with-agent", ["zorgverzekeraars"], ["zorgverzekeraars"], id="agent, not subject"),
        pytest.param("verzoeken", ["kabinet"], ["kabinet"], id="who is asked"),
        pytest.param("aan-het-Rijk", ["rijk"], ["rijk"], id="whose turn it is"),
        pytest.param("taak-van", ["gemeenten"], ["gemeenten"], id="whose duty it is"),
        pytest.param("shared-subject", ["gemeenten"], ["gemeenten"], id="of the clause that obliges"),
        pytest.param("hortative", ["wij"], [], id="we call on ourselves"),
        pytest.param("van-without-receiving", ["gemeenten"], ["gemeenten"], id="not who orders it"),
        pytest.param("zorgen-that-is-a-duty", ["gemeenten"], ["gemeenten"], id="who has to ensure it"),
        pytest.param("er-with-subject", [], [], id="nobody acts"),
    ],
)
def test_actors_by_frames(sentence: str, actors: list[str], without: list[str]) -> None:
    """`without` is what the words alone give: the rows where they are wrong are the reason for the frames."""
    text, frames = parsed(sentence)
    assert list(actors_of(read(text), RECOMMENDATION, frames)) == actors
    assert list(actors_of(read(text), RECOMMENDATION)) == without
