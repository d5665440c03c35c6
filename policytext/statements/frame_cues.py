"""Signs in the syntax of a sentence: mood, modality, subject and voice of its clauses, as names for the classifier.

`main ...` is the first main clause, `clause ...` any other that the frames have (coordinated ones and complements).
"""

from typing import Final

from policytext.statements.frames import Frame, ParsedSentence, Role
from policytext.types.syntax import Parse

_FIRST_PERSON: Final = frozenset(("wij", "we", "ik"))
_ADDRESSED: Final = frozenset(("u", "je", "jij", "jullie"))


def frame_cues(sentence: ParsedSentence | None) -> list[str]:
    """Names of the signs, sorted; none where there is no parse."""
    if sentence is None:
        return []
    stated = [frame for frame in sentence.frames if frame.role is not Role.BESIDE]
    if not stated:
        return ["no clause"]
    names = {f"main {sign}" for sign in _signs(sentence.parse, stated[0])}
    for frame in stated[1:]:
        names.update(f"clause {sign}" for sign in _signs(sentence.parse, frame))
    return sorted(names)


def _signs(parse: Parse, frame: Frame) -> list[str]:
    signs = [f"mood:{frame.mood}", f"modal:{frame.modal or 'none'}", f"subject:{_subject(parse, frame)}"]
    holds = {
        "directive": frame.is_directive,
        "passive": frame.is_passive,
        "impersonal": frame.is_impersonal,
        "conditional": frame.is_conditional,
        "denied": frame.is_denied,
        "asked": frame.is_asked,
        "past": frame.tense == "Past",
        "somebody obliged": bool(frame.obliged),
        "nominal": parse.tokens[frame.predicate].pos in ("NOUN", "ADJ", "PROPN"),
    }
    return [*signs, *(name for name, value in holds.items() if value)]


def _subject(parse: Parse, frame: Frame) -> str:
    """What kind of word the subject is."""
    if not frame.subjects:
        return "none"
    token = parse.tokens[frame.subjects[0]]
    word = token.text.lower()
    if word in _FIRST_PERSON:
        return "wij"
    if word in _ADDRESSED:
        return "u"
    return {"PRON": "pronoun", "DET": "pronoun", "PROPN": "name"}.get(token.pos, "noun")
