"""Through a document sentence by sentence, with what carries on: quotations, lists, reports of several sentences."""

import re
from dataclasses import dataclass, replace
from typing import Final

from policytext.statements.attribution.author import Author
from policytext.statements.attribution.floor import Floor
from policytext.statements.attribution.held import READER, Held, Report
from policytext.statements.attribution.members import Members
from policytext.statements.attribution.passages import Passages, is_quotation
from policytext.statements.attribution.quotations import cited_source, quotation_of
from policytext.statements.attribution.reporting import find_lead, find_report
from policytext.statements.attribution.rounds import Rounds
from policytext.statements.attribution.speakers import Speakers, Standing
from policytext.statements.attribution.wording import find_report_in_words
from policytext.statements.frames import ParsedSentence
from policytext.statements.mentions.document import DocumentMentions
from policytext.types.document import Block, Document, Sentence
from policytext.types.mention import Mention
from policytext.types.spans import Span
from policytext.types.statement import Reason
from policytext.types.vocabulary import Aspect, Attribution, BlockKind, MentionKind

#: What ends a report: the author comes in, or sets something against it.
_OWN_WORDS: Final = re.compile(
    r"\b(?:wij|we|ik|ons|onze|mijn|naar ons oordeel|ons inziens|onzes inziens|mijns inziens|toch|echter|desondanks"
    r"|deze brief|dit rapport|dit advies|deze notitie|dit wetsvoorstel)\b",
    re.IGNORECASE,
)
_PAST_MODALS: Final = frozenset(("moest", "moesten", "kon", "konden", "zou", "zouden", "mocht", "mochten", "diende"))
_REFERRING: Final = frozenset(("dit", "dat", "het"))
_HEARSAY: Final = frozenset(("zou", "zouden"))


@dataclass(slots=True)
class _Speech:
    """A report that may go on: whose it is, in which block, and the sentence that it was heard in last."""

    holder: str | None
    block: int
    is_past: bool
    ends_in_colon: bool
    is_members: bool = False  # of members in a record of parliament
    is_asked: bool = False  # they ask, and what follows may be the answer


class Attributor:
    """Attribution of the sentences of one document, asked in order: quotations and reports carry on."""

    def __init__(self, document: Document, mentions: DocumentMentions | None = None) -> None:
        """Prepare what tells the document's own organisations from others.

        Args:
            document: the document.
            mentions: its mentions; they are looked for where none are given.
        """
        self._document = document
        self._mentions = mentions if mentions is not None else DocumentMentions(document.text)
        self._author = Author(document, self._mentions)
        members = Members(document.text)
        self._speakers = Speakers(self._author, self._mentions, members)
        answers_itself = self._author.is_government or not self._author.is_known
        floor = Floor(document, members, self._mentions, answers_itself=answers_itself)
        self._rounds = Rounds(document, members, floor)
        self._nobody = Author.nobody(document, self._mentions)
        self._guests = Speakers(self._nobody, self._mentions, members)
        self._speech: _Speech | None = None
        self._passages = Passages(document, self._author)
        self._list_holder: tuple[str | None] | None = None
        self._led: tuple[str | None] | None = None
        self._topic: str | None = None
        self._block = -1

    def held(self, sentence: Sentence, block: Block, parsed: ParsedSentence | None = None) -> Held:
        """Whose statement the sentence is.

        Args:
            sentence: the next sentence of the document.
            block: its block.
            parsed: its syntax, with spans in code points of the sentence; without it the words alone are read.
        """
        if block.container is BlockKind.COMMENT or block.kind is BlockKind.COMMENT:
            return Held(Attribution.REPORTED, READER, (_reason("reactie van een lezer", None),))
        if self._block != block.index:
            self._enter(block)
        held = self._judge(sentence, block, parsed)
        self._note(sentence, parsed)
        return held

    def _enter(self, block: Block) -> None:
        """A new paragraph ends a report; the items of a list and a block quotation go on with one that led to them."""
        speech = self._speech
        is_led = speech is not None and speech.ends_in_colon and speech.block == self._passages.block_before(block)
        led = (speech.holder,) if speech is not None and is_led else None
        if block.kind is not BlockKind.LIST_ITEM:
            self._list_holder = None
        elif led is not None:
            self._list_holder = led
        if led is not None or not is_quotation(block):
            self._led = led
        self._speech, self._topic, self._block = None, None, block.index
        self._rounds.enter(block)

    def _judge(self, sentence: Sentence, block: Block, parsed: ParsedSentence | None) -> Held:
        text = self._document.quote(sentence.span)
        quoted = quotation_of(self._document, sentence, block.span)
        if quoted is not None and quoted.is_going_on and self._speech is not None:
            return self._reported(self._speech.holder, "staat tussen aanhalingstekens", None, sentence)
        colon = text.rstrip().endswith(":")
        goes_on = self._rounds.goes_round if self._speech is None else self._speech.is_members
        said = self._rounds.said(sentence, parsed, is_going_on=goes_on)
        if said is not None:
            self._speech = _Speech(said.holder, block.index, False, colon, is_members=True, is_asked=said.is_asked)
            return Held(Attribution.REPORTED, said.holder, (_reason(said.sign, said.span),))
        report = self._report(sentence, parsed)
        if report is not None:
            holder = self._holder(report)
            self._rounds.hear(holder)
            self._speech = _Speech(holder, block.index, report.is_past, colon)
            return self._reported(holder, report.sign, report.span, sentence)
        source = cited_source(text)
        if source is not None and not self._author.is_self(source):
            return self._reported(source, "citaat met bron", None, sentence)
        holder = self._speech.holder if self._speech is not None else self._topic
        led = None if self._led is None else self._led[0]
        if quoted is not None:
            source = quoted.source if quoted.source is None or not self._author.is_self(quoted.source) else None
            holder = holder if self._speech is not None else source or led or holder
            return self._reported(holder, "staat tussen aanhalingstekens", None, sentence)
        if is_quotation(block):
            return self._reported(self._passages.source_of(block) or led, "citaat", None, sentence)
        if self._list_holder is not None:
            return self._reported(
                self._list_holder[0], "onderdeel van een opsomming onder een weergave", None, sentence
            )
        if self._speech is not None:
            sign = self._goes_on(text, parsed, self._speech)
            if sign is not None:
                return self._reported(holder, sign, None, sentence)
            self._speech = None
        summary = self._passages.summary_at(sentence.span.start)
        if summary is not None and not _OWN_WORDS.search(text):
            return self._reported(summary.holder, summary.sign, None, sentence)
        turn = self._rounds.turn
        if turn is not None:
            return self._reported(self._rounds.holder, turn.sign, None, sentence)
        if colon:
            self._lead(sentence, block, parsed)
        return Held(Attribution.OWN, None)

    def _lead(self, sentence: Sentence, block: Block, parsed: ParsedSentence | None) -> None:
        """Remember whose words the sentence leads to."""
        lead = None if parsed is None else find_lead(parsed, self._speakers, sentence.span.start)
        if lead is not None:
            self._speech = _Speech(self._holder(lead), block.index, lead.is_past, ends_in_colon=True)

    def _report(self, sentence: Sentence, parsed: ParsedSentence | None) -> Report | None:
        """The report that the sentence is by itself, read with its syntax where it has one."""
        text = self._document.quote(sentence.span)
        found = None
        if parsed is not None and parsed.frames:
            found = find_report(parsed, self._who(), sentence.span.start)
        if found is None:
            found = self._report_in_words(sentence, text, is_parsed=parsed is not None and bool(parsed.frames))
        if found is not None and found.is_dependent and (self._speech is None):
            return None
        return found

    def _report_in_words(self, sentence: Sentence, text: str, *, is_parsed: bool) -> Report | None:
        """The same by its words alone; members have the name that they have anywhere."""
        author = self._author if self._rounds.turn is None else self._nobody
        found = find_report_in_words(text, author, is_parsed=is_parsed)
        member = None if found is None else self._rounds.at(sentence.span.start + found.span.start)
        if found is None or member is None or member.name is None:
            return found
        return None if author.is_self(member.name) else replace(found, holder=member.name)

    def _who(self) -> Speakers:
        """Who is who: to others who have the floor, the author is another."""
        return self._speakers if self._rounds.turn is None else self._guests

    def _holder(self, report: Report) -> str | None:
        """The name of the holder; a pronoun is the last holder of the paragraph, else whom it spoke of last.

        Where members have the floor it is the last who spoke; elsewhere a member of pages before is not meant.
        """
        if report.holder is not None or not report.is_pronoun:
            return report.holder
        if self._speech is not None:
            return self._speech.holder
        return self._topic or (self._rounds.member if self._rounds.turn is not None else None)

    def _goes_on(self, text: str, parsed: ParsedSentence | None, speech: _Speech) -> str | None:
        """Why a sentence goes on with the report before it; None where the author speaks again."""
        if _OWN_WORDS.search(text) or speech.is_asked:
            return None
        if parsed is None or not parsed.frames:
            return None
        main = parsed.frames[0]
        if any(parsed.parse.tokens[head].text.lower() in _REFERRING for head in main.subjects):
            return None  # "Dat zou betekenen dat": the author draws a conclusion
        forms = {parsed.parse.tokens[verb].text.lower() for verb in main.verb}
        if forms & _HEARSAY:
            return "vervolg van een weergave: ‘zou’"
        if speech.is_past and main.tense == "Past" and forms & _PAST_MODALS:
            return "vervolg van een weergave in de verleden tijd"
        return None

    def _note(self, sentence: Sentence, parsed: ParsedSentence | None) -> None:
        """Remember of whom the paragraph spoke last, for the pronouns behind it: its subjects before others."""
        if parsed is not None:
            for frame in parsed.frames:
                if frame.governor is None and frame.subjects:
                    heads = (self._who().of(parsed.parse, head, sentence.span.start) for head in frame.subjects)
                    named = [one.name for one in heads if one.standing is Standing.OTHER and one.name and one.is_named]
                    if named:
                        self._topic = " en ".join(named)
                        return
        for mention in self._mentions.within(sentence.span):
            author = self._author if self._rounds.turn is None else self._nobody
            if mention.kind is not MentionKind.GROUP and not author.is_mention(mention):
                self._topic = self._named(mention)

    def _named(self, mention: Mention) -> str | None:
        speaker = self._who().of_mention(mention)
        return speaker.name if speaker.standing is Standing.OTHER else None

    def _reported(self, holder: str | None, sign: str, span: Span | None, sentence: Sentence) -> Held:
        place = None if span is None else Span(span.start + sentence.span.start, span.end + sentence.span.start)
        return Held(Attribution.REPORTED, holder, (_reason(sign, place),))


def _reason(sign: str, span: Span | None) -> Reason:
    return Reason(Aspect.ATTRIBUTION, sign, 0.0, span)
