"""Which sentences state figures and which cite: ids alone, where making the records would take ten times as long."""

import json

from policytext.store.conditions import statement_conditions
from policytext.store.filters import Filters
from policytext.store.reader import Reader
from policytext.store.statement_queries import in_order


def sentences_with_figures(reader: Reader, filters: Filters) -> list[str]:
    """Ids of the sentences of those of `Reader.statements` that have figures, in their order, each once."""
    clauses, parameters = reader._document_clause(filters, None, "s")
    conditions, values = statement_conditions(filters, None)
    found = reader._rows(
        "SELECT s.document, u.number FROM statement s JOIN unit u ON u.id = s.unit"
        f" WHERE {' AND '.join([*clauses, *conditions])} AND json_array_length(s.fields, '$.figures') > 0"
        " ORDER BY s.document, s.span_start, s.id",
        parameters + values,
    )
    documents = reader._all_documents()
    ids = in_order(documents, [(row, f"{documents[row].short_id}:{number}") for row, number in found])
    return list(dict.fromkeys(ids))


def citations_of_sentences(reader: Reader) -> dict[str, tuple[str, ...]]:
    """Ids of the citations whose markers or mentions stand in each sentence, in the order of `Reader.citations`."""
    documents = reader._all_documents()
    found = reader._rows("SELECT document, id, anchors FROM citation ORDER BY document, span_start, id")
    standing = [
        (row, (f"{documents[row].short_id}:{number}", key))
        for row, key, anchors in found
        for number, *_ in json.loads(anchors)
        if number is not None
    ]
    cited: dict[str, dict[str, None]] = {}
    for sentence, key in in_order(documents, standing):
        cited.setdefault(sentence, {})[key] = None
    return {sentence: tuple(keys) for sentence, keys in cited.items()}
