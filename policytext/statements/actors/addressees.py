"""Whom the items of a document are for: named by a heading, by the line that leads to a list, or by the letterhead.

"Aanwijzingen voor het Rijk", "Wat gemeenten moeten doen", "Aan het kabinet", "Wij vragen het kabinet:".
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from typing import Final

from policytext.lexicon import words
from policytext.statements.actors.naming import ActorNames
from policytext.statements.mentions import find_mentions
from policytext.statements.mentions.document import DocumentMentions, short_name
from policytext.types.document import Block, Document, Sentence
from policytext.types.mention import Mention
from policytext.types.spans import Span
from policytext.types.vocabulary import BlockKind

#: Words of a heading between what is asked and of whom.
_OF_WHOM: Final = re.compile(r"\b(?:voor|aan|richting)\s*(?:alle\s+|de\s+|het\s+|onze\s+)*$", re.IGNORECASE)
#: "Van het Rijk vragen wij:"
_ASKED_FROM: Final = re.compile(r"\W*van\s+(?:de\s+|het\s+|alle\s+)?", re.IGNORECASE)
_OPENS: Final = re.compile(r"^\W*(?:[\d.]+\s*)?(?:aan|voor|richting)\s+(?:de\s+|het\s+|alle\s+)?$", re.IGNORECASE)
_WHAT: Final = re.compile(
    r"^\W*(?:[\d.]+\s*)?(?:wat|hoe)\b(?=.*\b(?:moet|moeten|kan|kunnen|doen|dient|dienen|vragen|verwachten|nodig)\b)",
    re.IGNORECASE,
)
_NUMBER: Final = re.compile(r"^\W*[\d.]*\W*$")
#: A lead line asks: "Wij vragen het kabinet:", "Gemeenten moeten:", "Voor gemeenten betekent dit:".
_LEAD_ASKS: Final = re.compile(
    r"\b(?:vragen|vraagt|verzoeken|verzoekt|adviseren|adviseert|roepen|roept|bevelen|beveelt|doen een beroep|moet"
    r"|moeten|dient|dienen|zouden|zou|kan|kunnen|verwachten|pleiten|nodig|opdracht|aanbevelingen|aanbeveling)\b",
    re.IGNORECASE,
)
_ITEMS: Final = (BlockKind.LIST_ITEM,)


@dataclass(frozen=True, slots=True)
class Addressed:
    """Those to whom something is addressed, lower case, and the sign that says so, with its span in the document."""

    names: tuple[str, ...]
    sign: str
    span: Span | None


@cache
def _asking_nouns() -> frozenset[str]:
    return frozenset(words("asking_nouns"))


class Addressees:
    """The addressees of the blocks of one document."""

    def __init__(self, document: Document, sentences: Sequence[Sentence], mentions: DocumentMentions) -> None:
        """Read the headings and the lines that lead to lists."""
        self._document = document
        self._names = ActorNames(mentions)
        self._of_heading: dict[int, Addressed] = {}
        self._of_lead: dict[int, Addressed] = {}
        self._follow_headings()
        self._follow_leads(sentences)

    def of(self, block: Block) -> Addressed | None:
        """To whom a block is addressed; a lead line counts before a heading. None where nothing says."""
        return self._of_lead.get(block.index) or self._of_heading.get(block.index)

    def _follow_headings(self) -> None:
        known: dict[tuple[str, ...], Addressed | None] = {}
        for block in self._document.blocks:
            if block.kind in (BlockKind.HEADING, BlockKind.SUBJECT):
                text = self._document.quote(block.span)
                path = (*block.section, " ".join(text.split()))
                known[tuple(_plain(part) for part in path)] = self._in_heading(block)
                continue
            for depth in range(len(block.section), 0, -1):
                addressed = known.get(tuple(_plain(part) for part in block.section[:depth]))
                if addressed is not None:
                    self._of_heading[block.index] = addressed
                    break

    def _in_heading(self, block: Block) -> Addressed | None:
        text = self._document.quote(block.span)
        mentions = self._names.within(block.span)
        is_below = bool(block.section) and _asks(block.section[-1])
        if not mentions:
            return _by_name(text, block.span) if is_below else None
        first = mentions[0]
        before = text[: first.span.start - block.span.start]
        is_alone = _NUMBER.fullmatch(before) and first.span.end - block.span.start >= len(text.rstrip(" .:")) - 1
        is_for = (_asks(before) and _OF_WHOM.search(before)) or _OPENS.fullmatch(before)
        if is_for or _WHAT.match(text) or (is_alone and is_below):
            names = self._joined(text, block.span.start, mentions)
            return Addressed(names, f"kop ‘{' '.join(text.split())}’", block.span)
        return None

    def _joined(self, text: str, offset: int, mentions: Sequence[Mention]) -> tuple[str, ...]:
        """The first mention and those joined to it by "en" or a comma."""
        found = [self._names.of_mention(mentions[0])]
        for one, other in pairwise(mentions):
            between = text[one.span.end - offset : other.span.start - offset]
            if not re.fullmatch(r"\s*(?:,|en|/|&|, en)\s*(?:de|het|alle)?\s*", between):
                break
            found.append(self._names.of_mention(other))
        return tuple(dict.fromkeys(found))

    def _follow_leads(self, sentences: Sequence[Sentence]) -> None:
        last: dict[int, Sentence] = {}
        for sentence in sentences:
            last[sentence.block] = sentence
        lead: Addressed | None = None
        for block in self._document.blocks:
            if block.kind in _ITEMS:
                if lead is not None:
                    self._of_lead[block.index] = lead
            elif block.kind.is_running_text:
                lead = self._in_lead(last[block.index]) if block.index in last else None

    def _in_lead(self, sentence: Sentence) -> Addressed | None:
        text = self._document.quote(sentence.span)
        if not text.rstrip().endswith(":"):
            return None
        mentions = self._names.within(sentence.span)
        ask = _LEAD_ASKS.search(text)
        if not mentions or ask is None:
            return None
        first = sentence.span.start + ask.start()
        behind = [mention for mention in mentions if mention.span.start > first]
        is_modal = ask[0].lower() in _MODALS
        chosen = [mention for mention in mentions if mention.span.end <= first][-1:] if is_modal else behind
        if not is_modal and not behind:  # "De commissie doet deze aanbevelingen:" names who asks, not who is asked
            before = [text[: one.span.start - sentence.span.start] for one in mentions]
            is_asked = [_OF_WHOM.search(words) or _ASKED_FROM.fullmatch(words) for words in before]
            chosen = [one for one, asked in zip(mentions, is_asked, strict=True) if asked]
        if not (chosen or behind):
            return None
        names = self._joined(text, sentence.span.start, chosen or behind)
        return Addressed(names, f"regel boven de opsomming ‘{' '.join(text.split())}’", sentence.span)


_MODALS: Final = frozenset(("moet", "moeten", "dient", "dienen", "zouden", "zou", "kan", "kunnen"))


def _asks(text: str) -> bool:
    """Whether a heading has a noun for what is asked."""
    return any(word in _asking_nouns() for word in re.findall(r"[\w'’-]+", text.lower()))


def _by_name(text: str, span: Span) -> Addressed | None:
    """A heading that is a name which only an article shows to be one: "Rijk"."""
    bare = " ".join(re.sub(r"^[\d.\s]+", "", text).split()).rstrip(".:")
    for mention in find_mentions(f"het {bare}") or find_mentions(f"de {bare}"):
        if len(mention.span) == len(bare):
            return Addressed((short_name(mention, bare).lower(),), f"kop ‘{bare}’", span)
    return None


def letter_addressees(document: Document) -> tuple[str, ...]:
    """Whom a letter is sent to, by a name that is shown as an actor: "tweede kamer", "informateur"."""
    addressee = document.metadata.addressee
    if not addressee:
        return ()
    mentions = find_mentions(addressee)
    if not mentions:
        return ()
    first = mentions[0]
    if first.canonical == "Kamervoorzitter":
        return ("tweede kamer",)
    return (short_name(first, addressee[first.span.start : first.span.end]).lower(),)


def _plain(heading: str) -> str:
    return " ".join(heading.split()).casefold()
