"""REFI-QDA projects (.qdpx): statements as codings for NVivo, ATLAS.ti, MAXQDA, QualCoder and their like.

Standard: REFI-QDA 1.5 with Project.xsd of 18 March 2019, https://www.qdasoftware.org/. A zip with the project as XML
and the sources as plain text.
"""
