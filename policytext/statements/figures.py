"""The numbers that a statement gives, with their value, unit and what they count.

Read are shares ("1 op de 8 kinderen", "drie van de vier", "een derde van"), percentages, amounts of money, and counts
with a noun behind them ("428.000 jongeren"). Years, dates, article and note numbers are no figures. A point in a number
separates thousands and a comma decimals, as in Dutch.
"""

import re
from collections.abc import Iterator
from functools import cache
from typing import Final

from policytext.lexicon import table, words
from policytext.types.spans import Span
from policytext.types.statement import Figure

_NUMBER: Final = r"\d{1,3}(?:\.\d{3})+(?:,\d+)?|\d+(?:[.,]\d{1,2})?"
_MONTHS: Final = "jan|feb|maart|mrt|apr|mei|jun|jul|aug|sep|okt|nov|dec"
#: Words behind a number that say that it counts nothing: it names a place in a text or a moment.
_NO_UNIT: Final = re.compile(rf"(?:{_MONTHS})|(?:lid|uur|juncto|jo|e|ste|de|ff?|p|blz|nr)\b", re.IGNORECASE)
_NAMED_BEFORE: Final = re.compile(
    r"(?:art(?:ikel|ikelen)?|lid|hoofdstuk|paragraaf|bijlage|noot|figuur|tabel|pagina'?s?|bladzijden?|p|blz|nr|nummer"
    r"|deel|stap|fase|regel|alinea"
    r"|kamerstuk(?:ken)?|punt|advies|tel|versie|nummers|jaar|sinds|in|per|vanaf|eind|begin)\.?\s*\Z",
    re.IGNORECASE,
)
_YEAR: Final = re.compile(r"(?:19|20)\d\d\Z")
_PERIOD: Final = re.compile(r"(?<!\d)(?:19|20)\d\d(?:\s?[-–/]\s?(?:(?:19|20)?\d\d)(?!\d))?(?!\d)")
_NOUN: Final = re.compile(r"\s+((?:[^\W\d_]+e\s+){0,2}[^\W\d_]{3,}(?:-[^\W\d_]+)*)")
#: Words that join a number to what it counts: "30 procent van de gemeenten".
_OF: Final = re.compile(r"\s+van\s+(?:(?:de|het|alle|onze|hun|deze|die|dit)\s+)?", re.IGNORECASE)
_NOT_COUNTED: Final = frozenset((*words("uncounted_words"), *words("stopwords"), *words("finite_verbs")))
#: Units of time are units themselves: "14 weken" is a duration, and what lasts stands elsewhere in the sentence.
_TIME: Final = re.compile(r"\s+(jaar|jaren|maand(?:en)?|we(?:ek|ken)|dag(?:en)?|uur|uren)\b", re.IGNORECASE)
_TIME_UNITS: Final = {"jaren": "jaar", "maanden": "maand", "weken": "week", "dagen": "dag", "uren": "uur"}


@cache
def _words(kind: str) -> dict[str, float]:
    return {row["word"]: float(row["value"]) for row in table("number_words") if row["class"] == kind}


@cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    cardinal = "|".join(("[eé][eé]n", *sorted(_words("cardinal"), key=len, reverse=True)))
    share = "|".join(sorted(_words("share"), key=len, reverse=True))
    scale = "|".join(sorted(_words("scale"), key=len, reverse=True))
    number = rf"(?:{_NUMBER}|{cardinal})"
    return (
        re.compile(rf"(?<![\w.,])({number})\s+(?:op|van)\s+(?:de|elke|iedere)\s+({number})(?![\w%])", re.IGNORECASE),
        re.compile(rf"(?<!\w)({share})(?=\s+(?:van\s+)?(?:de|het|alle|onze|deze)\b|\s+van\b)", re.IGNORECASE),
        re.compile(
            rf"(?:(€|EUR)\s*)?(?<![\w.,/-])({_NUMBER})(?:\s*(%)|\s+(procent|promille))?"
            rf"(?:\s+({scale}))?(?:\s*(?:(€)|(euro)\b))?(?![\w])",
            re.IGNORECASE,
        ),
        re.compile(rf"(?<!\w)({cardinal})\s+({scale})(?:\s+(euro)\b)?", re.IGNORECASE),
    )


def find_figures(sentence: str, start: int = 0) -> tuple[Figure, ...]:
    """The figures of a sentence in order, no two of which overlap.

    Args:
        sentence: its text.
        start: where it begins in `Document.text`: spans are positions there.
    """
    taken: list[Span] = []
    found: list[Figure] = []
    for figure in (*_shares(sentence), *_quantities(sentence)):
        if not any(figure.span.overlaps(other) for other in taken):
            taken.append(figure.span)
            found.append(figure)
    period = _period(sentence, taken)
    return tuple(
        Figure(Span(f.span.start + start, f.span.end + start), f.value, f.unit, f.counted, period)
        for f in sorted(found, key=lambda figure: figure.span)
    )


def _shares(sentence: str) -> Iterator[Figure]:
    one_in, share, _, _ = _patterns()
    for match in one_in.finditer(sentence):
        part, whole = _value(match[1]), _value(match[2])
        if whole and part <= whole:
            yield _figure(sentence, Span(*match.span()), part / whole, "deel")
    for match in share.finditer(sentence):
        yield _figure(sentence, Span(*match.span()), _words("share")[match[1].lower()], "deel")


def _quantities(sentence: str) -> Iterator[Figure]:
    *_, number, spelled = _patterns()
    for match in number.finditer(sentence):
        euro_before, digits, percent, percent_word, scale, euro_sign, euro = match.groups()
        value = _value(digits) * (_words("scale")[scale.lower()] if scale else 1.0)
        span = Span(match.start(), match.end())
        if euro_before or euro_sign or euro:
            yield _figure(sentence, span, value, "euro")
        elif percent or percent_word:
            thousandths = percent_word is not None and percent_word.lower() == "promille"
            yield _figure(sentence, span, value / (1000 if thousandths else 100), "deel")
        elif _counts(sentence, match, bool(scale)):
            time = _TIME.match(sentence, match.end())
            if time is not None and not scale:
                unit = _TIME_UNITS.get(time[1].lower(), time[1].lower())
                yield Figure(Span(match.start(), time.end()), value, unit, None, None)
                continue
            figure = _figure(sentence, span, value, "aantal")
            if figure.counted is not None:
                yield figure
    for match in spelled.finditer(sentence):
        value = _value(match[1]) * _words("scale")[match[2].lower()]
        yield _figure(sentence, Span(*match.span()), value, "euro" if match[3] else "aantal")


def _counts(sentence: str, match: re.Match[str], scaled: bool) -> bool:
    """Whether a bare number may count something: no year, no number of an article, note or page."""
    if scaled:
        return True
    if _YEAR.match(match[2]) or _NAMED_BEFORE.search(sentence, max(0, match.start() - 16), match.start()):
        return False
    rest = sentence[match.end() : match.end() + 12]
    return bool(rest[:1].isspace()) and _NO_UNIT.match(rest.lstrip()) is None


def _figure(sentence: str, span: Span, value: float, unit: str) -> Figure:
    """A figure with what it counts: the noun behind it, or behind "van de"."""
    joined = _OF.match(sentence, span.end)
    noun = _NOUN.match(sentence, joined.end() - 1 if joined is not None else span.end)
    counted: str | None = None
    if noun is not None:
        words = noun[1].lower().split()
        while words and words[0] in _NOT_COUNTED:
            words.pop(0)
        if words and words[-1] not in _NOT_COUNTED and noun[1].lower().split()[0] == words[0]:
            counted = words[-1]
    return Figure(span, value, unit, counted, None)


def _value(word: str) -> float:
    named = _words("cardinal").get(_unaccented(word))
    if named is not None:
        return named
    if re.fullmatch(r"\d{1,3}(?:\.\d{3})+(?:,\d+)?", word):
        word = word.replace(".", "")
    return float(word.replace(",", "."))


def _unaccented(word: str) -> str:
    """Lower case, and "één" in any of its spellings ("Eén", "EEN") as "een"."""
    return word.lower().replace("é", "e")


def _period(sentence: str, taken: list[Span]) -> str | None:
    """The last year or range of years of the sentence: the moment that figures in running text usually speak of."""
    years = [
        match for match in _PERIOD.finditer(sentence) if not any(Span(*match.span()).overlaps(span) for span in taken)
    ]
    return re.sub(r"\s", "", years[-1][0]) if years else None
