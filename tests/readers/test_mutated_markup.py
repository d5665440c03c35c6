"""Damaged and hostile pages and XML files: read or refused with a reason, every place right, nothing else."""

import random
from pathlib import Path

import pytest
from markup_checks import blocks_that_differ
from official_files import FILES
from web_pages import PAGES

from policytext.errors import InputError
from policytext.readers.markup.html import read_html
from policytext.readers.markup.xml import read_xml
from policytext.structure import build_document

_INSERTED = (
    *(
        "<",
        "&",
        "</",
        "<!--",
        "<![CDATA[",
        "]]>",
        "<p",
        "<p class='",
        "</div></div>",
        "<table><tr>",
        "<a href='#fn1'>1</a>",
    ),
    *("&#0;", "&#x110000;", "&nbsp;&shy;", "\x00", "<svg>", "<textarea>", "<sup>2</sup>", "<b><i><p>", "<div>" * 200),
    *(
        "<script>",
        "<title>",
        "<note id='fn1'>",
        "<br>" * 50,
        "é" * 20,
        "<td>x",
        "<li>" * 30,
        "<!DOCTYPE x [",
        "<?php ?>",
    ),
)
_MUTATIONS = 15


def mutated(text: str, chance: random.Random) -> str:
    """The text cut off, with parts left out, repeated, turned round, or with markup put between."""
    first, second = sorted(chance.randrange(len(text)) for _ in range(2))
    match chance.randrange(5):
        case 0:
            return text[:first]
        case 1:
            return text[:first] + text[second:]
        case 2:
            return text[:second] + text[first:]
        case 3:
            return text[second:] + text[:second]
        case _:
            for _ in range(5):
                place = chance.randrange(len(text))
                text = text[:place] + chance.choice(_INSERTED) + text[place:]
            return text


@pytest.mark.parametrize("name", PAGES)
def test_mutated_page_is_read(name: str) -> None:
    chance = random.Random(name)
    for number in range(_MUTATIONS):
        page = mutated(PAGES[name], chance)
        raw = read_html(Path(f"{name}.html"), page.encode("utf-8", "replace"), "sha256:" + "0" * 64)
        document = build_document(raw, None, name)
        assert blocks_that_differ(document) == [], f"mutation {number}"


@pytest.mark.parametrize("name", FILES)
def test_mutated_xml_is_read_or_refused(name: str) -> None:
    chance = random.Random(name)
    reasons: list[str] = []
    for _ in range(_MUTATIONS):
        text = mutated(FILES[name], chance)
        try:
            build_document(
                read_xml(Path("stuk.xml"), text.encode("utf-8", "replace"), "sha256:" + "0" * 64), None, name
            )
        except InputError as error:
            reasons.append(error.message)
    assert reasons
    assert [reason for reason in reasons if not reason.startswith("stuk.xml: ")] == []
