"""Levels of the headings of paged documents: from how they are set, and among those set alike from their numbers.

A heading stands under the nearest one above it that is set larger or heavier. Among headings set alike, "2.1" stands
under "2", what carries no number stands under the number that it follows where the next number is still to come,
articles stand under what holds them, and an appendix stands with the chapters. Documents that are bound together in one
file begin anew.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from policytext.structure.dates import find_dates
from policytext.structure.lines import CHAPTER, NUMBERING
from policytext.structure.pages.page_blocks import PageBlock
from policytext.structure.pages.page_lines import SMALL
from policytext.structure.sections import CONTENTS_TITLE
from policytext.types.vocabulary import BlockKind

# Bounds the paths of a file that sets every line in another size.
_DEEPEST = 9
# Sizes that differ by less, in points, are one: a converted file has them in decimals.
_SAME_SIZE = 0.45
_LONGEST_LINE = 110
# A number's successor is looked for among so many headings.
_REACH = 300
# So many headings without a number between those of a list tell that such headings stand under its last one, too.
_FEWEST_UNDER = 2
_NAMED = re.compile(
    r"(?P<name>deel|titel|hoofdstuk|afdeling|paragraaf|artikel|bijlage)(?:en)?\s+(?P<value>\d{1,3}|[ivxlc]{1,6}|[a-z])(?![\w-])",
    re.IGNORECASE,
)
_LETTER = re.compile(r"\(?(?P<label>[a-zA-Z]|[ivxIVX]{1,5})[.)]\s+\S")
_ROMAN_DIGITS = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100}
# "Bijlage", "Bijlage – Relevante artikelen": an appendix without a number of its own.
_ANNEX = re.compile(r"bijlage\b", re.IGNORECASE)
_ANNEXES = re.compile(r"\W*bijlagen?\W*\Z", re.IGNORECASE)
_ENTRY_END = re.compile(r"\s\d{1,3}\W*\Z")
_PAGE_OF_MANY = re.compile(
    r"\W*(?:pagina|pag\.?|blz\.?|bladzijde|page|p\.)?\s*(?P<page>\d{1,4})\s*(?:van|/|of)\s*\d{1,4}\W*\Z", re.IGNORECASE
)
# "Den Haag, 3 maart 2024": what stands before the date of a title block.
_PLACE = re.compile(r"(?:datum:?|[A-ZÀ-Þ][\w’'-]+(?: [\w’'-]+){0,3},)?\s*\Z", re.IGNORECASE)

#: Size in points, weight, capitals, upright; what is larger stands higher.
_Look = tuple[float, int, bool, bool]
#: A look, and below it how deep a number is.
_Place = tuple[float, int, bool, bool, int]


@dataclass(frozen=True, slots=True)
class _Label:
    """What a heading is numbered by: the kind of its label and its values, outermost first ("2.1" is (2, 1))."""

    kind: str
    values: tuple[int, ...] = ()


def look_of(block: PageBlock) -> _Look:
    """How a heading is set."""
    line = block.lines[0]
    weight = 2 if line.line.bold else int(line.is_underlined)
    is_upper, is_upright = block.text.isupper(), not line.line.italic
    if not (weight or is_upper) and is_upright and abs(line.size - line.body) < SMALL:
        weight = -1  # set like the text: below all that is set apart
    return line.size, weight, is_upper, is_upright


def look_alike(one: PageBlock, other: PageBlock) -> bool:
    """Whether two blocks are set alike."""
    first, second = look_of(one), look_of(other)
    return abs(first[0] - second[0]) < _SAME_SIZE and first[1:] == second[1:]


def without_date_lines(found: Sequence[PageBlock], blocks: Sequence[PageBlock]) -> list[PageBlock]:
    """Headings without the date of a title block and what is set like it (the author); those become paragraphs."""
    cover = [block for block in _cover(found, blocks)[1:] if id(block) in _under_title(found, blocks)]
    dated = [block for block in cover if _starts_with_date(" ".join(block.text.split()))]
    plain = {id(block) for block in cover if any(look_alike(block, other) for other in dated)}
    for block in cover:
        if id(block) in plain:
            block.kind, block.level, block.is_final = BlockKind.PARAGRAPH, 0, False
    return [block for block in found if id(block) not in plain]


def _starts_with_date(text: str) -> bool:
    dates = find_dates(text)
    return bool(dates) and _PLACE.match(text[: dates[0].span.start]) is not None


def give_levels(headings: Sequence[PageBlock], blocks: Sequence[PageBlock]) -> None:
    """Give headings levels from 1, in place.

    Args:
        headings: in reading order.
        blocks: all blocks of the document, in reading order.
    """
    starts = _starts(blocks)
    for number, start in enumerate(starts):
        end = starts[number + 1] if number + 1 < len(starts) else None
        part = [b for b in headings if start <= b.lines[0].page and (end is None or b.lines[0].page < end)]
        on_cover = frozenset() if number else _under_title(part, blocks)
        _give_part_levels(part, on_cover, _in_contents(part))
        if number and part:
            part[0].level = 1  # nothing of the document before stands above it


def _starts(blocks: Sequence[PageBlock]) -> list[int]:
    """Pages on which documents of the file begin: those that are "1 of so many" again."""
    starts = [1]
    numbered: int | None = None
    for block in blocks:
        match = _PAGE_OF_MANY.match(block.text) if block.kind is BlockKind.FURNITURE and block.lines else None
        if match is None:
            continue
        page = block.lines[0].page
        if numbered is not None and numbered < page and int(match["page"]) == 1:
            starts.append(page)
        numbered = page
    return starts


def _give_part_levels(headings: Sequence[PageBlock], on_cover: frozenset[int], in_contents: frozenset[int]) -> None:
    aside = on_cover | in_contents
    places = _places(headings)
    ranks = _ranks(headings, places, aside)
    chapter = _chapter(headings, places, ranks, aside)
    is_among_annexes = False
    for index, block in enumerate(headings):
        if chapter is not None and places[index] >= chapter:
            is_among_annexes = _ANNEXES.match(block.text) is not None
        elif chapter is not None and _is_annex(block) and not is_among_annexes and id(block) not in in_contents:
            places[index] = chapter
    ranks = _ranks(headings, places, aside)
    for block, place in zip(headings, places, strict=True):
        block.level = min(_DEEPEST, ranks[place])
    _close_cover(headings, on_cover, aside)


def _in_contents(headings: Sequence[PageBlock]) -> frozenset[int]:
    """Titles of tables of contents and the entries under them, which end in the number of a page."""
    found: set[int] = set()
    is_inside = False
    for block in headings:
        text = " ".join(block.text.split())
        is_inside = CONTENTS_TITLE.match(text) is not None or (is_inside and _ENTRY_END.search(text) is not None)
        if is_inside:
            found.add(id(block))
    return frozenset(found)


def _close_cover(headings: Sequence[PageBlock], on_cover: frozenset[int], aside: frozenset[int]) -> None:
    """Let nothing that follows the cover stand under its subtitle, senders and date."""
    last = max((number for number, block in enumerate(headings) if id(block) in on_cover), default=len(headings))
    following = next((block for block in headings[last + 1 :] if id(block) not in aside), None)
    for block in headings:
        if id(block) in on_cover and following is not None:
            block.level = max(block.level, following.level)


def _ranks(headings: Sequence[PageBlock], places: Sequence[_Place], aside: frozenset[int]) -> dict[_Place, int]:
    """Level of each place: one below the deepest place that it comes to stand under anywhere."""
    above: list[_Place] = []
    parents: dict[_Place, set[_Place]] = {}
    for block, place in zip(headings, places, strict=True):
        while above and above[-1] <= place:
            above.pop()
        parents.setdefault(place, set()).update(above[-1:])
        if id(block) not in aside:
            above.append(place)
    ranks: dict[_Place, int] = {}
    for place in sorted(parents, reverse=True):
        ranks[place] = 1 + max((ranks[parent] for parent in parents[place]), default=0)
    return ranks


def _chapter(
    headings: Sequence[PageBlock], places: Sequence[_Place], ranks: dict[_Place, int], aside: frozenset[int]
) -> _Place | None:
    """The highest place that several headings have: that of the chapters."""
    inside = [place for block, place in zip(headings, places, strict=True) if id(block) not in aside]
    several = [place for place in set(inside) if inside.count(place) > 1]
    return min(several, key=lambda place: (ranks[place], [-value for value in place])) if several else None


def _places(headings: Sequence[PageBlock]) -> list[_Place]:
    looks = _looks(headings)
    labels = [_label(block.text.strip()) for block in headings]
    alike: dict[_Look, list[int]] = {}
    for index, look in enumerate(looks):
        alike.setdefault(look, []).append(index)
    depths = [0] * len(headings)
    for indices in alike.values():
        _add_depths(headings, labels, looks, indices, depths)
    return [(*look, -depth) for look, depth in zip(looks, depths, strict=True)]


def _looks(headings: Sequence[PageBlock]) -> list[_Look]:
    """How each heading is set, with sizes that hardly differ as one."""
    looks = [look_of(block) for block in headings]
    sizes: dict[float, float] = {}
    largest = 0.0
    for size in sorted({look[0] for look in looks}, reverse=True):
        largest = size if not largest or largest - size >= _SAME_SIZE else largest
        sizes[size] = largest
    return [(sizes[look[0]], *look[1:]) for look in looks]


def _add_depths(
    headings: Sequence[PageBlock],
    labels: Sequence[_Label | None],
    looks: Sequence[_Look],
    alike: Sequence[int],
    depths: list[int],
) -> None:
    """Find how deep each of the headings set alike stands under others of them, by their labels."""
    numbered = [len(label.values) for label in (labels[index] for index in alike) if label and label.kind == "number"]
    for index in alike:
        label = labels[index]
        if label is not None and label.kind == "number":
            depths[index] = len(label.values) - min(numbered)
    under: set[int] = set()
    ends: list[int] = []
    for number, index in enumerate(alike):
        label = labels[index]
        if label is None or not label.values:
            continue
        stretch = _stretch(looks, alike, number)
        successor = _successor(labels, stretch, label)
        ends = [end for end in ends if end > index]
        if successor is not None and ends and stretch[successor] > ends[-1]:
            continue  # the list around it goes on before
        if successor is not None:
            ends.append(stretch[successor])
            inside = stretch[:successor]
            under.update(other for other in inside if labels[other] is None)
            for other in inside:
                depths[other] += not _is_below(labels[other], label)
        elif len(label.values) > 1 or len(under) >= _FEWEST_UNDER:
            _add_tail(headings, labels, stretch, depths, depths[index] + 1)
    _put_articles_under(labels, looks, alike, depths)


def _stretch(looks: Sequence[_Look], alike: Sequence[int], number: int) -> list[int]:
    """Headings set alike that follow one, up to the next that is set larger or heavier than they are."""
    found: list[int] = []
    before = alike[number]
    for index in alike[number + 1 : number + 1 + _REACH]:
        if any(look > looks[index] for look in looks[before + 1 : index]):
            break
        found.append(index)
        before = index
    return found


def _successor(labels: Sequence[_Label | None], stretch: Sequence[int], label: _Label) -> int | None:
    """Place in a stretch of the next number, where the numbers do not begin anew before it."""
    following = (*label.values[:-1], label.values[-1] + 1)
    for place, index in enumerate(stretch):
        other = labels[index]
        if other is None or other.kind != label.kind:
            continue
        if other.values == following:
            return place
        if len(other.values) <= len(label.values):
            return None
    return None


def _is_below(label: _Label | None, above: _Label) -> bool:
    """Whether a number says itself how deep it stands under another."""
    return label is not None and label.kind == above.kind == "number"


def _add_tail(
    headings: Sequence[PageBlock],
    labels: Sequence[_Label | None],
    inside: Sequence[int],
    depths: list[int],
    depth: int,
) -> None:
    """Put what carries no number under the last number of a list, up to the next label or the end of the chapters."""
    for index in inside:
        if labels[index] is not None or CHAPTER.match(" ".join(headings[index].text.split())):
            return
        depths[index] = max(depths[index], depth)


def _put_articles_under(
    labels: Sequence[_Label | None], looks: Sequence[_Look], alike: Sequence[int], depths: list[int]
) -> None:
    """Articles, and the numbers of an appendix that begin at 1, stand under what holds them, though set alike."""
    holder: int | None = None
    expected: dict[str, int] = {}
    for number, index in enumerate(alike):
        label = labels[index]
        if number and any(look > looks[index] for look in looks[alike[number - 1] + 1 : index]):
            holder = None
        kind = label.kind if label is not None else ""
        if kind == "artikel":
            depths[index] = max(depths[index], depths[holder] + 1) if holder is not None else depths[index]
            continue
        is_in_annex = holder is not None and _kind(labels[holder]) == "bijlage"
        if label is not None and is_in_annex and kind in ("number", "letter", "roman"):
            first = label.values[0]
            if first in (1, expected.get(kind), expected.get(kind, 0) - 1):
                expected[kind] = first + 1
                depths[index] = max(depths[index], depths[holder or 0] + len(label.values))
                continue
        holder, expected = index, {}


def _kind(label: _Label | None) -> str:
    return label.kind if label is not None else ""


def _is_annex(block: PageBlock) -> bool:
    return _kind(_label(block.text.strip())) == "bijlage"


def _label(text: str) -> _Label | None:
    named = _NAMED.match(text)
    if named is not None:
        return _Label(named["name"].lower(), _value(named["value"]))
    if _ANNEX.match(text):
        return _Label("bijlage")
    match = NUMBERING.match(text)
    if match is not None and match["number"] is not None:
        return _Label("number", tuple(int(value) for value in match["number"].split(".")))
    letter = _LETTER.match(text)
    if letter is None:
        return None
    value = _value(letter["label"])
    return _Label("roman" if _roman(letter["label"].lower()) == value[0] else "letter", value) if value else None


def _value(text: str) -> tuple[int, ...]:
    """Value of what follows a name: "2", "II", "B"; none where it is no single number or letter."""
    if text.isdecimal():
        return (int(text),)
    letter = text.lower()
    roman = _roman(letter)
    if roman is not None and (len(letter) > 1 or letter in "ivx"):
        return (roman,)
    return (ord(letter) - ord("a") + 1,) if len(letter) == 1 else ()


def _roman(label: str) -> int | None:
    if not label or not set(label) <= set(_ROMAN_DIGITS):
        return None
    values = [_ROMAN_DIGITS[character] for character in label]
    return sum(-value if value < max(values[place:]) else value for place, value in enumerate(values))


def _cover(headings: Sequence[PageBlock], blocks: Sequence[PageBlock]) -> list[PageBlock]:
    """Headings of the first page above its running text."""
    cover: list[PageBlock] = []
    known = {id(block) for block in headings}
    for block in blocks:
        if id(block) in known:
            if block.lines[0].page > 1:
                break
            cover.append(block)
        elif block.kind is BlockKind.PARAGRAPH and len(block.text) > _LONGEST_LINE:
            break
    return cover


def _under_title(headings: Sequence[PageBlock], blocks: Sequence[PageBlock]) -> frozenset[int]:
    """Headings of a cover but the largest: subtitle, senders and date stand under the title, and nothing under them."""
    cover = _cover(headings, blocks)
    if len(cover) < 2 or len(cover) == len(headings):
        return frozenset()
    cover = [block for block in cover if _label(block.text.strip()) is None] or cover
    largest = max(cover, key=look_of)
    kept = {id(largest)} | ({id(cover[-1])} if _heads_body(blocks, cover[-1]) else set())
    return frozenset(id(block) for block in cover if id(block) not in kept)


def _heads_body(blocks: Sequence[PageBlock], heading: PageBlock) -> bool:
    index = next(number for number, block in enumerate(blocks) if block is heading)
    following = next(
        (b for b in blocks[index + 1 : index + 12] if b.lines and b.kind not in (BlockKind.NOTE, BlockKind.FURNITURE)),
        None,
    )
    return following is not None and following.lines[0].page == 1 and len(following.text) > _LONGEST_LINE
