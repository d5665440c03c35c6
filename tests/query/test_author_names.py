"""Names of authors in parts: Dutch particles, initials before and behind, bodies whole."""

import time

import pytest

from policytext.query.author_names import AuthorName, has_others, is_person, parse_name

CASES = [
    ("Helm, P. van der", ("Helm", "P.", "van der")),
    ("P. van der Helm", ("Helm", "P.", "van der")),
    ("Van der Helm, P.", ("Helm", "P.", "van der")),
    ("van der Helm P.", ("Helm", "P.", "van der")),
    ("Jeroen van der Sluijs", ("Sluijs", "Jeroen", "van der")),
    ("Sluijs, Jeroen van der", ("Sluijs", "Jeroen", "van der")),
    ("'t Hooft, G.", ("Hooft", "G.", "'t")),
    ("G. van ’t Hof", ("Hof", "G.", "van ’t")),
    ("Rutger Jan van der Gaag", ("Gaag", "Rutger Jan", "van der")),
    ("J.P.H. Donner", ("Donner", "J.P.H.", None)),
    ("Donner, J. P. H.", ("Donner", "J. P. H.", None)),
    ("Bearak JM", ("Bearak", "JM", None)),
    ("J.W Visser", ("Visser", "J.W", None)),
    ("Helderman, J-K", ("Helderman", "J-K", None)),
    ("Peeters, P-H.", ("Peeters", "P-H.", None)),
    ("Ellen M.H. Mitchell", ("Mitchell", "Ellen M.H.", None)),
    ("Kopp Kallner H", ("Kopp Kallner", "H", None)),
    ("Gemzell-Danielsson K", ("Gemzell-Danielsson", "K", None)),
    ("O’Connor, C.", ("O’Connor", "C.", None)),
    ("Thijs Homan", ("Homan", "Thijs", None)),
    ("Homan", ("Homan", None, None)),
    ("Van Dijk", ("Dijk", None, "van")),
    ("De Vries e.a.", ("Vries", None, "de")),
    ("Ros et al.", ("Ros", None, None)),
]
BODIES = [
    "Ministerie van Volksgezondheid, Welzijn en Sport",
    "Ministerie van Onderwijs, Cultuur en Wetenschap",
    "SCP",
    "ZonMw",
    "Raad van State",
    "Radboud University",
    "Kennisinstituut De Oever",
    "De Oever",
    "De Morgen",
    "Vereniging Gemeenten Waterrijk",
    "Commissie Hordijk",
    "College van B en W Meerdrecht",
    "Taskforce rijksoverheid",
    "Steunpunt Natura 2000",
    "Onderzoek & Advies",
    "RIVM/MNP",
    "Eerste Kamer",
]


@pytest.mark.parametrize(("author", "parts"), CASES)
def test_person_in_parts(author: str, parts: tuple[str, str | None, str | None]) -> None:
    assert parse_name(author) == AuthorName(*parts)
    assert is_person(author) is (parts[1] is not None)


@pytest.mark.parametrize("author", BODIES)
def test_body_is_whole(author: str) -> None:
    assert parse_name(author) == AuthorName(literal=author)


@pytest.mark.parametrize(
    ("author", "others"), [("Ros e.a.", True), ("Ros et al", True), ("Grinwis c.s.", True), ("Ros", False)]
)
def test_others(author: str, others: bool) -> None:
    assert has_others(author) is others


@pytest.mark.parametrize("text", ["A. " * 40_000, "van " * 30_000, "A-" * 50_000, "," * 100_000, "X" * 100_000])
def test_hostile_name_takes_no_time(text: str) -> None:
    start = time.process_time()
    parse_name(text)
    assert time.process_time() - start < 1
