"""What a change of position is called in Dutch, wherever it is shown: terminal, page, file or brief."""

from collections.abc import Mapping
from typing import Final

from policytext.types.vocabulary import Change

CHANGES: Final[Mapping[Change, str]] = {
    Change.SAME: "gelijk gebleven",
    Change.STRENGTHENED: "versterkt",
    Change.WEAKENED: "afgezwakt",
    Change.REVERSED: "omgekeerd",
    Change.NEW: "nieuw",
    Change.DROPPED: "vervallen",
    Change.FIGURE_CHANGED: "cijfer veranderd",
    Change.CONDITION_ADDED: "voorwaarde erbij",
    Change.CONDITION_REMOVED: "voorwaarde eraf",
    Change.SCOPE_NARROWED: "beperkt",
    Change.SCOPE_WIDENED: "verruimd",
}
