"""Which document a user means by a few characters."""

import re
from collections.abc import Callable, Sequence
from pathlib import PurePath
from typing import Final

from policytext.errors import NotFound
from policytext.store.filters import fold
from policytext.store.records import DocumentRecord

_SHORTEST_PREFIX: Final = 3  # digits of an id; fewer would shadow the numbers that people give their files
_LISTED: Final = 6
_WAYS: Final = "give its id, the beginning of its file name, or words of its title: policytext documents lists them"
_SENTENCE: Final = re.compile(r"s?([0-9]{1,9})(?:[^0-9].*)?")


def find_document(key: str, documents: Sequence[DocumentRecord]) -> DocumentRecord:
    """The one document that fits; the ways to name a document are tried from the strictest to the loosest.

    Raises:
        NotFound: nothing fits, or the strictest way that fits anything fits several documents.
    """
    wanted = key.strip()
    folded = fold(wanted)
    if not folded:
        raise NotFound("no document was named")
    tests: tuple[Callable[[DocumentRecord], bool], ...] = (
        lambda record: wanted in (record.id, record.short_id) or wanted in record.sources,
        lambda record: any(folded in (fold(p.name), fold(p.stem)) for p in _paths(record)),
        lambda record: _is_prefix(wanted, record),
        lambda record: any(fold(p.stem).startswith(folded) for p in _paths(record)),
        lambda record: folded == fold(record.title),
        lambda record: _has_words(folded, record.title),
    )
    for test in tests:
        found = [record for record in documents if test(record)]
        if len(found) == 1:
            return found[0]
        if found:
            listed = ", ".join(f"{record.short_id} ({record.title})" for record in found[:_LISTED])
            more = f" and {len(found) - _LISTED} more" if len(found) > _LISTED else ""
            raise NotFound(
                f"{key!r} fits {len(found)} documents: {listed}{more}", hint="give the digits of one of them"
            )
    raise NotFound(f"no document fits {key!r}", hint=_WAYS)


def sentence_number(key: str) -> int | None:
    """The number of the sentence in what stands behind the document's name in an id: "12", "s12" or "s12.2"."""
    match = _SENTENCE.fullmatch(key)
    return None if match is None else int(match[1])


def _paths(record: DocumentRecord) -> list[PurePath]:
    return [PurePath(source) for source in record.sources]


def _is_prefix(key: str, record: DocumentRecord) -> bool:
    digits = key.lower().removeprefix("sha256:")
    return len(digits) >= _SHORTEST_PREFIX and record.id.removeprefix("sha256:").startswith(digits)


def _has_words(folded: str, title: str) -> bool:
    words = re.findall(r"\w+", folded)
    return bool(words) and set(words) <= set(re.findall(r"\w+", fold(title)))
