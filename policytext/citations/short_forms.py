"""Short forms in notes and brackets: "Ibid., p. 12", "Jansen, a.w., p. 3", "zie noot 12", "SCP (supra noot 3)".

`read_short` says what a stretch of words points back to; `resolve_short_forms` finds the citation there. Of what it
repeats a short form takes authors, year, title, address and identifier. Where several earlier citations fit it keeps
them all and takes nothing. Source of the forms: Leidraad voor juridische auteurs (2022), on repeated references, and
Chicago Manual of Style (2017), 14.34-36.
"""

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from policytext.citations.authors import split_authors, surname
from policytext.citations.context import Context, Found, Pointing, Short
from policytext.citations.fields import Fields
from policytext.types.document import Block
from policytext.types.spans import Span
from policytext.types.vocabulary import BlockKind, CitationForm

_LEAD = re.compile(
    r"(?:(?:zie|vgl\.?|vergelijk|cf\.?|ook|aldus|nogmaals|bijv\.|o\.a\.|supra|infra)[\s,:]+){0,3}", re.IGNORECASE
)
_PAGES = (
    r"[\s,;:.]*(?:(?:pp?|blzz?|pag|pagina|par|paragraaf|§|hfst|hoofdstuk|nr|r\.o|bijlage|tabel|figuur)\.?\s?)?"
    r"(?:[\dIVX][\d\s,–ev.IVX-]{0,24})?[\s.)]*"
)
_WORK = (
    r"(?:a\.\s?w\.|o\.\s?c\.|op\.?\s?cit\.?|aangehaald(?:e)? werk|a\.\s?a\.|loc\.?\s?cit\.?|l\.\s?c\.|t\.\s?a\.\s?p\.)"
)
_NUMBER = r"(?:voet)?noot\s?(?P<note>\d{1,4})"
# "ibid." is nothing but a short form, whatever follows; "idem" is also a word ("Idem voor gemeenten")
_BEFORE = re.compile(rf"(?:(?:ibid(?:em)?|{_WORK})(?![\w-]).{{0,160}}|(?:idem|id\.)(?![\w-]){_PAGES})", re.IGNORECASE)
_OF_NOTE = re.compile(
    rf"(?:(?:als|genoemd|aangehaald|vermeld)\s+)?(?:in\s+|onder\s+)?{_NUMBER}(?:\s+(?:hierboven|hiervoor|supra))?{_PAGES}",
    re.IGNORECASE,
)
_WHO = r"(?P<who>[^\W\d_][^();:\n]{1,90}?)(?:,?\s\(?(?:1[89]|20)\d\d[a-z]?\)?)?"
_NAMED_NOTE = re.compile(
    rf"{_WHO}(?:,\s*|\s*\(|\s+)(?:(?:zie|supra|als in|in|{_WORK})[\s,]+){{0,3}}\(?{_NUMBER}\)?{_PAGES}", re.IGNORECASE
)
_NAMED_WORK = re.compile(rf"{_WHO}(?:,\s*|\s*\(|\s+){_WORK}(?![\w-]){_PAGES}", re.IGNORECASE)
_MAX_LENGTH = 240
# Candidates of one short form; who has more works in a document is not told apart by a name.
_MOST = 12
# "(ibid., p. 3)", "(zie noot 12)", "(Jansen, a.w., p. 3)" in running text
_BRACKET = re.compile(
    r"\((?=[^()]{0,100}(?:\bibid|\bidem|\bt\.\s?a\.\s?p|\ba\.\s?w\.|\bo\.\s?c\.|\bop\.?\s?cit|noot\s?\d))(?P<words>[^()]{3,140})\)",
    re.IGNORECASE,
)
_SHORT_AT_ALL = re.compile(r"\bibid|\bidem|\bid\.|[a-z]\.\s?[a-z]\.|cit\b|noot\s?\d|aangehaald", re.IGNORECASE)


def read_short(words: str) -> Short | None:
    """What a stretch of words points back to, or None where it is no short form.

    Args:
        words: one source of a note, or the words in a pair of brackets, without the number of the note.
    """
    if len(words) > _MAX_LENGTH or not _SHORT_AT_ALL.search(words):
        return None
    words = words.strip(" .;,()")
    lead = _LEAD.match(words)
    words = words[lead.end() :] if lead is not None else words
    if (match := _OF_NOTE.fullmatch(words)) is not None:
        return Short(Pointing.NOTE, note=match["note"])
    if _BEFORE.fullmatch(words + ".") or _BEFORE.fullmatch(words):
        number = re.search(_NUMBER, words)
        return Short(Pointing.BEFORE) if number is None else Short(Pointing.NOTE, note=number["note"])
    for pattern, pointing in ((_NAMED_NOTE, Pointing.NOTE), (_NAMED_WORK, Pointing.WORK)):
        match = pattern.fullmatch(words) or pattern.fullmatch(words + ".")
        names = split_authors(match["who"]) if match is not None else None
        if match is not None and names is not None:
            return Short(pointing, names, match["note"] if pointing is Pointing.NOTE else None)
    return None


def bracketed_short_forms(context: Context, blocks: Iterable[Block]) -> Iterator[Found]:
    """Short forms that stand in brackets in the blocks."""
    for block in blocks:
        for match in _BRACKET.finditer(context.text, block.span.start, block.span.end):
            short = read_short(match["words"])
            if short is not None:
                span = Span(*match.span("words"))
                yield Found(CitationForm.OTHER, span, Fields(), (span,), short=short)


def resolve_short_forms(context: Context, found: Sequence[Found]) -> list[Found]:
    """The citations in order, short forms with what they repeat; a short form that leads nowhere is left out."""
    if not any(citation.short for citation in found):
        return list(found)
    history = _History(context, found)
    kept: list[Found] = []
    for citation in history.in_reading_order():
        if citation.short is None:
            history.add(citation)
            kept.append(citation)
            continue
        targets = history.targets(citation, citation.short)
        if targets:
            kept.append(repeating(citation, targets))
            history.add(kept[-1])
    return sorted(kept, key=lambda citation: (citation.span.start, citation.span.end))


def repeating(citation: Found, targets: Sequence[Found]) -> Found:
    """A short form with what it repeats: the fields of the one, or only the places of several."""
    spans = tuple(target.span for target in targets)
    if len(targets) != 1:
        return replace(citation, repeats=spans)
    source, mine = targets[0].fields, citation.fields
    form = citation.form
    if form is CitationForm.OTHER and citation.short is not None and targets[0].form is CitationForm.AUTHOR_YEAR:
        form = targets[0].form
    fields = replace(
        mine,
        authors=mine.authors or source.authors,
        year=mine.year or source.year,
        year_suffix=mine.year_suffix or source.year_suffix,
        title=mine.title or source.title,
        url=mine.url or source.url,
        identifier=mine.identifier or source.identifier,
        address=mine.address or source.address,
    )
    return replace(citation, form=form, fields=fields, repeats=spans)


def work_of(fields: Fields) -> tuple[str | None, ...]:
    """What tells the works of one document apart: the number, else title and year, else what there is."""
    if fields.identifier:
        return ("number", fields.identifier)
    if fields.title:
        return ("title", re.sub(r"[\W_]+", "", fields.title.casefold()), fields.year, fields.year_suffix)
    return ("rest", "|".join(surname(author) for author in fields.authors), fields.year, fields.year_suffix, fields.url)


def distinct_works(citations: Iterable[Found]) -> tuple[Found, ...]:
    """The first citation of each work."""
    works: dict[tuple[str | None, ...], Found] = {}
    for citation in citations:
        works.setdefault(work_of(citation.fields), citation)
    return tuple(works.values())


class _History:
    """What was cited so far, by note, by author and in order."""

    def __init__(self, context: Context, found: Sequence[Found]) -> None:
        self._context = context
        self._found = found
        self._roots: dict[Span, Found] = {}
        self._of_note: dict[int, list[Found]] = defaultdict(list)
        self._by_name: dict[str, dict[tuple[str | None, ...], Found]] = defaultdict(dict)
        self._last_in_notes: list[Found] = []
        self._last_running: list[Found] = []
        self._by_label: dict[str, list[Block]] = defaultdict(list)
        for block in context.document.blocks:
            if block.kind is BlockKind.NOTE and block.label:
                self._by_label[block.label].append(block)
        # Notes that are pointed at from before ("zie noot 25"), and the list of sources: without the order.
        self._all_of_note: dict[int, list[Found]] = defaultdict(list)
        self._entries: dict[str, dict[tuple[str | None, ...], Found]] = defaultdict(dict)
        for citation in found:
            note = self._note_of(citation.span)
            if note is not None and citation.short is None:
                self._all_of_note[note.index].append(citation)
            if citation.form is CitationForm.BIBLIOGRAPHY:
                _remember(self._entries, citation)

    def in_reading_order(self) -> list[Found]:
        """Notes at the place of their marker, everything else where it stands; entries of the list of sources last."""

        def place(citation: Found) -> tuple[bool, int, int]:
            is_note = self._note_of(citation.span) is not None
            at = min((anchor.start for anchor in citation.anchors), default=None) if is_note else None
            start = citation.span.start if at is None else at
            return (citation.form is CitationForm.BIBLIOGRAPHY, start, citation.span.start)

        return sorted(self._found, key=place)

    def add(self, citation: Found) -> None:
        """Remember a citation that was read."""
        targets = [self._roots[span] for span in citation.repeats if span in self._roots]
        self._roots[citation.span] = targets[0] if len(targets) == 1 else citation
        note = self._note_of(citation.span)
        if note is not None:
            self._of_note[note.index].append(citation)
            self._last_in_notes = self._of_note[note.index]
        elif citation.form is not CitationForm.BIBLIOGRAPHY:
            is_beside = bool(self._last_running) and self._is_beside(self._last_running[-1], citation)
            self._last_running = [*self._last_running[-_MOST:], citation] if is_beside else [citation]
        if not citation.repeats:
            _remember(self._by_name, citation)

    def targets(self, citation: Found, short: Short) -> tuple[Found, ...]:
        """The works that a short form leads to: none, the one, or several."""
        if short.pointing is Pointing.NOTE and short.note is not None:
            found = self._of_label(citation, short.note)
            return self._works([source for source in found if _has_names(source, short.names)] or found)
        if short.pointing is Pointing.WORK:
            name = surname(short.names[0])
            named = (self._by_name.get(name) or self._entries.get(name) or {}).values()
            return self._works([source for source in named if _has_names(source, short.names)])
        note = self._note_of(citation.span)
        if note is not None:
            return self._works(self._of_note[note.index][-1:] or self._last_in_notes)
        is_near = bool(self._last_running) and self._same_section(self._last_running[-1], citation)
        return self._works(self._last_running if is_near else [])

    def _works(self, citations: Iterable[Found]) -> tuple[Found, ...]:
        """Distinct works behind citations; short forms among them are led back to what they repeat."""
        full: list[Found] = []
        for citation in citations:
            if len(citation.repeats) > 1:
                full += [self._roots[span] for span in citation.repeats if span in self._roots]
            else:
                full.append(self._roots.get(citation.span, citation))
        return distinct_works(full)[:_MOST]

    def _of_label(self, citation: Found, label: str) -> list[Found]:
        """Sources of the nearest note of a number before a place (numbers may start again), else of the only one."""
        notes = self._by_label.get(label, [])
        index = bisect_left(notes, citation.span.start, key=lambda note: note.span.start) - 1
        if index >= 0 and citation.span.start < notes[index].span.end:
            index -= 1  # the note itself
        if index < 0 and (len(notes) != 1 or notes[0].span.start <= citation.span.start):
            return []
        note = notes[max(index, 0)]
        return self._of_note.get(note.index) or self._all_of_note.get(note.index, [])

    def _note_of(self, span: Span) -> Block | None:
        block = self._context.block_at(span.start)
        return block if block is not None and block.kind is BlockKind.NOTE else None

    def _is_beside(self, left: Found, right: Found) -> bool:
        """Whether two citations stand in one pair of brackets or list: "(SCP 2018; RMO 2008)"."""
        between = self._context.text[left.span.end : min(right.span.start, left.span.end + 41)]
        return len(between) <= 40 and ")" not in between and "." not in between

    def _same_section(self, left: Found, right: Found) -> bool:
        first, second = self._context.block_at(left.span.start), self._context.block_at(right.span.start)
        return first is not None and second is not None and first.section == second.section


def _remember(known: dict[str, dict[tuple[str | None, ...], Found]], citation: Found) -> None:
    """Put a citation under the names of its authors; of many works of one author the last ones are kept."""
    for name in {surname(author) for author in citation.fields.authors}:
        works = known[name]
        works.setdefault(work_of(citation.fields), citation)
        if len(works) > _MOST:
            works.pop(next(iter(works)))


def _has_names(source: Found, names: tuple[str, ...]) -> bool:
    """Whether a source has all the authors that are named."""
    wanted = {surname(name) for name in names}
    return bool(wanted) and wanted <= {surname(author) for author in source.fields.authors}
