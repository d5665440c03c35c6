"""Which citations are of one work: what joins them, and what keeps them apart whatever else joins them."""

import random
import time
from dataclasses import replace

import pytest

from policytext.citations.works import best_description, group_citations, law_of, work_id, work_key
from policytext.types.citation import Citation
from policytext.types.spans import Span
from policytext.types.vocabulary import CitationForm

NOTE, LAW, LINK, ENTRY = CitationForm.FOOTNOTE, CitationForm.LAW, CitationForm.LINK, CitationForm.BIBLIOGRAPHY
BWB = (("bwb", "BWBR0002628"),)
BOOK = "https://www.planbureau-zuid.example/boek.pdf"


def cite(
    title: str | None = None,
    authors: str = "",
    year: str | None = None,
    *,
    form: CitationForm = NOTE,
    document: int = 1,
    at: int = 0,
    url: str | None = None,
    identifier: str | None = None,
    repeats: tuple[str, ...] = (),
) -> Citation:
    """A citation; authors are separated by semicolons, a letter behind the year is that of an edition."""
    return Citation(
        id=f"{document:08x}:c{at}",
        document=f"sha256:{document:064x}",
        form=form,
        span=Span(at, at + 1),
        authors=tuple(name for name in authors.split(";") if name),
        year=None if year is None else year[:4],
        year_suffix=None if year is None else year[4:] or None,
        title=title,
        url=url,
        identifier=identifier,
        anchors=(),
        repeats=repeats,
    )


def grouped(*citations: Citation) -> list[list[Citation]]:
    """The works of citations, which get places of their own in their documents."""
    placed: dict[str, list[Citation]] = {}
    for number, citation in enumerate(citations):
        held = placed.setdefault(citation.document, [])
        name = f"{citation.document[-8:]}:c{number}"
        held.append(replace(citation, id=name, span=Span(number, number + 1)))
    return group_citations(placed)


@pytest.mark.parametrize(
    ("citations", "works"),
    [
        pytest.param(
            [cite("Zorg dichtbij", "SCP", "2018a"), cite("Zorg dichtbij", "SCP", "2018b")], 2, id="letters of one list"
        ),
        pytest.param(
            [
                cite("Zorg dichtbij huis", "SCP", "2018a"),
                cite("Zorg dichtbij huis", "SCP", "2018b", at=1),
                cite("Zorg dichtbij huis", "SCP", "2018", document=2),
            ],
            2,
            id="nor through a third",
        ),
        pytest.param(
            [cite("Zorg dichtbij", "SCP", "2018a"), cite("Zorg dichtbij", "SCP", "2018b", document=2)],
            1,
            id="letters of two lists",
        ),
        pytest.param(
            [cite("Voorwoord", "Don", "2007", url=BOOK), cite("Besluit", "Vis", "2007", url=BOOK)],
            2,
            id="chapters at one address",
        ),
        pytest.param(
            [
                cite("Voorwoord", "Don", "2007", url=BOOK),
                cite(None, url=BOOK),
                cite("Besluit", "Vis", "2007", url=BOOK),
            ],
            2,
            id="chapters at one address with a bare link between them",
        ),
        pytest.param(
            [
                cite("De natuur hersteld", "Vis", "2021", identifier="ISBN 9789088031144"),
                cite("De lucht geklaard", "Don", "2021", identifier="ISBN 9789088031144"),
            ],
            2,
            id="chapters with the number of one book",
        ),
        pytest.param(
            [cite("Monitor wachttijd", "RIVM", "2019", url=BOOK), cite("Monitor wachttijd", "RIVM", "2018", url=BOOK)],
            1,
            id="one title at one address, a year misread",
        ),
        pytest.param([cite(identifier="31839-290"), cite("Voortgang", identifier="31839-290")], 1, id="number"),
        pytest.param([cite(identifier="31839-290"), cite(identifier="31839-291")], 2, id="two numbers"),
        pytest.param(
            [
                cite("Jeugdwet", form=LAW, identifier="Jeugdwet, art. 2.3"),
                cite("Jeugdwet", form=LAW, identifier="Jeugdwet, art. 2.6, eerste lid", document=2),
            ],
            1,
            id="articles of one act",
        ),
        pytest.param(
            [
                cite("Jeugdwet", form=LAW, identifier="BWBR0034925, artikel 2.3"),
                cite("Jeugdwet", form=LAW, identifier="Jeugdwet, art. 2.3", document=2),
            ],
            1,
            id="an act by number and by name",
        ),
        pytest.param(
            [
                cite("Leerplichtwet", form=LAW, identifier="BWBR0002628, artikel 5"),
                cite("Leerplichtwet", form=LAW, identifier="BWBR0009999, artikel 5"),
            ],
            2,
            id="two acts with one title",
        ),
        pytest.param(
            [
                replace(cite("Leerplichtwet", form=LAW, identifier="Leerplichtwet, art. 5"), parts=BWB),
                replace(cite("LPW", form=LAW, identifier="Leerplichtwet 1969", document=2), parts=BWB),
                cite(form=LINK, identifier="BWBR0002628", url="https://wetten.overheid.nl/BWBR0002628"),
            ],
            1,
            id="an act by its number in the register",
        ),
        pytest.param(
            [cite("Jeugdwet", form=LAW, identifier="Jeugdwet"), cite("Jeugdwet", "NJi", "2015")],
            2,
            id="an act and a leaflet on it",
        ),
        pytest.param(
            [cite("hier", form=LINK, url=BOOK), cite("download", form=LINK, url=BOOK + "#page=2")],
            1,
            id="words of a link are no title",
        ),
        pytest.param(
            [cite("hier", form=LINK, url="https://a.example/1"), cite("hier", form=LINK, url="https://a.example/2")],
            2,
            id="nor do they join",
        ),
        pytest.param(
            [cite(form=LINK, url="www.zuid.example"), cite(form=LINK, url="https://zuid.example/", document=2)],
            1,
            id="home page of one site",
        ),
        pytest.param(
            [cite("Zorg in beeld", "SCP", "2018", url="www.scp.example"), cite(form=LINK, url="www.scp.example")],
            2,
            id="a home page is not the report on it",
        ),
        pytest.param(
            [cite("Zorg in de grote buurten", "", "2018"), cite("Zorg in de grote buurten", "SCP")],
            1,
            id="each knows what the other lacks",
        ),
        pytest.param(
            [
                cite("Zorg in de grote buurten", "SCP", "2018"),
                cite("Zorg in de grote buurten", "SCP", "2020"),
                cite("Zorg in de grote buurten", "SCP", document=2),
            ],
            3,
            id="an undated one of either edition",
        ),
        pytest.param(
            [cite("Leren van oude casussen", "Bakema", "2019"), cite("Leren van oude casusen", "Visser", "2019")],
            2,
            id="a slip of the pen and another author",
        ),
        pytest.param([cite("Eindrapport", document=1), cite("Eindrapport", document=2)], 2, id="a title of many"),
    ],
)
def test_number_of_works(citations: list[Citation], works: int) -> None:
    groups = grouped(*citations)
    assert len(groups) == works
    assert sum(len(group) for group in groups) == len(citations)


@pytest.mark.parametrize(
    ("repeats", "works"),
    [
        pytest.param(("00000001:c0",), 2, id="certain"),
        pytest.param(("00000001:c0", "00000001:c1"), 3, id="ambiguous"),
        pytest.param(("00000001:c9",), 3, id="repeats what is not there"),
    ],
)
def test_short_form_is_the_work_that_it_repeats(repeats: tuple[str, ...], works: int) -> None:
    first, second = cite("Zorg in beeld", "SCP", "2018"), cite("Werk in beeld", "CPB", "2019", at=1)
    assert len(group_citations({first.document: [first, second, cite(at=2, repeats=repeats)]})) == works


@pytest.mark.parametrize(
    ("identifier", "act"),
    [
        ("Wet openbaarheid van bestuur, art. 10, tweede lid", "Wet openbaarheid van bestuur"),
        ("Jeugdwet, artikelen 2.3 en 2.6", "Jeugdwet"),
        ("Participatiewet", "Participatiewet"),
        ("BWBR0034925", "BWBR0034925"),
        ("BWBR0034925, art. 2.3", "BWBR0034925"),
        ("jci1.31:c:BWBR0034925&artikel=2.3&lid=1", "BWBR0034925"),
        ("Stb. 2012, 363", "Stb. 2012, 363"),
        ("Partnerwet, art. 1", "Partnerwet"),
    ],
)
def test_act_of_a_reference(identifier: str, act: str) -> None:
    assert law_of(identifier) == act


def test_act_is_described_without_the_article() -> None:
    short = cite("Wob", form=LAW, identifier="Wet openbaarheid van bestuur, art. 10")
    full = cite("Wob", form=LAW, identifier="Wet openbaarheid van bestuur, art. 11, eerste lid", at=1)
    best = best_description([short, full])
    assert (best.title, best.identifier) == ("Wet openbaarheid van bestuur", "Wet openbaarheid van bestuur")


def test_act_has_the_name_that_references_use_most() -> None:
    """However the running text calls it, and whatever year stands behind it."""
    named = ["Jeugdwet, art. 1", "Jeugdwet 2015", "Jeugdwet, art. 2"]
    acts = [cite("Jeugdwet uit 2015", form=LAW, identifier=name, at=at) for at, name in enumerate(named)]
    assert best_description(acts).title == "Jeugdwet"


def test_slip_of_the_pen_is_not_the_title_of_the_work() -> None:
    titles = ["Leren van casussen", "Leren van casussenen", "Leren van casussen", "Leren van casussen. Een verkenning"]
    group = [cite(title, "Bakema", "2019", at=at) for at, title in enumerate(titles)]
    assert best_description(group).title == "Leren van casussen. Een verkenning"
    assert best_description(group[:3]).title == "Leren van casussen"


def test_works_do_not_depend_on_the_order_of_documents() -> None:
    """The ids of works stay when documents are read in another order."""
    citations = [
        cite("Zorg in de grote buurten", "SCP", "2018", document=1),
        cite("Zorg in de grote buurten. Een verkenning", "SCP", "2018", document=2),
        cite(None, url=BOOK, document=3),
        cite("Voorwoord", "Don", "2007", url=BOOK, document=4),
        cite("Besluit", "Vis", "2007", url=BOOK, document=5),
    ]
    expected = {work_id(work_key(group)) for group in grouped(*citations)}
    for seed in range(5):
        shuffled = random.Random(seed).sample(citations, len(citations))
        assert {work_id(work_key(group)) for group in grouped(*shuffled)} == expected


def test_many_citations_at_one_address_are_compared_in_linear_time() -> None:
    """3,000 differing titles at one address: each is compared with a bounded number of others."""
    citations = [
        cite(f"Hoofdstuk over thema{number} en wijk{number}", f"Auteur{number}", "2019", document=number, url=BOOK)
        for number in range(3000)
    ]
    start = time.process_time()
    assert len(group_citations({citation.document: [citation] for citation in citations})) > 1
    assert time.process_time() - start < 5
