"""The closed classes of words around a number, from the lexicon."""

from functools import cache

from policytext.lexicon import table


@cache
def figure_words(role: str) -> frozenset[str]:
    """The folded words of a role in `figure_words.tsv`.

    Raises:
        KeyError: there is no such role.
    """
    return {row["role"]: frozenset(row["words"].split()) for row in table("figure_words")}[role]
