"""Manifests: what is written is read again, and no words of a document end the block that carries them."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policytext.types.manifest import Manifest, Quotation, Sentence, SourceFile

TEXT = st.text(alphabet=st.characters(codec="utf-8"), max_size=40) | st.sampled_from(
    ["</script><script>alert(1)</script>", "-->", "<!--", "--\u2028--", "a & b", "----"]
)


@st.composite
def manifests(draw: st.DrawFn) -> Manifest:
    name, place = draw(TEXT), draw(TEXT)
    quads = ((1, 1.5, 2.0, 3.0, 4.25),) if draw(st.booleans()) else None
    spans = None if quads is not None else ((0, draw(st.integers(0, 9_000))),)
    quotation = Quotation("0123abcd:4", name, draw(TEXT), spans, quads, 3, None, draw(st.booleans()))
    return Manifest(
        "policytext 1",
        draw(st.none() | TEXT),
        (SourceFile(name, "sha256:00", "text/plain", draw(TEXT)),),
        (quotation,),
        (Sentence(draw(TEXT), place, (quotation.id,)),),
        ((quotation.id, draw(TEXT)),),
    )


@given(manifests())
def test_a_manifest_is_read_as_it_was_written(manifest: Manifest) -> None:
    assert Manifest.from_json(manifest.to_json()) == manifest


@given(manifests())
def test_a_manifest_ends_no_block_of_html_or_comment(manifest: Manifest) -> None:
    text = manifest.to_json()
    assert text.isascii()
    assert not {"<", ">", "&", "\n"} & set(text)
    assert "--" not in text


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("", id="nothing"),
        pytest.param("[]", id="a list"),
        pytest.param("{}", id="without fields"),
        pytest.param(json.dumps({"manifest": 2}), id="of a later version"),
        pytest.param('{"manifest": 1, "made_with": "x", "folder": null, "files": [1]}', id="damaged"),
    ],
)
def test_what_is_no_manifest_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"manifest|Expecting"):
        Manifest.from_json(text)
