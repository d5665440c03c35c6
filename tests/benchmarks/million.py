"""A large synthetic index, made by script, and how fast `search` answers from it.

    python -m tests.benchmarks.million make FOLDER --sentences 100000
    python -m tests.benchmarks.million measure FOLDER [FOLDER ...] [--json]

The sentences are those of the sample corpus with other words in them: each synthetic document changes half of the
words that bear meaning, the same word always into the same, so that documents have subjects of their own and common
words stay common. Vectors lie around those of the sentences that they come from (mean cosine 0.94), sentences keep what
they state, documents get dates and senders by lot. All draws come from one seed: the same call makes the same index.

Such an index has rows as an ingest writes them, without the bodies of documents, so `show` does not work on it. It says
how long a search takes, not how good it is.
"""

import argparse
import hashlib
import json
import os
import re
import sqlite3
import statistics
import subprocess
import sys
import time
from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from policytext.query.open_index import open_index
from policytext.query.search import search
from policytext.store import Filters, Reader, Writer, fulltext
from policytext.store.connection import DATABASE_NAME
from policytext.store.statement_filters import StatementFilters
from policytext.types.vocabulary import StatementKind, Strength
from policytext.vectors import fill

ROOT = Path(__file__).resolve().parents[2]

#: Documents of the sample corpus that make one synthetic document: some 240 sentences, as real ones have.
_PARTS = 4
#: Share of the words that a synthetic document changes.
_CHANGED = 0.5
#: Length of the noise beside a unit vector: a mean cosine of 0.94 with where it came from.
_NOISE = 0.36
_SENDERS = 400
_YEARS = range(2004, 2027)
_WORD = re.compile(r"\b[a-zà-ÿ]{5,}\b")

QUERIES = (
    "toegang tot de jeugdhulp",
    "wachttijden",
    "wie betaalt de wijkteams",
    "huisvesting van aandachtsgroepen",
    "tekorten bij gemeenten",
    "wie moet de wachttijd in de jeugdhulp verkorten",
    "hoeveel kinderen krijgen jeugdhulp",
    "regionale inkoop",
    "verwijzing door de huisarts",
    "woningen voor mensen die uit de opvang komen",
)

#: Filters of the cold search.
_OPTIONS = ("--kind", "aanbeveling", "--strength", "moet", "--from", "2015", "--organisation", "Gemeente Waterrijk")

Json = dict[str, Any]  # Any: a JSON value
Rows = list[tuple[Any, ...]]  # Any: SQLite gives each cell the type that was stored


@dataclass(frozen=True, slots=True)
class _Template:
    """A document of the index that the synthetic ones are made from."""

    short_id: str
    row: tuple[Any, ...]
    units: Rows
    statements: dict[int, Rows]
    vectors: dict[int, NDArray[np.float32]]


def make(folder: Path, sentences: int, template: Path, seed: int = 7) -> None:
    """Make an index of at least so many sentences in an empty folder, from one of real documents."""
    with Reader.open(template) as reader:
        facts = reader.info()
    with Writer.open(folder, model=facts.model, dimensions=facts.dimensions, pipeline_version=facts.pipeline_version):
        pass  # makes the tables
    templates = _templates(template)
    lot = np.random.default_rng(seed)
    nouns = _nouns()
    words = sorted({word for one in templates for unit in one.units for word in _WORD.findall(unit[10])})
    words = [word for word in words if word not in fulltext.stopwords()]
    with closing(sqlite3.connect(folder / DATABASE_NAME)) as connection:
        connection.execute("PRAGMA synchronous = OFF")
        number, made, first_unit = 0, 0, 1
        while made < sentences:
            number += 1
            chosen = [templates[i] for i in lot.permutation(len(templates))[:_PARTS]]
            changed = np.flatnonzero(lot.random(len(words)) < _CHANGED)
            others = np.minimum(lot.zipf(1.3, len(changed)) - 1, len(nouns) - 1)
            mapping = {words[a]: nouns[b] for a, b in zip(changed.tolist(), others.tolist(), strict=True)}
            count = _put(connection, number, first_unit, chosen, mapping, lot)
            made += count
            first_unit += count
            if number % 200 == 0:
                connection.commit()
                sys.stderr.write(f"\r{made} sentences")
        connection.execute("INSERT OR REPLACE INTO meta VALUES ('resolution', 'current')")
        connection.execute("INSERT INTO unit_text (unit_text) VALUES ('optimize')")
        connection.commit()
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    sys.stderr.write(f"\r{made} sentences in {number} documents\n")
    start = time.perf_counter()
    with Reader.open(folder) as reader:
        fill(folder, reader)
    sys.stderr.write(f"filled in {time.perf_counter() - start:.0f} s\n")


def _templates(index: Path) -> list[_Template]:
    with closing(sqlite3.connect(f"file:{index / DATABASE_NAME}?mode=ro", uri=True)) as connection:
        found = []
        for row in connection.execute("SELECT * FROM document ORDER BY content_id").fetchall():
            units = connection.execute("SELECT * FROM unit WHERE document = ? ORDER BY number", (row[0],)).fetchall()
            statements: dict[int, Rows] = {}
            for one in connection.execute(
                "SELECT s.*, u.number FROM statement s JOIN unit u ON u.id = s.unit WHERE s.document = ?", (row[0],)
            ):
                statements.setdefault(one[-1], []).append(one[:-1])
            numbers, data = connection.execute(
                "SELECT numbers, data FROM vector_block WHERE document = ?", (row[0],)
            ).fetchone()
            held = np.frombuffer(numbers, dtype="<u4").tolist()
            vectors = np.frombuffer(data, dtype="<f4").reshape(len(held), -1)
            found.append(_Template(row[2], row, units, statements, dict(zip(held, vectors, strict=True))))
        return found


def _nouns() -> list[str]:
    """Dutch nouns of the word list of compounds, in an order by lot that is always the same."""
    lines = files("policytext.lexicon").joinpath("compounds.txt").read_text(encoding="utf-8").splitlines()
    start = lines.index("= noun") + 1
    end = next(i for i in range(start, len(lines)) if lines[i].startswith("= "))
    return [str(word) for word in np.random.default_rng(1).permutation(lines[start:end])]


def _put(
    connection: sqlite3.Connection,
    number: int,
    first_unit: int,
    parts: Sequence[_Template],
    mapping: dict[str, str],
    lot: np.random.Generator,
) -> int:
    """Write one synthetic document; returns how many sentences it has."""
    digest = hashlib.sha256(f"synthetic {number}".encode()).hexdigest()
    short = f"{number:08x}"
    digest = short + digest[8:]
    sender = int(min(lot.zipf(1.2), _SENDERS))
    metadata = json.loads(parts[0].row[6])
    metadata["organisations"] = [f"Gemeente Waterrijk {sender}" if sender % 3 else f"Kennisinstituut {sender}"]
    metadata["title"] = f"{metadata['title']} ({number})"
    metadata["date"] = [f"{lot.choice(_YEARS)}-{lot.integers(1, 13):02}-{lot.integers(1, 29):02}", "day", "text"]
    units, texts, statements = list[tuple[Any, ...]](), list[tuple[Any, ...]](), list[tuple[Any, ...]]()
    numbers, vectors = list[int](), list[NDArray[np.float32]]()
    for part in parts:
        for unit in part.units:
            here = len(units)
            text = _WORD.sub(lambda match: mapping.get(match[0], match[0]), unit[10])
            units.append((first_unit + here, number, here, *unit[3:10], text, *unit[11:]))
            texts.append((first_unit + here, *fulltext.index_columns(text)))
            for one in part.statements.get(unit[2], ()):
                key = f"{short}:s{len(statements)}"
                fields = one[7].replace(f'"{part.short_id}:', f'"{short}:')
                statements.append((key, number, first_unit + here, *one[3:7], fields, text, *one[9:]))
            if unit[2] in part.vectors:
                numbers.append(here)
                vectors.append(part.vectors[unit[2]])
    table = np.stack(vectors)
    noise = lot.standard_normal(table.shape, dtype=np.float32)
    table = table + _NOISE / np.sqrt(table.shape[1]) * noise
    table /= np.linalg.norm(table, axis=1, keepdims=True)
    data = table.astype("<f4").tobytes()
    document = list(parts[0].row)
    document[:3] = [number, f"sha256:{digest}", short]
    document[6] = json.dumps(metadata, ensure_ascii=False, separators=(",", ":"))
    document[9:11] = [len(units), len(statements)]
    _many(connection, "document", [tuple(document)])
    connection.execute(
        "INSERT INTO source (path, document, manifest_key, size_bytes, mtime_ns) VALUES (?, ?, '', 0, 0)",
        (f"synthetisch/{short}.md", number),
    )
    _many(connection, "unit", units)
    connection.executemany(fulltext.INSERT, texts)
    _many(connection, "statement", statements)
    keys = np.array(numbers, dtype="<u4").tobytes()
    block = (number, hashlib.sha256(keys + data).hexdigest(), len(numbers), table.shape[1], keys, data)
    _many(connection, "vector_block", [block])
    return len(units)


def _many(connection: sqlite3.Connection, table: str, rows: Sequence[tuple[Any, ...]]) -> None:
    if rows:
        connection.executemany(f"INSERT INTO {table} VALUES ({', '.join('?' * len(rows[0]))})", rows)


def measure(folder: Path, rounds: int) -> Json:
    """Cold and warm searches of one index."""
    with Reader.open(folder) as reader:
        sentences, vectors = reader.counts()
        has_columns = reader.units.columns is not None
    return {
        "sentences": sentences,
        "vectors": vectors,
        "columns": has_columns,
        "bytes": sum(file.stat().st_size for file in folder.rglob("*") if file.is_file()),
        "cold": _cold(folder, rounds),
        "warm": _warm(folder, rounds),
    }


def _cold(folder: Path, rounds: int) -> Json:
    """Whole processes by turns with importing chromadb: wall time, time of the processor, peak memory."""
    script = str(Path(sys.executable).with_name("policytext"))
    commands = {
        "import chromadb": [sys.executable, "-c", "import chromadb"],
        "search": [script, "search", QUERIES[0], "--index", str(folder)],
        "search, filters": [script, "search", QUERIES[0], "--index", str(folder), *_OPTIONS],
    }
    found: dict[str, list[tuple[float, float, float]]] = {name: [] for name in commands}
    for number in range(rounds + 1):
        for name, command in commands.items():
            start = time.perf_counter()
            process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
            _, status, usage = os.wait4(process.pid, 0)
            process.returncode = os.waitstatus_to_exitcode(status)
            if process.returncode:
                raise RuntimeError(f"{command} ended with {process.returncode}")
            spent = (time.perf_counter() - start, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024)
            if number:  # the first round fills the page cache
                found[name].append(spent)
    wall = {name: statistics.median(one[0] for one in values) for name, values in found.items()}
    work = {name: statistics.median(one[1] for one in values) for name, values in found.items()}
    base = "import chromadb"
    return {
        name: {
            "seconds": round(wall[name], 2),
            "p95_seconds": round(_p95([one[0] for one in values]), 2),
            "ratio": round(wall[name] / wall[base], 2),
            "processor_ratio": round(work[name] / work[base], 2),
            "peak_megabytes": round(max(one[2] for one in values)),
        }
        for name, values in found.items()
    }


def _warm(folder: Path, rounds: int) -> Json:
    """Milliseconds of searches in one process, by filter; every search of a round has words or filters of its own."""
    found: dict[str, list[tuple[float, float]]] = {name: [] for name in _FILTERS}
    with open_index(folder) as index:
        for query in QUERIES[:3]:
            search(index, query, Filters())
        for number in range(rounds):
            for query in QUERIES:
                for name, filters in _FILTERS.items():
                    wall, work = time.perf_counter(), time.process_time()
                    search(index, query, filters[number % len(filters)])
                    found[name].append((time.perf_counter() - wall, time.process_time() - work))
    everything = [one for values in found.values() for one in values]
    return {
        name: {
            "p50_ms": round(1000 * statistics.median(one[0] for one in values)),
            "p95_ms": round(1000 * _p95([one[0] for one in values])),
            "processor_p50_ms": round(1000 * statistics.median(one[1] for one in values)),
            "processor_p95_ms": round(1000 * _p95([one[1] for one in values])),
        }
        for name, values in [*found.items(), ("all", everything)]
    }


_FILTERS = {
    "none": (Filters(),),
    "organisation": tuple(Filters(organisations=(f"Gemeente Waterrijk {number}",)) for number in (1, 2, 4, 5)),
    "dates": tuple(Filters(date_from=str(year), date_to=str(year + 3)) for year in (2006, 2011, 2016, 2020)),
    "kind": tuple(Filters(kinds=(kind,)) for kind in StatementKind),
    "strength": tuple(Filters(having=StatementFilters(strengths=(strength,))) for strength in Strength),
    "all four": (
        Filters(
            organisations=("Gemeente Waterrijk",),
            date_from="2010",
            kinds=(StatementKind.RECOMMENDATION,),
            having=StatementFilters(strengths=(Strength.MUST,)),
        ),
    ),
}


def _p95(values: Sequence[float]) -> float:
    return sorted(values)[max(0, -(-95 * len(values) // 100) - 1)]


def shown(results: Sequence[Json]) -> str:
    """The measurements as tables for a person."""
    lines = [f"load {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores at the end (0 is a quiet machine)", ""]
    lines += [
        "| sentences | index | cold search to `import chromadb` | of processor time | with filters | peak memory |"
    ]
    lines += ["| ---: | ---: | ---: | ---: | ---: | ---: |"]
    for one in results:
        plain, filtered = one["cold"]["search"], one["cold"]["search, filters"]
        lines.append(
            f"| {one['sentences']} | {one['bytes'] / 1e9:.2f} GB | {plain['ratio']} | {plain['processor_ratio']}"
            f" | {filtered['ratio']} | {max(plain['peak_megabytes'], filtered['peak_megabytes'])} MB |"
        )
    lines += ["", "| sentences | warm, filter | p50 | p95 | processor p50 | processor p95 |"]
    lines += ["| ---: | --- | ---: | ---: | ---: | ---: |"]
    for one in results:
        lines += [
            f"| {one['sentences']} | {name} | {spent['p50_ms']} ms | {spent['p95_ms']} ms"
            f" | {spent['processor_p50_ms']} ms | {spent['processor_p95_ms']} ms |"
            for name, spent in one["warm"].items()
        ]
    return "\n".join(lines)


def main() -> None:
    """Make or measure."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    commands = parser.add_subparsers(required=True, dest="command")
    making = commands.add_parser("make", help="make an index")
    making.add_argument("folder", type=Path)
    making.add_argument("--sentences", type=int, default=10_000)
    making.add_argument("--template", type=Path, default=ROOT / "index", help="an index of the sample corpus")
    measuring = commands.add_parser("measure", help="measure searches")
    measuring.add_argument("folders", type=Path, nargs="+")
    measuring.add_argument("--rounds", type=int, default=4)
    measuring.add_argument("--json", action="store_true", help="print JSON")
    given = parser.parse_args()
    if given.command == "make":
        make(given.folder, given.sentences, given.template)
        return
    results = [measure(folder, given.rounds) for folder in given.folders]
    sys.stdout.write((json.dumps(results, indent=2) if given.json else shown(results)) + "\n")


if __name__ == "__main__":
    if "OPENBLAS_NUM_THREADS" not in os.environ:  # as the command line has it (policytext.cli.main)
        os.execve(
            sys.executable,
            [sys.executable, "-m", "tests.benchmarks.million", *sys.argv[1:]],
            {**os.environ, "OPENBLAS_NUM_THREADS": "1"},
        )
    main()
