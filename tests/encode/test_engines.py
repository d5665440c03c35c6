"""The two engines of the default model give the same vectors."""

import subprocess
import sys

import numpy as np
import pytest
from dutch_sentences import SENTENCES

from policytext.encode import DEFAULT_MODEL, Encoder, load_bulk_encoder, load_query_encoder

#: Texts that documents should not hold but do: what the two tokenizers see must still be the same.
ODD = {
    "empty": "",
    "space": "   ",
    "tab and lines": "wijk\tteam\r\nen  dan",
    "combining accent": "cafe\u0301 cooperatie\u0308f",
    "ligature and fraction": "de eﬀecten van ½ ﬁnanciering №3 ⁹",
    "control characters": "zorg\x01plan\x7f b",
    "soft hyphen and marks": "jeugd\u00adhulp \u200bwijk\u200fteam\ufeff",
    "NUL": "voor\x00na",
    "lone surrogate": "beleid \ud800 stuk",
    "emoji and other scripts": "👨‍👩‍👧 gezin سياسة 政策",
    "special token": "een </s> in <s>de</s> tekst <unk> met <mask> en <pad>",
    "metaspace": "▁wijkteam ▁▁ x",
}


@pytest.fixture(scope="module")
def bulk() -> Encoder:
    return load_bulk_encoder()


@pytest.fixture(scope="module")
def engine() -> Encoder:
    return load_query_encoder()


def test_there_are_two_hundred_sentences() -> None:
    assert len(set(SENTENCES)) == 200


def test_engines_agree_on_passages(bulk: Encoder, engine: Encoder) -> None:
    chosen = SENTENCES[::3]
    cosines = (bulk.encode_passages(chosen) * engine.encode_passages(chosen)).sum(axis=1)
    assert cosines.min() >= 0.999


def test_engines_agree_on_queries(bulk: Encoder, engine: Encoder) -> None:
    assert min(float(bulk.encode_query(text) @ engine.encode_query(text)) for text in SENTENCES[::20]) >= 0.999


@pytest.mark.parametrize("text", [pytest.param(text, id=name) for name, text in ODD.items()])
def test_engines_agree_on_odd_text(bulk: Encoder, engine: Encoder, text: str) -> None:
    assert (bulk.encode_passages([text]) * engine.encode_passages([text])).sum() >= 0.995


@pytest.mark.parametrize("name", ["bulk", "engine"])
def test_vectors_have_unit_length_and_the_order_of_the_texts(name: str, request: pytest.FixtureRequest) -> None:
    encoder: Encoder = request.getfixturevalue(name)
    texts = [SENTENCES[3], SENTENCES[0], SENTENCES[3], SENTENCES[14]]
    vectors = encoder.encode_passages(texts)
    assert (vectors.shape, vectors.dtype, encoder.name) == ((4, encoder.dimensions), np.float32, DEFAULT_MODEL)
    assert np.linalg.norm(vectors, axis=1) == pytest.approx(1.0, abs=1e-5)
    alone = np.concatenate([encoder.encode_passages([text]) for text in texts])
    assert (vectors * alone).sum(axis=1).min() > 0.9999


@pytest.mark.parametrize("name", ["bulk", "engine"])
def test_no_texts_give_no_vectors(name: str, request: pytest.FixtureRequest) -> None:
    encoder: Encoder = request.getfixturevalue(name)
    assert encoder.encode_passages([]).shape == (0, 384)


@pytest.mark.parametrize("name", ["bulk", "engine"])
def test_progress_grows_to_the_number_of_texts(name: str, request: pytest.FixtureRequest) -> None:
    seen: list[int] = []
    request.getfixturevalue(name).encode_passages(["een", "twee", "een"] * 110, seen.append)
    assert seen == sorted(seen)
    assert seen[-1] == 330


def test_query_and_passage_of_one_text_differ(engine: Encoder) -> None:
    """The prefixes of the model are in use."""
    text = SENTENCES[0]
    assert float(engine.encode_query(text) @ engine.encode_passages([text])[0]) < 0.999


def test_near_meaning_is_nearer_than_near_words(engine: Encoder) -> None:
    query = engine.encode_query("Er moet meer geld naar jeugdzorg in de buurt")
    near, far = engine.encode_passages(
        ["Investeer in hulp voor kinderen dicht bij huis.", "Er moet meer zand naar de stranden in Zeeland."]
    )
    assert query @ near > query @ far


def test_query_encoder_imports_no_torch() -> None:
    program = (
        "import sys; from policytext.encode import load_query_encoder; load_query_encoder().encode_query('x');"
        "sys.exit(bool({'torch', 'transformers', 'sentence_transformers', 'chromadb'} & set(sys.modules)))"
    )
    subprocess.run([sys.executable, "-c", program], check=True)


@pytest.mark.slow
def test_bulk_encoder_writes_nothing_to_the_terminal() -> None:
    program = (
        "from policytext.encode import load_bulk_encoder;"
        "load_bulk_encoder().encode_passages(['een zin', 'nog een zin'])"
    )
    done = subprocess.run([sys.executable, "-W", "default", "-c", program], capture_output=True, text=True, check=True)
    assert (done.stdout, [line for line in done.stderr.splitlines() if "Warning" not in line]) == ("", [])
