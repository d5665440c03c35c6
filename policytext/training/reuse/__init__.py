"""How the model of paraphrases was made: pairs that were read (`pairs.tsv`), see `__main__`."""
