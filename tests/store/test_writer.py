"""Replacing, removing, resolving, refusing."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from store_builders import DIMENSIONS, Ingested, OpenWriter, ingested, make_citation, make_document

from policytext.errors import IndexLocked, InputError, ModelMismatch, NotFound
from policytext.store import Filters, Reader, Writer, check
from policytext.types.citation import Work
from policytext.types.statement import Relation
from policytext.types.vocabulary import Attribution, RelationType, Resolution, StatementKind

CLAIM = (0, StatementKind.CLAIM, Attribution.OWN)


def part_of(*paragraphs: str) -> Ingested:
    """A document whose first sentence is a claim and cited as a whole."""
    part = ingested(make_document(paragraphs), [CLAIM])
    return replace(part, citations=(make_citation(part.document, part.document.blocks[0].span),))


def test_changed_file_replaces_what_it_held(open_writer: OpenWriter, folder: Path) -> None:
    old, new = part_of("De zorg is duur."), part_of("De zorg is goedkoop.")
    with open_writer() as writer:
        old.put(writer, "a.txt")
        new.put(writer, "a.txt", size_bytes=20, mtime_ns=5)
        known = writer.known_sources()["a.txt"]
    assert (known.document_id, known.size_bytes, known.mtime_ns) == (new.document.id, 20, 5)
    with Reader.open(folder) as reader:
        assert [record.id for record in reader.documents()] == [new.document.id]
        assert reader.match("duur") == []
        with pytest.raises(NotFound):
            reader.load_document(old.document.id)
    assert check(folder) == []


def test_equal_files_are_one_document_until_the_last_goes(open_writer: OpenWriter, folder: Path) -> None:
    part = part_of("De zorg is duur.")
    with open_writer() as writer:
        part.put(writer, "a.txt")
        part.put(writer, "b.txt")
        writer.touch_source("c.txt", part.document.id, "sleutel")
        with Reader.open(folder) as reader:
            assert [record.sources for record in reader.documents()] == [("a.txt", "b.txt", "c.txt")]
        assert writer.remove_source("a.txt")
        assert writer.remove_source("b.txt")
        assert writer.known_sources()["c.txt"].manifest_key == "sleutel"
        assert writer.remove_source("c.txt")
        assert not writer.remove_source("c.txt")
    with Reader.open(folder) as reader:
        info = reader.info()
    assert (info.documents, info.sentences, info.statements, info.citations, info.vectors) == (0, 0, 0, 0, 0)
    assert check(folder) == []


def test_touching_moves_a_source_away_from_its_old_document(open_writer: OpenWriter) -> None:
    old, new = part_of("De zorg is duur."), part_of("De zorg is goedkoop.")
    with open_writer() as writer:
        old.put(writer, "a.txt")
        new.put(writer, "b.txt")
        writer.touch_source("a.txt", new.document.id)
        assert {known.document_id for known in writer.known_sources().values()} == {new.document.id}


def test_failure_is_kept_until_the_file_succeeds(open_writer: OpenWriter, folder: Path) -> None:
    part = part_of("De zorg is duur.")
    with open_writer() as writer:
        writer.record_failure("a.txt", "geen tekst", "ocr")
        writer.record_failure("b.txt", "beschadigd \ud800", "open")
        part.put(writer, "a.txt")
    with Reader.open(folder) as reader:
        assert [(f.source, f.reason) for f in reader.failures()] == [("b.txt", "beschadigd \ud800")]


def test_resolution_is_undone_when_the_cited_document_goes(open_writer: OpenWriter, folder: Path) -> None:
    citing, cited = part_of("Zie het rapport."), part_of("Het rapport.")
    resolved = replace(citing.citations[0], work="w1", resolution=Resolution.RESOLVED, resolved_to=cited.document.id)
    work = Work("w1", ("Planbureau",), "2018", "Het rapport", None, None, cited.document.id, (resolved.id,))
    with open_writer() as writer:
        citing.put(writer, "a.txt")
        cited.put(writer, "b.txt")
        writer.put_resolution({citing.document.id: [resolved]}, [work])
        with Reader.open(folder) as reader:
            assert (reader.works(), reader.citations(document=citing.document.id)[0].citation) == ([work], resolved)
            assert reader.citations(document=citing.document.id)[0].resolved_source == "b.txt"
        writer.remove_source("b.txt")
    with Reader.open(folder) as reader:
        assert reader.citations()[0].citation.resolution is Resolution.NOT_RESOLVED
        assert [found.corpus_document for found in reader.works()] == [None]


def test_relations_replace_those_of_the_same_types(open_writer: OpenWriter, folder: Path) -> None:
    one, two = part_of("De zorg is duur."), part_of("De zorg is goedkoop.")
    ends = (one.statements[0].id, two.statements[0].id)
    support = Relation(*ends, RelationType.SUPPORT, 0.5, "cue")
    repeats = Relation(*ends, RelationType.REPEATS, 0.9, "shingles")
    with open_writer() as writer:
        one.put(writer, "a.txt")
        two.put(writer, "b.txt")
        writer.put_relations([support, repeats])
        writer.put_relations([replace(repeats, score=0.8)], types=[RelationType.REPEATS])
        with Reader.open(folder) as reader:
            assert held(reader) == [replace(repeats, score=0.8), support]
            assert held(reader, types=[RelationType.SUPPORT]) == [support]
            assert held(reader, document=two.document.id) == []
            assert held(reader, statement=ends[1], types=[RelationType.SUPPORT]) == [support]
            assert held(reader, filters=Filters(kinds=(StatementKind.COMMITMENT,))) == []
        writer.put_relations([], document=one.document.id)  # none of them lies inside this document
        writer.remove_source("b.txt")
    with Reader.open(folder) as reader:
        assert reader.relations() == []


def held(reader: Reader, **conditions: Any) -> list[Relation]:  # Any: as `Reader.relations` takes them
    """The relations themselves."""
    return [record.relation for record in reader.relations(**conditions)]


def two_claims() -> Ingested:
    """A document whose two sentences are claims, the second a reason for the first."""
    part = ingested(make_document(["De zorg is duur. De tarieven stegen."]), [CLAIM, (1, *CLAIM[1:])])
    return replace(part, relations=(Relation(*ids_of(part)[::-1], RelationType.SUPPORT, 0.7, "want"),))


def ids_of(part: Ingested) -> tuple[str, ...]:
    return tuple(statement.id for statement in part.statements)


def test_relations_come_and_go_with_their_document(open_writer: OpenWriter, folder: Path) -> None:
    part = two_claims()
    with open_writer() as writer:
        part.put(writer, "a.txt")
        with Reader.open(folder) as reader:
            (record,) = reader.relations()
        assert record.relation == part.relations[0]
        assert (record.source.text, record.target.text) == ("De tarieven stegen.", "De zorg is duur.")
        assert (record.source.line, record.source.statement) == (1, part.statements[1])
        replace(part, relations=()).put(writer, "a.txt")
        with Reader.open(folder) as reader:
            assert reader.relations() == []


@pytest.mark.parametrize(
    "change",
    [
        pytest.param({"target": "nergens"}, id="statement that is not there"),
        pytest.param({"score": 1.5}, id="score above one"),
        pytest.param({"score": float("nan")}, id="score that is no number"),
        pytest.param({"target": ids_of(two_claims())[1]}, id="from a statement to itself"),
    ],
)
def test_relation_that_cannot_be_is_refused(
    open_writer: OpenWriter, folder: Path, change: dict[str, str | float]
) -> None:
    part = two_claims()
    wrong = replace(part.relations[0], **change)  # type: ignore[arg-type]
    with open_writer() as writer:
        with pytest.raises(ValueError, match="relation"):
            replace(part, relations=(wrong,)).put(writer, "a.txt")
        assert writer.known_sources() == {}
        part.put(writer, "a.txt")
        with pytest.raises(ValueError, match="relation"):
            writer.put_relations([wrong])
    with Reader.open(folder) as reader:
        assert held(reader) == list(part.relations)


@pytest.mark.parametrize(
    "change",
    [
        pytest.param({"keys": ("00000000:0",)}, id="vector of another document"),
        pytest.param({"vectors": np.zeros((1, DIMENSIONS + 1), dtype=np.float32)}, id="wrong width"),
        pytest.param({"vectors": np.zeros((2, DIMENSIONS), dtype=np.float32)}, id="more vectors than keys"),
        pytest.param({"sentences": ()}, id="statement without its sentence"),
        pytest.param({"statements": part_of("Iets anders.").statements}, id="statement of another document"),
    ],
)
def test_parts_that_do_not_belong_together_are_refused(open_writer: OpenWriter, change: dict[str, object]) -> None:
    part = part_of("De zorg is duur.")
    with open_writer() as writer:
        with pytest.raises(ValueError, match=r"\w"):
            replace(part, **change).put(writer, "a.txt")
        assert writer.known_sources() == {}


def test_statement_id_that_is_taken_is_refused_and_nothing_is_written(open_writer: OpenWriter) -> None:
    one, two = part_of("De zorg is duur."), part_of("De zorg is goedkoop.")
    clash = replace(two, statements=(replace(two.statements[0], id=one.statements[0].id),))
    with open_writer() as writer:
        one.put(writer, "a.txt")
        with pytest.raises(ValueError, match="not unique"):
            clash.put(writer, "b.txt")
        assert set(writer.known_sources()) == {"a.txt"}


def test_two_documents_with_the_same_first_digits_are_refused(open_writer: OpenWriter) -> None:
    part = part_of("De zorg is duur.")
    twin = ingested(replace(part.document, id=part.document.id[:-1] + "g"))
    with open_writer() as writer:
        part.put(writer, "a.txt")
        with pytest.raises(InputError, match=part.document.short_id):
            twin.put(writer, "b.txt")


def test_another_model_is_refused_and_both_are_named(open_writer: OpenWriter, folder: Path) -> None:
    open_writer().close()
    with pytest.raises(ModelMismatch, match=r"hash.*ander"):
        Writer.open(folder, model="ander", dimensions=DIMENSIONS, pipeline_version="1")
    open_writer().close()  # the refusal left no lock behind


def test_second_writer_is_refused_until_the_first_closes(open_writer: OpenWriter) -> None:
    with open_writer(), pytest.raises(IndexLocked, match=r"process \d+ is writing"):
        open_writer()
    open_writer().close()


def test_fingerprint_follows_the_vectors_not_the_order(open_writer: OpenWriter, folder: Path) -> None:
    def fingerprint() -> str:
        with Reader.open(folder) as reader:
            return reader.fingerprint()

    one, two = part_of("De zorg is duur."), part_of("De zorg is goedkoop.")
    with open_writer() as writer:
        one.put(writer, "a.txt")
        only_one = fingerprint()
        two.put(writer, "b.txt")
        both = fingerprint()
        one.put(writer, "a.txt")
        assert fingerprint() == both
        replace(one, vectors=one.vectors * 2).put(writer, "a.txt")
        assert fingerprint() not in (both, only_one)
        one.put(writer, "a.txt")
        writer.remove_source("b.txt")
    assert fingerprint() == only_one
