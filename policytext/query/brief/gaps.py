"""What the collection does not hold: works that are only cited, documents without a date, bodies that do not speak."""

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Final

from policytext.lexicon.organisations import MINISTRY
from policytext.query.brief.duties import actors_of
from policytext.query.brief.material import Material, by_date
from policytext.query.brief.model import Line, Template
from policytext.query.brief.positions import sender
from policytext.query.work_kinds import kind_of
from policytext.query.works import is_by
from policytext.store import CitationRecord, DocumentRecord, Reader, SentenceRecord
from policytext.store.statement_filters import is_named
from policytext.types.citation import Work
from policytext.types.vocabulary import StatementKind, WorkKind

#: Acts are on no reader's shelf and missing from no collection of policy documents.
_ACTS: Final = (WorkKind.LEGISLATION, WorkKind.TREATY)
#: Bodies that are addressed and do not speak, and documents without a date or quotation, that are named.
_NAMED: Final = 6
#: The State, which speaks where one of its ministries does.
_STATE: Final = frozenset(("kabinet", "regering", "rijk", "rijksoverheid", "overheid", "minister", "staatssecretaris"))
_UNNAMED: Final = frozenset(("wij", "we", "ik", "men", "je", "u"))


def cited_elsewhere(reader: Reader, records: Sequence[SentenceRecord], limit: int) -> list[Line]:
    """Works that sentences of the brief cite and that are no documents of the index, those cited most first."""
    wanted = {key: record for record in records for statement in record.statements for key in statement.citations}
    if not wanted:
        return []
    held = {
        record.id: record
        for document in dict.fromkeys(record.document.id for record in records)
        for record in reader.citations(document=document)
    }
    counted: dict[str, list[str]] = {}
    for key in wanted:
        work_id = held[key].citation.work if key in held else None
        if work_id is not None:
            counted.setdefault(work_id, []).append(key)
    works = {work.id: work for work in reader.works() if work.id in counted}
    lines = []
    for work_id, keys in sorted(counted.items(), key=lambda item: (-len(item[1]), item[0])):
        work = works.get(work_id)
        if work is None or work.corpus_document is not None or not _is_told(work):
            continue
        citations = [held[key] for key in keys]
        if kind_of(work, citations, None) in _ACTS:
            continue
        lines.append(_cited(work, citations, [wanted[key] for key in keys]))
    return lines[:limit]


def _is_told(work: Work) -> bool:
    """Whether a reader could look for the work: a title or number, or authors with a year."""
    return bool(work.title or work.identifier or (work.authors and work.year))


def _cited(work: Work, citations: Sequence[CitationRecord], records: Sequence[SentenceRecord]) -> Line:
    addresses = [record.citation.address for record in citations if record.citation.address]
    facts = (
        ("authors", work.authors[:3]),
        ("year", work.year),
        ("title", work.title or work.identifier),
        ("address", work.url or next(iter(addresses), None)),
        ("by", tuple(dict.fromkeys(sender(record.document) or record.document.title for record in records))),
    )
    return Line(Template.CITED, facts, tuple(dict.fromkeys(records)))


def undated(documents: Iterable[DocumentRecord]) -> list[Line]:
    """Documents that the brief speaks of and whose date is not known."""
    return [
        Line(Template.UNDATED, (("title", document.title), ("sender", sender(document))), documents=(document,))
        for document in documents
        if document.date is None
    ][:_NAMED]


def without_quotation(material: Material, shown: Iterable[DocumentRecord]) -> list[Line]:
    """Documents with statements on the topic of which none stands in the brief."""
    ids = {document.id for document in shown}
    left = [document for document in material.documents if document.id not in ids]
    counts = Counter(one.document.id for one in material.own)
    lines = [
        Line(
            Template.NO_QUOTE,
            (
                ("title", document.title),
                ("sender", sender(document)),
                ("date", document.date),
                ("count", counts[document.id]),
            ),
            documents=(document,),
        )
        for document in sorted(left, key=lambda document: (-counts[document.id], *by_date(document)))
    ]
    return [*lines[:_NAMED], *more(len(lines) - _NAMED)]


def without_position(silent: Sequence[DocumentRecord]) -> list[Line]:
    """Documents that treat the subject of a proposition without taking a side on it."""
    lines = [
        Line(
            Template.NO_POSITION,
            (("title", document.title), ("sender", sender(document)), ("date", document.date)),
            documents=(document,),
        )
        for document in silent
    ]
    return [*lines[:_NAMED], *more(len(lines) - _NAMED)]


def more(count: int) -> list[Line]:
    """How many documents a list leaves out."""
    return [Line(Template.MORE, (("count", count),))] if count > 0 else []


def addressed(reader: Reader, material: Material) -> list[Line]:
    """Who is asked to act and sends no document of the index."""
    senders = tuple(dict.fromkeys(name for document in reader.documents() for name in document.organisations))
    has_ministry = any(name.startswith(MINISTRY) for name in senders)
    sources: dict[str, SentenceRecord] = {}
    counts: Counter[str] = Counter()
    for one in (one for one in material.of_kind(StatementKind.RECOMMENDATION) if one.can_stand):
        for actor in actors_of(one.record):
            if actor.casefold() in _UNNAMED or is_by(actor, senders) or is_named(actor, senders):
                continue
            if has_ministry and actor.casefold() in _STATE:
                continue
            counts[actor] += 1
            sources.setdefault(actor, one.record)
    named = [actor for actor, _ in counts.most_common(_NAMED)]
    if not named:
        return []
    facts = (("actors", tuple(named)), ("count", len(counts)))
    return [Line(Template.ADDRESSED, facts, tuple(dict.fromkeys(sources[actor] for actor in named)))]
