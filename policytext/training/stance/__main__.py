"""Train the stance models of `policytext/query/stance.json`.

Usage: python -m policytext.training.stance --data FOLDER --index FOLDER [--write]

`--data` holds `stance.tsv` and `statements.tsv`, `--index` is an index of the documents that `judged.tsv` names (see
`pairs`). Prints what cross-validation over propositions and files gives; `--write` stores the weights. Deterministic.

Whether a sentence bears on a proposition is learned from what searches found. On which side it is is learned from
`stance.tsv` alone: nearly all that searches find is pro, and a model that also learns from it finds less of what is
contra (docs/models/stance.md). The judged pairs are so a test on propositions that the model of sides never saw.
"""

import argparse
import json
import sys
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from policytext.query.open_index import open_index
from policytext.query.pairs import FEATURES, is_denied
from policytext.query.stance import BEARING_FEATURES, WEIGHTS, Logistic, speaking_features, together
from policytext.training.logistic import fit_logistic, grouped_folds
from policytext.training.stance.pairs import (
    SIDES,
    Pairs,
    Positions,
    annotated_pairs,
    judged_pairs,
    judged_positions,
    written_pairs,
)

Array = NDArray[np.float64]
#: Retrieved pairs follow the distribution that a query meets (mostly pro), written ones are half pro, half contra.
RETRIEVED_WEIGHT_PRO = 2.0
PENALTY = 10.0
#: With two features.
PENALTY_SPEAKING = 1.0
#: With the 768 vector features.
PENALTY_VECTORS = 500.0
#: Of a written pair: together they weigh about as much as the others. 0.2 and 0.5 were tried.
WRITTEN_WEIGHT = 0.2
FOLDS = 8
#: F1 by which a threshold may fall short of the best; less is noise with some three hundred pairs that bear.
AS_GOOD = 0.02
#: The same for documents. The judged ones stand among many on other matters; in a collection on one subject nearly
#: every document that is let in speaks (docs/models/stance.md), so what is missed weighs more.
AS_GOOD_DOCUMENTS = 0.04
#: Share of cross-validated pairs in which a said side must be right.
WANTED_CONTRA, WANTED_PRO = 0.9, 0.7


def cross_validate(x: Array, y: Array, weight: Array, groups: tuple[str, ...], penalty: float) -> Array:
    """Probability of each row from a model that saw no row of its group."""
    probabilities = np.zeros(len(y))
    for test in grouped_folds(list(groups), FOLDS):
        train = np.setdiff1d(np.arange(len(y)), test)
        model = _fitted(x[train], y[train], weight[train], penalty)
        probabilities[test] = [model.probability(row) for row in x[test]]
    return probabilities


def best_threshold(probability: Array, y: NDArray[np.bool_], as_good: float = AS_GOOD) -> tuple[float, float]:
    """Threshold and its F1: the lowest of those within `as_good` of the best.

    Many are about as good, and a position that is missed is lost to its reader, one that is shown can be passed over.
    """
    scores = [(_f1(probability >= threshold, y), float(threshold)) for threshold in np.arange(0.02, 0.9, 0.02)]
    best = max(scores)[0]
    threshold, f1 = min((threshold, f1) for f1, threshold in scores if f1 >= best - as_good)
    return round(threshold, 2), round(f1, 3)


def bounds_for(probability: Array, y: Array) -> tuple[float, float]:
    """The highest probability at which contra, and the lowest at which pro, is right often enough."""
    steps = np.arange(0.1, 0.9, 0.01)
    contra = [step for step in steps if (y[probability <= step] == 0).mean() >= WANTED_CONTRA]
    pro = [step for step in steps if (y[probability >= step] == 1).mean() >= WANTED_PRO]
    return round(float(max(contra)), 2), round(float(min(pro)), 2)


def main() -> None:
    """Train, report, and write when asked."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--index", type=Path, required=True)
    parser.add_argument("--write", action="store_true")
    arguments = parser.parse_args()
    annotated = annotated_pairs(arguments.data)
    with open_index(arguments.index) as index:
        judged, positions = judged_pairs(index), judged_positions(index)
        written = written_pairs(index)
    bearing, figures = _bearing(judged)
    speaking, found = _speaking(positions, Logistic.from_json(bearing))  # type: ignore[arg-type]  # JSON values
    sides, held = _sides(annotated, written, judged)
    report = {
        "pairs": len(annotated.stance) + len(judged.stance),
        "written_pairs": len(written.stance),
        **figures,
        **found,
        **held,
    }
    sys.stdout.write(json.dumps(report, indent=2) + "\n")
    if arguments.write:
        model = {
            "features": list(FEATURES),
            "bearing_features": list(BEARING_FEATURES),
            "bearing": bearing,
            **speaking,
            **sides,
            "cross_validation": report,
        }
        target = Path(__file__).parents[2] / "query" / WEIGHTS
        target.write_text(json.dumps(model, separators=(",", ":")) + "\n", encoding="utf-8")
        sys.stdout.write(f"weights written to {target.name}\n")


def _bearing(judged: Pairs) -> tuple[dict[str, object], dict[str, float]]:
    """The model of bearing, and what cross-validation says of it."""
    bears, x = judged.takes_side, np.asarray(judged.bearing)
    weight = np.ones(len(bears))
    probability = cross_validate(x, bears.astype(np.float64), weight, judged.group, PENALTY)
    _, f1 = best_threshold(probability, bears)
    similarity = judged.words[:, FEATURES.index("similarity")]
    alone = max(_f1(similarity >= step, bears) for step in np.quantile(similarity, np.arange(0.5, 1.0, 0.01)))
    places: dict[tuple[str, str], list[int]] = {}
    for place, key in enumerate(zip(judged.group, judged.file, strict=True)):
        places.setdefault(key, []).append(place)
    best = [bears[held[int(np.argmax(probability[held]))]] for held in places.values() if bears[held].any()]
    return fit_logistic(x, bears.astype(np.float64), weight, PENALTY), {
        "judged_pairs": len(bears),
        "bearing_pairs": int(bears.sum()),
        "bearing_f1_retrieved": f1,
        "bearing_f1_similarity": round(float(alone), 3),
        "best_sentence": round(float(np.mean(best)), 3),
    }


def _speaking(positions: Positions, bearing: Logistic) -> tuple[dict[str, object], dict[str, float]]:
    """The model of which documents speak, from which probability on they do, and what cross-validation says of it.

    The model of bearing has three weights and saw the judged pairs, not the documents that were judged whole.
    """

    def held(rows: Array) -> float:
        return together(bearing.probability(row) for row in rows)

    best = {number: max(map(held, documents), default=0.0) for number, documents in positions.of_all.items()}
    values = [held(rows) for rows in positions.bearing]
    x = np.array([speaking_features(value, best[group]) for value, group in zip(values, positions.group, strict=True)])
    speaks, weight = positions.speaks, np.ones(len(positions.speaks))
    y = speaks.astype(np.float64)
    probability = cross_validate(x, y, weight, positions.group, PENALTY_SPEAKING)
    alone = cross_validate(x[:, :1], y, weight, positions.group, PENALTY_SPEAKING)
    speaks_from, _ = best_threshold(probability, speaks, AS_GOOD_DOCUMENTS)
    said, said_alone = probability >= speaks_from, alone >= best_threshold(alone, speaks, AS_GOOD_DOCUMENTS)[0]
    return {"speaking": fit_logistic(x, y, weight, PENALTY_SPEAKING), "speaks_from": speaks_from}, {
        "documents": len(speaks),
        "documents_speaking": int(speaks.sum()),
        "document_f1": round(_f1(said, speaks), 3),
        "document_precision": round(float(speaks[said].mean()), 3),
        "document_recall": round(float(said[speaks].mean()), 3),
        "document_f1_alone": round(_f1(said_alone, speaks), 3),
    }


def _sides(annotated: Pairs, written: Pairs, judged: Pairs) -> tuple[dict[str, object], dict[str, float]]:
    """The models of sides, and how they do: cross-validated on the annotated pairs, as they are on the judged ones.

    The written pairs are in every training of the model with vectors and in no figure.
    """
    own = annotated.kept(np.isin(annotated.stance, SIDES[:2]))
    other = judged.kept(np.isin(judged.stance, SIDES[:2]))
    pro = np.array([stance == "pro" for stance in own.stance], dtype=np.float64)
    weight = np.where(own.is_found, RETRIEVED_WEIGHT_PRO, 1.0)
    whole, found = np.hstack([own.words, own.vectors]), own.is_found
    more = np.hstack([written.words, written.vectors])
    more_pro = np.array([stance == "pro" for stance in written.stance], dtype=np.float64)
    all_x, all_pro = np.vstack([whole, more]), np.concatenate([pro, more_pro])
    all_weight = np.concatenate([weight, np.full(len(more_pro), WRITTEN_WEIGHT)])
    said = cross_validate(all_x, all_pro, all_weight, (*own.group, *written.group), PENALTY_VECTORS)[: len(pro)]
    by_words = cross_validate(own.words, pro, weight, own.group, PENALTY)
    denied = np.array([is_denied(row) for row in own.words])
    denied_pro = (float(pro[denied].sum()) + 1.0) / (float(denied.sum()) + 2.0)
    said = np.where(denied, np.minimum(said, denied_pro), said)
    contra_to, pro_from = bounds_for(said, pro)
    is_said = (said <= contra_to) | (said >= pro_from)
    said_right = np.where(said >= pro_from, pro == 1, pro == 0)
    right = (said >= 0.5) == (pro == 1)
    model = _fitted(all_x, all_pro, all_weight, PENALTY_VECTORS)
    words = _fitted(own.words, pro, weight, PENALTY)
    on_judged = np.array([model.probability(row) for row in np.hstack([other.words, other.vectors])])
    by_words_judged = np.array([words.probability(row) for row in other.words])
    denied_judged = np.array([is_denied(row) for row in other.words])
    on_judged = np.where(denied_judged, np.minimum(on_judged, denied_pro), on_judged)
    pro_judged = np.array([stance == "pro" for stance in other.stance])
    similarity = other.words[:, FEATURES.index("similarity")]
    by_similarity = similarity >= _best_split(own.words[:, FEATURES.index("similarity")], pro == 1)
    figures = {
        "pro_accuracy": float(right.mean()),
        "pro_accuracy_retrieved": float(right[found].mean()),
        "pro_accuracy_by_words": float(((by_words >= 0.5) == (pro == 1)).mean()),
        "denied_pairs": int(denied.sum()),
        "precision_where_said": float(said_right[is_said].mean()),
        "precision_where_said_retrieved": float(said_right[is_said & found].mean()),
        "share_said": float(is_said.mean()),
        "judged_pairs_sided": len(pro_judged),
    }
    for name, guess in (
        ("always_pro", np.ones(len(pro_judged), dtype=np.bool_)),
        ("similarity", by_similarity),
        ("words", by_words_judged >= 0.5),
        ("shipped", on_judged >= 0.5),
    ):
        figures[f"judged_accuracy_{name}"] = float((guess == pro_judged).mean())
        figures[f"judged_macro_f1_{name}"] = (_f1(guess, pro_judged) + _f1(~guess, ~pro_judged)) / 2
    contra_said = on_judged <= contra_to
    figures["judged_contra_said"] = int(contra_said.sum())
    figures["judged_contra_right"] = int((~pro_judged)[contra_said].sum())
    figures["judged_precision_pro"] = float(pro_judged[on_judged >= pro_from].mean())
    return (
        {
            "pro": fit_logistic(all_x, all_pro, all_weight, PENALTY_VECTORS),
            "pro_by_words": fit_logistic(own.words, pro, weight, PENALTY),
            "denied_pro": round(denied_pro, 3),
            "contra_to": contra_to,
            "pro_from": pro_from,
        },
        {name: round(value, 3) for name, value in figures.items()},
    )


def _best_split(values: Array, y: NDArray[np.bool_]) -> float:
    """The value from which on to say yes is right most often."""
    steps = np.quantile(values, np.arange(0.0, 1.0, 0.02))
    return float(max(steps, key=lambda step: float(((values >= step) == y).mean())))


def _f1(said: NDArray[np.bool_], y: NDArray[np.bool_]) -> float:
    return float(2 * (said & y).sum() / max(1, said.sum() + y.sum()))


def _fitted(x: Array, y: Array, weight: Array, penalty: float) -> Logistic:
    return Logistic.from_json(fit_logistic(x, y, weight, penalty))  # type: ignore[arg-type]  # JSON values


if __name__ == "__main__":
    main()
