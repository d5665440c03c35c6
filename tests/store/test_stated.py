"""Which sentences state figures and which cite, against the records that say so too."""

from pathlib import Path

import pytest

from policytext.store import Filters, Reader
from policytext.store.stated import citations_of_sentences, sentences_with_figures
from policytext.types.vocabulary import StatementKind


@pytest.mark.parametrize(
    "filters",
    [
        pytest.param(Filters(), id="all"),
        pytest.param(Filters(date_from="2022"), id="by date"),
        pytest.param(Filters(kinds=(StatementKind.RECOMMENDATION,)), id="by kind"),
        pytest.param(Filters(date_from="2100"), id="none"),
    ],
)
def test_sentences_with_figures_are_those_of_the_statements(sample_index: Path, filters: Filters) -> None:
    with Reader.open(sample_index) as reader:
        stated = [record.sentence_id for record in reader.statements(filters) if record.statement.figures]
        assert sentences_with_figures(reader, filters) == list(dict.fromkeys(stated))
        assert bool(stated) == (filters.date_from != "2100")


def test_citations_of_sentences_are_those_of_the_anchors(sample_index: Path) -> None:
    expected: dict[str, list[str]] = {}
    with Reader.open(sample_index) as reader:
        for record in reader.citations():
            for anchor in record.anchors:
                if anchor.sentence_id is not None and record.id not in expected.setdefault(anchor.sentence_id, []):
                    expected[anchor.sentence_id].append(record.id)
        found = citations_of_sentences(reader)
    assert {sentence: list(keys) for sentence, keys in found.items()} == {k: v for k, v in expected.items() if v}
    assert expected
