"""What the lexicon knows of predicates: modal verbs by form, classes of verbs and nouns by lemma."""

from functools import cache

from policytext.lexicon import table
from policytext.types.syntax import Token


@cache
def _forms() -> dict[str, tuple[str, str]]:
    return {row["form"]: (row["lemma"], row["infinitive"]) for row in table("modal_forms")}


@cache
def _classes() -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for row in table("predicate_classes"):
        found.setdefault(row["class"], set()).add(row["lemma"])
    return {name: frozenset(lemmas) for name, lemmas in found.items()}


def is_of(name: str, lemma: str) -> bool:
    """Whether a lemma is of a class of lexicon/predicate_classes.tsv."""
    return lemma in _classes()[name]


def modal_lemma(token: Token) -> str | None:
    """The infinitive of a modal verb in any form, None for other words."""
    found = _forms().get(token.text.lower()) if token.pos in ("VERB", "AUX") else None
    return None if found is None else found[0]


def takes_te(modal: str) -> bool:
    """Whether the infinitive that a modal verb governs has "te"."""
    return any(lemma == modal and infinitive == "te" for lemma, infinitive in _forms().values())


def is_conditional(token: Token) -> bool:
    """Whether it is "zou" or "zouden"."""
    return token.text.lower() in ("zou", "zouden")
