"""What a single line of text says of itself: patterns that drafting and the later steps share."""

import re
from functools import cache

from policytext.lexicon import words

# Dutch words that a sentence does not end in: a line that ends in one goes on.
_OPEN_WORDS = "open_endings"

SENTENCE_END = re.compile(r"[.!?:;…][\"'”’»)\]*_]*(?:[⁰¹²³⁴-⁹]+|<sup>[^<]{0,20}</sup>|\[\^?\d+\])*[\"'”’»)\]*_\s]*\Z")
# Labels of notes at the head of a note's own line.
NOTE_START = re.compile(
    r"[ \t]{0,3}(?:\[\^(?P<markdown>[^\]\s]{1,30})\]:|<sup>\s*(?P<tag>\d{1,3}|[a-z]|\*{1,3})\s*[.)]?\s*</sup>"
    r"|\[(?P<bracket>\d{1,3})\](?=[ \t])"
    r"|(?P<raised>[⁰¹²³⁴-⁹]{1,3})|\$?\^\{?(?P<caret>\d{1,3})\}?[\^$])[ \t\u00a0]*(?=\S)"
)
ITEM_START = re.compile(
    r"(?P<indent>[ \t\u00a0]*)(?P<marker>[-*+•–—▪◦·‣●○■□➢✓✔\ue000-\uf8ff\ufffd](?=\s)|§(?=\s+[^\W\d])|o(?=[ \t]{2}|\t)"
    r"|\(?\d{1,3}[.)](?!\d)|\([a-z]\)|[a-z][.)]|[A-Z]\)|[ivx]{1,5}[.)])(?P<gap>[ \t\u00a0]+)(?=\S)"
)
NUMBERING = re.compile(
    r"(?P<number>\d{1,2}(?:\.\d{1,2}){0,4})(?P<dot>[.)]?)[ \t\u00a0]+(?=[^\W\d_a-zß-ÿ]|[\"'“‘(])"
    # "Artikel 53, eerste lid, en artikel 114 van het Verdrag" cites; it numbers nothing.
    r"|(?P<named>(?:Hoofdstuk|Bijlage|Deel|Artikel|Paragraaf)[ \t]+[\dA-Z][\d.]*)\b(?!,|[ \t]+(?:en|of|tot|van|lid)\b)"
)
# Parts of a report that stand on the level of its chapters though they carry no number.
CHAPTER = re.compile(
    r"(?:tot slot|slot(?:woord|beschouwing)?|inleiding|voorwoord|woord vooraf|samenvatting|managementsamenvatting"
    r"|conclusies?(?: en aanbevelingen)?|aanbevelingen|ten slotte|afsluiting|inhoud(?:sopgave)?|bijlagen?\b.*"
    r"|literatuur.*|.{0,20}bronnen|referenties|bibliografie|noten|voetnoten|eindnoten|colofon|nawoord|dankwoord|leeswijzer)\Z",
    re.IGNORECASE,
)
CAPTION = re.compile(
    r"(?:(?:Figuur|Tabel|Grafiek|Kaart|Afbeelding|Foto|Schema|Illustratie)[ \t]*\d{0,3}(?:[.:-]\d{0,3}){0,2}"
    r"[ \t]*[:.|–-]"
    r"|(?:Figuur|Tabel|Grafiek|Kaart|Afbeelding)[ \t]+\d{1,3}(?:[.-]\d{1,3})?\b"
    r"|(?:Bron(?:nen)?|Foto(?:'s|graaf|grafie)?|Beeld)[ \t]*:)",
    re.IGNORECASE,
)
_LONGEST_OWN_LINE = 300
# A line that is nothing but an address on the net, a date or the start of a postal address: it continues no sentence.
_OWN_LINE = re.compile(
    r"\W*(?:\S+@\S+\.\w+|(?:https?://|www\.)\S+|[\w-]+\.(?:nl|com|org|eu|be|net)(?:/\S*)?|p/a\b.*|t\.?a\.?v\.?\b.*"
    r"|(?:\d{1,2}\s+)?(?:januari|februari|maart|april|mei|juni|juli|augustus|september|oktober|november|december)"
    r"\s+\d{4})\W*\Z",
    re.IGNORECASE,
)
_SUPERSCRIPT_DIGITS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")


@cache
def _open_words() -> frozenset[str]:
    return frozenset(words(_OPEN_WORDS))


def ends_sentence(text: str) -> bool:
    """Whether the text ends in punctuation that ends a sentence, notes and quotation marks after it left aside."""
    return SENTENCE_END.search(text[-80:]) is not None


def ends_open(text: str) -> bool:
    """Whether the text breaks off: in a comma, a hyphen or a word that no sentence ends in."""
    stripped = text.rstrip(" \t\r\n\f*_")
    if not stripped:
        return False
    if stripped[-1] in ",-–(/&":
        return True
    last = re.split(r"[\s(/‘“'\"]+", stripped[-40:])[-1].lower()
    return last in _open_words()


def starts_lower(text: str) -> bool:
    """Whether the first letter is lower case, with opening brackets and quotation marks left aside."""
    stripped = text.lstrip(" \t\r\n\f*_([‘“'\"„")
    return stripped[:1].islower() and not stands_alone(text)


def stands_alone(text: str) -> bool:
    """Whether the text is only an address on the net, a date or the start of a postal address."""
    return len(text) < _LONGEST_OWN_LINE and _OWN_LINE.match(text.strip()) is not None


def plain_digits(label: str) -> str:
    """A label with its superscript digits as plain digits."""
    return label.translate(_SUPERSCRIPT_DIGITS)


def note_label(match: re.Match[str]) -> str:
    """Label that a match of `NOTE_START` names, in plain digits."""
    return plain_digits(next(value for value in match.groups() if value is not None))
