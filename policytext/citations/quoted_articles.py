"""Articles whose text an annex prints: "Relevante artikelen uit de Wob", and below it "Artikel 3", "Artikel 10".

The heading names the act, the lines below it the articles; neither is a reference by itself.
"""

import re
from collections.abc import Iterator

from policytext.citations.context import Context
from policytext.citations.official.law_mentions import LawMention, mention_of
from policytext.citations.official.laws import Law, law_before
from policytext.citations.official.provisions import read_provisions
from policytext.types.document import Block
from policytext.types.spans import Span
from policytext.types.vocabulary import BlockKind

_LINES = frozenset({BlockKind.HEADING, BlockKind.PARAGRAPH, BlockKind.SUBJECT})
_ANNOUNCES = re.compile(
    r"\W*(?:bijlage\s*[\w.]{0,4}\W*)?(?:de\s+)?(?:(?:relevante|toepasselijke|geciteerde|aangehaalde|genoemde)\s+)?"
    r"(?:(?:wets)?artikelen|(?:wets)?bepalingen|wettekst(?:en)?|wettelijk\s+kader|wet-\s+en\s+regelgeving)(?!\w)(?!\s+\d)",
    re.IGNORECASE,
)
_ARTICLE_LINE = re.compile(r"\s*(?:Artikel|Art\.)\s+(?=\d)")
_MAX_ANNOUNCEMENT, _MAX_ARTICLE_LINE = 120, 100


def iter_quoted_articles(context: Context) -> Iterator[LawMention]:
    """Articles that stand as lines of their own below a line that announces the articles of an act."""
    law: Law | None = None
    for block in context.document.blocks:
        if block.kind not in _LINES:
            continue
        words = context.text[block.span.start : block.span.end].rstrip()
        article = _ARTICLE_LINE.match(words)
        if article is None:
            announced = _announced(words)
            # A heading of another matter ends the annex; paragraphs are the text of the articles.
            if announced is not None or block.kind is not BlockKind.PARAGRAPH:
                law = announced
        elif law is not None and len(words) <= _MAX_ARTICLE_LINE:
            mention = _mention(words, article.end(), block, law)
            if mention is not None:
                yield mention


def _announced(words: str) -> Law | None:
    """The act whose articles a line announces: its name ends the line."""
    if len(words) > _MAX_ANNOUNCEMENT or not _ANNOUNCES.match(words):
        return None
    words = words.rstrip(" .:)")
    before = law_before(words, 0, len(words))
    return before[1] if before is not None else None


def _mention(words: str, position: int, block: Block, law: Law) -> LawMention | None:
    reading = read_provisions(words, position, len(words))
    # "Artikel 3 wordt gewijzigd" is a sentence; a title behind the number begins with a capital
    if reading is None or re.match(r"\s*[.:]?\s+[a-z(]", words[reading.end :]):
        return None
    span = Span(block.span.start, block.span.start + reading.end)
    return mention_of(law, reading.provisions, span, law.title)
