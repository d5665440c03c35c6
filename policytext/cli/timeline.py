"""How a timeline is shown in a terminal: entries in order of time, and what changed between them."""

from collections.abc import Sequence

from policytext.cli import output
from policytext.cli.output import CHANGES, dutch_date, safe
from policytext.cli.quotation import UNKNOWN_SENDER, document_line, place, written
from policytext.export.timeline.wording import ORDER_UNKNOWN, SURE
from policytext.query.answers import Entry, Piece, PieceKind, Quote, Step, Timeline

_INDENT = " " * 13
#: What stands around words that went and that came, in a difference.
_MARKS = {PieceKind.KEPT: ("", ""), PieceKind.REMOVED: ("[-", "-]"), PieceKind.ADDED: ("{+", "+}")}


def show_timeline(timeline: Timeline, *, with_reported: bool, quotes: int) -> None:
    """Print a timeline in order of time, with at most so many `quotes` of each position."""
    _show_head(timeline)
    _show_entries(timeline, quotes)
    if with_reported and timeline.reported:
        output.echo()
        output.echo(output.style("Weergegeven standpunten van anderen (tellen niet mee voor het document)", bold=True))
        for entry in timeline.reported:
            _show_entry(entry, quotes, has_sides=timeline.has_sides, is_reported=True)
    _show_others(timeline)
    _show_repeats(timeline)
    _show_close(timeline)


def show_by_organisation(timeline: Timeline, *, with_reported: bool, quotes: int) -> None:
    """Print a timeline for each sender, with its changes from one of its own documents to the next.

    A sender is an organisation, or a person who signs for none.
    """
    _show_head(timeline)
    names = dict.fromkeys(name for entry in timeline.entries for name in entry.document.senders or (UNKNOWN_SENDER,))
    for name in sorted(names):
        part = timeline.of(name) if name != UNKNOWN_SENDER else timeline.without_sender()
        output.echo(output.style(f"{safe(name)} · {_documents(len(part.entries))}", bold=True))
        _show_entries(part, quotes)
        for entry in part.reported if with_reported else ():
            _show_entry(entry, quotes, has_sides=timeline.has_sides, is_reported=True)
        output.echo()
    _show_close(timeline)


def show_by_year(timeline: Timeline, *, with_reported: bool, quotes: int) -> None:
    """Print the entries under their years, each year with how many documents take which side."""
    _show_head(timeline)
    for year in dict.fromkeys(_year(entry) for entry in timeline.entries):
        entries = [entry for entry in timeline.entries if _year(entry) == year]
        sides = [entry.stance for entry in entries]
        counted = ", ".join(
            f"{sides.count(stance)} {word}" for stance, word in output.STANCE_WORDS.items() if stance in sides
        )
        said = f" · {counted}" if timeline.has_sides else ""
        output.echo(
            output.style(f"{year} · {len(entries)} document{'en' if len(entries) != 1 else ''}{said}", bold=True)
        )
        for entry in entries:
            _show_entry(entry, quotes, has_sides=timeline.has_sides)
        output.echo()
    if with_reported and timeline.reported:
        output.echo(output.style("Weergegeven standpunten van anderen (tellen niet mee voor het document)", bold=True))
        for entry in timeline.reported:
            _show_entry(entry, quotes, has_sides=timeline.has_sides, is_reported=True)
        output.echo()
    _show_close(timeline)


def _year(entry: Entry) -> str:
    """The year of the document, or what is known instead."""
    return written(entry.document) if entry.document.date is None else entry.document.date[:4]


def _documents(count: int) -> str:
    return f"{count} document{'' if count == 1 else 'en'}"


def _show_head(timeline: Timeline) -> None:
    output.echo(output.style(timeline.proposition, bold=True))
    output.echo(_summary(timeline))
    if not timeline.has_sides:
        output.echo(
            output.wrapped(
                "Een onderwerp, geen stelling: er is geen voor en tegen. Schrijf een zin waar iemand het mee eens of "
                "oneens kan zijn om kanten te zien.",
                "",
            )
        )
    output.echo()
    if not timeline.entries:
        output.echo("Geen document neemt hierover zelf een standpunt in dat er duidelijk genoeg op slaat.")


def _show_entries(timeline: Timeline, quotes: int) -> None:
    steps = {step.earlier.id: step for step in timeline.steps if step.same_holder or step.after is not None}
    starts = {step.later.id: step for step in timeline.steps if step.before is None and step.same_holder}
    returns = {step.later.id: step for step in timeline.returns}
    for entry in timeline.entries:
        new = starts.get(entry.document.id)
        if new is not None:
            output.echo(f"   ├─ {_step_line(new)}")
            output.echo("   │")
        _show_entry(entry, quotes, has_sides=timeline.has_sides)
        since = returns.get(entry.document.id)
        if since is not None:
            date = written(since.earlier)
            output.echo(
                output.wrapped(f"sinds {date}, zelfde afzender: {_step_line(since)}", _INDENT, first="   ↺         ")
            )
        step = steps.get(entry.document.id)
        if step is not None and step.before is not None:
            _show_step(step)


def _show_step(step: Step) -> None:
    output.echo("   │")
    output.echo(output.wrapped(_step_line(step, others=True), "   │    ", first="   ├─ "))
    if step.after is None:
        output.echo(f"   │    in: {document_line(step.later)}")
        if step.evidence is not None:
            output.echo(output.wrapped(f"daar staat wel: “{step.evidence.text}”", "   │    "))
            output.echo(output.style(f"   │    [{place(step.evidence)}]", dim=True))
    elif step.difference:
        output.echo(output.wrapped(_marked(step.difference), "   │    "))
    output.echo("   │")


def _marked(pieces: Sequence[Piece]) -> str:
    """A difference in one line: [-what went-] and {+what came+}."""
    return " ".join(f"{_MARKS[piece.kind][0]}{piece.text}{_MARKS[piece.kind][1]}" for piece in pieces)


def _show_others(timeline: Timeline) -> None:
    dropped = {step.later.id for step in timeline.steps if step.after is None and step.same_holder}
    others = [document for document in timeline.silent if document.id not in dropped]
    if others:
        output.echo()
        output.echo("Ook over dit onderwerp, zonder standpunt hierover:")
        for document in others:
            output.echo(f"   {document_line(document)}")


def _show_repeats(timeline: Timeline) -> None:
    if timeline.repeats:
        output.echo()
        output.echo("Dezelfde tekst nog eens, hier één keer geteld:")
        for document, other in timeline.repeats:
            output.echo(f"   {document_line(document)}")
            output.echo(output.wrapped(f"als {other.short_id}: {other.title}", "      "))


def _show_close(timeline: Timeline) -> None:
    not_speaking = timeline.documents - len(timeline.entries) - len(timeline.silent) - len(timeline.repeats)
    if not_speaking > 0:
        output.echo()
        speak = "spreekt" if not_speaking == 1 else "spreken"
        whole = f"{not_speaking} andere {_documents(not_speaking).split()[1]} {speak} niet over dit onderwerp."
        output.echo(whole if not_speaking > 1 else whole.replace("andere", "ander"))
    if timeline.entries:
        output.echo()
        first = timeline.entries[0].quotes[0].sentence.id
        output.echo(f"Standpunten zijn een eerste oordeel (“?”: onzeker); lees de vindplaats: policytext show {first}")


def _summary(timeline: Timeline) -> str:
    dates = [entry.document.date for entry in timeline.entries if entry.document.date is not None]
    parts = [f"{len(timeline.entries)} van {timeline.documents} documenten"]
    if dates:
        parts.append(
            dutch_date(dates[0]) if dates[0] == dates[-1] else f"{dutch_date(dates[0])} – {dutch_date(dates[-1])}"
        )
    organisations = {name for entry in timeline.entries for name in entry.document.organisations}
    if organisations:  # else the senders are persons, or not known
        parts.append(f"{len(organisations)} organisatie{'s' if len(organisations) != 1 else ''}")
    quotes = sum(len(entry.quotes) for entry in timeline.entries)
    parts.append(f"{quotes} uitspra{'ken' if quotes != 1 else 'ak'}")
    return " · ".join(parts)


def _step_line(step: Step, *, others: bool = False) -> str:
    """The change in words; with `others`, one between two holders says so: it is no change of anybody's mind."""
    notes = ["andere afzender"] if others and not step.same_holder else []
    notes += [] if step.is_order_known else [ORDER_UNKNOWN]
    note = f" ({', '.join(notes)})" if notes else ""
    return f"{CHANGES[step.change]}{note}: {safe(step.why)}"


def _show_entry(entry: Entry, quotes: int, *, has_sides: bool, is_reported: bool = False) -> None:
    holder = ""
    if entry.is_comment:
        holder = f" — reactie van {output.safe(entry.holder or 'een lezer')}"
    elif is_reported:
        holder = f" — {output.safe(entry.holder or 'niet genoemde ander')} (weergegeven)"
    output.echo(f" {document_line(entry.document)}{holder}")
    label = output.STANCES[entry.stance] if has_sides else "•"
    label += "?" if entry.confidence < SURE else ""
    coloured = output.style(label, fg=output.STANCE_COLOURS[entry.stance])
    for number, quote in enumerate(entry.nearest(quotes)):
        lead = f" {coloured}{' ' * (12 - len(label))}" if number == 0 else " " * 13
        text = output.wrapped(f"“{quote.sentence.text}”", " " * 13)
        output.echo(lead + text.lstrip())
        output.echo(" " * 13 + output.style(_foot(quote), dim=True))
    more = len(entry.quotes) - quotes
    if more > 0:
        output.echo(
            _INDENT + output.style(f"en {more} verdere uitspra{'ak' if more == 1 else 'ken'} (--quotes)", dim=True)
        )


def _foot(quote: Quote) -> str:
    cited = quote.sentence.statements[0].citations
    source = f" · bron: {', '.join(cited)}" if cited else ""
    return f"[{place(quote.sentence)}{source}]"
