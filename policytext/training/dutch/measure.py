"""Measure the shipped Dutch pipelines and keep the figures: `python -m policytext.training.dutch.measure ...`.

Accuracy on alpino-test with the tokens of the treebank, on the project's own sample of parsed sentences, and time as
shares: of the shared parser to the encoding that it listens to, and of words a second of the fast pipeline.
"""

import json
import time
from collections.abc import Sequence
from importlib.resources import files
from pathlib import Path

import click
import numpy as np

from policytext.encode import ListenedEncoder, load_bulk_encoder
from policytext.sentences.lemmas import lemmatizer
from policytext.sentences.parsing import FAST, SpacyParser
from policytext.sentences.shared import CONFIG, SharedParser
from policytext.training.dutch.evaluate import accuracy, parse_examples
from policytext.training.dutch.fast import parse_given_tokens
from policytext.training.dutch.figures import put_figures
from policytext.training.dutch.network import make_examples
from policytext.training.treebank import Sentence, read_treebank, test_sentences
from policytext.types.syntax import Parse

#: Of the project's own sample: its lemmas and features are not written out, only what frames need.
SAMPLE_MEASURES = ("pos", "uas", "las")
_REPEATS = 3


def parse_shared(sentences: Sequence[Sentence], encoder: ListenedEncoder) -> list[Parse]:
    """Parses by the shipped shared parser, with the tokens of the treebank."""
    config = json.loads(files("policytext.sentences").joinpath("dutch").joinpath(CONFIG).read_text(encoding="utf-8"))
    examples = make_examples(sentences, encoder, config, config["labels"])
    return parse_examples(SharedParser(encoder).network, lemmatizer(), sentences, examples)


def parse_fast(sentences: Sequence[Sentence]) -> list[Parse]:
    """Parses by the shipped fast pipeline, with the tokens of the treebank."""
    return parse_given_tokens(FAST, sentences)


def measure(
    sentences: Sequence[Sentence], parses: Sequence[Parse], names: Sequence[str] | None = None
) -> dict[str, float]:
    """The figures of `evaluate.accuracy`, all or those with these names."""
    figures = accuracy([sentence.parse for sentence in sentences], parses)
    return {name: value for name, value in figures.items() if names is None or name in names}


def measure_speed(texts: Sequence[str], encoder: ListenedEncoder) -> dict[str, float]:
    """Time of parsing as a share of encoding the same sentences, and words a second; medians of some runs."""
    shared, fast = SharedParser(encoder), SpacyParser(FAST)
    words = sum(len(parse) for parse in fast.parse(texts))  # also the first, slower pass
    shares, rates = [], []
    for _ in range(_REPEATS):
        hearing = shared.listen(texts)
        start = time.perf_counter()
        encoder.encode_passages(texts, None, hearing)
        encoding = time.perf_counter() - start - hearing.seconds
        shares.append(hearing.seconds / encoding)
        start = time.perf_counter()
        fast.parse(texts)
        rates.append(words / (time.perf_counter() - start))
    return {
        "shared_share_of_encoding": round(float(np.median(shares)), 2),
        "fast_words_a_second": round(float(np.median(rates)), -2),
        "fast_share_of_encoding": round(words / float(np.median(rates)) / encoding, 2),
    }


@click.command()
@click.option("--data", type=click.Path(exists=True, file_okay=False, path_type=Path), required=True)
@click.option("--sample", type=click.Path(exists=True, dir_okay=False, path_type=Path), required=True)
@click.option("--write", is_flag=True, help="Keep the figures beside the weights.")
def main(data: Path, sample: Path, write: bool) -> None:
    """Measure on the treebank in DATA and on SAMPLE, a CoNLL-U file."""
    encoder = load_bulk_encoder()
    found: dict[str, dict[str, dict[str, float]]] = {"shared": {}, "fast": {}}
    for name, sentences, names in (
        ("alpino-test", test_sentences(data), None),
        ("sample", read_treebank(sample), SAMPLE_MEASURES),
    ):
        found["shared"][name] = measure(sentences, parse_shared(sentences, encoder), names)
        found["fast"][name] = measure(sentences, parse_fast(sentences), names)
    speed = measure_speed([sentence.text for sentence in test_sentences(data)], encoder)
    click.echo(json.dumps({**found, "speed": speed}, indent=1))
    if write:
        put_figures("speed", speed)
        for pipeline, figures in found.items():
            put_figures(pipeline, figures)


if __name__ == "__main__":
    main()
