"""CoNLL-U in tests: sentences as parses, and frames as a line of words that a person can read and write.

A line names role, lemma and mood (none for a statement), then words by key, then what holds of the clause, then each
negation with what it denies: `main invoeren | verb=zouden,moeten,in,voeren subjects=Gemeenten modal=moeten | denied
directive | niet>invoeren predicate denies`. What is empty is left out, and so is a predicate of one word; "~" stands
for the space inside a lemma.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from policytext.statements.frames import Frame, Mood, Negation, ParsedSentence
from policytext.types.spans import Span
from policytext.types.syntax import NO_HEAD, Parse, Token

#: Sentences with the parse that they should have, on which parsers are measured too.
TABLE = Path(__file__).with_name("frames.conllu")
#: Sentences with the parse that the shipped parser gives them, right or wrong.
PARSED = Path(__file__).with_name("parsed.conllu")
_HEADS = ("subjects", "objects", "indirect_objects", "agents", "obliged")
_HOLDS = ("is_passive", "is_impersonal", "is_conditional", "is_asked", "is_denied_above", "is_denied", "is_directive")


@dataclass(frozen=True)
class Annotated:
    """A sentence of a CoNLL-U file: its comments, its parse, and the enhanced dependencies as written."""

    id: str
    text: str
    frames: tuple[str, ...]
    parse: Parse
    enhanced: tuple[str, ...]


def sentences(path: Path) -> Iterator[Annotated]:
    """The sentences of a CoNLL-U file; words of multiword tokens count, the tokens do not."""
    for block in path.read_text(encoding="utf-8").split("\n\n"):
        lines = block.strip().splitlines()
        comments = [line[1:].strip().partition(" = ") for line in lines if line.startswith("#")]
        rows = [line.split("\t") for line in lines if not line.startswith("#")]
        rows = [row for row in rows if row[0].isdigit()]
        if not rows:
            continue
        known = {key: value for key, _, value in comments}
        yield Annotated(
            known["sent_id"],
            known["text"],
            tuple(" ".join(value.split()) for key, _, value in comments if key == "frame"),
            _parse(rows),
            tuple(row[8] for row in rows),
        )


def parsed(sentence_id: str) -> tuple[str, ParsedSentence]:
    """Text and frames of a sentence of `frames.conllu` or `parsed.conllu`."""
    (found,) = (one for path in (TABLE, PARSED) for one in sentences(path) if one.id == sentence_id)
    return found.text, ParsedSentence.of(found.parse)


def _parse(rows: list[list[str]]) -> Parse:
    places = {row[0]: index for index, row in enumerate(rows)}
    tokens = []
    start = 0
    for row in rows:
        end = start + len(row[1])
        head = NO_HEAD if row[6] == "0" else places[row[6]]
        morph = "" if row[5] == "_" else row[5]
        tokens.append(Token(row[1], Span(start, end), row[2], row[3], morph, head, row[7]))
        start = end if "SpaceAfter=No" in row[9] else end + 1
    return Parse(tuple(tokens))


def described(parse: Parse, frame: Frame) -> str:
    """A frame as a line."""
    name = [frame.role.value, frame.lemma.replace(" ", "~")]
    if frame.mood is not Mood.STATEMENT:
        name.append(frame.mood.value)
    keys = [] if frame.verb == (frame.predicate,) else [f"verb={_words(parse, frame.verb)}"]
    keys += [f"{key}={_words(parse, heads)}" for key in _HEADS if (heads := getattr(frame, key))]
    if frame.modal is not None:
        keys.append(f"modal={frame.modal.replace(' ', '~')}")
    if frame.governor is not None:
        keys.append(f"governor={frame.governor}")
    holds = [name.removeprefix("is_") for name in _HOLDS if getattr(frame, name)]
    parts = [" ".join(name), " ".join(keys), " ".join(holds), *(_negation(parse, one) for one in frame.negations)]
    return " | ".join(part for part in parts if part)


def _words(parse: Parse, indexes: tuple[int, ...]) -> str:
    return ",".join(parse.tokens[index].text for index in indexes)


def _negation(parse: Parse, negation: Negation) -> str:
    words = f"{parse.tokens[negation.token].text}>{parse.tokens[negation.target].text} {negation.scope.value}"
    return f"{words} denies" if negation.denies else words
