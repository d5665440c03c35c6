"""Acts, orders, treaties and case law: only with an article, a year or an official number.

"de Jeugdwet" alone names a subject; "artikel 2.3 van de Jeugdwet", "Wmo 2015", "Stb. 2014, 105" and an ECLI point to a
text. Mentions of the same article are one citation with several anchors.
Source of the notations: Aanwijzingen voor de regelgeving (3.26 to 3.29) and Leidraad voor juridische auteurs.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from policytext.citations.authors import is_known_organisation
from policytext.citations.context import Context, Found
from policytext.citations.fields import MONTH, Fields
from policytext.citations.identifiers import iter_case_law, iter_journals
from policytext.lexicon import table
from policytext.types.document import Block
from policytext.types.spans import Span
from policytext.types.vocabulary import CitationForm

_NUM = r"\d{1,4}(?:[.:]\d{1,4}){0,3}[a-z]{0,3}(?![\w])"
_RANK = (
    r"(?:eerste|tweede|derde|vierde|vijfde|zesde|zevende|achtste|negende|tiende|elfde|twaalfde|dertiende|veertiende|vijftiende|"
    r"laatste|\d{1,2}e)"
)
_PART = (
    rf"(?:{_RANK}(?:\s*(?:,|en|of|tot en met)\s*{_RANK}){{0,4}}\s+(?:lid|leden|volzin|gedachtestreepje|alinea)|"
    rf"lid\s+\d{{1,2}}[a-z]?|leden\s+\d{{1,2}}\s+(?:en|tot en met)\s+\d{{1,2}}|"
    r"aanhef|(?:onder(?:deel|delen)?|sub)\s+[a-z0-9]{1,3}°?(?:\s*(?:,|en|of|tot en met)\s*[a-z0-9]{1,2}°?(?=[\s,]))?)"
)
_ARTICLE = re.compile(
    rf"\b(?:[Aa]rtikel(?:en)?|[Aa]rtt?\.)\s*(?P<number>{_NUM})"
    rf"(?P<more>(?:,?\s*{_PART}(?:\s+en(?=\s+{_PART}))?){{0,6}}"
    rf"(?:\s*(?:,|en|of|tot en met|t/m|jo\.|juncto|–|-)\s*(?:artikel(?:en)?\s+|"
    rf"art\.\s*)?{_NUM}(?:,?\s*{_PART}(?:\s+en(?=\s+{_PART}))?){{0,6}}){{0,8}})"
)
_OF = re.compile(
    r"\s*,?\s*\(?(?:(?:van|uit|in)\s+)?(?:(?:de|het|deze)\s+)?(?:(?:\(?(?:nieuwe|huidige|gewijzigde|ontwerp)\)?)\s+)?"
)
_BEFORE_ARTICLE = re.compile(r"\s*[,(]?\s*\(?$")
_YEAR = re.compile(r"(?<![\d./-])(?:1[89]|20)\d\d(?![\d/]|-\d)")
_BEFORE_YEAR = re.compile(r"(?:\s*\(|,?\s+)(?:(?:uit|van)\s+)?$")
_WORD = re.compile(r"[\w'’/&-]+(?:,(?=\s(?:klachten|ruimtelijke|en)))?")
# One word that is an act by its form; the lexicon need not list it ("Drank- en Horecawet", "Bouwbesluit").
_ACT_WORD = re.compile(
    r"(?:[A-ZÀ-Þ][\w-]*|[A-Z]\w+-\sen\s[A-Z]?\w+)(?:wet|besluit|regeling|verordening|richtlijn|verdrag|wetboek)(?![\w-])"
)
# "Wet Beroepen Individuele Gezondheidszorg", and right behind an article an acronym that the lexicon lacks ("MiFIR").
_ACT_NAME = re.compile(
    r"Wet(?:\s(?:op|de|het|van|en|in|voor|inzake|tot))*(?:\s(?:(?:op|de|het|van|en|in|voor|inzake|tot)\s)*[A-ZÀ-Þ][\w-]+){1,8}"
)
_ACT_SHORT = re.compile(r"[A-Z][A-Za-z]{0,10}[A-Z](?:\s(?:II|III|IV))?(?![\w-])")
# "Eerste evaluatie Jeugdwet (2018)" is a study of the act, not the act
_STUDY_BEFORE = re.compile(r"(?:evaluatie|monitor|handboek)\s(?:van\s)?(?:de\s|het\s)?$", re.IGNORECASE)
# "de Wet van 1 maart 2014 inzake ..."
_ACT_OF_DAY = re.compile(
    rf"\b(?:Wet|Besluit) van \d{{1,2}} {MONTH} (?P<year>(?:1[89]|20)\d\d)"
    r"(?:,?\s(?:tot|houdende|inzake)\s[^.;()\n]{3,160}(?<!\s))?"
)
_MAX_WORDS = 12


@dataclass(frozen=True, slots=True)
class LawMention:
    """A mention of an act: its span, canonical title, article numbers as written, and the year of the act if named."""

    span: Span
    title: str
    written: str
    article: str | None
    year: str | None

    @property
    def identifier(self) -> str:
        """Canonical form: "Jeugdwet, art. 2.3" or "Wet maatschappelijke ondersteuning 2015"."""
        base = self.title if self.year is None or self.title.endswith(self.year) else f"{self.title} {self.year}"
        return base if self.article is None else f"{base}, art. {self.article}"


@cache
def _laws() -> dict[str, str]:
    """From a key (title in lower case, abbreviation as written) to the canonical title."""
    laws: dict[str, str] = {}
    for row in table("law_titles"):
        laws[row["title"].casefold()] = row["title"]
        if row["abbreviation"]:
            laws[row["abbreviation"]] = row["title"]
    return laws


def iter_laws(text: str, start: int, end: int) -> Iterator[LawMention]:
    """Acts with an article or a year between two positions, in order, without overlaps."""
    found = [*_articles(text, start, end), *_acts_with_year(text, start, end)]
    last_end = start
    for mention in sorted(found, key=lambda mention: (mention.span.start, -mention.span.end)):
        if mention.span.start >= last_end:
            yield mention
            last_end = mention.span.end


def find_legislation(context: Context, blocks: Iterable[Block]) -> Iterator[Found]:
    """Acts, official journals, European acts and case law of the blocks; the same text is one citation."""
    fields: dict[str, Fields] = {}
    anchors: dict[str, list[Span]] = {}
    for block in blocks:
        spans: list[Span] = []
        for mention in iter_laws(context.text, block.span.start, block.span.end):
            if mention.article is None and mention.year is not None and not context.is_year(mention.year):
                continue
            spans.append(mention.span)
            fields.setdefault(
                mention.identifier, Fields(year=mention.year, title=mention.written, identifier=mention.identifier)
            )
            anchors.setdefault(mention.identifier, []).append(mention.span)
        for match in _ACT_OF_DAY.finditer(context.text, block.span.start, block.span.end):
            act = Span(*match.span())
            if not any(act.overlaps(span) for span in spans):
                spans.append(act)
                name = " ".join(match.group().split())
                fields.setdefault(name, Fields(year=match["year"], title=name, identifier=name))
                anchors.setdefault(name, []).append(act)
        for finder in (iter_case_law, iter_journals):
            for official in finder(context.text, block.span.start, block.span.end):
                if any(official.span.overlaps(span) for span in spans):
                    continue
                fields.setdefault(official.identifier, Fields(year=official.year, identifier=official.identifier))
                anchors.setdefault(official.identifier, []).append(official.span)
    for identifier, spans in anchors.items():
        yield Found(CitationForm.LAW, spans[0], fields[identifier], tuple(spans))


def _articles(text: str, start: int, end: int) -> Iterator[LawMention]:
    for match in _ARTICLE.finditer(text, start, end):
        article = " ".join((match["number"] + match["more"]).split()).rstrip(", ")
        gap = _OF.match(text, match.end(), end)
        position = gap.end() if gap is not None else match.end()
        after = _law_at(text, position, end)
        if after is not None:
            law_end, title = after
            # "artikel 53, eerste lid (MiFID II)": what opens before the act closes behind it
            is_open = "(" in text[match.end() : position] and text[law_end : law_end + 1] == ")"
            stop = law_end + 1 if is_open else law_end
            yield LawMention(Span(match.start(), stop), title, text[position:law_end], article, None)
            continue
        join = _BEFORE_ARTICLE.search(text, max(start, match.start() - 4), match.start())
        before = _law_before(text, start, join.start() if join is not None else match.start())
        if before is not None:
            law_start, title = before
            law_end = join.start() if join is not None else match.start()
            is_open = "(" in text[law_end : match.start()] and text[match.end() : match.end() + 1] == ")"
            yield LawMention(Span(law_start, match.end() + is_open), title, text[law_start:law_end], article, None)


def _acts_with_year(text: str, start: int, end: int) -> Iterator[LawMention]:
    for year in _YEAR.finditer(text, start, end):
        left = text[max(start, year.start() - 8) : year.start()]
        gap = _BEFORE_YEAR.search(left)
        if gap is None:
            continue
        law_end = year.start() - len(left) + gap.start()
        before = _law_before(text, start, law_end)
        if before is None or _STUDY_BEFORE.search(text, max(start, before[0] - 30), before[0]):
            continue
        stop = year.end() + (1 if "(" in gap.group() and text[year.end() : year.end() + 1] == ")" else 0)
        if "(" in gap.group() and stop == year.end():
            continue
        law_start, title = before
        yield LawMention(Span(law_start, stop), title, text[law_start:stop], None, year.group())


def _law_at(text: str, position: int, end: int) -> tuple[int, str] | None:
    """End and canonical title of the act whose name begins at a position; the longest name wins."""
    laws = _laws()
    best: tuple[int, str] | None = None
    for count, word in enumerate(_WORD.finditer(text, position, min(end, position + 140)), start=1):
        if count == 1 and word.start() != position:
            return None
        if count > _MAX_WORDS:
            break
        name = text[position : word.end()]
        title = laws.get(name) or laws.get(name.casefold())
        if title is not None:
            best = (word.end(), title)
    if best is None and (act := _ACT_WORD.match(text, position, end)) is not None:
        best = (act.end(), act.group())
    if best is None and (written := _ACT_NAME.match(text, position, end)) is not None:
        best = (written.end(), written.group())
    if (
        best is None
        and (letters := _ACT_SHORT.match(text, position, end)) is not None
        and not is_known_organisation(letters.group())
    ):
        best = (letters.end(), letters.group())
    if best is None:
        european = next(iter_journals(text, position, min(end, position + 60)), None)
        if european is not None and european.span.start == position:
            best = (european.span.end, european.identifier)
    return best


def _law_before(text: str, start: int, end: int) -> tuple[int, str] | None:
    """Start and canonical title of the act whose name ends at a position."""
    laws = _laws()
    left_start = max(start, end - 140)
    left = text[left_start:end]
    found: tuple[int, str] | None = None
    for word in reversed(list(_WORD.finditer(left))[-_MAX_WORDS:]):
        name = left[word.start() :]
        title = laws.get(name) or laws.get(name.casefold())
        if title is not None:
            found = (left_start + word.start(), title)
    return found
