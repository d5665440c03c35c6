"""How the faults of `policytext citations --check` are shown."""

from collections import Counter
from collections.abc import Sequence
from itertools import groupby
from typing import TYPE_CHECKING

from policytext.query.citation_checks import CitationFault, Fault

if TYPE_CHECKING:
    from policytext.export.fields import Json

NAMES = {
    Fault.DEAD_END: "leidt nergens heen",
    Fault.NOTE_WITHOUT_SOURCE: "noot zonder bron",
    Fault.ENTRY_NOT_CITED: "staat in de lijst, wordt nergens aangehaald",
    Fault.MENTION_WITHOUT_ENTRY: "staat niet in de lijst",
    Fault.AMBIGUOUS: "past bij meer bronnen",
    Fault.LINK_DISAGREES: "tekst en doel van de link verschillen",
}


def fault_row(fault: CitationFault) -> "Json":
    """A fault for JSON: what, of which citation or sentence, and where."""
    from policytext.export.fields import document_fields, place_fields

    return {
        "id": fault.id,
        **document_fields(fault.document),
        "fault": fault.fault.value,
        "detail": fault.detail or None,
        **place_fields(fault),
    }


def show_faults(faults: Sequence[CitationFault], *, everything: bool) -> None:
    """Faults below the line of their document, by what is wrong.

    Notes without a source, which mostly remark rightly, are only counted unless `everything` is asked for.
    """
    from policytext.cli import output
    from policytext.cli.quotation import document_line, where

    if not faults:
        output.echo("Geen fouten in de verwijzingen gevonden.")
        return
    order = list(Fault)
    for _, held in groupby(faults, key=lambda fault: fault.document.id):
        of_document = list(held)
        output.echo(document_line(of_document[0].document))
        output.echo()
        for kind in order:
            found = [fault for fault in of_document if fault.fault is kind]
            if not found:
                continue
            output.echo(output.style(f"  {NAMES[kind]} ({len(found)})", bold=True))
            if kind is Fault.NOTE_WITHOUT_SOURCE and not everything:
                output.echo(output.style("     meestal een opmerking; toon ze met --all", dim=True))
                continue
            for fault in found:
                output.echo(output.wrapped(" ".join(output.safe(fault.text).split()), "     "))
                facts = [output.safe(fault.id), where(fault)]
                if fault.detail:
                    facts.append(_detail(fault))
                output.echo(output.style(f"     {' · '.join(facts)}", dim=True))
            output.echo()
    documents = len({fault.document.id for fault in faults})
    counts = Counter(fault.fault for fault in faults)
    counted = ", ".join(f"{counts[kind]} × {NAMES[kind]}" for kind in order if counts[kind])
    places = "plaats" if len(faults) == 1 else "plaatsen"
    output.echo(f"{len(faults)} {places} in {documents} {'document' if documents == 1 else 'documenten'}: {counted}")


def _detail(fault: CitationFault) -> str:
    """What is missing or disagrees, in Dutch."""
    from policytext.cli.output import safe

    detail = safe(fault.detail)
    if fault.fault is Fault.DEAD_END:
        return (
            f"noot {detail.removeprefix('no note ')} ontbreekt" if detail.startswith("no note") else "document is weg"
        )
    if fault.fault is Fault.NOTE_WITHOUT_SOURCE:
        return detail.replace("note", "noot")
    return f"doel: {detail}" if fault.fault is Fault.LINK_DISAGREES else detail
