"""Measure where sentences are cut: `python -m tests.benchmarks.sentence_splitting [--differences]`.

Two measures, on data of ../shared that is not in the repository. The gold sentences of the development set: the share
of running-text sentences whose two boundaries are those of a sentence of ours. Treebanks of Universal Dependencies:
sentences of one document joined to paragraphs of three to five by single spaces, and the boundaries found again.
"""

import argparse
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import cycle, groupby, pairwise
from pathlib import Path
from typing import Final

from policytext.readers import read_document
from policytext.sentences import split_sentences
from policytext.sentences.boundaries import find_boundaries
from policytext.structure import build_document
from policytext.types.document import Document
from policytext.types.spans import Span
from policytext.types.vocabulary import BlockKind

SHARED: Final = Path(__file__).resolve().parents[3] / "shared"
TREEBANKS: Final = ("alpino-test", "lassy-test")

_UNITS: Final = frozenset({BlockKind.HEADING, BlockKind.SUBJECT})
_FINAL_MARK = re.compile(r"[.!?…:;][”“\"’'»)\]*⁰¹²³⁴⁵⁶⁷⁸⁹]*\Z")
_PARAGRAPH_OF_TREEBANK = re.compile(r"\.(?:p|s)\.\d.*")


@dataclass
class GoldCount:
    """Running-text sentences of a document against its gold rows.

    `matched` rows have both boundaries where a sentence of ours has them. A sentence that a page, a note or a line end
    interrupts stands in several rows; ours is `joined` when its rows make it up exactly. `differences` are the rest.
    """

    matched: int = 0
    joined: int = 0
    pieces: int = 0
    differences: list[str] = field(default_factory=list)

    def add(self, other: "GoldCount") -> None:
        """Count another document as well."""
        self.matched += other.matched
        self.joined += other.joined
        self.pieces += other.pieces
        self.differences += other.differences

    @property
    def sentences(self) -> int:
        """How many there are, each joined one counted once."""
        return self.matched + self.joined + len(self.differences)

    @property
    def share(self) -> float:
        """Share whose boundaries match, in [0, 1]."""
        return (self.matched + self.joined) / self.sentences


@dataclass
class BoundaryCount:
    """Boundaries in joined paragraphs; `unmarked` ones follow on a sentence without a final mark (headlines, cells)."""

    right: int = 0
    missed: list[str] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)
    unmarked: int = 0
    unmarked_found: int = 0

    @property
    def precision(self) -> float:
        """Share of our boundaries that are right; unmarked ones count neither way."""
        return self.right / (self.right + len(self.wrong))

    @property
    def recall(self) -> float:
        """Share of the boundaries after a final mark that were found."""
        return self.right / (self.right + len(self.missed))

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall."""
        return 2 * self.precision * self.recall / (self.precision + self.recall)


def count_gold(document: Document, gold: Path) -> GoldCount:
    """Compare the sentences of a document with the rows of its spans.tsv, both in characters that reading kept."""
    count = GoldCount()
    ours = {(sentence.span.start, sentence.span.end) for sentence in split_sentences(document)}
    rows = [row for row in _gold_rows(document, gold) if row.start < row.end]
    for span in sorted(ours):
        inside = [row for row in rows if span[0] <= row.start and row.end <= span[1]]
        block = document.block_at(span[0])
        if block is None or not inside or not block.kind.is_running_text or block.kind in _UNITS:
            continue
        is_exact = inside[0].start == span[0] and inside[-1].end == span[1]
        if is_exact and len(inside) == 1:
            count.matched += 1
        elif is_exact and not any(_FINAL_MARK.search(document.quote(row)) for row in inside[:-1]):
            count.joined += 1
            count.pieces += len(inside)
        else:
            count.differences += [document.quote(row) for row in inside]
    for row in rows:
        block = document.block_at(row.start)
        if block is not None and block.kind.is_running_text and block.kind not in _UNITS:
            parted = [span for span in ours if span[0] < row.end and row.start < span[1]]
            if not any(span[0] <= row.start and row.end <= span[1] for span in parted):
                count.differences.append(document.quote(row))
    return count


def _gold_rows(document: Document, gold: Path) -> Iterator[Span]:
    for line in gold.read_text(encoding="utf-8").splitlines():
        _, start, end = line.split("\t")
        kept = document.offsets.to_text(Span(int(start), int(end)))
        if kept is not None:
            written = document.quote(kept)
            yield Span(
                kept.start + len(written) - len(written.lstrip()), kept.end - len(written) + len(written.rstrip())
            )


def read_gold(shared: Path = SHARED) -> dict[str, GoldCount]:
    """The count of each document of the development set, by the first three characters of its file."""
    counts: dict[str, GoldCount] = {}
    for path in sorted((shared / "corpus").glob("*.txt")):
        document = build_document(read_document(path), file_name=path.name)
        counts[path.name[:3]] = count_gold(document, shared / "gold" / "dev" / f"{path.name[:3]}.spans.tsv")
    return counts


def count_treebank(path: Path) -> BoundaryCount:
    """Join the sentences of a treebank to paragraphs and look for their boundaries."""
    count = BoundaryCount()
    sizes = cycle((3, 4, 5))
    for _, group in groupby(_treebank_sentences(path), key=lambda pair: pair[0]):
        sentences = [text for _, text in group]
        while sentences:
            size = next(sizes)
            _count_paragraph(count, sentences[:size])
            del sentences[:size]
    return count


def _count_paragraph(count: BoundaryCount, sentences: list[str]) -> None:
    text = " ".join(sentences)
    marked: set[int] = set()
    unmarked: set[int] = set()
    position = 0
    for sentence, _ in pairwise(sentences):
        position += len(sentence) + 1
        (marked if _FINAL_MARK.search(sentence) and sentence[-1] not in ":;" else unmarked).add(position)
    found = set(find_boundaries(text))
    count.right += len(marked & found)
    count.unmarked += len(unmarked)
    count.unmarked_found += len(unmarked & found)
    count.missed += [_around(text, place) for place in sorted(marked - found)]
    count.wrong += [_around(text, place) for place in sorted(found - marked - unmarked)]


def _around(text: str, position: int) -> str:
    return f"{text[max(0, position - 50) : position]}| {text[position : position + 40]}"


def _treebank_sentences(path: Path) -> Iterator[tuple[str, str]]:
    source = ""
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.startswith("# sent_id = "):
            source = _PARAGRAPH_OF_TREEBANK.sub("", line.removeprefix("# sent_id = ").split("\\")[-1])
        elif line.startswith("# text = "):
            yield source, line.removeprefix("# text = ").strip()


def gold_table(counts: dict[str, GoldCount]) -> str:
    """The figures of the development set for a page, all documents together last."""
    total = GoldCount()
    for count in counts.values():
        total.add(count)
    rows = [
        "| document | sentences | matched | joined, of rows | differ | share |",
        "| --- | ---: | ---: | ---: | ---: | ---: |",
    ]
    for name, count in [*counts.items(), ("all", total)]:
        rows.append(
            f"| {name} | {count.sentences} | {count.matched} | {count.joined} of {count.pieces} |"
            f" {len(count.differences)} | {count.share:.4f} |"
        )
    return "\n".join(rows)


def treebank_table(counts: dict[str, BoundaryCount]) -> str:
    """The figures of the treebanks for a page."""
    rows = [
        "| treebank | right | missed | wrong | precision | recall | F1 | without a final mark |",
        "| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: |",
    ]
    for name, found in counts.items():
        rows.append(
            f"| {name} | {found.right} | {len(found.missed)} | {len(found.wrong)} | {found.precision:.4f} |"
            f" {found.recall:.4f} | {found.f1:.4f} | {found.unmarked_found} of {found.unmarked} |"
        )
    return "\n".join(rows)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--differences", action="store_true", help="print what differs as well")
    shows_differences = parser.parse_args().differences
    gold = read_gold()
    treebanks = {name: count_treebank(SHARED / "ud" / f"{name}.conllu") for name in TREEBANKS}
    sys.stdout.write(f"{gold_table(gold)}\n\n{treebank_table(treebanks)}\n")
    if shows_differences:
        lines = [f"{name}: {text}" for name, count in gold.items() for text in count.differences]
        for name, found in treebanks.items():
            lines += [f"{name}, missed: {place}" for place in found.missed]
            lines += [f"{name}, wrong: {place}" for place in found.wrong]
        sys.stdout.write("\n".join(lines) + "\n")


if __name__ == "__main__":
    main()
