"""Organisations that no list knows, by their shape: a word for a kind of body among words with capitals.

"Gemeente Utrecht", "Stichting Leergeld", "Landelijk Overleg Vrouwenopvang", "commissie-Remkes". The word is taken from
organisation_heads.tsv, or is a compound that ends in one ("Jeugdinstituut").
"""

from collections.abc import Iterator
from functools import cache
from typing import Final

from policytext.lexicon.organisations import Head, HeadKind, Trait, Use, head_words
from policytext.statements.mentions.compounds import is_exception
from policytext.statements.mentions.names import common_names, organisation_names
from policytext.statements.mentions.places import place_name
from policytext.statements.mentions.reading import Reading, function_words, key_of
from policytext.types.mention import Mention
from policytext.types.spans import Span
from policytext.types.vocabulary import MentionKind

#: Words on either side of the head: longer rows of capitals are headings.
_MOST_LEFT, _MOST_RIGHT = 5, 10
_LONGEST_ACRONYM: Final = 3
#: Places of one list: "de gemeenten Utrecht, Amersfoort en Zeist".
_MOST_PLACES: Final = 40
_FIRST_LINKS: Final = frozenset(
    ("van", "voor", "der", "tot", "ter", "te", "ten", "tegen", "op", "aan", "in", "om", "&", "bij")
)
_LINKS: Final = _FIRST_LINKS | {"de", "den", "het", "'t"}
#: Links after which a list may follow: "Vereniging voor Obstetrie en Gynaecologie".
_OPENING_LINKS: Final = frozenset(("van", "voor", "tot", "tegen", "der"))
_MOST_LINKS: Final = 3
_ADJECTIVE_ENDINGS: Final = ("e", "isch", "lijk", "aal", "eel")
_PLURAL_PLACES: Final = {
    "gemeenten": "Gemeente",
    "provincies": "Provincie",
    "waterschappen": "Waterschap",
    "veiligheidsregio's": "Veiligheidsregio",
    "regio's": "Regio",
}
#: Legal forms of companies, whole or their first letter before a stop: "B.V.", "NV", "GmbH".
_LEGAL_FORMS: Final = frozenset(("b", "n", "s", "bv", "nv", "gmbh", "ltd", "inc", "plc", "ag", "vof"))
_LEGAL_LETTERS: Final = frozenset(("v", "a"))
_PLACE_PREPOSITIONS: Final = frozenset(("in", "uit", "binnen", "vanuit"))
_REGIONS: Final = frozenset(("regio", "regio's"))


@cache
def _heads() -> dict[str, Head]:
    return {key_of(word): head for word, head in head_words(Use.TEXT).items()}


@cache
def _endings() -> tuple[str, ...]:
    return tuple(word for word, head in _heads().items() if Trait.ENDING in head.traits)


def _is_head(reading: Reading, index: int) -> bool:
    """Whether the name of an organisation may stand around a word: by itself, or as a compound with a capital."""
    word = reading.words[index]
    head = _heads().get(word.key)
    if head is None:
        return word.is_capital and word.key.endswith(_endings()) and not is_exception(word.key)
    return head.kind is HeadKind.NAME and (word.is_capital or Trait.SMALL in head.traits)


def find_bodies(reading: Reading) -> Iterator[Mention]:
    """Named organisations around each word for a kind of body; they may overlap each other and names of the lexicon."""
    for index, word in enumerate(reading.words):
        if not word.is_letters or (word.text.isupper() and len(word.text) > _LONGEST_ACRONYM):
            continue  # a heading in capitals throughout
        if word.key in _LEGAL_FORMS and word.text[0].isupper():
            yield from _company(reading, index)
        head = _heads().get(word.key)
        if head is not None and head.kind is HeadKind.PLACE:
            yield from _of_places(reading, index)
        elif _is_head(reading, index):
            yield from _named(reading, index)
        elif word.key.startswith("commissie-") and word.text[len("commissie-") :][:1].isupper():
            yield _commission(reading, index)


def _of_places(reading: Reading, index: int) -> Iterator[Mention]:
    """ "gemeente Utrecht", and each of "de gemeenten Utrecht, Amersfoort en Zeist"."""
    word = reading.words[index]
    if word.key in _REGIONS and _is_place(reading, index):
        return
    place = place_name(reading, index + 1)
    if place is None:
        return
    head = _PLURAL_PLACES.get(word.key, word.text[0].upper() + word.text[1:])
    end = reading.words[place.stop - 1].end
    yield Mention(Span(word.start, end), f"{head} {place.name}", MentionKind.ORGANISATION)
    for _ in range(_MOST_PLACES if word.key in _PLURAL_PLACES else 0):
        if reading.key(place.stop) not in (",", "en"):
            return
        at = place.stop + 1
        if _is_known(reading, at) or (place := place_name(reading, at)) is None:
            return
        span = Span(reading.words[at].start, reading.words[place.stop - 1].end)
        yield Mention(span, f"{head} {place.name}", MentionKind.ORGANISATION)


def _commission(reading: Reading, index: int) -> Mention:
    """ "commissie-Remkes", "commissie-Van Rijn"."""
    word = reading.words[index]
    name, end = word.text[len("commissie-") :], word.end
    if name in ("Van", "De", "Den", "Ter") and reading.is_name_word(index + 1):
        name, end = f"{name} {reading.words[index + 1].text}", reading.words[index + 1].end
    return Mention(Span(word.start, end), f"Commissie {name}", MentionKind.ORGANISATION)


def _company(reading: Reading, index: int) -> Iterator[Mention]:
    """Words with capitals before a legal form: "Hyplast N.V.", "Atradius Dutch State Business NV"."""
    stop = index + 1
    if len(reading.words[index].text) == 1:
        if not (reading.is_glued(stop) and reading.key(stop) == "." and reading.key(stop + 1) in _LEGAL_LETTERS):
            return
        stop += 2 + (reading.is_glued(stop + 2) and reading.key(stop + 2) == ".")
    first = index
    while first > 0 and index - first < _MOST_LEFT and reading.follows(first):
        word = reading.words[first - 1]
        is_opening = reading.opens_sentence(first - 1) and word.key in function_words()
        if not (word.is_capital or word.text == "&") or is_opening:
            break
        first -= 1
    if first < index:
        span = Span(reading.words[first].start, reading.words[min(stop, len(reading)) - 1].end)
        name = reading.text[span.start : reading.words[index - 1].end]
        yield Mention(span, " ".join(name.split()), MentionKind.ORGANISATION)


def _is_place(reading: Reading, index: int) -> bool:
    before = reading.key(index - 2) if reading.key(index - 1) in ("de", "deze") else reading.key(index - 1)
    return before in _PLACE_PREPOSITIONS


def _named(reading: Reading, index: int) -> Iterator[Mention]:
    stop = _right(reading, index)
    first = _left(reading, index, only_adjectives=stop > index + 1)
    known = max((hit.stop for at in range(first, index + 1) for hit in organisation_names().at(reading, at)), default=0)
    if known > index:
        return  # the lexicon knows the name, and what follows is something else
    if stop - first < 2 or reading.is_cut(first, stop - 1):
        return
    span = Span(reading.words[first].start, reading.words[stop - 1].end)
    name = " ".join(reading.text[span.start : span.end].split()).replace("’", "'")
    yield Mention(span, name[0].upper() + name[1:], MentionKind.ORGANISATION)


def _left(reading: Reading, index: int, *, only_adjectives: bool) -> int:
    """The first word of a name whose head is given: capitals before it, save one that only opens the sentence.

    A name that goes on behind its head begins with adjectives and abbreviations: in "Jansen Vereniging van Zeilers" a
    person stands before it.
    """
    if not reading.words[index].is_capital:
        return index
    first = index
    while first > 0 and index - first < _MOST_LEFT and reading.follows(first):
        word = reading.words[first - 1]
        if not word.is_capital or not word.is_letters or word.key in function_words() or word.key.endswith("'s"):
            break
        if only_adjectives and not (
            word.key.endswith(_ADJECTIVE_ENDINGS) or word.is_acronym or _is_adjective(word.key)
        ):
            break
        if next(common_names().at(reading, first - 1), None) is not None:
            break  # "Minister", "Gemeenten": somebody else
        if reading.opens_sentence(first - 1) and not _begins_name(reading, first - 1):
            break
        first -= 1
    return first


def _is_adjective(key: str) -> bool:
    head = _heads().get(key)
    return head is not None and head.kind is HeadKind.ADJECTIVE


def _begins_name(reading: Reading, index: int) -> bool:
    """Whether a word that opens the sentence would have its capital anywhere: "Nederlands", "VNG", "Radboud"."""
    word = reading.words[index]
    if word.is_acronym or _is_adjective(word.key):
        return True
    return reading.part_of_speech(index) == "PROPN"


def _right(reading: Reading, index: int) -> int:
    """The word behind a name whose head is given: capitals behind it, with at most three small words before one."""
    stop = index + 1
    is_list = False
    while stop - index <= _MOST_RIGHT:
        is_next = reading.is_name_word(stop) and reading.words[stop].is_letters and not reading.is_cut(stop, stop)
        if is_next and stop > index + 1 and _is_known(reading, stop):
            return stop  # "het Fonds Onderwijs en Wetenschap NWO in staat stelt"
        if is_next:
            stop += 1
            continue
        if reading.is_flat(stop) and reading.words[stop].is_letters:
            stop += 1
            continue
        at = stop
        links = 0
        while links < _MOST_LINKS and reading.follows(at) and reading.key(at) in (_LINKS if links else _FIRST_LINKS):
            at += 1
            links += 1
        is_list = is_list or _takes_a_list(reading, index, stop)
        if links == 0 and is_list and reading.key(at) == "en" and reading.follows(at):
            at += 1
        if at == stop or not _is_further_name(reading, at):
            return stop
        if not reading.words[index].is_capital and stop == index + 1:
            return stop  # "de stichting van Amsterdam" may be its founding
        is_list = is_list or reading.key(stop) in _OPENING_LINKS
        stop = at + 1
    return stop


def _takes_a_list(reading: Reading, index: int, stop: int) -> bool:
    """Whether "en" goes on in the name: "Adviescollege Meten en Berekenen", but "commissie Remkes en Hordijk"."""
    key = reading.words[index].key
    head = _heads().get(key)
    return head is not None and Trait.LIST in head.traits and stop - index > 1 + key.endswith("commissie")


def _is_further_name(reading: Reading, index: int) -> bool:
    """Whether a name goes on behind a link, and no other body begins: "Stichting X van de VNG"."""
    if not reading.is_name_word(index) or not reading.words[index].is_letters:
        return False
    return not _is_known(reading, index) and reading.key(index) not in _heads()


def _is_known(reading: Reading, index: int) -> bool:
    if index >= len(reading):
        return False
    return next(organisation_names().at(reading, index), None) is not None
