"""Where claims come from, planted in small documents: sources, dead ends, circles, changed numbers, reservations."""

from collections.abc import Iterator

import pytest
from fake_encoder import HashingEncoder
from fake_parser import NoParser

from policytext.export.trace import dot_lines, trace_answer
from policytext.export.trace_page import trace_page
from policytext.export.trace_words import verdict
from policytext.ingest.run import IngestOptions, ingest
from policytext.query.checking import Verdict
from policytext.query.numbers.plain import large_numbers
from policytext.query.open_index import OpenIndex, open_index
from policytext.query.trace import End, Lost, Manner, Trace, trace
from policytext.store import Filters
from policytext.types.vocabulary import Credit, ReuseKind

#: Name: sender, date, title, text; notes behind a rule.
PAPERS = {
    "telling.md": (
        "Dorpenbureau", "2018-02", "Telling van dorpswinkels",
        "In 2017 sloot 12 procent van de dorpswinkels in Laagland zijn deuren. Dat blijkt uit onze telling.", (),
    ),
    "monitor.md": (
        "Winkelraad", "2019-03", "Monitor van dorpswinkels",
        "In 2017 sloot 12 procent van de dorpswinkels in Laagland zijn deuren.<sup>1</sup> De raad maakt zich zorgen.",
        ("Dorpenbureau (2018), Telling van dorpswinkels.",),
    ),
    "brief.md": (
        "Bond van Bakkers", "2020-04", "Brief over bakkers",
        "In 2017 sloot 21 procent van de dorpswinkels in Laagland zijn deuren.<sup>1</sup> Wij vragen uw aandacht.",
        ("Winkelraad (2019), Monitor van dorpswinkels.",),
    ),
    "kanaal.md": (
        "Waterbond", "2016", "Peilen in het kanaal",
        "Schippers klagen over het lage waterpeil in het kanaal bij Oudermeer.<sup>1</sup>",
        ("Peilraad (2016), Klachten over het kanaal.",),
    ),
    "klachten.md": (
        "Peilraad", "2016", "Klachten over het kanaal",
        "Schippers klagen over het lage waterpeil in het kanaal bij Oudermeer.<sup>1</sup>",
        ("Waterbond (2016), Peilen in het kanaal.",),
    ),
    "zwembad.md": (
        "Sportbond", "2015-01", "Zwembaden in beeld",
        "Bezoekers van buitenbaden in Laagland geven hun zwemleraar een hoog cijfer. "
        "Tegelijk weten we niets van mensen die wegblijven.", (),
    ),
    "sporten.md": (
        "Gezondheidsraad Zuid", "2017-01", "Sporten in Zuid",
        "Bezoekers van buitenbaden in Laagland geven hun zwemleraar een hoog cijfer.<sup>1</sup> Dat stemt tevreden.",
        ("Verhoeven, K. (2014), Zwemmen doet ertoe. Uitgeverij Het Bad. https://www.hetbad.example/doet-ertoe",),
    ),
    "missend.md": (
        "Fietsersclub", "2021-01", "Fietsen in de nacht",
        "Volgens de Sportbond rijdt 44 procent van de wielrenners zonder verlichting door het bos.<sup>1</sup>",
        ("Sportbond (2015), Zwembaden in beeld.",),
    ),
    "gordijn.md": (
        "Textielgilde", "2012", "Gordijnen & <b>zonwering</b>",
        "Katoenen gordijnen houden kantoren 's zomers merkbaar koeler dan vitrage.", (),
    ),
}  # fmt: skip


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Iterator[OpenIndex]:
    """The papers, encoded by words alone."""
    folder = tmp_path_factory.mktemp("traced")
    rows = []
    for name, (sender, date, title, text, notes) in PAPERS.items():
        body = "\n\n".join(f"<sup>{number}</sup> {note}" for number, note in enumerate(notes, 1))
        (folder / name).write_text(f"# {title}\n\n{text}\n" + (f"\n---\n\n{body}\n" if body else ""), encoding="utf-8")
        rows.append(f'[[document]]\nfile = "{name}"\norganisation = "{sender}"\ndate = "{date}"\ntitle = "{title}"\n')
    (folder / "sources.toml").write_text("\n".join(rows), encoding="utf-8")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("policytext.ingest.run.load_bulk_encoder", lambda *_: HashingEncoder())
        patch.setattr("policytext.ingest.analysis.load_parser", lambda *_: NoParser())
        patch.setattr("policytext.query.open_index.load_query_encoder", lambda *_: HashingEncoder())
        ingest([folder], folder / "index", IngestOptions())
        with open_index(folder / "index") as opened:
            yield opened


def traced(index: OpenIndex, name: str, beginning: str) -> Trace:
    """The trace of the sentence of a paper that begins so."""
    record = index.reader.document(name)
    for sentence in index.reader.sentence_records([f"{record.short_id}:{n}" for n in range(record.sentences)]):
        if sentence.text.startswith(beginning):
            return trace(index, sentence.id, Filters())
    raise AssertionError(beginning)


def test_a_chain_leads_to_the_first_source(index: OpenIndex) -> None:
    """Over a document that cites another, which says it of itself."""
    found = traced(index, "brief.md", "In 2017")
    assert found.start is not None
    (hop,) = found.start.sources
    assert (hop.document is not None and hop.document.title, hop.end, hop.is_secondary) == (
        "Monitor van dorpswinkels", None, True,
    )  # fmt: skip
    assert hop.step is not None
    (second,) = hop.step.sources
    assert second.step is not None
    assert (second.step.end, second.step.sentence.document.title) == (End.FIRST_SOURCE, "Telling van dorpswinkels")
    assert [root.end for root in found.roots()] == [End.FIRST_SOURCE]


def test_the_hop_on_which_a_number_changed_is_told(index: OpenIndex) -> None:
    """From what to what, at the first hop and not at the second."""
    found = traced(index, "brief.md", "In 2017")
    assert found.start is not None
    (hop,) = found.start.sources
    assert hop.verdict is Verdict.FIGURE_DIFFERS
    assert [(c.earlier, c.later, c.is_of_other_year) for c in hop.changes] == [("12 procent", "21 procent", False)]
    assert hop.step is not None
    assert hop.step.sources[0].changes == ()
    assert any("12 procent → 21 procent" in line and "Winkelraad" in line for line in verdict(found))


def test_a_circle_is_told(index: OpenIndex) -> None:
    """Two documents that cite each other for it have no root."""
    found = traced(index, "kanaal.md", "Schippers")
    assert found.start is not None
    (hop,) = found.start.sources
    assert hop.step is not None
    (back,) = hop.step.sources
    assert (back.end, back.step) == (End.CIRCULAR, None)


def test_a_source_that_does_not_say_it(index: OpenIndex) -> None:
    """The document is there, and nothing in it says so."""
    found = traced(index, "missend.md", "Volgens")
    assert found.start is not None
    (hop,) = found.start.sources
    assert (hop.end, hop.step, hop.verdict) == (End.NOT_THERE, None, Verdict.NOT_FOUND)


def test_a_source_outside_the_index_has_its_reference_and_address(index: OpenIndex) -> None:
    """As the note gives them."""
    found = traced(index, "sporten.md", "Bezoekers")
    assert found.start is not None
    (source,) = found.start.sources
    assert (source.end, source.manner) == (End.OUTSIDE, Manner.AT)
    assert "Zwemmen doet ertoe" in source.best.text
    assert source.best.citation.url == "https://www.hetbad.example/doet-ertoe"


def test_who_said_it_earlier_with_a_reservation_that_is_gone(index: OpenIndex) -> None:
    """Equal words in a document that is not named; the sentence behind them takes part back, and is not repeated."""
    (kin,) = traced(index, "sporten.md", "Bezoekers").earlier
    assert (kin.kind, kin.credit) == (ReuseKind.VERBATIM, Credit.NONE)
    (lost,) = kin.lost
    assert (lost.kind, lost.words) == (Lost.CONTRAST, "Tegelijk weten we niets van mensen die wegblijven.")


def test_who_repeats_it_later(index: OpenIndex) -> None:
    """Seen from the earlier document, which gives no source."""
    found = traced(index, "zwembad.md", "Bezoekers")
    assert found.start is not None
    assert found.start.end is End.NO_SOURCE
    assert [kin.step.sentence.document.title for kin in found.later] == ["Sporten in Zuid"]
    assert found.earlier == ()


def test_a_claim_in_words_is_found_where_it_stands(index: OpenIndex) -> None:
    """By its words, whatever marks stand around them."""
    found = trace(index, "“Katoenen gordijnen houden kantoren koeler” (vitrage)", Filters())
    assert found.start is not None
    assert found.start.sentence.text.startswith("Katoenen gordijnen")


def test_nothing_near_enough_is_said(index: OpenIndex) -> None:
    """And no chain is made up."""
    found = trace(index, "Astronauten drinken op maandag limonade", Filters())
    assert found.start is None
    assert verdict(found)[0].startswith("Geen plaats gevonden")


def test_a_page_has_nothing_from_outside_and_escapes_what_documents_say(index: OpenIndex) -> None:
    """A title with markup in it stays text; the policy forbids scripts and the network."""
    page = "".join(trace_page(traced(index, "gordijn.md", "Katoenen")))
    assert "default-src 'none'" in page
    assert page.count("<script") == page.count('<script type="application/json"') == 1  # data: the manifest
    assert "src=" not in page
    assert "<b>zonwering" not in page
    assert "Gordijnen &amp; &lt;b&gt;zonwering" in page


def test_every_quotation_of_a_page_stands_in_a_document(index: OpenIndex) -> None:
    """Both passages of a hop, word for word."""
    found = traced(index, "brief.md", "In 2017")
    page = "".join(trace_page(found))
    assert "In 2017 sloot 21 procent van de dorpswinkels in Laagland zijn deuren." in page
    assert "In 2017 sloot 12 procent van de dorpswinkels in Laagland zijn deuren." in page
    assert "<svg" in page


def test_answers_as_json_and_as_a_graph(index: OpenIndex) -> None:
    """The same chain in either form."""
    found = traced(index, "brief.md", "In 2017")
    value = trace_answer(found)
    (source,) = value["start"]["sources"]
    assert (source["cited_document"]["title"], source["secondary"], source["verdict"]) == (
        "Monitor van dorpswinkels", True, "figure differs",
    )  # fmt: skip
    assert [root["end"] for root in value["roots"]] == ["first source"]
    lines = list(dot_lines(found))
    assert (lines[0], lines[-1]) == ("digraph trace {", "}")
    assert sum("->" in line for line in lines) >= 2


@pytest.mark.parametrize(
    ("text", "values"),
    [
        pytest.param("Per jaar krijgen ongeveer 30.000 gezinnen hulp.", {30_000.0}, id="thousands with a point"),
        pytest.param("Het kost 1,5 miljoen euro.", {1_500_000.0}, id="a scale in a word"),
        pytest.param("Dat zijn 40 duizend mensen, in 2019 nog 12.", {40_000.0}, id="neither a year nor a small number"),
        pytest.param("Zie artikel 3.1 van 10.10.2020.", set(), id="an article, a date"),
    ],
)
def test_large_numbers(text: str, values: set[float]) -> None:
    assert large_numbers(text) == values
