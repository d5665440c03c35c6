"""How well lemmas and compounds are found in a treebank that nothing was learnt from."""

from pathlib import Path

from policytext.lexicon.compounds import WordAnalysis, analyse
from policytext.lexicon.folding import folded
from policytext.training.treebank import TEST, count_words

_CONTENT = frozenset({"NOUN", "ADJ", "VERB", "ADV"})


def figures(ud: Path) -> dict[str, float]:
    """Shares in per cent over different words, and how many words each counts.

    - exactly split: nouns and adjectives that the treebank parts, with the same smallest parts;
    - split so at some level: or with some of those taken together or apart (land|bouw|beleid for landbouw_beleid);
    - split at all: with any parts;
    - others split: content words that the treebank does not part, with any part. Many of these are compounds that
      have their own entry in the treebank's dictionary (ziekenhuis), so that this is no rate of errors;
    - lemma right: words that the treebank does not part with the treebank's lemma. Nothing is told of the sentence, so
      that a form of two words (the noun or the verb "werken") can get the other's.
    """
    words = [item for item in count_words(ud, (TEST,)) if item[0].replace("-", "").isalpha()]
    parted = {(form, lemma) for form, lemma, tag in words if tag in ("NOUN", "ADJ") and "_" in lemma}
    whole = {form for form, lemma, tag in words if tag in _CONTENT and "_" not in lemma and "-" not in form}
    exact = sum(analyse(folded(form)).leaves == tuple(folded(lemma).split("_")) for form, lemma in parted)
    nested = sum(tuple(folded(lemma).split("_")) in _levels(analyse(folded(form))) for form, lemma in parted)
    at_all = sum(bool(analyse(form).parts) for form, _ in parted)
    found = {
        "compounds": len(parted),
        "exactly split": _share(exact, len(parted)),
        "split so at some level": _share(nested, len(parted)),
        "split at all": _share(at_all, len(parted)),
        "other words": len(whole),
        "others split": _share(sum(bool(analyse(form).parts) for form in whole), len(whole)),
    }
    for tag in ("NOUN", "ADJ", "VERB"):
        simple = {(form, lemma) for form, lemma, other in words if other == tag and "_" not in lemma}
        right = sum(folded(analyse(form).lemma) == folded(lemma) for form, lemma in simple)
        found |= {f"{tag} words": len(simple), f"{tag} lemma right": _share(right, len(simple))}
    return found


def _levels(word: WordAnalysis) -> set[tuple[str, ...]]:
    """All ways to write a word as a row of its parts, taking each whole or by its own parts."""
    rows: set[tuple[str, ...]] = {()}
    for part in word.parts:
        rows = {(*row, *end) for row in rows for end in _levels(part)}
    return (rows if word.parts else set()) | {(word.lemma,)}


def _share(part: int, whole: int) -> float:
    return round(100 * part / whole, 1)
