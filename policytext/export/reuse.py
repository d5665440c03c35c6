"""What comes back across documents as JSON values. Field names are stable; docs/data-model.md lists them."""

from typing import Any

from policytext.export.fields import document_fields, quad_list, span_list
from policytext.query.reuse import Passage, Reuse
from policytext.store import Located

Json = dict[str, Any]  # Any: a JSON value


def reuse_row(pair: Reuse) -> Json:
    """A pair of passages: {"kind", "from", "to", "score", "shared", "nature", ...}; "from" is the earlier one."""
    return {
        "kind": pair.kind.value,
        "from": _passage(pair.earlier),
        "to": _passage(pair.later),
        "score": round(pair.score, 3),
        "shared": pair.shared,
        "nature": pair.nature.value,
        "third_source": pair.third,
        "credit": pair.credit.value,
        "order_known": pair.is_order_known,
        "agrees": pair.agrees,
    }


def _passage(passage: Passage) -> Json:
    quads = [quad for part in passage.parts for quad in part.quads or ()]
    first = passage.parts[0]
    return {
        **document_fields(passage.document),
        "ids": [part.id for part in passage.parts],
        "text": passage.text,
        "spans": None if quads else [span for part in passage.parts for span in span_list(part.spans)],
        "quads": quad_list(quads) if quads else None,
        **_place(first),
    }


def _place(part: Located) -> Json:
    return {
        "page": part.page,
        "page_label": part.page_label,
        "line": part.line,
        "recognised": part.is_recognised,
        "section": list(part.section),
    }
