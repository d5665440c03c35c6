"""Train the classifier of sentences in `policytext/statements/acts`.

Usage: python -m policytext.training.acts --annotations FOLDER --documents FOLDER [--write] [--validate] [--compare]

FOLDER of annotations holds `statements.tsv` (file, text, kind of each sentence, in reading order); that of documents
holds the files that `read_labels.tsv` names and the tables of `tables.py`. `--write` trains on all and stores the
weights. `--validate` stores what cross-validation over documents gives, with the bonus of recommendations in each genre
and the temperature that the judges use. `--compare` tries other models on the same folds. One training takes minutes on
two cores, a validation one training a fold. Deterministic on one machine.
"""

import argparse
import json
import sys
import time
import tomllib
import warnings
from pathlib import Path
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray
from safetensors.numpy import save_file

from policytext.adapters.layers import trained_tensors
from policytext.encode import ListenedEncoder, load_bulk_encoder
from policytext.statements.classifier import FIGURES, FOLDER, WORDS
from policytext.statements.genre import Genre
from policytext.statements.listening import CONFIG, WEIGHTS
from policytext.training.acts.comparison import compare
from policytext.training.acts.fitting import Config, Example, make_examples, predict, train_network
from policytext.training.acts.headings import fit_headings, left_out, names_under_headings
from policytext.training.acts.passages import all_stretches
from policytext.training.acts.tables import in_tables, is_in_table
from policytext.training.acts.validation import (
    best_shift,
    best_temperature,
    by_genre,
    calibration_error,
    f1_scores,
    folds,
    rounded,
    shifted,
    spread,
)
from policytext.training.acts.words import fit_words, predict_words, weights_json

Array = NDArray[np.float64]
TARGET: Final = Path(__file__).parents[2] / "statements" / FOLDER


def main() -> None:
    """Validate and train, as asked."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--annotations", type=Path, required=True)
    parser.add_argument("--documents", type=Path, required=True)
    parser.add_argument("--validate", action="store_true")
    parser.add_argument("--folds", type=int, default=3)
    parser.add_argument("--compare", action="store_true", help="try other models on the same folds")
    parser.add_argument("--write", action="store_true")
    given = parser.parse_args()
    warnings.simplefilter("ignore")
    config = tomllib.loads((Path(__file__).parent / "config.toml").read_text(encoding="utf-8"))
    encoder = load_bulk_encoder()
    stretches = [*all_stretches(given.annotations, given.documents), *in_tables(given.documents)]
    examples = make_examples(stretches, encoder, config)
    _say(f"{sum(len(example.kinds) for example in examples)} sentences in {len(examples)} stretches")
    TARGET.mkdir(exist_ok=True)
    if given.write:
        write(examples, encoder, config)
    path = TARGET / FIGURES
    figures = json.loads(path.read_text(encoding="utf-8")) if path.is_file() else {}
    if given.validate:
        found = validate(examples, encoder, config, given.folds, given.documents)
        figures = {**found, "compared": figures.get("compared", {})}
    if given.compare:
        figures["compared"] = compare(examples, given.folds)
    path.write_text(json.dumps(figures, indent=1) + "\n", encoding="utf-8")
    sys.stdout.write(json.dumps(figures, indent=1) + "\n")


def validate(
    examples: list[Example], encoder: ListenedEncoder, config: Config, count: int, documents: Path
) -> dict[str, Any]:
    """Figures of both classifiers on documents that they did not see in training."""
    found: dict[str, list[tuple[int, Array]]] = {"network": [], "words": []}
    for number, (train, test) in enumerate(folds(examples, count)):
        learned, asked = [examples[place] for place in train], [examples[place] for place in test]
        network, cues = train_network(learned, encoder, config, _report(f"fold {number + 1} of {count}"))
        found["network"] += zip(test, predict(network, cues, asked, config), strict=True)
        found["words"] += zip(test, predict_words(*fit_words(learned), asked), strict=True)
    tested = [example for example in examples if example.stretch.is_tested]
    tables = [example for example in examples if is_in_table(example.stretch)]
    return {
        "sentences": {
            "labelled documents": _sentences(tested),
            "written passages": _sentences(examples) - _sentences(tested) - _sentences(tables),
            "tables": _sentences(tables),
        },
        "documents": len({example.stretch.group for example in tested}),
        "folds": count,
        "network": figures_of_network(examples, found["network"], documents),
        "words": figures_of(examples, found["words"]),
    }


def figures_of_network(examples: list[Example], rows: list[tuple[int, Array]], documents: Path) -> dict[str, Any]:
    """Figures of the network on documents that it had not seen, with what the headings above sentences add.

    Args:
        examples: all examples.
        rows: numbers of examples, with the log probabilities of their sentences, shape (n, 4).
        documents: the folder of the documents, where headings are looked up.
    """
    rows = sorted(rows, key=lambda row: row[0])
    stretches = [examples[number].stretch for number, _ in rows]
    names = names_under_headings(stretches, documents)
    groups = [stretch.group for stretch in stretches for _ in stretch.texts]
    kinds = np.concatenate([examples[number].kinds for number, _ in rows])
    scores = np.concatenate([scores for _, scores in rows])
    moved = left_out(scores, kinds, names, groups)
    parts = np.split(moved, np.cumsum([len(held) for _, held in rows])[:-1])
    under = [row for row, present in enumerate(names) if present]
    return {
        **figures_of(examples, [(number, part) for (number, _), part in zip(rows, parts, strict=True)]),
        "headings": fit_headings(scores, kinds, names, groups),
        "f1_without_headings": figures_of(examples, rows)["f1"],
        "under_known_headings": {
            "sentences": len(under),
            "f1": rounded(f1_scores(moved[under], kinds[under])),
            "f1_without_headings": rounded(f1_scores(scores[under], kinds[under])),
        },
    }


def _sentences(examples: list[Example]) -> int:
    return sum(len(example.kinds) for example in examples)


def figures_of(examples: list[Example], rows: list[tuple[int, Array]]) -> dict[str, Any]:
    """What scores of examples give: bonus of recommendations, temperature, F1; `rows` as `figures_of_network` has."""
    rows = sorted(rows, key=lambda row: row[0])
    scores = np.concatenate([scores for _, scores in rows])
    tested = [examples[number] for number, _ in rows]
    kinds = np.concatenate([example.kinds for example in tested])
    genres = np.array([str(example.stretch.genre) for example in tested for _ in example.kinds])
    groups = [example.stretch.group for example in tested for _ in example.kinds]
    shifts = {str(genre): best_shift(scores[genres == genre], kinds[genres == genre]) for genre in Genre}
    plain = rounded(f1_scores(scores, kinds))
    scores = shifted(scores, np.array([shifts[genre] for genre in genres]))
    temperature = best_temperature(scores, kinds)
    return {
        "shifts": {genre: round(shift, 2) for genre, shift in shifts.items()},
        "temperature": round(temperature, 2),
        "calibration_error": round(calibration_error(scores / temperature, kinds), 3),
        "calibration_error_before": round(calibration_error(scores, kinds), 3),
        "f1": rounded(f1_scores(scores, kinds)),
        "f1_without_bonus": plain,
        "f1_by_genre": by_genre(scores, kinds, genres),
        "f1_quartiles_over_documents": spread(scores, kinds, groups),
    }


def write(examples: list[Example], encoder: ListenedEncoder, config: Config) -> None:
    """Train on everything and store the weights."""
    network, cues = train_network(examples, encoder, config, _report("everything"))
    save_file(trained_tensors(network), str(TARGET / WEIGHTS))
    shipped = {
        "sizes": config["sizes"],
        "cues": cues,
        "training": config["training"],
        "seed": config["seed"],
    }
    (TARGET / CONFIG).write_text(json.dumps(shipped, ensure_ascii=False) + "\n", encoding="utf-8")
    model, kept = fit_words(examples)
    words = weights_json(model, kept)
    (TARGET / WORDS).write_text(json.dumps(words, ensure_ascii=False, separators=(",", ":")) + "\n", encoding="utf-8")
    for path in sorted(TARGET.iterdir()):
        _say(f"{path.name}: {path.stat().st_size // 1024} KB")


def _report(what: str) -> Any:
    start = time.perf_counter()

    def say(epoch: int, loss: float) -> None:
        _say(f"{what}: round {epoch + 1}, loss {loss:.3f}, {time.perf_counter() - start:.0f} s")

    return say


def _say(line: str) -> None:
    sys.stderr.write(line + "\n")
    sys.stderr.flush()


if __name__ == "__main__":
    main()
