"""An index of three documents that cite each other, acts, a paper of parliament and a report that is not in it."""

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from store_builders import DIMENSIONS, Ingested, ingested, make_document, make_metadata

from policytext.citations import resolve_citations
from policytext.store import Writer
from policytext.types.citation import Citation
from policytext.types.spans import Span
from policytext.types.vocabulary import BlockKind, CitationForm

NOTE, ENTRY = BlockKind.NOTE, BlockKind.BIBLIOGRAPHY_ENTRY
REPORT = "De wijk in beeld"
HOSTILE = "Zorg & {zekerheid}: 100% \\dekking\\ in 'de' \"wijk\""


def citation(
    document_id: str, text: str, words: str, form: CitationForm, marker: str | None, **fields: object
) -> Citation:
    """A citation of these words, anchored at a marker in the text; `fields` as in `Citation`."""
    start = text.index(words)
    anchors = () if marker is None else (Span(text.index(marker), text.index(marker) + len(marker)),)
    nothing = {"authors": (), "year": None, "year_suffix": None, "title": None, "url": None, "identifier": None}
    key = f"{document_id.removeprefix('sha256:')[:8]}:c{start}"
    span = Span(start, start + len(words))
    return Citation(id=key, document=document_id, form=form, span=span, anchors=anchors, **{**nothing, **fields})  # type: ignore[arg-type]


def part(
    title: str,
    date: str | None,
    sender: str,
    blocks: Iterable[object],
    found: Iterable[tuple[object, ...]],
    *,
    paged: bool = False,
) -> Ingested:
    """A document with its citations: (words, form, marker, fields)."""
    document = make_document(list(blocks), make_metadata(title, date, (sender,) if sender else ()), paged=paged)  # type: ignore[arg-type]
    citations = tuple(citation(document.id, document.text, *rest[:3], **rest[3]) for rest in found)  # type: ignore[arg-type]
    return replace(ingested(document), citations=citations)


def make_parts() -> tuple[Ingested, Ingested, Ingested]:
    """The report, a letter that cites it, and an article on pages that cites both."""
    report = part(REPORT, "2018-05-01", "Planbureau Zuid", ["De wijk groeit."], [], paged=False)
    letter = part(
        "Brief over de wijk",
        "2020-03-02",
        "Stichting Buurtkracht",
        [
            "De wijk groeit (Zuid 2018).",
            "Dat volgt uit artikel 2.3 van de Jeugdwet.",
            (NOTE, f"Planbureau Zuid (2018), {REPORT}."),
            (NOTE, "Kamerstukken II 2019/20, 31 839, nr. 290."),
        ],
        [
            ("(Zuid 2018)", CitationForm.AUTHOR_YEAR, "(Zuid 2018)", {"authors": ("Zuid",), "year": "2018"}),
            (
                "artikel 2.3 van de Jeugdwet",
                CitationForm.LAW,
                "artikel 2.3 van de Jeugdwet",
                {
                    "title": "Jeugdwet",
                    "identifier": "Jeugdwet, art. 2.3",
                    "parts": (("artikel", "2.3"),),
                    "address": "https://wetten.overheid.example/jeugdwet",
                },
            ),
            (
                f"Planbureau Zuid (2018), {REPORT}",
                CitationForm.FOOTNOTE,
                "(Zuid 2018)",
                {"authors": ("Planbureau Zuid",), "year": "2018", "title": REPORT},
            ),
            (
                "Kamerstukken II 2019/20, 31 839, nr. 290",
                CitationForm.FOOTNOTE,
                None,
                {"year": "2019", "identifier": "31839-290", "parts": (("chamber", "II"),)},
            ),
        ],
    )
    article = part(
        "De wijk wacht",
        "2021",
        "Wijkblad",
        [
            "Ook de Jeugdwet zegt het.",
            f"Dat staat in {REPORT}.",
            (ENTRY, f"Van der Berg, J. (2019a), {HOSTILE}. Uitgeverij Oost."),
            (NOTE, "Zie www.zuid.example/cijfers."),
        ],
        [
            ("de Jeugdwet", CitationForm.LAW, "de Jeugdwet", {"title": "Jeugdwet", "identifier": "Jeugdwet"}),
            (REPORT, CitationForm.OTHER, REPORT, {"title": REPORT, "year": "2018", "authors": ("Planbureau Zuid",)}),
            (
                f"Van der Berg, J. (2019a), {HOSTILE}. Uitgeverij Oost",
                CitationForm.BIBLIOGRAPHY,
                None,
                {"authors": ("Van der Berg, J.",), "year": "2019", "year_suffix": "a", "title": HOSTILE},
            ),
            ("www.zuid.example/cijfers", CitationForm.LINK, None, {"url": "www.zuid.example/cijfers"}),
        ],
        paged=True,
    )
    return report, letter, article


def make_index(folder: Path) -> tuple[Ingested, Ingested, Ingested]:
    """Write the index with resolved citations; returns report, letter and article."""
    parts = make_parts()
    with Writer.open(folder, model="hash", dimensions=DIMENSIONS, pipeline_version="1") as writer:
        for held, name in zip(parts, ("rapport.txt", "brief.txt", "artikel.pdf"), strict=True):
            held.put(writer, name)
        found = {held.document.id: held.citations for held in parts}
        writer.put_resolution(*resolve_citations(found, {held.document.id: held.document.metadata for held in parts}))
    return parts
