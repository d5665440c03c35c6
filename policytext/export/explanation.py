"""Why a sentence was taken for what it is, as a JSON value."""

from collections.abc import Sequence
from typing import Any

from policytext.export.corrections import correction_row
from policytext.export.fields import document_fields, place_fields
from policytext.export.records import citation_row, statement_row
from policytext.export.relations import relation_row
from policytext.store import CitationRecord, CorrectionRecord, RelationRecord, SentenceRecord, StatementRecord
from policytext.types.statement import WhyUnstated

Json = dict[str, Any]  # Any: a JSON value


def explanation_json(
    sentence: SentenceRecord,
    statements: Sequence[StatementRecord],
    relations: Sequence[RelationRecord],
    citations: Sequence[CitationRecord],
    corrections: Sequence[CorrectionRecord],
    why: WhyUnstated | None,
) -> Json:
    """A sentence: {"id", ..., "statements", "relations", "cited", "corrections", "unstated"}; of nothing an empty list.

    `statements` are those asked about: all of the sentence, or one. "unstated" says why it makes none, null where it
    makes one.
    """
    return {
        "id": sentence.id,
        **document_fields(sentence.document),
        **place_fields(sentence),
        "block": sentence.kind.value,
        "container": None if sentence.container is None else sentence.container.value,
        "scope": sentence.scope.value,
        "statements": [statement_row(record) for record in statements],
        "relations": [relation_row(record) for record in relations],
        "cited": [citation_row(record) for record in citations],
        "corrections": [correction_row(record) for record in corrections],
        "unstated": None if why is None else _unstated(why, is_corrected=bool(corrections)),
    }


def _unstated(why: WhyUnstated, *, is_corrected: bool) -> Json:
    return {
        "what": why.what.value,
        "words": why.words,
        "by": "person" if is_corrected else "classifier" if why.is_judged else "rule",
        "signs": list(why.signs),
        "lacking": {kind.value: list(signs) for kind, signs in why.lacking},
    }
