"""`policytext evolve` with files: what it writes of the sample corpus, and what it says of what it cannot."""

import sqlite3
import xml.etree.ElementTree as ElementTree
from contextlib import closing
from pathlib import Path

import networkx
import pytest
from click.testing import CliRunner, Result

from policytext.cli.main import main
from policytext.cli.timeline_files import KINDS
from policytext.query.evolve import evolve
from policytext.query.open_index import open_index
from policytext.store import Filters, Reader

PROPOSITION = "Wijkteams moeten de toegang tot de jeugdhulp vormen"


def run(index: Path, *arguments: str | Path) -> Result:
    return CliRunner().invoke(main, ["evolve", PROPOSITION, "--index", str(index), *map(str, arguments)])


@pytest.fixture(scope="module")
def written(sample_index: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """All files of the sample corpus, by kind."""
    folder = tmp_path_factory.mktemp("timeline")
    files = {kind: folder / f"tijdlijn.{kind}" for kind in KINDS}
    result = run(sample_index, *(part for kind, path in files.items() for part in (f"--{kind}", path)))
    assert result.exit_code == 0, result.stderr
    assert result.stdout == ""
    assert result.stderr.splitlines()[: len(files)] == [f"Written: {path}" for path in files.values()]
    assert sorted(path.name for path in folder.iterdir()) == sorted(path.name for path in files.values())
    return files


def test_every_quotation_of_the_answer_is_in_every_file_that_has_quotations(
    written: dict[str, Path], sample_index: Path
) -> None:
    with open_index(sample_index) as index:
        found = evolve(index, PROPOSITION, Filters())
    ids = [quote.sentence.id for entry in (*found.entries, *found.reported) for quote in entry.quotes]
    assert ids
    for kind in ("html", "csv", "graphml", "gexf"):
        text = written[kind].read_text(encoding="utf-8")
        assert [name for name in ids if name not in text and name.replace(":", ":s") not in text] == []


def test_context_on_the_page_is_that_of_the_document(written: dict[str, Path], sample_index: Path) -> None:
    page = written["html"].read_text(encoding="utf-8")
    with open_index(sample_index) as index:
        (first, *_) = evolve(index, PROPOSITION, Filters()).entries
    sentence = first.quotes[0].sentence
    with Reader.open(sample_index) as reader:
        before, after = reader.sentence_records(
            [f"{sentence.document.short_id}:{sentence.index + step}" for step in (-1, 1)]
        )
    at = page.index(f"<mark>{sentence.text}</mark>")
    assert before.text in page[at - 600 : at]
    assert after.text in page[at : at + 900]


def test_drawing_and_picture(written: dict[str, Path]) -> None:
    assert ElementTree.parse(written["svg"]).getroot().tag == "{http://www.w3.org/2000/svg}svg"
    assert written["png"].read_bytes().startswith(b"\x89PNG\r\n")


def test_networks_have_the_organisations(written: dict[str, Path]) -> None:
    for kind, read in (("graphml", networkx.read_graphml), ("gexf", networkx.read_gexf)):
        assert "actor:Vereniging Gemeenten Waterrijk" in read(written[kind])


def test_statements_for_dna_are_the_words_of_the_document(written: dict[str, Path], sample_index: Path) -> None:
    """Cut out of the text that the file holds, a statement is the sentence that the index has."""
    with closing(sqlite3.connect(written["dna"])) as connection:
        rows = connection.execute(
            "SELECT d.Text, s.Start, s.Stop, l.Value FROM STATEMENTS s JOIN DOCUMENTS d ON d.ID = s.DocumentId"
            " JOIN DATALONGTEXT l ON l.StatementId = s.ID"
        ).fetchall()
    assert rows
    with Reader.open(sample_index) as reader:
        for text, start, stop, place in rows:
            words = text.encode("utf-16-le")[2 * start : 2 * stop].decode("utf-16-le")
            (sentence,) = reader.sentence_records([place.rpartition(" ")[2]])
            assert " ".join(words.split()) == " ".join(sentence.text.split())


def test_without_reported_positions(sample_index: Path, tmp_path: Path) -> None:
    assert run(sample_index, "--no-reported", "--csv", tmp_path / "a.csv").exit_code == 0
    text = (tmp_path / "a.csv").read_text(encoding="utf-8")
    assert ",own," in text
    assert ",reported," not in text
    assert ",comment," not in text


def test_json_is_printed_beside_files(sample_index: Path, tmp_path: Path) -> None:
    result = run(sample_index, "--json", "--svg", tmp_path / "a.svg")
    assert result.stdout.startswith("{")
    assert (tmp_path / "a.svg").is_file()


def test_a_file_that_cannot_be_written_is_named(sample_index: Path, tmp_path: Path) -> None:
    result = run(sample_index, "--html", tmp_path / "nowhere" / "a.html")
    assert result.exit_code == 2
    assert "a.html: No such file or directory" in result.stderr
    assert "name a file in a folder that you can write to" in result.stderr
