"""Reading a reference's own words: authors, year, title, address, identifier.

`parse_reference` takes the words of one note, bibliography entry or source line, takes off addresses and what leads in,
tries the shapes of shapes.py and leaves a field empty where the words do not say it.
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from policytext.citations.authors import is_author
from policytext.citations.fields import DATE, DOI, URL, Fields, first_url, last_year, trim_url
from policytext.citations.identifiers import find_identifier
from policytext.citations.shapes import SHAPES, is_maker
from policytext.citations.titles import clean_title

# "voorbeeld.nl/cijfers": an address without a scheme, told by its path
BARE_ADDRESS = re.compile(r"(?<![\w@/.])(?:[a-z0-9-]{2,40}\.){1,3}[a-z]{2,8}/[^\s<>\"“”‘’()\[\]]{2,300}")
_LEAD_IN = re.compile(
    r"(?:zie|lees|kijk|vgl\.?|vergelijk|cf\.?|bron(?:nen)?|(?:voor )?(?:meer|nadere|verdere) (?:informatie|info)"
    r"(?:\s(?:over|omtrent)\s[^:;.\n]{1,160}(?=:\s*(?:https?:|www\.|$)))?|"
    r"eigen (?:berekening|bewerking)(?:en)?(?: op basis van| van| naar)?|"
    r"(?:deze|dit|de) [a-z]+ (?:is|zijn) (?:deels |vooral )?(?:ontleend aan|gebaseerd op|afkomstig (?:uit|van))|"
    r"in\s(?:de|het|mijn|onze|zijn|haar)(?=\s(?:[a-z-]*(?:brief|brieven|moties?|rapport|rapporten|advies|nota))\b)|"
    r"(?:geciteerd|aangehaald|overgenomen|beschreven)\s(?:in|uit)|ontleend aan|gebaseerd op|onder (?:meer|andere)|"
    r"o\.a\.|oa\.|ook|bijvoorbeeld|bijv\.|bv\.|verder|hierover|"
    r"hiervoor|daarvoor|daarover|met name|nader|tevens|uitgebreider)(?![\w-])[:,]?\s*",
    re.IGNORECASE,
)
# "[12] " or "[Engelse versie: ]" before the reference itself
_LEADING_BRACKET = re.compile(r"^\s*\[[^\[\]]{0,60}\]\s*")
_CONSULTED = re.compile(
    r"[,.;]?\s*\(?\b(?:geraadpleegd|laatst (?:geraadpleegd|bezocht)|bezocht|gedownload|beschikbaar|te raadplegen|"
    r"te vinden|retrieved|zie(?: ook)?|online|url|link|via)\b(?:\s+(?:via|op|van|from|ook|onder|d\.d\.))*:?"
    rf"(?:\s+(?:{DATE.pattern}))?(?:\s*,?\s*(?:via|van|from|op))?:?[\s)<>.,]*$",
    re.IGNORECASE,
)
# "geraadpleegd op 3 mei 2021": the day of looking is not the year of the work
CONSULTED_ON = re.compile(
    r"[,.;]?\s*\(?\b(?:laatst\s+)?(?:geraadpleegd|bezocht|gedownload|opgehaald|retrieved|accessed)\b"
    rf"(?:\s+(?:op|d\.d\.|in|on))?:?\s+(?:{DATE.pattern})\)?(?:\s*,?\s*(?:van|via|op|from)(?=\s))?",
    re.IGNORECASE,
)
# "Commissie Deskundigen Meststoffenwet (CDM), 2017": the short name behind an author
_ACRONYM_OF_AUTHOR = re.compile(r"(?<=[a-z])\s\([A-Z][A-Za-z&-]{1,10}\)(?=[,.]?\s\(?(?:1[89]|20)\d\d)")
# "De Wit, K. (Presentator). (2020)": what an author did, as APA says of those who did not write
_ROLE = re.compile(
    r"\s\((?:Presentator(?:en)?|Gast(?:heer|vrouw)|Host|Regisseurs?|Regie|Directors?|Producent(?:en)?|Producers?|Scenarist|"
    r"Interviewer|Fotograaf|Illustrator|Samenstellers?|Voorzitter)\)\.?(?=[,\s])"
)
_TALK = re.compile(r"^(?:Gesprek|Interview|Telefoongesprek|E-mail)\s+(?:tussen|met|van)\s+", re.IGNORECASE)
_IN_COLLECTION = re.compile(r"^(?:[^.()]{0,120}?\s)?in:\s+(?=[A-ZÀ-Þ])", re.IGNORECASE)


def parse_reference(text: str, urls: Sequence[str] = ()) -> Fields:
    """Fields of one reference.

    Args:
        text: its words, without a note number or list marker.
        urls: targets of the links in it, best first; "#" (a lost target) counts as none.
    """
    text = " ".join(text.split())
    doi = DOI.search(text)
    url = next((target for target in urls if target.startswith(("http", "www."))), None) or first_url(text)
    if url is None and (bare := BARE_ADDRESS.fullmatch(text.rstrip(" .,;"))) is not None:
        url = bare.group()
    if url is None and doi is not None:
        url = "https://doi.org/" + trim_url(doi.group(1))
    identifier = find_identifier(text)
    body = _strip_addresses(CONSULTED_ON.sub(" ", text))
    body = strip_lead_in(body)
    body = _ROLE.sub("", _ACRONYM_OF_AUTHOR.sub("", body, count=1), count=4)
    fields = _parse_body(body.strip(" <>"))
    if fields.year is None and (found := last_year(body)) is not None:
        fields = replace(fields, year=found[0], year_suffix=found[1])
    return replace(fields, url=url, identifier=identifier)


def strip_lead_in(text: str) -> str:
    """The text without "Zie ook", "Bron:", "Vergelijk bijvoorbeeld" and the like at its beginning."""
    text = _LEADING_BRACKET.sub("", text).lstrip(" -–—•*:;,.")
    while (match := _LEAD_IN.match(text)) is not None:
        text = text[match.end() :]
    return text


def _strip_addresses(text: str) -> str:
    """The words before, between and after the addresses, without "geraadpleegd via" and the like."""
    parts = []
    position = 0
    found = [*URL.finditer(text), *DOI.finditer(text), *BARE_ADDRESS.finditer(text)]
    for match in sorted(found, key=lambda found: found.start()):
        if match.start() < position:
            continue
        parts.append(_CONSULTED.sub("", text[position : match.start()].rstrip(" <(")))
        position = match.end() - (len(match.group()) - len(trim_url(match.group())))
    parts.append(text[position:])
    return " ".join(part.strip(" <>") for part in parts if part.strip(" <>.,;()")).strip()


def _parse_body(body: str) -> Fields:
    """Try the shapes of a reference in turn, the most telling first."""
    if (match := _TALK.match(body)) is not None:
        who = re.split(r"\s+(?:en|op|d\.d\.|over)\s+|,", body[match.end() :], maxsplit=1)[0]
        in_collection = _IN_COLLECTION.match(body)
        if in_collection is None:
            return Fields(authors=(who.strip(),) if is_author(who) else (), title=clean_title(body))
        body = body[in_collection.end() :]
    for shape in SHAPES:
        fields = shape(body)
        if fields is not None:
            return fields
    return Fields((body.rstrip(" ."),)) if is_maker(body) else Fields(title=clean_title(body))
