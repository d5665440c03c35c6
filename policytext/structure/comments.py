"""Readers' comments below web articles, and the furniture of web pages: not the author's words.

A line such as "Reacties op dit artikel (6)" opens them beyond doubt. A bare "Reacties" can also be a chapter (on the
replies to a consultation), so it counts only with a second sign after it: a form to reply with, or lines that give an
author and a time.
"""

import re
from collections.abc import Sequence

from policytext.structure.drafts import DraftBlock
from policytext.types.vocabulary import BlockKind

_CERTAIN = re.compile(
    r"\W*(?:(?:er (?:is|zijn) )?(?:\d{1,4}|geen|één|een) (?:lezers)?reacties?(?: op .{1,90})?"
    r"|(?:lezers)?reacties? op (?:dit|deze|het) (?:artikel|bericht|blog|column|stuk|nieuwsbericht|opinie)\w*"
    r"(?:\s*\(\d+\))?"
    r"|(?:lezers)?reacties?\s*\(\d{1,4}\)|lezersreacties|(?:plaats|geef|schrijf|laat) (?:een|uw|je) reactie(?: achter)?"
    r"|reageer(?: op dit (?:artikel|bericht))?|\d{1,4} comments?|leave a (?:reply|comment))\W*\Z",
    re.IGNORECASE,
)
_POSSIBLE = re.compile(r"\W*(?:reacties|comments|discussie|reacties van lezers)\W*\Z", re.IGNORECASE)
_FORM = re.compile(
    r"\W*(?:(?:het|je|uw) e-?mail-?adres (?:wordt|zal) niet .{0,40}(?:\. ?vereiste velden .{0,50})?"
    r"|(?:alle )?vereiste velden .{0,50}|reageer|reactie plaatsen|verzenden|verstuur"
    r"|(?:plaats|geef|laat|schrijf) (?:een|uw|je) reactie.{0,20}|(?:naam|e-?mail|website|site|reactie)\s?\*?"
    r"|log in om te reageren.{0,30}|beantwoord(?:en)?|mijn naam, e-?mail.{0,100})\W*\Z",
    re.IGNORECASE,
)
_BYLINE = re.compile(
    r"(?:door |van )?[\w .'’@-]{2,50}(?: (?:op|zegt|schreef|schrijft|says)\b:?|[,|·-]).{0,20}"
    r"(?:\d{1,2}[-/ ](?:\d{1,2}|[a-z]{3,9})[-/ ]\d{2,4}.{0,20}"
    r"|\d+ (?:minuten|uur|uren|dagen|weken|maanden|jaar) geleden)\W*\Z"
    r"|[\w .'’@-]{2,50} (?:zegt|schreef|schrijft)\s*:?\Z",
    re.IGNORECASE,
)
_WEB_FURNITURE = re.compile(
    r"\W*(?:(?:dit (?:artikel|bericht|blog) is )?\d[\d.]* (?:keer|maal|x) (?:bekeken|gelezen)"
    r"|deel dit (?:artikel|bericht)|delen(?: via.{0,40})?|print(?:en| dit artikel)?|lees (?:meer|verder|ook)"
    r"|leestijd:? \d+ min\w*"
    r"|naar boven|terug naar .{0,30}|share|tweet|facebook|linkedin|twitter|whatsapp|cookie\w*.{0,30})\W*\Z",
    re.IGNORECASE,
)
_LONGEST_LINE = 120
_PLAIN = frozenset({BlockKind.PARAGRAPH, BlockKind.HEADING, BlockKind.LIST_ITEM, BlockKind.CAPTION})
_SIGNS_WITHIN = 40


def mark_comments(drafts: Sequence[DraftBlock], texts: Sequence[str]) -> None:
    """Give everything from the opening of the comments on the container COMMENT, in place, and mark web furniture.

    A heading of markup on the level of the title ends them.
    """
    for draft, text in zip(drafts, texts, strict=True):
        if draft.kind in _PLAIN and len(text) <= _LONGEST_LINE and _WEB_FURNITURE.match(text):
            draft.kind, draft.level, draft.is_final = BlockKind.FURNITURE, 0, True
    start = _find_start(drafts, texts)
    if start is None:
        return
    opening = drafts[start]
    level = opening.level if opening.kind is BlockKind.HEADING and opening.is_final else 0
    for index in range(start, len(drafts)):
        draft, text = drafts[index], texts[index]
        is_marked = draft.kind is BlockKind.HEADING and draft.is_final
        if draft.kind is BlockKind.FURNITURE and draft.container is None and index > start:
            continue  # of the page, below or between the comments
        if level and index > start and is_marked and draft.level <= level and not _CERTAIN.match(text):
            return
        draft.container = BlockKind.COMMENT
        if draft.kind is BlockKind.HEADING:
            draft.kind, draft.level = BlockKind.PARAGRAPH, 0
        is_form = len(text) <= _LONGEST_LINE and (_FORM.match(text) or _CERTAIN.match(text))
        if draft.kind in _PLAIN and is_form:
            draft.kind, draft.level, draft.is_final = BlockKind.FURNITURE, 0, True


def _find_start(drafts: Sequence[DraftBlock], texts: Sequence[str]) -> int | None:
    for index, (draft, text) in enumerate(zip(drafts, texts, strict=True)):
        if index == 0 or draft.kind not in _PLAIN or len(text) > _LONGEST_LINE:
            continue
        if _CERTAIN.match(text):
            return index
        if _POSSIBLE.match(text) and _has_sign(texts[index + 1 : index + 1 + _SIGNS_WITHIN]):
            return index
    return None


def _has_sign(texts: Sequence[str]) -> bool:
    return any(len(text) <= _LONGEST_LINE and (_FORM.match(text) or _BYLINE.match(text)) for text in texts)
