"""Years, dates and addresses as references write them, and the fields that a reference gives."""

import re
from dataclasses import dataclass

from policytext.lexicon import table

URL = re.compile(r"(?:[Hh]ttps?://|www\.)[^\s<>\"“”‘’\]\[{}|]{2,2000}")
DOI = re.compile(r"\b(?:doi:?\s?|https?://(?:dx\.)?doi\.org/)(10\.\d{4,9}/[^\s<>\"“”,;]{2,200})", re.IGNORECASE)
YEAR = re.compile(r"(?<![\d./:-])((?:1[89]|20)\d\d)([a-z])?(?![\d\w])")
# "(2019a)", "(2019, juni)", "(24 mei 2019)", "([2006] 2012)"
BRACKET_YEAR = re.compile(
    r"\((?!\s*(?:peil(?:datum|jaar)|stand|prijspeil|cijfers|sinds|vanaf|tot|circa|ca\.)\b)\s*(?:\[\d{4}\]\s*)?(?:[^()\d]{0,30}|\d{1,2}\s[a-z]{3,9}\s)((?:1[89]|20)\d\d)([a-z])?(?:\s*[-–]\s*\d{4})?(?:,[^()]{0,40})?\s*\)"
)
MONTH = "(?:" + "|".join(sorted((re.escape(row["name"]) for row in table("months")), key=len, reverse=True)) + ")"
DATE = re.compile(
    rf"\b(?:\d{{1,2}}\s+{MONTH}\.?\s+(?:1[89]|20)\d\d|\d{{1,2}}[-/.]\d{{1,2}}[-/.](?:1[89]|20)\d\d|{MONTH}\.?\s+(?:1[89]|20)\d\d)\b",
    re.IGNORECASE,
)
_PERIOD = re.compile(r"\s?[-–]\s?(?:1[89]|20)\d\d(?!\d)")
_AIM = re.compile(r"\b(?:naar|richting)\s$", re.IGNORECASE)
_NUMBER_OF_BOOK = re.compile(r"\bIS[SB]N:?\s?[\dXx-]{8,17}")
_URL_TAIL = ".,;:!?'’\"*_)>"


@dataclass(frozen=True, slots=True)
class Fields:
    """What a reference says of the work; empty where it does not say it. `year` has four digits.

    `parts` and `address` as in `policytext.types.citation.Citation`.
    """

    authors: tuple[str, ...] = ()
    year: str | None = None
    year_suffix: str | None = None
    title: str | None = None
    url: str | None = None
    identifier: str | None = None
    parts: tuple[tuple[str, str], ...] = ()
    address: str | None = None


def trim_url(url: str) -> str:
    """An address without the punctuation of the sentence around it; balanced brackets stay."""
    url = url.rstrip(_URL_TAIL.replace(")", ""))
    while url and url[-1] in _URL_TAIL and not (url[-1] == ")" and url.count("(") >= url.count(")")):
        url = url[:-1]
    return url


def first_url(text: str) -> str | None:
    """First address in a text, or None."""
    match = URL.search(text)
    return trim_url(match.group()) if match else None


def last_year(text: str) -> tuple[str, str | None] | None:
    """Year of the last date in a text, else its last year, with an edition letter."""
    text = _NUMBER_OF_BOOK.sub(" ", text)
    dates = list(DATE.finditer(text))
    if dates:
        return dates[-1].group()[-4:], None
    # "Luchtvaartnota 2020-2050", "Op weg naar 2050": what the work is about
    years = [
        year
        for year in YEAR.finditer(text)
        if not _PERIOD.match(text, year.end()) and not _AIM.search(text, max(0, year.start() - 10), year.start())
    ]
    return (years[-1].group(1), years[-1].group(2)) if years else None
