"""Corrections that people made in other tools come back: read, put in place, compared, and only then stored.

The steps are modules: a file becomes codings (`csv_file`, `annotation_file`, `qdpx_file`), each coding finds its
statement (`locating`), what it says is compared with the index and with what the file was made from (`deciding`), and
what is left goes the way of `policytext correct` (`run`).
"""
