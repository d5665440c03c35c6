"""How cited works and citations are shown: their kinds and forms in Dutch, and a work on one line."""

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


def described(work: Work | Citation, text: str) -> str:
    """A work on one line: authors, year, title and number, or else its address or the words of the reference."""
    year = work.year
    if year and isinstance(work, Citation):
        year += work.year_suffix or ""  # the letter is that of one list of sources
    written = ", ".join(work.authors[:_NAMED]) + (" e.a." if len(work.authors) > _NAMED else "")
    parts = [f"{written} ({year})" if written and year else written or "", work.title or "", work.identifier or ""]
    parts = [part for part in dict.fromkeys(parts) if part]
    if year and not written and year not in (work.title or ""):
        parts.append(year)
    return safe(". ".join(parts) if parts else work.url or " ".join(text.split()))
