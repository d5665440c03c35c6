"""The invariant of the whole project: the source characters of a span, joined and normalised, are its text."""

import unicodedata
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from policytext.errors import PolicytextError
from policytext.readers.text import read_text
from policytext.structure import build_document
from policytext.types.document import Document
from policytext.types.spans import Span

SHARED = Path(__file__).resolve().parents[2].parent / "shared"
CORPUS = sorted((SHARED / "corpus").glob("*.txt")) if (SHARED / "corpus").is_dir() else []
_TOKENS = """De gemeente moet beleids- . , … ¹ <sup>2</sup> [^3] [^3]: * ** _ ` # - 1. > | --- \\* &amp; <!--x--> [a](b)
https://a.nl/b Geachte Reageer Literatuur Inhoud e\u0301 \ufb01 \u00ad \u200b \x00""".split()  # noqa: SIM905 - one token reads as one word
_WORDS = st.sampled_from([*_TOKENS, " ", "\t", "\n", "\n\n", "\n\n\n", "\r\n", "\f", "\u00a0"])


def collapsed(text: str) -> str:
    return " ".join(unicodedata.normalize("NFKC", text).split())


def make(text: str) -> Document:
    try:
        raw = read_text(Path("nota.md"), text.encode(), "sha256:" + 64 * "0")
    except PolicytextError:
        assume(False)
    return build_document(raw)


def broken_blocks(document: Document) -> Iterator[tuple[str, str]]:
    for block in document.blocks:
        source = "".join(document.source_text[s.start : s.end] for s in document.source_spans(block.span))
        if collapsed(source) != collapsed(document.quote(block.span)):
            yield source, document.quote(block.span)


@settings(max_examples=300, deadline=None)
@given(st.lists(_WORDS, max_size=40).map(" ".join) | st.lists(_WORDS, max_size=40).map("".join))
def test_markup_in_any_order(text: str) -> None:
    assert list(broken_blocks(make(text))) == []


@settings(max_examples=200, deadline=None)
@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=200))
def test_any_text(text: str) -> None:
    document = make("x\n\n" + text)
    assert list(broken_blocks(document)) == []
    assert "  " not in document.text


@settings(max_examples=50, deadline=None)
@given(st.lists(st.sampled_from(["een", "twee", "Drie", "vier.", "\n", " ", "*"]), max_size=30).map("".join))
def test_text_keeps_every_letter(text: str) -> None:
    letters = sorted(character for character in make("x\n\n" + text).text if character.isalpha())
    assert letters == sorted(character for character in "x" + text if character.isalpha())


@pytest.mark.parametrize("path", CORPUS or [None], ids=lambda path: path.name[:3] if path else "absent")
def test_corpus_documents(path: Path | None) -> None:
    if path is None:
        pytest.skip("the documents of ../shared/corpus are not here")
    document = build_document(read_text(path, path.read_bytes(), "sha256:" + 64 * "0"))
    assert list(broken_blocks(document)) == []


@pytest.mark.parametrize("path", CORPUS or [None], ids=lambda path: path.name[:3] if path else "absent")
def test_gold_units_lie_in_one_block(path: Path | None) -> None:
    """Every unit that the gold standard marks is words of one block, but for rules between paragraphs."""
    units = SHARED / "gold" / "dev" / f"{path.name[:3]}.spans.tsv" if path else None
    if path is None or units is None or not units.is_file():
        pytest.skip("the gold standard of ../shared/gold is not here")
    document = build_document(read_text(path, path.read_bytes(), "sha256:" + 64 * "0"))
    rows = [line.split("\t") for line in units.read_text(encoding="utf-8").splitlines()]
    spans = [Span(int(row[1]), int(row[2])) for row in rows if row[1].isdigit()]
    spans = [span for span in spans if any(map(str.isalnum, document.source_text[span.start : span.end]))]
    for span in spans:
        text = document.offsets.to_text(span)
        assert text is not None
        assert sum(1 for block in document.blocks if block.span.overlaps(text)) == 1
