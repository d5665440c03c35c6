"""What a coding says of a statement: values by field, from the names of codes and from cells of a table."""

import json
from collections.abc import Iterable, Mapping
from typing import Final

from policytext.export.coding import NONE
from policytext.types.statement import Statement
from policytext.types.vocabulary import Attribution, StatementKind, Strength

#: Values by field; a field that nothing is said of is not there. `kind` is a value of StatementKind or "none";
#: `attribution` is ("own", "") or ("reported", holder), "" where nobody is named; `actors` are names; `strength` is a
#: value of Strength, "" for none.
Value = str | tuple[str, ...]
Labels = Mapping[str, Value]

_KINDS: Final[Mapping[str, str]] = {
    **{kind.value: kind.value for kind in StatementKind},
    "aanbeveling": StatementKind.RECOMMENDATION.value,
    "toezegging": StatementKind.COMMITMENT.value,
    NONE: NONE,
    "geen": NONE,
}
_STRENGTHS: Final[Mapping[str, str]] = {
    **{strength.value: strength.value for strength in Strength},
    "moet": Strength.MUST.value,
    "zou moeten": Strength.SHOULD.value,
    "zou-moeten": Strength.SHOULD.value,
    "kan": Strength.COULD.value,
}
_ATTRIBUTIONS: Final[Mapping[str, str]] = {
    **{one.value: one.value for one in Attribution},
    "eigen": Attribution.OWN.value,
    "aangehaald": Attribution.REPORTED.value,
}
#: Names of fields, as codes and columns may have them.
_FIELDS: Final[Mapping[str, str]] = {
    "kind": "kind",
    "soort": "kind",
    "attribution": "attribution",
    "holder": "holder",
    "actor": "actor",
    "strength": "strength",
    "sterkte": "strength",
}
NOTHING: Final = "-"


class LabelError(ValueError):
    """What a file says of one statement cannot be; the message says why, for people."""


def name_of(text: str) -> str:
    """A name as the index has them: in lower case, with single spaces."""
    return " ".join(text.lower().split())


def labels_of(statement: Statement | None) -> dict[str, Value]:
    """What a statement is; None is no statement."""
    if statement is None:
        return {"kind": NONE}
    return {
        "kind": statement.kind.value,
        "attribution": (statement.attribution.value, statement.holder or ""),
        "actors": statement.actors,
        "strength": "" if statement.strength is None else statement.strength.value,
    }


def labels_of_row(row: Mapping[str, object]) -> dict[str, Value] | None:
    """What the row of a statement says, as `export statements` writes it; None where it is no such row."""
    kind, attribution, actors = row.get("kind"), row.get("attribution"), row.get("actors")
    if kind not in _KINDS or attribution not in _ATTRIBUTIONS or not isinstance(actors, list):
        return None
    return {
        "kind": str(kind),
        "attribution": (str(attribution), str(row.get("holder") or "")),
        "actors": tuple(map(str, actors)),
        "strength": str(row.get("strength") or ""),
    }


def code_of(name: str) -> tuple[str, str] | None:
    """Field and value in the name of a code ("kind: claim", "Aanbeveling"); None where policytext knows none in it."""
    field, parted, value = name.strip().partition(":")
    known = _FIELDS.get(field.strip().lower()) if parted else None
    value = value.strip() if parted else name.strip()
    for wanted, values in (("kind", _KINDS), ("strength", _STRENGTHS), ("attribution", _ATTRIBUTIONS)):
        found = values.get(value.lower())
        if found is not None and (known == wanted or (wanted == "kind" and not parted)):
            return wanted, found
    return (known, value) if known in ("actor", "holder") and value else None


def labels_of_codes(codes: Iterable[tuple[str, str]], base: Labels | None) -> dict[str, Value]:
    """What the codes at one place say together.

    Args:
        codes: pairs of `code_of`.
        base: what the place was coded with when it was exported. Where it is known, a field without a code says that
            nothing is there (no actor); else nothing is said of it.

    Raises:
        LabelError: the codes contradict each other.
    """
    by_field: dict[str, list[str]] = {}
    for field, value in codes:
        by_field.setdefault(field, []).append(value)
    found: dict[str, Value] = {}
    kinds = list(dict.fromkeys(by_field.get("kind", ())))
    if len(kinds) > 1:
        raise LabelError(f"is coded as {' and as '.join(kinds)}")
    if kinds:
        found["kind"] = kinds[0]
    whose = _whose(by_field.get("attribution", ()), by_field.get("holder", ()), base)
    if whose is not None:
        found["attribution"] = whose
    if "actor" in by_field or (base is not None and "actors" in base):
        found["actors"] = tuple(dict.fromkeys(by_field.get("actor", ())))
    strengths = list(dict.fromkeys(by_field.get("strength", ())))
    if len(strengths) > 1:
        raise LabelError(f"is coded as strength {' and as '.join(strengths)}")
    if strengths:
        found["strength"] = strengths[0]
    return found


def _whose(attributions: Iterable[str], holders: Iterable[str], base: Labels | None) -> tuple[str, str] | None:
    """Whether it is the document's own, or whose; a code that the export did not have outweighs one that it had."""
    values, names = list(dict.fromkeys(attributions)), list(dict.fromkeys(holders))
    if len(values) > 1 or len(names) > 1:
        raise LabelError(f"is coded as {' and as '.join(values if len(values) > 1 else names)}")
    own, reported = Attribution.OWN.value, Attribution.REPORTED.value
    if names and values == [own]:
        if base is None:
            raise LabelError(f"is coded as own and as held by {names[0]}")
        return (own, "") if base.get("attribution", ("",))[0] == reported else (reported, names[0])
    if names:
        return reported, names[0]
    return (values[0], "") if values else None


def labels_of_cells(cells: Mapping[str, str]) -> dict[str, Value]:
    """What the cells of a table say; an empty cell says nothing, "-" that there is nothing.

    Args:
        cells: by name of column in lower case: kind, attribution ("own", "reported", "reported:WHO"), holder, actor or
            actors ("a;b" or a JSON list), strength.

    Raises:
        LabelError: a cell cannot be read.
    """
    found: dict[str, Value] = {}
    if kind := cells.get("kind", "").strip():
        found["kind"] = _known(kind, _KINDS, "kind")
    attribution, _, holder = cells.get("attribution", "").strip().partition(":")
    holder = cells.get("holder", "").strip() or holder.strip()
    holder = "" if holder == NOTHING else holder
    if attribution and attribution != NOTHING:
        value = _known(attribution, _ATTRIBUTIONS, "attribution")
        if holder and value == Attribution.OWN:
            raise LabelError(f"is own and held by {holder}: empty the one or change the other")
        found["attribution"] = (value, holder)
    elif holder:
        found["attribution"] = (Attribution.REPORTED.value, holder)
    actors = cells.get("actors", "").strip() or cells.get("actor", "").strip()
    if actors:
        found["actors"] = _names(actors)
    strength = cells.get("strength", "").strip()
    if strength and strength != NOTHING:
        found["strength"] = _known(strength, _STRENGTHS, "strength")
    return found


def _known(word: str, values: Mapping[str, str], field: str) -> str:
    found = values.get(word.lower())
    if found is None:
        raise LabelError(f"{word!r} is no {field}: write {', '.join(dict.fromkeys(values))}")
    return found


def _names(cell: str) -> tuple[str, ...]:
    if cell == NOTHING:
        return ()
    if cell.startswith("["):
        try:
            names = json.loads(cell)
        except ValueError as error:
            raise LabelError(f"{cell!r} is no list of actors") from error
        if not isinstance(names, list) or not all(isinstance(name, str) for name in names):
            raise LabelError(f"{cell!r} is no list of actors")
        return tuple(names)
    return tuple(name.strip() for name in cell.split(";") if name.strip())


def same(one: Value, other: Value) -> bool:
    """Whether two values of a field are the same.

    Names are compared without case, spaces and what gets lost on the way: control characters and half characters come
    back as question marks or replacement characters. A table joins names by semicolons, also one that has one in it.
    """
    if isinstance(one, str) or isinstance(other, str):
        return one == other
    return _travelled(";".join(one)) == _travelled(";".join(other))


def _travelled(names: str) -> str:
    return "".join(
        character for character in names.casefold() if character.isprintable() and character not in " ?\ufffd"
    )


def words_of(field: str, value: Value | None) -> str:
    """A value in words for people."""
    if value is None:
        return "-"
    if isinstance(value, str):
        return value or "-"
    if field == "attribution":
        return value[0] + (f" by {value[1]}" if value[1] else "")
    return "; ".join(value) or "nobody"
