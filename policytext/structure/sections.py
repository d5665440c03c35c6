"""Parts of a document that a heading names: table of contents, bibliography, list of notes, colophon."""

import re
from collections.abc import Sequence

from policytext.structure.drafts import DraftBlock
from policytext.structure.lines import CHAPTER, ITEM_START, stands_alone
from policytext.types.vocabulary import BlockKind

CONTENTS_TITLE = re.compile(
    r"\W*(?:inhoud|inhoudsopgave|inhoudsoverzicht|table of contents|contents)\W*\Z", re.IGNORECASE
)
BIBLIOGRAPHY = re.compile(
    r"[\W\d]*(?:(?:bijlage[ \t]*\w{0,3}[:. ]*)?(?:(?:gebruikte|geraadpleegde|aangehaalde|belangrijkste)[ \t]+)?"
    r"(?:literatuur(?:lijst|opgave|verwijzingen|overzicht)?|bronnen(?:lijst|overzicht)?|bronvermelding(?:en)?|referenties"
    r"|referentielijst|bibliografie|references|bibliography)(?:[ \t]+en[ \t]+(?:literatuur|bronnen|referenties|websites"
    r"|bronvermelding))?)\W*\Z",
    re.IGNORECASE,
)
_NOTES = re.compile(r"[\W\d]*(?:noten|voetnoten|eindnoten|noten en bronnen|endnotes|notes)\W*\Z", re.IGNORECASE)
_COLOPHON = re.compile(r"[\W\d]*(?:colofon|colophon)\W*\Z", re.IGNORECASE)
BOX_TITLE = re.compile(
    r"\W*(?:(?:kader|box|tekstkader|tekstbox|intermezzo|casus|voorbeeld)\s*[\d.]{0,5}\s*[:|–-])\s*\S", re.IGNORECASE
)
# "Terugkijken: wat was de ambitie?	9", "Bijlagen / 24", "2.1 Aanpak ........ 12"
_ENTRY = re.compile(
    r".*\S(?:[ \t]*[.…·_]{2,}[ \t]*|[ \t]*\t[ \t]*|[ \t]+/[ \t]*|[ \t]{2,}|[ \t]+\|[ \t]*|\s)(?P<page>\d{1,4})\W*\Z",
    re.DOTALL,
)
_YEAR_OR_ADDRESS = re.compile(r"\b(?:1[5-9]|20)\d\d\b|https?://|www\.|\bISBN\b|\bz\.j\.|\bn\.d\.")
_LONGEST_LINE = 200
_CONTENTS_KINDS = frozenset({BlockKind.PARAGRAPH, BlockKind.HEADING, BlockKind.LIST_ITEM, BlockKind.TABLE})
_IN_BOX = _CONTENTS_KINDS | {BlockKind.CAPTION, BlockKind.QUOTATION}
# Blocks after the last entry of a table of contents that can still be looked at for another entry.
_CONTENTS_GAP = 3
_LONGEST_ENTRY = 700


def mark_sections(drafts: Sequence[DraftBlock], texts: Sequence[str]) -> None:
    """Give the blocks of named parts their kinds, in place.

    Args:
        drafts: in reading order.
        texts: their words, stripped.
    """
    index = 0
    while index < len(drafts):
        if not _is_title(drafts[index], texts[index]):
            index += 1
        elif CONTENTS_TITLE.match(texts[index]):
            index = _mark_contents(drafts, texts, index)
        elif BIBLIOGRAPHY.match(texts[index]):
            index = _mark_entries(drafts, texts, index, BlockKind.BIBLIOGRAPHY_ENTRY)
        elif _NOTES.match(texts[index]):
            index = _mark_entries(drafts, texts, index, BlockKind.NOTE)
        elif _COLOPHON.match(texts[index]):
            index = _mark_colophon(drafts, texts, index)
        elif drafts[index].kind is BlockKind.HEADING and BOX_TITLE.match(texts[index]):
            index = _mark_box(drafts, index)
        else:
            index += 1


def _is_title(draft: DraftBlock, text: str) -> bool:
    return draft.kind in (BlockKind.HEADING, BlockKind.PARAGRAPH) and len(text) <= _LONGEST_LINE // 2


def _mark_contents(drafts: Sequence[DraftBlock], texts: Sequence[str], title: int) -> int:
    """Mark from the title to the last line that ends in a page number, with what explains the entries between them."""
    last = None
    for index in range(title + 1, len(drafts)):
        draft = drafts[index]
        is_entry = len(texts[index]) <= _LONGEST_LINE and _ENTRY.match(texts[index]) is not None
        if draft.kind is BlockKind.CONTENTS or (draft.kind in _CONTENTS_KINDS and is_entry):
            last = index
        elif draft.kind is BlockKind.HEADING or (index - (last or title)) > _CONTENTS_GAP:
            break
    if last is None:
        return title + 1
    # A line under the last entry that names what it holds is part of it; the next heading begins the document.
    after = last + 1
    if (
        after + 1 < len(drafts)
        and drafts[after].kind is BlockKind.PARAGRAPH
        and drafts[last].kind is BlockKind.HEADING
        and drafts[after + 1].kind is BlockKind.HEADING
    ):
        last = after
    for index in range(title, last + 1):
        if drafts[index].kind in _CONTENTS_KINDS:
            _set(drafts[index], BlockKind.CONTENTS)
    return last + 1


def _mark_entries(drafts: Sequence[DraftBlock], texts: Sequence[str], title: int, kind: BlockKind) -> int:
    """Mark the entries under a title up to the next heading."""
    _make_heading(drafts[title])
    level = drafts[title].level
    index = title + 1
    while index < len(drafts):
        draft, text = drafts[index], texts[index]
        if draft.kind is BlockKind.HEADING and draft.level <= level:
            break
        if draft.kind is BlockKind.HEADING and not _YEAR_OR_ADDRESS.search(text):
            index += 1
            continue
        is_listed = draft.kind is BlockKind.LIST_ITEM or draft.label is not None
        looks_cited = is_listed or _YEAR_OR_ADDRESS.search(text) is not None
        can_be_entry = draft.kind in _CONTENTS_KINDS and len(text) <= _LONGEST_ENTRY and not stands_alone(text)
        if can_be_entry and kind is BlockKind.BIBLIOGRAPHY_ENTRY and looks_cited:
            _set(draft, kind)
            draft.is_final = False
        elif can_be_entry and kind is BlockKind.NOTE and (is_listed or ITEM_START.match(text)):
            draft.label = (draft.label or "").strip("(). ") or None
            _set(draft, kind)
        index += 1
    return index


def _mark_colophon(drafts: Sequence[DraftBlock], texts: Sequence[str], title: int) -> int:
    _make_heading(drafts[title])
    level = drafts[title].level
    index = title + 1
    while index < len(drafts):
        draft = drafts[index]
        # On pages, a heading of any level on another page ends it: a colophon is small, and so is its title.
        if draft.kind is BlockKind.HEADING and (
            draft.level <= level or draft.page > drafts[title].page or CHAPTER.match(texts[index])
        ):
            break
        if draft.kind in _CONTENTS_KINDS:
            _set(draft, BlockKind.ADDRESS)
        index += 1
    return index


def _mark_box(drafts: Sequence[DraftBlock], title: int) -> int:
    """A box that its heading names goes on to the next heading."""
    index = title
    while index < len(drafts) and (index == title or drafts[index].kind is not BlockKind.HEADING):
        if drafts[index].kind in _IN_BOX and drafts[index].container is None:
            drafts[index].container = BlockKind.BOX
        index += 1
    return index


def _make_heading(draft: DraftBlock) -> None:
    if draft.kind is not BlockKind.HEADING:
        draft.kind = BlockKind.HEADING
        draft.level = 1
    draft.is_final = True


def _set(draft: DraftBlock, kind: BlockKind) -> None:
    draft.kind = kind
    draft.level = 0
    draft.is_final = True
