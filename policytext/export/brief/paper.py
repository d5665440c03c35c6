"""A brief laid out once, for all formats: headings, paragraphs, a table, notes numbered in order of appearance."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from policytext.export.brief.language import LANGUAGES, Language, date_words
from policytext.export.brief.references import address, reference
from policytext.export.brief.wording import Run, capital, joined, quoted, runs_of, sender_words, shown, text_of
from policytext.query.brief.model import Audience, Brief, Group, Line, Part, PartKind, Template
from policytext.store import Located, SentenceRecord
from policytext.types.manifest import Sentence

#: Notes behind one sentence beyond which it would drown in them.
_MOST_NOTES: Final = 8
_AS_ITEMS: Final = frozenset(
    (
        PartKind.CORE,
        PartKind.ORIGIN,
        PartKind.REPORTED,
        PartKind.CHANGES,
        PartKind.RECOMMENDATIONS,
        PartKind.FIGURES,
        PartKind.COMMITMENTS,
        PartKind.QUESTIONS,
        PartKind.MISSING,
        PartKind.RELATED,
    )
)


class ParagraphKind(StrEnum):
    """How a paragraph is set."""

    TEXT = "text"
    ITEM = "item"
    SMALL = "small"


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Words, and the numbers of the notes behind them."""

    runs: tuple[Run, ...]
    notes: tuple[int, ...] = ()
    kind: ParagraphKind = ParagraphKind.TEXT


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading; level 1 stands under the title."""

    text: str
    level: int


@dataclass(frozen=True, slots=True)
class Table:
    """A table with a head; every row has as many cells as the head."""

    head: tuple[str, ...]
    rows: tuple[tuple[Paragraph, ...], ...]


@dataclass(frozen=True, slots=True)
class Note:
    """A note: its number, its words, and the public address of the document, if any."""

    number: int
    text: str
    address: str | None


@dataclass(frozen=True, slots=True)
class Paper:
    """A brief ready to be written; `sentences` and `references` are what its manifest says that it shows."""

    title: str
    subtitle: str
    made: str
    language: Language
    blocks: tuple[Heading | Paragraph | Table, ...]
    notes: tuple[Note, ...]
    quoted: tuple[Located, ...]
    sentences: tuple[Sentence, ...]
    references: tuple[tuple[str, str], ...]


def lay_out(brief: Brief, language: str = "nl") -> Paper:
    """The brief in the words of a language ("nl", "en")."""
    return _Layout(brief, LANGUAGES[language]).paper()


class _Layout:
    """Puts the lines of a brief under each other and numbers their notes."""

    def __init__(self, brief: Brief, language: Language) -> None:
        self._brief = brief
        self._language = language
        self._blocks: list[Heading | Paragraph | Table] = []
        self._notes: dict[str, Note] = {}
        self._records: dict[str, SentenceRecord] = {}
        self._documents: dict[str, int] = {}  # the note that names a document in full
        self._sentences: list[Sentence] = []
        self._references: list[tuple[str, str]] = []
        self._shown = {
            record.id for line in brief.lines for record in (line.quotation, line.counterpart) if record is not None
        }

    def paper(self) -> Paper:
        brief, language = self._brief, self._language
        for part in brief.parts:
            self._add(part)
        made = language.made.format(date=date_words(brief.made, language), count=brief.looked_at)
        return Paper(
            title=capital(shown(brief.topic)),
            subtitle=f"{language.title} {language.audiences[brief.audience]}",
            made=made,
            language=language,
            blocks=tuple(self._blocks),
            notes=tuple(self._notes.values()),
            quoted=tuple(self._records.values()),
            sentences=tuple(self._sentences),
            references=tuple(self._references),
        )

    def _add(self, part: Part) -> None:
        name = self._name(part)
        self._blocks.append(Heading(name, 1))
        if part.kind is PartKind.POSITIONS:
            self._blocks.append(self._table(part, name))
            return
        above: str | None = None
        number = 0
        for group in part.groups:
            heading = self._heading(part, group)
            if heading is not None and heading != above:
                self._blocks.append(Heading(heading, 2))
                above = heading
            for line in group.lines:
                number += 1
                is_item = part.kind in _AS_ITEMS and line.template is not Template.BESIDE
                kind = ParagraphKind.ITEM if is_item else ParagraphKind.SMALL
                self._blocks.append(self._paragraph(line, kind, f"{name}, {number}"))

    def _name(self, part: Part) -> str:
        """The heading of a part, by what is in it."""
        language = self._language
        if part.kind is PartKind.POSITIONS and not any(line.fact("stance") for line in part.lines):
            return language.said_besides if self._brief.audience is Audience.KAMER else language.said
        if part.kind is PartKind.CHANGES and all(line.template is Template.REPEATED for line in part.lines):
            return language.recurring
        return language.parts[part.kind]

    def _heading(self, part: Part, group: Group) -> str | None:
        """Who must act and how strongly, over the recommendations."""
        if part.kind is not PartKind.RECOMMENDATIONS:
            return None
        language = self._language
        who = capital(joined(group.actors, language)) if group.actors else language.nobody
        names = language.negated_strengths if group.is_negated else language.strengths
        return f"{who} – {names[group.strength]}" if group.strength else who

    def _table(self, part: Part, name: str) -> Table:
        language = self._language
        with_sides = any(line.fact("stance") for line in part.lines)
        head = language.columns if with_sides else (*language.columns[:2], language.columns[3])
        rows = []
        for number, line in enumerate(part.lines, start=1):
            stance = str(line.fact("stance") or "")
            side = language.unsure if stance.endswith("?") else language.stances[stance] if stance else ""
            cells = [
                Paragraph((Run(date_words(_text(line, "date"), language)),)),
                Paragraph((Run(sender_words(_text(line, "sender") or "", language, _text(line, "title") or "")),)),
                *([Paragraph((Run(side),))] if with_sides else []),
                self._paragraph(line, ParagraphKind.TEXT, f"{name}, {number}"),
            ]
            rows.append(tuple(cells))
        return Table(head, tuple(rows))

    def _paragraph(self, line: Line, kind: ParagraphKind, place: str) -> Paragraph:
        runs = runs_of(line, self._language)
        sources = line.sources[:_MOST_NOTES]
        notes = tuple(self._note(record) for record in sources)
        self._sentences.append(Sentence(text_of(runs), place, tuple(record.id for record in sources)))
        return Paragraph(tuple(runs), notes, kind)

    def _note(self, record: SentenceRecord) -> int:
        """The number of the note that leads to a sentence; a new one the first time."""
        if record.id not in self._notes:
            first = self._documents.setdefault(record.document.id, len(self._notes) + 1)
            is_short = first <= len(self._notes)
            words = shown(reference(record, self._language, first if is_short else None))
            self._references.append((record.id, words))
            if record.id not in self._shown:  # nothing above has its words
                words += f": {quoted(record.text)}"
            held = None if is_short else address(record.document)
            self._notes[record.id] = Note(len(self._notes) + 1, words, held)
            self._records[record.id] = record
        return self._notes[record.id].number


def _text(line: Line, name: str) -> str | None:
    value = line.fact(name)
    return value if isinstance(value, str) else None
