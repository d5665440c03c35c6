"""The timeline as one page for the browser: chart, changes, and a table with every quotation.

Self-contained and shut: its content security policy allows this style and this script and nothing else, so that no
request leaves it, whatever stands in a document. Without script the marks of the chart lead to the rows of the table.
The page carries a manifest, so that `policytext verify` can hold it against the sources.
"""

import base64
import hashlib
from collections.abc import Iterator, Mapping
from importlib.resources import files

from policytext.export.manifest import html_block, make_manifest
from policytext.export.timeline.chart import NARROW, WIDE, chart_svg
from policytext.export.timeline.context import Context
from policytext.export.timeline.lanes import Lane, Point, lanes_of, points_of, senders, steps_of
from policytext.export.timeline.marks import change_sign
from policytext.export.timeline.markup import escaped, plain
from policytext.export.timeline.wording import ORDER_UNKNOWN, Wording
from policytext.query.answers import Quote, Step, Timeline
from policytext.store import DocumentRecord, Scope, SentenceRecord
from policytext.types.manifest import Sentence
from policytext.types.vocabulary import Change

_TAGS = {"removed": "del", "added": "ins"}


def timeline_page(timeline: Timeline, contexts: Mapping[str, Context], wording: Wording) -> Iterator[str]:
    """Parts of an HTML page, to be written one after the other.

    Args:
        timeline: as `evolve` gives it.
        contexts: the sentences around each quotation, by sentence id; see `context.contexts`.
        wording: words for stances and changes, as on the command line.
    """
    style, script = _data("page.css"), _data("page.js")
    policy = (
        f"default-src 'none'; style-src 'sha256-{_digest(style)}'; script-src 'sha256-{_digest(script)}';"
        " base-uri 'none'; form-action 'none'"
    )
    yield (
        '<!doctype html>\n<html lang="nl"><head><meta charset="utf-8">'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        '<meta name="referrer" content="no-referrer"><meta name="color-scheme" content="light dark">'
        f"<title>{escaped(timeline.proposition)}</title><style>{style}</style></head><body>\n"
    )
    lanes = lanes_of(timeline)
    yield _head(timeline, wording)
    if lanes:
        yield _filter(lanes)
        yield _figure(timeline, wording)
    yield from _changes(timeline, wording)
    yield from _tables(timeline, contexts, wording, lanes)
    yield from _silent(timeline, wording)
    yield from _repeats(timeline, wording)
    yield f"<footer><p>Gemaakt met policytext {escaped(wording.version)}.</p></footer></main>\n"
    yield f"<script>{script}</script>\n"
    quoted = [*(quote.sentence for quote in _quotes(timeline)), *_of_changes(timeline)]
    yield html_block(make_manifest(quoted, sentences=tuple(_shown(timeline, wording)))) + "</body></html>\n"


def _quotes(timeline: Timeline) -> Iterator[Quote]:
    for entry in (*timeline.entries, *timeline.reported):
        yield from entry.quotes


def _of_changes(timeline: Timeline) -> Iterator[SentenceRecord]:
    """The sentences by which the changes are shown, in the order of the page."""
    for step in steps_of(timeline):
        for quote in (step.before, step.after):
            if quote is not None:
                yield quote.sentence
            elif step.evidence is not None:
                yield step.evidence


def _shown(timeline: Timeline, wording: Wording) -> Iterator[Sentence]:
    """What the page says of each quotation: its words, and its place."""
    for number, record in enumerate(_of_changes(timeline), start=1):
        words = f"{plain(record.text)}[{record.id}] · {plain(wording.place(record))}"
        yield Sentence(words, f"verandering, citaat {number}", (record.id,))
    for number, quote in enumerate(_quotes(timeline), start=1):
        record = quote.sentence
        yield Sentence(f"{plain(record.text)}[{record.id}]", f"citaat {number}", (record.id,))
        yield Sentence(
            f"{plain(' · '.join(_facts(record, wording)))}policytext show {record.id}",
            f"vindplaats van citaat {number}",
            (record.id,),
        )


def _data(name: str) -> str:
    return files("policytext.export.timeline").joinpath(name).read_text(encoding="utf-8")


def _digest(text: str) -> str:
    return base64.b64encode(hashlib.sha256(text.encode("utf-8")).digest()).decode("ascii")


def _head(timeline: Timeline, wording: Wording) -> str:
    dates = [entry.document.date for entry in timeline.entries if entry.document.date is not None]
    quotes = sum(len(entry.quotes) for entry in timeline.entries)
    names = {name for entry in timeline.entries for name in entry.document.organisations}
    facts = [f"{len(timeline.entries)} van {timeline.documents} documenten"]
    if dates:
        facts.append(" – ".join(dict.fromkeys((wording.date(dates[0]), wording.date(dates[-1])))))
    if names:  # else the senders are persons, or not known
        facts.append(_counted(len(names), "organisatie", "organisaties"))
    facts.append(_counted(quotes, "uitspraak", "uitspraken"))
    if timeline.has_sides:
        notice = (
            "<strong>Standpunten zijn een eerste oordeel van een programma</strong>, niet van een lezer. Een vraagteken"
            f" betekent dat het oordeel onzeker is (zekerheid onder {_percent(wording.sure)}). Wat een document van"
            " anderen weergeeft staat apart en telt niet mee als standpunt van dat document. Elk citaat staat"
            " woordelijk in de bron: lees de vindplaats voor u eruit citeert."
        )
    else:
        notice = (
            "<strong>Een onderwerp, geen stelling</strong>: er is geen voor en tegen. Elk citaat staat woordelijk in"
            " de bron: lees de vindplaats voor u eruit citeert."
        )
    return (
        f"<main><header><h1>{escaped(timeline.proposition)}</h1><p>{escaped(' · '.join(facts))}</p>"
        f'<p class="notice" role="note">{notice}</p></header>\n'
    )


def _filter(lanes: tuple[Lane, ...]) -> str:
    """Boxes for the lanes; the script shows them, since without it they do nothing."""
    boxes = "".join(
        f'<label title="{escaped("; ".join(lane.members))}"><input type="checkbox" value="{number}" checked> '
        f"{escaped(lane.name)}</label>"
        for number, lane in enumerate(lanes)
    )
    return (
        f'<details class="filter" open hidden><summary>Kies afzenders ({len(lanes)})</summary>'
        "<form><fieldset><legend>Toon standpunten van</legend>"
        f'<div class="boxes">{boxes}</div><p><button type="button" data-all="1">Alle</button> '
        '<button type="button" data-all="">Geen</button> <span role="status" aria-live="polite"></span></p>'
        "</fieldset></form></details>\n"
    )


def _figure(timeline: Timeline, wording: Wording) -> str:
    return (
        '<figure aria-labelledby="how">'
        + "".join(chart_svg(timeline, wording, width=width, linked=True) for width in (WIDE, NARROW))
        + '<figcaption id="how">Elk teken is een document: kies het (klik, of Tab en Enter) voor de citaten. Een rondje'
        " op een lijn is een verandering bij dezelfde afzender.</figcaption></figure>\n"
        '<section id="panel" class="panel" aria-labelledby="panel-title" hidden><div class="bar">'
        '<h2 id="panel-title" tabindex="-1"></h2><button type="button">Sluiten</button></div>'
        '<div class="content"></div></section>\n'
    )


def _changes(timeline: Timeline, wording: Wording) -> Iterator[str]:
    steps = steps_of(timeline)
    if not steps:
        return
    shown = [_change(number, step, wording) for number, step in enumerate(steps) if step.same_holder]
    between = [_change(number, step, wording) for number, step in enumerate(steps) if not step.same_holder]
    yield "<section><h2>Wat veranderde</h2>\n"
    if shown:
        yield f'<ol class="changes">{"".join(shown)}</ol>\n'
    else:
        yield "<p>Geen afzender neemt twee keer een standpunt in.</p>\n"
    if between:
        yield (
            "<details><summary>Verschillen tussen opeenvolgende documenten van verschillende afzenders"
            f' ({len(between)})</summary><ol class="changes">{"".join(between)}</ol></details>\n'
        )
    yield "</section>\n"


def _change(number: int, step: Step, wording: Wording) -> str:
    who = "" if step.same_holder else ' <span class="other">andere afzender</span>'
    who += "" if step.is_order_known else f' <span class="other">{ORDER_UNKNOWN}</span>'
    head = (
        f'<p class="what"><span class="sign" aria-hidden="true">{escaped(change_sign(step.change))}</span> '
        f"<strong>{escaped(wording.change(step.change))}</strong>{who}: {escaped(step.why)}</p>"
    )
    sides = ((step.earlier, step.before), (step.later, step.after))
    quotes = "".join(_side(document, quote, step, wording) for document, quote in sides)
    pieces = "".join(_piece(piece.kind.value, piece.text) for piece in step.difference)
    if pieces and step.change is not Change.SAME:
        quotes += f'<p class="difference"><b>Verschil:</b> {pieces}</p>'
    return f'<li id="c{number}" class="entry" data-holders="{_holders(step)}">{head}{quotes}</li>\n'


def _holders(step: Step) -> str:
    """Ids of the documents of which the change speaks: the filter shows it with any of them."""
    return f"{escaped(step.earlier.short_id)} {escaped(step.later.short_id)}"


def _side(document: DocumentRecord, quote: Quote | None, step: Step, wording: Wording) -> str:
    line = f'<span class="document">{_document(document, wording)}</span>'
    if quote is None:
        words = "behandelt het onderwerp zonder standpunt hierover"
        evidence = "" if step.evidence is None else f": {_sentence(step.evidence, wording)}"
        return f'<p class="side">{line}<br>{words}{evidence}</p>'
    return f'<p class="side">{line}<br>{_sentence(quote.sentence, wording)}</p>'


def _sentence(sentence: SentenceRecord, wording: Wording) -> str:
    return (
        f"<q>{escaped(sentence.text)}</q> <small>[<code>{escaped(sentence.id)}</code>] · "
        f"{escaped(wording.place(sentence))}</small>"
    )


def _piece(kind: str, words: str) -> str:
    tag = _TAGS.get(kind)
    return f"{escaped(words)} " if tag is None else f"<{tag}>{escaped(words)}</{tag}> "


def _tables(
    timeline: Timeline, contexts: Mapping[str, Context], wording: Wording, lanes: tuple[Lane, ...]
) -> Iterator[str]:
    of_lane: dict[int, list[str]] = {}
    for number, lane in enumerate(lanes):
        for point in lane.points:
            of_lane.setdefault(point.number, []).append(str(number))
    points = points_of(timeline)
    titles = {False: "Standpunten en citaten", True: "Weergegeven standpunten van anderen"}
    for is_reported, title in titles.items():
        held = [point for point in points if point.is_reported is is_reported]
        note = "<p>Deze tellen niet mee als standpunt van het document dat ze weergeeft.</p>" if is_reported else ""
        if held:
            yield (
                f'<section><h2>{title}</h2>{note}<table role="table"><thead role="rowgroup"><tr role="row">'
                '<th role="columnheader" scope="col">Kant</th><th role="columnheader" scope="col">Citaat</th>'
                '<th role="columnheader" scope="col">Vindplaats</th></tr></thead>\n'
            )
            for point in held:
                yield _rows(point, " ".join(of_lane.get(point.number, [])), contexts, wording, timeline.has_sides)
            yield "</table></section>\n"
        elif not is_reported:
            words = "Geen document neemt hierover zelf een standpunt in dat er duidelijk genoeg op slaat."
            yield f"<section><h2>{title}</h2><p>{words}</p></section>\n"


def _rows(point: Point, lanes: str, contexts: Mapping[str, Context], wording: Wording, has_sides: bool) -> str:
    entry = point.entry
    holder = ""
    if entry.is_comment:
        holder = f"reactie van {entry.holder or 'een lezer'} bij "
    elif point.is_reported:
        holder = f"{entry.holder or 'niet genoemde ander'}, weergegeven in "
    facts = [f"zekerheid {_percent(entry.confidence)}"] if has_sides else []
    if entry.strength is not None:
        facts.append(f"sterkste aanbeveling: {wording.strengths.get(entry.strength, entry.strength.value)}")
    facts += [f"voorwaarde: {condition}" for condition in entry.conditions]
    unsure = "?" if has_sides and wording.is_unsure(entry) else ""
    stance = (
        f'<span class="stance s-{entry.stance.value}">{escaped(wording.stances.get(entry.stance, entry.stance.value))}'
        f"{unsure}</span>{' <span class=hint>(onzeker)</span>' if unsure else ''} "
        if has_sides
        else ""
    )
    head = (
        f'<tr role="row" class="head"><th role="rowheader" scope="rowgroup" colspan="3">{stance}'
        f'<span class="document">{escaped(holder)}{_document(entry.document, wording)}</span>'
        f"<small>{escaped(' · '.join(facts))}</small></th></tr>"
    )
    rows = "".join(_row(quote, contexts, wording, has_sides) for quote in entry.quotes)
    return (
        f'<tbody role="rowgroup" id="e{point.number}" class="entry" data-lanes="{lanes}"'
        f' data-document="{escaped(entry.document.short_id)}">{head}{rows}</tbody>\n'
    )


def _row(quote: Quote, contexts: Mapping[str, Context], wording: Wording, has_sides: bool) -> str:
    sentence = quote.sentence
    around = contexts.get(sentence.id)
    context = ""
    if around is not None and (around.before or around.after):
        before, after = (" ".join(map(_beside, side)) for side in (around.before, around.after))
        context = (
            '<details><summary>In zijn verband</summary><p class="context">'
            f"{before} <mark>{escaped(sentence.text)}</mark> {after}</p></details>"
        )
    doubt = "?" if wording.is_doubtful(quote) else ""
    side = escaped(wording.stances.get(quote.stance, quote.stance.value)) + doubt if has_sides else ""
    return (
        f'<tr role="row" class="quote"><td role="cell" class="s-{quote.stance.value}">{side}</td>'
        f'<td role="cell"><q>{escaped(sentence.text)}</q> <small>[<code>{escaped(sentence.id)}</code>]</small>'
        f"{context}</td>"
        f'<td role="cell" class="place">{escaped(" · ".join(_facts(sentence, wording)))}'
        f"<br><code>policytext show {escaped(sentence.id)}</code></td></tr>"
    )


def _facts(sentence: SentenceRecord, wording: Wording) -> list[str]:
    """Where a quotation stands, what it does, and what it cites."""
    statement = sentence.statements[0]
    facts = [wording.place(sentence)]
    if sentence.section:
        facts.append(" › ".join(sentence.section))
    facts.append(wording.kinds.get(statement.kind, statement.kind.value))
    if statement.id in sentence.corrected:
        facts.append("gecorrigeerd")
    if statement.citations:
        facts.append(f"bron: {', '.join(statement.citations)}")
    return facts


def _beside(sentence: SentenceRecord) -> str:
    """A sentence of the context; a heading stands on a line of its own."""
    words = escaped(sentence.text)
    return f"<b>{words}</b>" if sentence.scope is Scope.HEADING else words


def _silent(timeline: Timeline, wording: Wording) -> Iterator[str]:
    if timeline.silent:
        yield "<section><h2>Ook over dit onderwerp, zonder standpunt hierover</h2><ul>"
        yield from (f"<li>{_document(document, wording)}</li>" for document in timeline.silent)
        yield "</ul></section>\n"


def _repeats(timeline: Timeline, wording: Wording) -> Iterator[str]:
    if timeline.repeats:
        yield "<section><h2>Dezelfde tekst nog eens, hier één keer geteld</h2><ul>"
        yield from (
            f"<li>{_document(document, wording)}: als <cite>{escaped(other.title)}</cite></li>"
            for document, other in timeline.repeats
        )
        yield "</ul></section>\n"


def _document(document: DocumentRecord, wording: Wording) -> str:
    """Date, senders and title."""
    return (
        f"{escaped(wording.written(document))} · <b>{escaped('; '.join(senders(document)))}</b>"
        f" · <cite>{escaped(document.title)}</cite>"
    )


def _counted(count: int, one: str, many: str) -> str:
    return f"{count} {one if count == 1 else many}"


def _percent(value: float) -> str:
    return f"{100 * value:.0f}%"
