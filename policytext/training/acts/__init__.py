"""How the classifier of sentences was trained, and can be again: `python -m policytext.training.acts --help`."""
