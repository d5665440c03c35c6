"""The tree of a page, with the place of every word; time linear in the size of the page."""

import time

import pytest

from policytext.readers.markup.html_tree import DEEPEST, parse_html
from policytext.readers.markup.markup_tree import Element, Words


def shown(node: Element | Words) -> str:
    """A tree in a line: names with what they hold in brackets."""
    if isinstance(node, Words):
        return node.text
    return f"{node.name}({' '.join(shown(child) for child in node.children)})"


@pytest.mark.parametrize(
    ("page", "expected"),
    [
        pytest.param("<p>a<p>b", "p(a) p(b)", id="a paragraph ends the one before"),
        pytest.param("<p>a<div>b</div>c", "p(a) div(b) c", id="a block ends a paragraph"),
        pytest.param("<ul><li>a<ul><li>b</ul><li>c</ul>d", "ul(li(a ul(li(b))) li(c)) d", id="items in items"),
        pytest.param("<table><tr><td>a<td>b<tr><td>c</table>", "table(tr(td(a) td(b)) tr(td(c)))", id="cells"),
        pytest.param("<td>a<table><tr><td>b</td></tr></table>c", "td(a table(tr(td(b))) c)", id="a table in a cell"),
        pytest.param("<dl><dt>a<dd>b<dt>c</dl>", "dl(dt(a) dd(b) dt(c))", id="terms"),
        pytest.param("<b>a<p>b</b>c</p>d", "b(a p(b c) d)", id="crossed tags lose no words"),
        pytest.param("a<br>b<hr>c<img src=x>d", "a br() b hr() c img() d", id="void elements"),
        pytest.param("<div/>a<p/>b", "div() a p() b", id="elements that close themselves"),
        pytest.param("</p></div>a</li>", "a", id="ends without a start"),
        pytest.param("<a href=x>a<a href=y>b</a>", "a(a) a(b)", id="no link in a link"),
        pytest.param("<h1>a<h2>b</h1>c", "h1(a) h2(b) c", id="headings with the wrong end"),
        pytest.param("<script>if (a<b) '</p>'</script>a", "script() a", id="program code"),
        pytest.param("<title>a &amp; <b>b</title>c", "title(a  &  <b>b) c", id="text without tags"),
        pytest.param("a<!-- <p>b --> c<!-->d<![CDATA[e<f]]>", "a  c d e<f", id="comments and character data"),
        pytest.param("a < b <3 c<", "a < b <3 c<", id="signs that are no tags"),
        pytest.param("<p class='a>b' id=c>d", "p(d)", id="a sign in an attribute"),
        pytest.param("<p class='a>b", "p()", id="broken off in a tag"),
    ],
)
def test_tree(page: str, expected: str) -> None:
    assert " ".join(shown(child) for child in parse_html(page).children) == expected


@pytest.mark.parametrize(
    ("page", "expected"),
    [
        pytest.param(
            "<p>een &euml;&#233;&#xE9;n", [("een ", 3, 4), ("ë", 7, 6), ("é", 13, 6), ("é", 19, 6), ("n", 25, 1)]
        ),
        pytest.param("a &onbekend; b", [("a &onbekend; b", 0, 14)]),
        pytest.param("AT&T &copy 3", [("AT&T ", 0, 5), ("©", 5, 5), (" 3", 10, 2)]),
    ],
    ids=["references", "unknown reference", "reference without its end"],
)
def test_words_know_their_place(page: str, expected: list[tuple[str, int, int]]) -> None:
    assert [(words.text, words.start, words.length) for words in parse_html(page).words()] == expected


def test_attributes() -> None:
    element = next(parse_html("<a HREF='x?a=1&amp;b=2' title=\"een &quot;b&quot;\" hidden data-x=y>").elements())
    assert element.attributes == {"href": "x?a=1&b=2", "title": 'een "b"', "hidden": "", "data-x": "y"}


def test_deep_nesting_stays_shallow() -> None:
    root = parse_html("<div>" * 10_000 + "tekst" + "<i>" * 10_000)
    depth = max(sum(1 for _ in words.ancestors()) for words in root.iter())
    assert depth <= DEEPEST + 1
    assert root.text() == "tekst"


@pytest.mark.parametrize(
    "piece",
    ["<a href='", "<!--", "<div>", "<p><b>", "&", "<script></", "<a b c d ", "</div>", "<![CDATA[", "<td>", "<a x=1 "],
)
def test_time_is_linear(piece: str) -> None:
    """Steps that look at the rest of the page for each piece would take minutes for a page of this size."""
    start = time.process_time()
    parse_html(piece * 100_000)
    assert time.process_time() - start < 15
