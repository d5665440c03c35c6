"""When a common noun names somebody and when it is the word for a thing: "de raad besluit", "raad geven".

Each condition of the column `when` in offices_and_groups.tsv is one function of a reading and the half-open range of
words that was found. The rules look at the neighbours in the text; the parse, where there is one, can only refuse.
"""

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Final

from policytext.statements.mentions.reading import Reading

Condition = Callable[[Reading, int, int], bool]

_JOINING: Final = frozenset(("en", "of", "/"))
_PLACE_PREPOSITIONS: Final = frozenset(
    ("in", "uit", "per", "binnen", "buiten", "rond", "rondom", "voorbij", "doorheen", "vanuit", "naar")
)
_NOT_THE_STATE: Final = frozenset(
    ("aan", "worden", "zijn", "is", "arm", "van", "der", "alleen", "geschakeerd", "versierd")
)
_ADVICE_VERBS: Final = frozenset(
    ("geven", "gegeven", "krijgen", "gekregen", "inwinnen", "ingewonnen", "opvolgen", "opgevolgd", "vragen", "volgen")
)
_LECTURE_VERBS: Final = frozenset(("volgen", "gevolgd", "bijwonen", "bijgewoond", "geven", "gegeven"))
_ORDINALS: Final = frozenset(("eerste", "tweede", "derde", "vierde", "vijfde", "laatste"))
_CHAMBERS_ELSEWHERE: Final = frozenset(("grote", "vlaamse", "meervoudige", "enkelvoudige", "raadkamer"))
#: Nouns before which "de politiek" is an adjective without its ending.
_PERSONS: Final = frozenset(
    (
        *("leider", "assistent", "adviseur", "redacteur", "filosoof", "commentator", "verslaggever", "ambtenaar"),
        "secretaris",
    )
)
_NOUNS: Final = frozenset(("NOUN", "PROPN"))


def is_met(condition: str, reading: Reading, first: int, stop: int) -> bool:
    """Whether a condition of the lexicon holds for the words [first, stop); the empty one always does."""
    return not condition or _CONDITIONS[condition](reading, first, stop)


def _is_definite(reading: Reading, first: int, stop: int) -> bool:
    """An article or pronoun before it, or another noun beside it: "coalitie en oppositie"."""
    return reading.is_determined(first) or reading.key(first - 1) in _JOINING or reading.key(stop) in _JOINING


def _is_definite_or_plural(reading: Reading, first: int, stop: int) -> bool:
    return reading.key(stop - 1).endswith(("s", "en")) or _is_definite(reading, first, stop)


def _is_noun(reading: Reading, first: int, stop: int) -> bool:
    return reading.part_of_speech(stop - 1) in (None, *_NOUNS)


def _is_definite_noun(reading: Reading, first: int, stop: int) -> bool:
    """The article right before it: "het bestuur", not "het openbaar bestuur" nor "het politiek debat"."""
    has_article = reading.follows(first) and reading.key(first - 1) in ("de", "het", "ons", "onze", "uw", "hun")
    is_beside_noun = reading.follows(stop) and reading.key(stop) in _PERSONS
    return has_article and not is_beside_noun and _is_noun(reading, first, stop)


def _has_exact_letters(reading: Reading, first: int, stop: int) -> bool:
    """Capitals as in an abbreviation: "GS", "GGD'en", not "gs"."""
    letters = reading.words[first].text.split("'")[0].split("’")[0].split("-")[0]
    return letters.isupper()


def _is_state_government(reading: Reading, first: int, stop: int) -> bool:
    """ "het Rijk", "Rijk en gemeenten", "door het rijk": not "rijk aan natuur", "het rijk der fabelen"."""
    if reading.follows(stop) and reading.key(stop) in _NOT_THE_STATE:
        return False
    if reading.part_of_speech(first) == "ADJ" and not reading.words[first].is_capital:
        return False
    if reading.words[first].is_capital and not reading.opens_sentence(first):
        return True
    if reading.follows(first) and reading.key(first - 1) == "het":
        return True
    return reading.words[first].is_capital and reading.key(stop) in (*_JOINING, ",")


def _is_parliament(reading: Reading, first: int, stop: int) -> bool:
    """ "de Kamer", "uw Kamer", "kabinet en Kamer": not "een kamer", "de meervoudige kamer"."""
    if not reading.words[first].is_capital or reading.key(first - 1) in _CHAMBERS_ELSEWHERE:
        return False
    if reading.opens_sentence(first):
        return reading.key(stop) in _JOINING
    return reading.key(first - 1) != "een"


def _is_council(reading: Reading, first: int, stop: int) -> bool:
    """ "de raad besluit": not "raad geven", "op de raad van zijn arts"."""
    has_article = reading.follows(first) and reading.key(first - 1) in ("de", "uw", "onze", "deze")
    if not has_article or reading.key(stop) in _ADVICE_VERBS:
        return False
    if reading.follows(stop) and reading.key(stop) == "van":
        behind = stop + 1 + (reading.key(stop + 1) in ("de", "het"))
        return reading.key(behind) == "gemeente" or (behind < len(reading) and reading.words[behind].is_capital)
    return True


def _is_municipal_executive(reading: Reading, first: int, stop: int) -> bool:
    """ "het college", "uw college", "raad en college": not "een college over recht", "het college volgen"."""
    if reading.key(stop) in _LECTURE_VERBS or reading.key(first - 1) in _ORDINALS:
        return False
    if reading.follows(first) and reading.key(first - 1) in ("het", "ons", "uw", "dit", "dat", "elk", "ieder"):
        return reading.key(first - 2) not in ("tijdens", "na")
    is_beside = reading.key(first - 1) in _JOINING and reading.key(first - 2) in (
        "raad",
        "gemeenteraad",
        "burgemeester",
    )
    return is_beside or (reading.is_determined(first) and reading.key(first - 1).endswith("e"))


def _is_state(reading: Reading, first: int, stop: int) -> bool:
    """ "de Staat": with its capital, or it is a condition of something."""
    return reading.words[first].text == "Staat" and reading.follows(first) and reading.key(first - 1) == "de"


def _is_king(reading: Reading, first: int, stop: int) -> bool:
    """ "de Koning", "de Kroon": with a capital and a small article, or it is a surname or a thing."""
    is_title = reading.words[first].is_capital and reading.follows(first)
    has_article = reading.words[first - 1].text == "de" or (
        reading.key(first - 1) == "de" and reading.opens_sentence(first - 1)
    )
    return is_title and has_article and not reading.is_name_word(stop)


def _is_no_place(reading: Reading, first: int, stop: int) -> bool:
    """ "de regio organiseert", "jeugdregio's": not "in de regio", "banen per regio"."""
    before = first - 1
    while before >= 0 and first - before <= 3 and reading.is_determined(before + 1):
        before -= 1
    if before >= 0 and reading.key(before) in _PLACE_PREPOSITIONS:
        return False
    is_plural = reading.key(stop - 1).endswith("s")
    return is_plural or reading.is_determined(first)


def _stands_in_a_sentence(reading: Reading, first: int, stop: int) -> bool:
    """An article before it, and no name behind it that makes it another: "de Raad", not "de Raad van State"."""
    has_article = reading.follows(first) and reading.key(first - 1) in ("de", "het", "deze", "die")
    is_longer = reading.key(stop) in ("van", "voor") and reading.is_name_word(stop + 1)
    return has_article and not reading.is_name_word(stop) and not is_longer


_CONDITIONS: Final[Mapping[str, Condition]] = MappingProxyType(
    {
        "definite": _is_definite,
        "definite or plural": _is_definite_or_plural,
        "noun": _is_noun,
        "definite noun": _is_definite_noun,
        "exact letters": _has_exact_letters,
        "rijk": _is_state_government,
        "kamer": _is_parliament,
        "council": _is_council,
        "college": _is_municipal_executive,
        "state": _is_state,
        "crown": _is_king,
        "mid-sentence": _stands_in_a_sentence,
        "not a place": _is_no_place,
    }
)
