"""What comes back across documents: passages word for word or in other words, figures, sources.

All is worked out when it is asked for, from the words, vectors, figures and citations of the store
(docs/adr/0030-reuse-when-asked.md). `runs` and `verbatim` find equal words, `candidates` and `alike` other words for
the same, `figures` and `sources` what their names say; `nature` tells standard text and quotations of a third source
from reuse, `credit` whether the later document names the earlier one; `finding` puts them together.
"""

from policytext.query.reuse.answers import Passage, Reuse, ReuseAnswer
from policytext.query.reuse.finding import ReuseQuery, find_reuse

__all__ = ["Passage", "Reuse", "ReuseAnswer", "ReuseQuery", "find_reuse"]
