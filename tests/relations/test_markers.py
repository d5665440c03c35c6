import pytest

from policytext.relations.markers import Role, signs_of


@pytest.mark.parametrize(
    ("sentence", "roles"),
    [
        pytest.param("Daarom moet het Rijk betalen.", {Role.CONCLUSION}, id="first word"),
        pytest.param("Gemeenten kunnen daarom niet wachten.", {Role.CONCLUSION}, id="in the first clause"),
        pytest.param("Het is duur en daarom doet niemand het.", set(), id="joins two clauses of the sentence"),
        pytest.param("Als het kan, doen we het daarom samen.", set(), id="behind a comma"),
        pytest.param("Want de cijfers kloppen niet.", {Role.REASON}, id="want opens"),
        pytest.param("Wij wachten, want de cijfers komen.", set(), id="want inside joins"),
        pytest.param("Wie te laat komt, krijgt namelijk zwaardere hulp.", {Role.REASON}, id="namelijk anywhere"),
        pytest.param("Zij willen hetzelfde, namelijk rust.", set(), id="namelijk names what was meant"),
        pytest.param("Banden tussen bijvoorbeeld zorg en werk groeien.", set(), id="an example inside a phrase"),
        pytest.param("Het Rijk betaalt bijvoorbeeld de opleiding.", {Role.EXAMPLE}, id="an example"),
        pytest.param("Wij komen hoe dan ook.", set(), id="hoe dan ook"),
        pytest.param("Zo kreeg Dorp een wijkteam.", {Role.EXAMPLE}, id="zo with an example"),
        pytest.param("Zo niet, dan stopt de hulp.", set(), id="zo niet"),
        pytest.param("Uit onderzoek blijkt dat de helft afhaakt.", {Role.REASON}, id="uit ... blijkt"),
        pytest.param("Dit betekent dat kinderen wachten.", {Role.CONCLUSION}, id="two words"),
        pytest.param("De wet werkt echter niet.", {Role.CONTRAST}, id="echter"),
        pytest.param("Maar de wet werkt daardoor niet.", {Role.CONTRAST, Role.RESULT}, id="two roles"),
        pytest.param("- Bovendien stijgen de kosten.", {Role.ADDITION}, id="behind a list mark"),
        pytest.param("Het maarschalkhuis sluit.", set(), id="part of a word"),
        pytest.param("", set(), id="no words"),
        pytest.param("12 %", set(), id="only a number"),
    ],
)
def test_roles(sentence: str, roles: set[Role]) -> None:
    assert set(signs_of(sentence).roles) == roles


def test_the_marker_is_kept_as_written() -> None:
    assert signs_of("Dat leidt tot wachtlijsten.").roles == {Role.RESULT: "dat leidt"}


@pytest.mark.parametrize(
    ("sentence", "points_back"),
    [
        ("Dit werkt.", True),
        ("Maar dat werkt niet.", True),
        ("Daarmee stopt het.", True),
        ("Daarnaast stopt het.", False),
        ("De hulp stopt.", False),
    ],
)
def test_pointing_back(sentence: str, points_back: bool) -> None:
    assert signs_of(sentence).points_back is points_back


def test_own_reason_and_announcement() -> None:
    signs = signs_of("Het loopt vast, omdat geld ontbreekt, op drie punten:")
    assert signs.has_reason
    assert signs.announces
