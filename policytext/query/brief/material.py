"""What the index has on a topic, weighed for a brief: statements that can be quoted by themselves, no two alike."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Final

import numpy as np

from policytext.lexicon.pointing import is_pointing
from policytext.query.adapter import adapted
from policytext.query.open_index import OpenIndex
from policytext.query.points import LEANING, stands_by_itself
from policytext.query.ranking import ranker, words_of
from policytext.query.retrieve import Candidate, fused, with_features
from policytext.store import DocumentRecord, Filters, Scope, SentenceRecord
from policytext.store.fulltext import tokens
from policytext.types.vocabulary import Attribution, BlockKind, DocumentKind, StatementKind

#: Sentences near the topic that are looked at, by meaning and again by words, and again of each kind that is scarce.
_DEPTH: Final = 400
_DEPTH_OF_KIND: Final = 120
#: Share of the chance of the best sentence that another needs: beside one that is surely on the matter, the doubtful
#: ones are noise in a text of two pages.
_BESIDE_THE_BEST: Final = 0.22
#: Words of a quotation in a brief.
_WORDS: Final = range(6, 46)
#: Words beyond which a quotation grows long, and what each of them costs.
_LONG: Final = 25
_COST_OF_WORD: Final = 0.01
#: Share of their content words that two sentences have in common when a reader would find one of them enough.
_ALIKE: Final = 0.6
#: Adverbs that stand for something said before ("daardoor", "hiermee") where they are among so many first words; later
#: ones mostly stand for what the sentence itself has said.
_PRONOMINAL: Final = ("daar", "hier")
_HEAD: Final = 4
#: How a motion asks: "verzoekt de regering ...".
_REQUESTS: Final = "verzoekt"
_SHORTEST_QUESTION, _LONGEST_QUESTION = 5, 45


@dataclass(frozen=True, slots=True)
class Found:
    """A sentence on the topic: the probability in [0, 1] that it is, and how good a quotation it would be."""

    record: SentenceRecord
    chance: float
    merit: float
    can_stand: bool

    @property
    def document(self) -> DocumentRecord:
        """The document that it stands in."""
        return self.record.document


@dataclass(frozen=True, slots=True)
class Material:
    """Sentences on a topic, the best quotation first; `is_enough` says that the collection treats the topic."""

    topic: str
    found: tuple[Found, ...]
    is_enough: bool
    looked_at: int

    @property
    def own(self) -> tuple[Found, ...]:
        """The documents' own statements."""
        return tuple(one for one in self.found if _attribution(one.record) is Attribution.OWN)

    @property
    def reported(self) -> tuple[Found, ...]:
        """What documents say that others hold."""
        return tuple(one for one in self.found if _attribution(one.record) is Attribution.REPORTED)

    @property
    def questions(self) -> tuple[Found, ...]:
        """Questions that documents ask."""
        return tuple(one for one in self.found if _is_question(one.record))

    def of_kind(self, kind: StatementKind) -> tuple[Found, ...]:
        """The documents' own statements of a kind."""
        return tuple(one for one in self.own if one.record.statements[0].kind is kind)

    @property
    def documents(self) -> tuple[DocumentRecord, ...]:
        """Documents with own statements on the topic, in order of date, undated ones last."""
        held = {one.document.id: one.document for one in self.own}
        return tuple(sorted(held.values(), key=by_date))


def gather(index: OpenIndex, topic: str, filters: Filters) -> Material:
    """The sentences on a topic, weighed.

    Args:
        index: the index.
        topic: a few words, a question or a proposition.
        filters: where to look.
    """
    vector = adapted(index.encoder.encode_query(topic), index.model)
    units = dict.fromkeys(fused(index, topic, vector, filters, _DEPTH))
    for kind in (StatementKind.RECOMMENDATION, StatementKind.COMMITMENT):
        if not filters.kinds or kind in filters.kinds:
            units |= dict.fromkeys(fused(index, topic, vector, replace(filters, kinds=(kind,)), _DEPTH_OF_KIND))
    candidates = with_features(index, topic, vector, list(units))
    looked_at = len(index.reader.documents(filters))
    if not candidates:
        return Material(topic, (), is_enough=False, looked_at=looked_at)
    odds = ranker().odds(np.stack([candidate.features for candidate in candidates]))
    chances = (1.0 / (1.0 + np.exp(-odds))).tolist()
    best = max(chances)
    least = max(ranker().enough, _BESIDE_THE_BEST * best)
    second = _second_versions(index)
    found = [
        _found(candidate, chance, best)
        for candidate, chance in zip(candidates, chances, strict=True)
        if chance >= least and candidate.record.document.id not in second and candidate.record.scope is Scope.TEXT
    ]
    found.sort(key=lambda one: (-one.merit, one.record.id))
    return Material(topic, tuple(found), best >= ranker().enough and bool(found), looked_at)


def _found(candidate: Candidate, chance: float, best: float) -> Found:
    """A sentence weighed: nearness to the topic against the best counts most, whatever the index has to offer."""
    record = candidate.record
    length = len(record.text.split())
    can_stand = bool(record.statements) and reads_alone(record)
    worth = 0.5 * chance / best - _COST_OF_WORD * max(0, length - _LONG)
    if record.statements:
        statement = record.statements[0]
        worth += 0.2 * statement.confidence + 0.15 * (statement.prominence is not None) + 0.15 * can_stand
    return Found(record, chance, worth, can_stand)


def reads_alone(record: SentenceRecord) -> bool:
    """Whether a reader who has not seen the page understands a sentence; a motion's request counts as one."""
    said = tokens(record.text)
    if record.document.metadata.kind is DocumentKind.MOTIE and said[:1] == [_REQUESTS]:
        return len(record.text.split()) in _WORDS
    return (
        record.kind is not BlockKind.HEADING
        and stands_by_itself(record, _WORDS)
        and said[0] not in LEANING
        and not any(is_pointing(word) for word in said[:_HEAD] if word.startswith(_PRONOMINAL))
    )


def _second_versions(index: OpenIndex) -> set[str]:
    """Documents that repeat another of the index: of each pair the one without a place in a dossier, or the later."""
    documents = {record.id: record for record in index.reader.documents()}
    second = set()
    for one, other, _ in index.reader.versions():
        pair = sorted(
            (documents[one], documents[other]), key=lambda record: (record.metadata.dossier is None, *by_date(record))
        )
        second.add(pair[1].id)
    return second


def by_date(document: DocumentRecord) -> tuple[bool, str, str]:
    """Order of documents in a brief: by date, undated ones last, then by title."""
    return document.date is None, document.date or "", document.title


def _attribution(record: SentenceRecord) -> Attribution | None:
    return record.statements[0].attribution if record.statements else None


def _is_question(record: SentenceRecord) -> bool:
    length = len(record.text.split())
    return (
        record.text.rstrip("”’\"') ").endswith("?")
        and _SHORTEST_QUESTION <= length <= _LONGEST_QUESTION
        and record.text.lstrip("•-–‘“\"' ")[:1].isupper()
    )


def apart(
    found: Iterable[Found], limit: int, chosen: Sequence[SentenceRecord] = (), per_document: int = 0
) -> list[Found]:
    """At most so many, in order, none of which says what another or one of those chosen already says.

    Args:
        found: the best first.
        limit: at most so many.
        chosen: sentences that the reader has read already.
        per_document: at most so many of one document; 0 for any number.
    """
    kept: list[Found] = []
    said = [_content(record) for record in chosen]
    ids = {record.id for record in chosen}
    used: Counter[str] = Counter()
    for one in found:
        words = _content(one.record)
        if len(kept) == limit:
            break
        if one.record.id in ids or (per_document and used[one.document.id] >= per_document):
            continue
        if any(_agree(words, other) for other in said):
            continue
        used[one.document.id] += 1
        said.append(words)
        kept.append(one)
    return kept


def _content(record: SentenceRecord) -> frozenset[str]:
    return frozenset(words_of(record.text).stems)


def _agree(left: frozenset[str], right: frozenset[str]) -> bool:
    shared = len(left & right)
    return shared >= _ALIKE * (len(left) + len(right) - shared)
