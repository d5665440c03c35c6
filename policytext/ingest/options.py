"""How to ingest: what a user can choose for one run."""

from dataclasses import dataclass

from policytext.encode import DEFAULT_MODEL, Precision
from policytext.readers import DEFAULT_OPTIONS
from policytext.readers.options import ReadOptions
from policytext.sentences.parsing import AUTO
from policytext.structure.manifest import ManifestEntry


@dataclass(frozen=True, slots=True)
class IngestOptions:
    """How to ingest.

    `model` makes the vectors, in `precision`; `nlp` names the Dutch pipeline (`sentences.parsing.choose_pipeline`);
    `overrides` hold for every document of the run and outrank manifest and text.

    `workers` is the number of processes that prepare documents; 1 is this process itself, 0 as many as there are cores.
    `timeout_s` and `memory_mb` are the most that one document may take, in seconds and in MB (10^6 bytes) beyond what
    the process held before; with either of them a process of its own prepares documents even if `workers` is 1.
    """

    model: str = DEFAULT_MODEL
    nlp: str = AUTO
    reading: ReadOptions = DEFAULT_OPTIONS
    overrides: ManifestEntry | None = None
    prune: bool = False
    again: bool = False
    precision: Precision = Precision.AUTO
    workers: int = 1
    timeout_s: float | None = None
    memory_mb: int | None = None

    @property
    def is_apart(self) -> bool:
        """Whether documents are prepared in other processes."""
        return self.workers != 1 or self.timeout_s is not None or self.memory_mb is not None
