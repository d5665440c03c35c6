"""Checking what was made from an index against the sources themselves, without the index.

`carriers` takes the manifest out of a text, and the words that the text shows; `sources` finds the files and reads them
anew; `checking` compares. It reads documents as ingest does and knows nothing of the store or of queries, so that what
they may get wrong cannot hide here (docs/adr/0034).
"""

from policytext.verifying.checking import Fault, FaultKind, Verification, verify

__all__ = ["Fault", "FaultKind", "Verification", "verify"]
