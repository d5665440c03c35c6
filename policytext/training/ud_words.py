"""Words of the Dutch Universal Dependencies treebanks with their lemmas, in which "_" parts compounds.

UD_Dutch-Alpino and UD_Dutch-LassySmall, CC BY-SA 4.0.
"""

from collections import Counter
from pathlib import Path

TRAINING = ("alpino-dev", "lassy-dev", "lassy-test")
TEST = ("alpino-test",)
_COLUMNS = 10


def read_words(folder: Path, names: tuple[str, ...]) -> Counter[tuple[str, str, str]]:
    """How often each (form, lemma, part of speech) occurs in the files; form and lemma in lower case."""
    found: Counter[tuple[str, str, str]] = Counter()
    for name in names:
        for line in (folder / f"{name}.conllu").read_text(encoding="utf-8").splitlines():
            cells = line.split("\t")
            if len(cells) == _COLUMNS and cells[0].isdigit():
                found[cells[1].lower(), cells[2].lower(), cells[3]] += 1
    return found
