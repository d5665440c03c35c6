"""Words and stems for the full-text index, and user text as a query that cannot be wrong.

Both sides of the index go through `tokens`: what SQLite's own tokenizer sees is plain words with spaces between them.
So superscript note markers do not stick to words, and no character of a user's query reaches FTS5's query syntax.
"""

import re
import unicodedata
from functools import cache, lru_cache
from typing import Final, Protocol

from policytext.lexicon import words as lexicon_words

WORDS_WEIGHT: Final = 1.0
STEMS_WEIGHT: Final = 1.0
_MAX_TERMS: Final = 256  # a query longer than this is cut: FTS5 refuses expressions without limit

_TOKEN: Final = re.compile(r"[^\W_]+")
# Note markers: superscript digits, and the letters and signs that stand with them.
_MARKERS: Final = re.compile("[⁰¹²³⁴-⁹⁺-ⁿ]+")
_PHRASE: Final = re.compile(r'["„“”«»]([^"„“”«»]*)["„“”«»]')


class _Stemmer(Protocol):
    def stemWord(self, word: str) -> str: ...  # noqa: N802 - snowballstemmer's name


@cache
def _stemmer() -> _Stemmer:
    # 15 ms that only ingest and match need; the package has no type information
    import snowballstemmer  # type: ignore[import-untyped]  # noqa: PLC0415

    stemmer: _Stemmer = snowballstemmer.stemmer("dutch")
    return stemmer


@cache
def stemmer_id() -> str:
    """Name and version of the stemmer: stems of another version do not belong in the same index."""
    from importlib.metadata import version  # noqa: PLC0415 - 25 ms that only ingest and check need

    return f"snowball dutch {version('snowballstemmer')}"


@lru_cache(maxsize=200_000)
def stem(word: str) -> str:
    """Dutch stem of a folded word; words with digits are left alone."""
    return word if any(c.isdigit() for c in word) else _stemmer().stemWord(word)


def tokens(text: str) -> list[str]:
    """Folded words of a text in order: no case, no accents, no note markers; a number is its groups of digits."""
    plain = unicodedata.normalize("NFKD", _MARKERS.sub(" ", text))
    return _TOKEN.findall("".join(c for c in plain if not unicodedata.combining(c)).casefold())


def index_columns(text: str) -> tuple[str, str]:
    """The words and the stems of a text, each joined with spaces: the two columns of the index."""
    found = tokens(text)
    return " ".join(found), " ".join(stem(word) for word in found)


@cache
def stopwords() -> frozenset[str]:
    """Folded Dutch function words that say nothing about the subject of a sentence."""
    return frozenset(token for word in lexicon_words("search_stopwords") for token in tokens(word))


def has_phrase(query: str) -> bool:
    """Whether the query holds words in quotation marks, which must occur word for word."""
    return any(tokens(match[1]) for match in _PHRASE.finditer(query))


def query_expression(query: str, *, require_all: bool = False) -> str | None:
    """An FTS5 expression for what a user typed, or None when it holds no word.

    Words are alternatives unless `require_all`; function words count only when there is nothing else. What stands in
    quotation marks must occur, word for word. Each word is looked for as written and by its stem.
    """
    phrases = [found for match in _PHRASE.finditer(query) if (found := tokens(match[1]))]
    loose = tokens(_PHRASE.sub(" ", query))
    wanted = list(dict.fromkeys(word for word in loose if word not in stopwords()))
    if not wanted and not phrases:
        wanted = list(dict.fromkeys(loose))
    terms = [f'(words : "{word}" OR stems : "{stem(word)}")' for word in wanted[:_MAX_TERMS]]
    required = [f'words : "{" ".join(phrase[:_MAX_TERMS])}"' for phrase in phrases[:_MAX_TERMS]]
    if require_all:
        return " AND ".join(required + terms) or None
    if not required:
        return " OR ".join(terms) or None
    must = " AND ".join(required)
    return f"{must} AND ({' OR '.join([required[0], *terms])})" if terms else must
