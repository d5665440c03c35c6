"""What tests of `policytext code` ask of it, and the sentences of the letter that they decide on."""

import json
from collections.abc import Callable
from typing import Any

from click.testing import Result

Call = Callable[..., Result]

WAIT, OPENLY, DESK, DEAR, PROMISE = range(5)


def decided(call: Call, *arguments: str) -> list[dict[str, Any]]:
    """Decisions in order of time."""
    return [json.loads(line) for line in call("export", *arguments).stdout.splitlines()]


def brief(rows: list[dict[str, Any]]) -> list[tuple[str, str, str | None]]:
    return [(row["text"], row["decision"], row["kind"]) for row in rows]


def walk(call: Call, keys: str, *arguments: str, coder: str = "anna") -> Result:
    result = call("--coder", coder, "--document", "brief.txt", *arguments, keys=keys)
    assert result.exit_code == 0, result.output
    return result


def take(call: Call, text: str, *arguments: str) -> Result:
    return call("--decisions", "-", *arguments, keys=text)
