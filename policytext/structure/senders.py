"""Who sends a document, who wrote it and to whom it goes.

Organisations are looked for only where a sender stands: the letterhead, the cover, the signature, the colophon and
the contact lines at the end. A name in running text, in the addressee's lines or in a list of members is not a sender.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from policytext.structure.front import FrontLine, is_labelled
from policytext.structure.organisations import OrganisationName, canonical_organisation, find_organisations
from policytext.structure.persons import find_persons

_PARLIAMENT = re.compile(
    r"(?:aan )?(?:de )?(?P<who>(?:voorzitter|leden) (?:van )?(?:de )?(?:tweede|"
    r"eerste) kamer(?: der staten[ -]generaal)?)",
    re.IGNORECASE,
)
_CUT_PARLIAMENT = re.compile(r"(?:voorzitter|leden) van de (?:tweede|eerste)$", re.IGNORECASE)
_TO = re.compile(
    r"aan\s*:?\s+(?P<who>(?:de|het|mevrouw|de heer|mw\.?|dhr\.?|alle|college|[A-ZÀ-Þ]).{2,110})", re.IGNORECASE
)
_ATTENTION = re.compile(r"t\.?\s?a\.?\s?v\.?\s*:?\s*(?P<who>.{3,100})", re.IGNORECASE)
_GREETED = re.compile(
    r"(?:zeer |hoog)?(?:geachte|beste|waarde|"
    r"dear)\s+(?P<who>(?:(?:de )?(?:heer|mevrouw|mw\.?|dhr\.?|minister|staatssecretaris|informateur|"
    r"formateur|voorzitter|leden|wethouder|burgemeester|raadsleden|kamerleden|bestuurders|collega)\b)[^,]{0,80})",
    re.IGNORECASE,
)
# "Geacht college,": the body is named in the address above.
_GREETED_BODY = re.compile(
    r"geachte?\s+(?:leden van (?:de|het)\s+)?(?P<body>college|raad|bestuur|commissie)\b", re.IGNORECASE
)
# "Geachte heer, mevrouw": nobody in particular.
_NOBODY = re.compile(
    r"(?:heer|mevrouw|heer/mevrouw|heer of mevrouw|heer,? mevrouw|mevrouw,? meneer)[ ,/]*", re.IGNORECASE
)
_ADDRESS = re.compile(r"\b\d{4}\s?[A-Z]{2}\b|\bpostbus\b|\bp/a\b", re.IGNORECASE)
_ADDRESS_PART = re.compile(r"[ ,]+(?:p/a|postbus|\d{4} ?[A-Z]{2})\b.*", re.IGNORECASE)
_RETURN = re.compile(r">?\s*retouradres", re.IGNORECASE)

_CLIENT = re.compile(
    r"(?:in )?opdracht(?:gever)?(?: van|:)?|op verzoek van|mede mogelijk gemaakt door|gefinancierd door|aangeboden aan",
    re.IGNORECASE,
)
_IMPRINT = re.compile(
    r"(?:dit is )?(?:een |de )?uitgave (?:van|door)|uitgegeven door|uitgever|©|copyright|auteursrecht|"
    r"eindrapport(?:age)? van|namens|"
    r"geschreven (?:door|in opdracht van)|opgesteld (?:door|in opdracht van)|afzender|indiener",
    re.IGNORECASE,
)
_FUNCTION = re.compile(
    r"\b(?:minister|staatssecretaris|voorzitter|directeur|bestuurder|bestuur|secretaris|wethouder|burgemeester|griffier|namens|"
    r"programmamanager|commissaris|dijkgraaf|college|leden|lid van|manager|hoofd|teamleider|afdelingshoofd)\b",
    re.IGNORECASE,
)
_BYLINE = re.compile(
    r"(?:door|auteurs?|tekst|geschreven door|penvoering|opgesteld door|opstellers?|"
    r"samenstelling)\s*:?\s+(?P<names>[A-ZÀ-Þ].{3,200})",
    re.IGNORECASE,
)
# "T.J.H.M. van Bergen (auteur), RIVM" in the colophon of a report.
_CREDITED = re.compile(r"(?P<names>[^(]{4,60})\((?:auteur|author|redacteur|penvoerder)", re.IGNORECASE)
# Its heading, not a running line that breaks before the words; "over ..." is what it is about.
_MOTION = re.compile(
    r"(?-i:(?=[A-Z]))(?:gewijzigde |nader gewijzigde )?motie van (?:het lid|de leden) "
    r"(?P<names>.{2,100}?)(?:\s(?:over|inzake|betreffende)\b.*)?$",
    re.IGNORECASE,
)
_WRITTEN_BY = re.compile(
    r"\b(?:geschreven|opgesteld|samengesteld) door (?P<names>(?-i:[A-ZÀ-Þ]).{3,120})", re.IGNORECASE
)
_NOTE = re.compile(r"[⁰¹²³⁴⁵⁶⁷⁸⁹]|\d{1,2}\s+\S")
_TITLED = re.compile(r"(?:prof|dr|drs|mr|ir|ing)\b", re.IGNORECASE)
_SHORT = 120
# A line of a letterhead that wraps a name is no longer than this; one that breaks off in the middle of it ends so.
_WRAPPED = 60
_OPEN_END = re.compile(r"(?:,|-|&|\b(?:van|voor|en|de|het|der|Ministerie))$")
_SIGNATURE_LINES = 14
_LARGER = 0.8
_PARTY_LIST = 6


@dataclass(frozen=True, slots=True)
class Senders:
    """Organisations by how sure it is that they send the document, best first, and the persons who wrote or signed.

    `signatories` are those of them who signed.
    """

    organisations: tuple[str, ...]
    authors: tuple[str, ...]
    signatories: tuple[str, ...] = ()


def find_addressee(head: Sequence[FrontLine], salutation: int | None, body: int) -> tuple[str, frozenset[int]] | None:
    """To whom a document goes, and the indexes of the lines of `head` that name the addressee; None where unknown."""
    limit = len(head) if salutation is None else salutation
    limit = min(limit, max(body, salutation or 0), 60)
    for index, line in enumerate(head[:limit]):
        text = line.text
        if _CUT_PARLIAMENT.search(text) and index + 1 < limit:
            text = f"{text} {head[index + 1].text}"
        if len(text) > _SHORT or _RETURN.match(text):
            continue
        if match := _PARLIAMENT.match(text):
            return _parliament(match["who"], head, index)
        if match := _ATTENTION.match(text):
            before = head[index - 1].text if index and not line.is_apart else ""
            names = [name.label for name in find_organisations(before)]
            return ", ".join([match["who"].strip(" ,"), *names]), frozenset(_address_lines(head, index, limit))
        match = _TO.match(text)
        if match and not text.endswith((".", "?", "!")) and not _is_running(head, index):
            who = match["who"].strip(" ,")
            if parliament := _PARLIAMENT.match(who):
                return _parliament(parliament["who"], head, index)
            who = _ADDRESS_PART.sub("", who)
            if _continues(head, index, limit):
                who = f"{who} {head[index + 1].text.strip(' ,')}"
            return who, frozenset(_address_lines(head, index, limit))
        if text.lower().rstrip(" :") == "aan" and index + 1 < limit and len(head[index + 1].text) < 80:
            if parliament := _PARLIAMENT.match(head[index + 1].text):
                return _parliament(parliament["who"], head, index + 1)
            return head[index + 1].text.strip(" ,"), frozenset(_address_lines(head, index + 1, limit))
    if salutation is not None and (match := _GREETED_BODY.match(head[salutation].text)):
        named = re.compile(rf"(?:(?:aan )?(?:de|het) )?\w{{0,12}}{match['body']}\b", re.IGNORECASE)
        for index, line in enumerate(head[:limit]):
            if named.match(line.text) and len(line.text) <= _SHORT:
                return line.text.strip(" ,"), frozenset(_address_lines(head, index, limit))
    if salutation is not None and (match := _GREETED.match(head[salutation].text)):
        who = match["who"].strip(" ,")
        if not _NOBODY.fullmatch(who):
            return who, frozenset({salutation})
    return None


def _parliament(who: str, head: Sequence[FrontLine], index: int) -> tuple[str, frozenset[int]]:
    who = who if "staten" in who.lower() or "kamer" not in who.lower() else f"{who} der Staten-Generaal"
    who = who[:1].upper() + who[1:]
    return who, frozenset(_address_lines(head, index, len(head)))


def _continues(head: Sequence[FrontLine], index: int, limit: int) -> bool:
    following = head[index + 1] if index + 1 < limit else None
    return (
        following is not None
        and not following.is_apart
        and (following.text[:1].islower() or head[index].text.endswith(("-", " en", " van", " de")))
    )


def _is_running(head: Sequence[FrontLine], index: int) -> bool:
    """Whether a line continues the sentence of the line above: "... geeft het college" / "aan de raad ..."."""
    above = head[index - 1].text if index else ""
    return head[index].text[0].islower() and bool(above) and not head[index].is_apart and len(above) > 40


def _address_lines(head: Sequence[FrontLine], index: int, limit: int) -> list[int]:
    """The lines of the address block around a line: up to the empty line, the postal code or a label."""
    first, last = index, index
    while first > 0 and not head[first].is_apart and index - first < 4:
        first -= 1
    while last + 1 < min(limit, len(head)) and not head[last + 1].is_apart and last - index < 5:
        if any(is_labelled(head[last + 1], name) for name in ("date", "subject", "reference")):
            break
        last += 1
        if re.search(r"\b\d{4}\s?[A-Z]{2}\b", head[last].text):
            break
    return list(range(first, last + 1))


def find_senders(
    head: Sequence[FrontLine],
    tail: Sequence[FrontLine],
    colophon: Sequence[FrontLine],
    signature: Sequence[FrontLine],
    body: int,
    salutation: int | None,
    addressee_lines: frozenset[int],
) -> Senders:
    """Sending organisations and authors from the places where a sender stands."""
    scores: dict[str, float] = {}

    def add(text: str, weight: float) -> None:
        for name in find_organisations(text):
            scores[name.label] = scores.get(name.label, 0.0) + weight

    is_letter = salutation is not None
    letterhead_end = len(head) if is_letter else body
    authors: list[str] = []
    signatories: list[str] = []
    for index, line in enumerate(head[: max(letterhead_end, salutation or 0)]):
        beyond_greeting = salutation is not None and index > salutation
        if index in addressee_lines or len(line.text) > _SHORT or (beyond_greeting and line.page > head[0].page):
            continue
        names = find_organisations(line.text)
        share = sum(len(name.span) for name in names) / max(1, len(line.text))
        if _CLIENT.search(line.text):
            add(line.text, 1.0)
        elif _IMPRINT.search(line.text) or is_labelled(line, "sender"):
            add(line.text, 4.0)
        elif not beyond_greeting and (share > 0.5 or (share > 0.2 and line.text[-1:] not in ".?!")):
            add(line.text, 3.0)
        elif beyond_greeting and share > 0.9:
            add(line.text, 2.0)
        if match := _BYLINE.match(line.text):
            authors += find_persons(match["names"])
    _join_wrapped(head[: min(body, 60)], addressee_lines, scores)
    if not signature and is_letter:
        signature = tail[-_SIGNATURE_LINES:]
    for line in signature:
        if line.size > signature[0].size + _LARGER:
            break  # the heading of an annex
        if len(line.text) <= _SHORT and not _NOTE.match(line.text) and not _is_sentence(line.text):
            add(line.text, 5.0 if _FUNCTION.search(line.text) else 3.0)
            if line.text != signature[0].text:
                signatories += find_persons(_without_organisations(line.text).split(",")[0].split("(")[0])
    authors += signatories
    for line in colophon:
        if match := _BYLINE.match(line.text):
            authors += find_persons(match["names"])
        if len(line.text) <= 2 * _SHORT:
            add(line.text, 1.0 if _CLIENT.search(line.text) else 3.0 if _IMPRINT.search(line.text) else 1.5)
    for line in (*head, *colophon):
        if match := _WRITTEN_BY.search(line.text):
            authors += find_persons(re.split(r"[,.;(]| die | dat | in opdracht", match["names"])[0])
        if match := _CREDITED.match(line.text):
            authors += find_persons(match["names"])
        if match := _MOTION.match(line.text):
            authors += [
                name.strip().title() for name in re.split(r",|\bEN\b|\ben\b|\bC\.?S\.?", match["names"]) if name.strip()
            ]
    if not is_letter:
        _contact(tail, scores)
    if not authors and not is_letter:
        authors = _names_under_title(head[:body])
    organisations = _merge(scores)
    return Senders(organisations, tuple(dict.fromkeys(authors)), tuple(dict.fromkeys(signatories)))


def _without_organisations(line: str) -> str:
    """A line with its organisations taken out: their capitals look like names of persons."""
    for name in reversed(find_organisations(line)):
        line = f"{line[: name.span.start]},{line[name.span.end :]}"
    return line.lstrip(" ,")


def _is_sentence(line: str) -> bool:
    return line.endswith((".", "?", "!")) and line.count(" ") > 6


def wrapped_names(lines: Sequence[FrontLine]) -> list[tuple[OrganisationName, int, int]]:
    """Names that a letterhead breaks over two or three lines, with the indexes [first, last] of those lines.

    "Ministerie van Onderwijs, Cultuur en" / "Wetenschap", "Ministerie" / "van Volksgezondheid," / "Welzijn en Sport".
    """
    found: list[tuple[OrganisationName, int, int]] = []
    for index, size in ((i, n) for i in range(len(lines) - 1) for n in (3, 2)):
        part = lines[index : index + size]
        if len(part) < size or any(len(line.text) > _WRAPPED for line in part):
            continue
        opens = [_OPEN_END.search(line.text) is not None for line in part[:-1]]
        if any(line.is_apart and not is_open for line, is_open in zip(part[1:], opens, strict=True)):
            continue
        cuts = [len(" ".join(line.text for line in part[:number])) for number in range(1, size)]
        for name in find_organisations(" ".join(line.text for line in part)):
            is_known = canonical_organisation(name.label) != name.label or name.label.startswith("Ministerie")
            goes_on = all(
                is_open or is_known or line.text[:1].islower() for line, is_open in zip(part[1:], opens, strict=True)
            )
            if all(name.span.start < cut < name.span.end for cut in cuts) and goes_on:
                found.append((name, index, index + size - 1))
    return [one for one in found if not any(_holds(other, one) for other in found)]


def _holds(longer: tuple[OrganisationName, int, int], name: tuple[OrganisationName, int, int]) -> bool:
    is_around = longer[1] <= name[1] and name[2] <= longer[2]
    return is_around and len(longer[0].span) > len(name[0].span)


def _join_wrapped(lines: Sequence[FrontLine], skipped: frozenset[int], scores: dict[str, float]) -> None:
    """Give the score of a part of a wrapped name to the whole."""
    for name, first, last in wrapped_names(lines):
        if skipped & set(range(first, last + 1)):
            continue
        for line in lines[first : last + 1]:
            for part in find_organisations(line.text):
                if part.label != name.label and part.label in scores and part.label.split()[-1] in name.label:
                    scores.pop(part.label, None)
        scores[name.label] = scores.get(name.label, 0.0) + 3.0


def _contact(tail: Sequence[FrontLine], scores: dict[str, float]) -> None:
    """The sender on a back cover: its name within a few lines of its address."""
    last = tail[-15:]
    joined = "\n".join(line.text for line in last)
    if not (_ADDRESS.search(joined) or "@" in joined):
        return
    for name in find_organisations(joined):
        start = joined.rfind("\n", 0, name.span.start) + 1
        end = joined.find("\n", name.span.end)
        line = joined[start : end if end >= 0 else len(joined)]
        if len(name.span) >= 0.6 * len(line) and not find_persons(
            line.replace(joined[name.span.start : name.span.end], "")
        ):
            scores[name.label] = scores.get(name.label, 0.0) + 3.0


def _names_under_title(cover: Sequence[FrontLine]) -> list[str]:
    """Authors on a line of names and nothing else, in the first lines of a cover."""
    for line in cover[:8]:
        rest = line.text
        names = find_persons(rest)
        for name in names:
            rest = rest.replace(name, "")
        rest = re.sub(r"\b(?:en|prof|dr|drs|mr|ir|ing|msc|phd)\b", "", rest, flags=re.IGNORECASE)
        if names and (
            len(re.sub(r"[\W_]", "", rest)) <= 3
            or (rest.lstrip(" .").startswith(",") and (find_organisations(rest) or _TITLED.match(line.text)))
        ):
            return list(names)
    return []


def _merge(scores: dict[str, float]) -> tuple[str, ...]:
    """Names in order of score; a name that is part of a longer one gives its score to that.

    Such parts are the end of a name ("Expertiseteam X" of "VNG Expertiseteam X") and a name that a line end cuts in the
    middle of an enumeration ("Ministerie van Jeugd" of "Ministerie van Jeugd en Samenleven").
    """
    names = sorted(scores, key=lambda name: -len(name))
    for name in names:
        longer = next(
            (
                other
                for other in names
                if other != name
                and other in scores
                and (other.endswith(name) or other.startswith((f"{name} en ", f"{name}, ")))
            ),
            None,
        )
        if longer is not None:
            scores[longer] += scores.pop(name)
    best = max(scores.values(), default=0.0)
    kept = [name for name in scores if scores[name] >= max(min(2.0, best), 0.25 * best)]
    order = {name: index for index, name in enumerate(scores)}
    ranked = sorted(kept, key=lambda name: (-scores[name], order[name]))
    for name in kept:  # "VNG Expertiseteam ..." is who speaks, the VNG whose team it is
        parent = next((other for other in ranked if name.startswith(f"{other} ")), None)
        if parent is not None and ranked.index(parent) < ranked.index(name):
            ranked.remove(name)
            ranked.insert(ranked.index(parent), name)
    return tuple(ranked[:_PARTY_LIST])
