"""Bring the figures of docs/limits.md up to date with those that were measured.

Usage: python -m tests.docs.write_limits [--check]

Each row of FIGURES says where a figure stands in docs/limits.md and where it was measured: a pattern with one group in
either. `--check` writes nothing; exit code 1 when a figure differs.
"""

import argparse
import re
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Final

DOCS: Final = Path(__file__).resolve().parents[2] / "docs"
PAGE: Final = DOCS / "limits.md"
QUALITY: Final = "quality.md"
STATEMENTS: Final = "models/statements.md"
STANCE: Final = "models/stance.md"
RELATIONS: Final = "models/relations.md"
FOLLOW: Final = "adr/0038-follow-and-watch.md"
_WORDS: Final = {"one": 1, "two": 2, "three": 3, "five": 5, "ten": 10, "eleven": 11, "fourteen": 14, "nineteen": 19}
_DUTCH: Final = {"een": 1, "twee": 2, "drie": 3, "tien": 10, "elf": 11}


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure of the page: its words there, and the file under docs/ and the words where it was measured."""

    here: str
    source: str
    there: str


#: White space in a pattern stands for any; the group holds the figure.
FIGURES: Final = (
    Figure(r"van (\d+) met de hand getelde", QUALITY, r"\*\*all\*\* \| \*\*\d+\*\* \| \*\*\d+ of (\d+)\*\*"),
    Figure(r"noottekens kwamen er (\d+)", QUALITY, r"\*\*all\*\* \| \*\*\d+\*\* \| \*\*(\d+) of \d+\*\*"),
    Figure(r"lag tussen ([\d,]+) en", QUALITY, r"confidence ([\d.]+) to"),
    Figure(r"lag tussen [\d,]+ en ([\d,]+)\.", QUALITY, r"confidence [\d.]+ to ([\d.]+)"),
    Figure(r"jaar bij (\d+) van", QUALITY, r"\*\*all \(\d+\)\*\* \| \*\*(\d+)\*\*"),
    Figure(r"van (\d+) documenten gelijk", QUALITY, r"Later than the date are \d+ of (\d+):"),
    Figure(
        r"bij (\d+) vond het niets",
        QUALITY,
        r"\*\*all \(\d+\)\*\* \| \*\*\d+\*\* \| \*\*\d+\*\* \| \*\*\d+\*\* \| \*\*(\d+)\*\*",
    ),
    Figure(r"\| claim \| ([\d,]+) \|", STATEMENTS, r"\| network \| all \| ([\d.]+) \|"),
    Figure(r"\| aanbeveling \| ([\d,]+) \|", STATEMENTS, r"\| network \| all \| [\d.]+ \| ([\d.]+) \|"),
    Figure(r"\| toezegging \| ([\d,]+) \|", STATEMENTS, r"\| network \| all \| [\d.]+ \| [\d.]+ \| ([\d.]+) \|"),
    Figure(r"\| claim \| [\d,]+ \| ([\d,]+) en", STATEMENTS, r"\n\| ([\d.]+) – \*\*"),
    Figure(r"\| claim \| [\d,]+ \| [\d,]+ en ([\d,]+)", STATEMENTS, r"\n\| [\d.]+ – \*\*[\d.]+\*\* – ([\d.]+)"),
    Figure(r"\| aanbeveling \| [\d,]+ \| ([\d,]+) en", STATEMENTS, r"\n\| [^|]+ \| ([\d.]+) – \*\*"),
    Figure(r"\| aanbeveling \| [\d,]+ \| [\d,]+ en ([\d,]+)", STATEMENTS, r"\n\| [\d.]+ – [^|]+ \| [^|]+ – ([\d.]+)"),
    Figure(r"\| toezegging \| [\d,]+ \| ([\d,]+) en", STATEMENTS, r"\n\| [\d.]+ – [^|]+ \| [^|]+ \| ([\d.]+) –"),
    Figure(
        r"\| toezegging \| [\d,]+ \| [\d,]+ en ([\d,]+)",
        STATEMENTS,
        r"\n\| [\d.]+ – [^|]+ \| [^|]+ \| [\d.]+ – \*\*[\d.]+\*\* – ([\d.]+)",
    ),
    Figure(r"is dat ([\d,]+) voor claims", QUALITY, r"claim F1 \| ([\d.]+)"),
    Figure(r"en ([\d,]+) voor aanbevelingen", QUALITY, r"recommendation F1 \| ([\d.]+)"),
    Figure(r"leerde \(F1 ([\d,]+)\)", STATEMENTS, r"\| network \| others \| [\d.]+ \| [\d.]+ \| ([\d.]+) \|"),
    Figure(r"Van (\d+) gelezen uitspraken", QUALITY, r"\n(\d+) statements, 15 drawn at random"),
    Figure(
        r"gelezen uitspraken had (\d+) de",
        QUALITY,
        r"\| \*\*all\*\* \| \*\*\d+\*\* \| \*\*(\d+)\*\* \| \*\*\d+\*\* \| \*\*\d+",
    ),
    Figure(
        r"dat in ([\d,]+) van de gevallen. Het vindt",
        QUALITY,
        r"reported: precision, recall, F1 \| [^|]+ \| ([\d.]+),",
    ),
    Figure(r"vindt maar ([\d,]+) van wat", QUALITY, r"reported: precision, recall, F1 \| [^|]+ \| [\d.]+, ([\d.]+),"),
    Figure(r"bij een aanbeveling: F1 ([\d,]+)\.", QUALITY, r"actors, F1: recommendations \| [\d.]+ \| ([\d.]+)"),
    Figure(r"goed in ([\d,]+) van de aanbevelingen", QUALITY, r"strength of \d+ recommendations \| [\d.]+ \| ([\d.]+)"),
    Figure(r"dat in ([\d,]+) van de gevallen: bijna", STANCE, r"pro is said, it is right in ([\d.]+)\."),
    Figure(r"zelden \*contra\*: (\d+) keer", STANCE, r"Contra is said (\d+) times"),
    Figure(r"en (\d+) keer terecht", STANCE, r"rightly (\d+) times"),
    Figure(r"over een stelling spreken: F1 ([\d,]+)\.", STANCE, r"speak on a proposition: F1 \| ([\d.]+)"),
    Figure(r"bij (drie) van de tien", QUALITY, r"say pro, and (three) of them are not"),
    Figure(r"bij drie van de (tien)", QUALITY, r"all (ten) entries"),
    Figure(r"klopte ([\d,]+) van \d+", QUALITY, r"change accuracy \| ([\d.]+) of"),
    Figure(r"van de documenten, (\d+) van \d+", QUALITY, r"changes right in (\d+) of\s+\d+"),
    Figure(r"van de documenten, \d+ van (\d+)", QUALITY, r"changes right in \d+ of\s+(\d+)"),
    Figure(r"klopte [\d,]+ van (\d+) veranderingen", QUALITY, r"change accuracy \| [\d.]+ of (\d+)"),
    Figure(r"antwoorden staat ([\d,]+) bij", QUALITY, r"recall of direct answers [\d.]+, [\d.]+, [\d.]+, ([\d.]+)\."),
    Figure(r"bij (\d+) van \d+ vragen", QUALITY, r"nothing there answers: (\d+) are told so"),
    Figure(r"bij \d+ van (\d+) vragen", QUALITY, r"(\d+) queries that nothing there answers"),
    Figure(r"Van (\d+) cijfers in tien", QUALITY, r"\| \*\*all\*\* \| \*\*(\d+)\*\* \| \*\*about"),
    Figure(r"ongeveer (\d+) fout", QUALITY, r"\*\*about \d+\*\* \| \*\*about (\d+)\*\*"),
    Figure(r"van (\d+) in documenten die niemand", QUALITY, r"third \((\d+)\) \|"),
    Figure(r"waren er (\d+) in elk veld", QUALITY, r"as drawn\*\* \| [^|]+ \| [^|]+ \| \*\*(\d+)\*\*"),
    Figure(r"van (\d+) zinnen in de voorbeelden", QUALITY, r"sample corpus (\d+) citing sentences"),
    Figure(r"kregen er (\d+) \*staat", QUALITY, r"citing sentences, (\d+) supported \(all right\)"),
    Figure(r"en (\d+) \*niet te", QUALITY, r"(\d+) not judged \(a reader"),
    Figure(r"daarvan (\d+) kunnen", QUALITY, r"a reader could judge (\d+)\)"),
    Figure(r"zinnen: precisie (\d+,\d+)", QUALITY, r"support has precision ([\d.]+) and recall"),
    Figure(r"vindkracht ([\d,]+)\. De meeste", RELATIONS, r"\| support \| \d+ \| \d+ \| \d+ \| [\d.]+ \| ([\d.]+)"),
    Figure(r"tegenspraak\* klopt in ([\d,]+)", RELATIONS, r"\| attack \| \d+ \| \d+ \| \d+ \| ([\d.]+)"),
    Figure(r"voorbeelden maakt ([\d,]+) van", QUALITY, r"topics on the sample corpus ([\d.]+) \("),
    Figure(r"ongeveer een op de (elf)", QUALITY, r"about one in (eleven)"),
    Figure(r"niet: (\d+) van \d+", QUALITY, r"paraphrase (\d+) of \d+ \(aim"),
    Figure(r"niet: \d+ van (\d+) in", QUALITY, r"paraphrase \d+ of (\d+) \(aim"),
    Figure(r"lezer (\d+) antwoorden", FOLLOW, r"reader finds (nineteen) answers"),
    Figure(r"vindt er (\d+), en", FOLLOW, r"answers: (fourteen) are found"),
    Figure(r"en mist er (\d+)\.", FOLLOW, r"(five) are missed"),
    Figure(r"vond ([\d.]+) van [\d.]+ veranderde", QUALITY, r"planted faults ([\d,]+) of"),
    Figure(r"vond [\d.]+ van ([\d.]+) veranderde", QUALITY, r"planted faults [\d,]+ of ([\d,]+) changed"),
    Figure(r"en ([\d.]+) van [\d.]+ verkeerde", QUALITY, r"and ([\d,]+) of [\d,]+ wrong pages"),
    Figure(r"en [\d.]+ van ([\d.]+) verkeerde", QUALITY, r"and [\d,]+ of ([\d,]+) wrong pages"),
    Figure(r"ten hoogste (\d+) echte", "../README.md", r"up to (\d+) real documents"),
)


def spaced(pattern: str) -> re.Pattern[str]:
    """The pattern with any white space where it has a space, since lines are wrapped."""
    return re.compile(pattern.replace(" ", r"\s+"))


def measured(figure: Figure) -> str:
    """The figure as it was measured, in the form in which the page gives it: a comma, two decimals, a point at 1.000.

    Raises:
        ValueError: the file does not give it once.
    """
    found = spaced(figure.there).findall((DOCS / figure.source).read_text(encoding="utf-8"))
    if not found:
        raise ValueError(f"{figure.source} has nothing that fits {figure.there}")
    value = str(found[0])
    if value in _WORDS:
        return str(_WORDS[value])
    if re.fullmatch(r"\d+\.\d+", value):
        return f"{float(value) + 1e-9:.2f}".replace(".", ",")
    return value.replace(",", ".")


def differing(text: str) -> list[tuple[Figure, str, str]]:
    """Figures of the page that are not as measured: the row, what the page says, what it should say.

    Raises:
        ValueError: the page does not have the words of a row, or has them twice.
    """
    found = []
    for figure in FIGURES:
        matches = list(spaced(figure.here).finditer(text))
        if len(matches) != 1:
            raise ValueError(f"limits.md has {len(matches)} places that fit {figure.here}")
        said, value = matches[0][1], measured(figure)
        if str(_DUTCH.get(said, said)) != value:
            found.append((figure, said, value))
    return found


def unaccounted(text: str) -> list[str]:
    """Decimals, and numbers above twelve, of the page that no row holds to a measurement."""
    covered = [match.span(1) for figure in FIGURES for match in spaced(figure.here).finditer(text)]
    return [
        match[0]
        for match in re.finditer(r"(?<![\w.,])(?:\d+,\d+|\d+\.\d{3}|1[3-9]|[2-9]\d|\d{3,})(?![\w,])", text)
        if not any(start <= match.start() < end for start, end in covered)
    ]


def main(arguments: list[str]) -> int:
    """Write the figures, or compare."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--check", action="store_true")
    check = parser.parse_args(arguments).check
    text = PAGE.read_text(encoding="utf-8")
    wrong = differing(text)
    for figure, said, value in wrong:
        sys.stderr.write(f"{PAGE.name}: {said}, measured {value}: {figure.here}\n")
        match = spaced(figure.here).search(text)
        assert match is not None
        text = text[: match.start(1)] + value + text[match.end(1) :]
    if wrong and not check:
        PAGE.write_text(text, encoding="utf-8")
    return int(check and bool(wrong))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
