"""Why two documents have the same words: reuse, text that many documents have, or a third source that both quote."""

import re
from collections.abc import Mapping, Sequence
from functools import cache
from typing import Final

from policytext.lexicon import words as lexicon_words
from policytext.query.reuse.answers import Passage
from policytext.query.reuse.sources import Source
from policytext.store import SentenceRecord
from policytext.store.fulltext import tokens
from policytext.types.vocabulary import BlockKind, ReuseNature

#: Words in common up to which a fixed phrase among them makes them all standard: a longer passage says more than that.
_LONGEST_STANDARD: Final = 45
#: Words in common for each fixed phrase among them up to which a longer passage is standard too.
_WORDS_A_PHRASE: Final = 30
#: Share of a question that both have from which it is of a form or a list of questions to be answered.
_POSED: Final = 0.9
_QUOTED: Final = re.compile(r"[“„«\"‘']([^”“„»\"’']{20,})[”»\"’']")
#: Share of the words in common that have to stand in quotation marks on a side.
_MOST: Final = 0.7
#: A title of an act, which is named in full wherever it is spoken of.
_TITLE: Final = re.compile(r"\b(?:in verband met|houdende|tot wijziging van|wijziging van de wet)\b")
_LONGEST_TITLE: Final = 25


def nature_of(
    earlier: Passage, later: Passage, shared: str, by_sentence: Mapping[str, Sequence[Source]], *, is_widespread: bool
) -> tuple[ReuseNature, str | None]:
    """Why both have the words in common, and the title of the third source where it is one.

    Args:
        earlier: a passage.
        later: the one of another document.
        shared: the words that both have.
        by_sentence: sources by the ids of the sentences that cite them.
        is_widespread: whether many documents have these words.
    """
    words = tokens(shared)
    if is_widespread or is_standard(words) or _is_posed(earlier, later):
        return ReuseNature.STANDARD, None
    third = _third(earlier, later, by_sentence)
    if third is not None:
        return ReuseNature.COMMON_SOURCE, third
    if all(_is_quotation(passage, words) for passage in (earlier, later)):
        return ReuseNature.COMMON_SOURCE, None
    if len(words) <= _LONGEST_TITLE and _TITLE.search(" ".join(words)):
        return ReuseNature.COMMON_SOURCE, None
    return ReuseNature.REUSE, None


def is_standard(words: Sequence[str]) -> bool:
    """Whether folded words are those of letters, decisions and forms, and not much else."""
    text = f" {' '.join(words)} "
    found = sum(f" {phrase} " in text for phrase in _phrases())
    return found > 0 and (len(words) <= _LONGEST_STANDARD or len(words) <= _WORDS_A_PHRASE * found)


@cache
def _phrases() -> tuple[str, ...]:
    return tuple(lexicon_words("standard_phrases"))


def _is_posed(earlier: Passage, later: Passage) -> bool:
    """Whether the passages are questions, put in the same words: those of a form, or of whoever is answered."""
    texts = [[part.text.strip() for part in passage.parts] for passage in (earlier, later)]
    if not all(text.endswith("?") for text in texts[0] + texts[1]):
        return False
    one, other = (set(tokens(" ".join(text))) for text in texts)
    return len(one & other) >= _POSED * min(len(one), len(other))


def _third(earlier: Passage, later: Passage, by_sentence: Mapping[str, Sequence[Source]]) -> str | None:
    """Title of a source that both passages cite and that is neither of the two documents."""
    cited = [
        {source.title: source for part in passage.parts for source in by_sentence.get(part.id, ())}
        for passage in (earlier, later)
    ]
    own = {earlier.document.id, later.document.id}
    shared = [
        title for title, s in cited[0].items() if title in cited[1] and (not s.document or s.document.id not in own)
    ]
    return min(shared, default=None)


def _is_quotation(passage: Passage, words: Sequence[str]) -> bool:
    """Whether most of the words stand in quotation marks or in a quotation set apart."""
    if all(
        isinstance(part, SentenceRecord) and BlockKind.QUOTATION in (part.kind, part.container)
        for part in passage.parts
    ):
        return True
    quoted = {token for match in _QUOTED.finditer(passage.text) for token in tokens(match[1])}
    return bool(words) and sum(word in quoted for word in words) >= _MOST * len(words)
