"""Small documents for the tests of citations, without readers or structure: blocks in, document out."""

import re

from policytext.types.document import Block, Document, DocumentDate, Link, Metadata, NoteMarker, Sentence
from policytext.types.raw import Page
from policytext.types.spans import OffsetMap, Run, Span
from policytext.types.vocabulary import BlockKind, DatePrecision, DocumentKind, Origin

_RAISED = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
_EMPHASIS = re.compile(r"\*([^*]+)\*")
_LINK = re.compile(r"\[([^\[\]]{1,200})\]\(([^)]{0,200})\)")


def metadata(
    title: str = "Een brief",
    date: str | None = "2021-05-25",
    organisations: tuple[str, ...] = ("Stichting Voorbeeld",),
    kind: DocumentKind = DocumentKind.BRIEF,
    address: str | None = None,
    reference: str | None = None,
) -> Metadata:
    """Metadata of a document that was read from its own text."""
    precision = {10: DatePrecision.DAY, 7: DatePrecision.MONTH, 4: DatePrecision.YEAR}
    return Metadata(
        title=title,
        kind=kind,
        organisations=organisations,
        authors=(),
        addressee=None,
        date=None if date is None else DocumentDate(date, precision[len(date)], Origin.TEXT),
        language="nl",
        address=address,
        subject=None,
        reference=reference,
        origins=(),
    )


def build(
    *blocks: tuple[BlockKind, str], number: int = 1, about: Metadata | None = None
) -> tuple[Document, tuple[Sentence, ...]]:
    """A document of blocks, with `*emphasis*` and `[words](target)` as markup in their words.

    A note's words begin with its raised number; the same raised number elsewhere is its marker.
    """
    source, text = "", ""
    runs: list[Run] = []
    links: list[Link] = []
    made: list[Block] = []

    def add(words: str) -> None:
        nonlocal source, text
        if words:
            runs.append(Run(Span(len(text), len(text) + len(words)), Span(len(source), len(source) + len(words))))
            source, text = source + words, text + words

    for index, (kind, words) in enumerate(blocks):
        if index:
            add("\n\n")
        start = len(text)
        position = 0
        for match in sorted([*_EMPHASIS.finditer(words), *_LINK.finditer(words)], key=lambda found: found.start()):
            add(words[position : match.start()])
            source += words[match.start()]
            begin = len(text)
            add(match.group(1))
            source += "*" if match.re is _EMPHASIS else f"]({match.group(2)})"
            if match.re is _LINK:
                links.append(Link(Span(begin, len(text)), match.group(2)))
            position = match.end()
        add(words[position:])
        label = re.match(r"[⁰¹²³⁴⁵⁶⁷⁸⁹]+", words) if kind is BlockKind.NOTE else None
        number_of_note = label.group().translate(_RAISED) if label else None
        made.append(Block(index, kind, Span(start, len(text)), 1, label=number_of_note))
    notes = {block.label: block.index for block in made if block.kind is BlockKind.NOTE and block.label}
    markers = tuple(
        NoteMarker(Span(*match.span()), match.group().translate(_RAISED), notes.get(match.group().translate(_RAISED)))
        for block in made
        if block.kind is not BlockKind.NOTE
        for match in re.compile("[⁰¹²³⁴⁵⁶⁷⁸⁹]+").finditer(text, block.span.start, block.span.end)
    )
    document = Document(
        id=f"sha256:{number:064x}",
        media_type="text/plain",
        reader="test",
        text=text,
        blocks=tuple(made),
        offsets=OffsetMap(runs),
        pages=(Page(1, None),),
        metadata=about or metadata(),
        source_text=source,
        links=tuple(links),
        markers=markers,
    )
    return document, _sentences(document)


def _sentences(document: Document) -> tuple[Sentence, ...]:
    """Sentences by a stop, a space and a capital: enough for texts that a test writes itself."""
    sentences: list[Sentence] = []
    for block in document.blocks:
        start = block.span.start
        for match in re.compile(r"(?<=[a-z0-9)’][.?!])\s(?=[A-Z])").finditer(document.text, start, block.span.end):
            sentences.append(Sentence(len(sentences), block.index, Span(start, match.start())))
            start = match.end()
        if start < block.span.end:
            sentences.append(Sentence(len(sentences), block.index, Span(start, block.span.end)))
    return tuple(sentences)
