"""What a coder's change of one field makes of the others, so that what is kept never contradicts itself."""

from dataclasses import replace
from typing import Any

from policytext.store.coding_records import Coded, Verdict
from policytext.types.vocabulary import Attribution, StatementKind, Strength


def changed(coded: Coded, **fields: Any) -> Coded:  # Any: values of fields of `Coded`
    """The statement with other values of some fields.

    What becomes a recommendation gets the middle strength unless one is given, what is none any more loses its own; a
    holder makes it reported, and what is the document's own has none.
    """
    given = dict(fields)
    if given.get("kind", coded.kind) is not StatementKind.RECOMMENDATION:
        given["strength"] = None
    elif coded.kind is not StatementKind.RECOMMENDATION:
        given.setdefault("strength", Strength.SHOULD)
    if given.get("attribution") is Attribution.OWN:
        given["holder"] = None
    elif given.get("holder") is not None:
        given["attribution"] = Attribution.REPORTED
    return replace(coded, **given)


def verdict_of(coded: Coded, proposed: Coded) -> Verdict:
    """Whether a coder took a proposal as it was."""
    return Verdict.ACCEPTED if coded == proposed else Verdict.CHANGED
