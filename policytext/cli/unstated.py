"""Why a sentence is no statement, in words, for `policytext explain`."""

from typing import TYPE_CHECKING

from policytext.types.vocabulary import Unstated

if TYPE_CHECKING:
    from collections.abc import Iterator

    from policytext.store import SentenceRecord
    from policytext.types.statement import WhyUnstated

NAMES = {
    Unstated.BESIDE: "naast de lopende tekst",
    Unstated.LANGUAGE: "in een document dat niet Nederlands is",
    Unstated.QUESTION: "vraag",
    Unstated.HEADING: "kop",
    Unstated.DEFINITION: "omschrijving van een begrip",
    Unstated.ABOUT_THE_TEXT: "over de tekst zelf",
    Unstated.NO_SENTENCE: "zonder bekend werkwoord",
    Unstated.PLAIN: "gewone zin",
}
_RULES = {
    Unstated.BESIDE: "regel: alleen in de lopende tekst en in reacties van lezers worden uitspraken gezocht",
    Unstated.LANGUAGE: "regel: alleen in Nederlandse documenten worden uitspraken gezocht",
    Unstated.QUESTION: "regel: een vraag stelt niets, ook als zij haar antwoord suggereert",
    Unstated.HEADING: "regel: een kop telt alleen als hij zelf iets aanbeveelt, in de gebiedende wijs of met een "
    "modaal werkwoord of een wending die iets vraagt",
}
_JUDGED = "oordeel van {judge}, dat ook de zinnen eromheen leest; zijn kansen zijn alleen van uitspraken bewaard"


def find_why(sentence: "SentenceRecord") -> "WhyUnstated":
    """Why a sentence of the store makes no statement."""
    from policytext.statements.unstated import why_unstated
    from policytext.structure.doubts import DUTCH

    is_dutch = sentence.document.metadata.language.partition("-")[0] in DUTCH
    return why_unstated(sentence.text, sentence.kind, sentence.container, is_dutch=is_dutch)


def why_lines(why: "WhyUnstated", model: str | None) -> "Iterator[tuple[str, str]]":
    """Labels and words of the lines that tell it; `model` is the encoder of the index, which says who judged."""
    from policytext.cli.output import KINDS
    from policytext.encode import DEFAULT_MODEL

    shown = f" (“{why.words}”)" if why.words and why.what is not Unstated.QUESTION else ""
    yield "wat het is", f"{NAMES[why.what]}{shown}"
    judge = "het netwerk" if model == DEFAULT_MODEL else "het model op losse woorden"
    yield "waarom", _JUDGED.format(judge=judge) if why.is_judged else _RULES[why.what]
    if why.signs or why.lacking:
        yield "heeft", "; ".join(why.signs) or "geen teken van een uitspraak"
    for kind, signs in why.lacking:
        yield "mist", f"voor een {KINDS[kind]}: {', '.join(signs)}"
