"""What a sentence is that makes no statement, and what it has and lacks, told from its words alone."""

import pytest

from policytext.statements.unstated import why_unstated
from policytext.types.statement import WhyUnstated
from policytext.types.vocabulary import BlockKind, StatementKind, Unstated


def why(text: str, kind: BlockKind = BlockKind.PARAGRAPH, *, is_dutch: bool = True) -> WhyUnstated:
    return why_unstated(text, kind, None, is_dutch=is_dutch)


@pytest.mark.parametrize(
    ("text", "kind", "what", "words", "is_judged"),
    [
        pytest.param("Deelt u die mening?", BlockKind.PARAGRAPH, Unstated.QUESTION, "?", False, id="question"),
        pytest.param("Wat kan beter?", BlockKind.HEADING, Unstated.QUESTION, "?", False, id="question as a heading"),
        pytest.param("Wachttijden", BlockKind.HEADING, Unstated.HEADING, None, False, id="heading"),
        pytest.param("Wachttijden in de zorg", BlockKind.SUBJECT, Unstated.HEADING, None, False, id="subject"),
        pytest.param("Zie Duin 2019.", BlockKind.NOTE, Unstated.BESIDE, None, False, id="note"),
        pytest.param(
            "Onder wachttijd wordt verstaan de tijd tot het eerste gesprek.",
            BlockKind.PARAGRAPH, Unstated.DEFINITION, "Onder wachttijd wordt verstaan", True, id="definition",
        ),
        pytest.param(
            "In dit hoofdstuk staan de wachttijden.",
            BlockKind.PARAGRAPH, Unstated.ABOUT_THE_TEXT, "In dit hoofdstuk", True, id="scope of a chapter",
        ),
        pytest.param("Nadia Verschoor", BlockKind.PARAGRAPH, Unstated.NO_SENTENCE, None, True, id="a name"),
        pytest.param("Het is koud in het dorp.", BlockKind.PARAGRAPH, Unstated.PLAIN, None, True, id="plain"),
    ],
)  # fmt: skip
def test_what_a_sentence_is(text: str, kind: BlockKind, what: Unstated, words: str | None, is_judged: bool) -> None:
    found = why(text, kind)
    assert (found.what, found.words, found.is_judged) == (what, words, is_judged)


def test_signs_that_it_has_and_lacks() -> None:
    found = why("Wij kunnen 14 adressen geven.")
    assert found.signs == ("modaal werkwoord van mogelijkheid: “kunnen”", "getal", "wij, ik of ons")
    lacking = dict(found.lacking)
    assert lacking[StatementKind.CLAIM] == ("oordelend woord", "verbindingswoord")
    assert lacking[StatementKind.RECOMMENDATION] == ("wending die iets vraagt", "gebiedende wijs")
    assert lacking[StatementKind.COMMITMENT] == ("wending die iets toezegt",)


def test_where_no_statements_are_looked_for_signs_say_nothing() -> None:
    assert (why("Wij kunnen dat.", BlockKind.ADDRESS).signs, why("Wij kunnen dat.", BlockKind.ADDRESS).lacking) == (
        (),
        (),
    )
    assert why("Gemeenten moeten dat.", is_dutch=False).what is Unstated.LANGUAGE
    assert why_unstated("Het is zo.", BlockKind.COMMENT, BlockKind.COMMENT, is_dutch=True).what is Unstated.PLAIN
