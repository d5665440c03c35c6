"""Answers to questions: those of `policytext.query`, which can also be had as JSON, as rows and as frames."""

from abc import abstractmethod
from collections.abc import Iterator
from dataclasses import fields
from typing import Any, ClassVar, Self

from policytext.api.columns import COLUMNS
from policytext.api.frames import Json, Tabular
from policytext.query.answers import SearchAnswer, Timeline
from policytext.query.trace import Trace


class Answer(Tabular):
    """An answer of a query that can be had as a table too; `table` names its columns in `COLUMNS`."""

    table: ClassVar[str]

    @classmethod
    def made_of(cls, answer: Any) -> Self:  # Any: the answer of the query, a dataclass that the class extends
        """The same answer."""
        return cls(**{field.name: getattr(answer, field.name) for field in fields(answer)})

    @abstractmethod
    def to_json(self) -> Json:
        """What the command prints with --json."""

    def columns(self) -> tuple[str, ...]:
        """Names of the fields of a row."""
        return COLUMNS[self.table]


class SearchResult(SearchAnswer, Answer):
    """The hits of a search."""

    table = "search"

    def to_json(self) -> Json:
        """What `policytext search --json` prints."""
        from policytext.export.answers import search_json  # noqa: PLC0415 - only who asks for rows pays for it

        return search_json(self)

    def rows(self) -> list[Json]:
        """A row for each hit, the best first."""
        hits: list[Json] = self.to_json()["hits"]
        return hits


class TimelineResult(Timeline, Answer):
    """How a position evolved."""

    table = "evolve"

    def to_json(self) -> Json:
        """What `policytext evolve --json` prints."""
        from policytext.export.answers import timeline_json  # noqa: PLC0415 - as above

        return timeline_json(self)

    def rows(self) -> list[Json]:
        """A row for each quotation, with the fields of `policytext evolve --csv`."""
        from policytext.export.timeline.rows import timeline_rows  # noqa: PLC0415
        from policytext.export.timeline.wording import SURE  # noqa: PLC0415

        return list(timeline_rows(self, SURE))


class TraceResult(Trace, Answer):
    """Where a claim comes from."""

    table = "trace"

    def to_json(self) -> Json:
        """What `policytext trace --json` prints."""
        from policytext.export.trace import trace_answer  # noqa: PLC0415

        return trace_answer(self)

    def rows(self) -> list[Json]:
        """A row for each place: the claim's own, those of its sources, and those that say the same.

        `role` is start, source, earlier, later or unordered. `depth` counts the sources on the way from the first place
        of that role, and `cited_by` is the sentence that gives it as its source. A source that is not in the index, or
        in which the place was not found, has no place: `reference` is how it is cited.
        """
        answer = self.to_json()
        found: list[Json] = []
        if answer["start"] is not None:
            found.extend(_places(answer["start"], "start", 0, None))
        for role in ("earlier", "later", "unordered"):
            for kin in answer[role]:
                found.extend(_places(kin["step"], role, 0, None))
        return [{name: row.get(name) for name in self.columns()} for row in found]


def _places(step: Json, role: str, depth: int, cited_by: str | None) -> Iterator[Json]:
    """The rows of a place and of the sources below it; `step` as `trace_answer` has it."""
    held = {name: value for name, value in step.items() if name != "sources"}
    yield {"role": role, "depth": depth, "cited_by": cited_by, "reference": None, **held}
    for source in step["sources"]:
        told = {"reference": source["citations"][0]["text"], "verdict": source["verdict"]}
        if source["step"] is None:
            document = source["cited_document"] or {}
            yield {
                "role": "source",
                "depth": depth + 1,
                "cited_by": step["id"],
                **document,
                **told,
                "end": source["end"],
            }
            continue
        first, *below = _places(source["step"], "source", depth + 1, step["id"])
        yield {**first, **told}
        yield from below
