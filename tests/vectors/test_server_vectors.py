"""Vectors on a Chroma server beside a store in a folder: filling, asking, and what happens without it."""

import logging
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from zlib import crc32

import click
import numpy as np
import pytest
from click.testing import CliRunner
from numpy.typing import NDArray

from policytext.cli.options import index_option
from policytext.ingest.run import rebuild
from policytext.query import open_index as opened
from policytext.query.open_index import open_index
from policytext.query.search import search
from policytext.store import Filters, Reader, Writer
from policytext.store.connection import DATABASE_NAME
from policytext.types.served import ServedFolder, ServerAddress, server_of
from policytext.types.vocabulary import StatementKind
from policytext.vectors import ServerAway, ServerVectors, VectorsStale, exact_search, is_current

IDS = [f"{number % 7:08x}:{number}" for number in range(500)]
QUERY = "wie bepaalt de toegang tot de jeugdhulp"


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as server:
        return int(server.getsockname()[1])


def unit_vectors(count: int, seed: int) -> NDArray[np.float32]:
    vectors = np.random.default_rng(seed).standard_normal((count, 16)).astype(np.float32)
    return vectors / np.linalg.norm(vectors, axis=1, keepdims=True)


MATRIX = unit_vectors(500, 0)


@pytest.fixture(scope="module")
def port(tmp_path_factory: pytest.TempPathFactory) -> Iterator[int]:
    """Port of a Chroma server that runs as long as the tests of this file."""
    command, chosen = Path(sys.executable).with_name("chroma"), free_port()
    folder = tmp_path_factory.mktemp("server")
    try:
        process = subprocess.Popen(
            [str(command), "run", "--path", str(folder), "--host", "127.0.0.1", "--port", str(chosen)],
            cwd=folder,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
    except OSError as error:
        pytest.skip(f"chroma does not start: {error}")
    try:
        deadline = time.monotonic() + 60
        while True:
            try:
                socket.create_connection(("127.0.0.1", chosen), timeout=1).close()
                break
            except OSError:
                if process.poll() is not None or time.monotonic() > deadline:
                    pytest.skip("chroma run does not start here")
                time.sleep(0.1)
        yield chosen
    finally:
        process.terminate()
        process.wait(timeout=30)


@pytest.fixture
def server(port: int, request: pytest.FixtureRequest) -> ServerVectors:
    """The server under a name of the test's own."""
    return ServerVectors(ServerAddress("127.0.0.1", port, name=f"t{crc32(request.node.nodeid.encode())}"))


def fill(server: ServerVectors, fingerprint: str, store: str = "one") -> None:
    blocks = iter([(IDS[:200], MATRIX[:200]), ([], MATRIX[:0]), (IDS[200:], MATRIX[200:])])
    server.fill(blocks, len(IDS), fingerprint=fingerprint, store=store)


@pytest.mark.parametrize("step", [1, 3, 50], ids=["all allowed", "a third", "few, so that more is asked for"])
def test_nearest_are_the_exact_ones_that_are_allowed(server: ServerVectors, step: int) -> None:
    fill(server, "f" * 64)
    wanted = set(IDS[::step])
    found = server.nearest(MATRIX[3], 8, lambda names: [name in wanted for name in names], fingerprint="f" * 64)
    expected = exact_search(IDS, MATRIX, MATRIX[3], 8, wanted)
    assert [name for name, _ in found] == [name for name, _ in expected]
    assert [cosine for _, cosine in found] == pytest.approx([cosine for _, cosine in expected], abs=1e-5)


def test_states_stand_side_by_side_until_others_are_forgotten(server: ServerVectors) -> None:
    fill(server, "a" * 64)
    fill(server, "b" * 64)
    fill(server, "c" * 64, store="another store under the same name")
    assert all(server.is_filled(state * 64) for state in "abc")
    server.forget_others("b" * 64, "one")
    assert [server.is_filled(state * 64) for state in "abc"] == [False, True, True]


def test_filling_that_stops_is_not_whole_and_can_be_done_again(server: ServerVectors) -> None:
    with pytest.raises(ServerAway):
        server.fill(iter([(IDS[:5], MATRIX[:5])]), 6, fingerprint="a" * 64, store="one")
    assert not server.is_filled("a" * 64)
    fill(server, "a" * 64)
    assert server.is_filled("a" * 64)


def test_server_tells_that_it_holds_nothing_or_another_state(server: ServerVectors) -> None:
    def ask() -> None:
        server.nearest(MATRIX[0], 1, lambda names: [True] * len(names), fingerprint="b" * 64)

    with pytest.raises(VectorsStale, match="holds nothing"):
        ask()
    fill(server, "a" * 64)
    with pytest.raises(VectorsStale, match="another state") as refusal:
        ask()
    assert "index rebuild" in refusal.value.hint


def test_server_that_is_away_is_told(tmp_path: Path) -> None:
    address = ServerAddress("127.0.0.1", free_port())
    with pytest.raises(ServerAway, match="does not answer"):
        ServerVectors(address).check()
    with pytest.raises(ServerAway):  # before anything is written
        rebuild(ServedFolder.of(tmp_path / "index", address))
    assert list(tmp_path.iterdir()) == []


def test_another_kind_of_server_is_told() -> None:
    code = (
        "import socket; s = socket.create_server(('127.0.0.1', 0)); print(s.getsockname()[1], flush=True)\n"
        "while True:\n    c, _ = s.accept(); c.sendall(b'SSH-2.0\\r\\n'); c.close()"
    )
    process = subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, text=True)
    try:
        assert process.stdout is not None
        address = ServerAddress("127.0.0.1", int(process.stdout.readline()))
        with pytest.raises(ServerAway, match="as it should"):
            ServerVectors(address).check()
    finally:
        process.kill()
        process.communicate()


@pytest.fixture
def store(sample_index: Path, tmp_path: Path) -> Path:
    """A copy of the sample index: the records only."""
    folder = tmp_path / "store"
    folder.mkdir()
    shutil.copy(sample_index / DATABASE_NAME, folder)
    return folder


def answers(folder: Path) -> list[list[str]]:
    with open_index(folder) as index:
        chosen = (Filters(), Filters(kinds=(StatementKind.RECOMMENDATION,)), Filters(organisations=("ministerie",)))
        return [[hit.sentence.id for hit in search(index, QUERY, filters).hits] for filters in chosen]


def test_search_through_a_server_finds_what_it_finds_without(
    store: Path, server: ServerVectors, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(opened, "_FEW", 20)
    served = ServedFolder.of(store, server.address)
    expected = answers(store)
    assert answers(served) == expected  # by the store's own vectors, which is said
    assert "holds nothing" in caplog.text
    rebuild(served)
    with Reader.open(store) as reader:
        assert is_current(served, reader)
        facts, source = reader.info(), reader.documents()[0].source
    caplog.clear()
    asked = []
    original = ServerVectors.nearest
    monkeypatch.setattr(ServerVectors, "nearest", lambda *a, **k: asked.append(1) or original(*a, **k))
    assert answers(served) == expected
    assert (len(asked), caplog.text) == (3, "")
    assert not (store / "vectors" / "sealed.json").is_file()  # nobody needs it

    with Writer.open(
        store, model=facts.model, dimensions=facts.dimensions, pipeline_version=facts.pipeline_version
    ) as writer:
        writer.remove_source(source)
    with caplog.at_level(logging.WARNING):
        assert answers(served) == answers(store)
    assert "another state" in caplog.text
    rebuild(served)
    with Reader.open(store) as reader:
        assert is_current(served, reader)


def test_store_without_a_server_asks_nobody(store: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("a connection was made")

    monkeypatch.setattr(socket, "create_connection", refuse)
    assert answers(store)[0]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("http://chroma.lan:9000", ServerAddress("chroma.lan", 9000), id="host and port"),
        pytest.param("http://localhost", ServerAddress("localhost", 8000), id="Chroma's own port"),
        pytest.param("https://a.nl/jeugd/", ServerAddress("a.nl", 443, True, "jeugd"), id="secure, with a name"),
        pytest.param("http://[::1]:81/x", ServerAddress("::1", 81, name="x"), id="an address in numbers"),
    ],
)
def test_addresses_are_read_and_shown(text: str, expected: ServerAddress) -> None:
    assert ServerAddress.parse(text) == expected
    assert ServerAddress.parse(str(expected)) == expected


@pytest.mark.parametrize(
    "text", ["http://", "ftp://a", "http://u:p@a", "http://a/b/c", "http://a:x", "http://a?q=1", "a"]
)
def test_what_is_no_address_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r".+"):
        ServerAddress.parse(text)


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        pytest.param(["--index", "here"], "here None", id="a folder"),
        pytest.param(["--store", "there", "--index", "here"], "here None", id="a folder is all that a folder needs"),
        pytest.param(
            ["--index", "http://a:1/b", "--store", "there"], "there http://a:1/b", id="a server and its store"
        ),
        pytest.param(["--index", "http://a:1/b"], "--store", id="no store"),
        pytest.param(["--index", "http://a:x", "--store", "there"], "is no address", id="no address"),
    ],
)
def test_index_option_takes_a_folder_or_a_server(
    arguments: list[str], expected: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("POLICYTEXT_STORE", raising=False)
    monkeypatch.delenv("POLICYTEXT_INDEX", raising=False)

    @click.command()
    @index_option
    def command(index_folder: Path) -> None:
        click.echo(f"{index_folder} {server_of(index_folder)}")

    assert expected in CliRunner().invoke(command, arguments).output
