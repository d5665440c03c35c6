"""The title of a document and the subject of a letter."""

import re
from collections.abc import Sequence
from pathlib import PurePath

from policytext.structure.dates import find_dates
from policytext.structure.front import FrontLine, is_labelled, labelled_value
from policytext.structure.organisations import find_organisations
from policytext.types.document import Block
from policytext.types.raw import RawDocument
from policytext.types.vocabulary import BlockKind, Origin

_SUBJECT_LABEL = re.compile(r"^(?:onderwerp|betreft|betr\.?|inzake|subject)\s*:?\s*", re.IGNORECASE)
_RAISED_END = re.compile(r"[⁰¹²³⁴⁵⁶⁷⁸⁹]+$")
# Lines of a cover that are no title: a genre alone, a version, a number, a running head, a part of the contents.
_NO_TITLE = re.compile(
    r"essay|rapport|eindrapport|advies|notitie|kennisnotitie|nota|beleidsnota|memo|brief|artikel|opinie|column|blog|motie|"
    r"inhoud(?:sopgave)?|colofon|voorwoord|samenvatting|concept|definitief|bijlage \w+|versie.*|publicatie.*|"
    r"nr\.? ?[\d*]+|\d[\d *]*|"
    r"(?:tweede|eerste) kamer der staten.generaal.*|vergaderjaar.*|pagina.*|www\..*|https?:.*|home|menu|zoeken|"
    r"ter besluitvorming|"
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
_DIGEST = re.compile(r"[_-]?[0-9a-f]{12,}", re.IGNORECASE)


def find_subject(blocks: Sequence[Block], text: str, head: Sequence[FrontLine]) -> str | None:
    """What a letter says it is about ("Onderwerp", "Betreft"), without the label; None where it says nothing."""
    for block in blocks[:60]:
        if block.kind is BlockKind.SUBJECT:
            subject = _SUBJECT_LABEL.sub("", text[block.span.start : block.span.end].strip())
            if subject:
                return _RAISED_END.sub("", subject).strip()
    found = labelled_value(tuple(head), "subject")
    if found is None:
        return None
    index, subject = found
    for line in head[index + 1 : index + 4]:
        full = len(head[index].text) >= 40
        starts_small = line.text[:1].islower()
        if line.is_apart or not (starts_small or (full and line.size == head[index].size and not _is_other(line))):
            break
        if len(subject) + len(line.text) > _LONGEST_TITLE or not (
            starts_small or subject.endswith((",", " en", " van", " de", "-"))
        ):
            break
        subject = f"{subject} {line.text}"
        index += 1
    return subject.strip() or None


def _is_other(line: FrontLine) -> bool:
    return any(is_labelled(line, name) for name in ("date", "reference", "addressee", "other"))


def find_title(
    raw: RawDocument,
    blocks: Sequence[Block],
    text: str,
    cover: Sequence[FrontLine],
    subject: str | None,
    file_name: str,
) -> tuple[str, Origin]:
    """Title and where it comes from.

    In order: the subject of a letter; the largest line of the first page where sizes are known; the first heading or
    line of the cover that is more than a genre or a number; the file's own title; the name of the file.

    Args:
        raw: for the file's own metadata. blocks, text: of the document.
        cover: lines before the running text.
        subject: of a letter, or None for other documents.
        file_name: with or without a folder and a suffix.
    """
    if subject:
        return subject, Origin.TEXT
    labelled = labelled_value(tuple(cover[:25]), "title")
    if labelled and len(labelled[1]) > 5:
        return labelled[1], Origin.TEXT
    title = _largest(cover) if any(line.size > 0 for line in cover) else _first(cover)
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


def _can_be_title(line: FrontLine) -> bool:
    dates = find_dates(line.text)
    mostly_date = any(len(date.span) > 0.6 * len(line.text) for date in dates)
    letters = sum(character.isalpha() for character in line.text)
    return (
        letters >= 5
        and not mostly_date
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
    parts = [lines[first].text]
    for line in lines[first + 1 : first + 9]:
        same = abs(line.size - lines[first].size) < 0.5 and line.bold == lines[first].bold
        if (
            not same
            or not _can_be_title(line)
            or line.is_apart
            or (largest - smallest < 0.5 and not line.text[:1].islower())
        ):
            break
        parts.append(line.text)
    return " ".join(parts)


def _first(cover: Sequence[FrontLine]) -> str | None:
    """The first line that can be a title: a heading of the first level goes before other lines."""
    possible = [line for line in cover[:25] if _can_be_title(line)]
    # A letterhead above the title names who sends it, and nothing else.
    possible = [line for line in possible if not _is_sender(line)] or possible
    heading = next((line for line in possible if line.is_heading), None)
    if heading is not None:
        return heading.text
    return possible[0].text if possible else None
