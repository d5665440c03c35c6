"""Markup inside a paragraph: which characters are words and which only dress them.

Emphasis, tags, escapes and the targets of links are found once for a stretch of lines; what is left of it are pieces.
Source of the rules on emphasis: CommonMark 0.31, "Emphasis and strong emphasis" (delimiter runs), simplified: a run of
markers is matched with a run of the same character and of the same length or is literal.
"""

import re
from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass

from policytext.structure.drafts import Piece, split_superscripts
from policytext.types.raw import SourceLink
from policytext.types.spans import Span

# Longest target of a link and text of a link: bounds that keep hostile input linear.
_TARGET = r"(?:[^()\s]|\([^()\s]{0,300}\)){0,2000}"
_TOKEN = re.compile(
    rf"(?P<link>(?P<image>!?)\[(?P<words>(?:\\.|[^\[\]\\]|\[[^\[\]]{{0,200}}\]){{0,2000}})\]"
    rf"\([ \t]*<?(?P<target>{_TARGET})>?(?:[ \t]+\"[^\"\n]{{0,300}}\")?[ \t]*\))"
    r"|(?P<note>\[\^(?P<note_label>[^\]\s]{1,30})\](?!:))"
    r"|(?P<auto><(?P<auto_target>(?:https?://|mailto:)[^<>\s]{1,2000}|[\w.+-]{1,80}@[\w.-]{1,200})>)"
    r"|(?P<url>(?:https?://|www\.)[^\s<>\"“”]{1,2000})"
    r"|(?P<sup><sup>(?P<sup_words>[^<>]{0,60})</sup>|\^(?P<caret_words>\d{1,3})\^|\$\^\{?(?P<tex_words>\d{1,3})\}?\$)"
    r"|(?P<tag></?(?:i|b|u|s|em|strong|sub|sup|span|small|br|p|div|center|font|mark)\b[^<>\n]{0,200}/?>)"
    r"|(?P<comment><!--[^<>]{0,4000}-->)"
    r"|(?P<entity>&(?:amp;|nbsp;|shy;))"
    r"|(?P<escape>\\[!-/:-@\[-`{-~])"
    r"|(?P<mark>\*{1,3}|(?<![^\W_])_{1,3}(?=[^\s_])|(?<=[^\s_])_{1,3}(?![^\W_])|~~)",
    re.DOTALL | re.IGNORECASE,
)
# Runs of markers that may stay open inside each other before they are taken for literal.
_DEEPEST = 8
_URL_TAIL = ".,;:!?'’\"*_"


@dataclass(slots=True)
class Inline:
    """Markup of a stretch of source: what to drop, what stands raised, and the links; all in source positions."""

    dropped: list[Span]
    superscripts: list[Span]
    links: list[SourceLink]

    def pieces(self, span: Span) -> list[Piece]:
        """Pieces of the words in a part of the stretch."""
        found: list[Piece] = []
        position = span.start
        index = bisect_left(self.dropped, span.start, key=lambda dropped: dropped.end)
        while index < len(self.dropped) and self.dropped[index].start < span.end:
            dropped = self.dropped[index]
            if dropped.start > position:
                found += split_superscripts(Span(position, dropped.start), self._raised(position, dropped.start))
            position = max(position, dropped.end)
            index += 1
        if position < span.end:
            found += split_superscripts(Span(position, span.end), self._raised(position, span.end))
        return found

    def _raised(self, start: int, end: int) -> Iterable[Span]:
        index = bisect_left(self.superscripts, start, key=lambda raised: raised.end)
        while index < len(self.superscripts) and self.superscripts[index].start < end:
            yield self.superscripts[index]
            index += 1


def find_inline(text: str, span: Span, raised: Iterable[Span] = ()) -> Inline:
    """Markup in a stretch of source.

    Args:
        text: the whole source.
        span: the stretch, half-open, code points of the source.
        raised: stretches that the reader saw raised.
    """
    found = Inline([], list(raised), [])
    openers: list[tuple[str, Span]] = []
    _scan(text, span.start, span.end, found, openers, inside_link=False)
    found.dropped.sort()
    found.superscripts.sort()
    return found


def _scan(
    text: str, start: int, end: int, found: Inline, openers: list[tuple[str, Span]], *, inside_link: bool
) -> None:
    position = start
    while match := _TOKEN.search(text, position, end):
        position = match.end()
        kind = match.lastgroup
        if match["link"] is not None and not inside_link:
            _add_link(text, match, found, openers)
        elif match["note"] is not None:
            found.dropped += [Span(match.start(), match.start("note_label")), Span(match.end() - 1, match.end())]
            found.superscripts.append(Span(*match.span("note_label")))
        elif match["auto"] is not None:
            found.dropped += [Span(match.start(), match.start() + 1), Span(match.end() - 1, match.end())]
            found.links.append(SourceLink(Span(*match.span("auto_target")), _target(match["auto_target"])))
        elif match["url"] is not None:
            position = _add_url(match, found, inside_link)
        elif match["sup"] is not None:
            group = next(name for name in ("sup_words", "caret_words", "tex_words") if match[name] is not None)
            found.dropped += [Span(match.start(), match.start(group)), Span(match.end(group), match.end())]
            found.superscripts.append(Span(*match.span(group)))
        elif match["tag"] is not None or match["comment"] is not None:
            found.dropped.append(Span(*match.span()))
        elif match["entity"] is not None:
            # The ampersand of "&amp;" stands for itself; the others stand for nothing that is written.
            keeps = 1 if match["entity"].lower() == "&amp;" else 0
            found.dropped.append(Span(match.start() + keeps, match.end()))
        elif match["escape"] is not None:
            found.dropped.append(Span(match.start(), match.start() + 1))
        elif kind == "mark":
            _add_mark(text, match, start, end, found, openers)


def _add_link(text: str, match: re.Match[str], found: Inline, openers: list[tuple[str, Span]]) -> None:
    words = Span(*match.span("words"))
    if match["image"]:
        found.dropped += [Span(match.start(), words.start), Span(words.end, match.end())]
        return
    found.dropped += [Span(match.start(), words.start), Span(words.end, match.end())]
    found.links.append(SourceLink(words, match["target"] or "#"))
    _scan(text, words.start, words.end, found, openers, inside_link=True)


def _add_url(match: re.Match[str], found: Inline, inside_link: bool) -> int:
    """Record a bare address without the punctuation of the sentence around it; return where it ends."""
    url = match["url"].rstrip(_URL_TAIL)
    for opening, closing in ("()", "[]"):
        while url.endswith(closing) and url.count(closing) > url.count(opening):
            url = url[:-1].rstrip(_URL_TAIL)
    end = match.start() + max(len(url), 1)
    if not inside_link and "." in url:
        found.links.append(SourceLink(Span(match.start(), end), _target(url)))
    return end


def _target(words: str) -> str:
    if "@" in words and not words.startswith(("http", "mailto:")):
        return "mailto:" + words
    return words if ":" in words[:8] else "https://" + words


def _add_mark(
    text: str, match: re.Match[str], start: int, end: int, found: Inline, openers: list[tuple[str, Span]]
) -> None:
    """Close the last open run of the same markers, or open one.

    A single marker inside a word or a sum ("2*3") is none; longer runs may touch a word.
    """
    mark = match.group()
    before = text[match.start() - 1] if match.start() > start else " "
    after = text[match.end()] if match.end() < end else " "
    here = Span(*match.span())
    if not before.isspace() and (len(mark) > 1 or not after.isalnum()) and _close(mark, here, found, openers):
        return
    if not after.isspace() and (len(mark) > 1 or not before.isalnum()):
        openers.append((mark, here))


def _close(mark: str, here: Span, found: Inline, openers: list[tuple[str, Span]]) -> bool:
    """Match a closing run with what is open: one run, two runs that are as long together, or part of a longer run."""
    for depth in range(len(openers) - 1, max(-1, len(openers) - _DEEPEST), -1):
        opener, place = openers[depth]
        if opener[0] != mark[0] or place.end >= here.start:
            continue
        if opener == mark:
            found.dropped += [place, here]
            del openers[depth:]
            return True
        if len(opener) > len(mark):
            inner = Span(place.end - len(mark), place.end)
            found.dropped += [inner, here]
            openers[depth:] = [(opener[: -len(mark)], Span(place.start, inner.start))]
            return True
        if depth and openers[depth - 1][0] == mark[len(opener) :]:
            found.dropped += [place, openers[depth - 1][1], here]
            del openers[depth - 1 :]
            return True
    return False
