"""Names of authors as references write them: persons and organisations, alone and in lists.

Names are kept as written ("Zuiderhoudt e.a." stays that); only the list is cut at its separators. The tests decide
whether a stretch of words can be a list of authors at all: they are strict, since every "(Woord 2019)" is looked at.
"""

import re
from functools import cache

from policytext.lexicon import table, words
from policytext.lexicon.organisations import Use, names_for

# Particles of Dutch, Flemish, German and French surnames (lower case inside a name).
PARTICLES = frozenset(
    [
        "van",
        "de",
        "den",
        "der",
        "ter",
        "ten",
        "te",
        "'t",
        "’t",
        "het",
        "in",
        "op",
        "aan",
        "bij",
        "tot",
        "uit",
        "over",
        "onder",
        "von",
        "zu",
        "du",
        "la",
        "le",
        "les",
        "el",
        "di",
        "da",
        "dos",
        "of",
    ]
)
ET_AL = r"(?:e\.\s?a\.|et\s+al\.?|c\.s\.|en\s+anderen|en\s+andere|e\.a|and\s+others)"
_ET_AL_END = re.compile(rf",?\s+{ET_AL}$|(?<=\w){ET_AL}$", re.IGNORECASE)
_INITIALS = re.compile(
    r"^(?:[A-ZÀ-Þ][a-z]{0,2}\.?[-\s]{0,2}){1,6}(?:\s(?:van|de|den|der|ter|ten|te|von|du|la|'t|’t)){0,3}\.?$"
)
_LEADING_INITIALS = re.compile(r"^(?:[A-ZÀ-Þ][a-z]?\.[-\s]?){1,6}\s?(?=\S)")
_CAPITALISED = re.compile(r"^[A-ZÀ-Þ][\w'’&./‐-]*$")
_ACRONYM = re.compile(r"^(?=(?:[^A-Z]*[A-Z]){2})[A-Z][A-Za-z0-9&/]{1,11}(?:-[A-Za-z]{2,12})?$")
_GIVEN_NAME = re.compile(r"^[A-ZÀ-Þ][a-zà-ÿ]+(?:-[A-ZÀ-Þ][a-zà-ÿ]+)?$")
_TRAILING_INITIALS = re.compile(r"\s+(?:(?:[A-ZÀ-Þ][a-z]?\.[-\s]?)+[A-ZÀ-Þ]?\.?|[A-ZÀ-Þ])$")
_SEPARATOR = re.compile(r"\s*;\s*|\s*,\s*(?:en|&|and)\s+|\s*,\s+|\s+(?:en|&|and)\s+|(?<=\w\.),(?=[A-Z])")
_EDITORS = re.compile(r"\s*\((?:red\.?|eds?\.?|editors?|redactie)\)\.?|,?\s+\b(?:red|eds?)\.$", re.IGNORECASE)

# Bodies whose names go on in lower case: "Inspectie van het Onderwijs", "Raad voor de leefomgeving en infrastructuur".
_BODY = re.compile(
    r"^(?:Ministeries?|Minister|Staatssecretaris|Raad|Inspectie|Commissie|Stichting|Vereniging|Universiteit|Hogeschool|"
    r"Instituut|Centrum|Kenniscentrum|Planbureau|Rijksinstituut|Adviescollege|Adviesraad|Adviescommissie|Bureau|"
    r"Gemeente|Provincie|Waterschap|Werkgroep|Stuurgroep|Taskforce|Expertgroep|Expertiseteam|"
    r"Kamer|College|Dienst|Platform|Netwerk|"
    r"Associatie|Federatie|Autoriteit|Afdeling|Gerechtshof|Rechtbank|Koepel|Unie|"
    r"[A-Z][\w-]*(?:vereniging|raad|instituut|bureau|koepel|commissie|inspectie|dienst|autoriteit|college|fonds|federatie|"
    r"stichting|ombudsman|organisatie|centrum)|"
    r"Kinderombudsman|Rekenkamer|Rekenkamercommissie|Transitieautoriteit|Transitiecommissie|Programmabureau)\b"
)
_ONE_WORD_BODY = re.compile(r"[A-Z][a-z-]{3,30}(?:raad|instituut|autoriteit|inspectie|ombudsman|rekenkamer|stichting)")
_WORD_START = re.compile(r"(?<!\S)[A-ZÀ-Þ]")
_MOST_WORDS_OF_BODY = 8
# Adjectives that begin the name of a body, whose further words are then capitalised: "Nederlands Jeugdinstituut".
_BODY_ADJECTIVE = re.compile(
    r"^(?:Nederlandse?|Landelijke?|Nationale?|Sociaal|Wetenschappelijke?|Algemene|Koninklijke|Centraal|Openbaar|"
    r"Europese?|European|Hoge|Eerste|Tweede|Vlaamse?)\b"
)
_BODY_WORDS = frozenset(
    ["van", "voor", "de", "het", "der", "den", "en", "in", "op", "bij", "tot", "te", "aan", "met", "of", "&", "jeugd"]
)
# Capitalised words before a year that are no author: parts of a document, dates, periods.
_NOT_AUTHORS = frozenset(
    [
        "tabel",
        "figuur",
        "grafiek",
        "bijlage",
        "hoofdstuk",
        "paragraaf",
        "artikel",
        "noot",
        "kader",
        "box",
        "versie",
        "peildatum",
        "peiljaar",
        "prijspeil",
        "stand",
        "kwartaal",
        "periode",
        "jaar",
        "schooljaar",
        "cijfers",
        "bedragen",
        "bron",
        "bronnen",
        "deel",
        "nr",
        "nummer",
        "natura",
        "horizon",
        "agenda",
        "visie",
        "december-januari",
        "anno",
        "sinds",
        "vanaf",
        "tot",
        "medio",
        "begin",
        "eind",
        "voorjaar",
        "zomer",
        "najaar",
        "herfst",
        "winter",
        "lente",
        "week",
        "editie",
        "tweede",
        "eerste",
        "derde",
        "vierde",
        "per",
        "ultimo",
        "q1",
        "q2",
        "q3",
        "q4",
        "covid",
        "route",
        "doel",
        "doelen",
        "editie",
        "wet",
        "besluit",
        "januari",
        "realisatie",
        "begroting",
        "raming",
        "prognose",
        "geboren",
        "isbn",
        "issn",
        "mln",
        "miljoen",
        "euro",
        "versienummer",
        "pagina",
        "blz",
    ]
)
# A name that is really the title of a plan or agreement, to which a year was added ("Klimaatakkoord 2019").
_TITLE_LIKE = re.compile(
    r"(?:akkoord|agenda|visie|programma|plan|nota|wet|besluit|regeling|verdrag|richtlijn|verordening|jaarverslag|"
    r"begroting|monitor|verkenning|raming|rapportage|rapport|meicirculaire|septembercirculaire|circulaire|convenant|"
    r"onderzoek|evaluatie|strategie|kaderbrief|verkiezingen|olympische spelen|conferentie)s?$",
    re.IGNORECASE,
)


# Words that begin the name of a document, not of its author: "Eindrapport Jeugd". Alone they may stand for the author.
_TITLE_HEAD = re.compile(
    r"^(?:Eindrapport(?:age)?|Rapport|Advies|Briefadvies|Monitor|Jaarverslag|Jaarrapportage|Handreiking|Factsheet|"
    r"[A-Z][\w-]*(?:enquête|peiling|raadpleging)|Verkenning|Evaluatie|Brief|Kamerbrief|Nota|Essay|Bijlage|Notitie|Handboek|Leidraad|Rapportage|Beleidsinformatie|Statistiek)\s"
)


@cache
def _organisations() -> frozenset[str]:
    names = {*names_for(Use.AUTHOR), *words("author_words"), *words("press_media")}
    return frozenset(name.casefold() for name in names)


@cache
def _places() -> frozenset[str]:
    return frozenset(words("place_names"))


@cache
def _months() -> frozenset[str]:
    return frozenset(row["name"].casefold() for row in table("months"))


@cache
def _function_words() -> frozenset[str]:
    return frozenset(words("stopwords"))


def is_known_organisation(name: str) -> bool:
    """Whether the lexicon lists a name; an acronym that it does not list may be an act or anything else."""
    return name.strip().casefold() in _organisations()


def is_organisation(name: str) -> bool:
    """Whether a name is a known organisation or medium, an acronym, or begins as the name of a body does."""
    name = name.strip().rstrip(".")
    if name.casefold() in _organisations():
        return True
    parts = name.split()
    if not parts or len(parts) > 14:
        return False
    if len(parts) == 1:
        return bool(_ACRONYM.match(name)) or _ONE_WORD_BODY.fullmatch(name) is not None
    if _BODY.match(name):
        return all(part in _BODY_WORDS or _CAPITALISED.match(part) or part.islower() for part in parts)
    if _BODY_ADJECTIVE.match(name):
        return all(part in _BODY_WORDS or _CAPITALISED.match(part) for part in parts)
    # "SCP en CBS" is a list, "VNG Expertiseteam Reikwijdte" one body.
    return bool(_ACRONYM.match(parts[0])) and all(_CAPITALISED.match(part) for part in parts)


def body_at_end(words: str) -> int | None:
    """Where the longest name of a body begins that ends a stretch of words: "de Raad voor Zorg en Welzijn"; or None."""
    starts = [match.start() for match in _WORD_START.finditer(words)][-_MOST_WORDS_OF_BODY:]
    for start in starts:
        parts = words[start:].split()
        is_shaped = all(part in _BODY_WORDS or part == "," or _CAPITALISED.match(part.rstrip(",")) for part in parts)
        if len(parts) > 2 and is_shaped and parts[-1] not in _BODY_WORDS and is_organisation(words[start:]):
            return start
    return None


def is_called_body(name: str) -> bool:
    """Whether a name begins with a word for a body, as its short name may: "Stuurgroep", "Adviescommissie Water"."""
    return _BODY.match(name) is not None


def is_person(name: str) -> bool:
    """Whether a stretch of words has the shape of a personal name or surname, particles and initials included."""
    name = name.strip().strip(",")
    had_initials = bool(_LEADING_INITIALS.match(name))
    name = _LEADING_INITIALS.sub("", name)
    parts = name.split()
    if not parts or len(parts) > 7:
        return False
    capitals = [part for part in parts if _CAPITALISED.match(part)]
    if not capitals or len(capitals) > 4:
        return False
    # "Jan" is a month only where nothing else follows it.
    if len(capitals) == 1 and capitals[0].lower().strip(".") in _months():
        return False
    if any(part not in capitals and part.lower() not in PARTICLES for part in parts):
        return False
    # The last word of a name is not a particle, and a first word that is a function word begins a sentence.
    if parts[-1] not in capitals:
        return False
    first = parts[0].lower()
    if first in _function_words() and first not in PARTICLES and not had_initials:
        return False
    return capitals[0].lower().strip(".") not in _NOT_AUTHORS


def is_author(name: str) -> bool:
    """Whether one name can be that of an author."""
    bare = _ET_AL_END.sub("", _EDITORS.sub("", name)).strip(" ,")
    if bare in _places():
        return False
    if is_known_organisation(bare):
        return True  # "Movisie" ends as a title does
    if not bare or _TITLE_LIKE.search(bare) or _TITLE_HEAD.match(bare):
        return False
    if bare.lower().rstrip(".") in _NOT_AUTHORS or bare.lower() in _months():
        return False
    return is_organisation(bare) or is_person(bare)


def split_authors(text: str) -> tuple[str, ...] | None:
    """Authors of a list as written, or None when the text is no list of authors.

    "Helderman, J-K, Zeitlin, J, Sabel, C." gives three, "Hilhorst en Van der Lans" two, "Inspectie Gezondheidszorg en
    Jeugd" one. Initials after a surname stay with it.
    """
    text = _strip_stop(_EDITORS.sub("", " ".join(text.split())).strip(" ,;:"))
    if not text or len(text) > 400:
        return None
    if _TITLE_LIKE.search(text) and len(text.split()) > 1 and not _BODY.match(text):
        return None
    if is_organisation(text) or is_organisation(text.removeprefix("de ").removeprefix("het ")):
        return (text,)
    suffix = ""
    if (match := _ET_AL_END.search(text)) is not None:
        suffix = " " + match.group().strip(" ,")
        text = text[: match.start()].rstrip(" ,")
    authors: list[str] = []
    pieces = _join_given_name([piece.strip() for piece in _SEPARATOR.split(text)], text)
    for piece in pieces:
        if not piece:
            continue
        # After a surname, initials belong to it; "G.H. Ros" and "Ros" begin a new name.
        if authors and _is_initials(piece) and not _is_acronym_author(piece) and "," not in authors[-1]:
            authors[-1] = f"{authors[-1]}, {piece}"
        elif is_author(piece) or (", " in piece and not authors):
            authors.append(piece)
        else:
            return None
    if not authors:
        return None
    authors[-1] += suffix
    return tuple(authors)


def _join_given_name(pieces: list[str], text: str) -> list[str]:
    """ "Balla, Stefan, Dirk Bernotat": a first author with the surname first, as the Chicago style writes it."""
    if len(pieces) < 2 or not text.startswith(f"{pieces[0]}, "):
        return pieces
    given = [part for part in pieces[1].split() if part not in PARTICLES]
    surnames = [part for part in pieces[0].split() if part.lower() not in PARTICLES]
    if len(given) != 1 or len(surnames) != 1 or is_organisation(pieces[0]) or is_organisation(pieces[1]):
        return pieces
    if not _GIVEN_NAME.match(given[0]) or any(len(piece.split()) < 2 for piece in pieces[2:]):
        return pieces
    return [f"{pieces[0]}, {pieces[1]}", *pieces[2:]]


def _is_initials(piece: str) -> bool:
    """Whether a piece is initials: "J", "J-K", "Ph.", "W.H. van"; a short surname ("Ros") has no stop."""
    return _INITIALS.match(piece) is not None and ("." in piece or not re.search(r"[a-zà-ÿ]{2}", piece))


def _is_acronym_author(piece: str) -> bool:
    return piece.casefold() in _organisations() or (len(piece) > 2 and piece.isalpha() and piece.isupper())


def _strip_stop(text: str) -> str:
    """The text without the stop that ends the list of authors; the stop of an initial or abbreviation stays."""
    if text.endswith(".") and not re.search(r"(?:\b[A-ZÀ-Þ][a-z]?|\be\.a|\bet al|\bc\.s)\.$", text):
        return text.rstrip(" .")
    return text


def surname(author: str) -> str:
    """The word to sort and compare an author by, lower case: surname without particles, or the organisation's name.

    "Helm, P." and "Piet van der Helm" give "helm"; "SCP" gives "scp"; "Van Dijk" gives "dijk".
    """
    bare = _ET_AL_END.sub("", author).strip(" .,")
    if "," in bare:
        bare = bare.split(",")[0]
    bare = _LEADING_INITIALS.sub("", _TRAILING_INITIALS.sub("", bare))
    if is_organisation(bare):
        return bare.casefold()
    parts = [part for part in bare.split() if part.lower() not in PARTICLES]
    return parts[-1].casefold().strip(".") if parts else bare.casefold()


def full_surname(author: str) -> str:
    """The surname with its particles, lower case: "De Boer H.C." gives "de boer"."""
    bare = _ET_AL_END.sub("", author).strip(" .,").split(",")[0]
    return _LEADING_INITIALS.sub("", _TRAILING_INITIALS.sub("", bare)).casefold()
