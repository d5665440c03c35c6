"""Corpus documents that a citation names by kind and date: "onze brief van 20 mei 2022", "ons advies van maart 2021".

A day or month, the kind and the sender together lead to a document; a year alone does not. Another sender, another
addressee, another kind, and a date after that of the citing document rule out.
"""

import re
from collections import defaultdict
from collections.abc import Mapping

from policytext.citations.fields import DATE, MONTH
from policytext.citations.matching import fold, share_author, telling_words
from policytext.lexicon import table
from policytext.types.citation import Citation
from policytext.types.document import Metadata
from policytext.types.vocabulary import DatePrecision, DocumentKind

_DAY_AND_MONTH = re.compile(rf"\b(?:(\d{{1,2}})\s)?({MONTH})\.?(?=\s|$)", re.IGNORECASE)
_OWN = re.compile(r"\b(?:onze|ons|mijn|wij|we|ik)\b", re.IGNORECASE)
_TO = re.compile(r"\saan\s(?:uw\s|de\s|het\s)?(?P<who>[^.,;()\d]{2,60}?)(?=\s(?:van|d\.d\.)\s|$|[,.(])")
_REPORTS = frozenset(
    {DocumentKind.RAPPORT, DocumentKind.ADVIES, DocumentKind.ESSAY, DocumentKind.NOTITIE, DocumentKind.NOTA}
)
_LETTERS = frozenset({DocumentKind.BRIEF, DocumentKind.KAMERBRIEF})
# What a document that is called so can be, the longest name first.
_KINDS: tuple[tuple[str, frozenset[DocumentKind]], ...] = (
    ("kamerbrief", frozenset({DocumentKind.KAMERBRIEF})),
    ("brief", _LETTERS),
    ("position paper", frozenset({DocumentKind.POSITION_PAPER})),
    ("rapport", _REPORTS),
    ("verkenning", _REPORTS),
    ("evaluatie", _REPORTS),
    ("advies", _REPORTS | _LETTERS),
    ("zienswijze", _REPORTS | _LETTERS),
    ("reactie", _REPORTS | _LETTERS | {DocumentKind.POSITION_PAPER}),
    ("inbreng", _REPORTS | _LETTERS | {DocumentKind.POSITION_PAPER}),
    ("notitie", frozenset({DocumentKind.NOTITIE, DocumentKind.NOTA})),
    ("nota", frozenset({DocumentKind.NOTITIE, DocumentKind.NOTA})),
    ("essay", frozenset({DocumentKind.ESSAY, DocumentKind.ARTIKEL})),
    ("artikel", frozenset({DocumentKind.ESSAY, DocumentKind.ARTIKEL})),
)


class Dates:
    """Documents of the corpus by day and by month."""

    def __init__(self, corpus: Mapping[str, Metadata]) -> None:
        self._corpus = corpus
        self._of: dict[str, list[str]] = defaultdict(list)
        for document in sorted(corpus):
            date = corpus[document].date
            if date is not None and date.precision is not DatePrecision.YEAR:
                self._of[date.value].append(document)
                if date.precision is DatePrecision.DAY:
                    self._of[date.value[:7]].append(document)

    def find(self, citation: Citation) -> tuple[str, ...]:
        """Documents that fit a citation by its kind, date and sender: none, the one, or several."""
        title = citation.title or ""
        kinds = next((kinds for name, kinds in _KINDS if name in title.casefold()), None)
        when = _iso(citation)
        if kinds is None or when is None:
            return ()
        is_kamerbrief = kinds == {DocumentKind.KAMERBRIEF}
        found = [
            document
            for document in self._of.get(when, ())
            if document != citation.document
            and self._corpus[document].kind in kinds
            and not self._is_ruled_out(citation, document)
        ]
        sure = [document for document in found if self._is_by_sender(citation, document)]
        if sure or len(when) < len("2020-05-20"):
            return tuple(sure)  # a month without the sender is too little
        return tuple(found) if is_kamerbrief or not citation.authors else ()

    def _is_by_sender(self, citation: Citation, document: str) -> bool:
        senders = self._senders(document)
        if _OWN.search(citation.title or "") or not citation.authors:
            return share_author(self._senders(citation.document), senders) is True
        return share_author(citation.authors, senders) is True

    def _senders(self, document: str) -> tuple[str, ...]:
        metadata = self._corpus.get(document)
        return () if metadata is None else (*metadata.organisations, *metadata.authors)

    def _is_ruled_out(self, citation: Citation, document: str) -> bool:
        """Whether sender, addressee or order in time speak against a document."""
        metadata, citing = self._corpus[document], self._corpus.get(citation.document)
        if share_author(citation.authors, self._senders(document)) is False:
            own = self._senders(citation.document) if _OWN.search(citation.title or "") else ()
            if share_author(own, self._senders(document)) is not True:
                return True
        to = _TO.search(citation.title or "")
        if to is not None and metadata.addressee:
            named, known = set(telling_words(to["who"])), set(telling_words(metadata.addressee))
            if named and known and not named & known:
                return True
        dates = (metadata.date, citing.date if citing is not None else None)
        return dates[0] is not None and dates[1] is not None and dates[0].value > dates[1].value


def _iso(citation: Citation) -> str | None:
    """The day or month that a citation names, in ISO form; the year of "12 juni jl." is that of the citation."""
    title = citation.title or ""
    months = {fold(row["name"]): row["number"] for row in table("months")}
    match = DATE.search(title)
    if match is not None:
        parts = re.split(r"[-/.\s]+", match.group().strip("."))
        year, words = parts[-1], parts[:-1]
    elif citation.year is not None and (loose := _DAY_AND_MONTH.search(title)) is not None:
        year, words = citation.year, [part for part in loose.groups() if part]
    else:
        return None
    number = months.get(fold(words[-1]), words[-1])
    if not number.isdigit() or not 1 <= int(number) <= 12:
        return None
    day = f"-{int(words[0]):02d}" if len(words) > 1 and words[0].isdigit() else ""
    return f"{year}-{int(number):02d}{day}"
