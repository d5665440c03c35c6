"""Notes with several sources, each cut where the next begins; what is said of a source stays with it."""

import pytest
from citation_builders import build

from policytext.citations import find_citations
from policytext.types.vocabulary import BlockKind, CitationForm

P, N, B = BlockKind.PARAGRAPH, BlockKind.NOTE, BlockKind.BIBLIOGRAPHY_ENTRY

NOTES = [
    pytest.param(
        "Zie ook De Wit, W., 2020. Bouwstenen voor beleid. Milieu Dossier 2020, April: 37-43 en Smit, J.W. en Berg, B. "
        "2021 Naar een ontspannen wijk (OntspannenWijk.nl)",
        [
            "Zie ook De Wit, W., 2020. Bouwstenen voor beleid. Milieu Dossier 2020, April: 37-43",
            "Smit, J.W. en Berg, B. 2021 Naar een ontspannen wijk (OntspannenWijk.nl)",
        ],
        id="'en' between two references, and one inside a list of names",
    ),
    pytest.param(
        "De Wit, W, R Bakker en H. van Ede, 2022. Waarden en herstel. In Smit, J.W. en De Wit, W. (2022) De wijk, p73 "
        "en 74. Zie ook W. de Wit, J.-P. Bakker & M. Pos (eds) Critical Loads: Care and Cure, Springer, 662pp.",
        [
            "De Wit, W, R Bakker en H. van Ede, 2022. Waarden en herstel. In Smit, J.W. en De Wit, W. (2022) De wijk, "
            "p73 en 74.",
            "Zie ook W. de Wit, J.-P. Bakker & M. Pos (eds) Critical Loads: Care and Cure, Springer, 662pp.",
        ],
        id="editors behind 'Zie ook' need no year",
    ),
    pytest.param(
        "Rechtbank Noord 4-5-2021, ECLI:NL:RBNNE:2021:3844. Het ging om een arts die is veroordeeld & Rechtbank Zuid "
        "19-08-2010, ECLI:NL:RBLIM:2010:BN4447. Het ging om iets anders.",
        [
            "Rechtbank Noord 4-5-2021, ECLI:NL:RBNNE:2021:3844. Het ging om een arts die is veroordeeld",
            "Rechtbank Zuid 19-08-2010, ECLI:NL:RBLIM:2010:BN4447. Het ging om iets anders.",
        ],
        id="a court behind '&'; remarks stay with their ruling",
    ),
    pytest.param(
        "EU Wijkmonitor 2013 en 2017, Europol; EU Drugsbericht 2016, Europees Centrum en Europol.",
        ["EU Wijkmonitor 2013 en 2017, Europol", "EU Drugsbericht 2016, Europees Centrum en Europol."],
        id="a title with its year behind a semicolon",
    ),
    pytest.param(
        "Terreinen van de gemeente: - Noord: https://voorbeeld.nl/noord - Zuid: https://voorbeeld.nl/zuid",
        ["Terreinen van de gemeente: - Noord: https://voorbeeld.nl/noord", "Zuid: https://voorbeeld.nl/zuid"],
        id="a list of addresses with labels",
    ),
    pytest.param(
        "De Wit, W. en Smit, J.W. 2021. Titel van het boek. Zie ook hierboven.",
        ["De Wit, W. en Smit, J.W. 2021. Titel van het boek. Zie ook hierboven."],
        id="one source with several authors; pointing on is no source",
    ),
    pytest.param(
        "Schut L, Norman WV. Care in the north: access and safety. CMAJ. 2019 May 13;191(19):E517-E518.",
        ["Schut L, Norman WV. Care in the north: access and safety. CMAJ. 2019 May 13;191(19):E517-E518."],
        id="the year at the end belongs to the same source",
    ),
    pytest.param(
        "Verordening (EU) nr. 1095/2010 van 24 november 2010 tot oprichting van een autoriteit, tot wijziging van "
        "Besluit nr. 716/2009/EG en tot intrekking van Besluit 2009/77/EG van de Commissie (PbEU 2010, L331).",
        [
            "Verordening (EU) nr. 1095/2010 van 24 november 2010 tot oprichting van een autoriteit, tot wijziging van "
            "Besluit nr. 716/2009/EG en tot intrekking van Besluit 2009/77/EG van de Commissie (PbEU 2010, L331)."
        ],
        id="what an act changes and repeals, and its journal",
    ),
    pytest.param(
        "In de brieven van 29 november 2024 over de inzet (Kamerstuk 35 334, nr. 323) en de aanpak (Kamerstuk "
        "36 600-XIV, nr. 66) staat dat.",
        [
            "In de brieven van 29 november 2024 over de inzet (Kamerstuk 35 334, nr. 323)",
            "Kamerstuk 36 600-XIV, nr. 66",
        ],
        id="the bracket around a number closes with it",
    ),
    pytest.param(
        "Reactie op de EU consultatie AVG II/ AVG III. Kamerstukken II 2019/20, 22 112 nr. 2876.",
        ["Reactie op de EU consultatie AVG II/ AVG III. Kamerstukken II 2019/20, 22 112 nr. 2876."],
        id="a slash between two words",
    ),
    pytest.param(
        "Branchevereniging Jeugdhulp, Wachttijden 2018. Zie www.voorbeeld.nl/wachttijden.",
        ["Branchevereniging Jeugdhulp, Wachttijden 2018. Zie www.voorbeeld.nl/wachttijden."],
        id="the address behind 'Zie' is that of the source before it",
    ),
    pytest.param(
        "SCP (2020), Wijken in beeld; dit cijfer daalde in 2021 met een tiende.",
        ["SCP (2020), Wijken in beeld; dit cijfer daalde in 2021 met een tiende."],
        id="a remark with a year behind a semicolon",
    ),
]


@pytest.mark.parametrize(("note", "sources"), NOTES)
def test_sources_of_a_note(note: str, sources: list[str]) -> None:
    document, sentences = build((P, "Dat is zo.¹"), (N, f"¹ {note}"))
    found = find_citations(document, sentences)
    assert [document.quote(citation.span) for citation in found] == sources
    assert {citation.form for citation in found} == {CitationForm.FOOTNOTE}


def test_journal_below_a_reference_goes_on_with_it() -> None:
    document, sentences = build(
        (P, "Deze denkers spelen een rol:"),
        (P, "Longman, H. E. (1995). Gender and virtues."),
        (P, "Synthese, 104(3):383– 397."),
        (P, "Daarna volgt gewone tekst."),
    )
    (entry,) = find_citations(document, sentences)
    assert document.quote(entry.span).endswith("397.")


def test_particle_belongs_to_a_name_of_the_list() -> None:
    document, sentences = build(
        (P, "Volgens de studie van de Boer (2023) is dat zo. De Groot (2023) stelt dat ook."),
        (B, "De Boer H.C. (2023) Verlies in de wijk. https://voorbeeld.nl/1"),
    )
    first, second, _ = find_citations(document, sentences)
    assert (first.authors, document.quote(first.span)) == (("de Boer",), "de Boer (2023)")
    assert second.authors == ("De Groot",)


def test_semicolon_before_the_year_separates_nothing() -> None:
    document, sentences = build(
        (P, "Dat bleek eerder (Van Berg en Geert; 2019)."),
        (B, "Van Berg C. en Geert K. (2019) Verlies in de wijk."),
    )
    mention, entry = find_citations(document, sentences)
    assert (mention.authors, mention.repeats) == (("Van Berg", "Geert"), (entry.id,))


@pytest.mark.parametrize(
    ("words", "authors"),
    [
        ("Vorig jaar verscheen vanuit WUR het rapport ‘Wijken op orde’.", ("WUR",)),
        ("Op 3 mei heeft het CPB het rapport ‘Wijken op orde’ gepubliceerd.", ("CPB",)),
        ("Dat blijkt uit het rapport ‘Wijken op orde’ van het Rathenau instituut.", ("Rathenau instituut",)),
        ("De minister stuurde de VNG het rapport ‘Wijken op orde’.", ()),
    ],
)
def test_body_beside_a_title_made_it_unless_it_was_sent_it(words: str, authors: tuple[str, ...]) -> None:
    (citation,) = find_citations(*build((P, words)))
    assert (citation.title, citation.authors) == ("Wijken op orde", authors)


@pytest.mark.parametrize(
    ("words", "form", "quoted"),
    [
        (
            "Zoals geschetst in de Kamerbrief van 21 oktober jl. over sturing op doelen (Kamerstuk 30 252, nr. 176).",
            CitationForm.KAMERSTUK,
            "Kamerstuk 30 252, nr. 176",
        ),
        (
            "Het archief is openbaar (Gemeenschappelijke Regeling Meer 2016, artikel 2.1).",
            CitationForm.OTHER,
            "Gemeenschappelijke Regeling Meer 2016",
        ),
        (
            "Het antwoord volgt (zie NOS, 23 mei 2020, 'Agent gebeten door hond',) https://voorbeeld.nl/hond).",
            CitationForm.PRESS,
            "NOS, 23 mei 2020, 'Agent gebeten door hond',) https://voorbeeld.nl/hond",
        ),
    ],
)
def test_one_reference_is_one_citation(words: str, form: CitationForm, quoted: str) -> None:
    document, sentences = build((P, words))
    (citation,) = find_citations(document, sentences)
    assert (citation.form, document.quote(citation.span)) == (form, quoted)


def test_journal_of_the_union_is_no_author_however_it_was_read() -> None:
    assert find_citations(*build((P, "Dat stond erin (PÞbEU 2019, L 305) en is zo."))) == ()


def test_acronym_before_a_kind_of_document_is_its_author_only_where_it_is_a_known_body() -> None:
    known, unknown = find_citations(*build((P, "Het WUR-rapport was laat. Het QZX-advies kwam daarna.")))
    assert (known.authors, unknown.authors) == (("WUR",), ())


def test_document_named_right_before_its_note_is_cited_by_the_note() -> None:
    document, sentences = build(
        (P, "Dat is een reactie op het QZX-advies¹ van vorig jaar."), (N, "¹ https://voorbeeld.nl/qzx")
    )
    (citation,) = find_citations(document, sentences)
    assert citation.form is CitationForm.FOOTNOTE
