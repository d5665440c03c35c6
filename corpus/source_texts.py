"""The sources of the sample documents: how they are written, and how they are read.

A source has a head of `key: value` lines, an empty line, and a body of paragraphs parted by empty lines:
`# ` and `## ` headings, `- ` and `1. ` items, `> ` lines of a box (the first is its title), `| ` rows of a table (the
line above is its caption), `~ ` entries of a bibliography, `! ` a lead, `[^1]` a note marker, `[^1]: ` a note, and
`\\-` where a word may be broken. `scan: yes` in the head makes a picture of every page, without a text layer, as a
copier does.
"""

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from typesetting import Colour

HERE = Path(__file__).resolve().parent
FICTIONAL = "Dit is een fictief voorbeelddocument bij policytext."

#: A line of a list: its mark and its text.
ITEM: Final = re.compile(r"(-|\d+\.) (.+)")
_NOTE: Final = re.compile(r"\[\^(\d+)\]: (.+)")


@dataclass(frozen=True)
class Source:
    """A parsed source: head, blocks as (kind, text) and notes by label."""

    head: dict[str, str]
    blocks: tuple[tuple[str, str], ...]
    notes: dict[str, str]

    @property
    def colour(self) -> Colour:
        """The organisation's colour."""
        red, green, blue = bytes.fromhex(self.head["colour"])
        return red / 255, green / 255, blue / 255

    def pairs(self, key: str) -> list[tuple[str, str]]:
        """Labels and values of a head line such as `Datum = 1 mei || Betreft = inkoop`."""
        return [(label, value) for label, _, value in (part.partition(" = ") for part in self.head[key].split(" || "))]


def read_source(path: Path) -> Source:
    """Parses a source file.

    Raises:
        ValueError: a line of the head is no key and value.
    """
    head_text, _, body = path.read_text(encoding="utf-8").partition("\n\n")
    head = {}
    for line in head_text.splitlines():
        key, separator, value = line.partition(": ")
        if not separator:
            raise ValueError(f"{path.name}: not a key and a value: {line!r}")
        head[key] = value.strip()
    notes: dict[str, str] = {}
    blocks: list[tuple[str, str]] = []
    for chunk in re.split(r"\n\s*\n", body.strip()):
        lines = chunk.splitlines()
        if all(_NOTE.fullmatch(line) for line in lines):
            notes.update(match.groups() for line in lines if (match := _NOTE.fullmatch(line)))
        elif lines[0].startswith("> "):
            blocks.append(("box", "\n".join(line.removeprefix("> ") for line in lines)))
        elif len(lines) > 1 and lines[1].startswith("| "):
            blocks.append(("table", chunk))
        elif all(ITEM.fullmatch(line) for line in lines):
            blocks.extend(("item", line) for line in lines)
        else:
            kinds = {"# ": "chapter", "## ": "section", "~ ": "entry", "! ": "lead"}
            kind = next((kinds[mark] for mark in kinds if chunk.startswith(mark)), "paragraph")
            blocks.append((kind, chunk if kind == "paragraph" else chunk.split(" ", 1)[1]))
    return Source(head, tuple(blocks), notes)
