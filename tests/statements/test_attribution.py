"""Own or reported, and by whom: one paragraph a row, each sentence judged in order."""

from functools import cache
from pathlib import Path

import pytest
from conllu_frames import sentences as conllu_sentences
from sample_documents import make_document

from policytext.sentences import split_sentences
from policytext.statements.attribution import READER, Attributor, Held
from policytext.statements.frames import ParsedSentence
from policytext.types.document import Document
from policytext.types.vocabulary import Aspect, Attribution, BlockKind, DocumentKind

OWN = "own"
NOBODY = "reported"


def judged(document: Document) -> list[str]:
    """For each sentence but the title's: "own", the holder, or "reported" where the text names none."""
    attributor = Attributor(document)
    held: list[Held] = [attributor.held(s, document.blocks[s.block]) for s in split_sentences(document)]
    return [OWN if item.attribution is Attribution.OWN else item.holder or NOBODY for item in held[1:]]


def sentences(text: str, **facts: object) -> list[str]:
    return judged(make_document(f"# Notitie over de buurt\n\n{text}\n", **facts))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("sentence", "holder"),
    [
        pytest.param("Volgens de Algemene Rekenkamer schieten teams tekort.", "Algemene Rekenkamer", id="volgens"),
        pytest.param("De teams schieten tekort, aldus Nadia Verschoor.", "Nadia Verschoor", id="aldus"),
        pytest.param("De commissie stelt dat de teams tekortschieten.", "commissie", id="article opens the sentence"),
        pytest.param("Het rapport concludeert dat de kosten stijgen.", "rapport", id="another report"),
        pytest.param("Experts waarschuwen dat de kosten oplopen.", "experts", id="bare plural"),
        pytest.param("In 2019 stelde de commissie dat het kon.", "commissie", id="subject behind the verb"),
        pytest.param("De gemeente Waterrijk heeft aangegeven dat het op is.", "gemeente Waterrijk", id="perfect tense"),
        pytest.param("De Vereniging Duin pleit voor een norm.", "Vereniging Duin", id="argues for"),
        pytest.param("De Rekenkamer Duin beveelt aan om te toetsen.", "Rekenkamer Duin", id="advises"),
        pytest.param("De VNG wil dat het Rijk betaalt.", "VNG", id="wants that"),
        pytest.param("Ouders zeggen: niemand hoort ons.", "ouders", id="colon"),
        pytest.param("“Het plan deugt niet”, zegt wethouder De Groot.", "wethouder De Groot", id="said behind"),
        pytest.param("‘Wij waren een drempel’, zegt Nadia Verschoor.", "Nadia Verschoor", id="single marks"),
        pytest.param("Zoals de raad schrijft: “Het moet anders.”", "raad", id="zoals"),
    ],
)
def test_words_of_another(sentence: str, holder: str) -> None:
    assert sentences(sentence)[0] == holder


@pytest.mark.parametrize(
    "sentence",
    [
        pytest.param("Gemeenten moeten meer doen.", id="plain"),
        pytest.param("Wij vinden dat gemeenten te weinig doen.", id="first person"),
        pytest.param("Wij vinden het belangrijk dat gemeenten dit doen.", id="first person with het"),
        pytest.param("Gemeenten willen dat de regels eenvoudig zijn.", id="a noun that opens the sentence"),
        pytest.param("Stichting Buurtkracht pleit voor een norm.", id="own organisation argues"),
        pytest.param("Wij pleiten voor een norm.", id="first person argues"),
        pytest.param("Volgens ons is dat onverstandig.", id="volgens ons"),
        pytest.param("De wet stelt dat ieder kind recht heeft op hulp.", id="a law is no speaker"),
        pytest.param("Volgens artikel 4 beslist het college.", id="an article is no speaker"),
        pytest.param("Volgens de huidige afspraken betaalt het Rijk mee.", id="an agreement is no speaker"),
        pytest.param("Volgens plan opent het loket in mei.", id="according to plan"),
        pytest.param("Stichting Buurtkracht vindt dat de drempel te hoog is.", id="own organisation"),
        pytest.param("Volgens Buurtkracht moet dat anders.", id="own organisation, short"),
        pytest.param("Dit hoofdstuk schetst het probleem: gemeenten komen geld tekort.", id="this chapter"),
        pytest.param("Dit rapport concludeert dat de kosten stijgen.", id="this report"),
        pytest.param("Dat wil zeggen dat niemand beslist.", id="that is to say"),
        pytest.param("De vraag is of dit helpt.", id="no verb of saying"),
        pytest.param("De “regie” ontbreekt bij veel gemeenten.", id="a word in quotation marks"),
        pytest.param("Uit onderzoek blijkt dat de kosten stijgen.", id="research that shows it"),
    ],
)
def test_own_words(sentence: str) -> None:
    assert sentences(sentence)[0] == OWN


def test_quotation_goes_on_until_it_closes() -> None:
    text = "De wethouder zegt: “Het geld is op. Wij kunnen niet verder. Dat is zorgelijk.” Daarna gaan wij door."
    assert sentences(text) == ["wethouder", "wethouder", "wethouder", OWN]


def test_open_quotation_ends_with_its_paragraph() -> None:
    assert sentences("De wethouder zegt: “Het geld is op.\n\nDe teams zijn moe.")[-1] == OWN


def test_quoted_paragraph_without_speaker_is_reported_by_nobody() -> None:
    assert sentences("> De drempel is te hoog voor gezinnen.") == [NOBODY]


@pytest.mark.parametrize(
    ("text", "holders"),
    [
        pytest.param("> De drempel is te hoog. Dat weten wij. (Vermeer 2019, 4)", {"Vermeer"}, id="at its end"),
        pytest.param(
            "> De drempel is te hoog.\n\n> Dat blijft zo. (Vermeer et al. 2019)", {"Vermeer et al."}, id="later"
        ),
        pytest.param("> De drempel is te hoog.\n\n(Vermeer, 2019, p. 4)", {"Vermeer"}, id="in a line of its own"),
        pytest.param("> De drempel is te hoog. (Buurtkracht 2019)", {NOBODY}, id="the author's own work"),
        pytest.param("> De drempel is te hoog.\n\nDat is oud (Vermeer 2019).", {NOBODY, OWN}, id="of another sentence"),
    ],
)
def test_block_quotation_is_of_the_source_at_its_end(text: str, holders: set[str]) -> None:
    found = sentences(text)
    assert set(found[: len(found) - text.count("\n\n(")]) == holders


def test_each_block_quotation_has_its_own_source() -> None:
    text = "> De drempel is te hoog. (Vermeer 2019, 4)\n\n> De norm is te laag. (Kaya 2021)"
    found = sentences(text)
    assert (found[0], found[-1]) == ("Vermeer", "Kaya")


def test_block_quotation_goes_on_with_the_line_that_leads_to_it() -> None:
    text = "De raad schrijft daarover het volgende:\n\n> De drempel is te hoog.\n\nDe norm is oud."
    assert _by_syntax(text, "De raad schrijft daarover het volgende:")[1:] == ["raad", OWN]


def test_quotation_below_a_line_that_names_its_document() -> None:
    text = "In de eerste evaluatie staat de volgende passage:\n\n“De drempel is voor velen een probleem.”"
    assert _by_syntax(text, "In de eerste evaluatie staat de volgende passage:") == [OWN, "eerste evaluatie"]


def _by_syntax(text: str, lead: str) -> list[str]:
    """As `sentences`, with the parse of the lead line."""
    document = make_document(f"# Notitie over de buurt\n\n{text}\n")
    attributor = Attributor(document)
    held = [
        attributor.held(s, document.blocks[s.block], parses()[lead] if document.quote(s.span) == lead else None)
        for s in split_sentences(document)
    ]
    return [OWN if one.attribution is Attribution.OWN else one.holder or NOBODY for one in held[1:]]


def test_summary_is_of_the_others_until_it_is_closed() -> None:
    text = (
        "Gemeenten komen geld tekort.\n\nHet rapport beschrijft de toegang. De Raad Duin concludeert dat het knelt. "
        "De drempel is hoog. Wij delen dat.\n\nHet geld is op. Tot zover het rapport. De drempel blijft."
    )
    assert sentences(text) == [OWN, OWN, "Raad Duin", "Raad Duin", OWN, "Raad Duin", OWN, OWN]


def test_summary_without_a_speaker_is_of_the_document() -> None:
    text = "Eerst het advies. De drempel is hoog. Tot zover het advies. De norm is oud."
    assert sentences(text) == [OWN, "advies", OWN, OWN]


def test_comment_below_an_article_is_a_readers() -> None:
    document = make_document(
        "De wijk\n\nGemeenten moeten meer doen.\n\nReacties op dit artikel (1)\n\n"
        " 1. Volgens de minister klopt dit niet, gemeenten moeten juist minder doen.\n",
        name="artikel.txt",
    )
    kinds = {document.blocks[s.block].container for s in split_sentences(document)}
    assert BlockKind.COMMENT in kinds
    assert judged(document) == [OWN, READER, READER]


@pytest.mark.parametrize(
    ("kind", "holder"),
    [
        pytest.param(DocumentKind.KAMERBRIEF, OWN, id="in a minister's letter the cabinet is the author"),
        pytest.param(DocumentKind.ESSAY, "kabinet", id="in an essay it is another"),
    ],
)
def test_cabinet_is_own_in_letters_of_government_only(kind: DocumentKind, holder: str) -> None:
    assert sentences("Het kabinet stelt dat de wachttijden dalen.", kind=kind) == [holder]


@pytest.mark.parametrize(
    ("opening", "holder"),
    [
        pytest.param("Het Wetenschappelijk Comité Duinen (WeCoD) begon dit dossier zelf.", OWN, id="introduces itself"),
        pytest.param("Dit dossier begon in mei.", "WeCoD", id="nobody does"),
    ],
)
def test_body_that_introduces_itself_in_an_advice_without_a_sender(opening: str, holder: str) -> None:
    document = make_document(
        f"# Advies over de duinen\n\n{opening}\n\nHet WeCoD oordeelt dat de norm te hoog is.\n",
        kind=DocumentKind.ADVIES, organisations=(),
    )  # fmt: skip
    assert judged(document)[-1] == holder


TABLE = Path(__file__).with_name("attribution.tsv")


def rows() -> list[list[str]]:
    lines = TABLE.read_text(encoding="utf-8").splitlines()
    return [line.split("\t") for line in lines if not line.startswith("#")][1:]


@cache
def parses() -> dict[str, ParsedSentence]:
    found = conllu_sentences(TABLE.with_suffix(".conllu"))
    return {one.text: ParsedSentence.of(one.parse) for one in found}


def judged_with_syntax(text: str, kind: str) -> list[Held]:
    document = make_document(f"# Notitie over de buurt\n\n{text}\n", kind=DocumentKind(kind))
    attributor = Attributor(document)
    return [
        attributor.held(sentence, document.blocks[sentence.block], parses()[document.quote(sentence.span)])
        for sentence in split_sentences(document)[1:]
    ]


@pytest.mark.parametrize(("kind", "expected", "text"), [pytest.param(*row[1:], id=row[0]) for row in rows()])
def test_attribution_by_syntax(kind: str, expected: str, text: str) -> None:
    held = judged_with_syntax(text, kind)
    assert "|".join(OWN if one.attribution is Attribution.OWN else one.holder or NOBODY for one in held) == expected


def test_reason_says_why_and_where() -> None:
    text = "Gemeenten geven in de gesprekken van dit najaar aan dat zij de taken niet aankunnen."
    (held,) = judged_with_syntax(text, "notitie")
    (reason,) = held.reasons
    assert (reason.aspect, reason.sign, reason.weight) == (
        Aspect.ATTRIBUTION, "onderwerp van ‘geven’", 0.0
    )  # fmt: skip
    assert reason.span is not None
    assert reason.span.start == len("Notitie over de buurt\n\nGemeenten ")


def test_items_of_a_list_go_on_with_the_report_that_leads_to_them() -> None:
    text = "De raad adviseert het volgende:\n\n- een lagere norm\n- een langere termijn\n\nDe norm is oud."
    assert sentences(text)[1:] == ["raad", "raad", OWN]
