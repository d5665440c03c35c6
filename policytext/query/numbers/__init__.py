"""The ledger of figures: what is counted, by whom, for when, and where documents disagree.

`mentions` brings the figures of an index together with what they are about, `things` tells which of them are figures
for one thing, `ledger` orders them. All is worked out when it is asked for.
"""

from policytext.query.numbers.ledger import Conflict, Ledger, LedgerQuery, Row, Thing, find_ledger

__all__ = ["Conflict", "Ledger", "LedgerQuery", "Row", "Thing", "find_ledger"]
