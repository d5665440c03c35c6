"""Which words of a sentence name an organisation, an office or a group; the rows are in `mentions.tsv` beside this."""

import csv
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from policytext.statements.mentions import find_mentions
from policytext.types.vocabulary import MentionKind

TABLE = Path(__file__).with_name("mentions.tsv")

#: The words of the text, the canonical form, the kind.
Row = tuple[str, str, str]


def rows_of(cell: str | None) -> list[Row]:
    """The mentions of a cell: "VWS = Ministerie van VWS (organisation) | wijkteams (group)"."""
    rows = []
    for part in (cell or "").split(" | ") if cell else []:
        names, _, kind = part.rpartition(" (")
        words, _, canonical = names.partition(" = ")
        rows.append((words, canonical or words, kind.removesuffix(")")))
    return rows


def cases() -> Iterator[object]:
    lines = [line for line in TABLE.read_text(encoding="utf-8").splitlines() if line and not line.startswith("#")]
    for row in csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE):
        yield pytest.param(row["sentence"] or "", rows_of(row["mentions"]), id=row["id"])


CASES = list(cases())


@pytest.mark.parametrize(("sentence", "mentions"), CASES)
def test_mentions_of_a_sentence(sentence: str, mentions: list[Row]) -> None:
    found = find_mentions(sentence)
    assert [
        (sentence[mention.span.start : mention.span.end], mention.canonical, mention.kind.value) for mention in found
    ] == mentions


def test_table_has_every_kind_and_sentences_that_name_nobody() -> None:
    cells = [param.values[1] for param in CASES]  # type: ignore[attr-defined]
    kinds = Counter(kind for rows in cells for _, _, kind in rows)
    assert set(kinds) == {kind.value for kind in MentionKind}
    assert min(kinds.values()) > 20
    assert len(cells) >= 100
    assert sum(not rows for rows in cells) > 10


@pytest.mark.parametrize(
    ("sentence", "part_of"),
    [
        pytest.param("De minister van VWS.", "Ministerie van Volksgezondheid, Welzijn en Sport", id="minister"),
        pytest.param("De minister voor Rechtsbescherming.", "Ministerie van Justitie en Veiligheid", id="portfolio"),
        pytest.param("De gemeenteraad van Utrecht.", "Gemeente Utrecht", id="council"),
        pytest.param("Gedeputeerde Staten van Drenthe.", "Provincie Drenthe", id="provincial executive"),
        pytest.param("De Kamerleden.", "Tweede Kamer", id="members of parliament"),
        pytest.param("De minister.", None, id="some minister"),
        pytest.param("De VNG.", None, id="an organisation of its own"),
    ],
)
def test_organisation_to_which_an_office_or_body_belongs(sentence: str, part_of: str | None) -> None:
    (mention,) = find_mentions(sentence)
    assert mention.part_of == part_of
