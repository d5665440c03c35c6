"""Where a document cites or names another: by a resolved citation, its sender, its writer or its title."""

import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import Final

from policytext.lexicon.organisations import Use, organisations
from policytext.query.reuse.credit import Credits
from policytext.store import CitationRecord, DocumentRecord
from policytext.store.words import UnitWords
from policytext.types.vocabulary import DocumentKind

#: Letters from which a word of a name can stand for all of it, and words from which a title is no common phrase.
_SHORTEST: Final = 5
_LONG_TITLE: Final = 3
_WORD: Final = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
#: Beginnings of names of bodies that documents name all the time without meaning one of their documents.
_NAMED_ANYWAY: Final = ("Ministerie", "Directoraat", "Tweede Kamer", "Eerste Kamer", "Europese Commissie")
_MOVERS: Final = re.compile(r"\b(?:lid|leden) ([^\W\d_][\w-]+(?: (?:en|van|der|de) [\w-]+)*)")


class Naming:
    """What the documents of an index say of each other."""

    def __init__(
        self,
        documents: Sequence[DocumentRecord],
        citations: Sequence[CitationRecord],
        units: Mapping[str, Sequence[UnitWords]],
    ) -> None:
        self._documents = documents
        self._units = units
        self._credits = Credits(citations)
        self._anchors: dict[tuple[str, str], set[int]] = defaultdict(set)
        for record in citations:
            cited = record.citation.resolved_to
            for anchor in record.anchors if cited is not None and cited != record.document.id else ():
                if anchor.sentence_id is not None:
                    self._anchors[record.document.id, cited or ""].add(int(anchor.sentence_id.partition(":")[2]))
        self._found: dict[str, dict[str, frozenset[int]]] = {}
        self._places: dict[tuple[str, str], frozenset[int]] = {}

    def is_later(self, document: DocumentRecord, than: DocumentRecord) -> bool:
        """Whether a document is known to be later than another, by date or because it cites it."""
        return document.id != than.id and self._credits.is_earlier(than, document) is True

    def knows(self, document: DocumentRecord, other: DocumentRecord) -> bool:
        """Whether a document cites another or names its sender, writer or title anywhere."""
        return self._credits.cites(document, other) or bool(self._full(other).get(document.short_id))

    def cites(self, document: DocumentRecord, other: DocumentRecord) -> bool:
        """Whether a document cites another, or names its title."""
        return self._credits.cites(document, other) or bool(self._titles(other).get(document.short_id))

    def places(self, document: DocumentRecord, other: DocumentRecord) -> frozenset[int]:
        """Numbers of the sentences in which a document cites or names another.

        One word of the sender's name that no other sender has ("de Rekenkamer") counts where the full name stands
        somewhere in the document.
        """
        key = (document.id, other.id)
        if key not in self._places:
            self._places[key] = self._find_places(document, other)
        return self._places[key]

    def _find_places(self, document: DocumentRecord, other: DocumentRecord) -> frozenset[int]:
        if not self.knows(document, other):
            return frozenset()
        held = self._anchors.get((document.id, other.id), set()) | self._full(other).get(document.short_id, frozenset())
        short = [word for name in other.organisations for word in self._short_forms.get(name, ())]
        if short:
            wanted = re.compile(rf"(?<=\w )(?:{'|'.join(map(re.escape, short))})\b|(?<=\W\W)(?:{short[0]})\b")
            held = held | {unit.number for unit in self._units.get(document.short_id, ()) if wanted.search(unit.text)}
        return frozenset(held)

    def _full(self, other: DocumentRecord) -> dict[str, frozenset[int]]:
        """Short id of a document -> the sentences in which it names another in full."""
        key = f"full {other.id}"
        if key not in self._found:
            senders = [sender for sender in other.organisations if not sender.startswith(_NAMED_ANYWAY)]
            names = [name for sender in senders for name in _known_as(sender)]
            if not other.organisations:
                names += [words[-1] for author in other.metadata.authors if (words := author.split())]
            names = [name for name in names if len(name) >= _SHORTEST - 2]
            self._found[key] = self._search(names)
            for short, numbers in self._titles(other).items():
                self._found[key][short] = self._found[key].get(short, frozenset()) | numbers
        return self._found[key]

    def _titles(self, other: DocumentRecord) -> dict[str, frozenset[int]]:
        key = f"title {other.id}"
        if key not in self._found:
            title = other.title.split("\n")[0].strip()
            names = [title] if len(title.split()) >= _LONG_TITLE else []
            movers = _MOVERS.search(title) if other.metadata.kind is DocumentKind.MOTIE else None
            if movers is not None:
                names += [f"motie-{movers[1]}", f"motie {movers[1]}", f"motie van het lid {movers[1]}"]
                names += [f"motie van de leden {movers[1]}"]
            self._found[key] = self._search(names)
        return self._found[key]

    def _search(self, names: Sequence[str]) -> dict[str, frozenset[int]]:
        if not names:
            return {}
        wanted = re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, names))})(?!\w)")
        found: dict[str, set[int]] = defaultdict(set)
        for short, units in self._units.items():
            for unit in units:
                if any(name in unit.text for name in names) and wanted.search(unit.text):
                    found[short].add(unit.number)
        return {short: frozenset(numbers) for short, numbers in found.items()}

    @cached_property
    def _short_forms(self) -> dict[str, tuple[str, ...]]:
        """Words of a sender's name that no other sender of the index has."""
        senders = {name for document in self._documents for name in document.organisations}
        counts = Counter(word for name in senders for word in set(_WORD.findall(name)))
        return {
            name: tuple(
                word
                for word in dict.fromkeys(_WORD.findall(name))
                if len(word) >= _SHORTEST and word[0].isupper() and counts[word] == 1
            )
            for name in senders
            if not name.startswith(_NAMED_ANYWAY)
        }


def _known_as(sender: str) -> tuple[str, ...]:
    """The names of a body that running text uses."""
    names = [sender]
    for body in organisations():
        if Use.TEXT in body.uses and sender in body.names:
            names += body.names
    return tuple(dict.fromkeys(names))
