"""What is new on saved questions, with some documents of the sample corpus taken for new ones."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from policytext.query.open_index import OpenIndex, open_index
from policytext.query.search import search
from policytext.query.watching import Event, EventKind, Ran, Watch, WatchKind, run_watch
from policytext.query.watching.model import document_mark
from policytext.store import Filters
from policytext.types.vocabulary import Change

GATE = Watch("gate", WatchKind.CLAIM, "Wijkteams moeten de toegang tot de jeugdhulp vormen")
BUYING = Watch("buying", WatchKind.CLAIM, "Gemeenten moeten de specialistische jeugdhulp regionaal inkopen")


@pytest.fixture(scope="module")
def samples(sample_index: Path) -> Iterator[OpenIndex]:
    """The sample corpus, open for questions."""
    with open_index(sample_index) as index:
        yield index


def run(index: OpenIndex, watch: Watch, *new: str) -> Ran:
    """A run for which only the files named are new."""
    seen = [document_mark(d) for d in index.reader.documents() if not d.source.endswith(new)]
    return run_watch(index, watch, seen, ())


def only(ran: Ran) -> Event:
    """The one piece of news, reported positions left out."""
    (event,) = [event for event in ran.events if not event.is_reported]
    return event


def test_a_reversal_contradicts_and_shows_what_was_said_before(samples: OpenIndex) -> None:
    """The association no longer holds what it held in 2018."""
    event = only(run(samples, GATE, "2023-vgw-brief-toegang-jeugdhulp.pdf"))
    assert (event.kind, event.change, event.by) == (
        EventKind.CONTRADICTS,
        Change.REVERSED,
        "Vereniging Gemeenten Waterrijk",
    )
    assert event.earlier is not None
    assert event.earlier.document.date == "2018-11"
    assert any("niet langer" in sentence.text for sentence in event.sentences)


def test_another_one_supports(samples: OpenIndex) -> None:
    event = only(run(samples, GATE, "2024-meerdrecht-antwoord-raadsvragen-wachttijden.docx"))
    assert (event.kind, event.by) == (EventKind.SUPPORTS, "Gemeente Meerdrecht")


def test_must_that_became_could_weakens(samples: OpenIndex) -> None:
    event = only(run(samples, BUYING, "2022-bjl-regionale-inkoop-ruimte-om-te-kiezen.txt"))
    assert (event.kind, event.change) == (EventKind.WEAKENS, Change.WEAKENED)


def test_hits_of_new_documents_only(samples: OpenIndex) -> None:
    """What older documents say is not told, however near it is."""
    name = "2024-de-oever-jeugdhulp-in-cijfers.md"
    ran = run(samples, Watch("wait", WatchKind.QUERY, "gemiddelde wachttijd voor specialistische jeugdhulp"), name)
    assert {event.kind for event in ran.events} == {EventKind.HIT}
    assert {event.document.source.rpartition("/")[2] for event in ran.events} == {name}
    assert any("23 weken" in event.sentences[0].text for event in ran.events)


def test_a_document_full_of_hits_tells_the_best_and_counts_the_others(samples: OpenIndex) -> None:
    """Three are told of each document, best first; the last says how many more there are, and all count as seen."""
    name = "2024-de-oever-jeugdhulp-in-cijfers.md"
    ran = run(samples, Watch("wait", WatchKind.QUERY, "jeugdhulp in cijfers"), name)
    assert [event.more > 0 for event in ran.events] == [False, False, True]
    assert len(ran.marks) == len(ran.events) + ran.events[-1].more
    new = [d for d in samples.reader.documents() if d.source.endswith(name)]
    filters = Filters(documents=tuple(document.id for document in new))
    best = search(samples, ran.watch.text, filters, limit=3).hits
    assert [event.sentences[0].id for event in ran.events] == [hit.sentence.id for hit in best]
    seen = [document_mark(d) for d in samples.reader.documents() if d not in new]
    assert run_watch(samples, ran.watch, seen, ran.marks).events == ()


def test_a_question_without_an_answer_has_no_news(samples: OpenIndex) -> None:
    """The nearest that there is, far from the question, is no hit."""
    names = ("2024-de-oever-jeugdhulp-in-cijfers.md", "2023-vgw-brief-toegang-jeugdhulp.pdf")
    assert run(samples, Watch("far", WatchKind.QUERY, "boerenkool met kernenergie op de maan"), *names).events == ()


def test_who_speaks_on_a_subject_for_the_first_time(samples: OpenIndex) -> None:
    """The ministry has one document; the association wrote of it before, and is not told."""
    watch = Watch("buying", WatchKind.ACTOR, "regionale inkoop van jeugdhulp")
    ran = run(
        samples, watch, "2023-ministerie-kamerbrief-toegang-jeugdhulp.pdf", "2025-vgw-twee-jaar-expertiseteams.odt"
    )
    assert [(event.kind, event.by) for event in ran.events] == [(EventKind.FIRST, "Ministerie van Jeugd en Samenleven")]


def test_a_document_without_a_sender_is_told_unsurely(samples: OpenIndex, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody knows whether its writer spoke of the subject before."""
    documents = samples.reader.documents()
    unsigned = [replace(d, metadata=replace(d.metadata, organisations=(), authors=())) for d in documents]
    monkeypatch.setattr(samples.reader, "documents", lambda *_: unsigned)
    watch = Watch("buying", WatchKind.ACTOR, "regionale inkoop van jeugdhulp")
    event = only(run(samples, watch, "2023-ministerie-kamerbrief-toegang-jeugdhulp.pdf"))
    assert (event.kind, event.by, event.is_sure) == (EventKind.FIRST, None, False)


def test_one_who_is_asked_about_is_told_again(samples: OpenIndex) -> None:
    watch = Watch("homes", WatchKind.ACTOR, "woningen voor aandachtsgroepen", "Koepel Woonstichtingen")
    event = only(run(samples, watch, "2024-kwl-brief-wet-regie-aandachtsgroepen.txt"))
    assert (event.kind, event.by) == (EventKind.AGAIN, "Koepel Woonstichtingen Laagland")


def test_an_answer_to_a_recommendation(samples: OpenIndex) -> None:
    watch = Watch("audit", WatchKind.FOLLOW, "Rekenkamer Waterrijk")
    event = only(run(samples, watch, "2023-ministerie-kamerbrief-toegang-jeugdhulp.pdf"))
    assert (event.kind, event.answer) == (EventKind.ANSWER, "rejected")
    assert event.earlier is not None
    assert "onafhankelijke toets" in event.earlier.text


@pytest.mark.parametrize(
    "watch",
    [
        pytest.param(GATE, id="claim"),
        pytest.param(Watch("wait", WatchKind.QUERY, "wachttijd in de jeugdhulp"), id="query"),
        pytest.param(Watch("buying", WatchKind.ACTOR, "regionale inkoop van jeugdhulp"), id="actor"),
        pytest.param(Watch("audit", WatchKind.FOLLOW, "Rekenkamer Waterrijk"), id="follow"),
    ],
)
def test_a_second_run_has_nothing_new(samples: OpenIndex, watch: Watch) -> None:
    """Nor has one for which all documents are new, but say what was told before: files that changed elsewhere."""
    first = run_watch(samples, watch, (), ())
    assert first.events
    assert run_watch(samples, watch, first.documents, first.marks).events == ()
    assert run_watch(samples, watch, (), first.marks).events == ()


def test_since_looks_at_documents_of_a_time_whatever_was_seen(samples: OpenIndex) -> None:
    first = run_watch(samples, GATE, (), ())
    again = run_watch(samples, GATE, first.documents, first.marks, since="2024")
    assert {event.document.date for event in again.events} == {"2024-06-12", "2024-10-08", "2025-04-10"}


def test_a_document_read_anew_is_the_same(samples: OpenIndex) -> None:
    """Another version of the program, other sentences: the bytes tell which document it is."""
    document = samples.reader.documents()[0]
    assert document_mark(replace(document, pipeline_version="9.9", sentences=1)) == document_mark(document)


def test_marks_do_not_depend_on_places(samples: OpenIndex) -> None:
    """The same words of the same holder are the same news in another document, in other capitals and spaces."""
    event = run_watch(samples, GATE, (), ()).events[0]
    moved = replace(
        event,
        document=samples.reader.documents()[-1],
        sentences=tuple(replace(s, text=s.text.upper().replace(" ", "\n"), page=99) for s in event.sentences),
    )
    assert moved.mark == event.mark
    assert replace(event, by="Iemand anders").mark != event.mark
