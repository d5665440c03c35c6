"""`policytext follow`: what became of recommendations and promises."""

from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

import click

from policytext.cli.options import PartialDate, index_option, json_option

if TYPE_CHECKING:
    from policytext.query.follow import Answer, Follow, Followed, LooseAnswer, Promise, Trace
    from policytext.store import SentenceRecord

#: Recommendations, promises and loose answers shown to people unless they ask for another number.
SHOWN = 20
#: What a user may write for what became of a recommendation.
STATUSES = {
    "overgenomen": "accepted",
    "deels": "partly",
    "afgewezen": "rejected",
    "overweging": "considered",
    "besproken": "mentioned",
    "onbeantwoord": "silent",
    "geen-document": "absent",
    "niemand": "nobody",
}
PARTS = {"aanbevelingen": "recommendations", "toezeggingen": "promises", "los": "loose"}


@click.command("follow")
@click.argument("key", metavar="[DOCUMENT|ORGANISATION]", required=False)
@click.option("--by", help="Only recommendations that this organisation has to act on or answers (part of its name).")
@click.option("--status", type=click.Choice(list(STATUSES)), multiple=True, help="Only recommendations that ended so.")
@click.option("--only", type=click.Choice(list(PARTS)), help="Only recommendations, promises, or loose answers.")
@click.option("--from", "--since", "date_from", type=PartialDate(), help="Only documents dated from this day on.")
@click.option("--to", "--until", "date_to", type=PartialDate(), help="Only documents dated up to this day, included.")
@click.option("--limit", "-n", type=click.IntRange(1), default=SHOWN, show_default=True, help="Of each part.")
@click.option("--offset", type=click.IntRange(0), default=0, help="Of each part to skip.")
@click.option("--html", "page", type=click.Path(dir_okay=False, path_type=Path), help="Write all of it as a web page.")
@index_option
@json_option
def command(
    key: str | None,
    by: str | None,
    status: tuple[str, ...],
    only: str | None,
    date_from: str | None,
    date_to: str | None,
    limit: int,
    offset: int,
    page: Path | None,
    index_folder: Path,
    as_json: bool,
) -> None:
    """Show who answered the recommendations of a DOCUMENT or ORGANISATION, and what came of promises.

    An answer stands in a later document of those who have to act, or of others that cite or name the earlier one; it
    is shown with its words, and where the matter is in another sentence with that too. "Geen antwoord gevonden" means
    that those who have to act have later documents in the index and none was seen to speak of it; where they have no
    later document that is said instead. A question mark means that the two may have nothing to do with each other:
    read both. Answers to recommendations of documents that are not in the index are listed last.

    Over all documents, what nobody in the index can have answered or kept is counted only. --json has everything.

    \b
    policytext follow "Rekenkamer Waterrijk"
    policytext follow --by "Ministerie van VWS" --status onbeantwoord
    policytext follow 3f2a91c0 --html opvolging.html
    policytext follow --only toezeggingen --since 2022 --json
    """
    from policytext.cli import output
    from policytext.cli.filters import document_key
    from policytext.export.follow import follow_json
    from policytext.export.follow_page import follow_page
    from policytext.query.follow import FollowQuery, find_follow
    from policytext.store import Filters, Reader

    name = None if key is None else document_key(key, index_folder)
    query = FollowQuery(name, by, Filters(date_from=date_from, date_to=date_to))
    with Reader.open(index_folder) as reader:
        found = _part(find_follow(reader, query), status, only)
    if page is not None:
        page.write_text(follow_page(found), encoding="utf-8")
        output.notice(f"written: {page}")
    if as_json:
        output.print_json(follow_json(found))
        return
    if page is None:
        _show(found, limit, offset, with_nobody=bool(status), with_absent=bool(status) or key is not None)


def _part(found: "Follow", status: tuple[str, ...], only: str | None) -> "Follow":
    """What was asked for of all that was found."""
    from dataclasses import replace

    wanted = {STATUSES[name] for name in status}
    part = PARTS.get(only or "", "recommendations" if status else None)
    if wanted:
        kept = tuple(item for item in found.recommendations if item.status.value in wanted)
        found = replace(found, recommendations=kept)
    return replace(
        found,
        recommendations=found.recommendations if part in (None, "recommendations") else (),
        promises=found.promises if part in (None, "promises") else (),
        loose=found.loose if part in (None, "loose") else (),
    )


def _show(found: "Follow", limit: int, offset: int, *, with_nobody: bool, with_absent: bool) -> None:
    from policytext.cli import output
    from policytext.export.follow_words import STATUSES as WORDS
    from policytext.query.follow import Fate, Status

    if not (found.recommendations or found.promises or found.loose):
        output.echo("Geen aanbevelingen of toezeggingen.")
        return
    shown = {Status.NOBODY: with_nobody, Status.ABSENT: with_absent}
    asked = [item for item in found.recommendations if item.answers or shown.get(item.status, True)]
    promised = [item for item in found.promises if with_absent or item.traces or item.fate is not Fate.ABSENT]
    if found.recommendations:
        output.echo(output.style("Aanbevelingen", bold=True))
        _list(asked, lambda item: item.recommendation, _show_recommendation, limit, offset)
        counts = Counter(item.status for item in found.recommendations)
        for status in Status:
            if counts[status]:
                output.echo(f"   {counts[status]:>5}  {WORDS[status]}")
        left = len(found.recommendations) - len(asked)
        output.echo(f"   waarvan {left} niet getoond; alles: --status niemand --status geen-document\n" if left else "")
    if found.promises:
        output.echo(output.style("Toezeggingen", bold=True))
        _list(promised, lambda item: item.promise, _show_promise, limit, offset)
        left = len(found.promises) - len(promised)
        if left:
            output.echo(f"   en {left} zonder later document van de afzender (--json heeft ze)\n")
    if found.loose:
        output.echo(output.style("Reacties op aanbevelingen die niet in de index staan", bold=True))
        _list(list(found.loose), lambda item: item.sentence, _show_loose, limit, offset)
    output.echo("“?”: onzeker; lees beide vindplaatsen met: policytext show VINDPLAATS --context 2")


def _list(items, sentence, show, limit: int, offset: int) -> None:  # type: ignore[no-untyped-def]  # three kinds
    """Items below the line of their document, from `offset`."""
    from policytext.cli import output
    from policytext.cli.quotation import document_line

    document = None
    for item in items[offset : offset + limit]:
        if sentence(item).document.id != document:
            document = sentence(item).document.id
            output.echo(f"\n {document_line(sentence(item).document)}")
        show(item)
    last = min(len(items), offset + limit)
    following = f" · verder: --offset {last}" if last < len(items) else ""
    output.echo(f"\n{offset + 1 if offset < last else 0}-{last} van {len(items)}{following}\n")


def _show_recommendation(item: "Followed") -> None:
    from policytext.cli import output
    from policytext.cli.output import STRENGTHS
    from policytext.export.follow_words import status_of

    number = f"{item.number}. " if item.number is not None else ""
    statement = item.recommendation.statement
    facts = [f"aan: {', '.join(item.actors)}" if item.actors else "aan: niemand genoemd"]
    if statement is not None and statement.strength is not None:
        facts.append(STRENGTHS[statement.strength])
    _show_sentence(item.recommendation, f"   · {number}", facts)
    if not any(answer.is_addressee for answer in item.answers):
        output.echo(output.wrapped(f"→ {status_of(item)}", "       ", first="     "))
    for answer in item.answers:
        _show_answer(answer)


def _show_answer(answer: "Answer") -> None:
    from policytext.cli import output
    from policytext.export.follow_words import BASES, verdict_of

    line = f"→ {verdict_of(answer)}, {output.dutch_date(answer.document.date)} · {BASES[answer.basis]}"
    output.echo(output.wrapped(line, "       ", first="     "))
    if answer.matter is not None:
        _show_sentence(answer.matter, "       ")
    _show_sentence(answer.sentence, "       ")


def _show_promise(item: "Promise") -> None:
    from policytext.cli import output
    from policytext.export.follow_words import FATES, doubt

    _show_sentence(item.promise, "   · ")
    if not any(trace.is_own for trace in item.traces):
        count = f" · {len(item.later)} bekeken" if item.later else ""
        output.echo(
            output.wrapped(f"→ {doubt(FATES[item.fate], is_sure=item.is_sure)}{count}", "       ", first="     ")
        )
    for trace in item.traces:
        _show_trace(trace)


def _show_trace(trace: "Trace") -> None:
    from policytext.cli import output
    from policytext.cli.quotation import sender
    from policytext.export.follow_words import FATES, doubt

    document = trace.sentence.document
    line = (
        f"→ {doubt(FATES[trace.fate], is_sure=trace.is_sure)}: {sender(document)}, {output.dutch_date(document.date)}"
    )
    output.echo(output.wrapped(line, "       ", first="     "))
    _show_sentence(trace.sentence, "       ")


def _show_loose(item: "LooseAnswer") -> None:
    from policytext.cli import output
    from policytext.export.follow_words import VERDICTS

    if item.before is not None:
        output.echo(output.wrapped(f"(“{item.before.text}”)", "     ", first="   · "))
    _show_sentence(item.sentence, "     " if item.before is not None else "   · ", [VERDICTS[item.verdict]])
    if item.also:
        places = ", ".join(sentence.id for sentence in item.also)
        output.echo(output.style(output.wrapped(f"ook in {places}", "     "), dim=True))


def _show_sentence(sentence: "SentenceRecord", first: str, facts: list[str] | None = None) -> None:
    from policytext.cli import output
    from policytext.cli.quotation import where

    indent = " " * min(len(first), 7)
    output.echo(output.wrapped(f"“{sentence.text}”", indent, first=first))
    line = " · ".join([*(facts or ()), sentence.id, where(sentence)])
    output.echo(output.style(output.wrapped(line, indent), dim=True))
