"""What `citations --check` finds wrong, and what it leaves alone: every fault has its opposite beside it."""

from pathlib import Path

import pytest
from checked_documents import document_of, store

from policytext.query.citation_checks import CitationFault, Fault, check_citations, check_document
from policytext.store import Filters, Reader
from policytext.types.document import Document
from policytext.types.vocabulary import BlockKind

N, B = BlockKind.NOTE, BlockKind.BIBLIOGRAPHY_ENTRY
SCP = "SCP (2018), Zorg in de buurt."


def faults(folder: Path, *documents: Document) -> list[CitationFault]:
    store(folder, *documents)
    with Reader.open(folder) as reader:
        return check_citations(reader)


CASES: list[tuple[str, Document, list[tuple[Fault, str, str]]]] = [
    ("nothing wrong", document_of("Dat is zo (SCP 2018).", (B, SCP)), []),
    (
        "pointer to a note that is not there",
        document_of("Dat is zo.¹", (N, "¹ Zie noot 12.")),
        [(Fault.DEAD_END, "Zie noot 12", "no note 12")],
    ),
    (
        "pointer to a note that is there",
        document_of("Dat is zo.¹ En dit.²", (N, f"¹ {SCP}"), (N, "² Zie noot 1.")),
        [],
    ),
    ("note of another document", document_of("Zie noot 12 van het arrest."), []),
    (
        "marker without a note",
        document_of("Dat is zo.¹ En dit.⁷", (N, f"¹ {SCP}")),
        [(Fault.DEAD_END, "¹ En dit.⁷", "no note 7")],
    ),
    ("raised number of a numbered list", document_of("Dat.¹ En.²", (B, f"1. {SCP}"), (B, "2. RMO (2004), Staat.")), []),
    (
        "note that only remarks",
        document_of("Dat is zo.¹", (N, "¹ Wij rekenen alle teams mee.")),
        [(Fault.NOTE_WITHOUT_SOURCE, "¹ Wij rekenen alle teams mee.", "note 1")],
    ),
    ("note that points inside", document_of("Dat is zo.¹", (N, "¹ Zie ook paragraaf 3.2 en bijlage 1.")), []),
    (
        "entry that nobody cites",
        document_of("Dat is zo (SCP 2018).", (B, SCP), (B, "RMO (2004), Verschil in de staat.")),
        [(Fault.ENTRY_NOT_CITED, "RMO (2004), Verschil in de staat.", "")],
    ),
    ("list of what was read", document_of("Dat is zo.", (B, SCP), (B, "RMO (2004), Verschil in de staat.")), []),
    (
        "mention that the list lacks",
        document_of("Dat is zo (SCP 2018). En dit (WRR 2013).", (B, SCP)),
        [(Fault.MENTION_WITHOUT_ENTRY, "WRR 2013", "")],
    ),
    ("mention in a document without a list", document_of("Dat is zo (WRR 2013)."), []),
    (
        "link to another site than its words",
        document_of("Lees www.scp.nl/zorg hierover.", links=[("www.scp.nl/zorg", "https://www.elders.nl/zorg")]),
        [(Fault.LINK_DISAGREES, "www.scp.nl/zorg", "https://www.elders.nl/zorg")],
    ),
    (
        "link to a part of the site",
        document_of("Lees www.cbs.nl hierover.", links=[("www.cbs.nl", "https://opendata.cbs.nl/x")]),
        [],
    ),
    (
        "link through a filter of mail",
        document_of(
            "Lees www.scp.nl/a nu.", links=[("www.scp.nl/a", "https://filter.example/?u=https%3A%2F%2Fwww.scp.nl")]
        ),
        [],
    ),
    ("link on words", document_of("Lees het rapport nu.", links=[("het rapport", "https://www.scp.nl/zorg")]), []),
    ("link on the name of a file", document_of("Zie bijlage.pdf nu.", links=[("bijlage.pdf", "https://scp.nl/b")]), []),
    (
        "link to another paper",
        document_of(
            "Zie Kamerstuk 31 839, nr. 290.",
            links=[("Kamerstuk 31 839, nr. 290", "https://zoek.officielebekendmakingen.nl/kst-31839-291.html")],
        ),
        [
            (
                Fault.LINK_DISAGREES,
                "Kamerstuk 31 839, nr. 290",
                "https://zoek.officielebekendmakingen.nl/kst-31839-291.html",
            )
        ],
    ),
    (
        "link to that paper",
        document_of(
            "Zie Kamerstuk 31 839, nr. 290.",
            links=[("Kamerstuk 31 839, nr. 290", "https://zoek.officielebekendmakingen.nl/kst-31839-290.html")],
        ),
        [],
    ),
]


@pytest.mark.parametrize(("document", "expected"), [pytest.param(row[1], row[2], id=row[0]) for row in CASES])
def test_faults(tmp_path: Path, document: Document, expected: list[tuple[Fault, str, str]]) -> None:
    assert [(fault.fault, fault.text, fault.detail) for fault in faults(tmp_path / "index", document)] == expected


def test_mention_of_two_entries_is_ambiguous(tmp_path: Path) -> None:
    document = document_of("Dat is zo (SCP 2018).", (B, "SCP (2018a), Zorg."), (B, "SCP (2018b), Zon."))
    (fault,) = faults(tmp_path / "index", document)
    assert (fault.fault, fault.text) == (Fault.AMBIGUOUS, "SCP 2018")
    assert fault.detail == f"{document.short_id}:c2, {document.short_id}:c3"


def test_document_that_is_gone_is_a_dead_end(tmp_path: Path) -> None:
    cited = document_of("De wijk groeit.", title="Wijken in beeld van de stad")
    citing = document_of("Zie daar.¹", (N, "¹ Stichting Buurtkracht (2022), Wijken in beeld van de stad."))
    store(tmp_path / "index", cited, citing)
    with Reader.open(tmp_path / "index") as reader:
        assert check_citations(reader) == []
        (record,) = reader.citations(document=citing.id)
        whole = reader.load_document(citing.id)
        found = check_document(record.document, whole, [record], {citing.id}, reader)
    assert [(fault.fault, fault.id) for fault in found] == [(Fault.DEAD_END, record.id)]


def test_faults_stand_in_order_with_their_pages(tmp_path: Path) -> None:
    document = document_of(
        "Dat is zo (SCP 2018).", "En dit (WRR 2013).", (B, SCP), (B, "RMO (2004), Verschil in de staat.")
    )
    found = faults(tmp_path / "index", document)
    assert [(fault.fault, fault.page, fault.page_label) for fault in found] == [
        (Fault.MENTION_WITHOUT_ENTRY, 2, "p2"),
        (Fault.ENTRY_NOT_CITED, 4, "p4"),
    ]
    assert all(fault.quads for fault in found)


def test_only_the_documents_that_are_asked_for(tmp_path: Path) -> None:
    first = document_of("Dat is zo.¹", (N, "¹ Zie noot 12."))
    second = document_of("Ook dat is zo.¹", (N, "¹ Zie noot 13."), title="Een andere brief")
    store(tmp_path / "index", first, second)
    with Reader.open(tmp_path / "index") as reader:
        found = check_citations(reader, Filters(documents=(second.id,)))
    assert [fault.detail for fault in found] == ["no note 13"]
