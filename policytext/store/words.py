"""The words of every sentence of an index at once, light enough to compare all documents with each other."""

from dataclasses import dataclass

from policytext.store.filters import Filters
from policytext.store.reader import Reader
from policytext.store.records import Scope
from policytext.types.vocabulary import BlockKind


@dataclass(frozen=True, slots=True)
class UnitWords:
    """A sentence as the full-text index holds it: folded words in order, each with its stem.

    `document` is the short id, `number` the sentence's index in it. `container` is what its block stands in. `parts`
    are the stems of the lemmas of all words and of the parts of those that are compounds. `states` says whether it
    makes a statement.
    """

    document: str
    number: int
    block: int
    scope: Scope
    kind: BlockKind
    container: BlockKind | None
    text: str
    words: tuple[str, ...]
    stems: tuple[str, ...]
    parts: frozenset[str]
    states: bool

    @property
    def id(self) -> str:
        """Unit id: "short id:number"."""
        return f"{self.document}:{self.number}"


def unit_words(reader: Reader, filters: Filters | None = None) -> list[UnitWords]:
    """All sentences of the documents that the filters leave, whatever their scope, in order of document and text.

    Documents stand as in `Reader.documents`: by date, undated ones last. Of the filters only those of documents count.
    """
    order = {record.short_id: place for place, record in enumerate(reader.documents(filters))}
    found = reader._rows(
        "SELECT d.short_id, u.number, u.block, u.scope, u.kind, u.container, u.text, t.words, t.stems, t.parts,"
        " EXISTS (SELECT 1 FROM statement s WHERE s.unit = u.id)"
        " FROM unit u JOIN document d ON d.id = u.document JOIN unit_text t ON t.rowid = u.id"
    )
    units = [
        UnitWords(
            short,
            number,
            block,
            Scope(scope),
            BlockKind(kind),
            None if container is None else BlockKind(container),
            text,
            tuple(words.split()),
            tuple(stems.split()),
            frozenset(parts.split()),
            bool(states),
        )
        for short, number, block, scope, kind, container, text, words, stems, parts, states in found
        if short in order
    ]
    return sorted(units, key=lambda unit: (order[unit.document], unit.number))
