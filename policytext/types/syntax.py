"""The syntax of a sentence: tokens with lemma, part of speech, features and head, as Universal Dependencies has them.

Whatever pipeline made them (the project's own or an installed one), later stages see these records only, never spaCy.
Labels are those of Universal Dependencies v2 for Dutch: https://universaldependencies.org/nl/.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from policytext.types.spans import Span

#: The head of a root.
NO_HEAD = -1


@dataclass(frozen=True, slots=True)
class Token:
    """One token of a sentence.

    `span` is in code points of the text that was parsed (for a document `Document.text`). `pos` is the universal part
    of speech ("VERB"), `morph` the features as written in CoNLL-U, sorted and joined with "|" ("Number=Sing|Person=3"),
    empty for none. `head` is the index of the head among the tokens of the sentence, `NO_HEAD` for a root. `relation`
    is the dependency with its subtype ("nsubj:pass"), "root" for a root.
    """

    text: str
    span: Span
    lemma: str
    pos: str
    morph: str
    head: int
    relation: str

    def feature(self, name: str) -> str | None:
        """The value of a morphological feature, None where the token has no such feature."""
        for pair in self.morph.split("|"):
            key, _, value = pair.partition("=")
            if key == name:
                return value
        return None

    @property
    def plain_relation(self) -> str:
        """The relation without its subtype: "nsubj" for "nsubj:pass"."""
        return self.relation.partition(":")[0]


class Parse:
    """The tokens of one sentence as a forest of dependencies; nothing else is assumed of the heads.

    A parser is not always right, so the methods neither trust that there is one root nor that there is no cycle.
    """

    __slots__ = ("_children", "tokens")

    def __init__(self, tokens: tuple[Token, ...]) -> None:
        self.tokens = tokens
        children: list[list[int]] = [[] for _ in tokens]
        for index, token in enumerate(tokens):
            if token.head != NO_HEAD:
                children[token.head].append(index)
        self._children = tuple(tuple(indexes) for indexes in children)

    def __len__(self) -> int:
        return len(self.tokens)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Parse) and other.tokens == self.tokens

    def __hash__(self) -> int:
        return hash(self.tokens)

    def roots(self) -> tuple[int, ...]:
        """Indexes of the tokens without a head, in order."""
        return tuple(index for index, token in enumerate(self.tokens) if token.head == NO_HEAD)

    def children(self, index: int, *relations: str) -> tuple[int, ...]:
        """Indexes of the dependents of a token in order.

        Args:
            index: the head.
            relations: only dependents with one of these; a relation without a subtype stands for all its subtypes.
        """
        found = self._children[index]
        if not relations:
            return found
        return tuple(
            child
            for child in found
            if self.tokens[child].relation in relations or self.tokens[child].plain_relation in relations
        )

    def subtree(self, index: int) -> tuple[int, ...]:
        """Indexes of a token and all that depends on it, ascending."""
        seen = {index}
        waiting = [index]
        while waiting:
            for child in self._children[waiting.pop()]:
                if child not in seen:
                    seen.add(child)
                    waiting.append(child)
        return tuple(sorted(seen))

    def ancestors(self, index: int) -> Iterator[int]:
        """Indexes of the heads above a token, the nearest first; stops at a cycle."""
        seen = {index}
        at = self.tokens[index].head
        while at != NO_HEAD and at not in seen:
            yield at
            seen.add(at)
            at = self.tokens[at].head
