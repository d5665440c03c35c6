"""Authors, year, title, address and identifier from the words of one reference."""

import pytest

from policytext.citations.authors import split_authors, surname
from policytext.citations.fields import Fields
from policytext.citations.identifiers import find_identifier
from policytext.citations.reference import parse_reference
from policytext.citations.titles import clean_title

REFERENCES = [
    pytest.param(
        "SCP (2018a), Zorg in de buurt. Landelijke evaluatie van de wijkzorg",
        Fields(("SCP",), "2018", "a", "Zorg in de buurt. Landelijke evaluatie van de wijkzorg"),
        id="organisation, bracketed year with letter, subtitle stays",
    ),
    pytest.param(
        "Bakema, J. en Vos, P-H. (2019). Vijf jaar verder. Utrecht: Boom.",
        Fields(("Bakema, J.", "Vos, P-H."), "2019", None, "Vijf jaar verder"),
        id="APA, place and publisher go",
    ),
    pytest.param(
        "De Graaf, W., Smit, G.H. en R. Jansma, 2020. Een evaluatie. Milieu Dossier 2020. September, 41-47.",
        Fields(("De Graaf, W.", "Smit, G.H.", "R. Jansma"), "2020", None, "Een evaluatie"),
        id="year without brackets, journal and pages go",
    ),
    pytest.param(
        "Kuiper, Anna, en Marjolein van Beek. 2007. ‘Omgaan met twijfel’. In Bundel, geredigeerd door X.",
        Fields(("Kuiper, Anna", "Marjolein van Beek"), "2007", None, "Omgaan met twijfel"),
        id="Chicago, given name of the first author stays with it",
    ),
    pytest.param(
        "J.P.H. Donker, Laat je niet gek maken. Toespraak op een congres, 2 juni 2016",
        Fields(("J.P.H. Donker",), "2016", None, "Laat je niet gek maken"),
        id="author first, year in the date at the end",
    ),
    pytest.param(
        "Democratie in de steigers (2016) Maarten Alders, Marcel Bogaard",
        Fields(("Maarten Alders", "Marcel Bogaard"), "2016", None, "Democratie in de steigers"),
        id="title before year before authors",
    ),
    pytest.param(
        "Zie bijvoorbeeld Eigenwijs leren (Verwey-Jonker en Radboud University 2021)",
        Fields(("Verwey-Jonker", "Radboud University"), "2021", None, "Eigenwijs leren"),
        id="authors and year in the last bracket",
    ),
    pytest.param(
        "Maatregelen jeugdzorg | Rapport | Rijksoverheid.nl",
        Fields(("Rijksoverheid",), None, None, "Maatregelen jeugdzorg"),
        id="page title with its kind and site",
    ),
    pytest.param(
        "Wethouders willen terug naar de tekentafel - Skipr",
        Fields(("Skipr",), None, None, "Wethouders willen terug naar de tekentafel"),
        id="page title with its medium",
    ),
    pytest.param(
        "Daling aantal jongeren in 2020 (cbs.nl)",
        Fields(("CBS",), "2020", None, "Daling aantal jongeren in 2020"),
        id="domain is the known organisation",
    ),
    pytest.param(
        "Nji. De geschiedenis van het stelsel. Geraadpleegd via: <https://www.nji.nl/de-geschiedenis>",
        Fields(("Nji",), None, None, "De geschiedenis van het stelsel", "https://www.nji.nl/de-geschiedenis"),
        id="no year; address without its brackets",
    ),
    pytest.param(
        "2018. Met andere blik, advies over scholen. Zie ook: https://www.andereblik.nl",
        Fields((), "2018", None, "Met andere blik, advies over scholen", "https://www.andereblik.nl"),
        id="year first, no author",
    ),
    pytest.param(
        "Tweede Kamer Motie 31497-352, Motie van het lid Van Loon over ontschotten, 19 februari 2020",
        Fields(("Tweede Kamer",), "2020", None, "Motie van het lid Van Loon over ontschotten", None, "31497-352"),
        id="motion with its number",
    ),
    pytest.param(
        "PBL, TNO, CBS & RIVM (2022), Klimaatverkenning 2022. Den Haag: Planbureau voor de Leefomgeving",
        Fields(("PBL", "TNO", "CBS", "RIVM"), "2022", None, "Klimaatverkenning 2022"),
        id="list of acronyms; year in the title stays",
    ),
    pytest.param(
        "Rob Zijdeman e.a.(2002), De logica van verandering, in: Sapientia, 82 (2002)",
        Fields(("Rob Zijdeman e.a.",), "2002", None, "De logica van verandering"),
        id="no space before the bracket; journal goes",
    ),
    pytest.param(
        "VNG (2018b). Samen leren. Advies over onderwijs en zorg. Door Renske Pieters",
        Fields(("VNG", "Renske Pieters"), "2018", "b", "Samen leren. Advies over onderwijs en zorg"),
        id="who wrote it for whom",
    ),
    pytest.param(
        "CBS. (2019). Jeugdmonitor 2019. In de eerste helft van dat jaar kregen 428 kinderen jeugdzorg, dat is bijna "
        "1 op de 10.",
        Fields(("CBS",), "2019", None, "Jeugdmonitor 2019"),
        id="a remark behind the source is no title",
    ),
    pytest.param("RMO 2004", Fields(("RMO",), "2004"), id="mention alone"),
    pytest.param(
        "Remmers J.W., et al., 2020. Niet alles tegelijk. Eindadvies. https://doi.org/10.1234/abc.5.",
        Fields(
            ("Remmers J.W. et al.",),
            "2020",
            None,
            "Niet alles tegelijk. Eindadvies",
            "https://doi.org/10.1234/abc.5",
            "doi:10.1234/abc.5",
        ),
        id="et al.; the stop is not part of the address",
    ),
    pytest.param("", Fields(), id="nothing"),
]


@pytest.mark.parametrize(("text", "expected"), REFERENCES)
def test_parse_reference(text: str, expected: Fields) -> None:
    assert parse_reference(text) == expected


AUTHORS = [
    pytest.param("De Vries en Ros", ("De Vries", "Ros"), id="a short surname is no initials"),
    pytest.param("Hilbers en Van der Laan", ("Hilbers", "Van der Laan"), id="two surnames"),
    pytest.param("Helm, J-K, Zeilstra, J, Sabel, C.", ("Helm, J-K", "Zeilstra, J", "Sabel, C."), id="initials stay"),
    pytest.param(
        "Inspectie Gezondheidszorg en Jeugd", ("Inspectie Gezondheidszorg en Jeugd",), id="one body with 'en'"
    ),
    pytest.param("Eerste Kamer", ("Eerste Kamer",), id="chamber"),
    pytest.param("T.A. van Ieperen en P.M. Stam", ("T.A. van Ieperen", "P.M. Stam"), id="initials first"),
    pytest.param("Tonkens e.a.", ("Tonkens e.a.",), id="and others, as written"),
    pytest.param("Groen et al.", ("Groen et al.",), id="et al., as written"),
    pytest.param("27 juni", None, id="a date"),
    pytest.param("in het jaar", None, id="ordinary words"),
    pytest.param("Tabel", None, id="a part of the document"),
    pytest.param("Klimaatakkoord", None, id="a name that is a title"),
    pytest.param("Augustus", None, id="a month with a capital"),
    pytest.param("De verhuizing van de staat", None, id="a title"),
    pytest.param("", None, id="empty"),
]


@pytest.mark.parametrize(("text", "expected"), AUTHORS)
def test_split_authors(text: str, expected: tuple[str, ...] | None) -> None:
    assert split_authors(text) == expected


@pytest.mark.parametrize(
    ("author", "expected"),
    [
        ("Helm, P.", "helm"),
        ("Ros G.H.", "ros"),
        ("Piet van der Helm", "helm"),
        ("J.P.H. Donker", "donker"),
        ("Tonkens e.a.", "tonkens"),
        ("SCP", "scp"),
        ("Eerste Kamer", "eerste kamer"),
    ],
)
def test_surname(author: str, expected: str) -> None:
    assert surname(author) == expected


NUMBERS = [
    ("Kamerstukken II 2018/19, 31 839, nr. 290", "31839-290"),
    ("Kamerstuk 31839-290", "31839-290"),
    ("Kamerstuk 36 600 VIII, nr. 61", "36600-VIII-61"),
    ("Kamerstuk 36 600-XIV, nr. 66", "36600-XIV-66"),
    ("Kamerstukken II, vergaderjaar 2020–2021, 35 737, nr. 3", "35737-3"),
    ("Kamerstukken I 2018/19, 34 986, B", "34986-B"),
    ("TK 2018-2019, 31 839, nr. 12", "31839-12"),
    ("Tweede Kamer, vergaderjaar 2018-2019, 31 839, nr. 12", "31839-12"),
    ("Kamerstuk 21 501-02, nr. 1234", "21501-02-1234"),
    ("Kamerstuk 35534", "35534"),
    ("https://zoek.officielebekendmakingen.nl/kst-31839-290.html", "31839-290"),
    ("31 839, nr. 290", "31839-290"),
    ("Handelingen II 2019/20, nr. 45, item 7", "h-tk-20192020-45-7"),
    ("Aanhangsel Handelingen II 2019/20, nr. 1234", "ah-tk-20192020-1234"),
    ("ECLI:NL:RVS:2019:795.", "ECLI:NL:RVS:2019:795"),
    ("ECLI:NL:RVS: 2023:1299", "ECLI:NL:RVS:2023:1299"),
    ("Stb. 2014, 105", "Stb. 2014, 105"),
    ("Staatscourant 2020, nr. 1234", "Stcrt. 2020, 1234"),
    ("Richtlijn 2014/65/EU", "Richtlijn 2014/65"),
    ("Verordening (EU) nr. 1095/2010", "Verordening 1095/2010"),
    ("COM(2021) 726", "COM(2021) 726"),
    ("ISBN 978-90-8803-114-4", "ISBN 9789088031144"),
    ("Bel 06 53968883 of mail ons", None),
    ("Postbus 20350, 2500 EJ Den Haag", None),
    ("een bedrag van 31 839 euro", None),
    ("Kamerlid nummer 150", None),
    ("besluit 12/2019 van de raad", None),
]


@pytest.mark.parametrize(("text", "expected"), NUMBERS)
def test_find_identifier(text: str, expected: str | None) -> None:
    assert find_identifier(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Klein en groot, Commissie Zorg om Jeugd", "Klein en groot"),
        ("Wil tot beter. Gemeenten in 2015", "Wil tot beter. Gemeenten in 2015"),
        ("Brief aan de minister, 1-2-2019", "Brief aan de minister"),
        ("Diagnoses. Hoe labels kinderen raken. Amsterdam University Press", "Diagnoses. Hoe labels kinderen raken"),
        ("Waar staan we? Een beschouwing", "Waar staan we? Een beschouwing"),
        ("‘Tussen hoop en vrees’. In: Bundel", "Tussen hoop en vrees"),
        ("Naar een plan [Kamerbrief].", "Naar een plan"),
        ("  . ", None),
    ],
)
def test_clean_title(text: str, expected: str | None) -> None:
    assert clean_title(text) == expected
