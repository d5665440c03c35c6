"""Mentions of acts and treaties: with an article, or as a whole with a year.

"de Jeugdwet" alone names a subject; "artikel 2.3 van de Jeugdwet" and "Wmo 2015" point to a text.
Canonical forms: "Jeugdwet, art. 2.3 lid 1", "Wet maatschappelijke ondersteuning 2015".
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from policytext.citations.official.laws import Law, last_law, law_at, law_before, of_article, with_year
from policytext.citations.official.provisions import Provision, Reading, read_provisions, with_article_parts, written
from policytext.citations.official.reference import Parts, named
from policytext.types.spans import Span

_ARTICLE = re.compile(r"\b(?:[Aa]rtikel(?:en)?\s*|[Aa]rtt?\.?\s?)(?=\d|[IVX]{1,6}[a-z]?\b)")
_OF = re.compile(
    r"\s*,?\s*\(?(?:(?:van|uit|in|bij)\s+)?(?:(?:de|het|deze)\s+)?"
    r"(?:\(?(?:nieuwe|huidige|gewijzigde|ontwerp|toenmalige|oude|voormalige)\)?\s+)?"
)
# "artikel 10 van diezelfde wet": the act that was named last
_SAME_ACT = re.compile(
    r"\s*,?\s*van\s+(?:die|deze|dezelfde|diezelfde|genoemde|voornoemde|eerstgenoemde)\s+(?:wet|regeling|verordening|richtlijn)(?!\w)"
)
_OF_ANOTHER = re.compile(r"\)\s+van\s+(?:de|het)\s+")
_BEFORE_ARTICLE = re.compile(r"\.?\s*[,(:]?\s*\(?$")
# " en 303 Sr": a further act behind a number alone, after an act
_FURTHER = re.compile(r"\s*(?:,|en|of|jo\.?|juncto)\s+(?=\d)")
_YEAR = re.compile(r"(?<![\d./-])(?:1[89]|20)\d\d(?![\d/]|-\d)")
_BEFORE_YEAR = re.compile(r"(?:\s*\(|,?\s+)(?:(?:uit|van)\s+)?$")
# "Eerste evaluatie Jeugdwet (2018)" is a study of the act, not the act
_STUDY_BEFORE = re.compile(r"(?:evaluatie|monitor|handboek)\s(?:van\s)?(?:de\s|het\s)?$", re.IGNORECASE)
_REACH = 500


@dataclass(frozen=True, slots=True)
class LawMention:
    """A mention of an act: its span, the act, its name as written, its articles, and the year of the act if named."""

    span: Span
    law: Law
    written: str
    provisions: tuple[Provision, ...] = ()
    year: str | None = None

    @property
    def title(self) -> str:
        """Canonical title of the act."""
        return self.law.title

    @property
    def article(self) -> str | None:
        """Articles in canonical form, or None where the act as a whole is meant."""
        return written(self.provisions) if self.provisions else None

    @property
    def identifier(self) -> str:
        """Canonical form: "Jeugdwet, art. 2.3 lid 1" or "Wet maatschappelijke ondersteuning 2015"."""
        return self.law.title if not self.provisions else f"{self.law.title}, art. {self.article}"

    @property
    def parts(self) -> Parts:
        """Where the act is published, then the articles, or the year."""
        articles = tuple(part for provision in self.provisions for part in provision.parts)
        return (*self.law.parts, *articles, *named(("year", self.year)))

    @property
    def address(self) -> str | None:
        """Public address of the article, or of the act."""
        return self.law.article_address(self.provisions) if self.provisions else self.law.address


def iter_laws(text: str, start: int, end: int) -> Iterator[LawMention]:
    """Acts with an article or a year between two positions, in order, without overlaps."""
    found = [*_articles(text, start, end), *_acts_with_year(text, start, end)]
    last_end = start
    for mention in sorted(found, key=lambda mention: (mention.span.start, -mention.span.end)):
        if mention.span.start >= last_end:
            yield mention
            last_end = mention.span.end


def mention_of(law: Law, provisions: tuple[Provision, ...], span: Span, name: str) -> LawMention:
    """A mention of articles, with numbers that run on into paragraphs told apart and the book of a code found."""
    if law.article_parts is not None:
        provisions = tuple(with_article_parts(provision, law.article_parts) for provision in provisions)
    return LawMention(span, of_article(law, provisions[0]), name, provisions)


def _articles(text: str, start: int, end: int) -> Iterator[LawMention]:
    position = start
    for match in _ARTICLE.finditer(text, start, end):
        if match.start() < position:
            continue
        bound = min(end, match.end() + _REACH)
        reading = read_provisions(text, match.end(), bound)
        if reading is None:
            continue
        found = (
            _act_behind(text, match.start(), reading, bound)
            or _act_named_before(text, start, match.start(), reading, bound)
            or _act_in_front(text, start, match.start(), reading)
        )
        position = reading.end if found is None else found.span.end
        if found is None:
            continue
        yield found
        for further in _further(text, found, end):
            yield further
            position = further.span.end


def _act_behind(text: str, begin: int, reading: Reading, end: int, *, only_known: bool = False) -> LawMention | None:
    """The act that follows the articles."""
    gap = _OF.match(text, reading.end, end)
    position = gap.end() if gap is not None else reading.end
    after = law_at(text, position, end, only_known=only_known) if position > reading.end else None
    if after is None:
        return None
    law_end, law = after
    # "artikel 53, eerste lid (MiFID II)": what opens before the act closes behind it
    is_open = "(" in text[reading.end : position] and text[law_end : law_end + 1] == ")"
    if is_open and (of := _OF_ANOTHER.match(text, law_end, end)) is not None:
        # "artikel 114 (MiFIR) van het VWEU": the bracket says for what
        other = law_at(text, of.end(), end, only_known=True)
        if other is not None:
            name = text[of.end() : other[0]]
            return mention_of(other[1], reading.provisions, Span(begin, other[0]), name)
    return mention_of(law, reading.provisions, Span(begin, law_end + is_open), text[position:law_end])


def _act_named_before(text: str, start: int, begin: int, reading: Reading, end: int) -> LawMention | None:
    """The act that "die wet" behind the articles stands for: the last that was named, not far before."""
    same = _SAME_ACT.match(text, reading.end, end)
    law = last_law(text, start, begin) if same is not None else None
    if same is None or law is None:
        return None
    return mention_of(law, reading.provisions, Span(begin, same.end()), law.title)


def _act_in_front(text: str, start: int, begin: int, reading: Reading) -> LawMention | None:
    """The act that stands right before the articles: "Jeugdwet, artikel 2.3"."""
    join = _BEFORE_ARTICLE.search(text, max(start, begin - 5), begin)
    law_end = join.start() if join is not None else begin
    before = law_before(text, start, law_end, by_form=True)
    if before is None:
        return None
    law_start, law = before
    is_open = "(" in text[law_end:begin] and text[reading.end : reading.end + 1] == ")"
    return mention_of(law, reading.provisions, Span(law_start, reading.end + is_open), text[law_start:law_end])


def _further(text: str, mention: LawMention, end: int) -> Iterator[LawMention]:
    """Articles of further acts in the same list, without the word: "artikel 82 Sr en 303 Sr"."""
    position = mention.span.end
    while (gap := _FURTHER.match(text, position, end)) is not None:
        bound = min(end, gap.end() + _REACH)
        reading = read_provisions(text, gap.end(), bound)
        found = _act_behind(text, gap.end(), reading, bound, only_known=True) if reading is not None else None
        if found is None:
            return
        yield found
        position = found.span.end


def _acts_with_year(text: str, start: int, end: int) -> Iterator[LawMention]:
    for year in _YEAR.finditer(text, start, end):
        left = text[max(start, year.start() - 8) : year.start()]
        gap = _BEFORE_YEAR.search(left)
        if gap is None:
            continue
        law_end = year.start() - len(left) + gap.start()
        before = law_before(text, start, law_end)
        if before is None or _STUDY_BEFORE.search(text, max(start, before[0] - 30), before[0]):
            continue
        if "van" in gap.group() and before[1].title.endswith("richtlijn"):
            continue  # "de rapportage over de Habitatrichtlijn van 2019"
        stop = year.end() + (1 if "(" in gap.group() and text[year.end() : year.end() + 1] == ")" else 0)
        if "(" in gap.group() and stop == year.end():
            continue
        law_start, law = before
        yield LawMention(
            Span(law_start, stop),
            with_year(law, text[law_start:law_end], year.group()),
            text[law_start:stop],
            (),
            year.group(),
        )
