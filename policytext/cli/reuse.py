"""`policytext reuse`: passages, figures and sources that come back across documents."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from policytext.cli.options import comparing_options, index_option, json_option
from policytext.types.vocabulary import Credit, ReuseKind, ReuseNature

if TYPE_CHECKING:
    from policytext.query.reuse import Passage, Reuse, ReuseAnswer

#: Pairs shown to people unless they ask for another number.
SHOWN = 20
#: Words of a passage shown to people; the rest is in `show` and --json.
_LONGEST = 60
KINDS = {
    "letterlijk": ReuseKind.VERBATIM,
    "verbatim": ReuseKind.VERBATIM,
    "parafrase": ReuseKind.PARAPHRASE,
    "paraphrase": ReuseKind.PARAPHRASE,
    "cijfer": ReuseKind.SAME_FIGURE,
    "same_figure": ReuseKind.SAME_FIGURE,
    "bron": ReuseKind.SAME_SOURCE,
    "same_source": ReuseKind.SAME_SOURCE,
}
_NAMES = {
    ReuseKind.VERBATIM: "letterlijk",
    ReuseKind.PARAPHRASE: "in andere woorden",
    ReuseKind.SAME_FIGURE: "hetzelfde cijfer",
    ReuseKind.SAME_SOURCE: "zelfde bron",
}
_CREDITS = {
    Credit.GIVEN: "met vermelding van het eerdere document",
    Credit.ELSEWHERE: "eerdere document elders vermeld, hier niet",
    Credit.QUOTED: "tussen aanhalingstekens, zonder bron",
    Credit.OWN: "zelfde afzender",
    Credit.NONE: "eerdere document niet vermeld",
    Credit.UNKNOWN: "welke de eerste is, staat niet vast",
}


@click.command("reuse")
@click.option("--document", "-d", multiple=True, help="Only what this document shares; given twice, what they share.")
@click.option("--kind", "-k", type=click.Choice(list(KINDS)), multiple=True, help="Only what comes back in this way.")
@comparing_options
@click.option("--boilerplate", "everything", is_flag=True, help="Also standard text, and what both merely quote.")
@click.option("--limit", "-n", type=click.IntRange(1), help=f"Pairs to show.  [default: {SHOWN}; all with --json]")
@click.option("--offset", type=click.IntRange(0), default=0, help="Pairs to skip.")
@index_option
@json_option
def command(
    document: Sequence[str],
    kind: Sequence[str],
    everything: bool,
    limit: int | None,
    offset: int,
    index_folder: Path,
    as_json: bool,
    **conditions: object,
) -> None:
    """Find what comes back across documents: word for word, in other words, the same figure, the same source.

    Pairs stand with the earlier document first, and say whether the later one names it. Standard text of letters and
    decisions, and what both documents merely quote, is set aside. Figures for the same thing and year that differ are
    given too. Passages in other words are a judgement; read both. With --json one pair a line.

    \b
    policytext reuse
    policytext reuse --document 3f2a91c0 --kind letterlijk
    policytext reuse -d brief-2021.txt -d rapport-2019.pdf
    policytext reuse --organisation VNG --from 2018 --to 2023 --json
    """
    from policytext.cli import output
    from policytext.cli.filters import document_key, filters_of_documents
    from policytext.export.reuse import reuse_row
    from policytext.query.open_index import open_index
    from policytext.query.reuse import ReuseQuery, find_reuse

    filters = filters_of_documents(conditions)
    kinds = tuple(dict.fromkeys(KINDS[name] for name in kind)) or tuple(ReuseKind)
    with open_index(index_folder) as index:
        wanted = tuple(dict.fromkeys(index.reader.document(document_key(key, index_folder)).id for key in document))
        most = limit if limit is not None else None if as_json else SHOWN
        answer = find_reuse(index, ReuseQuery(filters, wanted, kinds, everything), limit=most, offset=offset)
    if as_json:
        output.print_json_lines(reuse_row(pair) for pair in answer.pairs)
        return
    _show(answer)


def _show(answer: "ReuseAnswer") -> None:
    from policytext.cli import output
    from policytext.cli.quotation import document_line

    before = None
    for pair in answer.pairs:
        ends = pair.earlier.document, pair.later.document
        if ends != before:
            output.echo(f" {document_line(ends[0])}")
            output.echo(f" → {document_line(ends[1])}")
            before = ends
        output.echo(output.wrapped(_title(pair), "     ", first="   · "))
        _show_passage(pair.earlier)
        _show_passage(pair.later)
        output.echo()
    output.echo(_shown(answer))


def _title(pair: "Reuse") -> str:
    from policytext.cli.output import safe

    name = _NAMES[pair.kind]
    if pair.kind is ReuseKind.SAME_FIGURE:
        name = f"{name}: {pair.shared}" if pair.agrees else f"ander cijfer voor hetzelfde: {pair.shared}"
    elif pair.kind is ReuseKind.SAME_SOURCE:
        name += f": {pair.shared}"
    elif pair.kind is ReuseKind.VERBATIM:
        name += f" ({len(pair.shared.replace('…', ' ').split())} woorden)"
    parts = [name, _CREDITS[pair.credit]]
    if pair.nature is ReuseNature.STANDARD:
        parts.append("standaardtekst")
    elif pair.third is not None and pair.kind is not ReuseKind.SAME_SOURCE:
        parts.append(f"beide noemen als bron: {pair.third}")
    elif pair.nature is ReuseNature.COMMON_SOURCE and pair.third is None:
        parts.append("beide citeren een derde")
    return safe(" · ".join(parts))


def _show_passage(passage: "Passage") -> None:
    from policytext.cli import output
    from policytext.cli.quotation import where

    words = passage.text.split()
    text = " ".join(words) if len(words) <= _LONGEST else " ".join(words[:_LONGEST]) + " […]"
    output.echo(output.wrapped(f"“{text}”", "     "))
    first, last = passage.parts[0], passage.parts[-1]
    place = first.id if first is last else f"{first.id} … {last.id}"
    output.echo(output.style(f"     {place} · {where(first)}", dim=True))


def _shown(answer: "ReuseAnswer") -> str:
    left_out = f" · {answer.set_aside} standaardteksten en aanhalingen weggelaten: --boilerplate"
    set_aside = left_out if answer.set_aside else ""
    if not answer.total:
        return f"Niets gevonden dat in twee van de {answer.documents} documenten terugkomt{set_aside}"
    if not answer.pairs:
        return f"niets meer na {answer.offset}: {answer.total} gevonden{set_aside}"
    last = answer.offset + len(answer.pairs)
    following = f" · verder: --offset {last}" if last < answer.total else ""
    return f"{answer.offset + 1}-{last} van {answer.total} getoond{following}{set_aside}"
