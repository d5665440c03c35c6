"""The same text published twice stands once in a timeline; a version of another date stands beside it."""

from collections.abc import Callable
from dataclasses import replace
from types import SimpleNamespace
from typing import Any

import pytest
from answer_builders import make_record
from fake_classifier import Always

from policytext.query.evolve import evolve
from policytext.query.open_index import OpenIndex
from policytext.query.repeats import repeated
from policytext.statements import finding
from policytext.store import DocumentRecord, Filters
from policytext.types.vocabulary import StatementKind

PROPOSITION = "Wijkteams moeten de toegang tot de jeugdhulp vormen"
REST = [
    f"In {place} werken {count} mensen samen aan {work}, en zij doen dat op kosten van de gemeente."
    for place, count, work in (
        ("de noordelijke wijken", "veertig", "schulden en wonen"),
        ("het oude centrum", "twaalf", "opvoeding en school"),
        ("de dorpen langs de rivier", "negen", "vervoer en zorg voor ouderen"),
        ("de haven", "dertig", "werk en taal"),
        ("het buitengebied", "zes", "eenzaamheid en mantelzorg"),
        ("de nieuwbouw", "achttien", "spelen en ontmoeten"),
    )
]


def letter(date: str, title: str, last: str) -> str:
    body = "\n\n".join((f"{PROPOSITION}.", *REST, last))
    return f"---\ntitle: {title}\ndate: {date}\n---\n\n# {title}\n\n{body}\n"


@pytest.mark.parametrize(
    ("date", "shown", "left_out"),
    [
        pytest.param("2021-05-25", 1, 1, id="on the same day"),
        pytest.param("2022-05-25", 2, 0, id="a year later"),
    ],
)
def test_a_text_published_twice_stands_once(
    date: str, shown: int, left_out: int, opened: Callable[[dict[str, str]], OpenIndex], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(finding, "judge_of", lambda _: Always(StatementKind.RECOMMENDATION))
    index = opened(
        {
            "a.md": letter("2021-05-25", "Brief over de wijk", "Het kost drie ton."),
            "b.md": letter(date, "Kamerstuk over de wijk", "Het kost vier ton."),
        }
    )
    assert len(index.reader.versions()) == 1
    found = evolve(index, PROPOSITION, Filters())
    assert (len(found.entries), len(found.repeats), len(found.silent)) == (shown, left_out, 0)
    assert all(other == found.entries[0].document for _, other in found.repeats)


def reader(*pairs: tuple[DocumentRecord, DocumentRecord]) -> Any:  # Any: stands for a Reader
    return SimpleNamespace(versions=lambda: [(one.id, other.id, 0.98) for one, other in pairs])


def in_dossier(record: DocumentRecord) -> DocumentRecord:
    return replace(record, metadata=replace(record.metadata, dossier="35334"))


def test_the_one_in_a_dossier_stands_for_both() -> None:
    plain, printed = make_record("2021-05-25", title="Brief"), in_dossier(make_record("2021-05-25", title="Kamerstuk"))
    found = repeated(reader((plain, printed)), [plain, printed], only_same_date=True)
    assert found == {plain.id: printed.id}


def test_three_of_one_text_have_one_that_stands_for_them() -> None:
    one, two, three = (make_record("2021-05-25", title=title) for title in "abc")
    found = repeated(reader((three, two), (one, two)), [one, two, three], only_same_date=True)
    assert found == {two.id: one.id, three.id: one.id}


def test_a_version_that_is_not_looked_at_stands_for_none() -> None:
    one, two = make_record("2021-05-25", title="a"), make_record("2021-05-25", title="b")
    assert repeated(reader((one, two)), [two], only_same_date=True) == {}


def test_documents_without_a_date_are_not_taken_for_one() -> None:
    one, two = make_record(None, title="a"), make_record(None, title="b")
    assert repeated(reader((one, two)), [one, two], only_same_date=True) == {}
    assert repeated(reader((one, two)), [one, two], only_same_date=False) == {two.id: one.id}
