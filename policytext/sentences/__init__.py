"""Sentences of a document: spans inside blocks, made by Dutch rules on a spaCy pipeline.

The only folder that imports spaCy, and only inside functions: queries never need it.
"""

from policytext.sentences.splitting import split_sentences

__all__ = ["split_sentences"]
