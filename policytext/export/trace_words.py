"""What a trace found, in fixed Dutch phrases filled with extracted facts; for the terminal and for pages.

Nothing is said that the data does not hold, and nothing more certainly than it is known.
"""

from collections.abc import Iterator

from policytext.query.trace import End, Kin, Lost, Manner, Reservation, Source, Step, Trace
from policytext.store import DocumentRecord, Located, SentenceRecord
from policytext.types.citation import Citation
from policytext.types.vocabulary import Credit, ReuseKind

_MONTHS = ["jan", "feb", "mrt", "apr", "mei", "jun", "jul", "aug", "sep", "okt", "nov", "dec"]
_LONGEST = 400
_LONGEST_NAME = 80
ENDS = {
    End.FIRST_SOURCE: "eerste bron in de index: geeft hier zelf geen bron",
    End.OUTSIDE: "buiten de index",
    End.NO_SOURCE: "doodlopend: hier is geen bronverwijzing gevonden",
    End.CIRCULAR: "kring: leidt terug naar een document waar de weg al langs kwam",
    End.NOT_THERE: "in de index, maar geen zin erin zegt dit duidelijk",
    End.AMBIGUOUS: "kan meer dan één document van de index zijn",
    End.TOO_FAR: "niet verder gevolgd",
}
MANNERS = {
    Manner.AT: "",
    Manner.BESIDE: "bij een volgende zin; of zij ook deze dekt, staat er niet",
    Manner.NOTE: "in dezelfde noot",
}
LOST = {
    Lost.HEDGE: "afzwakking",
    Lost.CONDITION: "voorwaarde",
    Lost.BOUND: "grens of benadering",
    Lost.HOLDER: "wiens woorden het zijn",
    Lost.GROUP: "over wie het gaat",
    Lost.CONTRAST: "tegenwerping erna",
    Lost.LIMIT: "beperking erna of in de noot",
}
CREDITS = {
    Credit.GIVEN: "het latere document noemt het eerdere",
    Credit.ELSEWHERE: "het latere document noemt het eerdere, maar niet hier",
    Credit.QUOTED: "tussen aanhalingstekens, zonder bron",
    Credit.OWN: "zelfde afzender",
    Credit.NONE: "het latere document noemt het eerdere niet",
    Credit.UNKNOWN: "welke de eerste is, staat niet vast",
}


def short_date(date: str | None) -> str:
    """An ISO date of any precision as "25 mei 2021", "okt 2019", "2018"."""
    if date is None:
        return "zonder datum"
    parts = date.split("-")
    month = [_MONTHS[int(parts[1]) - 1]] if len(parts) > 1 else []
    return " ".join([*([str(int(parts[2]))] if len(parts) > 2 else []), *month, parts[0]])


def maker(document: DocumentRecord) -> str:
    """Senders of a document, or its authors."""
    return "; ".join(document.organisations) or "; ".join(document.metadata.authors) or "afzender onbekend"


def named(document: DocumentRecord) -> str:
    """A document in a few words: who and when."""
    return f"{maker(document)}, {short_date(document.date)}"


def place(record: Located) -> str:
    """Page or line of words."""
    if record.page is not None:
        label = f" (gedrukt: {record.page_label})" if record.page_label not in (None, str(record.page)) else ""
        return f"p. {record.page}{label}"
    return "plaats onbekend" if record.line is None else f"regel {record.line}"


def reference(source: Source) -> str:
    """A source as the document describes it, cut where it runs on, without the address that stands apart."""
    text = " ".join(source.best.text.split())
    begin, link = text.find("http"), address(source)
    written = text[begin:].replace(" ", "").rstrip(".,;")  # an address broken over lines is one of several words
    if link is not None and begin > 0 and link.rstrip("/") == written.rstrip("/"):
        text = text[:begin].rstrip(" ,;:(")
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1].rstrip() + "…"


def address(source: Source) -> str | None:
    """The address that the references to a source give, or that follows from its number."""
    found = (record.citation.url or record.citation.address for record in source.citations)
    return next((one for one in found if one), None)


def work_name(citation: Citation) -> str:
    """A cited work in a few words: makers and year, else title, number or address."""
    if citation.authors:
        names = citation.authors[0] if len(citation.authors) == 1 else f"{citation.authors[0]} e.a."
        return f"{names} ({citation.year})" if citation.year else names
    name = citation.title or citation.identifier or citation.url or citation.id
    return name if len(name) <= _LONGEST_NAME else name[: _LONGEST_NAME - 1].rstrip() + "…"


def source_facts(source: Source) -> list[str]:
    """What is known of a source: how the way goes on, where the reference stands, who else cites it."""
    facts = [ENDS[source.end]] if source.end is not None else []
    if MANNERS[source.manner]:
        facts.append(MANNERS[source.manner])
    if source.is_secondary:
        facts.append("tweedehands: dit document haalt het zelf elders aan")
    if source.verdict is not None and source.step is not None:
        facts.append(_VERDICTS.get(source.verdict.value, ""))
    if source.also:
        facts.append(f"ook aangehaald door: {'; '.join(named(record.document) for record in source.also)}")
    return [fact for fact in facts if fact]


_VERDICTS = {
    "partly": "zegt het deels",
    "figure differs": "noemt een ander cijfer",
    "contradicted": "zegt het omgekeerde",
}


def rest_of(source: Source) -> list[SentenceRecord]:
    """Sentences of a cited document that say the rest of a claim, or have a number of it."""
    if source.match is None or source.step is None:
        return []
    figures = [figure.sentence for figure in source.match.figures if figure.sentence is not None]
    found = {sentence.id: sentence for sentence in (*source.match.beside, *figures)}
    found.pop(source.step.sentence.id, None)
    return sorted(found.values(), key=lambda sentence: sentence.index)


def step_facts(step: Step) -> list[str]:
    """What is known of a place: whose words it gives, and how the way ends there."""
    statement = step.sentence.statement
    facts = []
    if step.is_reported:
        holder = statement.holder if statement is not None else None
        facts.append(f"weergegeven van {holder}" if holder else "weergegeven van een ander")
    if step.end is not None:
        facts.append(ENDS[step.end])
    return facts


def kin_title(kin: Kin) -> str:
    """How a place says the same, and whether the later document names the earlier."""
    if kin.kind is ReuseKind.SAME_FIGURE:
        how = f"hetzelfde cijfer: {kin.shared}" if kin.agrees else f"ander cijfer voor hetzelfde: {kin.shared}"
    elif kin.kind is ReuseKind.VERBATIM:
        count = len(kin.shared.replace("…", " ").split())
        how = (
            f"woordelijk gelijk ({count} woorden)"
            if kin.score >= _NEARLY_ALL
            else f"deels woordelijk ({count} woorden)"
        )
    else:
        how = "in andere woorden (een inschatting)"
    return f"{how} · {CREDITS[kin.credit]}"


_NEARLY_ALL = 0.8


def change_lines(source: Source | Kin) -> Iterator[str]:
    """Numbers that changed on the way."""
    for change in source.changes:
        if change.is_of_other_year:
            yield f"ander jaar: {change.earlier} ({change.earlier_year}) → {change.later} ({change.later_year})"
            continue
        is_both = change.earlier_year is not None and change.earlier_year == change.later_year
        year = f" (beide voor {change.earlier_year})" if is_both else ""
        yield f"cijfer veranderd: {change.earlier} → {change.later}{year}"


def lost_line(one: Reservation) -> str:
    """A reservation that is missing, with where it stands."""
    return f"ontbreekt bij de herhaling ({LOST[one.kind]}): “{one.words}” [{one.sentence.id} · {place(one.sentence)}]"


def verdict(trace: Trace) -> list[str]:
    """What the trace comes to, a sentence a line."""
    if trace.start is None:
        return ["Geen plaats gevonden die dit zegt; hieronder wat er het dichtst bij komt."]
    lines = [] if trace.is_sure else ["Of deze plaats de bewering doet, is niet zeker: lees haar eerst."]
    lines.append(_roots(trace))
    if any(source.manner is Manner.BESIDE for source in trace.start.sources):
        lines.append("De genoemde bron staat bij een volgende zin van de alinea; of zij ook deze dekt, blijkt niet.")
    for one in {one.step.sentence.document.id: one for one in reversed(trace.earlier)}.values():
        is_series = any(change.is_of_other_year for change in one.changes)
        if one.kind is not ReuseKind.SAME_FIGURE and not is_series and one.credit in (Credit.NONE, Credit.ELSEWHERE):
            sure = "komt overeen met" if one.kind is ReuseKind.VERBATIM else "lijkt op"
            where = "niet als bron genoemd" if one.credit is Credit.NONE else "hier niet als bron genoemd"
            lines.append(f"De formulering {sure} {named(one.step.sentence.document)}, {where}.")
    lines += [_capital(line) + "." for line in dict.fromkeys(_changes(trace))]
    lost = [one for holder in _holders(trace) for one in holder.lost]
    if lost:
        documents = dict.fromkeys(named(one.sentence.document) for one in lost)
        what = "Een voorbehoud" if len(lost) == 1 else f"{len(lost)} keer een voorbehoud"
        lines.append(f"{what} uit {'; '.join(documents)} is bij een herhaling niet gevonden.")
    return lines


def _roots(trace: Trace) -> str:
    roots = trace.roots()
    bare = [root for root in roots if isinstance(root, Step) and root.end is not End.FIRST_SOURCE]
    if len(bare) == len(roots):
        if len(roots) < 2:
            return "Bij deze zin is geen bronverwijzing gevonden."
        first = min(bare, key=lambda step: (step.sentence.document.date is None, step.sentence.document.date or ""))
        return f"Geen van de plaatsen geeft een bron; de vroegste in de index is {named(first.sentence.document)}."
    said = list(dict.fromkeys(map(_root, roots)))
    return f"Eén wortel: {said[0]}." if len(said) == 1 else f"{len(said)} wortels: {'; '.join(said)}."


def _root(root: Source | Step) -> str:
    if isinstance(root, Step):
        what = "eerste bron in de index" if root.end is End.FIRST_SOURCE else "geen bronverwijzing gevonden"
        return f"{named(root.sentence.document)} ({what})"
    end = ENDS[root.end].partition(":")[0] if root.end is not None else ""
    name = work_name(root.best.citation) if root.document is None else named(root.document)
    return f"{name} ({end})"


def _changes(trace: Trace) -> Iterator[str]:
    for source, later in _hops(trace.start):
        for line in change_lines(source):
            assert source.step is not None
            yield f"{line}, van {named(source.step.sentence.document)} naar {named(later.sentence.document)}"
    for kin in (*trace.earlier, *trace.later):
        yield from (f"{line}, bij {named(kin.step.sentence.document)}" for line in change_lines(kin))


def _hops(step: Step | None) -> Iterator[tuple[Source, Step]]:
    for source in step.sources if step is not None else ():
        if source.step is not None and step is not None:
            yield source, step
            yield from _hops(source.step)


def _holders(trace: Trace) -> list[Source | Kin]:
    return [*(source for source, _ in _hops(trace.start)), *trace.earlier, *trace.later]


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
