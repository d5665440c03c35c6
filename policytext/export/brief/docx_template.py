"""A brief in an office's own Word template: its letterhead, styles and page stay, the brief replaces its text.

The brief goes where the template has a paragraph {{brief}}; where it has none, it replaces the body. The XML of the
template is kept as it is and added to as text, because rewriting it would lose the prefixes that Word declares for
extensions.
"""

import io
import re
import zipfile
from pathlib import Path
from typing import Final
from xml.etree.ElementTree import ParseError, fromstring

from policytext.errors import ConfigError
from policytext.export.brief.docx import BodyWriter, footnotes_part, manifest_parts, note_types, packed
from policytext.export.brief.docx_parts import MAIN, STYLES, relation, style
from policytext.export.brief.paper import Paper
from policytext.types.manifest import Manifest

_PLACE: Final = "{{brief}}"
_LARGEST: Final = 50_000_000  # bytes, unpacked: letterheads hold pictures
_DOCUMENT, _STYLES, _NOTES = "word/document.xml", "word/styles.xml", "word/footnotes.xml"
_RELATIONS, _TYPES = "word/_rels/document.xml.rels", "[Content_Types].xml"
_BODY: Final = re.compile(r"(<w:body>)(.*)(</w:body>)", re.DOTALL)
_LAST_SECTION: Final = re.compile(r"<w:sectPr\b(?:(?!<w:sectPr\b).)*\Z", re.DOTALL)
_PARAGRAPH: Final = re.compile(r"<w:p(?:\s[^>]*)?>(?:(?!</w:p>).)*</w:p>", re.DOTALL)
_TEXT: Final = re.compile(r"<w:t(?:\s[^>]*)?>([^<]*)</w:t>")
_NOTE_ID: Final = re.compile(r'<w:footnote\b[^>]*\bw:id="(\d+)"')
_BOOKMARK_ID: Final = re.compile(r'<w:bookmarkStart\b[^>]*\bw:id="(\d+)"')


def docx_in_template(paper: Paper, manifest: Manifest, template: Path) -> bytes:
    """The brief in a template.

    Raises:
        ConfigError: the template is no Word document that can be added to.
    """
    parts = _parts(template)
    document, styles = _decoded(parts, _DOCUMENT, template), _decoded(parts, _STYLES, template)
    notes = parts[_NOTES].decode("utf-8") if _NOTES in parts else None
    names, added = _styles(styles, template)
    used = [int(number) for number in _NOTE_ID.findall(notes or "") + _BOOKMARK_ID.findall(document)]
    writer = BodyWriter(paper, names, first_note=max([0, *used]) + 1)
    body = writer.body()
    number = _free_number(parts)
    kept: dict[str, str | bytes] = dict(parts)
    kept[_DOCUMENT] = _with_body(document, body, template)
    kept[_STYLES] = styles.replace("</w:styles>", f"{added}</w:styles>")
    kept[_NOTES] = (
        footnotes_part(writer.notes())
        if notes is None
        else notes.replace("</w:footnotes>", f"{writer.notes()}</w:footnotes>")
    )
    relations = relation("rBriefManifest", "customXml", f"../customXml/item{number}.xml")
    relations += relation("rBriefNotes", "footnotes", "footnotes.xml") if notes is None else ""
    kept[_RELATIONS] = _decoded(parts, _RELATIONS, template).replace("</Relationships>", f"{relations}</Relationships>")
    types = _decoded(parts, _TYPES, template).replace(
        "</Types>", f"{note_types(number, with_footnotes=notes is None)}</Types>"
    )
    kept[_TYPES] = types.replace("wordprocessingml.template.main+xml", "wordprocessingml.document.main+xml")
    return packed(kept | manifest_parts(manifest, number))


def _parts(template: Path) -> dict[str, bytes]:
    try:
        with zipfile.ZipFile(io.BytesIO(template.read_bytes())) as archive:
            if sum(info.file_size for info in archive.infolist()) > _LARGEST:
                raise ConfigError(f"{template}: too large for a template")
            return {info.filename: archive.read(info) for info in archive.infolist() if not info.is_dir()}
    except OSError as error:
        raise ConfigError(f"{template}: {error.strerror or error}") from error
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError) as error:
        raise ConfigError(f"{template}: not a Word document", "save the template as .docx in Word") from error


def _decoded(parts: dict[str, bytes], name: str, template: Path) -> str:
    try:
        return parts[name].decode("utf-8")
    except (KeyError, UnicodeDecodeError) as error:
        raise ConfigError(
            f"{template}: not a Word document that can be added to (no {name})", "save the template as .docx in Word"
        ) from error


def _styles(styles: str, template: Path) -> tuple[dict[str, str], str]:
    """Ids of the styles by name, and the definitions of those that the template does not have.

    A list style needs a numbering, which cannot be added beside the template's own: it is used only where it is there.
    """
    try:
        root = fromstring(styles)
    except ParseError as error:
        raise ConfigError(f"{template}: damaged styles: {error}") from error
    held = {}
    for element in root.iter(f"{{{MAIN}}}style"):
        name = element.find(f"{{{MAIN}}}name")
        if name is not None:
            held[name.get(f"{{{MAIN}}}val", "").casefold()] = element.get(f"{{{MAIN}}}styleId", "")
    names = {name: held[name.casefold()] for name in STYLES if name.casefold() in held}
    missing = [name for name in STYLES if name not in names and name != "List Bullet"]
    names |= {name: STYLES[name][0] for name in missing}
    return names, "".join(map(style, missing))


def _with_body(document: str, body: str, template: Path) -> str:
    match = _BODY.search(document)
    if match is None:
        raise ConfigError(f"{template}: no text in it that the brief could replace", "save it again in Word")
    for paragraph in _PARAGRAPH.finditer(match[2]):
        if "".join(_TEXT.findall(paragraph.group())).strip() == _PLACE:
            content = match[2][: paragraph.start()] + body + match[2][paragraph.end() :]
            break
    else:
        section = _LAST_SECTION.search(match[2])
        content = body + (section.group() if section else "")
    return document[: match.start(2)] + content + document[match.end(2) :]


def _free_number(parts: dict[str, bytes]) -> str:
    number = 1
    while any(name.startswith(f"customXml/item{number}.") for name in parts):
        number += 1
    return str(number)
