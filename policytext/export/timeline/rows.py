"""The timeline as rows for CSV: one a quotation, with its position and the change that led to it."""

from collections.abc import Iterator
from typing import Any

from policytext.export.answers import timeline_json
from policytext.query.answers import Timeline

Json = dict[str, Any]  # Any: a JSON value

#: Fields of a position and of a quotation that have the same name.
_OF_BOTH = ("stance", "strength", "conditions")


def timeline_rows(timeline: Timeline, sure: float) -> Iterator[Json]:
    """Rows with the fields of the JSON answer; those of a quotation that a position has too begin with "quote_".

    `attribution` is own, reported or comment. `change` is the one that led to the position: at the same sender where
    there is one, else since the document before; `change_since` is the source that it compares with. A position is
    `unsure` where its confidence is below `sure`.
    """
    answer = timeline_json(timeline)
    changes: dict[str, Json] = {}
    for change in sorted(answer["changes"], key=lambda item: bool(item["same_holder"])):
        if change["after"] is not None:
            changes[change["to"]] = change
    unsure = [entry.confidence < sure for entry in (*timeline.entries, *timeline.reported)]
    entries = [(entry, False) for entry in answer["entries"]] + [(entry, True) for entry in answer["reported_entries"]]
    for (entry, is_reported), is_unsure in zip(entries, unsure, strict=True):
        change = None if is_reported else changes.get(entry["source"])
        held = {name: value for name, value in entry.items() if name not in ("quotes", "is_comment")}
        reported = "comment" if entry.get("is_comment") else "reported"
        for quote in entry["quotes"]:
            yield {
                "proposition": timeline.proposition,
                **held,
                "attribution": reported if is_reported else "own",
                "unsure": is_unsure,
                **{f"quote_{name}" if name in _OF_BOTH else name: value for name, value in quote.items()},
                "change": None if change is None else change["change"],
                "change_since": None if change is None else change["from"],
                "change_same_holder": None if change is None else change["same_holder"],
                "change_why": None if change is None else change["why"],
            }
