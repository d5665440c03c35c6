"""Short forms lead back to the source that they repeat; what is ambiguous stays so, what leads nowhere is none."""

from dataclasses import replace

import pytest
from citation_builders import build

from policytext.citations import find_citations, resolve_citations
from policytext.citations.context import Pointing, Short
from policytext.citations.short_forms import read_short
from policytext.types.citation import Citation
from policytext.types.document import NoteMarker
from policytext.types.spans import Span
from policytext.types.vocabulary import BlockKind, CitationForm

P, N, B = BlockKind.PARAGRAPH, BlockKind.NOTE, BlockKind.BIBLIOGRAPHY_ENTRY
_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")


def in_notes(*notes: str) -> tuple[Citation, ...]:
    """Citations of a paragraph whose sentences carry these notes, numbered from 1."""
    marks = [str(number).translate(_RAISED) for number in range(1, len(notes) + 1)]
    text = " ".join(f"Dat is zo in geval {number}.{mark}" for number, mark in enumerate(marks, start=1))
    return find_citations(*build((P, text), *((N, f"{mark} {note}") for mark, note in zip(marks, notes, strict=True))))


def leads(citations: tuple[Citation, ...]) -> list[tuple[str | None, list[int]]]:
    """Title of each citation, and the places (from 0) of those that it repeats."""
    places = {citation.id: place for place, citation in enumerate(citations)}
    return [(citation.title, [places[identity] for identity in citation.repeats]) for citation in citations]


FIRST, SECOND = "SCP (2018), Zorg in de buurt", "J. de Wit, Samen verder, Utrecht: Boom 2019."

READ = [
    ("Ibid.", Short(Pointing.BEFORE)),
    ("ibidem, p. 12-14", Short(Pointing.BEFORE)),
    ("Idem, blz. 3.", Short(Pointing.BEFORE)),
    ("T.a.p., p. 4", Short(Pointing.BEFORE)),
    ("O.c., 34", Short(Pointing.BEFORE)),
    ("Zie noot 12", Short(Pointing.NOTE, note="12")),
    ("Zie ook voetnoot 3, p. 7.", Short(Pointing.NOTE, note="3")),
    ("Supra noot 3", Short(Pointing.NOTE, note="3")),
    ("Ibid. (noot 4), p. 2", Short(Pointing.NOTE, note="4")),
    ("De Wit (noot 3), p. 4", Short(Pointing.NOTE, ("De Wit",), "3")),
    ("SCP 2018, zie noot 5", Short(Pointing.NOTE, ("SCP",), "5")),
    ("De Wit & Bos, supra noot 3, p. 9", Short(Pointing.NOTE, ("De Wit", "Bos"), "3")),
    ("De Wit, a.w., p. 12", Short(Pointing.WORK, ("De Wit",))),
    ("Bakema, o.c. p. 3", Short(Pointing.WORK, ("Bakema",))),
    ("De Wit en Bos, op. cit.", Short(Pointing.WORK, ("De Wit", "Bos"))),
    ("Idem voor de gemeenten in het noorden.", None),
    ("Bijlage 3, noot 4", None),
    ("In deze noot staat meer.", None),
    ("a.u.b. tijdig melden", None),
    ("De ID. van de melding.", None),
    ("", None),
]


@pytest.mark.parametrize(("words", "expected"), READ)
def test_read_short(words: str, expected: Short | None) -> None:
    assert read_short(words) == expected


@pytest.mark.parametrize(
    ("notes", "expected"),
    [
        pytest.param(
            (FIRST, "Ibid., p. 12."), [("Zorg in de buurt", []), ("Zorg in de buurt", [0])], id="the source before"
        ),
        pytest.param(
            (FIRST, "Ibid.", "Idem, p. 3."),
            [("Zorg in de buurt", []), ("Zorg in de buurt", [0]), ("Zorg in de buurt", [0])],
            id="a row of them leads to the full reference",
        ),
        pytest.param(
            (FIRST, "Wij rekenen alle teams mee.", "Ibid."),
            [("Zorg in de buurt", []), ("Zorg in de buurt", [0])],
            id="over a note that only remarks",
        ),
        pytest.param(
            (FIRST, SECOND, "Zie noot 1, p. 3."),
            [("Zorg in de buurt", []), ("Samen verder", []), ("Zorg in de buurt", [0])],
            id="a note by its number",
        ),
        pytest.param(
            ("Zie noot 2.", SECOND), [("Samen verder", [1]), ("Samen verder", [])], id="a note that comes later"
        ),
        pytest.param(
            (SECOND, FIRST, "De Wit, a.w., p. 3."),
            [("Samen verder", []), ("Zorg in de buurt", []), ("Samen verder", [0])],
            id="the work of an author",
        ),
        pytest.param(
            (f"{FIRST}; {SECOND}", "De Wit (noot 1), p. 3."),
            [("Zorg in de buurt", []), ("Samen verder", []), ("Samen verder", [1])],
            id="a name picks one source of a note",
        ),
        pytest.param(
            (f"{FIRST}; {SECOND}", "Ibid., p. 3."),
            [("Zorg in de buurt", []), ("Samen verder", []), (None, [0, 1])],
            id="two sources in the note before",
        ),
        pytest.param(
            (FIRST, "SCP (2019), Bewolkt met zon", "SCP, a.w., p. 3."),
            [("Zorg in de buurt", []), ("Bewolkt met zon", []), (None, [0, 1])],
            id="two works of the author",
        ),
        pytest.param(
            (FIRST, "Zie noot 1; J. de Wit, Samen verder, Utrecht: Boom 2019."),
            [("Zorg in de buurt", []), ("Zorg in de buurt", [0]), ("Samen verder", [])],
            id="beside a full reference",
        ),
        pytest.param(
            (FIRST, "SCP 2018, p. 12."),
            [("Zorg in de buurt", []), ("Zorg in de buurt", [0])],
            id="repeated author-year",
        ),
        pytest.param(
            ("R. Zuidhout e.a. (2002), De logica van chaos", "Zijdhout e.a. 2002, p. 4."),
            [("De logica van chaos", []), ("De logica van chaos", [0])],
            id="misspelt name",
        ),
        pytest.param(
            (FIRST, "SCP (2018), Bewolkt met zon", "SCP 2018, p. 12."),
            [("Zorg in de buurt", []), ("Bewolkt met zon", []), (None, [0, 1])],
            id="author-year of two works",
        ),
        pytest.param(("Ibid., p. 12.", FIRST), [("Zorg in de buurt", [])], id="nothing before it"),
        pytest.param((FIRST, "Zie noot 44."), [("Zorg in de buurt", [])], id="no such note"),
        pytest.param((FIRST, "Bakema, a.w., p. 2."), [("Zorg in de buurt", [])], id="an author who was not cited"),
        pytest.param(("Wij tellen alle teams.", "Zie noot 1."), [], id="a note without a source"),
    ],
)
def test_short_form_in_notes(notes: tuple[str, ...], expected: list[tuple[str | None, list[int]]]) -> None:
    citations = in_notes(*notes)
    assert leads(citations) == expected
    assert {citation.form for citation in citations} <= {CitationForm.FOOTNOTE}


def test_resolved_short_form_has_the_fields_of_what_it_repeats_and_its_own_anchor() -> None:
    first, second = in_notes("SCP (2018a), Zorg in de buurt. https://www.scp.nl/zorg", "Ibid., p. 3.")
    assert (second.authors, second.year, second.year_suffix, second.url) == (
        first.authors,
        first.year,
        first.year_suffix,
        first.url,
    )
    assert second.repeats == (first.id,)
    assert second.anchors != first.anchors


def test_numbers_that_start_again_lead_to_the_nearest_note_before() -> None:
    document, sentences = build(
        (P, "Het ene.¹"), (N, f"¹ {FIRST}"), (P, "Het andere.¹"), (N, f"¹ {SECOND}"), (N, "² Zie noot 1.")
    )
    assert [citation.title for citation in find_citations(document, sentences)][-1] == "Samen verder"


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("Zo is het (RMO 2008). Elders ook (ibid., p. 3).", [[], [0]]),
        ("Zo is het (SCP 2018; RMO 2008). Elders ook (ibid., p. 3).", [[], [], [0, 1]]),
        ("Zo is het (ibid., p. 3).", []),
        ("Zo is het (RMO 2008). Dat geldt overal (idem voor Utrecht).", [[]]),
    ],
)
def test_short_form_in_running_text(words: str, expected: list[list[int]]) -> None:
    citations = find_citations(*build((P, words)))
    assert [repeats for _, repeats in leads(citations)] == expected
    assert all(citation.form is CitationForm.AUTHOR_YEAR for citation in citations if len(citation.repeats) < 2)


def test_running_mention_leads_to_the_note_that_describes_the_work() -> None:
    document, sentences = build(
        (P, "Volgens Bakema en anderen (2020) kan dat.¹"), (N, "¹ Bakema e.a., 2020. Leren van casussen in de wijk.")
    )
    mention, note = find_citations(document, sentences)
    assert (mention.title, mention.repeats) == ("Leren van casussen in de wijk", (note.id,))


def test_second_author_that_a_work_does_not_have_rules_it_out() -> None:
    document, sentences = build(
        (P, "Dat schrijven Bakema en Vos (2022)."), (B, "Bakema, J. en K. Smit (2022). Leren van casussen in de wijk.")
    )
    mention, entry = find_citations(document, sentences)
    assert (mention.repeats, entry.anchors) == ((), ())


def test_mention_of_two_entries_keeps_both_as_candidates() -> None:
    document, sentences = build((P, "Zo is het (SCP 2018)."), (B, "SCP (2018a), Zorg"), (B, "SCP (2018b), Zon"))
    mention, first, second = find_citations(document, sentences)
    assert (mention.repeats, mention.title) == ((first.id, second.id), None)


def test_entry_of_two_years_is_found_under_both() -> None:
    document, sentences = build((P, "Zo is het (Bakema 2014)."), (B, "Bakema, J. 2013/2014. Leren van casussen."))
    mention, entry = find_citations(document, sentences)
    assert mention.repeats == (entry.id,)


@pytest.mark.parametrize("label", ["2.", "[2]", "2"])
def test_number_that_the_layout_took_off_an_entry_leads_its_mentions_there(label: str) -> None:
    document, sentences = build(
        (P, "Dat werkt [1]. En dit ook [1, 2]."), (B, "RMO (2004), Verschil in de staat"), (B, "SCP (2018), Zorg")
    )
    labels = {1: "1.", 2: label}
    blocks = tuple(replace(block, label=labels.get(block.index)) for block in document.blocks)
    first, second = find_citations(replace(document, blocks=blocks), sentences)
    assert [document.quote(anchor) for anchor in second.anchors] == ["[1, 2]"]
    assert len(first.anchors) == 2


def test_raised_number_without_a_note_leads_to_the_entry_of_that_number() -> None:
    document, sentences = build(
        (P, "Dat werkt.² En dit."), (B, "1. RMO (2004), Verschil in de staat"), (B, "2. SCP (2018), Zorg")
    )
    assert document.markers == (NoteMarker(Span(10, 11), "2", None),)
    first, second = find_citations(document, sentences)
    assert (first.anchors, second.anchors) == ((), (Span(10, 11),))


def test_short_forms_are_the_work_that_they_repeat() -> None:
    document, sentences = build(
        (P, "Het ene¹, het andere² en nog iets³ en meer⁴."),
        (N, f"¹ {FIRST}"),
        (N, "² Ibid., p. 12."),
        (N, f"³ {SECOND}"),
        (N, "⁴ SCP, a.w., p. 3."),
    )
    resolved, works = resolve_citations({document.id: find_citations(document, sentences)}, {})
    first, again, second, third = resolved[document.id]
    assert first.work == again.work == third.work != second.work
    assert sorted(len(work.citations) for work in works) == [1, 3]
