"""All commands of policytext, one after the other in this process: their names, codes and what went wrong, as JSON.

For processes whose sockets a test watches. `{statement}`, `{document}` and `{pdf}` stand for what the index holds.
"""

import json
import sys
import traceback
from pathlib import Path
from typing import Any, Final
from unittest.mock import patch

from click.testing import CliRunner

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from fake_encoder import HashingEncoder
from fake_parser import NoParser

from policytext.cli.main import main

TOPIC: Final = "wijkteams moeten de toegang tot de jeugdhulp vormen"
#: Every command with arguments by which it does its work, in an order in which each finds what it needs.
COMMANDS: Final[tuple[tuple[str, ...], ...]] = (
    ("ingest", "docs", "--again"),
    ("search", TOPIC),
    ("search", "wijkteam* AND NOT rijk", "--json"),
    ("evolve", TOPIC),
    ("points", "toegang tot de jeugdhulp"),
    ("reuse",),
    ("numbers", "wachttijd"),
    ("gaps", "{document}"),
    ("brief", TOPIC, "--output", "brief.docx"),
    ("verify", "brief.docx"),
    ("follow",),
    ("watch", "add", "toegang", "--claim", TOPIC),
    ("watch", "list"),
    ("watch", "run"),
    ("watch", "remove", "toegang"),
    ("statements",),
    ("citations",),
    ("trace", TOPIC),
    ("check-cites",),
    ("works",),
    ("documents",),
    ("show", "{document}"),
    ("inspect", "docs/elders.html", "--text"),
    ("inspect", "docs/elders.html", "--html", "gelezen.html"),
    ("explain", "{statement}"),
    ("correct", "{statement}", "--own"),
    ("code", "--coder", "anna", "--limit", "2"),
    ("code", "list"),
    ("code", "agreement"),
    ("code", "export"),
    ("code", "adopt", "anna", "--alone"),
    ("code", "remove", "anna", "--yes"),
    ("export", "corrections", "--format", "csv", "--output", "correcties.csv"),
    ("import", "correcties.csv"),
    ("export", "statements", "--format", "qdpx", "--output", "codering.qdpx"),
    ("import", "codering.qdpx", "--dry-run"),
    ("export", "citations"),
    ("highlight", "{pdf}", "--output", "gemarkeerd.pdf"),
    ("evaluate", "gold", "scored"),
    ("index", "info"),
    ("index", "check"),
    ("index", "rebuild"),
    ("index", "backup", "reserve.zip"),
    ("index", "restore", "reserve.zip", "--index", "terug"),
    ("completion", "bash"),
)


def filled(arguments: tuple[str, ...], held: dict[str, str]) -> list[str]:
    """Arguments with what the index holds."""
    return [argument.format_map(held) if argument.startswith("{") else argument for argument in arguments]


def run_all() -> list[dict[str, Any]]:
    """How each command ended. `said` is the traceback or the end of what was printed."""
    runner = CliRunner()
    documents = json.loads(runner.invoke(main, ["documents", "--json"]).stdout)
    statement = json.loads(runner.invoke(main, ["export", "statements"]).stdout.partition("\n")[0])
    held = {
        "document": documents[0]["id"],
        "pdf": next(one["source"] for one in documents if one["source"].endswith(".pdf")),
        "statement": statement["id"],
    }
    ended: list[dict[str, Any]] = []
    for command in COMMANDS:
        arguments = filled(command, held)
        sys.argv = ["policytext", *arguments]  # what is written down of a socket begins with it
        result = runner.invoke(main, arguments, input="a\nq\n")
        is_told = result.exception is None or isinstance(result.exception, SystemExit)
        said = result.output if is_told else "".join(traceback.format_exception(result.exception))
        ended.append({"command": command, "code": result.exit_code, "told": is_told, "said": said[-1_500:]})
    return ended


if __name__ == "__main__":
    with (
        patch("policytext.ingest.run.load_bulk_encoder", lambda *_: HashingEncoder()),
        patch("policytext.ingest.analysis.load_parser", lambda *_: NoParser()),
        patch("policytext.query.open_index.load_query_encoder", lambda *_: HashingEncoder()),
    ):
        sys.stdout.write(json.dumps(run_all()))
