"""Answers about citations, as data: what a sentence says, what the cited document says, and how the two compare."""

from dataclasses import dataclass
from enum import StrEnum

from policytext.query.checking.claims import Claim
from policytext.store import CitationRecord, DocumentRecord, SentenceRecord


class Verdict(StrEnum):
    """Whether a cited document says what a sentence says of it."""

    SUPPORTED = "supported"
    PARTLY = "partly"  # some of it; the remarks say what is missing
    FIGURE_DIFFERS = "figure differs"  # it gives another number for the same thing
    CONTRADICTED = "contradicted"  # it says the same and denies it, or the other way about
    NOT_FOUND = "not found"  # nothing in it comes near
    CANNOT_JUDGE = "cannot judge"


class Finding(StrEnum):
    """What became of a number when it was looked for in the cited document."""

    FOUND = "found"
    DIFFERS = "differs"  # the document has another number for the same thing
    YEAR_DIFFERS = "year differs"  # it has the number, for another year
    ELSEWHERE = "elsewhere"  # it has the number, at something else or in a table
    ABSENT = "absent"


class Doubt(StrEnum):
    """Why a citation could not be judged."""

    NO_SENTENCE = "no sentence"  # nothing in the text leads to it
    SAYS_NOTHING = "says nothing"  # the sentence only names the source, or asks something
    LEANS = "leans"  # the sentence leans on the one before it; what of that it says takes reading
    ONLY_NEAR = "only near"  # words of it are there, but no sentence that clearly says it
    NOT_READ = "not read"  # the cited document is not Dutch, or much of it could not be read


@dataclass(frozen=True, slots=True)
class FigureCheck:
    """A number of the claim, in its words, and what the cited document has: its words and sentence, if any."""

    words: str
    finding: Finding
    there: str | None
    sentence: SentenceRecord | None
    year: str | None = None
    year_there: str | None = None


@dataclass(frozen=True, slots=True)
class Match:
    """The place in a document that says most of a claim.

    `sentence` says it, with `beside` (sentences of the same block that say the rest). `coverage` is the share in [0, 1]
    of the claim's words that are there, by rarity; `likeness` the probability that the sentence says the same in other
    words. `is_denied` says that one of the two denies what the other says.
    """

    sentence: SentenceRecord
    beside: tuple[SentenceRecord, ...]
    coverage: float
    likeness: float
    is_denied: bool
    figures: tuple[FigureCheck, ...]
    missing_names: tuple[str, ...]
    is_at_hint: bool | None


@dataclass(frozen=True, slots=True)
class Later:
    """A later version of a cited document, with what it says; `is_after` that it came after the citing document."""

    document: DocumentRecord
    verdict: Verdict
    match: Match | None
    likeness: float
    is_after: bool


@dataclass(frozen=True, slots=True)
class CiteCheck:
    """A citation, or several of one sentence that lead to one document, and what was found there.

    `claim` is None where no sentence leads to it. `match` is None where nothing comes near. `doubt` is set exactly when
    the verdict is `CANNOT_JUDGE`.
    """

    citations: tuple[CitationRecord, ...]
    cited: DocumentRecord
    claim: Claim | None
    verdict: Verdict
    match: Match | None
    doubt: Doubt | None
    later: Later | None

    @property
    def document(self) -> DocumentRecord:
        """The document that cites."""
        return self.citations[0].document


@dataclass(frozen=True, slots=True)
class CheckAnswer:
    """The checks, in order of document and text.

    `unresolved` counts citations that lead to no document of the index, `ambiguous` those of which it is not known to
    which they lead: these could not be checked.
    """

    checks: tuple[CiteCheck, ...]
    unresolved: int
    ambiguous: int
