"""The fixed words of a brief in Dutch and in English; quotations and the facts of documents stay as they are."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from policytext.export.change_words import CHANGES
from policytext.query.brief.model import Audience, PartKind, Template
from policytext.types.vocabulary import Change, Stance, Strength


@dataclass(frozen=True, slots=True)
class Language:
    """Words of one language. In the wording of a template {name} is a fact, {quote} the words of the quotation.

    A wording of two forms is (one, several), by the fact "count". Words for a place hold {} for its number.
    """

    code: str
    title: str
    audiences: Mapping[Audience, str]
    parts: Mapping[PartKind, str]
    templates: Mapping[Template, str | tuple[str, str]]
    stances: Mapping[str, str]
    strengths: Mapping[str, str]
    negated_strengths: Mapping[str, str]
    changes: Mapping[str, str]
    months: tuple[str, ...]
    columns: tuple[str, str, str, str]
    unknown_sender: str
    undated: str
    counted_undated: str
    counted_unknown: str
    nobody: str
    page: str
    printed: str
    line: str
    paragraph: str
    see_note: str
    conjunction: str
    notes: str
    made: str
    unsure: str
    said: str
    said_besides: str
    recurring: str
    footer: str


_DUTCH: Final = Language(
    code="nl",
    title="Notitie",
    audiences={
        Audience.KAMER: "voor de Kamer",
        Audience.REDACTIE: "voor de redactie",
        Audience.ONDERZOEK: "voor onderzoek",
    },
    parts={
        PartKind.CORE: "Kern",
        PartKind.ORIGIN: "Wie zei het eerst",
        PartKind.POSITIONS: "Standpunten in de tijd",
        PartKind.REPORTED: "Door anderen weergegeven",
        PartKind.CHANGES: "Wat bleef en wat veranderde",
        PartKind.RECOMMENDATIONS: "Aanbevelingen: wie moet wat doen",
        PartKind.FIGURES: "Cijfers",
        PartKind.COMMITMENTS: "Toezeggingen",
        PartKind.QUESTIONS: "Vragen die de documenten stellen",
        PartKind.MISSING: "Wat ontbreekt",
        PartKind.RELATED: "Verwant",
        PartKind.METHOD: "Werkwijze",
    },
    templates={
        Template.NOTHING: "Niets gevonden dat over “{topic}” gaat, in {looked_at} documenten.",
        Template.NOWHERE: (
            "Het woord {words} komt er nergens in voor, en een ander woord daarvoor is er ook niet gevonden.",
            "De woorden {words} komen er nergens in voor, en andere woorden daarvoor zijn er ook niet gevonden.",
        ),
        Template.APART: (
            "",
            "De woorden {words}, of andere daarvoor, komen er wel in voor, maar nergens bij elkaar.",
        ),
        Template.BESIDE: "Wat hier volgt gaat niet over het onderwerp; het ligt er het dichtst bij.",
        Template.NEIGHBOUR: "{sender}, {date}: {quote}",
        Template.SPEAKERS: (
            "Hierover spreekt {documents}, {period}: {senders}.",
            "Hierover spreken {documents}, {period}: {senders}.",
        ),
        Template.SIDES: "Eerste oordeel over de stelling: {sides}.",
        Template.NO_SIDE: (
            "1 van de {documents} documenten raakt aan de stelling; het oordeel is niet zeker genoeg om een kant te "
            "noemen.",
            "{count} van de {documents} documenten raken aan de stelling; voor geen ervan is het oordeel zeker genoeg "
            "om een kant te noemen.",
        ),
        Template.QUOTE: "{sender}, {date}: {quote}",
        Template.POSITION: "{quote}",
        Template.REPORTED: "{holder}, weergegeven door {sender} ({date}): {quote}",
        Template.REPEATED: "In {count} documenten, het eerst bij {sender} ({date}), daarna bij {others}: {quote}",
        Template.FIRST: "Het vroegste citaat dat hierover te geven is, is van {sender}, {date}: {quote}",
        Template.STEP: "{change}: {sender} ({date}) zei {quote}, {later_sender} ({later_date}) zei {counterpart}",
        Template.ADDRESSEES: (
            "Een aanbeveling noemt wie het moet doen: {actors}.",
            "{count} aanbevelingen noemen wie het moet doen: {actors}.",
        ),
        Template.RECOMMENDED: "{sender}, {date}: {quote}",
        Template.CONFLICT: "Voor {year} verschillen de cijfers over {thing}: {words} volgens {sender} ({date}), "
        "{later_words} volgens {later_sender} ({later_date}).",
        Template.FIGURE: "{sender}, {date}: {quote}",
        Template.COMMITTED: "{sender}, {date}: {quote}",
        Template.ASKED: "{sender}, {date}: {quote}",
        Template.CITED: "{work}: alleen als verwijzing, bij {by}.",
        Template.UNDATED: "{document}: geen datum bekend, staat daarom achteraan.",
        Template.NO_QUOTE: (
            "{document}: 1 uitspraak over het onderwerp, hier niet geciteerd.",
            "{document}: {count} uitspraken over het onderwerp, hier niet geciteerd.",
        ),
        Template.NO_POSITION: "{document}: behandelt het onderwerp, zonder kant te kiezen.",
        Template.ADDRESSED: (
            "Aangesproken, zonder eigen document in het corpus: {actors}.",
            "Aangesproken, zonder eigen document in het corpus: {actors}.",
        ),
        Template.MORE: ("En nog 1 ander.", "En nog {count} andere."),
        Template.METHOD: "Gezocht in {looked_at} documenten. Eigen uitspraken over het onderwerp: {statements}, in "
        "{documents}; citaten hier: {quoted}. De keuze is gemaakt op nabijheid tot het onderwerp, op "
        "zekerheid en op leesbaarheid zonder context; zij is niet volledig.",
        Template.METHOD_CHOICE: "Wat een claim, aanbeveling of toezegging is, van wie en hoe sterk, is door een klein "
        "model en regels bepaald en kan fout zijn. Per document staan hier ten hoogste twee citaten; wat zonder de "
        "zin ervoor niet te begrijpen is, is niet geciteerd. Afwezigheid in deze notitie bewijst niets.",
        Template.METHOD_STANCE: "Voor en tegen zijn een eerste oordeel over “{proposition}”, gemiddeld in een op de "
        "vier gevallen fout; waar het te onzeker is, staat geen kant. Wat anderen volgens een document vinden, telt "
        "niet als diens standpunt.",
        Template.METHOD_READ: "Elk citaat staat woordelijk in het document (noottekens zijn weggelaten); lees de "
        "vindplaats voor gebruik na. Deze notitie is samengesteld, niet geschreven: er staat geen zin in die niet uit "
        "een document of uit gegevens daarvan komt.",
    },
    stances={
        Stance.PRO: "voor",
        Stance.CONTRA: "tegen",
        Stance.MIXED: "gemengd",
        Stance.NEUTRAL: "geen duidelijke kant",
        "unsure": "te onzeker om te zeggen",
    },
    strengths={Strength.MUST: "moet", Strength.SHOULD: "zou moeten", Strength.COULD: "kan"},
    negated_strengths={
        Strength.MUST: "moet niet of hoeft niet",
        Strength.SHOULD: "zou niet moeten",
        Strength.COULD: "hoeft niet of kan niet",
    },
    changes={change.value: word for change, word in CHANGES.items()},
    months=(
        "januari",
        "februari",
        "maart",
        "april",
        "mei",
        "juni",
        "juli",
        "augustus",
        "september",
        "oktober",
        "november",
        "december",
    ),
    columns=("Datum", "Afzender", "Kant", "Citaat"),
    unknown_sender="afzender onbekend",
    undated="zonder datum",
    counted_undated="{} zonder datum",
    counted_unknown="{} zonder bekende afzender",
    nobody="Zonder genoemde uitvoerder",
    page="p. {}",
    printed="gedrukt: {}",
    line="regel {}",
    paragraph="alinea {}",
    see_note="noot {}",
    conjunction="en",
    notes="Vindplaatsen",
    made="Samengesteld op {date} uit een corpus van {count} documenten",
    unsure="onzeker",
    said="Wat elk document erover zegt",
    said_besides="Wat de documenten verder zeggen",
    recurring="Wat in meer documenten terugkomt",
    footer="pagina {} van {}",
)

_ENGLISH: Final = Language(
    code="en",
    title="Brief",
    audiences={
        Audience.KAMER: "for parliament",
        Audience.REDACTIE: "for the newsroom",
        Audience.ONDERZOEK: "for research",
    },
    parts={
        PartKind.CORE: "In brief",
        PartKind.ORIGIN: "Who said it first",
        PartKind.POSITIONS: "Positions over time",
        PartKind.REPORTED: "Reported by others",
        PartKind.CHANGES: "What stayed and what changed",
        PartKind.RECOMMENDATIONS: "Recommendations: who must do what",
        PartKind.FIGURES: "Figures",
        PartKind.COMMITMENTS: "Commitments",
        PartKind.QUESTIONS: "Questions that the documents ask",
        PartKind.MISSING: "What is missing",
        PartKind.RELATED: "Related",
        PartKind.METHOD: "Method",
    },
    templates={
        Template.NOTHING: "Nothing found that is about “{topic}”, in {looked_at} documents.",
        Template.NOWHERE: (
            "The word {words} occurs nowhere in them, nor was another word for it found.",
            "The words {words} occur nowhere in them, nor were other words for them found.",
        ),
        Template.APART: ("", "The words {words}, or others for them, do occur, but nowhere together."),
        Template.BESIDE: "What follows is not about the topic; it is what comes nearest.",
        Template.NEIGHBOUR: "{sender}, {date}: {quote}",
        Template.SPEAKERS: (
            "{documents} on this, {period}: {senders}.",
            "{documents} on this, {period}: {senders}.",
        ),
        Template.SIDES: "A first judgement on the proposition: {sides}.",
        Template.NO_SIDE: (
            "1 of the {documents} documents touches on the proposition; the judgement is not sure enough to name a "
            "side.",
            "{count} of the {documents} documents touch on the proposition; for none of them is the judgement sure "
            "enough to name a side.",
        ),
        Template.QUOTE: "{sender}, {date}: {quote}",
        Template.POSITION: "{quote}",
        Template.REPORTED: "{holder}, as reported by {sender} ({date}): {quote}",
        Template.REPEATED: "In {count} documents, first by {sender} ({date}), then by {others}: {quote}",
        Template.FIRST: "The earliest quotation that can be given on this is by {sender}, {date}: {quote}",
        Template.STEP: "{change}: {sender} ({date}) said {quote}, {later_sender} ({later_date}) said {counterpart}",
        Template.ADDRESSEES: (
            "One recommendation names who is to act: {actors}.",
            "{count} recommendations name who is to act: {actors}.",
        ),
        Template.RECOMMENDED: "{sender}, {date}: {quote}",
        Template.CONFLICT: "Figures for {thing} differ for {year}: {words} according to {sender} ({date}), "
        "{later_words} according to {later_sender} ({later_date}).",
        Template.FIGURE: "{sender}, {date}: {quote}",
        Template.COMMITTED: "{sender}, {date}: {quote}",
        Template.ASKED: "{sender}, {date}: {quote}",
        Template.CITED: "{work}: as a reference only, by {by}.",
        Template.UNDATED: "{document}: no date known, and therefore last.",
        Template.NO_QUOTE: (
            "{document}: 1 statement on the topic, not quoted here.",
            "{document}: {count} statements on the topic, not quoted here.",
        ),
        Template.NO_POSITION: "{document}: treats the topic without taking a side.",
        Template.ADDRESSED: (
            "Addressed, without a document of their own in the corpus: {actors}.",
            "Addressed, without a document of their own in the corpus: {actors}.",
        ),
        Template.MORE: ("And 1 other.", "And {count} others."),
        Template.METHOD: "Searched: {looked_at} documents. Own statements on the topic: {statements}, in {documents}; "
        "quotations here: {quoted}. The choice follows nearness to the topic, certainty and whether a sentence can be "
        "read alone; it is not complete.",
        Template.METHOD_CHOICE: "What is a claim, recommendation or commitment, whose and how strong, was told by a "
        "small model and rules, and can be wrong. At most two quotations of a document are given; words that cannot be "
        "understood without the sentence before are left out. Absence from this brief proves nothing.",
        Template.METHOD_STANCE: "Sides are a first judgement on “{proposition}”, wrong in about one case in four; "
        "where it is too unsure, none is named. What others hold according to a document does not count as its own "
        "position.",
        Template.METHOD_READ: "Every quotation stands in its document word for word (note marks left out), in Dutch; "
        "read the place before use. This brief was compiled, not written: no sentence in it comes from anything but a "
        "document or facts of one.",
    },
    stances={
        Stance.PRO: "for",
        Stance.CONTRA: "against",
        Stance.MIXED: "mixed",
        Stance.NEUTRAL: "no clear side",
        "unsure": "too unsure to say",
    },
    strengths={Strength.MUST: "must", Strength.SHOULD: "should", Strength.COULD: "could"},
    negated_strengths={
        Strength.MUST: "must not, or need not",
        Strength.SHOULD: "should not",
        Strength.COULD: "need not, or could not",
    },
    changes={change: change.value.replace("_", " ") for change in Change},
    months=(
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ),
    columns=("Date", "Sender", "Side", "Quotation"),
    unknown_sender="sender unknown",
    undated="undated",
    counted_undated="{} undated",
    counted_unknown="{} of unknown sender",
    nobody="Nobody named",
    page="p. {}",
    printed="printed: {}",
    line="line {}",
    paragraph="paragraph {}",
    see_note="note {}",
    conjunction="and",
    notes="Places",
    made="Compiled on {date} from a corpus of {count} documents",
    unsure="unsure",
    said="What each document says on it",
    said_besides="What the documents say besides",
    recurring="What comes back in several documents",
    footer="page {} of {}",
)

LANGUAGES: Final[Mapping[str, Language]] = {"nl": _DUTCH, "en": _ENGLISH}


def date_words(date: str | None, language: Language) -> str:
    """An ISO date of any precision in words: "25 mei 2021", "oktober 2019", "2018"."""
    if date is None:
        return language.undated
    parts = date.split("-")
    month = [language.months[int(parts[1]) - 1]] if len(parts) > 1 else []
    day = [str(int(parts[2]))] if len(parts) > 2 else []
    return " ".join([*day, *month, parts[0]])
