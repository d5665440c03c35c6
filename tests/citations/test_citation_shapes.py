"""Less common shapes of references, each with the fields that it gives, and what looks like one and is none."""

import pytest
from citation_builders import build, metadata

from policytext.citations import find_citations
from policytext.types.vocabulary import BlockKind, CitationForm

P, N = BlockKind.PARAGRAPH, BlockKind.NOTE
#: Words at the span, authors joined with ";", year, title.
Row = tuple[str, str, str | None, str | None]

RUNNING: list[tuple[str, str, list[Row]]] = [
    ("article before an organisation", "Volgens het SCP (2018) stijgt dat.", [("SCP (2018)", "SCP", "2018", None)]),
    (
        "ministry in lower case",
        "Het steeg (ministerie van VWS, 2019).",
        [("ministerie van VWS, 2019", "ministerie van VWS", "2019", None)],
    ),
    (
        "given name that is a month",
        "Volgens Jan Rooijman (2020) kan dat.",
        [("Jan Rooijman (2020)", "Jan Rooijman", "2020", None)],
    ),
    ("without a date", "Dat is bekend (VNG, z.d.).", [("VNG, z.d.", "VNG", None, None)]),
    (
        "pages without a word for them",
        "Dat is bekend (Pieters 2006, 57–62; 2012, 51).",
        [("Pieters 2006", "Pieters", "2006", None), ("2012", "Pieters", "2012", None)],
    ),
    (
        "two years of one author",
        "Tonkema (2018, 2019) stelt dat.",
        [("Tonkema (2018", "Tonkema", "2018", None), ("2019", "Tonkema", "2019", None)],
    ),
    ("running with a page", "Hordema (2007, 55) stelt dat.", [("Hordema (2007, 55)", "Hordema", "2007", None)]),
    ("degrees are none", "Zij studeerde recht (VU, 1993) en promoveerde (Universiteit Utrecht, 1999).", []),
    ("place with a year is none", "In Amstelwijk (2019) was dat 12 procent.", []),
    ("data product is none", "De depositie (overeenkomstig AERIUS Monitor 2025) daalt.", []),
    (
        "official journal is no author",
        "Zie Richtlijn (EU) 2019/1937 (PbEU 2019, L 305).",
        [("Richtlijn (EU) 2019/1937", "", "2019", None)],
    ),
    (
        "number of the Commission is no author",
        "Eerst COM(2021) 726, later weer COM(2021) 726.",
        [("COM(2021) 726", "", "2021", None)],
    ),
    (
        "two articles with paragraphs",
        "Zie art. 2 lid 2 en art. 3 lid 1 Habitatrichtlijn.",
        [("art. 2 lid 2 en art. 3 lid 1 Habitatrichtlijn", "", None, "Habitatrichtlijn")],
    ),
    (
        "act in brackets",
        "Zie artikel 53, eerste lid (MiFID II) hierover.",
        [("artikel 53, eerste lid (MiFID II)", "", None, "MiFID II")],
    ),
    ("act of a year", "De Jeugdwet van 2015 regelt dit.", [("Jeugdwet van 2015", "", "2015", "Jeugdwet van 2015")]),
    (
        "motion with its number",
        "De motie van de leden Pietersen en Van den Boom (31 839, nr. 689) vraagt dit.",
        [
            (
                "motie van de leden Pietersen en Van den Boom (31 839, nr. 689)",
                "Pietersen;Van den Boom",
                None,
                "motie van de leden Pietersen en Van den Boom",
            )
        ],
    ),
    ("dossier", "Zie Kamerstukdossier 36326 hierover.", [("Kamerstukdossier 36326", "", None, None)]),
    (
        "letter of a minister",
        "In de brief van de minister van VWS van 7 november 2019 staat dat.",
        [
            (
                "brief van de minister van VWS van 7 november 2019",
                "minister van VWS",
                "2019",
                "brief van de minister van VWS van 7 november 2019",
            )
        ],
    ),
    ("letter of a citizen is none", "In een brief van 7 november 2019 van een moeder staat dat.", []),
    (
        "medium that wrote on a day",
        "De Volkskrant schreef op 3 mei 2019 dat het groeit.",
        [("De Volkskrant schreef op 3 mei 2019", "De Volkskrant", "2019", None)],
    ),
    (
        "headline before the medium",
        "Zie “Dorp wil bureau overnemen” (Leeuwarder Courant 4 juli 2024).",
        [("Leeuwarder Courant 4 juli 2024", "Leeuwarder Courant", "2024", "Dorp wil bureau overnemen")],
    ),
    (
        "headline behind the medium",
        "Trouw kopte (12-03-2021): 'Jeugdzorg in nood'.",
        [("Trouw kopte (12-03-2021)", "Trouw", "2021", "Jeugdzorg in nood")],
    ),
    (
        "maker and year behind a title",
        "Het rapport 'Stelsel in bloei' van Anders Eikel Felix uit 2020 toont dat.",
        [("Het rapport 'Stelsel in bloei'", "Anders Eikel Felix", "2020", "Stelsel in bloei")],
    ),
    (
        "maker in brackets behind a title",
        'Dat staat in het advies "Levenslang zorgen" (Significant) ook.',
        [('het advies "Levenslang zorgen"', "Significant", None, "Levenslang zorgen")],
    ),
    (
        "apostrophe inside a title",
        "Zie het rapport ‘Zeven programma’s voor later’ hierover.",
        [("het rapport ‘Zeven programma’s voor later’", "", None, "Zeven programma’s voor later")],
    ),
    ("compound with year", "Het AEF-rapport uit 2020 toont dat.", [("AEF-rapport", "AEF", "2020", "AEF-rapport")]),
    (
        "speech with place and year",
        "Zo zei Jan van den Berg: ‘Kijk verder’. Oratie Nijmegen september 2003 Samen verder kijken",
        [("Oratie Nijmegen september 2003 Samen verder kijken", "Jan van den Berg", "2003", "Samen verder kijken")],
    ),
    (
        "maker and year in the bracket behind a title",
        "Het advies ‘Samen sterk’ (SER, 2021) pleit hiervoor.",
        [("‘Samen sterk’ (SER, 2021)", "SER", "2021", "Samen sterk")],
    ),
    (
        "headline with a medium that no list knows",
        "Zie “Dorp grijpt zelf zijn kans” (Dorpsbode 4 juli 2024).",
        [("“Dorp grijpt zelf zijn kans” (Dorpsbode 4 juli 2024)", "Dorpsbode", "2024", "Dorp grijpt zelf zijn kans")],
    ),
    (
        "unmarked title with a year",
        "De bond stelde in haar essay De staat van het domein (2019) dat het kan.",
        [("De staat van het domein (2019)", "", "2019", "De staat van het domein")],
    ),
    (
        "report of a body from a year",
        "Zie het rapport van de Algemene Rekenkamer uit 2021.",
        [("het rapport van de Algemene Rekenkamer uit 2021", "Algemene Rekenkamer", "2021", None)],
    ),
    (
        "programme with a plain year",
        "In het Regeerakkoord 2017 staat dat.",
        [("Regeerakkoord", "", "2017", "Regeerakkoord")],
    ),
    (
        "colon before the name",
        "Zie ook: Loos & Pieters (2019).",
        [("Loos & Pieters (2019)", "Loos;Pieters", "2019", None)],
    ),
    (
        "who is quoted behind a colon",
        "Rob van Gils (2019): “Zo kan het.”",
        [("Rob van Gils (2019)", "Rob van Gils", "2019", None)],
    ),
    ("source line in brackets", "(Bron: CBS, 2020)", [("CBS, 2020", "CBS", "2020", None)]),
    ("places with years are none", "Amsterdam (2020), Rotterdam (2021) en Utrecht (2022) volgden.", []),
    ("body in one word", "Zoals de Woonraad (2018) adviseert.", [("Woonraad (2018)", "Woonraad", "2018", None)]),
    (
        "act by its day",
        "Zie de Wet van 1 maart 2014 inzake regels over hulp (Jeugdwet).",
        [
            (
                "Wet van 1 maart 2014 inzake regels over hulp",
                "",
                "2014",
                "Wet van 1 maart 2014 inzake regels over hulp",
            )
        ],
    ),
    (
        "article behind its act in brackets",
        "De Algemene wet bestuursrecht (art. 4:81) geldt.",
        [("Algemene wet bestuursrecht (art. 4:81)", "", None, "Algemene wet bestuursrecht")],
    ),
    (
        "number behind a motion",
        "De motie-Cederblad c.s. (31839-901) vraagt dat.",
        [("motie-Cederblad c.s. (31839-901)", "Cederblad c.s.", None, "motie-Cederblad c.s.")],
    ),
    (
        "study of an act is no act",
        "Dat liet de Eerste evaluatie Jeugdwet (2018) zien.",
        [("Eerste evaluatie Jeugdwet (2018)", "", "2018", "Eerste evaluatie Jeugdwet")],
    ),
    (
        "office before a name",
        "Hoogleraar Micha de Wit (2017) bepleit dit.",
        [("Micha de Wit (2017)", "Micha de Wit", "2017", None)],
    ),
    ("day of the source", "Dat waren er 400 (CBS, 30 april 2021).", [("CBS, 30 april 2021", "CBS", "2021", None)]),
    (
        "letter of our own",
        "In onze brief van 25 mei 2021 vroegen wij dat.",
        [("onze brief van 25 mei 2021", "Stichting Voorbeeld", "2021", "onze brief van 25 mei 2021")],
    ),
    (
        "letter of an organisation",
        "Zie de brief van de VNG van 12 mei 2020.",
        [("brief van de VNG van 12 mei 2020", "VNG", "2020", "brief van de VNG van 12 mei 2020")],
    ),
    ("letter that is answered is none", "Dank voor uw brief van 3 mei 2021.", []),
    ("programme is none", "Het programma ‘Samen zonder geweld’ loopt tot 2021.", []),
]

NOTES: list[tuple[str, str, list[Row]]] = [
    (
        "medium, date, quoted title, address",
        "Streeknet 24, 26 maart 2024, 'Training stilgelegd', https://streeknet.nl/training",
        [("", "Streeknet 24", "2024", "Training stilgelegd")],
    ),
    ("quoted title, medium", "'Jeugdzorg bezwijkt', NRC 12 mei 2021.", [("", "NRC", "2021", "Jeugdzorg bezwijkt")]),
    (
        "author, quoted title, in a medium",
        "Jan Jansma, 'Jeugdzorg bezwijkt', in: NRC Handelsblad, 12 mei 2021.",
        [("", "Jan Jansma", "2021", "Jeugdzorg bezwijkt")],
    ),
    (
        "e.a., title, place and publisher",
        "M. Bruins e.a., Handboek Jeugdrecht, Deventer: Kluwer 2019, p. 45.",
        [("", "M. Bruins e.a.", "2019", "Handboek Jeugdrecht")],
    ),
    (
        "two authors before a title",
        "J. Bakema en P. de Vos, Samen sterk in de wijk, Den Haag 2019.",
        [("", "J. Bakema;P. de Vos", "2019", "Samen sterk in de wijk")],
    ),
    ("title, maker, year", "Beleidsinformatie Jeugd, CBS, 2020", [("", "CBS", "2020", "Beleidsinformatie Jeugd")]),
    (
        "advice of a body",
        "Zie ook het advies van de RVS: De juiste hulp. Den Haag: RVS, 2019.",
        [("", "RVS", "2019", "De juiste hulp")],
    ),
    (
        "two mentions",
        "Zie: SCP (2018) en RMO (2008).",
        [("SCP (2018)", "SCP", "2018", None), ("RMO (2008)", "RMO", "2008", None)],
    ),
    (
        "place and year in the last bracket",
        "Koepel Woonhuizen Laagland, Toewijzingen 2018 (Meerdrecht 2019).",
        [("", "Koepel Woonhuizen Laagland", "2019", "Toewijzingen 2018")],
    ),
    (
        "address without a scheme",
        "SCP (2019). Wachttijden 2018. voorbeeld.nl/wachttijden",
        [("", "SCP", "2019", "Wachttijden 2018")],
    ),
    (
        "a year in the title behind the year",
        "RIVM, 2023. Waterkwaliteit op bedrijven in 2021.",
        [("", "RIVM", "2023", "Waterkwaliteit op bedrijven in 2021")],
    ),
    (
        "no stop behind the year",
        "Noord e.a., 2021 Addendum bij het rapport.",
        [("", "Noord e.a.", "2021", "Addendum bij het rapport")],
    ),
    (
        "initials without stops, journal with volume",
        "Beerman JM, Poppink A, Beaver C, et al. Country estimates of change. BMJ Global Health 2022;7.",
        [("", "Beerman JM;Poppink A;Beaver C et al.", "2022", "Country estimates of change")],
    ),
    (
        "short name behind the author; number of a book is no year",
        "Commissie Deskundigen Mestwet (CDM), 2017. Organische stof in de bodem. ISSN 1862-4804",
        [("", "Commissie Deskundigen Mestwet", "2017", "Organische stof in de bodem")],
    ),
    (
        "who made it, in square brackets",
        "TNO. 2024. Een ondergrens in de berekening. Kenmerk R11. [Auteurs: E. Meijer en E. van Loon]. Den Haag: TNO.",
        [("", "TNO", "2024", "Een ondergrens in de berekening")],
    ),
    (
        "European act",
        "Verordening (EU) nr. 182/2011 van het Europees Parlement en de Raad van 16 februari 2011.",
        [("", "", "2011", "Verordening (EU) nr. 182/2011")],
    ),
    (
        "two addresses",
        "Zie https://www.vng.nl/x en https://www.nji.nl/y",
        [("Zie https://www.vng.nl/x", "", None, None), ("https://www.nji.nl/y", "", None, None)],
    ),
    ("own calculation on a source", "Eigen berekening op basis van CBS (2020).", [("", "CBS", "2020", None)]),
    (
        "what the text draws on",
        "Deze paragraaf is ontleend aan: VNG, De staat van het domein, Den Haag 2019, p. 12-14.",
        [("", "VNG", "2019", "De staat van het domein")],
    ),
    (
        "known body whose name ends as a title",
        "Movisie, Wat werkt hier? (2018).",
        [("", "Movisie", "2018", "Wat werkt hier?")],
    ),
    ("genre, quoted title, maker", "Rapport “Beter laten”, RVS (2019)", [("", "RVS", "2019", "Beter laten")]),
    ("date of counting is none", "Bedoeld worden gemeenten met 100.000 inwoners (peildatum 2019).", []),
    ("an acronym spelt out is none", "NWO: Nederlandse Organisatie voor Wetenschappelijk Onderzoek", []),
    ("no date", "Rijksoverheid. (z.d.). Jeugdhulp.", [("", "Rijksoverheid", None, "Jeugdhulp")]),
    (
        "day of consulting is no year",
        "https://www.cbs.nl/nieuws/jeugdzorg (geraadpleegd op 3 mei 2021)",
        [("", "", None, None)],
    ),
    ("site that was consulted", "CBS Statline, geraadpleegd op 3 mei 2021.", [("", "CBS Statline", None, None)]),
    ("page of a paper is no title", "Kamerstukken II 2019/20, 31 839, nr. 742, p. 3.", [("", "", "2019", None)]),
    ("journal has no author", "Stb. 2014, 105.", [("", "", "2014", None)]),
    ("where something can be found is no title", "Dit rapport is te vinden op www.vng.nl.", [("", "", None, None)]),
    ("what it is about is none", "Het betreft de gemeenten Utrecht, Amersfoort en Zeist (2019).", []),
]


@pytest.mark.parametrize(("words", "expected"), [pytest.param(row[1], row[2], id=row[0]) for row in RUNNING])
def test_running_text(words: str, expected: list[Row]) -> None:
    document, sentences = build((P, words), about=metadata(date="2025-01-01"))
    found = [
        (document.quote(citation.span), ";".join(citation.authors), citation.year, citation.title)
        for citation in find_citations(document, sentences)
    ]
    assert found == expected


@pytest.mark.parametrize(("note", "expected"), [pytest.param(row[1], row[2], id=row[0]) for row in NOTES])
def test_note(note: str, expected: list[Row]) -> None:
    document, sentences = build((P, "Dat is zo.¹"), (N, f"¹ {note}"), about=metadata(date="2025-01-01"))
    citations = find_citations(document, sentences)
    assert all(citation.form is CitationForm.FOOTNOTE for citation in citations)
    found = [
        (document.quote(citation.span), ";".join(citation.authors), citation.year, citation.title)
        for citation in citations
    ]
    assert found == [(words or note, *rest) for words, *rest in expected]


def test_article_in_a_note_has_its_identifier() -> None:
    document, sentences = build((P, "Dat is zo.¹"), (N, "¹ Artikel 2.3 Jeugdwet."))
    (citation,) = find_citations(document, sentences)
    assert citation.identifier == "Jeugdwet, art. 2.3"


def test_address_on_a_line_of_its_own_belongs_to_the_entry_before_it() -> None:
    document, sentences = build(
        (BlockKind.BIBLIOGRAPHY_ENTRY, "SCP (2018), Zorg in de buurt."),
        (BlockKind.BIBLIOGRAPHY_ENTRY, "https://www.scp.nl/zorg-in-de-buurt"),
        (BlockKind.BIBLIOGRAPHY_ENTRY, "VNG (2019), Samen verder."),
    )
    first, second = find_citations(document, sentences)
    assert (first.title, first.url) == ("Zorg in de buurt", "https://www.scp.nl/zorg-in-de-buurt")
    assert second.title == "Samen verder"


def test_acronym_leads_to_the_entry_of_the_full_name() -> None:
    document, sentences = build(
        (P, "Gemeenten worstelen (TSD, 2016)."),
        (BlockKind.BIBLIOGRAPHY_ENTRY, "Transitiecommissie Sociaal Domein (2016), De praktijk aan de macht."),
    )
    mention, entry = find_citations(document, sentences)
    assert mention.title == "De praktijk aan de macht"
    assert [document.quote(anchor) for anchor in entry.anchors] == ["TSD, 2016"]
