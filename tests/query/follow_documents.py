"""A report with recommendations, the answer to it and a letter on what came of it: all fictional, for tests."""

from pathlib import Path
from typing import Final

from policytext.ingest.run import IngestOptions, ingest

REPORT: Final = "bruggen-in-beeld.md"
ANSWER: Final = "antwoord-college.md"
PROGRESS: Final = "voortgang-bruggen.md"
COURT: Final = "Rekenkamer Zilverkust"
TOWN: Final = "Gemeente Zilverkust"

TEXTS: Final = {
    REPORT: """# Bruggen in beeld

De gemeente beheert 214 bruggen. Van een derde is niet bekend hoe sterk zij zijn.

## Aanbevelingen aan de gemeente

1. De gemeente moet voor elke brug een onderhoudsplan opstellen met een jaarlijkse inspectie.
2. De gemeente moet ieder jaar een overzicht van gesloten bruggen publiceren.
3. De gemeente moet de reserve voor bruggen verhogen naar 6 miljoen euro.
4. De gemeente moet een onafhankelijk bureau de trillingen van beweegbare bruggen laten meten.

## Aanbeveling aan de provincie

5. De provincie moet de vaarwegen bij de oude sluis verdiepen.
""",
    ANSWER: """# Antwoord op het onderzoek naar de bruggen

Geachte raad,

Op 12 maart bracht de Rekenkamer Zilverkust het rapport Bruggen in beeld uit. Wij danken de onderzoekers voor hun werk.

De eerste aanbeveling nemen wij over. Aanbeveling 2 nemen wij gedeeltelijk over. Aanbeveling 3 nemen wij niet over, want
de reserve is voor andere uitgaven bestemd.

Wij zullen voor het einde van 2021 een register van alle bruggen openbaar maken. Wij zullen in 2021 een elektrische
veerpont voor het Westerhoofd bestellen. Wij zullen met de schippers een convenant over wachttijden sluiten.
""",
    PROGRESS: """# Voortgang van het bruggenprogramma

Geachte raad,

Het register van alle bruggen is in november 2021 gepubliceerd en staat voor iedereen openbaar op de website.

Van een elektrische veerpont voor het Westerhoofd zien wij af, omdat de bouwkosten zijn verdubbeld.
""",
}
_ABOUT: Final = {
    REPORT: (COURT, "2020-03-12", "rapport"),
    ANSWER: (TOWN, "2020-06-09", "brief"),
    PROGRESS: (TOWN, "2022-02-01", "brief"),
}


def write(folder: Path, *names: str) -> None:
    """Write documents with their manifest; all three where none is named."""
    folder.mkdir(exist_ok=True)
    rows = []
    for name in names or TEXTS:
        (folder / name).write_text(TEXTS[name], encoding="utf-8")
        sender, date, kind = _ABOUT[name]
        rows.append(f'[[document]]\nfile = "{name}"\norganisation = "{sender}"\ndate = "{date}"\nkind = "{kind}"\n')
    (folder / "sources.toml").write_text("\n".join(rows), encoding="utf-8")


def make_index(folder: Path, *names: str) -> Path:
    """An index of these documents, made with the default model."""
    write(folder / "documenten", *names)
    ingest([folder / "documenten"], folder / "index", IngestOptions())
    return folder / "index"
