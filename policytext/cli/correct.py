"""`policytext correct`: what a statement really is, for good."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from policytext.cli.options import STATEMENT_KINDS, STRENGTHS, index_option, json_option

if TYPE_CHECKING:
    from policytext.store import CorrectionRecord, Judgement, Reader, SentenceRecord

#: What a user may write for a sentence that states nothing.
NONE_WORDS = ("none", "geen")
NOBODY = "-"


@click.command("correct")
@click.argument("statement")
@click.option("--kind", "-k", type=click.Choice([*STATEMENT_KINDS, *NONE_WORDS]), help="What it is; none to reject it.")
@click.option("--actor", "-a", "actors", multiple=True, help="Who is to act; again for several, - for nobody.")
@click.option("--strength", type=click.Choice(list(STRENGTHS)), help="How strong the recommendation is.")
@click.option("--own", is_flag=True, help="The document states it itself.")
@click.option(
    "--reported-by", metavar="WHO", help="The document gives it as the words of WHO; - where nobody is named."
)
@click.option("--reject", is_flag=True, help="It is no statement.")
@click.option("--note", help="Why, for others.")
@click.option("--undo", is_flag=True, help="Forget what was corrected; what the tool found comes back.")
@index_option
@json_option
def command(
    statement: str,
    kind: str | None,
    actors: Sequence[str],
    strength: str | None,
    own: bool,
    reported_by: str | None,
    reject: bool,
    note: str | None,
    undo: bool,
    index_folder: Path,
    as_json: bool,
) -> None:
    """Say what STATEMENT really is. It stays so after every ingest, as long as its sentence stands in the document.

    STATEMENT is the id of a statement ("3f2a91c0:s12"), or of a sentence ("3f2a91c0:12"), also one that was taken for
    no statement. What is not said stays as it is. A recommendation without a strength gets the middle one.

    \b
    policytext correct 3f2a91c0:s12 --kind aanbeveling --actor rijk --strength moet
    policytext correct 3f2a91c0:s12 --reported-by rekenkamer --note "stond in het rapport"
    policytext correct 3f2a91c0:12 --reject
    policytext correct 3f2a91c0:12 --undo
    """
    from datetime import UTC, datetime

    from policytext.cli import output
    from policytext.export.corrections import correction_row
    from policytext.store import Reader, Writer

    said = bool(kind or actors or strength or own or reported_by is not None or reject)
    if undo and (said or note is not None):
        raise click.UsageError("--undo takes nothing else")
    if not (undo or said):
        raise click.UsageError("say what it is: --kind, --actor, --strength, --own, --reported-by or --reject")
    judgement = None if undo else _judgement(kind, actors, strength, own, reported_by, reject)
    with Reader.open(index_folder) as reader:
        facts = reader.info()
        sentence, _ = reader.find_statement(statement)
        key = _statement_id(statement, sentence)
        before = _correction(reader, sentence, key)
    with Writer.open(
        index_folder, model=facts.model, dimensions=facts.dimensions, pipeline_version=facts.pipeline_version
    ) as writer:
        if judgement is None:
            writer.undo_correction(sentence.id, statement=key)
            record = before
        else:
            now = datetime.now(UTC).isoformat(timespec="seconds")
            number = writer.correct(sentence.id, judgement, now, statement=key, note=note)
            with Reader.open(index_folder) as reader:
                record = next(found for found in reader.corrections(sentence.id) if found.number == number)
    assert record is not None  # what was undone or made
    if as_json:
        output.print_json({**correction_row(record), "undone": undo})
        return
    _show(record, undone=undo)


def _judgement(
    kind: str | None, actors: Sequence[str], strength: str | None, own: bool, reported_by: str | None, reject: bool
) -> "Judgement":
    from policytext.store import Judgement
    from policytext.types.vocabulary import Attribution

    if own and reported_by is not None:
        raise click.UsageError("it is either --own or --reported-by somebody")
    names = tuple(dict.fromkeys(" ".join(actor.lower().split()) for actor in actors))
    if "" in names or (NOBODY in names and len(names) > 1):
        raise click.BadParameter("name somebody, or - alone for nobody", param_hint="--actor")
    attribution = Attribution.OWN if own else None if reported_by is None else Attribution.REPORTED
    holder = None if reported_by is None else " ".join(reported_by.lower().split())
    if holder == "":
        raise click.BadParameter("name somebody, or - for nobody", param_hint="--reported-by")
    try:
        return Judgement(
            kind=None if kind is None or kind in NONE_WORDS else STATEMENT_KINDS[kind],
            rejected=reject or kind in NONE_WORDS,
            actors=None if not names else () if names == (NOBODY,) else names,
            strength=None if strength is None else STRENGTHS[strength],
            attribution=attribution,
            holder=None if holder == NOBODY else holder,
        )
    except ValueError as error:
        raise click.UsageError(str(error)) from error


def _statement_id(typed: str, sentence: "SentenceRecord") -> str | None:
    """The id of the statement that is meant, None where the user named its sentence."""
    rest = typed.strip().rpartition(":")[2]
    return f"{sentence.document.short_id}:{rest}" if rest.startswith("s") else None


def _correction(reader: "Reader", sentence: "SentenceRecord", statement: str | None) -> "CorrectionRecord | None":
    """The correction that stands at a sentence already, of the statement where one is named."""
    found = reader.corrections(sentence.id)
    named = [record for record in found if record.statement_id == statement]
    return next(iter(named or found), None)


def _show(record: "CorrectionRecord", *, undone: bool) -> None:
    from policytext.cli import output
    from policytext.cli.explain import statement_words

    found = "; ".join(map(statement_words, record.found)) or "geen uitspraak"
    now = "geen uitspraak" if record.now is None else statement_words(record.now)
    output.echo(output.wrapped(f"“{record.text}”", ""))
    output.echo(output.style(f"  {record.statement_id}", dim=True))
    output.echo(output.wrapped(now if undone else found, " " * 6, first="  was "))
    output.echo(output.wrapped(found if undone else now, " " * 6, first="  is  "))
    if not undone:
        output.echo(f"Ongedaan maken: policytext correct {record.statement_id} --undo")
