"""The numbers that Word prints for footnotes and endnotes: they stand nowhere in the file either.

Source: ECMA-376 part 1, 17.11: format, start and restart come from the settings, and a section can have its own. A note
whose author chose the mark takes no number.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from policytext.readers.office.docx_inline import note_id_of
from policytext.readers.office.office_numbers import format_number
from policytext.readers.office.office_xml import child_of, children_of, number_of, value_of

_DROPPED = frozenset(("w:del", "w:moveFrom", "mc:Fallback"))
_REFERENCES = {"w:footnoteReference": "w:footnotePr", "w:endnoteReference": "w:endnotePr"}
_USUAL = {"w:footnotePr": "decimal", "w:endnotePr": "lowerRoman"}
_PAGE_BREAKS = ("w:lastRenderedPageBreak", "w:pageBreakBefore")
_LONGEST_MARK = 8


@dataclass(slots=True)
class NoteLabels:
    """Labels by note id, in order of the markers; `marks` are those that the author chose."""

    labels: dict[str, str] = field(default_factory=dict)
    marks: dict[str, str] = field(default_factory=dict)


def label_notes(document: Element, settings: Element | None) -> NoteLabels:
    """The printed labels of the notes that a document calls.

    Notes that start again on every page are counted by the page breaks that Word left in the file when it last laid
    the document out.

    Args:
        document: root of the main part.
        settings: root of `word/settings.xml`, or None.
    """
    found = NoteLabels()
    section: list[Element | None] = []
    counters: dict[str, int] = {}
    for event in _events(document):
        if event.tag == "w:sectPr":
            _label_section(section, event, settings, counters, found)
            section = []
        else:
            section.append(None if event.tag not in _REFERENCES and event.tag != "w:r" else event)
    _label_section(section, None, settings, counters, found)
    return found


def _events(document: Element) -> Iterator[Element]:
    """Runs with a chosen mark, references, page breaks and ends of sections, in order; what was deleted left out."""
    waiting = [document]
    while waiting:
        element = waiting.pop()
        if element.tag in _DROPPED or element.tag.endswith("PrChange"):
            continue
        is_break = element.tag == "w:br" and element.get("w:type") == "page"
        if element.tag in _REFERENCES or element.tag in _PAGE_BREAKS or element.tag == "w:sectPr" or is_break:
            yield element
            continue
        if element.tag == "w:r" and _marked(element) is not None:
            yield element
            continue
        # The end of a section stands in the properties of its last paragraph, before the words of it.
        ends = list(children_of(element, "w:pPr/w:sectPr")) if element.tag == "w:p" else []
        inner = [child for child in element if element.tag != "w:pPr" or child.tag != "w:sectPr"]
        waiting.extend(reversed([*inner, *ends]))


def _marked(run: Element) -> Element | None:
    """The reference of a run in which the author's own mark follows."""
    for tag in _REFERENCES:
        reference = child_of(run, tag)
        if reference is not None and reference.get("w:customMarkFollows", "0") in ("1", "true", "on"):
            return reference
    return None


def _label_section(
    events: list[Element | None],
    section: Element | None,
    settings: Element | None,
    counters: dict[str, int],
    found: NoteLabels,
) -> None:
    rules = {name: _Rules.of(name, section, settings) for name in _USUAL}
    for name, rule in rules.items():
        if rule.restart != "continuous" or name not in counters:
            counters[name] = rule.start
    for event in events:
        if event is None:
            for name, rule in rules.items():
                if rule.restart == "eachPage":
                    counters[name] = rule.start
        elif event.tag == "w:r":
            reference = _marked(event)
            mark = "".join(text.text or "" for text in children_of(event, "w:t")).strip()[:_LONGEST_MARK]
            if reference is not None:
                found.marks[note_id_of(reference)] = mark
                found.labels.setdefault(note_id_of(reference), mark)
        else:
            name = _REFERENCES[event.tag]
            if note_id_of(event) not in found.labels:
                found.labels[note_id_of(event)] = format_number(counters[name], rules[name].style)
                counters[name] += 1


@dataclass(frozen=True, slots=True)
class _Rules:
    style: str
    start: int
    restart: str

    @classmethod
    def of(cls, name: str, section: Element | None, settings: Element | None) -> "_Rules":
        places = [child_of(place, name) for place in (section, settings) if place is not None]

        def first(child: str, usual: str) -> str:
            return next((value for place in places if (value := value_of(place, child)) is not None), usual)

        return cls(
            first("w:numFmt", _USUAL[name]), number_of(first("w:numStart", "1"), 1), first("w:numRestart", "continuous")
        )
