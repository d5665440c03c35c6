"""The short lines in which a document says what it is: its head and its tail, as lines, without markup.

Letterheads, covers and colophons are read line by line, since the line is what separates sender, addressee, date and
subject there. They come from the reader's lines, not from the blocks, which join lines into paragraphs.
"""

import re
from bisect import bisect_right
from dataclasses import dataclass

from policytext.structure.persons import find_persons
from policytext.types.raw import MarkedBlock, RawDocument, SourceLine
from policytext.types.vocabulary import BlockKind

# A cover, a letterhead and the contents fit in this many lines; a colophon and a signature in the second number.
_HEAD_LINES, _TAIL_LINES = 160, 70
_LONGEST_LINE, _LONGEST_MARKER = 2_000, 3

_LINK = re.compile(r"\[([^\[\]]{0,300})\]\([^()\s]{0,500}\)")
_MARKUP = re.compile(r"</?[a-zA-Z][^<>]{0,200}>|^#{1,6}\s+|\*{1,3}|^\s*>\s(?!Retour)|`")
_RAISED = re.compile(r"[⁰¹²³⁴⁵⁶⁷⁸⁹]+$")
_SPACE = re.compile(r"\s+")
_FOLIO = re.compile(r"(?:pagina\s*)?[-–−|]?\s*\d{1,4}\s*[-–−|]?(?:\s*(?:van|/)\s*\d{1,4})?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class FrontLine:
    """A line without markup. `size` in points (0 in text formats), `is_apart` says that an empty line stands before."""

    text: str
    page: int
    size: float
    bold: bool
    is_apart: bool
    is_heading: bool


def head_lines(raw: RawDocument) -> tuple[FrontLine, ...]:
    """The first lines with text, at most 160 of them; page numbers are left out."""
    return _clean(raw, _own_lines(raw), _HEAD_LINES)


def tail_lines(raw: RawDocument) -> tuple[FrontLine, ...]:
    """The last lines with text, at most 70 of them, in reading order; page numbers are left out."""
    return _clean(raw, _own_lines(raw)[-4 * _TAIL_LINES :], 4 * _TAIL_LINES)[-_TAIL_LINES:]


def _own_lines(raw: RawDocument) -> tuple[SourceLine, ...]:
    """Lines of the document itself: what stands around the text of a web page, and below it, speaks of the site.

    In other files furniture counts: the head of a page can be a letterhead.
    """
    if raw.file_text is None:
        return raw.lines
    apart = [block.source for block in raw.blocks if _is_around(block)]
    starts = [span.start for span in apart]
    return tuple(
        line
        for line in raw.lines
        if (place := bisect_right(starts, line.source.start)) == 0 or line.source.start > apart[place - 1].end
    )


def _is_around(block: MarkedBlock) -> bool:
    return block.kind is BlockKind.FURNITURE or block.container is BlockKind.COMMENT


def _clean(raw: RawDocument, lines: tuple[SourceLine, ...], most: int) -> tuple[FrontLine, ...]:
    found: list[FrontLine] = []
    is_apart, page = True, 0
    for line in lines:
        source = raw.text[line.source.start : min(_end_of_words(raw, line), line.source.start + _LONGEST_LINE)]
        is_apart = is_apart or line.page != page
        page = line.page
        text = _SPACE.sub(" ", _MARKUP.sub("", _LINK.sub(r"\1", source))).strip()
        text = _RAISED.sub("", text).strip()
        if not text or not any(character.isalnum() for character in text):
            is_apart = True
            continue
        if _FOLIO.fullmatch(text):
            continue
        found.append(
            FrontLine(text, line.page, line.size, line.bold or "**" in source, is_apart, source.startswith("#"))
        )
        is_apart = False
        if len(found) == most:
            break
    return tuple(found)


def _end_of_words(raw: RawDocument, line: SourceLine) -> int:
    """Where a line ends, without a note marker that stands raised at its end."""
    last = line.superscripts[-1] if line.superscripts else None
    if last is None or raw.text[last.end : line.source.end].strip():
        return line.source.end
    marker = raw.text[last.start : last.end].strip()
    return last.start if marker.isdecimal() and len(marker) <= _LONGEST_MARKER else line.source.end


# Labels of a letterhead or a colophon. A line that is only a label has its value on the next line.
LABELS = {
    "date": r"datum(?: publicatie| brief)?|publicatiedatum|dagtekening|uitgiftedatum|date",
    "subject": r"onderwerp|betreft|betr\.?|inzake|subject",
    "reference": r"(?:ons |onze )?(?:kenmerk|referentie)|zaaknummer|documentnummer|dossiernummer|briefnummer|"
    r"publicatienummer|rapportnummer",
    "addressee": r"aan|geadresseerde|t\.a\.v\.?",
    "author": r"auteurs?|door|tekst|geschreven door|penvoering|opgesteld door|opstellers?|redactie|samenstelling|"
    r"author",
    "sender": r"van|afzender|uitgave(?: van)?|uitgever|opdrachtgever|indiener",
    "title": r"titel|title",
    "other": r"uw (?:kenmerk|brief|referentie)|bijlagen?(?:\(n\)|\(en\))?|contactpersoon|pagina|bezoekadres|postadres|"
    r"telefoon|t|f|e|e-mail|mail|postbus|cc|kopie(?: aan)?|versie|status|retouradres|behandeld door|contact|"
    r"overheidsidentificatienr|doorkiesnummer|via|nota|locatie|afdeling|ontworpen door",
}
_LABELLED = {
    name: re.compile(rf"(?:>\s*)?(?:{pattern})(?:\s*:\s*|\s+|$)(?P<value>.*)", re.IGNORECASE)
    for name, pattern in LABELS.items()
}
_SALUTATION = re.compile(
    r"(?:zeer |hoog)?(?:geachte|geacht college|beste|excellentie|dear|waarde|l\.s\.)\b", re.IGNORECASE
)
_CLOSING = re.compile(
    r"(?:met (?:de meeste |vriendelijke |hartelijke |collegiale |beleefde )*(?:hoogachting|groet(?:en)?)|hoogachtend|"
    r"hartelijke groet|vriendelijke groet|namens (?:hen|deze|het bestuur)|with kind(?:est)? regards|yours sincerely)\b",
    re.IGNORECASE,
)
_COLOPHON = re.compile(r"(?:\d+\.?\s*)?colofon:?", re.IGNORECASE)
# A field code that a word processor could not fill, in the languages in which it prints that.
_FIELD_ERROR = re.compile(r"error! |fout! |erreur |fehler!|document property name", re.IGNORECASE)
_OFFICE = re.compile(
    r"(?:de|het|namens de|namens het)?\s*(?:minister(?:-president)?|staatssecretaris|burgemeester en wethouders|"
    r"college van (?:burgemeester|gedeputeerde|dijkgraaf)|gedeputeerde staten|burgemeester|gemeentesecretaris|"
    r"wethouder)\b"
    r"[^.?!]{0,90}[,]?",
    re.IGNORECASE,
)
_SENTENCE = 180
_FULL_LINE = 55
_COLUMN_LINE, _COLUMN_LINES = 30, 5
_SIGNATURE_LINES = 15


def joined(line: str, following: str) -> str:
    """A line with the one under it, as a reader joins them: a word that the line end broke becomes one.

    The hyphen stays after a digit, before a capital and where "en" or "of" follows ("zorg- en welzijn").
    """
    if line.endswith("-") and following and len(line) > 1:
        hangs = following.split(maxsplit=1)[0] in ("en", "of", "tot")
        if hangs or line[-2].isspace():
            return f"{line} {following}"
        return f"{line if line[-2].isdigit() or following[0].isupper() else line[:-1]}{following}"
    return f"{line} {following}"


def is_field_error(text: str) -> bool:
    """Whether a word processor printed that it could not fill a field."""
    return _FIELD_ERROR.search(text) is not None


def is_labelled(line: FrontLine, name: str) -> bool:
    """Whether a line begins with a label of `LABELS`."""
    return _LABELLED[name].match(line.text) is not None


def labelled_value(lines: tuple[FrontLine, ...], name: str) -> tuple[int, str] | None:
    """First value with a label: the index of the line on which it stands, and the value.

    A label without a value on its line takes the next line, unless that is a label too. A label without a colon
    counts where a capital or a digit follows ("Datum 1 april 2021", not "aan de slag").
    """
    for index, line in enumerate(lines):
        match = _LABELLED[name].match(line.text)
        if match is None or len(line.text) > _SENTENCE:
            continue
        value = match["value"].strip(" :")
        has_colon = ":" in line.text[: match.start("value")]
        if _FIELD_ERROR.search(value):
            return None
        if value and (has_colon or value[0].isupper() or value[0].isdigit()):
            return index, value
        if not value and index + 1 < len(lines) and not is_label_only(lines[index + 1]):
            following = lines[index + 1].text
            return None if _FIELD_ERROR.search(following) else (index + 1, following)
    return None


def is_label_only(line: FrontLine) -> bool:
    """Whether a line is a label of `LABELS` and nothing else."""
    return any(match and not match["value"].strip() for match in (p.match(line.text) for p in _LABELLED.values()))


def salutation_index(lines: tuple[FrontLine, ...]) -> int | None:
    """Index of the line that greets ("Geachte mevrouw Hamer,"); None where there is none."""
    return next((i for i, line in enumerate(lines) if _SALUTATION.match(line.text) and len(line.text) < 120), None)


def closing_index(lines: tuple[FrontLine, ...]) -> int | None:
    """Index of the last line that takes leave ("Met vriendelijke groet,"); None where there is none."""
    found = [i for i, line in enumerate(lines) if _CLOSING.match(line.text) and len(line.text) < 120]
    return found[-1] if found else None


def body_index(lines: tuple[FrontLine, ...]) -> int:
    """Index of the first line of running text: a paragraph on a line, the first of three full lines or of a column."""
    for index, line in enumerate(lines):
        if len(line.text) >= _SENTENCE:
            return index
        following = lines[index : index + 3]
        if (
            len(following) == 3
            and all(len(other.text) >= _FULL_LINE and other.page == line.page for other in following)
            and not any(other.is_apart for other in following[1:])
        ):
            return index
        if _is_column(lines[index : index + _COLUMN_LINES]):
            return index
    return len(lines)


def _is_column(lines: tuple[FrontLine, ...]) -> bool:
    """Whether lines too short to be full are the running text of a narrow column: sentences go on over their ends."""
    return (
        len(lines) == _COLUMN_LINES
        and all(len(line.text) >= _COLUMN_LINE and line.page == lines[0].page for line in lines)
        and not any(line.is_apart for line in lines[1:])
        and len({round(line.size) for line in lines}) == 1
        and sum(line.text[0].islower() for line in lines[1:]) >= 2
    )


def colophon_lines(lines: tuple[FrontLine, ...]) -> tuple[FrontLine, ...]:
    """The lines under the word "Colofon", at most 40; none where the word does not stand alone on a line."""
    for index, line in enumerate(lines):
        if _COLOPHON.fullmatch(line.text):
            # A contents lists it too, with text after it that is no colophon; the page tells them apart.
            return tuple(other for other in lines[index + 1 : index + 41] if other.page <= line.page + 1)
    return ()


def _names_follow(raw: RawDocument, index: int) -> bool:
    """Whether the next line with words is the name of a person and nothing else."""
    for line in raw.lines[index + 1 : index + 8]:
        text = raw.text[line.source.start : min(line.source.end, line.source.start + 120)].strip()
        if text:
            return len(text) < 60 and any(len(name) > 0.7 * len(text) for name in find_persons(text))
    return False


def signature_lines(raw: RawDocument) -> tuple[FrontLine, ...]:
    """Up to 15 lines from the last place where a letter takes leave or an office signs; empty where none does.

    Annexes can follow a signature, so it is looked for in the last 6,000 lines, from the end.
    """
    first_body = min(len(raw.lines), 8)
    for index in range(len(raw.lines) - 1, max(first_body, len(raw.lines) - 6_000) - 1, -1):
        line = raw.lines[index]
        if line.source.end - line.source.start > 120:
            continue
        text = raw.text[line.source.start : line.source.end].strip()
        signs = _CLOSING.match(text) or (_OFFICE.fullmatch(text) and (text.endswith(",") or _names_follow(raw, index)))
        if signs:
            start = index
            # "Hoogachtend," above "De minister van ...,"
            for above in range(index - 1, max(index - 8, -1), -1):
                previous = raw.lines[above]
                words = raw.text[previous.source.start : min(previous.source.end, previous.source.start + 120)].strip()
                if _CLOSING.match(words) or _OFFICE.fullmatch(words):
                    start = above
            return _clean(raw, raw.lines[start:], _SIGNATURE_LINES)
    return ()
