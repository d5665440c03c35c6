"""What XML documents state of themselves: laws, local regulations, judgments, and general formats.

Source: schemas BWB toestand 2016-1, CVDR, and the RDF of open data of rechtspraak.nl.
"""

from policytext.readers.markup.markup_tree import Element
from policytext.readers.official_metadata import Field, body_name, is_official, kind_of_type, stated_values

_LONGEST = 500
Pairs = tuple[tuple[str, str], ...]


def stated_in(root: Element) -> Pairs:
    """What an official document states of itself in fields made for it."""
    if root.name == "toestand":
        return _of_law(root)
    if root.name == "cvdr":
        return _of_local_rule(root)
    if root.name == "open-rechtspraak":
        return _of_judgment(root)
    fields = [
        Field(element.get("name"), element.get("scheme"), element.get("content"))
        for element in root.iter("meta", "metadata")
        if element.get("name") and element.get("content")
    ]
    fields = [field for field in fields if not field.name.lower().endswith("externmetadatarecord")]
    if is_official(fields):
        return stated_values(fields)
    identifier = _external_record(root)
    return stated_values([Field("DC.identifier", "", identifier)]) if identifier else ()


def _external_record(root: Element) -> str:
    """The identifier of the publication whose record a document points to ("kst-32545-143"); empty where to none."""
    for element in root.iter("meta"):
        if element.get("name").lower() == "overheidop.externmetadatarecord":
            parts = element.get("content").rstrip("/").split("/")
            return parts[-2] if len(parts) > 1 and parts[-1] == "metadata.xml" else ""
    return ""


def general_metadata(root: Element) -> Pairs:
    """Title, author and date of a document in a general format (TEI, DocBook), and its language."""
    found: list[tuple[str, str]] = []
    head = next(root.iter("teiheader", "info", "articleinfo", "bookinfo"), None)
    if head is not None:
        for key, names in (("title", ("title",)), ("author", ("author",)), ("organisation", ("publisher",))):
            found += [(key, element.text()) for element in list(head.iter(*names))[:1]]
        found += [("date", (element.get("when") or element.text())[:10]) for element in list(head.iter("date"))[:1]]
    found.append(("language", (root.get("xml:lang") or root.get("lang"))[:2]))
    return _clean(found)


def _clean(pairs: list[tuple[str, str]]) -> Pairs:
    cleaned = [(key, " ".join(value.split())[:_LONGEST]) for key, value in pairs]
    return tuple(dict.fromkeys((key, value) for key, value in cleaned if value))


def _text(root: Element, *names: str) -> str:
    """Words of the first element of a name that holds any, metadata within it left out."""
    for element in root.iter(*names):
        own = "".join(words.text for words in element.words() if not _in_metadata(words.start, element))
        if own.strip():
            return own
    return ""


def _in_metadata(start: int, element: Element) -> bool:
    return any(inner.start < start for inner in element.elements() if inner.name == "meta-data")


def _of_law(root: Element) -> Pairs:
    number = root.get("bwb-id")
    date = next(
        (element.get("isodatum") for element in root.iter("ondertekeningsdatum") if element.get("isodatum")),
        root.get("inwerkingtreding"),
    )
    validity = root.get("inwerkingtreding")
    address = f"https://wetten.overheid.nl/{number}" + (f"/{validity}" if validity else "") if number else ""
    return _clean(
        [
            ("title", _text(root, "citeertitel") or _text(root, "intitule")),
            ("kind", "wettekst"),
            ("date", validity or date),
            ("reference", number),
            ("language", next((part.get("xml:lang") for part in root.iter("wetgeving")), "")),
            ("address", address),
        ]
    )


def _of_local_rule(root: Element) -> Pairs:
    head = next(root.iter("meta"), root)
    creator = next(head.iter("creator"), None)
    identifier = _text(head, "identifier").strip()
    bare = identifier.upper().removeprefix("CVDR")
    number, _, version = bare.partition("_")
    address = f"https://lokaleregelgeving.overheid.nl/CVDR{number}" + (f"/{version}" if version else "")
    types = [known for element in head.iter("type") if (known := kind_of_type(element.text()))]
    return _clean(
        [
            ("title", _text(head, "title")),
            ("kind", types[0][0] if types else ""),
            ("date", _text(head, "issued") or _text(head, "inwerkingtredingdatum") or _text(head, "modified")),
            ("organisation", "" if creator is None else body_name(creator.text(), creator.get("scheme"))),
            ("reference", f"CVDR{bare}" if bare else ""),
            ("language", _text(head, "language")),
            ("address", address if number.isdecimal() else ""),
        ]
    )


def _of_judgment(root: Element) -> Pairs:
    head = next(root.iter("rdf"), root)
    court = next((element for element in head.iter("creator")), None)
    identifier = next((e.text() for e in head.iter("identifier") if e.text().upper().startswith("ECLI:")), "")
    return _clean(
        [
            ("title", _text(head, "title")),
            ("date", _text(head, "date") or _text(head, "issued")),
            ("organisation", "" if court is None else court.text()),
            ("reference", identifier),
            ("language", _text(head, "language")),
            ("address", f"https://deeplink.rechtspraak.nl/uitspraak?id={identifier}" if identifier else ""),
        ]
    )
