"""The words of a paragraph of a DOCX file: runs, fields, links, note markers, tracked changes, text boxes.

Fields (ECMA-376 part 1, 17.16) can begin in one paragraph and end in another, and hold each other: what they say to
the program is dropped, what they print is kept, so the reader remembers which fields are open.
"""

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from xml.etree.ElementTree import Element

from policytext.readers.office.docx_styles import Look, Styles, read_look
from policytext.readers.office.office_content import Words, plain_space
from policytext.readers.office.office_numbers import symbol_character
from policytext.readers.office.office_xml import child_of, children_of, value_of
from policytext.types.vocabulary import BlockKind

_LINK_FIELD = re.compile(r'\s*HYPERLINK\s+(?:\\[a-z]\s+)*"?(?P<target>[^"\s]{1,2000})', re.IGNORECASE)
_NOTE_FIELD = re.compile(r"\s*NOTEREF\s+(?P<name>\S{1,100})", re.IGNORECASE)
_CONTENTS_FIELD = re.compile(r"\s*TOC\b", re.IGNORECASE)
_PAGE_FIELD = re.compile(r"\s*(?:PAGE|NUMPAGES|SECTIONPAGES)\b", re.IGNORECASE)
_BIBLIOGRAPHY_FIELD = re.compile(
    r"\s*(?:BIBLIOGRAPHY\b|ADDIN\s+(?:ZOTERO_BIBL|EN\.REFLIST|Mendeley\s+Bibliography|CSL_BIBLIOGRAPHY))", re.IGNORECASE
)
# An instruction of a citation program can hold the whole record.
_LONGEST_INSTRUCTION = 4_000
_MOST_OPEN_FIELDS = 60
_HOLDERS = frozenset(
    ("w:ins", "w:moveTo", "w:smartTag", "w:customXml", "w:dir", "w:bdo", "w:fldSimple", "w:hyperlink", "m:oMathPara")
)
_SYMBOL_FONTS = ("symbol", "wingdings", "webdings")


@dataclass(slots=True)
class Field:
    """An open field: its instruction so far, and whether its result has begun."""

    instruction: str = ""
    has_result: bool = False


@dataclass(slots=True)
class Story:
    """What the paragraphs of a part (body, header, notes) share while they are read.

    `is_margin` says that it is a header or footer, where the number of the page is left out. `targets` are the
    addresses of the part's relationships, `note_labels` the labels of notes by id, `marks` notes by the name of a
    bookmark around their marker. `counts` counts what a warning tells of.
    """

    styles: Styles
    is_margin: bool = False
    targets: Mapping[str, str] = field(default_factory=dict)
    note_labels: Mapping[str, str] = field(default_factory=dict)
    marks: Mapping[str, str] = field(default_factory=dict)
    counts: Counter[str] = field(default_factory=Counter)
    fields: list[Field] = field(default_factory=list)


def held_kind(fields: Iterable[Field]) -> BlockKind | None:
    """What paragraphs in the result of these fields are: contents, entries of a bibliography, or nothing special."""
    for held in fields:
        if _CONTENTS_FIELD.match(held.instruction):
            return BlockKind.CONTENTS
        if _BIBLIOGRAPHY_FIELD.match(held.instruction):
            return BlockKind.BIBLIOGRAPHY_ENTRY
    return None


class InlineReader:
    """Reads one paragraph (or several that were joined): `words`, `boxes` and `fields` hold what was found.

    Args:
        story: of the part.
        look: of the paragraph's style.
    """

    def __init__(self, story: Story, look: Look) -> None:
        self._story = story
        self._look = look
        self._target: str | None = None
        for opened in story.fields:
            if opened.has_result:
                self._open_link(opened)
        # A note whose own mark follows in the same run.
        self._marked_note: str | None = None
        self.words: list[Words] = []
        self.boxes: list[Element] = []
        self.fields: list[Field] = []

    def read(self, parent: Element) -> None:
        """Add what an element with runs holds."""
        for element in parent:
            tag = element.tag
            if tag == "w:r":
                self._read_run(element)
            elif tag in _HOLDERS:
                self._read_holder(element)
            elif tag == "w:sdt":
                self._read_control(element)
            elif tag == "mc:AlternateContent":
                self.read(choose(element))
            elif tag == "m:oMath":
                self._add(formula(element), Look())

    def _read_holder(self, element: Element) -> None:
        before = self._target
        if element.tag == "w:hyperlink":
            # An anchor alone leads to another place of the same document: no source.
            self._target = self._story.targets.get(element.get("r:id", "")) or before
        elif element.tag == "w:fldSimple":
            if self._story.is_margin and _PAGE_FIELD.match(element.get("w:instr", "")):
                return
            match = _LINK_FIELD.match(element.get("w:instr", ""))
            self._target = match["target"] if match and "\\l" not in element.get("w:instr", "") else before
        self.read(element)
        self._target = before

    def _read_control(self, element: Element) -> None:
        """A content control, unless it only shows what to fill in."""
        properties = child_of(element, "w:sdtPr")
        content = child_of(element, "w:sdtContent")
        if content is not None and not (properties is not None and child_of(properties, "w:showingPlcHdr") is not None):
            self.read(content)

    def _read_run(self, run: Element) -> None:
        properties = child_of(run, "w:rPr")
        look = self._run_look(properties)
        if look.hidden:
            # Hidden words are not printed; fields and text boxes of a hidden run still count.
            self._read_fields_only(run)
            return
        self._marked_note = None
        for element in run:
            self._read_piece(element, look)

    def _run_look(self, properties: Element | None) -> Look:
        if properties is None:
            return self._look
        own = read_look(properties)
        character = self._story.styles.character(value_of(properties, "w:rStyle"))
        base = self._look
        styled = replace(
            character.over(base),
            bold=bool(base.bold) != bool(character.bold),
            hidden=bool(base.hidden) != bool(character.hidden),
        )
        return own.over(styled)

    def _read_fields_only(self, run: Element) -> None:
        for element in run:
            if element.tag in ("w:fldChar", "w:instrText"):
                self._read_piece(element, self._look)

    def _read_piece(self, element: Element, look: Look) -> None:
        tag = element.tag
        if tag == "w:t":
            self._add(plain_space(element.text or ""), look)
        elif tag in ("w:tab", "w:ptab"):
            self._add("\t", look)
        elif tag in ("w:br", "w:cr"):
            # What stands on another page or in another column is another paragraph to the eye.
            self._add("\n\n" if element.get("w:type") in ("page", "column") else "\n", look)
        elif tag == "w:noBreakHyphen":
            self._add("-", look)
        elif tag == "w:sym":
            self._add(_symbol(element), look)
        elif tag in ("w:footnoteReference", "w:endnoteReference"):
            self._add_reference(element, look)
        elif tag == "w:fldChar":
            self._read_field(element)
        elif tag == "w:instrText":
            self._add_instruction(element.text or "")
        elif tag == "mc:AlternateContent":
            for chosen in choose(element):
                self._read_piece(chosen, look)
        elif tag in ("w:drawing", "w:pict", "w:object"):
            self._find_boxes(element)
        elif tag == "w:ruby":
            base = child_of(element, "w:rubyBase")
            if base is not None:
                self.read(base)

    @property
    def _prints(self) -> bool:
        """Whether words are printed here: not in the instruction of a field, and no number of a page in a margin."""
        fields = self._story.fields
        is_page = self._story.is_margin and any(_PAGE_FIELD.match(opened.instruction) for opened in fields)
        return not is_page and all(opened.has_result for opened in fields)

    def _add(self, text: str, look: Look) -> None:
        if not text or not self._prints:
            return
        if look.font is not None:
            text = "".join(symbol_character(ord(c)) if "\uf000" <= c <= "\uf0ff" else c for c in text)
        note = self._marked_note if text.strip() else None
        if note is None:
            note = self._note_of_field()
        # A link is underlined for another reason.
        strong = bool(look.bold) or (bool(look.underlined) and self._target is None)
        self.words.append(Words(text, bool(look.raised) or note is not None, strong, self._target, note))
        if note is not None:
            self._marked_note = None

    def _note_of_field(self) -> str | None:
        """The note that the innermost open field repeats the number of (`NOTEREF`)."""
        if not self._story.fields:
            return None
        match = _NOTE_FIELD.match(self._story.fields[-1].instruction)
        return self._story.marks.get(match["name"]) if match else None

    def _add_reference(self, element: Element, look: Look) -> None:
        if not self._prints:
            return
        note_id = note_id_of(element)
        if element.get("w:customMarkFollows", "0") in ("1", "true", "on"):
            self._marked_note = note_id
            return
        label = self._story.note_labels.get(note_id, "")
        # The marker of a heading is raised, not emphasised; the heading is still emphasised as a whole.
        strong = bool(look.bold) or (bool(self.words) and self.words[-1].strong)
        if label:
            self.words.append(Words(label, True, strong, None, note_id))

    def _read_field(self, element: Element) -> None:
        fields = self._story.fields
        kind = element.get("w:fldCharType")
        if kind == "begin" and len(fields) < _MOST_OPEN_FIELDS:
            fields.append(Field())
        elif kind == "separate" and fields:
            fields[-1].has_result = True
            self.fields.append(fields[-1])
            self._open_link(fields[-1])
        elif kind == "end" and fields:
            closed = fields.pop()
            if closed.has_result and _LINK_FIELD.match(closed.instruction):
                self._target = None

    def _open_link(self, opened: Field) -> None:
        match = _LINK_FIELD.match(opened.instruction)
        if match and "\\l" not in opened.instruction:
            self._target = match["target"]

    def _add_instruction(self, text: str) -> None:
        fields = self._story.fields
        if fields and not fields[-1].has_result and len(fields[-1].instruction) < _LONGEST_INSTRUCTION:
            fields[-1].instruction += text

    def _find_boxes(self, element: Element) -> None:
        """Text boxes in a drawing, outermost only; charts and diagrams keep their words in other parts."""
        for child in element:
            if child.tag == "w:txbxContent":
                self.boxes.append(child)
            elif child.tag == "mc:AlternateContent":
                self._find_boxes(choose(child))
            else:
                if child.tag == "a:graphicData" and child.get("uri", "").endswith(("/chart", "/diagram", "/chartex")):
                    self._story.counts["charts"] += 1
                self._find_boxes(child)


def note_id_of(element: Element) -> str:
    """The id of a note as the readers use it: footnotes and endnotes are counted apart in the file."""
    kind = "footnote" if element.tag.startswith("w:footnote") else "endnote"
    return f"{kind} {element.get('w:id', '')}"


def choose(alternatives: Element) -> Element:
    """One of the forms that a file offers of the same thing (`mc:AlternateContent`), never two.

    The first choice that holds text is the newest form; the fallback is for what only has pictures there.
    """
    offered = [*children_of(alternatives, "mc:Choice"), *children_of(alternatives, "mc:Fallback")]
    for element in offered:
        if any(text.text for text in element.iter("w:t")):
            return element
    return offered[0] if offered else Element("mc:Choice")


def formula(element: Element) -> str:
    """The characters of a formula in their order, with a slash in a fraction."""
    if element.tag == "m:t":
        return plain_space(element.text or "")
    inner = [formula(child) for child in element]
    if element.tag == "m:f":
        return "/".join(part for part in inner if part)
    return "".join(inner)


def _symbol(element: Element) -> str:
    font = element.get("w:font", "").lower()
    try:
        code = int(element.get("w:char", "")[:6], 16)
    except ValueError:
        return ""
    if font.startswith(_SYMBOL_FONTS) and 0x20 <= code <= 0xFF:
        code += 0xF000
    return symbol_character(code)


def find_marks(root: Element) -> dict[str, str]:
    """Bookmarks that stand around the marker of a note, with the note: other places repeat its number (`NOTEREF`)."""
    opened: dict[str, str] = {}
    found: dict[str, str] = {}
    for element in root.iter():
        if element.tag == "w:bookmarkStart":
            if len(opened) < _MOST_OPEN_FIELDS:
                opened[element.get("w:id", "")] = element.get("w:name", "")
        elif element.tag == "w:bookmarkEnd":
            opened.pop(element.get("w:id", ""), None)
        elif element.tag in ("w:footnoteReference", "w:endnoteReference"):
            for name in opened.values():
                found.setdefault(name, note_id_of(element))
    return found
