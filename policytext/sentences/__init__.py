"""Sentences of a document, and the syntax of each.

`splitting` finds the sentences, by the rules of `boundaries`, `stops` and `enumerations`. `parsing` gives the tokens of
a sentence with lemma, part of speech and dependencies, by the pipeline that was chosen: `shared` listens to the encoder
(`network`, `trees`, `lemmas`; weights in `dutch/`), `dutch_fast/` is a small spaCy pipeline, others are installed ones.

The only folder that imports spaCy, which queries never need; `network` and `shared` import torch, and are imported
inside functions only.
"""

from policytext.sentences.splitting import split_sentences

__all__ = ["split_sentences"]
