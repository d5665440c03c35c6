"""Spans and the offset map: what leads every quotation back to its source."""

import pytest

from policytext.types.spans import OffsetMap, Run, Span


@pytest.fixture
def offsets() -> OffsetMap:
    """Text "ab c fi" of source "ab  \\n(c)ﬁ": white space made one, brackets dropped, a ligature spelled out."""
    return OffsetMap(
        [
            Run(Span(0, 2), Span(0, 2)),
            Run(Span(2, 3), Span(2, 5)),
            Run(Span(3, 4), Span(6, 7)),
            Run(Span(4, 5), Span(8, 8)),
            Run(Span(5, 7), Span(8, 9)),
        ]
    )


@pytest.mark.parametrize(
    ("text", "source"),
    [
        pytest.param(Span(0, 1), (Span(0, 1),), id="inside a linear run"),
        pytest.param(Span(0, 3), (Span(0, 5),), id="adjacent runs are joined"),
        pytest.param(Span(0, 4), (Span(0, 5), Span(6, 7)), id="dropped source cuts the span"),
        pytest.param(Span(5, 6), (Span(8, 9),), id="half a ligature is the whole ligature"),
        pytest.param(Span(4, 5), (), id="inserted text has no source"),
    ],
)
def test_to_source(offsets: OffsetMap, text: Span, source: tuple[Span, ...]) -> None:
    assert offsets.to_source(text) == source


def test_to_source_past_the_text_is_refused(offsets: OffsetMap) -> None:
    with pytest.raises(ValueError, match="reaches past"):
        offsets.to_source(Span(0, 8))


@pytest.mark.parametrize(
    ("source", "text"),
    [
        pytest.param(Span(1, 7), Span(1, 4), id="over several runs"),
        pytest.param(Span(5, 6), None, id="dropped source"),
        pytest.param(Span(8, 9), Span(5, 7), id="ligature"),
    ],
)
def test_to_text(offsets: OffsetMap, source: Span, text: Span | None) -> None:
    assert offsets.to_text(source) == text


def test_runs_with_a_gap_are_refused() -> None:
    with pytest.raises(ValueError, match="gapless"):
        OffsetMap([Run(Span(0, 1), Span(0, 1)), Run(Span(2, 3), Span(1, 2))])


@pytest.mark.parametrize(("start", "end"), [(-1, 0), (2, 1)])
def test_span_out_of_order_is_refused(start: int, end: int) -> None:
    with pytest.raises(ValueError, match="not a span"):
        Span(start, end)
