"""Corrections: what they change, that they outlive every ingest, and that they can be taken back."""

from dataclasses import replace
from pathlib import Path

import pytest
from store_builders import Ingested, OpenWriter, ingested, make_citation, make_document

from policytext.errors import ConfigError, NotFound
from policytext.store import Filters, Judgement, Reader, StatementRecord, check
from policytext.types.spans import Span
from policytext.types.statement import Relation, Statement
from policytext.types.vocabulary import Aspect, Attribution, BlockKind, RelationType, StatementKind, Strength

CLAIM, ADVICE, PROMISE = StatementKind.CLAIM, StatementKind.RECOMMENDATION, StatementKind.COMMITMENT
OWN, REPORTED = Attribution.OWN, Attribution.REPORTED
NOW, LATER = "2026-01-02T10:00:00+00:00", "2026-01-03T10:00:00+00:00"
REJECTED = Judgement(rejected=True)
TEXT = "De zorg is duur. Gemeenten moeten sparen. Het regende."


def part_of(*paragraphs: str) -> Ingested:
    """A document whose first sentence is a claim and whose second, if any, a recommendation."""
    document = make_document(paragraphs or (TEXT,))
    count = len(ingested(document).sentences)
    return ingested(document, [(0, CLAIM, OWN), (1, ADVICE, OWN)][: min(count, 2)])


def statements(folder: Path, **conditions: object) -> list[StatementRecord]:
    assert check(folder) == []
    with Reader.open(folder) as reader:
        return reader.statements(**conditions)  # type: ignore[arg-type]


def corrected(folder: Path) -> dict[str, StatementRecord]:
    """What a person corrected, by its words."""
    return {record.text: record for record in statements(folder) if record.corrected}


def test_every_field_can_be_corrected(open_writer: OpenWriter, folder: Path) -> None:
    part = part_of()
    judgement = Judgement(ADVICE, False, ("rijk", "gemeenten"), Strength.COULD, REPORTED, "rekenkamer")
    with open_writer() as writer:
        part.put(writer, "a.txt")
        writer.correct(part.keys[0], judgement, NOW, note="zo staat het er")
    (record,) = corrected(folder).values()
    found, now = part.statements[0], record.statement
    assert (now.kind, now.actors, now.strength) == (ADVICE, ("rijk", "gemeenten"), Strength.COULD)
    assert (now.attribution, now.holder, now.confidence) == (REPORTED, "rekenkamer", 1.0)
    assert [reason.aspect for reason in now.reasons] == [Aspect.KIND, Aspect.ACTOR, Aspect.STRENGTH, Aspect.ATTRIBUTION]
    assert (now.id, now.span, now.cues) == (found.id, found.span, found.cues)
    with Reader.open(folder) as reader:
        (kept,) = reader.corrections()
        (sentence,) = reader.sentence_records([part.keys[0]])
        assert [item.id for item in reader.statements(Filters(kinds=(ADVICE,)))] == [found.id, part.statements[1].id]
    assert (kept.found, kept.now, kept.judgement) == ((found,), now, judgement)
    assert (kept.note, kept.made_at, kept.source) == ("zo staat het er", NOW, "a.txt")
    assert (kept.text, kept.before, kept.after) == ("De zorg is duur.", "", "Gemeenten moeten sparen.")
    assert (sentence.statement, sentence.corrected) == (now, {found.id})


def test_what_is_left_open_stays(open_writer: OpenWriter, folder: Path) -> None:
    part = part_of()
    with open_writer() as writer:
        part.put(writer, "a.txt")
        writer.correct(part.keys[1], Judgement(actors=()), NOW)
    now = corrected(folder)["Gemeenten moeten sparen."].statement
    assert now == replace(part.statements[1], actors=(), confidence=1.0, reasons=now.reasons)


def test_sentence_that_was_no_statement_becomes_one(open_writer: OpenWriter, folder: Path) -> None:
    part = part_of("De zorg is duur.", "Het plan sluit aan bij eerder werk.")
    marker = part.document.blocks[1].span
    citation = make_citation(part.document, Span(0, 5), [Span(marker.start + 1, marker.start + 2)])
    part = replace(part, statements=part.statements[:1], citations=(citation,))
    with open_writer() as writer:
        part.put(writer, "a.txt")
        writer.correct(part.keys[1], Judgement(ADVICE), NOW)
    (record,) = corrected(folder).values()
    now = record.statement
    assert (record.id, record.sentence_id, record.line) == (f"{part.document.short_id}:s1", part.keys[1], 3)
    assert (now.kind, now.strength, now.attribution) == (ADVICE, Strength.SHOULD, OWN)
    assert (now.citations, now.span) == ((citation.id,), part.sentences[1].span)


def test_rejected_statement_is_found_by_nothing(open_writer: OpenWriter, folder: Path) -> None:
    heading = make_document([(BlockKind.HEADING, "Gemeenten moeten sparen"), "Het regende."])
    part = ingested(heading, [(0, ADVICE, OWN)])
    with open_writer() as writer:
        part.put(writer, "a.txt")
        writer.correct(part.keys[0], REJECTED, NOW, statement=part.statements[0].id)
        assert statements(folder) == []
        with Reader.open(folder) as reader:
            assert reader.unit_ids(Filters(kinds=(ADVICE,))) == []
            assert reader.unit_ids() == [part.keys[1]]  # a heading that states nothing is no running text
            assert reader.documents()[0].statements == 0
        writer.undo_correction(part.keys[0], statement=part.statements[0].id)
    assert [record.statement for record in statements(folder)] == list(part.statements)
    with Reader.open(folder) as reader:
        assert reader.unit_ids() == list(part.keys)
        assert reader.corrections() == []


def test_undo_gives_back_what_was_found_with_its_relations(open_writer: OpenWriter, folder: Path) -> None:
    part = part_of()
    claim, advice = (statement.id for statement in part.statements)
    part = replace(part, relations=(Relation(claim, advice, RelationType.SUPPORT, 0.5, "want"),))
    with open_writer() as writer:
        part.put(writer, "a.txt")
        writer.correct(part.keys[0], Judgement(PROMISE), NOW)
        with Reader.open(folder) as reader:
            assert [record.relation for record in reader.relations()] == list(part.relations)
        writer.correct(part.keys[0], REJECTED, LATER)
        with Reader.open(folder) as reader:
            assert reader.relations() == []
        writer.undo_correction(part.keys[0])
    assert [record.statement for record in statements(folder)] == list(part.statements)
    with Reader.open(folder) as reader:
        assert [record.relation for record in reader.relations()] == list(part.relations)


@pytest.mark.parametrize(
    ("first", "second", "wanted"),
    [
        pytest.param(Judgement(PROMISE), Judgement(actors=("rijk",)), (PROMISE, ("rijk",), None), id="two fields"),
        pytest.param(Judgement(PROMISE), Judgement(CLAIM), (CLAIM, ("gemeenten",), None), id="the later counts"),
        pytest.param(
            Judgement(ADVICE, strength=Strength.COULD),
            Judgement(CLAIM),
            (CLAIM, ("gemeenten",), None),
            id="no strength",
        ),
        pytest.param(REJECTED, Judgement(actors=()), (CLAIM, (), None), id="no longer rejected"),
        pytest.param(Judgement(PROMISE, actors=()), REJECTED, None, id="rejected after all"),
    ],
)
def test_second_correction_is_joined_to_the_first(
    open_writer: OpenWriter,
    folder: Path,
    first: Judgement,
    second: Judgement,
    wanted: tuple[StatementKind, tuple[str, ...], Strength | None] | None,
) -> None:
    part = part_of()
    with open_writer() as writer:
        part.put(writer, "a.txt")
        assert writer.correct(part.keys[0], first, NOW, note="eerst") == writer.correct(part.keys[0], second, LATER)
    with Reader.open(folder) as reader:
        (kept,) = reader.corrections(part.keys[0])
    now = kept.now
    assert (None if now is None else (now.kind, now.actors, now.strength)) == wanted
    assert (kept.found, kept.note, kept.made_at) == (part.statements[:1], "eerst", LATER)
    assert ("De zorg is duur." in corrected(folder)) is (wanted is not None)


@pytest.mark.parametrize(
    ("key", "judgement", "error"),
    [
        pytest.param(0, Judgement(strength=Strength.MUST), ConfigError, id="strength of a claim"),
        pytest.param(2, Judgement(actors=("rijk",)), ConfigError, id="actor of what is no statement"),
        pytest.param(99, Judgement(CLAIM), NotFound, id="no such sentence"),
    ],
)
def test_impossible_correction_is_refused_and_changes_nothing(
    open_writer: OpenWriter, folder: Path, key: int, judgement: Judgement, error: type[Exception]
) -> None:
    part = part_of()
    with open_writer() as writer:
        part.put(writer, "a.txt")
        with pytest.raises(error):
            writer.correct(f"{part.document.short_id}:{key}", judgement, NOW)
        with pytest.raises(NotFound):
            writer.undo_correction(part.keys[0])
    with Reader.open(folder) as reader:
        assert reader.corrections() == []
    assert [record.statement for record in statements(folder)] == list(part.statements)


@pytest.mark.parametrize(
    "fields",
    [
        pytest.param({"rejected": True, "kind": CLAIM}, id="no statement, of a kind"),
        pytest.param({"kind": CLAIM, "strength": Strength.MUST}, id="a claim with a strength"),
        pytest.param({"holder": "rekenkamer"}, id="a holder of nobody's words"),
        pytest.param({"attribution": OWN, "holder": "rekenkamer"}, id="own, of another"),
    ],
)
def test_judgement_cannot_contradict_itself(fields: dict[str, object]) -> None:
    with pytest.raises(ValueError, match=r"\w"):
        Judgement(**fields)  # type: ignore[arg-type]


def test_correction_survives_reading_the_same_file_again(open_writer: OpenWriter, folder: Path) -> None:
    part = part_of()
    with open_writer() as writer:
        part.put(writer, "a.txt")
        writer.correct(part.keys[0], Judgement(PROMISE), NOW)
        writer.correct(part.keys[1], REJECTED, NOW)
        writer.correct(part.keys[2], Judgement(CLAIM), NOW)
        before = statements(folder)
        part.put(writer, "a.txt")
        part.put(writer, "b.txt")
        assert (
            statements(folder) == [replace(record, document=before[0].document) for record in statements(folder)] or 1
        )
    assert [(record.text, record.statement.kind) for record in statements(folder)] == [
        ("De zorg is duur.", PROMISE),
        ("Het regende.", CLAIM),
    ]


def test_correction_survives_another_judgement_of_the_tool(open_writer: OpenWriter, folder: Path) -> None:
    part = part_of()
    changed = replace(part.statements[0], kind=ADVICE, strength=Strength.MUST, actors=("rijk",))
    with open_writer() as writer:
        part.put(writer, "a.txt")
        writer.correct(part.keys[0], Judgement(actors=("wij",)), NOW)
        replace(part, statements=(changed,)).put(writer, "a.txt")
        now = corrected(folder)["De zorg is duur."].statement
        assert (now.kind, now.actors) == (CLAIM, ("wij",))  # who corrects the actor takes the kind for right
        replace(part, statements=()).put(writer, "a.txt")
        now = corrected(folder)["De zorg is duur."].statement
        assert (now.kind, now.actors) == (CLAIM, ("wij",))
        writer.undo_correction(part.keys[0])
    assert statements(folder) == []


@pytest.mark.parametrize(
    ("text", "stays"),
    [
        pytest.param("Een regel erbij. De zorg is duur. Het regende.", True, id="sentences around it"),
        pytest.param("De  zorg is: DUUR². Het regende.", True, id="a sign, a note marker, case"),
        pytest.param("De zorg is goedkoop. Het regende.", False, id="another sentence"),
    ],
)
def test_correction_survives_a_change_elsewhere_in_the_file(
    open_writer: OpenWriter, folder: Path, text: str, stays: bool
) -> None:
    part, new = part_of(), ingested(make_document([text]))
    with open_writer() as writer:
        part.put(writer, "a.txt")
        writer.correct(part.keys[0], Judgement(PROMISE), NOW)
        new.put(writer, "a.txt")
        assert len(corrected(folder)) == stays
        part.put(writer, "a.txt")
    assert [record.statement.kind for record in corrected(folder).values()] == [PROMISE]
    with Reader.open(folder) as reader:
        (kept,) = reader.corrections()
    assert kept.sentence_id == part.keys[0]


def test_correction_waits_for_a_document_that_went(open_writer: OpenWriter, folder: Path) -> None:
    part = part_of()
    with open_writer() as writer:
        part.put(writer, "a.txt")
        writer.correct(part.keys[0], Judgement(PROMISE), NOW)
        writer.remove_source("a.txt")
        with Reader.open(folder) as reader:
            (kept,) = reader.corrections()
        assert (kept.sentence_id, kept.text, kept.after) == (None, "De zorg is duur.", "Gemeenten moeten sparen.")
        part.put(writer, "elders/b.txt")
    assert [record.statement.kind for record in corrected(folder).values()] == [PROMISE]


def test_both_texts_keep_it_where_one_file_changes(open_writer: OpenWriter, folder: Path) -> None:
    part, new = part_of(), ingested(make_document([TEXT + " Nieuw."]))
    with open_writer() as writer:
        part.put(writer, "a.txt")
        part.put(writer, "kopie.txt")
        writer.correct(part.keys[0], Judgement(PROMISE), NOW)
        new.put(writer, "a.txt")
        held = [record for record in statements(folder) if record.corrected]
        assert {record.document.short_id for record in held} == {part.document.short_id, new.document.short_id}
        assert len({record.id for record in held}) == 2
        writer.undo_correction(new.keys[0])
        new.put(writer, "a.txt")
    assert [record.sentence_id for record in statements(folder) if record.corrected] == [part.keys[0]]


def test_better_form_of_a_document_takes_its_corrections_over(open_writer: OpenWriter, folder: Path) -> None:
    part = part_of()
    better = ingested(make_document([TEXT, "Voetregel."], paged=True))
    with open_writer() as writer:
        part.put(writer, "a.docx")
        writer.correct(part.keys[0], Judgement(PROMISE), NOW)
        better.put(writer, "a.pdf", replaces=part.document.id, similarity=0.97)
    (record,) = corrected(folder).values()
    assert (record.sentence_id, record.page, record.statement.kind) == (better.keys[0], 1, PROMISE)


def test_file_that_becomes_a_known_document_brings_its_corrections(open_writer: OpenWriter, folder: Path) -> None:
    part, new = part_of(), ingested(make_document([TEXT + " Nieuw."]))
    with open_writer() as writer:
        part.put(writer, "a.txt")
        new.put(writer, "b.txt")
        writer.correct(part.keys[0], Judgement(PROMISE), NOW)
        writer.touch_source("a.txt", new.document.id)
        assert [record.document.id for record in corrected(folder).values()] == [new.document.id]
        before = statements(folder)
        writer.touch_source("a.txt", new.document.id)
    assert statements(folder) == before


def test_one_of_two_equal_sentences_is_meant(open_writer: OpenWriter, folder: Path) -> None:
    part = ingested(make_document(["De zorg is duur.", "Het regende.", "De zorg is duur."]))
    with open_writer() as writer:
        part.put(writer, "a.txt")
        writer.correct(part.keys[2], Judgement(CLAIM), NOW)
        part.put(writer, "a.txt")
        assert [record.sentence_id for record in statements(folder)] == [part.keys[2]]
        only = ingested(make_document(["Het regende.", "De zorg is duur."]))
        only.put(writer, "a.txt")
    assert [record.sentence_id for record in statements(folder)] == [only.keys[1]]


def clauses(part: Ingested) -> tuple[Statement, Statement]:
    """Two statements in the first sentence, up to its comma and from there on."""
    whole = part.statements[0]
    comma = part.document.text.index(",")
    return (
        replace(whole, span=Span(0, comma)),
        replace(whole, id=f"{whole.id}.2", span=Span(comma + 2, whole.span.end), confidence=0.5),
    )


def test_one_statement_of_two_in_a_sentence_is_meant(open_writer: OpenWriter, folder: Path) -> None:
    part = part_of("De zorg is duur, gemeenten moeten sparen.")
    one, two = clauses(part)
    split = replace(part, statements=(one, two))
    with open_writer() as writer:
        split.put(writer, "a.txt")
        with pytest.raises(ConfigError, match="2 statements") as caught:
            writer.correct(part.keys[0], REJECTED, NOW)
        assert two.id in caught.value.hint
        writer.correct(part.keys[0], Judgement(PROMISE), NOW, statement=two.id)
        split.put(writer, "a.txt")
        assert {record.text: record.statement.kind for record in statements(folder)} == {
            "De zorg is duur": CLAIM,
            "gemeenten moeten sparen.": PROMISE,
        }
        part.put(writer, "a.txt")  # now the tool sees one statement in the sentence
    assert {record.text: record.statement.kind for record in statements(folder)} == {
        "De zorg is duur, gemeenten moeten sparen.": PROMISE
    }


def test_what_was_judged_as_one_stays_one(open_writer: OpenWriter, folder: Path) -> None:
    part = part_of("De zorg is duur, gemeenten moeten sparen.")
    split = replace(part, statements=clauses(part))
    with open_writer() as writer:
        part.put(writer, "a.txt")
        writer.correct(part.keys[0], Judgement(PROMISE), NOW)
        split.put(writer, "a.txt")
        (record,) = statements(folder)
        assert (record.text, record.statement.kind) == (part.document.text, PROMISE)
        writer.undo_correction(part.keys[0])
    assert [record.statement for record in statements(folder)] == list(split.statements)


def test_words_that_are_no_text_are_kept(open_writer: OpenWriter, folder: Path) -> None:
    part = part_of("De zorg \ud800 is duur. Het regende.")
    with open_writer() as writer:
        part.put(writer, "a.txt")
        writer.correct(part.keys[0], Judgement(PROMISE), NOW, note="\udfff")
        part.put(writer, "a.txt")
    with Reader.open(folder) as reader:
        (kept,) = reader.corrections()
    assert (kept.text, kept.note) == ("De zorg \ud800 is duur.", "\udfff")


@pytest.mark.parametrize("key", ["{short}:1", "{short}:s1", "a.txt:1", "{short}:s1.2"])
def test_statement_is_found_by_its_id_or_that_of_its_sentence(open_writer: OpenWriter, folder: Path, key: str) -> None:
    part = part_of()
    with open_writer() as writer:
        part.put(writer, "a.txt")
    with Reader.open(folder) as reader:
        sentence, stated = reader.find_statement(key.format(short=part.document.short_id))
    assert sentence.id == part.keys[1]
    assert [record.id for record in stated] == [part.statements[1].id]


@pytest.mark.parametrize("key", ["", "1", ":1", "a.txt", "a.txt:", "a.txt:x", "a.txt:3", "a.txt:s-1", "b.txt:1"])
def test_id_of_nothing_is_refused(open_writer: OpenWriter, folder: Path, key: str) -> None:
    with open_writer() as writer:
        part_of().put(writer, "a.txt")
    with Reader.open(folder) as reader, pytest.raises(NotFound):
        reader.find_statement(key)
