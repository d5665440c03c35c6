"""What is wrong with the citations of a document: dead ends, notes without a source, mentions without an entry.

Everything is read from the store. A fault is a place to look at, not a verdict: a note may rightly only remark, and the
layout of a page can have hidden an entry. What cannot be a fault is left out: mentions without an entry count only
where the document has a list of sources, entries that nobody cites only where others are cited.
"""

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from urllib.parse import unquote

from policytext.store import CitationRecord, DocumentRecord, Filters, Located, Reader
from policytext.store.places import Places
from policytext.types.citation import Citation
from policytext.types.document import Block, Document
from policytext.types.spans import Span
from policytext.types.vocabulary import BlockKind, CitationForm, Resolution


class Fault(StrEnum):
    """What is wrong with a citation, or with what should be one."""

    DEAD_END = "dead end"  # it leads to a note or a document that is not there
    LINK_DISAGREES = "link disagrees"  # its words name another address or number than its target
    MENTION_WITHOUT_ENTRY = "mention without entry"
    ENTRY_NOT_CITED = "entry not cited"
    AMBIGUOUS = "ambiguous"  # it fits several earlier citations or entries
    NOTE_WITHOUT_SOURCE = "note without source"  # it may rightly only remark


@dataclass(frozen=True, slots=True)
class CitationFault(Located):
    """A fault with its words and their place. `id` is that of the citation, or of the sentence where there is none.

    `detail` says what is missing or disagrees: the label of the note, the target of the link, the ids that fit.
    """

    fault: Fault
    detail: str


_POINTER = re.compile(
    r"\b(?:zie|supra|vgl\.?|vergelijk|als in|genoemd in)\s(?:ook\s)?(?:in\s)?(?:voet)?noot\s(?P<note>\d{1,4})\b"
    r"(?!\s(?:van|bij|in|onder)\b|\.\d)",
    re.IGNORECASE,
)
# A note that sends the reader to another part of the document has no source of its own to miss.
_INTERNAL = re.compile(
    r"[\W⁰¹²³⁴-⁹]*\d{0,3}\W*(?:(?:zie|vgl\.?|vergelijk)\s)?(?:(?:de|het)\s[\w-]{3,30}\s\(?in\s)?"
    r"(?:(?:ook|hiervoor|verder|voor [^.]{3,60}|daarover|nader)\s)?"
    r"(?:bijlagen?|hoofdstuk|paragraaf|par\.|§|tabel|figuur|pagina|p\.|blz\.|kader|onderdeel|(?:voet)?noot|hierboven|"
    r"hieronder)(?!\w)",
    re.IGNORECASE,
)
_ADDRESS_WORDS = re.compile(
    r"(?:https?://)?(?:www\.)?((?:[a-z0-9-]{1,63}\.){1,4}[a-z]{2,12})(?:[/?#:]\S*)?", re.IGNORECASE
)
_HOST = re.compile(r"(?:https?:)?//(?:[^/@\s]*@)?([^/:?#\s]+)", re.IGNORECASE)
_FILE = re.compile(r"\.(?:pdf|docx?|xlsx?|pptx?|html?|zip|csv|txt|odt|jpe?g|png)\Z", re.IGNORECASE)
# Suffixes under which names are given out one level deeper.
_SHARED = frozenset({"co.uk", "gov.uk", "ac.uk", "europa.eu", "com.au"})
_PAPER_ADDRESS = re.compile(
    r"\b(kst-\d{5}(?:-[A-Za-z0-9()]+)*|h-[te]k-\d{8}-\d+-\d+|ah-[te]k-\d{8}-\d+)", re.IGNORECASE
)
_ECLI = re.compile(r"ECLI:[A-Z]{2}:[A-Z0-9]+:\d{4}:[A-Z0-9.]*[A-Z0-9]", re.IGNORECASE)
_LONGEST = 300


def check_citations(reader: Reader, filters: Filters | None = None) -> list[CitationFault]:
    """All faults of the documents that the filters leave, in order of document and place."""
    documents = reader.documents(filters)
    held: dict[str, list[CitationRecord]] = defaultdict(list)
    for record in reader.citations(filters):
        held[record.document.id].append(record)
    known = {document.id for document in reader.documents()}
    faults: list[CitationFault] = []
    for document in documents:
        faults += check_document(document, reader.load_document(document.id), held[document.id], known, reader)
    return faults


def check_document(
    record: DocumentRecord, document: Document, citations: Sequence[CitationRecord], known: set[str], reader: Reader
) -> list[CitationFault]:
    """The faults of one document, in order of the text.

    Args:
        record: the document, for the faults to name.
        document: the whole of it.
        citations: its citations.
        known: content ids of all documents of the index.
        reader: for the ids of its sentences.
    """
    checked = _Checked(record, document, citations, reader)
    found = [
        *checked.dead_ends(known),
        *checked.notes_without_source(),
        *checked.entries_and_mentions(),
        *checked.disagreeing_links(),
    ]
    return [fault for _, fault in sorted(found, key=lambda pair: pair[0])]


class _Checked:
    """One document while its citations are checked; every check gives faults with their place in the text."""

    def __init__(
        self, record: DocumentRecord, document: Document, citations: Sequence[CitationRecord], reader: Reader
    ) -> None:
        self._record = record
        self._document = document
        self._citations = [held.citation for held in citations]
        self._records = {held.citation.id: held for held in citations}
        self._places = Places(document)
        self._sentences = reader.sentences(document.id)
        self._starts = [sentence.span.start for sentence in self._sentences]
        self._notes = [block for block in document.blocks if block.kind is BlockKind.NOTE]

    def dead_ends(self, known: set[str]) -> Iterator[tuple[Span, CitationFault]]:
        """Citations of documents that are gone, markers without a note, "zie noot 12" without a note 12."""
        for citation in self._citations:
            if citation.resolution is Resolution.RESOLVED and citation.resolved_to not in known:
                yield self._of(citation, Fault.DEAD_END, "document is no longer in the index")
        labels = {note.label for note in self._notes if note.label}
        anchored = {anchor for citation in self._citations for anchor in citation.anchors}
        for marker in self._document.markers:
            if marker.note is None and marker.span not in anchored and labels:
                shown = self._sentence_before(marker.span)
                yield self._at(marker.span, Fault.DEAD_END, f"no note {marker.label}", shown)
        for match in _POINTER.finditer(self._document.text):
            if match["note"] not in labels:
                yield self._at(Span(*match.span()), Fault.DEAD_END, f"no note {match['note']}")

    def notes_without_source(self) -> Iterator[tuple[Span, CitationFault]]:
        """Notes in which nothing is cited and that do not send to another part of the document."""
        starts = sorted(citation.span.start for citation in self._citations)
        for note in self._notes:
            index = bisect_right(starts, note.span.end - 1)
            is_citing = index > 0 and starts[index - 1] >= note.span.start
            if not is_citing and not _INTERNAL.match(self._document.quote(note.span)) and self._has_words(note):
                yield self._at(note.span, Fault.NOTE_WITHOUT_SOURCE, f"note {note.label}" if note.label else "note")

    def entries_and_mentions(self) -> Iterator[tuple[Span, CitationFault]]:
        """Entries of the list of sources that nothing leads to, and mentions that lead to none or to several."""
        entries = [citation for citation in self._citations if citation.form is CitationForm.BIBLIOGRAPHY]
        for citation in self._citations:
            if len(citation.repeats) > 1:
                yield self._of(citation, Fault.AMBIGUOUS, ", ".join(citation.repeats))
        led = {anchor for entry in entries for anchor in entry.anchors}
        if led:
            for entry in entries:
                if not entry.anchors:
                    yield self._of(entry, Fault.ENTRY_NOT_CITED, "")
        if not entries:
            return
        for citation in self._citations:
            is_led = bool(citation.repeats) or any(anchor in led for anchor in citation.anchors)
            if citation.form is CitationForm.AUTHOR_YEAR and not is_led:
                yield self._of(citation, Fault.MENTION_WITHOUT_ENTRY, "")

    def disagreeing_links(self) -> Iterator[tuple[Span, CitationFault]]:
        """Links whose words are an address of another site than their target, or a number of another paper."""
        for link in self._document.links:
            words = self._document.quote(link.span).strip()
            named, target = _site_of_words(words), _site(link.target)
            if named and target and named != target and named not in unquote(link.target).casefold():
                yield self._at(link.span, Fault.LINK_DISAGREES, link.target)
        for citation in self._citations:
            number = _number_of_address(citation.url or "")
            own = (citation.identifier or "").casefold()
            if number is not None and _kind_of_number(number) == _kind_of_number(own) and number != own:
                yield self._of(citation, Fault.LINK_DISAGREES, citation.url or "")

    def _has_words(self, note: Block) -> bool:
        return re.search(r"[^\W\d_]{3}", self._document.quote(note.span)) is not None

    def _sentence_before(self, span: Span) -> Span:
        """The sentence that a marker closes, with the marker."""
        index = bisect_right(self._starts, max(0, span.start - 1)) - 1
        return span if index < 0 else Span(self._sentences[index].span.start, span.end)

    def _of(self, citation: Citation, fault: Fault, detail: str) -> tuple[Span, CitationFault]:
        """A fault of a citation."""
        held = self._records[citation.id]
        return citation.span, CitationFault(
            id=citation.id,
            document=self._record,
            text=held.text,
            spans=held.spans,
            quads=held.quads,
            page=held.page,
            page_label=held.page_label,
            line=held.line,
            section=held.section,
            fault=fault,
            detail=detail,
        )

    def _at(self, span: Span, fault: Fault, detail: str, shown: Span | None = None) -> tuple[Span, CitationFault]:
        """A fault at a place of the text; `shown` are the words around it that a reader needs."""
        _, _, page, label, line = self._places.columns(span)
        index = bisect_right(self._starts, span.start) - 1
        block = self._document.block_at(span.start)
        words = self._document.quote(shown or span)
        return span, CitationFault(
            id=f"{self._record.short_id}:{self._sentences[index].index}" if index >= 0 else self._record.short_id,
            document=self._record,
            text=words if len(words) <= _LONGEST else words[:_LONGEST].rstrip() + " …",
            spans=self._document.source_spans(span),
            quads=self._document.quads(span),
            page=page,
            page_label=label,
            line=line,
            section=() if block is None else block.section,
            fault=fault,
            detail=detail,
        )


def _site(target: str) -> str | None:
    """The name under which a target is registered ("rivm.nl"); None where it is no address of the web."""
    match = _HOST.match(target) or _HOST.match(f"//{target}" if target.lower().startswith("www.") else "")
    return None if match is None else _registered(match.group(1))


def _site_of_words(words: str) -> str | None:
    """The site that the words of a link are an address of; None where they are words, or the name of a file."""
    match = _ADDRESS_WORDS.fullmatch(words.rstrip(".,;)"))
    has_scheme = re.match(r"https?:|www\.", words, re.IGNORECASE) is not None
    if match is None or (_FILE.search(match.group(1)) and not has_scheme) or "@" in words:
        return None
    return _registered(match.group(1))


def _registered(host: str) -> str:
    parts = host.casefold().strip(".").split(".")
    kept = 3 if ".".join(parts[-2:]) in _SHARED else 2
    return ".".join(parts[-kept:])


def _number_of_address(url: str) -> str | None:
    """The number of a paper or judgment in an address, as identifiers write it; None where there is none."""
    url = unquote(url)
    if (ecli := _ECLI.search(url)) is not None:
        return ecli.group().casefold()
    paper = _PAPER_ADDRESS.search(url)
    return None if paper is None else paper.group(1).casefold().removeprefix("kst-")


def _kind_of_number(number: str) -> str:
    """Numbers are compared with those of their kind only; a whole dossier disagrees with none of its papers."""
    if number.startswith("ecli:"):
        return "ecli"
    if re.fullmatch(r"\d{5}(?:-[a-z0-9()]+)+", number):
        return "kst"
    return number.split("-")[0] if number.startswith(("h-", "ah-")) else ""
