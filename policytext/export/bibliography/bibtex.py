"""BibTeX in UTF-8 for BibTeX, biblatex and reference managers; what is a command in TeX is written so that it is text.

Types are those of BibTeX where it has one; `online`, `jurisdiction` and `legislation` are biblatex's, which BibTeX
takes for `misc`. `url` and `doi` are verbatim fields, as biblatex and Zotero take them.
"""

import re
from collections.abc import Iterable, Iterator

from policytext.export.bibliography.entry import Entry
from policytext.query.author_names import AuthorName
from policytext.types.vocabulary import WorkKind

TYPES = {
    WorkKind.REPORT: "techreport",
    WorkKind.LEGISLATION: "legislation",
    WorkKind.TREATY: "legislation",
    WorkKind.LEGAL_CASE: "jurisdiction",
    WorkKind.ARTICLE_JOURNAL: "article",
    WorkKind.ARTICLE_MAGAZINE: "article",
    WorkKind.ARTICLE_NEWSPAPER: "article",
    WorkKind.BOOK: "book",
    WorkKind.CHAPTER: "incollection",
    WorkKind.THESIS: "phdthesis",
    WorkKind.WEBPAGE: "online",
}
_COMMANDS = {
    "\\": r"\textbackslash{}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
    **{sign: "\\" + sign for sign in "&%$#_{}"},
}
# Pairs that TeX joins to another sign: dashes, quotation marks, inverted exclamation and question marks, guillemets.
_LIGATURE = re.compile(r"(?<=-)(?=-)|(?<=')(?=')|(?<=`)(?=`)|(?<=[!?])(?=`)|(?<=<)(?=<)|(?<=>)(?=>)|(?<=,)(?=,)")
_NOT_IN_URL = re.compile(r"[{}\\\s<>\"^`|]")


def bibtex_lines(entries: Iterable[Entry]) -> Iterator[str]:
    """The lines of a .bib file."""
    for entry in entries:
        yield f"@{TYPES.get(entry.kind, 'misc')}{{{entry.key},"
        for name, value in _fields(entry).items():
            if value:
                yield f"  {name} = {{{value}}},"
        yield "}"
        yield ""


def escaped(text: str) -> str:
    """Text as TeX prints it, with balanced braces: BibTeX counts them, also behind a backslash."""
    shown = "".join(_COMMANDS.get(character, character) for character in _LIGATURE.sub("\0", text))
    shown = shown.replace("\0", "{}")
    if _is_balanced(text):
        return shown
    return shown.replace(r"\{", r"\textbraceleft{}").replace(r"\}", r"\textbraceright{}")


def _fields(entry: Entry) -> dict[str, str]:
    year, month, day = (*map(str, entry.issued), "", "", "")[:3]
    is_article = TYPES.get(entry.kind) == "article"
    is_whole = len(entry.issued) == 3
    return {
        "author": _authors(entry),
        "title": escaped(entry.title),
        "journal" if is_article else "booktitle": escaped(entry.container),
        "institution": escaped(entry.authority),
        "year": year,
        "month": month,
        "day": day if is_whole else "",
        "number": escaped(entry.number),
        "doi": _verbatim(entry.doi),
        "isbn": escaped(entry.isbn),
        "issn": escaped(entry.issn),
        "url": _verbatim(entry.url),
        "urldate": "-".join(f"{part:02d}" for part in entry.accessed),
        "type": escaped(entry.kind.value) if entry.kind not in TYPES or entry.kind is WorkKind.TREATY else "",
        "note": escaped(entry.note),
    }


def _authors(entry: Entry) -> str:
    names = [_name(name) for name in entry.authors]
    return " and ".join([*names, "others"] if entry.others and names else names)


def _name(name: AuthorName) -> str:
    if name.literal is not None:
        return f"{{{escaped(name.literal)}}}"
    family = " ".join(part for part in (name.particle, _whole(name.family or "")) if part)
    return (
        f"{family}, {escaped(name.given)}"
        if name.given
        else family
        if name.particle
        else f"{{{escaped(name.family or '')}}}"
    )


def _whole(family: str) -> str:
    """A family name in which BibTeX would see a particle, a comma or an "and" is one word in braces."""
    parts = family.split()
    plain = all(part[0].isupper() for part in parts) and not re.search(r"(?i)\band\b|,", family)
    return escaped(family) if plain else f"{{{escaped(family)}}}"


def _verbatim(address: str) -> str:
    """An address without signs that no address has as they are and that BibTeX would count or TeX obey."""
    return _NOT_IN_URL.sub(lambda match: "".join(f"%{byte:02X}" for byte in match[0].encode()), address)


def _is_balanced(text: str) -> bool:
    depth = 0
    for character in text:
        depth += (character == "{") - (character == "}")
        if depth < 0:
            return False
    return depth == 0
