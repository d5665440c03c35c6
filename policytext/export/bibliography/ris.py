"""RIS as reference managers read it: a line holds a tag, two spaces, a hyphen, a space and the value, and ends in CRLF.

A comma in an author parts family name and given name, so commas in the name of a body are left out there; the note has
the name as it is written. Tags are those that Zotero reads for each type.
"""

from collections.abc import Iterable, Iterator

from policytext.export.bibliography.entry import Entry
from policytext.query.author_names import AuthorName
from policytext.types.vocabulary import WorkKind

TYPES = {
    WorkKind.REPORT: "RPRT",
    WorkKind.LEGISLATION: "STAT",
    WorkKind.TREATY: "STAT",
    WorkKind.LEGAL_CASE: "CASE",
    WorkKind.BILL: "BILL",
    WorkKind.HEARING: "HEAR",
    WorkKind.ARTICLE_JOURNAL: "JOUR",
    WorkKind.ARTICLE_MAGAZINE: "MGZN",
    WorkKind.ARTICLE_NEWSPAPER: "NEWS",
    WorkKind.BOOK: "BOOK",
    WorkKind.CHAPTER: "CHAP",
    WorkKind.THESIS: "THES",
    WorkKind.LETTER: "PCOMM",
    WorkKind.SPEECH: "SLIDE",
    WorkKind.INTERVIEW: "PCOMM",
    WorkKind.WEBPAGE: "ELEC",
    WorkKind.DOCUMENT: "GEN",
}


def ris_lines(entries: Iterable[Entry]) -> Iterator[str]:
    """The lines of a .ris file, each with its carriage return and without the line feed."""
    for entry in entries:
        yield f"TY  - {TYPES[entry.kind]}\r"
        for tag, value in _tags(entry):
            if value:
                yield f"{tag}  - {value}\r"
        yield "ER  - \r"
        yield "\r"


def _tags(entry: Entry) -> Iterator[tuple[str, str]]:
    yield "ID", entry.key
    for name in entry.authors:
        yield "AU", _name(name)
    yield "TI", entry.title
    yield "T2", entry.container
    yield "PB", entry.authority
    yield "PY", str(entry.issued[0]) if entry.issued else ""
    yield "DA", _date(entry.issued) if len(entry.issued) > 1 else ""
    yield "Y2", _date(entry.accessed)
    yield "M1", entry.number
    yield "DO", entry.doi
    yield "SN", entry.isbn or entry.issn
    yield "UR", entry.url
    yield "N1", entry.note


def _name(name: AuthorName) -> str:
    if name.literal is not None:
        return " ".join(name.literal.replace(",", " ").split()) or name.literal
    family = " ".join(part for part in (name.particle, name.family) if part)
    return f"{family}, {name.given}" if name.given else family


def _date(parts: tuple[int, ...]) -> str:
    """YYYY/MM/DD/, with empty places for what is not known."""
    if not parts:
        return ""
    year, month, day = (*(f"{part:02d}" for part in parts), "", "")[:3]
    return f"{year}/{month}/{day}/"
