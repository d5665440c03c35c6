"""Lemma and compound parts of a Dutch word: jeugdhulpplicht is jeugdhulp (jeugd, hulp) and plicht.

A split is a modifier and a head. Each has a weight, learnt from words whose parts are known (see
`policytext/training/compounds.py` and docs/models/compounds.md): the logarithm of the odds that the split is right is
their sum. What stands on either side can be a compound itself. Derivations (overheid, belangrijk) and verbs with a
particle (aanbieden) are no compounds.
"""

from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from policytext.lexicon import lemmas
from policytext.lexicon.folding import folded, lower
from policytext.lexicon.inflection import positives, singulars
from policytext.lexicon.word_list import word_list

#: Log odds from which a split is taken: of the words just above it about half are compounds, by reading them in texts.
THRESHOLD: Final = -0.6
#: Weight of a modifier that is a compound which the list does not have, and what a linking -s- takes off it.
_NEW_MODIFIER, _NEW_MODIFIER_LINKED = -1.25, -1.5
#: What is taken off the weight of a head for standing at the end of a compound which the list does not have.
_NEW_HEAD: Final = 1.0
_SHORTEST_MODIFIER, _SHORTEST_HEAD, _LONGEST_WORD = 2, 3, 60
_LINKS: Final = ("", "s")
_OF_VERBS: Final = ("er", "ers", "ing", "ingen", "aar", "aars", "baar", "bare")


@dataclass(frozen=True, slots=True)
class WordAnalysis:
    """A word's lemma, in lower case, and its immediate parts, none where it is no compound."""

    lemma: str
    parts: tuple["WordAnalysis", ...] = ()

    @property
    def leaves(self) -> tuple[str, ...]:
        """Lemmas of the smallest parts, in order; the lemma alone where there are none."""
        return tuple(leaf for part in self.parts for leaf in part.leaves) or (self.lemma,)

    @property
    def constituents(self) -> tuple[str, ...]:
        """Lemmas of all parts at every level, a part before its own: jeugdhulp, jeugd, hulp, plicht."""
        return tuple(found for part in self.parts for found in (part.lemma, *part.constituents))


@dataclass(frozen=True, slots=True)
class _Split:
    """Folded parts of a folded form. `place` is where the head begins in the form, 0 where that is not known."""

    score: float
    place: int
    modifier: str
    head: str


@lru_cache(maxsize=100_000)
def analyse(word: str) -> WordAnalysis:
    """Lemma and parts of a word as it stands in a text.

    Args:
        word: one word, in any case; hyphens part it (GGZ-instelling), unless a single letter stands before or after one
            (e-mail). A word of more than 60 letters is taken as a whole.

    Returns:
        The analysis. Words that are not known have the lemma that their ending suggests.
    """
    form = lower(word).strip("-")
    pieces = [piece for piece in form.split("-") if piece]
    if len(pieces) < 2:
        return _analysis(form)
    parts = tuple(_analysis(piece) for piece in pieces)
    lemma = "-".join([*pieces[:-1], parts[-1].lemma])
    return WordAnalysis(lemma, parts if all(len(piece) > 1 for piece in pieces) else ())


def _analysis(form: str) -> WordAnalysis:
    plain = folded(form)
    split = _best_split(plain)
    if split is None:
        return WordAnalysis(_with_accents(lemmas.lemma(plain), form))
    head = _with_accents(split.head, form[split.place :])
    lemma = form[: split.place] + head if split.place else _lemma_in(word_list().split_by_hand, plain) or plain
    return WordAnalysis(lemma, (_part(_with_accents(split.modifier, form[: split.place])), _part(head)))


def _part(lemma: str) -> WordAnalysis:
    """Analysis of a part, which is a lemma already."""
    split = _best_split(folded(lemma))
    if split is None:
        return WordAnalysis(lemma)
    head = _with_accents(split.head, lemma[split.place :])
    return WordAnalysis(lemma, (_part(_with_accents(split.modifier, lemma[: split.place])), _part(head)))


def _with_accents(plain: str, form: str) -> str:
    """A folded lemma with the accents of the form that it is of, as far as the two agree."""
    same = 0
    for letter, other in zip(plain, folded(form), strict=False):
        if letter != other:
            break
        same += 1
    if (
        form[max(0, same - 2) : same] == "ië" and plain[same : same + 1] == "e"
    ):  # the diaeresis of financiële, financieel
        return form[: same - 1] + plain[same - 1 :]
    return form[:same] + plain[same:]


def _lemma_in(words: dict[str, tuple[str, ...]], form: str) -> str | None:
    """The form, or a singular or positive that it can have, if it is among the words."""
    if form in words:
        return form
    return next((base for rule in (singulars, positives) for base in rule(form) if base in words), None)


@lru_cache(maxsize=100_000)
def _best_split(form: str) -> _Split | None:
    """The best split of a folded form, or None where it is no compound."""
    listed = word_list()
    if not _SHORTEST_MODIFIER + _SHORTEST_HEAD <= len(form) <= _LONGEST_WORD or form in listed.fixed:
        return None
    known = _lemma_in(listed.split_by_hand, form)
    if known is not None:
        parts = listed.split_by_hand[known]
        return _Split(0.0, 0, *parts) if len(parts) == 2 else None
    if form not in listed.heads and (lemmas.verb(form) is not None or _is_of_verb(form)):
        return None
    best: _Split | None = None
    for place in range(_SHORTEST_MODIFIER, len(form) - _SHORTEST_HEAD + 1):
        head = _head(form[place:])
        modifier = head and _modifier(form[:place])
        if head and modifier and (score := head[0] + modifier[0]) > (best.score if best else THRESHOLD):
            best = _Split(score, place, modifier[1], head[1])
    return best


def _is_of_verb(form: str) -> bool:
    """Whether the form names who does what a verb says, or the doing of it: ondernemer, onderhandelingen."""
    verbs = word_list().verbs
    return any(form.endswith(ending) and form.removesuffix(ending) + "en" in verbs for ending in _OF_VERBS)


@lru_cache(maxsize=50_000)
def _head(form: str) -> tuple[float, str] | None:
    """Weight and lemma of what ends a compound; None for what can not."""
    known = lemmas.head(form)
    if known is not None:
        return known
    split = _best_split(form)
    if split is None or not split.place:
        return None
    inner = _head(form[split.place :])
    return None if inner is None else (inner[0] - _NEW_HEAD, form[: split.place] + split.head)


@lru_cache(maxsize=50_000)
def _modifier(form: str) -> tuple[float, str] | None:
    """Weight and lemma of what begins a compound, linking letters included; None for what can not."""
    listed = word_list()
    if form in listed.modifiers:
        return listed.modifiers[form], _modifier_lemma(form)
    for link in _LINKS:
        base = form.removesuffix(link)
        split = _best_split(base) if form.endswith(link) else None
        if split is not None:
            lemma = base[: split.place] + split.head if split.place else base
            return (_NEW_MODIFIER_LINKED if link else _NEW_MODIFIER), lemma
    return None


def _modifier_lemma(form: str) -> str:
    listed = word_list()
    by_hand = listed.split_by_hand.get(form + "-")
    if by_hand is not None:
        return by_hand[0]
    if form in listed.irregular:
        return listed.irregular[form]
    if form in listed.bases:
        return listed.bases[form]
    if form in listed.nouns or form in listed.adjectives:
        return form
    return next((base for base in singulars(form) if base in listed.nouns), form)
