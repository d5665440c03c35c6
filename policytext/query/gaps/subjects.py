"""Subjects that others address: words that come back in most documents on a matter and are absent from one.

A word is a subject where one of the others has it in its title or in a heading; "gesprek" and "oplossing" are
everywhere, and seldom there.
"""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from typing import Final

from policytext.query.rarity import is_content
from policytext.store import Scope
from policytext.store.fulltext import stem, tokens
from policytext.store.words import UnitWords

#: Share of the other documents that have to use a word, and the fewest of them.
_MOST: Final = 0.6
_FEWEST: Final = 3
#: Sentences of a document that have to use a word for it to be a subject there.
_AGAIN: Final = 2
#: Letters from which a word can be a subject: shorter ones are mostly of everyday.
_SHORTEST: Final = 7


def missing_words(units: Sequence[UnitWords], document: str, others: Mapping[str, str]) -> list[tuple[str, list[str]]]:
    """Words that most others use again and again and a document never does, with a sentence of each that does.

    Args:
        units: the sentences of all documents.
        document: short id of the one.
        others: short id -> title of those on the same matter.

    Returns:
        The word as most write it and the ids of sentences, the word that most others use first.
    """
    text = [unit for unit in units if unit.scope in (Scope.TEXT, Scope.HEADING)]
    own = {part for unit in text if unit.document == document for part in (*unit.parts, *unit.stems)}
    written: dict[str, Counter[str]] = defaultdict(Counter)
    holders: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    wanted = frozenset(others)
    headed = {stem(word) for title in others.values() for word in tokens(title)}
    headed |= {root for unit in text if unit.document in wanted and unit.scope is Scope.HEADING for root in unit.stems}
    for unit in text:
        if unit.document in wanted:
            for root, word in dict(zip(unit.stems, unit.words, strict=True)).items():
                if len(word) >= _SHORTEST and is_content(word):
                    written[root][word] += 1
                    holders[root][unit.document].append(unit.id)
    found = []
    for root, by_document in holders.items():
        often = {name: ids for name, ids in by_document.items() if len(ids) >= _AGAIN}
        if root not in own and root in headed and len(often) >= max(_FEWEST, _MOST * len(wanted)):
            found.append(
                (written[root].most_common(1)[0][0], [ids[0] for ids in often.values()], sum(written[root].values()))
            )
    found.sort(key=lambda item: (-len(item[1]), -item[2], item[0]))
    return [(word, ids) for word, ids, _ in found]
