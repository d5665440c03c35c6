"""The glossary has every word that answers print, beside the value that exports give for it."""

import re
from collections.abc import Mapping
from enum import Enum

import pytest

from policytext.cli import (
    check_cites,
    citation_faults,
    code_ledger,
    code_session,
    numbers,
    output,
    quotation,
    reuse,
    sources,
    unstated,
    verify,
    watch,
)
from policytext.export import follow_words, trace_words
from tests.docs.console import ROOT

GLOSSARY = ROOT / "docs" / "glossary.md"
_ROW = re.compile(r"^\| (?P<word>[^|]+?) \| `(?P<value>[^|`]+)` \| (?P<meaning>[^|]+?) \|$", re.MULTILINE)


def described() -> set[tuple[str, str]]:
    """Words and values of the tables that say what they mean."""
    return {(row["word"], row["value"]) for row in _ROW.finditer(GLOSSARY.read_text(encoding="utf-8"))}


def test_rows_are_read_as_the_reader_sees_them() -> None:
    rows = described()
    assert ("claim", "claim") in rows
    assert ("claim", "recommendation") not in rows


@pytest.mark.parametrize(
    "words",
    [
        pytest.param(output.KINDS, id="kinds"),
        pytest.param(output.STRENGTHS, id="strengths"),
        pytest.param(output.STANCE_WORDS, id="stances"),
        pytest.param(output.CHANGES, id="changes"),
        pytest.param(output.BOUNDS, id="bounds of figures"),
        pytest.param(quotation.PROMINENCE, id="main claims"),
        pytest.param(unstated.NAMES, id="what a sentence is that states nothing"),
        pytest.param(trace_words.ENDS, id="ends of a trace"),
        pytest.param(trace_words.MANNERS, id="where a source stands"),
        pytest.param(trace_words.CREDITS, id="credit in a trace"),
        pytest.param(trace_words.LOST, id="reservations"),
        pytest.param(check_cites._NAMES, id="verdicts on citations"),
        pytest.param(check_cites._DOUBTS, id="why no verdict"),
        pytest.param(sources.FORMS, id="forms of citations"),
        pytest.param(citation_faults.NAMES, id="faults of citations"),
        pytest.param(numbers._ROLES, id="what a number tells"),
        pytest.param(reuse._NAMES, id="kinds of reuse"),
        pytest.param(reuse._CREDITS, id="credit of reuse"),
        pytest.param(follow_words.STATUSES, id="what became of recommendations"),
        pytest.param(follow_words.VERDICTS, id="answers"),
        pytest.param(follow_words.VERDICTS_OF_OTHERS, id="answers of others"),
        pytest.param(follow_words.FATES, id="what came of promises"),
        pytest.param(follow_words.BASES, id="what an answer rests on"),
        pytest.param(watch._KINDS, id="kinds of questions"),
        pytest.param(watch._EVENTS, id="what is new"),
        pytest.param(code_session.VERDICTS, id="decisions"),
        pytest.param({k: w.partition(" (")[0] for k, w in code_ledger._OUTCOMES.items()}, id="what came of decisions"),
        pytest.param(verify._FAULTS, id="faults of a brief"),
    ],
)
def test_printed_word_is_described(words: Mapping[object, str]) -> None:
    printed = {(word.strip(), str(key.value if isinstance(key, Enum) else key)) for key, word in words.items() if word}
    known = described()
    assert {(word, value) for word, value in printed if (word, value) not in known} == set()
