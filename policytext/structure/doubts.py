"""What a reader should know before trusting what was made of a document: warnings, each with what to do."""

import re
from collections.abc import Sequence

from policytext.lexicon import table
from policytext.structure.dates import find_dates
from policytext.types.document import Block, Metadata
from policytext.types.vocabulary import BlockKind, DatePrecision, Origin

DUTCH = frozenset({"nl", "und"})
# What a document cannot cite before it exists: judgments, official journals, parliamentary years, consulted pages.
_CITED_YEAR = re.compile(
    r"\bECLI:[A-Z]{2}:[A-Z]{2,7}:(?P<ecli>\d{4}):[\w.]{1,25}|\b(?:Stb|Stcrt|Trb)\.? (?P<journal>\d{4}),? (?:nr\. ?)?\d+"
    r"|\bKamerstukken (?:I{1,2},? ?)?(?P<session>\d{4})[/–-]\d{2,4}"
)
_CITED_DATE = re.compile(
    r"\b(?:geraadpleegd(?: op)?|bezocht op|uitspraak van|arrest van|vonnis van|motie van|brief van|advies van"
    r"|rapport van|besluit van|d\.d\.)\s{1,3}(?P<date>\d{1,2} [a-z]{3,9} \d{4})",
    re.IGNORECASE,
)
_FOLIO = re.compile(r"\bpagina\s+(?P<page>\d{1,3})\s+(?:van|/)\s+(?P<pages>\d{1,3})\b", re.IGNORECASE)
_MOST_CITED = 3
_LONGEST = 2_000_000


def find_doubts(blocks: Sequence[Block], text: str, metadata: Metadata) -> tuple[str, ...]:
    """Warnings about a document as a whole, in a fixed order; none where all is plain.

    Args:
        blocks: of the document, in order.
        text: which the spans of `blocks` refer to.
        metadata: as it will be stored.
    """
    return tuple(
        doubt
        for doubt in (_language(metadata), _file_date(metadata), _later(text, metadata), _glued(blocks, text))
        if doubt
    )


def _language(metadata: Metadata) -> str | None:
    if metadata.language in DUTCH or metadata.language.startswith("nl-"):
        return None
    names = {row["language"]: row["name"] for row in table("languages")}
    name = names.get(metadata.language, metadata.language)
    return (
        f"language: {name}, not Dutch: it can be searched, but nothing is taken from it as a statement"
        " (--set language=nl where that is wrong)"
    )


def _file_date(metadata: Metadata) -> str | None:
    if metadata.date is None or metadata.date.origin is not Origin.FILE:
        return None
    return (
        f"dated {metadata.date.value} by the file's own metadata, which may be the day of a conversion"
        " (--set date=... or sources.toml where that is wrong)"
    )


def _later(text: str, metadata: Metadata) -> str | None:
    """Sources that did not exist yet on the date of the document."""
    date = metadata.date
    if date is None:
        return None
    year = int(date.value[:4])
    later: list[str] = []
    for match in _CITED_YEAR.finditer(text, 0, _LONGEST):
        cited = match["ecli"] or match["journal"] or match["session"]
        # a parliamentary year begins in September of its first calendar year
        if int(cited) > year:
            later.append(match.group().rstrip("."))
    for match in _CITED_DATE.finditer(text, 0, _LONGEST):
        for mention in find_dates(match["date"]):
            is_later = date.precision is DatePrecision.DAY and mention.value > date.value
            if mention.precision is DatePrecision.DAY and (is_later or int(mention.value[:4]) > year):
                later.append(match.group())
    if not later:
        return None
    shown = "; ".join(" ".join(words.split()) for words in list(dict.fromkeys(later))[:_MOST_CITED])
    return f"dated {date.value}, but cites what is later: {shown} (check the date; --set date=... corrects it)"


def _glued(blocks: Sequence[Block], text: str) -> str | None:
    """Pages on which the printed numbering starts again: several documents in one file."""
    starts: list[int] = []
    for block in blocks:
        if block.kind not in (BlockKind.FURNITURE, BlockKind.ADDRESS):
            continue
        match = _FOLIO.search(text, block.span.start, block.span.end)
        if match and int(match["page"]) == 1 and block.page > 1 and block.page not in starts:
            starts.append(block.page)
    if not starts:
        return None
    pages = ", ".join(str(page) for page in starts[:10])
    return f"page numbers start again on page {pages}: the file may hold several documents (split it before ingesting)"
