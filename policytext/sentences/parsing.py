"""Tokens, parts of speech, lemmas and dependencies of Dutch sentences, by whichever pipeline is at hand.

Three kinds of pipeline give the same records (`types.syntax.Parse`):

- `shared`: the project's own parser on the states of the encoder that makes the vectors anyway; one forward pass serves
  both (docs/adr/0017). Weights in `sentences/dutch`.
- `fast`: the project's own small spaCy pipeline, some points less accurate and many times faster. Weights in
  `sentences/dutch_fast`.
- any installed spaCy pipeline for Dutch, by its name: `nl_core_news_lg`, `md` and `sm` are preferred where they are
  installed.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from importlib.resources import files
from importlib.util import find_spec
from typing import TYPE_CHECKING, Final, Protocol

from policytext.errors import ModelMissing
from policytext.sentences.lemmas import Lemmatizer, lemmatizer
from policytext.types.spans import Span
from policytext.types.syntax import NO_HEAD, Parse, Token

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc
    from spacy.tokens import Token as SpacyToken
    from spacy.vocab import Vocab

#: Name by which the choice is left to `choose_pipeline`.
AUTO: Final = "auto"
SHARED: Final = "shared"
FAST: Final = "fast"
OWN: Final = (SHARED, FAST)
#: Installed pipelines that are preferred, the best first. Source: their published figures for Dutch,
#: https://spacy.io/models/nl.
_PREFERRED: Final = ("nl_core_news_lg", "nl_core_news_md", "nl_core_news_sm")
#: Components that nothing here needs.
_NOT_NEEDED: Final = ("ner", "senter", "sentencizer")
_BATCH: Final = 256


class Parser(Protocol):
    """Parses sentences one by one."""

    @property
    def name(self) -> str:
        """What the index records: the pipeline and its version."""

    def parse(self, sentences: Sequence[str], on_progress: Callable[[int], None] | None = None) -> tuple[Parse, ...]:
        """The parse of each sentence, in order; spans are in code points of the sentence.

        Args:
            sentences: any number; a sentence that exceeds what a pipeline takes is parsed as far as it goes.
            on_progress: called with the number of sentences done so far.
        """


def pipeline_id(name: str) -> str:
    """What the index records of a pipeline: its name, with its version where it is an installed one."""
    if name in OWN:
        return name
    from importlib.metadata import PackageNotFoundError, version  # noqa: PLC0415 (25 ms, seldom needed)

    try:
        return f"{name}-{version(name)}"
    except PackageNotFoundError:
        return name


def choose_pipeline(name: str = AUTO) -> str:
    """The pipeline that a name stands for: itself, or for `auto` the best that is installed.

    Raises:
        ModelMissing: there is no such pipeline.
    """
    if name == AUTO:
        return next((candidate for candidate in _PREFERRED if find_spec(candidate) is not None), SHARED)
    if name in OWN:
        return name
    from spacy.util import get_package_path, is_package  # noqa: PLC0415 (slow to import)

    if is_package(name) and (get_package_path(name) / "meta.json").is_file():
        return name
    raise ModelMissing(
        f"there is no installed spaCy pipeline {name[:100]}",
        f"choose one of {', '.join(OWN)}, or install it: python -m spacy download {name[:100]}",
    )


class SpacyParser:
    """A spaCy pipeline as a `Parser`."""

    def __init__(self, name: str) -> None:
        """Load the pipeline: `fast`, an installed one, or the folder of one.

        Raises:
            ModelMissing: it does not load.
        """
        self._pipeline = _load_pipeline(name)
        self.name: Final = name
        # The project's own pipeline comes without lemmas, as do some others.
        has_lemmas = any("lemmatizer" in component for component in self._pipeline.pipe_names)
        self._lemmas = None if has_lemmas else lemmatizer()

    @property
    def vocab(self) -> "Vocab":
        """The vocabulary, for those who make the tokens themselves."""
        return self._pipeline.vocab

    def parse(self, sentences: Sequence[str], on_progress: Callable[[int], None] | None = None) -> tuple[Parse, ...]:
        """The parse of each sentence; see `Parser`."""
        return tuple(self.parse_docs(map(self._sentence_doc, sentences), on_progress))

    def parse_docs(self, docs: "Iterable[Doc]", on_progress: Callable[[int], None] | None = None) -> list[Parse]:
        """The parse of sentences whose tokens are given, each marked as one sentence."""
        parses: list[Parse] = []
        for doc in self._pipeline.pipe(docs, batch_size=_BATCH):
            parses.append(parse_of(doc, self._lemmas))
            if on_progress is not None and len(parses) % _BATCH == 0:
                on_progress(len(parses))
        if on_progress is not None:
            on_progress(len(parses))
        return parses

    def _sentence_doc(self, text: str) -> "Doc":
        """The tokens of one sentence, marked as one: a parser does not divide it again."""
        tokens = self._pipeline.make_doc(text.encode("utf-8", "replace").decode("utf-8"))  # no lone surrogates
        return type(tokens)(
            tokens.vocab,
            words=[token.text for token in tokens],
            spaces=[bool(token.whitespace_) for token in tokens],
            sent_starts=[place == 0 for place in range(len(tokens))],
        )


def _load_pipeline(name: str) -> "Language":
    """A spaCy pipeline without what is not needed here."""
    import spacy  # noqa: PLC0415 (slow to import, and never needed by a query)

    place = str(files("policytext.sentences").joinpath("dutch_fast")) if name == FAST else name
    try:
        return spacy.load(place, exclude=list(_NOT_NEEDED))
    except Exception as error:  # what a pipeline raises depends on the part that does not fit
        raise ModelMissing(
            f"the spaCy pipeline {name} does not load: {str(error).splitlines()[0][:200]}",
            f"install it again for this version of spaCy, or choose one of {', '.join(OWN)}",
        ) from error


def parse_of(doc: "Doc", lemmas: Lemmatizer | None = None) -> Parse:
    """The record of a sentence that a spaCy pipeline annotated; what spaCy made of white space is left out.

    Args:
        doc: the tokens of one sentence.
        lemmas: makes the lemmas where the pipeline makes none.
    """
    words = [token for token in doc if not token.is_space]
    places = {token.i: place for place, token in enumerate(words)}
    return Parse(tuple(_token(token, places, lemmas) for token in words))


def _token(token: "SpacyToken", places: Mapping[int, int], lemmas: Lemmatizer | None) -> Token:
    is_root = token.head.i == token.i
    pos, morph = token.pos_ or "X", str(token.morph)
    return Token(
        text=token.text,
        span=Span(token.idx, token.idx + len(token.text)),
        lemma=(lemmas.lemma(token.text, pos, morph) if lemmas is not None else token.lemma_) or token.text,
        pos=pos,
        morph=morph,
        head=NO_HEAD if is_root else places.get(token.head.i, NO_HEAD),
        relation="root" if is_root else token.dep_,
    )
