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
    version._digest.cache_clear()
    try:
        return version.pipeline_version("shared")
    finally:
        version._digest.cache_clear()


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


@pytest.mark.parametrize("nlp", ["shared", "fast", "nl_core_news_lg", "een_eigen_model"])
def test_version_tells_the_dutch_pipeline(nlp: str) -> None:
    assert version.nlp_of(version.pipeline_version(nlp)) == nlp


def test_version_of_an_installed_pipeline_has_its_number(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("importlib.metadata.version", lambda name: "3.8.0")
    found = version.pipeline_version("nl_core_news_lg")
    assert found.endswith("/nl_core_news_lg-3.8.0")
    assert version.nlp_of(found) == "nl_core_news_lg"


def test_versions_of_earlier_releases_tell_no_pipeline() -> None:
    assert version.nlp_of("0.1.0+3f2a9c0d1b7e") == ""
