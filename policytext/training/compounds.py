"""Make the word list of lemmas and compounds, `policytext/lexicon/compounds.txt`, and measure it.

Usage: python -m policytext.training.compounds --ud FOLDER [--dictionary FOLDER --write]

FOLDER of --ud holds the Dutch UD treebanks (alpino-dev, alpino-test, lassy-dev, lassy-test, .conllu), that of
--dictionary nl.dic and nl.aff of OpenTaal (see `opentaal`). Without --write the figures are those of the list that is
there. Deterministic. Needs scikit-learn, which sentence-transformers brings.
"""

import argparse
import json
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Set
from itertools import pairwise
from pathlib import Path

from sklearn.feature_extraction import DictVectorizer  # type: ignore[import-untyped]  # ships no types
from sklearn.linear_model import LogisticRegression  # type: ignore[import-untyped]

import policytext.lexicon.compounds as compounds
import policytext.lexicon.lemmas as lemmas
from policytext.lexicon import table
from policytext.lexicon.folding import folded
from policytext.lexicon.word_list import DATA, word_list
from policytext.training import opentaal
from policytext.training.compound_counts import PARTICLES, SHORTEST_HEAD, SHORTEST_MODIFIER, Counts
from policytext.training.compound_figures import figures
from policytext.training.treebank import TRAINING, count_words

Words = Counter[tuple[str, str, str]]
#: Inverse of the L2 penalty; 0.3 and 3 gave the same figures.
STRENGTH = 1.0
#: Weights are rounded to this: it keeps the list small and changes no figure.
STEP = 0.25
#: Parts of speech whose lemmas the treebanks part as compounds (verbs are parted at their particle).
COMPOUNDED = frozenset({"NOUN", "ADJ"})
_FUNCTION_WORDS = frozenset({"ADV", "ADP", "DET", "PRON", "SCONJ", "CCONJ", "NUM", "INTJ"})
#: How often a form has to occur with another lemma than the rules give, to be listed.
_FEWEST = 2
#: Log odds from which a word with a capital is a compound all the same (Belastingdienst).
_SURE = 0.25
#: Heads of names that are compounds in any case.
_HEADS_OF_NAMES = frozenset(
    {"akkoord", "bank", "dag", "dienst", "fonds", "kamer", "lid", "onderwijs", "partij", "raad", "unie", "wet"}
)
#: What is taken off the weight of a particle: to part "voorwaarde" does more harm than to leave "voortuin" whole.
_CAUTION = 1.5
#: A noun of more letters that is no compound ends in a suffix, so that the rules find it.
_LONG = 12
#: Least weight of a head that the treebanks or the exceptions show as one and the dictionary does not have.
_SEEN = 1.0

HEAD_OF_FILE = """\
# Words for lemmas and compounds, made by policytext/training/compounds.py; do not edit.
# Licence of this file: CC BY-SA 4.0 (https://creativecommons.org/licenses/by-sa/4.0/), because weights, function words
# and lemmas are learnt from UD_Dutch-Alpino and UD_Dutch-LassySmall 2.x (CC BY-SA 4.0, Bouma and Van Noord).
# The words come from the word list of OpenTaal, 2.20.19, https://www.opentaal.org, selected and regrouped:
# (c) 2006-2020 OpenTaal, (c) 2001-2005 Simon Brouwer and others, (c) 1996 Nederlandstalige TeX Gebruikersgroep,
# used under the revised BSD licence, whose text is in OPENTAAL-LICENSE.txt beside this file.
# Sections begin with "= ": modifier WEIGHT, head CLASS.. WEIGHT, base (form lemma), noun, adjective, verb, fixed,
# lemma (form lemma); see word_list.py. Words are without accents.
"""


def boundaries(form: str, leaves: list[str]) -> list[int] | None:
    """Where the parts after the first begin in a form whose lemma has these leaves; None where it cannot be seen."""
    found: list[int] = []
    start = 0
    for part, following in pairwise(leaves):
        expected = start + len(part)
        places = range(start + max(SHORTEST_MODIFIER, len(part) - 3), min(len(form) - 1, expected + 4))
        for length in (5, 4, 3):
            fitting = [place for place in places if form[place : place + length] == following[:length]]
            if fitting and len(following) >= min(length, len(following)):
                start = min(fitting, key=lambda place: abs(place - expected))
                break
        else:
            return None
        found.append(start)
    return found


def fit(counts: Counts, words: Words) -> dict[str, float]:
    """Weight of each feature: a logistic regression over all possible splits of the treebanks' words."""
    features: list[dict[str, float]] = []
    right: list[bool] = []
    for form, lemma, tag in sorted(words):
        if tag not in COMPOUNDED or not form.isalpha():
            continue
        leaves = lemma.split("_")
        found = boundaries(form, leaves)
        for place in range(SHORTEST_MODIFIER, len(form) - SHORTEST_HEAD + 1) if found is not None else ():
            modifier = counts.modifier_features(form[:place])
            for head in counts.head_lemmas(form[place:])[:1] if modifier else ():
                features.append({**(modifier or {}), **(counts.head_features(head) or {})})
                right.append(place in (found or ()))
    vectorizer = DictVectorizer()
    model = LogisticRegression(C=STRENGTH, max_iter=3000, fit_intercept=False)
    model.fit(vectorizer.fit_transform(features), right)
    return dict(zip(vectorizer.feature_names_, model.coef_[0].tolist(), strict=True))


def _weight(weights: Mapping[str, float], features: Mapping[str, float]) -> float:
    return round(sum(weights.get(name, 0.0) * value for name, value in features.items()) / STEP) * STEP


def _by_weight(weights: Mapping[str, float]) -> dict[float, list[str]]:
    groups: dict[float, list[str]] = defaultdict(list)
    for word, weight in weights.items():
        groups[weight].append(word)
    return {weight: sorted(groups[weight]) for weight in sorted(groups, reverse=True)}


def _section(heading: str, words: Iterable[str]) -> str:
    listed = "\n".join(words)
    return f"= {heading}\n{listed}\n" if listed else ""


def sections(
    counts: Counts,
    weights: Mapping[str, float],
    fixed: Iterable[str],
    inflected: Set[str] = frozenset(),
    parted: Set[str] = frozenset(),
) -> str:
    """The list without the lemmas of single forms.

    `inflected` words are no heads; of `parted` ones the lemma follows from that of their head.
    """
    listed = counts.dictionary
    modifiers = {
        folded(m): _weight(weights, f) - (_CAUTION if m in PARTICLES else 0.0)
        for m in counts.all_modifiers
        if (f := counts.modifier_features(m))
    }
    heads = {folded(h): _weight(weights, f) for h in counts.all_heads if (f := counts.head_features(h))}
    heads = {word: weight for word, weight in heads.items() if word not in inflected}
    heads |= {folded(word): max(_SEEN, heads.get(folded(word), _SEEN)) for word in counts.extra if counts.can_end(word)}
    best_modifier, best_head = max(modifiers.values()), max(heads.values())
    modifiers = {word: weight for word, weight in modifiers.items() if weight + best_head > compounds.THRESHOLD}
    heads = {word: weight for word, weight in heads.items() if weight + best_modifier > compounds.THRESHOLD}
    nouns = {
        folded(word)
        for word in [*listed.flags, *(counts.extra - counts.extra_adjectives)]
        if (listed.is_noun(word) or word in counts.extra) and not counts.is_plural(word)
    }
    adjectives = {folded(word) for word in listed.flags if listed.is_adjective(word)}
    adjectives |= set(map(folded, counts.extra_adjectives))
    text = [_section(f"modifier {weight:g}", words) for weight, words in _by_weight(modifiers).items()]
    for weight, words in _by_weight(heads).items():
        classes: dict[str, list[str]] = defaultdict(list)
        for word in words:
            names = [name for name, known in (("noun", nouns), ("adjective", adjectives)) if word in known]
            classes[" ".join(names)].append(word)
        text += [_section(f"head {name} {weight:g}".replace("  ", " "), classes[name]) for name in sorted(classes)]
    text.append(_section("noun", sorted(nouns - set(heads) - parted - _derived_plainly(nouns))))
    text.append(_section("adjective", sorted(adjectives - set(heads) - parted)))
    text.append(_section("verb", sorted(folded(word) for word in listed.verbs)))
    text.append(_section("fixed", sorted(set(fixed))))
    return "".join(text)


def _derived_plainly(nouns: set[str]) -> set[str]:
    """Nouns that the rules find without knowing them, and compounds, whose lemma is that of their head."""
    return {noun for noun in nouns if len(noun) > _LONG or noun.endswith(("ing", "heid", "teit", "schap"))}


def lemma_exceptions(words: Words) -> dict[str, str]:
    """Lemma of forms for which the rules, with the list that is there, give another than the treebanks mostly do."""
    by_form: dict[str, Counter[str]] = defaultdict(Counter)
    for (form, lemma, _), count in words.items():
        if form.isalpha():
            by_form[folded(form)][folded(lemma.replace("_", ""))] += count
    found = {}
    for form, counted in sorted(by_form.items()):
        lemma, count = max(counted.items(), key=lambda item: (item[1], item[0]))
        if count >= _FEWEST and lemma.isalpha() and compounds.analyse(form).lemma != lemma:
            found[form] = lemma
    return found


def _is_parted_by_chance(name: str) -> bool:
    """Whether the list would part a name, and is not sure of it: Zoetermeer, not Belastingdienst."""
    split = compounds._best_split(name)
    return split is not None and split.score < _SURE and split.head not in _HEADS_OF_NAMES


def _install(target: Path, text: str) -> None:
    """Store a list and let lemmas and parts be found with it."""
    target.write_text(text, encoding="utf-8")
    for cached in (word_list, compounds.analyse, compounds._best_split, compounds._head, compounds._modifier):
        cached.cache_clear()


def _bases(counts: Counts) -> list[str]:
    """Modifiers with their lemma where the rules give another with the list that is there."""
    listed = word_list().modifiers
    bases = {folded(form): folded(counts.base(form)) for form in counts.all_modifiers if counts.bases(form)}
    return sorted(
        f"{form} {base}" for form, base in bases.items() if form in listed and compounds._modifier_lemma(form) != base
    )


def write(target: Path, dictionary: opentaal.Dictionary, words: Words) -> None:
    """Make the list and store it."""
    parts = {leaf for _, lemma, tag in words if tag in COMPOUNDED and "_" in lemma for leaf in lemma.split("_")}
    parts |= {part for row in table("compound_exceptions") for part in row["parts"].split()}
    extra = {part for part in parts if part.isalpha() and len(part) >= SHORTEST_HEAD and part not in dictionary.flags}
    adjectives = {last for _, lemma, tag in words if tag == "ADJ" and (last := lemma.rpartition("_")[2]).isalpha()}
    counts = Counts(dictionary, extra, adjectives)
    weights = fit(counts, words)
    function_words = {folded(form) for form, _, tag in words if tag in _FUNCTION_WORDS and form.isalpha()}
    _install(target, HEAD_OF_FILE + sections(counts, weights, function_words))
    # What follows needs the list that it becomes part of.
    names = {name for name in map(folded, dictionary.names) if _is_parted_by_chance(name)}
    inflected = {head for head in word_list().heads if compounds.analyse(head).lemma != head}
    known = word_list().nouns | word_list().adjectives
    parted = {word for word in known if compounds._best_split(word) and compounds.analyse(word).lemma == word}
    text = HEAD_OF_FILE + sections(counts, weights, function_words | names, inflected, parted)
    _install(target, text)
    text += _section("base", _bases(counts))
    _install(target, text)
    text += _section("lemma", (f"{form} {lemma}" for form, lemma in lemma_exceptions(words).items()))
    _install(target, text)
    rounded = {name: round(weight, 2) for name, weight in sorted(weights.items())}
    sys.stdout.write(json.dumps({"weights": rounded, "bytes": target.stat().st_size}, indent=1) + "\n")


def main() -> None:
    """Make the list when asked, and print its figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--ud", type=Path, required=True)
    parser.add_argument("--dictionary", type=Path)
    parser.add_argument("--write", action="store_true")
    given = parser.parse_args()
    if given.write:
        if given.dictionary is None:
            parser.error("--write needs --dictionary")
        target = Path(lemmas.__file__).parent / DATA
        write(target, opentaal.read(given.dictionary), count_words(given.ud, TRAINING))
    sys.stdout.write(json.dumps(figures(given.ud), indent=1) + "\n")


if __name__ == "__main__":
    main()
