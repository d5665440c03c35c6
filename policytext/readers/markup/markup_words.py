"""Words of markup as they are written: white space made one space, the sign and number before a note taken off."""

import re

from policytext.readers.markup.markup_tree import Words

_SPACE = re.compile(r"[ \t\n\r\f\v]+")
# What stands before the words of a note: the sign that leads back, what closes its number.
_LEAD = re.compile(r"[\s\^↑↩⏎⬆.)\]:|\ufe0e\ufe0f]+")


def with_single_spaces(words: Words) -> list[Words]:
    """The words with each run of white space made one space that stands for the whole run."""
    pieces: list[Words] = []
    start = 0
    if not words.is_linear:
        text = _SPACE.sub(" ", words.text)
        return [Words(text, words.start, words.length)] if text else []
    for match in _SPACE.finditer(words.text):
        if match.group() == " ":
            continue
        if match.start() > start:
            pieces.append(words.cut(start, match.start()))
        pieces.append(Words(" ", words.start + match.start(), len(match.group())))
        start = match.end()
    if start < len(words.text):
        pieces.append(words.cut(start, len(words.text)))
    return pieces


def without_lead(words: Words, label: str) -> tuple[Words, str | None]:
    """The words of a note without what stands before them: its number, a sign that leads back.

    Returns:
        The words that are left, and the number that may still come; None once words of the note were met.
    """
    text, start = words.text, 0
    if match := _LEAD.match(text):
        start = match.end()
    for form in (f"[{label}", f"({label}", label):
        after = start + len(form)
        if label and text.startswith(form, start) and not text[after : after + 1].isalnum():
            match = _LEAD.match(text, after)
            label, start = "", match.end() if match else after
            break
    return words.cut(start, len(text)), label if start == len(text) else None
