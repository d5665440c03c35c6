"""What documents leave out, in the sample corpus: its letters say again, drop and never answer on purpose."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from policytext.errors import NotFound
from policytext.query.gaps import GapsQuery, find_gaps
from policytext.query.open_index import OpenIndex, open_index


@pytest.fixture(scope="module")
def samples(sample_index: Path) -> Iterator[OpenIndex]:
    """The sample corpus, open for questions."""
    with open_index(sample_index) as index:
        yield index


def test_an_organisation_s_documents_follow_each_other(samples: OpenIndex) -> None:
    """Each document is held against all later ones of its sender."""
    gaps = find_gaps(samples, GapsQuery("Netwerk Lokale Teams"))
    assert [(earlier.date, [one.date for one in later]) for earlier, later in gaps.steps] == [
        ("2019-03-14", ["2021-09-23"])
    ]
    assert {item.position.document.date for item in gaps.dropped} == {"2019-03-14"}


def test_a_person_s_documents_follow_each_other(samples: OpenIndex) -> None:
    """Who signs documents can be asked about by name."""
    gaps = find_gaps(samples, GapsQuery("Hanneke Brinkhof"))
    assert [(earlier.date, [one.date for one in later]) for earlier, later in gaps.steps] == [
        ("2019-03-14", ["2021-09-23"])
    ]


def test_what_is_said_again_is_not_dropped(samples: OpenIndex) -> None:
    """A position that a later letter repeats is counted, and not listed."""
    gaps = find_gaps(samples, GapsQuery("Netwerk Lokale Teams"))
    assert gaps.kept > 0
    assert not any("toegang tot alle jeugdhulp moeten vormen" in item.position.text for item in gaps.dropped)


def test_dropped_has_evidence_and_silence_has_none(samples: OpenIndex) -> None:
    """A sentence on the same subject shows that a position was dropped; without one the subject is not spoken of."""
    gaps = find_gaps(samples, GapsQuery("Vereniging Gemeenten Waterrijk"))
    assert {item.treats_subject for item in gaps.dropped} == {True, False}
    for item in gaps.dropped:
        assert (item.nearest is not None) == item.treats_subject
        later = {document.id for document in item.later}
        assert item.nearest is None or item.nearest.document.id in later


def test_a_document_is_held_against_the_one_named(samples: OpenIndex) -> None:
    """Whichever of two is named first, the earlier one's positions are looked for in the later one."""
    documents = samples.reader.documents()
    old, new = (
        next(d for d in documents if d.source.endswith(name))
        for name in (
            "2019-kwl-een-sleutel-voor-wie-hem-nodig-heeft.md",
            "2024-kwl-brief-wet-regie-aandachtsgroepen.txt",
        )
    )
    both = [
        find_gaps(samples, GapsQuery(*keys)).steps
        for keys in ((old.short_id, new.short_id), (new.short_id, old.short_id))
    ]
    assert [[(earlier.id, [one.id for one in later]) for earlier, later in steps] for steps in both] == [
        [(old.id, [new.id])],
        [(old.id, [new.id])],
    ]


def test_missing_subjects_are_in_the_others_and_not_here(samples: OpenIndex) -> None:
    """A subject that is missing stands in no sentence of the document, and in each that is shown."""
    gaps = find_gaps(samples, GapsQuery("Vereniging Gemeenten Waterrijk"))
    for item in gaps.missing:
        own = samples.reader.match(item.word, None, 5)
        assert not any(unit.startswith(f"{item.document.short_id}:") for unit, _ in own)
        assert all(one.document.id in {d.id for d in gaps.compared} for one in item.others)


def test_recommendations_of_the_last_document_cannot_be_answered(samples: OpenIndex) -> None:
    """Where no later document is, nothing is said of answers."""
    last = samples.reader.documents()[-2]
    newest = max((d for d in samples.reader.documents() if d.date), key=lambda d: d.date or "")
    assert last is not None
    gaps = find_gaps(samples, GapsQuery(newest.short_id))
    assert (gaps.answered, gaps.unanswered) == (0, ())


def test_neither_document_nor_organisation(samples: OpenIndex) -> None:
    """What names nothing is refused."""
    with pytest.raises(NotFound):
        find_gaps(samples, GapsQuery("Bond van Niemand"))
