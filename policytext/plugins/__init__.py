"""Plug-ins: readers of formats, families of citations and exporters that other packages bring.

A package names them as entry points of the groups in `GROUPS`; `protocols` says what each gives. They are found when
they are needed and loaded once a process. One that does not load, or asks for what policytext has itself, is reported
with its name and left aside. docs/plugins.md shows how to write one.
"""

from policytext.plugins.finding import (
    EXPORTERS,
    GROUPS,
    Plugin,
    citation_families,
    exporters,
    forget,
    marks,
    reader_for,
    reader_suffixes,
    tell_if_taken,
)
from policytext.plugins.protocols import CitationFamily, Exporter, FoundCitation, Reader

__all__ = [
    "EXPORTERS",
    "GROUPS",
    "CitationFamily",
    "Exporter",
    "FoundCitation",
    "Plugin",
    "Reader",
    "citation_families",
    "exporters",
    "forget",
    "marks",
    "reader_for",
    "reader_suffixes",
    "tell_if_taken",
]
