"""`policytext watch`: questions that are kept, and what is new on them after an ingest."""

import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from policytext.cli.options import PartialDate, index_option, json_option
from policytext.errors import FINISHED_WITH_FAILURES, NotFound, PolicytextError

if TYPE_CHECKING:
    from policytext.query.watching import Event, Ran, Watch
    from policytext.store.watches import SavedWatch, Watches

#: Exit code of a run that found something new: none of `errors` has it, and 0 means that nothing is new.
SOMETHING_NEW = 10

watches_option = click.option(
    "--watches",
    "watches_file",
    type=click.Path(dir_okay=False, path_type=Path),
    envvar="POLICYTEXT_WATCHES",
    show_envvar=True,
    help="File with the questions.  [default: watches.json in the folder of the index]",
)


@click.group("watch")
def command() -> None:
    """Keep questions, and tell what is new on them after an ingest.

    \b
    policytext watch add wachttijd --claim "De wachttijd in de jeugdhulp loopt op"
    policytext watch add rekenkamer --answers "Rekenkamer Waterrijk"
    policytext ingest nieuw/ && policytext watch run
    """


@command.command("add")
@click.argument("name")
@click.option("--claim", help="A sentence that one can agree or disagree with: who supports, contradicts, weakens it.")
@click.option("--query", help="A question: sentences that answer it.")
@click.option("--topic", help="A subject: who speaks on it for the first time; with --actor that one, each time.")
@click.option("--actor", help="Only this organisation (part of its name), with --topic or --claim.")
@click.option("--answers", help="A document or organisation: who answers its recommendations, what came of promises.")
@index_option
@watches_option
def add(
    name: str,
    claim: str | None,
    query: str | None,
    topic: str | None,
    actor: str | None,
    answers: str | None,
    index_folder: Path,
    watches_file: Path | None,
) -> None:
    """Keep a question under NAME. What the index says on it now counts as seen.

    \b
    policytext watch add wachttijd --claim "De wachttijd in de jeugdhulp loopt op"
    policytext watch add tarieven --query "reële tarieven jeugdhulp"
    policytext watch add vng-inkoop --actor VNG --topic "regionale inkoop van jeugdhulp"
    policytext watch add nieuw-op-stikstof --topic "rekenkundige ondergrens stikstof"
    policytext watch add opvolging --answers "Algemene Rekenkamer"
    """
    from policytext.cli import output
    from policytext.query.open_index import open_index
    from policytext.query.watching import run_watch

    watch = _asked(name, {"claim": claim, "query": query, "actor": topic, "follow": answers}, actor)
    watches = _watches(watches_file, index_folder)
    if name in watches.read():
        raise click.BadParameter(f"{name!r} is there already; policytext watch remove {name}", param_hint="NAME")
    with open_index(index_folder) as index:
        ran = run_watch(index, watch, (), ())
    with watches.changing() as held:
        if name in held:  # another process was quicker
            raise click.BadParameter(f"{name!r} is there already", param_hint="NAME")
        held[name] = _saved(ran, _now(), None)
    output.notice(f"kept: {name}; {len(ran.documents)} documents, {len(ran.events)} finds count as seen")


def _asked(name: str, questions: Mapping[str, str | None], actor: str | None) -> "Watch":
    from policytext.query.watching import Watch, WatchKind

    given = {kind: text for kind, text in questions.items() if text is not None}
    if len(given) != 1:
        raise click.UsageError("say what to watch with one of --claim, --query, --topic, --answers")
    (kind, text), *_ = given.items()
    if not text.strip() or not name.strip():
        raise click.UsageError("name and question must not be empty")
    if actor is not None and kind == "query":
        raise click.UsageError("--actor goes with --topic, --claim or --answers")
    return Watch(name, WatchKind(kind), text.strip(), actor)


@command.command("list")
@index_option
@watches_option
@json_option
def list_command(index_folder: Path, watches_file: Path | None, as_json: bool) -> None:
    """List the questions that are kept.

    \b
    policytext watch list
    """
    from policytext.cli import output

    held = _watches(watches_file, index_folder).read()
    if as_json:
        output.print_json_lines(
            {
                "name": one.name,
                "kind": one.kind,
                "text": one.text,
                "actor": one.actor,
                "created": one.created,
                "last_run": one.last_run,
                "documents": len(one.documents),
            }
            for one in held.values()
        )
        return
    if not held:
        output.echo('Geen bewaarde vragen; bewaar er een met: policytext watch add NAAM --claim "..."')
    for one in held.values():
        of = f" · {one.actor}" if one.actor else ""
        output.echo(output.wrapped(f"{one.name}: {_KINDS[one.kind]} “{one.text}”{of}", "    ", first=""))
        ran = f"laatst gevraagd {one.last_run}" if one.last_run else "nog niet gevraagd"
        output.echo(
            output.style(f"    bewaard {one.created} · {ran} · {len(one.documents)} documenten gezien", dim=True)
        )


_KINDS = {"claim": "bewering", "query": "vraag", "actor": "wie spreekt over", "follow": "antwoord op aanbevelingen van"}


@command.command("remove")
@click.argument("name")
@index_option
@watches_option
def remove(name: str, index_folder: Path, watches_file: Path | None) -> None:
    """Forget the question NAME and what was seen of it.

    \b
    policytext watch remove toegang
    """
    from policytext.cli import output

    with _watches(watches_file, index_folder).changing() as held:
        if name not in held:
            raise _unknown(name)
        del held[name]
    output.notice(f"removed: {name}")


@command.command("run")
@click.argument("names", nargs=-1, metavar="[NAME]...")
@click.option(
    "--since", type=PartialDate(), help="What documents dated from this day on say, seen or not; keeps nothing."
)
@click.option("--peek", is_flag=True, help="Tell what is new and leave it new.")
@index_option
@watches_option
@json_option
@click.pass_context
def run(
    context: click.Context,
    names: Sequence[str],
    since: str | None,
    peek: bool,
    index_folder: Path,
    watches_file: Path | None,
    as_json: bool,
) -> None:
    """Tell what is new on the questions NAME, or on all of them, since their last run.

    New is what stands in documents that were not in the index at the last run. A document that is read anew by another
    version of policytext is not new; of a file that changed only what was not told before is. What was told counts as
    seen when all of it has been printed: a run that dies is told again.

    Exit codes: 0 nothing new, 10 something new, 6 a question could not be run (what the others found is printed),
    others as everywhere.

    \b
    policytext watch run
    policytext watch run wachttijd --json
    policytext watch run --since 2024-01
    policytext watch run > nieuws.txt; [ $? -eq 10 ] && mail -s Nieuws ik@example.org < nieuws.txt
    """
    from policytext.cli import output
    from policytext.export.watch import news_json
    from policytext.query.open_index import open_index
    from policytext.query.watching import run_watch

    watches = _watches(watches_file, index_folder)
    held = watches.read()
    for name in names:
        if name not in held:
            raise _unknown(name)
    runs: list[Ran] = []
    failed: dict[str, str] = {}
    with open_index(index_folder) as index:
        for name in dict.fromkeys(names or held):
            one = held[name]
            try:
                runs.append(run_watch(index, _watch(one), one.documents, one.events, since=since))
            except PolicytextError as error:
                failed[name] = error.message
    if as_json:
        output.print_json(news_json(runs, failed))
    else:
        _show(runs, failed)
    sys.stdout.flush()  # what is told counts as seen when it is out
    if runs and since is None and not peek:
        now = _now()
        watches.remember({ran.watch.name: _saved(ran, held[ran.watch.name].created, now) for ran in runs})
    if failed:
        context.exit(FINISHED_WITH_FAILURES)
    if any(ran.events for ran in runs):
        context.exit(SOMETHING_NEW)


def _show(runs: "Sequence[Ran]", failed: Mapping[str, str]) -> None:
    from policytext.cli import output

    for ran in runs:
        of = f" · {ran.watch.actor}" if ran.watch.actor else ""
        head = f"{ran.watch.name} · {_KINDS[ran.watch.kind.value]} “{ran.watch.text}”{of}"
        output.echo(output.style(output.wrapped(head, "  ", first=""), bold=True))
        if not ran.events:
            count = "geen nieuwe documenten" if not ran.new_documents else f"{ran.new_documents} nieuwe documenten"
            output.echo(f"  niets nieuws ({count})")
        document = None
        for event in ran.events:
            _show_event(event, with_document=event.document.id != document)
            document = event.document.id
        output.echo()
    for name, reason in failed.items():
        output.notice(f"Error: {name}: {reason}")
    if not runs and not failed:
        output.echo('Geen bewaarde vragen; bewaar er een met: policytext watch add NAAM --claim "..."')


def _show_event(event: "Event", *, with_document: bool) -> None:
    from policytext.cli import output
    from policytext.cli.quotation import document_line, where

    if with_document:
        output.echo(f"\n  {document_line(event.document)}")
    output.echo(output.wrapped(f"→ {_words(event)}", "    ", first="  "))
    if event.earlier is not None:
        output.echo(output.wrapped(f"eerder: “{event.earlier.text}”", "      ", first="    "))
        output.echo(output.style(f"      {event.earlier.id} · {where(event.earlier)}", dim=True))
    for sentence in event.sentences:
        output.echo(output.wrapped(f"“{sentence.text}”", "    "))
        output.echo(output.style(f"    {sentence.id} · {where(sentence)}", dim=True))
    if event.more:
        count = "1 andere treffer" if event.more == 1 else f"{event.more} andere treffers"
        output.echo(f"    en {count}: policytext search VRAAG --document {event.document.short_id}")


_EVENTS = {
    "supports": "steunt de bewering",
    "contradicts": "spreekt de bewering tegen",
    "weakens": "zwakt de bewering af",
    "strengthens": "versterkt de bewering",
    "speaks": "spreekt erover, zonder kant te kiezen",
    "hit": "nieuwe treffer",
    "first": "spreekt hier voor het eerst over",
    "again": "spreekt hier opnieuw over",
    "answer": "antwoord op een aanbeveling",
    "promise": "komt terug op een toezegging",
}


def _words(event: "Event") -> str:
    """What is new, of whom, in Dutch."""
    from policytext.cli.output import CHANGES
    from policytext.export.follow_words import FATES, doubt, verdict_words
    from policytext.query.follow import Fate, Verdict
    from policytext.query.watching import EventKind

    words = _EVENTS[event.kind.value]
    if event.answer is not None:
        is_answer = event.kind is EventKind.ANSWER
        said = (
            verdict_words(Verdict(event.answer), is_addressee=event.is_addressee)
            if is_answer
            else FATES[Fate(event.answer)]
        )
        words += f": {said}"
    words = doubt(words, is_sure=event.is_sure)
    if event.change is not None:
        words += f" ({CHANGES[event.change]})"
    if event.by is not None:
        words += f" · {'weergegeven van ' if event.is_reported else ''}{event.by}"
    elif event.is_reported:
        words += " · weergegeven"
    return words


def _watches(watches_file: Path | None, index_folder: Path) -> "Watches":
    from policytext.store.watches import WATCHES_NAME, Watches

    return Watches(watches_file or index_folder / WATCHES_NAME)


def _watch(saved: "SavedWatch") -> "Watch":
    from policytext.query.watching import Watch, WatchKind

    return Watch(saved.name, WatchKind(saved.kind), saved.text, saved.actor)


def _saved(ran: "Ran", created: str, last_run: str | None) -> "SavedWatch":
    from policytext.store.watches import SavedWatch

    watch = ran.watch
    return SavedWatch(
        watch.name, watch.kind.value, watch.text, watch.actor, created, last_run, ran.documents, ran.marks
    )


def _unknown(name: str) -> NotFound:
    return NotFound(f"no question {name!r} is kept", hint="list them with: policytext watch list")


def _now() -> str:
    """The time to the second, with its zone."""
    from datetime import datetime

    return datetime.now().astimezone().isoformat(timespec="seconds")
