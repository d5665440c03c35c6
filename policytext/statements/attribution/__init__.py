"""Own or reported: whether a sentence gives somebody else's words, and whose.

`author` knows who speaks in a document, `speakers` who is meant by a phrase, `reporting` reads a sentence with its
syntax (`content`: what it gives as said), `wording` by its words alone, `quotations` its quotation marks; `passages`
are another's by what stands at their end; `attributor` goes through a document with them and carries on what is quoted
or reported over several sentences.
"""

from policytext.statements.attribution.attributor import Attributor
from policytext.statements.attribution.held import READER, Held

__all__ = ["READER", "Attributor", "Held"]
