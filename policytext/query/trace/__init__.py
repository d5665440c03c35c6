"""Where a claim comes from: the place that says it, its sources to the root, who said it before, who repeats it.

`standing` finds the place, `chain` follows its citations through the documents of the index (`query.checking` tells
what a cited document says), `kin` finds what says the same elsewhere (with the parts of `query.reuse`), `reservations`
what stood beside the claim in a source and is missing in a repetition; `finding` puts them together (docs/adr/0033).
"""

from policytext.query.trace.answers import End, FigureChange, Kin, Lost, Manner, Reservation, Source, Step, Trace
from policytext.query.trace.finding import trace

__all__ = ["End", "FigureChange", "Kin", "Lost", "Manner", "Reservation", "Source", "Step", "Trace", "trace"]
