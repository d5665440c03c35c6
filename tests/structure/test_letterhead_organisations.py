"""Organisations in the lines of a letterhead, under the names of the one table that all readers have."""

import pytest

from policytext.structure.organisations import canonical_organisation, find_organisations

VWS = "Ministerie van Volksgezondheid, Welzijn en Sport"


@pytest.mark.parametrize(
    ("line", "labels"),
    [
        pytest.param("Vereniging van Nederlandse Gemeenten", ["VNG"], id="full name"),
        pytest.param("VERENIGING VAN NEDERLANDSE GEMEENTEN", ["VNG"], id="capitals throughout"),
        pytest.param("de staatssecretaris van VWS", [VWS], id="a state secretary stands for the ministry"),
        pytest.param(
            "De minister voor Rechtsbescherming,", ["Ministerie van Justitie en Veiligheid"], id="a portfolio"
        ),
        pytest.param(
            "Ministerie van Binnenlandse",
            ["Ministerie van Binnenlandse Zaken en Koninkrijksrelaties"],
            id="cut by the end of a line",
        ),
        pytest.param("Ministerie van Wonen en Water", ["Ministerie van Wonen en Water"], id="one that no list has"),
        pytest.param("1. Vrijstelling (Minister van Jeugd en Gezin)", [], id="in brackets: whose matter it is"),
        pytest.param("Burgemeester en wethouders van Meerdrecht", ["Gemeente Meerdrecht"], id="a municipality"),
        pytest.param("Stichting Molens in Nood", ["Stichting Molens in Nood"], id="a body that no list has"),
        pytest.param("Tijd om te beginnen", [], id="nobody"),
        pytest.param("OM de tafel met de AP", [], id="letters that say too little on a letterhead"),
    ],
)
def test_organisations_of_a_line(line: str, labels: list[str]) -> None:
    assert [name.label for name in find_organisations(line)] == labels


@pytest.mark.parametrize(
    ("name", "label"),
    [
        pytest.param("vws", "Vws", id="short names keep their capitals"),
        pytest.param("VWS", VWS, id="letters"),
        pytest.param("de Onderwijsraad", "Onderwijsraad", id="article"),
        pytest.param("Rechtsbescherming", "Ministerie van Justitie en Veiligheid", id="a portfolio"),
        pytest.param("molenhuis", "Molenhuis", id="unknown"),
    ],
)
def test_label_of_an_organisation(name: str, label: str) -> None:
    assert canonical_organisation(name) == label
