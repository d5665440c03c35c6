"""How the Dutch pipeline was made: `python -m policytext.training.dutch --data ../shared/ud --write`."""
