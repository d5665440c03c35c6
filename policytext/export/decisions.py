"""Decisions of coders as rows, as training data, and how far coders agree as JSON; fields: docs/data-model.md."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Any

from policytext.export.corrections import labels
from policytext.query.coding.adopting import Adoption
from policytext.query.coding.agreement import UNRELATED, Agreement, Measure, value_of
from policytext.store.coding_records import Coded, DecisionRecord, Verdict

Json = dict[str, Any]  # Any: a JSON value


def decision_row(record: DecisionRecord) -> Json:
    """A decision: who, what, when, and where its statement stands; behind `proposed_` what the coder was shown.

    Kind, attribution, holder, actors, strength and stance are what the coder says that it is; all null where it was
    skipped, and the kind `none` where it states nothing. `id` is the statement, or its sentence where the index has no
    such statement now; both are null where neither is there.
    """
    document = record.document
    return {
        "id": record.statement_id or record.sentence_id,
        "coder": record.coder,
        "decided_at": record.decided_at,
        "decision": record.verdict.value,
        "proposition": record.proposition,
        **_coded_fields(record.coded, record),
        **{f"proposed_{name}": value for name, value in _coded_fields(record.proposed, record).items()},
        "note": record.note,
        "text": record.text,
        "sentence_text": record.sentence,
        "before": record.before,
        "after": record.after,
        "sentence": record.sentence_id,
        "document": record.document_id.removeprefix("sha256:")[:8] if document is None else document.short_id,
        "source": record.source,
        "title": None if document is None else document.title,
        "date": None if document is None else document.date,
        "organisation": ("; ".join(document.organisations) or None) if document is not None else None,
        "page": record.page,
        "line": record.line,
    }


def _coded_fields(coded: Coded | None, record: DecisionRecord) -> Json:
    if coded is None:
        names = ("attribution", "holder", "actors", "strength", "stance")
        return {"kind": value_of(record, "kind"), **dict.fromkeys(names)}
    stance = None if record.proposition is None else UNRELATED if coded.stance is None else coded.stance.value
    return {
        "kind": coded.kind.value,
        "attribution": coded.attribution.value,
        "holder": coded.holder,
        "actors": list(coded.actors),
        "strength": None if coded.strength is None else coded.strength.value,
        "stance": stance,
    }


def training_rows(decisions: Sequence[DecisionRecord]) -> Iterator[Json]:
    """A row for each statement, and proposition, on which all coders who decided say the same; others are left out.

    The fields are those of `export corrections`, and `proposition`, `stance`, `was_stance` and `coders`.
    """
    units: dict[tuple[str, str | None], dict[str, DecisionRecord]] = defaultdict(dict)
    for record in decisions:
        if record.verdict is not Verdict.SKIPPED:
            units[record.place, record.proposition][record.coder] = record
    for said in units.values():
        first = next(iter(said.values()))
        if any(one.coded != first.coded for one in said.values()):
            continue
        coded, proposed = _coded_fields(first.coded, first), _coded_fields(first.proposed, first)
        yield {
            "id": first.statement_id or first.sentence_id,
            "file": first.source,
            "page": first.page or 0,
            "text": first.text,
            **labels(first.coded),
            "proposition": first.proposition,
            "stance": coded["stance"],
            **{f"was_{name}": value for name, value in labels(first.proposed).items()},
            "was_stance": proposed["stance"],
            "before": first.before,
            "after": first.after,
            "sentence_text": first.sentence,
            "line": first.line,
            "document": first.document_id.removeprefix("sha256:")[:8],
            "sentence": first.sentence_id,
            "coders": sorted(said),
        }


def agreement_json(found: Agreement) -> Json:
    """All of it: {"coders", "decisions", "shared", "measures", "disagreements"}; numbers to 4 decimal places."""
    return {
        "coders": list(found.coders),
        "decisions": found.decisions,
        "shared": found.shared,
        "measures": [_measure(measure) for measure in found.measures],
        "disagreements": [
            {
                "id": one.record.statement_id or one.record.sentence_id,
                "proposition": one.record.proposition if "stance" in one.values else None,
                "source": one.record.source,
                "page": one.record.page,
                "line": one.record.line,
                "text": one.record.text,
                "said": {field: dict(values) for field, values in one.values.items()},
            }
            for one in found.disagreements
        ],
    }


def measure_rows(found: Agreement) -> list[Json]:
    """A row for each field and pair of coders, with the alpha of the field over all coders."""
    return [
        {
            "field": measure.field,
            "coder": pair.coders[0],
            "other_coder": pair.coders[1],
            "units": pair.units,
            "agreed": round(pair.agreed, 4),
            "kappa": _rounded(pair.kappa),
            "alpha": _rounded(measure.alpha),
            "alpha_units": measure.units,
        }
        for measure in found.measures
        for pair in measure.pairs
    ]


def _measure(measure: Measure) -> Json:
    return {
        "field": measure.field,
        "units": measure.units,
        "coders": list(measure.coders),
        "agreed": round(measure.agreed, 4),
        "alpha": _rounded(measure.alpha),
        "pairs": [
            {
                "coders": list(pair.coders),
                "units": pair.units,
                "agreed": round(pair.agreed, 4),
                "kappa": _rounded(pair.kappa),
            }
            for pair in measure.pairs
        ],
        "categories": [
            {"value": one.value, "given": round(one.given, 4), "agreed": round(one.agreed, 4)}
            for one in measure.categories
        ],
        "coincidences": [
            {"value": one, "other": other, "count": round(count, 4)}
            for (one, other), count in sorted(measure.table.items())
        ],
    }


def adoption_row(one: Adoption) -> Json:
    """What becomes of a decision; `changes` names the fields that are corrected."""
    judgement = one.judgement
    changes: list[str] = []
    if judgement is not None:
        changes = ["kind"] if judgement.rejected else list(judgement.fields)
    return {
        "id": one.decision.statement_id or one.decision.sentence_id,
        "outcome": one.outcome.value,
        "coders": list(one.coders),
        "changes": changes,
        "text": one.decision.text,
    }


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 4)
