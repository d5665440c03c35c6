"""A brief as a file of any of its formats, each with its manifest in it."""

from pathlib import Path
from typing import Final

from policytext.export.brief.paper import lay_out
from policytext.export.manifest import make_manifest
from policytext.query.brief.model import Brief

FORMATS: Final = ("md", "html", "docx", "pdf")


def brief_file(brief: Brief, file_format: str, language: str, template: Path | None = None) -> bytes:
    """The content of the file.

    Args:
        brief: the brief.
        file_format: one of `FORMATS`.
        language: of its fixed words, "nl" or "en".
        template: a Word document with letterhead and styles, for DOCX.

    Raises:
        ConfigError: the template is no Word document.
    """
    paper = lay_out(brief, language)
    manifest = make_manifest(
        paper.quoted, documents=brief.documents, sentences=paper.sentences, references=paper.references
    )
    if file_format == "md":
        from policytext.export.brief.markdown import markdown_lines  # noqa: PLC0415 - a format pays for no other

        return ("\n".join(markdown_lines(paper, manifest)) + "\n").encode("utf-8")
    if file_format == "html":
        from policytext.export.brief.html import html_parts  # noqa: PLC0415 - as above

        return "".join(html_parts(paper, manifest)).encode("utf-8")
    if file_format == "pdf":
        from policytext.export.brief.pdf import pdf_bytes  # noqa: PLC0415 - as above

        return pdf_bytes(paper, manifest)
    if template is not None:
        from policytext.export.brief.docx_template import docx_in_template  # noqa: PLC0415 - as above

        return docx_in_template(paper, manifest, template)
    from policytext.export.brief.docx import docx_bytes  # noqa: PLC0415 - as above

    return docx_bytes(paper, manifest, brief.made)
