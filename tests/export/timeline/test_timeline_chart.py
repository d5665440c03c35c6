"""The chart: a mark for each position and change, in its place, as SVG that every program reads, and as a picture."""

import xml.etree.ElementTree as ElementTree
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

import pymupdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from timeline_builders import WORDING, library_timeline, make_entry, make_record, make_step, make_timeline

from policytext.export.timeline.chart import NARROW, NOTICE, WIDE, chart_svg
from policytext.export.timeline.marks import CHANGE_SIGNS, SIZE, STANCE_COLOURS, change_sign
from policytext.export.timeline.markup import lines_of, shortened, text_width
from policytext.query.answers import Timeline
from policytext.readers.pages.drawings import draw_png
from policytext.types.vocabulary import Change, Stance

SVG = "{http://www.w3.org/2000/svg}"


def tree(timeline: Timeline, width: float = WIDE) -> ElementTree.Element:
    return ElementTree.fromstring(chart_svg(timeline, WORDING, width=width))


def titles(root: ElementTree.Element) -> list[str]:
    """What each mark says when it is pointed at, in reading order."""
    return [title.text or "" for title in root.iterfind(f".//{SVG}g/{SVG}g/{SVG}title")]


def words(root: ElementTree.Element) -> list[str]:
    return [element.text or "" for element in root.iter(f"{SVG}text")]


def marks(root: ElementTree.Element, stance: Stance) -> list[tuple[float, float]]:
    """Middles of the marks of a stance in the lanes; without the legend."""
    found = []
    for lane in root.iterfind(f"{SVG}g[@class='lane']"):
        for shape in lane.iter():
            if (shape.get("class") or "").startswith(f"s-{stance.value}"):
                corners = [tuple(map(float, pair.split(","))) for pair in (shape.get("points") or "").split()]
                xs = [x for x, _ in corners] or [float(shape.get("cx", 0))]
                ys = [y for _, y in corners] or [float(shape.get("cy", 0))]
                found.append(((min(xs) + max(xs)) / 2, (min(ys) + max(ys)) / 2))
    return found


@pytest.mark.parametrize("width", [WIDE, NARROW])
def test_every_position_and_change_has_a_mark_in_reading_order(width: float) -> None:
    assert titles(tree(library_timeline(), width)) == [
        "1 jan 2021: Begroting (zonder standpunt)",
        "1 mrt 2019, Dorpsraad: pro. Open op zondag",
        "omgekeerd: van pro naar contra",
        "2022, Dorpsraad: contra. Toch niet",
        "jun 2020, Vakbond Leeszaal: contra. Vrije zondag",
        "zonder datum, afzender onbekend: gemengd (onzeker). Ingezonden",
        "1 mrt 2019, leeszaalbezoekers, weergegeven door Dorpsraad: pro. Open op zondag",
    ]


def test_legend_names_what_the_chart_has_and_nothing_else() -> None:
    found = words(tree(library_timeline()))
    assert {"pro", "contra", "gemengd", "omgekeerd", "open: weergegeven door een ander", "onzeker"} <= set(found)
    assert not {"neutraal", "versterkt", "vervallen"} & set(found)


def test_drawing_alone_has_the_proposition_and_the_notice() -> None:
    found = words(tree(library_timeline()))
    assert "De bibliotheek moet op zondag open" in found
    assert " ".join(found).endswith(NOTICE)


def test_stance_is_height_and_date_is_distance() -> None:
    entries = [
        make_entry(make_record(f"{year}-01-01", title=str(year)), stance)
        for year, stance in ((2015, Stance.CONTRA), (2017, Stance.MIXED), (2019, Stance.PRO))
    ]
    root = tree(make_timeline(entries))
    ((x0, y0),), ((x1, y1),), ((x2, y2),) = (
        marks(root, stance) for stance in (Stance.CONTRA, Stance.MIXED, Stance.PRO)
    )
    assert y0 > y1 > y2
    assert x0 < x1 < x2
    assert x1 - x0 == pytest.approx(x2 - x1, rel=0.01)


def test_undated_positions_stand_in_a_column_of_their_own() -> None:
    dated = make_entry(make_record("2030-01-01", title="Laat"))
    undated = make_entry(make_record(None, title="Ooit"), Stance.CONTRA)
    root = tree(make_timeline([dated, undated]))
    (((late, _),), ((undated_at, _),)) = (marks(root, stance) for stance in (Stance.PRO, Stance.CONTRA))
    assert undated_at > late + 60
    assert "zonder datum" in words(root)
    assert "zonder datum" not in words(tree(make_timeline([dated])))


def test_an_undated_position_stands_with_an_arrow_where_its_text_allows() -> None:
    dated = make_entry(make_record("2020-01-01", title="Laat"))
    bounded = make_entry(replace(make_record(None, title="Ooit"), not_before="2018"), Stance.CONTRA)
    root = tree(make_timeline([bounded, dated]))
    (((late, _),), ((early, _),)) = (marks(root, stance) for stance in (Stance.PRO, Stance.CONTRA))
    assert early < late
    assert "zonder datum: hier of later" in words(root)
    assert "z.d., niet vóór 2018, Dorpsraad: contra. Ooit" in titles(root)
    assert "zonder datum: hier of later" not in words(tree(make_timeline([dated])))


@pytest.mark.parametrize("count", [2, 5, 20])
def test_positions_of_one_day_do_not_cover_each_other(count: int) -> None:
    entries = [make_entry(make_record("2020-05-05", title=f"Stuk {number}")) for number in range(count)]
    places = sorted(x for x, _ in marks(tree(make_timeline([*entries, make_entry(make_record("2012"))])), Stance.PRO))
    assert all(later - earlier > 2 * SIZE for earlier, later in pairwise(places))
    assert max(places) <= WIDE


def test_reported_position_is_hollow() -> None:
    shapes = [shape.get("class") for shape in tree(library_timeline()).iter() if "hollow" in (shape.get("class") or "")]
    assert shapes == ["s-neutral hollow", "s-pro hollow"]  # in the legend, in the lane


def test_every_change_has_a_sign_of_its_own() -> None:
    signs = [change_sign(change) for change in Change]
    assert len(set(signs)) == len(signs) == len(CHANGE_SIGNS)


def test_a_subject_without_sides_has_no_pro_and_contra() -> None:
    entry = make_entry(make_record("2020"), Stance.NEUTRAL)
    found = words(tree(replace(make_timeline([entry]), has_sides=False)))
    assert "uitspraken hierover" in found
    assert not {"pro", "contra", "neutraal"} & set(found)


def test_question_marks_are_not_covered_by_the_next_position() -> None:
    """Two unsure positions of one day stand further apart than two sure ones, and no text passes the edge."""
    first, second = (make_entry(make_record("2020-05-05", title=name), confidence=0.2) for name in ("Een", "Twee"))
    root = tree(make_timeline([make_entry(make_record("2012", ["Ander"])), first, second]))
    one, other = sorted(x for x, y in marks(root, Stance.PRO))[-2:]
    question = max(text_width("?", 11), 6)
    assert other - SIZE > one + SIZE + 1 + question
    assert other + SIZE + 1 + question < WIDE


def test_empty_timeline_can_be_drawn() -> None:
    assert titles(tree(make_timeline())) == []


@settings(max_examples=40)
@given(st.text(max_size=60), st.text(min_size=1, max_size=200), st.text(max_size=60))
def test_any_text_gives_well_formed_svg(title: str, sender: str, why: str) -> None:
    first = make_entry(make_record("2019", [sender], title))
    second = make_entry(make_record("2021", [sender], title + "2"))
    root = tree(make_timeline([first, second], steps=[make_step(first, second, why=why)], proposition=sender))
    assert len(titles(root)) == 3


@given(st.text(max_size=80), st.floats(20, 300))
def test_lines_fit(text: str, width: float) -> None:
    assert all(text_width(line, 12) <= width or len(line) <= 2 for line in lines_of(text, 12, width, 3))
    assert text_width(shortened(text, 12, width), 12) <= width or len(shortened(text, 12, width)) <= 2


def pixels(png: bytes) -> set[tuple[int, ...]]:
    picture = pymupdf.Pixmap(png)
    samples = picture.samples
    return {tuple(samples[at : at + 3]) for at in range(0, len(samples), picture.n)}


def test_picture_has_twice_the_size_and_the_colours_of_the_stances() -> None:
    drawing = chart_svg(library_timeline(), WORDING)
    png = draw_png(drawing)
    picture = pymupdf.Pixmap(png)
    assert (picture.width, picture.height) == pytest.approx(
        (2 * WIDE, 2 * float(tree(library_timeline()).get("height", 0))), abs=1
    )
    found = pixels(png)
    for stance in (Stance.PRO, Stance.CONTRA, Stance.MIXED):
        assert tuple(bytes.fromhex(STANCE_COLOURS[stance][1:])) in found


def test_picture_of_a_very_tall_chart_stays_small() -> None:
    entries = [make_entry(make_record("2020", [f"Raad {number}"], str(number))) for number in range(150)]
    picture = pymupdf.Pixmap(draw_png(chart_svg(make_timeline(entries), WORDING)))
    assert picture.height <= 12_000


def luminance(colour: str) -> float:
    """Relative luminance. Source: WCAG 2.2, https://www.w3.org/TR/WCAG22/#dfn-relative-luminance."""
    parts = [value / 255 for value in bytes.fromhex(colour[1:])]
    red, green, blue = (v / 12.92 if v <= 0.04045 else ((v + 0.055) / 1.055) ** 2.4 for v in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    bright, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (bright + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("colour", STANCE_COLOURS.values())
def test_colours_of_stances_stand_out_from_paper(colour: str) -> None:
    assert contrast(colour, "#ffffff") >= 4.5


def test_contrast_is_that_of_the_standard() -> None:
    """Black on white is 21, and grey 767676 on white is the known border of 4.5."""
    values: Sequence[float] = (contrast("#000000", "#ffffff"), contrast("#767676", "#ffffff"))
    assert values == pytest.approx((21.0, 4.54), abs=0.01)
