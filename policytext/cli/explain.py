"""`policytext explain`: why a sentence was taken for what it is."""

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from policytext.cli.options import index_option, json_option

if TYPE_CHECKING:
    from policytext.store import CitationRecord, CorrectionRecord, RelationRecord, SentenceRecord, StatementRecord
    from policytext.types.statement import Figure, Reason, Statement, WhyUnstated

#: Reasons shown for one aspect; --json has all.
REASONS = 6
#: What a sign adds to the log odds of the kind, from which it weighs heavily, and from which it is more than a nudge:
#: the odds times four and a half, and times one and two thirds.
HEAVY, CLEAR = 1.5, 0.5
_LABEL = 14


@click.command("explain")
@click.argument("statement")
@index_option
@json_option
def command(statement: str, index_folder: Path, as_json: bool) -> None:
    """Tell why STATEMENT was taken for what it is: signs, figures, sources, and how it bears on other statements.

    STATEMENT is the id of a statement ("3f2a91c0:s12") or of a sentence ("3f2a91c0:12"), as search, statements and show
    print it. Of a sentence that is no statement it tells what it is, what left it out, and what signs it has and lacks.

    \b
    policytext explain 3f2a91c0:s12
    policytext explain 3f2a91c0:12 --json
    """
    from policytext.cli import output
    from policytext.cli.quotation import document_line, where
    from policytext.cli.unstated import find_why
    from policytext.export.explanation import explanation_json
    from policytext.store import Reader

    with Reader.open(index_folder) as reader:
        sentence, stated = reader.find_statement(statement)
        model = reader.info().model
        relations = [record for item in stated for record in reader.relations(statement=item.id)]
        corrections = reader.corrections(sentence.id)
        named = {key for item in stated for key in item.statement.citations}
        cited = [
            citation
            for citation in reader.citations(document=sentence.document.id)
            if citation.id in named or any(anchor.sentence_id == sentence.id for anchor in citation.anchors)
        ]
    why = None if sentence.statements else find_why(sentence)
    if as_json:
        output.print_json(explanation_json(sentence, stated, relations, cited, corrections, why))
        return
    output.echo(document_line(sentence.document))
    parts = [sentence.id, where(sentence), *([output.safe(" › ".join(sentence.section))] if sentence.section else [])]
    output.echo(output.style(" · ".join(parts), dim=True))
    output.echo()
    for record in stated:
        _show_statement(record, relations, cited, corrections)
    if why is not None:
        _show_sentence(sentence, why, model, cited, corrections)


def _show_sentence(
    sentence: "SentenceRecord",
    why: "WhyUnstated",
    model: str | None,
    cited: Sequence["CitationRecord"],
    corrections: Sequence["CorrectionRecord"],
) -> None:
    from policytext.cli import output
    from policytext.cli.unstated import why_lines

    output.echo(output.wrapped(f"“{sentence.text}”", ""))
    output.echo()
    _line("soort", "geen uitspraak")
    _line("deel", f"{sentence.kind.value.replace('_', ' ')}: {_part(sentence)}")
    if corrections:
        _show_cited(cited)
        for correction in corrections:
            _show_correction(correction)
        output.echo()
        output.echo(f"Terug naar wat gevonden was: policytext correct {sentence.id} --undo")
        return
    for label, words in why_lines(why, model):
        _line(label, words)
    _show_cited(cited)
    output.echo()
    output.echo(f"Toch een uitspraak: policytext correct {sentence.id} --kind claim")
    output.echo(
        "(of --kind aanbeveling, --kind toezegging); dat blijft zo, ook als het document opnieuw wordt gelezen."
    )


def _part(sentence: "SentenceRecord") -> str:
    """Whether statements are looked for where the sentence stands."""
    from policytext.store import Scope

    return {
        Scope.TEXT: "lopende tekst",
        Scope.HEADING: "kop die alleen een onderwerp noemt",
        Scope.NOTE: "naast de lopende tekst, daar worden geen uitspraken gezocht",
        Scope.COMMENT: "reactie van een lezer",
        Scope.FURNITURE: "hoort niet tot de tekst, daar worden geen uitspraken gezocht",
    }[sentence.scope]


def _show_statement(
    record: "StatementRecord",
    relations: Sequence["RelationRecord"],
    cited: Sequence["CitationRecord"],
    corrections: Sequence["CorrectionRecord"],
) -> None:
    from policytext.cli import output
    from policytext.cli.quotation import PROMINENCE, act
    from policytext.types.vocabulary import Aspect, Attribution, StatementKind

    statement = record.statement
    output.echo(output.wrapped(f"“{record.text}”", ""))
    output.echo()
    _line("uitspraak", f"{record.id}: {act(statement, corrected=record.corrected)}")
    _line("soort", _odds(statement))
    _show_reasons(record, Aspect.KIND)
    own = "het document zelf"
    holder = statement.holder or "een ander, niet genoemd"
    _line("van wie", own if statement.attribution is Attribution.OWN else f"weergegeven van {holder}")
    _show_reasons(record, Aspect.ATTRIBUTION)
    if statement.kind is not StatementKind.CLAIM:
        _line("wie handelt", ", ".join(statement.actors) or "niemand genoemd")
        _show_reasons(record, Aspect.ACTOR)
    if statement.strength is not None:
        _line("sterkte", output.STRENGTHS[statement.strength])
        _show_reasons(record, Aspect.STRENGTH)
    _line("ontkenning", "ja" if statement.negated else "nee")
    _show_reasons(record, Aspect.NEGATION)
    _line("voorbehoud", ", ".join(statement.hedges) or "geen")
    for condition in statement.conditions:
        _line("voorwaarde", f"“{condition}”")
    for figure in statement.figures:
        _line("cijfer", _figure(figure, record))
    if statement.prominence is not None:
        _line("plaats", PROMINENCE[statement.prominence])
    _show_cited([citation for citation in cited if citation.id in statement.citations])
    for relation in relations:
        if record.id in (relation.relation.source, relation.relation.target):
            _show_relation(relation, record.id)
    for correction in corrections:
        if correction.statement_id == record.id:
            _show_correction(correction)
    output.echo()


def _line(label: str, text: str, first: str = "") -> None:
    """A labelled line; the words are made safe."""
    from policytext.cli import output

    output.echo(output.wrapped(text, " " * _LABEL + first, first=f"{label:<{_LABEL}}{first}"))


def _odds(statement: "Statement") -> str:
    """Probabilities of all kinds, the likeliest first; the confidence alone where nothing estimated them."""
    from policytext.cli.output import KINDS, dutch_number

    if not statement.odds:
        return f"{KINDS[statement.kind]} (zekerheid {dutch_number(statement.confidence)})"
    names = [*(KINDS[kind] for kind in KINDS), "geen uitspraak"]
    odds = sorted(zip(statement.odds, names, strict=True), key=lambda pair: -pair[0])
    return " · ".join(f"{name} {dutch_number(value)}" for value, name in odds)


def _show_reasons(record: "StatementRecord", aspect: str) -> None:
    reasons = [reason for reason in record.statement.reasons if reason.aspect == aspect]
    for reason in reasons[:REASONS]:
        _line("", _reason(reason, record), "– ")
    if len(reasons) > REASONS:
        _line("", f"en nog {len(reasons) - REASONS}, zie --json", "– ")


def _reason(reason: "Reason", record: "StatementRecord") -> str:
    from policytext.export.records import words_at

    words = None if reason.span is None else words_at(reason.span, record)
    place = f" (“{words}”)" if words and words.lower() not in reason.sign.lower() else ""
    return f"{reason.sign}{place}{_weight(reason.weight)}"


def _weight(weight: float) -> str:
    """How much a sign weighs, in words; nothing for a rule."""
    from policytext.cli.output import dutch_number

    if weight == 0:
        return ""
    size = abs(weight)
    words = "zwaar" if size >= HEAVY else "duidelijk" if size >= CLEAR else "licht"
    side = "ervoor" if weight > 0 else "ertegen"
    return f": pleit {words} {side} ({'+' if weight > 0 else '−'}{dutch_number(size)})"


def _figure(figure: "Figure", record: "StatementRecord") -> str:
    from policytext.cli.output import BOUNDS, dutch_number
    from policytext.export.records import words_at

    value = dutch_number(figure.value, 4)
    if figure.high is not None:
        value += f" tot {dutch_number(figure.high, 4)}"
    parts = [" ".join(part for part in (BOUNDS[figure.bound], value, figure.unit) if part)]
    parts += [f"van {figure.counted}"] if figure.counted else []
    parts += [f"periode {figure.period}"] if figure.period else []
    return f"“{words_at(figure.span, record) or ''}”: {', '.join(parts)}"


def _show_cited(cited: Iterable["CitationRecord"]) -> None:
    for citation in cited:
        found = f" → in dit corpus: {citation.resolved_source}" if citation.resolved_source is not None else ""
        _line("bron", f"{citation.text} [{citation.id}]{found}")


def _show_relation(record: "RelationRecord", statement: str) -> None:
    from policytext.cli import output

    leads = record.relation.source == statement
    other = record.target if leads else record.source
    _line("verband", f"{output.RELATIONS[record.relation.type][0 if leads else 1]} {other.id}: “{other.text}”")


def _show_correction(record: "CorrectionRecord") -> None:
    _line("gecorrigeerd", "; ".join(correction_words(record)))


def correction_words(record: "CorrectionRecord") -> Iterator[str]:
    """What the tool found, what a person made of it and when, in words."""
    from policytext.cli.output import dutch_date

    yield f"gevonden was: {'; '.join(map(statement_words, record.found)) or 'geen uitspraak'}"
    yield f"nu: {'geen uitspraak' if record.now is None else statement_words(record.now)}"
    yield f"op {dutch_date(record.made_at[:10])}{f', “{record.note}”' if record.note else ''}"


def statement_words(statement: "Statement") -> str:
    """Kind, whose, strength and actors of a statement on one line."""
    from policytext.cli.output import STRENGTHS
    from policytext.cli.quotation import act
    from policytext.types.vocabulary import StatementKind

    parts = [act(statement, corrected=False)]
    if statement.strength is not None:
        parts.append(STRENGTHS[statement.strength])
    if statement.kind is not StatementKind.CLAIM:
        parts.append(", ".join(statement.actors) or "niemand genoemd")
    return " · ".join(parts)
