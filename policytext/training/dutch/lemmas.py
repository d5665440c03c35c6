"""Learn the rules of `policytext.sentences.lemmas` from treebanks and a table of word forms.

The table is that of the package spacy-lookups-data 1.0.5 (MIT), some 213,000 Dutch forms with their lemmas. It is read
where it is installed and only then; rules learned without it know fewer irregular verbs.
"""

import gzip
import json
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import Final

from policytext.lexicon import words
from policytext.sentences.lemmas import CAPITALISED, WHOLE, Lemmatizer, Rule, participle_prefix, word_class
from policytext.training.treebank import Sentence
from policytext.types.syntax import Token

#: A form of the treebanks outweighs what the table says of it.
_TREEBANK_WEIGHT: Final = 5
_TABLE_WEIGHT: Final = 1
#: Endings longer than this are kept as whole words only.
_LONGEST_ENDING: Final = 12
_NO_RULE: Final = frozenset(("PUNCT", "SYM", "X"))
_PARTICIPLE_ENDINGS: Final = ("d", "t", "en", "de", "te")
_PRESENT_PARTICIPLES: Final = ("nd", "nde", "nden")

Item = tuple[str, str, str, int]


def dictionary_lemma(token: Token) -> str:
    """The lemma of a treebank token as a dictionary writes it.

    The treebanks take compounds and separable verbs apart and reduce every part ("levensstijl": leven_stijl,
    "toegestaan": toe_staan). Here the word stays whole and only its last part is reduced; a verb whose particle stands
    elsewhere in the sentence keeps its own lemma ("bieden ... aan": bieden).
    """
    lemma, form = token.lemma, token.text
    if "_" not in lemma.strip("_"):
        return lemma
    *first, last = lemma.split("_")
    lower = form.lower()
    if token.pos == "VERB":
        particle = "".join(first)
        return particle + last if particle and lower.startswith(particle) else last
    for size in range(len(last), 0, -1):
        at = lower.rfind(last[:size].lower())
        if at >= 0:
            break
    else:
        return lemma.replace("_", "")
    return form[:at] + last


def learn_lemmatizer(sentences: Iterable[Sentence], *, with_table: bool = True) -> Lemmatizer:
    """Rules from treebank sentences, and from the table of word forms where it is installed."""
    tokens = [token for sentence in sentences for token in sentence.parse.tokens]
    items = list(_treebank_items(tokens))
    if with_table:
        items += _table_items()
    return Lemmatizer(_learn(items), _capitalised(tokens))


def lemma_lines(lemmatizer: Lemmatizer) -> Iterator[str]:
    """The rules as lines of a table, sorted."""
    for (kind, ending), rule in sorted(lemmatizer.rules.items()):
        yield f"{kind}\t{ending}\t{int(rule.takes_ge)}\t{rule.cut}\t{rule.add}"
    for word in sorted(lemmatizer.capitalised):
        yield f"{CAPITALISED}\t{word}\t0\t0\t"


def _treebank_items(tokens: Iterable[Token]) -> Iterator[Item]:
    for token in tokens:
        if token.pos not in _NO_RULE:
            kind = word_class(token.pos, token.morph)
            yield kind, token.text.lower(), dictionary_lemma(token).lower(), _TREEBANK_WEIGHT


def _capitalised(tokens: Iterable[Token]) -> frozenset[str]:
    """Lemmas of adjectives that have a capital more often than not ("Nederlands")."""
    seen: dict[str, Counter[bool]] = defaultdict(Counter)
    for token in tokens:
        lemma = dictionary_lemma(token)
        if token.pos == "ADJ" and "ExtPos" not in token.morph and lemma:
            seen[lemma.lower()][lemma[0].isupper()] += 1
    return frozenset(lemma for lemma, counts in seen.items() if counts[True] > counts[False])


def _table(name: str) -> dict[str, object]:
    spec = find_spec("spacy_lookups_data")
    for folder in (spec.submodule_search_locations or ()) if spec is not None else ():
        path = Path(folder) / "data" / f"nl_lemma_{name}.json.gz"
        if path.is_file():
            value: dict[str, object] = json.loads(gzip.decompress(path.read_bytes()))
            return value
    return {}


def has_table() -> bool:
    """Whether the table of word forms is installed."""
    return bool(_table("lookup"))


def _table_items() -> Iterator[Item]:
    index = {name: _plain_words(entries) for name, entries in _table("index").items()}
    nouns, verbs, adjectives = (index.get(name, frozenset()) for name in ("noun", "verb", "adj"))
    verbs = frozenset(verb for verb in verbs if verb.endswith("n"))  # some imperatives are listed as lemmas
    for form, lemma in _table("lookup").items():
        if isinstance(lemma, str) and form.isalpha() and lemma == lemma.lower():
            lower = form.lower()
            if lemma in nouns:
                yield "NOUN.sing" if lower == lemma else "NOUN.plur", lower, lemma, _TABLE_WEIGHT
            if lemma in adjectives:
                yield "ADJ", lower, lemma, _TABLE_WEIGHT
            if lemma in verbs:
                yield from ((kind, lower, lemma, _TABLE_WEIGHT) for kind in _verb_classes(lower, lemma))
    for kind, lemmas in (("NOUN.sing", nouns), ("VERB.inf", verbs), ("VERB.plur", verbs), ("ADJ", adjectives)):
        yield from ((kind, lemma, lemma, _TABLE_WEIGHT) for lemma in lemmas)


def _plain_words(entries: object) -> frozenset[str]:
    assert isinstance(entries, list)
    return frozenset(word for word in entries if word == word.lower() and word.isalpha())


def _verb_classes(form: str, lemma: str) -> Iterator[str]:
    """The table does not say which form of a verb it has; participles are known by their shape."""
    if form == lemma:
        yield "VERB.inf"
        return
    if form.endswith(_PRESENT_PARTICIPLES):
        yield "VERB.part"
        return
    ge = participle_prefix().match(form)
    has_ge = ge is not None and not lemma.startswith(ge[0])
    if not has_ge:
        yield "VERB.fin"
    if has_ge or (_prefixed().match(form) and form.endswith(_PARTICIPLE_ENDINGS)):
        yield "VERB.part"


def _prefixed() -> re.Pattern[str]:
    particles = "|".join(sorted(words("separable_particles"), key=len, reverse=True))
    return re.compile(rf"^(?:{particles})?(?:be|ver|ont|her|er|ge)")


def rule_from(form: str, lemma: str) -> Rule:
    """The rule that makes one lemma of one form, with as little cut off as possible."""
    rest, takes_ge = form, False
    match = participle_prefix().match(form)
    if match is not None and not lemma.startswith(match[0]):
        rest, takes_ge = match[1] + form[match.end() :], True
    same = 0
    while same < min(len(rest), len(lemma)) and rest[same] == lemma[same]:
        same += 1
    return Rule(takes_ge, len(rest) - same, lemma[same:])


def _learn(items: Iterable[Item]) -> dict[tuple[str, str], Rule]:
    """A decision list: the majority rule of every ending, left out where the next shorter ending says the same."""
    lemmas: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    for kind, form, lemma, weight in items:
        lemmas[kind, form][lemma] += weight
    votes: dict[tuple[str, str], Counter[Rule]] = defaultdict(Counter)
    for (kind, form), candidates in lemmas.items():
        rule = rule_from(form, candidates.most_common(1)[0][0])
        whole = WHOLE + form
        for size in range(rule.cut, min(len(whole), _LONGEST_ENDING) + 1):
            votes[kind, whole[len(whole) - size :]][rule] += 1
        if len(whole) > _LONGEST_ENDING:
            votes[kind, whole][rule] += 1
    rules: dict[tuple[str, str], Rule] = {}
    for kind, ending in sorted(votes, key=lambda key: (len(key[1]), key)):
        # Ties go to the rule that cuts least, so that the order of the data decides nothing.
        counts = votes[kind, ending]
        rule = min(counts, key=lambda rule: (-counts[rule], rule.takes_ge, rule.cut, rule.add))
        shorter = (rules.get((kind, ending[start:])) for start in range(1, len(ending) + 1))
        if next((known for known in shorter if known is not None), None) != rule:
            rules[kind, ending] = rule
    return rules
