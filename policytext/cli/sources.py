"""How cited works and citations are shown: their kinds and forms in Dutch, and one line that names a work."""

from collections.abc import Iterable

from policytext.cli.output import safe
from policytext.types.citation import Citation, Work
from policytext.types.vocabulary import CitationForm, WorkKind

FORMS = {
    CitationForm.FOOTNOTE: "noot",
    CitationForm.BIBLIOGRAPHY: "literatuurlijst",
    CitationForm.AUTHOR_YEAR: "auteur en jaar",
    CitationForm.LINK: "link",
    CitationForm.PRESS: "pers",
    CitationForm.KAMERSTUK: "kamerstuk",
    CitationForm.LAW: "wet of uitspraak",
    CitationForm.OTHER: "genoemd in de tekst",
}
WORK_KINDS = {
    WorkKind.REPORT: "rapport",
    WorkKind.LEGISLATION: "regelgeving",
    WorkKind.TREATY: "verdrag",
    WorkKind.LEGAL_CASE: "uitspraak",
    WorkKind.BILL: "kamerstuk",
    WorkKind.HEARING: "handelingen",
    WorkKind.ARTICLE_JOURNAL: "tijdschriftartikel",
    WorkKind.ARTICLE_MAGAZINE: "artikel",
    WorkKind.ARTICLE_NEWSPAPER: "persbericht of krantenartikel",
    WorkKind.BOOK: "boek",
    WorkKind.CHAPTER: "hoofdstuk",
    WorkKind.THESIS: "proefschrift of scriptie",
    WorkKind.LETTER: "brief",
    WorkKind.SPEECH: "rede",
    WorkKind.INTERVIEW: "interview",
    WorkKind.WEBPAGE: "webpagina",
    WorkKind.DOCUMENT: "onbekend soort",
}
#: Names of an author list that are written out.
_NAMED = 3


def described(
    authors: Iterable[str], year: str | None, title: str | None, identifier: str | None, url: str | None
) -> str:
    """A work on one line: authors, year, title and number, or else its address."""
    names = tuple(authors)
    written = ", ".join(names[:_NAMED]) + (" e.a." if len(names) > _NAMED else "")
    parts = [f"{written} ({year})" if written and year else written or "", title or "", identifier or ""]
    parts = [part for part in dict.fromkeys(parts) if part]
    if year and not written:
        parts = [*parts, year]
    return safe(". ".join(parts) if parts else url or "zonder gegevens")


def work_line(work: Work) -> str:
    """A cited work on one line."""
    return described(work.authors, work.year, work.title, work.identifier, work.url)


def citation_line(citation: Citation) -> str:
    """What one citation says of the work that it cites, on one line; the letter of an edition behind the year."""
    year = f"{citation.year}{citation.year_suffix or ''}" if citation.year else None
    return described(citation.authors, year, citation.title, citation.identifier, citation.url)
