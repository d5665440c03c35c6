"""The words, numbers and signs of a sentence, with what touches what: "CO2" and "50+" are no numbers."""

import re
from dataclasses import dataclass
from enum import Enum
from typing import Final

from policytext.lexicon.folding import folded

#: Raised digits are letters to a regular expression and no digits to `\d`.
_RAISED: Final = "⁰¹²³⁴⁵⁶⁷⁸⁹"
#: A number with its points and commas, a measure with its exponent, a word with inner hyphens, or one sign. No part can
#: match in two ways.
_TOKEN: Final = re.compile(
    rf"\d+(?:[.,]\d+)*|[kcdh]?m[²³](?![{_RAISED}\w])|[^\W\d_{_RAISED}]+(?:['’-][^\W\d_{_RAISED}]+)*|\S"
)
_CHUNK: Final = re.compile(r"\S+")
#: What only addresses of pages and persons have; numbers in them count nothing.
_ADDRESS: Final = ("://", "www.", "@", "doi.org", "ECLI:")


class Kind(Enum):
    """What a token is."""

    NUMBER = 1
    WORD = 2
    SIGN = 3


@dataclass(frozen=True, slots=True)
class Token:
    """A token: as written, folded (lower case, no accents), its half-open place, and whether no space stands before."""

    text: str
    folded: str
    start: int
    end: int
    kind: Kind
    glued: bool

    @property
    def is_word(self) -> bool:
        """Whether it is a word."""
        return self.kind is Kind.WORD

    @property
    def is_number(self) -> bool:
        """Whether it is written in digits."""
        return self.kind is Kind.NUMBER


class Tokens(tuple[Token, ...]):
    """The tokens of a sentence; a place outside it holds an empty sign: no rule has to look out for the ends."""

    __slots__ = ()

    def at(self, index: int) -> Token:
        """The token at an index, or an empty sign where there is none."""
        return self[index] if 0 <= index < len(self) else _NOTHING

    def word(self, index: int) -> str:
        """The folded text at an index, empty where there is none."""
        return self.at(index).folded

    def words(self, first: int, stop: int) -> tuple[str, ...]:
        """Folded texts from `first` to before `stop`."""
        return tuple(token.folded for token in self[max(0, first) : max(0, stop)])

    def is_glued(self, index: int) -> bool:
        """Whether the token touches the one before it."""
        return index > 0 and self.at(index).glued


_NOTHING: Final = Token("", "", 0, 0, Kind.SIGN, glued=False)


def tokenise(sentence: str) -> Tokens:
    """The tokens of a sentence in order; addresses of pages and persons are left out."""
    found: list[Token] = []
    for chunk in _CHUNK.finditer(sentence):
        if any(sign in chunk[0] for sign in _ADDRESS):
            continue
        for match in _TOKEN.finditer(sentence, chunk.start(), chunk.end()):
            text = match[0]
            if text in _RAISED:  # the marker of a note, which belongs to no word or number
                continue
            kind = Kind.NUMBER if text[0].isdecimal() else Kind.WORD if text[0].isalpha() else Kind.SIGN
            key = folded(text) if kind is Kind.WORD else text
            found.append(Token(text, key, match.start(), match.end(), kind, match.start() > chunk.start()))
    return Tokens(found)
