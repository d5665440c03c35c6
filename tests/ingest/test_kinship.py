"""The same document in several files is analysed once; a revised text is another version, never the same."""

from collections.abc import Callable
from pathlib import Path

import pymupdf
import pytest

from policytext.ingest.kinship import Kin, Kinship, Wording
from policytext.ingest.run import IngestOptions, ingest
from policytext.readers import read_document
from policytext.store import Reader, check
from policytext.structure import build_document
from policytext.types.document import Document

Run = Callable[..., dict[str, str]]

PARAGRAPHS = (
    "Gemeenten willen dat gezinnen dicht bij huis hulp krijgen en dat die hulp op tijd komt.",
    "In 2021 wachtten 1 200 gezinnen langer dan 14 weken op een eerste gesprek met het wijkteam in hun buurt.",
    "Het college moet de wachtlijsten openbaar maken, want ouders weten niet waar zij aan toe zijn.",
    "De raad vraagt bovendien om een verslag over de inzet van het wijkteam in elk van de zeven dorpen.",
    "Het wijkteam zegt toe dat het voortaan binnen drie weken laat weten wie het gezin gaat helpen.",
)


def text_of(*paragraphs: str, head: str = "Tijd voor gezinnen") -> str:
    return "\n\n".join((head, *(paragraphs or PARAGRAPHS))) + "\n"


def write_pdf(path: Path, *paragraphs: str) -> None:
    pdf = pymupdf.open()
    page = pdf.new_page()
    page.insert_textbox(pymupdf.Rect(70, 70, 520, 770), text_of(*paragraphs), fontsize=11)
    pdf.save(path)
    pdf.close()


def document(path: Path, text: str) -> Document:
    path.write_text(text, encoding="utf-8")
    return build_document(read_document(path), file_name=path.name)


def kin_of(first: Document, second: Document) -> list[Kin]:
    """Kin of the second document where the first is stored."""
    kinship = Kinship({first.id: Wording(first).signature()}, {first.id: first}.get)
    wording = Wording(second)
    return kinship.find(second, wording, wording.signature())


@pytest.mark.parametrize(
    ("name", "text", "expected"),
    [
        pytest.param("b.md", "# " + text_of(), True, id="the same words in another format"),
        pytest.param("b.txt", text_of(head="Tijd voor gezinnen ") + "\n", True, id="the same words, other bytes"),
        pytest.param("b.txt", text_of().replace("drie weken", "vier weken"), False, id="a word in the same format"),
        pytest.param("b.md", text_of().replace("14", "16"), False, id="a number in another format"),
        pytest.param("b.md", text_of().replace("weten niet waar", "weten waar"), False, id="a negation"),
        pytest.param("b.md", text_of(*PARAGRAPHS[:4]), False, id="a paragraph less"),
        pytest.param("b.md", text_of(*PARAGRAPHS[:1]), None, id="a text of its own"),
        pytest.param("b.md", text_of(*(p[::-1] for p in PARAGRAPHS)), None, id="other words"),
    ],
)
def test_same_or_version_or_none(tmp_path: Path, name: str, text: str, expected: bool | None) -> None:
    found = kin_of(document(tmp_path / "a.txt", text_of()), document(tmp_path / name, text))
    assert [kin.is_same for kin in found] == ([] if expected is None else [expected])


def test_dates_that_differ_make_versions(tmp_path: Path) -> None:
    dated = ("Datum: 3 mei 2021\n\n" + text_of(), "Datum: 4 mei 2021\n\n" + text_of())
    found = kin_of(document(tmp_path / "a.txt", dated[0]), document(tmp_path / "b.md", dated[1]))
    assert [kin.is_same for kin in found] == [False]


def test_short_texts_are_never_the_same(tmp_path: Path) -> None:
    short = document(tmp_path / "a.txt", text_of(PARAGRAPHS[0]))
    assert Wording(short).signature() == b""
    assert kin_of(short, document(tmp_path / "b.md", text_of(PARAGRAPHS[0]))) == []


@pytest.fixture
def forms(folder: Path) -> Path:
    """One document as text, as Markdown and as PDF, beside three others."""
    (folder / "a.txt").write_text(text_of(), encoding="utf-8")
    (folder / "b.md").write_text("# " + text_of(), encoding="utf-8")
    write_pdf(folder / "c.pdf")
    return folder


def all_sources(index: Path) -> set[tuple[str, ...]]:
    with Reader.open(index) as reader:
        return {record.sources for record in reader.documents()}


def test_the_best_form_is_analysed_and_all_are_kept(run: Run, forms: Path, index: Path) -> None:
    run()
    assert ("docs/c.pdf", "docs/a.txt", "docs/b.md") in all_sources(index)
    assert len(all_sources(index)) == 4
    assert check(index) == []


def test_a_worse_form_is_kept_as_a_source(run: Run, forms: Path, index: Path) -> None:
    run(forms / "c.pdf")
    report = ingest((forms / "a.txt",), index, IngestOptions())
    assert [(file.outcome.value, file.same_as) for file in report.files] == [("same document", "docs/c.pdf")]


def test_a_second_run_reads_no_form_again(run: Run, forms: Path) -> None:
    run()
    assert set(run().values()) == {"unchanged"}


def test_forms_are_read_when_the_analysed_file_goes(run: Run, forms: Path, index: Path) -> None:
    run()
    (forms / "c.pdf").unlink()
    outcome = run(prune=True)
    assert outcome["docs/c.pdf"] == "removed"
    assert ("docs/b.md", "docs/a.txt") in all_sources(index)
    assert check(index) == []


def test_forms_are_read_when_the_analysed_file_becomes_another(run: Run, forms: Path, index: Path) -> None:
    run()
    write_pdf(forms / "c.pdf", *(p[::-1] for p in PARAGRAPHS))
    run()
    assert {("docs/b.md", "docs/a.txt"), ("docs/c.pdf",)} <= all_sources(index)


def test_a_file_saved_again_replaces_itself(run: Run, forms: Path, index: Path) -> None:
    (forms / "a.txt").unlink()
    (forms / "b.md").unlink()
    run()
    write_pdf(forms / "c.pdf")  # the same words in other bytes
    assert run()["docs/c.pdf"] == "ingested"
    assert ("docs/c.pdf",) in all_sources(index)


def test_versions_are_both_analysed_and_told(run: Run, folder: Path, index: Path) -> None:
    (folder / "a.txt").write_text(text_of(), encoding="utf-8")
    (folder / "b.txt").write_text(text_of().replace("drie weken", "vier weken"), encoding="utf-8")
    run()
    with Reader.open(index) as reader:
        names = {record.id: record.source for record in reader.documents()}
        pairs = [({names[one], names[other]}, round(similarity, 1)) for one, other, similarity in reader.versions()]
    assert pairs == [({"docs/a.txt", "docs/b.txt"}, 1.0)]


def test_a_file_that_takes_over_the_bytes_of_another(run: Run, folder: Path, index: Path) -> None:
    """The document goes with its file and comes back with the next one, in one run."""
    run()
    (folder / "zz.txt").write_bytes((folder / "brief.txt").read_bytes())
    (folder / "brief.txt").write_text("Een heel andere brief.\n", encoding="utf-8")
    outcome = run()
    assert (outcome["docs/brief.txt"], outcome["docs/zz.txt"]) == ("ingested", "ingested")
    assert {("docs/brief.txt",), ("docs/zz.txt",)} <= all_sources(index)
