"""Which words of a sentence name an organisation, an office or a group, and under which form.

A row is a sentence and all its mentions in order: the words, the canonical form, the kind. Sentences are made up.
"""

import pytest

from policytext.statements.mentions import find_mentions
from policytext.types.vocabulary import MentionKind

ORG, OFFICE, GROUP = MentionKind.ORGANISATION, MentionKind.OFFICE, MentionKind.GROUP
VWS = "Ministerie van Volksgezondheid, Welzijn en Sport"
OCW = "Ministerie van Onderwijs, Cultuur en Wetenschap"
FIN = "Ministerie van Financiën"
EXECUTIVE = "colleges van burgemeester en wethouders"

Row = tuple[str, str, MentionKind]


def found(text: str) -> list[Row]:
    return [
        (text[mention.span.start : mention.span.end], mention.canonical, mention.kind)
        for mention in find_mentions(text)
    ]


def groups(*forms: str) -> list[Row]:
    """Groups that are named by their canonical form."""
    return [(form, form, GROUP) for form in forms]


@pytest.mark.parametrize(
    ("sentence", "mentions"),
    [
        pytest.param(
            "Het ministerie van VWS werkt met het ministerie van Volksgezondheid, Welzijn en Sport, kortom met VWS.",
            [
                ("ministerie van VWS", VWS, ORG),
                ("ministerie van Volksgezondheid, Welzijn en Sport", VWS, ORG),
                ("VWS", VWS, ORG),
            ],
            id="a ministry under three names",
        ),
        pytest.param(
            "het ministerie van volksgezondheid, welzijn en sport",
            [("ministerie van volksgezondheid, welzijn en sport", VWS, ORG)],
            id="a ministry in small letters",
        ),
        pytest.param(
            "de ministeries van VWS, OCW en Financiën",
            [("ministeries van VWS", VWS, ORG), ("OCW", OCW, ORG), ("Financiën", FIN, ORG)],
            id="several ministries",
        ),
        pytest.param(
            "Het ministerie van Jeugd en Samenleven schrijft.",
            [("ministerie van Jeugd en Samenleven", "Ministerie van Jeugd en Samenleven", ORG)],
            id="a ministry that no list knows",
        ),
        pytest.param("De ministeries overleggen.", [("ministeries", "ministeries", GROUP)], id="ministries at large"),
        pytest.param(
            "De minister van BZK antwoordt.",
            [("minister van BZK", "minister van Binnenlandse Zaken en Koninkrijksrelaties", OFFICE)],
            id="a minister by letters",
        ),
        pytest.param(
            "de staatssecretaris van Volksgezondheid, Welzijn en Sport en de minister voor Rechtsbescherming",
            [
                (
                    "staatssecretaris van Volksgezondheid, Welzijn en Sport",
                    "staatssecretaris van Volksgezondheid, Welzijn en Sport",
                    OFFICE,
                ),
                ("minister voor Rechtsbescherming", "minister voor Rechtsbescherming", OFFICE),
            ],
            id="a portfolio with a comma, and a part of a ministry",
        ),
        pytest.param(
            "de staatssecretaris Jeugd, Preventie en Sport",
            [
                (
                    "staatssecretaris Jeugd, Preventie en Sport",
                    "staatssecretaris voor Jeugd, Preventie en Sport",
                    OFFICE,
                )
            ],
            id="a portfolio without a preposition",
        ),
        pytest.param(
            "De ministers van VWS en OCW tekenden.",
            [
                ("ministers van VWS", "minister van Volksgezondheid, Welzijn en Sport", OFFICE),
                ("OCW", "minister van Onderwijs, Cultuur en Wetenschap", OFFICE),
            ],
            id="two ministers",
        ),
        pytest.param(
            "De minister en staatssecretaris van Financiën tekenden.",
            [
                ("minister", "minister van Financiën", OFFICE),
                ("staatssecretaris van Financiën", "staatssecretaris van Financiën", OFFICE),
            ],
            id="a shared portfolio",
        ),
        pytest.param(
            "De minister voor Zeewaardigheid, Havens en Wind opent de sluis.",
            [
                (
                    "minister voor Zeewaardigheid, Havens en Wind",
                    "minister voor Zeewaardigheid, Havens en Wind",
                    OFFICE,
                )
            ],
            id="a portfolio that no list knows",
        ),
        pytest.param(
            "De minister van Financiën, de VNG en het IPO ondertekenden.",
            [
                ("minister van Financiën", "minister van Financiën", OFFICE),
                ("VNG", "VNG", ORG),
                ("IPO", "IPO", ORG),
            ],
            id="a known portfolio ends where it ends",
        ),
        pytest.param(
            "Staatssecretaris Van Ooijen en minister De Jonge spraken met de ministers.",
            [
                ("Staatssecretaris", "staatssecretaris", OFFICE),
                ("minister", "minister", OFFICE),
                ("ministers", "minister", OFFICE),
            ],
            id="a surname with Van is no portfolio",
        ),
        pytest.param("Oud-minister Bruins en een ex-wethouder spraken.", [], id="former offices"),
        pytest.param(
            "De minister-president sprak met de wethouders en de commissaris van de Koning.",
            [
                ("minister-president", "minister-president", OFFICE),
                ("wethouders", "wethouder", OFFICE),
                ("commissaris van de Koning", "commissaris van de Koning", OFFICE),
            ],
            id="offices of three kinds",
        ),
        pytest.param(
            "Het kabinet-Rutte IV volgde op het vorige kabinet; een volgend kabinet besluit.",
            [
                ("kabinet-Rutte IV", "kabinet-Rutte IV", ORG),
                ("vorige kabinet", "vorige kabinet", ORG),
                ("volgend kabinet", "volgende kabinet", ORG),
            ],
            id="cabinets",
        ),
        pytest.param(
            "Het kabinet Balkenende IV en het kabinet-Van Agt II gingen voor.",
            [
                ("kabinet Balkenende IV", "kabinet-Balkenende IV", ORG),
                ("kabinet-Van Agt II", "kabinet-Van Agt II", ORG),
            ],
            id="cabinets with and without a hyphen",
        ),
        pytest.param(
            "Zo maakt het kabinet Nederland sterker.", [("kabinet", "kabinet", ORG)], id="a capital behind the cabinet"
        ),
        pytest.param(
            "Rijk, provincies en gemeenten: het Rijk betaalt, door het rijk gesteund.",
            [
                ("Rijk", "Rijk", ORG),
                *groups("provincies", "gemeenten"),
                ("Rijk", "Rijk", ORG),
                ("rijk", "Rijk", ORG),
            ],
            id="the state government",
        ),
        pytest.param(
            "De rijksoverheid en de landelijke overheid zijn één.",
            [("rijksoverheid", "Rijk", ORG), ("landelijke overheid", "Rijk", ORG)],
            id="the state government under other names",
        ),
        pytest.param("Het gebied is rijk aan natuur, arm en rijk wonen er.", [], id="rich is no government"),
        pytest.param("Dat behoort tot het rijk der fabelen.", [], id="the realm of fables"),
        pytest.param(
            "De Tweede Kamer stemt; de Kamer wil dit en uw Kamer ook.",
            [("Tweede Kamer", "Tweede Kamer", ORG), ("Kamer", "Tweede Kamer", ORG), ("Kamer", "Tweede Kamer", ORG)],
            id="the second chamber",
        ),
        pytest.param(
            "De Tweede en Eerste Kamer stemden, en beide Kamers tekenden.",
            [
                ("Tweede", "Tweede Kamer", ORG),
                ("Eerste Kamer", "Eerste Kamer", ORG),
                ("beide Kamers", "Staten-Generaal", ORG),
            ],
            id="both chambers",
        ),
        pytest.param("Het kind slaapt in een kamer, de kamer is klein.", [], id="a room"),
        pytest.param("De zaak gaat naar de meervoudige Kamer.", [], id="a chamber of a court"),
        pytest.param(
            "De Kamer van Koophandel registreert bedrijven.",
            [("Kamer van Koophandel", "Kamer van Koophandel", ORG), *groups("bedrijven")],
            id="a chamber of commerce",
        ),
        pytest.param(
            "De Tweede Kamerfractie van D66 en VVD-Kamerleden steunen de D66-fractie.",
            [
                ("Tweede Kamerfractie", "Tweede Kamerfracties", GROUP),
                ("D66", "D66", ORG),
                ("VVD-Kamerleden", "Kamerlid", OFFICE),
                ("D66-fractie", "D66", ORG),
            ],
            id="groups of a party",
        ),
        pytest.param(
            "de vaste commissie voor Financiën",
            [("vaste commissie voor Financiën", "vaste commissie voor Financiën", ORG)],
            id="a standing committee",
        ),
        pytest.param(
            "De gemeente Utrecht wijkt af van andere gemeenten.",
            [("gemeente Utrecht", "Gemeente Utrecht", ORG), ("gemeenten", "gemeenten", GROUP)],
            id="one municipality and all",
        ),
        pytest.param(
            "de gemeenten Utrecht, Amersfoort en Bergen op Zoom en de VNG",
            [
                ("gemeenten Utrecht", "Gemeente Utrecht", ORG),
                ("Amersfoort", "Gemeente Amersfoort", ORG),
                ("Bergen op Zoom", "Gemeente Bergen op Zoom", ORG),
                ("VNG", "VNG", ORG),
            ],
            id="several municipalities",
        ),
        pytest.param(
            "de gemeente 's-Hertogenbosch en de gemeente Den Haag",
            [
                ("gemeente 's-Hertogenbosch", "Gemeente 's-Hertogenbosch", ORG),
                ("gemeente Den Haag", "Gemeente Den Haag", ORG),
            ],
            id="municipalities of two words",
        ),
        pytest.param("De gemeenten VNG-breed.", [("gemeenten", "gemeenten", GROUP)], id="letters are no place"),
        pytest.param(
            "De G4 en de centrumgemeenten doen mee, een centrumgemeente niet.",
            [
                ("G4", "G4", GROUP),
                *groups("centrumgemeenten"),
                ("centrumgemeente", "centrumgemeenten", GROUP),
            ],
            id="groups of municipalities",
        ),
        pytest.param(
            "De provincie Noord-Brabant en het waterschap Vechtstromen.",
            [
                ("provincie Noord-Brabant", "Provincie Noord-Brabant", ORG),
                ("waterschap Vechtstromen", "Waterschap Vechtstromen", ORG),
            ],
            id="other bodies with a place",
        ),
        pytest.param(
            "Het college van B en W, burgemeester en wethouders en het college besluiten.",
            [
                ("college van B en W", EXECUTIVE, GROUP),
                ("burgemeester en wethouders", EXECUTIVE, GROUP),
                ("college", EXECUTIVE, GROUP),
            ],
            id="the municipal executive",
        ),
        pytest.param("Wij volgden een college en het eerste college was druk.", [], id="a lecture"),
        pytest.param(
            "Burgemeester en wethouders van Helmond en de gemeenteraad van Den Helder besluiten.",
            [
                (
                    "Burgemeester en wethouders van Helmond",
                    "College van burgemeester en wethouders van Helmond",
                    ORG,
                ),
                ("gemeenteraad van Den Helder", "Gemeenteraad van Den Helder", ORG),
            ],
            id="bodies of a place",
        ),
        pytest.param("De raad besluit.", [("raad", "raad", GROUP)], id="a council"),
        pytest.param("Zij gaf raad; met raad en daad volgt hij de raad van zijn buren.", [], id="advice"),
        pytest.param("De raad geven is makkelijk.", [], id="advice that is given"),
        pytest.param(
            "De regio's maken afspraken en elke jeugdregio heeft een visie.",
            [("regio's", "regio's", GROUP), ("jeugdregio", "jeugdregio's", GROUP)],
            id="regions that act",
        ),
        pytest.param("In de regio is weinig aanbod per regio.", [], id="a region is also a place"),
        pytest.param(
            "Volgens de Vereniging van Nederlandse Gemeenten wil de VNG dit, aldus de VNG's voorzitter.",
            [
                ("Vereniging van Nederlandse Gemeenten", "VNG", ORG),
                ("VNG", "VNG", ORG),
                ("VNG", "VNG", ORG),
                ("voorzitter", "voorzitter", OFFICE),
            ],
            id="an association under two names",
        ),
        pytest.param(
            "Associatie Wijkteams spreekt namens wijkteams en elk sociaal wijkteam.",
            [
                ("Associatie Wijkteams", "Associatie Wijkteams", ORG),
                *groups("wijkteams"),
                ("sociaal wijkteam", "wijkteams", GROUP),
            ],
            id="an association and those it speaks for",
        ),
        pytest.param(
            "Stevige lokale teams helpen; een lokaal team is nabij.",
            [("lokale teams", "lokale teams", GROUP), ("lokaal team", "lokale teams", GROUP)],
            id="local teams",
        ),
        pytest.param(
            "Jeugdhulpaanbieders, zorgverzekeraars, huisartsen en professionals praten met een huisarts.",
            [
                ("Jeugdhulpaanbieders", "jeugdhulpaanbieders", GROUP),
                *groups("zorgverzekeraars", "huisartsen", "professionals"),
                ("huisarts", "huisartsen", GROUP),
            ],
            id="groups, singular and plural",
        ),
        pytest.param(
            "Een gezinscoach, GGZ-aanbieders, jeugdbeschermers en de woningcorporatie.",
            [
                ("gezinscoach", "gezinscoaches", GROUP),
                ("GGZ-aanbieders", "ggz-aanbieders", GROUP),
                ("jeugdbeschermers", "jeugdbeschermers", GROUP),
                ("woningcorporatie", "woningcorporaties", GROUP),
            ],
            id="compounds by their last part",
        ),
        pytest.param(
            "Zorg- en welzijnsorganisaties, huis- en tandartsen.",
            [
                ("Zorg-", "zorgorganisaties", GROUP),
                ("welzijnsorganisaties", "welzijnsorganisaties", GROUP),
                ("huis-", "huisartsen", GROUP),
                ("tandartsen", "tandartsen", GROUP),
            ],
            id="compounds that share their last part",
        ),
        pytest.param(
            "Wij raden beraad aan, de voorraad en de graad zijn verbonden met de reorganisatie.",
            [],
            id="words that end as groups do",
        ),
        pytest.param("Zij liepen voorwaarts op de hamburgers en schouders.", [], id="more of such words"),
        pytest.param(
            "Mevrouw Visser en de heer De Boer spraken met boeren.", groups("boeren"), id="surnames are no groups"
        ),
        pytest.param(
            "De Raad van State en de Afdeling advisering van de Raad van State adviseren.",
            [
                ("Raad van State", "Raad van State", ORG),
                ("Afdeling advisering van de Raad van State", "Raad van State", ORG),
            ],
            id="the longest name",
        ),
        pytest.param(
            "De Afdeling bestuursrechtspraak van de Raad van State oordeelt.",
            [
                (
                    "Afdeling bestuursrechtspraak van de Raad van State",
                    "Afdeling bestuursrechtspraak van de Raad van State",
                    ORG,
                )
            ],
            id="a court is not the adviser",
        ),
        pytest.param(
            "De Rekenkamer en de rekenkamers tellen.",
            [("Rekenkamer", "Algemene Rekenkamer", ORG), *groups("rekenkamers")],
            id="courts of audit",
        ),
        pytest.param(
            "De Inspectie Gezondheidszorg en Jeugd (IGJ) ziet toe.",
            [("Inspectie Gezondheidszorg en Jeugd (IGJ)", "IGJ", ORG)],
            id="a name with its letters",
        ),
        pytest.param("De wet is nieuw sociaal contract voor allen.", [], id="capitals tell a party"),
        pytest.param(
            "De Raad voor het openbaar bestuur (ROB) adviseert.",
            [("Raad voor het openbaar bestuur (ROB)", "ROB", ORG)],
            id="capitals are not kept strictly",
        ),
        pytest.param(
            "Stichting Leergeld en de stichting Het Oude Huis helpen.",
            [
                ("Stichting Leergeld", "Stichting Leergeld", ORG),
                ("stichting Het Oude Huis", "Stichting Het Oude Huis", ORG),
            ],
            id="foundations that no list knows",
        ),
        pytest.param("De stichting van Amsterdam en de brandstichting in Gouda.", [], id="founding and arson"),
        pytest.param(
            "De Raad voor Wind en Water adviseert de Vereniging van Molenaars en de VNG.",
            [
                ("Raad voor Wind en Water", "Raad voor Wind en Water", ORG),
                ("Vereniging van Molenaars", "Vereniging van Molenaars", ORG),
                ("VNG", "VNG", ORG),
            ],
            id="bodies with a preposition",
        ),
        pytest.param(
            "Het Landelijk Overleg Zeilers en het Nederlands Windinstituut publiceren.",
            [
                ("Landelijk Overleg Zeilers", "Landelijk Overleg Zeilers", ORG),
                ("Nederlands Windinstituut", "Nederlands Windinstituut", ORG),
            ],
            id="bodies with an adjective",
        ),
        pytest.param(
            "Volgens de commissie-Van Rijn en de Directie Werk en Inkomen.",
            [
                ("commissie-Van Rijn", "Commissie Van Rijn", ORG),
                ("Directie Werk en Inkomen", "Directie Werk en Inkomen", ORG),
            ],
            id="a committee and a directorate",
        ),
        pytest.param(
            "Windbouw Noord B.V. en Zeekracht NV bouwen.",
            [("Windbouw Noord B.V.", "Windbouw Noord", ORG), ("Zeekracht NV", "Zeekracht", ORG)],
            id="companies by their legal form",
        ),
        pytest.param(
            "De Vlaamse Regering, de regering van Chili en de Utrechtse wethouder zijn anderen dan de regering.",
            [
                ("Vlaamse Regering", "Vlaamse regering", ORG),
                ("regering van Chili", "regering van Chili", ORG),
                ("Utrechtse wethouder", "Utrechtse wethouder", OFFICE),
                ("regering", "regering", ORG),
            ],
            id="those of another place",
        ),
        pytest.param(
            "Gecertificeerde instellingen en een gecertificeerde instelling (GI).",
            [
                ("Gecertificeerde instellingen", "gecertificeerde instellingen", GROUP),
                ("gecertificeerde instelling (GI)", "gecertificeerde instellingen", GROUP),
            ],
            id="a group of two words with its letters",
        ),
        pytest.param(
            "De GGD Zuid, de GGD'en en alle GGD’s doen mee.",
            [
                ("GGD Zuid", "GGD Zuid", ORG),
                ("GGD'en", "GGD'en", GROUP),
                ("GGD’s", "GGD'en", GROUP),
            ],
            id="letters with a plural",
        ),
        pytest.param(
            "Het VNG-voorstel, de VWS-brief en www.vng.nl/gemeenten of info@vng.nl.", [], id="parts of other words"
        ),
        pytest.param("TIJD OM ADVIES TE VRAGEN", [], id="a heading in capitals"),
        pytest.param(
            "DE MINISTER VAN FINANCIEN", [("MINISTER VAN FINANCIEN", "minister van Financiën", OFFICE)], id="capitals"
        ),
        pytest.param("Zie de Wet open overheid en Verordening (EU) 2016/679.", [], id="names of laws"),
        pytest.param(
            "De politiek wil het; de politiek leider zwijgt.", [("politiek", "politiek", GROUP)], id="politics"
        ),
        pytest.param(
            "Het bestuur van de vereniging, niet het openbaar bestuur.",
            [("bestuur", "besturen", GROUP)],
            id="a board and public administration",
        ),
        pytest.param(
            "De Staat is aansprakelijk voor de staat van de dijk.", [("Staat", "Staat", ORG)], id="state and condition"
        ),
        pytest.param(
            "VVD, CDA, GroenLinks-PvdA, SP en Volt, bij 20 volt.",
            [(party, party, ORG) for party in ("VVD", "CDA", "GroenLinks-PvdA", "SP", "Volt")],
            id="parties",
        ),
        pytest.param(
            "SCP, CBS, NJi en Nederlands Jeugdinstituut",
            [
                ("SCP", "SCP", ORG),
                ("CBS", "CBS", ORG),
                ("NJi", "NJi", ORG),
                ("Nederlands Jeugdinstituut", "NJi", ORG),
            ],
            id="institutes",
        ),
        pytest.param(
            "Politie, het OM en de rechter: om die reden.",
            [("Politie", "Politie", ORG), ("OM", "Openbaar Ministerie", ORG), ("rechter", "rechter", OFFICE)],
            id="justice",
        ),
        pytest.param(
            "Ouders, burgers en inwoners; een ouder kind wordt ouder.",
            [("Ouders", "ouders", GROUP), *groups("burgers", "inwoners")],
            id="people in a role, and older",
        ),
        pytest.param(
            "De banken en een bank in het park.", [("banken", "banken", GROUP)], id="banks and a bench in the park"
        ),
        pytest.param(
            "Coalitie en oppositie botsen; een brede coalitie niet.",
            [("Coalitie", "coalitie", ORG), ("oppositie", "oppositie", ORG)],
            id="coalition and opposition",
        ),
        pytest.param(
            "De EU, de Europese Commissie en het Europees Parlement.",
            [
                ("EU", "Europese Unie", ORG),
                ("Europese Commissie", "Europese Commissie", ORG),
                ("Europees Parlement", "Europees Parlement", ORG),
            ],
            id="the European Union",
        ),
        pytest.param("De wijkteamprofessionals¹ tekenen.", groups("wijkteamprofessionals"), id="a note"),
        pytest.param(
            "Wat doen de woordvoerders en de kinderrechter?",
            [("woordvoerders", "woordvoerders", GROUP), ("kinderrechter", "kinderrechter", OFFICE)],
            id="an office is singular, a group plural",
        ),
        pytest.param(
            "De Kroon en de Koning tekenen; de kroon valt en mevrouw De Koning lacht.",
            [("Kroon", "Kroon", ORG), ("Koning", "Koning", OFFICE)],
            id="crown and king",
        ),
        pytest.param(
            "Het bedrijf betaalt, de molen is in bedrijf.", [("bedrijf", "bedrijven", GROUP)], id="a firm, and running"
        ),
        pytest.param(
            "Dat meldt het Rathenau Instituut.⁵",
            [("Rathenau Instituut", "Rathenau Instituut", ORG)],
            id="a note behind the stop",
        ),
        pytest.param("Niemand wordt hier genoemd, ook geen kinderen.", [], id="nobody; an age is no role"),
        pytest.param("", [], id="nothing"),
    ],
)
def test_mentions_of_a_sentence(sentence: str, mentions: list[Row]) -> None:
    assert found(sentence) == mentions
