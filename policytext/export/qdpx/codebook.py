"""The codebook: a category for each field, and under it a code for each value that occurs."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final
from xml.sax.saxutils import quoteattr

from policytext.export.coding import FIELDS, NONE, code_name, guid, xml_characters
from policytext.types.vocabulary import Attribution, StatementKind, Strength

TOPIC: Final = "topic"
#: Values that stand in the codebook whether they occur or not: a coder must be able to choose them.
_ALWAYS: Final[Mapping[str, Sequence[str]]] = {
    "kind": (*(kind.value for kind in StatementKind), NONE),
    "attribution": tuple(one.value for one in Attribution),
    "strength": tuple(one.value for one in Strength),
}
_DESCRIPTIONS: Final[Mapping[str, str]] = {
    "kind": "What the statement does; none: it states nothing after all.",
    "attribution": "Whether the document says it itself or reports it.",
    "holder": "Who is reported to say it.",
    "actor": "Who is to act.",
    "strength": "How strong a recommendation is.",
    TOPIC: "On what it is, as it was asked with --topic.",
}
#: Colours by field, of the palette of Okabe and Ito, which colour-blind readers can tell apart.
_COLOURS: Final[Mapping[str, str]] = {
    "kind": "#0072B2",
    "attribution": "#56B4E9",
    "holder": "#CC79A7",
    "actor": "#009E73",
    "strength": "#D55E00",
    TOPIC: "#E69F00",
}


def code_guid(field: str, value: str) -> str:
    """The id of a code."""
    return guid("code", field, value)


def codebook_lines(used: Iterable[tuple[str, str]]) -> Iterator[str]:
    """The CodeBook element.

    Args:
        used: pairs of field and value that codings refer to, in any order and as often as they like.
    """
    values: dict[str, dict[str, None]] = {field: dict.fromkeys(_ALWAYS.get(field, ())) for field in (*FIELDS, TOPIC)}
    for field, value in sorted(set(used)):
        values[field][value] = None
    yield "<CodeBook><Codes>"
    for field, found in values.items():
        if not found:
            continue
        yield f'<Code guid="{guid("category", field)}" name="{field}" isCodable="false" color="{_COLOURS[field]}">'
        yield f"<Description>{_DESCRIPTIONS[field]}</Description>"
        for value in found:
            name = quoteattr(xml_characters(code_name(field, value)))
            yield f'<Code guid="{code_guid(field, value)}" name={name} isCodable="true" color="{_COLOURS[field]}"/>'
        yield "</Code>"
    yield "</Codes></CodeBook>"
