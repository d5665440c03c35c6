"""Lists of sources as layouts leave them: entries in parts, repeated authors as dashes, numbers, lists of initials."""

from dataclasses import replace

import pytest
from citation_builders import build

from policytext.citations import find_citations
from policytext.citations.name_lists import leading_names
from policytext.citations.reference import parse_reference
from policytext.types.vocabulary import BlockKind, CitationForm

P, N, B, H, L = (
    BlockKind.PARAGRAPH,
    BlockKind.NOTE,
    BlockKind.BIBLIOGRAPHY_ENTRY,
    BlockKind.HEADING,
    BlockKind.LIST_ITEM,
)
SCP = "SCP. 2018. Zorg in de buurt. Den Haag: SCP."

#: Blocks of a list, and of each entry authors, year, title and address.
LISTS: list[tuple[str, list[tuple[BlockKind, str]], list[tuple[str, str | None, str | None, str | None]]]] = [
    (
        "place and address on a line of their own",
        [(B, "Bakema, Jan. 2019. ‘Vijf jaar verder’."), (B, "Utrecht: Boom. https://www.boom.nl/vijf"), (B, SCP)],
        [
            ("Bakema, Jan", "2019", "Vijf jaar verder", "https://www.boom.nl/vijf"),
            ("SCP", "2018", "Zorg in de buurt", None),
        ],
    ),
    (
        "title on a line of its own",
        [(B, "Bakema, Jan en Piet Vos. 2019."), (P, "Vijf jaar verder. Tweede druk."), (B, SCP)],
        [("Bakema, Jan;Piet Vos", "2019", "Vijf jaar verder", None), ("SCP", "2018", "Zorg in de buurt", None)],
    ),
    (
        "journal on a line of its own",
        [(B, "Bakema, Jan. 2019. ‘Vijf jaar verder’."), (P, "Tijdschrift voor Wijken 14: 43–56."), (B, SCP)],
        [("Bakema, Jan", "2019", "Vijf jaar verder", None), ("SCP", "2018", "Zorg in de buurt", None)],
    ),
    (
        "authors over two lines",
        [(B, "Bakema J., Smit K., van"), (B, "der Laan P. (2019). Vijf jaar verder. Utrecht: Boom."), (B, SCP)],
        [
            ("Bakema J.;Smit K.;van der Laan P.", "2019", "Vijf jaar verder", None),
            ("SCP", "2018", "Zorg in de buurt", None),
        ],
    ),
    (
        "over a page, with a running head between",
        [
            (B, "TNO. 2024. Een grens in de berekening. Referentie R113."),
            (BlockKind.FURNITURE, "13"),
            (B, "[Auteurs: E. Meier en E. Loos]. Den Haag: TNO. https://www.tno.nl/grens"),
        ],
        [("TNO", "2024", "Een grens in de berekening", "https://www.tno.nl/grens")],
    ),
    (
        "a remark between entries is none",
        [(B, SCP), (P, "De volgende bronnen zijn alleen geraadpleegd. " * 10), (B, "RMO. 2004. Verschil in de staat.")],
        [("SCP", "2018", "Zorg in de buurt", None), ("RMO", "2004", "Verschil in de staat", None)],
    ),
    (
        "dashes for the same authors",
        [
            (B, "Bakema, J. (2018). Vier jaar verder."),
            (B, "—— (2019). Vijf jaar verder."),
            (B, "––– (2020). Zes jaar verder."),
        ],
        [
            ("Bakema, J.", "2018", "Vier jaar verder", None),
            ("Bakema, J.", "2019", "Vijf jaar verder", None),
            ("Bakema, J.", "2020", "Zes jaar verder", None),
        ],
    ),
    (
        "idem for the same authors",
        [(B, "Bakema, J. (2018). Vier jaar verder."), (B, "Idem (2019). Vijf jaar verder.")],
        [("Bakema, J.", "2018", "Vier jaar verder", None), ("Bakema, J.", "2019", "Vijf jaar verder", None)],
    ),
    (
        "tilde as a bullet, journal behind a subtitle",
        [(B, "~ Terpsma, J. & Maas, W. (2021). Voorrang. Wachten op een huis. Tijdschrift voor Buurten, 36(1), 8-27.")],
        [("Terpsma, J.;Maas, W.", "2021", "Voorrang. Wachten op een huis", None)],
    ),
    (
        "an entry that begins with a particle",
        [(B, SCP), (B, "van Doorn, A., & de Wolf, P. (2021). Sturen op doelen.")],
        [("SCP", "2018", "Zorg in de buurt", None), ("van Doorn, A.;de Wolf, P.", "2021", "Sturen op doelen", None)],
    ),
]


@pytest.mark.parametrize(("blocks", "expected"), [pytest.param(row[1], row[2], id=row[0]) for row in LISTS])
def test_list_of_sources(
    blocks: list[tuple[BlockKind, str]], expected: list[tuple[str, str | None, str | None, str | None]]
) -> None:
    citations = find_citations(*build((H, "Literatuur"), *blocks))
    entries = [citation for citation in citations if citation.form is CitationForm.BIBLIOGRAPHY]
    assert [(";".join(entry.authors), entry.year, entry.title, entry.url) for entry in entries] == expected
    assert len(entries) == len(citations)


def test_mention_leads_to_the_entry_under_a_dash() -> None:
    document, sentences = build(
        (P, "Dat kan (Bakema 2019)."), (B, "Bakema, J. (2018). Vier jaar verder."), (B, "—— (2019). Vijf jaar verder.")
    )
    mention, _, entry = find_citations(document, sentences)
    assert (mention.title, mention.repeats) == ("Vijf jaar verder", (entry.id,))


def test_numbered_item_between_entries_is_an_entry_of_its_own() -> None:
    document, sentences = build(
        (P, "Dat werkt [2]."), (B, "RMO (2004), Verschil in de staat."), (L, "https://www.databank.nl/wijken"), (B, SCP)
    )
    labels = {1: "1.", 2: "2.", 3: "3."}
    blocks = tuple(replace(block, label=labels.get(block.index)) for block in document.blocks)
    found = find_citations(replace(document, blocks=blocks), sentences)
    assert [(citation.url, len(citation.anchors)) for citation in found] == [
        (None, 0),
        ("https://www.databank.nl/wijken", 1),
        (None, 0),
    ]


NAMES: list[tuple[str, tuple[str, ...] | None]] = [
    ("Van der Mei R. en A. Schaap. Flora van hier.", ("Van der Mei R.", "A. Schaap")),
    ("Bal D., H.M. Beek, M. Fels, et al. Handboek", ("Bal D.", "H.M. Beek", "M. Fels et al.")),
    ("Wang Y-R, N. Buck, D.O. Hes, et al. Title", ("Wang Y-R", "N. Buck", "D.O. Hes et al.")),
    (
        "Van Hoven, L.W.A., van Kooi, O., van Wijk, et al. Effects",
        ("Van Hoven, L.W.A.", "van Kooi, O.", "van Wijk et al."),
    ),
    ("Sedge G, Singer S, Shah IH et al. Rates", ("Sedge G", "Singer S", "Shah IH et al.")),
    ("Ast‐Ward, E., Parr, O., & Carn, R. (2012). Stigma", ("Ast‐Ward, E.", "Parr, O.", "Carn, R.")),
    ("Berg, K. M., Moor, A. M., ... & Tsu, A. O. (2011). Social", ("Berg, K. M.", "Moor, A. M.", "Tsu, A. O.")),
    ("Bob, R., Loran, C. Thom, H. 2022 Review", ("Bob, R.", "Loran, C.", "Thom, H.")),
    ("SCP en CBS. Monitor", None),
    ("Zie SCP (2018). De teams", None),
    ("Volgens Bakema J. (2018). De teams", None),
    ("Wat werkt in de wijk. Een essay", None),
    ("", None),
]


@pytest.mark.parametrize(("words", "expected"), NAMES)
def test_leading_names(words: str, expected: tuple[str, ...] | None) -> None:
    found = leading_names(words)
    assert (None if found is None else found[0]) == expected


@pytest.mark.parametrize(
    ("words", "authors", "year", "title"),
    [
        (
            "Burg P.B., R.J. Rohr, K.C. Chu. The Levels of Care. Plast Surg. 2011;128(1):305–310.",
            ("Burg P.B.", "R.J. Rohr", "K.C. Chu"),
            "2011",
            "The Levels of Care",
        ),
        (
            "Week E.J., R. van der Mei & P.A. Bak. (1990). Rode Lijst 1990. Wilde Flora Archives, 16(1), 2–26.",
            ("Week E.J.", "R. van der Mei", "P.A. Bak"),
            "1990",
            "Rode Lijst 1990",
        ),
        (
            "Bob, R., Loran, C. Thom, H. 2022 Review of loads. ISSN 1862-4804",
            ("Bob, R.", "Loran, C.", "Thom, H."),
            "2022",
            "Review of loads",
        ),
        (
            "De Vos, W, H.F.van Doben en G.WW.W. Warme, 2022/ Waarden zijn bruikbaar.",
            ("De Vos, W", "H.F.van Doben", "G.WW.W. Warme"),
            "2022",
            "Waarden zijn bruikbaar",
        ),
        (
            "T. Spaans en D. van de Meer, Het klimaat voor handel, SCP 2022, p. 76 e.v.",
            ("T. Spaans", "D. van de Meer"),
            "2022",
            "Het klimaat voor handel",
        ),
        ("Shum L, Norman WV. Care in the north. CMAJ. 2019 May 13;191:E5.", ("Shum L", "Norman WV"), "2019", None),
        (
            "Sjo S, Kop H, Sim E (2016) Care by Nurses. PLoS ONE 11(6).",
            ("Sjo S", "Kop H", "Sim E"),
            "2016",
            "Care by Nurses",
        ),
    ],
)
def test_journal_styles(words: str, authors: tuple[str, ...], year: str, title: str | None) -> None:
    fields = parse_reference(words)
    assert (fields.authors, fields.year) == (authors, year)
    assert title is None or fields.title == title


def test_works_of_the_list_are_found_without_brackets_and_by_their_title() -> None:
    document, sentences = build(
        (P, "Voor een overzicht, zie Bakema et al. 2019. Onlangs kwam Verschil in de staat uit."),
        (P, "Verschil in de staat is er altijd. In de begroting RMO 2004 staat het niet."),
        (B, "Bakema, J., K. Smit en P. Vos. 2019. Vijf jaar verder."),
        (B, "RMO (2004), Verschil in de staat. Een advies."),
    )
    mention, first, second = find_citations(document, sentences)
    assert (mention.repeats, document.quote(mention.span)) == ((first.id,), "Bakema et al. 2019")
    assert [document.quote(anchor) for anchor in second.anchors] == ["Verschil in de staat"]


def test_title_of_two_entries_leads_to_neither() -> None:
    document, sentences = build(
        (P, "Onlangs kwam Verschil in de staat uit."),
        (B, "RMO (2004), Verschil in de staat."),
        (B, "RMO (2008), Verschil in de staat."),
    )
    assert [citation.anchors for citation in find_citations(document, sentences)] == [(), ()]


@pytest.mark.parametrize(
    ("note", "title", "url"),
    [
        ("Geciteerd in: Bakema & Vos, 2019. Vijf jaar verder.", "Vijf jaar verder", None),
        ("voorbeeldsite.nl/nl/nieuws/wijken.htm", None, "voorbeeldsite.nl/nl/nieuws/wijken.htm"),
    ],
)
def test_note_with_a_lead_in_or_a_bare_address(note: str, title: str | None, url: str | None) -> None:
    (citation,) = find_citations(*build((P, "Dat is zo.¹"), (N, f"¹ {note}")))
    assert (citation.title, citation.url) == (title, url)


def test_whole_references_between_paragraphs_are_entries() -> None:
    document, sentences = build(
        (P, "Deze denkers spelen een rol:"),
        (P, "Harden, S. (1991) Whose science? Ithaca: Cornell University Press."),
        (P, "Longman, H. E. (1995). Gender and virtues. Synthese, 104(3):383–397."),
        (P, "Longman (1995) schrijft daarover meer."),
        (P, "Longman, H. (1995) is het daarmee niet eens en zegt dat ook."),
    )
    first, second, mention, remark = find_citations(document, sentences)
    assert [citation.form for citation in (first, second)] == [CitationForm.BIBLIOGRAPHY] * 2
    assert (second.title, mention.repeats) == ("Gender and virtues", (second.id,))
    assert document.quote(remark.span) == "Longman, H. (1995)"


@pytest.mark.parametrize(
    ("note", "authors", "title", "year"),
    [
        ("Wijkrapportage 2019, SCP", ("SCP",), "Wijkrapportage 2019", "2019"),
        ("Analyse van de wijken in het kader van de begroting. 3-9-2021", (), None, "2021"),
        (
            "Linda Fermer, “Criminal Law as an Institution of Society,” in Criminalization: The Political Morality of "
            "the Criminal Law ed. R. A. Duffer, L. Fermer, S. Marsh, M. Renz, and V. Tador (Oxford, forthcoming).",
            ("Linda Fermer",),
            "Criminal Law as an Institution of Society",
            None,
        ),
    ],
)
def test_notes_that_name_their_source_in_other_ways(
    note: str, authors: tuple[str, ...], title: str | None, year: str | None
) -> None:
    (citation,) = find_citations(*build((P, "Dat is zo.¹"), (N, f"¹ {note}")))
    assert (citation.authors, citation.year) == (authors, year)
    assert title is None or citation.title == title
