"""Names of the columns of each kind of rows: what a frame has where there are no rows to tell them."""

from typing import Final

#: By the method of `Index` that gives the rows.
COLUMNS: Final[dict[str, tuple[str, ...]]] = {
    kind: tuple(names.split())
    for kind, names in {
        "documents": """
            document id source sources title date date_precision organisation organisations authors signatories
            addressee kind language address subject reference dossier number session_year origins media_type
            pages sentences statements citations warnings versions quality pipeline_version
        """,
        "statements": """
            id document source title date organisation kind attribution holder actors strength negated hedges
            conditions figures prominence confidence odds cues reasons citations corrected text spans quads page
            page_label line recognised section block container sentence
        """,
        "citations": """
            id document source title date organisation form authors year year_suffix document_title url
            identifier parts address repeats text spans quads page page_label line recognised section anchors
            anchor_sentences work resolution resolved_to candidates
        """,
        "works": """
            id kind authors year title url identifier register_number address resolved_to documents citations
            organisations cited_by
        """,
        "relations": """
            from to type score method from_kind from_text from_spans from_quads from_page from_page_label
            from_line from_section from_document from_source from_title from_date from_organisation to_kind
            to_text to_spans to_quads to_page to_page_label to_line to_section to_document to_source to_title
            to_date to_organisation
        """,
        "search": """
            id document source title date organisation kind attribution holder corrected text spans quads page
            page_label line recognised section score similarity before also
        """,
        "evolve": """
            proposition document source title date organisation holder stance confidence strength conditions
            attribution unsure statement kind quote_strength quote_stance bearing pro quote_conditions corrected
            text spans quads page page_label line recognised section citations change change_since
            change_same_holder change_why
        """,
        "trace": """
            role depth cited_by reference verdict document source title date organisation id text spans quads
            page page_label line recognised section attribution holder end
        """,
    }.items()
}
