"""What a user may type to search with operators, as an FTS5 expression that cannot be wrong.

AND, OR, NOT and NEAR in capitals (EN, OF, EN NIET, NABIJ too), round brackets, "phrases" and prefix*. Words side by
side must both occur. A query without any of these is read by `fulltext.query_expression`. No character of the query
reaches FTS5's own syntax: words are quoted, operators are built anew.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from policytext.errors import ConfigError
from policytext.store.fulltext import parts, stem, tokens

_AND: Final = frozenset(("AND", "EN"))
_OR: Final = frozenset(("OR", "OF"))
#: Words that may lie between those of NEAR unless the query says how many; FTS5's own default.
_NEARNESS: Final = 10
#: Brackets that may stand in each other, and terms of one query: FTS5 refuses expressions without limit.
_DEEPEST, _MOST_TERMS = 20, 128

_PIECE: Final = re.compile(
    r"(?P<near>(?:NEAR|NABIJ)\s*\(\s*(?P<inside>[^()]*)\))"
    r'|["„“”«»](?P<phrase>[^"„“”«»]*)["„“”«»]'
    r"|(?P<bracket>[()])"
    r'|(?P<word>[^\s()"„“”«»]+)'
)
_WIDTH: Final = re.compile(r",\s*(\d{1,4})\s*$")
_OPERATOR: Final = re.compile(r"(?<!\S)(?:AND|OR|NOT|EN|OF)(?!\S)|(?:NEAR|NABIJ)\s*\(|\w\*(?!\S)")


@dataclass(frozen=True, slots=True)
class BooleanQuery:
    """A query with operators: its FTS5 expression, and the words that a sentence should have, without those denied."""

    expression: str
    words: str


def has_operators(query: str) -> bool:
    """Whether a query uses operators: in capitals beside words that are not all capitals, NEAR( or a prefix*."""
    found = [match.group() for match in _OPERATOR.finditer(query)]
    if not found:
        return False
    return query != query.upper() or any(not operator.isalpha() for operator in found)


def read_boolean(query: str) -> BooleanQuery:
    """Read a query with operators.

    Raises:
        ConfigError: a bracket is not closed, an operator lacks a side, or nothing is asked for.
    """
    reader = _QueryReader(list(_pieces(query)))
    expression = reader.alternatives(0)
    if reader.ahead() is not None:
        raise _unreadable("a bracket is closed that was not opened")
    return BooleanQuery(expression.text, " ".join(dict.fromkeys(reader.asked)))


@dataclass(frozen=True, slots=True)
class _Piece:
    kind: str
    text: str


@dataclass(frozen=True, slots=True)
class _Expression:
    """Part of the FTS5 expression; `is_denied` where it says what must not occur."""

    text: str
    is_denied: bool = False


def _pieces(query: str) -> Iterator[_Piece]:
    last = ""  # "NIET" alone may be stressed in a question; behind "EN" it is an operator
    for match in _PIECE.finditer(query):
        if match["near"] is not None:
            yield _Piece("near", match["inside"])
        elif match["phrase"] is not None:
            yield _Piece("phrase", match["phrase"])
        elif match["bracket"] is not None:
            yield _Piece(match["bracket"], match["bracket"])
        elif match["word"] in _AND | _OR or match["word"] == "NOT" or (last == "and" and match["word"] == "NIET"):
            word = match["word"]
            yield _Piece("and" if word in _AND else "or" if word in _OR else "not", word)
            last = "and" if word in _AND else ""
            continue
        elif tokens(match["word"]):
            yield _Piece("word", match["word"])
        last = ""


class _QueryReader:
    """Reads pieces by recursive descent: OR binds least, then AND, then NOT."""

    def __init__(self, pieces: list[_Piece]) -> None:
        self._pieces = pieces
        self._at = 0
        self._denying = False
        self.asked: list[str] = []
        self._terms = 0

    def ahead(self) -> str | None:
        """Kind of the next piece, None at the end."""
        return self._pieces[self._at].kind if self._at < len(self._pieces) else None

    def alternatives(self, depth: int) -> _Expression:
        """What OR joins."""
        if depth > _DEEPEST:
            raise _unreadable(f"more than {_DEEPEST} brackets stand in each other")
        found = [self._together(depth)]
        while self.ahead() == "or":
            self._at += 1
            found.append(self._together(depth))
        if len(found) == 1:
            return found[0]
        if any(one.is_denied for one in found):
            raise _unreadable("NOT cannot be one side of OR")
        return _Expression(f"({' OR '.join(one.text for one in found)})")

    def _together(self, depth: int) -> _Expression:
        wanted: list[str] = []
        denied: list[str] = []
        while self.ahead() not in (None, "or", ")"):
            if self.ahead() == "and":
                if not wanted and not denied:
                    raise _unreadable("AND has nothing before it")
                self._at += 1
                if self.ahead() in (None, "or", "and", ")"):
                    raise _unreadable("AND has nothing behind it")
                continue
            one = self._single(depth)
            (denied if one.is_denied else wanted).append(one.text)
        if not wanted:
            raise _unreadable("it says only what must not occur" if denied else "an operator lacks a side")
        text = wanted[0] if len(wanted) == 1 else f"({' AND '.join(wanted)})"
        for one_denied in denied:
            text = f"({text} NOT {one_denied})"
        return _Expression(text)

    def _single(self, depth: int) -> _Expression:
        piece = self._pieces[self._at]
        self._at += 1
        if piece.kind == "not":
            if self.ahead() in (None, "and", "or", "not", ")"):
                raise _unreadable("NOT has nothing behind it")
            before, self._denying = self._denying, True
            denied = self._single(depth)
            self._denying = before
            return _Expression(denied.text, is_denied=True)
        if piece.kind == "(":
            inside = self.alternatives(depth + 1)
            if self.ahead() != ")":
                raise _unreadable("a bracket is not closed")
            self._at += 1
            return inside
        self._terms += 1
        if self._terms > _MOST_TERMS:
            raise _unreadable(f"it has more than {_MOST_TERMS} terms")
        return _Expression(self._term(piece))

    def _term(self, piece: _Piece) -> str:
        if piece.kind == "near":
            width = _WIDTH.search(piece.text)
            found = tokens(piece.text[: width.start()] if width else piece.text)
            if len(found) < 2:
                raise _unreadable("NEAR needs two words or more: NEAR(inkoop contract, 5)")
            self._note(found)
            stems = " ".join(f'"{stem(word)}"' for word in found)
            return f"(stems : NEAR({stems}, {int(width[1]) if width else _NEARNESS}))"
        found = tokens(piece.text)
        if not found:
            raise _unreadable("a phrase holds no word")
        self._note(found)
        if piece.kind == "phrase":
            return f'(words : "{" ".join(found)}")'
        if piece.text.endswith("*"):
            return f'(words : "{" ".join(found)}" *)'
        return (
            "("
            + " AND ".join(f'(words : "{w}" OR stems : "{stem(w)}" OR parts : "{parts(w)[0]}")' for w in found)
            + ")"
        )

    def _note(self, found: list[str]) -> None:
        if not self._denying:
            self.asked += found


def _unreadable(reason: str) -> ConfigError:
    return ConfigError(
        f"the query cannot be read: {reason}",
        hint='write for instance: wijkteam* AND (toegang OR indicatie) NOT "passend onderwijs", or use no operators',
    )
