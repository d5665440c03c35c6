"""Search: sentences that answer a query, best first."""

from policytext.query.answers import Hit, SearchAnswer
from policytext.query.open_index import OpenIndex
from policytext.query.retrieve import fused
from policytext.store import Filters
from policytext.store.fulltext import has_phrase


def search(index: OpenIndex, query: str, filters: Filters, *, limit: int = 10, offset: int = 0) -> SearchAnswer:
    """The sentences that answer a query, from `offset`, at most `limit` of them."""
    vector = index.encoder.encode_query(query)
    scores = fused(index, query, vector, filters)
    if has_phrase(query):  # nearness in meaning does not make up for words that must occur
        holding = {unit for unit, _ in index.reader.match(query, filters, len(scores))}
        scores = {unit: score for unit, score in scores.items() if unit in holding}
    units = list(scores)[offset : offset + limit]
    similarities = index.similarities(vector, units)
    records = {record.id: record for record in index.reader.sentence_records(units)}
    hits = [Hit(records[unit], scores[unit], similarities.get(unit, 0.0)) for unit in units if unit in records]
    return SearchAnswer(query, len(scores), offset, tuple(hits))
