"""Files as they come: tables that spreadsheets changed, projects of other tools, and what is made to do harm."""

import io
import json
import zipfile
from contextlib import suppress
from pathlib import Path

import pytest
from coded_index import plain_part, statement_called, write_index
from exchange import XML, changed_csv, import_file, outcomes, project, rewritten, state
from hypothesis import example, given, settings
from hypothesis import strategies as st

from policytext.errors import InputError, UnreadableDocument
from policytext.importing.counting import Mark, counting_of
from policytext.importing.deciding import Outcome
from policytext.importing.labels import LabelError, code_of, labels_of_cells
from policytext.importing.qdpx_file import read_project
from policytext.importing.run import read_codings
from policytext.types.spans import Span

CLAIM = statement_called(plain_part(), "De zorg").id


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return write_index(tmp_path / "index")


def read(tmp_path: Path, name: str, content: bytes) -> object:
    file = tmp_path / name
    file.write_bytes(content)
    return read_codings(file, None)


@pytest.mark.parametrize(
    ("delimiter", "encoding"),
    [(",", "utf-8"), (";", "utf-8-sig"), (";", "cp1252"), ("\t", "utf-16")],
    ids=["as exported", "Excel in Dutch", "old Excel", "Unicode text of Excel"],
)
def test_table_that_a_spreadsheet_saved(delimiter: str, encoding: str, folder: Path, tmp_path: Path) -> None:
    text = f"id,text,kind\r\n{CLAIM},De zorg is duur1.,toezegging\r\n,,\r\n"
    text = changed_csv(text, CLAIM, {}, delimiter=delimiter)
    report = import_file(folder, tmp_path / "uit.csv", text.encode(encoding))
    assert outcomes(report) == [Outcome.CHANGED]
    assert state(folder)[CLAIM]["kind"] == "commitment"


@pytest.mark.parametrize(
    ("content", "message"),
    [
        pytest.param(b"", "is no table of corrections", id="nothing"),
        pytest.param(b"naam,leeftijd\r\nJan,8\r\n", "is no table of corrections", id="another table"),
        pytest.param(b"id,text\r\nx,y\r\n", "has no column that says what", id="nothing is said"),
        pytest.param(b"\x89PNG\r\n\x1a\n\x00\x81\x8d", "is no t", id="a picture"),
        pytest.param(
            b'id,text,kind\r\n"' + b"x" * 1_100_000 + b'",,claim\r\n', "cannot be read as a table", id="a huge cell"
        ),
    ],
)
def test_what_is_no_table_is_refused(content: bytes, message: str, tmp_path: Path) -> None:
    with pytest.raises(InputError, match=message) as found:
        read(tmp_path, "uit.csv", content)
    assert found.value.hint


def test_cell_that_cannot_be_read_is_told_with_its_row(folder: Path, tmp_path: Path) -> None:
    report = import_file(folder, tmp_path / "uit.csv", f"id,kind\r\n{CLAIM},mening\r\n")
    (item,) = report.items
    assert (item.outcome, item.names) == (Outcome.NOT_UNDERSTOOD, ("row 2",))
    assert item.reason.startswith("'mening' is no kind: write claim, recommendation")


def test_empty_cells_say_nothing() -> None:
    assert labels_of_cells({"kind": "", "actor": " ", "strength": "-", "attribution": "-", "holder": ""}) == {}
    assert labels_of_cells({"actor": "-"}) == {"actors": ()}
    assert labels_of_cells({"holder": "de Raad"}) == {"attribution": ("reported", "de Raad")}
    assert labels_of_cells({"actors": '["a", "b"]', "actor": "c"}) == {"actors": ("a", "b")}
    with pytest.raises(LabelError, match="own and held by"):
        labels_of_cells({"attribution": "own", "holder": "de Raad"})


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("kind: claim", ("kind", "claim")),
        ("Kind:Aanbeveling", ("kind", "recommendation")),
        ("toezegging", ("kind", "commitment")),
        ("geen", ("kind", "none")),
        ("actor: gemeenten", ("actor", "gemeenten")),
        ("strength: zou moeten", ("strength", "should")),
        ("holder: de Raad: voorzitter", ("holder", "de Raad: voorzitter")),
        ("must", None),
        ("topic: wonen", None),
        ("kind: mening", None),
        ("actor:", None),
        ("wonen", None),
    ],
)
def test_names_of_codes(name: str, expected: tuple[str, str] | None) -> None:
    assert code_of(name) == expected


@pytest.mark.parametrize(
    ("content", "message"),
    [
        pytest.param(b"{", "is no JSON", id="cut off"),
        pytest.param(b"[" * 100_000, "is no JSON", id="nested without end"),
        pytest.param(b'{"a": 1}', "holds no annotations", id="other JSON"),
        pytest.param(b"\xff\xfe{", "is no JSON", id="no UTF-8"),
    ],
)
def test_what_is_no_annotations_is_refused(content: bytes, message: str, tmp_path: Path) -> None:
    with pytest.raises(InputError, match=message):
        read(tmp_path, "uit.jsonld", content)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(
                ["target", "body", "source", "selector", "type", "items", "value", "record", "start", "id"]
            ),
            inner,
            max_size=4,
        )
    ),
    max_leaves=12,
)


@given(JSON)
@example({"target": None, "selector": {"type": []}})
@settings(max_examples=60)
def test_no_json_makes_the_reader_fail(tmp_path_factory: pytest.TempPathFactory, value: object) -> None:
    """Whatever is in it: codings, or an error that says what is wrong."""
    path = tmp_path_factory.mktemp("json") / "uit.jsonld"
    with suppress(InputError):
        read(path.parent, path.name, json.dumps([{"target": value}, value]).encode())


def archive(**members: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        for name, data in members.items():
            made.writestr(name, data)
    return out.getvalue()


PROJECT = b'<Project xmlns="urn:QDA-XML:project:1.0" name="x"/>'
BOMB = b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]>' + PROJECT
OUTSIDE = b'<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/hostname">]><Project name="x">&a;</Project>'


@pytest.mark.parametrize(
    ("content", "message"),
    [
        pytest.param(b"PK\x03\x04 en dan niets", "damaged", id="no archive"),
        pytest.param(archive(**{"leeg.txt": b"x"}), "holds no project", id="no project"),
        pytest.param(archive(**{"project.qde": BOMB}), "document type", id="entities"),
        pytest.param(archive(**{"project.qde": OUTSIDE}), "document type", id="entity of a file"),
        pytest.param(archive(**{"project.qde": PROJECT, "../../x.txt": b"x"}), "leads out of it", id="path up"),
        pytest.param(archive(**{"project.qde": PROJECT, "c:/x.txt": b"x"}), "leads out of it", id="drive"),
        pytest.param(archive(**{"project.qde": b" " * 90_000_000}), "unpacks to more", id="bomb"),
        pytest.param(archive(**{"project.qde": b"<a>" * 5_000}), "nested more than", id="depth"),
        pytest.param(archive(**{"project.qde": b"<Project>"}), "damaged", id="no XML"),
    ],
)
def test_archive_that_does_harm_is_refused(content: bytes, message: str, tmp_path: Path) -> None:
    with pytest.raises((InputError, UnreadableDocument), match=message) as found:
        read(tmp_path, "uit.qdpx", content)
    assert found.value.exit_code == 3
    assert [file.name for file in tmp_path.iterdir()] == ["uit.qdpx"], "nothing is unpacked"


def test_text_outside_the_archive_is_not_read(folder: Path, tmp_path: Path) -> None:
    """The words of the records are all that is left then, and they do."""
    (tmp_path / "geheim.txt").write_text("geheim", encoding="utf-8")

    def lead_out(root: object) -> None:
        for number, source in enumerate(root.iter(f"{XML}TextSource")):  # type: ignore[attr-defined]
            source.set(
                "plainTextPath", ("internal://../geheim.txt", "absolute:///etc/hostname", "relative:///x")[number]
            )

    content = rewritten(project(folder, CLAIM, (["kind: claim"], ["kind: commitment"])), lead_out)
    codings = read_project(tmp_path / "uit.qdpx", content, None)
    assert not [coding for coding in codings.codings if "geheim" in coding.place.quote]
    assert outcomes(import_file(folder, tmp_path / "uit.qdpx", content)) == [Outcome.CHANGED]


def test_codings_with_codes_of_others_are_counted_and_left(folder: Path, tmp_path: Path) -> None:
    def other_codes(root: object) -> None:
        for code in root.iter(f"{XML}Code"):  # type: ignore[attr-defined]
            code.set("name", "thema " + str(code.get("name")).partition(": ")[2])

    content = rewritten(project(folder), other_codes)
    report = import_file(folder, tmp_path / "uit.qdpx", content)
    assert (report.items, report.ignored) == ((), len(state(folder)))


@pytest.mark.parametrize("is_raw", [False, True])
@pytest.mark.parametrize("is_inclusive", [False, True])
def test_how_a_tool_counts_is_found_out(is_raw: bool, is_inclusive: bool) -> None:
    raw = "\ufeffEen.\r\nTwee is 𝒜.\r\nDrie."
    text = "Een.\nTwee is 𝒜.\nDrie."
    body = raw.removeprefix("\ufeff") if is_raw else text
    marks = []
    for words in ("Een.", "Twee is 𝒜.", "Drie."):
        start = body.index(words)
        marks.append(Mark(start, start + len(words) - is_inclusive, words, is_whole=True))
    counting = counting_of(raw, marks, None)
    assert (counting.text, counting.is_raw, counting.is_inclusive) == (text, is_raw, is_inclusive)
    spans = [counting.span(mark.start, mark.end) for mark in marks]
    assert [text[span.start : span.end] for span in spans if span] == ["Een.", "Twee is 𝒜.", "Drie."]


def test_without_words_an_end_is_the_position_behind() -> None:
    assert counting_of("Een twee", [Mark(0, 3, "", is_whole=True)], None).span(0, 3) == Span(0, 3)
    assert counting_of("Een twee", [], "inclusive").span(0, 2) == Span(0, 3)
    assert counting_of("Een twee", [], None).span(5, 99) is None
    assert counting_of("Een twee", [], None).span(-3, 2) is None


def test_file_larger_than_any_export_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("policytext.importing.run._LARGEST", 10)
    with pytest.raises(InputError, match="is larger than"):
        read(tmp_path, "uit.csv", b"id,kind,text")
