"""What an element of a file with markup is to its reader: the one language in which HTML and XML are written down."""

from dataclasses import dataclass
from enum import StrEnum

from policytext.readers.markup.markup_tree import Words
from policytext.types.vocabulary import BlockKind


class Role(StrEnum):
    """What an element is."""

    INLINE = "inline"  # a stretch of a line
    PART = "part"  # a stretch of a line that white space parts from the one before
    STRONG = "strong"
    RAISED = "raised"
    LINK = "link"
    REFERENCE = "reference"  # a note marker that leads to a note elsewhere
    FOOTNOTE = "footnote"  # a note that stands where it is called: marker and note in one
    LINE_BREAK = "line break"
    GROUP = "group"  # holds blocks
    PARAGRAPH = "paragraph"
    PREFORMATTED = "preformatted"
    HEADING = "heading"
    LEAD = "lead"  # the beginning of the heading that follows
    LIST = "list"
    ITEM = "item"
    TABLE = "table"
    ROW = "row"
    CELL = "cell"
    CAPTION = "caption"
    QUOTATION = "quotation"
    BOX = "box"
    COMMENT = "comment"
    CONTENTS = "contents"
    ADDRESS = "address"
    NOTE = "note"
    FURNITURE = "furniture"
    SKIPPED = "skipped"


@dataclass(frozen=True, slots=True)
class Reading:
    """How to read an element.

    `level` is that of a heading. `label` is the marker of an item or the number of a note, `target` where a link leads,
    `note_id` the note that a marker calls or that a note is. `marker` are the words that are printed for a marker where
    they are not those of the element itself. `is_apart` says that an empty line stands before the block.
    """

    role: Role
    level: int = 0
    label: str | None = None
    target: str | None = None
    note_id: str | None = None
    marker: tuple[Words, ...] = ()
    is_apart: bool = True


@dataclass(frozen=True, slots=True)
class Place:
    """What holds for the words at a place of a tree.

    `kind` is that of blocks that begin here, `depth` that of lists. In a flat place blocks are parts of one line.
    """

    kind: BlockKind = BlockKind.PARAGRAPH
    container: BlockKind | None = None
    depth: int = 0
    is_strong: bool = False
    is_raised: bool = False
    is_flat: bool = False
    is_preformatted: bool = False
    is_apart: bool = True


INLINE = Reading(Role.INLINE)
GROUP = Reading(Role.GROUP)
SKIPPED = Reading(Role.SKIPPED)
