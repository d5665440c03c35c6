"""The title of a document and the subject of a letter."""

import re
from collections.abc import Sequence
from pathlib import PurePath

from policytext.structure.dates import find_dates
from policytext.structure.front import FrontLine, is_field_error, is_label_only, is_labelled, joined, labelled_value
from policytext.structure.lines import ends_open
from policytext.structure.organisations import find_organisations
from policytext.structure.senders import wrapped_names
from policytext.types.document import Block
from policytext.types.raw import RawDocument
from policytext.types.vocabulary import BlockKind, Origin

_SUBJECT_LABEL = re.compile(r"^(?:onderwerp|betreft|betr\.?|inzake|subject)\s*:?\s*", re.IGNORECASE)
_RAISED_END = re.compile(r"[⁰¹²³⁴⁵⁶⁷⁸⁹]+$")
# Lines of a cover that are no title: a genre alone, a version, a number, a running head, a part of the contents.
_GREETING = r"(?:geachte?|beste|excellentie|dear)(?:|\b.*,)"
_NO_TITLE = re.compile(
    r"essay|rapport|eindrapport|advies|notitie|kennisnotitie|nota|beleidsnota|memo|brief|artikel|opinie|column|blog|motie|"
    r"inhoud(?:sopgave)?|colofon|voorwoord|samenvatting|(?:\d\.? ?)?(?:aanleiding|inleiding|kernpunten|toelichting)|"
    r"directoraat[ -]generaal|concept|definitief|bijlage \w+|versie.*|publicatie.*|"
    r"nr\.? ?[\d*]+|\d[\d *]*|"
    r"(?:tweede|eerste) kamer der staten.generaal.*|vergaderjaar.*|pagina.*|www\..*|https?:.*|home|menu|zoeken|"
    r"\(?ter (?:beslissing|besluitvorming|bespreking|informatie|kennisname)\)?|"
    rf"{_GREETING}|"
    r"ministerie van .*|> ?retouradres.*|ontwerp|datum.*|aan\b.*|van\b.{0,40}",
    re.IGNORECASE,
)
_BAD_FILE_TITLE = re.compile(
    r"^(?:microsoft (?:word|powerpoint|excel) - |untitled|document\d*|naamloos|titel|title|presentatie|powerpoint|"
    r"print|scan|"
    r"template|sjabloon|brief$|rapport$)|\.(?:docx?|pdf|indd|pptx?|xlsx?|odt|txt|rtf)$|^(?:\S ){6}|^[\W\d_]*$",
    re.IGNORECASE,
)
_LONGEST_TITLE = 300
_LABELLED_WITHIN = 25
_SHORTEST_LABELLED = 5
_INSTRUCTION = re.compile(r"\(.{3,200}\)")
# A line this long is full, so that the title goes on under it.
_FULL = 55
# From so many lines on, more sizes than this share of them mean nothing.
_FEW_LINES, _MOST_SIZES = 8, 0.5
_OTHER_SIZE = 0.2
_DIGEST = re.compile(r"[_-]?[0-9a-f]{12,}", re.IGNORECASE)
# A key at the head of a Markdown file ("subtitle: ..."), in the convention of Jekyll and Pandoc.
_KEY = re.compile(r"[a-z_][\w-]*:(?:\s|$)")


def find_subject(blocks: Sequence[Block], text: str, head: Sequence[FrontLine]) -> str | None:
    """What a letter says it is about ("Onderwerp", "Betreft"), without the label; None where it says nothing."""
    for block in blocks[:60]:
        if block.kind is BlockKind.SUBJECT:
            subject = _SUBJECT_LABEL.sub("", text[block.span.start : block.span.end].strip())
            if is_field_error(subject):
                return None
            if subject:
                return _RAISED_END.sub("", _completed(subject, head)).strip()
    found = labelled_value(tuple(head), "subject")
    if found is None or re.fullmatch(_GREETING, found[1].strip(), re.IGNORECASE):
        return None  # labels in a column of their own: what follows is no value
    return _continued(found[1], head, found[0]).strip() or None


def _completed(subject: str, head: Sequence[FrontLine]) -> str:
    """A subject that breaks off, with the lines under its last one."""
    last = next((i for i, line in enumerate(head) if len(line.text) >= 10 and subject.endswith(line.text)), None)
    return subject if last is None or not ends_open(subject) else _continued(subject, head, last)


def _continued(subject: str, head: Sequence[FrontLine], index: int) -> str:
    """A subject with the lines that go on with it under the line `index`."""
    for line in head[index + 1 : index + 4]:
        full = len(head[index].text) >= 40
        starts_small = line.text[:1].islower()
        if line.is_apart or not (starts_small or (full and line.size == head[index].size and not _is_other(line))):
            break
        if len(subject) + len(line.text) > _LONGEST_TITLE or not (
            starts_small or subject.endswith((",", " en", " van", " de", "-"))
        ):
            break
        subject = joined(subject, line.text)
        index += 1
    return subject


def _is_other(line: FrontLine) -> bool:
    return any(is_labelled(line, name) for name in ("date", "reference", "addressee", "other"))


def find_title(
    raw: RawDocument,
    blocks: Sequence[Block],
    text: str,
    head: Sequence[FrontLine],
    cover_lines: int,
    subject: str | None,
    file_name: str,
) -> tuple[str, Origin]:
    """Title and where it comes from.

    In order: the subject of a letter; the largest line of the first page where sizes are known; the first heading or
    line of the cover that is more than a genre or a number; the file's own title; the name of the file.

    Args:
        raw: for the file's own metadata. blocks, text: of the document.
        head: first lines of the document.
        cover_lines: how many of them stand before the running text.
        subject: of a letter, or None for other documents.
        file_name: with or without a folder and a suffix.
    """
    if subject:
        return subject, Origin.TEXT
    cover = head[:cover_lines]
    labelled = _labelled(head[:_LABELLED_WITHIN])
    if labelled:
        return labelled, Origin.TEXT
    wrapped = {number for _, first, last in wrapped_names(cover) for number in range(first, last + 1)}
    cover = [line for number, line in enumerate(cover) if number not in wrapped]
    title = _largest(cover) if _sizes_tell(cover) else _first(cover)
    if title:
        return title[:_LONGEST_TITLE], Origin.TEXT
    stated = " ".join(dict(raw.file_metadata).get("title", "").split())
    if len(stated) > 3 and not _BAD_FILE_TITLE.search(stated):
        return stated, Origin.FILE
    heading = next((block for block in blocks if block.kind is BlockKind.HEADING), None)
    if heading is not None:
        return text[heading.span.start : heading.span.end].strip()[:_LONGEST_TITLE], Origin.TEXT
    name = _DIGEST.sub("", PurePath(file_name).stem).strip("_- ") or PurePath(file_name).stem
    return re.sub(r"[_\s-]+", " ", name) or "zonder titel", Origin.UNKNOWN


def _labelled(lines: Sequence[FrontLine]) -> str | None:
    """The title after "Titel:", over the lines that it fills; what a form says in brackets to who fills it is none."""
    lines = [line for line in lines if not _INSTRUCTION.fullmatch(line.text)]
    found = labelled_value(tuple(lines), "title")
    if found is None or len(found[1]) <= _SHORTEST_LABELLED:
        return None
    index, title = found
    is_key = _KEY.match(lines[index].text) is not None
    for line in lines[index + 1 : index + 6]:
        before = lines[index]
        is_full = len(before.text) >= _FULL and (line.size, line.bold) == (before.size, before.bold)
        if line.is_apart or not (is_full or line.text[:1].islower()) or len(title) > _LONGEST_TITLE:
            break
        if is_key and _KEY.match(line.text):
            break
        title = joined(title, line.text)
        index += 1
    return title[:_LONGEST_TITLE]


def _sizes_tell(cover: Sequence[FrontLine]) -> bool:
    """Whether the sizes of letters mean anything: in a text that was recognised every line has its own."""
    if not any(line.size > 0 for line in cover):
        return False
    sizes = {round(line.size, 1) for line in cover}
    return len(cover) < _FEW_LINES or len(sizes) <= _MOST_SIZES * len(cover)


def _can_be_title(line: FrontLine) -> bool:
    dates = find_dates(line.text)
    mostly_date = any(len(date.span) > 0.6 * len(line.text) for date in dates)
    letters = sum(character.isalpha() for character in line.text)
    return (
        letters >= 5
        and not mostly_date
        and not is_field_error(line.text)
        and not is_label_only(line)
        and not _NO_TITLE.fullmatch(line.text.rstrip(" :."))
        and len(line.text) <= _LONGEST_TITLE
    )


def _is_sender(line: FrontLine) -> bool:
    named = sum(len(name.span) for name in find_organisations(line.text))
    return named >= 0.9 * len(line.text)


def _largest(cover: Sequence[FrontLine]) -> str | None:
    """The lines in the largest letters of the cover, together where they follow each other."""
    page = next((line.page for line in cover), 1)
    lines = [line for line in cover if line.page == page]
    possible = [line for line in lines if _can_be_title(line)]
    if not possible:
        return None
    largest = max(line.size for line in possible)
    smallest = min(line.size for line in lines)
    if largest - smallest < 0.5:  # one size throughout: bold tells, or the first line
        possible = [line for line in possible if line.bold] or possible
        first = lines.index(possible[0])
    else:
        first = next(i for i, line in enumerate(lines) if line in possible and largest - line.size < 0.5)
    title = lines[first].text
    for line in lines[first + 1 : first + 9]:
        breaks_off = ends_open(title)
        # letters of a recognised line are measured anew; a title that breaks off goes on all the same
        other_size = _OTHER_SIZE * line.size if breaks_off else 0.5
        same = abs(line.size - lines[first].size) < other_size and (line.bold == lines[first].bold or breaks_off)
        goes_on = breaks_off or line.text[:1].islower()
        if not same or line.is_apart or not (goes_on or _can_follow(line)) or len(title) > _LONGEST_TITLE:
            break
        if largest - smallest < 0.5 and not goes_on:
            break
        title = joined(title, line.text)
    return title


def _can_follow(line: FrontLine) -> bool:
    """Whether a line can be a further line of a title: shorter ones can too ("GWBG"), a date or a genre cannot."""
    mostly_date = any(len(date.span) > 0.6 * len(line.text) for date in find_dates(line.text))
    return not mostly_date and _NO_TITLE.fullmatch(line.text.rstrip(" :.")) is None


def _first(cover: Sequence[FrontLine]) -> str | None:
    """The first line that can be a title: a heading of the first level goes before other lines."""
    possible = [line for line in cover[:25] if _can_be_title(line)]
    # A letterhead above the title names who sends it, and nothing else.
    possible = [line for line in possible if not _is_sender(line)] or possible
    heading = next((line for line in possible if line.is_heading), None)
    if heading is not None:
        return heading.text
    return possible[0].text if possible else None
