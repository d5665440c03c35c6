"""Who is meant by the phrase that stands where a speaker does."""

import re
from dataclasses import dataclass
from enum import Enum, auto
from functools import cache
from typing import Final

from policytext.lexicon import table, words
from policytext.statements.attribution.author import Author
from policytext.statements.attribution.members import Members
from policytext.statements.frames.arguments import cases, phrase_tokens
from policytext.statements.mentions.document import DocumentMentions
from policytext.types.mention import Mention
from policytext.types.spans import Span
from policytext.types.syntax import Parse
from policytext.types.vocabulary import MentionKind

#: Third persons that stand for a speaker who was named before.
_PERSONAL: Final = frozenset(("hij", "zij", "ze", "hen", "hem", "haar", "deze", "laatstgenoemde", "eerstgenoemde"))
#: Those whom no name could make clearer.
_ANYBODY: Final = frozenset(("men",))
#: Pronouns that are holders of their own: "Sommigen menen dat".
_SOME: Final = frozenset(
    ("sommigen", "anderen", "velen", "enkelen", "menigeen", "critici", "wetenschappers", "weer anderen", "iemand")
)
#: Subjects that hold nothing: things, questions, and all or none of us.
_NO_ONE: Final = frozenset(
    (
        *("het", "dit", "dat", "er", "wat", "wie", "die", "welke", "niemand", "iedereen", "alles", "niets", "iets"),
        *("hier", "daar", "u", "je", "jij", "jullie", "dezelfde", "hetgeen", "mensen", "niemand", "eenieder"),
    )
)


#: Documents whose "van" tells of what they are: "de evaluatie van Jeugdzorgplus".
_OF_THINGS: Final = frozenset(("evaluatie", "visie", "verklaring", "schatting", "berekening", "kritiek"))
#: Words that tell one document from another of the same kind.
_ORDER: Final = frozenset(("eerste", "tweede", "derde", "vierde", "vijfde", "laatste", "vorige"))


class Standing(Enum):
    """How a phrase stands to the author of the text."""

    OTHER = auto()
    AUTHOR = auto()
    PRONOUN = auto()
    NO_ONE = auto()


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who a phrase means: `name` is set for others, and is None for "men"."""

    standing: Standing
    name: str | None = None
    is_named: bool = False  # an organisation, an office or a person by name
    is_known: bool = False  # also a group that can be told to be one: "huisartsen", "critici"


_NOBODY: Final = Speaker(Standing.NO_ONE)


@cache
def _nouns(name: str) -> frozenset[str]:
    return frozenset(row["word"] for row in table("speaker_nouns") if row["class"] == name)


@cache
def _ending(name: str) -> re.Pattern[str]:
    """A word with one of the endings of a class."""
    return re.compile(rf"(?:{'|'.join(map(re.escape, sorted(_nouns(name))))})$", re.IGNORECASE)


def is_document(word: str) -> bool:
    """Whether a word is, or ends as, one for a document that says something."""
    return _ending("document").search(word) is not None


def is_evidence(name: str) -> bool:
    """Whether a noun is for research, which is a source behind "volgens" and speaks with a verb of saying."""
    return _ending("evidence").search(name) is not None


def is_no_speaker(name: str) -> bool:
    """Whether a noun is a law, a plan or a finding, which says something without being anybody."""
    return _ending("silent").search(name) is not None


@cache
def _starters() -> frozenset[str]:
    return frozenset(word.lower() for word in (*words("sentence_starters"), *words("stopwords")))


class Speakers:
    """Tells who is meant by a phrase of a sentence of one document."""

    def __init__(self, author: Author, mentions: DocumentMentions, members: Members | None = None) -> None:
        """Use what is known of the document's author, of those it names, and of members of a parliament among them."""
        self._author = author
        self._mentions = mentions
        self._members = members
        self._no_names: dict[str, bool] = {}

    def of(self, parse: Parse, head: int, offset: int) -> Speaker:
        """Who a phrase of a parse means.

        Args:
            parse: the syntax of the sentence, with spans in code points of it.
            head: the head of the phrase.
            offset: where the sentence begins in the text of the document.
        """
        word = parse.tokens[head].text.lower()
        if word in _PERSONAL and not parse.children(head, "nmod", "acl", "flat"):
            return Speaker(Standing.PRONOUN)
        if word in _ANYBODY:
            return Speaker(Standing.OTHER)
        behind = self._right_behind(parse, head, offset) if word in ("het", "de") else None
        if behind is not None:
            return behind
        member = self._member(parse, head, offset)
        if member is not None:
            return member
        if word in _NO_ONE or _is_law(parse.tokens[head].text):
            return _NOBODY
        phrase = phrase_tokens(parse, head)
        text = " ".join(parse.tokens[index].text for index in _core(parse, head, phrase))
        if self._author.is_self(text):
            return Speaker(Standing.AUTHOR)
        return self._named(parse, head, offset) or self._plain(parse, head, text)

    def _member(self, parse: Parse, head: int, offset: int) -> Speaker | None:
        """The members of a parliament that a phrase names; a pronoun for those who were named before."""
        found = None if self._members is None else self._members.at(parse.tokens[head].span.start + offset)
        if found is None:
            return None
        if found.name is None:
            return Speaker(Standing.PRONOUN)
        if self._author.is_self(found.name):
            return Speaker(Standing.AUTHOR)
        return Speaker(Standing.OTHER, found.name, is_named=True, is_known=True)

    def _right_behind(self, parse: Parse, head: int, offset: int) -> Speaker | None:
        """The name behind an article that a parser took for the subject: "Het Sociaal en Cultureel Planbureau"."""
        if parse.tokens[head].pos != "DET" or head + 1 >= len(parse) or not parse.tokens[head + 1].text[:1].isupper():
            return None
        return self._mention(parse, head + 1, offset) or self._person(parse, head + 1)

    def _named(self, parse: Parse, head: int, offset: int) -> Speaker | None:
        """The organisation, office, group or person that a phrase names; None where it names none."""
        word = parse.tokens[head].text.lower()
        if word in _nouns("words") | _nouns("part"):
            for child in parse.children(head, "nmod", "appos"):
                if set(cases(parse, child)) <= {"van", "der", "door"}:
                    of = self._mention(parse, child, offset)
                    if of is None and word not in _OF_THINGS and not parse.children(child, "det"):
                        of = self._person(parse, child)  # "de studie van De Boer"
                    if of is not None:
                        return of
            if word in _nouns("part"):
                return None
        found = self._mention(parse, head, offset)
        if found is not None:
            return found
        token = parse.tokens[head]
        person = self._person(parse, head)
        if person is not None:
            return person
        flat = [child for child in parse.children(head, "flat", "appos") if parse.tokens[child].pos == "PROPN"]
        # "wethouder De Groot", "onderzoeker Nadia Verschoor"
        if flat and token.pos == "NOUN" and not _ending("thing").search(word):
            parts = sorted({head, *flat, *(part for child in flat for part in parse.children(child, "flat"))})
            return Speaker(
                Standing.OTHER, " ".join(parse.tokens[part].text for part in parts), is_named=True, is_known=True
            )
        return None

    def _person(self, parse: Parse, head: int) -> Speaker | None:
        """Whom a proper name means that is in no list; an article at the head of a sentence is no part of it."""
        token = parse.tokens[head]
        if token.pos != "PROPN" or not token.text[:1].isupper() or self._is_no_name(token.text):
            return None
        parts = [head, *(part for part in parse.children(head, "flat") if parse.tokens[part].text[:1].isupper())]
        if token.text in ("De", "Het"):
            # However the parser hangs what is behind it: "volgens De Oever".
            at = head + 1
            while at < len(parse) and parse.tokens[at].pos == "PROPN" and parse.tokens[at].text[:1].isupper():
                parts += [] if at in parts else [at]
                at += 1
            if len(parts) == 1:
                return None
            if head == 0:
                parts = parts[1:]
        name = " ".join(parse.tokens[part].text for part in sorted(parts))
        return Speaker(Standing.OTHER, name, is_named=True, is_known=True)

    def _is_no_name(self, word: str) -> bool:
        """Whether a word is a law, or letters that the text gives a thing: "kritische depositiewaarde (KDW)"."""
        if _is_law(word):
            return True
        if word not in self._no_names:
            for_a_thing = rf"(?<![\w-])[a-zà-ÿ-]+\s?\(\s?(?:de |het )?{re.escape(word)}[’']?s?\)"
            self._no_names[word] = word.isupper() and re.search(for_a_thing, self._mentions.text) is not None
        return self._no_names[word]

    def _mention(self, parse: Parse, head: int, offset: int) -> Speaker | None:
        span = parse.tokens[head].span
        mention = self._mentions.covering(Span(span.start + offset, span.end + offset))
        if mention is None or (parse.tokens[head].pos in ("ADJ", "VERB", "ADV") and not _is_long(mention)):
            return None
        return self.of_mention(mention)

    def of_mention(self, mention: Mention) -> Speaker:
        """The speaker that a mention of the document is."""
        if self._author.is_mention(mention):
            return Speaker(Standing.AUTHOR)
        name = self._mentions.shown(mention)
        written = self._mentions.text[mention.span.start : mention.span.end]
        if mention.kind is MentionKind.GROUP and written.casefold() != mention.canonical.casefold():
            name = written.lower() if " " not in written else name  # "een gemeente" is one of them
        person = _person_behind(self._mentions.text, mention) if mention.kind is MentionKind.OFFICE else ""
        return Speaker(Standing.OTHER, name + person, is_named=mention.kind is not MentionKind.GROUP, is_known=True)

    def _plain(self, parse: Parse, head: int, text: str) -> Speaker:
        """A noun that names nobody in particular: "onderzoekers", "de tegenstanders"."""
        token = parse.tokens[head]
        name = token.text.lower()
        if name in _SOME:
            return Speaker(Standing.OTHER, name, is_known=True)
        if len(name) < 3 or not name[0].isalpha() or name in _starters() or is_no_speaker(name):
            return _NOBODY
        if _ending("thing").search(name) and name not in _nouns("words") | _nouns("person") and not is_document(name):
            return _NOBODY
        if token.pos not in ("NOUN", "PROPN", "ADJ", "NUM", "PRON") or token.feature("VerbForm") == "Inf":
            return _NOBODY
        if text.lower() == "memorie van toelichting" or name == "memorie":
            name = "memorie van toelichting"
        if is_document(name):  # "de eerste evaluatie" is not the second one
            order = [child for child in parse.children(head, "amod") if parse.tokens[child].text.lower() in _ORDER]
            name = " ".join((*(parse.tokens[child].text.lower() for child in order), name))
            return Speaker(Standing.OTHER, name, is_known=True)
        for child in parse.children(head, "nmod"):
            if name in _nouns("part") and cases(parse, child) in (("van",), ()):
                return self._plain(parse, child, "")
        return Speaker(Standing.OTHER, name, is_known=name in _nouns("person"))


@cache
def _laws() -> frozenset[str]:
    return frozenset(row[key] for row in table("law_titles") for key in row)


def _is_law(name: str) -> bool:
    """Whether a word is the short title of a law: "Jeugdwet", "Wmo"."""
    return name in _laws() or name.endswith("wet") or re.fullmatch(r"W[a-z]{1,3}", name) is not None


def _core(parse: Parse, head: int, phrase: tuple[int, ...]) -> list[int]:
    """A noun with what stands before it, and the names behind it."""
    return [
        index
        for index in phrase
        if index <= head
        or parse.tokens[index].plain_relation in ("flat", "fixed")
        or parse.tokens[index].pos == "PROPN"
    ]


def _is_long(mention: Mention) -> bool:
    return " " in mention.canonical


_SURNAME: Final = re.compile(r"\s+((?:(?:[Vv]an|[Dd]er?|[Dd]en|[Tt]er)\s+){0,2}[A-ZÀ-Þ][a-zà-ÿ-]{2,})")


def _person_behind(text: str, mention: Mention) -> str:
    """The surname behind an office, with a space before it: " Van Ooijen"; empty where none follows."""
    found = _SURNAME.match(text, mention.span.end)
    return "" if found is None or mention.part_of is not None else f" {' '.join(found[1].split())}"
