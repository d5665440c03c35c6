"""From works in an index to entries, and all of them through the parsers of other projects."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from cited_index import HOSTILE, REPORT, make_index, part
from click.testing import CliRunner
from reference_parsers import assert_nothing_is_lost
from store_builders import DIMENSIONS

from policytext.citations import resolve_citations
from policytext.cli.main import main
from policytext.export.bibliography.entry import Entry, citation_entry, work_entry
from policytext.query.author_names import AuthorName
from policytext.query.works import cited_works
from policytext.store import Reader, Writer
from policytext.types.vocabulary import CitationForm, WorkKind

VIS = {"authors": ("Vis, A.",), "title": "Zorg"}
WRITTEN = ("csl-json", "bibtex", "ris")


def exported(index: Path, what: str) -> Iterator[str]:
    """What the command writes in each format."""
    for file_format in WRITTEN:
        result = CliRunner().invoke(main, ["export", what, "--format", file_format, "--index", str(index)])
        assert result.exit_code == 0
        yield result.stdout_bytes.decode("utf-8")


def entries_of(index: Path, what: str) -> list[Entry]:
    with Reader.open(index) as reader:
        works = cited_works(reader)
        if what == "works":
            return [work_entry(cited) for cited in works]
        kinds = {cited.work.id: cited.kind for cited in works}
        return [citation_entry(record, kinds[record.citation.work or ""]) for record in reader.citations()]


@pytest.mark.parametrize("what", ["works", "citations"])
def test_nothing_of_the_sample_corpus_is_lost(what: str, sample_index: Path) -> None:
    """Acceptance: all works, and all citations, come back from the parsers of other projects as they went out."""
    entries = entries_of(sample_index, what)
    assert len(entries) > 40
    assert len({entry.key for entry in entries}) == len(entries)
    assert_nothing_is_lost(entries, *exported(sample_index, what))


@pytest.mark.parametrize("what", ["works", "citations"])
def test_nothing_of_hostile_documents_is_lost(what: str, index_folder: Path) -> None:
    make_index(index_folder)
    entries = entries_of(index_folder, what)
    assert HOSTILE in {entry.title for entry in entries}
    assert_nothing_is_lost(entries, *exported(index_folder, what))


def test_entries_of_works(index_folder: Path) -> None:
    make_index(index_folder)
    report, act, paper, book, mention, page = entries_of(index_folder, "works")
    assert (report.kind, report.title, report.issued) == (WorkKind.REPORT, REPORT, (2018, 5, 1))
    assert report.authors == (AuthorName(literal="Planbureau Zuid"),)
    assert report.key.startswith("planbureauzuid2018-")
    assert "het werk zelf: rapport.txt" in report.note
    assert "aangehaald in Stichting Buurtkracht, Brief over de wijk, 2020-03-02, regel 5" in report.note
    assert (act.kind, act.title, act.number) == (WorkKind.LEGISLATION, "Jeugdwet", "")
    assert act.url == "https://wetten.overheid.example/jeugdwet"
    assert (paper.kind, paper.number, paper.authority) == (WorkKind.BILL, "31839-290", "Tweede Kamer")
    assert paper.title == "Kamerstuk 31839-290"
    assert (book.kind, book.authors) == (WorkKind.BOOK, (AuthorName("Berg", "J.", "van der"),))
    assert (mention.authors, mention.issued) == ((AuthorName("Zuid"),), (2018,))
    assert (page.kind, page.url) == (WorkKind.WEBPAGE, "www.zuid.example/cijfers")


def entry(folder: Path, words: str, form: CitationForm = CitationForm.FOOTNOTE, **fields: object) -> Entry:
    """The entry of the one work that a document cites in these words."""
    held = part("Een brief", "2020", "Stichting Buurtkracht", [f"{words} Slot."], [(words, form, None, fields)])
    with Writer.open(folder, model="hash", dimensions=DIMENSIONS, pipeline_version="1") as writer:
        held.put(writer, "brief.txt")
        found = {held.document.id: held.citations}
        writer.put_resolution(*resolve_citations(found, {held.document.id: held.document.metadata}))
    (found_entry,) = entries_of(folder, "works")
    return found_entry


@pytest.mark.parametrize(
    ("words", "year", "issued", "accessed"),
    [
        pytest.param("Zuid, Zorg, 24 oktober 2019.", "2019", (2019, 10, 24), (), id="day"),
        pytest.param("Zuid, Zorg (24-10-2019).", "2019", (2019, 10, 24), (), id="day in figures"),
        pytest.param("Volkskrant, juni 1998.", "1998", (1998, 6), (), id="month"),
        pytest.param("Zuid (2019). Zorg.", "2019", (2019,), (), id="year"),
        pytest.param("Zuid (2019). Zorg van 3 mei 2018.", "2019", (2019,), (), id="date in the title"),
        pytest.param("Zuid (2019). Zorg. 3 mei 2019 en 4 mei 2019.", "2019", (2019,), (), id="two dates"),
        pytest.param(
            "Zuid (2020). Zorg. Geraadpleegd op 12 september 2020.", "2020", (2020,), (2020, 9, 12), id="looked at"
        ),
        pytest.param("Zuid. Zorg.", None, (), (), id="no date"),
        pytest.param("Zuid (2019). 45-13-2019.", "2019", (2019,), (), id="no such month"),
    ],
)
def test_dates_in_parts(
    words: str, year: str | None, issued: tuple[int, ...], accessed: tuple[int, ...], index_folder: Path
) -> None:
    found = entry(index_folder, words, authors=("Zuid",), year=year, title="Zorg")
    assert (found.issued, found.accessed) == (issued, accessed)


@pytest.mark.parametrize(
    ("identifier", "url", "field", "value"),
    [
        pytest.param("doi:10.1017/can.2021.15", None, "doi", "10.1017/can.2021.15", id="DOI"),
        pytest.param(
            None, "https://doi.org/10.21945/RIVM-2024-0054", "doi", "10.21945/RIVM-2024-0054", id="DOI in URL"
        ),
        pytest.param("ISBN 9789088031144", None, "isbn", "9789088031144", id="ISBN"),
        pytest.param("ISSN 1234-5678", None, "issn", "1234-5678", id="ISSN"),
        pytest.param("ECLI:NL:RVS:2019:795", None, "number", "ECLI:NL:RVS:2019:795", id="ECLI"),
        pytest.param("31839-290", None, "number", "31839-290", id="Kamerstuk"),
    ],
)
def test_number_stands_in_the_field_that_managers_read(
    identifier: str | None, url: str | None, field: str, value: str, index_folder: Path
) -> None:
    found = entry(index_folder, "Zuid (2019). Zorg.", title="Zorg", identifier=identifier, url=url)
    held = {name: getattr(found, name) for name in ("doi", "isbn", "issn", "number") if getattr(found, name)}
    assert held == {field: value}


@pytest.mark.parametrize(
    ("words", "fields", "kind"),
    [
        ("ECLI:NL:RVS:2019:795", {"identifier": "ECLI:NL:RVS:2019:795"}, WorkKind.LEGAL_CASE),
        ("LJN BM1041", {"identifier": "LJN BM1041"}, WorkKind.LEGAL_CASE),
        ("31 839, nr. 290", {"identifier": "31839-290"}, WorkKind.BILL),
        ("36 600-XIV, nr. 66", {"identifier": "36600-XIV-66"}, WorkKind.BILL),
        ("Handelingen II 2019/20", {"identifier": "h-tk-20192020-96-7"}, WorkKind.HEARING),
        ("Stb. 2022, 456", {"identifier": "Stb. 2022, 456"}, WorkKind.LEGISLATION),
        ("Trb. 2019, 4", {"identifier": "Trb. 2019, 4"}, WorkKind.TREATY),
        ("Verordening (EU) 2016/679", {"identifier": "Verordening 2016/679"}, WorkKind.LEGISLATION),
        ("COM(2021) 726", {"identifier": "COM(2021) 726"}, WorkKind.REPORT),
        ("Vis, A. (2019). Zorg. Proefschrift Vrije Universiteit.", VIS, WorkKind.THESIS),
        ("Vis, A. (2019). Zorg. Beleid 20(1): 1-6.", VIS, WorkKind.ARTICLE_JOURNAL),
        ("Vis, A. (2019). Zorg. In: J. Don (red.), Werk.", VIS, WorkKind.CHAPTER),
        ("Vis, A. (2019). Zorg. Uitgeverij Oost.", VIS, WorkKind.BOOK),
        ("Vis, A. (2019). Evaluatie van de zorg.", {**VIS, "title": "Evaluatie van de zorg"}, WorkKind.REPORT),
        ("SCP (2019). Zorg.", {"authors": ("SCP",), "title": "Zorg"}, WorkKind.REPORT),
        ("Trouw (2019). Zorg.", {"authors": ("Trouw",), "title": "Zorg"}, WorkKind.ARTICLE_NEWSPAPER),
        ("Vis, A. (2019). Zorg.", VIS, WorkKind.DOCUMENT),
        ("ZonMw. Evaluatie Jeugdwet.", {"authors": ("ZonMw",), "title": "Evaluatie Jeugdwet"}, WorkKind.REPORT),
        ("Zie www.zuid.example/cijfers.", {"url": "www.zuid.example/cijfers"}, WorkKind.WEBPAGE),
    ],
)  # fmt: skip
def test_kind_of_work(words: str, fields: dict[str, object], kind: WorkKind, index_folder: Path) -> None:
    assert entry(index_folder, words, **fields).kind is kind


@pytest.mark.parametrize(
    ("form", "title", "kind"),
    [
        (CitationForm.LAW, "Jeugdwet", WorkKind.LEGISLATION),
        (CitationForm.LAW, "Verdrag inzake de rechten van het kind", WorkKind.TREATY),
        (CitationForm.KAMERSTUK, "motie van het lid Vis", WorkKind.BILL),
        (CitationForm.PRESS, None, WorkKind.ARTICLE_NEWSPAPER),
    ],
)
def test_kind_by_the_form_of_the_citation(
    form: CitationForm, title: str | None, kind: WorkKind, index_folder: Path
) -> None:
    assert entry(index_folder, "Een verwijzing", form, title=title, authors=("Volkskrant",)).kind is kind


def test_medium_is_no_author(index_folder: Path) -> None:
    found = entry(index_folder, "Volkskrant, juni 1998", CitationForm.PRESS, authors=("Volkskrant",), year="1998")
    assert (found.authors, found.container) == ((), "Volkskrant")


def test_number_of_an_act_is_that_of_the_register(index_folder: Path) -> None:
    found = entry(
        index_folder,
        "artikel 2.3 van de Jeugdwet",
        CitationForm.LAW,
        title="Jeugdwet",
        identifier="Jeugdwet, art. 2.3",
        parts=(("bwb", "BWBR0034925"), ("artikel", "2.3")),
        address="https://wetten.overheid.nl/jci1.3:c:BWBR0034925&artikel=2.3",
    )
    assert (found.number, found.url) == ("BWBR0034925", "https://wetten.overheid.nl/BWBR0034925")


def test_note_says_how_many_places_it_leaves_out(index_folder: Path) -> None:
    words = [f"Bron {letter}{other}" for letter in "abcde" for other in "fghij"]
    held = part(
        "Een brief",
        "2020",
        "Zuid",
        [". ".join(words)],
        [(w, CitationForm.FOOTNOTE, None, {"identifier": "31839-290"}) for w in words],
    )
    with Writer.open(index_folder, model="hash", dimensions=DIMENSIONS, pipeline_version="1") as writer:
        held.put(writer, "brief.txt")
        writer.put_resolution(*resolve_citations({held.document.id: held.citations}, {}))
    (found,) = entries_of(index_folder, "works")
    assert found.note.count("aangehaald in") == 20
    assert found.note.endswith(f"en op 5 andere plaatsen, zie policytext works {found.id}")


def test_citation_keeps_its_own_fields(index_folder: Path) -> None:
    make_index(index_folder)
    found = {held.note.partition("]: ")[2]: held for held in entries_of(index_folder, "citations")}
    assert "artikel 2.3" in found["artikel 2.3 van de Jeugdwet | artikel 2.3"].note
    assert found["de Jeugdwet"].kind is WorkKind.LEGISLATION
