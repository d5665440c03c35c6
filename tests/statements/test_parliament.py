"""What members of a parliament say in its papers is theirs, until others are named or the minister answers."""

from functools import cache
from pathlib import Path

import pytest
from conllu_frames import sentences as conllu_sentences
from sample_documents import make_document

from policytext.sentences import split_sentences
from policytext.statements.attribution import Attributor
from policytext.statements.attribution.members import Members
from policytext.statements.frames import ParsedSentence
from policytext.types.vocabulary import Attribution, DocumentKind

MINISTRY = ("Ministerie van Volksgezondheid, Welzijn en Sport",)
COMMITTEE = ("Vaste commissie voor Wonen",)


@cache
def parses() -> dict[str, ParsedSentence]:
    found = conllu_sentences(Path(__file__).with_name("parliament.conllu"))
    return {one.text: ParsedSentence.of(one.parse) for one in found}


def holders(text: str, kind: DocumentKind, organisations: tuple[str, ...] = ()) -> dict[str, str]:
    """The holder of each sentence, "own" for the document's own and "" where nobody is named."""
    document = make_document(text, organisations, kind)
    attributor = Attributor(document)
    found = {}
    for sentence in split_sentences(document):
        words = document.quote(sentence.span)
        held = attributor.held(sentence, document.blocks[sentence.block], parses().get(words))
        found[words] = "own" if held.attribution is Attribution.OWN else held.holder or ""
    return found


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("De leden van de VVD-fractie vragen dit.", ["VVD"]),
        ("De leden van de D66 fractie vragen dit.", ["D66"]),
        ("De leden van VVD-fractie vragen dit.", ["VVD"]),
        ("De leden van de D66-\nfractie vragen dit.", ["D66"]),
        ("Het lid van de BBB-fractie vraagt dit.", ["BBB"]),
        ("Het lid van de fractie-Duin vraagt dit.", ["fractie-Duin"]),
        ("De leden van de fracties van CDA, PVV en SP lezen dit.", ["CDA, PVV en SP"]),
        ("De leden van de fracties van de VVD, het CDA en D66 lezen dit.", ["VVD, CDA en D66"]),
        ("De leden van de PvdA-fractie, de D66-fractie en de SP-fractie lezen dit.", ["PvdA, D66 en SP"]),
        ("De fractie van de Partij voor de Dieren leest dit.", ["Partij voor de Dieren"]),
        ("Het lid Van der Duin (SP) vraagt dit.", ["Van der Duin"]),
        ("De Tweede Kamer debatteert. Het lid De Wit vraagt dit.", ["Kamerlid De Wit"]),
        ("Kamervragen van de leden Kaya (CDA), Duin en De Wit", ["Kamerlid Kaya, Kamerlid Duin en Kamerlid De Wit"]),
        ("Mevrouw Duin (D66) meent dit. Mevrouw Duin zwijgt.", ["Duin", "Duin"]),
        ("De SP-fractie leest. De leden van de SP zien dit. Deze leden zwijgen.", ["SP", "SP", None]),
        ("De SP-fractie leest. De aan het woord zijnde leden horen dit graag.", ["SP", None]),
        ("Mevrouw Duin meent dit.", []),
        ("De leden van de VNG vragen dit. Deze leden zwijgen.", []),
        ("De fractie stemt tegen. De Waterrijkse fractie stemt voor.", []),
        ("Artikel 3, tweede lid, van de wet.", []),
    ],
)
def test_members_by_how_they_are_named(text: str, expected: list[str | None]) -> None:
    assert [member.name for member in Members(text).all] == expected


def test_names_of_two_paragraphs_are_no_members() -> None:
    assert Members("Leden Werkgroep\n\nNadia Verschoor\n\nPim Duin").all == ()


CONSULTATION = """# Verslag van een schriftelijk overleg

De vaste commissie voor Zorg heeft vragen voorgelegd.

## I Vragen en opmerkingen uit de fracties

## Inbreng van de leden van de VVD-fractie

De leden van de VVD-fractie lezen de brief. De drempel is te hoog.

Gemeenten moeten ruimte krijgen.

### Wachttijden

De wachttijd loopt op. Volgens de Algemene Rekenkamer ontbreekt geld.

## Inbreng van de leden van de SP-fractie

De zorg is te duur.

## II Reactie van de minister

Ik dank de leden voor hun inbreng.

## Inbreng van de leden van de VVD-fractie

De leden van de VVD-fractie vragen waarom de drempel hoog is. De drempel is laag.

De leden vragen verder naar het geld. Het geld is er.
"""


def test_below_a_heading_all_is_of_those_it_names_until_the_answer() -> None:
    found = holders(CONSULTATION, DocumentKind.VERSLAG, MINISTRY)
    assert found["De vaste commissie voor Zorg heeft vragen voorgelegd."] == "own"
    assert found["De drempel is te hoog."] == "VVD"
    assert found["Gemeenten moeten ruimte krijgen."] == "VVD"
    assert found["De wachttijd loopt op."] == "VVD"  # a heading of a subject changes nothing
    assert found["Volgens de Algemene Rekenkamer ontbreekt geld."] == "Algemene Rekenkamer"
    assert found["De zorg is te duur."] == "SP"
    assert found["Ik dank de leden voor hun inbreng."] == "own"


def test_in_an_answer_only_what_names_members_is_theirs() -> None:
    found = holders(CONSULTATION, DocumentKind.VERSLAG, MINISTRY)
    assert found["De leden van de VVD-fractie vragen waarom de drempel hoog is."] == "VVD"
    assert found["De drempel is laag."] == "own"
    assert found["De leden vragen verder naar het geld."] == "VVD"
    assert found["Het geld is er."] == "own"


def test_in_a_paper_that_is_not_the_ministers_the_answer_is_of_the_minister() -> None:
    found = holders(CONSULTATION, DocumentKind.VERSLAG, COMMITTEE)
    assert found["De drempel is laag."] == "minister"
    assert found["De leden van de VVD-fractie vragen waarom de drempel hoog is."] == "VVD"
    assert found["De zorg is te duur."] == "SP"


REPORT = """# Verslag

De commissie brengt verslag uit.

## Algemeen

De leden van de VVD-fractie hebben kennisgenomen van het voorstel. De termijn is kort.

De leden van de CDA-fractie en de leden van de SGP-fractie danken de regering. De wet is nodig.

## Toegang

De drempel is hoog, zo vragen de leden van de SP-fractie. Dat deugt niet.

De leden van de D66-fractie sluiten zich aan bij de vragen van de leden van de SP-fractie.
"""


def test_a_report_without_answers_goes_from_one_to_the_next() -> None:
    found = holders(REPORT, DocumentKind.VERSLAG, COMMITTEE)
    assert found["De commissie brengt verslag uit."] == "own"
    assert found["De termijn is kort."] == "VVD"
    assert found["De wet is nodig."] == "CDA en SGP"
    assert found["De drempel is hoog, zo vragen de leden van de SP-fractie."] == "SP"
    assert found["Dat deugt niet."] == "SP"
    assert list(found.values())[-1] == "D66"


def test_a_memorandum_answers_between_what_members_say() -> None:
    text = (
        "# Nota naar aanleiding van het verslag\n\nDe leden van de VVD-fractie merken op dat de termijn kort is. De "
        "termijn is lang genoeg.\n\nHet lid Duin vraagt naar de kosten. De kosten dalen.\n"
    )
    found = list(holders(text, DocumentKind.NOTA).values())
    assert found[1:] == ["VVD", "own", "Duin", "own"]


def test_members_go_on_as_pronouns_and_behind_the_verb() -> None:
    text = (
        "# Nota naar aanleiding van het verslag\n\nHet lid Duin leest het voorstel.\n\nDe leden van de VVD-fractie "
        "lezen het voorstel. Ook de termijn achten deze leden te kort. Zij vragen de regering om uitstel. De termijn "
        "blijft. Zij geldt voor gemeenten.\n"
    )
    assert list(holders(text, DocumentKind.NOTA).values())[2:] == ["VVD", "VVD", "VVD", "own", "own"]


def test_members_who_are_thanked_say_nothing() -> None:
    text = (
        "# Nota naar aanleiding van het verslag\n\nDe leden van de VVD-fractie lezen het voorstel.\n\nHet lid Duin "
        "leest het voorstel.\n\nDe regering dankt de leden van de VVD-fractie voor hun inbreng.\n"
    )
    assert list(holders(text, DocumentKind.NOTA).values())[-1] == "own"


def test_numbered_questions_are_of_those_who_ask() -> None:
    text = (
        "# Beantwoording Kamervragen van het lid Duin (SP)\n\nGeachte voorzitter,\n\n## Vraag 1\n\nDe "
        "drempel is te hoog. Deelt u die mening?\n\n## Antwoord op vraag 1\n\nDe drempel is laag.\n\n## Vraag 2\n\nHet "
        "geld is op.\n\n## Antwoord op vraag 2\n\nEr is geld.\n"
    )
    found = holders(text, DocumentKind.KAMERVRAGEN, MINISTRY)
    assert found["De drempel is te hoog."] == found["Het geld is op."] == "Kamerlid Duin"
    assert found["De drempel is laag."] == found["Er is geld."] == "own"


def test_questions_of_a_committee_end_where_no_more_is_asked() -> None:
    text = (
        "# Lijst van vragen en antwoorden\n\nDe vaste commissie voor Wonen heeft vragen voorgelegd aan de minister.\n\n"
        "Vraag 1\n\nDe huren stijgen. Hoe komt dat?\n\nDe huren dalen.\n\nVraag 2\n\nWat kost dat?\n\nDat kost niets.\n"
    )
    found = holders(text, DocumentKind.KAMERVRAGEN)
    assert found["De huren stijgen. Hoe komt dat?"] == "vaste commissie voor Wonen"
    assert found["De huren dalen."] == found["Dat kost niets."] == "own"


def test_a_record_of_a_debate_goes_by_the_lines_of_speakers() -> None:
    text = (
        "# Debat over de wachttijden\n\nDe voorzitter:\n\nWij beginnen.\n\nMevrouw Duin (SP):\n\nDe zorg is te duur. "
        "Wij willen een plan.\n\nVolgens de Algemene Rekenkamer ontbreekt geld.\n\nDe heer De Wit (VVD): De zorg is "
        "goed.\n\nMinister Kaya:\n\nIk kom met een plan.\n"
    )
    found = holders(text, DocumentKind.VERSLAG)
    assert found["Wij beginnen."] == "voorzitter"
    assert found["Wij willen een plan."] == "Duin"
    assert found["Volgens de Algemene Rekenkamer ontbreekt geld."] == "Algemene Rekenkamer"
    assert found["Ik kom met een plan."] == "minister Kaya"
    assert "De Wit" in found.values()


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(
            "## Vraag 1\n\nWat kan beter?\n\n## Antwoord op vraag 1\n\nDe teams.", id="questions of an advice"
        ),
        pytest.param("## Reactie van de minister\n\nDe teams helpen.", id="a heading with a reaction"),
        pytest.param("## Bijdragen van gemeenten\n\nDe teams helpen.", id="contributions"),
        pytest.param("De fractie van D66 stemt tegen.\n\nDe fractie van de SP stemt tegen.\n\nDe teams.", id="votes"),
        pytest.param("De leden van de VVD-fractie hebben ingestemd.\n\nDe teams helpen.", id="members once"),
        pytest.param("Let op: de teams.\n\nDoel: de teams.\n\nNorm: de teams.", id="lines with a colon"),
    ],
)
def test_documents_that_are_no_exchange_stay_their_authors(text: str) -> None:
    assert set(holders(f"# Advies\n\n{text}\n", DocumentKind.ADVIES, ("Raad Duin",)).values()) == {"own"}


def test_a_party_speaks_for_itself_in_its_own_programme() -> None:
    text = "# Programma\n\nVolgens de VVD-fractie is de drempel te hoog.\n"
    assert list(holders(text, DocumentKind.PROGRAMMA, ("VVD",)).values())[-1] == "own"
    assert list(holders(text, DocumentKind.PROGRAMMA, ("CDA",)).values())[-1] == "VVD"


def test_what_takes_place_is_said_by_nobody() -> None:
    text = "# Nota\n\nDe gesprekken met de raad vinden in het najaar plaats.\n"
    assert list(holders(text, DocumentKind.NOTA).values())[-1] == "own"
