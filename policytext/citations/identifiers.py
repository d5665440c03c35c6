"""Official references in a stretch of text, all kinds together: the interface to `official` for the other families.

Canonical forms are described in the modules of `official`; docs/adr/0021 lists them.
"""

from collections.abc import Iterator
from dataclasses import replace

from policytext.citations.fields import URL, Fields, trim_url
from policytext.citations.official.case_law import iter_case_law
from policytext.citations.official.european import iter_european
from policytext.citations.official.journals import iter_official_journals
from policytext.citations.official.law_mentions import iter_laws
from policytext.citations.official.papers import iter_marked_papers, iter_numbered_papers
from policytext.citations.official.proceedings import iter_proceedings
from policytext.citations.official.publications import iter_publications
from policytext.citations.official.reference import Official
from policytext.citations.official.registers import iter_registers
from policytext.citations.official.web_addresses import official_of_address

__all__ = [
    "Official",
    "complete",
    "find_identifier",
    "find_official",
    "iter_case_law",
    "iter_journals",
    "iter_papers",
    "iter_publications",
    "iter_registers",
]


def iter_papers(text: str, start: int = 0, end: int | None = None) -> Iterator[Official]:
    """Papers and proceedings of parliament between two positions of a text, in order, without overlaps."""
    end = len(text) if end is None else end
    yield from _without_overlaps(
        [
            *iter_proceedings(text, start, end),
            *iter_marked_papers(text, start, end),
            *iter_numbered_papers(text, start, end),
        ]
    )


def iter_journals(text: str, start: int = 0, end: int | None = None) -> Iterator[Official]:
    """Publications in official journals, and acts and documents of the Union, in order, without overlaps."""
    end = len(text) if end is None else end
    yield from _without_overlaps([*iter_official_journals(text, start, end), *iter_european(text, start, end)])


def find_official(text: str) -> Official | None:
    """First official reference by number in a text; what an address tells where nothing else does."""
    found = [*iter_papers(text), *iter_case_law(text), *iter_journals(text), *iter_registers(text, 0, len(text))]
    if not found:
        found = list(iter_publications(text, 0, len(text)))
    if found:
        return min(found, key=lambda official: official.span.start)
    addresses = (official_of_address(trim_url(match.group())) for match in URL.finditer(text))
    return next((official for official in addresses if official is not None), None)


def find_identifier(text: str) -> str | None:
    """First official number of a reference, or None."""
    found = find_official(text)
    return found.identifier if found is not None else None


def complete(fields: Fields, words: str) -> Fields:
    """The fields with identifier, parts and address as far as the reference's own words or its address tell them.

    Args:
        fields: of a citation of any family.
        words: what stands at its span.
    """
    if fields.parts or fields.address:
        return fields
    if fields.identifier is None:
        found = official_of_address(fields.url) if fields.url is not None else None
    else:
        found = _of_identifier(fields.identifier, words) or _of_identifier(fields.identifier, fields.identifier)
        if found is None and fields.url is not None:
            by_address = official_of_address(fields.url)
            found = by_address if by_address is not None and by_address.identifier == fields.identifier else None
    if found is None:
        return fields
    return replace(fields, identifier=found.identifier, parts=found.parts, address=found.address)


def _of_identifier(identifier: str, text: str) -> Official | None:
    """The reference in a text that has this identifier."""
    for law in iter_laws(text, 0, len(text)):
        if law.identifier == identifier:
            return Official(identifier, law.span, law.year, law.parts, law.address)
    found = [*iter_papers(text), *iter_case_law(text), *iter_journals(text), *iter_registers(text, 0, len(text))]
    found += iter_publications(text, 0, len(text))
    return next((official for official in found if official.identifier == identifier), None)


def _without_overlaps(found: list[Official]) -> Iterator[Official]:
    last_end = 0
    for official in sorted(found, key=lambda official: (official.span.start, -official.span.end)):
        if official.span.start >= last_end:
            yield official
            last_end = official.span.end
