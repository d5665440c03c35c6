"""All that a document, or an organisation's documents, leave out."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from policytext.errors import NotFound
from policytext.query.gaps.compared import Comparison
from policytext.query.gaps.report import DroppedPosition, Gaps, MissingSubject, Unanswered
from policytext.query.gaps.subjects import missing_words
from policytext.query.open_index import OpenIndex
from policytext.query.reuse.nature import is_standard
from policytext.query.reuse.paraphrase import Pool
from policytext.store import DocumentRecord, Filters, Reader, Scope, StatementRecord
from policytext.store.fulltext import tokens
from policytext.store.words import UnitWords, unit_words
from policytext.types.vocabulary import Attribution, Prominence, StatementKind

#: Documents whose subjects one is held against: the nearest by subject, and how near they have to be (cosine of the
#: means of their sentences; of 67 documents of all kinds those on one matter lie above).
_COMPARED: Final = 5
_SAME_MATTER: Final = 0.96

#: How sure it has to be that a statement is a recommendation or a promise.
_SURE: Final = 0.6

#: An earlier document with the later ones of its sender.
Step = tuple[DocumentRecord, tuple[DocumentRecord, ...]]


@dataclass(frozen=True, slots=True)
class GapsQuery:
    """What is asked: a document or a sender (`key`), held against another document where `against` names one.

    A sender is an organisation, or a person who signs documents.
    """

    key: str
    against: str | None = None


def find_gaps(index: OpenIndex, query: GapsQuery) -> Gaps:
    """What a document leaves out of its sender's previous one, or what the last documents of a sender do.

    Raises:
        NotFound: neither a document nor a sender fits; or several documents do.
    """
    reader = index.reader
    documents, steps = _asked(reader, query)
    units = unit_words(reader)
    comparison = Comparison(Pool.of(reader, [unit for unit in units if unit.scope is Scope.TEXT]))
    kept, dropped = _positions(reader, comparison, steps)
    answered, unanswered = _recommendations(reader, comparison, documents)
    compared, missing = _subjects(reader, units, documents)
    return Gaps(
        documents=tuple(documents),
        steps=tuple(steps),
        kept=kept,
        dropped=tuple(dropped),
        compared=tuple(compared),
        missing=tuple(missing),
        answered=answered,
        unanswered=tuple(unanswered),
    )


def _asked(reader: Reader, query: GapsQuery) -> tuple[list[DocumentRecord], list[Step]]:
    """The documents that are asked about, and each earlier document with the later ones to compare it with."""
    of_sender = reader.documents(Filters(organisations=(query.key,))) or reader.documents(Filters(authors=(query.key,)))
    try:
        later = reader.document(query.key)
    except NotFound:
        if not of_sender or query.against is not None:
            raise
        dated = [record for record in of_sender if record.date is not None]
        return of_sender, [(record, tuple(dated[place + 1 :])) for place, record in enumerate(dated[:-1])]
    if query.against is not None:
        one = reader.document(query.against)
        is_later = one.date is not None and later.date is not None and one.date > later.date
        return [later], [(later, (one,)) if is_later else (one, (later,))]
    before = [
        record
        for record in reader.documents()
        if record.date is not None
        and later.date is not None
        and record.date < later.date
        and set(record.senders) & set(later.senders)
    ]
    return [later], [(before[-1], (later,))] if before else []


def _positions(reader: Reader, comparison: Comparison, steps: Sequence[Step]) -> tuple[int, list[DroppedPosition]]:
    """How many positions come back, and those that do not."""
    kept = 0
    found = []
    for earlier, later in steps:
        for record in reader.statements(document=earlier.id):
            nearest = (
                comparison.nearest(record.sentence_id, [d.short_id for d in later]) if _is_position(record) else None
            )
            if nearest is not None and nearest.says_the_same:
                kept += 1
            elif nearest is not None:
                evidence = nearest.sentence.id if nearest.is_on_subject else None
                found.append((record.sentence_id, later, evidence, nearest.likeness))
    ids = list(dict.fromkeys(key for one, _, other, _ in found for key in (one, other) if key is not None))
    held = dict(zip(ids, reader.sentence_records(ids), strict=True))
    return kept, [
        DroppedPosition(held[one], later, other is not None, None if other is None else held[other], likeness)
        for one, later, other, likeness in found
    ]


def _is_position(record: StatementRecord) -> bool:
    """Whether a statement is what its document stands for: its own recommendation, promise or main claim."""
    statement = record.statement
    return (
        statement.attribution is Attribution.OWN
        and record.scope is Scope.TEXT
        and statement.confidence >= _SURE
        and not is_standard(tokens(record.text))
        and (statement.kind is not StatementKind.CLAIM or statement.prominence is Prominence.DOCUMENT)
    )


def _recommendations(
    reader: Reader, comparison: Comparison, documents: Sequence[DocumentRecord]
) -> tuple[int, list[Unanswered]]:
    """How many recommendations later documents come back to, and those to which none does."""
    answered = 0
    found = []
    for document in documents:
        later = [r.short_id for r in reader.documents() if r.date and document.date and r.date > document.date]
        if not later:
            continue
        for record in reader.statements(document=document.id):
            statement = record.statement
            if statement.kind is not StatementKind.RECOMMENDATION or not _is_position(record):
                continue
            nearest = comparison.nearest(record.sentence_id, later)
            if nearest is None:
                continue
            if nearest.says_the_same:
                answered += 1
                continue
            evidence = nearest.sentence.id if nearest.is_on_subject else None
            found.append((record, len(later), evidence, nearest.likeness))
    ids = list(dict.fromkeys(key for record, _, other, _ in found for key in (record.sentence_id, other) if key))
    held = dict(zip(ids, reader.sentence_records(ids), strict=True))
    return answered, [
        Unanswered(
            held[record.sentence_id], record.statement.actors, count, None if other is None else held[other], likeness
        )
        for record, count, other, likeness in found
    ]


def _subjects(
    reader: Reader, units: Sequence[UnitWords], documents: Sequence[DocumentRecord]
) -> tuple[list[DocumentRecord], list[MissingSubject]]:
    """Documents on the same matter as the last of these, and what most of them address and it does not."""
    document = documents[-1]
    others = _on_same_matter(reader, document)
    found = missing_words(units, document.short_id, {record.short_id: record.title for record in others})
    ids = list(dict.fromkeys(key for _, keys in found for key in keys))
    held = dict(zip(ids, reader.sentence_records(ids), strict=True))
    return others, [MissingSubject(word, document, tuple(held[key] for key in keys)) for word, keys in found]


def _on_same_matter(reader: Reader, document: DocumentRecord) -> list[DocumentRecord]:
    """The documents of other senders that are nearest by subject, in order of date."""
    ids, vectors = reader.vectors()
    places: dict[str, list[int]] = {}
    for number, key in enumerate(ids):
        places.setdefault(key.partition(":")[0], []).append(number)
    if document.short_id not in places:
        return []
    means = {short: vectors[held].mean(axis=0) for short, held in places.items()}
    means = {short: mean / np.linalg.norm(mean) for short, mean in means.items()}
    near = [
        (float(means[record.short_id] @ means[document.short_id]), record)
        for record in reader.documents()
        if record.short_id in means and record.id != document.id and not set(record.senders) & set(document.senders)
    ]
    nearest = sorted(near, key=lambda item: -item[0])[:_COMPARED]
    kept = {record.id for cosine, record in nearest if cosine >= _SAME_MATTER}
    return [record for record in reader.documents() if record.id in kept]
