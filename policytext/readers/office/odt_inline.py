"""The words of a paragraph of an OpenDocument text: spans, links, note markers, fields, text boxes.

Source: OpenDocument 1.3 part 3, 6 (paragraph elements) and 7 (fields, whose last value is their text).
"""

from collections import Counter
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from policytext.readers.office.odt_styles import Styles
from policytext.readers.office.office_content import Note, Words, plain_space
from policytext.readers.office.office_xml import child_of

_SKIPPED = frozenset(
    (
        *("office:annotation", "office:annotation-end", "text:number", "text:tracked-changes", "text:soft-page-break"),
        *("text:change", "text:change-start", "text:change-end", "text:ruby-text", "text:script", "text:placeholder"),
        *("svg:title", "svg:desc", "draw:image", "draw:object", "draw:object-ole", "office:event-listeners"),
    )
)
_SHAPES = frozenset(
    f"draw:{name}" for name in ("custom-shape", "rect", "ellipse", "circle", "polygon", "polyline", "path", "caption")
)
_HIDDEN = ("text:hidden-text", "text:hidden-paragraph")
_LONGEST_TARGET = 2_000


@dataclass(slots=True)
class Story:
    """What the paragraphs of a file share while they are read: notes found so far, and what a warning tells of."""

    is_margin: bool = False
    notes: dict[str, Note] = field(default_factory=dict)
    counts: Counter[str] = field(default_factory=Counter)


@dataclass(frozen=True, slots=True)
class _Look:
    bold: bool
    raised: bool
    hidden: bool
    target: str | None = None


class InlineReader:
    """Reads one paragraph: `words`, the text boxes `boxes` and the notes `notes` (element, id, label) in it.

    Args:
        styles: that hold for the part.
        story: of the file.
        name: of the paragraph's style.
    """

    def __init__(self, styles: Styles, story: Story, name: str | None) -> None:
        self._styles = styles
        self._story = story
        style = styles.get("paragraph", name)
        self._look = _Look(bool(style.bold), bool(style.raised), bool(style.hidden))
        self.words: list[Words] = []
        self.boxes: list[Element] = []
        self.placed_boxes: list[Element] = []
        self.notes: list[tuple[Element, str, str]] = []

    def read(self, element: Element) -> None:
        """Add the words of a paragraph."""
        self._read(element, self._look)

    def _read(self, element: Element, look: _Look) -> None:
        self._add(element.text, look)
        for child in element:
            self._read_child(child, look)
            self._add(child.tail, look)

    def _read_child(self, child: Element, look: _Look) -> None:
        tag = child.tag
        if tag == "text:span":
            self._read(child, self._over(look, child.get("text:style-name")))
        elif tag == "text:s":
            self._add(" ", look)
        elif tag == "text:tab":
            self._add_break("\t", look)
        elif tag == "text:line-break":
            self._add_break("\n", look)
        elif tag in ("text:a", "text:meta"):
            target = child.get("xlink:href", "")
            leads_out = target and not target.startswith("#") and len(target) < _LONGEST_TARGET
            self._read(child, _Look(look.bold, look.raised, look.hidden, target if leads_out else look.target))
        elif tag == "text:note":
            self._add_note(child, look)
        elif tag == "text:note-ref":
            self._add_reference("".join(child.itertext()), child.get("text:ref-name", ""), look)
        elif tag in ("draw:frame", "draw:a", "draw:g") or tag in _SHAPES:
            self.find_boxes(child)
        elif self._story.is_margin and tag in ("text:page-number", "text:page-count"):
            return  # a program counts it anew each time
        elif tag in _SKIPPED:
            self._story.counts["remarks"] += tag == "office:annotation"
        elif tag not in _HIDDEN or child.get("text:is-hidden", "true") == "false":
            self._read(child, look)

    def _over(self, look: _Look, name: str | None) -> _Look:
        style = self._styles.get("text", name)
        # A character style that says nothing of a property leaves that of the words around it.
        return _Look(
            look.bold if style.bold is None else style.bold,
            look.raised if style.raised is None else style.raised,
            look.hidden or bool(style.hidden),
            look.target,
        )

    def _add(self, text: str | None, look: _Look) -> None:
        if text and not look.hidden:
            # A link is underlined for another reason.
            self.words.append(Words(plain_space(text), look.raised, look.bold and look.target is None, look.target))

    def _add_break(self, character: str, look: _Look) -> None:
        if not look.hidden:
            self.words.append(Words(character, False, look.bold, look.target))

    def _add_note(self, element: Element, look: _Look) -> None:
        citation = child_of(element, "text:note-citation")
        body = child_of(element, "text:note-body")
        if body is None or look.hidden:
            return
        kind = "endnote" if element.get("text:note-class") == "endnote" else "footnote"
        self._story.counts[kind] += 1
        label = "".join(citation.itertext()).strip()[:20] if citation is not None else ""
        label = label or str(self._story.counts[kind])
        note_id = element.get("text:id") or element.get("xml:id") or f"{kind} {self._story.counts[kind]}"
        self.notes.append((element, note_id, label))
        self._add_reference(label, note_id, look)

    def _add_reference(self, label: str, note_id: str, look: _Look) -> None:
        strong = look.bold or (bool(self.words) and self.words[-1].strong)
        if label.strip() and not look.hidden:
            self.words.append(Words(plain_space(label.strip()), True, strong, None, note_id or None))

    def find_boxes(self, element: Element) -> None:
        """Text boxes in a drawing, outermost only; those at a fixed place of a page apart."""
        for box in _boxes(element):
            (self.placed_boxes if element.get("text:anchor-type") == "page" else self.boxes).append(box)


def _boxes(element: Element) -> list[Element]:
    found: list[Element] = []
    waiting = [element]
    while waiting:
        current = waiting.pop()
        if current.tag == "draw:text-box" or current.tag in _SHAPES:
            found.append(current)
        elif current.tag not in _SKIPPED:
            waiting.extend(reversed(current))
    return found
