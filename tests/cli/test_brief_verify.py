"""brief, verify, highlight and export --manifest: what was made is right, and whatever drifts is named."""

import json
import re
import zipfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pymupdf
import pytest
from checked_papers import ADVICE, FIGURE, TOPIC, ingested
from click.testing import Result
from fake_classifier import Always

from policytext.errors import IntegrityError
from policytext.query import points as pointing
from policytext.query.brief import material
from policytext.statements import finding
from policytext.types.manifest import BESIDE, NAME
from policytext.types.vocabulary import StatementKind

Call = Callable[..., Result]
FORMATS = ["md", "html", "docx", "pdf"]
FAILED = IntegrityError.exit_code


@pytest.fixture
def index(index_folder: Path, hashing: None, call: Call, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Two documents in which every sentence is a recommendation, and near enough to any topic."""
    monkeypatch.setattr(finding, "judge_of", lambda _: Always(StatementKind.RECOMMENDATION))
    for module in (pointing, material):
        shipped = module.ranker()
        monkeypatch.setattr(module, "ranker", lambda shipped=shipped: replace(shipped, enough=0.0, least=0.0))
    return ingested(index_folder.parent, call)


@pytest.fixture(params=FORMATS)
def paper(request: pytest.FixtureRequest, index: Path, call: Call) -> Path:
    """A brief in each format."""
    target = index.parent / f"notitie.{request.param}"
    result = call("brief", TOPIC, "--for", "onderzoek", "--output", target)
    assert (result.exit_code, result.stdout) == (0, ""), result.stderr
    return target


def faults(result: Result) -> list[dict[str, str]]:
    """Faults of `verify --json`, which has to have failed."""
    assert result.exit_code == FAILED, result.stdout
    return list(json.loads(result.stdout)["faults"])


def changed_part(path: Path, old: str, new: str) -> None:
    """Change words wherever they stand in a brief, the manifest left out."""
    if path.suffix == ".docx":
        with zipfile.ZipFile(path) as archive:
            parts = {name: archive.read(name) for name in archive.namelist()}
        for name in ("word/document.xml", "word/footnotes.xml"):
            parts[name] = parts[name].replace(old.encode(), new.encode())
        with zipfile.ZipFile(path, "w") as archive:
            for name, content in parts.items():
                archive.writestr(name, content)
        return
    text = path.read_text(encoding="utf-8")
    mark = f'<script type="application/json" id="{NAME}"' if path.suffix == ".html" else f"<!-- {NAME}"
    shown, found, manifest = text.partition(mark)
    assert old in shown
    path.write_text(shown.replace(old, new) + found + manifest, encoding="utf-8")


def changed_manifest(path: Path, change: Callable[[str], str]) -> None:
    """Change the manifest of a Markdown text."""
    text = path.read_text(encoding="utf-8")
    shown, mark, manifest = text.partition(f"<!-- {NAME}\n")
    assert change(manifest) != manifest
    path.write_text(shown + mark + change(manifest), encoding="utf-8")


def test_a_fresh_brief_is_right(paper: Path, call: Call) -> None:
    result = call("verify", paper)
    assert (result.exit_code, result.stderr) == (0, "")
    assert "alles klopt" in result.stdout
    told = json.loads(call("verify", paper, "--json").stdout)
    assert told["right"]
    assert told["quotations"] >= 2
    assert told["files"] == 2


@pytest.mark.parametrize("paper", ["md", "html", "docx"], indirect=True)
def test_a_changed_word_in_a_quotation_is_named_with_its_place(paper: Path, call: Call) -> None:
    changed_part(paper, "gemiddeld 19 weken", "gemiddeld 29 weken")
    found = faults(call("verify", paper, "--json"))
    assert {fault["kind"] for fault in found} == {"text differs"}
    assert all(fault["place"].rpartition(", ")[2].isdigit() for fault in found)
    assert any(FIGURE in fault["expected"] for fault in found)
    assert "staat hier anders" in call("verify", paper).stdout


@pytest.mark.parametrize("paper", ["md"], indirect=True)
def test_a_word_that_changed_in_one_of_two_places_is_named(paper: Path, call: Call) -> None:
    """The head of a brief says what a part below says again."""
    shown, mark, manifest = paper.read_text(encoding="utf-8").partition(f"<!-- {NAME}")
    said = next(words for words in (ADVICE, FIGURE) if shown.count(words) > 1)
    paper.write_text(shown.replace(said, said[::-1], 1) + mark + manifest, encoding="utf-8")
    assert {fault["kind"] for fault in faults(call("verify", paper, "--json"))} == {"text differs"}


def test_a_page_of_a_trace_is_right_until_a_word_changes(index: Path, call: Call) -> None:
    page = index.parent / "herkomst.html"
    assert call("trace", FIGURE, "--html", page).exit_code == 0
    fresh = call("verify", page)
    assert (fresh.exit_code, fresh.stderr) == (0, "")
    changed_part(page, "gemiddeld 19 weken", "gemiddeld 29 weken")
    assert {fault["kind"] for fault in faults(call("verify", page, "--json"))} == {"text differs"}


def test_a_page_of_a_timeline_is_right_until_a_word_or_a_place_changes(index: Path, call: Call) -> None:
    page = index.parent / "tijdlijn.html"
    assert call("evolve", FIGURE, "--html", page).exit_code == 0
    fresh = call("verify", page)
    assert (fresh.exit_code, fresh.stderr) == (0, "")
    made = page.read_text(encoding="utf-8")
    assert "gemiddeld 19 weken" in made
    for old, new in (("gemiddeld 19 weken", "gemiddeld 29 weken"), ("p. 1 ", "p. 7 ")):
        page.write_text(made, encoding="utf-8")
        changed_part(page, old, new)
        assert {fault["kind"] for fault in faults(call("verify", page, "--json"))} == {"text differs"}


@pytest.mark.parametrize("paper", ["pdf"], indirect=True)
def test_a_changed_word_on_a_page_of_a_pdf_is_named(paper: Path, call: Call) -> None:
    target = paper.with_name("ander.pdf")
    with pymupdf.open(paper) as document:
        for page in document:
            for place in page.search_for("19 weken"):
                page.add_redact_annot(place, text="29 weken", fontsize=8)
            page.apply_redactions()
        document.save(target)
    assert {fault["kind"] for fault in faults(call("verify", target, "--json"))} == {"text differs"}


@pytest.mark.parametrize("paper", ["md", "html", "docx"], indirect=True)
def test_a_changed_page_in_a_note_is_named(paper: Path, call: Call) -> None:
    changed_part(paper, "p. 1 ", "p. 2 ") if paper.suffix != ".md" else changed_part(paper, "p. 1 ", "p. 7 ")
    assert {fault["kind"] for fault in faults(call("verify", paper, "--json"))} == {"reference differs"}


def test_a_changed_source_is_named(paper: Path, call: Call) -> None:
    source = paper.parent / "bronnen" / "brief.txt"
    source.write_text(source.read_text(encoding="utf-8").replace("halveren", "verdubbelen"), encoding="utf-8")
    found = faults(call("verify", paper, "--json"))
    assert {(fault["kind"], fault["source"]) for fault in found} == {
        ("source changed", "bronnen/brief.txt"),
        ("quotation differs", "bronnen/brief.txt"),
    }
    assert all(fault["place"] for fault in found if fault["kind"] == "quotation differs")


def test_a_source_that_changed_elsewhere_still_says_it(paper: Path, call: Call) -> None:
    """The file has to be the one that was quoted; but it is not said that the words are gone when they are there."""
    source = paper.parent / "bronnen" / "brief.txt"
    source.write_text(source.read_text(encoding="utf-8") + "\nPS\n", encoding="utf-8")
    assert [fault["kind"] for fault in faults(call("verify", paper, "--json"))] == ["source changed"]


def test_a_removed_source_is_named(paper: Path, call: Call) -> None:
    (paper.parent / "bronnen" / "cijfers.pdf").unlink()
    found = faults(call("verify", paper, "--json"))
    assert [(fault["kind"], fault["source"]) for fault in found] == [("source gone", "bronnen/cijfers.pdf")]


def test_sources_can_lie_elsewhere(paper: Path, call: Call) -> None:
    (paper.parent / "bronnen").rename(paper.parent / "archief")
    assert call("verify", paper).exit_code == FAILED
    assert call("verify", paper, "--sources", paper.parent / "archief").exit_code == 0


@pytest.mark.parametrize("paper", ["md"], indirect=True)
@pytest.mark.parametrize(
    ("change", "kind"),
    [
        pytest.param(lambda held: held.replace('"page":1', '"page":2'), "page differs", id="page"),
        pytest.param(lambda held: re.sub('"line":(?=[0-9])', '"line":1', held), "line differs", id="line"),
        pytest.param(lambda held: held.replace('"quads":[[1,', '"quads":[[2,'), "quotation differs", id="box"),
        pytest.param(lambda held: held.replace('"text":"Gemeenten', '"text":"Wij'), "quotation differs", id="text"),
    ],
)  # fmt: skip
def test_a_manifest_that_differs_from_the_source_is_named(
    paper: Path, change: Callable[[str], str], kind: str, call: Call
) -> None:
    changed_manifest(paper, change)
    assert kind in {fault["kind"] for fault in faults(call("verify", paper, "--json"))}


@pytest.mark.parametrize("paper", ["md"], indirect=True)
def test_a_sentence_that_an_editor_took_out_with_its_note_is_no_fault(paper: Path, call: Call) -> None:
    lines = paper.read_text(encoding="utf-8").splitlines(keepends=True)
    note = [line for line in lines if line.startswith("[^")][-1]  # an earlier one may name a document for the others
    number = note[: note.index("]") + 1]
    kept = [line for line in lines if number not in line]
    assert len(kept) < len(lines)
    paper.write_text("".join(kept), encoding="utf-8")
    result = call("verify", paper)
    assert result.exit_code == 0, result.stdout
    assert "uit de tekst gehaald" in result.stdout


def test_records_are_right_until_one_changes(index: Path, call: Call) -> None:
    target = index.parent / "uitspraken.jsonl"
    assert call("export", "statements", "--output", target, "--manifest").exit_code == 0
    assert target.with_name(target.name + BESIDE).is_file()
    assert call("verify", target).exit_code == 0
    text = target.read_text(encoding="utf-8")
    target.write_text(text.replace("dit jaar nog halveren", "ooit halveren"), encoding="utf-8")
    (fault,) = faults(call("verify", target, "--json"))
    assert (fault["kind"], fault["expected"]) == ("text differs", ADVICE)
    assert fault["place"].startswith("line ")
    target.write_text(text.replace('"page": 1', '"page": 2'), encoding="utf-8")
    assert {fault["kind"] for fault in faults(call("verify", target, "--json"))} == {"page differs"}


@pytest.mark.parametrize("arguments", [["--manifest"], ["--manifest", "--format", "csv", "--output", "x.csv"]])
def test_a_manifest_needs_a_file_of_json_lines(index: Path, arguments: list[str], call: Call) -> None:
    assert call("export", "statements", *arguments).exit_code == 2


@pytest.mark.parametrize("name", ["leeg.md", "leeg.html", "leeg.pdf", "leeg.docx"])
def test_a_file_without_a_manifest_is_refused(tmp_path: Path, name: str, call: Call) -> None:
    target = tmp_path / name
    content = {".pdf": b"%PDF-1.4 kapot", ".docx": b"PK kapot"}.get(target.suffix, b"geen manifest")
    target.write_bytes(content)
    result = call("verify", target)
    assert (result.exit_code, result.stdout) == (3, "")
    assert result.stderr.startswith("Error: ")


def test_a_brief_is_shown_and_as_json(index: Path, call: Call) -> None:
    shown = call("brief", TOPIC)
    assert shown.exit_code == 0
    assert shown.stdout.startswith(f"# {TOPIC.capitalize()}\n")
    told = json.loads(call("brief", TOPIC, "--json", "--for", "redactie").stdout)
    assert told["for"] == "redactie"
    sources = [source for part in told["parts"] for group in part["groups"] for line in group["lines"]
               for source in line["sources"]]  # fmt: skip
    assert {source["text"] for source in sources} >= {ADVICE, FIGURE}


def test_a_terminal_is_spared_the_manifest(index: Path, call: Call, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = call("brief", TOPIC).stdout
    monkeypatch.setattr("policytext.cli.output.is_terminal", lambda: True)
    shown = call("brief", TOPIC)
    assert "policytext-manifest" in whole
    assert "policytext-manifest" not in shown.stdout
    assert whole.startswith(shown.stdout.rstrip())
    assert "--output FILE" in shown.stderr


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        pytest.param(["brief", "!?"], "no word", id="no word"),
        pytest.param(["brief", TOPIC, "--format", "pdf"], "--output", id="PDF to a terminal"),
        pytest.param(["brief", TOPIC, "--output", "x.rtf"], "no format", id="unknown format"),
        pytest.param(["brief", TOPIC, "--template", "bronnen/brief.txt"], "DOCX", id="template for text"),
        pytest.param(
            ["brief", TOPIC, "--template", "bronnen/brief.txt", "--output", "x.docx"], "Word", id="no template"
        ),
    ],
)
def test_what_cannot_be_is_said(index: Path, arguments: list[str], message: str, call: Call) -> None:
    result = call(*arguments)
    assert result.exit_code == 2
    assert message in result.stderr


def test_a_copy_is_marked_and_the_file_left_alone(index: Path, call: Call) -> None:
    source = index.parent / "bronnen" / "cijfers.pdf"
    before = source.read_bytes()
    target = index.parent / "gemarkeerd.pdf"
    assert call("highlight", "cijfers.pdf", "--output", target).exit_code == 0
    assert source.read_bytes() == before
    with pymupdf.open(target) as document:
        pages = [[(mark.type[1], mark.info["content"]) for mark in page.annots()] for page in document]
    assert all(kind == "Highlight" for marks in pages for kind, _ in marks)
    assert len(pages) == 2
    notes = [note for marks in pages for _, note in marks]
    assert any(note.startswith("aanbeveling\n") and "policytext show " in note for note in notes)


def test_marks_stand_over_the_words(index: Path, call: Call) -> None:
    target = index.parent / "gemarkeerd.pdf"
    call("highlight", "cijfers.pdf", "--output", target)
    with pymupdf.open(target) as document:
        under = [page.get_textbox(mark.rect) for page in document for mark in page.annots()]
    assert any("".join(FIGURE.split()) in "".join(words.split()) for words in under)


@pytest.mark.parametrize(
    ("arguments", "code", "message"),
    [
        pytest.param(["highlight", "brief.txt"], 3, "no pages", id="text"),
        pytest.param(
            ["highlight", "cijfers.pdf", "--output", "bronnen/cijfers.pdf"], 2, "itself", id="over the source"
        ),
        pytest.param(["highlight", "onbekend"], 5, "onbekend", id="unknown"),
    ],
)
def test_what_cannot_be_marked_is_said(index: Path, arguments: list[str], code: int, message: str, call: Call) -> None:
    result = call(*arguments)
    assert result.exit_code == code
    assert message in result.stderr


def test_a_changed_file_is_not_marked(index: Path, call: Call) -> None:
    source = index.parent / "bronnen" / "cijfers.pdf"
    source.write_bytes(source.read_bytes() + b"\n")
    result = call("highlight", "cijfers.pdf")
    assert result.exit_code == 2
    assert "has changed" in result.stderr
