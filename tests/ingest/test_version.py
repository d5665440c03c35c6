"""The pipeline's version follows what the stages are made of."""

from importlib.resources import files
from pathlib import Path

import pytest

from policytext import __version__
from policytext.ingest import version

FOLDERS = Path(str(files("policytext")))


@pytest.fixture
def stages(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A package with one small stage, which a test may change."""
    stage = tmp_path / "lexicon"
    stage.mkdir()
    (stage / "words.txt").write_text("moet\n", encoding="utf-8")
    monkeypatch.setattr(version, "STAGES", ("lexicon",))
    monkeypatch.setattr(version, "files", lambda name: tmp_path)
    return stage


def digest() -> str:
    """The version computed anew."""
    version.pipeline_version.cache_clear()
    try:
        return version.pipeline_version()
    finally:
        version.pipeline_version.cache_clear()


def test_version_begins_with_the_release_and_is_stable() -> None:
    assert digest().startswith(f"{__version__}+")
    assert digest() == digest()


def test_every_stage_exists() -> None:
    assert [stage for stage in version.STAGES if not (FOLDERS / stage).is_dir()] == []


@pytest.mark.parametrize(
    ("name", "text", "changes"),
    [
        pytest.param("words.txt", "moet\nmoeten\n", True, id="another word"),
        pytest.param("more.tsv", "a\tb\n", True, id="another list"),
        pytest.param("words.txt", "moet\r\n", False, id="line ends of another system"),
        pytest.param("notes.bak", "moet\n", False, id="a file that is no part of the stage"),
    ],
)
def test_version_follows_the_contents(stages: Path, name: str, text: str, *, changes: bool) -> None:
    before = digest()
    (stages / name).write_bytes(text.encode())
    assert (digest() != before) is changes
