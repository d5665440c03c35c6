"""Where a text names an organisation, an office or a group, and under which form all its names come together."""

from dataclasses import dataclass

from policytext.types.spans import Span
from policytext.types.vocabulary import MentionKind


@dataclass(frozen=True, slots=True)
class Mention:
    """One mention.

    `span` is in code points of the text that was searched and holds the name without an article before it.
    `canonical` is the form that all names of the same have in common ("VWS", "het ministerie van VWS"). `part_of` is
    the canonical form of the organisation to which an office or body belongs ("minister van VWS"), None where that
    is not known or there are many.
    """

    span: Span
    canonical: str
    kind: MentionKind
    part_of: str | None = None
