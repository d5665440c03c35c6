"""Who has the floor in a record of parliament: by its headings, questions and answers, and the lines of its speakers.

Below "Inbreng van de leden van de VVD-fractie", "Vragen en opmerkingen uit de fracties" or "Vraag 3" all is said by
those who ask, until "Reactie van de minister" or "Antwoord op vraag 3"; below "Mevrouw De Wit (SP):" she speaks until
the next such line. A report of a committee that holds questions alone is its members' from their first paragraph on.
Source of the forms: reports, questions and answers on officielebekendmakingen.nl.
"""

import re
from dataclasses import dataclass
from typing import Final

from policytext.statements.attribution.members import PARTY_BEHIND, PERSON, Members
from policytext.statements.mentions.document import DocumentMentions
from policytext.types.document import Block, Document
from policytext.types.spans import Span
from policytext.types.vocabulary import BlockKind, DocumentKind, MentionKind

_NUMBERING: Final = re.compile(r"(?:(?:[IVX]{1,5}|\d{1,2}(?:\.\d{1,2})*|[A-Z])[.)]?\s+)?(?:[-–•]\s+)?")
#: "Reactie van de minister", "Antwoorden door de staatssecretaris": a part of a document with answers.
_ANSWERS_OF: Final = re.compile(
    r"(?:schriftelijke\s+)?(?:(?:reacties?|antwoord(?:en)?|beantwoording)(?:\s*/\s*)?){1,2}\s+(?:van|door|namens)\s+(?P<who>\S.*)",
    re.IGNORECASE | re.DOTALL,
)
_NUMBERS: Final = r"(?:\d+[a-z]?(?:\s*(?:,|en|/|-|–|t/m|tot en met)\s*)?)+"
#: "Antwoord", "Antwoord 3", "Antwoord op de vragen 4, 5 en 6:", also before the answer itself: "Antwoord: ja."
_ANSWER: Final = re.compile(
    rf"antwoord(?:en)?(?:\s+(?:op|bij))?(?:\s+(?:de\s+)?vra(?:ag|gen))?(?:\s+{_NUMBERS})?\s*(?:[.:]?\s*$|:\s)",
    re.IGNORECASE,
)
_QUESTION: Final = re.compile(rf"vra(?:ag|gen)\s+{_NUMBERS}\s*(?:[.:]?\s*$|[.:)]?\s+\S)", re.IGNORECASE)
#: "Inbreng van ...", "Vragen en opmerkingen uit de fracties": a part of a document with what members bring forward.
_BROUGHT_IN: Final = re.compile(
    r"(?:inbreng|bijdragen?|(?:nadere\s+)?vragen(?:\s+en\s+opmerkingen)?|opmerkingen(?:\s+en\s+vragen)?)\s+"
    r"(?:van|uit|vanuit|door|namens)\s+(?P<who>(?:de\s+)?(?:fracties|commissie|Kamer|leden)\b|\S)",
    re.IGNORECASE,
)
#: "Mevrouw De Wit (SP):", "Minister Duin:", "De voorzitter:" before what they say.
_SPEAKER: Final = re.compile(
    rf"(?:(?:De heer|Mevrouw|Dhr\.|Mw\.|Mevr\.|Het lid|Kamerlid|Raadslid)\s+(?P<person>{PERSON}){PARTY_BEHIND}?"
    rf"|(?P<known>{PERSON}){PARTY_BEHIND}"
    rf"|(?P<office>(?:De\s+)?(?:[Mm]inister(?:-president)?|[Ss]taatssecretaris|[Ww]ethouder|[Bb]urgemeester|[Gg]edeputeerde))"
    rf"(?:\s+(?P<holder>{PERSON}))?|(?P<chair>De voorzitter))\s*:"
)
#: Lines of speakers from which a text is a record of what they say.
_FEWEST_SPEAKERS: Final = 3
#: Paragraphs that begin with members from which a document goes from one to the next of them, and the share of its
#: paragraphs from which a report without answers is theirs.
_FEWEST_TURNS, _MOSTLY = 2, 0.25
#: Code points of the longest line that opens a part without being a heading.
_LINE: Final = 200
_GROUP: Final = re.compile(r"fractie", re.IGNORECASE)
#: Who speaks in such a document: "de leden van ...", not a group as such, which a list of decisions says how it votes.
_ONES: Final = re.compile(
    r"(?:(?:de|het)\s+)?(?:andere\s+)?(?:leden|lid|heer|mevrouw|dhr|mw|mevr|kamerl)", re.IGNORECASE
)
_ASKED_BY: Final = re.compile(r"vragen\b.{0,40}$", re.IGNORECASE | re.DOTALL)
#: Code points before members in which that can stand.
_NEAR: Final = 60
_COMMITTEE: Final = "commissie voor"
#: Kinds of documents in which numbered questions are another's, also where it is not said whose.
_ASKED_KINDS: Final = frozenset((DocumentKind.KAMERVRAGEN, DocumentKind.VERSLAG))
_BROUGHT: Final = "onder een kop met wie het woord heeft"


@dataclass(frozen=True, slots=True)
class Turn:
    """A stretch of a document in which others speak: who, None where the text itself has to say, and why.

    `goes_round` tells that they speak one after the other, each named as the subject of a sentence; `is_answer` that
    they answer members, whose words they may repeat.
    """

    holder: str | None
    sign: str
    goes_round: bool = True
    is_answer: bool = False


class Floor:
    """Whose turn it is in each block of a document."""

    def __init__(
        self, document: Document, members: Members, mentions: DocumentMentions, *, answers_itself: bool
    ) -> None:
        """Find the turns.

        Args:
            document: the document.
            members: the members that it names.
            mentions: its mentions, for the office that answers.
            answers_itself: whether those who answer in it are its author.
        """
        self._document = document
        self._members = members
        self._mentions = mentions
        self._answers_itself = answers_itself
        self._blocks = [block for block in document.blocks if block.kind.is_running_text]
        self._turns: dict[int, Turn] = {}
        begun = [block for block in self._blocks if self._begins_with_members(block)]
        self._spread(self._in_a_record() or self._in_parts() or self._in_a_report(begun))
        #: Whether members speak in turn: what they do is then what they say, whatever the verb.
        self.is_exchange: Final = bool(self._turns) or len(begun) >= _FEWEST_TURNS

    def turn_at(self, block: Block) -> Turn | None:
        """Whose turn it is in a block; None for the author's."""
        return self._turns.get(block.index)

    def _spread(self, opened: dict[int, Turn | None]) -> None:
        """Let each turn last until the next one."""
        turn: Turn | None = None
        for block in self._blocks:
            turn = opened.get(block.index, turn)
            if turn is not None:
                self._turns[block.index] = turn

    def _text(self, block: Block) -> str:
        """The words of a block without the number of a heading before them."""
        text = self._document.quote(block.span).strip()
        return text[_NUMBERING.match(text).end() :]  # type: ignore[union-attr]  # matches always

    def _begins_with_members(self, block: Block) -> bool:
        if block.kind is BlockKind.HEADING:
            return False
        found = self._members.at(block.span.start)
        return (
            found is not None and found.name is not None and _ONES.match(self._document.quote(found.span)) is not None
        )

    def _in_a_record(self) -> dict[int, Turn | None]:
        """The lines of speakers in a record of a debate."""
        opened: dict[int, Turn | None] = {}
        for block in self._blocks:
            found = _SPEAKER.match(self._text(block))
            if found is not None:
                opened[block.index] = Turn(self._speaker(found), "heeft het woord", goes_round=False)
        holders = {turn.holder for turn in opened.values() if turn is not None}
        return opened if len(opened) >= _FEWEST_SPEAKERS and len(holders) > 1 else {}

    def _speaker(self, found: re.Match[str]) -> str:
        if found["chair"]:
            return "voorzitter"
        if found["office"]:
            office = found["office"].removeprefix("De ").lower()
            return f"{office} {found['holder']}" if found["holder"] else office
        return self._members.person(found["person"] or found["known"])

    def _in_parts(self) -> dict[int, Turn | None]:
        """Parts of members and of those who answer, and single questions and answers."""
        texts = {block.index: self._text(block) for block in self._blocks}
        parts = [block.index for block in self._blocks if self._opens_answers(block, texts[block.index])]
        answers = [index for index, text in texts.items() if _ANSWER.match(text)]
        opened: dict[int, Turn | None] = {}
        is_asked = self._document.metadata.kind in _ASKED_KINDS
        turn: Turn | None = None
        answering: Turn | None = None  # who answers; None for the author
        asker: str | None = None
        is_answered = is_single = False  # in a part of answers; below a question that no word tells from its answer
        for block in self._blocks:
            text, index = texts[block.index], block.index
            is_last = not parts or index >= parts[-1]
            before = turn
            if index in parts:
                turn = answering = self._answering(block)
                is_answered, is_single = True, False
            elif _ANSWER.match(text):
                turn, is_single = answering, False
            elif (answers or parts or is_asked) and _QUESTION.match(text):
                asker = asker or self._asking(block)
                turn = Turn(asker, "vraag van een ander", goes_round=False) if asker or is_asked else None
                is_single = not answers
            elif is_single and "?" not in text:
                turn, is_single = answering, False
            elif self._opens_a_part(block, text) and not (is_answered and is_last):
                turn, is_answered = Turn(self._named_in(block), _BROUGHT), False
            elif block.kind is BlockKind.HEADING and turn is not None and turn.goes_round and turn.holder is None:
                turn = Turn(None, _BROUGHT)
            if turn is not before:
                opened[index] = turn
        return opened if any(one is not None and not one.is_answer for one in opened.values()) else {}

    def _opens_answers(self, block: Block, text: str) -> bool:
        """Whether a heading, or a short line, names who answers."""
        found = _ANSWERS_OF.match(text)
        if found is None or (block.kind is not BlockKind.HEADING and (len(text) > 2 * _LINE or not text[0].isupper())):
            return False
        place = block.span.end - len(text) + found.start("who")
        offices = [
            mention
            for mention in self._mentions.within(Span(place, min(block.span.end, place + _LINE)))
            if mention.kind is not MentionKind.GROUP
        ]
        return bool(offices) and offices[0].span.start - place <= len("de minister ")

    def _answering(self, block: Block) -> Turn | None:
        """The turn of those whom a heading says to answer; None where they are the author."""
        if self._answers_itself:
            return None
        named = self._mentions.within(block.span)
        holder = next((self._mentions.shown(one) for one in named if one.kind is not MentionKind.GROUP), None)
        return Turn(holder, "antwoord van een ander", goes_round=False, is_answer=True)

    def _opens_a_part(self, block: Block, text: str) -> bool:
        """Whether a heading, or a line like one, gives the floor to members."""
        is_line = len(text) <= _LINE and not text.endswith((".", "?", ":", ";"))
        if not self._members.all or not (is_line or block.kind is BlockKind.HEADING):
            return False
        found = _BROUGHT_IN.match(text)
        if found is not None:
            return len(found["who"]) > 1 or self._named_in(block) is not None
        member = self._members.at(block.span.end - len(text))
        is_all = member is not None and len(member.span) >= len(text) - 1
        return block.kind is BlockKind.HEADING and is_all and _GROUP.search(text) is not None

    def _named_in(self, block: Block) -> str | None:
        return next((one.name for one in self._members.within(block.span) if one.name is not None), None)

    def _asking(self, question: Block) -> str | None:
        """Who asks the questions of a document: the first members, or the committee, named before them."""
        before = Span(0, question.span.start)
        for member in self._members.within(before):
            said = self._document.text[max(0, member.span.start - _NEAR) : member.span.start]
            if member.name is not None and _ASKED_BY.search(said):
                return member.name
        for mention in self._mentions.within(before):
            if _COMMITTEE in mention.canonical:
                return self._mentions.shown(mention)
        return None

    def _in_a_report(self, begun: list[Block]) -> dict[int, Turn | None]:
        """A committee's report that holds nothing but what its members bring forward."""
        running = [block for block in self._blocks if block.kind is not BlockKind.HEADING]
        is_theirs = len(begun) >= _FEWEST_TURNS and len(begun) >= _MOSTLY * len(running)
        if self._document.metadata.kind is not DocumentKind.VERSLAG or not is_theirs:
            return {}
        headings = [b.index for b in self._blocks if b.kind is BlockKind.HEADING and b.index > begun[0].index]
        return {index: Turn(None, "verslag van wat leden inbrengen") for index in (begun[0].index, *headings)}
