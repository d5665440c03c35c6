"""The sentences of `frames.conllu` through the shipped parser: how many frames come out as for a right parse."""

from collections import Counter
from importlib.resources import files

import pytest
from conllu_frames import TABLE, sentences

from policytext.encode import load_bulk_encoder
from policytext.statements.frames import Frame, frames
from policytext.types.syntax import Parse

#: What is compared, with the share of sentences in which it is right for each frame of the table, at least.
_FLOORS = {"predicate": 0.5, "subjects": 0.5, "obliged": 0.5, "modal": 0.5, "mood": 0.5, "passive": 0.5, "denied": 0.5}


def _parses(texts: list[str]) -> tuple[Parse, ...]:
    folder = files("policytext.sentences").joinpath("dutch")
    if not folder.joinpath("config.json").is_file():
        pytest.skip("the weights of the parser are not in policytext/sentences/dutch")
    parser = pytest.importorskip("policytext.sentences.shared").SharedParser(load_bulk_encoder())
    return tuple(parser.parse(texts))


def _facts(parse: Parse, frame: Frame) -> dict[str, object]:
    def words(heads: tuple[int, ...]) -> list[str]:
        return sorted(parse.tokens[head].text for head in heads)

    return {
        "predicate": parse.tokens[frame.predicate].text,
        "subjects": words(frame.subjects),
        "obliged": words(frame.obliged),
        "modal": frame.modal,
        "mood": frame.mood,
        "passive": frame.is_passive,
        "denied": frame.is_denied,
    }


def test_most_frames_are_right_with_the_shipped_parser() -> None:
    """A frame counts as found by the word of its predicate, and each fact of it for itself."""
    table = tuple(sentences(TABLE))
    right: Counter[str] = Counter()
    total = 0
    for sentence, parse in zip(table, _parses([one.text for one in table]), strict=True):
        found = {parse.tokens[frame.predicate].text: _facts(parse, frame) for frame in frames(parse)}
        for frame in frames(sentence.parse):
            total += 1
            expected = _facts(sentence.parse, frame)
            facts = found.get(str(expected["predicate"]), {})
            right.update(name for name, value in expected.items() if facts.get(name, "missing") == value)
    assert total > 120
    assert {name: round(right[name] / total, 2) for name in _FLOORS if right[name] < _FLOORS[name] * total} == {}
