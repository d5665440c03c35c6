"""What became of recommendations and promises as one HTML page that needs nothing from elsewhere."""

from collections import Counter
from html import escape

from policytext.export.follow_words import BASES, FATES, STATUSES, doubt, status_of, verdict_of
from policytext.query.follow import Answer, Follow, Followed, Promise, Status
from policytext.store import DocumentRecord, SentenceRecord

_STYLE = """
body{font:16px/1.5 system-ui,sans-serif;max-width:72rem;margin:2rem auto;padding:0 1rem;color:#1a1a1a;background:#fff}
table{border-collapse:collapse;width:100%}th,td{text-align:left;vertical-align:top;padding:.5rem;
border-bottom:1px solid #bbb}q{quotes:"\\201c" "\\201d"}.at{color:#555;font-size:.85rem}.status{font-weight:600}
h2{font-size:1.1rem;margin-top:2rem}p.answer{margin:.2rem 0 .8rem}
@media print{body{max-width:none}tr{break-inside:avoid}}
"""


def follow_page(found: Follow) -> str:
    """The page: counts, a table of recommendations for each document, promises, answers to what is not there."""
    parts = [
        '<!doctype html>\n<html lang="nl">\n<head>\n<meta charset="utf-8">\n',
        '<meta name="viewport" content="width=device-width">\n<title>Opvolging van aanbevelingen</title>\n',
        f"<style>{_STYLE}</style>\n</head>\n<body>\n<h1>Opvolging van aanbevelingen</h1>\n",
        "<p>Elk oordeel rust op de zinnen die erbij staan; een vraagteken betekent dat het onzeker is.</p>\n",
        _summary(found),
    ]
    for document in found.documents:
        held = [item for item in found.recommendations if item.recommendation.document.id == document.id]
        promised = [item for item in found.promises if item.promise.document.id == document.id]
        if held or promised:
            parts.append(f"<h2>{escape(_line(document))}</h2>\n")
        if held:
            parts.append(_table(("Aanbeveling", "Aan", "Wat ervan kwam"), [_recommendation(item) for item in held]))
        if promised:
            parts.append(_table(("Toezegging", "Wat ervan kwam"), [_promise(item) for item in promised]))
    if found.loose:
        parts.append("<h2>Reacties op aanbevelingen die niet in de index staan</h2>\n")
        rows = []
        for one in found.loose:
            before = "" if one.before is None else f"<p>{_quote(one.before)}</p>"
            places = [_line(sentence.document) for sentence in (one.sentence, *one.also)]
            rows.append([f"{before}<p>{_quote(one.sentence)}</p>", "<br>".join(map(escape, places))])
        parts.append(_table(("Reactie", "Document"), rows))
    parts.append("</body>\n</html>\n")
    return "".join(parts)


def _summary(found: Follow) -> str:
    counts = Counter(item.status for item in found.recommendations)
    rows = [[escape(STATUSES[status]), str(counts[status])] for status in Status if counts[status]]
    return _table(("Aanbevelingen", "Aantal"), rows) if rows else "<p>Geen aanbevelingen.</p>\n"


def _table(heads: tuple[str, ...], rows: list[list[str]]) -> str:
    head = "".join(f'<th scope="col">{name}</th>' for name in heads)
    body = "".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in row)}</tr>\n" for row in rows)
    return f"<table>\n<thead><tr>{head}</tr></thead>\n<tbody>\n{body}</tbody>\n</table>\n"


def _recommendation(item: Followed) -> list[str]:
    number = f"{item.number}. " if item.number is not None else ""
    answers = "".join(_answer(answer) for answer in item.answers)
    return [
        f"{number}{_quote(item.recommendation)}",
        escape(", ".join(item.actors)) or "–",
        f'<p class="status">{escape(status_of(item))}</p>{answers}',
    ]


def _answer(answer: Answer) -> str:
    matter = "" if answer.matter is None else f"{_quote(answer.matter)}<br>"
    return (
        f'<p class="answer">{escape(verdict_of(answer))}; {escape(BASES[answer.basis])}<br>'
        f'{matter}{_quote(answer.sentence)}<br><span class="at">{escape(_line(answer.document))}</span></p>'
    )


def _promise(item: Promise) -> list[str]:
    traces = "".join(
        f'<p class="answer">{escape(doubt(FATES[trace.fate], is_sure=trace.is_sure))}<br>{_quote(trace.sentence)}<br>'
        f'<span class="at">{escape(_line(trace.sentence.document))}</span></p>'
        for trace in item.traces
    )
    fate = escape(doubt(FATES[item.fate], is_sure=item.is_sure))
    return [_quote(item.promise), f'<p class="status">{fate}</p>{traces}']


def _quote(sentence: SentenceRecord) -> str:
    at = f"p. {sentence.page}" if sentence.page is not None else f"regel {sentence.line}" if sentence.line else ""
    return f'<q>{escape(sentence.text)}</q> <span class="at">{escape(sentence.id)} · {at}</span>'


def _line(document: DocumentRecord) -> str:
    sender = "; ".join(document.organisations) or "; ".join(document.metadata.authors) or "afzender onbekend"
    return f"{document.date or 'zonder datum'} · {sender} · {document.title}"
