"""A small index with all that exports have to hold, and words that are a trap for one format or another."""

from dataclasses import replace
from pathlib import Path

from store_builders import DIMENSIONS, Ingested, ingested, make_citation, make_document, make_metadata

from policytext.store import Writer
from policytext.types.citation import Work
from policytext.types.document import Document, Link, NoteMarker, Redaction
from policytext.types.spans import Span
from policytext.types.statement import Figure, Reason, Relation, Statement
from policytext.types.vocabulary import (
    Aspect,
    Attribution,
    BlockKind,
    Bound,
    Prominence,
    RelationType,
    Resolution,
    StatementKind,
    Strength,
)

CLAIM, ADVICE, PROMISE = StatementKind.CLAIM, StatementKind.RECOMMENDATION, StatementKind.COMMITMENT
OWN, REPORTED = Attribution.OWN, Attribution.REPORTED
#: Markup, escapes, control characters, half a character, a byte order mark, line ends of other systems.
TRAP = (
    "=HYPERLINK(1) <b>&amp;]]></b> \"x\" 'y' {a} }b [c]: <d> #e @f *g* _h_ // /*i*/ === -- \\ \x00\x1b[31m\x85\u2028"
    "\ufeff\ufffe\ud800 :k: 1) ☃ 𝒜 é e\u0301"
)
NOTE = BlockKind.NOTE
HEADING = BlockKind.HEADING


def plain_part() -> Ingested:
    """A Markdown file: heading, an advice with a figure, a claim with a note, a promise, what a council said."""
    document = make_document(
        [
            (HEADING, "Waarom"),
            "Gemeenten moeten ruim 600 banen maken. De zorg is duur1. Wij maken dit jaar een plan.",
            "Volgens de Raad groeit de vraag.",
            (NOTE, "Planbureau Zuid, Zorg in de wijk, 2018."),
            (BlockKind.LIST_ITEM, "Het regende."),
        ],
        make_metadata("Nota over zorg", organisations=("Stichting Buurtkracht", "Raad & Co")),
    )
    document = replace(document, media_type="text/markdown")
    marker = Span(document.text.index("duur1") + 4, document.text.index("duur1") + 5)
    note = next(block for block in document.blocks if block.kind is NOTE)
    word = Span(document.text.index("plan"), document.text.index("plan") + 4)
    document = replace(
        document,
        markers=(NoteMarker(marker, "1", note.index),),
        links=(Link(word, "https://voorbeeld.nl/een plan?a=1&b=<2>"),),
    )
    part = ingested(document, [(1, ADVICE, OWN), (2, CLAIM, OWN), (3, PROMISE, OWN), (4, CLAIM, REPORTED)])
    advice, claim, promise, reported = part.statements
    figure = Figure(_at(document, "ruim 600 banen"), 600, "aantal", "banen", None, None, "ruim", Bound.AT_LEAST)
    reason = Reason(Aspect.KIND, "modaal werkwoord: moeten", 1.5, _at(document, "moeten"))
    advice = replace(
        advice,
        figures=(figure,),
        reasons=(reason,),
        odds=(0.1, 0.75, 0.1, 0.05),
        prominence=Prominence.DOCUMENT,
        conditions=("als het Rijk betaalt",),
    )
    citation = replace(
        make_citation(document, note.span, [marker], number=1),
        work="work:0123456789abcdef",
        resolution=Resolution.NOT_RESOLVED,
        url="https://voorbeeld.nl/zorg",
    )
    relations = (
        Relation(claim.id, advice.id, RelationType.SUPPORT, 0.8, "test"),
        Relation(reported.id, promise.id, RelationType.ATTACK, 0.7, "test"),
    )
    statements = (
        advice,
        replace(claim, citations=(citation.id,), actors=()),
        promise,
        replace(reported, holder="de Raad", actors=()),
    )
    return replace(part, statements=statements, citations=(citation,), relations=relations)


def paged_part() -> Ingested:
    """A PDF of two pages, one sentence with two statements."""
    document = make_document(
        ["Het Rijk betaalt en gemeenten voeren uit.", "De wachttijd is lang."],
        make_metadata("Brief", "2019", ("Ministerie van Water",)),
        paged=True,
    )
    part = ingested(document, [(0, CLAIM, OWN), (1, ADVICE, OWN)])
    first = part.statements[0]
    halves = [
        replace(first, span=_at(document, "Het Rijk betaalt")),
        replace(first, id=f"{first.id}.1", span=_at(document, "gemeenten voeren uit.")),
    ]
    return replace(part, statements=(*halves, *part.statements[1:]))


def trap_part() -> Ingested:
    """A text whose title, words, actor, holder and condition are traps."""
    document = make_document(
        [(HEADING, f"Kop {TRAP}"), f"De zorg {TRAP} is duur. Het is goed."],
        make_metadata(f"Titel {TRAP}", organisations=(f"Org {TRAP}",)),
    )
    document = replace(document, redactions=(Redaction(_at(document, "De zorg"), "5.1.2e"),))
    end = document.text.rindex("duur.") + 5
    part = ingested(document)
    number = next(one.index for one in part.sentences if one.span.end == end)
    statement = replace(
        ingested(document, [(number, ADVICE, REPORTED)]).statements[0],
        holder=f"houder {TRAP}",
        actors=(f"actor {TRAP}", "-rijk"),
        conditions=(TRAP,),
        hedges=(TRAP,),
        strength=Strength.COULD,
    )
    return replace(part, statements=(statement,))


def _at(document: Document, words: str) -> Span:
    start = document.text.index(words)
    return Span(start, start + len(words))


def write_index(folder: Path, *parts: tuple[str, Ingested]) -> Path:
    """An index of these documents, each with its source; of all three where none is given."""
    held = parts or (("nota.md", plain_part()), ("brief.pdf", paged_part()), ("val.txt", trap_part()))
    with Writer.open(folder, model="hash", dimensions=DIMENSIONS, pipeline_version="1") as writer:
        for source, part in held:
            part.put(writer, source)
        cited = {part.document.id: part.citations for _, part in held if part.citations}
        for citations in cited.values():
            (one,) = citations
            work = Work(one.work or "", one.authors, one.year, one.title, one.url, None, None, (one.id,))
            writer.put_resolution(cited, [work])
    return folder


def statement_called(part: Ingested, words: str) -> Statement:
    """The statement of a part that begins with these words."""
    return next(one for one in part.statements if part.document.quote(one.span).startswith(words))
