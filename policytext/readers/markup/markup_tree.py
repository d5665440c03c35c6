"""The tree of a file with markup: elements, and words that know where they stand in the decoded file."""

from collections.abc import Iterator
from dataclasses import dataclass, field


@dataclass(slots=True)
class Words:
    """Words between two tags, entities resolved.

    `start` and `length` are code points of the decoded file; where `length` is not that of `text`, the file writes the
    words otherwise (an entity, a line end of two characters) and they cannot be cut.
    """

    text: str
    start: int
    length: int

    @property
    def is_linear(self) -> bool:
        """Whether the file holds these very words."""
        return self.length == len(self.text)

    def cut(self, start: int, end: int) -> "Words":
        """Words [start, end) of these; what cannot be cut keeps its whole place in the file."""
        if self.is_linear:
            return Words(self.text[start:end], self.start + start, end - start)
        return Words(self.text[start:end], self.start, self.length)


@dataclass(slots=True, eq=False)
class Element:
    """An element: its name in small letters without prefix, its attributes, what it holds, and where its tag stands."""

    name: str
    attributes: dict[str, str] = field(default_factory=dict)
    parent: "Element | None" = None
    start: int = 0
    children: list["Element | Words"] = field(default_factory=list)

    def get(self, name: str) -> str:
        """An attribute, empty where it is missing."""
        return self.attributes.get(name, "")

    def elements(self) -> Iterator["Element"]:
        """The elements directly in it."""
        return (child for child in self.children if isinstance(child, Element))

    def iter(self, *names: str) -> Iterator["Element"]:
        """It and all elements in it, in the order of the file; only those of some names, if any is given."""
        stack = [self]
        while stack:
            element = stack.pop()
            if not names or element.name in names:
                yield element
            stack.extend(child for child in reversed(element.children) if isinstance(child, Element))

    def words(self) -> Iterator[Words]:
        """All words in it, in the order of the file."""
        stack: list[Element | Words] = [self]
        while stack:
            node = stack.pop()
            if isinstance(node, Words):
                yield node
            else:
                stack.extend(reversed(node.children))

    def text(self) -> str:
        """Its words as one line."""
        return " ".join("".join(words.text for words in self.words()).split())

    def child(self, *path: str) -> "Element | None":
        """The first element that a path of names leads to."""
        found: Element | None = self
        for name in path:
            found = next((child for child in found.elements() if child.name == name), None) if found else None
        return found

    def ancestors(self) -> Iterator["Element"]:
        """The elements around it, from the inside out."""
        above = self.parent
        while above is not None:
            yield above
            above = above.parent
