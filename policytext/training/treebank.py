"""Dutch Universal Dependencies treebanks: sentences in CoNLL-U form as the project's own records.

Source of the format: https://universaldependencies.org/format.html. The treebanks are UD_Dutch-Alpino and
UD_Dutch-LassySmall (CC BY-SA 4.0).
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from policytext.types.spans import Span
from policytext.types.syntax import NO_HEAD, Parse, Token

TRAINING: Final = ("alpino-dev", "lassy-dev", "lassy-test")
#: Kept apart for the final figures.
TEST: Final = "alpino-test"
#: Sentences that follow each other stay together when some are held out: neighbours share words and subjects.
_STRETCH: Final = 20
_FOLDS: Final = 10


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of a treebank; `source` names the text that it comes from."""

    text: str
    parse: Parse
    source: str


def read_treebank(path: Path) -> list[Sentence]:
    """All sentences of a CoNLL-U file, multi-word and empty tokens left out."""
    with path.open(encoding="utf-8") as lines:
        return list(parse_conllu(lines))


def parse_conllu(lines: Iterator[str]) -> Iterator[Sentence]:
    """Sentences from the lines of a CoNLL-U file."""
    rows: list[list[str]] = []
    source = ""
    for raw in lines:
        line = raw.rstrip("\n")
        if line.startswith("#"):
            name, _, value = line[1:].partition("=")
            if name.strip() == "source":
                source = value.strip()
        elif line:
            columns = line.split("\t")
            if columns[0].isdigit():
                rows.append(columns)
        elif rows:
            yield _sentence(rows, source)
            rows = []
    if rows:
        yield _sentence(rows, source)


def _sentence(rows: Sequence[Sequence[str]], source: str) -> Sentence:
    text = ""
    tokens: list[Token] = []
    for number, (_, form, lemma, pos, _, morph, head, relation, _, misc) in enumerate(rows):
        span = Span(len(text), len(text) + len(form))
        text += form
        if "SpaceAfter=No" not in misc and number < len(rows) - 1:
            text += " "
        tokens.append(
            Token(
                text=form,
                span=span,
                lemma=lemma,
                pos=pos,
                morph="" if morph == "_" else morph,
                head=int(head) - 1 if head != "0" else NO_HEAD,
                relation=relation,
            )
        )
    return Sentence(text, Parse(tuple(tokens)), source)


def count_words(folder: Path, names: Sequence[str]) -> Counter[tuple[str, str, str]]:
    """How often each (form, lemma, part of speech) occurs in the files; form and lemma in lower case."""
    sentences = (sentence for name in names for sentence in read_treebank(folder / f"{name}.conllu"))
    return Counter(
        (token.text.lower(), token.lemma.lower(), token.pos)
        for sentence in sentences
        for token in sentence.parse.tokens
    )


def training_sentences(folder: Path) -> list[Sentence]:
    """The sentences to train on."""
    return [sentence for name in TRAINING for sentence in read_treebank(folder / f"{name}.conllu")]


def test_sentences(folder: Path) -> list[Sentence]:
    """The sentences for the final figures."""
    return read_treebank(folder / f"{TEST}.conllu")


def hold_out(sentences: Sequence[Sentence]) -> tuple[list[Sentence], list[Sentence]]:
    """A tenth of the training sentences, in stretches, for choices between trials; the rest first."""
    held = [(number // _STRETCH) % _FOLDS == 3 for number in range(len(sentences))]
    return (
        [sentence for sentence, is_held in zip(sentences, held, strict=True) if not is_held],
        [sentence for sentence, is_held in zip(sentences, held, strict=True) if is_held],
    )


def variants(sentences: Sequence[Sentence], every: int) -> list[Sentence]:
    """Some sentences as they stand in lists and headings: in lower case, or without the full stop at the end."""
    lowered = [_lowered(sentence) for sentence in sentences[::every]]
    unstopped = (_without_stop(sentence) for sentence in sentences[every // 2 :: every])
    return [*lowered, *(sentence for sentence in unstopped if sentence is not None)]


def _lowered(sentence: Sentence) -> Sentence:
    text = sentence.text.lower()
    if len(text) != len(sentence.text):
        return sentence
    tokens = (replace(token, text=token.text.lower()) for token in sentence.parse.tokens)
    return Sentence(text, Parse(tuple(tokens)), sentence.source)


def _without_stop(sentence: Sentence) -> Sentence | None:
    *tokens, last = sentence.parse.tokens
    if last.text != "." or not tokens or any(token.head == len(tokens) for token in tokens) or last.head == NO_HEAD:
        return None
    return Sentence(sentence.text[: tokens[-1].span.end], Parse(tuple(tokens)), sentence.source)
