"""What an official publication in OpenDocument states of itself, in fields made for it.

Source: the metadata standard of the official publications of the Dutch government (OWMS and OVERHEIDop), as
`meta.xml` of a Kamerstuk carries it: user-defined fields named "SCHEME/TERM" or "TERM".
"""

from collections.abc import Mapping
from xml.etree.ElementTree import Element

from policytext.readers.office.office_properties import clean

# Terms by key, the first that has a value wins; those of the lists are taken all.
_TERMS: Mapping[str, tuple[str, ...]] = {
    "title": ("OVERHEIDop.documenttitel", "DCTERMS.title", "DC.title"),
    "date": ("DCTERMS.issued", "OVERHEIDop.datumIndiening", "DCTERMS.available"),
    "organisation": ("DC.creator", "DCTERMS.creator"),
    "author": ("OVERHEIDop.indiener",),
    "dossier": ("OVERHEIDop.dossiernummer",),
    "number": ("OVERHEIDop.ondernummer",),
    "session_year": ("OVERHEIDop.vergaderjaar",),
    "language": ("DCTERMS.language",),
}
_LISTS = ("organisation", "author")
# The field that says "Motie" or "Brief"; other types of the same term say "Kamerstuk" or "officiële publicatie".
_KIND_SCHEMES = ("OVERHEIDop.KamerstukTypen", "OVERHEIDop.BijlageTypen", "OVERHEIDop.AanhangselTypen")
_OFFICIAL = ("OVERHEIDop.", "OVERHEID.")
_MOST_FIELDS = 500


def stated_metadata(meta: Element | None) -> tuple[tuple[str, str], ...]:
    """Title, date, organisation, authors, kind, dossier, number, reference and language of an official publication.

    Nothing for any other document: a field that an office program let its user define is no official statement.

    Args:
        meta: an element below which the properties stand, or None.
    """
    terms: dict[str, list[str]] = {}
    kind = ""
    fields = [] if meta is None else list(meta.iter("meta:user-defined"))[:_MOST_FIELDS]
    if not any(field.get("meta:name", "").startswith(_OFFICIAL) for field in fields):
        return ()
    for field in fields:
        scheme, _, term = field.get("meta:name", "").rpartition("/")
        value = clean(field.text)
        if value:
            terms.setdefault(term, []).append(value)
            kind = kind or (value if scheme in _KIND_SCHEMES else "")
    found: list[tuple[str, str]] = []
    for key, names in _TERMS.items():
        values = next((terms[name] for name in names if name in terms), [])
        found += [(key, value) for value in (values if key in _LISTS else values[:1])]
    first = dict(reversed(found))
    if kind:
        found.append(("kind", kind))
    if "dossier" in first and "number" in first:
        found.append(("reference", f"{first['dossier'].replace(' ', '')}-{first['number']}"))
    return tuple(found)
