"""Reports by the words of a sentence alone, for sentences without a usable parse.

"Volgens X", "aldus X", a subject with a verb of saying and a clause with dat, a colon or a quotation behind it. Only
what is said outright counts.
"""

import re
from functools import cache
from typing import Final

from policytext.lexicon import table, words
from policytext.statements.attribution.author import Author
from policytext.statements.attribution.held import Report
from policytext.statements.attribution.speakers import is_evidence, is_no_speaker
from policytext.types.spans import Span

_NAME: Final = r"[A-ZÀ-Þ][\w.&'’-]*(?:\s+(?:(?:van|de|der|den|het|en|ter|ten|voor|tot)\s+)*[A-ZÀ-Þ][\w.&'’-]*){0,6}"
#: Articles and the like, which may open the sentence.
_DETERMINER: Final = (
    r"(?:[Dd]e|[Hh]et|[Ee]en|[Dd]it|[Dd]eze|[Dd]ie|[Dd]at|[Zz]ijn|[Hh]aar|[Hh]un|[Vv]eel|[Ss]ommige|[Ee]nkele|[Dd]iverse"
    r"|[Vv]erschillende|[Aa]lle|[Aa]ndere|uit)"
)
#: A name ("Algemene Rekenkamer") or a noun, alone or with whose it is or who it is ("de commissie voor de jeugd",
#: "wethouder De Groot").
_NOUN_PHRASE: Final = (
    rf"(?:{_DETERMINER}\s+)?"
    rf"(?:(?!{_DETERMINER}\s+[a-zà-ÿ]){_NAME}|(?:[a-zà-ÿ-]+e\s+){{0,2}}[a-zà-ÿ-]{{3,}}"
    rf"(?:\s+{_NAME}|\s+(?:van|voor|naar)\s+(?:(?:de|het)\s+)?(?:{_NAME}|[a-zà-ÿ-]{{4,}}))?)"
)
_ACCORDING: Final = re.compile(
    rf"\b(?:[Vv]olgens|[Aa]ldus|[Ii]n de (?:woorden|ogen|visie) van|[Vv]olgens de woorden van|[Vv]anuit de optiek van)"
    rf"\s+(?P<holder>{_NOUN_PHRASE})"
)
#: What stands between a verb of saying and the words said.
_SAID: Final = r"(?:\s+[^\s.;:“„\"]+){0,7}?(?:\s+dat\b|\s*:|,?\s*[“„\"])"
#: "Wij vinden het belangrijk dat ..." has its subject before the verb, and that is the author.
_NOT_US: Final = r"(?<!\b[Ww]ij )(?<!\b[Ww]e )(?<!\b[Ii]k )"
_PRONOUNS: Final = frozenset(
    ("hij", "zij", "ze", "men", "deze", "die", "dit", "dat", "er", "het", "hier", "wie", "wat")
)


@cache
def _verbs() -> str:
    return "|".join(sorted((row["form"] for row in table("reporting_verbs") if row["kind"] == "says"), key=len))


@cache
def _quoting() -> re.Pattern[str]:
    """A subject and a verb of saying before a quotation: "De minister zegt: “...”."""
    return re.compile(
        rf"(?:^|(?<=[,;:–(]\s))(?P<holder>{_NOUN_PHRASE})\s+(?:{_verbs()})(?:\s+[^\s.;:“„\"]+){{0,4}}?\s*:?\s*[“„‘\"]"
    )


@cache
def _saying() -> re.Pattern[str]:
    """A subject, a verb of saying, and the words said."""
    return re.compile(
        rf"(?:^|(?<=[,;:–(]\s)|(?<=\ben\s)|(?<=\bmaar\s)|(?<=\b[Zz]oals\s))(?P<holder>{_NOUN_PHRASE})\s+"
        rf"(?:(?:{_verbs()}){_SAID}"
        r"|(?:heeft|hebben)\s+(?:[^\s.;:]+\s+){0,6}?"
        r"(?:aangegeven|gesteld|gezegd|laten weten|geconcludeerd|geadviseerd|gewaarschuwd)\b(?:,)?\s+dat\b)"
    )


@cache
def _saying_first() -> re.Pattern[str]:
    """The same with the subject behind the verb: "In 2019 stelde de commissie dat ...".

    Before a colon it would be the object as often: "Dit hoofdstuk schetst het probleem: ...".
    """
    return re.compile(
        rf"{_NOT_US}\b(?:{_verbs()})\s+(?P<holder>(?:de|het|een|{_NAME})(?:\s+[^\s.;:,“„\"]+){{0,6}}?)(?:\s+dat\b|,?\s*[“„\"])"
    )


#: A named holder who argues for something: "De Vereniging X pleit voor ...", "De Rekenkamer beveelt aan om ...". A word
#: that has its capital from opening the sentence ("Gemeenten willen dat ...") is no name.
_ADVOCATING: Final = re.compile(
    r"(?:^|(?<=[,;:–(]\s)|(?<=\ben\s)|(?<=\bmaar\s)|(?<=\bterwijl\s))"
    rf"(?P<holder>(?:[Dd]e|[Hh]et)\s+{_NAME}|[A-Z]{{2,}}[\w&-]*|[A-ZÀ-Þ][\w&’-]+\s+(?={_NAME}\s){_NAME})\s+"
    r"(?:\([^()]{1,30}\)\s+)?(?:(?:pleit(?:en|te|ten)?|bepleit(?:en|te|ten)?)\b|(?:beveelt|bevelen|beval|bevalen)\s[^.]*\baan\b"
    r"|(?:roept|roepen|riep|riepen)\s[^.]*\bop\b|adviseer(?:t|de|den)\b|(?:wil|willen|wilde|wilden)\s+dat\b)"
)


@cache
def _after_quotation() -> re.Pattern[str]:
    """The same behind what was said: “Het geld is op”, zegt wethouder De Groot."""
    return re.compile(rf"[”»’\"]\s*,?\s+(?:{_verbs()})\s+(?P<holder>{_NOUN_PHRASE})")


@cache
def _no_holders() -> frozenset[str]:
    """Words that are no holder, though they may stand where one does ("Wel vindt ...", "dat wil zeggen dat ...")."""
    return frozenset(word.lower() for word in (*words("sentence_starters"), *words("stopwords"))) | _PRONOUNS


def find_report_in_words(text: str, author: Author, *, is_parsed: bool) -> Report | None:
    """The report that a sentence is by its words; None for an own one.

    Args:
        text: the sentence.
        author: who speaks in the document.
        is_parsed: whether its syntax was read before without finding a report; then only who spoke behind a quotation
            is looked for, since a parser loses the thread there.
    """
    patterns = (
        (_after_quotation(), _quoting())
        if is_parsed
        else (_ACCORDING, _ADVOCATING, _saying(), _saying_first(), _after_quotation())
    )
    for pattern in patterns:
        for match in pattern.finditer(text):
            holder = _other(match["holder"], author)
            if holder is not None:
                place = Span(match.start("holder"), match.end("holder"))
                return Report(holder, f"woorden van ‘{holder}’", place)
    return None


def _other(phrase: str, author: Author) -> str | None:
    """A holder's name without its article, if it is somebody else than the author."""
    name = " ".join(phrase.split()).strip(" ,.:;")
    if author.is_self(name) or is_no_speaker(name) or is_evidence(name):
        return None
    bare = re.sub(r"^(?:de|het|een|dit|deze|die|dat|uit)\s+", "", name, flags=re.IGNORECASE)
    lower = bare.lower()
    if len(bare) < 3 or lower in _no_holders():
        return None
    is_name = any(c.isupper() for c in bare[1:]) or (bare[0].isupper() and " " in bare)
    return bare if is_name else lower
