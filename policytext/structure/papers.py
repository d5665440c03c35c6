"""The head and foot of a parliamentary paper: what names chamber, year, dossier and number is not running text.

Source of the forms: parliamentary papers on officielebekendmakingen.nl, in all the formats in which they come.
"""

import re
from collections.abc import Sequence

from policytext.structure.drafts import DraftBlock
from policytext.types.vocabulary import BlockKind

_CHAMBER = re.compile(r"(?:Tweede|Eerste) Kamer der Staten.Generaal(?:\s+[12])?", re.IGNORECASE)
_YEAR = re.compile(r"(?:Verga?derjaar|Zitting)\s+\d{4}\s*[-–—/]\s*\d{2,4}", re.IGNORECASE)
_DOSSIER = r"\d{2} ?\d{3}(?:[ -]\(?(?:[IVXLC]+|R\d{4})\)?)?(?: \(R\d{4}\))?"
_DOSSIER_ALONE = re.compile(_DOSSIER)
_NUMBER_ALONE = re.compile(r"nr\.?\s*\d{1,4}(?:\s*herdruk)?", re.IGNORECASE)
_DOSSIER_TITLE = re.compile(rf"{_DOSSIER}\s+[A-ZÀ-Þ‘“\"]")
_NUMBER_TITLE = re.compile(r"Nr\.?\s*\d{1,4}\s+[A-ZÀ-Þ]", re.IGNORECASE)
_FOOT = re.compile(
    r"(?:Tweede|Eerste) Kamer, vergaderjaar \d{4}\s*[-–—/]\s*\d{2,4},.{0,80}?(?:nr\.\s*\d+|[A-Z]{1,3})(?:\s+\d{1,4})?"
    r"|(?:kst|blg|ah|h|kv)-[\w-]{3,40}(?:\s+ISSN\s+[\d -]{8,12})?(?:\s+[’'‘]s.Gravenhage \d{4})?"
    r"|ISSN\s+[\d -]{8,12}(?:\s+[’'‘]s.Gravenhage \d{4})?|[’'‘]s.Gravenhage \d{4}",
    re.IGNORECASE,
)
# The head is among the first blocks; a foot can stand on every page.
_HEAD_BLOCKS = 14
_LONGEST = 160
_LEVELS = {"dossier": 1, "number": 2}


def mark_paper_parts(drafts: Sequence[DraftBlock], texts: Sequence[str]) -> None:
    """Give the parts of the head and foot of a parliamentary paper their kinds, in place; other documents stay.

    Args:
        drafts: in reading order.
        texts: their words, stripped.
    """
    head = range(min(_HEAD_BLOCKS, len(drafts)))
    short = [" ".join(text.split()) if len(text) <= _LONGEST else "" for text in texts]
    has_chamber = any(_CHAMBER.fullmatch(short[index]) for index in head)
    has_dossier = any(_DOSSIER_ALONE.fullmatch(short[index]) or _DOSSIER_TITLE.match(short[index]) for index in head)
    has_number = any(_NUMBER_ALONE.fullmatch(short[index]) or _NUMBER_TITLE.match(short[index]) for index in head)
    if not (has_dossier and (has_number or has_chamber)):
        return
    for index, draft in enumerate(drafts):
        words = short[index]
        if _FOOT.fullmatch(words):
            _set(draft, BlockKind.FURNITURE)
        elif index not in head:
            continue
        elif any(pattern.fullmatch(words) for pattern in (_CHAMBER, _YEAR, _DOSSIER_ALONE, _NUMBER_ALONE)):
            _set(draft, BlockKind.ADDRESS)
        elif draft.kind is not BlockKind.HEADING and _DOSSIER_TITLE.match(words):
            _set(draft, BlockKind.HEADING, _LEVELS["dossier"])
        elif draft.kind is not BlockKind.HEADING and _NUMBER_TITLE.match(words):
            _set(draft, BlockKind.HEADING, _LEVELS["number"])


def _set(draft: DraftBlock, kind: BlockKind, level: int = 0) -> None:
    draft.kind = kind
    draft.level = level
    draft.is_final = True
