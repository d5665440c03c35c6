"""Which members speak, sentence by sentence: named as the subject, meant by "deze leden", or those who spoke last."""

import re
from dataclasses import dataclass
from functools import cache
from itertools import takewhile
from typing import Final

from policytext.lexicon import table, words
from policytext.statements.attribution.floor import Floor, Turn
from policytext.statements.attribution.members import Member, Members, enumerated
from policytext.statements.frames import ParsedSentence
from policytext.types.document import Block, Document, Sentence
from policytext.types.spans import Span
from policytext.types.vocabulary import BlockKind

#: Before an aside with who says it: "..., zo vragen de leden van de SP-fractie".
_ASIDE: Final = re.compile(
    r"[,?:;”’]\s*(?:zo\s+|aldus\s+)?(?:(?:vra(?:agt|gen)|men(?:en|t)|vind(?:en|t)|stell?(?:en|t)|merk(?:en|t)|aldus)\s+)$"
)
#: Between members of one subject: "de leden van de SP-fractie en de leden van de SGP-fractie".
_AND: Final = re.compile(r"\s*(?:,|,?\s*(?:en|alsook|alsmede|evenals))\s*")
#: After these members are no subject.
_GOVERNED: Final = re.compile(
    r"\b(?:van|aan|door|bij|met|voor|namens|tussen|op|over|tot|naar|jegens|richting|onder|uit)\s+(?:(?:de|het)\s+)?$"
)
_ASKING: Final = re.compile(
    r"\b(?:vra(?:agt|gen)|verzoek(?:t|en)|informe(?:ert|ren)|verne(?:emt|men)|benieuwd|wil(?:len)?\s(?:\S+\s){0,3}weten"
    r"|ho(?:ort|ren)|ontvang(?:t|en))\b"
)
_FIRST: Final = frozenset(("wij", "we", "ik"))
_MANY: Final = frozenset(("zij", "ze"))
_ONE: Final = frozenset(("hij", "zij", "ze"))


@cache
def _lemmas() -> frozenset[str]:
    """Predicates with which members who were named go on."""
    return frozenset((*words("member_verbs"), *(row["lemma"] for row in table("reporting_predicates"))))


@dataclass(frozen=True, slots=True)
class Said:
    """That members say a sentence: their name, why, where that stands in the text, and whether an answer may follow."""

    holder: str
    sign: str
    span: Span
    is_asked: bool


class Rounds:
    """Follows who speaks through a document; asked block by block and sentence by sentence, in order."""

    def __init__(self, document: Document, members: Members, floor: Floor) -> None:
        """Begin before the first block."""
        self._document = document
        self._members = members
        self._floor = floor
        self._names = {member.name for member in members.all}
        self._is_many = True
        self.turn: Turn | None = None
        #: The members who spoke last; None where none did, or a heading ended their turn.
        self.member: str | None = None

    @property
    def holder(self) -> str | None:
        """Who speaks in the turn of a block where its sentences name nobody."""
        return None if self.turn is None else self.member if self.turn.goes_round else self.turn.holder

    @property
    def goes_round(self) -> bool:
        """Whether members have the floor, one after the other."""
        return self.turn is not None and self.turn.goes_round

    def enter(self, block: Block) -> None:
        """Go on to the next block."""
        turn = self._floor.turn_at(block)
        if turn is not self.turn:
            self.turn, self.member = turn, None if turn is None else turn.holder
        named = [member for member in self._members.within(block.span) if member.name is not None]
        if block.kind is BlockKind.HEADING:
            if named:
                self._hear(named[0])
        elif self.goes_round and turn is not None and turn.holder is None:
            free = (
                one for one in named if not _GOVERNED.search(self._document.text[block.span.start : one.span.start])
            )
            first = next(free, None)
            if first is not None:
                self._hear(first)

    def at(self, place: int) -> Member | None:
        """The members named over a place of the text."""
        return self._members.at(place)

    def hear(self, holder: str | None) -> None:
        """Remember who spoke, if that is a member."""
        if holder is not None and holder in self._names:
            self.member = holder

    def said(self, sentence: Sentence, parsed: ParsedSentence | None, *, is_going_on: bool) -> Said | None:
        """That members are the subject of a sentence; None where they are not.

        Args:
            sentence: the sentence.
            parsed: its syntax, with spans in code points of the sentence.
            is_going_on: whether members spoke in the sentence before, so that a pronoun can be theirs.
        """
        is_held = self.turn is not None and not (self.turn.goes_round or self.turn.is_answer)
        if is_held or not self._floor.is_exchange:
            return None
        text = self._document.quote(sentence.span)
        # Where questions are answered, what follows one may be the answer.
        is_asked = _ASKING.search(text) is not None and (self.turn is None or self.turn.is_answer)
        subjects = self._subjects(sentence, parsed)
        if subjects:
            names = [name for name in (one.name or self.member for one in subjects) if name is not None]
            if not names:
                return None
            self._is_many = len(subjects) > 1 or subjects[0].is_many
            self.member = names[0] if len(names) == 1 else enumerated(names)
            return Said(self.member, "leden aan het woord", subjects[0].span, is_asked)
        place = self._pronoun(parsed) if is_going_on and self.member is not None else None
        if place is not None and self.member is not None:
            span = Span(place.start + sentence.span.start, place.end + sentence.span.start)
            return Said(self.member, "leden aan het woord", span, is_asked)
        return None

    def _hear(self, member: Member) -> None:
        self.member, self._is_many = member.name, member.is_many

    def _subjects(self, sentence: Sentence, parsed: ParsedSentence | None) -> list[Member]:
        """The members who are the subject of the main clause, or of an aside; empty where none are."""
        found = self._members.within(sentence.span)
        heads = () if parsed is None else _main_subjects(parsed)
        after = () if parsed is None else _behind_plural_verbs(parsed)
        for place, member in enumerate(found):
            before = self._document.text[sentence.span.start : member.span.start]
            is_first = not before.strip(" -–•‘’“”\"'(")
            is_head = any(member.span.start <= sentence.span.start + head < member.span.end for head in heads)
            is_behind = member.is_many and member.span.start - sentence.span.start in after
            if not (is_first or is_head or is_behind or _ASIDE.search(before)):
                continue
            pairs = zip(found[place:], found[place + 1 :], strict=False)
            joined = takewhile(lambda pair: self._are_joined(*pair), pairs)
            return [member, *(second for _, second in joined)]
        return []

    def _are_joined(self, first: Member, second: Member) -> bool:
        return _AND.fullmatch(self._document.text, first.span.end, second.span.start) is not None

    def _pronoun(self, parsed: ParsedSentence | None) -> Span | None:
        """Where a pronoun for the members stands that is the subject of a verb of saying, asking or wanting."""
        if parsed is None:
            return None
        pronouns = _MANY if self._is_many else _ONE
        for frame in parsed.frames:
            parts = {frame.lemma, *frame.lemma.split(" "), *(parsed.parse.tokens[verb].lemma for verb in frame.verb)}
            if frame.governor is not None or not parts & _lemmas():
                continue
            for head in frame.subjects:
                if parsed.parse.tokens[head].text.lower() in pronouns:
                    return parsed.parse.tokens[head].span
        return None


def _behind_plural_verbs(parsed: ParsedSentence) -> tuple[int, ...]:
    """Where a phrase begins behind a finite verb in the plural that has no plural subject before it.

    "Ook de termijn achten deze leden te kort": a parser takes the object in front for the subject.
    """
    tokens = parsed.parse.tokens
    found = []
    for index, token in enumerate(tokens[:-1]):
        is_finite = token.pos in ("VERB", "AUX") and token.feature("VerbForm") == "Fin"
        if not is_finite or not token.text.lower().endswith(("en", "zijn")):
            continue
        before = tokens[:index]
        is_plural = any(one.feature("Number") == "Plur" or one.text.lower() in _FIRST for one in before)
        if not is_plural and not any(one.pos == "SCONJ" for one in before):
            found.append(tokens[index + 1].span.start)
    return tuple(found)


def _main_subjects(parsed: ParsedSentence) -> tuple[int, ...]:
    """Where the subjects of the main clauses of a sentence begin."""
    return tuple(
        parsed.parse.tokens[head].span.start
        for frame in parsed.frames
        if frame.governor is None
        for head in frame.subjects
    )
