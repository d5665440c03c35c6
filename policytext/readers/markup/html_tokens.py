"""HTML to tokens with their places: tags, words, and nothing that a browser does not show.

Every step looks at a character a bounded number of times, so that the time is linear in the size of the file whatever
it holds.

Source: WHATWG HTML Living Standard, 13.2.5 (tokenization), as far as readers of text need it.
"""

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from policytext.readers.markup.markup_tree import Words

_NAME = re.compile(r"[A-Za-z][^\s/><\x00]{0,100}")
_ATTRIBUTE_NAME = re.compile(r"[\s/]*([^\s/>=][^\s/>=]*)(\s*=\s*)?")
_UNQUOTED = re.compile(r"[^\s>]*")
_TAG_END = re.compile(r"[\s/]*>")
_REFERENCE = re.compile(r"&(?:#[0-9]{1,7};?|#[xX][0-9a-fA-F]{1,6};?|[A-Za-z][A-Za-z0-9]{1,31};?)")
_CLEAR_REFERENCE = re.compile(r"&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")
#: Elements that hold text of their own kind and no tags.
RAW_TEXT = frozenset({"script", "style", "xmp", "iframe", "noembed", "noframes", "textarea", "title", "plaintext"})
_WITH_REFERENCES = frozenset({"textarea", "title"})
# A page keeps pictures in attributes; what is longer than this is no address and no name.
LONGEST_VALUE = 20_000
_MOST_ATTRIBUTES = 200


@dataclass(slots=True)
class Tag:
    """A start or end tag: its name in small letters and where it stands, [start, end) in code points of the file."""

    name: str
    start: int
    end: int
    attributes: dict[str, str] = field(default_factory=dict)
    is_end: bool = False
    closes_itself: bool = False


class _Scanner:
    """Looks for marks in the file; what is not found once is not looked for again."""

    def __init__(self, text: str) -> None:
        self.text = text
        self._missing: dict[str, int] = {}

    def find(self, mark: str, start: int) -> int:
        """Place of the next mark at or after `start`, -1 where there is none."""
        if start >= self._missing.get(mark, len(self.text) + 1):
            return -1
        found = self.text.find(mark, start)
        if found < 0:
            self._missing[mark] = start
        return found


def tokenize(text: str) -> Iterator[Tag | Words]:
    """Tags and words of a page in its order."""
    scanner = _Scanner(text)
    position = words_start = 0
    while True:
        start = text.find("<", position)
        if start < 0:
            break
        tag = _markup_at(scanner, start)
        if tag is None:
            position = start + 1  # a sign of words: "a < b"
            continue
        yield from words_between(text, words_start, start)
        position = words_start = tag.end
        if not tag.name:
            if text.startswith("<![CDATA[", start) and text.endswith("]]>", start, tag.end):
                yield Words(text[start + 9 : tag.end - 3], start + 9, max(0, tag.end - 3 - start - 9))
            continue
        yield tag
        if tag.name in RAW_TEXT and not tag.is_end and not tag.closes_itself:
            position = words_start = end = _raw_end(scanner, tag)
            if tag.name in _WITH_REFERENCES:
                yield from words_between(text, tag.end, end)
    yield from words_between(text, words_start, len(text))


def words_between(text: str, start: int, end: int) -> Iterator[Words]:
    """The words of a stretch of the file, cut at its character references."""
    if "&" in text[start:end]:
        for match in _REFERENCE.finditer(text, start, end):
            resolved = html.unescape(match.group())
            if resolved == match.group():
                continue
            if match.start() > start:
                yield Words(text[start : match.start()], start, match.start() - start)
            yield Words(resolved, match.start(), len(match.group()))
            start = match.end()
    if start < end:
        yield Words(text[start:end], start, end - start)


def _markup_at(scanner: _Scanner, start: int) -> Tag | None:
    """The markup that begins at a `<`: a tag, or one without a name for comments and declarations; None for words."""
    text = scanner.text
    following = text[start + 1 : start + 2]
    if following == "!" or following == "?":
        return Tag("", start, _declaration_end(scanner, start))
    is_end = following == "/"
    name = _NAME.match(text, start + 1 + is_end)
    if name is None:
        if is_end and text[start + 2 : start + 3]:
            end = scanner.find(">", start)
            return Tag("", start, end + 1) if end >= 0 else None
        return None
    tag = Tag(name.group().lower(), start, name.end(), is_end=is_end)
    _read_attributes(scanner, tag)
    return tag


def _declaration_end(scanner: _Scanner, start: int) -> int:
    text = scanner.text
    if text.startswith("<!--", start):
        if text.startswith(("<!-->", "<!--->"), start):
            return text.index(">", start) + 1
        end = scanner.find("-->", start + 4)
        return end + 3 if end >= 0 else len(text)
    if text.startswith("<![CDATA[", start):
        end = scanner.find("]]>", start)
        if end >= 0:
            return end + 3
    end = scanner.find(">", start)
    return end + 1 if end >= 0 else len(text)


def _read_attributes(scanner: _Scanner, tag: Tag) -> None:
    """Fill in the attributes and the end of a tag; one that the file breaks off ends with the file."""
    text, position = scanner.text, tag.end
    while True:
        closing = _TAG_END.match(text, position)
        if closing is not None:
            tag.closes_itself = "/" in closing.group()
            tag.end = closing.end()
            return
        match = _ATTRIBUTE_NAME.match(text, position)
        if match is None:
            tag.end = len(text)
            return
        position, value = match.end(), ""
        if match[2]:
            position, value = _value_at(scanner, position)
        if len(tag.attributes) < _MOST_ATTRIBUTES and len(value) <= LONGEST_VALUE:
            value = _CLEAR_REFERENCE.sub(lambda found: html.unescape(found.group()), value)
            tag.attributes.setdefault(match[1].lower(), value)


def _value_at(scanner: _Scanner, position: int) -> tuple[int, str]:
    text = scanner.text
    quote = text[position : position + 1]
    if quote and quote in "\"'":
        end = scanner.find(quote, position + 1)
        if end < 0:
            end = len(text)
        return min(len(text), end + 1), text[position + 1 : min(end, position + 2 + LONGEST_VALUE)]
    match = _UNQUOTED.match(text, position)
    assert match is not None  # it can be empty
    return match.end(), match.group()


def _raw_end(scanner: _Scanner, tag: Tag) -> int:
    """Where the text of an element without tags ends: at its end tag, else with the file."""
    position = tag.end
    while True:
        position = scanner.find("</", position)
        if position < 0:
            return len(scanner.text)
        name = scanner.text[position + 2 : position + 2 + len(tag.name)]
        if name.lower() == tag.name:
            return position
        position += 2
