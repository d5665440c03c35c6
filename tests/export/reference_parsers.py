"""What parsers of other projects make of exported references, in the terms of `Entry`, to compare with what went in."""

import json
import re
from typing import Any

import bibtexparser
import pybtex.database
import rispy
from pylatexenc.latex2text import LatexNodes2Text

from policytext.export.bibliography.entry import Entry
from policytext.query.author_names import AuthorName

Fields = dict[str, Any]
_VERBATIM = ("url", "doi", "urldate")


def read_bibtex(text: str) -> list[Fields]:
    """Entries by bibtexparser, with the LaTeX in their fields read by pylatexenc; authors in parts, by pybtex."""
    library = bibtexparser.parse_string(text)
    assert not library.failed_blocks
    people = pybtex.database.parse_string(text, "bibtex").entries
    assert [entry.key for entry in library.entries] == list(people)
    found = []
    for entry in library.entries:
        fields = {f.key: f.value if f.key in _VERBATIM else _decoded(f.value) for f in entry.fields}
        fields |= {"type_of_entry": entry.entry_type, "key": entry.key}
        fields["author"] = [_bibtex_name(person) for person in people[entry.key].persons.get("author", [])]
        found.append(fields)
    return found


def _bibtex_name(person: pybtex.database.Person) -> tuple[str, ...]:
    parts = ("first_names", "middle_names", "prelast_names", "last_names")
    first, middle, particle, last = (" ".join(getattr(person, part)) for part in parts)
    return tuple(_decoded(re.sub(r"^\{(.*)\}$", r"\1", part)) for part in (f"{first} {middle}".strip(), particle, last))


def _decoded(value: str) -> str:
    # pylatexenc does not know these two of LaTeX's text commands, and reads the circumflex as a letter.
    value = value.replace(r"\textbraceleft{}", r"\{").replace(r"\textbraceright{}", r"\}")
    return LatexNodes2Text(keep_braced_groups=False, strict_latex_spaces=True).latex_to_text(value).replace("ˆ", "^")


def read_ris(text: str) -> list[Fields]:
    """Entries by rispy as it comes: it parts addresses at semicolons."""
    return [{**entry, "urls": ";".join(entry.get("urls", []))} for entry in rispy.loads(text)]


def read_csl(text: str) -> list[Fields]:
    """Items of CSL-JSON."""
    items: list[Fields] = json.loads(text)
    return items


def csl_name(name: AuthorName) -> dict[str, str]:
    """A name as CSL-JSON has it."""
    if name.literal is not None:
        return {"literal": name.literal}
    parts = {"family": name.family, "given": name.given, "non-dropping-particle": name.particle}
    return {field: part for field, part in parts.items() if part}


def bibtex_name(name: AuthorName) -> tuple[str, ...]:
    """A name as BibTeX parts it: given name, particle, family name or the whole name of a body."""
    return (name.given or "", name.particle or "", name.literal or name.family or "")


def ris_name(name: AuthorName) -> str:
    """A name as RIS has it: no comma in the name of a body."""
    if name.literal is not None:
        return " ".join(name.literal.replace(",", " ").split()) or name.literal
    family = " ".join(part for part in (name.particle, name.family) if part)
    return f"{family}, {name.given}" if name.given else family


def assert_nothing_is_lost(entries: list[Entry], csl: str, bibtex: str, ris: str) -> None:
    """Every field of every entry stands in each of the three files as its parser reads them."""
    read = zip(entries, read_csl(csl), read_bibtex(bibtex), read_ris(ris), strict=True)
    for entry, item, bib, tags in read:
        date = {"date-parts": [list(entry.issued)]} if entry.issued else {}
        visit = {"date-parts": [list(entry.accessed)]} if entry.accessed else {}
        assert (item["id"], item["type"], item["citation-key"]) == (entry.id, entry.kind.value, entry.key)
        assert item.get("author", []) == [csl_name(name) for name in entry.authors]
        assert (item.get("issued", {}), item.get("accessed", {})) == (date, visit)
        for field in ("title", "container-title", "authority", "number", "DOI", "ISBN", "ISSN", "URL", "note"):
            name = {"container-title": "container"}.get(field, field.lower())
            assert item.get(field, "") == getattr(entry, name)

        others = [("", "", "others")] if entry.others and entry.authors else []
        assert bib["author"] == [*(bibtex_name(name) for name in entry.authors), *others]
        assert bib["key"] == entry.key
        held = (bib.get("year", ""), bib.get("month", ""), bib.get("day", ""))
        assert tuple(int(part) for part in held if part) == entry.issued
        assert tuple(int(part) for part in bib.get("urldate", "").split("-") if part) == entry.accessed
        for field in ("title", "doi", "isbn", "issn", "url", "note", "number"):
            assert bib.get(field, "") == getattr(entry, field)
        assert bib.get("institution", "") == entry.authority
        assert bib.get("journal", bib.get("booktitle", "")) == entry.container

        assert tags["id"] == entry.key
        assert tags.get("authors", []) == [ris_name(name) for name in entry.authors]
        day = tags.get("date") or tags.get("year", "")
        assert tuple(int(part) for part in day.split("/") if part) == entry.issued
        assert tuple(int(part) for part in tags.get("access_date", "").split("/") if part) == entry.accessed
        names = {"title": "title", "secondary_title": "container", "publisher": "authority", "note": "number"}
        names |= {"doi": "doi", "urls": "url"}
        for tag, name in names.items():
            assert tags.get(tag, "") == getattr(entry, name)
        assert tags.get("issn", "") == (entry.isbn or entry.issn)
        assert " ".join(tags.get("notes", [])) == entry.note
