"""Short names that a text gives itself, and words that mean a body named before."""

import pytest

from policytext.statements.mentions import find_mentions, introduced_names
from policytext.statements.mentions.introduced import long_form_start
from policytext.types.spans import Span


def canonical_of(text: str, name: str) -> list[str]:
    """Canonical forms of the mentions of a text that are written as `name`."""
    return [mention.canonical for mention in find_mentions(text) if text[mention.span.start : mention.span.end] == name]


@pytest.mark.parametrize(
    ("text", "short", "canonical"),
    [
        pytest.param(
            "De Vereniging van Zorgaanbieders (VvZ) wil dit. De VvZ betaalt.",
            "VvZ",
            "Vereniging van Zorgaanbieders",
            id="letters behind a name",
        ),
        pytest.param(
            "VvZ (Vereniging van Zorgaanbieders) wil dit. De VvZ betaalt.",
            "VvZ",
            "Vereniging van Zorgaanbieders",
            id="a name behind its letters",
        ),
        pytest.param(
            "De VvZ betaalt. De Vereniging van Zorgaanbieders (VvZ) wil dit.",
            "VvZ",
            "Vereniging van Zorgaanbieders",
            id="letters before they are explained",
        ),
        pytest.param(
            "De Samenwerkende Molenverenigingen (SMV) willen dit. SMV betaalt.",
            "SMV",
            "Samenwerkende Molenverenigingen",
            id="a long form without a shape of its own",
        ),
        pytest.param(
            "De Vereniging van Zorgaanbieders voor Zorgcommunicatie (VZVZ) wil dit. VZVZ betaalt.",
            "VZVZ",
            "Vereniging van Zorgaanbieders voor Zorgcommunicatie",
            id="small words have no letter",
        ),
        pytest.param(
            "De gecertificeerde instellingen (GI's) melden dit; GI's wachten.",
            "GI's",
            "gecertificeerde instellingen",
            id="letters of a group",
        ),
        pytest.param(
            "Windbouw Noord N.V. (hierna: Windbouw) bouwt. Windbouw betaalt.",
            "Windbouw",
            "Windbouw Noord",
            id="hierna",
        ),
        pytest.param(
            "De Stichting Molens in Nood (hierna te noemen: ‘de stichting’) vraagt dit; de stichting vraagt geld.",
            "stichting",
            "Stichting Molens in Nood",
            id="hierna te noemen, with an article and quotation marks",
        ),
        pytest.param(
            "De Veiligheidsraad van de Verenigde Naties (VN) vergadert. De VN betaalt.",
            "VN",
            "Verenigde Naties",
            id="letters of the last part only",
        ),
        pytest.param(
            "De Nationale Zorgautoriteit (NZa) meldt dit. De NZa betaalt.", "NZa", "NZa", id="a slip of the pen"
        ),
        pytest.param(
            "De Regionale Vereniging Smeden (RVS) meldt dit. De RVS betaalt.",
            "RVS",
            "Regionale Vereniging Smeden",
            id="the text goes before the lexicon",
        ),
        pytest.param(
            "De Europese Commissie stelt dit voor. Later heeft de Commissie dat herzien.",
            "Commissie",
            "Europese Commissie",
            id="a word for a body named before",
        ),
        pytest.param(
            "Het VNG Expertiseteam Waterwegen adviseert. Nu stelt het Expertiseteam dat het kan.",
            "Expertiseteam",
            "VNG Expertiseteam Waterwegen",
            id="a word behind the letters of another body",
        ),
    ],
)
def test_short_name_stands_for_what_it_was_introduced_for(text: str, short: str, canonical: str) -> None:
    names = canonical_of(text, short)
    assert names
    assert set(names) == {canonical}


@pytest.mark.parametrize(
    ("text", "short"),
    [
        pytest.param("De Wet maatschappelijke ondersteuning (Wmo) geldt; de Wmo helpt.", "Wmo", id="a law"),
        pytest.param("Het Verdrag van de Europese Unie (VEU) geldt; het VEU bindt.", "VEU", id="a treaty"),
        pytest.param("De Wet open overheid (hierna: Woo) geldt; de Woo helpt.", "Woo", id="a law with hierna"),
        pytest.param("Gemeenten (VNG-leden) betalen; VNG-leden mopperen.", "VNG-leden", id="no letters of the words"),
        pytest.param("De kritische depositiewaarde (KDW) daalt; de KDW helpt.", "KDW", id="a measure"),
        pytest.param("De commissie (Commissie A) en een andere (B) komen.", "B", id="one letter"),
    ],
)
def test_bracket_that_introduces_no_body(text: str, short: str) -> None:
    assert canonical_of(text, short) == []


def test_word_for_several_bodies_stands_for_none() -> None:
    text = "De Raad van State, de Raad van Europa en de Hoge Raad. Toen heeft de Raad besloten."
    assert canonical_of(text, "Raad") == ["raad"]


def test_names_of_the_document_count_in_each_sentence() -> None:
    text = "De Vereniging van Zorgaanbieders (VvZ) wil dit. De VvZ betaalt."
    second = Span(text.index("De VvZ"), len(text))
    assert find_mentions(text[second.start :]) == ()
    (mention,) = find_mentions(text, within=second, names=introduced_names(text))
    assert mention.canonical == "Vereniging van Zorgaanbieders"
    assert text[mention.span.start : mention.span.end] == "VvZ"


@pytest.mark.parametrize(
    ("short", "before", "start"),
    [
        pytest.param("IGJ", "de Inspectie Gezondheidszorg en Jeugd", 3, id="first letters"),
        pytest.param("VvZ", "de Vereniging van Zorgaanbieders", 3, id="small letter of a small word"),
        pytest.param("RIVM", "het Rijksinstituut voor Volksgezondheid en Milieu", 4, id="a letter inside a word"),
        pytest.param("XYZ", "de Vereniging van Zorgaanbieders", None, id="other letters"),
        pytest.param("AB", "", None, id="nothing before it"),
        pytest.param("VZ", "Vereniging die op een lange winderige dag werd gemaakt door zeilers", None, id="too far"),
    ],
)
def test_where_the_words_of_an_abbreviation_begin(short: str, before: str, start: int | None) -> None:
    assert long_form_start(short, before) == start
