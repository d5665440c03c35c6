"""Works joined across documents, and citations led to documents of the corpus or honestly left alone."""

import time

import pytest
from citation_builders import build, metadata

from policytext.citations import find_citations, resolve_citations
from policytext.citations.matching import address_key, share_author, title_likeness
from policytext.types.citation import Citation, Work
from policytext.types.document import Metadata
from policytext.types.vocabulary import BlockKind, DocumentKind, Resolution

P, N, B = BlockKind.PARAGRAPH, BlockKind.NOTE, BlockKind.BIBLIOGRAPHY_ENTRY
CITING = f"sha256:{1:064x}"
STATE = metadata("De staat van het domein", "2019-10", ("VNG",), DocumentKind.ESSAY)
STATE_AGAIN = metadata("De staat van het domein", "2021-10", ("VNG",), DocumentKind.ESSAY)
LETTER = metadata("Houd koers op wijkzorg", "2020-05-20", ("Team Zuid",))
LETTER_OF_TEAM = metadata("Houd koers op wijkzorg", "2020-05-20", ("Team Zuidelijke Kernen",))
KAMERBRIEF = metadata(
    "Voortgang van de jeugdzorg", "2020-04-15", ("VWS",), DocumentKind.KAMERBRIEF, reference="31839-290"
)
PAGE = metadata("Iets anders", None, ("NJi",), DocumentKind.ARTIKEL, address="https://www.nji.nl/cijfers/jeugd")


def resolve(words: str, **corpus: Metadata) -> tuple[Citation, ...]:
    """The citations of one bibliography entry or paragraph against a corpus."""
    kind = B if words[0] != "§" else P
    document, sentences = build((kind, words.lstrip("§")))
    resolved, _ = resolve_citations({document.id: find_citations(document, sentences)}, {CITING: metadata(), **corpus})
    return resolved[document.id]


CASES = [
    pytest.param("VNG (2019), De staat van het domein", {"a": STATE}, "a", id="title, year and sender"),
    pytest.param(
        "VNG. (2019). De staat van het domein, terug-, rond- en vooruit.", {"a": STATE}, "a", id="with subtitle"
    ),
    pytest.param(
        "Vereniging van Nederlandse Gemeenten (2019), De staat van het domein", {"a": STATE}, "a", id="full name"
    ),
    pytest.param("TZK (2020), Houd koers op wijkzorg", {"a": LETTER_OF_TEAM}, "a", id="initials of the sender"),
    pytest.param(
        "College van B en W Zuidwijk (2020). Voortgang van het plan. Brief aan de raad, 20 mei 2020.",
        {"a": metadata("Voortgang van het plan", "2020-05-20", ("Gemeente Zuidwijk",))},
        "a",
        id="college of a municipality",
    ),
    pytest.param("VNG, De staat van het domein", {"a": STATE}, "a", id="year not given"),
    pytest.param("VNG (2019), De staat van het domein", {"a": STATE, "b": STATE_AGAIN}, "a", id="the year decides"),
    pytest.param("VNG (2018), De staat van het domein", {"a": STATE}, None, id="another year"),
    pytest.param("SCP (2019), De staat van het land", {"a": STATE}, None, id="another title"),
    pytest.param("RIVM (2019), De staat", {"a": STATE}, None, id="another sender, short title"),
    pytest.param("Team Zuid (2020), Houd koers op wijkzorg – deel 2", {"a": LETTER}, None, id="another part"),
    pytest.param("§Zie Kamerstuk 31 839, nr. 290.", {"a": KAMERBRIEF}, "a", id="official number"),
    pytest.param("§In de Kamerbrief van 15 april 2020 staat dat.", {"a": KAMERBRIEF}, "a", id="letter by its date"),
    pytest.param(
        "§In de Kamerbrief van 16 april 2020 staat dat.", {"a": KAMERBRIEF}, None, id="letter of another date"
    ),
    pytest.param("§Zie https://nji.nl/cijfers/jeugd/ voor meer.", {"a": PAGE}, "a", id="address in another spelling"),
    pytest.param("§Zoals de VNG (2019) schetst.", {"a": STATE}, None, id="author and year alone are no proof"),
]


@pytest.mark.parametrize(("words", "corpus", "expected"), CASES)
def test_corpus_document_of_a_citation(words: str, corpus: dict[str, Metadata], expected: str | None) -> None:
    (citation,) = resolve(words, **corpus)
    assert citation.resolved_to == expected
    assert citation.resolution is (Resolution.RESOLVED if expected else Resolution.NOT_RESOLVED)


def test_two_editions_without_a_year_are_ambiguous() -> None:
    (citation,) = resolve("VNG, De staat van het domein", a=STATE, b=STATE_AGAIN)
    assert (citation.resolution, citation.resolved_to) == (Resolution.AMBIGUOUS, None)
    assert citation.candidates == ("a", "b")


@pytest.mark.parametrize(
    ("words", "is_self"),
    [("Team Zuid, Houd koers op wijkzorg", False), ("Team Zuid (2020), Houd koers op wijkzorg", True)],
)
def test_document_cites_itself_only_by_title_and_year(words: str, is_self: bool) -> None:
    document, sentences = build((B, words), about=LETTER)
    resolved, _ = resolve_citations({document.id: find_citations(document, sentences)}, {document.id: LETTER})
    assert (resolved[document.id][0].resolved_to == document.id) is is_self


def works_of(*texts: str) -> tuple[Work, ...]:
    """Works of documents that each hold one bibliography entry."""
    citations = {}
    for number, words in enumerate(texts, start=1):
        document, sentences = build((B, words), number=number)
        citations[document.id] = find_citations(document, sentences)
    return resolve_citations(citations, {})[1]


@pytest.mark.parametrize(
    ("left", "right", "count"),
    [
        pytest.param("SCP (2018a), Zorg in de buurt", "SCP. (2018). Zorg in de buurt.", 1, id="letter of an edition"),
        pytest.param(
            "Het-groeiend-gebruik, duiding en aanpak (2019) Nederlands Jeugdinstituut",
            "NJi. (2019). Het groeiend gebruik, duiding en aanpak.",
            1,
            id="hyphens, full name and acronym",
        ),
        pytest.param(
            "ZonMw (2018), Eerste evaluatie Jeugdwet",
            "ZonMw (2018). Eerste evaluatie Jeugdwet. Deelrapport",
            1,
            id="subtitle",
        ),
        pytest.param(
            "Bakema, J. (2019). Leren van casussen in de wijk",
            "Bakema, J. (2019). Leren van casusen in de wijk",
            1,
            id="slip",
        ),
        pytest.param("SCP (2018), Zorg in de buurt", "SCP (2019), Zorg in de buurt", 2, id="another year"),
        pytest.param("SCP (2018), Jaarverslag", "CPB (2018), Jaarverslag", 2, id="a title that many have"),
        pytest.param("RMO (2010), Advies deel 1", "RMO (2010), Advies deel 2", 2, id="another part"),
        pytest.param("SCP (2018)", "SCP (2018)", 2, id="author and year in two documents"),
    ],
)
def test_works_across_documents(left: str, right: str, count: int) -> None:
    works = works_of(left, right)
    assert len(works) == count
    assert sum(len(work.citations) for work in works) == 2


def test_work_ids_do_not_depend_on_the_order_of_documents() -> None:
    one, two = build((B, "SCP (2018), Zorg"), number=1), build((B, "RMO (2004), Verschil"), number=2)
    found = {document.id: find_citations(document, sentences) for document, sentences in (one, two)}
    forward = resolve_citations(found, {})
    backward = resolve_citations(dict(reversed(found.items())), {})
    assert forward == backward
    assert resolve_citations(found, {}) == forward


def test_mention_and_entry_are_one_work() -> None:
    document, sentences = build((P, "Zo is het (RMO 2008)."), (B, "RMO (2008), Tussen wal en schip"))
    resolved, works = resolve_citations({document.id: find_citations(document, sentences)}, {})
    assert len(works) == 1
    assert {citation.work for citation in resolved[document.id]} == {works[0].id}


def test_thousands_of_documents_resolve_without_comparing_all_pairs() -> None:
    """3,000 documents with a citation each, all titles sharing words: linear, well below a second per thousand."""
    subjects = [f"wijk{number}" for number in range(3000)]
    about = {
        f"doc{number}": metadata(f"Rapport over zorg in {name}", "2019", ("VNG",))
        for number, name in enumerate(subjects)
    }
    document, sentences = build(*[(B, f"VNG (2019), Rapport over zorg in {name}") for name in subjects])
    found = find_citations(document, sentences)
    started = time.process_time()
    resolved, works = resolve_citations({document.id: found}, about)
    assert time.process_time() - started < 10
    assert len(works) == 3000
    assert [citation.resolved_to for citation in resolved[document.id]] == list(about)


@pytest.mark.parametrize(
    ("left", "right", "at_least", "at_most"),
    [
        ("Zorg in de buurt", "Zorg in de buurt", 1.0, 1.0),
        ("Zorg in de buurt", "Zorg in de buurt. Een evaluatie", 0.95, 0.95),
        ("Houd koers op zorg", "Houd koers op zorg – deel 2", 0.0, 0.5),
        ("Zorg", "", 0.0, 0.0),
    ],
)
def test_title_likeness(left: str, right: str, at_least: float, at_most: float) -> None:
    assert at_least <= title_likeness(left, right) <= at_most


def test_authors_are_known_under_both_names() -> None:
    assert share_author(("NJi",), ("Nederlands Jeugdinstituut",)) is True
    assert share_author(("VNG",), ("VNG Expertiseteam",)) is True
    assert share_author(("VNG",), ("SCP",)) is False
    assert share_author((), ("SCP",)) is None


def test_home_page_is_no_work() -> None:
    assert address_key("https://www.vng.nl/") is None
    assert address_key("https://www.vng.nl/a/b/#c") == "vng.nl/a/b"
