"""Models other than the default one: by folder, by recorded name, by a name that leads nowhere."""

import shutil
import time
from pathlib import Path

import numpy as np
import pytest
from tiny_model import HIDDEN, write_tiny_file

from policytext.encode import load_bulk_encoder, load_query_encoder
from policytext.encode.convert import PROMPTS, write_model
from policytext.encode.e5file import read_e5_file
from policytext.encode.locate import locate_model
from policytext.encode.transformer import expected_prompts
from policytext.errors import ModelMissing


@pytest.fixture(autouse=True)
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A cache of the test's own and a hub that cannot be reached."""
    monkeypatch.setenv("POLICYTEXT_CACHE", str(tmp_path / "cache"))
    monkeypatch.setattr("huggingface_hub.constants.HF_HUB_OFFLINE", True)
    return tmp_path / "cache"


@pytest.fixture
def model_folder(tmp_path: Path) -> Path:
    """A small model in a folder."""
    folder = tmp_path / "eigen-model"
    source = write_tiny_file(tmp_path / "weights")
    folder.mkdir()
    write_model(read_e5_file(source), folder)
    return folder


def test_folder_is_known_by_its_name_and_content(model_folder: Path) -> None:
    name = locate_model(str(model_folder)).name
    assert name.startswith("eigen-model@")
    assert str(model_folder.parent) not in name
    shutil.copytree(model_folder, model_folder.parent / "elders" / "eigen-model")
    assert locate_model(str(model_folder.parent / "elders" / "eigen-model")).name == name


@pytest.mark.parametrize("file", ["model.safetensors", "tokenizer.json", "1_Pooling/config.json"])
def test_folder_with_other_content_is_another_model(model_folder: Path, file: str) -> None:
    before = locate_model(str(model_folder)).name
    with (model_folder / file).open("ab") as changed:
        changed.write(b" ")
    assert locate_model(str(model_folder)).name != before


def test_folder_encodes_and_is_found_again_by_its_recorded_name(model_folder: Path) -> None:
    encoder = load_bulk_encoder(str(model_folder))
    again = load_query_encoder(encoder.name)
    vector = encoder.encode_passages(["de wijk"])[0]
    assert (encoder.dimensions, again.name, vector.shape) == (HIDDEN, encoder.name, (HIDDEN,))
    assert np.linalg.norm(vector) == pytest.approx(1.0, abs=1e-5)
    assert np.array_equal(again.encode_query("de wijk"), encoder.encode_query("de wijk"))


@pytest.mark.parametrize(
    ("change", "message"),
    [
        pytest.param(lambda folder: shutil.rmtree(folder), "is no longer in", id="removed"),
        pytest.param(lambda folder: (folder / "config.json").write_text("{}"), "is no longer", id="changed"),
    ],
)
def test_recorded_name_whose_folder_changed_is_refused(model_folder: Path, change: object, message: str) -> None:
    name = locate_model(str(model_folder)).name
    change(model_folder)  # type: ignore[operator]  # one of the functions above
    with pytest.raises(ModelMissing, match=message):
        locate_model(name)


@pytest.mark.parametrize(
    ("name", "message"),
    [
        pytest.param("bestaat@0123456789ab", "not known where", id="recorded elsewhere"),
        pytest.param("./geen/map", "no embedding model at", id="folder that is not there"),
        pytest.param("/geen/map", "no embedding model at", id="absolute folder that is not there"),
        pytest.param("een naam", "no embedding model at", id="no possible name"),
        pytest.param("", "no embedding model at", id="empty"),
        pytest.param("~niemand-van-die-naam/model", "no embedding model at", id="home of nobody"),
        pytest.param("a" * 5000, "no embedding model|cannot be", id="too long"),
        pytest.param("a\0b", "no embedding model at", id="NUL"),
        pytest.param("x/a--b..c", "cannot be", id="name that the hub does not allow"),
        pytest.param("iemand/onbekend-model", "cannot be reached", id="name at the hub"),
        pytest.param("onbekend-model", "cannot be reached", id="short name at the hub"),
    ],
)
def test_name_that_leads_nowhere_fails_soon_with_a_hint(name: str, message: str) -> None:
    start = time.monotonic()
    with pytest.raises(ModelMissing, match=message) as refusal:
        load_bulk_encoder(name)
    assert refusal.value.hint
    assert "\n" not in refusal.value.message
    assert time.monotonic() - start < 10


def test_folder_without_a_model_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ModelMissing, match="holds no embedding model"):
        load_bulk_encoder(str(tmp_path))


def test_folder_with_a_damaged_model_is_refused_in_one_line(model_folder: Path) -> None:
    (model_folder / "model.safetensors").write_bytes(b"\x00" * 64)
    with pytest.raises(ModelMissing, match="does not load") as refusal:
        load_bulk_encoder(str(model_folder))
    assert "\n" not in refusal.value.message


@pytest.mark.parametrize(
    ("name", "own", "expected"),
    [
        pytest.param("intfloat/multilingual-e5-large", {}, PROMPTS, id="E5"),
        pytest.param("e5-base-v2@0123456789ab", {"query": "", "document": ""}, PROMPTS, id="E5 in a folder"),
        pytest.param("intfloat/multilingual-e5-large-instruct", {}, {}, id="E5 with instructions"),
        pytest.param("all-MiniLM-L6-v2", {}, {}, id="no prefixes"),
        pytest.param("cafe5-nl", {}, {}, id="another name with e5 in it"),
        pytest.param("x/e5", {"query": "vraag: "}, {"query": "vraag: "}, id="own settings go first"),
    ],
)
def test_prompts_follow_the_model(name: str, own: dict[str, str], expected: dict[str, str]) -> None:
    assert dict(expected_prompts(name, own)) == expected
