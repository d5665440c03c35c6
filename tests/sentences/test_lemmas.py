"""Lemmas of words whose part of speech is known."""

import pytest

from policytext.sentences.lemmas import CAPITALISED, Lemmatizer, Rule, lemmatizer, word_class

#: Word, part of speech, features and lemma: irregular and separable verbs, plurals, names, words of policy.
WORDS = """
gemeenten NOUN Number=Plur gemeente
wijkteams NOUN Number=Plur wijkteam
aanbevelingen NOUN Number=Plur aanbeveling
jeugdhulpaanbieders NOUN Number=Plur jeugdhulpaanbieder
kinderen NOUN Number=Plur kind
steden NOUN Number=Plur stad
mogelijkheden NOUN Number=Plur mogelijkheid
cliënten NOUN Number=Plur cliënt
ouders NOUN Number=Plur ouder
wachtlijsten NOUN Number=Plur wachtlijst
bezuinigingen NOUN Number=Plur bezuiniging
inkopers NOUN Number=Plur inkoper
budgetten NOUN Number=Plur budget
huizen NOUN Number=Plur huis
taken NOUN Number=Plur taak
regio's NOUN Number=Plur regio
beleid NOUN Number=Sing beleid
Rijk NOUN Number=Sing rijk
overheid NOUN Number=Sing overheid
Gemeenten NOUN Number=Plur gemeente
GGZ-instellingen NOUN Number=Plur GGZ-instelling
VNG PROPN Number=Sing VNG
Utrecht PROPN Number=Sing Utrecht
moeten AUX Number=Plur|Tense=Pres|VerbForm=Fin moeten
moet AUX Number=Sing|Tense=Pres|VerbForm=Fin moeten
zou AUX Number=Sing|Tense=Past|VerbForm=Fin zullen
zouden AUX Number=Plur|Tense=Past|VerbForm=Fin zullen
is AUX Number=Sing|Tense=Pres|VerbForm=Fin zijn
zijn AUX Number=Plur|Tense=Pres|VerbForm=Fin zijn
wordt AUX Number=Sing|Tense=Pres|VerbForm=Fin worden
heeft AUX Number=Sing|Tense=Pres|VerbForm=Fin hebben
kan AUX Number=Sing|Tense=Pres|VerbForm=Fin kunnen
mag AUX Number=Sing|Tense=Pres|VerbForm=Fin mogen
investeert VERB Number=Sing|Tense=Pres|VerbForm=Fin investeren
geïnvesteerd VERB VerbForm=Part investeren
aangepast VERB VerbForm=Part aanpassen
opgeroepen VERB VerbForm=Part oproepen
toegenomen VERB VerbForm=Part toenemen
afgesproken VERB VerbForm=Part afspreken
vastgesteld VERB VerbForm=Part vaststellen
besloten VERB VerbForm=Part besluiten
onderzocht VERB VerbForm=Part onderzoeken
gebleken VERB VerbForm=Part blijken
gevraagd VERB VerbForm=Part vragen
gedaan VERB VerbForm=Part doen
gegeven VERB VerbForm=Part geven
krijgen VERB VerbForm=Inf krijgen
kregen VERB Number=Plur|Tense=Past|VerbForm=Fin krijgen
kiezen VERB Number=Plur|Tense=Pres|VerbForm=Fin kiezen
pleiten VERB Number=Plur|Tense=Pres|VerbForm=Fin pleiten
pleit VERB Number=Sing|Tense=Pres|VerbForm=Fin pleiten
biedt VERB Number=Sing|Tense=Pres|VerbForm=Fin bieden
stelt VERB Number=Sing|Tense=Pres|VerbForm=Fin stellen
Stel VERB Number=Sing|Tense=Pres|VerbForm=Fin stellen
Zorg VERB Number=Sing|Tense=Pres|VerbForm=Fin zorgen
leidt VERB Number=Sing|Tense=Pres|VerbForm=Fin leiden
nam VERB Number=Sing|Tense=Past|VerbForm=Fin nemen
ging VERB Number=Sing|Tense=Past|VerbForm=Fin gaan
gemeentelijke ADJ Degree=Pos gemeentelijk
regionale ADJ Degree=Pos regionaal
Nederlandse ADJ Degree=Pos Nederlands
goede ADJ Degree=Pos goed
betere ADJ Degree=Cmp goed
grotere ADJ Degree=Cmp groot
hoogste ADJ Degree=Sup hoog
specialistische ADJ Degree=Pos specialistisch
effectieve ADJ Degree=Pos effectief
complexere ADJ Degree=Cmp complex
langdurige ADJ Degree=Pos langdurig
de DET Definite=Def de
onze PRON Poss=Yes ons
niet ADV _ niet
; PUNCT _ ;
"""
ROWS = [line.split() for line in WORDS.strip().splitlines()]


@pytest.mark.parametrize("row", [pytest.param(row, id=f"{row[0]} {row[1]}") for row in ROWS])
def test_lemmas_of_the_shipped_rules(row: list[str]) -> None:
    word, pos, morph, lemma = row
    assert lemmatizer().lemma(word, pos, "" if morph == "_" else morph) == lemma


def test_the_longest_ending_decides_and_whole_words_come_first() -> None:
    rules = {
        ("NOUN.plur", ""): Rule(False, 0, ""),
        ("NOUN.plur", "en"): Rule(False, 2, ""),
        ("NOUN.plur", "aken"): Rule(False, 3, "ak"),
        ("NOUN.plur", "^daken"): Rule(False, 4, "ak"),
    }
    lemmas = Lemmatizer(rules, frozenset())
    found = [lemmas.lemma(word, "NOUN", "Number=Plur") for word in ("boeken", "taken", "daken", "xyz")]
    assert found == ["boek", "taak", "dak", "xyz"]


def test_a_rule_that_does_not_fit_gives_way() -> None:
    lemmas = Lemmatizer({("VERB.part", "t"): Rule(True, 1, "en"), ("VERB.part", ""): Rule(False, 0, "!")}, frozenset())
    assert lemmas.lemma("gewerkt", "VERB", "VerbForm=Part") == "werken"
    assert lemmas.lemma("verwerkt", "VERB", "VerbForm=Part") == "verwerkt!"


def test_ge_is_taken_from_behind_a_particle() -> None:
    assert Rule(True, 1, "en").apply("meegewerkt") == "meewerken"
    assert Rule(True, 9, "").apply("gewerkt") is None


def test_classes_part_what_has_other_endings() -> None:
    assert word_class("NOUN", "Gender=Com|Number=Sing") == "NOUN.sing"
    assert word_class("VERB", "Number=Plur|Tense=Pres|VerbForm=Fin") == "VERB.plur"
    assert word_class("AUX", "Number=Sing|Tense=Pres|VerbForm=Fin") == "VERB.fin"
    assert word_class("ADP", "") == "ADP"


@pytest.mark.parametrize("word", ["", "İSTANBUL", "ſ", "😀", "a" * 5000, "ge", "Ge"])
def test_any_word_has_a_lemma(word: str) -> None:
    for pos in ("NOUN", "VERB", "ADJ", "PROPN", "X", "ONBEKEND"):
        assert isinstance(lemmatizer().lemma(word, pos, "VerbForm=Part"), str)
    assert CAPITALISED not in {kind for kind, _ in lemmatizer().rules}
