"""Search: sentences that answer a question, best first, each shown once."""

import math
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Final

import numpy as np

from policytext.lexicon.pointing import is_pointing
from policytext.query.adapter import adapted
from policytext.query.answers import Counts, Facets, Hit, SearchAnswer
from policytext.query.open_index import OpenIndex
from policytext.query.ranking import ranker
from policytext.query.retrieve import DEPTH, Candidate, fused, with_features
from policytext.store import DocumentRecord, Filters
from policytext.store.fulltext import has_phrase, tokens
from policytext.store.query_syntax import has_operators, read_boolean
from policytext.types.vocabulary import StatementKind

#: Sentences of which the words agree this far (Jaccard) say the same, and are shown once.
_SAME: Final = 0.8
#: Words from which sentences that are not equal can say the same.
_LONG: Final = 6
#: Nearest sentences that are given where none is near enough.
_NEAREST: Final = 50
#: Sentences that must have what a query with operators or a phrase asks for, at most.
_MOST: Final = 2_000


class Order(StrEnum):
    """How hits stand."""

    RELEVANCE = "relevance"
    DATE = "date"


def search(
    index: OpenIndex,
    query: str,
    filters: Filters,
    *,
    limit: int = 10,
    offset: int = 0,
    order: Order = Order.RELEVANCE,
) -> SearchAnswer:
    """The sentences that answer a query, from `offset`, at most `limit` of them.

    A query in words finds what is near in meaning or shares its words, and leaves out what is not enough on the matter.
    One with operators or a phrase finds every sentence that has what it asks for.

    Raises:
        ConfigError: the query's operators cannot be read.
    """
    boolean = read_boolean(query) if has_operators(query) else None
    asked = query if boolean is None else boolean.words
    vector = adapted(index.query_vector(asked), index.model)
    if boolean is not None:
        units = [unit for unit, _ in index.reader.match_expression(boolean.expression, filters, _MOST)]
    elif has_phrase(query):  # nearness in meaning does not make up for words that must occur
        units = [unit for unit, _ in index.reader.match(query, filters, _MOST)]
    else:
        units = list(fused(index, asked, vector, filters))
        rated = _ordered(with_features(index, asked, vector, units))
        hits = _near(rated)
        # Where even the last of the candidates is on the matter, others may be.
        part = _Part(limit, offset, order, _is_enough(rated), is_capped=len(hits) == len(units) >= DEPTH)
        return _answer(index, query, hits, part)
    hits = _ordered(with_features(index, asked, vector, units))
    return _answer(index, query, hits, _Part(limit, offset, order, is_enough=True, is_capped=len(units) == _MOST))


def search_like(
    index: OpenIndex, units: Sequence[str], text: str, filters: Filters, *, limit: int = 10, offset: int = 0
) -> SearchAnswer:
    """What else says this.

    Args:
        index: the index.
        units: ids of the sentences that say it, which are left out; () for words from elsewhere.
        text: the words.
        filters: where to look.
        limit: at most so many hits.
        offset: hits to skip.
    """
    vector = index.encoder.encode_passages([text])[0]
    found = [unit for unit in fused(index, text, vector, filters) if unit not in units]
    rated = _ordered(with_features(index, text, vector, found))
    hits = _near(rated)
    is_capped = len(hits) == len(found) >= DEPTH
    return _answer(index, text, hits, _Part(limit, offset, Order.RELEVANCE, _is_enough(rated), is_capped=is_capped))


def _ordered(candidates: Sequence[Candidate]) -> list[tuple[Candidate, float]]:
    """Candidates with the probability that they are on the matter, in the order in which they are shown."""
    if not candidates:
        return []
    features = np.stack([candidate.features for candidate in candidates])
    places = ranker().places(features, [candidate.unit for candidate in candidates])
    chances = 1.0 / (1.0 + np.exp(-ranker().odds(features)))
    rated = [(one, float(chance)) for one, chance in zip(candidates, chances, strict=True)]
    return [rated[row] for row in sorted(range(len(rated)), key=lambda row: (-places[row], candidates[row].unit))]


def _is_enough(rated: Sequence[tuple[Candidate, float]]) -> bool:
    """Whether any is near enough to be called an answer."""
    return any(chance >= ranker().enough for _, chance in rated)


def _near(rated: Sequence[tuple[Candidate, float]]) -> Sequence[tuple[Candidate, float]]:
    """Those that are shown: on the matter, or, where nothing is, the nearest that there are."""
    return [pair for pair in rated if pair[1] >= ranker().least] if _is_enough(rated) else rated[:_NEAREST]


@dataclass(frozen=True, slots=True)
class _Part:
    """Which part of the hits is given, in which order, and what is said of all of them."""

    limit: int
    offset: int
    order: Order
    is_enough: bool
    is_capped: bool


@dataclass(slots=True)
class _Found:
    """A candidate that is shown, with those that say the same."""

    candidate: Candidate
    chance: float
    also: list[Candidate]


def _answer(index: OpenIndex, query: str, rated: Sequence[tuple[Candidate, float]], part: _Part) -> SearchAnswer:
    found = _once(rated)
    documents = index.reader.documents_of(one.candidate.unit for one in found)
    of = {one.candidate.unit: documents[one.candidate.unit.partition(":")[0]] for one in found}
    if part.order is Order.DATE:
        found.sort(key=lambda one: of[one.candidate.unit].date or "", reverse=True)  # of one day, the best first
    shown = found[part.offset : part.offset + part.limit]
    # Of the others no record is read: that took as long as finding them.
    wanted = [candidate.unit for one in shown for candidate in (one.candidate, *one.also)]
    records = {record.id: record for record in index.reader.sentence_records(wanted)}
    hits = [
        Hit(
            records[one.candidate.unit],
            one.chance,
            one.candidate.similarity,
            tuple(records[other.unit] for other in one.also),
        )
        for one in shown
    ]
    return SearchAnswer(
        query=query,
        total=len(found),
        offset=part.offset,
        hits=tuple(_with_before(index, hits)),
        facets=_facets((of[one.candidate.unit], one.candidate.kinds) for one in found),
        is_enough=part.is_enough,
        is_capped=part.is_capped,
    )


def _with_before(index: OpenIndex, hits: Sequence[Hit]) -> list[Hit]:
    """Hits, with the sentence before each that points back at it."""
    wanted = {
        hit.sentence.id: f"{hit.sentence.document.short_id}:{hit.sentence.index - 1}"
        for hit in hits
        if hit.sentence.index and is_pointing(next(iter(tokens(hit.sentence.text)), ""))
    }
    records = {record.id: record for record in index.reader.sentence_records(list(dict.fromkeys(wanted.values())))}
    found = []
    for hit in hits:
        before = records.get(wanted.get(hit.sentence.id, ""))
        is_its_own = before is not None and (before.scope, before.section) == (hit.sentence.scope, hit.sentence.section)
        found.append(replace(hit, before=before) if is_its_own else hit)
    return found


def _once(rated: Sequence[tuple[Candidate, float]]) -> list[_Found]:
    """Candidates in their order; one that says the same as a better one in nearly the same words stands with it.

    Two sets of words that agree share one of the rarest of each, as many as they may differ by and one more (prefix
    filtering, Bayardo, Ma and Srikant 2007): only those that do are compared.
    """
    found: list[_Found] = []
    equal: dict[tuple[str, ...], int] = {}
    sets: dict[int, frozenset[str]] = {}
    having: dict[str, list[int]] = {}
    often = Counter(stem for candidate, _ in rated for stem in frozenset(candidate.passage.words.stems))
    for candidate, chance in rated:
        words = candidate.passage.words.words
        stems = frozenset(candidate.passage.words.stems)
        known = equal.get(words)
        rarest: list[str] = []
        if known is None and len(stems) >= _LONG:
            differing = len(stems) - math.ceil(_SAME * len(stems) - 1e-9)
            rarest = sorted(stems, key=lambda stem: (often[stem], stem))[: differing + 1]
            near = sorted({number for stem in rarest for number in having.get(stem, ())})
            known = next((number for number in near if _agree(stems, sets[number])), None)
        if known is not None:
            found[known].also.append(candidate)
            continue
        equal[words] = len(found)
        sets[len(found)] = stems
        for stem in rarest:
            having.setdefault(stem, []).append(len(found))
        found.append(_Found(candidate, chance, []))
    return found


def _agree(left: frozenset[str], right: frozenset[str]) -> bool:
    one, other = len(left), len(right)
    if one < _SAME * other or other < _SAME * one:
        return False
    shared = len(left & right)
    return shared >= _SAME * (one + other - shared)


def _facets(sentences: Iterable[tuple[DocumentRecord, Iterable[StatementKind]]]) -> Facets:
    organisations, years, document_kinds, kinds, documents = (Counter[str]() for _ in range(5))
    for document, stated in sentences:
        organisations.update(set(document.organisations))
        years.update([document.date[:4]] if document.date else [])
        document_kinds[document.metadata.kind.value] += 1
        kinds.update({kind.value for kind in stated})
        documents[document.id] += 1
    return Facets(
        _counts(organisations),
        tuple(sorted(years.items())),
        _counts(document_kinds),
        _counts(kinds),
        _counts(documents),
    )


def _counts(counter: Counter[str]) -> Counts:
    return tuple(sorted(counter.items(), key=lambda item: (-item[1], item[0])))
