"""The page in a browser: what a click, a key and the filter do, that it works without script, and that it asks nothing.

A headless Chromium does it; tests are skipped where there is none (Debian: apt-get install chromium).
"""

from collections.abc import Iterator
from pathlib import Path

import pymupdf
import pytest
from browser import Browser, find_browser
from page_builders import hostile_timeline, write_page
from timeline_builders import library_timeline

#: The id of the quotation "Sluit hem op zondag."
CLOSED = library_timeline().entries[2].quotes[0].sentence.id
ENTER, ESCAPE, TAB, RIGHT = 13, 27, 9, 39

PROGRAM = find_browser()
pytestmark = pytest.mark.skipif(PROGRAM is None, reason="no Chromium is installed (Debian: apt-get install chromium)")


@pytest.fixture(scope="module")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    assert PROGRAM is not None
    with Browser(PROGRAM, tmp_path_factory.mktemp("profile")) as opened:
        yield opened


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_page(library_timeline(), tmp_path_factory.mktemp("page") / "timeline.html")


@pytest.fixture(autouse=True)
def asks_nothing(request: pytest.FixtureRequest, browser: Browser) -> Iterator[None]:
    """After every test: the page asked for itself alone, and nothing was refused, broken or shown in a dialog."""
    yield
    assert [address for address in browser.requests if not address.startswith("file:")] == []
    assert len(browser.requests) == 1
    assert browser.messages == []


def shown(browser: Browser, selector: str) -> list[str]:
    """The texts of the elements that are to be seen."""
    found = browser.value(
        "(() => { const drawn = e => !e || (getComputedStyle(e).display !== 'none' && drawn(e.parentElement));"
        f" return [...document.querySelectorAll('{selector}')].filter(e => e.checkVisibility() && drawn(e))"
        ".map(e => e.textContent); })()"
    )
    return [" ".join(text.split()) for text in found]


def test_a_click_on_a_point_shows_the_quotation_in_its_context(browser: Browser, library: Path) -> None:
    browser.open(library)
    assert shown(browser, "#panel") == []
    browser.click('.wide a[href="#e2"] .touch')
    (panel,) = shown(browser, "#panel")
    assert "▼ contra 2022 · Dorpsraad · Toch niet" in panel
    assert f"Vooraf {CLOSED}. Sluit hem op zondag. Nadien {CLOSED}." in panel
    assert f"policytext show {CLOSED}" in panel
    assert "Deel 1" in panel
    assert "Rust is nodig." in panel
    assert browser.value("document.querySelector('.wide a[aria-current]').getAttribute('href')") == "#e2"


def test_a_click_on_a_change_shows_both_quotations(browser: Browser, library: Path) -> None:
    browser.open(library)
    browser.click('.wide a[href="#c1"] .touch')
    (panel,) = shown(browser, "#panel")
    assert "omgekeerd" in panel
    assert "Open die deur op zondag." in panel
    assert "Sluit hem op zondag." in panel


def test_the_keyboard_opens_closes_and_comes_back(browser: Browser, library: Path) -> None:
    """Enter on a mark moves to the panel, Escape back to the mark, and arrows from mark to mark."""
    browser.open(library)
    browser.value("document.querySelector('.wide a').focus()")
    browser.press("Enter", ENTER)
    assert browser.value("document.activeElement.id") == "panel-title"
    assert "Open op zondag" in shown(browser, "#panel")[0]
    browser.press("Escape", ESCAPE)
    assert shown(browser, "#panel") == []
    assert browser.value("document.activeElement.getAttribute('href')") == "#e0"
    browser.press("ArrowRight", RIGHT)
    assert browser.value("document.activeElement.getAttribute('href')") == "#c1"


def test_tab_reaches_the_filter_then_the_marks_then_the_panel(browser: Browser, library: Path) -> None:
    browser.open(library)
    reached = []
    for _ in range(14):
        browser.press("Tab", TAB)
        reached.append(browser.value("document.activeElement.getAttribute('href') ?? document.activeElement.tagName"))
    assert reached[:7] == ["SUMMARY", "INPUT", "INPUT", "INPUT", "INPUT", "BUTTON", "BUTTON"]
    assert reached[7:13] == ["#e0", "#c1", "#e2", "#e1", "#e3", "#e4"]


def test_the_filter_leaves_the_chosen_senders_in_chart_table_and_changes(browser: Browser, library: Path) -> None:
    browser.open(library)
    tall = browser.value("document.querySelector('.wide').viewBox.baseVal.height")
    browser.click(".filter button[data-all='']")
    assert shown(browser, "tbody.entry") == []
    assert shown(browser, "[role=status]") == ["0 van 5 standpunten getoond"]
    browser.click(".filter input[value='1']")
    (entry,) = shown(browser, "tbody.entry")
    assert "Vakbond Leeszaal" in entry
    assert shown(browser, "[role=status]") == ["1 van 5 standpunten getoond"]
    assert len(shown(browser, ".wide .lane")) == 1
    assert browser.value("document.querySelector('.wide').viewBox.baseVal.height") < tall - 200
    assert browser.value("document.querySelectorAll('.changes > li:not([hidden])').length") == 1
    browser.click(".filter button[data-all='1']")
    assert len(shown(browser, "tbody.entry")) == 5
    assert browser.value("document.querySelector('.wide').viewBox.baseVal.height") == tall


def test_without_script_everything_can_be_read(browser: Browser, library: Path) -> None:
    """No filter and no panel, but marks lead to their rows and contexts open."""
    browser.open(library, script=False)
    assert len(shown(browser, "tbody.entry")) == 5
    assert shown(browser, ".filter") == []
    browser.click('.wide a[href="#e2"] .touch')
    assert browser.value("document.querySelector(':target').id") == "e2"
    browser.click("#e2 summary")
    assert f"Vooraf {CLOSED}." in shown(browser, "#e2 .context")[0]
    browser.call("Emulation.setScriptExecutionDisabled", value=False)


@pytest.mark.parametrize("width", [390, 1280])
@pytest.mark.parametrize("dark", [False, True])
def test_page_fits_the_screen_and_follows_the_scheme(browser: Browser, library: Path, width: int, dark: bool) -> None:
    browser.open(library, width, dark=dark)
    assert browser.value("document.documentElement.scrollWidth") == width
    assert len(shown(browser, ".chart")) == 1
    assert shown(browser, ".narrow") == [] or width == 390
    paper = browser.value("getComputedStyle(document.body).backgroundColor")
    assert paper == ("rgb(22, 25, 29)" if dark else "rgb(255, 255, 255)")
    hollow = browser.value("getComputedStyle(document.querySelector('.hollow')).fill")
    assert hollow == paper
    labels = browser.value(
        "[...document.querySelectorAll('.chart text')].filter(e => e.checkVisibility())"
        ".map(e => e.getBoundingClientRect()).every(b => b.left >= 0 && b.right <= innerWidth)"
    )
    assert labels is True


def test_payloads_do_nothing(browser: Browser, tmp_path: Path) -> None:
    """The texts of documents, titles and senders stay text, on the page, in the panel and with the filter."""
    path = write_page(hostile_timeline(), tmp_path / "hostile.html")
    browser.open(path)
    title = browser.value("document.title")
    assert title.startswith("</script>")
    for number in (0, 3, 12):
        browser.click(f'.wide a[href="#e{number}"] .touch')
        assert '<script>document.title="broken"</script>' in shown(browser, "#panel")[0]
    browser.click('.wide a[href="#c0"] .touch')
    browser.click(".filter button[data-all='']")
    browser.click(".filter input[value='2']")
    assert browser.value("document.title") == title
    assert browser.value("document.querySelectorAll('script:not([type])').length") == 1
    assert browser.value("document.querySelectorAll('img, iframe, [onerror], [onload], [onfocus]').length") == 0
    assert browser.value("[...document.querySelectorAll('a')].every(a => a.getAttribute('href')[0] === '#')") is True


def test_printed_page_has_the_quotations_with_their_context_and_no_controls(browser: Browser, library: Path) -> None:
    browser.open(library, dark=True)
    with pymupdf.open(stream=browser.pdf(), filetype="pdf") as printed:
        text = " ".join(" ".join(leaf.get_text() for leaf in printed).split())
        paper = printed[0].get_pixmap().pixel(2, 2)
    assert paper == (255, 255, 255)  # on white, whatever the reader's scheme
    for words in ("Sluit hem op zondag.", f"Vooraf {CLOSED}.", "De bibliotheek moet op zondag open"):
        assert words in text
    assert "Kies afzenders" not in text


def test_accessible_names(browser: Browser, library: Path) -> None:
    """What a screen reader is told: the chart as a group of links with names, the status as polite."""
    browser.open(library)
    browser.call("Accessibility.enable")
    nodes = browser.call("Accessibility.getFullAXTree")["nodes"]
    named = {(n["role"]["value"], n.get("name", {}).get("value")) for n in nodes if not n["ignored"] and "role" in n}
    assert ("link", "2022, Dorpsraad: contra. Toch niet") in named
    assert ("link", "omgekeerd: van pro naar contra") in named
    assert ("group", "Tijdlijn: De bibliotheek moet op zondag open") in named
    assert {"table", "columnheader", "rowheader", "status", "main", "note"} <= {role for role, _ in named}
