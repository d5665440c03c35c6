"""hOCR, which the tesseract program writes, as lines with sizes and confidence."""

import pytest

from policytext.readers.pages.hocr import page_confidence, parse_hocr, text_blocks


def hocr_line(words: str, *, size: float = 40, confidence: int = 95, baseline: str = "0 -8", extra: str = "") -> str:
    """A line of words, written as text@x0-x1, 30 pixels high, 100 pixels from the top."""
    spans = ""
    for word in words.split():
        text, _, place = word.partition("@")
        x0, x1 = (int(value) for value in place.split("-"))
        step = (x1 - x0) / len(text)
        places = [(round(x0 + step * index), round(x0 + step * (index + 1))) for index in range(len(text))]
        glyphs = "".join(
            f"<span class='ocrx_cinfo' title='x_bboxes {left} 100 {right} 130; x_conf 9'>{letter}</span>"
            for letter, (left, right) in zip(text, places, strict=True)
        )
        spans += f"<span class='ocrx_word' title='bbox {x0} 100 {x1} 130; x_wconf {confidence}'>{glyphs}</span>"
    title = f"bbox 100 100 900 138; baseline {baseline}; x_size {size}{extra}"
    return f'<span class="ocr_line" title="{title}">{spans}</span>'


def texts(markup: str) -> list[str]:
    (block,) = text_blocks(parse_hocr(markup), 0.24, 40)
    return ["".join(c["c"] for span in line["spans"] for c in span["chars"]) for line in block["lines"]]


@pytest.mark.parametrize(
    ("markup", "expected"),
    [
        pytest.param(hocr_line("een@100-160 twee@172-260"), ["een twee"], id="words"),
        pytest.param(hocr_line("een@100-160 twee@400-500"), ["een", "twee"], id="wide gap"),
        pytest.param(hocr_line("e@100-115 Tekst@160-260"), ["• Tekst"], id="bullet that was read as a letter"),
        pytest.param(hocr_line("e@100-115 tekst@127-220"), ["e tekst"], id="letter and word"),
        pytest.param(hocr_line("ruis@100-160", confidence=20), [], id="unsure"),
        pytest.param(hocr_line("387936-1068315-Z@100-360", confidence=26), ["387936-1068315-Z"], id="long and unsure"),
        pytest.param("<p>geen hOCR", [], id="no hOCR"),
        pytest.param("", [], id="nothing"),
        pytest.param(hocr_line("R&D@100-160").replace("&", "&amp;"), ["R&D"], id="entity"),
    ],
)  # fmt: skip
def test_hocr_becomes_lines(markup: str, expected: list[str]) -> None:
    assert texts(markup) == expected


def test_sizes_near_that_of_the_running_text_are_that_size() -> None:
    markup = "".join(hocr_line("tekst@100-260", size=size) for size in (38, 40, 43, 60))
    (block,) = text_blocks(parse_hocr(markup), 0.25, 40)
    assert [line["spans"][0]["size"] for line in block["lines"]] == [10, 10, 10, 15]


def test_confidence_counts_glyphs() -> None:
    markup = hocr_line("aaaaaaaaa@100-400", confidence=90) + hocr_line("b@100-120", confidence=50)
    assert page_confidence(parse_hocr(markup)) == 0.86
    assert page_confidence([]) is None
