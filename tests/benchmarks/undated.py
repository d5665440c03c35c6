"""How near the earliest time that a text allows comes to the date that its document states.

Usage: python -m tests.benchmarks.undated INDEX [INDEX ...]

Takes every document with a date, blots that date out of its sentences, and compares `query.undated` with it. Prints the
shares for documents of even and of odd id, and each document of which the bound lies later than its date.
"""

import re
import sys
from collections import Counter
from pathlib import Path

from policytext.query.undated import evidence, published
from policytext.store import DocumentRecord, Filters, Reader

_MONTHS = "januari februari maart april mei juni juli augustus september oktober november december".split()  # noqa: SIM905
OUTCOMES = ("equal", "one year early", "more", "nothing", "later")


def _own_date(date: str) -> re.Pattern[str]:
    """The date as a text may write it."""
    year, month, day = (*date.split("-"), "", "")[:3]
    if not month:
        return re.compile(r"(?!)")
    name = _MONTHS[int(month) - 1]
    if not day:
        return re.compile(rf"{name}\s+{year}", re.IGNORECASE)
    return re.compile(
        rf"0?{int(day)}\s+(?:{name}|{name[:3]}\.?)\s+{year}|0?{int(day)}\s?[-/.]\s?0?{int(month)}\s?[-/.]\s?{year}|{date}",
        re.IGNORECASE,
    )


def bound(reader: Reader, document: DocumentRecord) -> str | None:
    """As `query.undated.not_before`, from sentences without the document's own date."""
    own = _own_date(document.date or "")
    ids = reader.unit_ids(Filters(documents=(document.id,), include_notes=True))
    times = {time for one in reader.sentence_records(ids) for time in evidence(own.sub("die dag", one.text))}
    times.update(year for record in reader.citations(document=document.id) for year in published(record))
    return max(times, default=None)


def outcome(date: str, found: str | None) -> str:
    """How the bound compares with the date, both as far as the less precise of them goes."""
    if found is None:
        return "nothing"
    shared = min(len(date), len(found))
    if found[:shared] > date[:shared]:
        return "later"
    early = int(date[:4]) - int(found[:4])
    return OUTCOMES[min(early, 2)]


def main() -> int:
    """Print the table."""
    halves = {"even": Counter[str](), "odd": Counter[str]()}
    for folder in sys.argv[1:]:
        with Reader.open(Path(folder)) as reader:
            for document in reader.documents():
                if document.date is None or document.metadata.language != "nl":
                    continue
                found = bound(reader, document)
                said = outcome(document.date, found)
                halves["odd" if int(document.short_id, 16) % 2 else "even"][said] += 1
                if said == "later":
                    sys.stdout.write(f"later: {document.short_id} {document.date} {found} {document.title[:60]}" + "\n")
    sys.stdout.write(f"| documents | {' | '.join(OUTCOMES)} |" + "\n")
    for name, counts in halves.items():
        sys.stdout.write(f"| {name} ({counts.total()}) | {' | '.join(str(counts[said]) for said in OUTCOMES)} |" + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
