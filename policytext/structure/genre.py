"""What kind of document it is: from its title, its cover and its form, never from the name of its file."""

import re
from collections.abc import Sequence

from policytext.structure.front import FrontLine
from policytext.types.vocabulary import DocumentKind

# Words that name a genre, in the order in which they decide when a cover has several ("Eindrapport en advies").
# Source: the document types of officielebekendmakingen.nl and rijksoverheid.nl, and the covers of advisory bodies.
_WORDS: tuple[tuple[DocumentKind, str], ...] = (
    (DocumentKind.POSITION_PAPER, r"position ?paper|standpuntennotitie"),
    (DocumentKind.KAMERVRAGEN, r"(?:beantwoording|antwoord(?:en)?|vragen)\b.{0,60}\b(?:kamervragen|"
    r"schriftelijke vragen|"
     r"vragen (?:van|gesteld door|door) (?:het lid|de leden|de kamerleden|het kamerlid))|kamervragen|"
     r"aanhangsel van de handelingen|"
     r"vragen van (?:het lid|de leden)"),
    (DocumentKind.NOTA, r"(?:memorie|nota) van toelichting|(?:beleids|beslis|kader|start|discussie|voorjaars|miljoenen|"
     r"uitgangspunten|regio|woon|sport|detailhandels|perspectief)?nota|nota (?:naar aanleiding|van wijziging)\b.*|"
     r"beleidskompas\w*"),
    (DocumentKind.PROGRAMMA, r"(?:verkiezings|beleids|partij|uitvoerings|college|actie|deel|ontwikkelings)?programma|"
     r"(?:uitvoerings|beleids|actie)plan|hervormingsagenda|ontwikkelagenda"),
    (DocumentKind.AKKOORD, r"\w*akkoord|convenant|bestuurlijke afspraken"),
    (DocumentKind.VERSLAG, r"(?:jaar|gespreks|vergader|commissie|raads|werk|congres)?verslag|"
    r"(?:besluiten|toezeggingen)lijst|notulen|"
     r"jaarstukken|jaarrekening|handelingen|toezeggingen"),
    (DocumentKind.ESSAY, r"essay|beschouwing|reflectie"),
    (DocumentKind.RAPPORT, r"(?:eind|onderzoeks|jaar|advies|tussen|deel|evaluatie|monitor)?rapport(?:age)?|"
    r"eindrapportage|"
     r"onderzoek naar|evaluatie van|monitor|verkenning|trendrapportage"),
    (DocumentKind.ADVIES, r"(?:brief|beleids|wetgevings|deel)?advies|adviezen|expertoordeel|peer ?review|review|"
    r"zienswijze|"
     r"consultatiereactie"),
    (DocumentKind.NOTITIE, r"(?:bnc-)?fiche(?: \d+)?|(?:kennis|beleids|discussie|start|plan|factsheet)?notitie|"
    r"memo(?:randum)?|factsheet|handreiking"),
    (DocumentKind.BESLUIT, r"(?:wob|woo|verkeers|raads|college|ontwerp|wijzigings)?-?besluit|beschikking|regeling"),
    (DocumentKind.ARTIKEL, r"artikel|opinie|column|blog|interview|nieuwsbericht|achtergrond"),
)  # fmt: skip
_GENRES = tuple((kind, re.compile(rf"(?<![\w-])(?:{words})(?!\w)", re.IGNORECASE)) for kind, words in _WORDS)

_MOTION = re.compile(
    r"(?:nr\.?\s*\d{1,4}\s+)?(?:gewijzigde |nader gewijzigde |aangehouden )*motie (?:van|vreemd|nr|\d)|motie",
    re.IGNORECASE,
)
_BILL = re.compile(r"voorstel van wet\b", re.IGNORECASE)
_ENACTMENT = re.compile(
    r"allen,? die deze zullen zien|wij willem-alexander|wij beatrix|hebben goedgevonden en verstaan|bij de gratie gods",
    re.IGNORECASE,
)
_EXPLANATION = re.compile(r"(?:artikelsgewijze )?(?:memorie|nota) van toelichting", re.IGNORECASE)
_DECISION = re.compile(
    r"(?:ontwerp)?besluit(?:en)? (?:op|inzake|over|n\.a\.v\.|naar aanleiding)|beslissing (?:op|inzake)|"
    r"w[ob]{2}-?(?:besluit|verzoek)|"
    r"deelbesluit|besluit",
    re.IGNORECASE,
)
_MINISTER_LETTER = re.compile(
    r"brief van de (?:minister|staatssecretaris|ministers|viceminister|minister-president)", re.IGNORECASE
)
_PARLIAMENT = re.compile(
    r"(?:voorzitter|leden) (?:van de|der) (?:tweede|eerste) kamer|(?:tweede|eerste) kamer der staten", re.IGNORECASE
)
_GOVERNMENT = re.compile(r"^Ministerie\b")
_WEB = re.compile(
    r"reageer|reacties?|\d+ reacties?|laat een reactie achter|geef een reactie|deel dit (?:artikel|bericht)|"
    r"(?:het|je|uw) e-mailadres wordt niet gepubliceerd.*|gerelateerde artikelen|lees ook:?|lees meer",
    re.IGNORECASE,
)
# The papers of parliament with which it prepares a decision, in capitals behind their number in a dossier.
_PAPERS = (
    (DocumentKind.KAMERVRAGEN, r"LIJST VAN VRAGEN(?: EN ANTWOORDEN)?"),
    (DocumentKind.NOTA, r"(?:NADERE )?(?:NOTA NAAR AANLEIDING VAN|MEMORIE VAN ANTWOORD)"),
    (
        DocumentKind.VERSLAG,
        r"(?:(?:INBRENG|NADER|VOORLOPIG|TWEEDE|EIND)\s?){0,2}VERSLAG(?: VAN EEN| VAN DE VASTE| HOUDENDE|$)",
    ),
)
_PAPER_KINDS = tuple(
    (kind, re.compile(rf"(?:(?i:nr)\.?\s*\d{{1,4}}\s+|[A-Z]{{1,3}}\s+|\d{{4}}[A-Z]\d+\s+)?(?:{words})"))
    for kind, words in _PAPERS
)
_SHORT_LINE = 120


def find_kind(
    title: str,
    head: Sequence[FrontLine],
    body: int,
    colophon: Sequence[FrontLine],
    tail: Sequence[FrontLine],
    *,
    is_letter: bool,
    addressee: str | None,
    organisations: Sequence[str],
    has_comments: bool,
) -> DocumentKind:
    """The genre of a document; UNKNOWN where neither words nor form tell.

    Args:
        title: of the document; for a letter, its subject.
        head: first lines.
        body: index of the first line of running text in `head`.
        colophon: lines of the colophon.
        tail: last lines.
        is_letter: it greets and takes leave, or has an addressee and a subject.
        addressee: to whom a letter goes.
        organisations: who sends it.
        has_comments: readers' comments stand under it.
    """
    first = [line.text for line in head[:25] if len(line.text) <= _SHORT_LINE]
    short = [line.text for line in head[:body] if len(line.text) <= _SHORT_LINE]
    if not is_letter and any(_MOTION.match(line) and (line.isupper() or len(line) < 60) for line in [title, *first]):
        return DocumentKind.MOTIE
    if any(_ENACTMENT.search(line.text) for line in head[:40]) and any(_BILL.search(line) for line in [title, *first]):
        return DocumentKind.WETTEKST
    if any(_EXPLANATION.fullmatch(line.rstrip(" .:")) for line in first):
        return DocumentKind.NOTA
    papers = (kind for line in head[:25] for kind, words in _PAPER_KINDS if words.match(line.text.strip()))
    if (paper := next(papers, None)) is not None:
        return paper
    if any(_MINISTER_LETTER.match(line) for line in first):
        return _letter_kind(title, "voorzitter van de Tweede Kamer", ["Ministerie"])
    if is_letter:
        return _letter_kind(title, addressee, organisations)
    for line in short[:25]:  # a line that is a genre and nothing else: "Essay", "Kennisnotitie"
        for kind, pattern in _GENRES:
            if pattern.fullmatch(line.rstrip(" :.")):
                return kind
    if (titled := _first_genre(title)) is not None:
        named = {titled, *(other for line in short[:25] if (other := _first_genre(line)) is not None)}
        # "Advies om ..." over "Eindrapport van ...": the cover says that the advice is a report.
        return DocumentKind.RAPPORT if named == {DocumentKind.ADVIES, DocumentKind.RAPPORT} else titled
    lines = [*short[:25], *(line.text for line in colophon if len(line.text) <= 2 * _SHORT_LINE)]
    for kind, pattern in _GENRES:
        if any(pattern.search(line) for line in lines):
            return kind
    if has_comments or sum(bool(_WEB.fullmatch(line.text.strip(" .:"))) for line in tail) >= 1:
        return DocumentKind.ARTIKEL
    return DocumentKind.UNKNOWN


def _letter_kind(subject: str, addressee: str | None, organisations: Sequence[str]) -> DocumentKind:
    if _GENRES[1][1].search(subject):
        return DocumentKind.KAMERVRAGEN
    if _DECISION.match(subject):
        return DocumentKind.BESLUIT
    from_government = any(_GOVERNMENT.match(name) for name in organisations)
    if addressee is not None and _PARLIAMENT.search(addressee) and from_government:
        return DocumentKind.KAMERBRIEF
    return DocumentKind.BRIEF


def _first_genre(line: str) -> DocumentKind | None:
    """The genre whose word stands first in a line."""
    found = [
        (match.start(), order, kind) for order, (kind, pattern) in enumerate(_GENRES) if (match := pattern.search(line))
    ]
    return min(found)[2] if found else None
