"""Articles of the Wob in 20 decisions on requests, against what people noted of them; skipped without ../shared."""

import json
from pathlib import Path

import pytest

from policytext.citations import find_citations
from policytext.readers import read_document
from policytext.readers.options import ReadOptions
from policytext.sentences import split_sentences
from policytext.structure import build_document
from policytext.types.raw import RawDocument
from policytext.types.vocabulary import OcrMode

LETTERS = Path(__file__).resolve().parents[2].parent / "shared" / "realdocs" / "labelled" / "wob_letters"
WOB = "Wet openbaarheid van bestuur"


def articles_in(raw: RawDocument) -> set[str]:
    """Numbers of the articles of the Wob that a letter cites."""
    document = build_document(raw)
    found = find_citations(document, split_sentences(document))
    return {
        value
        for cited in found
        if (cited.identifier or "").startswith(WOB)
        for name, value in cited.parts
        if name == "artikel"
    }


def test_articles_of_the_wob() -> None:
    """The articles that people noted are those that the annex prints and those that the letter applies.

    Without text recognition: a letter of which most pages are pictures (one of the 20) says nothing to a reader.
    """
    if not LETTERS.is_dir():
        pytest.skip("the labelled letters of ../shared/realdocs are not here")
    right, noted, unread, missed = 0, 0, 0, []
    for line in (LETTERS / "gold.jsonl").read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        raw = read_document(LETTERS / "pdf" / row["file"], ReadOptions(ocr=OcrMode.OFF))
        expected = set(row["wob_articles"].split(","))
        if len(raw.text) < 600 * len(raw.pages):
            unread += 1
            continue
        found = articles_in(raw)
        right += len(found & expected)
        noted += len(expected)
        missed += [f"{row['file']}: {article}" for article in sorted(expected - found)]
    assert unread <= 1
    assert noted >= 65
    assert right / noted >= 0.98, missed
