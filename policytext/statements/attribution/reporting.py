"""Reports by the syntax of a sentence: who says, thinks, finds or advises what its main clause gives.

The verb with its particle is looked up in lexicon/reporting_predicates.tsv, so "geeft ... aan" and "heeft laten weten"
are found however far their parts stand from each other. What stands in a relative or adverbial clause is not what the
sentence reports, and what research shows ("uit onderzoek blijkt dat", "het rapport laat zien") is the author's own
statement with a source.
"""

from functools import cache
from typing import Final

from policytext.lexicon import table
from policytext.statements.attribution.content import has_content, has_quotation
from policytext.statements.attribution.held import Report
from policytext.statements.attribution.speakers import Speaker, Speakers, Standing, is_document, is_evidence
from policytext.statements.frames import Frame, Mood, ParsedSentence, Role
from policytext.statements.frames.arguments import cases
from policytext.types.syntax import Parse

#: Adverbs with which a passive gives what people say: "er wordt wel gezegd dat".
_HEARSAY: Final = frozenset(("wel", "vaak", "soms", "weleens", "dikwijls", "regelmatig", "alom", "breed", "veelal"))
#: Words that join a sentence to the report before it: "ook wordt geadviseerd".
_GOING_ON: Final = frozenset(
    (
        *("ook", "daarnaast", "verder", "bovendien", "tevens", "voorts", "daarbij", "hierbij", "daarin", "hierin"),
        *("aanvullend", "vervolgens", "eveneens", "ten", "tot", "daaraan", "hieraan", "tenslotte", "zo", "overigens"),
    )
)
#: Prepositions that name whose words follow, with how the phrase goes on.
_ACCORDING: Final = frozenset(("volgens", "aldus"))
_BEFORE_VIEWS: Final = frozenset(("in", "naar", "volgens", "vanuit"))
#: Views behind "in", "naar" or "vanuit"; estimates and sayings count behind "volgens" only.
_VIEWS_IN: Final = frozenset(
    ("ogen", "visie", "mening", "oordeel", "opvatting", "optiek", "woorden", "beleving", "overtuiging", "inzicht")
)
_SIDE_CLAUSES: Final = frozenset(("acl", "advcl"))
#: Letters of a lemma from which it is told at the end of a longer word: "ervoorpleiten".
_LONG: Final = 7
#: What happens or is received, with a noun before the verb where a judgement has its adjective.
_NO_JUDGEMENTS: Final = frozenset(("plaats vinden", "doorgang vinden", "ingang vinden", "gehoor vinden"))
_LUIDEN: Final = frozenset(("luiden", "zijn", "worden"))
_QUOTES: Final = frozenset('“„"‘«')
#: Subjects and objects of "zoals", which gives a source for the author's own words.
_AS: Final = "zoals"
#: What a motion does, and a letter from others: "In de motie wordt de regering verzocht ...".
_REQUESTS: Final = frozenset(("verzoeken", "oproepen", "vragen", "opdragen"))


@cache
def _classes() -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for row in table("reporting_predicates"):
        found.setdefault(row["class"], set()).add(row["lemma"])
    return {name: frozenset(lemmas) for name, lemmas in found.items()}


@cache
def _nouns(role: str) -> frozenset[str]:
    return frozenset(row["noun"] for row in table("reported_words") if row["role"] == role)


def _is_of(name: str, lemma: str) -> bool:
    return lemma in _classes()[name]


@cache
def _known() -> tuple[str, ...]:
    """All lemmas of the table, the longest first."""
    return tuple(sorted({row["lemma"] for row in table("reporting_predicates")}, key=len, reverse=True))


def _lemma(parse: Parse, frame: Frame) -> str:
    """The lemma of a clause, with a particle that the parser did not join to its verb: "geeft ... weer"."""
    if frame.lemma != "geven":
        return _verb_of(frame.lemma)
    for child in parse.children(frame.predicate, "advmod", "compound", "xcomp", "ccomp"):
        if child > frame.predicate and parse.tokens[child].text.lower() == "weer":
            return "weergeven"
        # "geven aan spijt te hebben"
        if any(parse.tokens[mark].text.lower() == "aan" for mark in parse.children(child, "mark")):
            return "aangeven"
    return frame.lemma


@cache
def _verb_of(lemma: str) -> str:
    """The lemma of the table inside one to which a parser joined another word: "samengevat concluderen"."""
    lemma = lemma.removesuffix(" zijn")
    if lemma in _NO_JUDGEMENTS:
        return lemma.replace(" ", "")
    if lemma.rpartition(" ")[2] in _classes()["judges"]:
        return lemma
    for known in _known():
        if lemma == known or (len(known) >= _LONG and lemma.endswith((f" {known}", known))):
            return known
    return lemma


def find_report(sentence: ParsedSentence, speakers: Speakers, offset: int) -> Report | None:
    """The report that a sentence is; None for an own one.

    Args:
        sentence: the sentence with its frames.
        speakers: who is who in the document.
        offset: where the sentence begins in the text of the document.
    """
    parse = sentence.parse
    return _according(parse, speakers, offset) or _of_clauses(sentence, speakers, offset)


def find_lead(sentence: ParsedSentence, speakers: Speakers, offset: int) -> Report | None:
    """Whose words a sentence that ends in a colon leads to: "In het advies staat de volgende passage:".

    Args:
        sentence: the sentence with its frames.
        speakers: who is who in the document.
        offset: where the sentence begins in the text of the document.
    """
    found = _of_clauses(sentence, speakers, offset, leads=True)
    return None if found is None or found.is_dependent else found


def _of_clauses(sentence: ParsedSentence, speakers: Speakers, offset: int, *, leads: bool = False) -> Report | None:
    for place, frame in enumerate(sentence.frames):
        if frame.governor is not None or frame.mood in (Mood.QUESTION, Mood.IMPERATIVE, Mood.HORTATIVE):
            continue
        report = _of_frame(sentence, place, speakers, offset, leads=leads)
        if report is not None:
            return report
    return None


def _of_frame(sentence: ParsedSentence, place: int, speakers: Speakers, offset: int, *, leads: bool) -> Report | None:
    frame, parse = sentence.frames[place], sentence.parse
    if _has_as(parse, frame) and not has_quotation(parse, frame):
        return None
    if _is_restrained(frame) or _begins_with_verb(parse, frame) or _is_us(parse, frame):
        return None
    lemma = _lemma(parse, frame)
    holds = leads or has_content(sentence, place)
    is_past = frame.tense == "Past"
    if lemma.rpartition(" ")[0] and lemma.rpartition(" ")[2] in _classes()["judges"]:
        return _by_subject(frame, parse, speakers, offset, is_past)
    if frame.is_passive:
        return _passive(frame, lemma, parse, speakers, offset, holds=holds)
    if lemma in _REQUESTS and any(is_document(parse.tokens[head].text.lower()) for head in frame.subjects):
        return _by_subject(frame, parse, speakers, offset, is_past)
    if _is_of("argues", lemma) or (_is_of("plans", lemma) and holds):
        return _by_subject(frame, parse, speakers, offset, is_past, only_known=not holds)
    if _is_of("wants", lemma) and holds:
        return _by_subject(frame, parse, speakers, offset, is_past, only_named=True)
    if holds and _is_of("hears", lemma) and (_is_of("says", lemma) or lemma in ("staan", "lezen")):
        located = _in_document(frame, parse, speakers, offset)
        if located is not None and (lemma in ("staan", "lezen") or not frame.subjects):
            return located
    if _is_of("says", lemma) and (holds or frame.role is Role.BESIDE):
        return _by_subject(frame, parse, speakers, offset, is_past)
    if _is_of("sees", lemma) and _has_role(parse, frame):
        return _by_subject(frame, parse, speakers, offset, is_past, only_known=True)
    if _is_of("clear", lemma.partition(" ")[0]) and has_quotation(parse, frame):
        return _by_subject(frame, parse, speakers, offset, is_past, only_named=True)
    return _content_noun(frame, parse, speakers, offset, holds)


def _is_restrained(frame: Frame) -> bool:
    """Whether it is only said that somebody can, should or would say something; "wil benadrukken" is said."""
    if frame.is_conditional or frame.tense is None:
        return True
    return bool(frame.modals) and not (set(frame.modals) <= {"willen"} and _is_of("argues", frame.lemma))


def _has_role(parse: Parse, frame: Frame) -> bool:
    """Whether "als" behind the verb says what something is taken for: "ziet dit als een belemmering"."""
    return any(
        token.text.lower() == "als" and index > min(frame.verb) and frame.predicate in parse.ancestors(index)
        for index, token in enumerate(parse.tokens)
    )


def _begins_with_verb(parse: Parse, frame: Frame) -> bool:
    """Whether the verb opens the sentence, as in a motion: "verzoekt de regering ..."; a quotation may stand before."""
    finite = [verb for verb in frame.verb if parse.tokens[verb].feature("VerbForm") == "Fin"]
    return (
        bool(finite)
        and all(parse.tokens[index].pos in ("PUNCT", "CCONJ", "SYM") for index in range(finite[0]))
        and (not any(token.text in _QUOTES or token.text == "’" for token in parse.tokens[: finite[0]]))
    )


def _is_us(parse: Parse, frame: Frame) -> bool:
    """Whether the first person stands beside the verb, whatever the parser took for its subject."""
    around = {index for verb in frame.verb for index in (verb - 1, verb + 1) if 0 <= index < len(parse)}
    return any(parse.tokens[index].text.lower() in ("wij", "we", "ik") for index in around)


def _by_subject(
    frame: Frame,
    parse: Parse,
    speakers: Speakers,
    offset: int,
    is_past: bool,
    *,
    only_named: bool = False,
    only_known: bool = False,
) -> Report | None:
    """The report of whoever is the subject of a verb of saying."""
    verb = parse.tokens[frame.predicate].text
    subjects = _subjects(frame)
    for head in subjects:
        speaker = speakers.of(parse, head, offset)
        if speaker.standing in (Standing.AUTHOR, Standing.NO_ONE):
            return None
        is_clear = speaker.is_named if only_named else speaker.is_known or not only_known
        if not is_clear and speaker.standing is not Standing.PRONOUN:
            return None
    if not subjects:
        return None
    names = [speakers.of(parse, head, offset) for head in subjects]
    return _report(names, f"onderwerp van ‘{verb}’", parse, frame.predicate, is_past)


def _subjects(frame: Frame) -> tuple[int, ...]:
    """The subject; of a further clause that seems to share one, what stands right behind its verb: "en stelt X dat"."""
    first = min(frame.verb)
    if frame.role is Role.COORDINATED and frame.indirect_objects and all(head < first for head in frame.subjects):
        return frame.indirect_objects
    return frame.subjects


def _report(names: list[Speaker], sign: str, parse: Parse, token: int, is_past: bool) -> Report:
    named = list(dict.fromkeys(speaker.name for speaker in names if speaker.name is not None))
    is_pronoun = any(speaker.standing is Standing.PRONOUN for speaker in names)
    span = parse.tokens[token].span
    return Report(" en ".join(named) or None, sign, span, is_pronoun=is_pronoun and not named, is_past=is_past)


def _passive(frame: Frame, lemma: str, parse: Parse, speakers: Speakers, offset: int, *, holds: bool) -> Report | None:
    """ "Door de commissie wordt gesteld dat", "in het rapport wordt geadviseerd", "er wordt wel gezegd dat"."""
    if lemma in _REQUESTS:
        return _in_document(frame, parse, speakers, offset)
    is_reporting = any(_is_of(name, lemma) for name in ("says", "argues", "plans", "adds"))
    if not is_reporting or not (holds or _is_of("argues", lemma)):
        return None
    verb = parse.tokens[frame.predicate].text
    is_past = frame.tense == "Past"
    if frame.agents:
        names = [speakers.of(parse, head, offset) for head in frame.agents]
        if any(name.standing in (Standing.AUTHOR, Standing.NO_ONE) for name in names):
            return None
        return _report(names, f"door wie bij ‘{verb}’", parse, frame.predicate, is_past)
    located = _in_document(frame, parse, speakers, offset)
    if located is not None:
        return located
    words = {token.text.lower() for token in parse.tokens[: frame.predicate]}
    span = parse.tokens[frame.predicate].span
    if _is_of("hears", lemma) and words & _HEARSAY and holds:
        return Report(None, f"van horen zeggen: ‘{verb}’", span, is_past=is_past)
    if is_past and _is_of("adds", lemma):
        return Report(None, f"vervolg van een weergave: ‘{verb}’", span, is_pronoun=True, is_past=True)
    if words & _GOING_ON:
        return Report(
            None, f"vervolg van een weergave: ‘{verb}’", span, is_pronoun=True, is_past=is_past, is_dependent=True
        )
    return None


def _in_document(frame: Frame, parse: Parse, speakers: Speakers, offset: int) -> Report | None:
    """The document in which something stands: "In de brief staat dat", "In het rapport wordt gesteld dat"."""
    for token in {frame.predicate, *frame.verb}:
        for child in parse.children(token, "obl", "nmod", "advmod"):
            if cases(parse, child) not in (("in",), ("uit",)):
                continue
            speaker = speakers.of(parse, child, offset)
            if speaker.standing is Standing.OTHER and not _is_place(parse, child):
                sign = f"woorden van een stuk: ‘in {parse.tokens[child].text}’"
                return Report(speaker.name, sign, parse.tokens[child].span, is_past=frame.tense == "Past")
    return None


def _is_place(parse: Parse, head: int) -> bool:
    """Whether a phrase with "in" tells where or when rather than in which document."""
    token = parse.tokens[head]
    return not is_document(token.text.lower())


def _according(parse: Parse, speakers: Speakers, offset: int) -> Report | None:
    """ "Volgens de raad", "aldus de minister", "in de ogen van ouders", "naar het oordeel van de commissie"."""
    for index, token in enumerate(parse.tokens):
        word = token.text.lower()
        if word in _ACCORDING:
            head = _noun_after(parse, index)
            if head is None or (word == "volgens" and _is_beside(parse, head)):
                continue
            if word == "aldus" and not _closes(parse, index, head):
                continue
            if is_evidence(parse.tokens[head].text):
                continue
            speaker = speakers.of(parse, head, offset)
            if parse.tokens[head].text.lower() in _nouns("view"):
                speaker = _owner(parse, head, speakers, offset) or speaker
        elif word in _VIEWS_IN and _BEFORE_VIEWS & set(cases(parse, index)) and not _is_beside(parse, index):
            owner = _owner(parse, index, speakers, offset)
            if owner is None:
                continue
            speaker = owner
        else:
            continue
        if speaker.standing in (Standing.OTHER, Standing.PRONOUN):
            return _report([speaker], f"'{word}'", parse, index, is_past=False)
    return None


def _closes(parse: Parse, index: int, head: int) -> bool:
    """Whether "aldus" names a speaker, behind a sign or at the end of its clause; elsewhere it means "thus"."""
    behind = max(parse.subtree(head), default=head) + 1
    is_last = behind >= len(parse) or parse.tokens[behind].pos == "PUNCT"
    return index == 0 or parse.tokens[index - 1].pos == "PUNCT" or is_last


def _noun_after(parse: Parse, index: int) -> int | None:
    """The head of the phrase that a preposition governs, however the parser hangs the two."""
    head = parse.tokens[index].head
    if head > index and parse.tokens[index].plain_relation in ("case", "mark", "fixed", "advmod", "cc"):
        return head
    below = [child for child in parse.children(index) if child > index and parse.tokens[child].pos != "PUNCT"]
    return (
        below[0]
        if below
        else next(
            (
                at
                for at in range(index + 1, min(len(parse), index + 8))
                if parse.tokens[at].pos in ("NOUN", "PROPN", "PRON")
            ),
            None,
        )
    )


def _owner(parse: Parse, head: int, speakers: Speakers, offset: int) -> Speaker | None:
    """Whose view a noun is: "in de ogen van ouders", "naar haar oordeel"."""
    for child in parse.children(head):
        relation = parse.tokens[child].relation
        if relation == "nmod:poss" or (parse.tokens[child].plain_relation == "nmod" and "van" in cases(parse, child)):
            return speakers.of(parse, child, offset) if relation != "nmod:poss" else _possessor(parse, child)
    return None


def _possessor(parse: Parse, child: int) -> Speaker:
    word = parse.tokens[child].text.lower()
    return Speaker(Standing.PRONOUN if word in ("zijn", "haar", "hun", "diens") else Standing.AUTHOR)


def _is_beside(parse: Parse, index: int) -> bool:
    """Whether a word stands in a relative or adverbial clause, so that it says nothing of the main clause."""
    return any(parse.tokens[above].plain_relation in _SIDE_CLAUSES for above in (index, *parse.ancestors(index)))


def _content_noun(frame: Frame, parse: Parse, speakers: Speakers, offset: int, holds: bool) -> Report | None:
    """ "De kritiek van gemeenten is dat", "Het advies van de raad luidt: ...", "Een veelgehoorde klacht is dat"."""
    copular = {parse.tokens[verb].lemma.lower() for verb in frame.verb}
    candidates = [head for head in frame.subjects if parse.tokens[head].text.lower() in _nouns("content")]
    predicate = parse.tokens[frame.predicate].text.lower()
    if predicate in _nouns("content") and not candidates:
        candidates = [frame.predicate]
    if not candidates or not (copular & _LUIDEN) or not (holds or "luiden" in copular):
        return None
    head = candidates[0]
    noun = parse.tokens[head]
    owner = _owner(parse, head, speakers, offset)
    if owner is not None and owner.standing in (Standing.OTHER, Standing.PRONOUN):
        return _report([owner], f"'{noun.text}' of another", parse, head, frame.tense == "Past")
    modifiers = {parse.tokens[child].text.lower() for child in parse.children(head, "amod")}
    if owner is None and (modifiers & _HEARD or "luiden" in copular) and noun.text.lower() != "advies":
        return Report(None, f"'{noun.text}' of others", noun.span, is_past=frame.tense == "Past")
    return None


_HEARD: Final = frozenset(
    ("veelgehoorde", "veelgehoord", "gehoorde", "gangbare", "heersende", "breed", "wijdverbreide")
)


def _has_as(parse: Parse, frame: Frame) -> bool:
    """Whether a clause begins with "zoals": its source stands by the author's own words."""
    first = min((*frame.verb, *frame.subjects, frame.predicate))
    before = [token.text.lower() for token in parse.tokens[max(0, first - 4) : first + 1]]
    marks = [
        parse.tokens[child].text.lower() for verb in frame.verb for child in parse.children(verb, "mark", "advmod")
    ]
    return _AS in marks or _AS in before or "conform" in before
