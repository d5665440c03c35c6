"""What is new on saved questions as JSON. Field names are stable; docs/data-model.md lists them."""

from collections.abc import Mapping, Sequence
from typing import Any

from policytext.export.fields import document_fields
from policytext.export.follow import sentence_json
from policytext.query.watching import Event, EventKind, Ran

Json = dict[str, Any]  # Any: a JSON value


def news_json(runs: Sequence[Ran], failed: Mapping[str, str]) -> Json:
    """All runs: {"new", "watches", "failed"}; `failed` says of each question that could not be run why."""
    return {
        "new": sum(len(run.events) for run in runs),
        "watches": [
            {
                "name": run.watch.name,
                "kind": run.watch.kind.value,
                "text": run.watch.text,
                "actor": run.watch.actor,
                "new_documents": run.new_documents,
                "events": [event_json(event) for event in run.events],
            }
            for run in runs
        ],
        "failed": dict(failed),
    }


def event_json(event: Event) -> Json:
    """One piece of news, with its quotations."""
    return {
        "kind": event.kind.value,
        **document_fields(event.document),
        "by": event.by,
        "reported": event.is_reported,
        "sure": event.is_sure,
        "change": None if event.change is None else event.change.value,
        "answer": event.answer,
        "addressee": event.is_addressee if event.kind is EventKind.ANSWER else None,
        "earlier": None if event.earlier is None else sentence_json(event.earlier),
        "more": event.more,
        "quotes": [sentence_json(sentence) for sentence in event.sentences],
    }
