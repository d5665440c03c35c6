"""XML: official publications, laws and judgments in their own vocabularies, other documents by what elements hold.

A file of XML can be anything. What is known not to be a document (a feed, a drawing, a map of a site, a record of
metadata) is refused by the name of its root; what is not known must read like one.
"""

import re
from pathlib import Path

from policytext.errors import UnsupportedFormat
from policytext.readers.marked_text import MarkedText
from policytext.readers.markup.markup_tree import Element
from policytext.readers.markup.markup_writer import MarkupWriter
from policytext.readers.markup.official_xml import FAMILIES, XmlReading
from policytext.readers.markup.xml_metadata import general_metadata, stated_in
from policytext.readers.markup.xml_tree import parse_xml
from policytext.readers.official_metadata import fields_beside, identifier_of, record_fields, stated_values
from policytext.types.raw import RawDocument

READER_VERSION = "xml 1"
MEDIA_TYPE = "application/xml"

_RECORD = "metadata_gegevens"
_NO_DOCUMENTS = {
    **dict.fromkeys(("rss", "feed", "rdf"), "a news feed or a list of data"),
    **dict.fromkeys(("urlset", "sitemapindex"), "a map of a web site"),
    "svg": "a drawing",
    **dict.fromkeys(("worksheet", "workbook", "sst", "stylesheet"), "a part of a spreadsheet, or a style sheet"),
    **dict.fromkeys(("schema", "xsd", "grammar"), "a schema"),
    **dict.fromkeys(("kml", "gpx", "featurecollection"), "a map"),
    **dict.fromkeys(("project", "plist", "configuration", "opml"), "settings or a list of data"),
    **dict.fromkeys(("searchretrieveresponse", "oai-pmh"), "an answer of a search service"),
    **dict.fromkeys(("package", "relationships", "types"), "a part of another file"),
}
_HTML_ROOT = "html"
# A document of an unknown kind holds sentences: so many of so many words, in this share of its words.
_FEWEST_SENTENCES, _SENTENCE_WORDS, _LEAST_SHARE = 3, 6, 0.4
_SENTENCE = re.compile(r"[.!?…:;][\"'”’)\]]*\s*\Z")


def read_xml(path: Path, data: bytes, content_id: str) -> RawDocument:
    """The document that an XML file holds, then its notes.

    Args:
        path: for messages, and to find a record of metadata beside the file.
        data: the bytes of the file.
        content_id: of the bytes.

    Raises:
        UnreadableDocument: it is not well-formed, or made to exhaust a reader.
        UnsupportedFormat: it is no document.
    """
    root, file_text, warnings = parse_xml(path, data)
    if root.name == _HTML_ROOT:
        from policytext.readers.markup.html import read_html  # noqa: PLC0415 - the other way round is not needed

        return read_html(path, data, content_id)
    _refuse_others(path, root, data)
    text = MarkedText(file_text)
    MarkupWriter(text, XmlReading(root)).write(root)
    beside = fields_beside(path)
    return text.finish(
        content_id,
        MEDIA_TYPE,
        READER_VERSION,
        file_metadata=general_metadata(root),
        stated=stated_values(beside) if beside else stated_in(root),
        warnings=warnings,
    )


def _refuse_others(path: Path, root: Element, data: bytes) -> None:
    if root.name == _RECORD:
        publication = identifier_of(record_fields(data, path)) or "a publication"
        raise UnsupportedFormat(
            f"{path}: describes {publication} and holds no text of its own",
            "ingest the document itself: the record beside it is read along",
        )
    if root.name in _NO_DOCUMENTS:
        raise UnsupportedFormat(
            f"{path}: is {_NO_DOCUMENTS[root.name]} (XML with the root element {root.name}), not a document",
            "ingest the documents that it leads to",
        )
    if root.name not in FAMILIES and not _reads_like_document(root):
        raise UnsupportedFormat(
            f"{path}: is XML of an unknown kind (root element {root.name[:80]}) without running text",
            "convert it to HTML, PDF or text",
        )


def _reads_like_document(root: Element) -> bool:
    """Whether much of what elements hold are sentences."""
    words = in_sentences = sentences = 0
    for element in root.iter():
        own = " ".join(child.text for child in element.children if not isinstance(child, Element)).strip()
        count = len(own.split())
        words += count
        if count >= _SENTENCE_WORDS and _SENTENCE.search(own[-20:]):
            in_sentences += count
            sentences += 1
    return sentences >= _FEWEST_SENTENCES and in_sentences >= _LEAST_SHARE * words
