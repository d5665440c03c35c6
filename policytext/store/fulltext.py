"""Words and stems for the full-text index, and user text as a query that cannot be wrong.

Both sides of the index go through `tokens`: what SQLite's own tokenizer sees is plain words with spaces between them.
So superscript note markers do not stick to words, and no character of a user's query reaches FTS5's query syntax.
"""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from functools import cache, lru_cache
from typing import Final, Protocol

from policytext.lexicon import words as lexicon_words
from policytext.lexicon.compounds import analyse
from policytext.lexicon.lemmas import noun_or_adjective, verb
from policytext.lexicon.separable import joined, parted_verbs
from policytext.lexicon.word_list import data_version

#: Columns of the index with the weight that BM25 gives a hit in each. `words` holds the words as written, `stems` the
#: stem of each, `parts` the stems of their lemmas and of all parts of those that are compounds (see `parts`). A part
#: says less than the word: "hulp" is in jeugdhulp, and in much else.
COLUMNS: Final = {"words": 1.0, "stems": 1.0, "parts": 0.5}
CREATE_TABLE: Final = (
    f'CREATE VIRTUAL TABLE unit_text USING fts5 ({", ".join(COLUMNS)}, tokenize = "unicode61 remove_diacritics 0")'
)
INSERT: Final = f"INSERT INTO unit_text (rowid, {', '.join(COLUMNS)}) VALUES (?{', ?' * len(COLUMNS)})"
SCORE: Final = f"-bm25(unit_text, {', '.join(map(str, COLUMNS.values()))})"
#: Version of the rules of `stem` and `index_columns`; to be raised when they change.
_RULES: Final = 2
_MAX_TERMS: Final = 256  # a query longer than this is cut: FTS5 refuses expressions without limit

_TOKEN: Final = re.compile(r"[^\W_]+")
_TOKEN_OR_MARK: Final = re.compile(r"[^\W_]+|[.;:!?,()]")
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
    """Name and version of the stemmer and of the rules here: others' stems do not belong in the same index."""
    from importlib.metadata import version  # noqa: PLC0415 - 25 ms that only ingest and check need

    return f"snowball dutch {version('snowballstemmer')}, rules {_RULES}"


def versions() -> dict[str, str]:
    """What made the columns, by name: an index that another version made has to be made anew."""
    return {"stemmer": stemmer_id(), "compounds": data_version()}


@lru_cache(maxsize=200_000)
def stem(word: str) -> str:
    """Dutch stem of a folded word; words with digits are left alone.

    A word whose stem would be that of a function word keeps its lemma: to the stemmer overheid is "over", kans "kan"
    and waarde "waar", and whoever asks for the overheid would find every sentence with "over".
    """
    if any(c.isdigit() for c in word):
        return word
    found = _stemmer().stemWord(word)
    if word in stopwords():
        return found
    known = noun_or_adjective(word) or verb(word) or word
    if known in stopwords():  # a form of a verb that is one: "gekomen"
        return found
    if found in _function_stems() and _stemmer().stemWord(known) not in _function_stems():
        return _stemmer().stemWord(known)
    return known if _stemmer().stemWord(known) in _function_stems() else found


@cache
def _function_stems() -> frozenset[str]:
    return frozenset(map(_stemmer().stemWord, stopwords()))


def tokens(text: str) -> list[str]:
    """Folded words of a text in order: no case, no accents, no note markers; a number is its groups of digits."""
    return _TOKEN.findall(_plain(text))


def _plain(text: str) -> str:
    plain = unicodedata.normalize("NFKD", _MARKERS.sub(" ", text))
    return "".join(c for c in plain if not unicodedata.combining(c)).casefold()


def question_words(text: str) -> list[str]:
    """The `tokens` of a question, a verb in two words as one: "neemt het aantal toe" has toenemen, aantal."""
    return joined(_TOKEN_OR_MARK.findall(_plain(text)))


@lru_cache(maxsize=200_000)
def parts(word: str) -> tuple[str, ...]:
    """Stems of a folded word's lemma and, of a compound, of its parts at every level; each once.

    "jeugdhulpaanbieders" has those of jeugdhulpaanbieder, jeugdhulp, jeugd, hulp and aanbieder.
    """
    if any(c.isdigit() for c in word):
        return (word,)
    analysis = analyse(word)
    return tuple(dict.fromkeys(stem(lemma) for lemma in (analysis.lemma, *analysis.constituents)))


def index_columns(text: str) -> tuple[str, str, str]:
    """Words of a text, their stems, and their lemmas and parts, each joined with spaces: the columns of the index.

    A verb in two words has the stem and the parts of its infinitive in the place of its form.
    """
    read = _TOKEN_OR_MARK.findall(_plain(text))
    parted = {one.form: one.infinitive for one in parted_verbs(read)}
    found = [(word, parted.get(place, word)) for place, word in enumerate(read) if word[0].isalnum()]
    return (
        " ".join(word for word, _ in found),
        " ".join(stem(whole) for _, whole in found),
        " ".join(part for _, whole in found for part in parts(whole)),
    )


@cache
def stopwords() -> frozenset[str]:
    """Folded Dutch function words that say nothing about the subject of a sentence."""
    return frozenset(token for word in lexicon_words("search_stopwords") for token in tokens(word))


def has_phrase(query: str) -> bool:
    """Whether the query holds words in quotation marks, which must occur word for word."""
    return any(tokens(match[1]) for match in _PHRASE.finditer(query))


#: A word in a column of the index.
Term = tuple[str, str]


def _forms(word: str) -> list[tuple[Term, ...]]:
    """Finds a word as written, inflected, and in compounds."""
    return [(("words", word),), (("stems", stem(word)),), (("parts", parts(word)[0]),)]


def _expression(alternatives: Iterable[Sequence[Term]]) -> str:
    """Alternatives, each of terms that must all be there, as FTS5 has them."""
    shown = [" AND ".join(f'{column} : "{word}"' for column, word in terms) for terms in alternatives]
    return " OR ".join(f"({one})" if " AND " in one else one for one in shown)


def _instead(word: str) -> list[tuple[Term, ...]]:
    """What is said of a compound without it: a part that is a compound itself, or all immediate parts together.

    One simple part is not enough: "plicht" alone is not what jeugdhulpplicht is about.
    """
    found = [part for part in analyse(word).parts if tokens(part.lemma) == [part.lemma]]
    if len(found) < 2:
        return []
    together = tuple(("parts", stem(part.lemma)) for part in found)
    return [*((("parts", stem(part.lemma)),) for part in found if part.parts), together]


def alternatives(query: str) -> list[tuple[Term, ...]] | None:
    """What `query_expression` looks for, as terms; None where it demands phrases, which only FTS5 finds."""
    required, wanted = _read(query)
    found = [terms for word in wanted for terms in _forms(word)]
    return found if not required and _are_words(found) else None


def part_alternatives(query: str) -> list[tuple[Term, ...]] | None:
    """What `parts_expression` looks for, as `alternatives` gives it."""
    required, wanted = _read(query)
    found = list(dict.fromkeys(terms for word in wanted for terms in _instead(word)))
    return found if not required and _are_words(found) else None


def _are_words(found: Iterable[Sequence[Term]]) -> bool:
    return all(tokens(word) == [word] for terms in found for _, word in terms)


def _read(query: str) -> tuple[list[str], list[str]]:
    """Expressions of the phrases that a query demands, and the words that it asks for."""
    phrases = [found for match in _PHRASE.finditer(query) if (found := tokens(match[1]))]
    loose = question_words(_PHRASE.sub(" ", query))
    wanted = list(dict.fromkeys(word for word in loose if word not in stopwords()))
    if not wanted and not phrases:
        wanted = list(dict.fromkeys(loose))
    required = [f'words : "{" ".join(phrase[:_MAX_TERMS])}"' for phrase in phrases[:_MAX_TERMS]]
    return required, wanted[:_MAX_TERMS]


def query_expression(query: str, *, require_all: bool = False) -> str | None:
    """An FTS5 expression for what a user typed, or None when it holds no word.

    Words are alternatives unless `require_all`; function words count only when there is nothing else. What stands in
    quotation marks must occur, word for word. Each word is looked for as written, by its stem, and by its lemma, which
    can be part of a compound: jeugdhulp in jeugdhulpplicht.
    """
    required, wanted = _read(query)
    terms = [f"({_expression(_forms(word))})" for word in wanted]
    if require_all:
        return " AND ".join(required + terms) or None
    if not required:
        return " OR ".join(terms) or None
    must = " AND ".join(required)
    return f"{must} AND ({' OR '.join([required[0], *terms])})" if terms else must


def parts_expression(query: str) -> str | None:
    """An FTS5 expression for the parts of the compounds that a user typed, or None when there are no compounds.

    For jeugdhulpplicht it finds jeugdhulp, and sentences with both "jeugdhulp" and "plicht". Quoted phrases must occur.
    """
    required, wanted = _read(query)
    found = list(dict.fromkeys(terms for word in wanted for terms in _instead(word)))
    return " AND ".join([*required, f"({_expression(found)})"]) if found else None
