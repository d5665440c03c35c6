"""Own or reported: whether a sentence gives somebody else's words, and whose.

Rules on the wording: "volgens X", "aldus X", a subject with a verb of saying and a clause with dat, a colon or a
quotation behind it, stretches that stand in quotation marks, quotation blocks and readers' comments. Only what is said
outright counts: free indirect speech that goes on after such a sentence is found in quotations alone. The author's own
organisation ("De VNG vindt dat ..." in a letter of the VNG) is no other holder.
"""

import re
from dataclasses import dataclass
from functools import cache
from typing import Final

from policytext.lexicon import table, words
from policytext.types.document import Block, Document, Sentence
from policytext.types.vocabulary import Attribution, BlockKind, DocumentKind

READER: Final = "lezer"
_OPENING, _CLOSING = "“„«", "”»"
_FIRST_PERSON: Final = re.compile(r"\b(?:wij|we|ik|ons|onze|mij|mijn)\b", re.IGNORECASE)
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
#: Nouns that are laws and plans rather than speakers: what they say binds, and is not somebody's opinion.
_NO_SPEAKER: Final = re.compile(
    r"(?:^|\s)\S*(?:wet|artikel|besluit|regeling|verdrag|richtlijn|verordening|verdeling|manier|wijze|afspraak|afspraken"
    r"|gegevens|cijfers|prognose|planning|begroting|regels|criteria|methode|systematiek|plan|schema|verwachting|traditie)$",
    re.IGNORECASE,
)
_SELF: Final = re.compile(
    r"^(?:dit|deze|het onderhavige|ons|onze)\s+(?:rapport|brief|essay|advies|notitie|artikel|memo|nota|onderzoek"
    r"|programma|akkoord|coalitie|motie|plan|visie|hoofdstuk|paragraaf|deel|stuk|document|publicatie|bijlage)\b",
    re.IGNORECASE,
)
#: Who speaks in a letter of a minister.
_GOVERNMENT: Final = re.compile(
    r"\b(?:het kabinet|kabinet|de regering|de minister|de staatssecretaris)\b", re.IGNORECASE
)
_GOVERNMENT_KINDS: Final = frozenset((DocumentKind.KAMERBRIEF, DocumentKind.NOTA, DocumentKind.WETTEKST))


@dataclass(frozen=True, slots=True)
class Held:
    """Whose statement a sentence is; `holder` is None for own ones and where a reported one names nobody."""

    attribution: Attribution
    holder: str | None


_OWN: Final = Held(Attribution.OWN, None)


@cache
def _saying() -> re.Pattern[str]:
    """A subject, a verb of saying, and the words said."""
    verbs = "|".join(sorted((row["form"] for row in table("reporting_verbs") if row["kind"] == "says"), key=len))
    return re.compile(
        rf"(?:^|(?<=[,;:–(]\s)|(?<=\ben\s)|(?<=\bmaar\s)|(?<=\b[Zz]oals\s))(?P<holder>{_NOUN_PHRASE})\s+"
        rf"(?:(?:{verbs}){_SAID}"
        r"|(?:heeft|hebben)\s+(?:[^\s.;:]+\s+){0,6}?"
        r"(?:aangegeven|gesteld|gezegd|laten weten|geconcludeerd|geadviseerd|gewaarschuwd)\b(?:,)?\s+dat\b)"
    )


@cache
def _saying_first() -> re.Pattern[str]:
    """The same with the subject behind the verb: "In 2019 stelde de commissie dat ...".

    Before a colon it would be the object as often: "Dit hoofdstuk schetst het probleem: ...".
    """
    verbs = "|".join(sorted((row["form"] for row in table("reporting_verbs") if row["kind"] == "says"), key=len))
    return re.compile(
        rf"{_NOT_US}\b(?:{verbs})\s+(?P<holder>(?:de|het|een|{_NAME})(?:\s+[^\s.;:,“„\"]+){{0,6}}?)(?:\s+dat\b|,?\s*[“„\"])"
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
    verbs = "|".join(sorted((row["form"] for row in table("reporting_verbs") if row["kind"] == "says"), key=len))
    return re.compile(rf"[”»’\"]\s*,?\s+(?:{verbs})\s+(?P<holder>{_NOUN_PHRASE})")


@cache
def _no_holders() -> frozenset[str]:
    """Words that are no holder, though they may stand where one does ("Wel vindt ...", "dat wil zeggen dat ...")."""
    return frozenset(word.lower() for word in (*words("sentence_starters"), *words("stopwords"))) | _PRONOUNS


class Attributor:
    """Attribution of the sentences of one document, asked in order: quotations that stay open carry on."""

    def __init__(self, document: Document) -> None:
        """Prepare what tells the document's own organisations from others."""
        self._document = document
        metadata = document.metadata
        self._own = [name.lower() for name in (*metadata.organisations, *metadata.authors)]
        self._is_government = metadata.kind in _GOVERNMENT_KINDS
        self._open_holder: str | None = None
        self._open_block = -1

    def held(self, sentence: Sentence, block: Block) -> Held:
        """Whose statement the sentence is."""
        text = self._document.quote(sentence.span)
        if block.container is BlockKind.COMMENT or block.kind is BlockKind.COMMENT:
            return Held(Attribution.REPORTED, READER)
        if self._open_block != block.index:
            self._open_holder, self._open_block = None, block.index
        inside = self._is_inside_quotation(sentence, block)
        holder = self._holder(text)
        if holder is not None:
            self._open_holder = holder
            return Held(Attribution.REPORTED, holder)
        if inside:
            return Held(Attribution.REPORTED, self._open_holder)
        if BlockKind.QUOTATION in (block.kind, block.container):
            return Held(Attribution.REPORTED, None)
        return _OWN

    def _is_inside_quotation(self, sentence: Sentence, block: Block) -> bool:
        """Whether the whole sentence stands between quotation marks that opened at or before its start."""
        before = self._document.text[block.span.start : sentence.span.start]
        text = self._document.quote(sentence.span).strip()
        depth = sum(before.count(mark) for mark in _OPENING) - sum(before.count(mark) for mark in _CLOSING)
        if depth <= 0:
            if text[:1] not in _OPENING or len(text) < 20:
                return False
            first = min((place for mark in _CLOSING if (place := text.find(mark)) >= 0), default=len(text))
            return first >= 0.8 * len(text.rstrip(" .⁰¹²³⁴⁵⁶⁷⁸⁹"))
        closing = max(text.rfind(mark) for mark in _CLOSING)
        return closing < 0 or closing >= 0.5 * len(text)

    def _holder(self, text: str) -> str | None:
        """Who is said to hold the sentence; None where nobody else is."""
        for pattern in (_ACCORDING, _ADVOCATING, _saying(), _saying_first(), _after_quotation()):
            for match in pattern.finditer(text):
                holder = self._other(match["holder"])
                if holder is not None:
                    return holder
        return None

    def _other(self, phrase: str) -> str | None:
        """A holder's name without its article, if it is somebody else than the author."""
        name = " ".join(phrase.split()).strip(" ,.:;")
        if _FIRST_PERSON.search(name) or _SELF.match(name) or _NO_SPEAKER.search(name):
            return None
        if self._is_government and _GOVERNMENT.search(name):
            return None
        bare = re.sub(r"^(?:de|het|een|dit|deze|die|dat|uit)\s+", "", name, flags=re.IGNORECASE)
        lower = bare.lower()
        if len(bare) < 3 or lower in _no_holders():
            return None
        if any(lower == own or re.search(rf"\b{re.escape(lower)}\b", own) for own in self._own):
            return None
        is_name = any(c.isupper() for c in bare[1:]) or (bare[0].isupper() and " " in bare)
        return bare if is_name else lower
