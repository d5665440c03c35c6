"""Registers of law: the Basiswettenbestand (BWB), local regulations (CVDR), and Juriconnect references (JCI).

Canonical forms: the act and its articles as everywhere ("Jeugdwet, art. 2.3 lid 1") where the lexicon knows the number,
else "BWBR0012345"; "CVDR101405_1".
Source: Juriconnect standard for acts, version 1.3; addresses of wetten.overheid.nl and lokaleregelgeving.overheid.nl.
"""

import re
from collections.abc import Iterator
from dataclasses import replace

from policytext.citations.official.law_mentions import mention_of
from policytext.citations.official.laws import Law, laws_by_register
from policytext.citations.official.provisions import Provision
from policytext.citations.official.reference import Official, named
from policytext.types.spans import Span

_BWB = re.compile(r"(?<![\w/=:.])(?P<register>BWB[RVW]\d{7})(?!\w)")
_JCI = re.compile(
    r"(?<![\w/])(?P<jci>jci\d[\d.]{0,4}:[cv]:(?P<register>BWB[RVW]\d{7})(?P<keys>(?:&(?:amp;)?[a-z]{1,12}=[\w.:°-]{1,20}){0,8}))"
)
_KEY = re.compile(r"&(?:amp;)?([a-z]{1,12})=([\w.:°-]{1,20})")
_CVDR = re.compile(r"(?<![\w/=])CVDR(?P<number>\d{4,7})(?:[_/](?P<version>\d{1,3}))?(?!\w)")


def iter_registers(text: str, start: int, end: int) -> Iterator[Official]:
    """Numbers of registers between two positions, not in order."""
    for match in _BWB.finditer(text, start, end):
        yield regulation(match["register"], Span(*match.span()))
    for match in _JCI.finditer(text, start, end):
        yield juriconnect(match["register"], match["keys"], Span(*match.span()))
    for match in _CVDR.finditer(text, start, end):
        yield local_regulation(match["number"], match["version"], Span(*match.span()))


def regulation(register: str, span: Span, date: str | None = None) -> Official:
    """An act or treaty by its number, as of a date (ISO) if one is given."""
    law = laws_by_register().get(register, Law(register, register))
    address = f"https://wetten.overheid.nl/{register}" + (f"/{date}" if date else "")
    return Official(law.title, span, None, named(("bwb", register), ("date", date)), address)


def juriconnect(register: str, keys: str, span: Span) -> Official:
    """A Juriconnect reference; articles, paragraphs and parts of it are typed, the validity date is `date`."""
    found: dict[str, str] = {}
    for name, value in _KEY.findall(keys):
        found.setdefault(name, value)
    if "artikel" not in found:
        return regulation(register, span, found.get("g"))
    groups = []
    if "lid" in found:
        groups.append(("lid", (found["lid"],)))
    if "o" in found or "onderdeel" in found:
        groups.append(("onderdeel", (found.get("o") or found["onderdeel"],)))
    law = laws_by_register().get(register, Law(register, register))
    mention = mention_of(replace(law, register=register), (Provision(found["artikel"], None, tuple(groups)),), span, "")
    date = found.get("g")
    address = mention.address + (f"&g={date}" if date else "") if mention.address is not None else None
    return Official(mention.identifier, span, None, mention.parts + named(("date", date)), address)


def local_regulation(number: str, version: str | None, span: Span) -> Official:
    """A regulation of a municipality, province or water board."""
    address = f"https://lokaleregelgeving.overheid.nl/CVDR{number}" + (f"/{version}" if version else "")
    identifier = f"CVDR{number}" + (f"_{version}" if version else "")
    return Official(identifier, span, None, named(("number", number), ("version", version)), address)
