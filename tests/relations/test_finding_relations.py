import json
import time
from dataclasses import replace
from importlib.resources import files
from pathlib import Path

import pytest
from argued_texts import ESSAY, Argued, argued
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from policytext.relations import find_relations
from policytext.relations.finding import WEIGHTS, chosen, weights
from policytext.relations.pairs import REACH, Pair, pairs_of, places_of
from policytext.types.statement import Relation
from policytext.types.vocabulary import RelationType


@pytest.fixture
def essay(tmp_path: Path) -> Argued:
    return argued(tmp_path, ESSAY)


def relations(text: Argued) -> tuple[Relation, ...]:
    return find_relations(text.document, text.sentences, text.statements, text.vectors)


def ends(found: tuple[Relation, ...], kind: RelationType) -> dict[tuple[str, str], Relation]:
    return {(relation.source, relation.target): relation for relation in found if relation.type is kind}


def test_a_conclusion_is_supported_by_what_stands_before(essay: Argued) -> None:
    found = ends(relations(essay), RelationType.SUPPORT)
    relation = found[essay.said("De teams hebben te weinig"), essay.said("Daarom moeten")]
    assert relation.method == "marker:daarom"
    assert weights().threshold <= relation.score <= 1


def test_a_reason_supports_what_stands_before(essay: Argued) -> None:
    found = ends(relations(essay), RelationType.SUPPORT)
    assert found[essay.said("Vaste contracten"), essay.said("Daarom moeten")].method == "marker:namelijk"


def test_items_support_the_line_that_announces_reasons(essay: Argued) -> None:
    found = ends(relations(essay), RelationType.SUPPORT)
    items = [essay.said(word) for word in ("gezinnen haken", "scholen nemen", "huisartsen verwijzen")]
    lead = essay.said("De wachttijd is")
    assert [found[item, lead].method for item in items] == ["list"] * 3


def test_a_contrast_in_the_next_sentence_attacks(essay: Argued) -> None:
    found = ends(relations(essay), RelationType.ATTACK)
    relation = found[essay.said("Maar dat oordeel"), essay.said("De rekenkamer noemt")]
    assert (relation.method, relation.score) == ("marker:maar", weights().attack)
    assert len(found) == 1


def test_nothing_relates_across_a_heading(essay: Argued) -> None:
    parts = {place.statement.id: place.part for place in places_of(essay.document, essay.sentences, essay.statements)}
    assert all(parts[relation.source] == parts[relation.target] for relation in relations(essay))


def test_vectors_are_not_needed(essay: Argued) -> None:
    found = ends(find_relations(essay.document, essay.sentences, essay.statements), RelationType.SUPPORT)
    assert (essay.said("De teams hebben te weinig"), essay.said("Daarom moeten")) in found


def test_no_statements_no_relations(essay: Argued) -> None:
    assert find_relations(essay.document, essay.sentences, (), essay.vectors) == ()


_SENTENCES = (
    "Gemeenten moeten kiezen.",
    "Daarom wachten kinderen.",
    "Want het geld is op.",
    "Maar dat klopt niet.",
    "Bovendien stijgt de vraag met 12 procent.",
    "Zo blijkt uit cijfers van de gemeente.",
    "# Een kop",
    "- Dit helpt niet echt.",
    "De drempel is hoog:",
)


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(lines=st.lists(st.sampled_from(_SENTENCES), min_size=1, max_size=25), joined=st.booleans())
def test_any_text_gives_sound_relations(lines: list[str], joined: bool, tmp_path: Path) -> None:
    """Ends exist and differ, one target a source, one relation for two statements, twice the same."""
    text = argued(tmp_path, (" " if joined else "\n\n").join(lines))
    found = relations(text)
    ids = {statement.id for statement in text.statements}
    assert all({relation.source, relation.target} <= ids for relation in found)
    assert all(relation.source != relation.target and 0 <= relation.score <= 1 for relation in found)
    assert len({frozenset((relation.source, relation.target)) for relation in found}) == len(found)
    supporting = [relation.source for relation in found if relation.type is RelationType.SUPPORT]
    assert len(supporting) == len(set(supporting))
    assert relations(text) == found


def test_the_likeliest_target_is_kept_and_one_direction() -> None:
    pairs = [Pair(0, 1, False), Pair(0, 2, False), Pair(1, 0, False), Pair(2, 1, False)]
    assert chosen(pairs, [0.9, 0.8, 0.7, 0.1], 0.5) == [(pairs[0], 0.9)]


def test_pairs_grow_with_the_length_of_a_document(tmp_path: Path) -> None:
    """5,000 statements under one heading: no more pairs than the reach allows, and seconds at most."""
    text = argued(tmp_path, "# Kop\n\n" + " ".join(["De gemeente betaalt dit jaar te weinig."] * 50))
    first = text.statements[0]
    many = tuple(replace(first, id=f"{text.document.short_id}:s{n}") for n in range(5000))
    places = places_of(text.document, text.sentences, many)
    assert sum(1 for _ in pairs_of(places)) <= 2 * REACH * len(many)
    start = time.process_time()
    find_relations(text.document, text.sentences, many, text.vectors)
    assert time.process_time() - start < 10


def test_the_model_card_gives_the_figures_of_the_weights() -> None:
    held = json.loads(files("policytext.relations").joinpath(WEIGHTS).read_text(encoding="utf-8"))["cross_validation"]
    card = (Path(__file__).parents[2] / "docs" / "models" / "relations.md").read_text(encoding="utf-8")
    for kind in ("support", "attack"):
        assert f"| {kind} | {' | '.join(_row(held[kind]))} |" in card


def _row(figures: dict[str, float]) -> list[str]:
    counts = [str(figures[name]) for name in ("said", "right", "labelled")]
    return counts + [f"{figures[name]:.3f}" for name in ("precision", "recall", "f1")]
