"""What counts as a citation and what does not: one table over all families.

A row is the words of a paragraph (or blocks), and the citations that it holds as (form, words at the span, year).
"""

import pytest
from citation_builders import build, metadata

from policytext.citations import find_citations
from policytext.types.citation import Citation
from policytext.types.vocabulary import BlockKind, CitationForm

P, N, B, H = BlockKind.PARAGRAPH, BlockKind.NOTE, BlockKind.BIBLIOGRAPHY_ENTRY, BlockKind.HEADING
NOTE, ENTRY, MENTION = CitationForm.FOOTNOTE, CitationForm.BIBLIOGRAPHY, CitationForm.AUTHOR_YEAR
LINK, PRESS, PAPER, LAW, OTHER = (
    CitationForm.LINK,
    CitationForm.PRESS,
    CitationForm.KAMERSTUK,
    CitationForm.LAW,
    CitationForm.OTHER,
)
Row = tuple[CitationForm, str, str | None]

RUNNING: list[tuple[str, str, list[Row]]] = [
    # author-year in brackets
    ("one organisation", "Dat bleek al eerder (RMO 2008).", [(MENTION, "RMO 2008", "2008")]),
    ("comma before the year", "Dat nam toe (Politie, 2017).", [(MENTION, "Politie, 2017", "2017")]),
    ("letter of an edition", "Men is tevreden (SCP 2018a).", [(MENTION, "SCP 2018a", "2018")]),
    (
        "two, with a lead-in and e.a.",
        "Niet te sturen (oa. Zuidhout e.a. 2002; Van Dalen 2014).",
        [(MENTION, "Zuidhout e.a. 2002", "2002"), (MENTION, "Van Dalen 2014", "2014")],
    ),
    ("lead-in vergelijk", "Met rust (vergelijk Meijer 2017).", [(MENTION, "Meijer 2017", "2017")]),
    (
        "two authors",
        "Zij lopen vast (Hilbers en Van der Laan 2016).",
        [(MENTION, "Hilbers en Van der Laan 2016", "2016")],
    ),
    (
        "comma between two organisations",
        "Een stijging (RIVM 2018, CPB 2019).",
        [(MENTION, "RIVM 2018", "2018"), (MENTION, "CPB 2019", "2019")],
    ),
    (
        "same authors again",
        "Het beeld is goed (SCP 2018a, 2018b).",
        [(MENTION, "SCP 2018a", "2018"), (MENTION, "2018b", "2018")],
    ),
    ("et al. with comma", "Onder de norm (Remmers et al., 2020).", [(MENTION, "Remmers et al., 2020", "2020")]),
    ("page behind the year", "Zo staat het er (WRR 2013, p. 45).", [(MENTION, "WRR 2013", "2013")]),
    ("four acronyms", "De raming (PBL, TNO, CBS en RIVM, 2022).", [(MENTION, "PBL, TNO, CBS en RIVM, 2022", "2022")]),
    ("chamber", "Wat is nodig? (Eerste Kamer 2019).", [(MENTION, "Eerste Kamer 2019", "2019")]),
    ("what was sent", "Betere kwaliteit (Kamerbrief 2013).", [(MENTION, "Kamerbrief 2013", "2013")]),
    ("study of", "Een veelvoud (zie de studie van Groen et al., 2023).", [(MENTION, "Groen et al., 2023", "2023")]),
    ("target year is none", "De ambitie (Visie 2040) blijft.", []),
    ("a date is none", "Het besluit (27 juni 2019) staat.", []),
    ("a month is none", "De cijfers (peildatum januari 2019) wijken af.", []),
    ("a year alone is none", "Het eerste jaar (2015) was zwaar.", []),
    ("since a year is none", "De groei (sinds 2015) zet door.", []),
    ("table is none", "De groei (Tabel 3, 2015) zet door.", []),
    ("period is none", "De groei (2015-2018) zet door.", []),
    ("nature area is none", "Het gebied (Natura 2000) ligt er.", []),
    ("amount is none", "De kosten (in euro 2015) stijgen.", []),
    # author-year running
    ("as a person sketches", "Zoals Homans (2019) schetst, gaat dat traag.", [(MENTION, "Homans (2019)", "2019")]),
    ("in the words of", "In de woorden van de NSOB (2018): het kan.", [(MENTION, "NSOB (2018)", "2018")]),
    ("volgens opens", "Volgens Tonkema (2014) lukt dat niet.", [(MENTION, "Tonkema (2014)", "2014")]),
    (
        "et al. running",
        "Uit het rapport van Groen et al. (2023) blijkt dat.",
        [(MENTION, "Groen et al. (2023)", "2023")],
    ),
    ("particles", "Ook Van der Laan (2016) stelt dat vast.", [(MENTION, "Van der Laan (2016)", "2016")]),
    ("year of birth is none", "Arthur Pieters (1970) studeerde natuurkunde.", []),
    ("project with a year is none", "De Ronde Venen (2012) kreeg een wijkteam.", []),
    ("cabinet is none", "Het tweede kabinet (2012) besloot daartoe.", []),
    # legislation
    ("act with year", "Na de Wmo 2015 werd dat anders.", [(LAW, "Wmo 2015", "2015")]),
    (
        "full title with year",
        "De Wet maatschappelijke ondersteuning 2015 regelt dit.",
        [(LAW, "Wet maatschappelijke ondersteuning 2015", "2015")],
    ),
    ("act with year in brackets", "De Jeugdwet (2015) regelt dit.", [(LAW, "Jeugdwet (2015)", "2015")]),
    ("article of act", "Volgens artikel 2.3 van de Jeugdwet moet dat.", [(LAW, "artikel 2.3 van de Jeugdwet", None)]),
    ("act before article", "De Jeugdwet art. 2.3 zegt dat.", [(LAW, "Jeugdwet art. 2.3", None)]),
    (
        "abbreviated article, lower-case act",
        "De toets bij art. 3.3 van de jeugdwet.",
        [(LAW, "art. 3.3 van de jeugdwet", None)],
    ),
    (
        "paragraph and part",
        "Op grond van artikel 10, tweede lid, aanhef en onder e, van de Wob blijft dit dicht.",
        [(LAW, "artikel 10, tweede lid, aanhef en onder e, van de Wob", None)],
    ),
    (
        "list of articles",
        "De artikelen 3, 5, 6 en 20 van de Wlz gelden.",
        [(LAW, "artikelen 3, 5, 6 en 20 van de Wlz", None)],
    ),
    (
        "act unknown to the lexicon",
        "Zie artikel 51a van de Uitleveringswet.",
        [(LAW, "artikel 51a van de Uitleveringswet", None)],
    ),
    ("acronym behind an article", "Zie artikel 34 MiFIR voor het register.", [(LAW, "artikel 34 MiFIR", None)]),
    ("case law", "De rechter oordeelde (ECLI:NL:RVS:2019:795) anders.", [(LAW, "ECLI:NL:RVS:2019:795", "2019")]),
    ("official journal", "Dat staat in Stb. 2014, 105.", [(LAW, "Stb. 2014, 105", "2014")]),
    ("European act", "Richtlijn 2014/65/EU geldt.", [(LAW, "Richtlijn 2014/65/EU", "2014")]),
    ("act alone is none", "De Jeugdwet en de Participatiewet zijn bekend.", []),
    ("article without act is none", "Zie artikel 3 en art. 12 daarvan.", []),
    ("future act with year of plan is none", "De Omgevingswet treedt in 2024 in werking.", []),
    # parliamentary papers
    (
        "full notation",
        "Zie Kamerstukken II 2018/19, 31 839, nr. 290.",
        [(PAPER, "Kamerstukken II 2018/19, 31 839, nr. 290", "2018")],
    ),
    ("hyphen", "Zie Kamerstuk 31839-290 hierover.", [(PAPER, "Kamerstuk 31839-290", None)]),
    (
        "in brackets",
        "De motie is aangenomen (Kamerstuk 30 252, nr. 176).",
        [(PAPER, "Kamerstuk 30 252, nr. 176", None)],
    ),
    (
        "two papers",
        "Zie Kamerstukken 34 682, nr. 135 en 35 334, nr. 309.",
        [(PAPER, "Kamerstukken 34 682, nr. 135", None), (PAPER, "35 334, nr. 309", None)],
    ),
    (
        "motion by name",
        "De aangenomen motie van het lid Van Loon vraagt dat.",
        [(PAPER, "motie van het lid Van Loon", None)],
    ),
    (
        "letter by date",
        "In de Kamerbrief van 15 april 2020 staat dat.",
        [(PAPER, "Kamerbrief van 15 april 2020", "2020")],
    ),
    ("motion in general is none", "De fractie dient een motie in over de zorg.", []),
    ("number in general is none", "Er zijn 31 839 inwoners.", []),
    # press
    (
        "medium and month",
        "De wachtlijsten blijven (Volkskrant, juni 1998).",
        [(PRESS, "Volkskrant, juni 1998", "1998")],
    ),
    ("capital month", "De noodklok luidt (Trouw, Augustus 2007).", [(PRESS, "Trouw, Augustus 2007", "2007")]),
    ("medium of day", "Dat stond in Trouw van 3 mei 2019.", [(PRESS, "Trouw van 3 mei 2019", "2019")]),
    ("numeric date", "Zo schreef men (NRC, 12-3-2020).", [(PRESS, "NRC, 12-3-2020", "2020")]),
    ("medium alone is none", "Volgens de media en Trouw is er onrust.", []),
    ("marriage is none", "Zij gaf haar trouw in mei 2019.", []),
    # links
    (
        "bare address",
        "Lees https://www.voorbeeld.nl/pagina/over-ons voor meer.",
        [(LINK, "https://www.voorbeeld.nl/pagina/over-ons", None)],
    ),
    ("linked words", "De [Regiovisie](https://www.regio.nl/visie) is klaar.", [(LINK, "Regiovisie", None)]),
    ("lost target", "De [Regiovisie](#) is klaar.", [(LINK, "Regiovisie", None)]),
    ("place in the document is none", "Zie [hoofdstuk 3](#h3) hierover.", []),
    ("mail address is none", "Schrijf [ons](mailto:info@voorbeeld.nl) gerust.", []),
    ("contact details are none", "www.voorbeeld.nl", []),
    # named works
    (
        "emphasised title with year",
        "Wij lezen *Wil tot beter* (2006) opnieuw.",
        [(OTHER, "Wil tot beter (2006)", "2006")],
    ),
    (
        "quoted title after a document word",
        "In het rapport ‘Niet alles kan hier’ staat het.",
        [(OTHER, "het rapport ‘Niet alles kan hier’", None)],
    ),
    (
        "unmarked title",
        "In het rapport Niet alles kan hier van de commissie staat het.",
        [(OTHER, "het rapport Niet alles kan hier", None)],
    ),
    ("report named after its maker", "Uit de SCP-rapportage blijkt dat.", [(OTHER, "SCP-rapportage", None)]),
    (
        "programme that was adopted",
        "De Hervormingsagenda Jeugd is in 2023 vastgesteld.",
        [(OTHER, "Hervormingsagenda Jeugd", "2023")],
    ),
    (
        "pointer in brackets",
        "Dat kan juist zijn (vergelijk discussies op VNG fora).",
        [(OTHER, "vergelijk discussies op VNG fora", None)],
    ),
    ("agreement with year", "Het Schone Luchtakkoord (2020) helpt.", [(OTHER, "Schone Luchtakkoord (2020)", "2020")]),
    ("programme as a subject is none", "Het Integraal Zorgakkoord kent een sleutelrol toe.", []),
    ("emphasis is none", "Wij willen *meedoen en van betekenis zijn* (en meer).", []),
    ("quoted word is none", "Het zijn ‘Diagnoses’ die tellen.", []),
    ("pointer inside the document is none", "Dat kan (zie hoofdstuk 3 over de VNG).", []),
    ("report in general is none", "Het rapport van de commissie ligt er.", []),
    # source lines
    ("source below a table", "Bron: RMO 2004", [(MENTION, "RMO 2004", "2004")]),
    (
        "source with title",
        "Bron: ZonMw (2018) Eerste evaluatie Jeugdwet",
        [(OTHER, "ZonMw (2018) Eerste evaluatie Jeugdwet", "2018")],
    ),
    ("source in general is none", "Bron: eigen waarneming van de auteurs", []),
]


def rows(citations: tuple[Citation, ...], quote: object) -> list[Row]:
    """Form, words and year of citations."""
    assert callable(quote)
    return [(citation.form, quote(citation.span), citation.year) for citation in citations]


@pytest.mark.parametrize(("words", "expected"), [pytest.param(row[1], row[2], id=row[0]) for row in RUNNING])
def test_running_text(words: str, expected: list[Row]) -> None:
    document, sentences = build((P, words), about=metadata(date="2024-01-01"))
    assert rows(find_citations(document, sentences), document.quote) == expected


NOTES: list[tuple[str, str, int]] = [
    ("reference", "¹ SCP (2018), Zorg in de buurt. Landelijke evaluatie", 1),
    ("page title with a lost target", "¹ [Wethouders willen anders - Skipr](#)", 1),
    ("address alone", "¹ https://www.voorbeeld.nl/blogs/hoe-dan", 1),
    ("letter of our own", "¹ Op 20 mei 2022 schreven wij u [deze brief](#): *Doorgaan met leren*.", 1),
    ("interview", "¹ Gesprek tussen Jan de Wit en het team op 17 januari 2020", 1),
    ("two references", "¹ SCP (2018), Zorg in de buurt; RMO (2004), Verschil in de staat", 2),
    ("reference with an address behind it", "¹ VNG, Passende hulp, zie https://vng.nl/nieuws/passende-hulp", 1),
    ("two papers", "¹ Kamerstukken 34 682, nr. 135 en 35 334, nr. 309.", 2),
    ("article of an act", "¹ Artikel 2.3 van de Jeugdwet.", 1),
    ("a word explained is none", "¹ Wijkteams noemen wij alle lokale teams, ook de jeugd- en gezinsteams.", 0),
    ("a list of acts is none", "¹ Jeugdwet, Wet langdurige zorg, onderwijs, wonen, welzijn, etc.", 0),
    ("a pointer inside is none", "¹ Zie bijlage 1 voor de opdracht aan het team.", 0),
    ("a remark with a year is none", "¹ Via warme contacten met het ministerie en via werkgroepen in 2022.", 0),
    ("a cabinet is none", "¹ Het kabinet (Rutte II) dat besloot tot de decentralisaties.", 0),
    ("an example is none", "¹ Denk aan het meetellen van studieleningen en de taaleis voor inwoners.", 0),
]


@pytest.mark.parametrize(("note", "count"), [pytest.param(row[1], row[2], id=row[0]) for row in NOTES])
def test_note(note: str, count: int) -> None:
    document, sentences = build((P, "Men is tevreden¹ over de hulp."), (N, note))
    found = find_citations(document, sentences)
    assert [citation.form for citation in found] == [NOTE] * count
    assert {document.quote(anchor) for citation in found for anchor in citation.anchors} == ({"¹"} if count else set())


@pytest.mark.parametrize(
    ("note", "authors", "title", "year"),
    [
        (
            "¹ Op 20 mei 2022 schreven wij u [deze brief](#): *Doorgaan met leren*.",
            ("Team Zuid",),
            "Doorgaan met leren",
            "2022",
        ),
        ("¹ Lees [hier](#) wat volgens ons zinvoller is.", ("Team Zuid",), None, None),
        ("¹ Kijk [hier](#) voor meer over het netwerk.", (), None, None),
        (
            "¹ De praktijk is geland in een [eerste versie](#) van een opdracht.",
            (),
            "eerste versie van een opdracht",
            None,
        ),
    ],
)
def test_note_inside_a_sentence_gives_what_it_names(
    note: str, authors: tuple[str, ...], title: str | None, year: str | None
) -> None:
    document, sentences = build((P, "Dat is zo.¹"), (N, note), about=metadata(organisations=("Team Zuid",)))
    (citation,) = find_citations(document, sentences)
    assert (citation.authors, citation.title, citation.year) == (authors, title, year)


def test_ibid_is_the_source_before_it() -> None:
    document, sentences = build(
        (P, "Het ene¹ en het andere²."), (N, "¹ SCP (2018), Zorg in de buurt"), (N, "² Ibid., p. 12.")
    )
    first, second = find_citations(document, sentences)
    assert (second.authors, second.title) == (first.authors, first.title)
    assert second.anchors != first.anchors


def test_mention_in_a_remark_is_a_citation_of_its_own() -> None:
    document, sentences = build((P, "Dat is zo.¹"), (N, "¹ Wij volgen hier de indeling in vieren (RMO 2008)."))
    assert rows(find_citations(document, sentences), document.quote) == [(MENTION, "RMO 2008", "2008")]


def test_entry_has_the_mentions_as_anchors_and_gives_them_its_title() -> None:
    document, sentences = build(
        (P, "Men is tevreden (SCP 2018a). Elders niet (SCP 2018b), zegt SCP (2018a) ook."),
        (B, "SCP (2018a), Zorg in de buurt"),
        (B, "SCP (2018b), Bewolkt met zon"),
    )
    found = find_citations(document, sentences)
    entries = [citation for citation in found if citation.form is ENTRY]
    assert [[document.quote(anchor) for anchor in entry.anchors] for entry in entries] == [
        ["SCP 2018a", "SCP (2018a)"],
        ["SCP 2018b"],
    ]
    assert [citation.title for citation in found if citation.form is MENTION] == [
        "Zorg in de buurt",
        "Bewolkt met zon",
        "Zorg in de buurt",
    ]


@pytest.mark.parametrize(
    ("mention", "is_linked"),
    [
        ("(Zuidhoudt e.a. 2002)", True),  # a slip in the name
        ("(Zuidhout 2002)", True),
        ("(Pietersen 2002)", False),
        ("(Zuidhout 2003)", False),
    ],
)
def test_misspelt_name_leads_to_the_one_entry_of_its_year(mention: str, is_linked: bool) -> None:
    document, sentences = build((P, f"Dat is zo {mention}."), (B, "Rob Zuidhout e.a. (2002), De logica van chaos"))
    entry = find_citations(document, sentences)[-1]
    assert bool(entry.anchors) is is_linked


def test_mention_that_fits_two_entries_leads_to_none() -> None:
    document, sentences = build((P, "Zo is het (SCP 2018)."), (B, "SCP (2018a), Zorg"), (B, "SCP (2018b), Zon"))
    assert all(not citation.anchors for citation in find_citations(document, sentences) if citation.form is ENTRY)


def test_title_in_the_text_leads_to_its_entry() -> None:
    document, sentences = build(
        (P, "Rapporten vanuit de VNG: *Wil tot beter* (2006) en *De eerste laag* (2007)."),
        (B, "VNG (2006), Wil tot beter. Gemeenten in 2015"),
        (B, "VNG (2007), De eerste laag"),
    )
    found = find_citations(document, sentences)
    assert [citation.authors for citation in found if citation.form is OTHER] == [("VNG",), ("VNG",)]
    assert all(len(citation.anchors) == 1 for citation in found if citation.form is ENTRY)


def test_numbered_entries_are_anchored_at_their_numbers() -> None:
    document, sentences = build(
        (P, "Dat werkt [1]. En dit ook [1, 2]."),
        (B, "[1] Bakema, J. (2019). Vijf jaar verder."),
        (B, "[2] RMO (2004), Verschil in de staat"),
    )
    assert [len(citation.anchors) for citation in find_citations(document, sentences)] == [2, 1]


def test_merged_entries_are_cut() -> None:
    words = (
        "De Graaf, W., 2020. Bouwstenen voor beleid. Dossier, 37-43. "
        "Smit, G.H. en R. Jansma, 2021. Eindrapport over stikstof."
    )
    document, sentences = build((B, words))
    assert [citation.year for citation in find_citations(document, sentences)] == ["2020", "2021"]


def test_same_article_is_one_citation_with_all_its_anchors() -> None:
    document, sentences = build(
        (P, "Zie artikel 2.3 van de Jeugdwet. Ook Jeugdwet art. 2.3 geldt. Net als artikel 2.4 Jeugdwet.")
    )
    assert [(citation.identifier, len(citation.anchors)) for citation in find_citations(document, sentences)] == [
        ("Jeugdwet, art. 2.3", 2),
        ("Jeugdwet, art. 2.4", 1),
    ]


def test_short_name_of_a_programme_is_an_anchor() -> None:
    document, sentences = build(
        (P, "De ‘Hervormingsagenda Jeugd’ is vastgesteld."), (P, "De Hervormingsagenda¹ is er."), (N, "¹ Een agenda.")
    )
    (citation,) = find_citations(document, sentences)
    assert [document.quote(anchor) for anchor in citation.anchors] == ["Hervormingsagenda Jeugd", "Hervormingsagenda"]


def test_noted_title_is_left_to_its_note() -> None:
    document, sentences = build(
        (P, "Uit het rapport *Eigenwijs leren*¹ blijkt dat."), (N, "¹ Verwey-Jonker (2021), Eigenwijs leren")
    )
    assert [citation.form for citation in find_citations(document, sentences)] == [NOTE]


def test_blocks_that_do_not_argue_hold_no_running_citations() -> None:
    words = "Zie Kamerstuk 31839-290 (SCP 2018) en https://www.voorbeeld.nl/pagina voor meer."
    kinds = (BlockKind.FURNITURE, BlockKind.CONTENTS, BlockKind.ADDRESS, BlockKind.SIGNATURE)
    document, sentences = build(*[(kind, words) for kind in kinds])
    assert find_citations(document, sentences) == ()


def test_ids_are_numbered_in_order_of_position() -> None:
    document, sentences = build(
        (P, "Eerst (RMO 2008), dan Kamerstuk 31839-290, dan Stb. 2014, 105."), (B, "RMO (2008), Tussen")
    )
    found = find_citations(document, sentences)
    assert [citation.id for citation in found] == [f"{document.short_id}:c{number}" for number in (1, 2, 3, 4)]
    assert [citation.span for citation in found] == sorted(citation.span for citation in found)
