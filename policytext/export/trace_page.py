"""A page for the browser with a trace: the chain as a picture, and both passages of every hop beside each other.

One file without anything from outside: no script, no network, and a policy in it that forbids both.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape
from typing import Final

from policytext.export.manifest import html_block, make_manifest
from policytext.export.trace_words import (
    address,
    change_lines,
    kin_title,
    lost_line,
    maker,
    named,
    place,
    reference,
    rest_of,
    short_date,
    source_facts,
    step_facts,
    verdict,
    work_name,
)
from policytext.query.trace import End, Kin, Manner, Source, Step, Trace
from policytext.store import SentenceRecord
from policytext.types.manifest import Sentence

_POLICY: Final = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"
_STYLE: Final = """
:root { color-scheme: light dark; --ink: #1d2430; --soft: #5b6472; --page: #f6f5f1; --card: #fff; --line: #c9ccd3;
  --go: #1f5fae; --ok: #2a7a46; --warn: #9a4a00; --bad: #a51d2d; }
@media (prefers-color-scheme: dark) { :root { --ink: #e8e9ec; --soft: #a6adb9; --page: #16181d; --card: #20242c;
  --line: #4a505c; --go: #7fb0f0; --ok: #7ccb95; --warn: #f0b070; --bad: #f08a94; } }
body { font: 16px/1.5 system-ui, sans-serif; margin: 0 auto; padding: 1.2rem; max-width: 62rem; color: var(--ink);
  background: var(--page); }
h1 { font-size: 1.35rem; margin: 0 0 .4rem } h2 { font-size: 1.05rem; margin: 2rem 0 .6rem }
blockquote { margin: .3rem 0; padding: 0; overflow-wrap: anywhere } small, .soft { color: var(--soft) }
.verdict { background: var(--card); border: 1px solid var(--line); border-radius: 6px; padding: .6rem 1rem .6rem 2rem }
.hop { display: grid; grid-template-columns: 1fr 1fr; gap: .8rem; margin: 0 0 1.4rem }
.hop > div { background: var(--card); border: 1px solid var(--line); border-radius: 6px; padding: .7rem .9rem }
.hop > p { grid-column: 1 / -1; margin: 0; font-weight: 600 } .hop > ul { grid-column: 1 / -1; margin: 0 }
.changed { color: var(--bad) } .missing { color: var(--warn) }
figure { margin: 1rem 0; overflow-x: auto } svg { display: block; max-width: 100%; min-width: 38rem;
  height: auto }
svg rect { fill: var(--card); stroke: var(--line); stroke-width: 1.2 } svg .start { stroke: var(--go); stroke-width: 2 }
svg .outside { stroke-dasharray: 5 4 } svg .root { stroke: var(--ok); stroke-width: 2 } svg .stop { stroke: var(--bad) }
svg path { fill: none; stroke: var(--soft); stroke-width: 1.4 } svg .kin { stroke-dasharray: 4 4 }
svg text { fill: var(--ink); font: 13px system-ui, sans-serif } svg .who { font-weight: 600 }
svg .fact { fill: var(--soft); font-size: 12px } svg .alert { fill: var(--bad); font-size: 12px }
@media (max-width: 40rem) { .hop { grid-template-columns: 1fr } }
@media print { body { background: #fff } .hop { break-inside: avoid } }
"""
#: Measures of the picture in user units: width, indent of a hop, height of a line and of the gap between boxes.
_WIDTH: Final = 960
_INDENT: Final = 34
_LINE: Final = 18
_GAP: Final = 14
#: Letters of a line in a box, at about 7.2 units each.
_LETTER: Final = 7.2


@dataclass(frozen=True, slots=True)
class _Box:
    """A box of the picture: how deep it lies, its look, its lines with their class, the box that it hangs from.

    `is_loose` says that the line to it is dashed: nothing there says that the one is from the other.
    """

    depth: int
    look: str
    lines: tuple[tuple[str, str], ...]
    parent: int | None
    is_loose: bool


def trace_page(trace: Trace) -> Iterator[str]:
    """Parts of an HTML page, to be written one after the other."""
    is_id = trace.start is not None and trace.claim.partition(":")[2].isdigit()
    asked = trace.start.sentence.text if trace.start is not None and is_id else trace.claim
    yield (
        '<!doctype html>\n<html lang="nl"><head><meta charset="utf-8">'
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>Herkomst: {_safe(asked)}</title><style>{_STYLE}</style></head><body>\n"
    )
    yield f"<h1>Herkomst van: “{_safe(asked)}”</h1>\n"
    yield f'<p class="soft">gezocht in {trace.documents} documenten</p>\n'
    yield '<ul class="verdict">' + "".join(f"<li>{_safe(line)}</li>" for line in verdict(trace)) + "</ul>\n"
    shown: list[SentenceRecord] = []
    if trace.start is not None:
        yield f"<figure>{_picture(trace)}</figure>\n"
        yield "<h2>De plaats</h2>\n" + f'<div class="hop"><div>{_passage(shown, trace.start.sentence)}</div></div>\n'
        yield from _hops(shown, "De bronnen", trace.start)
        for title, kin in (
            ("Eerder gezegd, hier niet als bron gegeven", trace.earlier),
            ("Later herhaald", trace.later),
            ("Zegt hetzelfde; welke de eerste is, staat niet vast", trace.unordered),
        ):
            yield from _kin_section(shown, title, kin, trace.start)
    if trace.nearest:
        yield "<h2>Gaat er ook over (niet gevolgd)</h2>\n"
        yield from (f'<div class="hop"><div>{_passage(shown, one)}</div></div>\n' for one in trace.nearest)
    yield (
        '<p class="soft">Alle citaten zijn de woorden van de documenten. Dat twee plaatsen hetzelfde zeggen, en dat '
        "een voorbehoud ontbreekt, is berekend uit woorden, cijfers en betekenis: lees beide.</p>\n"
    )
    sentences = [
        Sentence(f"“{_plain(one.text)}”[{one.id}] · {place(one)}", f"citaat {number}", (one.id,))
        for number, one in enumerate(shown, start=1)
    ]
    yield html_block(make_manifest(shown, sentences=sentences)) + "</body></html>\n"


def _safe(text: str) -> str:
    """Text as HTML."""
    return escape(_plain(text))


def _plain(text: str) -> str:
    """Text in one line; lone surrogates and control characters cannot stand in a file."""
    return "".join(c if c.isprintable() else "\ufffd" for c in " ".join(text.split()))


def _passage(shown: list[SentenceRecord], sentence: SentenceRecord, facts: Sequence[str] = ()) -> str:
    """A quotation with its place and what is known of it; `shown` takes it up for the manifest."""
    document = sentence.document
    said = " · ".join(map(_safe, facts))
    return (
        f"<strong>{_safe(maker(document))}</strong>, {_safe(short_date(document.date))}"
        f"<br><small>{_safe(document.title)}</small>"
        f"{_words(shown, sentence)}{' · ' + said if said else ''}</small>"
    )


def _words(shown: list[SentenceRecord], sentence: SentenceRecord) -> str:
    shown.append(sentence)
    return f"<blockquote>“{_safe(sentence.text)}”</blockquote><small>[{_safe(sentence.id)}] · {_safe(place(sentence))}"


def _hops(shown: list[SentenceRecord], title: str, start: Step) -> Iterator[str]:
    parts = list(_source_hops(shown, start))
    if parts:
        yield f"<h2>{title}</h2>\n"
        yield from parts


def _source_hops(shown: list[SentenceRecord], step: Step) -> Iterator[str]:
    for source in step.sources:
        facts = source_facts(source)
        link = address(source)
        linked = f"<br><small>{_safe(link)}</small>" if link is not None else ""
        if source.step is not None:
            other = _passage(shown, source.step.sentence, step_facts(source.step))
            for more in rest_of(source):
                other += f"{_words(shown, more)}</small>"
        elif source.match is not None and source.document is not None:
            other = f"<small>dichtstbij</small><br>{_passage(shown, source.match.sentence)}"
        else:
            other = f"<strong>{_safe(reference(source))}</strong>{linked}"
        head = f"{_safe(named(step.sentence.document))} → {_safe(reference(source))}"
        yield _hop(head, _passage(shown, step.sentence), other, facts, source)
        if source.step is not None:
            yield from _source_hops(shown, source.step)


def _kin_section(shown: list[SentenceRecord], title: str, kin: Sequence[Kin], start: Step) -> Iterator[str]:
    if kin:
        yield f"<h2>{title} ({len(kin)})</h2>\n"
    for one in kin:
        other = _passage(shown, one.step.sentence, step_facts(one.step))
        yield _hop(_safe(kin_title(one)), _passage(shown, start.sentence), other, (), one)
        yield from _source_hops(shown, one.step)


def _hop(head: str, left: str, right: str, facts: Sequence[str], holder: Source | Kin) -> str:
    lines = [f"<li>{_safe(fact)}</li>" for fact in facts]
    lines += [f'<li class="changed">{_safe(line)}</li>' for line in change_lines(holder)]
    lines += [f'<li class="missing">{_safe(lost_line(one))}</li>' for one in holder.lost]
    listed = f"<ul>{''.join(lines)}</ul>" if lines else ""
    return f'<div class="hop"><p>{head}</p><div>{left}</div><div>{right}</div>{listed}</div>\n'


def _picture(trace: Trace) -> str:
    """The chain: the place on top, what it rests on below it, what says the same on dashed lines."""
    boxes: list[_Box] = []
    assert trace.start is not None
    _add_step(boxes, trace.start, 0, None, [], is_loose=False)
    for kin in (*trace.earlier, *trace.unordered, *trace.later):
        when = "later" if kin in trace.later else "eerder" if kin in trace.earlier else "volgorde onbekend"
        alerts = [
            *change_lines(kin),
            *([f"{len(kin.lost)} × voorbehoud ontbreekt bij de herhaling"] if kin.lost else []),
        ]
        _add_step(
            boxes,
            kin.step,
            1,
            0,
            [(f"{when}: {kin_title(kin)}", "fact"), *((a, "alert") for a in alerts)],
            is_loose=True,
        )
    tops, y = [], 8.0
    for box in boxes:
        tops.append(y)
        y += len(box.lines) * _LINE + 14 + _GAP
    parts = [
        f'<svg viewBox="0 0 {_WIDTH} {y:.0f}" width="{_WIDTH}" height="{y:.0f}" role="img"'
        ' aria-label="de keten van bronnen">'
    ]
    for box, top in zip(boxes, tops, strict=True):
        if box.parent is not None:
            x = 8 + boxes[box.parent].depth * _INDENT + 14
            start = tops[box.parent] + len(boxes[box.parent].lines) * _LINE + 14
            look = ' class="kin"' if box.is_loose else ""
            parts.append(f'<path{look} d="M{x} {start:.0f} V{top + 18:.0f} H{8 + box.depth * _INDENT}"/>')
    for box, top in zip(boxes, tops, strict=True):
        x = 8 + box.depth * _INDENT
        height = len(box.lines) * _LINE + 14
        parts.append(
            f'<rect class="{box.look}" x="{x}" y="{top:.0f}" width="{_WIDTH - 16 - box.depth * _INDENT}"'
            f' height="{height}" rx="{14 if "outside" in box.look else 5}"/>'
        )
        longest = int((_WIDTH - 40 - box.depth * _INDENT) / _LETTER)
        for number, (text, look) in enumerate(box.lines):
            words = _safe(_cut(text, longest))
            parts.append(f'<text class="{look}" x="{x + 12}" y="{top + 20 + number * _LINE:.0f}">{words}</text>')
    return "".join(parts) + "</svg>"


def _add_step(
    boxes: list[_Box], step: Step, depth: int, parent: int | None, above: list[tuple[str, str]], *, is_loose: bool
) -> None:
    sentence = step.sentence
    look = "start" if parent is None else "root" if step.end is End.FIRST_SOURCE else "step"
    lines = [
        *above,
        (f"{named(sentence.document)} · {place(sentence)}", "who"),
        (f"“{sentence.text}”", "said"),
        *((fact, "fact") for fact in step_facts(step)),
    ]
    own = len(boxes)
    boxes.append(_Box(depth, look, tuple(lines), parent, is_loose))
    for source in step.sources:
        facts = [(fact, "fact") for fact in source_facts(source)]
        alerts = [(line, "alert") for line in change_lines(source)]
        alerts += [(f"{len(source.lost)} × voorbehoud ontbreekt bij de herhaling", "alert")] if source.lost else []
        if source.step is not None:
            is_loose = source.manner is Manner.BESIDE
            _add_step(boxes, source.step, depth + 1, own, [("bron", "fact"), *facts, *alerts], is_loose=is_loose)
            continue
        look = "outside" if source.end is End.OUTSIDE else "stop"
        name = work_name(source.best.citation) if source.document is None else named(source.document)
        lines = [(name, "who"), (reference(source), "said"), *facts, *alerts]
        boxes.append(_Box(depth + 1, look, tuple(lines), own, is_loose=source.manner is Manner.BESIDE))


def _cut(text: str, longest: int) -> str:
    plain = " ".join(text.split())
    return plain if len(plain) <= longest else plain[: longest - 1].rstrip() + "…"
