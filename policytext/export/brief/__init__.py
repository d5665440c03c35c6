"""A brief in the formats that offices use.

`wording` puts words to its lines, `references` to its notes, `paper` lays it out once for all formats; `markdown`,
`html`, `docx` and `pdf` write it, each with the manifest in it.
"""
