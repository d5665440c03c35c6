"""Words with which a sentence points back at what was said before: "Dat vraagt tijd", "Daarmee stokt de inkoop"."""

from typing import Final

_POINTING: Final = frozenset(("dit", "dat", "deze", "die", "zulke", "zo'n", "zo’n", "dergelijke", "zulks"))
_POINTING_PARTS: Final = ("hier", "daar")
#: Words that begin like a pronominal adverb and point at no sentence.
_NOT_POINTING: Final = frozenset(("daar", "hier", "daarnaast", "hierna", "hieronder", "daarentegen", "daarna"))


def is_pointing(word: str) -> bool:
    """Whether a word in lower case, first in its sentence, stands for something said before."""
    return word in _POINTING or (word.startswith(_POINTING_PARTS) and word not in _NOT_POINTING)
