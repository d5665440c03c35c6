"""The actors of the statements of one document: by syntax, by whom the text is for, by words, in this order."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from policytext.statements.actors.addressees import Addressees, letter_addressees
from policytext.statements.actors.frames import NamedActor, is_addressing, obliged_by_frames
from policytext.statements.actors.naming import ME, WE, ActorNames
from policytext.statements.actors.wording import actors_in_words
from policytext.statements.attribution.author import Author
from policytext.statements.cues import Reading
from policytext.statements.frames import ParsedSentence
from policytext.statements.genre import Genre, genre_of
from policytext.statements.mentions.document import DocumentMentions
from policytext.types.document import Document, Sentence
from policytext.types.spans import Span
from policytext.types.statement import Reason
from policytext.types.vocabulary import Aspect, DocumentKind, StatementKind

_I: Final = frozenset(("ik", "mij", "mijn", "mijzelf"))
_WE: Final = frozenset(("wij", "we", "ons", "onze"))
#: Those by whom a government keeps its promises.
_OF_GOVERNMENT: Final = re.compile(
    r"^(?:kabinet|volgende kabinet|regering|rijk|overheid|rijksoverheid|minister|staatssecretaris|bewindspersoon"
    r"|ministerie|college|gemeente)\b"
)
#: A motion and the like begin with what they ask: "verzoekt de regering ...", "roept het kabinet op".
_ASKS_FIRST: Final = re.compile(r"^\W*(?:verzoekt|vraagt|roept|draagt|nodigt|dringt)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Actors:
    """Who is to act, lower case and in order of the sentence, with a reason of the aspect ACTOR for each."""

    names: tuple[str, ...] = ()
    reasons: tuple[Reason, ...] = ()


class ActorFinder:
    """Finds the actors of the statements of one document."""

    def __init__(
        self, document: Document, sentences: Sequence[Sentence], mentions: DocumentMentions | None = None
    ) -> None:
        """Read the headings, lead lines and letterhead of a document.

        Args:
            document: the document.
            sentences: all its sentences.
            mentions: its mentions; they are looked for where none are given.
        """
        self._document = document
        self._mentions = mentions if mentions is not None else DocumentMentions(document.text)
        self._names = ActorNames(self._mentions, letter_addressees(document))
        self._addressees = Addressees(document, sentences, self._mentions)
        self._author = Author(document, self._mentions)
        self._genre = genre_of(document.metadata)

    def actors(
        self, sentence: Sentence, reading: Reading, kind: StatementKind, parsed: ParsedSentence | None = None
    ) -> Actors:
        """Who is to act by a statement; nobody by a claim.

        Args:
            sentence: the sentence.
            reading: its cues.
            kind: what it was found to be.
            parsed: its syntax, with spans in code points of the sentence.
        """
        if kind is StatementKind.CLAIM:
            return Actors()
        if kind is StatementKind.COMMITMENT:
            return self._promising(sentence, reading, parsed)
        return self._asked(sentence, reading, parsed)

    def _asked(self, sentence: Sentence, reading: Reading, parsed: ParsedSentence | None) -> Actors:
        offset = sentence.span.start
        text = self._document.quote(sentence.span)
        if _ASKS_FIRST.match(text):
            mentions = self._names.within(sentence.span)
            if mentions:
                name = self._names.of_mention(mentions[0])
                return _because({name: f"gevraagd met ‘{text.split()[0]}’"}, mentions[0].span)
        has_frames = parsed is not None and bool(parsed.frames)
        if parsed is not None:
            found = obliged_by_frames(parsed, StatementKind.RECOMMENDATION, self._names, offset)
            if found:
                return _named(found, offset)
        inherited = self._inherited(sentence, reading, parsed)
        if inherited.names or has_frames:
            return inherited
        return self._in_words(sentence, reading, StatementKind.RECOMMENDATION)

    def _inherited(self, sentence: Sentence, reading: Reading, parsed: ParsedSentence | None) -> Actors:
        """Whom the text is for, where a sentence asks without saying whom."""
        is_order = not {"imperative", "infinitive first"}.isdisjoint(reading.cues)
        is_order = is_order or {"item", "lower-case start"} <= reading.cues  # it completes the line above the list
        if not is_order and not (parsed is not None and is_addressing(parsed)):
            return Actors()
        addressed = self._addressees.of(self._document.blocks[sentence.block])
        if addressed is not None:
            return _because(dict.fromkeys(addressed.names, addressed.sign), addressed.span)
        is_letter = self._document.metadata.kind is DocumentKind.BRIEF
        if is_letter and "imperative" in reading.cues and self._names.addressees:
            return _because(dict.fromkeys(self._names.addressees, "geadresseerde van de brief"), None)
        return Actors()

    def _promising(self, sentence: Sentence, reading: Reading, parsed: ParsedSentence | None) -> Actors:
        """Who keeps a promise: the author, under the name that the sentence gives it."""
        offset = sentence.span.start
        found: tuple[NamedActor, ...] = ()
        if parsed is not None:
            found = obliged_by_frames(parsed, StatementKind.COMMITMENT, self._names, offset)
        own = tuple(actor for actor in found if self._is_author(actor, offset))
        if own:
            return _named(own, offset)
        person = _first_person(reading)
        if person is not None:
            return _because({person: "de schrijver zelf"}, None)
        if self._genre is Genre.PROGRAMME:
            return _because({WE: "de partij van het programma"}, None)
        if found:
            return _named(found, offset)
        if parsed is not None and parsed.frames:
            return Actors()
        return self._in_words(sentence, reading, StatementKind.COMMITMENT)

    def _is_author(self, actor: NamedActor, offset: int) -> bool:
        if actor.name in (WE, ME) or _OF_GOVERNMENT.match(actor.name):
            return True
        mention = self._mentions.covering(Span(actor.span.start + offset, actor.span.end + offset))
        return mention is not None and self._author.is_mention(mention)

    def _in_words(self, sentence: Sentence, reading: Reading, kind: StatementKind) -> Actors:
        found = actors_in_words(reading, kind, self._names, sentence.span)
        return _named(found, sentence.span.start)


def _first_person(reading: Reading) -> str | None:
    if any(word in ("wij", "we") for word in reading.words):
        return WE
    if any(word in _I for word in reading.words):
        return ME
    return WE if any(word in _WE for word in reading.words) else None


def _named(found: Sequence[NamedActor], offset: int) -> Actors:
    reasons = tuple(
        Reason(Aspect.ACTOR, actor.sign, 0.0, Span(actor.span.start + offset, actor.span.end + offset))
        for actor in found
    )
    return Actors(tuple(dict.fromkeys(actor.name for actor in found)), reasons)


def _because(signs: dict[str, str], span: Span | None) -> Actors:
    return Actors(tuple(signs), tuple(Reason(Aspect.ACTOR, sign, 0.0, span) for sign in dict.fromkeys(signs.values())))
