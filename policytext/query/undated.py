"""The earliest time that the text of a document without a date allows: what it speaks of as past had happened already.

A lower bound and no date: a report that speaks of 2018 as past can be of 2018 or of any later year. What a text plans
says nothing of when it was written, so a year counts only where the words around it say that it is past or has begun,
or that a source of it exists. Made at query time for the few documents that need it; nothing is stored.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from functools import cache
from typing import Final

from policytext.lexicon import table
from policytext.lexicon.lemmas import noun_or_adjective, verb
from policytext.lexicon.word_list import strong_forms
from policytext.query.planned import is_planned
from policytext.store import CitationRecord, DocumentRecord, Filters, Reader
from policytext.types.vocabulary import CitationForm

#: Sentences of a document that are read, from its beginning: more than any report has, so that a file that is no
#: document cannot hold up an answer.
MOST_SENTENCES: Final = 20_000
_AT_ONCE: Final = 500
_DUTCH: Final = "nl"

_MONTHS: Final = {row["name"]: int(row["number"]) for row in table("months") if int(row["number"])}
_NAMES: Final = "|".join(sorted(_MONTHS, key=len, reverse=True))
#: A year that is no part of a longer number, of a range ("2023-2027"), of a fraction or of a code ("2016/679").
_YEAR: Final = r"(?<![\w.,/€-])(?<![-–/]\s)(?P<year>19[5-9]\d|20\d\d)(?![\w/]|[.,]\d|\s?[-–]\s?\d)"
_STATED: Final = rf"(?:(?:\d{{1,2}}\s+)?(?P<month>{_NAMES})\.?\s+(?:van\s+)?)?{_YEAR}"
_NUMERIC: Final = (
    r"(?<![\w./-])\d{1,2}(?P<mark>[-/.])(?P<number>\d{1,2})(?P=mark)(?P<numeric>19[5-9]\d|20\d\d)(?![\w/-])"
)
_HAS_YEAR: Final = re.compile(r"19[5-9]\d|20\d\d")
_SPOKEN: Final = re.compile(_STATED, re.IGNORECASE)
#: Before the time of what has begun or exists: "sinds begin 2018", "uit 2018", "d.d. 3-5-2019", "brief van 3 mei 2019".
_EXISTING: Final = re.compile(
    rf"""(?<!\w)(?:
        (?:sinds|sedert)(?:\s+(?:begin|eind|medio|half|het|de|jaar|voorjaar|najaar|zomer|winter|herfst|van))*
      | uit(?:\s+(?:het\s+jaar|begin|eind|medio))?
      | d\.\s?d\. | dd\.?
      | (?:brie(?:f|ven)|e-?mail(?:bericht)?|verzoek|besluit|uitspraak|arrest|vonnis|rapport|advies|motie|artikel|nota)
        \s+(?:van|op)
      | (?:geraadpleegd|bezocht|bekeken|gepubliceerd|verschenen|ontvangen|accessed|retrieved)(?:\s+(?:op|in|on))?
    )\s+(?:{_STATED}|{_NUMERIC})""",
    re.VERBOSE | re.IGNORECASE,
)
#: Sources that have their year in their number or address; of a parliamentary year ("2020/21") the first counts.
_NUMBERED: Final = re.compile(
    r"""(?<!\w)(?:Stb|Stcrt|Trb|Staatsblad|Staatscourant|Tractatenblad|Pb\s?EU|Pb\s?EG)\.?,?\s+(?:nr\.?\s+)?
        (?P<issue>(?:19|20)\d\d)\b
      | ECLI:[A-Z]{2}:\w+:(?P<judged>(?:19|20)\d\d):
      | (?<!\w)(?:Kamerstukken|Handelingen|Aanhangsel|TK|EK|vergaderjaar)\b[^.;\d]{0,24}
        (?P<session>(?:19|20)\d\d)\s?[-–/]\s?\d\d
      | ://\S{0,200}?/(?P<path>(?:19|20)\d\d)/(?P<path_month>0[1-9]|1[0-2])/""",
    re.VERBOSE,
)
#: The year of a work, with a letter where there are several; not one that the work looks to ("op weg naar 2050").
_OF_WORK: Final = re.compile(
    r"(?<![\w.,/€-])(?<![-–/]\s)(?<!naar\s)(?<!voor\s)(?<!tot\s)(?<!in\s)(?<!vanaf\s)(?<!richting\s)"
    r"(?P<year>19[5-9]\d|20\d\d)(?![^\Wa-z_]|/|[.,]\d|\s?[-–]\s?\d)"
)
_SINCE_MONTH: Final = re.compile(rf"\b(?:sinds|sedert)\s+(?P<month>{_NAMES})\b(?!\s+(?:van\s+)?\d)", re.IGNORECASE)
_CLAUSES: Final = re.compile(r"[,;:()“”‘’\"]|\s(?:dat|om|zodat|waarmee|waardoor)\s")
_WORD: Final = re.compile(r"[^\W\d_][\w-]*|\d+")
#: Prepositions of a time that a clause speaks of, and what can stand between them and their year.
_WHEN: Final = frozenset(["in", "over", "tijdens", "gedurende", "begin", "eind", "einde", "medio", "halverwege", "op"])
#: Characters before a year in which its preposition is looked for: a sentence of a file that is no document can be one
#: long list of years.
_REACH: Final = 120
_BETWEEN: Final = frozenset(
    ("de", "het", "jaar", "jaren", "van", "loop", "en", "half", "kwartaal", "eerste", "tweede", "derde", "vierde")
) | frozenset(row["name"] for row in table("months"))
_AUXILIARIES: Final = frozenset(["heeft", "hebben", "is", "zijn"])
_PRESENT: Final = _AUXILIARIES | {"ben", "bent", "heb", "hebt"}
_PAST: Final = frozenset(["was", "waren", "werd", "werden", "had", "hadden"])
_SEEMS: Final = frozenset(["lijkt", "lijken"])
_ARTICLES: Final = frozenset(["de", "het", "een", "hun", "onze", "ons", "deze", "geen", "alle", "elke", "iedere"])
#: A case that a sentence supposes: "Als de datum is bepaald op 1 juli 2025".
_SUPPOSED: Final = re.compile(r"^\W*(?:als|wanneer|stel|mocht)\b|\bindien\b", re.IGNORECASE)
_PREFIXES: Final = ("be", "ver", "ont", "her", "over", "onder")
_WORKS: Final = frozenset(
    (CitationForm.FOOTNOTE, CitationForm.BIBLIOGRAPHY, CitationForm.AUTHOR_YEAR, CitationForm.PRESS)
)


def bounded(reader: Reader, documents: Iterable[DocumentRecord]) -> dict[str, DocumentRecord]:
    """The undated documents with `not_before`, by content id; those whose text tells nothing stay out."""
    found: dict[str, DocumentRecord] = {}
    for document in {document.id: document for document in documents if document.date is None}.values():
        bound = not_before(reader, document)
        if bound is not None:
            found[document.id] = replace(document, not_before=bound)
    return found


def not_before(reader: Reader, document: DocumentRecord) -> str | None:
    """Year or month ("2018", "2018-09") before which a document was not written, as far as its text and notes tell.

    None for a document in another language, whose words nothing here knows. Readers' comments are left out: they can be
    years younger.
    """
    if document.metadata.language != _DUTCH:
        return None
    ids = reader.unit_ids(Filters(documents=(document.id,), include_notes=True))[:MOST_SENTENCES]
    times = set[str]()
    for start in range(0, len(ids), _AT_ONCE):
        for sentence in reader.sentence_records(ids[start : start + _AT_ONCE]):
            times.update(evidence(sentence.text))
    for record in reader.citations(document=document.id):
        times.update(published(record))
    # "In 2040 was Nederland klimaatneutraal": a scenario that is told in the past tense
    times = {time for time in times if int(time[:4]) <= date.today().year}
    return max(times, default=None)


def published(record: CitationRecord) -> Iterator[str]:
    """The year of a cited work that exists; none where the year may be a part of its title ("Visie 2050")."""
    year = record.citation.year
    if year is not None and record.citation.form in _WORKS:
        outside = record.text.replace(record.citation.title or "\0", " ")
        if any(match["year"] == year for match in _OF_WORK.finditer(outside)):
            yield year


def evidence(sentence: str) -> Iterator[str]:
    """Years and months ("2018", "2018-09") that a sentence speaks of as past or begun, or whose sources it names."""
    if not _HAS_YEAR.search(sentence):
        return
    yield from map(_iso, _EXISTING.finditer(sentence))
    for match in _NUMBERED.finditer(sentence):
        year, month = match["issue"] or match["judged"] or match["session"] or match["path"], match["path_month"]
        yield f"{year}-{month}" if month else year
    # One plan makes the whole sentence doubtful: "vorig jaar is besloten dat in 2030 de helft is gesaneerd".
    if _SUPPOSED.search(sentence) or any(is_planned(word.lower()) for word in _WORD.findall(sentence)):
        return
    since = _SINCE_MONTH.search(sentence)
    is_perfect = any(_is_participle(word.lower()) for word in _WORD.findall(sentence))
    spoken = [
        found
        for clause in _CLAUSES.split(sentence)
        for found in _spoken(clause, is_perfect=is_perfect, has_begun=since is not None)
    ]
    yield from spoken
    years = {match["year"] for match in _SPOKEN.finditer(sentence)}
    if since is not None and spoken and len(years) == 1:
        yield f"{years.pop()}-{_MONTHS[since['month'].lower()]:02}"


def _spoken(clause: str, *, is_perfect: bool, has_begun: bool) -> Iterator[str]:
    """Times in a clause about the past, or with `has_begun` about what can be seen already ("lijkt").

    `is_perfect` says that the sentence has a participle: it can stand far behind its auxiliary.
    """
    found = list(_SPOKEN.finditer(clause))
    if not found:
        return
    said = [word.lower() for word in _WORD.findall(clause)]
    pairs = zip(["", *said], said, strict=False)
    is_past = any(_is_past_form(word) for before, word in pairs if before not in _ARTICLES)
    if not (
        is_past or (is_perfect and not _AUXILIARIES.isdisjoint(said)) or (has_begun and not _SEEMS.isdisjoint(said))
    ):
        return
    for match in found:
        before = [word.lower() for word in _WORD.findall(clause[max(0, match.start() - _REACH) : match.start()])]
        while before and (before[-1] in _BETWEEN or before[-1].isdigit()):
            before.pop()
        if before and before[-1] in _WHEN:
            yield _iso(match)


@cache
def _modal_forms() -> frozenset[str]:
    """Forms of modal verbs: "moest" and "zou" tell what was to come."""
    return frozenset(row["form"] for row in table("modal_forms"))


@cache
def _strong_past() -> frozenset[str]:
    """Forms of the past of verbs that no rule gives; the table has the present of "zijn" and "hebben" there too."""
    listed = frozenset(form for row in table("strong_verbs") for form in row["past"].split())
    return listed - _modal_forms() - _PRESENT


def _is_past_form(word: str) -> bool:
    if word in _PAST:
        return True
    if (
        word not in _strong_past()
        and _bare(word) not in _strong_past()
        and (not word.endswith(("de", "te", "den", "ten")) or word.startswith("ge") or word in _modal_forms())
    ):
        return False
    return verb(word) not in (None, word) and noun_or_adjective(word) is None


def _bare(word: str) -> str:
    """The form without a prefix that its verb keeps: "droeg" of "bedroeg"."""
    prefix = next((prefix for prefix in _PREFIXES if word.startswith(prefix)), "")
    return word.removeprefix(prefix)


def _is_participle(word: str) -> bool:
    if not word.endswith(("d", "t", "en")):
        return False
    if word.endswith("en"):  # of "ontvangen" and "besproken" the infinitive or the past looks the same
        return (word.startswith("ge") and word in strong_forms()) or (
            _bare(word) != word and _bare(word) in strong_forms()
        )
    has_shape = word.startswith(("ge", *_PREFIXES)) or "ge" in word[2:5]
    return has_shape and verb(word) not in (None, word)


def _iso(match: re.Match[str]) -> str:
    held = match.groupdict()
    if held.get("numeric"):
        number = int(held["number"])
        return f"{held['numeric']}-{number:02}" if 1 <= number <= 12 else str(held["numeric"])
    return f"{held['year']}-{_MONTHS[held['month'].lower()]:02}" if held["month"] else str(held["year"])
