"""All families together: what a stretch of text is, when two families claim it, and the numbering."""

from bisect import bisect_right, insort
from collections.abc import Iterable, Iterator
from dataclasses import replace

from policytext.citations.author_year import find_author_year
from policytext.citations.bibliography import find_bibliography
from policytext.citations.context import Context, Found, build_context
from policytext.citations.dated_documents import find_dated_documents
from policytext.citations.from_plugins import find_by_plugins
from policytext.citations.identifiers import complete
from policytext.citations.introduced_names import short_names_of_authors, with_introduced_names
from policytext.citations.kamerstukken import find_kamerstukken
from policytext.citations.legislation import find_legislation, find_numbered_publications
from policytext.citations.linking import known_entries, link_mentions
from policytext.citations.links import find_links
from policytext.citations.named import find_named
from policytext.citations.notes import find_notes
from policytext.citations.pointing_words import find_pointing_words
from policytext.citations.press import find_press
from policytext.citations.programmes import find_programmes
from policytext.citations.short_forms import bracketed_short_forms, resolve_short_forms
from policytext.citations.source_lines import find_source_lines
from policytext.citations.talks import find_talks
from policytext.types.citation import Citation
from policytext.types.document import Block, Document, Sentence
from policytext.types.spans import Span


def find_citations(document: Document, sentences: tuple[Sentence, ...]) -> tuple[Citation, ...]:
    """References to sources in a document, in order of position, not yet resolved.

    Args:
        document: the document; notes, entries and markers are taken from its blocks.
        sentences: its sentences, for the bounds within which a mention is read.

    Returns:
        Citations with ids "<short id>:c1", "<short id>:c2", ...; spans in code points of `Document.text`.
    """
    context = build_context(document, sentences)
    notes = find_notes(context)
    entries = tuple(find_bibliography(context))
    known = known_entries((*entries, *notes.citations))
    blocks = [*_outside(context.running_blocks(), entries), *notes.remarks]
    with_headlines = [*_outside(context.running_blocks(headlines=True), entries), *notes.remarks]
    # The order is that of precedence: what an earlier family has taken, a later one leaves alone. Named works come
    # before author-year mentions: "*Wil tot verschil* (2006)" is a title with a year.
    running = _without_overlaps(
        (
            *bracketed_short_forms(context, blocks),
            *find_source_lines(context, blocks),
            *find_kamerstukken(context, blocks),
            *find_legislation(context, blocks),
            *find_numbered_publications(context, blocks),
            *find_talks(context, blocks),
            *find_press(context, blocks),
            *find_named(context, blocks),
            *find_dated_documents(context, blocks),
            *find_programmes(context, blocks),
            *find_author_year(context, with_headlines, known),
        )
    )
    running = _with_links(running, tuple(find_links(context, blocks)))
    running += find_by_plugins(document, sentences, (*notes.citations, *entries, *running))
    found = sorted(
        (*notes.citations, *entries, *running), key=lambda citation: (citation.span.start, citation.span.end)
    )
    found = link_mentions(context, found, short_names_of_authors(context))
    found = with_introduced_names(context, resolve_short_forms(context, found))
    found = sorted(
        (*found, *find_pointing_words(context, context.running_blocks(), found)),
        key=lambda citation: (citation.span.start, citation.span.end),
    )
    found = [replace(cited, fields=complete(cited.fields, _words(context, cited.span))) for cited in found]
    ids: dict[Span, str] = {}
    for number, citation in enumerate(found, start=1):
        ids.setdefault(citation.span, f"{document.short_id}:c{number}")
    return tuple(
        Citation(
            id=f"{document.short_id}:c{number}",
            document=document.id,
            form=citation.form,
            span=citation.span,
            authors=citation.fields.authors,
            year=citation.fields.year,
            year_suffix=citation.fields.year_suffix,
            title=citation.fields.title,
            url=citation.fields.url,
            identifier=citation.fields.identifier,
            anchors=citation.anchors,
            parts=citation.fields.parts,
            address=citation.fields.address,
            repeats=tuple(ids[span] for span in citation.repeats if span in ids),
        )
        for number, citation in enumerate(found, start=1)
    )


def _words(context: Context, span: Span) -> str:
    return context.text[span.start : span.end]


def _outside(blocks: Iterable[Block], entries: Iterable[Found]) -> Iterator[Block]:
    """The blocks that are no part of a list of sources."""
    spans = sorted(entry.span for entry in entries)
    starts = [span.start for span in spans]
    for block in blocks:
        index = bisect_right(starts, block.span.end) - 1
        if index < 0 or not spans[index].overlaps(block.span):
            yield block


def _without_overlaps(found: Iterable[Found]) -> list[Found]:
    """The citations that overlap no earlier one; linear but for the look-up of neighbours."""
    kept: list[Found] = []
    taken: list[tuple[int, int]] = []
    for citation in found:
        bounds = (citation.span.start, citation.span.end)
        index = bisect_right(taken, bounds)
        neighbours = taken[max(0, index - 1) : index + 1]
        if any(start < bounds[1] and bounds[0] < end for start, end in neighbours):
            continue
        for place in {bounds, *((anchor.start, anchor.end) for anchor in citation.anchors)}:
            insort(taken, place)
        kept.append(citation)
    return kept


def _with_links(running: list[Found], links: tuple[Found, ...]) -> list[Found]:
    """Links apart, except that a link on the words of another citation gives that citation its address."""
    ordered = sorted(running, key=lambda citation: citation.span)
    starts = [citation.span.start for citation in ordered]
    result = list(ordered)
    for link in links:
        index = _overlapping(ordered, starts, link.span)
        if index is None:
            result.append(link)
        elif result[index].fields.url is None:
            result[index] = replace(result[index], fields=replace(result[index].fields, url=link.fields.url))
    return result


def _overlapping(ordered: list[Found], starts: list[int], span: Span) -> int | None:
    for index in (bisect_right(starts, span.start) - 1, bisect_right(starts, span.start)):
        if 0 <= index < len(ordered) and ordered[index].span.overlaps(span):
            return index
    return None
