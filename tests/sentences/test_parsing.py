"""Parses are records of the sentence, whichever pipeline made them."""

import sys
from functools import cache
from pathlib import Path

import pytest
import spacy
from hypothesis import given, settings
from hypothesis import strategies as st

from policytext.encode import ListenedEncoder, load_bulk_encoder
from policytext.errors import ModelMissing
from policytext.sentences import parsing
from policytext.sentences.parsing import AUTO, FAST, SHARED, Parser, SpacyParser, choose_pipeline
from policytext.sentences.shared import SharedParser
from policytext.types.syntax import NO_HEAD, Parse

#: Sentence and facts that a parse must have: "word pos head-word relation".
FACTS = {
    "modal and subject behind": (
        "Daarom moeten gemeenten snel kiezen.",
        ["gemeenten NOUN kiezen nsubj", "moeten AUX kiezen aux"],
    ),
    "pleiten is a verb": ("Wij pleiten voor meer geld.", ["pleiten VERB - root", "Wij PRON pleiten nsubj"]),
    "object and indirect object": (
        "Het Rijk moet gemeenten daarvoor de ruimte bieden.",
        ["Rijk PROPN|NOUN bieden nsubj", "ruimte NOUN bieden obj", "bieden VERB - root"],
    ),
    "passive": (
        "De wet wordt door het kabinet gewijzigd.",
        ["wet NOUN gewijzigd nsubj:pass", "kabinet NOUN gewijzigd obl:agent", "wordt AUX gewijzigd aux:pass"],
    ),
    "copula": (
        "De wachtlijsten zijn te lang.",
        ["lang ADJ - root", "zijn AUX lang cop", "wachtlijsten NOUN lang nsubj"],
    ),
    "complement clause": (
        "De VNG vindt dat gemeenten meer ruimte nodig hebben.",
        ["vindt VERB - root", "VNG PROPN vindt nsubj", "dat SCONJ hebben mark", "gemeenten NOUN hebben nsubj"],
    ),
    "separable verb": ("Het kabinet biedt geen oplossing aan.", ["aan ADP biedt compound:prt", "biedt VERB - root"]),
}


@pytest.fixture(scope="module")
def encoder() -> ListenedEncoder:
    return load_bulk_encoder()


@pytest.fixture(scope="module")
def shared(encoder: ListenedEncoder) -> SharedParser:
    return SharedParser(encoder)


@pytest.fixture(scope="module")
def fast() -> SpacyParser:
    return SpacyParser(FAST)


@pytest.fixture(params=[SHARED, FAST])
def parser(request: pytest.FixtureRequest) -> Parser:
    found: Parser = request.getfixturevalue(request.param)
    return found


def facts(parse: Parse) -> set[str]:
    heads = ["-" if token.head == NO_HEAD else parse.tokens[token.head].text for token in parse.tokens]
    return {f"{t.text} {t.pos} {head} {t.relation}" for t, head in zip(parse.tokens, heads, strict=True)}


@pytest.mark.parametrize(("sentence", "expected"), [pytest.param(*row, id=name) for name, row in FACTS.items()])
def test_shared_parser_reads_the_sentence(shared: SharedParser, sentence: str, expected: list[str]) -> None:
    (parse,) = shared.parse([sentence])
    found = facts(parse)
    for fact in expected:
        word, pos, head, relation = fact.split()
        assert found & {f"{word} {one} {head} {relation}" for one in pos.split("|")}, (fact, found)


def test_tokens_quote_the_sentence_and_come_in_order(parser: Parser) -> None:
    sentences = ["Gemeenten  kopen\tjeugdhulp\u00a0in (zie bijlage 2).", "’s Avonds: ‘€ 3,5 mln’ – 12%!", "kort"]
    for sentence, parse in zip(sentences, parser.parse(sentences), strict=True):
        spans = [token.span for token in parse.tokens]
        assert spans == sorted(spans)
        assert [sentence[span.start : span.end] for span in spans] == [token.text for token in parse.tokens]
        assert "".join(token.text for token in parse.tokens) == "".join(sentence.split())


def test_one_root_a_sentence(parser: Parser) -> None:
    sentences = ["Dit is een zin. En nog een zin.", "Aanbevelingen", "1. Stel een plan op", "?!"]
    assert [len(parse.roots()) for parse in parser.parse(sentences)] == [1, 1, 1, 1]


def test_equal_sentences_have_equal_parses_in_any_company(shared: SharedParser) -> None:
    sentence = "Het Rijk moet meer geld beschikbaar stellen."
    many = shared.parse([sentence, "Kort.", "Een veel langere zin " * 30, sentence])
    assert many[0] == many[3]
    assert facts(many[0]) == facts(shared.parse([sentence])[0])


@pytest.mark.parametrize("text", ["", "   ", "\u200b", "🙂", "a\u0301b <s>x</s> \0 e\u0308n", "İ", "\u00ad"])
def test_odd_text_is_parsed_or_left_empty(parser: Parser, text: str) -> None:
    (parse,) = parser.parse([text])
    assert [text[token.span.start : token.span.end] for token in parse.tokens] == [t.text for t in parse.tokens]


def test_a_lone_surrogate_is_a_character_like_others(parser: Parser) -> None:
    (parse,) = parser.parse(["\ud800 wij kiezen"])
    assert [(token.span.start, token.span.end) for token in parse.tokens] == [(0, 1), (2, 5), (6, 12)]


def test_letters_that_the_encoder_composes_keep_their_words_apart(shared: SharedParser) -> None:
    composed, apart = "De coöperatie wil één café.", "De coo\u0308peratie wil e\u0301e\u0301n cafe\u0301."
    (one,), (other,) = shared.parse([composed]), shared.parse([apart])
    assert [token.text for token in one.tokens] == [*composed[:-1].split(), "."]
    assert len(other) > 0
    assert [apart[t.span.start : t.span.end] for t in other.tokens] == [t.text for t in other.tokens]


def test_what_exceeds_the_encoder_is_kept_unparsed(shared: SharedParser) -> None:
    sentence = "De gemeente koopt zorg in en " * 200
    (parse,) = shared.parse([sentence])
    assert len(parse) == 1200
    assert parse.tokens[0].pos == "DET"
    assert {token.pos for token in parse.tokens[-100:]} == {"X"}
    assert {token.head for token in parse.tokens[-100:]} == {NO_HEAD}


@settings(max_examples=15, deadline=None)
@given(st.lists(st.text(alphabet="aeDn tr.,'é€(1\n\u00a0", max_size=60), min_size=1, max_size=4))
def test_any_text_gives_a_parse_a_sentence(texts: list[str]) -> None:
    for text, parse in zip(texts, _parser().parse(texts), strict=True):
        assert "".join(token.text for token in parse.tokens) == "".join(text.split())
        for index in range(len(parse)):
            assert NO_HEAD <= parse.tokens[index].head < len(parse)
            assert index not in parse.ancestors(index)


@cache
def _parser() -> SharedParser:
    return SharedParser(load_bulk_encoder())


def test_own_parser_is_chosen_where_no_other_is_installed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parsing, "find_spec", lambda name: None)
    assert choose_pipeline(AUTO) == SHARED


def test_best_installed_pipeline_is_preferred(monkeypatch: pytest.MonkeyPatch) -> None:
    installed = {"nl_core_news_sm", "nl_core_news_md"}
    monkeypatch.setattr(parsing, "find_spec", lambda name: name if name in installed else None)
    assert choose_pipeline(AUTO) == "nl_core_news_md"


@pytest.mark.parametrize("name", ["nl_core_news_xx", "click", "", "../x", "x" * 500])
def test_a_pipeline_that_is_not_there_is_an_error_with_a_remedy(name: str) -> None:
    with pytest.raises(ModelMissing) as caught:
        choose_pipeline(name)
    assert "shared" in caught.value.hint


def test_an_installed_pipeline_gives_the_same_records(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A package made here: the tokenizer and a component that marks every word as a noun below the first."""
    package = tmp_path / "nl_test_pipeline"
    package.mkdir()
    pipeline = spacy.blank("nl")
    ruler = pipeline.add_pipe("attribute_ruler")
    ruler.add(  # type: ignore[attr-defined]
        patterns=[[{"TEXT": {"REGEX": ".+"}}]], attrs={"POS": "NOUN", "LEMMA": "woord", "DEP": "ROOT"}
    )
    pipeline.to_disk(package / "nl_test_pipeline-1.2.3")
    (package / "meta.json").write_text("{}")
    (package / "__init__.py").write_text(
        "from pathlib import Path\n"
        "import spacy\n"
        "def load(**options):\n"
        "    return spacy.load(Path(__file__).parent / 'nl_test_pipeline-1.2.3', **options)\n"
    )
    information = tmp_path / "nl_test_pipeline-1.2.3.dist-info"
    information.mkdir()
    (information / "METADATA").write_text("Metadata-Version: 2.1\nName: nl_test_pipeline\nVersion: 1.2.3\n")
    monkeypatch.syspath_prepend(str(tmp_path))
    try:
        assert choose_pipeline("nl_test_pipeline") == "nl_test_pipeline"
        assert parsing.pipeline_id("nl_test_pipeline") == "nl_test_pipeline-1.2.3"
        (parse,) = SpacyParser("nl_test_pipeline").parse(["Twee woorden"])
        assert [(token.text, token.pos) for token in parse.tokens] == [("Twee", "NOUN"), ("woorden", "NOUN")]
    finally:
        sys.modules.pop("nl_test_pipeline", None)


def test_a_pipeline_that_does_not_load_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(ModelMissing, match="does not load"):
        SpacyParser(str(tmp_path))
