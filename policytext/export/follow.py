"""What became of recommendations and promises as JSON. Field names are stable; docs/data-model.md lists them."""

from collections import Counter
from typing import Any

from policytext.export.fields import document_fields, place_fields
from policytext.query.follow import Answer, Follow, Followed, LooseAnswer, Promise, Trace
from policytext.store import SentenceRecord

Json = dict[str, Any]  # Any: a JSON value


def follow_json(found: Follow) -> Json:
    """All of it: {"documents", "counts", "recommendations", "promises", "loose_answers"}."""
    return {
        "documents": [document_fields(document) for document in found.documents],
        "counts": {
            "recommendations": _counts(item.status.value for item in found.recommendations),
            "promises": _counts(item.fate.value for item in found.promises),
        },
        "recommendations": [_recommendation(item) for item in found.recommendations],
        "promises": [_promise(item) for item in found.promises],
        "loose_answers": [_loose(item) for item in found.loose],
    }


def _counts(values: Any) -> dict[str, int]:  # Any: an iterable of strings
    return dict(Counter(values).most_common())


def _recommendation(item: Followed) -> Json:
    statement = item.recommendation.statement
    strength = None if statement is None else statement.strength
    return {
        "recommendation": sentence_json(item.recommendation),
        "number": item.number,
        "actors": list(item.actors),
        "strength": None if strength is None else strength.value,
        "status": item.status.value,
        "sure": item.is_sure,
        "later_documents": [document.source for document in item.later],
        "answers": [answer_json(answer) for answer in item.answers],
    }


def answer_json(answer: Answer) -> Json:
    """One answer, with its sentence and the one on the matter."""
    return {
        "verdict": answer.verdict.value,
        "basis": answer.basis.value,
        "by": answer.by,
        "addressee": answer.is_addressee,
        "reported": answer.is_reported,
        "sure": answer.is_sure,
        "words": list(answer.words),
        "likeness": round(answer.likeness, 3),
        "matter": None if answer.matter is None else sentence_json(answer.matter),
        "answer": sentence_json(answer.sentence),
    }


def _promise(item: Promise) -> Json:
    return {
        "promise": sentence_json(item.promise),
        "fate": item.fate.value,
        "sure": item.is_sure,
        "later_documents": [document.source for document in item.later],
        "traces": [_trace(trace) for trace in item.traces],
    }


def _trace(trace: Trace) -> Json:
    return {
        "fate": trace.fate.value,
        "own": trace.is_own,
        "sure": trace.is_sure,
        "words": list(trace.words),
        "likeness": round(trace.likeness, 3),
        "sentence": sentence_json(trace.sentence),
    }


def _loose(item: LooseAnswer) -> Json:
    return {
        "verdict": item.verdict.value,
        "words": list(item.words),
        "before": None if item.before is None else sentence_json(item.before),
        "answer": sentence_json(item.sentence),
        "also": [sentence_json(sentence) for sentence in item.also],
    }


def sentence_json(sentence: SentenceRecord) -> Json:
    """A sentence with its document and place."""
    return {"id": sentence.id, **document_fields(sentence.document), **place_fields(sentence)}
