"""Words without case and accents, letter for letter, so that places in the one are places in the other."""

import unicodedata
from functools import lru_cache


@lru_cache(maxsize=4096)
def _folded_letter(letter: str) -> str:
    plain = "".join(c for c in unicodedata.normalize("NFKD", letter).casefold() if not unicodedata.combining(c))
    return plain if len(plain) == 1 else letter


def lower(word: str) -> str:
    """The word in lower case and with composed accents; the ligature ĳ becomes two letters."""
    return unicodedata.normalize("NFKC", word).lower()


def folded(word: str) -> str:
    """The word in lower case without accents, as long as `lower(word)`."""
    plain = lower(word)
    return plain if plain.isascii() else "".join(map(_folded_letter, plain))
