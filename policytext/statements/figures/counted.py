"""What a figure counts: the noun behind it, the one before it ("een tekort van"), or the subject of its clause.

A percentage of change counts the number that changes: of "het aantal jongeren steeg met 16 procent" that is "aantal
jongeren", not "jongeren", of which it is no share.
"""

from typing import Final

from policytext.statements.figures.numbers import read_number
from policytext.statements.figures.quantity import Quantity, Sort
from policytext.statements.figures.tokens import Tokens
from policytext.statements.figures.units import rate_behind
from policytext.statements.figures.word_classes import WordClasses, amount_verbs, is_place
from policytext.statements.figures.wording import figure_words
from policytext.types.syntax import NO_HEAD

_DETERMINERS: Final = figure_words("determiner")
#: Between a number and its noun, without being part of what is counted: "20% minder uithuisplaatsingen".
_COMPARED: Final = figure_words("compared")
#: Nouns that count what stands behind them.
_NUMBER_NOUNS: Final = frozenset(("aantal", "aantallen", "aandeel", "percentage", "gedeelte", "deel"))
_WITH_AMOUNT: Final = frozenset(("van", "met", "tot", "naar", "op", "rond", "al", "nu", "nog", "gemiddeld", "slechts"))
_LOOSE: Final = frozenset(
    (
        *_WITH_AMOUNT,
        "een",
        "maar",
        "inmiddels",
        "ook",
        "jaarlijks",
        "totaal",
        "in",
        "liefst",
        "grofweg",
        "ruwweg",
        "momenteel",
    )
)
#: Between an amount and what it is for: "€ 90 miljoen structureel beschikbaar voor".
_ADDED: Final = figure_words("added")
_INVESTING: Final = ("invest", "geinvest")
#: Prepositions that tie a noun to the one before it.
_PLACING: Final = figure_words("placing")
_MOST_LEFT: Final = 14
_MOST_NUMBER_NOUN: Final = 18
_MOST_SKIPPED: Final = 3
#: Before a duration that is a moment: "na drie jaar volgt".
_MOMENTS: Final = figure_words("moment")
#: Before an adjective without being one: "van de meest kwetsbare gebieden".
_DEGREES: Final = frozenset(("meest", "minst"))
#: Nouns of a scale, whose steps have numbers for names: "de klassen lopen van 0 (goed) tot 4 (slecht)".
_STEPS: Final = ("categorie", "categorieen", "klasse", "klassen", "schaal", "niveaus", "scores", "gradaties")
_BREAKS: Final = frozenset((";", ":", "(", ")", "–"))
_CLAUSE_ENDS: Final = frozenset((",", ".", ";", ")", "en", "maar", ""))
_SUBJECTS: Final = ("nsubj",)


def counted_by(tokens: Tokens, found: Quantity, classes: WordClasses, previous_end: int) -> tuple[int, int] | None:
    """First and last token of what a figure counts, None where the sentence does not say; never the name of a place.

    Args:
        tokens: of the sentence.
        found: the quantity, qualifiers included.
        classes: the words' classes, and the parse if there is one.
        previous_end: the token behind the previous figure: words before it belong to that one.
    """
    counted = _counted_by(tokens, found, classes, previous_end)
    if counted is None or not is_place(tokens.at(counted[1]).text):
        return counted
    # "de drempel in Nederland van 5 mol" is the drempel
    whole = _without_place(tokens, counted, classes)
    return None if whole == counted else whole


def _counted_by(tokens: Tokens, found: Quantity, classes: WordClasses, previous_end: int) -> tuple[int, int] | None:
    if found.sort in (Sort.TIME, Sort.MEASURE):
        is_measured = tokens.word(found.first - 1) not in _MOMENTS and classes.is_noun(found.last + 1)
        return classes.phrase_from(found.last + 1) if is_measured else _before(tokens, found, classes)
    return (
        _behind(tokens, found, classes)
        or _before(tokens, found, classes)
        or _number_noun(tokens, found, classes, previous_end)
        or _of_all(tokens, found, classes)
        or _subject(tokens, found, classes)
        or _said_of(tokens, found, classes)
        or _purpose(tokens, found, classes)
    )


def _behind(tokens: Tokens, found: Quantity, classes: WordClasses) -> tuple[int, int] | None:
    at = found.last + 1
    for _ in range(_MOST_SKIPPED):
        if tokens.word(at) in _COMPARED:
            at += 1
    if tokens.word(at) == "van":
        return _after_preposition(tokens, at, classes)
    if found.sort is Sort.MULTIPLE:
        return _multiplied(tokens, found, classes) if at == found.last + 1 else classes.phrase_from(at)
    # What stands right behind a percentage is what changes or is divided; behind money, what it is for.
    if found.sort is Sort.SHARE and at == found.last + 1 and not classes.is_noun(at):
        phrase = classes.phrase_from(at)
        return phrase if phrase is not None and phrase[0] < phrase[1] else None
    return classes.phrase_from(at)


def _after_preposition(tokens: Tokens, at: int, classes: WordClasses) -> tuple[int, int] | None:
    """The noun behind "van" or "voor", behind its article and a number: "van de 342 gemeenten"."""
    at += 1
    while tokens.word(at) in _DETERMINERS | _DEGREES or tokens.word(at) in ("ruim", "bijna", "circa"):
        at += 1
    number = read_number(tokens, at)
    if number is not None:
        at = number.last + 1
    phrase = classes.phrase_from(at)
    if phrase is not None and tokens.word(phrase[1]) in _NUMBER_NOUNS:
        of_what = classes.phrase_from(phrase[1] + 1)
        return phrase if of_what is None else (phrase[0], of_what[1])
    return phrase


def _purpose(tokens: Tokens, found: Quantity, classes: WordClasses) -> tuple[int, int] | None:
    """What money is for, where nothing says what it is: "8 miljoen euro voor fietspaden"."""
    if found.sort is not Sort.MONEY and found.scale == 1:
        return None
    rate = rate_behind(tokens, found.last + 1)
    at = found.last + 1 if rate is None else rate[1] + 1
    while tokens.word(at) in _ADDED and at <= found.last + _MOST_LEFT:
        at += 1
    is_invested = tokens.word(at) == "in" and any(
        word.startswith(_INVESTING) for word in tokens.words(found.first - _MOST_LEFT, found.first)
    )
    return _after_preposition(tokens, at, classes) if tokens.word(at) in ("voor", "aan") or is_invested else None


def _of_all(tokens: Tokens, found: Quantity, classes: WordClasses) -> tuple[int, int] | None:
    """The whole where it opens the clause: "Van de 60 bruggen zijn er 12 gesloten"."""
    if found.sort not in (Sort.SHARE, Sort.PART) and tokens.word(found.first - 1) != "er":
        return None
    for place, token in classes.before(found.first):
        if found.first - place > _MOST_LEFT or token.text in _BREAKS:
            return None
        if token.folded == "van" and (place == 0 or tokens.at(place - 1).text == ","):
            return _after_preposition(tokens, place, classes)
    return None


def _before(tokens: Tokens, found: Quantity, classes: WordClasses) -> tuple[int, int] | None:
    """ "een tekort van 300 miljoen", "jongeren van 12 tot 18 jaar", "wachttijden tot 14 weken", "de 300 ..."."""
    at = found.first - 1
    if tokens.word(at) == "van" and tokens.at(at - 1).text == "(":  # "een rekenafstand (van 25 km)"
        return classes.phrase_to(at - 2)
    prepositions = ("van", "tot", "boven", "onder") if found.sort in (Sort.TIME, Sort.MEASURE) else ("van",)
    if tokens.word(at) in prepositions and classes.is_noun(at - 1):
        phrase = classes.phrase_to(at - 1)
        if phrase is not None:
            return _whole_number_noun(tokens, phrase, classes)
    if found.sort in (Sort.TIME, Sort.MEASURE):
        if classes.is_noun(at) and tokens.word(found.first) in ("van", "tot", "vanaf", "boven", "onder"):
            return classes.phrase_to(at)
        return _said_of(tokens, found, classes)
    return None


def _whole_number_noun(tokens: Tokens, phrase: tuple[int, int], classes: WordClasses) -> tuple[int, int]:
    """With the noun before it where that counts it: "het aantal jongeren van"."""
    if tokens.word(phrase[0] - 1) in _NUMBER_NOUNS and tokens.word(phrase[1]) not in _NUMBER_NOUNS:
        return phrase[0] - 1, phrase[1]
    return phrase


def _number_noun(tokens: Tokens, found: Quantity, classes: WordClasses, previous_end: int) -> tuple[int, int] | None:
    """ "het aantal jongeren", "het aandeel van de scholen" before the figure in its clause."""
    for place, token in classes.before(found.first):
        if found.first - place > _MOST_NUMBER_NOUN or token.text in _BREAKS or (previous_end and place < previous_end):
            return None
        if token.folded in _NUMBER_NOUNS and tokens.word(place - 1) not in ("een", "groot", "klein"):
            at = place + 1
            while tokens.word(at) in _DETERMINERS or tokens.word(at) == "van":
                at += 1
            phrase = classes.phrase_from(at)
            if phrase is not None and phrase[1] < found.first:
                return place, phrase[1]
            return place, place
    return None


def _said_of(tokens: Tokens, found: Quantity, classes: WordClasses) -> tuple[int, int] | None:
    """ "De wachttijd is 14 weken", "In 2020 was het verzuim 7,5 procent": the noun right before verb and figure."""
    at = found.first - 1
    skipped = 0
    while tokens.word(at) in _LOOSE and skipped < _MOST_SKIPPED:
        at, skipped = at - 1, skipped + 1
    if tokens.word(at) in amount_verbs():
        phrase = classes.phrase_to(at - 1)
        return None if phrase is None else _without_place(tokens, phrase, classes)
    phrase = classes.phrase_to(at)
    if phrase is None:
        return None
    if not found.is_bare and found.sort is not Sort.MULTIPLE and _closes_clause(tokens, found):
        return _without_place(tokens, phrase, classes)  # "dat de onzekerheid ruim 10 procent is"
    verb = phrase[0] - 2
    if tokens.word(phrase[0] - 1) in _DETERMINERS and tokens.word(verb) in amount_verbs():
        return phrase
    return None


def _closes_clause(tokens: Tokens, found: Quantity) -> bool:
    """Whether a verb of amount behind the figure, with its rate, ends the clause."""
    rate = rate_behind(tokens, found.last + 1)
    behind = (found.last if rate is None else rate[1]) + 1
    return tokens.word(behind) in amount_verbs() and tokens.at(behind + 1).text in _CLAUSE_ENDS


def _without_place(tokens: Tokens, phrase: tuple[int, int], classes: WordClasses) -> tuple[int, int]:
    """The noun before a preposition, of "de depositie in Nederland is"; the phrase itself where there is none."""
    for _ in range(_MOST_SKIPPED):
        at = phrase[0] - 1
        if tokens.word(at) in _DETERMINERS:
            at -= 1
        before = classes.phrase_to(at - 1) if tokens.word(at) in _PLACING else None
        if before is None:
            break
        phrase = before
    return phrase


def _subject(tokens: Tokens, found: Quantity, classes: WordClasses) -> tuple[int, int] | None:
    """The subject of the verb that the figure hangs on, as the parse has it."""
    parse = classes.parse
    if parse is None or found.sort is Sort.COUNT:
        return None
    places = [place for at in range(found.first, found.last + 1) if (place := classes.parsed(at)) is not None]
    heads = [place for place in places if parse.tokens[place].head not in places]
    if not heads:
        return None
    top = heads[-1]
    if parse.tokens[top].plain_relation not in ("obl", "obj", "advmod", "xcomp", "root", "nmod", "ccomp", "acl"):
        return None
    verb = parse.tokens[top].head
    while verb != NO_HEAD and parse.tokens[verb].pos not in ("VERB", "AUX"):
        return None
    at = top if verb == NO_HEAD else verb
    subjects = [child for child in parse.children(at, *_SUBJECTS) if child not in places]
    if not subjects:
        return None
    starts = {token.start: index for index, token in enumerate(tokens)}
    index = starts.get(parse.tokens[subjects[0]].span.start)
    if index is None or index >= found.first or not classes.is_noun(index):
        return None
    if found.sort is Sort.MONEY and index and tokens.at(index).text[0].isupper():
        return None  # whoever gets or gives it
    return classes.phrase_to(index)


def _multiplied(tokens: Tokens, found: Quantity, classes: WordClasses) -> tuple[int, int] | None:
    """The subject of a verb that multiplies: "dat de emissies van ammoniak zijn gehalveerd"."""
    parse, place = classes.parse, classes.parsed(found.last)
    if parse is None or place is None or not classes.is_verb(found.last):
        return None
    starts = {token.start: index for index, token in enumerate(tokens)}
    for child in parse.children(place, "nsubj", "nsubj:pass"):
        index = starts.get(parse.tokens[child].span.start)
        if index is not None and index < found.first and classes.is_noun(index):
            return classes.phrase_to(index)
    return None


def are_steps(tokens: Tokens, low: Quantity, high: Quantity) -> bool:
    """Whether two bare numbers name the ends of a scale: "categorieën van 0 (verdwenen) tot 4 (bedreigd)"."""
    if not (low.is_bare and high.is_bare) or (tokens.word(low.first - 1), tokens.word(high.first - 1)) != (
        "van",
        "tot",
    ):
        return False
    is_named = tokens.at(low.last + 1).text == "(" and tokens.at(high.last + 1).text == "("
    return is_named and any(token.folded in _STEPS for token in tokens[max(0, low.first - _MOST_LEFT) : low.first])
