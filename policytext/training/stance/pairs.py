"""Pairs of a proposition and a sentence that people labelled, with their features.

Two sets. One lies outside the project, in FOLDER: `stance.tsv` (proposition, sentence, stance, origin) and
`statements.tsv` (the labelled documents, sentence by sentence). In the other, `judged.tsv`, sentences of public
documents are named by a hash of their words and looked up in an index of those documents.
"""

import csv
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from policytext.encode import load_bulk_encoder, load_query_encoder
from policytext.query.bearing import pair_vectors, weigh
from policytext.query.evolve import CANDIDATES
from policytext.query.open_index import OpenIndex
from policytext.query.pairs import Wording, features, vector_features
from policytext.query.retrieve import candidates
from policytext.store import Filters
from policytext.training.acts.passages import WRITTEN
from policytext.training.relations import sentence_key
from policytext.types.vocabulary import Attribution, StatementKind

Array = NDArray[np.float64]
PROPOSITIONS, JUDGED, DOCUMENTS = "propositions.tsv", "judged.tsv", "documents.tsv"
WRITTEN_PAIRS = "written.tsv"
SIDES = ("pro", "contra", "mixed")
SILENT = "silent"


@dataclass(frozen=True, slots=True)
class Pairs:
    """Labelled pairs, one row of each matrix for each.

    `stance` is pro, contra, mixed, neutral or unrelated; `group` is what must not be split between training and
    testing: the proposition, or for written pairs the file of the sentence; `file` holds the sentence; `is_found` says
    that a search found the sentence, the distribution that a query meets. Columns: `pairs.FEATURES` and
    `pairs.vector_features`; of judged pairs also `stance.BEARING_FEATURES`, which need an index (None elsewhere).
    """

    stance: tuple[str, ...]
    group: tuple[str, ...]
    file: tuple[str, ...]
    is_found: NDArray[np.bool_]
    words: Array
    vectors: Array
    bearing: Array | None = None

    def kept(self, rows: NDArray[np.bool_]) -> "Pairs":
        """The pairs of these rows."""
        places = np.flatnonzero(rows).tolist()
        return replace(
            self,
            stance=tuple(self.stance[place] for place in places),
            group=tuple(self.group[place] for place in places),
            file=tuple(self.file[place] for place in places),
            is_found=self.is_found[rows],
            words=self.words[rows],
            vectors=self.vectors[rows],
            bearing=None if self.bearing is None else self.bearing[rows],
        )

    @property
    def takes_side(self) -> NDArray[np.bool_]:
        """Whether the sentence takes a side, or both."""
        return np.isin(self.stance, SIDES)


def read_rows(path: Path) -> list[dict[str, str]]:
    """Rows of a tab-separated file with a header, without its comments."""
    with path.open(encoding="utf-8", newline="") as file:
        lines = (line for line in file if not line.startswith("#"))
        return list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))


def annotated_pairs(folder: Path) -> Pairs:
    """The pairs of `stance.tsv` in a folder."""
    rows, statements = read_rows(folder / "stance.tsv"), read_rows(folder / "statements.tsv")
    encoder = load_bulk_encoder()
    propositions = sorted({row["proposition"] for row in rows})
    queries = {text: encoder.encode_query(text) for text in propositions}
    passages = dict(zip(propositions, encoder.encode_passages(propositions), strict=True))
    place = {row["id"]: number for number, row in enumerate(statements)}
    numbers = sorted({place[row["sentence_id"]] for row in rows})
    encoded = dict(zip(numbers, encoder.encode_passages([statements[n]["text"] for n in numbers]), strict=True))
    words, vectors = [], []
    for row in rows:
        number, query = place[row["sentence_id"]], queries[row["proposition"]]
        stated = statements[number]["kind"]
        kind = None if stated == "none" else StatementKind(stated)
        similarity = float(query @ encoded[number])
        words.append(features(Wording.of(row["proposition"]), Wording.of(row["sentence"]), similarity, kind))
        vectors.append(vector_features(query, passages[row["proposition"]], encoded[number]))
    return Pairs(
        tuple(row["stance"] for row in rows),
        tuple(row["proposition"] if row["origin"] == "retrieved" else row["file"] for row in rows),
        tuple(row["file"] for row in rows),
        np.array([row["origin"] == "retrieved" for row in rows]),
        np.array(words),
        np.array(vectors),
    )


def written_pairs(index: OpenIndex) -> Pairs:
    """The pairs of `written.tsv`: propositions that were written to sentences of documents and of `training/passages`.

    A pair whose sentence is not found is left out.

    Args:
        index: an index of the documents.

    Raises:
        SystemExit: a document is not in the index.
    """
    rows = read_rows(Path(__file__).parent / WRITTEN_PAIRS)
    passages = {path.name for path in WRITTEN.glob("*.tsv")}
    files = _files(index, [row["file"] for row in rows if row["file"] not in passages])
    texts = _passage_sentences() | _sentences(index, files)
    rows = [row for row in rows if (row["file"], row["sentence"]) in texts]
    sentences = sorted({texts[row["file"], row["sentence"]] for row in rows})
    bulk = load_bulk_encoder()
    encoded = dict(zip(sentences, bulk.encode_passages(sentences), strict=True))
    passage_vectors = bulk.encode_passages([row["proposition"] for row in rows])
    encoder = load_query_encoder()
    words, vectors = [], []
    for row, passage in zip(rows, passage_vectors, strict=True):
        text = texts[row["file"], row["sentence"]]
        query = encoder.encode_query(row["proposition"])
        similarity = float(query @ encoded[text])
        words.append(
            features(Wording.of(row["proposition"]), Wording.of(text), similarity, StatementKind.CLAIM)
        )  # kinds of these sentences were not judged
        vectors.append(vector_features(query, passage, encoded[text]))
    return Pairs(
        tuple(row["stance"] for row in rows),
        tuple(row["sentence"] for row in rows),
        tuple(row["file"] for row in rows),
        np.zeros(len(rows), dtype=np.bool_),
        np.array(words),
        np.array(vectors),
    )


def _passage_sentences() -> dict[tuple[str, str], str]:
    found = {}
    for path in WRITTEN.glob("*.tsv"):
        for line in path.read_text(encoding="utf-8").splitlines():
            if "\t" in line and not line.startswith("#"):
                text = line.split("\t", 1)[1]
                found[path.name, sentence_key(text)] = text
    return found


def _sentences(index: OpenIndex, files: Mapping[str, str]) -> dict[tuple[str, str], str]:
    """Sentences of documents by file and key; `files` has the file of each document by id."""
    found = {}
    for document, file in files.items():
        text = index.reader.load_document(document)
        for sentence in index.reader.sentences(document):
            quoted = text.quote(sentence.span)
            found[file, sentence_key(quoted)] = quoted
    return found


def judged_pairs(index: OpenIndex) -> Pairs:
    """The pairs of `judged.tsv` whose sentence is found for its proposition in an index of the judged documents.

    Raises:
        SystemExit: a judged document is not in the index.
    """
    here = Path(__file__).parent
    texts = {row["proposition"]: row["text"] for row in read_rows(here / PROPOSITIONS)}
    labels: dict[str, dict[tuple[str, str], str]] = {}
    for row in read_rows(here / JUDGED):
        labels.setdefault(row["proposition"], {})[row["file"], row["sentence"]] = row["stance"]
    files = _files(index, [file for judged in labels.values() for file, _ in judged])
    stance: list[str] = []
    group: list[str] = []
    held: list[str] = []
    bearing, words, vectors = [], [], []
    for number, judged in labels.items():
        proposition = texts[number]
        query = index.query_vector(proposition)
        found = candidates(index, proposition, query, Filters(include_comments=True), CANDIDATES)
        weighed = {
            (files[one.sentence.document.id], sentence_key(one.sentence.text)): one
            for one in weigh(index, proposition, found)
            if one.sentence.document.id in files
        }
        kept = [(key, weighed[key]) for key in judged if key in weighed]
        of_pair = pair_vectors(index, proposition, [one.sentence.id for _, one in kept])
        for key, one in kept:
            stance.append(judged[key])
            group.append(proposition)
            held.append(key[0])
            bearing.append(one.bearing)
            words.append(one.words(Wording.of(proposition)))
            vectors.append(of_pair[one.sentence.id])
    return Pairs(
        tuple(stance),
        tuple(group),
        tuple(held),
        np.ones(len(stance), dtype=np.bool_),
        np.array(words),
        np.array(vectors),
        np.array(bearing),
    )


@dataclass(frozen=True, slots=True)
class Positions:
    """Documents that were judged on propositions, one row for each document and proposition.

    `group`: the number of the proposition; `speaks`: whether the document takes a side, or bears on the matter without
    one; `bearing`: the values of `stance.BEARING_FEATURES` of its own statements, shape (statements, features);
    `of_all`: the same of every document of the index, by proposition.
    """

    group: tuple[str, ...]
    speaks: NDArray[np.bool_]
    bearing: tuple[Array, ...]
    of_all: Mapping[str, tuple[Array, ...]]


def judged_positions(index: OpenIndex) -> Positions:
    """Which documents speak on which propositions, by `documents.tsv` and by their sentences in `judged.tsv`."""
    here = Path(__file__).parent
    labels: dict[str, dict[str, bool]] = {}
    for row in read_rows(here / JUDGED):
        held = labels.setdefault(row["proposition"], {})
        held[row["file"]] = held.get(row["file"], False) or row["stance"] in SIDES
    for row in read_rows(here / DOCUMENTS):
        labels.setdefault(row["proposition"], {})[row["file"]] = row["stance"] != SILENT
    files = _files(index, [file for judged in labels.values() for file in judged])
    texts = {row["proposition"]: row["text"] for row in read_rows(here / PROPOSITIONS)}
    group: list[str] = []
    speaks: list[bool] = []
    bearing: list[Array] = []
    of_all: dict[str, tuple[Array, ...]] = {}
    for number, judged in labels.items():
        found = candidates(index, texts[number], index.query_vector(texts[number]), Filters(), CANDIDATES)
        held_by: dict[str, list[Array]] = {}
        for one in weigh(index, texts[number], found):
            if one.sentence.statements[0].attribution is Attribution.OWN:
                held_by.setdefault(one.sentence.document.id, []).append(one.bearing)
        of_all[number] = tuple(np.array(rows) for rows in held_by.values())
        for document, file in files.items():
            if file in judged:
                group.append(number)
                speaks.append(judged[file])
                bearing.append(np.array(held_by.get(document, [])))
    return Positions(tuple(group), np.array(speaks), tuple(bearing), of_all)


def _files(index: OpenIndex, wanted: Sequence[str]) -> Mapping[str, str]:
    """The judged file that each document of the index is, by id of the document."""
    documents = index.reader.documents()
    found, missing = {}, []
    for file in sorted(set(wanted)):
        document = next((one for one in documents if any(source.endswith(file) for source in one.sources)), None)
        if document is None:
            missing.append(file)
        else:
            found[document.id] = file
    if missing:
        raise SystemExit(f"not in the index: {', '.join(missing)}")
    return found
