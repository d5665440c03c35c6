"""DOCX and ODT: archives of XML that say what their parts are."""
