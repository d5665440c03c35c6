"""Train the network on stretches of sentences: encoded and parsed once, then read in windows of one document."""

import random
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, Final

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor
from torch.nn import functional
from torch.nn.attention import SDPBackend, sdpa_kernel
from torch.nn.utils import clip_grad_norm_

from policytext.adapters.listening import Together, TokenStates
from policytext.encode import ListenedEncoder
from policytext.sentences.shared import SharedParser
from policytext.statements.cues import read
from policytext.statements.features import features, is_word
from policytext.statements.frames import ParsedSentence
from policytext.statements.network import ActNetwork, build_network
from policytext.training.acts.passages import Stretch

Config = dict[str, Any]  # Any: values of config.toml
Array = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Example:
    """A stretch as the network takes it.

    `states` are those of the tokens of each sentence, shape (tokens, hidden), float16 to save memory; `vectors` are the
    sentence vectors, shape (n, dimensions); `names` are the features of each sentence; `kinds` has shape (n,).
    """

    stretch: Stretch
    states: tuple[NDArray[np.float16], ...]
    vectors: NDArray[np.float32]
    names: tuple[tuple[str, ...], ...]
    kinds: NDArray[np.int64]


class _Collector:
    """Keeps the states of every sentence."""

    def __init__(self, layer: int, tokens: int, count: int) -> None:
        self.layers: Final = (layer,)
        self._tokens = tokens
        self.states: list[NDArray[np.float16]] = [np.zeros((0, 0), dtype=np.float16)] * count

    def take(self, states: TokenStates) -> None:
        """Keep one batch."""
        for row, places in enumerate(states.places):
            kept = states.layers[0][row][states.mask[row]][: self._tokens].astype(np.float16)
            for place in places:
                self.states[place] = kept


def make_examples(
    stretches: Sequence[Stretch],
    encoder: ListenedEncoder,
    config: Config,
    on_progress: Callable[[int], None] | None = None,
) -> list[Example]:
    """Encode and parse all sentences in one pass, and read their features."""
    texts = [text for stretch in stretches for text in stretch.texts]
    collector = _Collector(config["sizes"]["first_layer"], config["training"]["tokens"], len(texts))
    hearing = SharedParser(encoder).listen(texts)
    vectors = encoder.encode_passages(texts, on_progress, Together((hearing, collector)))
    parses = hearing.parses()
    examples: list[Example] = []
    start = 0
    for stretch in stretches:
        end = start + len(stretch.texts)
        parsed = [ParsedSentence.of(parse) if len(parse) else None for parse in parses[start:end]]
        readings = [read(text, is_item=item) for text, item in zip(stretch.texts, stretch.items, strict=True)]
        names = features(readings, stretch.genre, parsed)
        examples.append(
            Example(
                stretch,
                tuple(collector.states[start:end]),
                vectors[start:end],
                tuple(tuple(sorted(set(row))) for row in names),
                np.array(stretch.kinds, dtype=np.int64),
            )
        )
        start = end
    return examples


def frequent_cues(examples: Sequence[Example], fewest: int) -> list[str]:
    """Names of the features other than words that occur in enough sentences, sorted."""
    counts = Counter(name for example in examples for names in example.names for name in names if not is_word(name))
    return sorted(name for name, count in counts.items() if count >= fewest)


def cue_rows(names: Sequence[Sequence[str]], columns: dict[str, int]) -> NDArray[np.float32]:
    """1 where a sentence has a cue, shape (sentences, cues)."""
    rows = np.zeros((len(names), len(columns)), dtype=np.float32)
    for row, present in enumerate(names):
        rows[row, [columns[name] for name in present if name in columns]] = 1.0
    return rows


def train_network(
    examples: Sequence[Example],
    encoder: ListenedEncoder,
    config: Config,
    on_epoch: Callable[[int, float], None],
) -> tuple[ActNetwork, list[str]]:
    """Train on examples; returns the network, adapters not merged, and the names of its cues."""
    how, sizes = config["training"], config["sizes"]
    random.seed(config["seed"])
    torch.manual_seed(config["seed"])
    cues = frequent_cues(examples, how["fewest_cues"])
    columns = {name: column for column, name in enumerate(cues)}
    fixed = [encoder.layer_weights(sizes["first_layer"] + number) for number in range(sizes["layers"])]
    network = build_network({"sizes": sizes, "cues": cues}, fixed)
    adapters = [weight for weight in network.layers.parameters() if weight.requires_grad]
    known = {id(weight) for weight in adapters}
    others = [weight for weight in network.parameters() if weight.requires_grad and id(weight) not in known]
    optimizer = torch.optim.AdamW(
        [{"params": adapters, "lr": how["adapter_rate"]}, {"params": others, "lr": how["rate"]}],
        weight_decay=how["weight_decay"],
    )
    rows = [torch.from_numpy(cue_rows(example.names, columns)) for example in examples]
    steps = how["epochs"] * len(list(_steps(examples, how)))
    warm_up = how["warm_up"] * steps
    scheduler = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda step: min(1.0, (step + 1) / warm_up) * max(0.0, (steps - step) / steps)
    )
    for epoch in range(how["epochs"]):
        network.train()
        total, count = 0.0, 0
        for windows in _steps(examples, how):
            size = sum(end - start for _, start, end in windows)
            optimizer.zero_grad()
            states = [one for number, start, end in windows for one in examples[number].states[start:end]]
            # Half precision and plain attention: two to three times as fast on a CPU, the fused one is slow backwards.
            with torch.autocast("cpu", dtype=torch.bfloat16), sdpa_kernel(SDPBackend.MATH):
                readings = _read(network, states, how["tokens_a_pass"])
            loss = torch.zeros(())
            at = 0
            for number, start, end in windows:
                logits = network.judge(readings[at : at + end - start], rows[number][start:end])
                kinds = torch.from_numpy(examples[number].kinds[start:end])
                loss = loss + functional.cross_entropy(
                    logits, kinds, label_smoothing=how["label_smoothing"], reduction="sum"
                )
                at += end - start
            (loss / size).backward()  # type: ignore[no-untyped-call]
            total, count = total + loss.item(), count + size
            clip_grad_norm_([*adapters, *others], 1.0)
            optimizer.step()
            scheduler.step()
        on_epoch(epoch, total / count)
    return network, cues


def predict(network: ActNetwork, cues: Sequence[str], examples: Sequence[Example], config: Config) -> list[Array]:
    """Log probabilities of the classes for the sentences of each example, shape (n, 4)."""
    network.eval()
    columns = {name: column for column, name in enumerate(cues)}
    found: list[Array] = []
    with torch.inference_mode():
        for example in examples:
            readings = _read(network, example.states, config["training"]["tokens_a_pass"])
            logits = network.judge(readings, torch.from_numpy(cue_rows(example.names, columns)))
            found.append(logits.log_softmax(-1).numpy().astype(np.float64))
    return found


def _read(network: ActNetwork, states: Sequence[NDArray[np.float16]], tokens_a_pass: int) -> Tensor:
    """Readings of sentences in their order; those of like length share a pass, so that little is padding."""
    order = sorted(range(len(states)), key=lambda place: -len(states[place]))
    readings: list[Tensor] = []
    at = 0
    while at < len(order):
        longest = max(1, len(states[order[at]]))
        chosen = [states[place] for place in order[at : at + max(1, tokens_a_pass // longest)]]
        at += len(chosen)
        padded = np.zeros((len(chosen), longest, network.sizes.hidden), dtype=np.float32)
        mask = np.zeros(padded.shape[:2], dtype=np.bool_)
        for row, tokens in enumerate(chosen):
            padded[row, : len(tokens)], mask[row, : len(tokens)] = tokens, True
        readings.append(network.read(torch.from_numpy(padded), torch.from_numpy(mask)).float())
    back = torch.empty(len(order), dtype=torch.long)
    back[torch.tensor(order)] = torch.arange(len(order))
    return torch.cat(readings)[back]


def _steps(examples: Sequence[Example], how: Config) -> Iterator[list[tuple[int, int, int]]]:
    """Windows (number of the example, start, end) in random order, gathered until a step has enough sentences."""
    windows: list[tuple[int, int, int]] = []
    size = how["window"]
    for number, example in enumerate(examples):
        count = len(example.kinds)
        # Other borders in every round, so that no sentence is always without its neighbours.
        first = random.randint(size // 3, size) if count > size else size
        cuts = [0, *range(first, max(first, count - size // 6), size), count]
        windows += [(number, start, end) for start, end in pairwise(cuts) if end > start]
    random.shuffle(windows)
    step: list[tuple[int, int, int]] = []
    for window in windows:
        step.append(window)
        if sum(end - start for _, start, end in step) >= how["sentences_a_step"]:
            yield step
            step = []
    if step:
        yield step
