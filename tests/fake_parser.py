"""A parser for tests that ingest documents but look at no syntax."""

from collections.abc import Callable, Sequence
from typing import Final

from policytext.types.syntax import Parse


class NoParser:
    """Finds no words in any sentence, so that statements are read by their words alone."""

    name: Final = "none"

    def parse(self, sentences: Sequence[str], on_progress: Callable[[int], None] | None = None) -> tuple[Parse, ...]:
        """Parses without tokens."""
        if on_progress is not None:
            on_progress(len(sentences))
        return tuple(Parse(()) for _ in sentences)
