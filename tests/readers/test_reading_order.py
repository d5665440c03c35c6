"""The order in which pieces of a page are read, and which of them are one line."""

import pytest

from policytext.readers.pages.reading_order import order_segments
from policytext.readers.pages.segments import Run, Segment


def piece(text: str, x: float, y: float, *, size: float = 10, width: float | None = None, rise: float = 0) -> Segment:
    """A segment whose baseline is at `y`, of five points a character at size 10 where no width is given."""
    step = (width if width is not None else 0.5 * size * len(text)) / max(len(text), 1)
    top, bottom = y - rise - 0.8 * size, y - rise + 0.2 * size
    boxes = [(x + step * n, top, x + step * (n + 1), bottom) for n in range(len(text))]
    return Segment([Run(text, boxes, y - rise, size, False, False)])


def texts(*segments: Segment) -> list[list[str]]:
    return [[line.text for line in region] for region in order_segments(segments)]


def column(name: str, x: float, *, first: float = 100, lines: int = 12, pitch: float = 13.3) -> list[Segment]:
    return [piece(f"{name} regel {n:02} met genoeg woorden erin", x, first + pitch * n) for n in range(lines)]


def test_two_columns_one_after_the_other() -> None:
    left, right = column("links", 50), column("rechts", 320, first=103)
    mixed = [segment for pair in zip(left, right, strict=True) for segment in pair]
    assert [line for region in texts(*mixed) for line in region] == [s.text for s in [*left, *right]]


def test_heading_across_the_columns_comes_between_them() -> None:
    above = column("boven", 50, lines=6) + column("naast", 320, first=102, lines=6)
    title = piece("Een kop die over de beide kolommen van de bladzijde loopt en dus alles scheidt", 50, 200, width=520)
    below = column("onder", 50, first=230, lines=6) + column("later", 320, first=232, lines=6)
    flat = [line for region in texts(*above, title, *below) for line in region]
    assert [line.split()[0] for line in flat] == ["boven"] * 6 + ["naast"] * 6 + ["Een"] + ["onder"] * 6 + ["later"] * 6


def test_margin_does_not_part_the_pieces_of_a_line() -> None:
    body = column("tekst", 80, lines=10)
    y = 100 + 13.3 * 4
    body[4] = piece("een aanpak voor verzuim", 80, y, width=300)
    marker = piece("3", 380, y, size=6, rise=4, width=4)
    rest = piece(". Die aanpak", 384, y, width=70)
    margin = [
        piece("Datum", 458, 100, size=7),
        piece("14 oktober 2024", 458, 110, size=7),
        piece("Pagina 9", 458, 240, size=7),
    ]
    flat = [line for region in texts(*body, marker, rest, *margin) for line in region]
    assert "een aanpak voor verzuim3. Die aanpak" in flat


@pytest.mark.parametrize("bullet", ["•", "–", "1.", "a)", "\uf0b7"])
def test_column_of_markers_belongs_to_its_items(bullet: str) -> None:
    segments: list[Segment] = []
    for number in range(6):
        segments.append(piece(bullet, 60, 100 + 14 * number))
        segments.append(piece(f"punt {number} van een lijst met lange regels tekst", 84, 100 + 14 * number))
    flat = [line for region in texts(*segments) for line in region]
    assert flat == [f"{bullet} punt {n} van een lijst met lange regels tekst" for n in range(6)]


def test_label_of_a_note_that_stands_half_a_line_higher() -> None:
    label, note = piece("2", 79, 300, size=5.2, width=4), piece("Naar verwachting is dat zo.", 86, 305, size=5.6)
    assert texts(label, note) == [["2 Naar verwachting is dat zo."]]


def test_ordinal_is_not_parted() -> None:
    assert texts(piece("de 1", 79, 300), piece("e", 99, 300, size=6, rise=4, width=3)) == [["de 1e"]]


def test_justified_line_of_few_words_is_one_line() -> None:
    body = column("tekst", 80, lines=5)
    right = max(segment.x1 for segment in body)
    words = ["derde", "partijen", "over", "de", "zaak"]
    gap = (right - 80 - sum(5 * len(word) for word in words)) / (len(words) - 1)
    x, spread = 80.0, []
    for word in words:
        spread.append(piece(word, x, 100 + 13.3 * 5))
        x += 5 * len(word) + gap
    flat = [line for region in texts(*body, *spread) for line in region]
    assert flat[-1] == "derde partijen over de zaak"


def test_cells_of_a_table_are_no_justified_line() -> None:
    rows = [
        [
            piece(word, x, 100 + 14 * n)
            for word, x in zip(("post", "in", "uit", "saldo"), (60, 160, 250, 400), strict=True)
        ]
        for n in range(5)
    ]
    flat = [line for region in texts(*[s for row in rows for s in row]) for line in region]
    assert len(flat) == 20


def test_large_title_beside_small_caption_is_no_line() -> None:
    caption, title = piece("Kaart van het gebied 2017", 60, 300, size=8), piece("Nitraat", 165, 302, size=36)
    assert sorted(line for region in texts(caption, title) for line in region) == [
        "Kaart van het gebied 2017",
        "Nitraat",
    ]


def test_nothing_and_one_piece() -> None:
    assert order_segments([]) == []
    assert texts(piece("alleen", 50, 50)) == [["alleen"]]
