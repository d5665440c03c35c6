"""Names that a document gives a source for the rest of its text: "(hierna: het Advies)", "(verder: de Stuurgroep)".

Later uses of the name are anchors of the citation for which it was introduced. Where the name is that of a body, only
uses that report what it wrote count ("aldus de Stuurgroep", "de Stuurgroep adviseert"), and author-year mentions under
the short name lead to its works.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from policytext.citations.author_year import REPORTING_AFTER
from policytext.citations.authors import is_called_body, is_organisation, surname
from policytext.citations.context import Context, Found
from policytext.types.spans import Span
from policytext.types.vocabulary import BlockKind, CitationForm

_INTRODUCED = re.compile(
    r"\(\s*(?:hierna|verder|voortaan|in het vervolg)"
    r"(?:\s(?:te noemen|ook wel|ook|aangeduid als|genoemd|afgekort als|afgekort|kortweg|aan te duiden als)){0,2}"
    r"\s?[:,]?\s?[‘'“\"„]?(?:(?P<article>de|het)\s)?(?P<name>[^\W\d_][^()‘’“”\"„\n;:]{1,58}?)[’'”\"]?\s?\)",
    re.IGNORECASE,
)
_FULL_NAME = re.compile(
    r"(?P<name>[A-ZÀ-Þ][\w’'&-]*(?:\s(?:(?:van|voor|de|het|der|en|in|op)\s){0,3}[A-ZÀ-Þ][\w’'&-]*){1,8})\s*$"
)
_REPORTING_BEFORE = re.compile(
    r"\b(?:volgens|aldus|conform|blijkens|advies van|rapport van)\s(?:de|het)?\s?$", re.IGNORECASE
)
# A name belongs to a citation that ends at most so many characters before it; a document has at most so many names.
_WITHIN, _MOST_NAMES = 60, 40
_SKIPPED = frozenset({BlockKind.FURNITURE, BlockKind.CONTENTS, BlockKind.BIBLIOGRAPHY_ENTRY, BlockKind.ADDRESS})


@dataclass(frozen=True, slots=True)
class _Name:
    """A name and where it is introduced."""

    name: str
    article: str | None
    span: Span

    @property
    def pattern(self) -> str:
        """Uses of the name: a common noun only with its article."""
        if self.name[0].isupper():
            return re.escape(self.name)
        article = self.article or "de"
        return rf"[{article[0].upper()}{article[0]}]{article[1:]}\s{re.escape(self.name)}"


def short_names_of_authors(context: Context) -> dict[str, str]:
    """From the comparison name (`authors.surname`) of each introduced body to that of its full name."""
    names: dict[str, str] = {}
    for introduced in _introduced(context):
        before = context.text[max(0, introduced.span.start - 140) : introduced.span.start]
        full = _FULL_NAME.search(before)
        if full is not None and is_organisation(full["name"]) and introduced.name[0].isupper():
            names.setdefault(surname(introduced.name), surname(full["name"]))
    return names


def with_introduced_names(context: Context, found: Sequence[Found]) -> list[Found]:
    """The same citations, in order, with the later uses of the names that were introduced for them as anchors."""
    targets = _targets(context, found)
    result = list(found)
    if not targets:
        return result
    taken = sorted((citation.span.start, citation.span.end) for citation in found)
    pattern = re.compile(r"(?<![\w-])(?:" + "|".join(f"({name.pattern})" for name in targets) + r")(?![\w-])")
    names = list(targets)
    # A name of a note is known from the marker of the note on.
    starts = {name: _known_from(name, found[index]) for name, index in targets.items()}
    uses: dict[int, list[Span]] = {}
    for block in context.document.blocks:
        if block.kind in _SKIPPED:
            continue
        for match in pattern.finditer(context.text, block.span.start, block.span.end):
            name = names[(match.lastindex or 1) - 1]
            span = Span(*match.span())
            is_later = span.start >= starts[name] and not name.span.contains(span)
            if is_later and not _is_taken(taken, span) and _is_use(context, name, span):
                uses.setdefault(targets[name], []).append(span)
    for index, spans in uses.items():
        result[index] = replace(result[index], anchors=tuple(sorted({*result[index].anchors, *spans})))
    return result


def _known_from(name: _Name, citation: Found) -> int:
    """Where the uses of a name can begin."""
    if citation.form is not CitationForm.FOOTNOTE:
        return name.span.end
    return min([name.span.end, *(anchor.end for anchor in citation.anchors)])


def _introduced(context: Context) -> list[_Name]:
    found = [
        _Name(match["name"].strip(), match["article"] and match["article"].lower(), Span(*match.span()))
        for match in _INTRODUCED.finditer(context.text)
    ]
    return found[:_MOST_NAMES]


def _targets(context: Context, found: Sequence[Found]) -> Mapping[_Name, int]:
    """The citation of each introduced name, as an index: the one that holds the words, or ends right before them."""
    introduced = _introduced(context)
    if not introduced:
        return {}
    notes: dict[Span, list[int]] = {}
    ends: list[tuple[int, int]] = []
    for index, citation in enumerate(found):
        if citation.form in (CitationForm.LAW, CitationForm.BIBLIOGRAPHY):
            continue  # the short names of acts belong to the acts
        ends.append((citation.span.end, index))
        if citation.form is CitationForm.FOOTNOTE:
            for anchor in citation.anchors:
                notes.setdefault(anchor, []).append(index)
    ends.sort()
    targets: dict[_Name, int] = {}
    for name in introduced:
        sentence = context.sentence_at(name.span.start)
        holding = _holding(found, ends, name.span)
        marker = next(iter(context.note_markers_near(name.span.end)), None)
        if holding is not None:
            targets[name] = holding
        elif marker is not None and marker.start - name.span.end <= 2 and len(notes.get(marker, ())) == 1:
            targets[name] = notes[marker][0]
        elif (place := bisect_right(ends, (name.span.start, len(found))) - 1) >= 0:
            end, index = ends[place]
            floor = max(name.span.start - _WITHIN, sentence.start if sentence is not None else 0)
            if end >= floor:
                targets[name] = index
    return targets


def _holding(found: Sequence[Found], ends: Sequence[tuple[int, int]], span: Span) -> int | None:
    """The citation whose own words hold a span."""
    place = bisect_left(ends, (span.end, 0))
    for _, index in ends[place : place + 3]:
        if found[index].span.contains(span):
            return index
    return None


def _is_taken(taken: Sequence[tuple[int, int]], span: Span) -> bool:
    index = bisect_right(taken, (span.start, span.end))
    return any(start < span.end and span.start < end for start, end in taken[max(0, index - 2) : index + 1])


def _is_use(context: Context, name: _Name, span: Span) -> bool:
    """Whether a later use stands for the source: of a body only where it is said to have written something."""
    if not (is_organisation(name.name) or is_called_body(name.name)):
        return True
    text = context.text
    is_reporting = REPORTING_AFTER.match(text[span.end : span.end + 40]) is not None
    return is_reporting or _REPORTING_BEFORE.search(text[max(0, span.start - 30) : span.start]) is not None
