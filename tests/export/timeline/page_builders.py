"""Pages of small timelines, and a timeline in which every text tries to break out of its page."""

from pathlib import Path

from timeline_builders import WORDING, make_entry, make_record, make_sentence, make_step, make_timeline

from policytext.export.timeline.context import Context
from policytext.export.timeline.page import timeline_page
from policytext.query.answers import Timeline
from policytext.types.vocabulary import Change, Stance

#: Each would run a script, ask for an address or close what it stands in, were it not escaped.
PAYLOADS = (
    '</script><script>document.title="broken"</script>',
    "</style></title></table><img src=https://example.invalid/a.png onerror=\"document.title='broken'\">",
    "\"><svg onload=document.title='broken'><a href=\"javascript:document.title='broken'\">x</a>",
    "' autofocus onfocus='document.title=1' <iframe src=//example.invalid>&lt;b&gt; {{7*7}} ]]><!--",
    "draai \u202eom\u202c \x00\x1b[31m\ud800 \ufffe einde",
)


def page(timeline: Timeline, contexts: dict[str, Context] | None = None) -> str:
    """The page as text."""
    return "".join(timeline_page(timeline, contexts or around(timeline), WORDING))


def write_page(timeline: Timeline, path: Path) -> Path:
    """The page as a file."""
    path.write_text(page(timeline), encoding="utf-8", newline="\n")
    return path


def around(timeline: Timeline) -> dict[str, Context]:
    """A sentence before and one after each quotation."""
    found: dict[str, Context] = {}
    for entry in (*timeline.entries, *timeline.reported):
        for quote in entry.quotes:
            name = quote.sentence.id
            before, after = (make_sentence(entry.document, f"{word} {name}.", 20) for word in ("Vooraf", "Nadien"))
            found[name] = Context((before,), (after,))
    return found


def hostile_timeline() -> Timeline:
    """Payloads as proposition, sender, title, quotation, holder, reason and file name."""
    records = [make_record(f"20{10 + n}-01-01", [text], text) for n, text in enumerate(PAYLOADS)]
    shared = [make_record(f"20{20 + n}-01-01", [PAYLOADS[0]], f"{n}{text}") for n, text in enumerate(PAYLOADS)]
    entries = [make_entry(record, texts=PAYLOADS) for record in (*records, *shared)]
    reported = [make_entry(records[0], Stance.CONTRA, texts=PAYLOADS, holder=text) for text in PAYLOADS]
    step = make_step(entries[0], entries[-1], Change.WEAKENED, PAYLOADS[1])
    return make_timeline(
        entries, reported, [make_record("2030", ["Stil"], PAYLOADS[2])], [step], proposition=PAYLOADS[0]
    )
