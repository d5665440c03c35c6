"""Cutting a title out of what follows the author and year of a reference.

What comes after a title is known by its shape: a date, a publisher, a journal with pages, "In: ...", "Door ...". In
Dutch references a stop or a comma separates title, subtitle and the rest alike, so the tail is cut from the end as long
as its last part has such a shape; a part that looks like ordinary words stays with the title.
"""

import re

from policytext.citations.authors import is_organisation
from policytext.lexicon import table

_MONTH = "(?:" + "|".join(sorted((re.escape(row["name"]) for row in table("months")), key=len, reverse=True)) + ")"
# Where one part of a reference ends: a stop, comma or semicolon and a space. An abbreviation or initial ends none; the
# number of "Fase I." does.
_STOP = re.compile(
    r"(?<=[^\W_])(?:(?<!\b[A-Z])|(?<=[a-z]\s[IVX]))(?<!\bn\.a\.v)(?<!\bt\.b\.v)(?<!\bo\.a)(?<!\be\.a)(?<!\bnr)(?<!\bbijv)(?<!\b[Vv]ol)[.?!;][’'”\"]?\s+|,\s+|[’'”\"?!)][.,]?\s+(?=[A-Z])"
)
# Places where Dutch policy documents and what they cite are published.
PLACES = (
    r"(?:Den Haag|’s-Gravenhage|'s-Gravenhage|Amsterdam|Utrecht|Rotterdam|Bilthoven|Wageningen|Leiden|Delft|Tilburg|"
    r"Nijmegen|Groningen|Maastricht|Enschede|Houten|Assen|Bussum|Zeist|Amersfoort|Arnhem|Bruxelles|Brussel|Antwerpen|"
    r"Gent|Leuven|Deventer|Zutphen|Apeldoorn|Alphen aan den Rijn|Londen|London|Oxford|Cambridge|New York|Parijs|Paris|"
    r"Boca Raton)"
)
_ENDS = (
    # pages, size, volume and issue
    r"(?:pp?|blz|pag)\.?\s?\d[\d\s,–-]*(?:\s?e\.\s?v\.?)?",
    r"[A-Z][\w-]+(?:\s[A-Z][\w-]+)?\s\d{1,2}e\sdruk(?:\s\d{4})?",
    r"\d{1,4}\s*(?:pp?|blz|pag)\.?(?:agina(?:’|')?s?)?",
    r"(?:jrg|jaargang|[Vv]ol|[Vv]olume|nr|nummer|no|issue|afl|aflevering|editie|druk|nrs)\.?\s*[\dIVXLC][\d\w\s()/–-]{0,20}",
    r"\d{1,4}\s?(?:\(\d[\d\s/–-]{0,9}\))?(?:[,:]\s?\d+(?:\s?[-–]\s?\d+)?)?",
    r"\d+\s?[-–]\s?\d+",
    r"[A-Z][\w&’' ]{2,70},?\s(?:Volume\s|[Vv]ol\.?\s)?\d{1,4}(?:\.\d{1,3})?(?:\s?\([\w\s/–-]{1,12}\))?"
    r"(?:\s?[:,]\s?[A-Z]?\d+\s?[-–]\s?[A-Z]?\d+|(?<=\)))",
    r"lemma in .*",
    r"[A-Z][\w&.’' ]{2,70}\s(?:19|20)\d\d(?:\s[A-Z][a-z]{2,8}(?:\s\d{1,2})?)?;\s?\d.*",
    r"(?:Referentie|Kenmerk|Projectnummer|Rapportnummer)\s[\w./-]+",
    r"[Nn]iet gepubliceerd|[Ii]n druk|[Ii]n voorbereiding",
    r"(?:tabel|figuur|bijlage|hoofdstuk|paragraaf|par\.|§)\s?[\dIVX][\w.]{0,6}",
    r"(?:\d{1,2}(?:e|de)|Eerste|Tweede|Derde|Vierde|Vijfde)\s+(?:geheel\s)?"
    r"(?:druk|herziene druk|editie|herz|gewijzigde druk)\b.*",
    # "Millieu,12,25-35", "De Levende Natuur (in press)", "Nature Today 29-8-2022"
    r"[A-Z][\w’'-]{2,40},\d{1,4},\d{1,4}[-–]\d{1,4}",
    r"[A-Z][\w&’' -]{2,60}\s\((?:in press|in druk|in voorbereiding|te verschijnen|forthcoming)\)",
    rf"[A-Z][\w’'-]+(?:\s[\w’'-]+){{0,3}}\s\d{{1,2}}(?:[-/.]\d{{1,2}}[-/.]|\s(?i:{_MONTH})\s)(?:19|20)\d\d",
    # "Jansen, M., Black, C.R. (red.), Bundel": the editors of the collection
    r"(?:[A-ZÀ-Þ][\w’'-]+,\s?(?:[A-Z]\.-?){1,4},?\s?(?:(?:&|en|and)\s)?){1,8}\((?:[Ee]ds?|[Rr]ed)\.?\).*",
    # dates
    rf"\(?(?:d\.d\.\s*)?(?:\d{{1,2}}\s+)?(?i:{_MONTH}|voorjaar|najaar|zomer|winter)\.?\s+(?:1[89]|20)\d\d\)?",
    r"\(?(?:d\.d\.\s*)?\d{1,2}[-/.]\d{1,2}[-/.](?:\d\d)?\d\d\)?",
    rf"(?i:{_MONTH})(?:\.|\s\d{{1,2}}|[:,]\s?\d{{1,4}}\s?[-–]\s?\d{{1,4}})?",
    r"\(?(?:1[89]|20)\d\d[a-z]?\)?",
    # places of publication as far as no title is likely to end in them, and "Place: Publisher"
    PLACES + r"(?:[/,]\s?[\w’' ]{2,30})?(?::\s?.{2,80})?",
    # series and reports with a number, codes
    r"(?:ISBN|ISSN|DOI|doi|ECLI|PMID)[:\s].*",
    r"(?:[A-Z][\w-]*[\s-])?(?:[Rr]apport(?:nummer|nr\.?)?|[Bb]riefrapport|[Kk]ennisnotitie|[Nn]otitie|"
    r"[Pp]ublicatie(?:nummer)?|[Ww]orking paper|[Dd]ossier|[Kk]enmerk)"
    r"\s*(?:nr\.?\s*)?[A-Z]*[\d][\w./-]*(?:[,;]?\s\d{1,4}\s?(?:pp?|blz)\.?)?",
    # what kind of thing it is, and who brought it out
    r"(?:[Pp]osition paper|[Oo]penbare [Rr]ede|[Oo]ratie|[Pp]roefschrift|[Dd]issertatie|[Aa]cademisch proefschrift|"
    r"[Tt]oespraak\b.*|[Ll]ezing\b.*|"
    r"[Ee]ssay|[Bb]log|[Ww]ebsite|[Nn]ieuwsbericht|[Pp]ersbericht|[Ff]actsheet|[Kk]amerbrief|[Mm]asterscriptie)",
    r"[A-ZÀ-Þ][\w’'. -]{1,25}(?:,\s[A-Z.]{2,6})?:\s.{2,60}(?:Press|Publishers|Uitgeverij|Uitgevers|Verlag|Books)",
    r"(?:The\s)?(?:[A-Z]\w+\s){0,4}Journal\sof\s.{2,60}",
    r"(?:Nederlands )?Tijdschrift (?:voor|van) .{2,60}",
    r"(?:[Ii]n opdracht van .*|[Uu]itgave van .*|[Uu]itgegeven door .*)",
    r"(?:Uitgeverij|Uitg\.|Universiteit|University|Universitaire|Hogeschool|Commissie|Stichting|Vereniging|Ministerie|Springer|"
    r"Elsevier|Wiley|Routledge|Sage|Palgrave|Boom|Van Gorcum|Van Gennep|Bohn|Wolters|Kluwer|Sdu|Lemma|Garant|Acco|"
    r"Lannoo|"
    r"Prometheus|Balans|Querido|Atlas|SWP|Aksant|Eburon|LIAS|CRC Press|Bloomsbury)\b.*",
    r"[A-Z][\w-]+(?:\s[A-Z][\w-]+)?\s(?:Research|Institute)",
    r"(?:[A-Z][\w-]*[-\s])?[\w-]*(?:[Cc]ommissie|Universiteit|University|Press|Publishers|Publishing|Uitgevers|[Ff]onds|Hogeschool|B\.?V\.?|N\.?V\.?)\b.{0,40}",
    r"[Ii]n[:\s]\s?[A-Z].*",
    r"(?:Door|Auteurs?:|Onder redactie van)\s+[A-ZÀ-Þ].*",
    r"(?:[Gg]eraadpleegd|[Zz]ie|[Zz]ie ook|[Bb]eschikbaar|via|[Oo]nline|[Vv]erkregen)\b.{0,60}",
    r"(?:ongepubliceerd|z\.p\.|z\.j\.|interne notitie|concept)",
)
_END = re.compile("|".join(f"(?:{pattern})" for pattern in _ENDS))
_JOURNAL = re.compile(
    r"[A-Z][\w&’']{1,20}(?:\s(?:[A-Z][\w&’']{1,20}|voor|van|en|of|for|and)){0,5}\s(?:1[89]|20)\d\d(?:-\d{1,2})?"
)
#: A long part with a finite verb of telling is a remark on the source, not its subtitle; "om te gaan met" has none.
REMARK_VERB = re.compile(
    r"(?<!\bte )\b(?:is|zijn|was|waren|wordt|worden|werd|werden|heeft|hebben|had|hadden|kreeg|kregen|krijgt|krijgen|"
    r"kan|kunnen|blijkt|blijken|laat|laten|gaat|gaan|betreft|betekent|staat|geldt|gelden)\b"
)
_REMARK_WORDS = 12
_QUOTES = {"‘": "’", "“": "”", '"': '"', "'": "'", "„": "”", "«": "»"}
# What says of which kind a thing is, when, or on which site: "[podcast]", "(12 mei 2020)", "(3e druk)",
# "(RVS-publicatie 20-05)", "| Rapport", "(cbs.nl)".
_BEHIND_TITLE = re.compile(
    r"\s*\[[^\[\]]{2,40}\]\s*$|\s*\([^()]{0,3}\d{1,2}[-/ ][\w.]+[-/ ]\d{2,4}\)\s*$|\s*\(\s*\)\s*$"
    r"|\s*\((?:(?:[A-Z][\w-]*[ -])?(?:rapport|publicatie|notitie|dossier|kamerstuk)[\s\w.-]{0,12}\d[\w./-]{0,20}|"
    r"\d{1,2}e\s(?:[a-z]+\s)?(?:druk|editie|dr\.)|(?:pp?|blz|nrs?|vol)\.\s?\d[\d\s–-]{0,12})\)\s*$"
    r"|\s*\|\s*(?:Rapport|Kamerstuk(?:: [\w ]{3,20})?|Nieuwsbericht|Publicatie|Brochure|Beleidsnota|Besluit|Brief|"
    r"Kamerbrief|Regeling|Richtlijn|Factsheet|Artikel|Toespraak|Blog|Vraag en antwoord|Woo-besluit|Convenant)\s*$"
    r"|(?<=\w{3})\s*\((?:www\.)?[\w-]{2,60}(?:\.[\w-]{1,60}){0,3}\.(?:nl|eu|com|org|net|be|info|int|uk)\)\s*$",
    re.IGNORECASE,
)
_MAX_TITLE = 400
# "[Auteurs: J. de Wit en H. Smit]", "[Leden: ...", also where a page cut it off
# APA: "Titel [Proefschrift, Universiteit Meerdrecht]. Uitgever": what the thing is ends its title
_DESCRIPTION = re.compile(r"(?<=[\w)?!.’”])\s\[[A-ZÀ-Þ][^\[\]]{2,160}\](?=[.,;]|\s*$)")
_EDITORIAL = re.compile(r"\s*\[(?:Auteurs?|Leden|Engelse versie|Met)\b[^\]]*(?:\].*)?$")
_PLACE_BEFORE = re.compile(r"^[A-ZÀ-Þ][\w’'-]{1,25}(?:[\s/-][A-ZÀ-Þ][\w’'-]{1,25})?:\s")
# A title that stands again at the end, as the words of the link, has at least so many characters.
_AGAIN = 12
_YEAR_AT_END = re.compile(r"\s(?:1[89]|20)\d\d$")
_HAS_LETTERS = re.compile(r"[^\W\d_]{3}")
_ONLY_PAGES = re.compile(rf"(?:(?:pp?|blz|pag(?:ina)?)\.?\s?|(?i:{_MONTH})[\s,:]{{1,2}})\d[\d\s,–-]*")


def clean_title(text: str) -> str | None:
    """The title at the beginning of a text, with its subtitle, or None when there is none."""
    text = text.strip(" \t,.:;<>|–—-*_")
    if not _HAS_LETTERS.search(text) or _ONLY_PAGES.fullmatch(text):
        return None
    if text[0] in _QUOTES:
        end = _closing_quote(text)
        if end is not None and (len(text) == end + 1 or text[end + 1] in " ,.;:"):
            rest = text[end + 1 :].lstrip()
            # "'Kwaliteit moet je doen', het statuut voor wijkteams": the words go on in lower case
            if not rest or rest[0] in ".;:(" or (rest[:2] in (", ",) and not rest[2:3].islower()):
                return text[1:end].strip(" ,.") or None
    text = _EDITORIAL.sub("", text)
    if (description := _DESCRIPTION.search(text)) is not None:
        text = text[: description.start()]
    text = text[:_MAX_TITLE] if len(text) <= _MAX_TITLE else _first_parts(text)
    while True:
        shorter = _drop_last_part(_BEHIND_TITLE.sub("", text)).rstrip(" ,.;:<>(")
        if shorter == text:
            break
        text = shorter
    return _balanced(text).strip("*_ ") or None


def _balanced(text: str) -> str:
    """The text without a bracket at its end that was cut through: "Titel (vertaling"."""
    opening = text.rfind("(")
    return text[:opening].rstrip(" ,.;:") if opening > 0 and ")" not in text[opening:] else text


def _closing_quote(text: str) -> int | None:
    closing = _QUOTES[text[0]]
    position = text.find(closing, 1)
    while position > 0:
        following = text[position + 1 : position + 2]
        if not following.isalnum():
            return position
        position = text.find(closing, position + 1)
    return None


def _first_parts(text: str) -> str:
    """The beginning of a long note up to a stop: what follows the source is a remark."""
    cut = max((match.start() for match in _STOP.finditer(text[:_MAX_TITLE])), default=_MAX_TITLE)
    return text[:cut]


def _drop_last_part(text: str) -> str:
    """The text without its last part, if that part has the shape of something that follows a title."""
    stops = list(_STOP.finditer(text))
    # The farthest cut wins: "In: Sapientia, 82" is one ending, not "82" alone.
    for match in stops:
        part = text[match.end() :].strip(" .,;")
        if not part:
            return text[: match.start() + 1].rstrip(" .,;")
        is_remark = match.group()[0] != "," and len(part.split()) >= _REMARK_WORDS and REMARK_VERB.search(part)
        is_again = len(part) >= _AGAIN and text.casefold().startswith(part.casefold()) and match.start() >= len(part)
        if is_remark or is_again or _END.fullmatch(part) or _is_publisher(part) or _JOURNAL.fullmatch(part):
            keep = match.start() + (1 if match.group()[0] in "?!’'”\")" else 0)
            return text[:keep]
    return text


def _is_publisher(part: str) -> bool:
    """Whether a part is a body, alone or behind the place where it is: "SCP", "Ede: Ministerie van LNV"."""
    return len(part) <= 60 and is_organisation(_PLACE_BEFORE.sub("", _YEAR_AT_END.sub("", part), count=1))
