"""A working folder as a reader of the documentation has it: sample corpus and index beside each other."""

import shutil
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from policytext.ingest import analysis, run
from policytext.ingest.run import IngestOptions, ingest
from policytext.store import Reader, Writer

ROOT = Path(__file__).resolve().parents[2]
if str(ROOT) not in sys.path:  # the scripts beside the tests are modules of `tests`, which `pytest` does not add
    sys.path.insert(0, str(ROOT))


@pytest.fixture(scope="module", autouse=True)
def _models_loaded_once() -> Iterator[None]:
    """The commands of the pages that read documents share the models; loading them takes longer than reading."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(run, "load_bulk_encoder", cache(run.load_bulk_encoder))
        patch.setattr(analysis, "load_parser", cache(analysis.load_parser))
        yield


@pytest.fixture(scope="session")
def sample_project(sample_index: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with corpus/ and index/; the documents are known there by their names in corpus/."""
    folder = tmp_path_factory.mktemp("project")
    shutil.copytree(ROOT / "corpus", folder / "corpus")
    shutil.copytree(sample_index, folder / "index")
    ingest([folder / "corpus"], folder / "index", IngestOptions())
    with Reader.open(folder / "index") as reader:
        facts = reader.info()
    with Writer.open(
        folder / "index", model=facts.model, dimensions=facts.dimensions, pipeline_version=facts.pipeline_version
    ) as writer:
        for source in writer.known_sources():
            if not source.startswith("corpus/"):  # its name in the index that was copied
                writer.remove_source(source)
    return folder
