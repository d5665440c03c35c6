"""Names made of parts: an office or ministry with its portfolio, a cabinet with its name, a council with its place.

"de minister van BZK", "staatssecretaris Jeugd, Preventie en Sport", "de ministers van VWS en OCW", "de ministeries van
Financiën en Defensie", "het kabinet-Rutte IV", "de gemeenteraad van Utrecht", "de Belgische regering".
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Final

from policytext.lexicon import table, words
from policytext.lexicon.organisations import MINISTRY
from policytext.statements.mentions.conditions import is_met
from policytext.statements.mentions.names import Entry, Hit, common_names, organisation_names, portfolio_names
from policytext.statements.mentions.places import place_name
from policytext.statements.mentions.reading import Reading, split_words
from policytext.types.mention import Mention
from policytext.types.spans import Span
from policytext.types.vocabulary import MentionKind

_MINISTERS: Final = {
    "minister": "minister",
    "ministers": "minister",
    "staatssecretaris": "staatssecretaris",
    "staatssecretarissen": "staatssecretaris",
    "bewindspersonen": "bewindspersoon",
    "bewindspersoon": "bewindspersoon",
}
_MINISTRIES: Final = {
    "ministerie": MINISTRY,
    "ministeries": MINISTRY,
    "departement": MINISTRY,
    "departementen": MINISTRY,
}
_PLURALS: Final = frozenset(("ministers", "staatssecretarissen", "ministeries", "departementen", "bewindspersonen"))
_PREPOSITIONS: Final = frozenset(("van", "voor", "VAN", "VOOR"))  # "staatssecretaris Van Ooijen" is a person
#: Parts of one portfolio that no list knows: "Bestuurszaken, Buitenlands Beleid, Media en Toerisme".
_MOST_PARTS: Final = 6
#: Portfolios of one list, and the words between two of them.
_MOST_PORTFOLIOS, _MOST_BETWEEN = 20, 4
_NUMERALS: Final = frozenset(("I", "II", "III", "IV", "V"))
#: What has a body or office of its own, so that its name behind "van" makes another of it.
_PLACES: Final = frozenset(("Gemeente", "Provincie", "land"))
_OUR_OWN: Final = frozenset(("nederlandse", "europese", "huidige", "nieuwe", "demissionaire", "beoogde"))


@dataclass(frozen=True, slots=True)
class _Portfolio:
    """A portfolio in a reading: its half-open range of words, how it is written in full, and whose it is."""

    first: int
    stop: int
    name: str
    ministry: str | None
    preposition: str  # "van" for the work of a whole ministry, "voor" for a part of it


def find_offices(reading: Reading) -> Iterator[Mention]:
    """Names made of parts, in order of their beginning; they may overlap shorter names of the lexicon."""
    for index, word in enumerate(reading.words):
        if word.key in _MINISTERS or word.key in _MINISTRIES:
            yield from _with_portfolios(reading, index)
        elif word.key.startswith(("kabinet", "kabinetten")):
            yield from _cabinet(reading, index)
        elif word.key == "vaste":
            yield from _standing_committee(reading, index)
        elif word.key in ("tweede", "eerste"):
            yield from _two_chambers(reading, index)
        if word.is_capital:
            yield from _of_an_adjective(reading, index)
        for hit in common_names().at(reading, index):
            if hit.entry.place in _PLACES:
                yield from _of_a_place(reading, hit)
                break


def _with_portfolios(reading: Reading, index: int) -> Iterator[Mention]:
    portfolio = _portfolio_behind(reading, index)
    if portfolio is None:
        yield from _shared_portfolio(reading, index)
        return
    start = reading.words[index].start
    yield _held(reading.words[index].key, portfolio, Span(start, _end(reading, portfolio.stop)))
    # "de ministers van VWS, OCW en SZW": the others hold the same office.
    for _ in range(_MOST_PORTFOLIOS if reading.words[index].key in _PLURALS else 0):
        at = portfolio.stop
        while at < portfolio.stop + _MOST_BETWEEN and reading.key(at) in (",", "en", "van", "voor", "de", "het"):
            at += 1
        found = _portfolio_at(reading, at) if at > portfolio.stop else None
        if found is None:
            return
        portfolio = found
        yield _held(reading.words[index].key, portfolio, _span(reading, portfolio.first, portfolio.stop))


def _shared_portfolio(reading: Reading, index: int) -> Iterator[Mention]:
    """ "de minister en staatssecretaris van VWS": the first has the portfolio of the second."""
    at = index + 1
    if reading.key(at) not in ("en", "of", "/"):
        return
    at += 1 + (reading.key(at + 1) in ("de", "het"))
    if reading.key(at) in _MINISTERS and reading.key(index) in _MINISTERS:
        portfolio = _portfolio_behind(reading, at)
        if portfolio is not None:
            yield _held(reading.words[index].key, portfolio, _span(reading, index, index + 1))


def _held(key: str, portfolio: _Portfolio, span: Span) -> Mention:
    """The office or ministry with a portfolio."""
    if key in _MINISTRIES:
        name = portfolio.ministry or f"{MINISTRY} van {portfolio.name}"
        return Mention(span, name, MentionKind.ORGANISATION)
    name = f"{_MINISTERS[key]} {portfolio.preposition} {portfolio.name}"
    return Mention(span, name, MentionKind.OFFICE, portfolio.ministry)


def _portfolio_behind(reading: Reading, index: int) -> _Portfolio | None:
    """The portfolio behind an office: after "van" or "voor", or directly where the lexicon knows it."""
    at = index + 1
    if reading.is_cut(index, index) or not reading.follows(at):
        return None
    if reading.words[at].text not in _PREPOSITIONS:
        return _portfolio_at(reading, at)
    if not reading.follows(at + 1):
        return None
    of_a_person = reading.key(index) in _MINISTERS
    return _portfolio_at(reading, at + 1) or _unknown_portfolio(reading, at + 1, of_a_person=of_a_person)


def _portfolio_at(reading: Reading, index: int) -> _Portfolio | None:
    if index >= len(reading):
        return None
    for hit in portfolio_names().at(reading, index):
        is_whole = hit.entry.canonical == (hit.entry.part_of or "").removeprefix(f"{MINISTRY} van ")
        return _Portfolio(index, hit.stop, hit.entry.canonical, hit.entry.part_of, "van" if is_whole else "voor")
    return None


def _unknown_portfolio(reading: Reading, index: int, *, of_a_person: bool) -> _Portfolio | None:
    """A portfolio that the lexicon does not know: words with capitals, or a list of them that "en" closes.

    Behind the office of a person one word is no portfolio: "staatssecretaris van Ooijen".
    """
    if not reading.is_name_word(index) or not reading.words[index].is_letters:
        return None
    stop = _run(reading, index)
    closed, at = stop, stop
    for _ in range(_MOST_PARTS):
        if reading.key(at) == "," and reading.is_name_word(at + 1):
            at = _run(reading, at + 1)
        elif reading.key(at) in ("en", "&") and reading.is_name_word(at + 1) and not _is_known(reading, at + 1):
            closed = _run(reading, at + 1)
            break
        else:
            break
    if of_a_person and closed == index + 1:
        return None
    text = " ".join(reading.text[reading.words[index].start : reading.words[closed - 1].end].split())
    return _Portfolio(index, closed, text, None, reading.key(index - 1))


def _run(reading: Reading, index: int) -> int:
    """The word behind a noun with a capital and its adjectives: "Buitenlands Beleid", "Landelijk Gebied"."""
    index += 1
    while reading.is_name_word(index) and reading.key(index - 1).endswith(("e", "s", "lijk")):
        index += 1
    return index


def _is_known(reading: Reading, index: int) -> bool:
    return next(organisation_names().at(reading, index), None) is not None


@cache
def _prime_ministers() -> tuple[tuple[str, ...], ...]:
    names = (tuple(word.key for word in split_words(name)) for name in words("prime_ministers"))
    return tuple(sorted(names, key=len, reverse=True))


def _cabinet(reading: Reading, index: int) -> Iterator[Mention]:
    """ "kabinet-Rutte IV", "kabinet-Van Agt II", "kabinet Balkenende-Bos", "kabinet Schoof"."""
    word = reading.words[index]
    head, hyphen, name = word.text.partition("-")
    if head.casefold() not in ("kabinet", "kabinetten"):
        return
    stop = index + 1
    if hyphen:
        if not name or not name[0].isupper():
            return
        if name.casefold() in ("van", "den", "de") and reading.is_name_word(stop):
            stop += 1
    else:
        keys = tuple(reading.key(at).split("-")[0] for at in range(stop, stop + 2))
        known = next((one for one in _prime_ministers() if keys[: len(one)] == one), None)
        if known is None or not reading.is_name_word(stop):
            return
        stop += len(known)
    if reading.follows(stop) and reading.words[stop].text in _NUMERALS:
        stop += 1
    span = _span(reading, index, stop)
    name = " ".join(reading.text[word.start + len(head) : span.end].split()).lstrip("- ")
    yield Mention(span, f"kabinet-{name}", MentionKind.ORGANISATION)


def _standing_committee(reading: Reading, index: int) -> Iterator[Mention]:
    """ "de vaste commissie voor Volksgezondheid, Welzijn en Sport"."""
    if reading.key(index + 1) in ("commissie", "kamercommissie") and reading.key(index + 2) == "voor":
        portfolio = _portfolio_at(reading, index + 3) or _unknown_portfolio(reading, index + 3, of_a_person=False)
        if portfolio is not None:
            name = f"vaste commissie voor {portfolio.name}"
            yield Mention(_span(reading, index, portfolio.stop), name, MentionKind.ORGANISATION, "Tweede Kamer")


def _two_chambers(reading: Reading, index: int) -> Iterator[Mention]:
    """ "de Tweede en Eerste Kamer": the first of the two."""
    both = {reading.key(index), reading.key(index + 2)} == {"tweede", "eerste"}
    if both and reading.key(index + 1) in ("en", "of") and reading.key(index + 3) == "kamer":
        chamber = f"{reading.key(index).capitalize()} Kamer"
        yield Mention(_span(reading, index, index + 1), chamber, MentionKind.ORGANISATION)


def _of_an_adjective(reading: Reading, index: int) -> Iterator[Mention]:
    """ "de Belgische regering", "de Utrechtse wethouder": the adjective of a place makes it another one."""
    word = reading.words[index]
    if not word.key.endswith(("se", "sche")) or word.key in _OUR_OWN or not reading.follows(index + 1):
        return
    for hit in common_names().at(reading, index + 1):
        if hit.entry.place and is_met(hit.entry.when, reading, hit.first, hit.stop):
            name = f"{word.text} {reading.key(index + 1)}"
            yield Mention(_span(reading, index, hit.stop), name, hit.entry.kind)
            return


def _of_a_place(reading: Reading, hit: Hit) -> Iterator[Mention]:
    """ "de gemeenteraad van Utrecht", "B en W van de gemeente Den Helder", "de regering van Chili"."""
    at = hit.stop
    if reading.key(at) == "van":
        at += 1 + (reading.key(at + 1) == "de")
        at += reading.key(at) in ("gemeente", "provincie")
    elif reading.key(hit.stop - 1) != "gemeenteraad":
        return
    place = place_name(reading, at)
    if place is None or place.name == "Nederland" or _is_known(reading, at):
        return
    kind = MentionKind.OFFICE if hit.entry.kind is MentionKind.OFFICE else MentionKind.ORGANISATION
    holder = None if hit.entry.place == "land" else f"{hit.entry.place} {place.name}"
    name = f"{_own_name(hit.entry)} van {place.name}"
    yield Mention(_span(reading, hit.first, place.stop), name, kind, holder)


@cache
def _own_name(entry: Entry) -> str:
    """How one of a group is called: "Gemeenteraad" of "gemeenteraden"; a name with its capital stays."""
    if entry.kind is MentionKind.OFFICE or entry.canonical[0].isupper():
        return entry.canonical
    forms = next(row["forms"] for row in table("offices_and_groups") if row["canonical"] == entry.canonical)
    name = forms.split("|")[0]
    return name if entry.place == "land" else name.capitalize()


def _span(reading: Reading, first: int, stop: int) -> Span:
    return Span(reading.words[first].start, _end(reading, stop))


def _end(reading: Reading, stop: int) -> int:
    word = reading.words[stop - 1]
    return word.end - (2 if word.key.endswith("'s") and word.is_capital else 0)
