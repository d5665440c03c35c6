"""What follows a title and is none of it: series, pages, medium and date, editors, the site, a remark."""

import pytest

from policytext.citations.fields import Fields
from policytext.citations.reference import parse_reference

TITLES = [
    pytest.param(
        "Groen, K. en Berg, A. (2023). Verlies uit stallen in het noorden. SCP Rapport 1426 78p.",
        "Verlies uit stallen in het noorden",
        id="number and size of a report in one part",
    ),
    pytest.param(
        "Berg C. en Smit K. (2019) Meten in de wijk. 34p. Meten in de wijk (cbs.nl)",
        "Meten in de wijk",
        id="words of the link repeat the title",
    ),
    pytest.param(
        "Steunpunt Wijken. 2010. Leidraad meten: uitleg van een begrip. Ede: Ministerie van LNV.",
        "Leidraad meten: uitleg van een begrip",
        id="place and ministry",
    ),
    pytest.param(
        "Smit & Berg, 2019. Rapportage Wijkwijzer Fase I. Meerdrecht Research.",
        "Rapportage Wijkwijzer Fase I",
        id="a stop behind a Roman number",
    ),
    pytest.param(
        "De Wit, W., 2022. Wijkteams zijn bruikbaar. Nature Today 29-8-2022.",
        "Wijkteams zijn bruikbaar",
        id="medium with its day",
    ),
    pytest.param(
        "Kooi, A.M. & van Til, M. 2023. Minder zorg, meer welzijn. De Levende Wijk (in press).",
        "Minder zorg, meer welzijn",
        id="journal that is still to come out",
    ),
    pytest.param(
        "Smit, J.W. en van Ede, N.D., (1997) Van depositie naar emissie. Milieukunde,12,25-35.",
        "Van depositie naar emissie",
        id="journal without spaces",
    ),
    pytest.param(
        "De Wit, W., 2020. Bouwstenen voor beleid. Milieu Dossier 2020, April: 37-43",
        "Bouwstenen voor beleid",
        id="issue by month and pages",
    ),
    pytest.param(
        "Bal D., H.M. Beij, M. Fell, et al. Handboek Wijken; 2e geheel herz. Ed Ministerie van LNV 2001; 1-834.",
        "Handboek Wijken",
        id="edition",
    ),
    pytest.param(
        "Ede, L.J.M., Tonn, A.E.G., et al. Influence of air on plants. Jack, M., Black, C.R. (Eds.), Stresses on "
        "Plants in a Changing Climate. Springer, Heidelberg, 1994;125–137.",
        "Influence of air on plants",
        id="editors of the collection",
    ),
    pytest.param(
        "Smit, J.W. en C. Berg, 2023. Van zorg naar welzijn. Voorstel over hoe om te gaan met de norm in wet, "
        "vergunning, toezicht en beleid. Rapport Universiteit Meerdrecht.",
        "Van zorg naar welzijn. Voorstel over hoe om te gaan met de norm in wet, vergunning, toezicht en beleid",
        id="an infinitive makes no remark of a subtitle",
    ),
    pytest.param(
        "Staat van de Wijk (Estado di bario den tur e islanan di Karibe, 2017): https://voorbeeld.nl/426340",
        "Staat van de Wijk",
        id="a bracket that is cut through goes",
    ),
    pytest.param(
        "Wet open wijken, Stb. 2021, 500. Het genoemde onderdeel is nog niet in werking getreden.",
        "Wet open wijken",
        id="a remark behind the journal",
    ),
    pytest.param("Meer informatie over de regeling: https://voorbeeld.nl/regeling", None, id="a lead-in is no title"),
    pytest.param("Smit, J. (2020). April: 12-14.", None, id="month and pages alone"),
]


@pytest.mark.parametrize(("words", "title"), TITLES)
def test_title_ends_where_something_else_begins(words: str, title: str | None) -> None:
    assert parse_reference(words).title == title


@pytest.mark.parametrize(
    ("words", "year"),
    [
        ("Wijkvisie 2020-2050: https://voorbeeld.nl/visie", None),
        ("Op weg naar 2050: https://voorbeeld.nl/visie", None),
        ("Beleidsplan 2020-2023, Meerdrecht 2019", "2019"),
        ("Daling aantal jongeren in 2020", "2020"),
    ],
)
def test_period_or_aim_of_a_work_is_not_its_year(words: str, year: str | None) -> None:
    assert parse_reference(words).year == year


RULINGS = [
    pytest.param(
        "Rechtbank Meerdrecht 4-5-2021, ECLI:NL:RBMDR:2021:3844.",
        Fields(("Rechtbank Meerdrecht",), "2021", None, None, None, "ECLI:NL:RBMDR:2021:3844"),
        id="court and day",
    ),
    pytest.param(
        "HR 20 december 2019, ECLI:NL:HR:2019:2006, r.o. 5.3 (Klimaatzaak)",
        Fields(("HR",), "2019", None, "Klimaatzaak", None, "ECLI:NL:HR:2019:2006"),
        id="name of the case in brackets",
    ),
    pytest.param(
        "EHRM 5 september 2002, nr. 50490/99, Bossi t. Italië, §1",
        Fields(("EHRM",), "2002", None, "Bossi t. Italië", None, "EHRM 50490/99"),
        id="parties behind the application",
    ),
    pytest.param(
        "EHRM 5 juli 2011, Jansen e.a. t. Nederland, nrs. 1234/05, 22/06 en 7/07.",
        Fields(("EHRM",), "2011", None, "Jansen e.a. t. Nederland", None, "EHRM 1234/05"),
        id="parties before joined applications",
    ),
    pytest.param(
        "ECRM 13 mei 1980, nr. 8416/78, W.P. t. Verenigd Koninkrijk",
        Fields(("ECRM",), "1980", None, "W.P. t. Verenigd Koninkrijk", None, "EHRM 8416/78"),
        id="the former commission",
    ),
]


@pytest.mark.parametrize(("words", "expected"), RULINGS)
def test_ruling_has_its_court_as_author(words: str, expected: Fields) -> None:
    assert parse_reference(words) == expected
