"""Corrections as rows of training data: what a sentence was taken for, and what a person says that it is."""

from typing import Any

from policytext.store import CorrectionRecord
from policytext.store.coding_records import Coded
from policytext.types.statement import Statement
from policytext.types.vocabulary import Attribution, StatementKind

Json = dict[str, Any]  # Any: a JSON value

NOTHING = "-"


def correction_row(record: CorrectionRecord) -> Json:
    """A correction: id, file, page, text, kind, attribution, actor, strength as in annotated documents, and more.

    Kind, attribution, actor and strength are what a person says that it is; behind `was_` what the tool found. `page`
    is 0 in a file without pages.
    """
    was = max(record.found, key=lambda statement: statement.confidence) if record.found else None
    return {
        "id": record.statement_id,
        "file": record.source,
        "page": record.page or 0,
        "text": record.text,
        **labels(record.now),
        **{f"was_{name}": value for name, value in labels(was).items()},
        "was_confidence": None if was is None else round(was.confidence, 4),
        "corrected_fields": ["kind"] if record.judgement.rejected else list(record.judgement.fields),
        "before": record.before,
        "after": record.after,
        "sentence_text": record.sentence,
        "line": record.line,
        "document": record.document_id.removeprefix("sha256:")[:8],
        "sentence": record.sentence_id,
        "corrected_at": record.made_at,
        "note": record.note,
    }


def labels(statement: Statement | Coded | None) -> dict[str, str]:
    """Kind, attribution, actor and strength in the words of the annotation guide; None is no statement."""
    if statement is None:
        return {"kind": "none", "attribution": NOTHING, "actor": NOTHING, "strength": NOTHING}
    attribution = statement.attribution.value
    if statement.attribution is Attribution.REPORTED:
        attribution += f":{statement.holder or NOTHING}"
    acts = statement.kind is not StatementKind.CLAIM
    return {
        "kind": statement.kind.value,
        "attribution": attribution,
        "actor": (";".join(statement.actors) if acts else "") or NOTHING,
        "strength": NOTHING if statement.strength is None else statement.strength.value,
    }
