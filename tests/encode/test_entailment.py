"""A cross-encoder that a user names: its outputs by their names, and what cannot be used is refused."""

from pathlib import Path

import numpy as np
import pytest
import torch
from transformers import BertConfig, BertForSequenceClassification, BertTokenizerFast

from policytext.encode import EntailmentModel
from policytext.encode.entailment import output_columns
from policytext.errors import ModelMissing

WORDS = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", "de", "wijk", "teams", "niet", "helpen", "."]


def saved(folder: Path, labels: list[str]) -> Path:
    """A very small random classifier of pairs with outputs of these names."""
    torch.manual_seed(1)
    folder.mkdir(parents=True)
    vocabulary = folder / "vocab.txt"
    vocabulary.write_text("\n".join(WORDS), encoding="utf-8")
    config = BertConfig(
        vocab_size=len(WORDS),
        hidden_size=16,
        num_hidden_layers=1,
        num_attention_heads=2,
        intermediate_size=16,
        max_position_embeddings=64,
        id2label=dict(enumerate(labels)),
        label2id={label: number for number, label in enumerate(labels)},
    )
    BertForSequenceClassification(config).save_pretrained(folder, safe_serialization=True)
    BertTokenizerFast(vocab_file=str(vocabulary)).save_pretrained(folder)
    return folder


@pytest.mark.parametrize(
    ("labels", "columns"),
    [
        pytest.param({0: "entailment", 1: "neutral", 2: "contradiction"}, [0, 1, 2], id="in this order"),
        pytest.param({0: "CONTRADICTION", 1: "ENTAILMENT", 2: "NEUTRAL"}, [1, 2, 0], id="in another, in capitals"),
        pytest.param({0: "LABEL_0", 1: "LABEL_1", 2: "LABEL_2"}, None, id="without names"),
        pytest.param({0: "entailment", 1: "not_entailment"}, None, id="two outputs"),
        pytest.param({0: "LABEL_0"}, None, id="a model for ranking"),
    ],
)
def test_outputs_are_known_by_their_names(labels: dict[int, str], columns: list[int] | None) -> None:
    assert output_columns(labels) == columns


def test_probabilities_come_in_one_order_whatever_the_model_has(tmp_path: Path) -> None:
    one = EntailmentModel(str(saved(tmp_path / "one", ["entailment", "neutral", "contradiction"])))
    other = EntailmentModel(str(saved(tmp_path / "other", ["contradiction", "entailment", "neutral"])))
    texts = ["de wijk teams helpen .", "de teams helpen niet ."]
    first, second = (model.probabilities(texts, "de teams helpen .") for model in (one, other))
    assert first.shape == (2, 3)
    assert np.allclose(first.sum(axis=1), 1.0, atol=1e-5)
    # The same weights: what is output 0 of both is entailment in one, contradiction in the other.
    assert np.allclose(first[:, 0], second[:, 2], atol=1e-6)
    assert one.probabilities([], "de teams helpen .").shape == (0, 3)


def test_a_model_without_sides_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ModelMissing, match="entailment"):
        EntailmentModel(str(saved(tmp_path / "ranker", ["LABEL_0"])))


def test_a_folder_without_a_model_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ModelMissing, match="does not load"):
        EntailmentModel(str(tmp_path))
