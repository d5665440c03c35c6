"""What the Dutch pipelines reach: `figures.json` beside the weights, with which docs/models/dutch.md is checked."""

import json
from importlib.resources import files
from pathlib import Path
from typing import Any, Final

FIGURES: Final = Path(str(files("policytext.sentences"))) / "dutch" / "figures.json"


def read_figures() -> dict[str, Any]:  # Any: a JSON object
    """All figures by pipeline, empty where none were taken yet."""
    if not FIGURES.is_file():
        return {}
    figures: dict[str, Any] = json.loads(FIGURES.read_text(encoding="utf-8"))
    return figures


def put_figures(pipeline: str, figures: dict[str, Any]) -> None:
    """Put in figures of one pipeline; others that were taken of it stay."""
    value = read_figures()
    value[pipeline] = value.get(pipeline, {}) | figures
    FIGURES.parent.mkdir(exist_ok=True)
    FIGURES.write_text(json.dumps(value, indent=1, sort_keys=True) + "\n", encoding="utf-8")
