"""The language of a document, from the small words that it uses."""

import re
from collections import Counter
from functools import cache

from policytext.lexicon import table

_WORD = re.compile(r"[^\W\d_]+")
# Enough running text to be sure, from the middle on as well: a summary or a form can be in another language.
_SAMPLE = 20_000
# Below this share of known small words a text is a table, a list of names or badly extracted: no language is named.
_LEAST_SHARE = 0.05
# A document that is Dutch in good part is Dutch, whatever else it holds.
_HALF = 0.5
UNDETERMINED = "und"


@cache
def _small_words() -> dict[str, frozenset[str]]:
    return {row["language"]: frozenset(row["words"].split()) for row in table("languages")}


def find_language(text: str) -> str:
    """ISO 639 code of the language of a text; "und" where it has too few words to tell.

    Looks at 20,000 characters from the start and as many from the middle.
    """
    middle = len(text) // 2
    sample = text[:_SAMPLE] + " " + (text[middle : middle + _SAMPLE] if middle > _SAMPLE else "")
    counts = Counter(_WORD.findall(sample.lower()))
    total = sum(counts.values())
    scores = {language: sum(counts[word] for word in small_words) for language, small_words in _small_words().items()}
    best = max(scores, key=lambda language: scores[language])
    if scores["nl"] >= _HALF * scores[best]:
        best = "nl"  # with a translation or a summary in another language
    return best if total >= 10 and scores[best] >= _LEAST_SHARE * total else UNDETERMINED
