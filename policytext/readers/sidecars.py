"""The record of metadata that official publications bring along beside their files.

Source: the repository of officiële publicaties (KOOP) has a `metadata.xml` for every publication; downloads carry it as
NAME.metadata.xml.
"""

from pathlib import Path

#: The record of the one publication in a folder.
FOLDER_RECORD = "metadata.xml"
_LARGEST = 1_000_000


def records_beside(path: Path) -> list[Path]:
    """Records that can belong to a file: NAME.metadata.xml for every file NAME.*, and the folder's metadata.xml.

    The second belongs to the publication that it names, which its reader checks. Records over 1 MB are left out.
    """
    candidates = (path.with_name(f"{path.name.split('.')[0]}.metadata.xml"), path.with_name(FOLDER_RECORD))
    return [record for record in candidates if record != path and _is_record(record)]


def _is_record(path: Path) -> bool:
    try:
        return path.is_file() and path.stat().st_size <= _LARGEST
    except OSError:
        return False
