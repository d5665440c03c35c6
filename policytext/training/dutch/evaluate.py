"""How well a pipeline does on treebank sentences whose tokens are given.

UAS and LAS count every token, punctuation too, and a label counts with its subtype. "lemma" compares with the
dictionary's form of the treebank lemma (see `lemmas.dictionary_lemma`); "lemma in parts" with the treebank's own,
which takes compounds apart.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Final

from policytext.lexicon import words
from policytext.lexicon.compounds import analyse
from policytext.sentences.lemmas import Lemmatizer
from policytext.sentences.network import SyntaxNetwork
from policytext.sentences.shared import annotate
from policytext.training.dutch.lemmas import dictionary_lemma
from policytext.training.dutch.network import Example, to_batch
from policytext.training.treebank import Sentence
from policytext.types.syntax import Parse, Token

MEASURES: Final = ("pos", "morph", "uas", "las", "lemma", "lemma_in_parts")
_BATCH: Final = 32
_PREFIXES: Final = frozenset(("over", "onder", "om", "weer", "mis", "vol", "her", "achter"))
#: "gaan", "doen"
_SHORTEST_VERB: Final = 3


def accuracy(gold: Iterable[Parse], found: Iterable[Parse]) -> dict[str, float]:
    """Percentages of tokens that are right, by measure; both give the same tokens."""
    right: Counter[str] = Counter()
    count = 0
    for one, other in zip(gold, found, strict=True):
        for index, (wanted, got) in enumerate(zip(one.tokens, other.tokens, strict=True)):
            count += 1
            right["pos"] += wanted.pos == got.pos
            right["morph"] += wanted.morph == got.morph
            right["uas"] += wanted.head == got.head
            right["las"] += (wanted.head, wanted.relation) == (got.head, got.relation)
            right["lemma"] += dictionary_lemma(wanted) == got.lemma
            right["lemma_in_parts"] += wanted.lemma == lemma_in_parts(other, index)
    return {name: round(100 * right[name] / max(1, count), 2) for name in MEASURES}


def lemma_in_parts(parse: Parse, index: int) -> str:
    """The lemma as the treebanks write it: compounds and separable verbs in parts, joined with "_"."""
    token = parse.tokens[index]
    if token.pos == "VERB":
        apart = [parse.tokens[child].text.lower() for child in parse.children(index, "compound:prt")]
        return "_".join([*apart[:1], *_verb_parts(token.lemma)])
    leaves = analyse(token.lemma).leaves if token.pos == "NOUN" else ()
    return "_".join(leaves) if len(leaves) > 1 else token.lemma


def _verb_parts(lemma: str) -> tuple[str, ...]:
    """Particle and verb; particles that are as often prefixes ("overwegen") are left on."""
    for particle in sorted(words("separable_particles"), key=len, reverse=True):
        if lemma.startswith(particle) and particle not in _PREFIXES and len(lemma) > len(particle) + _SHORTEST_VERB:
            return particle, lemma[len(particle) :]
    return (lemma,)


def parse_examples(
    network: SyntaxNetwork, lemmas: Lemmatizer, sentences: Sequence[Sentence], examples: Sequence[Example]
) -> list[Parse]:
    """Parses of sentences with the tokens of the treebank; `examples` are made of the same sentences."""
    order = sorted(range(len(examples)), key=lambda number: len(examples[number].forms))
    parses: list[Parse] = [Parse(())] * len(examples)
    for start in range(0, len(order), _BATCH):
        chosen = order[start : start + _BATCH]
        batch = to_batch([examples[number] for number in chosen], network.sizes.affix_buckets)
        labelled = annotate(
            network,
            (batch.embeddings.numpy(), batch.states.numpy()),
            batch.mask.numpy(),
            [examples[number].pairs for number in chosen],
            [examples[number].forms for number in chosen],
        )
        for number, labels in zip(chosen, labelled, strict=True):
            tokens = sentences[number].parse.tokens
            parses[number] = Parse(
                tuple(
                    Token(
                        text=token.text,
                        span=token.span,
                        lemma=lemmas.lemma(token.text, label.pos, label.morph),
                        pos=label.pos,
                        morph=label.morph,
                        head=label.head,
                        relation=label.relation,
                    )
                    for token, label in zip(tokens, labels, strict=True)
                )
            )
    return parses
