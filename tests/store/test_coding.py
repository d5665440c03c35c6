"""The ledger of coders: what is kept, that an ingest leaves it alone, and where its statements stand now."""

from dataclasses import replace
from pathlib import Path

import pytest
from store_builders import Ingested, OpenWriter, ingested, make_document, make_metadata

from policytext.errors import IndexLocked, IndexMissing, IndexStateError, NotFound
from policytext.store import Judgement, Reader, check, migrations
from policytext.store.coding import keep
from policytext.store.coding_records import Coded, Decision, DecisionRecord, Verdict
from policytext.store.lock import FolderLock
from policytext.types.spans import Span
from policytext.types.vocabulary import Attribution, Stance, StatementKind, Strength

CLAIM, ADVICE, OWN = StatementKind.CLAIM, StatementKind.RECOMMENDATION, Attribution.OWN
TEXT = "De zorg is duur. Gemeenten moeten sparen. De zorg is duur."
SAID = Coded(ADVICE, OWN, None, ("rijk",), Strength.MUST)
SHOWN = Coded(CLAIM, OWN, None, (), None)
PROPOSITION = "De zorg moet goedkoper worden"


def part_of(text: str = TEXT, acts: tuple[int, ...] = (0, 1, 2)) -> Ingested:
    """A document in which the sentences with these numbers are claims."""
    return ingested(make_document([text], make_metadata("Zorg")), [(number, CLAIM, OWN) for number in acts])


def decision(part: Ingested, number: int, coder: str = "anna", **fields: object) -> Decision:
    """A change of the statement that is a whole sentence."""
    span = part.sentences[number].span
    made = Decision(
        coder=coder,
        proposition=None,
        sentence_id=part.keys[number],
        text=part.document.quote(span),
        verdict=Verdict.CHANGED,
        coded=SAID,
        proposed=SHOWN,
        decided_at="2026-01-02T10:00:00+00:00",
    )
    return replace(made, **fields)  # type: ignore[arg-type]


def held(folder: Path) -> list[DecisionRecord]:
    assert check(folder) == []
    with Reader.open(folder) as reader:
        return reader.coding.decisions()


@pytest.fixture
def part(open_writer: OpenWriter) -> Ingested:
    """The document, in an index."""
    made = part_of()
    with open_writer() as writer:
        made.put(writer, "a.txt")
    return made


def test_a_decision_is_kept_whole(part: Ingested, folder: Path) -> None:
    stance = replace(SAID, stance=Stance.CONTRA)
    keep(folder, [decision(part, 1, proposition=PROPOSITION, coded=stance, note="zie p. 2")])
    (record,) = held(folder)
    assert (record.coder, record.proposition, record.verdict) == ("anna", PROPOSITION, Verdict.CHANGED)
    assert (record.coded, record.proposed, record.note) == (stance, SHOWN, "zie p. 2")
    assert (record.sentence_id, record.statement_id) == (part.keys[1], part.statements[1].id)
    assert (record.text, record.before, record.after) == (
        "Gemeenten moeten sparen.",
        "De zorg is duur.",
        "De zorg is duur.",
    )
    assert (record.source, record.line, record.page) == ("a.txt", 1, None)
    assert record.document is not None
    assert record.document.id == record.document_id == part.document.id


def test_decisions_change_no_answer(part: Ingested, folder: Path) -> None:
    with Reader.open(folder) as reader:
        before = reader.statements()
    keep(folder, [decision(part, 1), decision(part, 0, verdict=Verdict.REJECTED, coded=None)])
    with Reader.open(folder) as reader:
        assert reader.statements() == before
        assert reader.corrections() == []


def test_the_last_decision_of_a_coder_counts(part: Ingested, folder: Path) -> None:
    keep(folder, [decision(part, 1), decision(part, 1, "ben"), decision(part, 1, proposition=PROPOSITION)])
    keep(folder, [decision(part, 1, verdict=Verdict.SKIPPED, coded=None)])
    assert [(one.coder, one.proposition, one.verdict) for one in held(folder)] == [
        ("ben", None, Verdict.CHANGED),
        ("anna", PROPOSITION, Verdict.CHANGED),
        ("anna", None, Verdict.SKIPPED),
    ]
    with Reader.open(folder) as reader:
        assert [one.coder for one in reader.coding.decisions(["ben"])] == ["ben"]
        assert [one.proposition for one in reader.coding.decisions(proposition=PROPOSITION)] == [PROPOSITION]
        assert len(reader.coding.decisions(proposition="")) == 2


def test_sentences_with_the_same_words_are_told_apart(part: Ingested, folder: Path) -> None:
    keep(folder, [decision(part, 2)])
    (record,) = held(folder)
    assert record.sentence_id == part.keys[2]


def test_a_clause_is_told_from_its_sentence(open_writer: OpenWriter, folder: Path) -> None:
    made = part_of("Het Rijk betaalt en gemeenten voeren uit.", ())
    start = made.document.text.index("gemeenten")
    whole = ingested(made.document, [(0, CLAIM, OWN)]).statements[0]
    clauses = (
        replace(whole, id=f"{whole.id}.0", span=Span(0, start - 4)),
        replace(whole, id=f"{whole.id}.1", span=Span(start, whole.span.end)),
    )
    with open_writer() as writer:
        replace(made, statements=clauses).put(writer, "a.txt")
    keep(folder, [decision(made, 0, text="gemeenten voeren uit."), decision(made, 0, text="Het Rijk betaalt")])
    assert [record.statement_id for record in held(folder)] == [clauses[1].id, clauses[0].id]
    assert len({record.place for record in held(folder)}) == 2


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(TEXT, id="read anew"),
        pytest.param("Er is iets nieuws. " + TEXT, id="words before"),
        pytest.param("De ZORG is duur; gemeenten móeten sparen. Gemeenten moeten sparen!", id="other signs"),
    ],
)
def test_a_decision_finds_its_sentence_in_another_text_of_its_file(
    text: str, part: Ingested, folder: Path, open_writer: OpenWriter
) -> None:
    keep(folder, [decision(part, 1)])
    later = part_of(text, (0, 1))
    with open_writer() as writer:
        later.put(writer, "a.txt")
    (record,) = held(folder)
    assert record.sentence_id is not None
    assert int(record.sentence_id.rpartition(":")[2]) in range(1, 3)
    assert record.document is not None
    assert record.document.id == later.document.id


def test_a_decision_waits_while_its_sentence_is_gone(part: Ingested, folder: Path, open_writer: OpenWriter) -> None:
    keep(folder, [decision(part, 1)])
    with open_writer() as writer:
        part_of("De zorg is goedkoop.", (0,)).put(writer, "a.txt")
    (record,) = held(folder)
    assert (record.document is None, record.sentence_id, record.statement_id) == (True, None, None)
    assert (record.text, record.source) == ("Gemeenten moeten sparen.", "a.txt")
    with open_writer() as writer:
        writer.remove_source("a.txt")
        part.put(writer, "b.txt")
    assert held(folder)[0].sentence_id == part.keys[1]


def test_a_decision_on_a_sentence_that_states_nothing_now(
    part: Ingested, folder: Path, open_writer: OpenWriter
) -> None:
    keep(folder, [decision(part, 1)])
    with open_writer() as writer:
        writer.correct(part.keys[1], Judgement(rejected=True), "2026-01-03T10:00:00+00:00")
    (record,) = held(folder)
    assert (record.sentence_id, record.statement_id) == (part.keys[1], None)


def test_coders_meet_on_a_statement_of_two_texts_of_a_file(
    part: Ingested, folder: Path, open_writer: OpenWriter
) -> None:
    keep(folder, [decision(part, 1)])
    later = part_of(f"Vooraf. {TEXT}", (2,))
    with open_writer() as writer:
        later.put(writer, "a.txt")
    keep(folder, [decision(later, 2, "ben")])
    assert len({record.place for record in held(folder)}) == 1


def test_what_cannot_be_kept_is_refused_and_nothing_of_it_is_kept(part: Ingested, folder: Path, tmp_path: Path) -> None:
    with pytest.raises(IndexStateError, match="other words"):
        keep(folder, [decision(part, 0), decision(part, 1, text="De trein rijdt.")])
    with pytest.raises(NotFound):
        keep(folder, [decision(part, 0), decision(part, 1, sentence_id=f"{part.document.short_id}:99")])
    with pytest.raises(IndexMissing):
        keep(tmp_path / "nergens", [decision(part, 0)])
    assert not (tmp_path / "nergens").exists()
    lock = FolderLock(folder)
    with pytest.raises(IndexLocked):
        keep(folder, [decision(part, 0)])
    lock.release()
    assert held(folder) == []


def test_an_index_of_before_has_no_decisions_and_gets_the_ledger(
    folder: Path, open_writer: OpenWriter, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = part_of()
    with monkeypatch.context() as patch:
        patch.setattr(migrations, "MIGRATIONS", migrations.MIGRATIONS[:5])
        patch.setattr(migrations, "SCHEMA_VERSION", 5)
        with open_writer() as writer:
            made.put(writer, "a.txt")
    with Reader.open(folder) as reader:
        assert reader.coding.decisions() == []
    keep(folder, [decision(made, 1)])
    assert [record.sentence_id for record in held(folder)] == [made.keys[1]]


@pytest.mark.parametrize(
    "fields",
    [
        {"kind": CLAIM, "strength": Strength.MUST},
        {"kind": ADVICE, "strength": None},
        {"holder": "rekenkamer"},
    ],
)
def test_what_contradicts_itself_is_no_coding(fields: dict[str, object]) -> None:
    with pytest.raises(ValueError, match=r"recommendation has a strength|has a holder"):
        replace(SHOWN, **fields)  # type: ignore[arg-type]
