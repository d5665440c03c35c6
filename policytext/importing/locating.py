"""Where in the index a coding stands: by the hash of its document and its position, with its words as a check.

Words that stand elsewhere now are found again where they stand once, or where what stood around them tells which place
is meant. Anything less sure is no place: a correction on other words would be worse than none.
"""

from bisect import bisect_right
from collections import OrderedDict, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from policytext.export.annotations.targets import PLAIN_TYPES
from policytext.export.coding import text_digest
from policytext.export.qdpx.plain import plain_text
from policytext.importing.codings import Place
from policytext.store import CorrectionRecord, DocumentRecord, Reader, StatementRecord
from policytext.store.fulltext import tokens
from policytext.store.keys import sentence_number
from policytext.types.document import Document, Sentence
from policytext.types.spans import Span

#: Documents that are held at once: codings mostly come document by document.
_HELD: Final = 4
#: Share of a selection that has to lie in one sentence: tools take a space or a sign too many along.
_MOSTLY: Final = 0.8
#: Words before and after by which one of several places with the same words is told from the others.
_WORDS_AROUND: Final = 3


@dataclass(frozen=True, slots=True)
class Target:
    """A sentence, and the statement in it that is meant; None where it makes none.

    `is_moved` says that the words stand elsewhere than the file has them. `rejected` is the id of the statement that a
    person called none, where that is meant.
    """

    document: DocumentRecord
    sentence: Sentence
    record: StatementRecord | None
    text: str
    is_moved: bool = False
    rejected: str = ""

    @property
    def sentence_id(self) -> str:
        """The unit id of the sentence."""
        return f"{self.document.short_id}:{self.sentence.index}"

    @property
    def key(self) -> str:
        """The id of the statement, or of the sentence where it makes none."""
        return self.statement_id or self.sentence_id

    @property
    def statement_id(self) -> str:
        """The id of the statement that is meant, "" where the sentence makes none."""
        return self.rejected if self.record is None else self.record.statement.id


class NoPlace(Exception):
    """A coding has no place in the index; `is_known` says whether its document has."""

    def __init__(self, reason: str, *, is_known: bool = True) -> None:
        super().__init__(reason)
        self.reason = reason
        self.is_known = is_known


class Locator:
    """Finds the places of codings in an index."""

    def __init__(self, reader: Reader) -> None:
        self._reader = reader
        self._names: dict[str, DocumentRecord] = {}
        for record in reader.documents():
            names = (record.id, record.id.removeprefix("sha256:"), record.short_id, record.metadata.address)
            for name in (*names, *record.sources):
                if name:
                    self._names.setdefault(name, record)
        self._held: OrderedDict[str, _Places] = OrderedDict()
        self._rejected: dict[str, list[CorrectionRecord]] = defaultdict(list)
        for correction in reader.corrections():
            if correction.now is None and correction.sentence_id is not None:
                self._rejected[correction.document_id].append(correction)

    def locate(self, place: Place) -> Target:
        """The sentence and statement at a place.

        Raises:
            NoPlace: the document is not in the index, or the place cannot be told for sure.
        """
        names = [other for name in place.documents for other in (name, name.partition("#")[0])]
        record = next((self._names[name] for name in names if name in self._names), None)
        if record is None:
            named = place.documents[0] if place.documents else "that it is on"
            raise NoPlace(f"the document {named} is not in the index", is_known=False)
        return self._places(record).locate(place)

    def _places(self, record: DocumentRecord) -> "_Places":
        if record.id not in self._held:
            self._held[record.id] = _Places(self._reader, record, self._rejected[record.id])
            if len(self._held) > _HELD:
                self._held.popitem(last=False)
        self._held.move_to_end(record.id)
        return self._held[record.id]


class _Places:
    """The sentences and statements of one document by position and by words."""

    def __init__(self, reader: Reader, record: DocumentRecord, rejected: Sequence[CorrectionRecord]) -> None:
        self._record = record
        self._rejected = {correction.statement_id: correction for correction in rejected}
        self._document = reader.load_document(record.id)
        self._sentences = reader.sentences(record.id)
        self._starts = [sentence.span.start for sentence in self._sentences]
        self._statements: dict[int, list[StatementRecord]] = defaultdict(list)
        for statement in reader.statements(document=record.id):
            self._statements[statement.statement.sentence].append(statement)
        self._by_words: dict[tuple[str, ...], list[Target]] | None = None
        self._digests = {text_digest(text) for text in (self._document.text, plain_text(self._document.text))}

    def locate(self, place: Place) -> Target:
        """See `Locator.locate`."""
        words = words_key(place.quote)
        rejected = self._rejected.get(place.key or "")
        if rejected is not None and (not words or words == words_key(rejected.text)):
            number = self._number(rejected.sentence_id)
            if number is not None:
                return Target(self._record, self._sentences[number], None, rejected.text, rejected=place.key or "")
        span = self._span(place)
        if span is not None and (not words or words_key(self._document.quote(span)) == words):
            return self._at(span, place.key)
        number = self._number(place.key)
        if number is not None and span is None:
            named = self._named(number, place.key, words)
            if named is not None:
                return named
        if not words:
            raise NoPlace("nothing tells which words it is about")
        return self._elsewhere(place, words)

    def _span(self, place: Place) -> Span | None:
        """The span in the document's text; None where the file has none that can be trusted."""
        document = self._document
        in_file = place.file_span
        if in_file is not None and document.media_type in PLAIN_TYPES and in_file.end <= len(document.source_text):
            return document.offsets.to_text(in_file)
        if place.text_span is None or place.text_span.end > len(document.text):
            return None
        if place.text_digest is not None and place.text_digest not in self._digests:
            return None
        return place.text_span

    def _number(self, key: str | None) -> int | None:
        """The number of the sentence in the id of a statement or sentence of this document."""
        owner, _, rest = (key or "").rpartition(":")
        number = sentence_number(rest) if owner == self._record.short_id else None
        return number if number is not None and number < len(self._sentences) else None

    def _named(self, number: int, key: str | None, words: tuple[str, ...]) -> Target | None:
        """What the id names, if the words are those of the statement or of its sentence."""
        sentence = self._sentences[number]
        stated = self._statements[number]
        named = [one for one in stated if one.statement.id == key] or (stated if len(stated) == 1 else [])
        whole = self._document.quote(sentence.span)
        if named and (not words or words in (words_key(named[0].text), words_key(whole))):
            return self._target(sentence, named[0])
        if not stated and (not words or words == words_key(whole)):
            return self._target(sentence, None)
        return None

    def _at(self, span: Span, key: str | None) -> Target:
        """The statement at a span of the text."""
        sentence = self._sentence_at(span)
        stated = self._statements[sentence.index]
        for fits in (
            [one for one in stated if one.statement.span == span],
            [one for one in stated if one.statement.id == key],
            [one for one in stated if one.statement.span.contains(span)],
            stated,
        ):
            if len(fits) == 1:
                return self._target(sentence, fits[0])
        if stated:
            ids = ", ".join(one.statement.id for one in stated)
            raise NoPlace(f"the sentence makes {len(stated)} statements ({ids}), and it is not told which is meant")
        return self._target(sentence, None)

    def _sentence_at(self, span: Span) -> Sentence:
        """The sentence in which most of a span lies."""
        at = max(0, bisect_right(self._starts, span.start) - 1)
        shares: list[tuple[int, Sentence]] = []
        while at < len(self._sentences) and self._sentences[at].span.start < span.end:
            sentence = self._sentences[at]
            shared = Span(max(span.start, sentence.span.start), max(span.start, min(span.end, sentence.span.end)))
            if shared.end > shared.start:
                shares.append((_ink(self._document, shared), sentence))
            at += 1
        if not shares:
            raise NoPlace("no sentence stands there")
        most, sentence = max(shares, key=lambda share: share[0])
        if most < _MOSTLY * _ink(self._document, span):
            raise NoPlace(f"it covers {len(shares)} sentences, and a correction is of one")
        return sentence

    def _elsewhere(self, place: Place, words: tuple[str, ...]) -> Target:
        """Where the words stand now, if that is one place."""
        if self._by_words is None:
            self._by_words = self._words_of_all()
        found = self._by_words.get(words, [])
        if len(found) > 1:
            found = [one for one in found if self._has_around(one, place)] or found
        if len(found) == 1:
            only = found[0]
            return Target(only.document, only.sentence, only.record, only.text, is_moved=True)
        if found:
            raise NoPlace(f"its words stand in {len(found)} places, and none is where the file has them")
        raise NoPlace("its words are no sentence of the document as it is in the index now")

    def _words_of_all(self) -> dict[tuple[str, ...], list[Target]]:
        found: dict[tuple[str, ...], list[Target]] = defaultdict(list)
        for sentence in self._sentences:
            stated = self._statements[sentence.index]
            whole = words_key(self._document.quote(sentence.span))
            if len(stated) <= 1:
                found[whole].append(self._target(sentence, stated[0] if stated else None))
            for one in stated:
                if words_key(one.text) != whole:
                    found[words_key(one.text)].append(self._target(sentence, one))
        return found

    def _has_around(self, target: Target, place: Place) -> bool:
        """Whether the words before or after are those that the file has."""
        span = target.sentence.span if target.record is None else target.record.statement.span
        text = self._document.text
        before = tokens(text[max(0, span.start - 200) : span.start])[-_WORDS_AROUND:]
        after = tokens(text[span.end : span.end + 200])[:_WORDS_AROUND]
        # The first and last words of what the file has may be cut.
        said_before, said_after = tokens(place.before)[1:][-_WORDS_AROUND:], tokens(place.after)[:-1][:_WORDS_AROUND]
        return (bool(said_before) and before[-len(said_before) :] == said_before) or (
            bool(said_after) and after[: len(said_after)] == said_after
        )

    def _target(self, sentence: Sentence, record: StatementRecord | None) -> Target:
        text = self._document.quote(sentence.span) if record is None else record.text
        return Target(self._record, sentence, record, text)


def words_key(text: str) -> tuple[str, ...]:
    """By what words are known again: without case, accents, signs and note markers; empty for no words."""
    return tuple(tokens(text)) or tuple(text.split())


def _ink(document: Document, span: Span) -> int:
    """How many characters of a span are no white space."""
    return sum(not character.isspace() for character in document.quote(span))
