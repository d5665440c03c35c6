"""Documents named by kind, sender and date, and the documents of the corpus to which they lead."""

from dataclasses import replace

import pytest
from citation_builders import build, metadata

from policytext.citations import find_citations, resolve_citations
from policytext.types.document import Metadata
from policytext.types.vocabulary import BlockKind, CitationForm, DocumentKind, Resolution

P, N, H = BlockKind.PARAGRAPH, BlockKind.NOTE, BlockKind.HEADING
TEAM = ("Team Zuid",)
LETTER = metadata("Nog eenmaal over de wijken", "2022-09-01", TEAM, DocumentKind.BRIEF)

FOUND: list[tuple[str, list[tuple[str, str, str | None]]]] = [
    ("In de eerdere brief van 20 mei 2022 staat dat.", [("de eerdere brief van 20 mei 2022", "Team Zuid", "2022")]),
    ("In onze brief van 12 juni jl. vroegen wij dat.", [("onze brief van 12 juni jl.", "Team Zuid", "2022")]),
    ("In onze brief van 12 oktober jl. vroegen wij dat.", [("onze brief van 12 oktober jl.", "Team Zuid", "2021")]),
    ("In mijn brief van 3 mei vorig jaar stond dat.", [("mijn brief van 3 mei vorig jaar", "Team Zuid", "2021")]),
    (
        "Het rapport dat wij in maart 2020 publiceerden, laat dat zien.",
        [("Het rapport dat wij in maart 2020 publiceerden", "Team Zuid", "2020")],
    ),
    ("In ons advies van maart 2021 stond dat.", [("ons advies van maart 2021", "Team Zuid", "2021")]),
    (
        "Zie ons eerdere position paper (3 mei 2021).",
        [("ons eerdere position paper (3 mei 2021)", "Team Zuid", "2021")],
    ),
    (
        "Het advies dat de VNG in mei 2021 uitbracht, helpt.",
        [("Het advies dat de VNG in mei 2021 uitbracht", "VNG", "2021")],
    ),
    ("In de brief van de VNG van 12 juni jl. staat dat.", [("de brief van de VNG van 12 juni jl.", "VNG", "2022")]),
    ("Uw brief van 12 juni jl. hebben wij gelezen.", []),
    ("Onze brief lag er op 12 juni jl. al.", []),
    ("In de loop van 12 juni jl. kwam er een brief van een bewoner.", []),
]


@pytest.mark.parametrize(("words", "expected"), FOUND)
def test_documents_by_kind_and_date(words: str, expected: list[tuple[str, str, str | None]]) -> None:
    document, sentences = build((P, words), about=LETTER)
    found = [
        (document.quote(citation.span), ";".join(citation.authors), citation.year)
        for citation in find_citations(document, sentences)
    ]
    assert found == expected


def test_number_behind_a_dated_letter_is_the_citation() -> None:
    words = "In mijn brief aan uw Kamer van 3 mei 2021 (Kamerstuk 31 839, nr. 290) stond dat."
    (citation,) = find_citations(*build((P, words), about=LETTER))
    assert (citation.form, citation.identifier) == (CitationForm.KAMERSTUK, "31839-290")


def test_note_at_the_end_of_the_sentence_is_the_citation() -> None:
    document, sentences = build(
        (P, "In onze brief van 20 mei 2022 vroegen wij daarom.¹ In onze brief van 12 juni jl. niet meer."),
        (N, "¹ Team Zuid (2022), Houd koers op de wijken."),
        about=LETTER,
    )
    found = [document.quote(citation.span) for citation in find_citations(document, sentences)]
    assert found == ["onze brief van 12 juni jl.", "Team Zuid (2022), Houd koers op de wijken."]


def corpus_of(**documents: Metadata) -> dict[str, Metadata]:
    """A corpus under short names."""
    return documents


MAY = metadata("Houd koers op de wijken", "2022-05-20", TEAM, DocumentKind.BRIEF)
MAY_OF_OTHERS = metadata("Jaarlijkse uitvraag", "2022-05-20", ("VNG",), DocumentKind.BRIEF)
SECOND_OF_MAY = metadata("Vragen over de begroting", "2022-05-20", TEAM, DocumentKind.BRIEF)
JUNE = metadata("Over het geld", "2022-06-12", TEAM, DocumentKind.BRIEF)
REPORT = metadata("Wijken in beeld", "2020-03", TEAM, DocumentKind.RAPPORT)
REPORT_OF_OTHERS = metadata("Gemeenten in beeld", "2020-03-10", ("VNG",), DocumentKind.RAPPORT)
ADVICE = metadata("Een advies over buurten", "2021-05-04", ("VNG",), DocumentKind.ADVIES)
TO_KAMER = metadata("Stand van zaken wijken", "2021-10-21", ("VWS",), DocumentKind.KAMERBRIEF)

RESOLVED: list[tuple[str, str, dict[str, Metadata], list[str]]] = [
    ("earlier letter", "In de eerdere brief van 20 mei 2022 stond dat.", corpus_of(a=MAY, b=JUNE), ["a"]),
    (
        "not that of another sender",
        "In onze brief van 20 mei 2022 stond dat.",
        corpus_of(a=MAY, b=MAY_OF_OTHERS),
        ["a"],
    ),
    ("only one of another sender", "In onze brief van 20 mei 2022 stond dat.", corpus_of(b=MAY_OF_OTHERS), []),
    ("two of that day", "In onze brief van 20 mei 2022 stond dat.", corpus_of(a=MAY, b=SECOND_OF_MAY), ["a", "b"]),
    ("year from the letter itself", "In onze brief van 12 juni jl. stond dat.", corpus_of(a=JUNE, b=MAY), ["a"]),
    (
        "year before, as June of the next year was not yet",
        "In onze brief van 12 juni jl. stond dat.",
        corpus_of(a=metadata("Later", "2023-06-12", TEAM, DocumentKind.BRIEF)),
        [],
    ),
    (
        "report of a month",
        "Het rapport dat wij in maart 2020 publiceerden, toont dat.",
        corpus_of(a=REPORT, b=REPORT_OF_OTHERS),
        ["a"],
    ),
    (
        "report of another month",
        "Het rapport dat wij in april 2020 publiceerden, toont dat.",
        corpus_of(a=REPORT),
        [],
    ),
    (
        "a letter is no report",
        "Het rapport dat wij in mei 2022 publiceerden, toont dat.",
        corpus_of(a=MAY),
        [],
    ),
    ("advice of another body", "Het advies dat de VNG in mei 2021 uitbracht, helpt.", corpus_of(a=ADVICE), ["a"]),
    ("letter to the Kamer", "In de Kamerbrief van 21 oktober jl. staat dat.", corpus_of(a=TO_KAMER), ["a"]),
    (
        "another addressee",
        "In onze brief aan de gemeenteraad van 20 mei 2022 stond dat.",
        corpus_of(a=metadata("Houd koers", "2022-05-20", TEAM, DocumentKind.BRIEF)),
        ["a"],
    ),
]


@pytest.mark.parametrize(
    ("words", "corpus", "expected"), [pytest.param(row[1], row[2], row[3], id=row[0]) for row in RESOLVED]
)
def test_document_of_a_date(words: str, corpus: dict[str, Metadata], expected: list[str]) -> None:
    document, sentences = build((P, words), about=LETTER)
    citations = find_citations(document, sentences)
    resolved, _ = resolve_citations({document.id: citations}, {document.id: LETTER, **corpus})
    (citation,) = resolved[document.id]
    if len(expected) == 1:
        assert (citation.resolution, citation.resolved_to) == (Resolution.RESOLVED, expected[0])
    else:
        assert citation.resolution is (Resolution.AMBIGUOUS if expected else Resolution.NOT_RESOLVED)
        assert list(citation.candidates) == expected


@pytest.mark.parametrize(
    ("addressee", "is_found"), [("de gemeenteraad van Meerdrecht", True), ("de minister van VWS", False)]
)
def test_addressee_rules_out(addressee: str, is_found: bool) -> None:
    document, sentences = build((P, "In onze brief aan de gemeenteraad van 20 mei 2022 stond dat."), about=LETTER)
    corpus = {document.id: LETTER, "a": replace(MAY, addressee=addressee)}
    resolved, _ = resolve_citations({document.id: find_citations(document, sentences)}, corpus)
    assert (resolved[document.id][0].resolved_to == "a") is is_found


def test_letter_with_everything_that_it_builds_on() -> None:
    """A letter as organisations write them: its sources lead to the corpus through text, notes and short forms."""
    document, sentences = build(
        (H, "Nog eenmaal over de wijken"),
        (P, "In onze brief van 20 mei 2022 vroegen wij om rust. In die brief wezen wij op het geld.¹"),
        (P, "Dat deden wij op grond van ons rapport ‘Wijken in beeld’ uit 2020.² Het rapport is nog actueel.³"),
        (N, "¹ Team Zuid, Over het geld, 12 juni 2022."),
        (N, "² Team Zuid (2020), Wijken in beeld."),
        (N, "³ Ibid., p. 12."),
        about=LETTER,
    )
    corpus = {document.id: LETTER, "may": MAY, "june": JUNE, "report": REPORT, "other": REPORT_OF_OTHERS}
    resolved, works = resolve_citations({document.id: find_citations(document, sentences)}, corpus)
    led = [(document.quote(citation.span), citation.resolved_to) for citation in resolved[document.id]]
    assert led == [
        ("onze brief van 20 mei 2022", "may"),
        ("die brief", "may"),
        ("Team Zuid, Over het geld, 12 juni 2022.", "june"),
        ("Team Zuid (2020), Wijken in beeld.", "report"),
        ("Ibid., p. 12.", "report"),
    ]
    assert {work.corpus_document for work in works} == {"may", "june", "report"}
