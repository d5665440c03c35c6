"""Low-rank adapters on the layers of the encoder, and how their owners listen to it."""
