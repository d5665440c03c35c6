"""The page as text: complete, shut against the network, escaped, readable in light and dark, for any text."""

import base64
import hashlib
import re
from dataclasses import replace
from html.parser import HTMLParser
from importlib.resources import files

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from page_builders import PAYLOADS, hostile_timeline, page
from timeline_builders import library_timeline, make_entry, make_record, make_sentence, make_step, make_timeline

from policytext.query.answers import Piece, PieceKind, Step, Timeline
from policytext.types.manifest import Manifest
from policytext.types.vocabulary import Change, Stance
from policytext.verifying.sources import telling

VOID = {"meta", "input", "br", "img", "link", "hr"}


class Page(HTMLParser):
    """The elements of a page with their attributes, its text, and whether every element is closed in order."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.texts: list[str] = []
        self.bare: dict[str, str] = {}
        self._open: list[str] = []
        self.feed(text)
        self.close()
        assert self._open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        if tag not in VOID:
            self._open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        assert self._open, tag
        assert self._open.pop() == tag

    def handle_data(self, data: str) -> None:
        if self._open and self._open[-1] in ("script", "style"):
            is_data = self.elements[-1][1].get("type") == "application/json"
            name = "manifest" if is_data else self._open[-1]
            self.bare[name] = self.bare.get(name, "") + data
        else:
            self.texts.append(data)

    @property
    def text(self) -> str:
        return " ".join(" ".join(self.texts).split())


@pytest.fixture(params=[library_timeline, hostile_timeline, make_timeline], ids=["library", "hostile", "empty"])
def timeline(request: pytest.FixtureRequest) -> Timeline:
    found = request.param()
    assert isinstance(found, Timeline)
    return found


def test_policy_allows_this_style_and_this_script_and_nothing_else(timeline: Timeline) -> None:
    read = Page(page(timeline))
    (policy,) = [a["content"] for _, a in read.elements if a.get("http-equiv") == "Content-Security-Policy"]
    hashes = {
        name: base64.b64encode(hashlib.sha256(read.bare[name].encode()).digest()).decode()
        for name in ("style", "script")
    }
    assert policy == (
        f"default-src 'none'; style-src 'sha256-{hashes['style']}'; script-src 'sha256-{hashes['script']}';"
        " base-uri 'none'; form-action 'none'"
    )
    scripts = [attributes.get("type") for tag, attributes in read.elements if tag == "script"]
    assert scripts == [None, "application/json"]  # the second is data: no browser runs it


def test_nothing_on_the_page_leads_out_of_it(timeline: Timeline) -> None:
    """No address but places on the page, no handlers, no inline styles, which the policy would refuse."""
    read = Page(page(timeline))
    assert {tag for tag, _ in read.elements} & {
        "img",
        "iframe",
        "link",
        "object",
        "embed",
        "base",
        "use",
        "image",
    } == set()
    for _, attributes in read.elements:
        assert not [
            name for name in attributes if name.startswith("on") or name in ("src", "style", "srcdoc", "action")
        ]
        assert (attributes.get("href") or "#").startswith("#")
    assert not re.search(r"url\(|@import|expression\(", read.bare["style"])


def test_marks_lead_to_rows_and_changes_that_are_there(timeline: Timeline) -> None:
    read = Page(page(timeline))
    ids = [a["id"] for _, a in read.elements if "id" in a]
    assert len(ids) == len(set(ids))
    links = {str(a["href"])[1:] for tag, a in read.elements if tag == "a"}
    assert links <= set(ids)
    assert {f"e{n}" for n in range(len(timeline.entries) + len(timeline.reported))} <= links | {""}


def test_every_quotation_is_on_the_page_with_its_context_and_id() -> None:
    found = library_timeline()
    text = Page(page(found)).text
    for entry in (*found.entries, *found.reported):
        assert entry.document.title in text
        for quote in entry.quotes:
            for words in (quote.sentence.text, f"Vooraf {quote.sentence.id}.", f"Nadien {quote.sentence.id}."):
                assert words in text
            assert f"policytext show {quote.sentence.id}" in text
    assert "Begroting" in text


def test_page_says_that_stances_are_a_first_judgement_and_what_a_question_mark_means() -> None:
    text = Page(page(library_timeline())).text
    assert "Standpunten zijn een eerste oordeel van een programma" in text
    assert "Een vraagteken betekent dat het oordeel onzeker is (zekerheid onder 50%)" in text
    assert "◆ gemengd? (onzeker)" in text


def test_change_between_senders_is_told_apart_from_that_of_one() -> None:
    text = Page(page(library_timeline())).text
    assert text.index("omgekeerd : van pro naar contra") < text.index("van verschillende afzenders")
    assert "andere afzender : van pro naar contra" in text


def test_words_that_went_and_came_are_marked_as_such() -> None:
    """By elements that a screen reader can tell apart, not by colour alone."""
    first, second = (make_entry(make_record(date, title=date)) for date in ("2019", "2021"))
    pieces = (
        Piece(PieceKind.KEPT, "Open op"),
        Piece(PieceKind.REMOVED, "zondag"),
        Piece(PieceKind.ADDED, "<zaterdag>"),
    )
    step = replace(make_step(first, second, Change.WEAKENED), difference=pieces)
    text = page(make_timeline([first, second], steps=[step]))
    assert "Open op <del>zondag</del> <ins>&lt;zaterdag&gt;</ins>" in text


def test_a_dropped_position_shows_by_which_words_the_document_treats_the_subject() -> None:
    entry, silent = make_entry(make_record("2019", title="Een")), make_record("2020", title="Twee")
    evidence = make_sentence(silent, "De bibliotheek kost geld.", 4)
    step = Step(entry.document, silent, Change.DROPPED, True, "zwijgt", entry.quotes[0], None, (), evidence)
    text = Page(page(make_timeline([entry], silent=[silent], steps=[step]))).text
    said = f"behandelt het onderwerp zonder standpunt hierover: De bibliotheek kost geld. [ {evidence.id} ] · regel 5"
    assert said in text


def test_manifest_says_what_the_page_shows(timeline: Timeline) -> None:
    """Letter by letter, hostile documents too: else a page fresh from the index would fail to verify."""
    read = Page(page(timeline))
    manifest = Manifest.from_json(read.bare["manifest"])
    quotes = [quote for entry in (*timeline.entries, *timeline.reported) for quote in entry.quotes]
    assert {quote.sentence.id for quote in quotes} <= {quotation.id for quotation in manifest.quotations}
    assert len(manifest.sentences) >= 2 * len(quotes)
    for sentence in manifest.sentences:
        assert telling(sentence.text) in telling(read.text)


@pytest.mark.parametrize(
    ("bearing", "pro", "shown"),
    [
        pytest.param(0.9, 0.9, "▲ pro", id="surely on the matter, and surely for it"),
        pytest.param(0.3, 0.9, "▲ pro?", id="perhaps on the matter"),
        pytest.param(0.9, 0.5, "▲ pro?", id="perhaps for it"),
    ],
)
def test_a_quotation_says_its_side_with_a_mark_where_that_is_unsure(bearing: float, pro: float, shown: str) -> None:
    entry = make_entry(make_record("2019"))
    quote = replace(entry.quotes[0], stance=Stance.PRO, bearing=bearing, pro=pro)
    rows = page(make_timeline([replace(entry, quotes=(quote,))]))
    assert f'<td role="cell" class="s-pro">{shown}</td>' in rows


def test_timeline_without_entries_says_so() -> None:
    assert "Geen document neemt hierover zelf een standpunt in" in Page(page(make_timeline())).text


def test_payloads_are_shown_as_they_stand() -> None:
    """Escaped, not removed; what no page can hold or what turns the direction of reading is a replacement character."""
    text = Page(page(hostile_timeline())).text
    for payload in PAYLOADS[:-1]:
        assert " ".join(payload.split()) in text
    assert "draai \ufffdom\ufffd \ufffd\ufffd[31m\ufffd \ufffd einde" in text


@settings(max_examples=40)
@given(st.text(), st.text(min_size=1))
def test_any_text_gives_a_page_whose_elements_close(title: str, words: str) -> None:
    entry = make_entry(make_record("2020", [words], title), texts=[words])
    read = Page(page(make_timeline([entry], [make_entry(entry.document, holder=title)], proposition=words)))
    assert ("main", {}) in read.elements
    assert read.text.encode("utf-8")


def test_table_has_roles_for_readers_that_lose_them_on_narrow_screens() -> None:
    """`display: block` takes the meaning of a table away in some browsers; roles give it back."""
    read = Page(page(library_timeline()))
    roles = [
        attributes.get("role") for tag, attributes in read.elements if tag in ("table", "thead", "tbody", "tr", "td")
    ]
    assert None not in roles
    assert {"table", "rowgroup", "row", "cell"} == set(roles)


def schemes() -> dict[str, dict[str, str]]:
    """The colours of the style sheet in light and in dark, by name."""
    style = files("policytext.export.timeline").joinpath("page.css").read_text(encoding="utf-8")
    light, dark = re.findall(r":root \{(.*?)\}", style, re.DOTALL)[:2]
    return {
        name: dict(re.findall(r"--([a-z]+): (#[0-9a-f]{6})", block))
        for name, block in (("light", light), ("dark", dark))
    }


def luminance(colour: str) -> float:
    """Relative luminance. Source: WCAG 2.2, https://www.w3.org/TR/WCAG22/#dfn-relative-luminance."""
    parts = [value / 255 for value in bytes.fromhex(colour[1:])]
    red, green, blue = (v / 12.92 if v <= 0.04045 else ((v + 0.055) / 1.055) ** 2.4 for v in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    bright, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (bright + 0.05) / (dark + 0.05)


def test_contrast_is_that_of_the_standard() -> None:
    """Black on white is 21, and grey 767676 on white is the known border of 4.5."""
    assert contrast("#000000", "#ffffff") == pytest.approx(21.0)
    assert contrast("#767676", "#ffffff") == pytest.approx(4.54, abs=0.01)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_text_and_signs_stand_out_in_light_and_dark(scheme: str) -> None:
    colours = schemes()[scheme]
    texts = [(text, ground) for text in ("ink", "faint", "accent") for ground in ("paper", "ground")]
    texts += [(stance.value, ground) for stance in Stance for ground in ("paper", "ground")]
    texts += [("ink", ground) for ground in ("notice", "mark", "del", "ins")]
    assert {pair: contrast(*(colours[name] for name in pair)) for pair in texts} == {
        pair: pytest.approx(21, abs=16.5) for pair in texts
    }
    assert contrast(colours["line"], colours["paper"]) >= 3
