"""Under which name an actor is shown: short, lower case, a plural for a group ("gemeenten")."""

import re
from typing import Final

from policytext.statements.frames.arguments import phrase_tokens
from policytext.statements.mentions.document import DocumentMentions
from policytext.types.mention import Mention
from policytext.types.spans import Span
from policytext.types.syntax import Parse
from policytext.types.vocabulary import MentionKind

WE: Final = "wij"
ME: Final = "ik"
_FIRST_PERSON: Final = {"wij": WE, "we": WE, "ik": ME}
_YOU: Final = frozenset(("u",))


class ActorNames:
    """Names of those whom the sentences of one document oblige."""

    def __init__(self, mentions: DocumentMentions, addressees: tuple[str, ...] = ()) -> None:
        """Use the mentions of a document; "u" are its addressees, where it names them."""
        self._mentions = mentions
        self.addressees = addressees

    def of_mention(self, mention: Mention) -> str:
        """The name of a mention."""
        return self._mentions.shown(mention).lower()

    def within(self, span: Span) -> tuple[Mention, ...]:
        """The mentions in a stretch of the document."""
        return self._mentions.within(span)

    def of_head(self, parse: Parse, head: int, offset: int) -> tuple[str, ...]:
        """The names of a phrase; () where it names nobody who could act.

        Args:
            parse: the syntax of a sentence, with spans in code points of it.
            head: the head of the phrase.
            offset: where the sentence begins in the text of the document.
        """
        token = parse.tokens[head]
        word = token.text.lower()
        if word in _FIRST_PERSON:
            return (_FIRST_PERSON[word],)
        if word in _YOU:
            return self.addressees or (word,)
        mention = self._mentions.covering(Span(token.span.start + offset, token.span.end + offset))
        if mention is None:
            mention = self._behind_article(parse, head, offset)
        if mention is not None:
            return (self.of_mention(mention),)
        if token.pos == "PROPN" and token.text[:1].isupper() and not self._is_no_name(parse, head):
            flat = [part for part in parse.children(head, "flat") if parse.tokens[part].text[:1].isupper()]
            return (" ".join(parse.tokens[part].text.lower() for part in (head, *flat)),)
        return ()

    def is_body(self, parse: Parse, head: int, offset: int) -> bool:
        """Whether a phrase names one body or office, and no group. Arguments as for `of_head`."""
        token = parse.tokens[head]
        mention = self._mentions.covering(Span(token.span.start + offset, token.span.end + offset))
        return mention is not None and mention.kind is not MentionKind.GROUP

    def _is_no_name(self, parse: Parse, head: int) -> bool:
        """Whether a parser's proper name is none that acts: a first word, or letters for a thing ("depositie (KD)")."""
        word = parse.tokens[head].text
        if self._is_common(word) or (head == 0 and not self._stands_inside(word)):
            return True
        stands_for_words = rf"[a-zà-ÿ]\s?\(\s?(?:de |het )?{re.escape(word)}[’']?s?\)"
        return word.isupper() and re.search(stands_for_words, self._mentions.text) is not None

    def _stands_inside(self, word: str) -> bool:
        """Whether the document has a word with its capital inside a sentence."""
        return re.search(rf"[\w,;:(]\s{re.escape(word)}(?!\w)", self._mentions.text) is not None

    def _is_common(self, word: str) -> bool:
        """Whether a word has its capital from its place, since the document also writes it without one."""
        small = word.lower()
        return small != word and re.search(rf"(?<!\w){re.escape(small)}(?!\w)", self._mentions.text) is not None

    def _behind_article(self, parse: Parse, head: int, offset: int) -> Mention | None:
        """A mention inside a phrase whose head is another word: "elk van de gemeenten", "alle betrokken partijen"."""
        if parse.tokens[head].pos not in ("DET", "NUM", "PRON", "ADJ"):
            return None
        for part in phrase_tokens(parse, head):
            span = parse.tokens[part].span
            mention = self._mentions.covering(Span(span.start + offset, span.end + offset))
            if mention is not None and part > head:
                return mention
        return None
