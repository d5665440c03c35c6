"""What to make of a match: the verdict on a citation, and why one could not be given.

Precision goes before recall: "not found" is said only where the sentence clearly says what the source holds, and little
of it occurs anywhere in the source; what lies between is not judged. The bounds were set on the sample corpus and read
again on real documents (docs/adr/0033).
"""

from collections.abc import Sequence
from typing import Final

from policytext.query.checking.answers import Doubt, Finding, Match, Verdict
from policytext.query.checking.claims import Claim
from policytext.query.reuse.alike import model
from policytext.store import DocumentRecord
from policytext.types.vocabulary import Attribution, StatementKind

#: Share of a claim's words in one place of the source from which it says the claim: of five words or more, and how much
#: more for each word less. Two words in common are soon there by chance.
_SAYS: Final = 0.6
_FOR_EACH_LESS: Final = 0.1
_ENOUGH_WORDS: Final = 5
#: The same with a number in common, and where the paraphrase model takes it for the same in other words, as it does for
#: documents that are connected.
_SAYS_WITH_FIGURE: Final = 0.3
_SAYS_ALIKE: Final = 0.4
#: Numbers in common from which little else has to be.
_SEVERAL: Final = 2
#: Share from which it says part of it.
_PART: Final = 0.45
#: Share in one place below which a number that the source has is one of something else.
_BARELY: Final = 0.2
#: Share of a claim's words in all of the source below which nothing in it comes near: of a claim with a number that the
#: source has not, and of another, which needs so many words.
_NOWHERE: Final = 0.5
_NOWHERE_WITHOUT_FIGURE: Final = 0.25
_FEWEST_NOWHERE: Final = 4
#: Words of a claim below which there is nothing to compare, unless it has a number.
_FEWEST: Final = 2
#: Share of the pages of a source that could not be read from which nothing is missing for certain.
_UNREAD: Final = 0.2


def judge(claim: Claim, match: Match | None, anywhere: float, cited: DocumentRecord) -> tuple[Verdict, Doubt | None]:
    """The verdict on a claim, with the doubt where there is none.

    Args:
        claim: what is said of the source.
        match: the place in the source that says most of it.
        anywhere: share of its words in the source as a whole.
        cited: the source.
    """
    if match is None or cited.metadata.language not in (None, "nl"):
        return Verdict.CANNOT_JUDGE, Doubt.NOT_READ
    findings = [figure.finding for figure in match.figures]
    found = findings.count(Finding.FOUND)
    if len(claim.words) < _FEWEST and not findings:
        return Verdict.CANNOT_JUDGE, Doubt.SAYS_NOTHING
    leans = claim.before is not None and not findings
    if leans and match.coverage >= _PART:
        return Verdict.CANNOT_JUDGE, Doubt.LEANS
    if match.is_denied:
        return Verdict.CONTRADICTED, None
    says = _says(claim, match, found)
    if Finding.DIFFERS in findings and (says or match.coverage >= _BARELY):
        return (Verdict.FIGURE_DIFFERS if not found else Verdict.PARTLY), None
    if says:
        is_all = all(finding is Finding.FOUND for finding in findings) and not match.missing_names
        return (Verdict.SUPPORTED if is_all else Verdict.PARTLY), None
    if (found and match.coverage >= _BARELY) or (match.coverage >= _PART and len(claim.words) >= _FEWEST_NOWHERE):
        return Verdict.PARTLY, None
    if _is_unread(cited):
        return Verdict.CANNOT_JUDGE, Doubt.NOT_READ
    says_of_source = _says_of_source(claim, has_number=bool(findings))
    if says_of_source and not leans and _is_gone(claim, findings, anywhere):
        return Verdict.NOT_FOUND, None
    return Verdict.CANNOT_JUDGE, Doubt.ONLY_NEAR if says_of_source else Doubt.SAYS_NOTHING


def _says(claim: Claim, match: Match, found: int) -> bool:
    """Whether the place in the source says the claim, whatever its numbers; `found` counts those that it has."""
    if found >= _SEVERAL or (found and match.coverage >= _SAYS_WITH_FIGURE):
        return True
    needed = _SAYS + _FOR_EACH_LESS * max(0, _ENOUGH_WORDS - len(claim.words))
    if match.coverage >= needed:
        return True
    return match.coverage >= _SAYS_ALIKE and match.likeness >= model().connected


def _is_gone(claim: Claim, findings: Sequence[Finding], anywhere: float) -> bool:
    """Whether nothing of a claim is anywhere in the source."""
    if findings:
        return all(finding is Finding.ABSENT for finding in findings) and anywhere < _NOWHERE
    return len(claim.words) >= _FEWEST_NOWHERE and anywhere < _NOWHERE_WITHOUT_FIGURE


def _says_of_source(claim: Claim, *, has_number: bool) -> bool:
    """Whether a sentence clearly says what a source holds: a number, another's words, or a claim of its own."""
    if claim.sentence.text.rstrip().endswith("?"):
        return False
    statements = claim.sentence.statements
    if has_number or any(s.attribution is Attribution.REPORTED for s in statements):
        return True
    return any(s.kind is StatementKind.CLAIM for s in statements)


def _is_unread(document: DocumentRecord) -> bool:
    """Whether too much of a document could not be read to say that something is not in it."""
    quality = document.quality
    return quality is not None and bool(document.pages) and len(quality.unread_pages) >= _UNREAD * document.pages
