"""Who does or has to do what to whom in a sentence, from its syntax.

`frame` holds the records, `clause` puts the verbs of a clause together, `arguments`, `mood`, `negation` and
`obligation` read it, `building` and `finding` make frames of it. Only Universal Dependencies labels for Dutch are used,
and no rule trusts a single label that a parser often gets wrong.
"""

from policytext.statements.frames.finding import ParsedSentence, frames
from policytext.statements.frames.frame import Frame, Mood, Negation, NegationScope, Role

__all__ = ["Frame", "Mood", "Negation", "NegationScope", "ParsedSentence", "Role", "frames"]
