"""Lists of authors with initials at the beginning of a reference, whatever follows them: no year is needed.

"Bal D., H.M. Beije, M. Fellinger, et al. Titel", "Sedgh G, Singh S, Shah IH et al. Titel", "Shellenberg, K. M., Moore,
A. M., ... & Tsui, A. O. (2011)". The styles of journals (APA, Vancouver) and what Dutch policy documents make of them.
"""

import re

from policytext.citations.authors import is_known_organisation, is_organisation

_PARTICLES = (
    r"(?:(?:[Vv]an|[Vv]on|[Dd]e|[Dd]en|[Dd]er|[Tt]en|[Tt]er|[Tt]e|[Hh]et|'t|’t|[Ii]n|[Oo]p|la|du|da|di|el|al)\s){0,3}"
)
# A capital and somewhere a small letter; taken whole, so that a word of any length costs its length.
_CAPITALISED = r"[A-ZÀ-Þ](?=[\w’'‐-]*[a-zà-ÿ])[\w’'‐-]++"
_SURNAME = rf"{_CAPITALISED}(?:\s{_CAPITALISED})?"
_INITIALS = r"(?:[A-ZÀ-Þ](?:[a-z]|[A-Z](?=\.[A-Z]))?\.[\s-]?){1,5}"
# "Bal D.", "Van Hove, L.W.A.", "Sedgh G", "Wang Y-R", "Shah IH"; "H.M. Beije", "K. O’Connor"
_NAME = re.compile(
    rf"{_PARTICLES}{_SURNAME}(?:,\s?|\s)(?:{_INITIALS}|[A-ZÀ-Þ]{{1,3}}(?:-[A-ZÀ-Þ])?(?=[,.;\s(]|$))"
    r"(?:\s?(?:van der|van den|van de|van|de|der|den|von)(?=[,.;\s]))?"
    rf"|{_INITIALS}\s?{_PARTICLES}{_SURNAME}|{_PARTICLES}{_SURNAME}(?=,?\s(?:et al|e\.\s?a\.))"
)
_BETWEEN = re.compile(
    r"\s?[,;]\s?(?:(?:…|\.\s?\.\s?\.)\s?,?\s?)?(?:(?:en|and|&)\s)?|\s?(?:en|and|&)\s|\s(?=[A-ZÀ-Þ]\.)|(?<=\.)\s(?=[A-ZÀ-Þ][\w’'-]+,\s[A-ZÀ-Þ]\.)"
)
_ET_AL = re.compile(r"[,;]?\s(?:et al\.?|e\.\s?a\.|c\.s\.)")
# What stands behind a list: a stop and a title, or a year. The stop of the last initial counts.
_EDITORS = re.compile(r"\s?\((?:[Ee]ds?|[Rr]ed)\.?\)")
_TITLE_BEHIND = re.compile(r"(?:(?<=d\))\s+|(?<=ds\))\s+|(?<=\.\))\s+|(?<=\.)\s+|\s?[.:]\s+|,\s+)(?=[A-ZÀ-Þ‘“'\"])")
_YEAR_BEHIND = re.compile(r"[\s,.(]{1,3}(?:1[89]|20)\d\d")
_MOST = 40
_LEAD_INS = frozenset(("zie", "volgens", "bron", "vgl", "vergelijk", "ook", "aldus", "naar", "uit", "in", "bij"))


def whole_list(words: str) -> tuple[str, ...] | None:
    """Authors with initials where a stretch of words is nothing but their list."""
    found = leading_names(words.rstrip(" ,:") + " (2000)")
    return found[0] if found is not None and not words[found[1] :].strip(" ,.:") else None


def leading_names(words: str) -> tuple[tuple[str, ...], int] | None:
    """Authors with initials at the beginning of a reference and where they end; None if there are none."""
    authors: list[str] = []
    end = position = 0
    while len(authors) < _MOST and (match := _NAME.match(words, position)) is not None:
        authors.append(" ".join(match.group().split()).strip(" ,"))
        end = match.start() + len(match.group().rstrip())
        between = _BETWEEN.match(words, end)
        if between is None:
            break
        position = between.end()
    # "Zie SCP (2018)": a body and what leads in are no surname with initials.
    if not authors or is_organisation(authors[0]) or is_known_organisation(authors[0].split()[-1]):
        return None
    if authors[0].split()[0].casefold() in _LEAD_INS:
        return None
    if (more := _ET_AL.match(words, end)) is not None:
        authors[-1] = f"{authors[-1]} {more.group().strip(' ,;')}"
        end = more.end()
    end -= len(words[:end]) - len(words[:end].rstrip())
    if (editors := _EDITORS.match(words, end)) is not None:
        end = editors.end()
    behind = _TITLE_BEHIND.match(words, end) or _YEAR_BEHIND.match(words, end)
    return None if behind is None else (tuple(authors), end)
