"""The Dutch words for what coders decide, for the dialogue and for what is asked of decisions."""

from typing import Final

from policytext.cli.output import KINDS, STANCE_WORDS, STANCES, STRENGTHS
from policytext.query.coding.agreement import NOBODY, NONE, UNRELATED
from policytext.store.coding_records import Coded, Verdict
from policytext.types.vocabulary import Attribution

VERDICTS: Final = {
    Verdict.ACCEPTED: "akkoord",
    Verdict.CHANGED: "gewijzigd",
    Verdict.REJECTED: "geen uitspraak",
    Verdict.SKIPPED: "overgeslagen",
}
#: What is shown of a stance that is none, and of a strength that is none.
NOT_ABOUT: Final = "gaat er niet over"
NO_STRENGTH: Final = "–"
FIELDS: Final = {
    "kind": "soort",
    "attribution": "van wie",
    "holder": "weergegeven van",
    "actors": "wie handelt",
    "strength": "sterkte",
    "stance": "standpunt",
}
_VALUES: Final = {
    "kind": {NONE: "geen uitspraak", **{kind.value: word for kind, word in KINDS.items()}},
    "attribution": {Attribution.OWN.value: "eigen", Attribution.REPORTED.value: "weergegeven"},
    "holder": {NOBODY: "niet genoemd"},
    "actors": {NOBODY: "niemand genoemd"},
    "strength": {strength.value: word for strength, word in STRENGTHS.items()},
    "stance": {UNRELATED: NOT_ABOUT, **{stance.value: word for stance, word in STANCE_WORDS.items()}},
}


def value_word(field: str, value: str) -> str:
    """A value of a field of `FIELDS` in Dutch; a name as it is."""
    return _VALUES[field].get(value, value)


def coded_words(coded: Coded) -> list[str]:
    """Kind, whose, who acts, strength and stance in Dutch."""
    whose = "eigen"
    if coded.attribution is Attribution.REPORTED:
        whose = f"weergegeven van {coded.holder or 'iemand die niet genoemd is'}"
    return [
        KINDS[coded.kind],
        whose,
        "; ".join(coded.actors) or "niemand genoemd",
        NO_STRENGTH if coded.strength is None else STRENGTHS[coded.strength],
        NOT_ABOUT if coded.stance is None else STANCES[coded.stance],
    ]
