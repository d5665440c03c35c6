"""Briefs: every sentence goes back to statements of the sample corpus, and what a brief may not do."""

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest
from answer_builders import make_entry, make_quote, make_record

from policytext.export.brief.language import LANGUAGES
from policytext.export.brief.wording import runs_of, text_of
from policytext.ingest.run import IngestOptions, ingest
from policytext.query.answers import Timeline
from policytext.query.brief import Audience, Brief, BriefQuery, Line, PartKind, Template, make_brief
from policytext.query.brief.making import PLANS, is_proposition, quoted
from policytext.query.brief.positions import bearing_on, changes, sender
from policytext.query.brief.subject import Subject
from policytext.query.changes import find_steps
from policytext.query.open_index import open_index
from policytext.store import Filters, Reader, SentenceRecord
from policytext.types.vocabulary import Attribution, Change, Stance, StatementKind, Strength

TOPICS = [
    "wachttijden in de jeugdhulp",
    "huisvesting van aandachtsgroepen",
    "toegang tot de jeugdhulp",
    "Wijkteams moeten de toegang tot de jeugdhulp vormen",
]
CASES = [(topic, audience) for topic in TOPICS for audience in Audience]
#: Sentences on documents as a whole, or on the brief itself.
WITHOUT_SOURCE = {
    Template.UNDATED,
    Template.NO_QUOTE,
    Template.NO_POSITION,
    Template.MORE,
    Template.METHOD,
    Template.METHOD_CHOICE,
    Template.METHOD_STANCE,
    Template.METHOD_READ,
}
VOCABULARY = {*map(str, Change), *map(str, Stance), *(f"{stance}?" for stance in Stance), *map(str, Strength)}


@pytest.fixture(scope="module")
def reader(sample_index: Path) -> Iterator[Reader]:
    with Reader.open(sample_index) as opened:
        yield opened


@pytest.fixture(scope="module")
def briefs(sample_index: Path) -> dict[tuple[str, Audience], Brief]:
    with open_index(sample_index) as index:
        return {
            (topic, audience): make_brief(index, BriefQuery(topic, audience, Filters(), "2026-11-30"))
            for topic, audience in CASES
        }


@pytest.fixture(params=CASES, ids=lambda case: f"{case[0]} {case[1]}")
def brief(request: pytest.FixtureRequest, briefs: dict[tuple[str, Audience], Brief]) -> Brief:
    return briefs[request.param]


@cache
def words(text: str) -> frozenset[str]:
    return frozenset(re.findall(r"\w+", text.casefold()))


def haystack(line: Line, reader: Reader) -> str:
    """All that is extracted of what a line rests on: words, senders, titles, dates, holders, actors, citations."""
    documents = {record.document.id: record.document for record in line.sources}
    documents |= {document.id: document for document in line.documents}
    parts = [part for d in documents.values() for part in (sender(d), d.title, d.date or "", *d.metadata.authors)]
    for record in line.sources:
        parts.append(record.text)
        parts += [part for s in record.statements for part in (s.holder or "", *s.actors)]
    cited = {key for record in line.sources for statement in record.statements for key in statement.citations}
    for record in (record for document in documents for record in reader.citations(document=document)):
        if record.id in cited:
            held = record.citation
            parts += [*held.authors, held.title or "", held.year or "", held.identifier or "", held.url or ""]
            parts.append(held.address or "")
    return "\n".join(parts)


def test_every_quotation_is_the_words_of_a_sentence_of_the_index(brief: Brief, reader: Reader) -> None:
    records = quoted(brief.lines)
    assert records
    for record in records:
        assert reader.sentence_records([record.id])[0] == record
        assert reader.load_document(record.document.id).quote(record.span) == record.text


def test_every_sentence_rests_on_statements(brief: Brief) -> None:
    for line in brief.lines:
        if line.template in WITHOUT_SOURCE:
            assert line.quotation is None
            continue
        assert line.sources
        assert {record.id for record in quoted([line])} <= {record.id for record in line.sources}
        is_question = line.template is Template.ASKED
        assert all(record.statements or is_question for record in line.sources)


def test_every_fact_was_extracted_from_what_the_sentence_rests_on(brief: Brief, reader: Reader) -> None:
    for line in brief.lines:
        held = haystack(line, reader)
        for name, value in line.facts:
            texts = value if isinstance(value, tuple) else (value,) if isinstance(value, str) else ()
            for text in texts:
                if text in VOCABULARY or name in ("why", "proposition") or text in held:
                    continue
                short = re.fullmatch(r"(.+) \((\d{4})\)", text)  # "Sender (2021)", or a sender who speaks of itself
                assert short is not None, (line.template, name, text)
                assert short[1] in held
                assert short[2] in held


def test_every_number_can_be_counted_again(brief: Brief, reader: Reader) -> None:
    told = {line.template: dict(line.facts) for line in brief.lines}
    core = brief.part(PartKind.CORE)
    assert core is not None
    speakers = core.lines[0]
    assert speakers.template is Template.SPEAKERS
    assert speakers.fact("documents") == len({record.document.id for record in speakers.sources})
    dates = sorted(record.document.date for record in speakers.sources if record.document.date)
    assert (speakers.fact("date"), speakers.fact("later_date")) == (dates[0], dates[-1])
    assert told[Template.METHOD]["looked_at"] == len(reader.documents()) == brief.looked_at
    assert told[Template.METHOD]["quoted"] == len({record.id for record in quoted(brief.lines)})
    for line in brief.lines:
        if line.template is Template.REPEATED:
            assert line.fact("count") == len({record.document.id for record in line.sources})


@pytest.mark.parametrize("language", ["nl", "en"])
def test_every_word_is_of_a_template_a_fact_or_a_document(brief: Brief, language: str, reader: Reader) -> None:
    chosen = LANGUAGES[language]
    fixed = frozenset(
        word
        for held in (
            chosen.months,
            chosen.stances.values(),
            chosen.strengths.values(),
            chosen.negated_strengths.values(),
            chosen.changes.values(),
        )
        for text in held
        for word in words(text)
    )
    fixed |= words(f"{chosen.conjunction} {chosen.unknown_sender} {chosen.undated} Kamerstukken nr document documenten")
    fixed |= words("documents")
    for line in brief.lines:
        template = chosen.templates[line.template]
        allowed = fixed | words(" ".join(template) if isinstance(template, tuple) else template)
        allowed |= words(haystack(line, reader)) | words(" ".join(str(value) for _, value in line.facts))
        numbers = frozenset(str(int(word)) for word in allowed if word.isdecimal())  # "2019-03-04" is "4 maart 2019"
        # raised digits are taken out of quotations: "kosten²" reads "kosten"
        bare = frozenset(word.rstrip("⁰¹²³⁴⁵⁶⁷⁸⁹") for word in allowed)
        assert words(text_of(runs_of(line, chosen))) <= allowed | numbers | bare


def test_a_brief_has_few_lines_and_at_most_five_at_its_head(brief: Brief) -> None:
    core = brief.part(PartKind.CORE)
    assert core is not None
    assert 2 <= len(core.lines) <= 5
    assert len(brief.lines) <= 60
    plan = PLANS[brief.audience]
    assert [part.kind for part in brief.parts] == [kind for kind in plan.parts if brief.part(kind) is not None]


def test_no_part_says_the_same_twice(brief: Brief) -> None:
    for part in brief.parts:
        ids = [record.id for line in part.lines if (record := line.quotation) is not None]
        assert len(ids) == len(set(ids))


def test_what_is_reported_of_others_is_nobodys_position(brief: Brief) -> None:
    for kind in (PartKind.CORE, PartKind.ORIGIN, PartKind.POSITIONS, PartKind.RECOMMENDATIONS, PartKind.FIGURES,
                 PartKind.COMMITMENTS):  # fmt: skip
        part = brief.part(kind)
        for record in quoted(part.lines if part else ()):
            assert record.statements[0].attribution is Attribution.OWN
    reported = brief.part(PartKind.REPORTED)
    for line in reported.lines if reported else ():
        assert line.sources[0].statements[0].holder == line.fact("holder")


def test_positions_stand_in_order_of_time(brief: Brief) -> None:
    part = brief.part(PartKind.POSITIONS)
    assert part is not None or brief.audience is Audience.KAMER  # there all can be said in other parts
    dates = [line.sources[0].document.date or "9999" for line in (part.lines if part else ())]
    assert dates == sorted(dates)


def test_the_kamer_reads_what_documents_say_besides_once(briefs: dict[tuple[str, Audience], Brief]) -> None:
    for topic in TOPICS[:3]:
        found = briefs[topic, Audience.KAMER]
        said = [
            record.id
            for kind in (PartKind.CORE, PartKind.FIGURES, PartKind.POSITIONS)
            if (part := found.part(kind)) is not None
            for record in quoted(part.lines)
        ]
        assert len(said) == len(set(said))


def test_recommendations_stand_under_who_must_act_and_how_strongly(brief: Brief) -> None:
    part = brief.part(PartKind.RECOMMENDATIONS)
    for group in part.groups if part else ():
        for line in group.lines:
            statement = line.sources[0].statements[0]
            assert statement.kind is StatementKind.RECOMMENDATION
            assert (statement.strength or "") == group.strength
            assert statement.negated is group.is_negated
            assert bool(statement.actors) == bool(group.actors)


def test_a_proposition_gets_sides_with_a_mark_where_they_are_unsure(
    briefs: dict[tuple[str, Audience], Brief],
) -> None:
    found = briefs[TOPICS[3], Audience.ONDERZOEK]
    assert found.proposition == TOPICS[3]
    part = found.part(PartKind.POSITIONS)
    assert part is not None
    assert {str(line.fact("stance") or "").rstrip("?") for line in part.lines} & {"pro", "contra"}
    assert any(line.template is Template.METHOD_STANCE for line in found.lines)


def test_a_topic_gets_no_sides(briefs: dict[tuple[str, Audience], Brief]) -> None:
    found = briefs[TOPICS[0], Audience.ONDERZOEK]
    assert found.proposition is None
    part = found.part(PartKind.POSITIONS)
    assert part is not None
    assert {line.fact("stance") for line in part.lines} == {None}


def kern_of(index_folder: Path, topic: str) -> tuple[Brief, str]:
    """The brief on a topic, and the words of its head."""
    with open_index(index_folder) as index:
        found = make_brief(index, BriefQuery(topic, Audience.KAMER, Filters(), "2026-11-30"))
    core = found.part(PartKind.CORE)
    assert core is not None
    return found, " ".join(text_of(runs_of(line, LANGUAGES["nl"])) for line in core.lines)


@pytest.mark.parametrize(
    ("topic", "expected"),
    [
        pytest.param(
            "visserijquota in de Noordzee", "“visserijquota” en “Noordzee” komen er nergens in voor", id="all"
        ),
        pytest.param("wachttijden bij walvissen", "Het woord “walvissen” komt er nergens in voor", id="one word"),
        pytest.param("huisvesting door huisartsen", "maar nergens bij elkaar", id="each word, apart"),
    ],
)
def test_a_topic_that_nobody_treats_gives_a_brief_that_says_so(sample_index: Path, topic: str, expected: str) -> None:
    found, kern = kern_of(sample_index, topic)
    assert not found.is_treated
    assert kern.startswith(f"Niets gevonden dat over “{topic}” gaat, in {found.looked_at} documenten.")
    assert expected in kern
    assert {part.kind for part in found.parts} <= {PartKind.CORE, PartKind.RELATED, PartKind.METHOD}
    related = found.part(PartKind.RELATED)
    assert related is None or related.lines[0].template is Template.BESIDE


def test_what_carries_a_topic_are_its_words_without_those_on_how_it_is_seen(sample_index: Path) -> None:
    with open_index(sample_index) as index:
        assert Subject.of(index, "de gevolgen van wachttijden voor gezinnen").words == ("wachttijden", "gezinnen")
        assert Subject.of(index, "de gevolgen").words == ("gevolgen",)


def test_filters_leave_other_documents_out(sample_index: Path) -> None:
    with open_index(sample_index) as index:
        filters = Filters(organisations=("Kennisinstituut De Oever",))
        found = make_brief(index, BriefQuery(TOPICS[0], Audience.KAMER, filters, "2026-11-30"))
    assert found.lines
    assert all("Kennisinstituut De Oever" in sender(document) for document in found.documents)


def test_the_newsroom_reads_first_who_said_it_first(briefs: dict[tuple[str, Audience], Brief]) -> None:
    found = briefs[TOPICS[0], Audience.REDACTIE]
    origin = found.part(PartKind.ORIGIN)
    assert origin is not None
    assert {line.template for line in origin.lines} <= {Template.FIRST, Template.REPEATED}
    part = found.part(PartKind.POSITIONS)
    assert part is not None
    dates = [record.document.date for line in part.lines for record in line.sources if record.document.date]
    assert min(line.sources[0].document.date or "9999" for line in origin.lines) <= min(dates)


@pytest.mark.parametrize(
    ("topic", "expected"),
    [
        pytest.param("Wijkteams moeten de toegang vormen", True, id="a sentence"),
        pytest.param("wachttijden in de jeugdhulp", False, id="a few words"),
        pytest.param("Wie moet de wijkteams betalen", False, id="asks"),
        pytest.param("Moeten gemeenten dit betalen?", False, id="asks with a mark"),
        pytest.param("Zorg is duur", False, id="too short to take a side on"),
    ],
)
def test_what_is_a_proposition(topic: str, expected: bool) -> None:
    assert is_proposition(topic) is expected


def test_sentences_that_need_the_one_before_are_not_quoted(brief: Brief) -> None:
    def first(record: SentenceRecord) -> str:
        return re.findall(r"\w+", record.text.casefold())[0]

    part = brief.part(PartKind.RECOMMENDATIONS)
    records = quoted(part.lines if part else ())
    assert {first(record) for record in records} & {"dit", "dat", "daarom", "daarmee", "ook", "maar", "zij"} == set()


def test_a_document_on_the_topic_is_quoted_where_it_does_not_name_it(tmp_path: Path) -> None:
    texts = {
        "evaluatie.md": """# Evaluatie van de nachtveerdienst

De proef liep van april tot oktober. De nachtveerdienst voer op vier avonden per week.

## Aanbevelingen

De gemeente moet de kosten voor reizigers onder de vijf euro houden. De provincie moet voor het volgende seizoen een
tweede schipper betalen.
""",
        "haven.md": """# Plan voor de haven

De provincie moet de kade voor vrachtschepen ophogen. De gemeente moet de loodsen slopen.
""",
    }
    for name, text in texts.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    ingest([tmp_path], tmp_path / "index", IngestOptions())
    found, _ = kern_of(tmp_path / "index", "nachtveerdienst")
    quoted = " ".join(record.text for line in found.lines for record in line.sources)
    assert "onder de vijf euro" in quoted
    assert "tweede schipper" in quoted
    assert "kade" not in quoted


def test_a_title_that_only_plays_with_the_topic_brings_no_quotation(tmp_path: Path) -> None:
    texts = {
        "visie.md": "# Visie van de stad\n\nDe gemeente moet de openbare ruimte vergroenen. Er is weinig geld.\n",
        "inkoop.md": """# Samen inkopen: ruimte om te kiezen

Regio's kopen hulp voor gezinnen samen in.

## Aanbevelingen

De regio moet de tarieven voor behandelaars verhogen. Aanbieders moeten hun wachttijden per locatie publiceren.
""",
    }
    for name, text in texts.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    ingest([tmp_path], tmp_path / "index", IngestOptions())
    found, _ = kern_of(tmp_path / "index", "ruimte")
    quoted = " ".join(record.text for line in found.lines for record in line.sources)
    assert "openbare ruimte" in quoted
    assert "tarieven" not in quoted
    assert "wachttijden" not in quoted


def test_a_change_is_told_past_a_document_without_a_date() -> None:
    """Where it stands is not known for sure, so what changed between the dated ones must not hang on it."""
    texts = ("Teams moeten de toegang vormen.", "Teams vormen de toegang.", "Teams kunnen de toegang vormen.")
    records = [make_record("2018", title="Een"), make_record(None, title="Twee"), make_record("2021", title="Drie")]
    records[1] = replace(records[1], not_before="2019")
    strengths = (Strength.MUST, None, Strength.COULD)
    entries = tuple(
        replace(
            make_entry("2018"),
            document=record,
            quotes=(make_quote(record, text, strength=strength),),
            strength=strength,
        )
        for record, text, strength in zip(records, texts, strengths, strict=True)
    )
    timeline = Timeline(
        "Teams moeten de toegang vormen", 3, entries, (), (), find_steps(entries, []), (), has_sides=True
    )
    found = bearing_on(timeline)
    assert found is not None
    (step,) = found.steps
    assert (step.earlier.date, step.later.date, step.change) == ("2018", "2021", Change.WEAKENED)
    assert len(changes(found, 5)) == 1


def test_where_no_sentence_can_be_read_alone_the_nearest_is_quoted_all_the_same(tmp_path: Path) -> None:
    leaning = "Daarom moet de gemeente de nachtveerdienst tussen beide oevers herstellen."
    (tmp_path / "verslag.md").write_text(f"# Verslag\n\nVeel reizigers klagen. {leaning}\n", encoding="utf-8")
    ingest([tmp_path], tmp_path / "index", IngestOptions())
    _, kern = kern_of(tmp_path / "index", "nachtveerdienst")
    assert f"“{leaning}”" in kern
