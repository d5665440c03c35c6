"""Press quotations: a medium and a date, as in "(Volkskrant, juni 1998)" or "in Trouw van 3 mei 2019"."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import cache

from policytext.citations.context import Context, Found, quoted_in
from policytext.citations.fields import DATE, URL, Fields, trim_url
from policytext.lexicon import words
from policytext.types.document import Block
from policytext.types.spans import Span
from policytext.types.vocabulary import CitationForm

_BETWEEN = re.compile(
    r"(?:\s+(?:kopte|schreef|meldde|berichtte|publiceerde|opende|onthulde))?"
    r"(?:,\s*|\s*\(|\s+(?:van|op|d\.d\.|in)\s+|\s+)(?:(?:maandag|dinsdag|woensdag|donderdag|vrijdag|zaterdag|zondag)\s+)?$"
)
# A medium is at most four words long; the date follows it within this many characters.
_REACH = 60
_MAX_HEADLINE = 250
# A headline in quotation marks right before the bracket with the medium, or right behind the date.
_QUOTED = r"(?:‘([^‘’“”]{8,150})’|[“„]([^“”]{8,150})[”]|\"([^\"]{8,150})\"|(?<!\w)'([^']{8,150})')"
_HEADLINE_BEFORE = re.compile(rf"{_QUOTED}\s*\($")
# "NRC, 12 mei 2019, ‘Kop’ (https://...)"
_ADDRESS_BEHIND = re.compile(rf"\)?\s?[,:]\s(?:{_QUOTED}[\s,.)]{{0,3}})?\(?\s?(?P<url>{URL.pattern})")
_HEADLINE_AFTER = re.compile(rf"^\)?\s*[,:]\s*{_QUOTED}")


@cache
def _media() -> frozenset[str]:
    return frozenset(words("press_media"))


def iter_press(text: str, start: int, end: int) -> Iterator[tuple[Span, str, str]]:
    """Mentions of a medium with a date between two positions: span, medium, year."""
    for date in DATE.finditer(text, start, end):
        left = text[max(start, date.start() - _REACH) : date.start()]
        gap = _BETWEEN.search(left)
        if gap is None:
            continue
        found = _medium_at_end(left[: gap.start()])
        if found is not None:
            begin = date.start() - len(left) + gap.start() - len(found)
            stop = date.end() + (1 if "(" in gap.group() and text[date.end() : date.end() + 1] == ")" else 0)
            yield Span(begin, stop), found, date.group()[-4:]


def find_press(context: Context, blocks: Iterable[Block]) -> Iterator[Found]:
    """Press quotations of the blocks; the headline is the title where the block holds nothing else."""
    for block in blocks:
        for span, medium, year in iter_press(context.text, block.span.start, block.span.end):
            fields = Fields((medium,), year, None, _headline(context, block, span))
            address = _ADDRESS_BEHIND.match(context.text, span.end, block.span.end)
            if address is not None:
                url = trim_url(address["url"])
                fields = replace(fields, url=url)
                span = Span(span.start, address.start("url") + len(url))
            yield Found(CitationForm.PRESS, span, fields, (span,))


def _medium_at_end(left: str) -> str | None:
    parts = left.split(" ")
    for count in range(min(4, len(parts)), 0, -1):
        name = " ".join(parts[-count:]).lstrip("(‘'“\"")
        if name in _media():
            return name
    return None


def _headline(context: Context, block: Block, span: Span) -> str | None:
    """What the medium wrote, where the block is that quotation and its source in brackets."""
    text = context.text
    for opening, pattern, start in (
        (False, _HEADLINE_BEFORE, max(block.span.start, span.start - 200)),
        (True, _HEADLINE_AFTER, span.end),
    ):
        words = text[start : span.start] if not opening else text[start : min(block.span.end, start + 200)]
        match = pattern.search(words)
        if match is not None:
            return next(group for group in match.groups() if group is not None).strip(" .,") or None
    before = text[block.span.start : span.start].rstrip()
    after = text[span.end : block.span.end].strip(" ).,;*_”’\"'")
    if not before.endswith("(") or after or not 3 < len(before) <= _MAX_HEADLINE:
        return None
    words_before = before.removesuffix("(").strip(" -–•*_")
    whole = Span(block.span.start, span.start)
    marked = [*quoted_in(text, whole), *context.emphasised_in(Span(block.span.start, block.span.end))]
    if not any(len(stretch) >= 0.8 * len(words_before) for stretch in marked):
        return None
    return words_before.strip("‘’“”\"'. ") or None
