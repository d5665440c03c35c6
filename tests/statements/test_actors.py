"""Who is to act: by syntax, by whom the text is for, by words; and nobody where one is only served or mentioned."""

from functools import cache
from pathlib import Path

import pytest
from conllu_frames import parsed
from conllu_frames import sentences as conllu_sentences
from sample_documents import make_document

from policytext.sentences import split_sentences
from policytext.statements.actors import ActorFinder, Actors
from policytext.statements.cues import read
from policytext.statements.frames import ParsedSentence
from policytext.types.document import Document
from policytext.types.vocabulary import Aspect, BlockKind, DocumentKind, StatementKind

RECOMMENDATION, COMMITMENT = StatementKind.RECOMMENDATION, StatementKind.COMMITMENT
TABLE = Path(__file__).with_name("actors.tsv")


def rows() -> list[list[str]]:
    lines = TABLE.read_text(encoding="utf-8").splitlines()
    return [line.split("\t") for line in lines if not line.startswith("#")][1:]


@cache
def parses() -> dict[str, ParsedSentence]:
    return {one.text: ParsedSentence.of(one.parse) for one in conllu_sentences(TABLE.with_suffix(".conllu"))}


def found(document: Document, kind: StatementKind, sentence: ParsedSentence | None) -> Actors:
    """The actors of the last sentence of a document."""
    sentences = split_sentences(document)
    last = sentences[-1]
    is_item = document.blocks[last.block].kind is BlockKind.LIST_ITEM
    reading = read(document.quote(last.span), is_item=is_item)
    return ActorFinder(document, sentences).actors(last, reading, kind, sentence)


def in_words(sentence: str, kind: StatementKind) -> list[str]:
    return list(found(make_document(sentence, name="nota.txt"), kind, None).names)


@pytest.mark.parametrize(
    ("document", "statement", "expected", "text"), [pytest.param(*row[1:], id=row[0]) for row in rows()]
)
def test_actors_by_syntax_and_document(document: str, statement: str, expected: str, text: str) -> None:
    lines = text.replace("\\n", "\n")
    made = make_document(f"# Notitie over de buurt\n\n{lines}\n", kind=DocumentKind(document))
    sentence = parses()[made.quote(split_sentences(made)[-1].span)]
    names = found(made, StatementKind(statement), sentence).names
    assert (";".join(names) or "-") == expected


@pytest.mark.parametrize(
    ("sentence", "actors"),
    [
        pytest.param("Gemeenten moeten hun wachtlijsten openbaar maken.", ["gemeenten"], id="subject"),
        pytest.param("Daarom moeten gemeenten kiezen.", ["gemeenten"], id="subject behind the verb"),
        pytest.param("De wachttijd moet door zorgverzekeraars worden verkort.", ["zorgverzekeraars"], id="agent"),
        pytest.param("De gemeente zou eerder moeten ingrijpen.", ["gemeenten"], id="one of its kind"),
        pytest.param("Het is nodig dat de inspectie toezicht houdt.", ["inspectie"], id="in the clause"),
        pytest.param("Wij vragen van het kabinet een meerjarig budget.", ["kabinet"], id="who is asked, not who asks"),
        pytest.param("Wij pleiten voor een vast aanspreekpunt.", [], id="who pleads is no actor"),
        pytest.param("Wij moeten beter luisteren.", ["wij"], id="we oblige ourselves"),
        pytest.param("Gemeenten en het Rijk moeten afspraken maken.", ["gemeenten", "rijk"], id="two"),
        pytest.param(
            "Het is nodig dat huisartsen en wijkteams elkaar kennen.", ["huisartsen", "wijkteams"], id="two behind it"
        ),
        pytest.param("Burgemeester en wethouders moeten kiezen.", ["college"], id="the longest name"),
        pytest.param("Samen met aanbieders moeten gemeenten een plan maken.", ["gemeenten"], id="joined in is none"),
        pytest.param("Voor ouders moet er een vast loket komen.", [], id="served"),
        pytest.param("Bij gemeenten moet de kennis groeien.", [], id="place"),
        pytest.param("De gemeentelijke website moet beter.", [], id="name inside a word"),
    ],
)
def test_actors_of_a_recommendation_by_its_words(sentence: str, actors: list[str]) -> None:
    assert in_words(sentence, RECOMMENDATION) == actors


@pytest.mark.parametrize(
    ("sentence", "actors"),
    [
        pytest.param("Wij gaan hierover graag met u in gesprek.", ["wij"], id="we"),
        pytest.param("Ik stuur uw Kamer dit najaar een brief.", ["ik"], id="I"),
        pytest.param("Het kabinet zal de norm vastleggen.", ["kabinet"], id="third person"),
        pytest.param("De subsidie wordt verlengd.", [], id="passive"),
    ],
)
def test_actors_of_a_commitment_by_its_words(sentence: str, actors: list[str]) -> None:
    assert in_words(sentence, COMMITMENT) == actors


@pytest.mark.parametrize(
    ("sentence", "actors", "without"),
    [
        pytest.param("giver", ["rijk"], ["gemeenten"], id="who has to give, not who has to get"),
        pytest.param("giver-of-a-part", [], [], id="a part of a budget is given by nobody"),
        pytest.param("niet-maar", ["gemeenten"], ["gemeenten"], id="the contrasted one has not"),
        pytest.param("niet-alleen", ["gemeenten", "rijk"], ["rijk"], id="both have"),
        pytest.param("agents-contrasted", ["gemeenten"], ["gemeenten"], id="agent of a passive"),
        pytest.param("verzoeken", ["kabinet"], ["kabinet"], id="who is asked"),
        pytest.param("aan-het-Rijk", ["rijk"], ["rijk"], id="whose turn it is"),
        pytest.param("shared-subject", ["gemeenten"], ["gemeenten"], id="of the clause that obliges"),
        pytest.param("hortative", ["wij"], [], id="we call on ourselves"),
        pytest.param("zorgen-that-is-a-duty", ["gemeenten"], ["gemeenten"], id="who has to ensure it"),
        pytest.param("er-with-subject", [], [], id="nobody acts"),
    ],
)
def test_actors_by_frames(sentence: str, actors: list[str], without: list[str]) -> None:
    """`without` is what the words alone give: the rows where they are wrong are the reason for the frames."""
    text, frames = parsed(sentence)
    document = make_document(text, name="nota.txt")
    assert list(found(document, RECOMMENDATION, frames).names) == actors
    assert in_words(text, RECOMMENDATION) == without


def test_you_in_a_letter_are_whom_it_is_sent_to() -> None:
    letter = "Aan de informateur\n\nGeachte informateur,\n\nVerlaag de norm."
    document = make_document(letter, kind=DocumentKind.BRIEF, name="brief.txt")
    metadata = document.metadata.__class__(
        **{name: getattr(document.metadata, name) for name in document.metadata.__dataclass_fields__}
        | {"addressee": "de informateur"}
    )
    assert found(document.with_metadata(metadata), RECOMMENDATION, None).names == ("informateur",)


def test_reason_names_the_sign_and_its_place() -> None:
    text = "Daarom moeten gemeenten kiezen."
    document = make_document(f"# Notitie over de buurt\n\n{text}\n")
    (reason,) = found(document, RECOMMENDATION, parses()[text]).reasons
    assert (reason.aspect, reason.sign) == (Aspect.ACTOR, "onderwerp van ‘moeten’")
    assert reason.span is not None
    assert document.quote(reason.span) == "gemeenten"
