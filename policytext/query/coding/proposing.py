"""The statements that a coder is shown, in order of document and text, with what the tool takes them for."""

from collections.abc import Mapping
from dataclasses import dataclass

from policytext.errors import ConfigError
from policytext.query.evolve import evolve
from policytext.query.open_index import OpenIndex
from policytext.store import Filters, Reader, StatementFilters, StatementRecord
from policytext.store.coding_records import Coded
from policytext.types.vocabulary import Stance


@dataclass(frozen=True, slots=True)
class Proposal:
    """A statement, and what it is taken for."""

    record: StatementRecord
    coded: Coded


def propose(reader: Reader, filters: Filters, wanted: StatementFilters) -> list[Proposal]:
    """The statements that the filters leave."""
    return [
        Proposal(record, Coded.of(record.statement)) for record in reader.statements(filters) if wanted.admit(record)
    ]


def propose_stances(index: OpenIndex, proposition: str, filters: Filters, wanted: StatementFilters) -> list[Proposal]:
    """The statements that `evolve` quotes on a proposition, with the stance that it sees in each.

    Raises:
        ConfigError: one cannot agree or disagree with the proposition.
    """
    stances = stances_on(index, proposition, filters)
    return [
        Proposal(record, Coded.of(record.statement, stances[record.id]))
        for record in index.reader.statements(filters, ids=list(stances))
        if wanted.admit(record)
    ]


def stances_on(index: OpenIndex, proposition: str, filters: Filters) -> Mapping[str, Stance]:
    """The stance of each statement that a timeline of the proposition quotes, by its id.

    Raises:
        ConfigError: one cannot agree or disagree with the proposition.
    """
    timeline = evolve(index, proposition, filters)
    if not timeline.has_sides:
        raise ConfigError(
            f"{proposition!r} has no sides", "write the proposition as a sentence that one can agree or disagree with"
        )
    return {
        quote.sentence.statements[0].id: quote.stance
        for entry in (*timeline.entries, *timeline.reported)
        for quote in entry.quotes
    }
