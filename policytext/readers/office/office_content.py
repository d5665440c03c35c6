"""What the readers of office files (DOCX, ODT) collect before it is written down: paragraphs, tables, notes."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from policytext.lexicon import table
from policytext.types.vocabulary import BlockKind

_XML_SPACE = str.maketrans(dict.fromkeys("\t\n\r", " "))
_ROLES = {
    "title": BlockKind.HEADING,
    "caption": BlockKind.CAPTION,
    "quotation": BlockKind.QUOTATION,
    "contents": BlockKind.CONTENTS,
    "bibliography": BlockKind.BIBLIOGRAPHY_ENTRY,
    "plain": BlockKind.PARAGRAPH,
}


@dataclass(slots=True)
class Words:
    """A stretch of a paragraph that looks the same throughout.

    In `text`, a line feed is a line break and a tab character a tab. `target` is where a link leads. `note_id` names
    the note that the words are the marker of.
    """

    text: str
    superscript: bool = False
    strong: bool = False
    target: str | None = None
    note_id: str | None = None


@dataclass(slots=True)
class Paragraph:
    """A paragraph: `number` is printed before its words and belongs to them, `label` is the marker of an item.

    `space_before` and `space_after` say whether white space is set there. `boxes` are the text boxes that hang on it.
    `is_placed` says that it stands at a place of the page, beside the flow of the text.
    """

    kind: BlockKind = BlockKind.PARAGRAPH
    words: list[Words] = field(default_factory=list)
    level: int = 0
    label: str | None = None
    number: str = ""
    space_before: bool = False
    space_after: bool = False
    boxes: list["Sequence[Node]"] = field(default_factory=list)
    is_placed: bool = False

    @property
    def text(self) -> str:
        """The words without their looks."""
        return "".join(words.text for words in self.words)

    @property
    def is_blank(self) -> bool:
        """Whether nothing is printed."""
        return not any(words.text.strip() for words in self.words)

    @property
    def is_strong(self) -> bool:
        """Whether all of it is emphasised."""
        return all(words.strong for words in self.words if words.text.strip()) and not self.is_blank


@dataclass(slots=True)
class Table:
    """Rows of cells, each a sequence of paragraphs and tables.

    `is_framed` says whether lines or a ground are drawn, `is_placed` that it stands at a place of the page.
    """

    rows: list[list["Sequence[Node]"]] = field(default_factory=list)
    is_framed: bool = False
    is_placed: bool = False


Node = Paragraph | Table


@dataclass(slots=True)
class Note:
    """A footnote or endnote: its printed label and its paragraphs. `is_at_end` for an endnote."""

    label: str
    nodes: Sequence[Node]
    is_at_end: bool = False


@dataclass(slots=True)
class Content:
    """An office file: its body, what stands in the margins of its pages, its notes by id, and what to tell of it.

    `heads` are those of the first page, `margins` all others.
    """

    body: list[Node] = field(default_factory=list)
    heads: list[Sequence[Node]] = field(default_factory=list)
    margins: list[Sequence[Node]] = field(default_factory=list)
    notes: dict[str, Note] = field(default_factory=dict)
    warnings: list[str] = field(default_factory=list)


def plain_space(text: str) -> str:
    """Text of an XML element: its tabs and line ends are mere spaces."""
    return text.translate(_XML_SPACE)


def paragraphs_of(nodes: Sequence[Node]) -> Iterator[Paragraph]:
    """All paragraphs, those in tables included, those in text boxes not."""
    for node in nodes:
        if isinstance(node, Paragraph):
            yield node
        else:
            for row in node.rows:
                for cell in row:
                    yield from paragraphs_of(cell)


_STYLES = {row["name"]: row["role"] for row in table("paragraph_styles")}


def role_of_style(name: str) -> tuple[BlockKind | None, int]:
    """What a style's name says that its paragraphs are, and the level of a heading; (None, 0) for any other name.

    Args:
        name: as the file writes it, in Dutch or English ("heading 1", "Kop1", "Text_20_body").
    """
    plain = "".join(character for character in name.lower().replace("_20_", "") if character not in " -_")[:60]
    digits = plain[len(plain.rstrip("0123456789")) :]
    stem = plain.removesuffix(digits)
    role = _STYLES.get(plain) or (_STYLES.get(f"{stem}#") if digits else None)
    # "Rapport Kop 1", "Huisstijl-Heading2": a house style's own name around the usual one.
    if role is None and digits and stem.endswith(("kop", "heading")):
        role = "heading"
    if role == "heading":
        level = int(digits[:2])
        return (BlockKind.HEADING, level) if 1 <= level <= 10 else (None, 0)
    return (_ROLES[role], 1 if role == "title" else 0) if role else (None, 0)
