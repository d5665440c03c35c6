"""Compares what a text shows, what its manifest says, and what its sources hold."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from policytext.errors import PolicytextError
from policytext.types.manifest import Manifest, Quotation
from policytext.verifying.carriers import Carried, read_carried
from policytext.verifying.sources import Source, find_sources, telling


class FaultKind(StrEnum):
    """What can be wrong."""

    SOURCE_GONE = "source gone"
    SOURCE_CHANGED = "source changed"
    SOURCE_UNREADABLE = "source unreadable"
    QUOTATION_DIFFERS = "quotation differs"  # the source has other words there
    PAGE_DIFFERS = "page differs"
    LINE_DIFFERS = "line differs"
    TEXT_DIFFERS = "text differs"  # the text shows other words than were quoted
    REFERENCE_DIFFERS = "reference differs"
    NOT_IN_MANIFEST = "not in manifest"


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong, and where: in the text ("Kern, 2"), of which quotation, in which source.

    `expected` is what the manifest says, `found` what is there instead (None where nothing is, or it is long).
    """

    kind: FaultKind
    place: str
    quotation: str | None
    source: str | None
    expected: str | None = None
    found: str | None = None


@dataclass(frozen=True, slots=True)
class Verification:
    """The outcome. `files` and `quotations` count what was checked; `unchecked` are ids of quotations whose words
    were read from a picture, of which only the file was compared; `removed` counts sentences that are no longer in the
    text, together with their notes.
    """

    files: int
    quotations: int
    sentences: int
    faults: tuple[Fault, ...]
    unchecked: tuple[str, ...]
    removed: int

    @property
    def is_right(self) -> bool:
        """Whether nothing is wrong."""
        return not self.faults


def verify(path: Path, root: Path | None = None) -> Verification:
    """Check a brief, page or export against its sources.

    Args:
        path: the file.
        root: folder in which the sources are looked for by name; None for where they were.

    Raises:
        UnreadableDocument, NoManifest: the file cannot be opened, or carries no manifest.
    """
    carried = read_carried(path)
    manifest = carried.manifest
    sources = find_sources(manifest.files, manifest.folder, root, path)
    places = _places(manifest)
    faults = [*_of_files(sources)]
    bad = {fault.source for fault in faults}
    unchecked = []
    for quotation in manifest.quotations:
        source = sources.get(quotation.file)
        if source is None:
            faults.append(_fault(FaultKind.SOURCE_GONE, quotation, places))
        elif quotation.recognised:
            unchecked.append(quotation.id)
        elif quotation.file not in bad:
            faults += _of_quotation(quotation, source, places)
        elif source.path is not None and not source.has(quotation.text):
            faults.append(_fault(FaultKind.QUOTATION_DIFFERS, quotation, places, quotation.text))
    removed = 0
    if carried.words is None:
        faults += _of_rows(carried)
    else:
        shown, removed = _of_text(manifest, carried.words)
        faults += shown
    return Verification(
        len(manifest.files),
        len(manifest.quotations),
        len(manifest.sentences),
        tuple(faults),
        tuple(unchecked),
        removed,
    )


def _places(manifest: Manifest) -> dict[str, str]:
    """Where the text rests on each quotation first, by its id."""
    places: dict[str, str] = {}
    for sentence in manifest.sentences:
        for key in sentence.quotations:
            places.setdefault(key, sentence.place)
    return places


def _fault(
    kind: FaultKind,
    quotation: Quotation,
    places: dict[str, str],
    expected: str | None = None,
    found: str | None = None,
) -> Fault:
    return Fault(kind, places.get(quotation.id, ""), quotation.id, quotation.file, expected, found)


def _of_files(sources: dict[str, Source]) -> Iterator[Fault]:
    for name, source in sources.items():
        if source.path is None:
            yield Fault(FaultKind.SOURCE_GONE, "", None, name)
        elif not source.is_unchanged:
            yield Fault(FaultKind.SOURCE_CHANGED, "", None, name)
        else:
            try:
                source.raw()
            except PolicytextError as error:
                yield Fault(FaultKind.SOURCE_UNREADABLE, "", None, name, found=error.message)


def _of_quotation(quotation: Quotation, source: Source, places: dict[str, str]) -> Iterator[Fault]:
    """What the source says of a quotation: its words at its place, its page, its line."""
    words = source.words_at(quotation)
    if telling(quotation.text) != telling(words):
        # boxes of neighbouring lines touch: what a box has besides is no fault, as long as the words stand in order
        is_within = quotation.quads is not None and telling(quotation.text) in telling(words)
        if not is_within:
            yield _fault(FaultKind.QUOTATION_DIFFERS, quotation, places, quotation.text, " ".join(words.split()))
    if quotation.quads and quotation.page != int(quotation.quads[0][0]):
        page = str(int(quotation.quads[0][0]))
        yield _fault(FaultKind.PAGE_DIFFERS, quotation, places, str(quotation.page), page)
    line = source.line_of(quotation)
    if quotation.line is not None and line is not None and quotation.line != line:
        yield _fault(FaultKind.LINE_DIFFERS, quotation, places, str(quotation.line), str(line))


def _of_text(manifest: Manifest, words: str) -> tuple[list[Fault], int]:
    """What the text shows other than its manifest says, and how many sentences somebody took out with their notes.

    A sentence that is not there as it was made is a fault as long as one of its notes is still there: then its words
    were changed. Where its notes are gone too, an editor left it out, which is nobody's fault. What the text says in
    several places, alone or within a longer sentence, has to stand there as often.
    """
    shown = telling(words)
    faults: list[Fault] = []
    removed = 0
    files = {quotation.id: quotation.file for quotation in manifest.quotations}
    told = [telling(sentence.text) for sentence in manifest.sentences]
    missing = {text: sum(text in other for other in told) - shown.count(text) for text in set(told)}
    for sentence, text in zip(manifest.sentences, told, strict=True):
        if missing[text] <= 0:
            continue
        left = [key for key in sentence.quotations if telling(f"[{key}]") in shown]
        if not left and sentence.quotations:
            removed += 1
            continue
        key = left[0] if left else None
        faults.append(Fault(FaultKind.TEXT_DIFFERS, sentence.place, key, files.get(key or ""), sentence.text))
    for key, reference in manifest.references:
        if telling(f"[{key}]") in shown and telling(reference) not in shown:
            place = next((s.place for s in manifest.sentences if key in s.quotations), "")
            faults.append(Fault(FaultKind.REFERENCE_DIFFERS, place, key, files.get(key), reference))
    return faults, removed


def _of_rows(carried: Carried) -> Iterator[Fault]:
    """What records say other than the manifest beside them."""
    held = {quotation.id: quotation for quotation in carried.manifest.quotations}
    for row in carried.rows:
        place = f"line {row.line}"
        quotation = held.get(row.id)
        if quotation is None:
            yield Fault(FaultKind.NOT_IN_MANIFEST, place, row.id, None)
            continue
        if row.text != quotation.text:
            yield Fault(FaultKind.TEXT_DIFFERS, place, row.id, quotation.file, quotation.text, row.text)
        position = quotation.quads if quotation.quads is not None else quotation.spans
        same = [list(map(float, one)) for one in position or ()] == [
            list(map(float, one)) for one in row.position or ()
        ]
        if row.page != quotation.page or not same:
            yield Fault(FaultKind.PAGE_DIFFERS, place, row.id, quotation.file, str(quotation.page), str(row.page))
