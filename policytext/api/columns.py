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
            proposition document source title date organisation not_before holder stance confidence strength conditions
            attribution unsure statement kind quote_strength quote_stance bearing pro quote_conditions corrected
            text spans quads page page_label line recognised section citations change change_since
            change_same_holder change_why
        """,
        "trace": """
            role depth cited_by reference verdict document source title date organisation id text spans quads
            page page_label line recognised section attribution holder end
        """,
        "points": """
            point recurring point_documents point_organisations role id statement document source title date
            organisation kind attribution holder text spans quads page page_label line recognised section
            probability
        """,
        "reuse": """
            kind score shared nature third_source credit order_known agrees from_document from_source from_title
            from_date from_organisation from_ids from_text from_spans from_quads from_page from_page_label from_line
            from_recognised from_section to_document to_source to_title to_date to_organisation to_ids to_text
            to_spans to_quads to_page to_page_label to_line to_recognised to_section
        """,
        "numbers": """
            thing name in_conflict sentence document source title date organisation words value high unit counted
            year period bound role first first_document citations cites_first text spans quads page page_label line
            recognised section
        """,
        "gaps": """
            gap word missing_in actors treats_subject later later_documents likeness id document source title date
            organisation text spans quads page page_label line recognised section nearest nearest_text
        """,
        "follow": """
            part number actors strength status sure id document source title date organisation text spans quads page
            page_label line recognised section verdict basis by addressee reported own words likeness answer_sure
            answer_id answer_document answer_source answer_title answer_date answer_organisation answer_text
            answer_spans answer_quads answer_page answer_page_label answer_line answer_recognised answer_section
        """,
        "brief": """
            part actors strength template facts quotation counterpart sources speaks_of document source title date
            organisation text spans quads page page_label line recognised section
        """,
        "decisions": """
            id coder decided_at decision proposition kind attribution holder actors strength stance proposed_kind
            proposed_attribution proposed_holder proposed_actors proposed_strength proposed_stance note text
            sentence_text before after sentence document source title date organisation page line
        """,
        "agreement": "field coder other_coder units agreed kappa alpha alpha_units",
    }.items()
}
