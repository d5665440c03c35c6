"""Train the small spaCy pipeline (`--nlp fast`): `python -m policytext.training.dutch.fast --data ../shared/ud ...`.

It learns from the treebanks and from policy text that the shared parser has parsed: a small network gains more from
many sentences with its teacher's errors than from four thousand without (docs/models/dutch.md has both figures). The
text is read from documents, given with `--silver`, and none of it is kept.
"""

import json
import random
import shutil
import tempfile
from collections.abc import Iterator, Sequence
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from policytext.encode import load_bulk_encoder
from policytext.errors import PolicytextError
from policytext.readers import read_document
from policytext.readers.formats import SUFFIXES
from policytext.sentences import split_sentences
from policytext.sentences.shared import SharedParser
from policytext.structure import build_document
from policytext.training.dutch.evaluate import accuracy
from policytext.training.dutch.figures import put_figures
from policytext.training.treebank import Sentence, hold_out, test_sentences, training_sentences, variants
from policytext.types.syntax import NO_HEAD, Parse

if TYPE_CHECKING:
    from spacy.tokens import Doc
    from spacy.vocab import Vocab

CONFIG: Final = files("policytext.training.dutch").joinpath("fast.cfg")
TARGET: Final = Path(str(files("policytext.sentences"))) / "dutch_fast"
#: Sentences of the silver data have so many words: shorter ones are scraps, longer ones are tables.
_WORDS: Final = range(4, 60)
_SEED: Final = 1


def silver_sentences(folders: Sequence[Path], limit: int) -> list[Sentence]:
    """Sentences of the documents below folders, parsed by the shared parser; at most `limit`, drawn at random."""
    texts = sorted({text for folder in folders for text in _running_text(folder)})
    random.Random(_SEED).shuffle(texts)
    chosen = texts[:limit]
    click.echo(f"parsing {len(chosen)} sentences", err=True)
    parses = SharedParser(load_bulk_encoder()).parse(chosen)
    return [Sentence(text, parse, "silver") for text, parse in zip(chosen, parses, strict=True) if len(parse) in _WORDS]


def _running_text(folder: Path) -> Iterator[str]:
    for path in sorted(folder.rglob("*")):
        if path.suffix.lower() not in SUFFIXES or not path.is_file():
            continue
        try:
            document = build_document(read_document(path), None, path.name)
        except PolicytextError as error:
            click.echo(f"left out: {path.name}: {error.message}", err=True)
            continue
        for sentence in split_sentences(document):
            if document.blocks[sentence.block].is_running_text:
                yield document.quote(sentence.span)


def make_doc(vocab: "Vocab", sentence: Sentence) -> "Doc":
    """A sentence as spaCy trains on it."""
    from spacy.tokens import Doc  # noqa: PLC0415 (slow to import)

    tokens = sentence.parse.tokens
    following = [*(token.span.start for token in tokens[1:]), tokens[-1].span.end]
    return Doc(
        vocab,
        words=[token.text for token in tokens],
        spaces=[token.span.end < start for token, start in zip(tokens, following, strict=True)],
        pos=[token.pos for token in tokens],
        morphs=[token.morph for token in tokens],
        heads=[token.head if token.head != NO_HEAD else place for place, token in enumerate(tokens)],
        deps=[token.relation if token.head != NO_HEAD else "ROOT" for token in tokens],
    )


def train_fast(train: Sequence[Sentence], held_out: Sequence[Sentence], target: Path) -> None:
    """Train the pipeline and put it into a folder."""
    import spacy  # noqa: PLC0415 (slow to import)
    from spacy.tokens import DocBin  # noqa: PLC0415
    from spacy.training.initialize import init_nlp  # noqa: PLC0415
    from spacy.training.loop import train as train_nlp  # noqa: PLC0415
    from spacy.util import load_config  # noqa: PLC0415

    vocab = spacy.blank("nl").vocab
    with tempfile.TemporaryDirectory() as folder:
        paths = {name: Path(folder) / f"{name}.spacy" for name in ("train", "dev")}
        for path, sentences in zip(paths.values(), (train, held_out), strict=True):
            DocBin(docs=[make_doc(vocab, sentence) for sentence in sentences]).to_disk(path)
        overrides = {f"paths.{name}": str(path) for name, path in paths.items()}
        pipeline = init_nlp(load_config(Path(str(CONFIG)), overrides=overrides))
        # The averages at the end are shipped: choosing the best round would look at what is held out.
        train_nlp(pipeline, None)
        pipeline.config["paths"] = dict.fromkeys(pipeline.config["paths"])
        pipeline.meta.update(name="policytext_fast", license="CC BY-SA 4.0", description=(__doc__ or "").split("\n")[0])
        shutil.rmtree(target, ignore_errors=True)
        pipeline.to_disk(target, exclude=["lookups"])
        prune_strings(target)


def prune_strings(folder: Path) -> None:
    """Leave a saved pipeline the names of its labels only: the words of the training text are useless, and others' own.

    Words that the tokenizer or a text brings are added when they come.
    """
    import spacy  # noqa: PLC0415 (slow to import)

    pipeline = spacy.load(folder)
    wanted = {label for name in pipeline.pipe_names for label in getattr(pipeline.get_pipe(name), "labels", ())}
    place = folder / "vocab" / "strings.json"
    place.write_text(json.dumps(sorted(wanted), ensure_ascii=False, indent=0) + "\n", encoding="utf-8")


def parse_given_tokens(name: str, sentences: Sequence[Sentence]) -> list[Parse]:
    """Parses of sentences whose tokens are given, by a pipeline's name or folder."""
    from policytext.sentences.parsing import SpacyParser  # noqa: PLC0415

    parser = SpacyParser(name)
    return parser.parse_docs([make_blank(parser.vocab, sentence) for sentence in sentences])


def make_blank(vocab: "Vocab", sentence: Sentence) -> "Doc":
    """The tokens of a sentence and nothing else."""
    from spacy.tokens import Doc  # noqa: PLC0415 (slow to import)

    full = make_doc(vocab, sentence)
    starts: list[bool | int | None] = [place == 0 for place in range(len(full))]
    return Doc(vocab, words=[t.text for t in full], spaces=[bool(t.whitespace_) for t in full], sent_starts=starts)


@click.command()
@click.option("--data", type=click.Path(exists=True, file_okay=False, path_type=Path), required=True)
@click.option("--silver", multiple=True, type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option("--limit", default=20_000, show_default=True, help="Most sentences to take from the documents.")
@click.option("--trial", is_flag=True, help="Train on nine tenths and measure on the rest; nothing is written.")
def main(data: Path, silver: tuple[Path, ...], limit: int, trial: bool) -> None:
    """Train on the treebanks in DATA and put the pipeline into the package."""
    sentences = training_sentences(data)
    train, held_out = hold_out(sentences)
    if not trial:
        train = sentences
    parsed = silver_sentences(silver, limit) if silver else []
    click.echo(f"{len(train)} sentences of treebanks, {len(parsed)} parsed ones", err=True)
    with tempfile.TemporaryDirectory() as folder:
        target = Path(folder) / "fast" if trial else TARGET
        train_fast([*train, *variants(train, 12), *parsed], held_out, target)
        measured = held_out if trial else test_sentences(data)
        figures = accuracy([sentence.parse for sentence in measured], parse_given_tokens(str(target), measured))
    click.echo(figures)
    if not trial:
        put_figures("fast", {"alpino-test": figures, "silver": len(parsed)})


if __name__ == "__main__":
    main()
