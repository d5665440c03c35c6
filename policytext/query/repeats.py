"""Documents that repeat another of the index: a letter and the Kamerstuk that it was printed as."""

from collections.abc import Sequence

from policytext.store import DocumentRecord, Reader


def repeated(reader: Reader, documents: Sequence[DocumentRecord], *, only_same_date: bool) -> dict[str, str]:
    """The documents that repeat another, by id, with the id of the one that stands for both.

    Of two versions of a text the one without a place in a dossier repeats the other, else the later one. A version that
    is itself left out stands for nothing: what repeats it repeats the one that it repeats.

    Args:
        reader: the index.
        documents: those that are looked at; a version among others stands for none of them.
        only_same_date: whether versions of other dates are kept apart: between a draft and its final text a position
            can change.
    """
    held = {document.id: document for document in documents}
    found: dict[str, str] = {}
    pairs = [(held[one], held[other]) for one, other, _ in reader.versions() if one in held and other in held]
    for first, second in sorted((_in_order(*pair) for pair in pairs), key=lambda pair: _rank(pair[0])):
        if not only_same_date or (first.date is not None and first.date == second.date):
            found.setdefault(second.id, found.get(first.id, first.id))
    return found


def _in_order(one: DocumentRecord, other: DocumentRecord) -> tuple[DocumentRecord, DocumentRecord]:
    first, second = sorted((one, other), key=_rank)
    return first, second


def _rank(document: DocumentRecord) -> tuple[bool, bool, str, str, str]:
    return (
        document.metadata.dossier is None,
        document.date is None,
        document.date or "",
        document.title,
        document.id,
    )
