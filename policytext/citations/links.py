"""Links in running text: links of the file and bare addresses.

In notes and bibliographies they belong to the source.
"""

import re
from collections.abc import Iterable, Iterator

from policytext.citations.context import Context, Found
from policytext.citations.fields import URL, Fields, trim_url
from policytext.types.document import Block
from policytext.types.spans import Span
from policytext.types.vocabulary import CitationForm

_DEICTIC = re.compile(
    r"^(?:hier|deze \w+|dit \w+|link|website|site|klik hier|lees (?:meer|verder)|meer|pagina|document|"
    r"(?:een )?download|via \w+)$",
    re.IGNORECASE,
)
_NO_PATH = re.compile(r"^(?:https?://)?(?:www\.)?[\w-]+(?:\.[\w-]+)+/?$", re.IGNORECASE)
# Controls of a web page, and numbers that lead to a part of it.
_CONTROL = re.compile(
    r"(?:\d{1,3}\.?|(?:print|download|deel|bekijk|open|sluit|toon|verberg|luister|abonneer)(?:en|t)?\b.{0,40}|notities?|"
    r"notitie|home|menu|zoeken|inloggen|contact|terug|vorige|volgende|lees voor|reageer|tweet|facebook|linkedin|"
    r"instagram|twitter|(?:alle )?documenten|bijlagen?|privacy.{0,20}|cookies?)",
    re.IGNORECASE,
)
# What a sentence says around an address by which readers can reach somebody, or get this very document.
_CONTACT = re.compile(
    r"\b(?:contact\s(?:op|op(?:nemen|te nemen)|te nemen)\b|neemt?\s(?:dan\s|gerust\s)?contact|"
    r"voor\s(?:uw\s|verdere\s)?vragen|stel\suw\svraag|(?:aanmelden|inschrijven|abonneren)\s(?:via|op|kan|bij)\b|"
    r"abonneer|volg\sons|bel(?:len)?\s(?:naar|met|ons|\d)|telefoonnummer|e-mailadres|mail(?:en)?\s(?:naar|ons)|postbus|"
    r"bezoekadres|routebeschrijving|persoonlijke\s(?:web)?pagina)",
    re.IGNORECASE,
)
_OWN_PUBLICATION = re.compile(
    r"\b(?:deze|dit)\s(?:[a-z]+\s)?(?:publicatie|uitgave|rapport|brochure|document|advies|handreiking|brief|factsheet|"
    r"nota|notitie|verslag|magazine|essay|position paper)\b[^.]{0,60}\b(?:download\w*|gedownload|bestel\w*|raadple\w*|"
    r"vinden|beschikbaar|verkrijgbaar|online|staat)\b",
    re.IGNORECASE,
)
# "Dit besluit en de documenten worden geplaatst op www.rijksoverheid.nl"
_PUBLISHED_THERE = re.compile(
    r"\b(?:dit\sbesluit|deze\sbeslissing|(?:de|deze)\s(?:openbaar\s(?:te\smaken|gemaakte)\s)?documenten)\b[^.]{0,160}"
    r"\b(?:geplaatst|gepubliceerd|openbaar\s(?:worden\s)?gemaakt)\b",
    re.IGNORECASE,
)
_MORE_INFORMATION = re.compile(
    r"\b(?:meer|verdere|nadere|aanvullende)\s(?:informatie|info)\b|\bmeer\s(?:lezen|weten)\b|\bbezoek\b|"
    r"\bkijkt?\s(?:ook\s)?(?:voor|op)\b|\b(?:te|gratis)\s(?:downloaden|bestellen|verkrijgen)\b",
    re.IGNORECASE,
)
_MAIL_OR_PHONE = re.compile(r"[\w.-]@[\w-]+\.\w|\b0\d{1,3}[\s-]\d{3}[\s\d-]{3,8}\b|\b06[\s-]?\d{4}")
_NO_WORDS = "⁰¹²³⁴⁵⁶⁷⁸⁹ .,;:()[]*†‡"
_LONGEST_CONTACT = 400
# An address without a path beside fewer words than these is a letterhead or colophon, not a reference.
_MIN_WORDS_ABOUT_SITE = 6


def find_links(context: Context, blocks: Iterable[Block]) -> Iterator[Found]:
    """Links and addresses of the blocks, each once."""
    text = context.text
    for block in blocks:
        taken: list[Span] = []
        for link in context.links_in(block.span):
            if not block.span.contains(link.span) or len(link.span) == 0 or not _is_citing(link.target):
                continue
            words = text[link.span.start : link.span.end].strip()
            if not words.strip(_NO_WORDS):  # the marker of a note, or a sign
                continue
            if _CONTROL.fullmatch(words) or _is_contact(
                context, block, link.span, words if link.target == "#" else link.target
            ):
                continue
            taken.append(link.span)
            shown = text[link.span.start : link.span.end]
            start = link.span.start + len(shown) - len(shown.lstrip())
            span, words = Span(start, start + len(words)), words.rstrip(" .,;:")
            title = None if _DEICTIC.match(words) or URL.match(words) or _NO_PATH.match(words) else words
            url = None if link.target == "#" else link.target
            yield Found(CitationForm.LINK, span, Fields(title=title, url=url), (span,))
        for match in URL.finditer(text, block.span.start, block.span.end):
            url = trim_url(match.group())
            span = Span(match.start(), match.start() + len(url))
            if any(span.overlaps(other) for other in taken) or _is_contact(context, block, span, url):
                continue
            yield Found(CitationForm.LINK, span, Fields(url=url), (span,))


def _is_citing(target: str) -> bool:
    """Whether a target leads out of the document: not a mail address, not a place in the document itself."""
    return target == "#" or not target.lower().startswith(("#", "mailto:", "tel:", "javascript:", "file:"))


def _is_contact(context: Context, block: Block, span: Span, url: str) -> bool:
    """Whether an address is there to reach somebody or to get this very document, not for what it says."""
    sentence = context.sentence_at(span.start) or block.span
    before = context.text[max(sentence.start, span.start - _LONGEST_CONTACT) : span.start]
    around = before + context.text[span.end : min(sentence.end, span.end + _LONGEST_CONTACT)]
    if any(pattern.search(around) for pattern in (_CONTACT, _OWN_PUBLICATION, _PUBLISHED_THERE)):
        return True
    is_home_page = _NO_PATH.match(url.strip()) is not None
    if len(block.span) <= _LONGEST_CONTACT and _MAIL_OR_PHONE.search(context.text, block.span.start, block.span.end):
        return is_home_page or len(around.split()) < _MIN_WORDS_ABOUT_SITE
    return is_home_page and (
        len(around.split()) < _MIN_WORDS_ABOUT_SITE or _MORE_INFORMATION.search(around) is not None
    )
