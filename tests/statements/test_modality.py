"""Strength, denial and hedges: sentences of our own for must, should and could."""

import pytest
from conllu_frames import parsed

from policytext.statements.cues import read
from policytext.statements.frames import ParsedSentence
from policytext.statements.modality import hedges_of, is_negated, strength_of
from policytext.types.spans import Span
from policytext.types.syntax import NO_HEAD, Parse, Token
from policytext.types.vocabulary import Strength

MUST, SHOULD, COULD = Strength.MUST, Strength.SHOULD, Strength.COULD


@pytest.mark.parametrize(
    ("sentence", "strength"),
    [
        pytest.param("Gemeenten moeten hun wachtlijsten openbaar maken.", MUST, id="moeten"),
        pytest.param("De minister dient de norm vast te leggen.", MUST, id="dienen te"),
        pytest.param("Het Rijk behoort deze kosten te dragen.", SHOULD, id="behoren te says what would be right"),
        pytest.param("Misschien moet het loket gewoon dicht.", COULD, id="misschien moet is a proposal"),
        pytest.param("Scholen mogen leerlingen niet langer weigeren.", MUST, id="mogen niet forbids"),
        pytest.param("Aanbieders hoeven geen verantwoording meer af te leggen.", MUST, id="hoeven geen"),
        pytest.param("Het is noodzakelijk dat de inspectie toezicht houdt.", MUST, id="noodzakelijk dat"),
        pytest.param("Betrek ouders bij het plan.", MUST, id="imperative"),
        pytest.param("Zorg voor één aanspreekpunt.", MUST, id="zorg voor"),
        pytest.param("Denk daarbij aan een gezamenlijk loket.", COULD, id="denk aan proposes"),
        pytest.param("Het is belangrijk dat gemeenten dit moeten kunnen.", MUST, id="the strongest sign decides"),
        pytest.param("De gemeente zou eerder moeten ingrijpen.", SHOULD, id="zou moeten is no moeten"),
        pytest.param(
            "Gemeenten zouden een onafhankelijke toets op alle verwijzingen moeten invoeren.",
            SHOULD,
            id="zouden far off",
        ),
        pytest.param("Wij adviseren het kabinet de regeling te verlengen.", SHOULD, id="adviseren"),
        pytest.param("Wij pleiten voor een vast aanspreekpunt.", SHOULD, id="pleiten"),
        pytest.param("Het verdient aanbeveling de tarieven te herzien.", SHOULD, id="verdient aanbeveling"),
        pytest.param("Het is wenselijk dat de termijn korter wordt.", SHOULD, id="wenselijk"),
        pytest.param("Een vaste contactpersoon voor elk gezin.", SHOULD, id="list of proposals, no sign"),
        pytest.param("Corporaties kunnen leegstaande panden aanbieden.", COULD, id="kunnen"),
        pytest.param("Gemeenten zouden een fonds kunnen oprichten.", COULD, id="zou kunnen"),
        pytest.param("Overweeg een proef met buurtbudgetten.", COULD, id="overweeg is no order"),
        pytest.param("Denkbaar is een gezamenlijk loket.", COULD, id="denkbaar"),
    ],
)
def test_strength(sentence: str, strength: Strength) -> None:
    assert strength_of(read(sentence)) is strength


@pytest.mark.parametrize(
    ("sentence", "negated"),
    [
        pytest.param("Dat is niet zo.", True, id="niet"),
        pytest.param("Er is geen plan.", True, id="geen"),
        pytest.param("Het lukt nauwelijks.", True, id="near denial"),
        pytest.param("De nieten zitten los.", False, id="niet inside a word"),
        pytest.param("Er is een plan.", False, id="nothing denied"),
    ],
)
def test_denial(sentence: str, negated: bool) -> None:
    assert is_negated(read(sentence)) is negated


@pytest.mark.parametrize(
    ("sentence", "hedges"),
    [
        pytest.param("Misschien helpt dit.", ("misschien",), id="first word, lower case"),
        pytest.param("Dit lijkt in het algemeen te werken.", ("lijkt", "in het algemeen"), id="in order"),
        pytest.param("Soms wel, soms niet.", ("soms",), id="no doubles"),
        pytest.param("Voor zover bekend werkt dit.", ("voor zover bekend",), id="only the longest"),
        pytest.param("Dit werkt.", (), id="none"),
        pytest.param("De inspectie moet snel kunnen optreden.", (), id="what has to be possible"),
        pytest.param("Er kunnen files optreden.", ("kunnen files optreden",), id="what may happen"),
        pytest.param("De vrijheid is groot.", (), id="hedge inside a word"),
        pytest.param("Mogelijk daalt de huur.", ("mogelijk",), id="mogelijk"),
        pytest.param("Wellicht daalt de huur.", ("wellicht",), id="wellicht"),
        pytest.param("Naar verwachting daalt de huur.", ("naar verwachting",), id="expectation"),
        pytest.param("Vermoedelijk daalt de huur.", ("vermoedelijk",), id="vermoedelijk"),
        pytest.param("Daarom is de verwachting dat de huur daalt.", ("is de verwachting",), id="inverted"),
        pytest.param("Het is echter de vraag of dat helpt.", ("is echter de vraag of",), id="the question whether"),
        pytest.param("De vraag is of dat helpt.", ("de vraag is of",), id="the question is"),
        pytest.param("De vraag wie betaalt is oud.", (), id="a question that is none"),
        pytest.param("Het is denkbaar dat de huur daalt.", ("denkbaar dat",), id="conceivable that"),
        pytest.param("Dit beleid kan botsen met de wet.", ("kan botsen",), id="possibility"),
        pytest.param("Elke gemeente kan haar eigen plan maken.", (), id="ability"),
        pytest.param("Er is mogelijk sprake van fraude.", ("mogelijk sprake",), id="possibly the case"),
        pytest.param("Dat maakt het mogelijk dat scholen kiezen.", (), id="what makes it possible"),
        pytest.param("De huur daalt in veel gevallen.", ("in veel gevallen",), id="cases"),
        pytest.param("De huur daalt over het algemeen.", ("over het algemeen",), id="in general"),
        pytest.param("Doorgaans en vaak daalt de huur.", ("doorgaans", "vaak"), id="frequency"),
        pytest.param("De huur daalt niet altijd.", ("niet altijd",), id="not always"),
        pytest.param("De regel kan tot leegstand leiden.", ("kan tot leegstand leiden",), id="kan with an effect"),
        pytest.param("De huur zou weer kunnen dalen.", ("zou weer kunnen",), id="zou kunnen"),
        pytest.param("Er wordt verwacht dat de huur daalt.", ("wordt verwacht",), id="it is expected"),
        pytest.param("Het onderzoek wijst erop dat de huur daalt.", ("wijst erop",), id="evidence that points"),
        pytest.param("De huur is vrij hoog.", ("vrij hoog",), id="degree"),
        pytest.param("Gemeenten kunnen subsidie aanvragen.", (), id="kunnen of permission"),
        pytest.param("Doe dit zo snel mogelijk.", (), id="zo snel mogelijk is a degree"),
        pytest.param("Maak het mogelijk te maken dat ouders meebeslissen.", (), id="mogelijk maken"),
        pytest.param("Beroep is niet mogelijk.", (), id="what is feasible"),
        pytest.param("Het is mogelijk om te bellen.", (), id="feasible"),
        pytest.param("Het is mogelijk dat de huur daalt.", ("mogelijk dat",), id="epistemic"),
        pytest.param("De zaal lijkt op een kerk.", (), id="likeness"),
        pytest.param("De wandelroute is vrij van auto's.", (), id="vrij is free"),
    ],
)
def test_hedges(sentence: str, hedges: tuple[str, ...]) -> None:
    assert hedges_of(read(sentence), sentence) == hedges


@pytest.mark.parametrize(
    ("sentence", "strength"),
    [
        pytest.param("modal-auxiliary", MUST, id="moeten"),
        pytest.param("zou-moeten", SHOULD, id="zou moeten"),
        pytest.param("niet-of-the-predicate", MUST, id="mogen niet, far apart"),
        pytest.param("hoeven-geen", SHOULD, id="hoeven geen"),
        pytest.param("niet-nodig", SHOULD, id="niet nodig"),
        pytest.param("nodig-in-relative", SHOULD, id="nodig of a noun is no duty"),
        pytest.param("het-is-mogelijk", COULD, id="het is mogelijk om"),
        pytest.param("hebben-te", MUST, id="hebben te"),
        pytest.param("imperative", MUST, id="imperative"),
        pytest.param("verzoeken", SHOULD, id="a phrase of the lexicon"),
        pytest.param("relative-clause", MUST, id="the modal of a relative clause where there is no other"),
        pytest.param("nodig-hebben", MUST, id="nodig hebben"),
        pytest.param("infinitive-heading", SHOULD, id="proposal"),
    ],
)
def test_strength_by_frames(sentence: str, strength: Strength) -> None:
    text, frames = parsed(sentence)
    assert strength_of(read(text), frames) is strength


@pytest.mark.parametrize(
    ("sentence", "negated", "without"),
    [
        pytest.param("niet-of-the-predicate", True, True, id="the predicate"),
        pytest.param("geen-with-subject", True, True, id="the subject"),
        pytest.param("niet-alleen", False, True, id="niet alleen adds"),
        pytest.param("niet-maar", False, True, id="only a part is contrasted"),
        pytest.param("zonder", False, True, id="zonder leaves the clause"),
        pytest.param("adverbial-clause", False, True, id="inside an adverbial clause"),
        pytest.param("denied-opinion", True, True, id="from above"),
        pytest.param("geen-as-particle", True, True, id="geen that a parser joins to the verb"),
        pytest.param("niet-uitgesloten", False, True, id="not excluded"),
        pytest.param("kan-niet-worden-uitgesloten", False, True, id="what is not excluded"),
        pytest.param("modal-auxiliary", False, False, id="nothing"),
    ],
)
def test_denial_by_frames(sentence: str, negated: bool, without: bool) -> None:
    text, frames = parsed(sentence)
    assert is_negated(read(text), frames) is negated
    assert is_negated(read(text)) is without


def test_what_is_possibly_the_case_is_a_hedge_though_a_parser_takes_it_for_what_can_be_done() -> None:
    text = "Er is mogelijk sprake van fraude ."
    roles = (("ADV", 2), ("AUX", 2), ("ADJ", NO_HEAD), ("NOUN", 2), ("ADP", 5), ("NOUN", 3), ("PUNCT", 2))
    relations = ("advmod", "cop", "root", "nsubj", "case", "nmod", "punct")
    tokens, start = [], 0
    for word, (pos, head), relation in zip(text.split(), roles, relations, strict=True):
        lemma = "zijn" if word == "is" else word.lower()
        tokens.append(Token(word, Span(start, start + len(word)), lemma, pos, "", head, relation))
        start += len(word) + 1
    assert hedges_of(read(text), text, ParsedSentence.of(Parse(tuple(tokens)))) == ("mogelijk sprake",)


def test_what_can_be_done_is_no_hedge() -> None:
    text = "Hierdoor is maatwerk in alle grote en kleine gemeenten van het land mogelijk ."
    words = text.split()
    root = words.index("mogelijk")
    roles = {"is": ("AUX", "cop"), "maatwerk": ("NOUN", "nsubj"), "mogelijk": ("ADJ", "root"), ".": ("PUNCT", "punct")}
    tokens, start = [], 0
    for index, word in enumerate(words):
        pos, relation = roles.get(word, ("ADV", "advmod"))
        head = NO_HEAD if index == root else root
        lemma = "zijn" if word == "is" else word.lower()
        tokens.append(Token(word, Span(start, start + len(word)), lemma, pos, "", head, relation))
        start += len(word) + 1
    assert hedges_of(read(text), text) == ("mogelijk",)
    assert hedges_of(read(text), text, ParsedSentence.of(Parse(tuple(tokens)))) == ()
