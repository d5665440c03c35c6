"""What was blacked out before publication: the codes of the grounds for refusal that stand in place of the words.

Source: Wet open overheid, articles 5.1 and 5.2, and its forerunner Wob, articles 10 and 11; ministries print the
article in place of what they withhold ("5.1.2e", "10.2.e"). The article itself, where the text cites it, is none.
"""

import re

from policytext.types.document import Redaction
from policytext.types.spans import Span

_CODE = re.compile(
    r"(?<![\w.,€])(?P<code>5\.[12](?:\.[1-7])?\.? ?[a-i]|5\.[12]\.[1-7]|1[01]\.[1-2]\.? ?[a-g]"
    r"|1[01] ?\([12]\) ?\([a-g]\)|5\.1 ?\([1-7]\) ?\([a-i]\)"
    r"|\(1[01]\) ?\([12] ?[a-g]\))(?![\w(%€]|\.\d)"
)
# The article is cited, as a ground or in a list of grounds, where these words stand before it.
_CITED = re.compile(
    r"(?:\bart(?:ikel(?:en)?)?\.?|\blid|\bonder(?:deel)?|\bcodes?|\bgrond(?:en)? van|\bparagraaf|\bhoofdstuk|\bbijlage"
    r"|\btabel|\bfiguur|§)[\s:“\"'‘]*\Z",
    re.IGNORECASE,
)
_MOST = 20_000


def find_redactions(text: str) -> tuple[Redaction, ...]:
    """Codes that stand for words that were taken out, in order, at most 20,000 of them."""
    found: list[Redaction] = []
    for match in _CODE.finditer(text):
        if _CITED.search(text[max(0, match.start() - 24) : match.start()]):
            continue
        code = re.sub(r"[ ()]+", ".", match["code"]).strip(".").replace("..", ".")
        found.append(Redaction(Span(*match.span("code")), code))
        if len(found) == _MOST:
            break
    return tuple(found)
