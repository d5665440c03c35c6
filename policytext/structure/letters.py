"""What makes a letter a letter: addressee, reference lines, subject, salutation, closing and signature.

Source of the layout: NEN 1026 and the house style of the Rijksoverheid: address and references above the subject, the
salutation after it, the closing formula and the names below.
"""

import re
from collections.abc import Sequence

from policytext.structure.drafts import DraftBlock
from policytext.structure.lines import ends_open, ends_sentence
from policytext.types.vocabulary import BlockKind

# "Beste" and "waarde" also begin headings; as a salutation they end in a comma.
SALUTATION = re.compile(
    r"(?:(?:zeer |hoog)?(?:geachte?|geëerde)\b[^.?!]{0,140}|excellentie"
    r"|(?:beste|waarde)\b[^.?!]{0,80}(?=[,!]))[,:!]?\s*\Z",
    re.IGNORECASE,
)
# Without a colon, a line that begins with the label and then a capital, and is no sentence.
SUBJECT = re.compile(
    r"\W*(?:onderwerp|betreft|betreffende|inzake)\s*(?::|\t|\n|\s{2,}|\Z)"
    r"|\W*(?-i:Onderwerp|Betreft) (?=(?-i:[A-Z‘“'\"]))(?!.*[.!?]\s*\Z)",
    re.IGNORECASE,
)
_CLOSING = re.compile(
    r"(?:met (?:zeer )?(?:vriendelijke|hartelijke|collegiale|beste|warme) groet(?:en)?|hoogachtend|met (?:de meeste )?"
    r"(?:gevoelens van )?(?:de meeste )?hoogachting|(?:vriendelijke|hartelijke) groet(?:en)?|w\.\s?g\."
    r"|namens (?:hen|deze|dezen)"
    r"|hoogachtend en met vriendelijke groet)\b[^.]{0,80}[,:.]?\s*\Z",
    re.IGNORECASE,
)
MINISTER = re.compile(
    r"(?:de (?:minister|staatssecretaris|minister-president|voorzitter|griffier|directeur(?:-generaal)?|burgemeester)"
    r"|het college|burgemeester en wethouders|gedeputeerde staten)\b[^.?!]{0,160},\s*\Z",
    re.IGNORECASE,
)
_FUNCTION = re.compile(
    r"\b(?:algemeen |plaatsvervangend |adjunct-?)?(?:directeur|voorzitter|bestuurder|burgemeester|wethouder|minister"
    r"|staatssecretaris|secretaris|hoogleraar|programmamanager|manager|griffier|gedeputeerde|penningmeester"
    r"|beleidsadviseur|hoofd|raadslid|lector)\b",
    re.IGNORECASE,
)
_NAME = re.compile(
    r"(?:(?:drs?|mr|ir|prof|ing|mw|dhr|mevr)\.?\s+){0,3}(?:[A-Z]\.\s?){0,5}[A-ZÀ-Þ][\w'’.-]*"
    r"(?:\s+(?:van|de|der|den|ter|ten|te|het|'t|’t|in|op|el|al|von|la|le|du)){0,3}(?:\s+[A-ZÀ-Þ][\w'’.-]*){1,4}"
    r"(?:\s*[(,].{0,80})?,?\s*\Z"
)
CONTACT = re.compile(
    r"(?-i:\b\d{4}\s?[A-Z]{2}\b(?=\s+[A-Z']|\s*\Z))|\bpostbus\s+\d+|\A\W*(?:t\.?a\.?v\.?|p/a)\s|(?:\+31|\(?\b0\d{1,3}\)?)[\s-]{0,3}\d[\d\s-]{5,}\d"
    r"|\A\W*(?:tel(?:efoon)?|t|e-?mail|mail|e|m|fax|website|www|internet|contact(?:persoon)?|bezoekadres|postadres"
    r"|(?:ons|uw) kenmerk|kenmerk|datum|bijlagen?(?:\(n\))?|uw brief(?: van)?|behandeld door|doorkiesnummer"
    r"|aantal bijlagen|dossiernummer|zaaknummer|registratienummer)\s*:(?:.{0,100})\Z"
    r"|\A\W*(?:ons kenmerk|uw kenmerk|bijlage\(n\)|contactpersoon|uw brief van|behandeld door)\b.{0,60}\Z"
    r"|\A[\w.+-]+@[\w.-]+\.[a-z]{2,}\Z",
    re.IGNORECASE,
)
_ADDRESSEE = re.compile(
    r"\W*aan (?:de|het|mevrouw|mw|de heer|dhr|alle|het college|staatssecretaris|minister)\b", re.IGNORECASE
)
# A salutation stands on the first pages; an address line and a name are short.
_HEAD_BLOCKS = 60
_LONGEST_LINE = 130
_ADDRESS_LINES = 3
_PLAIN = frozenset({BlockKind.PARAGRAPH, BlockKind.HEADING, BlockKind.LIST_ITEM})
_IN_HEAD = _PLAIN | {BlockKind.QUOTATION}


def mark_letter_parts(drafts: Sequence[DraftBlock], texts: Sequence[str]) -> None:
    """Give addresses, subject, salutation and signature their kinds, in place.

    Args:
        drafts: in reading order.
        texts: their words, stripped.
    """
    salutation = mark_letter_head(drafts, texts)
    body_start = 0 if salutation is None else salutation + 1
    _mark_contacts(drafts, texts)
    _mark_signatures(drafts, texts, body_start, is_letter=salutation is not None)


def mark_letter_head(drafts: Sequence[DraftBlock], texts: Sequence[str]) -> int | None:
    """Mark what stands above the body of a letter, in place; return the index of the salutation, if there is one."""
    head = range(min(len(drafts), _HEAD_BLOCKS))
    salutation = next((index for index in head if _is_salutation(drafts[index], texts[index])), None)
    for index in head if salutation is None else range(salutation):
        if drafts[index].kind in _PLAIN and SUBJECT.match(texts[index]) and len(texts[index]) <= 3 * _LONGEST_LINE:
            _set(drafts[index], BlockKind.SUBJECT)
            if len(texts[index].split()) == 1 and index + 1 < len(drafts) and drafts[index + 1].kind in _PLAIN:
                _set(drafts[index + 1], BlockKind.SUBJECT)
    if salutation is None:
        _mark_addressee(drafts, texts, head)
        return None
    _set(drafts[salutation], BlockKind.SALUTATION)
    for index in range(salutation):
        is_line = len(texts[index]) <= _LONGEST_LINE and not ends_sentence(texts[index].rstrip(":"))
        is_title = drafts[index].kind is BlockKind.HEADING and drafts[index].is_final
        if drafts[index].kind in _IN_HEAD and is_line and not is_title:
            _set(drafts[index], BlockKind.ADDRESS)
    return salutation


def _is_salutation(draft: DraftBlock, text: str) -> bool:
    return draft.kind is BlockKind.SALUTATION or (draft.kind in _PLAIN and SALUTATION.match(text) is not None)


def _mark_addressee(drafts: Sequence[DraftBlock], texts: Sequence[str], head: range) -> None:
    """Without a salutation: the lines that begin with "Aan de ..." up to the first that is not a short line."""
    for index in head:
        if len(texts[index]) > _LONGEST_LINE or ends_sentence(texts[index]):
            return
        if drafts[index].kind is BlockKind.PARAGRAPH and _ADDRESSEE.match(texts[index]):
            while index in head and _is_beside_address(drafts[index], texts[index]):
                _set(drafts[index], BlockKind.ADDRESS)
                index += 1
            return


def _mark_contacts(drafts: Sequence[DraftBlock], texts: Sequence[str]) -> None:
    """Lines with a postal code, a telephone number, a reference or a date alone, and the short lines beside them."""
    found = [
        index
        for index, (draft, text) in enumerate(zip(drafts, texts, strict=True))
        if _is_line(draft, text) and not text.endswith(".") and CONTACT.search(text)
    ]
    for index in found:
        _set(drafts[index], BlockKind.ADDRESS)
    for index in found:
        for step in (-1, 1):
            for number in range(index + step, index + step * (_ADDRESS_LINES + 1), step):
                if not 0 <= number < len(drafts) or not _is_beside_address(drafts[number], texts[number]):
                    break
                _set(drafts[number], BlockKind.ADDRESS)


def _is_line(draft: DraftBlock, text: str) -> bool:
    return draft.kind in _PLAIN and not draft.is_final and len(text) <= _LONGEST_LINE


def _is_beside_address(draft: DraftBlock, text: str) -> bool:
    """Whether a line next to a postal code or the like is part of the address: a name, a street, a date, a site."""
    if draft.kind is not BlockKind.PARAGRAPH or draft.is_final or len(text) > _LONGEST_LINE // 2:
        return False
    return not ends_sentence(text) and not SUBJECT.match(text) and draft.container is None


def _mark_signatures(drafts: Sequence[DraftBlock], texts: Sequence[str], start: int, *, is_letter: bool) -> None:
    index = start
    while index < len(drafts):
        draft, text = drafts[index], texts[index]
        if not _is_line(draft, text):
            index += 1
        elif _CLOSING.match(text) or (MINISTER.match(text) and index > len(drafts) // 2):
            if is_letter:
                _mark_senders_before(drafts, texts, index)
            index = _mark_names(drafts, texts, index)
        elif _is_name_with_function(drafts, texts, index):
            index = _mark_names(drafts, texts, index)
        else:
            index += 1


def _mark_senders_before(drafts: Sequence[DraftBlock], texts: Sequence[str], closing: int) -> None:
    """A line between the last sentence and the closing formula that names who sends the letter."""
    before = closing - 1
    if before < 1 or not _is_line(drafts[before], texts[before]) or len(texts[before]) > _LONGEST_LINE // 2:
        return
    if not ends_sentence(texts[before]) and texts[before - 1].rstrip().endswith(","):
        _set(drafts[before], BlockKind.SIGNATURE)


def _mark_names(drafts: Sequence[DraftBlock], texts: Sequence[str], first: int) -> int:
    """Mark the closing line and the short lines under it; return the index after the last of them."""
    _set(drafts[first], BlockKind.SIGNATURE)
    index = first + 1
    while index < len(drafts):
        draft, text = drafts[index], texts[index]
        if draft.kind in (BlockKind.NOTE, BlockKind.FURNITURE):
            index += 1
            continue
        if draft.kind is BlockKind.ADDRESS:
            return index
        if draft.kind not in _PLAIN or len(text) > _LONGEST_LINE or draft.is_final:
            return index
        is_name = _NAME.match(text) or _FUNCTION.search(text) or _CLOSING.match(text) or MINISTER.match(text)
        if (ends_sentence(text) and not is_name) or (draft.kind is BlockKind.HEADING and not is_name):
            return index
        _set(draft, BlockKind.SIGNATURE)
        index += 1
    return index


def _is_name_with_function(drafts: Sequence[DraftBlock], texts: Sequence[str], index: int) -> bool:
    """A name with the person's function on the next line, outside tables and running sentences."""
    if not _NAME.match(texts[index]) or ends_open(texts[index].rstrip(",")) or index + 1 >= len(drafts):
        return False
    following = texts[index + 1]
    is_function = (
        len(following) <= _LONGEST_LINE // 2
        and drafts[index + 1].kind in _PLAIN
        and not ends_sentence(following)
        and _FUNCTION.match(following) is not None
    )
    return is_function and len(texts[index]) <= _LONGEST_LINE // 2


def _set(draft: DraftBlock, kind: BlockKind) -> None:
    draft.kind = kind
    draft.level = 0
    draft.is_final = True
