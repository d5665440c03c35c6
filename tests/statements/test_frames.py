"""Frames of clauses: sentences of our own with their parse, gold treebank sentences, and trees that are no trees."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from conllu_frames import PARSED, TABLE, Annotated, described, sentences
from hypothesis import given
from hypothesis import strategies as st

from policytext.statements.frames import Mood, frames
from policytext.types.spans import Span
from policytext.types.syntax import NO_HEAD, Parse, Token

_TABLE = (*sentences(TABLE), *sentences(PARSED))
_TREEBANK = Path(__file__).resolve().parents[3] / "shared" / "ud"
_RELATIONS = (
    "nsubj",
    "obj",
    "obl",
    "aux",
    "aux:pass",
    "cop",
    "xcomp",
    "ccomp",
    "csubj",
    "conj",
    "advmod",
    "case",
    "det",
)
_WORDS = (
    "niet",
    "geen",
    "moet",
    "wil",
    "gemeenten",
    "zou",
    "worden",
    "te",
    "noch",
    "nodig",
    "het",
    "er",
    "maar",
    "nog",
)


@pytest.mark.parametrize("sentence", [pytest.param(one, id=one.id) for one in _TABLE])
def test_frames_of_a_sentence(sentence: Annotated) -> None:
    found = tuple(described(sentence.parse, frame) for frame in frames(sentence.parse))
    assert found == sentence.frames


def test_table_holds_trees_with_one_root() -> None:
    for sentence in _TABLE:
        (root,) = sentence.parse.roots()
        assert sentence.parse.subtree(root) == tuple(range(len(sentence.parse))), sentence.id


def test_table_has_no_sentence_twice() -> None:
    assert len({sentence.id for sentence in _TABLE}) == len({sentence.text for sentence in _TABLE}) == len(_TABLE)


@pytest.mark.parametrize(
    ("sentence", "scope"),
    [
        pytest.param("niet-of-the-predicate", "Scholen mogen leerlingen weigeren", id="predicate"),
        pytest.param("geen-with-subject", "enkel kind", id="its noun"),
        pytest.param("zonder", "extra budget", id="what is missing"),
        pytest.param("niet-maar", "het Rijk", id="the contrasted part"),
    ],
)
def test_scope_of_a_negation(sentence: str, scope: str) -> None:
    (parse,) = (one.parse for one in _TABLE if one.id == sentence)
    (negation,) = frames(parse)[0].negations
    assert " ".join(parse.tokens[index].text for index in negation.tokens) == scope


def _token(text: str, head: int, relation: str, pos: str = "VERB", morph: str = "") -> Token:
    return Token(text, Span(0, len(text)), text, pos, morph, head, relation)


def test_no_tokens_have_no_frames() -> None:
    assert frames(Parse(())) == ()


@pytest.mark.parametrize(
    "heads",
    [
        pytest.param((1, 0, 1), id="cycle without a root"),
        pytest.param((NO_HEAD, NO_HEAD, NO_HEAD), id="only roots"),
        pytest.param((0, 0, 1), id="its own head"),
        pytest.param((NO_HEAD, 2, 1), id="cycle beside a root"),
    ],
)
@pytest.mark.parametrize("relation", _RELATIONS)
def test_trees_that_are_none_give_frames_of_their_tokens(heads: tuple[int, ...], relation: str) -> None:
    parse = Parse(tuple(_token("moeten", head, "root" if head == NO_HEAD else relation) for head in heads))
    assert all(frame.predicate in range(len(parse)) for frame in frames(parse))


@given(
    st.lists(
        st.tuples(
            st.sampled_from(_WORDS),
            st.integers(0, 11),
            st.sampled_from(_RELATIONS),
            st.sampled_from(("VERB", "AUX", "NOUN", "ADJ", "ADV")),
            st.sampled_from(("", "VerbForm=Inf", "VerbForm=Part", "Number=Sing|Tense=Pres|VerbForm=Fin")),
        ),
        min_size=1,
        max_size=12,
    )
)
def test_any_tree_gives_frames_of_its_tokens(rows: list[tuple[str, int, str, str, str]]) -> None:
    """Whatever a parser says, governors stand before what they govern and every number is a token."""
    tokens = [
        _token(text, NO_HEAD if head >= len(rows) else head, relation, pos, morph)
        for text, head, relation, pos, morph in rows
    ]
    found = frames(Parse(tuple(tokens)))
    for place, frame in enumerate(found):
        named = (frame.predicate, *frame.verb, *frame.subjects, *frame.objects, *frame.agents, *frame.obliged)
        assert set(named) <= set(range(len(tokens)))
        assert frame.governor is None or frame.governor < place
        assert all(set(negation.tokens) <= set(range(len(tokens))) for negation in frame.negations)


def test_endless_coordination_is_cut_off() -> None:
    """A table taken for one sentence must not take minutes: 4,000 verbs, each coordinated with the one before."""
    tokens = [_token("kiezen", index - 1 if index else NO_HEAD, "conj" if index else "root") for index in range(4000)]
    assert len(frames(Parse(tuple(tokens)))) == 40


def test_denials_without_end_are_cut_off() -> None:
    tokens = [_token("kiezen", NO_HEAD, "root"), *(_token("niet", 0, "advmod", "ADV") for _ in range(4000))]
    (frame,) = frames(Parse(tuple(tokens)))
    assert len(frame.negations) == 16


def _treebank() -> Iterator[Annotated]:
    for path in sorted(_TREEBANK.glob("*.conllu")):
        yield from sentences(path)


@pytest.mark.skipif(not _TREEBANK.is_dir(), reason="the treebanks are not here (../shared/ud)")
def test_shared_subjects_are_those_of_the_treebank() -> None:
    """Enhanced dependencies of the treebank say which subject a coordinated or controlled verb has (528 of them)."""
    right = wrong = 0
    for sentence in _treebank():
        subjects = _enhanced_subjects(sentence)
        for frame in frames(sentence.parse):
            expected = subjects.get(frame.predicate)
            if expected and not sentence.parse.children(frame.predicate, "nsubj"):
                right, wrong = right + bool(expected & {*frame.subjects}), wrong + (not expected & {*frame.subjects})
    assert right + wrong > 400
    assert right / (right + wrong) > 0.97


def _enhanced_subjects(sentence: Annotated) -> dict[int, set[int]]:
    """Places of the subjects of each verb, by the fields "7:nsubj|9:nsubj:xsubj"."""
    found: dict[int, set[int]] = {}
    for index, field in enumerate(sentence.enhanced):
        for part in field.split("|"):
            head, _, relation = part.partition(":")
            if relation.startswith("nsubj") and head.isdigit():
                found.setdefault(int(head) - 1, set()).add(index)
    return found


@pytest.mark.skipif(not _TREEBANK.is_dir(), reason="the treebanks are not here (../shared/ud)")
def test_imperatives_of_the_treebank_begin_their_clause() -> None:
    """News and encyclopedias have few orders: more than one in a hundred sentences would be false alarms."""
    orders = [s.text for s in _treebank() if any(frame.mood is Mood.IMPERATIVE for frame in frames(s.parse))]
    assert any(text.startswith("Zie ") for text in orders)
    assert len(orders) < 47
