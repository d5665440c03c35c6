"""Families of citations that plug-ins bring: run after all others, and checked before they are believed."""

import logging
from bisect import bisect_right, insort
from collections.abc import Iterable, Sequence

from policytext.citations.context import Found
from policytext.citations.fields import Fields
from policytext.plugins import FoundCitation, Plugin, citation_families
from policytext.types.document import Document, Sentence
from policytext.types.spans import Span

_LOG = logging.getLogger(__name__)


def find_by_plugins(document: Document, sentences: Sequence[Sentence], found: Iterable[Found]) -> list[Found]:
    """What plug-ins find where policytext found nothing; of two plug-ins the first by name goes before.

    A plug-in that fails, or gives what is no citation of this document, is reported with its name and gives nothing
    here.

    Args:
        document: the document.
        sentences: its sentences.
        found: the citations that are there already, which plug-ins cannot replace.
    """
    families = citation_families()
    if not families:
        return []
    taken = sorted(_places(found))
    kept: list[Found] = []
    for family in families:
        for citation in _found_by(family, document, sentences):
            places = list(_places([citation]))
            if any(_overlaps(taken, place) for place in places):
                continue
            kept.append(citation)
            for place in dict.fromkeys(places):
                insort(taken, place)
    return kept


def _found_by(family: Plugin, document: Document, sentences: Sequence[Sentence]) -> list[Found]:
    try:
        return [_checked(one, document) for one in family.gives.find(document, sentences)]
    except Exception as error:  # whatever a plug-in does wrong costs its own citations and nothing else
        told = "".join(
            c if c.isprintable() else " " for c in f"{type(error).__name__}: {error}"
        )  # may quote the document
        _LOG.warning("Plug-in %s failed on document %s: %s", family.title, document.short_id, told)
        return []


def _checked(one: object, document: Document) -> Found:
    """What a family found, as the other families give it.

    Raises:
        TypeError, ValueError: it is no citation of this document.
    """
    if not isinstance(one, FoundCitation):
        raise TypeError(f"{one!r} is no FoundCitation")
    for span in (one.span, *one.anchors):
        if not len(span) or span.end > len(document.text):
            raise ValueError(f"{span} is no stretch of the document, which has {len(document.text)} code points")
    if one.year is not None and not (len(one.year) == 4 and one.year.isdigit()):
        raise ValueError(f"{one.year!r} is not a year of four digits")
    fields = Fields(
        authors=tuple(one.authors),
        year=one.year,
        title=one.title,
        url=one.url,
        identifier=one.identifier,
        parts=tuple(one.parts),
        address=one.address,
    )
    return Found(one.form, one.span, fields, one.anchors or (one.span,))


def _places(found: Iterable[Found]) -> list[tuple[int, int]]:
    spans: list[Span] = [span for citation in found for span in (citation.span, *citation.anchors)]
    return [(span.start, span.end) for span in spans]


def _overlaps(taken: Sequence[tuple[int, int]], place: tuple[int, int]) -> bool:
    """Whether a place overlaps one that is taken; these may overlap each other a little, so three neighbours count."""
    index = bisect_right(taken, place)
    return any(start < place[1] and place[0] < end for start, end in taken[max(0, index - 2) : index + 2])
