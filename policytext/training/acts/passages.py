"""The sentences that the classifier is trained on, in stretches that follow each other in one document.

Three sources: documents labelled beforehand (`statements.tsv`, texts included), documents that were read and labelled
for this project (`read_labels.tsv`: labels and hashes only; the texts are taken from the files themselves), and
passages that the project wrote (`training/passages/*.tsv`).
"""

import csv
import hashlib
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Final

from policytext.readers import read_document
from policytext.sentences import split_sentences
from policytext.statements.genre import Genre
from policytext.structure import build_document
from policytext.types.vocabulary import BlockKind

KINDS: Final = ("claim", "recommendation", "commitment", "none")  # the order of `classifier.CLASSES`
READ_LABELS: Final = Path(__file__).parent / "read_labels.tsv"
WRITTEN: Final = Path(__file__).parent.parent / "passages"
#: Sentences between two labelled ones past which they are no longer neighbours.
_GAP: Final = 3


@dataclass(frozen=True, slots=True)
class Stretch:
    """Sentences that follow each other in one document.

    `group` is what cross-validation keeps together: the file. `is_tested`: it is part of a document such as people
    ingest; written passages and texts out of tables (`tables.py`) only teach.
    `kinds` are indexes of `KINDS`; `items` tells which sentences are list items.
    """

    group: str
    genre: Genre
    is_tested: bool
    texts: tuple[str, ...]
    kinds: tuple[int, ...]
    items: tuple[bool, ...]


def genre_of_file(name: str) -> Genre:
    """Genre of a file of the training data, from its folder and name."""
    if re.fullmatch(r"[A-Za-z0-9]+_\d{4}", name) or "verkiezings" in name or "coalitieakkoord" in name:
        return Genre.PROGRAMME
    if "advies" in name or "motie" in name:
        return Genre.OTHER
    government = ("kamerbrieven/", "docx-kamervragen/", "internetconsultatie/", "officiele-publicaties/")
    return Genre.GOVERNMENT if name.startswith(government) else Genre.OTHER


def labelled(path: Path) -> Iterator[Stretch]:
    """The stretches of a table with the columns file, text and kind, in reading order."""
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
    starts = [row for row in range(len(rows)) if row == 0 or rows[row]["file"] != rows[row - 1]["file"]]
    for start, end in pairwise([*starts, len(rows)]):
        name = rows[start]["file"]
        sentences = [(row["kind"], row["text"], False) for row in rows[start:end]]
        yield _stretch(name, genre_of_file(name), sentences, is_tested=True)


def read_and_labelled(documents: Path, labels: Path = READ_LABELS) -> Iterator[Stretch]:
    """The stretches of documents that were labelled by reading; labels of sentences that are not found are left out.

    Args:
        documents: the folder of the documents.
        labels: file, hash of the sentence and kind of each labelled sentence, in reading order.
    """
    by_file: dict[str, list[dict[str, str]]] = {}
    with labels.open(encoding="utf-8", newline="") as file:
        lines = (line for line in file if not line.startswith("#"))
        for row in csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE):
            by_file.setdefault(row["file"], []).append(row)
    for name, rows in by_file.items():
        path = documents / name
        if not path.is_file():
            raise FileNotFoundError(f"{path}: labelled document is missing")
        document = build_document(read_document(path), None, path.name, None)
        found = split_sentences(document)
        texts = [" ".join(document.quote(sentence.span).split()) for sentence in found]
        items = [document.blocks[sentence.block].kind is BlockKind.LIST_ITEM for sentence in found]
        places: dict[str, list[int]] = {}
        for place, text in enumerate(texts):
            places.setdefault(sentence_hash(text), []).append(place)
        last = -1
        run: list[tuple[str, str, bool]] = []
        for row in rows:
            later = [place for place in places.get(row["sentence"], ()) if place > last]
            if not later:
                continue
            if run and later[0] - last > _GAP:
                yield _stretch(name, genre_of_file(name), run, is_tested=True)
                run = []
            last = later[0]
            run.append((row["kind"], texts[last], items[last]))
        if run:
            yield _stretch(name, genre_of_file(name), run, is_tested=True)


def sentence_hash(text: str) -> str:
    """What stands for a sentence where its text does not belong: twelve digits of the SHA-256, white space squeezed."""
    return hashlib.sha256(" ".join(text.split()).encode()).hexdigest()[:12]


def written(folder: Path = WRITTEN) -> Iterator[Stretch]:
    """The passages that the project wrote for training: lines of kind and sentence, a blank line between passages."""
    for path in sorted(folder.glob("*.tsv")):
        lines = [line for line in path.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
        for number, passage in enumerate("\n".join(lines).strip().split("\n\n")):
            pairs = [line.split("\t", 1) for line in passage.splitlines() if line.strip()]
            sentences = [(kind, text, False) for kind, text in pairs]
            yield _stretch(f"{path.name} {number}", Genre.OTHER, sentences, is_tested=False)


def all_stretches(annotations: Path, documents: Path) -> list[Stretch]:
    """Every stretch that there is to learn from.

    Args:
        annotations: the folder that holds `statements.tsv`.
        documents: the folder of the documents that `read_labels.tsv` names.
    """
    return [*labelled(annotations / "statements.tsv"), *read_and_labelled(documents), *written()]


def _stretch(group: str, genre: Genre, sentences: Sequence[tuple[str, str, bool]], *, is_tested: bool) -> Stretch:
    kinds, texts, items = zip(*sentences, strict=True)
    return Stretch(group, genre, is_tested, texts, tuple(KINDS.index(kind) for kind in kinds), items)
