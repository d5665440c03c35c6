"""What a sentence says of the source that it cites: its words without those that name the source, and its numbers.

"Uit het onderzoek van de Rekenkamer blijkt dat gezinnen ..." says of the source what stands behind "dat"; who made it
and that it is a study is not looked for in it.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Final

from policytext.lexicon import table
from policytext.lexicon import words as lexicon_words
from policytext.lexicon.organisations import organisations
from policytext.lexicon.pointing import is_pointing
from policytext.query.author_names import parse_name
from policytext.query.checking.collection import Collection
from policytext.query.rarity import is_content
from policytext.store import CitationRecord, DocumentRecord, SentenceRecord
from policytext.store.fulltext import parts, stem, stopwords, tokens
from policytext.types.vocabulary import CitationForm

#: Content words of a part of a sentence from which it can be what a note in the middle stands for.
_FEWEST: Final = 3
#: Content words below which a sentence is read with the one before it, and the same of one with a number.
_TOO_FEW: Final = 4
_TOO_FEW_WITH_NUMBER: Final = 2
#: A mention in brackets: "(Van Hulsteijn, 2023)", "(SCP 2018a, p. 4)".
_MENTION: Final = re.compile(r"\([^()]*\b(?:19|20)\d\d[a-z]?\b[^()]*\)")
_MARKER: Final = re.compile(r"[⁰¹²³⁴-⁹]+|\[\d{1,3}\]")
#: A pronoun that stands for what was said before, or a time counted from it.
_LEANING: Final = re.compile(
    r"\b(?:er|zij|ze|hij|vorig jaar|destijds|daarvan)\b|\b(?:is|was|zijn|waren|wordt|werd|geldt|gold)\s(?:dat|dit)\b|"
    r"\bdat cijfer\b",
    re.IGNORECASE,
)
#: Where in the source the words are: "p. 44", "blz. 20/21", "hoofdstuk 3", "paragraaf 2.1", "aanbeveling 4".
_PAGES: Final = re.compile(
    r"\b(?:p|pp|blz|pag|pagina|bladzijde)\.?\s?(\d{1,4})(?:\s?[-–/]\s?(\d{1,4}))?", re.IGNORECASE
)
_PARTS: Final = re.compile(
    r"\b(hoofdstuk|paragraaf|par\.|§|aanbeveling|tabel|kader|bijlage|onderdeel)\s?(\d{1,3}(?:\.\d{1,2})*)",
    re.IGNORECASE,
)
_FARTHEST: Final = 60
#: What stands between a source that is named and what it says: "de afspraak uit het akkoord dat ...".
_SAID: Final = re.compile(r"\bdat\s|:\s")


@dataclass(frozen=True, slots=True)
class Word:
    """A content word of a claim, folded: its stem, and the stems of its lemma and of the parts of a compound."""

    word: str
    stem: str
    parts: tuple[str, ...]

    def held(self, stems: frozenset[str]) -> float:
        """Whether a sentence with these stems says it: 1 for the word itself, less for a part of it."""
        if self.stem in stems or self.parts[0] in stems:
            return 1.0
        return _PART if any(part in stems for part in self.parts[1:]) else 0.0


#: What a part of a compound says of it, as in `query.pairs.coverage`.
_PART: Final = 0.7


@dataclass(frozen=True, slots=True)
class Hint:
    """Where in a source a reference says that it is: pages (empty where it does not say), and parts such as "3.1"."""

    pages: tuple[int, ...]
    parts: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Claim:
    """What a sentence says of a source.

    `text` is the part of the sentence that the citation stands for. `words` are its content words without those that
    name the source. `before` is the sentence before it, where it leans on that and its words are among `words`.
    """

    sentence: SentenceRecord
    citations: tuple[CitationRecord, ...]
    text: str
    words: tuple[Word, ...]
    before: SentenceRecord | None
    hint: Hint


def claim_of(
    sentence: SentenceRecord,
    before: SentenceRecord | None,
    citations: Sequence[CitationRecord],
    others: Sequence[CitationRecord],
    document: DocumentRecord,
) -> Claim:
    """What a sentence says of a document that it cites.

    Args:
        sentence: the sentence.
        before: the one before it in the same block, if any.
        citations: those of the sentence that lead to the document.
        others: all citations of the sentence.
        document: the document that is cited.
    """
    text = _part(sentence, citations, others)
    words = content_words(text, document, citations)
    leant_on = None
    leans = _LEANING.search(text) is not None or is_pointing(next(iter(tokens(text)), ""))
    enough = _TOO_FEW_WITH_NUMBER if any(c.isdigit() for c in without_markers(text)) else _TOO_FEW
    if before is not None and len(words) < enough and leans:
        leant_on = before
        known = {word.stem for word in words}
        words += tuple(w for w in content_words(before.text, document, citations) if w.stem not in known)
    cited = {record.citation.work or record.id for record in others}
    return Claim(
        sentence, tuple(citations), text, words, leant_on, hint_of(sentence, citations, is_alone=len(cited) < 2)
    )


def content_words(
    text: str, document: DocumentRecord | None = None, citations: Sequence[CitationRecord] = ()
) -> tuple[Word, ...]:
    """Content words of a text, each once, without those that name the source it is from."""
    plain = f" {' '.join(tokens(_MENTION.sub(' ', text)))} "
    for name in _names(document, citations):
        plain = plain.replace(f" {name} ", " ")
    found = (word for word in plain.split() if is_content(word) and not any(c.isdigit() for c in word))
    kept: dict[str, Word] = {}
    for word in found:
        if stem(word) not in _framing() and parts(word)[0] not in _framing():
            kept.setdefault(stem(word), Word(word, stem(word), parts(word)))
    return tuple(kept.values())


def coverage(words: Sequence[Word], stems: frozenset[str], collection: Collection) -> float:
    """Share in [0, 1] of what words say that stems hold, by how rare the words are."""
    weights = [collection.rarity(word.stem) for word in words]
    total = sum(weights)
    return sum(w * word.held(stems) for w, word in zip(weights, words, strict=True)) / total if total else 0.0


def hint_of(sentence: SentenceRecord, citations: Sequence[CitationRecord], *, is_alone: bool) -> Hint:
    """Where in the source the references say that it is: in their own words, or right behind the mention.

    Where the sentence cites nothing else (`is_alone`), anywhere behind it.
    """
    texts = [record.text for record in citations]
    for record in citations:
        for anchor in record.citation.anchors:
            if sentence.span.start <= anchor.start < sentence.span.end:
                behind = sentence.text[max(0, anchor.end - sentence.span.start) :]
                texts.append(behind if is_alone else behind[:_FARTHEST])
    pages: list[int] = []
    named: list[tuple[str, str]] = []
    for text in texts:
        for match in _PAGES.finditer(text):
            first, last = int(match[1]), int(match[2] or match[1])
            pages += range(first, last + 1) if 0 <= last - first < _FARTHEST else (first, last)
        named += [(match[1].lower(), match[2]) for match in _PARTS.finditer(text)]
    return Hint(tuple(dict.fromkeys(pages)), tuple(dict.fromkeys(named)))


def _part(sentence: SentenceRecord, citations: Sequence[CitationRecord], others: Sequence[CitationRecord]) -> str:
    """The part of a sentence that citations stand for: up to their marker, from that of another source on.

    A mention outside brackets ("Volgens SCP (2018) ...") stands for what follows it, and where that has a clause with
    "dat" for this.
    """
    own = {record.citation.work or record.id for record in citations}
    start, stop = sentence.span.start, sentence.span.end
    here = sorted(
        {
            (anchor.start, anchor.end, (record.citation.work or record.id) in own, _is_before(record))
            for record in others
            for anchor in record.citation.anchors
            if start <= anchor.start < stop
        }
    )
    mine = [anchor for anchor in here if anchor[2]]
    if not mine or all(anchor[2] for anchor in here):
        behind = sentence.text[mine[-1][1] - start :] if mine and mine[0][3] else ""
        said = _SAID.split(behind, maxsplit=1)[-1] if _SAID.search(behind) else ""
        return said if len(content_words(said)) >= _FEWEST else sentence.text
    first, last = mine[0], mine[-1]
    if first[3]:
        left = first[0]
        right = next((a[0] for a in here if a[0] >= last[1] and not a[2]), stop)
    else:
        left = max((a[1] for a in here if a[1] <= first[0] and not a[2]), default=start)
        right = last[1]
    text = sentence.text[left - start : right - start]
    return text if len(content_words(text)) >= _FEWEST else sentence.text


def _is_before(record: CitationRecord) -> bool:
    """Whether a citation is named in the sentence, before what it stands for."""
    is_mention = record.citation.form in (CitationForm.AUTHOR_YEAR, CitationForm.OTHER, CitationForm.BIBLIOGRAPHY)
    return is_mention and not record.text.startswith("(")


def _names(document: DocumentRecord | None, citations: Sequence[CitationRecord]) -> list[str]:
    """What names a source: its title, its makers under all their names, longest first; folded words."""
    names: list[str] = []
    if document is not None:
        names += [document.title, *document.metadata.authors, *document.metadata.signatories]
        for sender in document.organisations:
            names += [sender, *(name for body in organisations() if sender in body.names for name in body.names)]
            names += [tail] if len((tail := sender.partition(" ")[2]).split()) > 1 else []
    for record in citations:
        names += [record.citation.title or "", *record.citation.authors]
        names += [name for author in record.citation.authors if (name := parse_name(author).family) is not None]
    folded = {" ".join(tokens(name)) for name in names}
    return sorted((name for name in folded if len(name) > 2), key=lambda name: (-len(name), name))


@cache
def _framing() -> frozenset[str]:
    """Stems of words with which a sentence names a source, of numbers, units and months: figures are compared apart."""
    words = [*lexicon_words("citing_words"), *(row["lemma"] for row in table("reporting_predicates"))]
    words += [word for row in table("reporting_verbs") for word in row["form"].split()]
    words += [row["word"] for row in table("number_words")] + [row["name"] for row in table("months")]
    words += [row["form"] for row in table("measures")]
    kept = [token for word in words for token in tokens(word) if token not in stopwords()]
    return frozenset(stem(word) for word in kept) | frozenset(parts(word)[0] for word in kept)


def without_markers(text: str) -> str:
    """Text without the markers of notes and mentions in brackets."""
    return _MARKER.sub("", _MENTION.sub(" ", text))


def loose_text(text: str) -> str:
    """Words and numbers of a text for a search, without what a query takes for an operator or a phrase."""
    return " ".join(re.findall(r"[\w%€.,'’-]+", without_markers(text))).lower()
