"""The record of metadata that official publications bring along beside their files.

Source: the repository of officiële publicaties (KOOP) has a `metadata.xml` for every publication; downloads carry it as
NAME.metadata.xml.
"""

from pathlib import Path

_LARGEST = 1_000_000


def sidecar_of(path: Path) -> Path | None:
    """The record beside a file: NAME.metadata.xml for every file NAME.*, at most 1 MB; None where there is none."""
    record = path.with_name(f"{path.name.split('.')[0]}.metadata.xml")
    try:
        return record if record != path and record.is_file() and record.stat().st_size <= _LARGEST else None
    except OSError:
        return None
