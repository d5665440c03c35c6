"""Which word gave a recommendation its strength, and where it stands."""

import pytest
from conllu_frames import parsed

from policytext.statements.cues import read
from policytext.statements.modality import strength_of, strength_reason
from policytext.types.vocabulary import Aspect


@pytest.mark.parametrize(
    ("sentence", "sign", "words"),
    [
        pytest.param("Gemeenten moeten kiezen.", "‘moeten’ verplicht", "moeten", id="modal verb"),
        pytest.param("De gemeente zou moeten kiezen.", "‘zou moeten’ raadt aan", "zou moeten", id="softened"),
        pytest.param("Gemeenten kunnen kiezen voor een norm.", "‘kunnen’ oppert", "kunnen", id="possible"),
        pytest.param("Wij pleiten voor een norm.", "‘pleiten voor’ raadt aan", "pleiten voor", id="phrase that asks"),
        pytest.param("Misschien moet het anders.", "‘misschien’ oppert", "Misschien", id="perhaps"),
        pytest.param("Betrek ouders bij het plan.", "gebiedende wijs ‘betrek’ verplicht", "Betrek", id="imperative"),
    ],
)
def test_reason_by_words(sentence: str, sign: str, words: str) -> None:
    reading = read(sentence)
    reason = strength_reason(reading, strength_of(reading), None, 10)
    assert reason is not None
    assert (reason.aspect, reason.sign) == (Aspect.STRENGTH, sign)
    assert reason.span is not None
    assert sentence[reason.span.start - 10 : reason.span.end - 10] == words


def test_no_reason_without_a_sign() -> None:
    reading = read("Een vast aanspreekpunt per gezin")
    assert strength_reason(reading, strength_of(reading)) is None


def test_reason_by_frames_is_the_modal_verb_of_the_clause() -> None:
    text, frames = parsed("shared-subject")
    reading = read(text)
    reason = strength_reason(reading, strength_of(reading, frames), frames)
    assert reason is not None
    assert reason.span is not None
    assert text[reason.span.start : reason.span.end] in reason.sign
