"""What a reference manager wants to know of a cited work, before any format: one entry a work or a citation.

Text is made safe here, once for all formats: no control characters, no line ends, single spaces.
"""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache

from policytext.lexicon import table, words
from policytext.query.author_names import AuthorName, has_others, parse_name
from policytext.query.works import CitedWork
from policytext.store import CitationRecord, DocumentRecord
from policytext.store.filters import fold
from policytext.types.vocabulary import WorkKind

_DOI = re.compile(r"(?:\bdoi:?\s?|(?:dx\.)?doi\.org/|^)(10\.\d{4,9}/\S+)", re.IGNORECASE)
_BOOK_NUMBER = re.compile(r"\b(ISBN|ISSN):?\s?([\dXx-]{8,17})")
_ACCESSED = re.compile(
    r"(?:geraadpleegd|bezocht|bekeken|opgehaald|accessed|retrieved)(?:\s(?:op|on))?:?\s*$", re.IGNORECASE
)
_CHAMBERS = {"I": "Eerste Kamer", "II": "Tweede Kamer", "ek": "Eerste Kamer", "tk": "Tweede Kamer"}
#: Parts of an official reference that say where in the work.
_LOCATORS = ("artikel", "lid", "onderdeel", "session", "page")
_KEY_LETTERS = 16
#: Places that a note names; it says how many more there are.
_MOST_PLACES = 20
_PRESS = (WorkKind.ARTICLE_NEWSPAPER, WorkKind.ARTICLE_MAGAZINE)


@dataclass(frozen=True, slots=True)
class Entry:
    """A work for a reference manager; what is not known is empty or None.

    `issued` and `accessed` are (year), (year, month) or (year, month, day). `others` says that the reference names the
    first authors only. `number` is an official number (of a Kamerstuk, an act, a case), `authority` the chamber.
    `places` says where the work is cited, one a citation; `id` and `key` name the entry, the latter in ASCII letters,
    digits and hyphens.
    """

    id: str
    key: str
    kind: WorkKind
    authors: tuple[AuthorName, ...]
    others: bool
    title: str
    container: str
    issued: tuple[int, ...]
    accessed: tuple[int, ...]
    url: str
    doi: str
    isbn: str
    issn: str
    number: str
    authority: str
    note: str


@dataclass(frozen=True, slots=True)
class _Facts:
    """What is known of a work before it is put in the fields of an entry; `authors` as written, `names` in parts."""

    authors: tuple[str, ...]
    names: tuple[AuthorName, ...]
    container: str
    title: str | None
    issued: tuple[int, ...]
    accessed: tuple[int, ...]
    url: str | None
    identifier: str | None
    chamber: str
    places: tuple[str, ...]


def work_entry(cited: CitedWork) -> Entry:
    """The entry of a work, with every place where it is cited in its note.

    Of a work that is a document of the index, what the document says of itself goes before what references say.
    """
    work, best, document = cited.work, cited.best, cited.document
    is_named = work.identifier is None or fold(work.identifier) == fold(work.title or "")
    chambers = (dict(record.citation.parts).get("chamber") for record in cited.citations)
    names, container = _makers(work.authors, cited.kind)
    facts = _Facts(
        authors=work.authors,
        names=names,
        container=container,
        title=work.title,
        issued=_issued(best.text, work.year),
        accessed=_accessed(best.text),
        url=work.url or cited.address,
        identifier=cited.register_number or work.identifier if is_named else work.identifier,
        chamber=next((chamber for chamber in chambers if chamber), ""),
        places=tuple(f"aangehaald in {place(record)}" for record in cited.citations),
    )
    if document is not None:
        facts = _with_metadata(facts, document)
    return _entry(work.id, cited.kind, facts)


def citation_entry(record: CitationRecord, kind: WorkKind) -> Entry:
    """The entry of one citation, with what it says itself of the work; `kind` is that of the work."""
    citation = record.citation
    names, container = _makers(citation.authors, kind)
    parts = tuple(f"{name} {value}" for name, value in citation.parts if name in _LOCATORS)
    facts = _Facts(
        authors=citation.authors,
        names=names,
        container=container,
        title=citation.title,
        issued=_issued(record.text, citation.year),
        accessed=_accessed(record.text),
        url=citation.url or citation.address,
        identifier=citation.identifier,
        chamber=dict(citation.parts).get("chamber", ""),
        places=(f"aangehaald in {place(record)}", *([", ".join(parts)] if parts else [])),
    )
    return _entry(record.id, kind, facts)


def place(record: CitationRecord) -> str:
    """Where a citation stands: sender, title and date of the document, page or line, id, and its words."""
    document = record.document
    where = (
        f"p. {record.page}" if record.page is not None else f"regel {record.line}" if record.line is not None else ""
    )
    sender = "; ".join(document.organisations)
    facts = [fact for fact in (sender, document.title, document.date, where, f"[{record.id}]") if fact]
    return clean(f"{', '.join(facts)}: {record.text}")


def clean(text: str | None) -> str:
    """One line without control characters, lone surrogates and what is no character: what every format can hold."""
    if text is None:
        return ""
    if text.isascii() and text.isprintable():
        return " ".join(text.split())
    kept = (" " if character.isspace() else character for character in text)
    return " ".join("".join(character for character in kept if _is_text(character)).split())


def _is_text(character: str) -> bool:
    code = ord(character)
    is_character = code & 0xFFFE != 0xFFFE and not 0xFDD0 <= code <= 0xFDEF
    return is_character and unicodedata.category(character) not in ("Cc", "Cs")


def _entry(identity: str, kind: WorkKind, facts: _Facts) -> Entry:
    numbers = _numbers(facts.identifier, facts.url)
    others = any(has_others(name) for name in facts.authors)
    notes = [f"policytext {identity}"]
    if others or any(name.literal and "," in name.literal for name in facts.names):
        notes.append(f"auteurs zoals geschreven: {'; '.join(facts.authors)}")  # not every format can say this
    return Entry(
        id=identity,
        key=_key(facts, identity),
        kind=kind,
        authors=facts.names,
        others=others,
        title=clean(facts.title) or _title_by_number(kind, numbers.get("number", "")),
        container=facts.container,
        issued=facts.issued,
        accessed=facts.accessed,
        url=clean(facts.url),
        doi=numbers.get("doi", ""),
        isbn=numbers.get("ISBN", ""),
        issn=numbers.get("ISSN", ""),
        number=""
        if numbers.get("number", "").casefold() == clean(facts.title).casefold()
        else numbers.get("number", ""),
        authority=_CHAMBERS.get(facts.chamber, ""),
        note=clean(" | ".join([*notes, *facts.places[:_MOST_PLACES], *_more(facts, identity)])),
    )


def _title_by_number(kind: WorkKind, number: str) -> str:
    """What stands for the title of a work that is cited by its number alone: "Kamerstuk 31839-290"."""
    return f"Kamerstuk {number}" if kind is WorkKind.BILL and number else number


def _more(facts: _Facts, identity: str) -> list[str]:
    """How many places a note leaves out, and where they are: an act that all documents cite has thousands."""
    left = len(facts.places) - _MOST_PLACES
    return [f"en op {left} andere plaatsen, zie policytext works {identity}"] if left > 0 else []


def _with_metadata(facts: _Facts, document: DocumentRecord) -> _Facts:
    metadata = document.metadata
    names = tuple(AuthorName(literal=clean(name)) for name in metadata.organisations) or tuple(
        _name(name) for name in metadata.authors
    )
    date = None if metadata.date is None else tuple(int(part) for part in metadata.date.value.split("-"))
    return replace(
        facts,
        authors=metadata.organisations or metadata.authors or facts.authors,
        names=names or facts.names,
        container="" if names else facts.container,
        title=metadata.title or facts.title,
        issued=date or facts.issued,
        url=metadata.address or facts.url,
        identifier=facts.identifier or metadata.reference,
        places=(f"het werk zelf: {document.source}", *facts.places),
    )


def _makers(authors: Sequence[str], kind: WorkKind) -> tuple[tuple[AuthorName, ...], str]:
    """Authors in parts, and the medium that published: a newspaper is named in the place of an author."""
    media = set(words("press_media"))
    container = next((clean(author) for author in authors if kind in _PRESS and author.strip() in media), "")
    return tuple(_name(author) for author in authors if not container or clean(author) != container), container


def _name(author: str) -> AuthorName:
    name = parse_name(clean(author))
    return name if name.whole else AuthorName(literal=clean(author) or "?")


def _numbers(identifier: str | None, url: str | None) -> dict[str, str]:
    """DOI, ISBN, ISSN and any other official number, each by the name of its field."""
    found: dict[str, str] = {}
    for source in (identifier, url):
        match = _DOI.search(source or "")
        if match is not None and "doi" not in found:
            found["doi"] = clean(match[1])
    if identifier and _DOI.match(identifier) is None:
        book = _BOOK_NUMBER.search(identifier)
        found[book[1] if book else "number"] = book[2] if book else clean(identifier)
    return found


def _key(facts: _Facts, identity: str) -> str:
    """A key that a person can type and that no other entry has: "scp2018-2c2347b9..."."""
    name = facts.names[0] if facts.names else AuthorName(literal=clean(facts.title))
    letters = "".join(re.findall(r"[a-z]+", _ascii(name.family or name.literal or "")))[:_KEY_LETTERS]
    year = facts.issued[0] if facts.issued else ""
    return f"{letters or 'werk'}{year}-{_ascii(identity.removeprefix('work:')).replace(':', '-')}"


def _ascii(text: str) -> str:
    return unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode("ascii").lower()


@cache
def _dates() -> re.Pattern[str]:
    months = "|".join(sorted((re.escape(row["name"]) for row in table("months")), key=len, reverse=True))
    year = r"(?P<year{0}>(?:1[89]|20)\d\d)(?!\d)"
    return re.compile(
        rf"(?<![\d.])(?:(?:(?P<day>\d{{1,2}})\s+)?(?P<name>{months})\.?\s+{year.format(1)}"
        rf"|(?P<day2>\d{{1,2}})[-/.](?P<month>\d{{1,2}})[-/.]{year.format(2)})",
        re.IGNORECASE,
    )


@cache
def _months() -> dict[str, int]:
    return {row["name"].casefold(): int(row["number"]) for row in table("months")}


def _found_dates(text: str) -> list[tuple[tuple[int, ...], bool]]:
    """Dates in a reference, in parts, and whether it is the day on which somebody looked at the page."""
    found: list[tuple[tuple[int, ...], bool]] = []
    for match in _dates().finditer(text):
        month = _months()[match["name"].casefold()] if match["name"] else int(match["month"])
        day = int(match["day"] or match["day2"] or 0)
        if not 1 <= month <= 12 or day > 31:
            continue
        parts = (int(match["year1"] or match["year2"]), month, day)
        found.append((parts if day else parts[:2], _ACCESSED.search(text[: match.start()]) is not None))
    return found


def _issued(text: str, year: str | None) -> tuple[int, ...]:
    """When the work appeared: the one date in the reference that lies in its year, else the year alone."""
    if year is None:
        return ()
    days = {date for date, is_visit in _found_dates(text) if not is_visit and date[0] == int(year)}
    return next(iter(days)) if len(days) == 1 else (int(year),)


def _accessed(text: str) -> tuple[int, ...]:
    return next((date for date, is_visit in _found_dates(text) if is_visit), ())
