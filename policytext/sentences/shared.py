"""The project's own parser, on the states of the encoder that makes the vectors.

A `Listener` hears the states of a batch while its sentences are encoded and parses them at once, so that one forward
pass serves both. Imports torch: import this module inside functions only.
"""

import json
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any, Final

import numpy as np
import torch
from numpy.typing import NDArray
from safetensors.numpy import load as load_safetensors

from policytext.adapters.layers import load_trained
from policytext.adapters.listening import ListenedEncoder, TokenStates
from policytext.errors import ModelMissing
from policytext.sentences.lemmas import lemmatizer
from policytext.sentences.network import Scores, SyntaxNetwork, build_network, make_batch, token_pairs
from policytext.sentences.trees import best_tree
from policytext.types.spans import Span
from policytext.types.syntax import NO_HEAD, Parse, Token

CONFIG: Final = "config.json"
WEIGHTS: Final = "network.safetensors"

Spans = list[tuple[int, int]]


class SharedParser:
    """A `Parser` that can also listen to an encoder at work."""

    name: Final = "shared"

    def __init__(self, encoder: ListenedEncoder) -> None:
        """Put the parser on top of an encoder.

        Raises:
            ModelMissing: the weights are not there or do not fit the encoder.
        """
        self._encoder = encoder
        folder = files("policytext.sentences").joinpath("dutch")
        try:
            config = json.loads(folder.joinpath(CONFIG).read_text(encoding="utf-8"))
            self.network: Final = load_network(config, _read_tensors(folder), encoder)
        except (OSError, KeyError, ValueError, RuntimeError, IndexError) as error:
            raise ModelMissing(
                f"the Dutch parser does not load: {str(error).splitlines()[0][:200]}",
                "install policytext again, or choose --nlp fast",
            ) from error

    @property
    def layers(self) -> tuple[int, ...]:
        """The layers of the encoder that the parser works on."""
        return (0, self.network.sizes.first_layer)

    def parse(self, sentences: Sequence[str], on_progress: Callable[[int], None] | None = None) -> tuple[Parse, ...]:
        """The parse of each sentence; see `policytext.sentences.parsing.Parser`."""
        hearing = self.listen(sentences)
        self._encoder.encode_passages(sentences, on_progress, hearing)
        return hearing.parses()

    def listen(self, sentences: Sequence[str]) -> "Hearing":
        """A listener for one call of `encode_passages` with these sentences."""
        return Hearing(self.network, sentences)


class Hearing:
    """Parses sentences while they are encoded; when that is done `parses` has them."""

    def __init__(self, network: SyntaxNetwork, sentences: Sequence[str]) -> None:
        self._network = network
        self._sentences = sentences
        self._parses: list[Parse] = [Parse(())] * len(sentences)
        self.layers: Final = (0, network.sizes.first_layer)
        self._took: list[float] = []

    @property
    def seconds(self) -> float:
        """What parsing has taken so far, of all threads together."""
        return sum(self._took)

    def take(self, states: TokenStates) -> None:
        """Parse one batch; a word that no token of the encoder covers, behind its limit, is left unparsed."""
        start = time.perf_counter()
        self._parse(states)
        self._took.append(time.perf_counter() - start)

    def _parse(self, states: TokenStates) -> None:
        sentences = [self._sentences[places[0]] for places in states.places]
        spans = [word_spans(sentence) for sentence in sentences]
        pairs = [
            token_pairs(offsets, _moved(words, sentence, text), text)
            for offsets, words, sentence, text in zip(states.offsets, spans, sentences, states.texts, strict=True)
        ]
        known = [int(found[:, 1].max()) + 1 if len(found) else 0 for found in pairs]
        forms = [
            [sentence[start:end] for start, end in words[:count]]
            for sentence, words, count in zip(sentences, spans, known, strict=True)
        ]
        for row, labels in enumerate(annotate(self._network, states.layers, states.mask, pairs, forms)):
            parse = Parse(tuple(_tokens(sentences[row], spans[row], labels)))
            for place in states.places[row]:
                # Texts that the encoder reads alike can differ in letters, never in words.
                same = self._sentences[place] == sentences[row]
                self._parses[place] = parse if same else _reworded(parse, self._sentences[place])

    def parses(self) -> tuple[Parse, ...]:
        """The parse of each sentence, in order; without tokens for one that was not encoded."""
        return tuple(self._parses)


@dataclass(frozen=True, slots=True)
class WordLabels:
    """What the network says of a word; `head` is -1 for the root."""

    pos: str
    morph: str
    head: int
    relation: str


#: A word behind the encoder's limit.
_UNPARSED: Final = WordLabels("X", "", NO_HEAD, "dep")


def annotate(
    network: SyntaxNetwork,
    layers: Sequence[NDArray[np.float32]],
    mask: NDArray[np.bool_],
    pairs: Sequence[NDArray[np.int64]],
    forms: Sequence[Sequence[str]],
) -> Iterator[list[WordLabels]]:
    """The labels of the words of each sentence of a batch; for the arguments see `network.make_batch`."""
    if not any(forms):
        yield from ([] for _ in forms)
        return
    batch = make_batch(layers, mask, pairs, forms, network.sizes.affix_buckets)
    with torch.inference_mode():
        scores = network(batch)
        chances = scores.heads.log_softmax(-1).numpy()
        heads = np.zeros(chances.shape[:2], dtype=np.int64)
        for row, sentence in enumerate(forms):
            size = len(sentence)
            heads[row, :size] = np.array(best_tree(chances[row, :size, : size + 1]), dtype=np.int64) + 1
        relations = _relation_labels(network, scores, heads)
        pos, morph = (logits.argmax(-1).numpy() for logits in (scores.pos, scores.morph))
    labels = network.labels
    for row, sentence in enumerate(forms):
        yield [
            WordLabels(
                labels.pos[pos[row, word]],
                labels.morph[morph[row, word]],
                int(heads[row, word]) - 1,
                relations[row][word],
            )
            for word in range(len(sentence))
        ]


def _relation_labels(network: SyntaxNetwork, scores: Scores, heads: NDArray[np.int64]) -> list[list[str]]:
    """The best relation of each word: "root" for the root and for no other word."""
    logits = network.relations(scores, torch.from_numpy(heads))
    names = network.labels.relations
    root = names.index("root")
    logits[..., root] = -torch.inf
    best = logits.argmax(-1).numpy()
    best[heads == 0] = root
    return [[names[number] for number in row] for row in best]


def _tokens(sentence: str, spans: Spans, labels: Sequence[WordLabels]) -> Iterator[Token]:
    lemmas = lemmatizer()
    unparsed = [_UNPARSED] * (len(spans) - len(labels))
    for (start, end), label in zip(spans, [*labels, *unparsed], strict=True):
        form = sentence[start:end]
        lemma = lemmas.lemma(form, label.pos, label.morph)
        yield Token(form, Span(start, end), lemma, label.pos, label.morph, label.head, label.relation)


def _reworded(parse: Parse, sentence: str) -> Parse:
    """The parse of a text that the encoder reads alike: the same words, written a little differently."""
    spans = word_spans(sentence)
    if len(spans) != len(parse):
        return Parse(())
    return Parse(
        tuple(
            replace(token, text=sentence[start:end], span=Span(start, end))
            for token, (start, end) in zip(parse.tokens, spans, strict=True)
        )
    )


def _moved(spans: Spans, sentence: str, text: str) -> Spans:
    """Spans of a sentence in the text as the encoder reads it, which may have other letters."""
    if sentence == text:
        return spans
    places = np.zeros(len(sentence) + 1, dtype=np.int64)
    for _, start, end, begin, stop in SequenceMatcher(None, sentence, text, autojunk=False).get_opcodes():
        places[start : end + 1] = np.linspace(begin, stop, end - start + 1).astype(np.int64)
    return [(int(places[start]), int(places[end])) for start, end in spans]


def word_spans(sentence: str) -> Spans:
    """Half-open ranges of the words of a sentence by spaCy's Dutch tokenizer, white space left out."""
    # A lone surrogate, which spaCy refuses, counts as one other character.
    doc = _tokenizer()(sentence.encode("utf-8", "replace").decode("utf-8"))
    return [(token.idx, token.idx + len(token.text)) for token in doc if not token.is_space]


@cache
def _tokenizer() -> Any:  # Any: spaCy's compiled classes are without types
    import spacy  # noqa: PLC0415 (slow to import)

    return spacy.blank("nl").tokenizer


def load_network(
    config: Mapping[str, Any],  # Any: the JSON object that training wrote
    tensors: Mapping[str, NDArray[np.generic]],
    encoder: ListenedEncoder,
) -> SyntaxNetwork:
    """The trained network on an encoder, ready for use.

    Raises:
        KeyError, RuntimeError: weights, configuration and encoder do not belong together.
    """
    sizes = config["sizes"]
    layers = range(sizes["first_layer"], sizes["first_layer"] + sizes["layers"])
    network = build_network(config, [encoder.layer_weights(layer) for layer in layers])
    load_trained(network, tensors)
    network.merge()
    return network


def _read_tensors(folder: Traversable) -> dict[str, NDArray[np.generic]]:
    tensors: dict[str, NDArray[np.generic]] = load_safetensors(folder.joinpath(WEIGHTS).read_bytes())
    return tensors
