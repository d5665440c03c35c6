"""XML with places, and the files that are made to harm who reads them."""

from pathlib import Path

import pytest

from policytext.errors import UnreadableDocument
from policytext.readers.markup.xml_tree import parse_xml

PATH = Path("stuk.xml")


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        pytest.param(
            b"<a>x &amp; y&#233;z</a>", [("x ", "x "), ("&", "&amp;"), (" y", " y"), ("é", "&#233;"), ("z", "z")]
        ),
        pytest.param(b"<a>x\r\ny</a>", [("x", "x"), ("\n", "\r\n"), ("y", "y")]),
        pytest.param(b"<a><![CDATA[x & <b> &amp;]]></a>", [("x & <b> &amp;", "x & <b> &amp;")]),
        pytest.param(b"<a><![CDATA[& b]]>&lt;</a>", [("& b", "& b"), ("<", "&lt;")]),
        pytest.param('<?xml version="1.0" encoding="ISO-8859-1"?><a>één</a>'.encode("latin-1"), [("één", "één")]),
        pytest.param('<?xml version="1.0" encoding="utf-16"?><a>𝔘é</a>'.encode("utf-16"), [("𝔘é", "𝔘é")]),
        pytest.param("\ufeff<a>é</a>".encode(), [("é", "é")]),
        pytest.param(b'<!DOCTYPE a [<!ENTITY vng "VNG">]><a>&vng;!</a>', [("VNG", "&vng;"), ("!", "!")]),
        pytest.param(b'<!DOCTYPE a PUBLIC "x" "http://a.example/a.dtd"><a>&eacute;</a>', [("é", "&eacute;")]),
        pytest.param(b'<!DOCTYPE a [<!ENTITY % p SYSTEM "http://a.example/"> %p;]><a>x</a>', [("x", "x")]),
    ],
    ids=[
        *("references", "line ends", "character data", "character data that begins like a reference"),
        *("declared encoding", "UTF-16", "byte order mark", "an entity of the file", "known entity", "nothing fetched"),
    ],
)
def test_words_stand_for_the_file(data: bytes, expected: list[tuple[str, str]]) -> None:
    root, text, _ = parse_xml(PATH, data)
    assert [(words.text, text[words.start : words.start + words.length]) for words in root.words()] == expected


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        pytest.param(
            b'<!DOCTYPE a [<!ENTITY l "lol"><!ENTITY m "&l;&l;&l;">]><a>&m;</a>', "m holds others", id="billion laughs"
        ),
        pytest.param(
            b'<!DOCTYPE a [<!ENTITY m "' + b"x" * 200 + b'">]><a>&m;&m;</a>', "100 characters", id="long entity"
        ),
        pytest.param(
            b'<!DOCTYPE a [<!ENTITY f SYSTEM "file:///etc/hostname">]><a>&f;</a>', "another file", id="external entity"
        ),
        pytest.param(b"<a>" * 300 + b"</a>" * 300, "nested more than", id="deep nesting"),
        pytest.param(b"<a><b>x</a>", "mismatched tag at line 1", id="crossed tags"),
        pytest.param(b"<a>x", "no element found|unclosed", id="broken off"),
        pytest.param(b"<a>\x00\x01\x02\x03\x04\x05\x06\x07\x08\x0e\x0f\x10</a>", "stuk.xml", id="binary"),
    ],
)
def test_refused_with_a_reason(data: bytes, reason: str) -> None:
    with pytest.raises(UnreadableDocument, match=reason) as caught:
        parse_xml(PATH, data)
    assert str(caught.value).startswith("stuk.xml: ")
    assert caught.value.hint
