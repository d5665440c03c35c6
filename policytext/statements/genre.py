"""The genre of a document as far as it decides how often its author promises or demands: three groups."""

import re
from enum import StrEnum
from typing import Final

from policytext.types.document import Metadata
from policytext.types.vocabulary import DocumentKind


class Genre(StrEnum):
    """Who speaks: a government that says what it will do, a party or coalition with its plans, or anybody else."""

    GOVERNMENT = "government"
    PROGRAMME = "programme"
    OTHER = "other"


_PROGRAMMES: Final = frozenset((DocumentKind.PROGRAMMA, DocumentKind.AKKOORD))
_OF_GOVERNMENT: Final = frozenset(
    (
        DocumentKind.KAMERBRIEF,
        DocumentKind.NOTA,
        DocumentKind.WETTEKST,
        DocumentKind.KAMERVRAGEN,
        DocumentKind.BESLUIT,
    )
)
_GOVERNMENT: Final = re.compile(r"\b(?:ministerie|gemeente|provincie|waterschap|kabinet|college van)\b", re.IGNORECASE)


def genre_of(metadata: Metadata) -> Genre:
    """The genre that a document's kind and senders make likely."""
    if metadata.kind in _PROGRAMMES:
        return Genre.PROGRAMME
    by_government = any(_GOVERNMENT.search(name) for name in metadata.organisations)
    if metadata.kind in _OF_GOVERNMENT or (metadata.kind is DocumentKind.BRIEF and by_government):
        return Genre.GOVERNMENT
    return Genre.OTHER
