"""What the index has on a topic, weighed for a brief: statements that can be quoted by themselves, no two alike."""

import re
from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Final

import numpy as np
from numpy.typing import NDArray

from policytext.lexicon.pointing import is_pointing
from policytext.query.adapter import adapted
from policytext.query.brief.subject import Absent, Subject
from policytext.query.open_index import OpenIndex
from policytext.query.points import LEANING, stands_by_itself
from policytext.query.ranking import ranker, words_of
from policytext.query.repeats import repeated
from policytext.query.retrieve import Candidate, fused, with_features
from policytext.store import DocumentRecord, Filters, Scope, SentenceRecord
from policytext.store.fulltext import stopwords, tokens
from policytext.types.vocabulary import Attribution, BlockKind, DocumentKind, StatementKind

#: Sentences near the topic that are looked at, by meaning and again by words, and again of each kind that is scarce.
_DEPTH: Final = 400
_DEPTH_OF_KIND: Final = 120
#: Share of the chance of the best sentence that another needs: beside one that is surely on the matter, the doubtful
#: ones are noise in a text of two pages. One needs more that has only other words for those of the topic, in a document
#: that has them ("KDW" after "kritische depositiewaarde"), and still more where the document never has them.
_NAMED: Final = 0.3
_NAMED_ELSEWHERE: Final = 0.5
_IN_OTHER_WORDS: Final = 0.7
#: Quotations below which a topic has so few that documents with it in their title are quoted on the whole of it, and
#: how many sentences of such a document are weighed, the surest first.
_THIN: Final = 6
_OF_HEADED: Final = 24
#: Sentences that are given as neighbours where nothing is on the topic, and how many of one document.
_NEIGHBOURS: Final = 5
_OF_ONE_DOCUMENT: Final = 2
#: Words of a quotation in a brief.
_WORDS: Final = range(6, 46)
#: Words beyond which a quotation grows long, and what each of them costs.
_LONG: Final = 25
_COST_OF_WORD: Final = 0.01
#: Share of their content words that two sentences have in common when a reader would find one of them enough; the same
#: where one of at least so many content words stands in the other.
_ALIKE: Final = 0.5
_WITHIN: Final = 0.75
_FEWEST: Final = 5
#: Adverbs that stand for something said before ("daardoor", "hiermee") where they are among so many first words; later
#: ones mostly stand for what the sentence itself has said.
_PRONOMINAL: Final = ("daar", "hier")
_HEAD: Final = 4
#: First words that lean on the sentence before, beside those of `points.LEANING`.
_LEANING: Final = frozenset(("daar", "hier", "terwijl", "precies", "juist", "soms"))
#: Half of a pronominal adverb at the end of a sentence, the other half of which stands before it ("daar ... van").
_STRANDED: Final = frozenset(("aan", "bij", "door", "mee", "naar", "op", "over", "toe", "van", "voor"))
_PLACEHOLDERS: Final = frozenset(("daar", "hier", "er"))
#: How a motion asks: "verzoekt de regering ...".
_REQUESTS: Final = "verzoekt"
_SHORTEST_QUESTION, _LONGEST_QUESTION = 5, 45
#: Words of a sentence that speaks of its own text, which a quotation elsewhere cannot.
_OWN_TEXT: Final = frozenset(
    ("hoofdstuk", "paragraaf", "bijlage", "tabel", "figuur", "hieronder", "hierboven", "bovengenoemde")
)
#: A section that it refers to ("(3.2)"), and a label before a sentence ("Opdracht: ...", "Figuur 3: ...").
_SECTION: Final = re.compile(r"\(\d+(?:\.\d+)+\)")
_LABEL: Final = re.compile(r"\W*\w+(?: \w+)?:")
#: Signs that a sentence takes a stand or judges, of which a reader wants to know more than of a description.
_TELLING: Final = ("frame:", "modal:", "value:good", "value:bad", "promise:", "reporting:finds")
#: Words near the beginning of a sentence that draw on the reasoning before it.
_REASONING: Final = frozenset(("dus", "immers", "echter", "namelijk", "daarom", "toch", "terwijl", "evenwel", "ook"))


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
    """Sentences on a topic, the best quotation first.

    Where the collection does not treat the topic, `absent` says why and `found` is empty; `neighbours` are then the
    nearest quotations, none where nothing is near. `looked_at` counts the documents searched.
    """

    topic: str
    found: tuple[Found, ...]
    looked_at: int
    absent: Absent | None = None
    neighbours: tuple[Found, ...] = ()

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
    vector = adapted(index.query_vector(topic), index.model)
    units = dict.fromkeys(fused(index, topic, vector, filters, _DEPTH))
    for kind in (StatementKind.RECOMMENDATION, StatementKind.COMMITMENT):
        if not filters.kinds or kind in filters.kinds:
            units |= dict.fromkeys(fused(index, topic, vector, replace(filters, kinds=(kind,)), _DEPTH_OF_KIND))
    weighed = _with_chances(index, topic, vector, list(units))
    candidates = [candidate for candidate, _ in weighed]
    looked_at = len(index.reader.documents(filters))
    second = repeated(index.reader, index.reader.documents(), only_same_date=False)
    subject = Subject.of(index, topic)
    rated = [
        (candidate, chance, subject.treated_by(candidate))
        for candidate, chance in weighed
        if chance >= ranker().enough
        and candidate.record.document.id not in second
        and candidate.record.scope is Scope.TEXT
    ]
    best = max((chance for _, chance, is_about in rated if is_about), default=0.0)
    if not best:
        near = [_found(candidate, chance, 1.0) for candidate, chance, _ in rated]
        return Material(topic, (), looked_at, subject.absent(index, filters, candidates), tuple(_neighbours(near)))
    named = {candidate.unit for candidate, _, is_about in rated if is_about and subject.named_by(candidate)}
    naming = {unit.partition(":")[0] for unit in named}

    def least(unit: str, is_about: bool) -> float:
        if unit in named:
            return _NAMED
        return _NAMED_ELSEWHERE if is_about and unit.partition(":")[0] in naming else _IN_OTHER_WORDS

    found = [
        _found(candidate, chance, best)
        for candidate, chance, is_about in rated
        if chance >= best * least(candidate.unit, is_about)
    ]
    if sum(one.can_stand for one in found) < _THIN:
        held = {one.record.id for one in found}
        others = [unit for unit in _of_headed(index, subject, filters, naming) if unit not in held]
        found += [
            _found(candidate, min(best, max(chance, best * _NAMED)), best)
            for candidate, chance in _with_chances(index, topic, vector, others)
            if candidate.record.document.id not in second
        ]
    found.sort(key=lambda one: (-one.merit, one.record.id))
    return Material(topic, tuple(found), looked_at)


def _with_chances(
    index: OpenIndex, topic: str, vector: NDArray[np.float32], units: Sequence[str]
) -> list[tuple[Candidate, float]]:
    """These sentences with the chance in [0, 1] that each is on the topic."""
    candidates = with_features(index, topic, vector, units)
    if not candidates:
        return []
    odds = ranker().odds(np.stack([candidate.features for candidate in candidates]))
    return list(zip(candidates, (1.0 / (1.0 + np.exp(-odds))).tolist(), strict=True))


def _of_headed(index: OpenIndex, subject: Subject, filters: Filters, naming: Collection[str]) -> list[str]:
    """Sentences of documents that have the topic in their title: what such a one asks, promises, or mainly says.

    They need not name the topic: a decision on an experiment calls it "het experiment". Its text has to name it
    somewhere, though (`naming`, short ids): a title by itself can be a figure of speech ("ruimte om te kiezen").
    """
    units: list[str] = []
    for document in index.reader.documents(filters):
        if document.short_id in naming and subject.heads(document):
            told = [
                record
                for record in index.reader.statements(filters, document.id)
                if record.scope is Scope.TEXT
                and (record.statement.kind is not StatementKind.CLAIM or record.statement.prominence is not None)
            ]
            told.sort(key=lambda record: -record.statement.confidence)
            units += [record.sentence_id for record in told[:_OF_HEADED]]
    return units


def _neighbours(near: Sequence[Found]) -> list[Found]:
    """What is nearest to a topic that nothing is on: the documents' own statements that can be read alone."""
    usable = [one for one in near if one.can_stand and _attribution(one.record) is Attribution.OWN]
    return apart(sorted(usable, key=lambda one: -one.chance), _NEIGHBOURS, per_document=_OF_ONE_DOCUMENT)


def _found(candidate: Candidate, chance: float, best: float) -> Found:
    """A sentence weighed: nearness to the topic against the best counts most, whatever the index has to offer."""
    record = candidate.record
    length = len(record.text.split())
    can_stand = bool(record.statements) and reads_alone(record)
    worth = 0.5 * chance / best - _COST_OF_WORD * max(0, length - _LONG)
    if record.statements:
        statement = record.statements[0]
        worth += 0.2 * statement.confidence + 0.15 * (statement.prominence is not None) + 0.15 * can_stand
        worth += 0.1 * (statement.kind is not StatementKind.CLAIM or _is_telling(statement.cues))
        worth -= 0.1 * bool(_REASONING.intersection(tokens(record.text)[:_HEAD]))
    return Found(record, chance, worth, can_stand)


def _is_telling(cues: Sequence[str]) -> bool:
    return any(cue.startswith(_TELLING) for cue in cues)


def reads_alone(record: SentenceRecord) -> bool:
    """Whether a reader who has not seen the page understands a sentence; a motion's request counts as one."""
    said = tokens(record.text)
    if record.document.metadata.kind is DocumentKind.MOTIE and said[:1] == [_REQUESTS]:
        return len(record.text.split()) in _WORDS
    return (
        record.kind is not BlockKind.HEADING
        and not _LABEL.match(record.text)
        and not _SECTION.search(record.text)
        and _OWN_TEXT.isdisjoint(said)
        and stands_by_itself(record, _WORDS)
        and said[0] not in LEANING
        and said[0] not in _LEANING
        and not any(is_pointing(word) for word in said[:_HEAD] if word.startswith(_PRONOMINAL))
        and not (said[-1] in _STRANDED and not _PLACEHOLDERS.isdisjoint(said))
    )


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
    words = words_of(record.text)
    return frozenset(stem for word, stem in zip(words.words, words.stems, strict=True) if word not in stopwords())


def _agree(left: frozenset[str], right: frozenset[str]) -> bool:
    shared, smaller = len(left & right), min(len(left), len(right))
    return shared >= _ALIKE * (len(left) + len(right) - shared) or (smaller >= _FEWEST and shared >= _WITHIN * smaller)
