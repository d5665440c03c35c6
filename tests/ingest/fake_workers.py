"""What tests let worker processes do: encode by words, and end, hang or eat memory on documents that say so.

Worker processes start anew, so that nothing a test patches in its own process holds there; they import this module.
"""

import os
import signal
import time

from fake_encoder import HashingEncoder
from fake_parser import NoParser

from policytext.errors import ModelMissing
from policytext.ingest import analysis, preparing
from policytext.ingest.analysis import Analyser
from policytext.ingest.options import IngestOptions
from policytext.types.document import Document


def hashing(options: IngestOptions) -> Analyser:
    """An analyser without a model."""
    analysis.load_parser = lambda *_: NoParser()
    return Analyser(HashingEncoder(), options.nlp)  # type: ignore[arg-type]  # nobody listens to it


def mischievous(options: IngestOptions) -> Analyser:
    """The same, but a document that holds one of these words does what it says."""
    original = preparing.split_sentences

    def split(document: Document) -> object:
        if "ontploft" in document.text:
            os.kill(os.getpid(), signal.SIGSEGV)
        if "eindeloos" in document.text:
            time.sleep(600)
        if "gulzig" in document.text:
            held = bytearray(400_000_000)
            held[::4096] = b"x" * len(held[::4096])  # so that the pages are really there
            time.sleep(600)
        return original(document)

    preparing.split_sentences = split  # type: ignore[assignment]
    return hashing(options)


def without_model(options: IngestOptions) -> Analyser:
    """Nothing loads."""
    raise ModelMissing("er is geen model", "zoek het")


def dying(options: IngestOptions) -> Analyser:
    """The process ends before it has loaded anything."""
    os.kill(os.getpid(), signal.SIGKILL)
    raise AssertionError
