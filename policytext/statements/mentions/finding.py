"""All mentions of a text: what the lexicon, the shapes and the text itself give, the longest where they overlap."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from policytext.statements.mentions.bodies import find_bodies
from policytext.statements.mentions.compounds import find_compounds, find_prefixed
from policytext.statements.mentions.conditions import is_met
from policytext.statements.mentions.introduced import IntroducedNames, find_introductions, short_forms
from policytext.statements.mentions.names import Names, common_names, law_titles, organisation_names
from policytext.statements.mentions.offices import find_offices
from policytext.statements.mentions.reading import Reading
from policytext.types.mention import Mention
from policytext.types.spans import Span
from policytext.types.syntax import Parse


def find_mentions(
    text: str, parse: Parse | None = None, *, within: Span | None = None, names: IntroducedNames | None = None
) -> tuple[Mention, ...]:
    """Organisations, offices and groups that a text names, in order, without overlaps.

    Args:
        text: a sentence, a paragraph or a whole document.
        parse: the syntax of a sentence of the text, with spans in code points of this text. It can only refuse a word
            (an adjective, a verb) and tell how far a name goes; nothing is missed without it.
        within: look in this part of the text only, for instance a sentence of the document.
        names: the short names of the text. Give `introduced_names(document.text)` when reading sentence by sentence;
            by default they are looked for in `text`.
    """
    known = introduced_names(text) if names is None else names
    return _find(Reading(text, within, parse), known)


def introduced_names(text: str) -> IntroducedNames:
    """Short names that a text introduces for its organisations, to be used for each of its sentences."""
    return _read_through(text)[0]


def mentions_throughout(text: str) -> tuple[Mention, ...]:
    """The mentions of a whole document, in order, without overlaps; its own short names included."""
    return _read_through(text)[1]


def _read_through(text: str) -> tuple[IntroducedNames, tuple[Mention, ...]]:
    """The short names of a text and its mentions; what does not hang on the names is looked for once."""
    introduced = find_introductions(text, lambda reading: _find(reading, IntroducedNames()))
    reading = Reading(text)
    first, last = _before_names(reading), _behind_names(reading)
    mentions = _chosen(reading, [*first, *_lookups(reading, introduced.names), *last])
    names = IntroducedNames.of([*introduced.entries, *short_forms(reading, mentions)])
    if names != introduced:
        mentions = _chosen(reading, [*first, *_lookups(reading, names.names), *last])
    return names, mentions


def _find(reading: Reading, names: IntroducedNames) -> tuple[Mention, ...]:
    return _chosen(reading, [*_before_names(reading), *_lookups(reading, names.names), *_behind_names(reading)])


def _before_names(reading: Reading) -> list[Mention]:
    """What goes before the text's own short names where they are equally long."""
    return [*_lookups(reading, law_titles()), *find_offices(reading)]


def _behind_names(reading: Reading) -> list[Mention]:
    """What they go before."""
    return [
        *_lookups(reading, organisation_names()),
        *_lookups(reading, common_names()),
        *find_prefixed(reading),
        *find_compounds(reading),
        *find_bodies(reading),
    ]


def _chosen(reading: Reading, candidates: Iterable[Mention]) -> tuple[Mention, ...]:
    return _with_brackets(reading.text, [mention for mention in _longest(candidates) if mention.canonical])


def _lookups(reading: Reading, names: Names) -> Iterator[Mention]:
    for index in range(len(reading)):
        for hit in names.at(reading, index):
            if is_met(hit.entry.when, reading, hit.first, hit.stop):
                span = Span(reading.words[hit.first].start, hit.end)
                yield Mention(span, hit.entry.canonical, hit.entry.kind, hit.entry.part_of)
                break


def _longest(candidates: Iterable[Mention]) -> list[Mention]:
    """The longest of overlapping mentions, the one found first of equal ones; in order of the text."""
    ranked = sorted(candidates, key=lambda one: -len(one.span))  # a stable sort
    begin = min((mention.span.start for mention in ranked), default=0)
    taken = bytearray(max((mention.span.end for mention in ranked), default=0) - begin)
    kept: list[Mention] = []
    for mention in ranked:
        start, end = mention.span.start - begin, mention.span.end - begin
        if taken.find(1, start, end) < 0:
            taken[start:end] = b"\1" * (end - start)
            kept.append(mention)
    return sorted(kept, key=lambda one: one.span)


def _with_brackets(text: str, mentions: Sequence[Mention]) -> tuple[Mention, ...]:
    """A name and its short form in brackets behind it as one mention: "Inspectie Gezondheidszorg en Jeugd (IGJ)"."""
    joined: list[Mention] = []
    for mention in mentions:
        last = joined[-1] if joined else None
        if (
            last is not None
            and last.canonical == mention.canonical
            and text[last.span.end : mention.span.start].strip() == "("
            and text[mention.span.end : mention.span.end + 1] == ")"
        ):
            joined[-1] = replace(last, span=Span(last.span.start, mention.span.end + 1))
        else:
            joined.append(mention)
    return tuple(joined)
