"""Low-rank adapters on the layers of the encoder."""
