"""Words and names that lead back: "dit rapport", "genoemde brief", "(hierna: het Advies)"."""

import pytest
from citation_builders import build, metadata

from policytext.citations import find_citations
from policytext.types.vocabulary import BlockKind, DocumentKind

P, N, B = BlockKind.PARAGRAPH, BlockKind.NOTE, BlockKind.BIBLIOGRAPHY_ENTRY
LETTER, REPORT, PAPER = DocumentKind.BRIEF, DocumentKind.RAPPORT, DocumentKind.NOTITIE

#: What a document of a kind says, and the words of its short forms, each with the places of what they repeat.
POINTING: list[tuple[str, DocumentKind, str, list[tuple[str, list[int]]]]] = [
    (
        "report in a letter, twice",
        LETTER,
        "Uit het rapport ‘Niet alles kan hier’ blijkt dat. Dit rapport laat meer zien. Dat rapport is helder.",
        [("Dit rapport", [0]), ("Dat rapport", [0])],
    ),
    (
        "report in a report is the report itself",
        REPORT,
        "Uit het rapport ‘Niet alles kan hier’ blijkt dat. Dit rapport laat meer zien.",
        [],
    ),
    (
        "advice in a paper is that paper itself",
        PAPER,
        "Uit het advies ‘Niet alles kan hier’ blijkt dat. In dit advies werken wij dat uit.",
        [],
    ),
    (
        "the one of which it was just said",
        REPORT,
        "Uit het rapport ‘Niet alles kan hier’ blijkt dat. In genoemd rapport staat meer.",
        [("genoemd rapport", [0])],
    ),
    (
        "two of them in the sentence",
        REPORT,
        "In het rapport ‘Niet alles kan hier’ en het rapport ‘Wel iets daar’ staat dat. Het genoemde rapport helpt.",
        [("Het genoemde rapport", [0, 1])],
    ),
    (
        "the nearer one",
        LETTER,
        "Zie het rapport ‘Niet alles kan hier’. Zie ook het rapport ‘Wel iets daar’. Dit rapport is helder.",
        [("Dit rapport", [1])],
    ),
    (
        "earlier letter",
        LETTER,
        "In onze brief van 20 mei 2022 stond dat. In deze brief vroegen wij om geld. In die brief stond nog meer.",
        [("deze brief", [0]), ("die brief", [0])],
    ),
    (
        "letter that is read now",
        LETTER,
        "In onze brief van 20 mei 2022 stond dat. In deze brief gaan wij verder.",
        [],
    ),
    ("another kind of document", LETTER, "Uit het rapport ‘Niet alles kan hier’ blijkt dat. Dit advies is helder.", []),
    ("named anew", LETTER, "Zie het rapport ‘Niet alles kan hier’. Dit rapport van de gemeente is helder.", []),
    (
        "a conjunction",
        LETTER,
        "Zie het advies ‘Niet alles kan hier’. Wij vinden dat de adviezen en dat advies geven helpt.",
        [("dat advies", [0])],
    ),
    ("what is being done", LETTER, "Zie het onderzoek ‘Niet alles kan hier’. Dit onderzoek kijkt naar geld.", []),
    (
        "the study that was named",
        LETTER,
        "Zie het onderzoek ‘Niet alles kan hier’. Genoemd onderzoek kijkt naar geld.",
        [("Genoemd onderzoek", [0])],
    ),
    ("nothing before it", LETTER, "Genoemd rapport is helder. Die brief ook.", []),
    (
        "too far back for dit",
        LETTER,
        "Zie het rapport ‘Niet alles kan hier’. Het regent. Het waait. Dit rapport is helder.",
        [],
    ),
]


@pytest.mark.parametrize(
    ("kind", "words", "expected"), [pytest.param(row[1], row[2], row[3], id=row[0]) for row in POINTING]
)
def test_pointing_words(kind: DocumentKind, words: str, expected: list[tuple[str, list[int]]]) -> None:
    document, sentences = build((P, words), about=metadata(kind=kind, date="2025-01-01"))
    citations = find_citations(document, sentences)
    places = {citation.id: place for place, citation in enumerate(citations)}
    found = [citation for citation in citations if citation.repeats]
    assert [
        (document.quote(citation.span), [places[identity] for identity in citation.repeats]) for citation in found
    ] == expected
    for citation in found:
        source = citations[places[citation.repeats[0]]]
        assert citation.title == (source.title if len(citation.repeats) == 1 else None)


#: Blocks of a report, and the words of the anchors of its first citation.
INTRODUCED: list[tuple[str, list[tuple[BlockKind, str]], list[str]]] = [
    (
        "behind a title",
        [
            (
                P,
                "Het advies ‘Samen sterk’ (SER, 2021) (hierna: het Advies) helpt. Het Advies is er. Een advies niet.",
            )
        ],
        ["‘Samen sterk’ (SER, 2021)", "Advies"],
    ),
    (
        "of a note",
        [(P, "Zie Samen sterk (hierna: het Advies).¹ Het Advies is helder."), (N, "¹ SER (2021), Samen sterk.")],
        ["¹", "Advies"],
    ),
    (
        "inside a note",
        [(P, "Zie daar.¹ De Verkenning is helder."), (N, "¹ SER (2021), Samen sterk (verder: de Verkenning).")],
        ["¹", "Verkenning"],
    ),
    (
        "a common noun with its article",
        [
            (
                P,
                "Het rapport ‘Samen sterk’ (verder te noemen: het rapport) helpt. Het rapport is er, een rapport niet.",
            )
        ],
        ["Het rapport ‘Samen sterk’", "Het rapport"],
    ),
    (
        "a body, where it says something",
        [
            (
                P,
                "Zie het rapport ‘Samen sterk’ van de Stuurgroep Wijken (hierna: de Stuurgroep). De Stuurgroep "
                "adviseert dat. Aldus de Stuurgroep. Wij zitten in de Stuurgroep.",
            )
        ],
        ["het rapport ‘Samen sterk’", "Stuurgroep", "Stuurgroep"],
    ),
    (
        "for something that is no source",
        [
            (
                P,
                "Zie SCP (2018). De teams in alle noordelijke gemeenten van het land (hierna: Teams) helpen. Teams.",
            )
        ],
        ["SCP (2018)"],
    ),
]


@pytest.mark.parametrize(("blocks", "expected"), [pytest.param(row[1], row[2], id=row[0]) for row in INTRODUCED])
def test_later_uses_of_an_introduced_name_are_anchors(blocks: list[tuple[BlockKind, str]], expected: list[str]) -> None:
    document, sentences = build(*blocks, about=metadata(kind=REPORT, date="2025-01-01"))
    (citation,) = find_citations(document, sentences)
    assert [document.quote(anchor) for anchor in citation.anchors] == expected


def test_introduced_name_of_a_body_leads_a_mention_to_its_entry() -> None:
    document, sentences = build(
        (P, "Zij werkt in de Stuurgroep Nieuwe Wijken (hierna: de Stuurgroep). Dat is nodig (Stuurgroep, 2019)."),
        (B, "Stuurgroep Nieuwe Wijken (2019). Bouwen in de wijk."),
    )
    mention, entry = find_citations(document, sentences)
    assert (mention.title, mention.repeats) == ("Bouwen in de wijk", (entry.id,))
