"""Proposals to a city council, by their number: "raadsvoorstel 2021-045"."""

import re
from collections.abc import Iterator, Sequence

from policytext.plugins import FoundCitation
from policytext.types.document import Document, Sentence
from policytext.types.spans import Span

_PROPOSAL = re.compile(r"\braadsvoorstel(?:\s+nr\.)?\s+(?P<year>20\d\d)[-/](?P<number>\d{1,4})\b", re.IGNORECASE)


class Proposals:
    """Finds them in the running text."""

    def find(self, document: Document, sentences: Sequence[Sentence]) -> Iterator[FoundCitation]:
        """A citation for each; those of one number are one work."""
        for block in document.blocks:
            if not block.is_running_text:
                continue
            for match in _PROPOSAL.finditer(document.text, block.span.start, block.span.end):
                number = f"{match['year']}-{int(match['number']):03d}"
                yield FoundCitation(
                    span=Span(*match.span()),
                    year=match["year"],
                    title=f"Raadsvoorstel {number}",
                    identifier=f"raadsvoorstel-{number}",
                )
