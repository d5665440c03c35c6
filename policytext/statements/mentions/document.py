"""The mentions of a whole document, found once, and the short names under which holders and actors are shown."""

from bisect import bisect_left, bisect_right
from functools import cache

from policytext.lexicon import table
from policytext.lexicon.organisations import MINISTRY, organisations
from policytext.statements.mentions.finding import mentions_throughout
from policytext.types.mention import Mention
from policytext.types.spans import Span
from policytext.types.vocabulary import MentionKind


class DocumentMentions:
    """All mentions of one text, looked up by place.

    Read by words alone: what a parse could refuse ("rijk" as an adjective) the reader of a sentence has to refuse.
    """

    __slots__ = ("_ends", "_starts", "all", "text")

    def __init__(self, text: str) -> None:
        """Find the mentions of a text, its own short names included."""
        self.text = text
        self.all = mentions_throughout(text)
        self._starts = [mention.span.start for mention in self.all]
        self._ends = [mention.span.end for mention in self.all]

    def within(self, span: Span) -> tuple[Mention, ...]:
        """Mentions that begin in a stretch of the text, in order."""
        return self.all[bisect_left(self._starts, span.start) : bisect_left(self._starts, span.end)]

    def covering(self, span: Span) -> Mention | None:
        """The mention that shares a character with a stretch of the text, the first of several."""
        at = bisect_right(self._ends, span.start)
        return self.all[at] if at < len(self.all) and self.all[at].span.start < span.end else None

    def shown(self, mention: Mention) -> str:
        """The short name of a mention of this text."""
        return short_name(mention, self.text[mention.span.start : mention.span.end])


def short_name(mention: Mention, written: str) -> str:
    """Under which a mention is shown: "VNG", "gemeenten", "minister van VWS", "gemeenteraad" for the one at hand.

    An organisation keeps its canonical form, an office its portfolio by the letters of the ministry where it has those.
    A group is a plural, unless the text means one body of it ("de commissie").

    Args:
        mention: the mention.
        written: its words in the text.
    """
    if mention.kind is MentionKind.OFFICE and mention.part_of in _letters():
        return mention.canonical.replace(mention.part_of.removeprefix(f"{MINISTRY} van "), _letters()[mention.part_of])
    if mention.kind is MentionKind.GROUP and " ".join(written.split()).casefold() != mention.canonical.casefold():
        return _singles().get(mention.canonical, mention.canonical)
    return mention.canonical


@cache
def _letters() -> dict[str, str]:
    """The letters of each ministry that has them: "VWS"."""
    found: dict[str, str] = {}
    for body in organisations():
        for name in body.names if body.is_ministry else ():
            if " " not in name and not name.startswith("Min"):
                found.setdefault(body.canonical, name)
    return found


@cache
def _singles() -> dict[str, str]:
    return {row["canonical"]: row["one"] for row in table("offices_and_groups") if row["one"]}
