"""From sentences to statements: which sentences may make one, and what is written down with it.

What a sentence is, is the classifier's affair: most tests replace it by one that always gives the same answer.
"""

from collections.abc import Callable, Sequence

import numpy as np
import pytest
from fake_classifier import Always
from sample_documents import make_document

from policytext.encode import load_bulk_encoder
from policytext.ingest.analysis import Analyser
from policytext.sentences import split_sentences
from policytext.sentences.parsing import SHARED
from policytext.statements import find_statements, finding
from policytext.types.citation import Citation
from policytext.types.document import Document
from policytext.types.spans import Span
from policytext.types.statement import Statement
from policytext.types.vocabulary import Aspect, Attribution, CitationForm, StatementKind, Strength

CLAIM, RECOMMENDATION, COMMITMENT = StatementKind.CLAIM, StatementKind.RECOMMENDATION, StatementKind.COMMITMENT
Judge = Callable[[StatementKind | None], None]


@pytest.fixture
def judge(monkeypatch: pytest.MonkeyPatch) -> Judge:
    """Makes the classifier say the given class of every sentence."""
    return lambda kind: monkeypatch.setattr(finding, "judge_of", lambda _: Always(kind))


@pytest.fixture(scope="module")
def analyser() -> Analyser:
    """Vectors, parses and readings by what is shipped."""
    return Analyser(load_bulk_encoder(), SHARED)


def found(document: Document, citations: Sequence[Citation] = ()) -> list[Statement]:
    return list(find_statements(document, split_sentences(document), citations, None))


def texts(document: Document) -> list[str]:
    return [document.quote(statement.span) for statement in found(document)]


@pytest.mark.parametrize(
    ("heading", "kind", "states"),
    [
        pytest.param("Wachtlijsten in de jeugdzorg", CLAIM, False, id="names a subject"),
        pytest.param("Wachtlijsten in de jeugdzorg", RECOMMENDATION, False, id="names a subject, whatever is thought"),
        pytest.param("Maak wachtlijsten openbaar", RECOMMENDATION, True, id="imperative"),
        pytest.param("Gemeenten moeten meer doen", RECOMMENDATION, True, id="obligation"),
        pytest.param("De wachtlijsten groeien", CLAIM, False, id="a claim as heading counts as a title"),
        pytest.param("Wij zullen meer doen", COMMITMENT, False, id="a promise as heading"),
    ],
)
def test_heading_states_something_only_when_it_asks(
    heading: str, kind: StatementKind, states: bool, judge: Judge
) -> None:
    judge(kind)
    assert (heading in texts(make_document(f"# Titel van de nota\n\n## {heading}\n\nTekst.\n"))) is states


def test_notes_are_no_statements(judge: Judge) -> None:
    judge(CLAIM)
    document = make_document("Teams schieten tekort.[^1]\n\n[^1]: Dit is een noot over teams.\n")
    assert texts(document) == ["Teams schieten tekort.¹"]


def test_comments_are_kept_and_reported(judge: Judge) -> None:
    judge(RECOMMENDATION)
    document = make_document(
        "De wijk\n\nGemeenten moeten meer doen.\n\nReacties op dit artikel (1)\n\n 1. Zij moeten minder doen.\n"
    )
    statements = {document.quote(item.span): item for item in found(document)}
    assert statements["Gemeenten moeten meer doen."].attribution is Attribution.OWN
    comment = next(item for text, item in statements.items() if "minder" in text)
    assert (comment.attribution, comment.holder) == (Attribution.REPORTED, "lezer")


def test_a_promise_is_the_author_s_own(judge: Judge) -> None:
    """Of a promise that somebody else made a text tells that it was made: by the guide a claim, reported."""
    judge(COMMITMENT)
    document = make_document("Wij openen het loket.\n\nVolgens de minister komt er een loket bij.\n")
    own, told = found(document)
    assert (own.kind, own.attribution) == (COMMITMENT, Attribution.OWN)
    assert (told.kind, told.attribution) == (CLAIM, Attribution.REPORTED)
    assert told.odds[2] == 0.0
    assert told.confidence == pytest.approx(max(told.odds), abs=1e-4)


def test_statement_has_all_that_its_words_say(judge: Judge) -> None:
    judge(RECOMMENDATION)
    document = make_document("Misschien moeten gemeenten niet 30 procent van de teams opheffen.")
    (statement,) = found(document)
    assert statement.id == f"{document.short_id}:s0"
    assert document.quote(statement.span) == document.text
    assert (statement.strength, statement.negated) == (Strength.COULD, True)
    assert (statement.actors, statement.hedges) == (("gemeenten",), ("misschien",))
    assert [(figure.value, figure.counted) for figure in statement.figures] == [(30.0, "teams")]
    assert statement.confidence == pytest.approx(0.7)
    assert {"modal:must", "negation:negation", "figure"} <= set(statement.cues)


@pytest.mark.parametrize("kind", [CLAIM, COMMITMENT])
def test_only_recommendations_have_a_strength(kind: StatementKind, judge: Judge) -> None:
    judge(kind)
    assert [item.strength for item in found(make_document("Gemeenten moeten meer doen."))] == [None]


def test_no_statement_where_the_classifier_finds_none(judge: Judge) -> None:
    judge(None)
    assert found(make_document("Gemeenten moeten meer doen. De teams zijn moe.")) == []


@pytest.mark.parametrize("text", ["Deelt u de mening dat dit te weinig is?", "“Moeten teams niet groter zijn?”"])
def test_a_question_states_nothing_whatever_the_classifier_says(text: str, judge: Judge) -> None:
    judge(CLAIM)
    assert found(make_document(text)) == []


def cited(document: Document, *anchors: str) -> Citation:
    places = tuple(Span(at := document.text.index(anchor), at + len(anchor)) for anchor in anchors)
    return Citation(
        id="x:c1", document=document.id, form=CitationForm.FOOTNOTE, span=Span(0, 1), authors=(), year=None,
        year_suffix=None, title=None, url=None, identifier=None, anchors=places,
    )  # fmt: skip


def test_citation_belongs_to_the_sentence_of_its_anchor(judge: Judge) -> None:
    judge(CLAIM)
    document = make_document("Teams zijn moe (Vis 2019). Gezinnen wachten. Teams gaan weg (Vis 2019, p. 3).")
    statements = found(document, [cited(document, "Vis 2019", "2019", "p. 3")])
    assert [item.citations for item in statements] == [("x:c1",), (), ("x:c1",)]


def test_document_without_sentences() -> None:
    assert find_statements(make_document("Titel"), (), (), None) == ()


@pytest.mark.parametrize(
    ("sentence", "kind"),
    [
        pytest.param("De wachttijden in de jeugdzorg zijn in 2022 met 30 procent gestegen.", CLAIM, id="claim"),
        pytest.param("Gemeenten moeten meer doen aan de wachtlijsten.", RECOMMENDATION, id="recommendation"),
        pytest.param("Wie betaalt dit?", None, id="question"),
        pytest.param("Met vriendelijke groet,", None, id="greeting"),
    ],
)
def test_shipped_weights_know_plain_cases(sentence: str, kind: StatementKind | None, analyser: Analyser) -> None:
    document = make_document(f"De wijk\n\n{sentence}\n", name="a.txt")
    sentences = split_sentences(document)
    made = analyser.analyse([document.quote(item.span) for item in sentences], lambda _: None, with_syntax=True)
    parses = dict(enumerate(made.parses or ()))
    statements = find_statements(document, sentences, (), made.readings, parses, analyser.judge)
    assert {item.sentence: item.kind for item in statements}.get(1) is kind


def test_statement_says_why(analyser: Analyser) -> None:
    document = make_document("De wijk\n\nDaarom moeten gemeenten meer doen aan de wachtlijsten.\n", name="a.txt")
    sentences = split_sentences(document)
    made = analyser.analyse([document.quote(item.span) for item in sentences], lambda _: None, with_syntax=True)
    (statement,) = find_statements(
        document, sentences, (), made.readings, dict(enumerate(made.parses or ())), analyser.judge
    )
    assert sum(statement.odds) == pytest.approx(1, abs=1e-3)
    assert statement.confidence == pytest.approx(max(statement.odds), abs=1e-3)
    of_kind = [reason for reason in statement.reasons if reason.aspect is Aspect.KIND]
    total = np.log(statement.confidence / (1 - statement.confidence))
    assert sum(reason.weight for reason in of_kind) == pytest.approx(total, abs=0.1)
    assert all(document.quote(reason.span) in reason.sign for reason in of_kind if reason.span is not None)


def test_sentence_with_two_main_clauses_makes_two_statements(analyser: Analyser) -> None:
    document = make_document(
        "De wijk\n\nDe wachttijden lopen in alle regio's op en de minister moet de gemeenten daarom meer geld geven.\n",
        name="a.txt",
    )
    sentences = split_sentences(document)
    made = analyser.analyse([document.quote(item.span) for item in sentences], lambda _: None, with_syntax=True)
    first, second = find_statements(
        document, sentences, (), made.readings, dict(enumerate(made.parses or ())), analyser.judge
    )
    assert document.quote(first.span).startswith("De wachttijden")
    assert document.quote(first.span).endswith("geven.")
    assert {first.kind, second.kind} == {CLAIM, RECOMMENDATION}
    assert (second.id, second.sentence) == (f"{first.id}.2", first.sentence)
    assert document.quote(second.span) in document.quote(first.span)
    assert len(second.span) < len(first.span)
