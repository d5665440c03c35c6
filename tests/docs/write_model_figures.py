"""Write the figures of the shipped weights into the model cards of docs/models/.

Usage: python -m tests.docs.write_model_figures [--check]

The figures are those that training left beside the weights, or in them under "cross_validation". `--check` writes
nothing; exit code 1 when a card holds other figures.
"""

import argparse
import json
import re
import sys
from collections.abc import Callable, Mapping
from importlib.resources import files
from pathlib import Path
from typing import Any, Final

from policytext.query import ranking, stance
from policytext.statements import classifier
from policytext.statements.headings import PREFIX

CARDS = Path(__file__).resolve().parents[2] / "docs" / "models"
_PLACE: Final = re.compile(
    r"(?<=<!-- figures: python -m tests\.docs\.write_model_figures -->\n).*?(?=<!-- end of)", re.DOTALL
)
_KINDS: Final = ("claim", "recommendation", "commitment", "none")
_GROUPS: Final = {"government": "government", "programme": "programmes", "other": "others"}
_JUDGES: Final = {"network": "network", "words": "named features alone"}
_MODELS: Final = {
    "logistic": "logistic regression on vectors, neighbours, cues and words",
    "boosting": "gradient boosting on vectors and cues",
    "recurrent": "recurrent layer over sentences, on vectors and cues",
    "network": "network with adapters",
}
_RANKINGS: Final = {
    "words": "words (BM25)",
    "vectors": "vectors",
    "fused": "both, fused by rank",
    "vectors, query moved": "vectors, the question's moved",
    "learned": "learned order, as shipped",
}
_STANCE_FIGURES: Final = {
    "pairs": "labelled pairs",
    "written_pairs": "written pairs, in training only",
    "bearing_f1_retrieved": "bearing of found sentences: F1",
    "bearing_f1_similarity": "the same by similarity alone, at its best bound",
    "document_f1": "documents that speak on a proposition: F1",
    "document_precision": "the same: precision",
    "document_recall": "the same: recall",
    "document_f1_alone": "the same by its own sentences alone: F1",
    "best_sentence": "the best sentence of such a document bears on it",
    "pro_accuracy": "side: accuracy on the pairs of the first set that take one",
    "pro_accuracy_retrieved": "side: accuracy on those of them that a search found",
    "pro_accuracy_by_words": "side: accuracy without vectors",
    "precision_where_said": "side: right where it is said",
    "precision_where_said_retrieved": "side: right where it is said, on those that a search found",
    "share_said": "side: share of pairs for which it is said",
}
_STANCE_BOUNDS: Final = {
    "speaks_from": "a document speaks from this probability on",
    "contra_to": "contra is said up to this probability of pro",
    "pro_from": "pro is said from this probability on",
}
_STANCE_JUDGES: Final = {
    "always_pro": "always pro",
    "similarity": "similarity alone",
    "words": "words (features) alone",
    "shipped": "words and vectors, as shipped",
}

_DUTCH_MEASURES: Final = {
    "pos": "POS",
    "morph": "features",
    "uas": "UAS",
    "las": "LAS",
    "lemma": "lemma",
    "lemma_in_parts": "lemma in parts",
}

Json = Mapping[str, Any]  # Any: a JSON object


def statements_table(figures: Json) -> str:
    """F1 of each class for both judges and the groups of documents, its spread over documents, and the calibration."""
    rows = ["| judge | documents | " + " | ".join(_KINDS) + " |", "| --- | --- |" + " ---: |" * len(_KINDS)]
    for name, label in _JUDGES.items():
        values = figures[name]
        groups = {"all": values["f1"], **{_GROUPS[key]: found for key, found in values["f1_by_genre"].items()}}
        for group, found in groups.items():
            rows.append(f"| {label} | {group} | " + " | ".join(f"{found[kind]:.3f}" for kind in _KINDS) + " |")
    quartiles = figures["network"]["f1_quartiles_over_documents"]
    rows += [
        "",
        "Spread of the network's F1 over documents that hold at least five of the kind (quartiles, median between):",
        "",
        "| " + " | ".join(_KINDS) + " |",
        "|" + " ---: |" * len(_KINDS),
        "| " + " | ".join("{:.2f} – **{:.2f}** – {:.2f}".format(*quartiles[kind]) for kind in _KINDS) + " |",
        "",
        f"{figures['sentences']['labelled documents']:,} sentences of {figures['documents']} documents in "
        f"{figures['folds']} folds; {figures['sentences']['written passages']:,} written sentences and "
        f"{figures['sentences']['tables']:,} out of tables in every training. "
        f"Expected calibration error of the network's confidence: {figures['network']['calibration_error']:.3f}.",
        "",
        *_headings_table(figures["network"]),
        "",
        "Other models on the same folds, before the tables came, each with its best bonus, and the network:",
        "",
        "| model | " + " | ".join(_KINDS) + " |",
        "| --- |" + " ---: |" * len(_KINDS),
    ]
    for name, found in {**figures["compared"], "network": figures["network"]["f1"]}.items():
        rows.append(f"| {_MODELS[name]} | " + " | ".join(f"{found[kind]:.3f}" for kind in _KINDS) + " |")
    return "\n".join(rows)


def _headings_table(figures: Json) -> list[str]:
    """What headings do to the judgement of the sentences under them, and what that brings."""
    under = figures["under_known_headings"]
    rows = [
        "What the network's log odds gain under headings, learned on the folds (roles: `lexicon/heading_roles.tsv`):",
        "",
        "| heading | " + " | ".join(_KINDS) + " |",
        "| --- |" + " ---: |" * len(_KINDS),
    ]
    rows += [
        f"| {name.removeprefix(PREFIX)} | " + " | ".join(f"{value:+.1f}" for value in values) + " |"
        for name, values in sorted(figures["headings"].items())
    ]
    return [
        *rows,
        "",
        "The figures above have each document judged with what the others teach of headings. Without headings, and for "
        f"the {under['sentences']:,} tested sentences under such a heading (these without a bonus):",
        "",
        "| | " + " | ".join(_KINDS) + " |",
        "| --- |" + " ---: |" * len(_KINDS),
        *(
            f"| {label} | " + " | ".join(f"{found[kind]:.3f}" for kind in _KINDS) + " |"
            for label, found in (
                ("all, without headings", figures["f1_without_headings"]),
                ("under such headings, without them", under["f1_without_headings"]),
                ("under such headings", under["f1"]),
            )
        ),
    ]


def stance_table(weights: Json) -> str:
    """All figures of the two models, the thresholds that followed from them, and plain judges of sides beside them."""
    values = weights["cross_validation"]
    judged = {name: value for name, value in values.items() if name.startswith("judged_")}
    rows = ["| figure | value |", "| --- | ---: |"]
    rows += [
        f"| {_STANCE_FIGURES.get(name, name.replace('_', ' '))} | {value} |"
        for name, value in values.items()
        if name not in judged
    ]
    rows += [f"| {label} | {weights[name]} |" for name, label in _STANCE_BOUNDS.items()]
    rows += [
        "",
        f"Sides of {judged['judged_pairs_sided']:.0f} sentences that searches found for 48 propositions of which the "
        "model of sides saw none:",
        "",
        "| judge | accuracy | macro-F1 |",
        "| --- | ---: | ---: |",
    ]
    rows += [
        f"| {label} | {judged[f'judged_accuracy_{name}']:.3f} | {judged[f'judged_macro_f1_{name}']:.3f} |"
        for name, label in _STANCE_JUDGES.items()
    ]
    rows += [
        "",
        f"Contra is said {judged['judged_contra_said']:.0f} times, rightly {judged['judged_contra_right']:.0f} times.",
        f"Where pro is said, it is right in {judged['judged_precision_pro']:.3f}.",
    ]
    return "\n".join(rows)


def dutch_table(figures: Json) -> str:
    """Accuracy of both pipelines, as `policytext.training.dutch.measure` left it, and their speed."""
    rows = ["| pipeline | sentences | " + " | ".join(_DUTCH_MEASURES.values()) + " |"]
    rows.append("| --- | --- |" + " ---: |" * len(_DUTCH_MEASURES))
    for pipeline in ("shared", "fast"):
        for sentences in ("alpino-test", "sample"):
            values = figures[pipeline][sentences]
            cells = (f"{values[name]:.1f}" if name in values else "" for name in _DUTCH_MEASURES)
            rows.append(f"| {pipeline} | {sentences} | {' | '.join(cells)} |")
    speed = figures["speed"]
    rows += [
        "",
        f"On two cores, medians: the shared parser adds {100 * speed['shared_share_of_encoding']:.0f} % to the time",
        f"that encoding the same sentences takes; `fast` parses {speed['fast_words_a_second']:,.0f} words a second and",
        f"adds {100 * speed['fast_share_of_encoding']:.0f} %.",
    ]
    return "\n".join(rows)


def _ranking_rows(figures: Json) -> list[str]:
    kinds = ("all", "topic", "question", "paraphrase")
    rows = ["| method | " + " | ".join(f"{kind}: nDCG | recall" for kind in kinds) + " |"]
    rows.append("| --- |" + " ---: |" * (2 * len(kinds)))
    for method, label in _RANKINGS.items():
        cells = (f"{figures[method][kind][name]:.3f}" for kind in kinds for name in ("ndcg", "recall"))
        rows.append(f"| {label} | {' | '.join(cells)} |")
    return rows


def ranking_table(weights: Json) -> str:
    """nDCG@10 and recall of each method by kind of query, and for how many nothing is near enough."""
    figures = weights["cross_validation"]
    test, shares = figures["test"], figures["not near enough"]
    rows = [
        *_ranking_rows(figures),
        "",
        f"The same on {test['queries']} queries with {test['grades']:,} graded sentences, written and judged later by",
        "two other readers, from which no weight has learned:",
        "",
        *_ranking_rows(test),
        "",
        "Told that nothing is near enough: "
        + ", ".join(f"{100 * share:.0f} % of {kind}" for kind, share in shares.items()),
        f"queries; the threshold is a probability of {weights['enough']}.",
    ]
    return "\n".join(rows)


_CARDS_MADE: Final[tuple[tuple[str, str, str, Callable[[Json], str]], ...]] = (
    ("statements.md", "policytext.statements", f"{classifier.FOLDER}/{classifier.FIGURES}", statements_table),
    ("stance.md", "policytext.query", stance.WEIGHTS, stance_table),
    ("ranking.md", "policytext.query", ranking.WEIGHTS, ranking_table),
    ("dutch.md", "policytext.sentences", "dutch/figures.json", dutch_table),
)


def stale_cards() -> dict[Path, str]:
    """The cards whose figures are not those of the weights, with the text that they should have."""
    found = {}
    for card, package, weights, table in _CARDS_MADE:
        path = CARDS / card
        text = path.read_text(encoding="utf-8")
        values = json.loads(files(package).joinpath(weights).read_text(encoding="utf-8"))
        wanted, count = _PLACE.subn(lambda _, values=values, table=table: f"\n{table(values)}\n\n", text)
        if count != 1:
            raise ValueError(f"{card} has {count} places for figures, not one")
        if wanted != text:
            found[path] = wanted
    return found


def main(arguments: list[str]) -> int:
    """Write the figures, or compare with them."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--check", action="store_true")
    check = parser.parse_args(arguments).check
    stale = stale_cards()
    for path, text in stale.items():
        sys.stderr.write(f"{path.name}: {'other figures than the weights' if check else 'written'}\n")
        if not check:
            path.write_text(text, encoding="utf-8")
    return int(check and bool(stale))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
