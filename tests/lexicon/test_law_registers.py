"""Tables of acts: identifiers have the form of their register, and titles are those of the list of titles."""

import re

from policytext.lexicon import table

# A book of the Basiswettenbestand (R: acts and orders, V: treaties), an act or a treaty of the Union.
_FORM = re.compile(r"BWB[RV]\d{7}|3(?:19|20)\d\d[RLD]\d{4}|1\d{4}[A-Z]")


def test_registers_have_their_form() -> None:
    for row in (*table("law_registers"), *table("civil_code_books")):
        assert _FORM.fullmatch(row["register"]), row


def test_an_identifier_belongs_to_one_act() -> None:
    """A number that stands twice is that of an act whose title changed, or is cited with and without its year."""
    acts: dict[str, list[str]] = {}
    for row in table("law_registers"):
        acts.setdefault(row["register"], []).append(row["title"])
    several = {tuple(titles) for titles in acts.values() if len(titles) > 1}
    assert all(
        later.startswith(first) or first == "Participatiewet" for first, *others in several for later in others
    ), several


def test_titles_are_known() -> None:
    known = {row["title"] for row in table("law_titles")}
    for name in ("law_registers", "law_names"):
        assert {row["title"] for row in table(name)} <= known


def test_no_name_means_two_acts() -> None:
    meant: dict[str, set[str]] = {}
    for row in table("law_titles"):
        meant.setdefault(row["title"].casefold(), set()).add(row["title"])
        if row["abbreviation"]:
            meant.setdefault(row["abbreviation"], set()).add(row["title"])
    assert {name: titles for name, titles in meant.items() if len(titles) > 1} == {}


def test_numbers_of_an_article_are_counts() -> None:
    assert {row["article_parts"] for row in table("law_registers")} <= {"", "1", "2"}
