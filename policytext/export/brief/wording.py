"""From the lines of a brief to words: the fixed ones of a template, the facts that fill it, the words of documents."""

import re
import unicodedata
from dataclasses import dataclass
from enum import StrEnum
from string import Formatter
from typing import Final

from policytext.export.brief.language import Language, date_words
from policytext.query.brief.model import FactValue, Line, Template
from policytext.types.vocabulary import Stance

#: A note marker of the document, which would be read as one of the brief: raised digits behind a word or a full stop.
_MARKER: Final = re.compile(r"(?:(?<=[^\W\d_]{3})|(?<=[.,;:!?)”’\"']))[⁰¹²³⁴⁵⁶⁷⁸⁹]+(?=\W|$)")
#: Directional formatting could make words read otherwise than they stand in the document.
_DIRECTIONAL: Final = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
#: Letters of a title that stands for a sender, and of one in a list of documents.
_LONGEST_TITLE: Final = 60
_LONGEST_IN_LIST: Final = 110
_IN_YEAR: Final = re.compile(r" \(\d{4}\)$")
_KAMERSTUK: Final = re.compile(r"(?P<dossier>\d{5}(?:-[IVXLC]+[AB]?)?)-(?P<number>\d{1,4}|[A-Z]{1,3})")


class RunKind(StrEnum):
    """How words are set."""

    PLAIN = "plain"
    QUOTE = "quote"


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of words set in one way."""

    text: str
    kind: RunKind = RunKind.PLAIN


def shown(text: str) -> str:
    """One line that every format can hold: white space collapsed, control and directional signs made visible."""
    if not text.isprintable() or not text.isascii():
        text = "".join(_shown(character) for character in text)
    return " ".join(text.split())


def _shown(character: str) -> str:
    if character.isspace():
        return " "
    is_none = ord(character) & 0xFFFE == 0xFFFE or 0xFDD0 <= ord(character) <= 0xFDEF
    if character in _DIRECTIONAL or is_none or unicodedata.category(character) in ("Cc", "Cs"):
        return "\ufffd"
    return character


def quoted(text: str) -> str:
    """The words of a document in quotation marks, without its note markers."""
    return f"“{_MARKER.sub('', shown(text))}”"


def runs_of(line: Line, language: Language) -> list[Run]:
    """The words of a line."""
    template = language.templates[line.template]
    if isinstance(template, tuple):
        template = template[0 if line.fact("count") == 1 else 1]
    values = _values(line, language)
    runs: list[Run] = []
    for fixed, name, _, _ in Formatter().parse(template):
        if fixed:
            runs.append(Run(fixed))
        if name in ("quote", "counterpart"):
            record = line.quotation if name == "quote" else line.counterpart
            assert record is not None
            runs.append(Run(quoted(record.text), RunKind.QUOTE))
        elif name is not None:
            runs.append(Run(values[name]))
    held = [run for run in runs if run.text]
    if held and held[0].kind is RunKind.PLAIN:
        held[0] = Run(capital(held[0].text))
    return held


def text_of(runs: list[Run]) -> str:
    """The words without their setting."""
    return "".join(run.text for run in runs)


def _values(line: Line, language: Language) -> dict[str, str]:
    """Words for each fact of a line, by the name that its template has for it."""
    facts = dict(line.facts)
    title = str(facts.get("title") or "")
    values = {name: _value(name, value, language, title) for name, value in facts.items()}
    titles = {record.document.title for record in line.sources}
    for name in ("by", "others"):  # a document without a sender is named by its title
        held = facts.get(name)
        if isinstance(held, tuple):
            values[name] = joined(tuple(_quoted_title(one, titles) for one in held), language)
    if line.template in (Template.SPEAKERS, Template.METHOD):
        values["documents"] = _documents(facts["documents"], language)
    if line.template is Template.SPEAKERS:
        values["period"] = period(facts["date"], facts["later_date"], language)
        if facts["undated"]:
            values["period"] += f" ({language.counted_undated.format(facts['undated'])})"
        if facts["unknown"]:
            unknown = language.counted_unknown.format(facts["unknown"])
            values["senders"] = "; ".join(part for part in (values["senders"], unknown) if part)
    if line.template is Template.SIDES:
        values["sides"] = _sides(facts, language)
    if line.template in (Template.NO_QUOTE, Template.NO_POSITION, Template.UNDATED):
        values["document"] = _document(facts, language)
    if line.template in (Template.NOWHERE, Template.APART):
        words = facts["words"]
        values["words"] = joined(tuple(f"“{word}”" for word in words) if isinstance(words, tuple) else (), language)
    if line.template is Template.CITED:
        values["work"] = _work(facts)
    return values


def _value(name: str, value: FactValue, language: Language, title: str = "") -> str:
    if name.endswith("date"):
        return date_words(value if isinstance(value, str) else None, language)
    if name.endswith("sender"):
        return sender_words(str(value or ""), language, title)
    if name == "holder":
        return capital(shown(str(value)))
    if name == "change" and isinstance(value, str):
        return capital(language.changes[value])
    if name in ("by", "others") and isinstance(value, tuple):
        return joined(value, language)
    if name == "senders" and isinstance(value, tuple):
        return "; ".join(sender_words(sender, language) for sender in value)
    if isinstance(value, tuple):
        return joined(value, language)
    return shown(str(value)) if value is not None else ""


def sender_words(sender: str, language: Language, title: str = "") -> str:
    """A sender of one or several bodies ("A; B; C") as "A, B en C"; the title, quoted, where none is known."""
    if sender:
        return joined((sender,), language)
    return f"“{_shortened(shown(title))}”" if title else language.unknown_sender


def _document(facts: dict[str, FactValue], language: Language) -> str:
    """A document in a list: its title, with sender and date where they are known."""
    sender, date = str(facts["sender"] or ""), facts.get("date")
    known = [sender_words(sender, language)] if sender else []
    known += [date_words(date, language)] if isinstance(date, str) else []
    title = _shortened(shown(str(facts["title"])), _LONGEST_IN_LIST)
    return f"“{title}”" + (f" ({', '.join(known)})" if known else "")


def _quoted_title(name: str, titles: set[str]) -> str:
    """A name as a list has it ("Title (2021)"), in quotation marks where it is a title of one of the documents."""
    year = _IN_YEAR.search(name)
    bare = name[: year.start()] if year else name
    return f"“{_shortened(shown(bare))}”{year[0] if year else ''}" if bare in titles else name


def _shortened(title: str, most: int = _LONGEST_TITLE) -> str:
    """The first words of a long title."""
    return title if len(title) <= most else title[:most].rpartition(" ")[0] + " …"


def joined(names: tuple[str, ...], language: Language) -> str:
    """Names in a row: "A, B en C"."""
    held = [_row(shown(name).split("; "), language) or language.unknown_sender for name in dict.fromkeys(names)]
    return _row(held, language)


def _row(names: list[str], language: Language) -> str:
    return "".join(names) if len(names) < 2 else f"{', '.join(names[:-1])} {language.conjunction} {names[-1]}"


def capital(text: str) -> str:
    """The words with a capital at their begin."""
    return text[:1].upper() + text[1:]


def period(first: FactValue, last: FactValue, language: Language) -> str:
    """From the first date to the last; one date where they are the same."""
    dates = [date_words(str(date), language) for date in dict.fromkeys((first, last)) if date is not None]
    return " – ".join(dates) or language.undated


def _documents(count: FactValue, language: Language) -> str:
    one, several = ("document", "documenten") if language.code == "nl" else ("document", "documents")
    return f"{count} {one if count == 1 else several}"


def _sides(facts: dict[str, FactValue], language: Language) -> str:
    parts = [
        f"{language.stances[stance]}: {joined(names, language)}"
        for stance in Stance
        if isinstance(names := facts[stance.value], tuple) and names
    ]
    return "; ".join(parts + ([f"{language.stances['unsure']}: {facts['unsure']}"] if facts["unsure"] else []))


def _work(facts: dict[str, FactValue]) -> str:
    """A cited work in a few words: authors, year, title, address."""
    authors = facts["authors"]
    title = str(facts["title"] or "")
    paper = _KAMERSTUK.fullmatch(title)
    if paper is not None:
        title = f"Kamerstukken {paper['dossier']}, {'nr. ' if paper['number'].isdigit() else ''}{paper['number']}"
    names = "; ".join(authors) if isinstance(authors, tuple) else ""
    year = "" if facts["year"] is None or paper is not None else f"({facts['year']})"
    head = " ".join(part for part in (names, year) if part)
    return shown(", ".join(part for part in (head, title, str(facts["address"] or "")) if part))
