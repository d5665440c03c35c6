"""Figures that come back: the same number for the same thing, or another one for the same thing and year."""

from collections.abc import Iterator, Sequence
from itertools import combinations

from policytext.lexicon.quantities import same_value
from policytext.query.numbers.ledger import disagree
from policytext.query.numbers.mentions import Mention, Role
from policytext.query.numbers.things import groups, same_thing
from policytext.query.rarity import Rarity


def find_figures(mentions: Sequence[Mention], rarity: Rarity) -> Iterator[tuple[Mention, Mention, bool]]:
    """Pairs of figures of two documents for one thing, and whether they agree, in order.

    Of two documents a thing comes once with each number. A figure that a document gives as what was before is left out
    where another is at hand.
    """
    telling = [mention for mention in mentions if mention.is_telling]
    for group in groups(telling, rarity):
        seen: set[tuple[str, str, float, float]] = set()
        pairs = [
            pair for pair in combinations(group, 2) if pair[0].sentence.document.id != pair[1].sentence.document.id
        ]
        pairs.sort(key=lambda pair: Role.FORMER in (pair[0].role, pair[1].role))
        for one, other in pairs:
            agrees = same_value(one.figure, other.figure) and not (one.year and other.year and one.year != other.year)
            is_one_range = (one.figure.high is None) != (other.figure.high is None)  # 25 is in 20 to 30, and not it
            if is_one_range or not (agrees or disagree(one, other)):
                continue
            key = (
                one.sentence.document.id,
                other.sentence.document.id,
                *((one.figure.value, other.figure.value) if not agrees else (one.figure.value, 0.0)),
            )
            if key not in seen and same_thing(one, other, rarity):
                seen.add(key)
                yield one, other, agrees
