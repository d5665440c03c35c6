"""TEI P5: documents with their structure, sentences, notes, references and statements.

Guidelines: https://tei-c.org/release/doc/tei-p5-doc/en/html/. Names and habits are those of GROBID and ParlaMint where
they have one.
"""
