"""What kind of work a citation is to: by the document that it is, its number, the form of the citation, its words.

The first of these that tells decides; where nothing does, the work is a document and no more is claimed.
"""

import re
from collections.abc import Sequence
from functools import cache

from policytext.lexicon import table, words
from policytext.query.author_names import parse_name
from policytext.store import CitationRecord, DocumentRecord
from policytext.types.citation import Work
from policytext.types.vocabulary import CitationForm, DocumentKind, WorkKind

_OF_DOCUMENTS = {
    DocumentKind.BRIEF: WorkKind.LETTER,
    DocumentKind.KAMERBRIEF: WorkKind.LETTER,
    DocumentKind.MOTIE: WorkKind.BILL,
    DocumentKind.KAMERVRAGEN: WorkKind.BILL,
    DocumentKind.WETTEKST: WorkKind.LEGISLATION,
    DocumentKind.ARTIKEL: WorkKind.ARTICLE_MAGAZINE,
    DocumentKind.BESLUIT: WorkKind.DOCUMENT,
}
#: What a number tells; the first that fits.
_OF_NUMBERS: tuple[tuple[re.Pattern[str], WorkKind], ...] = tuple(
    (re.compile(pattern, re.IGNORECASE), kind)
    for pattern, kind in (
        (r"(?:ECLI|LJN)\b", WorkKind.LEGAL_CASE),
        (r"(?:CELEX:?\s?)?6\d{4}[A-Z]{2}\d", WorkKind.LEGAL_CASE),
        (r"h-[te]k-", WorkKind.HEARING),
        (r"(?:kst-)?\d{4,5}(?:-|$)|(?:kst|blg|ah|kv)-|(?:ah|kv)-[te]k", WorkKind.BILL),
        (r"(?:BWBV|Trb)", WorkKind.TREATY),
        (r"(?:BWBR|CVDR|jci|Stb|Stcrt|Gmb|Prb|Wsb|PbE[UG])", WorkKind.LEGISLATION),
        (r"(?:CELEX:?\s?)?3\d{4}[A-Z]{1,2}\d", WorkKind.LEGISLATION),
        (r"(?:Uitvoerings|Gedelegeerde )?(?:Verordening|Richtlijn|Besluit|Kaderbesluit)\b", WorkKind.LEGISLATION),
        (r"(?:COM|SWD|SEC|JOIN)\(", WorkKind.REPORT),
    )
)
_OF_FORMS = {
    CitationForm.LAW: WorkKind.LEGISLATION,
    CitationForm.KAMERSTUK: WorkKind.BILL,
    CitationForm.PRESS: WorkKind.ARTICLE_NEWSPAPER,
}
# "20 (1): 1-6", "36(1), 8-27", "vol. 3": volume, issue and pages of a journal.
_VOLUME = re.compile(
    r"\b\d{1,4}\s?\(\d{1,3}(?:[-–]\d{1,3})?\)\s?[:,;]\s?(?:p+\.\s?)?[A-Z]?\d|\bvol(?:ume)?\.?\s?\d", re.IGNORECASE
)


def kind_of(work: Work, citations: Sequence[CitationRecord], document: DocumentRecord | None) -> WorkKind:
    """What kind of work it is.

    Args:
        work: the work.
        citations: those that cite it.
        document: the document of the index that it is, if any.
    """
    if document is not None and document.metadata.dossier is not None:
        return WorkKind.BILL
    if document is not None and document.metadata.kind is not DocumentKind.UNKNOWN:
        return _OF_DOCUMENTS.get(document.metadata.kind, WorkKind.REPORT)
    forms = {record.citation.form for record in citations}
    number = work.identifier or ""
    numbered = next((kind for pattern, kind in _OF_NUMBERS if pattern.match(number)), None)
    formed = next((kind for form, kind in _OF_FORMS.items() if form in forms), None)
    told = numbered or formed
    if told is WorkKind.LEGISLATION and "verdrag" in (work.title or number).casefold():
        return WorkKind.TREATY
    if told is not None:
        return told
    rest = " ".join(_rest(record, work.title) for record in citations if record.citation.form in _WITH_PUBLISHER)
    if (worded := _of_words(work.title or "", rest)) is not None:
        return worded
    if number.startswith("ISBN"):
        return WorkKind.BOOK
    if number.startswith(("10.", "doi:")) or "doi.org/" in (work.url or ""):
        return WorkKind.ARTICLE_JOURNAL
    if any(author.strip() in words("press_media") for author in work.authors):
        return WorkKind.ARTICLE_NEWSPAPER
    if work.title and work.authors and parse_name(work.authors[0]).literal is not None:
        return WorkKind.REPORT  # what bodies write and nothing else is told of
    return WorkKind.WEBPAGE if work.url and not work.authors else WorkKind.DOCUMENT


_WITH_PUBLISHER = frozenset({CitationForm.BIBLIOGRAPHY, CitationForm.FOOTNOTE})


def _rest(record: CitationRecord, title: str | None) -> str:
    """What a reference says beside the title, the addresses in it left out."""
    text = " ".join(record.text.split())
    if title:
        text = text.replace(title, " | ")
    return re.sub(r"(?:https?://|www\.)\S+", " ", text)


def _of_words(title: str, rest: str) -> WorkKind | None:
    if _VOLUME.search(rest):
        return WorkKind.ARTICLE_JOURNAL
    for pattern, kind, in_title, in_rest in _patterns():
        if (in_title and pattern.search(title)) or (in_rest and pattern.search(rest)):
            return kind
    return None


@cache
def _patterns() -> tuple[tuple[re.Pattern[str], WorkKind, bool, bool], ...]:
    """Rows of the table as patterns, with whether they count in the title and in the rest of a reference."""
    found = []
    for row in table("work_words"):
        word = row["word"]
        begin = "" if word.startswith("*") else r"^\W{0,3}" if word.startswith("^") else r"(?<!\w)"
        end = "" if word.endswith("*") else r"(?!\w)"
        pattern = re.compile(begin + re.escape(word.strip("*^")) + end, re.IGNORECASE)
        found.append((pattern, WorkKind(row["kind"]), row["place"] != "rest", row["place"] != "title"))
    return tuple(found)
