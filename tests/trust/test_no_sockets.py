"""No command opens a socket: each runs in a process whose sockets are refused and written down."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

HERE = Path(__file__).resolve().parent
SAMPLES = HERE.parents[1] / "corpus"
TOPIC = "wijkteams moeten de toegang tot de jeugdhulp vormen"


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
    made = Project(folder)
    made.run("ingest", "docs")
    made.of_ingest = made.sockets()
    return made


def test_ingest_opens_no_socket(project: Project) -> None:
    assert "elders.html" in project.run("documents", "--json")
    assert project.of_ingest == ""


@pytest.mark.parametrize(
    "arguments",
    [
        pytest.param(("search", TOPIC), id="search"),
        pytest.param(("evolve", TOPIC), id="evolve"),
        pytest.param(("statements",), id="statements"),
        pytest.param(("citations",), id="citations"),
        pytest.param(("works",), id="works"),
        pytest.param(("export", "citations"), id="export"),
        pytest.param(("numbers", "wachttijd"), id="numbers"),
        pytest.param(("trace", TOPIC), id="trace"),
        pytest.param(("brief", TOPIC), id="brief"),
        pytest.param(("index", "check"), id="check"),
        pytest.param(("index", "rebuild"), id="rebuild"),
        pytest.param(("inspect", "docs/elders.html", "--text"), id="inspect"),
    ],
)
def test_command_opens_no_socket(project: Project, arguments: tuple[str, ...]) -> None:
    assert project.run(*arguments)
    assert project.sockets() == ""


def test_a_socket_would_be_seen(project: Project, tmp_path: Path) -> None:
    watching = Project(tmp_path)
    attempt = (
        "import socket\ntry:\n    socket.create_connection(('127.0.0.1', 9))\nexcept OSError:\n    print('geweigerd')"
    )
    assert watching.run(program=("-c", attempt)) == "geweigerd\n"
    assert "socket." in watching.sockets()
