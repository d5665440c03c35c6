"""The Dutch words for what became of recommendations and promises, the same on the terminal and in HTML."""

from typing import Final

from policytext.query.follow import Answer, Basis, Fate, Followed, Status, Verdict

VERDICTS: Final = {
    Verdict.ACCEPTED: "overgenomen",
    Verdict.PARTLY: "deels overgenomen",
    Verdict.REJECTED: "afgewezen",
    Verdict.CONSIDERED: "in overweging",
    Verdict.MENTIONED: "besproken, geen oordeel",
}
#: The same of those who do not have to act: they support or reject what others have to do.
VERDICTS_OF_OTHERS: Final = {**VERDICTS, Verdict.ACCEPTED: "gesteund", Verdict.PARTLY: "deels gesteund"}
STATUSES: Final = {
    Status.ACCEPTED: "overgenomen",
    Status.PARTLY: "deels overgenomen",
    Status.REJECTED: "afgewezen",
    Status.CONSIDERED: "in overweging",
    Status.MENTIONED: "besproken, geen oordeel",
    Status.SILENT: "geen antwoord gevonden",
    Status.ABSENT: "geen later document van de geadresseerde in de index",
    Status.NOBODY: "geen geadresseerde genoemd",
}
FATES: Final = {
    Fate.KEPT: "nagekomen",
    Fate.REPEATED: "nieuwe toezegging hierover",
    Fate.WITHDRAWN: "ingetrokken of niet gelukt",
    Fate.MENTIONED: "later genoemd",
    Fate.NO_TRACE: "geen spoor gevonden",
    Fate.ABSENT: "geen later document van de afzender in de index",
}
BASES: Final = {
    Basis.NUMBER: "bij nummer",
    Basis.NAMED: "het eerdere document wordt genoemd",
    Basis.WORDS: "zelfde onderwerp",
    Basis.QUESTION: "antwoord op een vraag hierover",
    Basis.DECISION: "besluit of toezegging over hetzelfde",
    Basis.WHOLE: "antwoord op de aanbevelingen als geheel",
    Basis.MATTER: "zelfde onderwerp",
}


def doubt(text: str, *, is_sure: bool) -> str:
    """The words with a question mark where the judgement is unsure."""
    return text if is_sure else f"{text}?"


def verdict_words(verdict: Verdict, *, is_addressee: bool) -> str:
    """What an answer says."""
    return (VERDICTS if is_addressee else VERDICTS_OF_OTHERS)[verdict]


def verdict_of(answer: Answer) -> str:
    """What an answer says, and who gives it."""
    words = verdict_words(answer.verdict, is_addressee=answer.is_addressee)
    parts = [doubt(words, is_sure=answer.is_sure), f"door {answer.by}"]
    if not answer.is_addressee:
        parts.append("(niet de geadresseerde)")
    if answer.is_reported:
        parts.append("(weergegeven)")
    return " ".join(parts)


def status_of(item: Followed) -> str:
    """What became of a recommendation; how many documents of addressees were looked at where none answers."""
    text = doubt(STATUSES[item.status], is_sure=item.is_sure)
    if item.status is Status.SILENT:
        count = len(item.later)
        text += f" · {count} later document bekeken" if count == 1 else f" · {count} latere documenten bekeken"
    return text
