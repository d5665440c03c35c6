"""XML documents by their vocabulary: official publications, laws, judgments, and the general formats of documents.

What an element is stands in a table (`lexicon/xml_elements.tsv`); here is what a table cannot say: levels of headings,
where links lead, which number belongs to which item.
"""

import re
from functools import cache

from policytext.lexicon import table
from policytext.readers.markup.markup_roles import GROUP, INLINE, SKIPPED, Reading, Role
from policytext.readers.markup.markup_tree import Element, Words

#: Root elements of the formats that are known, with the family whose table holds their elements.
FAMILIES = {
    "officiele-publicatie": "op",
    "toestand": "op",
    "cvdr": "op",
    "wetgeving": "op",
    "regeling": "op",
    "kamerwrk": "op",
    "kamerstuk": "op",
    "handelingen": "op",
    "handeling": "op",
    "staatsblad": "op",
    "staatscourant": "op",
    "gemeenteblad": "op",
    "provinciaalblad": "op",
    "waterschapsblad": "op",
    "tractatenblad": "op",
    "kamervragen": "op",
    "vragen": "op",
    "open-rechtspraak": "rechtspraak",
    "uitspraak": "rechtspraak",
    "book": "docbook",
    "article": "docbook",
    "chapter": "docbook",
    "tei": "tei",
    "tei.2": "tei",
    "teicorpus": "tei",
}
_PUBLICATIONS = "https://zoek.officielebekendmakingen.nl/{}.html"
_LAWS = "https://wetten.overheid.nl/{}"
_LOCAL_RULES = "https://lokaleregelgeving.overheid.nl/{}"
_JUDGMENTS = "https://deeplink.rechtspraak.nl/uitspraak?id={}"
_PUBLICATION = re.compile(r"(?:kst|blg|ah|kv|h|stb|stcrt|trb|gmb|prb|wsb|bgr)-[\w.-]+", re.IGNORECASE)
_CVDR = re.compile(r"CVDR:?/{0,2}(?P<number>\d+)(?:[_/](?P<version>\d+))?", re.IGNORECASE)
_ECLI = re.compile(r"ECLI:[A-Z]{2}:[\w.]+:\d{4}:[\w.]+", re.IGNORECASE)
_TARGETS = ("doc", "href", "xlink:href", "url", "target", "linkend", "identifier", "resourceidentifier")
_TITLES = frozenset({"title", "subtitle"})
# The number of a dossier and of a paper in it are printed before their titles.
_LEADS = frozenset({"stuknr", "dossiernummer"})
_STRONG = frozenset({"vet", "bold", "strong", "b"})
# "tussenkop" says how large it is by how it is set.
_SUBLEVELS = {"vet": 1, "rom": 1, "vetcur": 1, "cur": 2, "ondlijn": 2, "onderstreept": 2}
_NOTE_TARGETS = ("refid", "linkend", "target", "rid")


@cache
def _roles(family: str) -> dict[str, str]:
    return {row["element"]: row["role"] for row in table("xml_elements") if row["family"] == family}


class XmlReading:
    """Says of each element of an XML document how to read it.

    Args:
        root: of the document; where its name is not known, all goes by what elements hold.
    """

    def __init__(self, root: Element) -> None:
        self._roles = _roles(FAMILIES.get(root.name, ""))
        self._depths: dict[int, int] = {}
        self._with_words: dict[int, bool] = {}
        self._places: dict[int, dict[int, int]] = {}
        self._notes = {
            name
            for element in root.iter()
            if self._roles.get(element.name) == "footnote" and (name := element.get("id") or element.get("xml:id"))
        }
        self._called = {
            name
            for element in root.iter()
            if self._roles.get(element.name) in ("reference", "link") and (name := _called_name(element)) in self._notes
        }

    def __call__(self, element: Element) -> Reading:
        """How to read an element."""
        name = self._roles.get(element.name)
        if name is None:
            return self._by_content(element)
        if name == "label":
            if element.parent is not None and self._owns_label(element.parent):
                return SKIPPED
            return Reading(Role.PART)
        if element.name in ("spreker", "wie"):
            return self._speaker(element, name)
        if name in _TITLES:
            return self._heading(element, name)
        if name == "section":
            return GROUP
        if name == "line":
            return self._line(element)
        return self._of_role(element, Role(name))

    def _of_role(self, element: Element, role: Role) -> Reading:
        if role is Role.ITEM:
            label = self._label(element)
            return Reading(role, label=label or "•") if label or element.name != "lid" else GROUP
        if role is Role.FOOTNOTE:
            return self._note(element)
        if role in (Role.REFERENCE, Role.LINK) and _called_name(element) in self._called:
            return Reading(Role.REFERENCE, note_id=_called_name(element)) if element.text() else SKIPPED
        if role is Role.REFERENCE:
            return Reading(Role.RAISED)
        if role is Role.LINK:
            address = link_target(element)
            return Reading(role, target=address) if address else INLINE
        if role is Role.INLINE and self._is_strong(element):
            return Reading(Role.STRONG)
        if role is Role.PARAGRAPH and element.parent is not None and element.parent.name == "al-groep":
            return Reading(role, is_apart=False)
        return Reading(role)

    def _note(self, element: Element) -> Reading:
        """A note where it is called, or one that markers elsewhere call."""
        marker = self._label_words(element)
        label = "".join(words.text for words in marker).strip(" .)") or element.get("n") or element.get("label")
        name = element.get("id") or element.get("xml:id")
        parent = element.parent
        stands_alone = (
            parent is not None and self._roles.get(parent.name) != "paragraph" and not self._has_words(parent)
        )
        is_called = name in self._called or stands_alone
        return Reading(
            Role.NOTE if is_called else Role.FOOTNOTE,
            label=label or None,
            note_id=name or f"note at {element.start}",
            marker=marker,
        )

    def _by_content(self, element: Element) -> Reading:
        """An element that no table knows: what stands in a line is a part of it, else it is a paragraph or a group."""
        parent = element.parent
        if parent is not None and self._has_words(parent):
            return INLINE
        return Reading(Role.PARAGRAPH) if self._has_words(element) else GROUP

    def _line(self, element: Element) -> Reading:
        """A line of its own, unless it stands in one already, or begins the heading that follows it."""
        parent = element.parent
        if parent is not None and (
            self._has_words(parent) or self._roles.get(parent.name) in ("line", "title", "subtitle")
        ):
            return Reading(Role.PART)
        if element.name in _LEADS and parent is not None and self._leads(element, parent):
            return Reading(Role.LEAD)
        return Reading(Role.PARAGRAPH, is_apart=False)

    def _speaker(self, element: Element, name: str) -> Reading:
        """Who speaks stands above what is said; in older debates <spreker> holds both, and <wie> the name."""
        if element.name == "spreker":
            return GROUP if element.child("al") is not None else self._heading(element, "subtitle")
        is_name = element.parent is not None and element.parent.name == "spreker"
        return Reading(Role.HEADING, level=self._depth(element) + 2) if is_name else self._of_role(element, Role(name))

    def _leads(self, element: Element, parent: Element) -> bool:
        """Whether a heading follows directly."""
        siblings = list(parent.elements())
        place = next(number for number, sibling in enumerate(siblings) if sibling is element)
        return any(
            self._roles.get(other.name) == "title" and other.text() != "" for other in siblings[place + 1 : place + 2]
        )

    def _heading(self, element: Element, role: str) -> Reading:
        """Headings: a part of one is a part of its line; its level is the number of parts around it."""
        if any(self._roles.get(above.name) in _TITLES for above in element.ancestors()):
            return Reading(Role.PART)
        if element.parent is not None and element.parent.name == "officiele-publicatie":
            return Reading(Role.FURNITURE)  # the name of the gazette, as it stands above every publication
        depth = self._depth(element)
        if role == "subtitle":
            setting = element.get("type") or element.get("opmaak")
            return Reading(Role.HEADING, level=min(9, depth + 1 + _SUBLEVELS.get(setting.lower(), 1)))
        return Reading(Role.HEADING, level=min(9, max(1, depth + 1)))

    def _depth(self, element: Element) -> int:
        """How many parts with a heading of their own stand around an element."""
        above = element.parent
        if above is None:
            return 0
        known = self._depths.get(id(above))
        if known is None:
            known = self._depth(above) + (self._roles.get(above.name) == "section" and _has_title(above, self._roles))
            self._depths[id(above)] = known
        return known

    def _is_strong(self, element: Element) -> bool:
        setting = element.get("type") or element.get("role") or element.get("rend") or element.get("opmaak")
        return setting.lower() in _STRONG

    def _owns_label(self, element: Element) -> bool:
        return self._roles.get(element.name) in ("item", "footnote")

    def _label_words(self, element: Element) -> tuple[Words, ...]:
        """The words of the number of an item or a note, without white space around them."""
        for child in element.elements():
            if self._roles.get(child.name) == "label":
                found = [words for words in child.words() if words.text.strip()]
                return tuple(_stripped(words) for words in found)
        return ()

    def _label(self, element: Element) -> str:
        label = " ".join("".join(words.text for words in self._label_words(element)).split())
        label = label or element.get("nr") or element.get("label")
        if element.name == "lid" and label and label[-1].isalnum():
            return label + "."
        return label or self._place_in_list(element)

    def _has_words(self, element: Element) -> bool:
        """Whether words stand directly in an element."""
        known = self._with_words.get(id(element))
        if known is None:
            known = any(isinstance(child, Words) and not child.text.isspace() for child in element.children)
            self._with_words[id(element)] = known
        return known

    def _place_in_list(self, element: Element) -> str:
        """The number of an item in a numbered list; empty in others."""
        parent = element.parent
        if parent is None or parent.name != "orderedlist":
            return ""
        if id(parent) not in self._places:
            items = (child for child in parent.elements() if child.name == element.name)
            self._places[id(parent)] = {id(item): number for number, item in enumerate(items, start=1)}
        return f"{self._places[id(parent)][id(element)]}."


def _has_title(element: Element, roles: dict[str, str]) -> bool:
    return any(roles.get(child.name) == "title" and child.text() for child in element.elements())


def _stripped(words: Words) -> Words:
    start = len(words.text) - len(words.text.lstrip())
    return words.cut(start, len(words.text.rstrip()))


def _called_name(element: Element) -> str:
    """The name of the note that a marker or a link calls; empty for none."""
    return next((element.get(name) for name in _NOTE_TARGETS if element.get(name)), "").lstrip("#")


def link_target(element: Element) -> str | None:
    """Where a link of an official publication leads, as an address; None where it leads nowhere outside."""
    value = next((element.get(name).strip() for name in _TARGETS if element.get(name).strip()), "")
    if value.startswith(("http://", "https://", "mailto:")):
        return value
    if _PUBLICATION.fullmatch(value):
        return _PUBLICATIONS.format(value)
    if value.lower().startswith("jci") or re.fullmatch(r"BWB[RVW]\d{7}", value):
        return _LAWS.format(value)
    if match := _CVDR.fullmatch(value):
        return _LOCAL_RULES.format(f"CVDR{match['number']}" + (f"/{match['version']}" if match["version"] else ""))
    if _ECLI.fullmatch(value):
        return _JUDGMENTS.format(value)
    return f"http://{value}" if value.startswith("www.") else None
