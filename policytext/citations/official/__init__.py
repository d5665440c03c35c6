"""Official references: what has a number, an article or an address of its own, each kind in a module of its own.

`papers` and `proceedings` of parliament, `journals`, `case_law`, acts of the Union (`european`), acts and treaties with
their articles (`laws`, `provisions`, `law_mentions`), `registers` of law, `publications` with a DOI or ISBN, and what
web addresses tell of all of these (`web_addresses`). They read stretches of text and know no documents.
"""
