"""`policytext search`: sentences that answer a query."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from policytext.cli.options import filter_options, index_option, json_option, statement_options

if TYPE_CHECKING:
    from policytext.query.answers import Counts, Facets, Hit, SearchAnswer
    from policytext.query.open_index import OpenIndex
    from policytext.store import DocumentRecord, Filters

NOTHING = "Niets gevonden dat er genoeg op lijkt."
#: Hits shown to people where none is near enough.
NEAREST = 3
#: Values of a facet shown to people.
_MOST_VALUES = 8
#: Characters of a file whose words are looked for: about what the embedding model reads of a text.
_LONGEST = 2_000


@click.command("search")
@click.argument("query", required=False, default="")
@click.option("--like", metavar="STATEMENT", help="Find what else says this: the id of a statement or sentence.")
@click.option(
    "--like-text",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="Find what says the same as the text of this file.",
)
@filter_options
@statement_options
@click.option(
    "--sort",
    type=click.Choice(["relevance", "date"]),
    default="relevance",
    show_default=True,
    help="Best first, or newest first.",
)
@click.option("--limit", "-n", type=click.IntRange(1, 1000), default=10, show_default=True, help="Hits to show.")
@click.option("--offset", type=click.IntRange(0), default=0, help="Hits to skip.")
@click.option("--facets", "with_facets", is_flag=True, help="Count the hits by organisation, year, kind and document.")
@click.option("--notes/--no-notes", default=False, help="Look in notes and bibliographies too.")
@click.option("--comments/--no-comments", default=False, help="Look in readers' comments too.")
@index_option
@json_option
def command(
    query: str,
    like: str | None,
    like_text: Path | None,
    sort: str,
    limit: int,
    offset: int,
    with_facets: bool,
    notes: bool,
    comments: bool,
    index_folder: Path,
    as_json: bool,
    **conditions: object,
) -> None:
    """Find sentences that answer QUERY, by meaning and by words.

    Words in quotation marks must occur. AND, OR, NOT, NEAR(one other, 5), brackets and prefix* find every sentence on
    which they hold, whatever it means. What says the same in nearly the same words is shown once.

    \b
    policytext search "wachtlijsten in de jeugdzorg"
    policytext search "wie moet de wijkteams betalen" --kind aanbeveling --from 2020 --actor rijk
    policytext search "hoeveel kinderen krijgen jeugdhulp" --with-figure --sort date
    policytext search '"1 op de 8"' --organisation "Associatie Wijkteams" --json
    policytext search 'wijkteam* AND (toegang OR indicatie) NOT "passend onderwijs"' --facets
    policytext search --like 3f2a91c0:s12
    """
    from policytext.cli import output
    from policytext.cli.filters import filters_from
    from policytext.export.answers import search_json
    from policytext.query.open_index import open_index
    from policytext.query.search import Order, search
    from policytext.store.fulltext import tokens

    if sum((bool(query.strip()), like is not None, like_text is not None)) != 1:
        raise click.UsageError("give one of QUERY, --like and --like-text")
    if query.strip() and not tokens(query):
        raise click.BadParameter("the query holds no word", param_hint="QUERY")
    filters = filters_from(conditions, include_notes=notes, include_comments=comments)
    with open_index(index_folder) as index:
        if like is None and like_text is None:
            answer = search(index, query, filters, limit=limit, offset=offset, order=Order(sort))
        else:
            answer = _similar(index, like, like_text, filters, (limit, offset))
        titles = {document.id: document for document in index.reader.documents()} if with_facets else {}
    if as_json:
        output.print_json(search_json(answer))
        return
    if not answer.total:
        output.echo(NOTHING)
        return
    if not answer.is_enough:
        output.echo(f"{NOTHING} Het dichtst erbij:\n")
    hits = answer.hits if answer.is_enough else answer.hits[:NEAREST]
    for number, hit in enumerate(hits, start=offset + 1):
        _show(number, hit)
    if not answer.is_enough:
        return
    if with_facets:
        _show_facets(answer.facets, titles)
    output.echo(_shown(answer))


def _similar(
    index: "OpenIndex", like: str | None, like_text: Path | None, filters: "Filters", part: tuple[int, int]
) -> "SearchAnswer":
    """What else says what a statement or a file says."""
    from policytext.query.search import search_like

    limit, offset = part
    if like is not None:
        sentence, statements = index.reader.find_statement(like)
        text = statements[0].text if statements else sentence.text
        return search_like(index, [sentence.id], text, filters, limit=limit, offset=offset)
    assert like_text is not None
    return search_like(index, [], _words_of(like_text), filters, limit=limit, offset=offset)


def _words_of(file: Path) -> str:
    """The beginning of a text file.

    Raises:
        BadParameter: it is no text, or holds no word.
    """
    from policytext.store.fulltext import tokens

    try:
        text = file.read_bytes().decode("utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise click.BadParameter(
            f"{file} is not text in UTF-8; save the passage as plain text", param_hint="--like-text"
        ) from error
    if not tokens(text[:_LONGEST]):
        raise click.BadParameter(f"{file} holds no words", param_hint="--like-text")
    if len(text) > _LONGEST:
        click.echo(f"Only the first {_LONGEST} of {len(text)} characters of {file} are looked for.", err=True)
    return text[:_LONGEST]


def _show(number: int, hit: "Hit") -> None:
    from policytext.cli import output
    from policytext.cli.quotation import document_line, place, where

    sentence = hit.sentence
    output.echo(f"{number:>3}  {document_line(sentence.document)}")
    if hit.before is not None:
        output.echo(output.wrapped(f"na: “{hit.before.text}”", "     "))
    output.echo(output.wrapped(f"“{sentence.text}”", "     "))
    output.echo(output.style(f"     {place(sentence)}", dim=True))
    for other in hit.also:
        place_of_other = output.style(f"{output.safe(other.id)} · {where(other)}", dim=True)
        output.echo(f"     ook in: {document_line(other.document)} · {place_of_other}")
    output.echo()


def _shown(answer: "SearchAnswer") -> str:
    """Which of how many hits are shown, and how to go on."""
    if not answer.hits:
        return f"niets meer na {answer.offset}: {answer.total} gevonden"
    last = answer.offset + len(answer.hits)
    more = " (de beste; er kan meer zijn)" if answer.is_capped else ""
    following = f" · verder: --offset {last}" if last < answer.total else ""
    return (
        f"{answer.offset + 1}-{last} van {answer.total} getoond{more}{following}"
        f" · policytext show {answer.hits[0].sentence.id}"
    )


def _show_facets(facets: "Facets", documents: "dict[str, DocumentRecord]") -> None:
    from policytext.cli import output
    from policytext.types.vocabulary import StatementKind

    titles = tuple((documents[document].title, count) for document, count in facets.documents if document in documents)
    kinds = tuple((output.KINDS[StatementKind(kind)], count) for kind, count in facets.kinds)
    for name, counts in (
        ("organisatie", facets.organisations),
        ("jaar", facets.years),
        ("soort document", facets.document_kinds),
        ("soort uitspraak", kinds),
        ("document", titles),
    ):
        if counts:
            output.echo(output.wrapped(f"{name}: {_counted(counts)}", "     "))
    output.echo()


def _counted(counts: "Counts") -> str:
    shown = "; ".join(f"{value} {count}" for value, count in counts[:_MOST_VALUES])
    rest = len(counts) - _MOST_VALUES
    return f"{shown}; en nog {rest}" if rest > 0 else shown
