"""`policytext verify`: check a brief, a page or an export against its sources."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from policytext.cli.options import json_option

if TYPE_CHECKING:
    from policytext.verifying import Fault, Verification

#: What is wrong, in the words that readers see.
_FAULTS = {
    "source gone": "bron is er niet meer",
    "source changed": "bron is veranderd sinds zij is aangehaald",
    "source unreadable": "bron kan niet worden gelezen",
    "quotation differs": "citaat staat zo niet in de bron",
    "page differs": "bladzijde klopt niet",
    "line differs": "regel klopt niet",
    "text differs": "staat hier anders dan het is gemaakt",
    "reference differs": "vindplaats staat hier anders dan zij is gemaakt",
    "not in manifest": "staat niet in het manifest",
}
_MOST = 40


@click.command("verify")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option(
    "--sources",
    "root",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="Folder that holds the source files now.  [default: where they were]",
)
@json_option
@click.pass_context
def command(ctx: click.Context, file: Path, root: Path | None, as_json: bool) -> None:
    """Check FILE, a brief, page or export with a manifest, against its sources; no index is needed.

    Every source file is hashed and read again; every quotation has to stand at its place, on its page, and the words
    that FILE shows have to be those of its manifest. Exit code 8 where something is wrong. A manifest is no signature:
    who changes text and manifest alike is not found out.

    \b
    policytext verify wachttijden.docx
    policytext verify brief.pdf --sources ~/bronnen
    policytext export statements --manifest --output uitspraken.jsonl
    policytext verify uitspraken.jsonl
    """
    from policytext.cli import output
    from policytext.errors import IntegrityError
    from policytext.verifying import verify

    result = verify(file, root)
    if as_json:
        output.print_json(_json(file, result))
    else:
        _show(result)
    if not result.is_right:
        ctx.exit(IntegrityError.exit_code)


def _show(result: "Verification") -> None:
    from policytext.cli import output

    for fault in result.faults[:_MOST]:
        output.echo(output.wrapped(_line(fault), "   ", " ✗ "))
    if len(result.faults) > _MOST:
        output.echo(f"   en nog {len(result.faults) - _MOST}; alle met --json")
    quotations = output.counted(result.quotations, "citaat", "citaten")
    counted = f"{quotations} uit {output.counted(result.files, 'bestand', 'bestanden')} nagelezen"
    if result.unchecked:
        counted += (
            f" · van {len(result.unchecked)} citaten is alleen het bestand vergeleken: hun woorden zijn herkend uit "
            "een beeld van de bladzijde"
        )
    if result.removed:
        counted += f" · {result.removed} zinnen zijn met hun noten uit de tekst gehaald"
    verdict = "alles klopt" if result.is_right else output.counted(len(result.faults), "fout", "fouten")
    output.echo(output.wrapped(f"{verdict} · {counted}", ""))


def _line(fault: "Fault") -> str:
    place = ": ".join(part for part in (fault.place, _FAULTS[fault.kind.value]) if part)
    parts = [place, *(part for part in (fault.quotation, fault.source) if part)]
    if fault.expected is not None:
        parts.append(f"verwacht: “{_short(fault.expected)}”")
    if fault.found is not None:
        parts.append(f"gevonden: “{_short(fault.found)}”")
    return " · ".join(parts)


def _short(text: str) -> str:
    return text if len(text) <= 160 else text[:157] + "…"


def _json(file: Path, result: "Verification") -> dict[str, object]:
    return {
        "file": str(file),
        "right": result.is_right,
        "files": result.files,
        "quotations": result.quotations,
        "sentences": result.sentences,
        "removed": result.removed,
        "unchecked": list(result.unchecked),
        "faults": [
            {
                "kind": fault.kind.value,
                "place": fault.place,
                "quotation": fault.quotation,
                "source": fault.source,
                "expected": fault.expected,
                "found": fault.found,
            }
            for fault in result.faults
        ],
    }
