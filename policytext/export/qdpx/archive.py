"""The archive: the project and its sources in one zip, byte for byte the same for the same content."""

import io
import zipfile
from collections.abc import Iterable
from typing import Final

from policytext.export.coding import Texts
from policytext.export.qdpx.plain import plain_text
from policytext.export.qdpx.project import QdpxSettings, project_lines, source_guid
from policytext.store import Filters, Reader, StatementRecord

PROJECT: Final = "project.qde"
SOURCES: Final = "sources"
#: The earliest time that a zip can hold: the real one would make each archive another.
_NO_TIME: Final = (1980, 1, 1, 0, 0, 0)
_UNIX: Final = 3
_READABLE: Final = 0o100644 << 16


def qdpx_archive(
    reader: Reader, statements: Iterable[StatementRecord], filters: Filters, settings: QdpxSettings
) -> bytes:
    """A project with the documents that the filters leave, and the statements as codings.

    Args:
        reader: the index.
        statements: statements of these documents.
        filters: which documents; of relations those between the statements given are held.
        settings: what was chosen.
    """
    texts = Texts(reader)
    documents = reader.documents(filters)
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        lines = project_lines(documents, statements, reader.relations(filters=filters), texts, settings)
        _add(archive, PROJECT, "\n".join(lines) + "\n")
        for document in documents:
            _add(archive, f"{SOURCES}/{source_guid(document.id)}.txt", plain_text(texts.of(document.id).text))
    return buffer.getvalue()


def _add(archive: zipfile.ZipFile, name: str, text: str) -> None:
    info = zipfile.ZipInfo(name, _NO_TIME)
    info.compress_type, info.create_system, info.external_attr = zipfile.ZIP_DEFLATED, _UNIX, _READABLE
    archive.writestr(info, text.encode("utf-8"), compresslevel=6)
