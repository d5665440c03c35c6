"""The dialogue of `policytext code`: one statement a screen, one key a decision, kept at once."""

import os
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final

import click

from policytext.cli import output
from policytext.cli.code_words import NOT_ABOUT, VERDICTS, coded_words
from policytext.cli.output import dutch_date
from policytext.cli.quotation import sender, where
from policytext.errors import PolicytextError
from policytext.query.coding.drafting import changed, verdict_of
from policytext.query.coding.proposing import Proposal
from policytext.store import Reader, SentenceRecord
from policytext.store.coding import keep
from policytext.store.coding_records import Coded, Decision, DecisionRecord, Verdict
from policytext.types.vocabulary import Attribution, Stance, StatementKind, Strength

#: Sentences of context on either side at first, and how many more at a time; letters of one that are shown.
_AROUND: Final = 1
_MORE: Final = 3
_CUT: Final = 180
_BACK: Final = ("t", "\x1b[D")  # also the arrow to the left
_STOP: Final = ("s", "q", "")  # "" is the end of the input
_INDENT: Final = "     "

#: The keys of the values of each field that has a few.
_KINDS: Final = {"c": StatementKind.CLAIM, "a": StatementKind.RECOMMENDATION, "t": StatementKind.COMMITMENT}
_STRENGTHS: Final = {"m": Strength.MUST, "z": Strength.SHOULD, "k": Strength.COULD}
_STANCES: Final = {"p": Stance.PRO, "c": Stance.CONTRA, "g": Stance.MIXED, "n": Stance.NEUTRAL, "x": None}


class Keys:
    """Keys one by one: what was typed ahead is kept."""

    def __init__(self) -> None:
        self._ahead: list[str] = []

    def next(self) -> str:
        """The next key, lower case; an arrow is one key, and the end of the input is "".

        Raises:
            KeyboardInterrupt: Ctrl-C.
            UsageError: there is no terminal.
        """
        while not self._ahead:
            try:
                typed = click.getchar()
            except EOFError:  # Ctrl-D
                return ""
            except OSError as error:
                raise click.UsageError("there is no terminal to ask in: give --decisions FILE") from error
            if not typed:
                return ""
            self._ahead = [typed] if typed.startswith("\x1b") else list(typed)
        return self._ahead.pop(0).lower() if len(self._ahead[0]) == 1 else self._ahead.pop(0)


class Session:
    """Statements to decide on, one after the other."""

    def __init__(
        self,
        folder: Path,
        coder: str,
        proposition: str | None,
        proposals: Sequence[Proposal],
        decided: Mapping[str, DecisionRecord],
        said: Mapping[str | None, Coded],
        *,
        total: int,
    ) -> None:
        """Prepare to ask.

        Args:
            folder: the folder of the index.
            coder: who decides.
            proposition: to what the stance is; None where none is asked for.
            proposals: what is asked, in order.
            decided: what the coder decided for this proposition before, by id of the statement.
            said: what the coder said of statements before, for whatever proposition.
            total: how many statements are proposed, those among them that are decided and not asked.
        """
        self.folder = folder
        self.coder = coder
        self.proposition = proposition
        self.proposals = proposals
        self.total = total
        self.position = 0
        self._said = said
        self._verdicts = {key: one.verdict for key, one in decided.items()}
        self._drafts = {key: one.coded for key, one in decided.items() if one.coded is not None}
        self._notes = {key: one.note for key, one in decided.items()}
        self._keys = Keys()
        self._around = _AROUND
        self._remark = ""

    def run(self, limit: int | None = None) -> Counter[Verdict]:
        """Ask until all is decided, `limit` statements were, or the coder stops; what was decided by verdict."""
        made: dict[str, Verdict] = {}
        stop = len(self.proposals) if limit is None else min(limit, len(self.proposals))
        while self.position < stop:
            proposal = self.proposals[self.position]
            key = proposal.record.id
            self._show(proposal)
            pressed = self._keys.next()
            self._remark = ""
            if pressed in _STOP:
                break
            if pressed in _BACK:
                self._remark = "" if self.position else "Dit is de eerste."
                self._move(-1 if self.position else 0)
            elif pressed in ("a", "v", "o"):
                verdict = self._decide(proposal, pressed)
                if verdict is not None:
                    made[key] = verdict
                    self._move(1)
            else:
                self._change(proposal, pressed)
        click.echo()
        return Counter(made.values())

    def _move(self, steps: int) -> None:
        self.position += steps
        self._around = _AROUND

    def _draft(self, proposal: Proposal) -> Coded:
        """What the statement is as the coder has it until now."""
        key = proposal.record.id
        if key in self._drafts:
            return self._drafts[key]
        earlier = self._said.get(key)
        return proposal.coded if earlier is None else replace(earlier, stance=proposal.coded.stance)

    def _decide(self, proposal: Proposal, pressed: str) -> Verdict | None:
        """Keep a decision; None where it could not be kept."""
        record, coded = proposal.record, self._draft(proposal)
        verdict = {"v": Verdict.REJECTED, "o": Verdict.SKIPPED}.get(pressed) or verdict_of(coded, proposal.coded)
        is_coded = verdict in (Verdict.ACCEPTED, Verdict.CHANGED)
        decision = Decision(
            coder=self.coder,
            proposition=self.proposition,
            sentence_id=record.sentence_id,
            text=record.text,
            verdict=verdict,
            coded=coded if is_coded else None,
            proposed=proposal.coded,
            decided_at=datetime.now(UTC).isoformat(timespec="seconds"),
            note=self._notes.get(record.id),
        )
        try:
            keep(self.folder, [decision])
        except PolicytextError as error:  # an ingest is at work, the disk is full: the coder may try again
            self._remark = f"Niet bewaard: {error.message}. {error.hint}"
            return None
        self._verdicts[record.id] = verdict
        if is_coded:
            self._drafts[record.id] = coded
        return verdict

    # -- changing

    def _change(self, proposal: Proposal, pressed: str) -> None:
        """Do what another key says: change a field, write a note, show more."""
        if pressed == "w":
            pressed = self._asked(f"wijzigen: {self._fields_line()} ", "12345")
        if pressed == "+":
            self._around += _MORE
            return
        if pressed == "n":
            self._notes[proposal.record.id] = self._typed("opmerking") or None
            return
        fields = self._value_of(pressed, self._draft(proposal))
        if fields:
            self._drafts[proposal.record.id] = changed(self._draft(proposal), **fields)

    def _fields_line(self) -> str:
        names = ["[1] soort", "[2] van wie", "[3] wie handelt", "[4] sterkte"]
        return "  ".join([*names, *(["[5] standpunt"] if self.proposition else [])])

    def _value_of(self, field: str, draft: Coded) -> dict[str, Any]:  # Any: values of fields of `Coded`
        """What the coder answers for a field, by its name in `Coded`; nothing where the key says nothing."""
        if field == "1":
            key = self._asked("soort: [c]laim  [a]anbeveling  [t]oezegging ", _KINDS)
            return {"kind": _KINDS[key]} if key else {}
        if field == "2":
            key = self._asked("van wie: [e]igen  [w]eergegeven van een ander ", "ew")
            if key == "w":
                return {"attribution": Attribution.REPORTED, "holder": self._typed("van wie (leeg: niet genoemd)")}
            return {"attribution": Attribution.OWN} if key else {}
        if field == "3":
            names = (self._typed("wie handelt (; tussen namen, leeg: niemand)") or "").split(";")
            return {"actors": tuple(dict.fromkeys(name.strip() for name in names if name.strip()))}
        if field == "4":
            if draft.kind is not StatementKind.RECOMMENDATION:
                self._remark = "Alleen een aanbeveling heeft een sterkte."
                return {}
            key = self._asked("sterkte: [m]oet  [z]ou moeten  [k]an ", _STRENGTHS)
            return {"strength": _STRENGTHS[key]} if key else {}
        if field == "5" and self.proposition:
            key = self._asked(f"standpunt: [p]ro  [c]ontra  [g]emengd  [n]eutraal  [x] {NOT_ABOUT} ", _STANCES)
            return {"stance": _STANCES[key]} if key else {}
        return {}

    def _asked(self, question: str, keys: Any) -> str:  # Any: a string or a mapping of keys
        """The key that answers a question; "" for any other."""
        click.echo(f"\n{question}", nl=False)
        pressed = self._keys.next()
        return pressed if pressed and pressed in keys else ""

    def _typed(self, question: str) -> str | None:
        """A line of text, as names are kept: lower case, single spaces; None where it is empty."""
        click.echo()
        try:
            text = str(click.prompt(question, default="", show_default=False))
        except click.Abort:  # the end of the input
            return None
        words = " ".join(text.split())
        return (words if question == "opmerking" else words.lower()) or None

    # -- showing

    def _show(self, proposal: Proposal) -> None:
        """A screen that fits 24 lines of 80 columns unless the sentence is long; the keys stand last, in sight."""
        if os.environ.get("TERM") != "dumb":  # which would print the signs that clear a screen
            click.clear()  # does nothing where the output is no terminal
        record, draft = proposal.record, self._draft(proposal)
        verdict = self._verdicts.get(record.id)
        done = f" · nu: {VERDICTS[verdict]}" if verdict is not None else ""
        head = f"{self.coder} · {self.position + 1} van {len(self.proposals)}{done}"
        document = record.document
        place = [record.id, where(record), *(["gecorrigeerd"] if record.corrected else []), *record.section[-2:]]
        output.echo(output.style(_line(head), bold=True))
        output.echo(output.safe(_line(f"{dutch_date(document.date)} · {sender(document)} · {document.title}")))
        output.echo(output.safe(_line(" · ".join(place))))
        output.echo()
        self._show_words(proposal)
        output.echo()
        if self.proposition is not None:
            output.echo(output.wrapped(f"Stelling: {self.proposition}", _INDENT, "  "))
        for number, name, now, was in _lines(draft, proposal, with_stance=self.proposition is not None):
            mark = "" if now == was else f"   (voorstel: {was})"
            output.echo(output.wrapped(f"{now}{mark}", " " * 17, f"  {number} {name:<13}"))
        if note := self._notes.get(record.id):
            output.echo(output.wrapped(f"opmerking: {note}", _INDENT, "  "))
        if self._remark:
            output.echo(output.wrapped(self._remark, "  ", "! "))
        output.echo()
        click.echo(self._key_line(), nl=False)

    def _show_words(self, proposal: Proposal) -> None:
        """The sentence between those around it, and the statement where it is a part of it."""
        record = proposal.record
        context = _context(self.folder, proposal, self._around)
        if not context:  # its document is being read anew
            output.echo(output.style(output.wrapped(f"“{record.text}”", _INDENT, "▶    "), bold=True))
        for sentence in context:
            if sentence.id != record.sentence_id:
                output.echo(output.style(output.wrapped(_cut(sentence.text, _CUT), _INDENT), dim=True))
                continue
            output.echo(output.style(output.wrapped(f"“{sentence.text}”", _INDENT, "▶    "), bold=True))
            if record.text != sentence.text:
                output.echo(output.wrapped(f"hieruit: “{record.text}”", _INDENT))

    def _key_line(self) -> str:
        last = 5 if self.proposition else 4
        return f"[a]kkoord [1-{last}] wijzig [v]erwerp [o]verslaan [n]oteer [+] context [t]erug [s]top "


def _lines(draft: Coded, proposal: Proposal, *, with_stance: bool) -> list[tuple[int, str, str, str]]:
    """Number, name and value of each field, and the value that was proposed."""
    now, was = coded_words(draft), coded_words(proposal.coded)
    names = ["soort", "van wie", "wie handelt", "sterkte", *(["standpunt"] if with_stance else [])]
    return [(number, *line) for number, line in enumerate(zip(names, now, was, strict=False), start=1)]


def _context(folder: Path, proposal: Proposal, around: int) -> list[SentenceRecord]:
    """The sentence with those around it, as the index has them now; none where it has other words now."""
    record = proposal.record
    number = int(record.sentence_id.rpartition(":")[2])
    with Reader.open(folder) as reader:
        count = reader.document(record.document.short_id).sentences
        numbers = range(max(0, number - around), min(count, number + around + 1))
        found = reader.sentence_records([f"{record.document.short_id}:{one}" for one in numbers])
    here = next((one for one in found if one.id == record.sentence_id), None)
    return found if here is not None and record.text in here.text else []


def _line(text: str) -> str:
    """As much of a text as fits on a line."""
    return _cut(" ".join(text.split()), output.width() - 4)


def _cut(text: str, most: int) -> str:
    return text if len(text) <= most else text[:most].rstrip() + " […]"
