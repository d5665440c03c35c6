"""No command opens a socket: each runs in a process whose sockets are refused and written down."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import click
import pytest
from every_command import COMMANDS

from policytext.cli.main import main

HERE = Path(__file__).resolve().parent
SAMPLES = HERE.parents[1] / "corpus"
#: Codes with which a command ends that did its work, other than 0: `watch run` found something new.
WELL = {"watch": (0, 10)}


class Project:
    """A folder with documents and an index, and where sockets are written down."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.opened = folder / "sockets.txt"
        self.of_ingest = ""

    def run(self, *arguments: str, program: tuple[str, ...] = (str(HERE / "hashing_program.py"),)) -> str:
        """Standard output of a command; its error where it fails otherwise than by a document."""
        self.opened.unlink(missing_ok=True)
        paths = (str(HERE / "no_network"), os.environ.get("PYTHONPATH", ""))
        environment = {
            **os.environ,
            "PYTHONPATH": os.pathsep.join(filter(None, paths)),
            "SOCKETS_OPENED": str(self.opened),
            "OMP_NUM_THREADS": "1",
        }
        done = subprocess.run(
            [sys.executable, *program, *arguments],
            cwd=self.folder, env=environment, capture_output=True, text=True, timeout=200, check=False,
        )  # fmt: skip
        assert done.returncode == 0, f"{arguments}: {done.stderr[-2000:]}"
        return done.stdout

    def sockets(self) -> str:
        """What the last command opened."""
        return self.opened.read_text(encoding="utf-8") if self.opened.exists() else ""


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """A project whose documents are of every format, ingested without a network; a page loads things from elsewhere."""
    folder = tmp_path_factory.mktemp("afgesloten")
    docs = folder / "docs"
    docs.mkdir()
    first: dict[str, Path] = {}
    for path in sorted(SAMPLES.iterdir()):
        if path.is_file() and path.name != "README.md":
            first.setdefault(path.suffix, path)
    for suffix in (".txt", ".md", ".html", ".docx", ".odt", ".pdf"):
        shutil.copy(first[suffix], docs)
    (docs / "elders.html").write_text(
        "<html><head><title>Elders</title><link rel='stylesheet' href='https://elders.example/a.css'>"
        "<script src='https://elders.example/a.js'></script><meta http-equiv='refresh' content='0;https://elders.example'>"
        "</head><body><article><h1>Elders</h1><p>Gemeenten moeten <a href='https://elders.example/b'>wachtlijsten</a> "
        "openbaar maken.<img src='https://elders.example/c.png'></p><iframe src='https://elders.example'></iframe>"
        "<p>Dat helpt ouders die een plek voor hun kind zoeken in de buurt van hun huis.</p></article></body></html>",
        encoding="utf-8",
    )
    (docs / "elders.xml").write_text(
        '<?xml version="1.0"?><?xml-stylesheet href="https://elders.example/a.xsl"?>'
        '<officiele-publicatie xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" '
        'xsi:noNamespaceSchemaLocation="https://elders.example/a.xsd"><kamerstuk><stuk><titel>Elders</titel><algemeen>'
        "<vrije-tekst><tekst><al>Gemeenten moeten wachtlijsten openbaar maken.</al></tekst></vrije-tekst></algemeen>"
        "</stuk></kamerstuk></officiele-publicatie>",
        encoding="utf-8",
    )
    for name in ("gold", "scored"):
        (folder / name).mkdir()
    (folder / "scored" / "900_wijk.txt").write_text("De wijk\n\nGemeenten moeten meer doen.\n", encoding="utf-8")
    (folder / "gold" / "900.spans.tsv").write_text("900-0\t9\t36\n", encoding="utf-8")
    (folder / "gold" / "900.labels.tsv").write_text("900-0\trecommendation\town\tgemeenten\tmust\n", encoding="utf-8")
    made = Project(folder)
    made.run("ingest", "docs")
    made.of_ingest = made.sockets()
    return made


def test_ingest_opens_no_socket(project: Project) -> None:
    assert "elders.html" in project.run("documents", "--json")
    assert project.of_ingest == ""


def test_no_command_opens_a_socket(project: Project) -> None:
    ended = json.loads(project.run(program=(str(HERE / "every_command.py"),)))
    assert [one for one in ended if not one["told"] or one["code"] not in WELL.get(one["command"][0], (0,))] == []
    assert [tuple(one["command"]) for one in ended] == list(COMMANDS)
    assert project.sockets() == ""


def test_every_command_is_among_those_that_are_watched() -> None:
    assert [path for path in leaves(main) if not any(command[: len(path)] == path for command in COMMANDS)] == []


def leaves(command: click.Command, path: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    """Names of all commands below one that do something themselves."""
    if not isinstance(command, click.Group):
        yield path
        return
    if command.invoke_without_command:
        yield path
    context = click.Context(command)
    for name in command.list_commands(context):
        below = command.get_command(context, name)
        assert below is not None
        yield from leaves(below, (*path, name))


def test_a_socket_would_be_seen(project: Project, tmp_path: Path) -> None:
    watching = Project(tmp_path)
    attempt = (
        "import socket\ntry:\n    socket.create_connection(('127.0.0.1', 9))\nexcept OSError:\n    print('geweigerd')"
    )
    assert watching.run(program=("-c", attempt)) == "geweigerd\n"
    assert "socket." in watching.sockets()
