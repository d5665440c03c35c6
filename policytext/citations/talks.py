"""Interviews, talks and letters of persons that running text refers to: "(interview met Jan de Wit, 12 mei 2020)".

A conversation counts where it has a person and a day or year; a lecture or speech where it has a speaker and a year, or
a name of its own ("Machiavellilezing van 2019").
"""

import re
from collections.abc import Iterable, Iterator

from policytext.citations.authors import is_author
from policytext.citations.context import Context, Found
from policytext.citations.fields import DATE, Fields
from policytext.types.document import Block
from policytext.types.spans import Span
from policytext.types.vocabulary import CitationForm

_NAME = r"[A-ZÀ-Þ][\w’'.-]*(?:\s(?:(?:van|de|den|der|ten|ter)\s){0,2}[A-ZÀ-Þ][\w’'.-]*){0,3}"
_YEAR = r"(?:1[89]|20)\d\d"
_WHEN = rf"(?:{DATE.pattern}|{_YEAR})"
_CONVERSATION = (
    r"(?:(?:telefonisch|persoonlijk|schriftelijk)e?\s)?(?:interview|(?:telefoon)?gesprek|e-mail(?:wisseling)?|correspondentie|"
    r"communicatie|mededeling|mondelinge mededeling)"
)
_OFFICE = (
    r"(?:(?:wethouder|minister|staatssecretaris|burgemeester|hoogleraar|prof\.|dr\.|directeur|onderzoeker)\s){0,2}"
)
# "(interview met Jan de Wit, 12 mei 2020)", "(persoonlijke communicatie, J. de Wit, 3 mei 2021)"
_IN_BRACKETS = re.compile(
    rf"\((?:zie\s|bron:\s)?(?P<words>{_CONVERSATION}(?:\s(?:met|van)|,|:)\s{_OFFICE}(?P<who>{_NAME}),?\s"
    rf"(?:op\s|d\.d\.\s|in\s)?(?P<when>{_WHEN}))\)",
    re.IGNORECASE,
)
# "in een gesprek met wethouder De Wit op 3 mei 2021"
_IN_TEXT = re.compile(
    rf"\b(?P<words>(?:interview|telefoongesprek|gesprek)\smet\s{_OFFICE}(?P<who>{_NAME})\s(?:op|d\.d\.|van)\s(?P<when>{DATE.pattern}))"
)
# "de Machiavellilezing van 2019", "zijn oratie (2014)", "de toespraak van Jan de Wit op 3 mei 2019"
_LECTURE = re.compile(
    rf"\b(?P<words>(?P<name>[A-ZÀ-Þ][\w-]{{2,40}}lezing)\s(?:van\s(?P<by>{_NAME})\s)?(?:\(|van\s|uit\s|in\s)(?P<when>{_WHEN})\)?)"
    rf"|\b(?P<words2>(?:toespraak|lezing|oratie|rede|speech)\svan\s(?:(?:de|het)\s)?{_OFFICE}(?P<who>{_NAME})\s"
    rf"(?:op|in|van|uit|\()\s?(?P<when2>{_WHEN})\)?)"
)


def find_talks(context: Context, blocks: Iterable[Block]) -> Iterator[Found]:
    """Conversations, lectures and speeches in the blocks."""
    for block in blocks:
        for pattern in (_IN_BRACKETS, _IN_TEXT):
            for match in pattern.finditer(context.text, block.span.start, block.span.end):
                if _is_name(match["who"]) and context.is_year(match["when"][-4:]):
                    yield _found(match, "words", match["who"], match["when"], match["words"])
        for match in _LECTURE.finditer(context.text, block.span.start, block.span.end):
            group, when = ("words", match["when"]) if match["words"] else ("words2", match["when2"])
            who = match["by"] or match["who"]
            if (who is None or _is_name(who)) and context.is_year(when[-4:]):
                yield _found(match, group, who, when, match["name"] or match[group])


def _is_name(who: str) -> bool:
    """Whether the match without regard to capitals found a name: it has to begin with one."""
    return who[0].isupper() and is_author(who)


def _found(match: re.Match[str], group: str, who: str | None, when: str, title: str) -> Found:
    span = Span(*match.span(group))
    words = DATE.sub("", title).strip(" ,.(")
    title = re.sub(rf",?\s?(?:op|d\.d\.|van|in|uit|\()?\s?(?:{_YEAR})?\)?$", "", words).strip(" ,.(")
    fields = Fields((who,) if who else (), when[-4:], None, title)
    return Found(CitationForm.OTHER, span, fields, (span,))
