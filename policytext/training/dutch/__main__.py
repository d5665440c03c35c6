"""Train the Dutch pipeline and measure it: `python -m policytext.training.dutch --data ../shared/ud --write`."""

import json
import time
import tomllib
from importlib.resources import files
from pathlib import Path

import click
from safetensors.numpy import save

from policytext.adapters.layers import trained_tensors
from policytext.encode import load_bulk_encoder
from policytext.sentences.lemmas import RULES
from policytext.sentences.network import SyntaxNetwork
from policytext.sentences.shared import CONFIG, WEIGHTS
from policytext.training.dutch.evaluate import accuracy, parse_examples
from policytext.training.dutch.figures import put_figures
from policytext.training.dutch.lemmas import has_table, learn_lemmatizer, lemma_lines
from policytext.training.dutch.network import (
    Config,
    label_names,
    make_examples,
    shipped_config,
    train_network,
)
from policytext.training.treebank import hold_out, test_sentences, training_sentences, variants

_CONFIG = files("policytext.training.dutch").joinpath("config.toml")
_TARGET = Path(str(files("policytext.sentences"))) / "dutch"
_HEAD = """\
# Rules from word endings to lemmas: class, ending, 1 for "ge" taken out, letters cut, letters added.
# Learned by policytext.training.dutch from UD_Dutch-Alpino and UD_Dutch-LassySmall (CC BY-SA 4.0) and the Dutch tables
# of spacy-lookups-data (MIT). Licence of this file: CC BY-SA 4.0.
"""


@click.command()
@click.option("--data", type=click.Path(exists=True, file_okay=False, path_type=Path), required=True)
@click.option("--trial", is_flag=True, help="Train on nine tenths and measure on the rest; nothing is written.")
@click.option("--set", "settings", multiple=True, metavar="SECTION.NAME=VALUE", help="Change a setting for a trial.")
@click.option("--write", is_flag=True, help="Put the weights into the package.")
def main(data: Path, trial: bool, settings: tuple[str, ...], write: bool) -> None:
    """Train on the treebanks in DATA."""
    config = _config(settings)
    sentences = training_sentences(data)
    train, measured = hold_out(sentences) if trial else (sentences, test_sentences(data))
    if not has_table():
        click.echo("spacy-lookups-data is not installed: the lemma rules will be poorer", err=True)
    lemmas = learn_lemmatizer(train)
    click.echo(f"{len(lemmas.rules)} lemma rules", err=True)
    labels = label_names(train)
    encoder = load_bulk_encoder()
    examples = make_examples([*train, *variants(train, config["training"]["variant_every"])], encoder, config, labels)
    unseen = make_examples(measured, encoder, config, labels)
    started = time.monotonic()

    def report(epoch: int, loss: float, network: SyntaxNetwork) -> None:
        line = f"round {epoch + 1}: loss {loss:.3f}, {time.monotonic() - started:.0f} s"
        if trial and epoch % 2:
            network.eval()
            found = parse_examples(network, lemmas, measured, unseen)
            line += f" {accuracy([sentence.parse for sentence in measured], found)}"
        click.echo(line, err=True)

    network = train_network(examples, encoder, config, labels, report)
    network.merge()
    figures = accuracy([sentence.parse for sentence in measured], parse_examples(network, lemmas, measured, unseen))
    click.echo(json.dumps(figures))
    if write and not trial:
        _TARGET.mkdir(exist_ok=True)
        (_TARGET / WEIGHTS).write_bytes(save(trained_tensors(network)))
        _write_json(_TARGET / CONFIG, shipped_config(config, labels))
        (_TARGET / RULES).write_text(_HEAD + "\n".join(lemma_lines(lemmas)) + "\n", encoding="utf-8")
        put_figures("shared", {"alpino-test": figures})


def _config(settings: tuple[str, ...]) -> Config:
    config: Config = tomllib.loads(_CONFIG.read_text(encoding="utf-8"))
    for setting in settings:
        place, _, value = setting.partition("=")
        section, _, name = place.partition(".")
        config[section][name] = type(config[section][name])(value)
    return config


def _write_json(path: Path, value: object) -> None:
    path.write_text(json.dumps(value, ensure_ascii=False, indent=1, sort_keys=True) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
