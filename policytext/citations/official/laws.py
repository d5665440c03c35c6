"""Acts and treaties by name: which text the words before or behind an article name, and where it is published."""

import re
from dataclasses import dataclass
from functools import cache
from itertools import islice

from policytext.citations.authors import is_known_organisation
from policytext.citations.official.european import iter_european
from policytext.citations.official.provisions import Provision
from policytext.citations.official.reference import Parts, law_address, named
from policytext.lexicon import table, words

_WORD = re.compile(r"[\w'’/&-]+(?:,(?=\s(?:klachten|ruimtelijke|en)))?")
# One word that is an act by its form; the lexicon need not list it ("Drank- en Horecawet", "Bouwbesluit").
_ACT_WORD = re.compile(
    r"(?:[A-ZÀ-Þ][\w-]*|[A-Z]\w+-\sen\s[A-Z]?\w+)(?:wet|besluit|regeling|verordening|richtlijn|verdrag|wetboek)(?![\w-])"
)
# "Wet Beroepen Individuele Gezondheidszorg", and right behind an article an acronym that the lexicon lacks ("MiFIR").
_ACT_NAME = re.compile(
    r"Wet(?:\s(?:op|de|het|van|en|in|voor|inzake|tot))*(?:\s(?:(?:op|de|het|van|en|in|voor|inzake|tot)\s)*[A-ZÀ-Þ][\w-]+){1,8}"
)
_ACT_SHORT = re.compile(r"[A-Z][A-Za-z]{0,10}[A-Z](?:\s(?:II|III|IV))?(?![\w-])")
# Orders and rules that the lexicon does not list: "Besluit houders van dieren", "Regeling agentschappen".
_ORDER = re.compile(r"(?:Besluit|Regeling|Beleidsregels?|Verordening|Landsverordening|Circulaire)(?=\s[a-zA-Z])")
_TITLE_WORD = re.compile(r"\s([\w-]+)")
_LINKS = re.compile(r"van|de|het|voor|en|op|in|bij|inzake|over|der|tot|aan|met|te|ter|ten|uit|om|door")
_MAX_WORDS_OF_ORDER = 8
# Acronyms of acts that are too new for the lexicon: "Wafz"; two consonants at the end tell them from words.
_ACT_ACRONYM = re.compile(r"W[a-z]{1,5}[bcdfghjklmnpqrstvwxz](?<=[b-df-hj-np-tv-xz]{2})(?![\w-])")
# "uitvoeringsregeling Meststoffenwet", "Invoeringswet Financiële-verhoudingswet"
_BELOW_ACT = re.compile(r"(?:[Uu]itvoerings|[Ii]nvoerings|[Aa]anpassings)(?:wet|besluit|regeling)\s")
_TREATY_OF_PLACE = re.compile(r"Verdrag van [A-ZÀ-Þ][\w-]+(?![\w-])")
_TREATY_BEFORE = re.compile(r"(?<![\w-])Verdrag van [A-ZÀ-Þ][\w-]+$")
_YEAR_BEHIND = re.compile(r"\s(?:1[89]|20)\d\d(?![\d/]|-\d)")
# An act of Bonaire, Sint Eustatius and Saba has the name of the Dutch one before "BES".
_BES = re.compile(r"\sBES(?![\w-])")
_MAX_WORDS = 14
_REACH_OF_PRONOUN = 300
_REACH = 160
_CIVIL_CODE = "Burgerlijk Wetboek"


@dataclass(frozen=True, slots=True)
class Law:
    """An act, order or treaty: canonical title, where it is published, and how many numbers an article has."""

    title: str
    register: str | None = None
    article_parts: int | None = None

    @property
    def parts(self) -> Parts:
        if self.register is None:
            return ()
        return named(("bwb" if self.register.startswith("BWB") else "celex", self.register))

    @property
    def address(self) -> str | None:
        return law_address(self.register) if self.register is not None else None

    def article_address(self, provisions: tuple[Provision, ...]) -> str | None:
        """Address of an article; of the act where several are named or its articles have no addresses.

        Juriconnect standard for acts, version 1.3: keys artikel, lid and o (onderdeel).
        """
        register, single = self.register, provisions[0]
        if register is None or not register.startswith("BWB") or len(provisions) > 1 or " " in single.numbers:
            return self.address
        article = single.article.partition(":")[2] if self.title == _CIVIL_CODE else single.article
        keys = [f"artikel={article}"]
        values: dict[str, list[str]] = {name: [] for name, _ in single.groups}
        for name, found in single.groups:
            values[name] += list(found)
        if len(values.get("lid", ())) == 1 and " " not in values["lid"][0]:
            keys.append(f"lid={values['lid'][0]}")
        is_sure = "lid" not in values or len(keys) > 1
        if is_sure and len(values.get("onderdeel", ())) == 1 and " " not in values["onderdeel"][0]:
            keys.append(f"o={values['onderdeel'][0]}")
        return f"https://wetten.overheid.nl/jci1.3:c:{register}&" + "&".join(keys)


@cache
def laws() -> dict[str, Law]:
    """From a key (title or longer name in lower case, short name as written) to the act."""
    registers = {row["title"]: row for row in table("law_registers")}
    found: dict[str, Law] = {}

    def law(title: str) -> Law:
        row = registers.get(title, {})
        count = row.get("article_parts")
        return Law(title, row.get("register") or None, int(count) if count else None)

    for row in table("law_titles"):
        found[row["title"].casefold()] = law(row["title"])
        if row["abbreviation"]:
            found.setdefault(row["abbreviation"], law(row["title"]))
    for row in table("law_names"):
        found[row["name"].casefold() if " " in row["name"] else row["name"]] = law(row["title"])
    return found


@cache
def _last_words() -> frozenset[str]:
    """Last words of all names, in lower case: where none of them stands, no name ends."""
    return frozenset(_WORD.findall(name)[-1].casefold() for name in laws())


@cache
def laws_by_register() -> dict[str, Law]:
    """From a BWB or CELEX number to the act; where a title has changed, to its first row."""
    found: dict[str, Law] = {}
    for row in table("law_registers"):
        found.setdefault(row["register"], laws()[row["title"].casefold()])
    for row in table("civil_code_books"):
        found[row["register"]] = Law(_CIVIL_CODE, row["register"])
    return found


def law_named(name: str) -> Law | None:
    """The act of a name, whole: as written, else in lower case where that is a title or a longer name."""
    found = laws().get(name)
    return found if found is not None else laws().get(name.casefold())


def of_article(law: Law, provision: Provision) -> Law:
    """The act itself, or the book of the Burgerlijk Wetboek in which an article stands ("6:162")."""
    if law.title != _CIVIL_CODE or ":" not in provision.article:
        return law
    book = provision.article.partition(":")[0].upper()
    register = next((row["register"] for row in table("civil_code_books") if row["book"] == book), None)
    return Law(law.title, register)


def with_year(law: Law, name: str, year: str) -> Law:
    """The act of a name and a year: another act where the lexicon has it ("WVO" and "2020")."""
    if law.title.endswith(year):
        return law
    named_so = law_named(f"{name} {year}") or law_named(f"{law.title} {year}")
    return named_so if named_so is not None else Law(f"{law.title} {year}", law.register)


def law_at(text: str, position: int, end: int, *, only_known: bool = False) -> tuple[int, Law] | None:
    """End and act of the name that begins at a position; the longest name wins."""
    best: tuple[int, Law] | None = None
    for count, word in enumerate(_WORD.finditer(text, position, min(end, position + _REACH)), start=1):
        if (count == 1 and word.start() != position) or count > _MAX_WORDS:
            break
        law = law_named(" ".join(text[position : word.end()].split()))
        if law is not None:
            best = (word.end(), law)
    if best is not None and (islands := _BES.match(text, best[0], end)) is not None:
        return islands.end(), law_named(f"{best[1].title} BES") or Law(f"{best[1].title} BES")
    if best is not None:
        year = _YEAR_BEHIND.match(text, best[0], end)
        if year is None:
            return best
        known = law_named(text[position : year.end()]) or law_named(f"{best[1].title}{year.group()}")
        if known is None and best[1].register is None:
            known = Law(f"{best[1].title}{year.group()}")  # of several acts of that title, one that the lexicon lacks
        return best if known is None else (year.end(), known)
    below = _BELOW_ACT.match(text, position, end)
    upper = law_at(text, below.end(), end, only_known=True) if below is not None else None
    if below is not None and upper is not None:
        title = f"{below.group().strip().capitalize()} {upper[1].title}"
        return upper[0], law_named(title) or Law(title)
    european = next(
        (found for found in iter_european(text, position, min(end, position + _REACH)) if found.span.start == position),
        None,
    )
    if european is not None:
        return european.span.end, Law(european.identifier, dict(european.parts).get("celex"))
    if (act := _ACT_WORD.match(text, position, end)) is not None:
        return act.end(), Law(act.group())
    if only_known:
        return None
    for pattern in (_TREATY_OF_PLACE, _ACT_NAME, _ACT_ACRONYM):
        if (written := pattern.match(text, position, end)) is not None:
            return written.end(), Law(" ".join(written.group().split()))
    if (order := _ORDER.match(text, position, end)) is not None and (stop := _end_of_title(text, order.end(), end)):
        return stop, Law(" ".join(text[position:stop].split()))
    letters = _ACT_SHORT.match(text, position, end)
    if letters is not None and not is_known_organisation(letters.group()):
        return letters.end(), Law(letters.group())
    return None


def _end_of_title(text: str, position: int, end: int) -> int | None:
    """Where a title ends whose first word ends at a position: before a verb, a conjunction or punctuation."""
    stop = None
    for word in islice(_TITLE_WORD.finditer(text, position, min(end, position + _REACH)), _MAX_WORDS_OF_ORDER):
        if word.start() != position or word.group(1).casefold() in _title_ends():
            break
        position = word.end()
        if not _LINKS.fullmatch(word.group(1)):
            stop = position
    return stop


@cache
def _title_ends() -> frozenset[str]:
    return frozenset((*words("title_ends"), *words("finite_verbs")))


def law_before(text: str, start: int, end: int, *, by_form: bool = False) -> tuple[int, Law] | None:
    """Start and act of the name that ends at a position; the longest name wins.

    With `by_form` also one word that the lexicon lacks and whose form is that of an act ("Uitleveringswet").
    """
    left_start = max(start, end - _REACH)
    left = text[left_start:end]
    found: tuple[int, Law] | None = None
    before = list(_WORD.finditer(left))[-_MAX_WORDS:]
    if before and before[-1].end() == len(left) and before[-1].group().casefold() in _last_words():
        for word in reversed(before):
            law = law_named(" ".join(left[word.start() :].split()))
            if law is not None:
                found = (left_start + word.start(), law)
    if found is None and by_form and before and _ACT_WORD.fullmatch(before[-1].group()):
        found = (left_start + before[-1].start(), Law(before[-1].group()))
    if found is None and (treaty := _TREATY_BEFORE.search(left)) is not None:
        found = (left_start + treaty.start(), Law(" ".join(treaty.group().split())))
    return found


def last_law(text: str, start: int, end: int) -> Law | None:
    """The act that is named last between two positions, for "die wet" behind them."""
    near = _WORD.finditer(text, max(start, end - _REACH_OF_PRONOUN), end)
    ends = [word.end() for word in near if word.group().casefold() in _last_words()]
    return next((before[1] for place in reversed(ends) if (before := law_before(text, start, place)) is not None), None)
