"""Who speaks in a document: its organisations, persons and offices, however the document names them."""

import re
from dataclasses import replace
from functools import cache
from typing import Final

from policytext.lexicon import table
from policytext.lexicon.organisations import Use, canonical_name, fold_name, organisations
from policytext.statements.mentions.document import DocumentMentions
from policytext.types.document import Document
from policytext.types.mention import Mention
from policytext.types.vocabulary import DocumentKind, MentionKind

_FIRST_PERSON: Final = re.compile(r"\b(?:wij|we|ik|ons|onze|mij|me|mijn|onszelf|mijzelf)\b", re.IGNORECASE)
_DOCUMENTS: Final = (
    "rapport|brief|essay|advies|notitie|artikel|memo|nota|onderzoek|programma|akkoord|coalitie|motie|plan|visie"
    "|hoofdstuk|paragraaf|deel|stuk|document|publicatie|bijlage|wetsvoorstel|voorstel|toelichting|memorie|handreiking"
    "|position paper|paper|reactie|verslag|evaluatie|rapportage|initiatiefnota|verkiezingsprogramma|coalitieakkoord"
    "|regeerakkoord|kamerbrief|beleidsbrief|besluit|verordening|nader rapport|boek|manifest|pleidooi"
)
_SELF: Final = re.compile(
    rf"^(?:dit|deze|(?:de|het) (?:onderhavige|voorliggende)|ons|onze|mijn)\s+(?:[a-zà-ÿ]+e?\s+)?(?:{_DOCUMENTS})\b",
    re.IGNORECASE,
)
#: Those who hand in a bill or motion and explain it, and who sign a document without a name.
_SUBMITTERS: Final = re.compile(
    r"^(?:(?:de|het)\s+)?(?:initiatiefnemers?|indieners?|ondergetekenden?|initiatiefnemende leden)\b", re.IGNORECASE
)
_SUBMITTED: Final = frozenset((DocumentKind.NOTA, DocumentKind.WETTEKST, DocumentKind.MOTIE, DocumentKind.BESLUIT))
#: How often a memorandum names its "initiatiefnemers" before it is theirs and not the government's.
_INITIATIVE_FROM: Final = 2
_INITIATIVE: Final = re.compile(r"\binitiatiefnemers?\b", re.IGNORECASE)
#: Who speaks in a document of the government.
_GOVERNMENT: Final = re.compile(
    r"^(?:(?:de|het|dit|deze|huidige|demissionaire)\s+)*(?:kabinet|regering|ministers?|staatssecretaris(?:sen)?"
    r"|bewindspers(?:oon|onen)|bewindslieden|rijksoverheid|ministerie)\b",
    re.IGNORECASE,
)
_GOVERNMENT_KINDS: Final = frozenset(
    (DocumentKind.KAMERBRIEF, DocumentKind.NOTA, DocumentKind.WETTEKST, DocumentKind.KAMERVRAGEN)
)
#: In an agreement the partners speak, and the government that they will form.
_PARTNERS: Final = re.compile(
    r"^(?:(?:de|het)\s+)?(?:kabinet|coalitie|coalitiepartijen|nieuwe kabinet)\b", re.IGNORECASE
)
_ADVISERS: Final = frozenset(
    ("commissie", "adviescommissie", "raad", "adviesraad", "adviescollege", "college", "comité", "werkgroep")
)
_SHORTEST: Final = 3
#: Code points at the head of an advice without a sender in which the body that gives it introduces itself.
_OPENING: Final = 1500
_ADVISER: Final = re.compile(
    rf"\b(?P<name>(?:[A-ZÀ-Þ][\w-]+\s+)?(?i:{'|'.join(sorted(_ADVISERS))})\b[^().;:]{{0,60}}?)\s*"
    r"\((?:hierna:? )?(?:de |het )?(?P<short>[A-Z]\w*[A-Z]\w*)\)"
)


class Author:
    """Tells whether a name, a phrase or a mention is the author of one document."""

    def __init__(self, document: Document, mentions: DocumentMentions) -> None:
        """Gather the names of those who speak in a document.

        Args:
            document: the document.
            mentions: its mentions; a short name that it gives its sender counts as the sender.
        """
        metadata = document.metadata
        self._mentions = mentions
        self._kind = metadata.kind
        names = [*metadata.organisations, *metadata.authors, *metadata.signatories]
        if not names and metadata.kind is DocumentKind.ADVIES:
            names += _introduced_advisers(document.text[:_OPENING])
        self._canonical = {_canonical(name) for name in metadata.organisations}
        self._names = {name.lower() for name in names} | {
            form.lower() for one in self._canonical for form in _forms(one)
        }
        self._folded = {fold_name(name) for name in self._names}
        self.is_initiative = metadata.kind in _SUBMITTED and (
            len(_INITIATIVE.findall(document.text)) >= _INITIATIVE_FROM
        )
        is_state = any(name.startswith("Ministerie") or name in ("kabinet", "regering") for name in self._canonical)
        self.is_known: Final = bool(names)
        self.is_government = not self.is_initiative and (
            is_state or (metadata.kind in _GOVERNMENT_KINDS and not _are_other_bodies(self._canonical))
        )

    @classmethod
    def nobody(cls, document: Document, mentions: DocumentMentions) -> "Author":
        """Nobody but the first person: while others have the floor, the author of the record is another to them."""
        facts = {"organisations": (), "authors": (), "signatories": (), "kind": DocumentKind.UNKNOWN}
        return cls(document.with_metadata(replace(document.metadata, **facts)), mentions)  # type: ignore[arg-type]

    def is_self(self, phrase: str) -> bool:
        """Whether a phrase means the author: the first person, this document, the sender, an office of the sender."""
        name = " ".join(phrase.split()).strip(" ,.:;")
        if _FIRST_PERSON.search(name) or _SELF.match(name):
            return True
        if self._kind in _SUBMITTED and _SUBMITTERS.match(name):
            return True
        if self.is_government and _GOVERNMENT.match(name):
            return not self._is_of_another(name)
        if self._kind is DocumentKind.AKKOORD and _PARTNERS.match(name):
            return True
        return self._has_name(name) or self._is_only_body(name)

    def _is_only_body(self, name: str) -> bool:
        """Whether "de commissie" of an advice is the body that gives it: no other one is named in it."""
        bare = re.sub(r"^de\s+|^het\s+", "", name, flags=re.IGNORECASE).lower()
        if self._kind is not DocumentKind.ADVIES or bare not in _ADVISERS:
            return False
        others = (
            mention.canonical.lower() for mention in self._mentions.all if mention.kind is MentionKind.ORGANISATION
        )
        return not any(re.search(rf"\b{bare}\b", other) for other in others)

    def is_mention(self, mention: Mention) -> bool:
        """Whether a mention is the author."""
        if mention.canonical in self._canonical or fold_name(mention.canonical) in self._folded:
            return True
        if mention.part_of is not None and mention.kind is MentionKind.OFFICE:
            return self.is_government and mention.part_of in self._canonical
        return self.is_self(self._mentions.text[mention.span.start : mention.span.end])

    def _is_of_another(self, name: str) -> bool:
        """Whether an office has a portfolio that no sender has: "de minister van Financiën" in a letter of Defensie."""
        _, _, portfolio = name.partition(" van ")
        ministry = canonical_name(f"Ministerie van {portfolio}", Use.TEXT) if portfolio else None
        return ministry is not None and bool(self._canonical) and ministry not in self._canonical

    def _has_name(self, name: str) -> bool:
        """Whether a name or the head of one is the author's: "de commissie" in a report of the Commissie Duin.

        A plural is no head: "gemeenten" are not the Vereniging van Nederlandse Gemeenten.
        """
        bare = re.sub(r"^(?:de|het|een)\s+", "", name, flags=re.IGNORECASE)
        lower = bare.lower()
        if len(bare) < _SHORTEST or lower in _plurals():
            return False
        if lower in self._names:
            return True
        if bare[0].isupper():
            return any(re.search(rf"\b{re.escape(lower)}\b", own) for own in self._names)
        heads = (re.split(r"\s(?:van|voor|in|der|tot|inzake)\s", own)[0].split() for own in self._names)
        return any(lower in (head[0], head[-1]) for head in heads if head)


def _introduced_advisers(text: str) -> list[str]:
    """Name and short name of the first body of advice that a text introduces: "Het Wetenschappelijk Comité (WeCo)"."""
    found = _ADVISER.search(text)
    return [] if found is None else [found["name"].strip(), found["short"]]


@cache
def _plurals() -> frozenset[str]:
    """Canonical names of groups that are plurals."""
    groups = (row["canonical"].lower() for row in table("offices_and_groups") if row["kind"] == "group")
    return frozenset((*groups, *(row["plural"] for row in table("group_heads")))) - {"raad"}


def _are_other_bodies(senders: set[str]) -> bool:
    """Whether a known body that is no ministry sends a letter to parliament: the Algemene Rekenkamer."""
    return any(body.canonical in senders and not body.is_ministry for body in organisations())


def _canonical(name: str) -> str:
    return canonical_name(name, Use.LETTERHEAD) or canonical_name(name, Use.TEXT) or name


@cache
def _forms(canonical: str) -> tuple[str, ...]:
    """All names of an organisation of the lexicon."""
    return tuple(name for body in organisations() if body.canonical == canonical for name in body.names)
