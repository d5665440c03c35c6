"""Which citations a question is about, beyond what `Filters` says of documents, and the sentences that carry them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from policytext.query.works import is_by
from policytext.store import CitationRecord, Reader, SentenceRecord
from policytext.types.vocabulary import CitationForm, Resolution


@dataclass(frozen=True, slots=True)
class CitationFilters:
    """Conditions that all hold; an empty field is no condition, several values in a field are alternatives.

    `organisations` match the authors of the cited work, under any name that the lexicon knows. `years` are the first
    and the last year of the work. `resolutions` are outcomes of looking it up in the index.
    """

    forms: tuple[CitationForm, ...] = ()
    organisations: tuple[str, ...] = ()
    years: tuple[int, int] | None = None
    resolutions: tuple[Resolution, ...] = ()

    def admit(self, record: CitationRecord) -> bool:
        """Whether a citation passes; one without a year lies in no range of years."""
        citation = record.citation
        return (
            (not self.forms or citation.form in self.forms)
            and (not self.organisations or any(is_by(name, citation.authors) for name in self.organisations))
            and (
                self.years is None
                or (citation.year is not None and self.years[0] <= int(citation.year) <= self.years[1])
            )
            and (not self.resolutions or citation.resolution in self.resolutions)
        )


def citing_sentences(reader: Reader, records: Iterable[CitationRecord]) -> Mapping[str, tuple[SentenceRecord, ...]]:
    """The sentences that carry the markers or mentions of each citation, by its id; none where nothing points to it."""
    keys = {
        record.id: tuple(dict.fromkeys(a.sentence_id for a in record.anchors if a.sentence_id is not None))
        for record in records
    }
    wanted = list(dict.fromkeys(key for held in keys.values() for key in held))
    found = dict(zip(wanted, reader.sentence_records(wanted), strict=True))
    return {name: tuple(found[key] for key in held) for name, held in keys.items()}
