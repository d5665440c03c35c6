"""What checks of citations found, as JSON values. Field names are stable; docs/data-model.md lists them."""

from policytext.export.fields import Json, document_fields, place_fields
from policytext.query.checking import CiteCheck, FigureCheck, Match
from policytext.store import Located


def check_row(check: CiteCheck) -> Json:
    """A checked citation: {"verdict", "doubt", "citations", "claim", "cited", "match", "later_version", ...}."""
    claim = check.claim
    return {
        "verdict": check.verdict.value,
        "doubt": None if check.doubt is None else check.doubt.value,
        "superseded": check.later is not None,
        **document_fields(check.document),
        "citations": [{"id": record.id, **place_fields(record)} for record in check.citations],
        "claim": None if claim is None else located(claim.sentence),
        "claim_words": None if claim is None else claim.text.strip(),
        "before": None if claim is None or claim.before is None else located(claim.before),
        "cited": document_fields(check.cited),
        "match": match_row(check.match),
        "later_version": None
        if check.later is None
        else {
            **document_fields(check.later.document),
            "verdict": check.later.verdict.value,
            "likeness": round(check.later.likeness, 3),
            "after_citing": check.later.is_after,
            "match": match_row(check.later.match),
        },
    }


def match_row(match: Match | None) -> Json | None:
    """The place of a source that says most of a claim, and how much of it."""
    if match is None:
        return None
    return {
        "sentence": located(match.sentence),
        "beside": [located(sentence) for sentence in match.beside],
        "coverage": round(match.coverage, 3),
        "likeness": round(match.likeness, 3),
        "denied": match.is_denied,
        "figures": [figure_row(figure) for figure in match.figures],
        "missing_names": list(match.missing_names),
        "at_hint": match.is_at_hint,
    }


def figure_row(figure: FigureCheck) -> Json:
    """A number of a claim, and what the source has."""
    return {
        "words": figure.words,
        "finding": figure.finding.value,
        "there": figure.there,
        "sentence": None if figure.sentence is None else figure.sentence.id,
        "year": figure.year,
        "year_there": figure.year_there,
    }


def located(record: Located) -> Json:
    """Words with their id and place; of which document is said beside it."""
    return {"id": record.id, **place_fields(record)}
