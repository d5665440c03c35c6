"""Argdown: statements under the heading of their document, with what supports and attacks them below each.

Every statement is defined once; relations are written below the statement that they lead to. The whole record stands
behind a statement as YAML in braces, which JSON is. Syntax: https://argdown.org/syntax/, checked with the lexer of
@argdown/core 2.0.1.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import Final

from policytext import __version__
from policytext.export.argument_formats.structure import Structure
from policytext.export.bibliography.entry import clean
from policytext.export.coding import compact
from policytext.export.fields import document_fields
from policytext.export.records import statement_row
from policytext.export.relations import relation_row
from policytext.store import RelationRecord
from policytext.types.vocabulary import RelationType

#: Signs of relations, of the one that stands below to the one above it.
_SIGNS: Final[Mapping[RelationType, str]] = {
    RelationType.SUPPORT: "+",
    RelationType.ATTACK: "-",
    RelationType.CONTRADICTS: "><",
}
#: Signs that begin something in the midst of a line: markup, references, tags, mentions, data, comments, front matter,
#: and what stands between two points or colons without a space, which is a shortcode ("o.a.", ":naam:").
_SPECIAL: Final = re.compile(r"[\\\[\]<>{}*_#@]|/(?=[/*])|(?<=[/*])/|={3,}|-{2,}|\.(?=\S+?\.)|:(?=\S+?:)")
_STRING: Final = re.compile(r'"(?:[^"\\]|\\.)*"')
_TRAPS: Final = re.compile("[{}\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]")
_LINE_START: Final = re.compile(r"^(?:[+\-(]|\d+\.)")


def argdown_lines(structure: Structure) -> Iterator[str]:
    """The lines of an Argdown file."""
    below: dict[str, list[RelationRecord]] = defaultdict(list)
    others = []
    for relation in structure.relations:
        if relation.relation.type in _SIGNS:
            below[relation.relation.target].append(relation)
        else:
            others.append(relation_row(relation))
    yield "==="
    yield "title: Argumentatie uit beleidsdocumenten"
    yield f"generator: policytext {__version__}"
    if others:
        yield f"other_relations: {_data(others)}"
    yield "==="
    document = None
    for key, record in structure.statements.items():
        if record.document.id != document:
            document = record.document.id
            yield f"\n# {escaped(record.document.title)} {_data(document_fields(record.document))}"
        statement = record.statement
        tags = " ".join(f"#{tag}" for tag in (statement.kind.value, statement.attribution.value))
        yield f"\n[{key}]: {escaped(record.text)} {tags} {_data(statement_row(record))}"
        for relation in below[key]:
            yield f"  {_SIGNS[relation.relation.type]} [{relation.relation.source}]"


def escaped(text: str) -> str:
    """Text on one line in which nothing is markup."""
    line = _SPECIAL.sub(lambda found: "".join("\\" + character for character in found[0]), clean(text))
    return _LINE_START.sub(lambda found: "\\" + found[0] if not found[0][0].isdigit() else found[0][:-1] + "\\.", line)


def _data(value: object) -> str:
    """A value as data in braces, on what the lexer takes for one line.

    Braces in its strings are escapes, because the lexer goes by them whatever they stand in, and so is what JavaScript
    takes for a line end or YAML for no character.
    """
    return _STRING.sub(lambda found: _TRAPS.sub(_as_escape, found[0]), compact(value))


def _as_escape(found: re.Match[str]) -> str:
    return f"\\u{ord(found[0]):04x}"
