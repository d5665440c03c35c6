"""`policytext works`: which works are cited, how often and by whom."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from policytext.cli.options import PartialDate, index_option, json_option
from policytext.types.vocabulary import WorkKind

if TYPE_CHECKING:
    from policytext.query.works import CitedWork
    from policytext.store import Reader

#: Works shown to people unless they ask for another number.
SHOWN = 25
#: Organisations that are named; of more it is told how many.
_NAMED = 4


@click.command("works")
@click.argument("work", required=False, metavar="[WORK]")
@click.option("--cited-by", "-d", multiple=True, help="Only works that this document cites: id, file name or title.")
@click.option("--organisation", "-o", multiple=True, help="Only works of this author or organisation (part of).")
@click.option("--title", "-t", help="Only works with these words in the title.")
@click.option(
    "--kind", "-k", "kinds", type=click.Choice([str(kind) for kind in WorkKind]), multiple=True,
    help="Only works of this kind.",
)  # fmt: skip
@click.option("--in-corpus", "in_corpus", flag_value=True, default=None, type=bool, help="Only documents of the index.")
@click.option(
    "--only-secondary",
    "in_corpus",
    flag_value=False,
    type=bool,
    help="Only works that are not in the index themselves.",
)
@click.option("--from", "--since", "date_from", type=PartialDate(), help="Count documents dated from this day on.")
@click.option("--to", "--until", "date_to", type=PartialDate(), help="Count documents dated up to this day, included.")
@click.option("--limit", "-n", type=click.IntRange(1), help=f"Works to list.  [default: {SHOWN}; all with --json]")
@click.option("--all", "everything", is_flag=True, help="List all.")
@index_option
@json_option
def command(
    work: str | None,
    cited_by: Sequence[str],
    organisation: Sequence[str],
    title: str | None,
    kinds: Sequence[str],
    in_corpus: bool | None,
    date_from: str | None,
    date_to: str | None,
    limit: int | None,
    everything: bool,
    index_folder: Path,
    as_json: bool,
) -> None:
    """List the works that the documents cite, the one that most documents cite first; or show who cites one WORK.

    WORK is the id that the list shows, an official number, or words of the title. With --json one work a line, with
    the fields of `policytext export works`.

    \b
    policytext works
    policytext works --organisation SCP --only-secondary
    policytext works --cited-by 3f2a91c0
    policytext works 0c5e21aa
    """
    from policytext.cli import output
    from policytext.cli.filters import document_key
    from policytext.export.works import work_row
    from policytext.query.works import WorkFilters, cited_works, find_work
    from policytext.store import Filters, Reader

    wanted = WorkFilters(
        cited_by=tuple(document_key(document, index_folder) for document in cited_by),
        organisations=tuple(organisation),
        title=title,
        in_corpus=in_corpus,
        kinds=tuple(WorkKind(kind) for kind in kinds),
    )
    with Reader.open(index_folder) as reader:
        found = cited_works(reader, wanted, Filters(date_from=date_from, date_to=date_to))
        if work is not None:
            one = find_work(work, found)
            if as_json:
                output.print_json(work_row(one))
                return
            _show_one(reader, one)
            return
    most = limit if limit is not None else len(found) if everything or as_json else SHOWN
    kept = found[:most]
    if as_json:
        output.print_json_lines(work_row(cited) for cited in kept)
        return
    if not found:
        output.echo("Geen werken die hieraan voldoen.")
        return
    for cited in kept:
        _show(cited)
    more = "" if len(kept) == len(found) else " · alles: --all"
    first = kept[0].work.id.removeprefix("work:")[:8]
    output.echo(f"{len(kept)} van {len(found)} getoond{more} · met de zinnen: policytext works {first}")


def _show(cited: "CitedWork") -> None:
    """A work in the list: what it is, then how often and by whom it is cited."""
    from policytext.cli import output
    from policytext.cli.sources import WORK_KINDS, described
    from policytext.query.works import short_id

    output.echo(output.wrapped(described(cited.work, cited.best.text), "          ", f"{short_id(cited)}  "))
    names = [output.safe(name) for name in cited.organisations[:_NAMED]]
    more = len(cited.organisations) - len(names)
    by = ", ".join(names) + (f" en {more} andere" if more > 0 else "")
    facts = [WORK_KINDS[cited.kind], _count(cited), *([f"door {by}"] if by else [])]
    if cited.document is not None:
        facts.append(f"is {output.safe(cited.document.source)}")
    output.echo(output.style(output.wrapped(" · ".join(facts), "          "), dim=True))
    output.echo()


def _count(cited: "CitedWork") -> str:
    documents, citations = len(cited.documents), len(cited.citations)
    in_documents = f"in {documents} document{'' if documents == 1 else 'en'}"
    return f"{citations} verwijzing{'' if citations == 1 else 'en'} {in_documents}"


def _show_one(reader: "Reader", cited: "CitedWork") -> None:
    """A work with every citation of it, each with the sentence that carries it."""
    from policytext.cli import output
    from policytext.cli.quotation import document_line, where
    from policytext.cli.sources import FORMS
    from policytext.query.citations import citing_sentences

    _show(cited)
    for address in dict.fromkeys(url for url in (cited.work.url, cited.address) if url):
        output.echo(f"          {output.safe(address)}")
    sentences = citing_sentences(reader, cited.citations)
    document, shown = None, set[str]()
    for record in cited.citations:
        if record.document.id != document:
            document = record.document.id
            output.echo(document_line(record.document))
            output.echo()
            shown = set[str]()
        for sentence in sentences[record.id]:
            if sentence.id in shown:  # a mention and the entry that it leads to stand with the same sentence
                continue
            shown.add(sentence.id)
            output.echo(output.wrapped(f"“{sentence.text}”", "     "))
            output.echo(output.style(f"     {sentence.id} · {where(sentence)}", dim=True))
        facts = f"{FORMS[record.citation.form]} · {output.safe(record.id)} · {where(record)}"
        output.echo(output.wrapped(f"{facts}: {record.text}", "       "))
        output.echo()
    output.echo(_count(cited))
