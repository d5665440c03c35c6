"""Links in running text: links of the file and bare addresses.

In notes and bibliographies they belong to the source.
"""

import re
from collections.abc import Iterable, Iterator

from policytext.citations.context import Context, Found
from policytext.citations.fields import URL, Fields, trim_url
from policytext.types.document import Block
from policytext.types.spans import Span
from policytext.types.vocabulary import CitationForm

_DEICTIC = re.compile(
    r"^(?:hier|deze \w+|dit \w+|link|website|site|klik hier|lees (?:meer|verder)|meer|pagina|document|"
    r"(?:een )?download|via \w+)$",
    re.IGNORECASE,
)
_NO_PATH = re.compile(r"^(?:https?://)?(?:www\.)?[\w-]+(?:\.[\w-]+)+/?$", re.IGNORECASE)
# An address without a path beside fewer words than these is a letterhead or colophon, not a reference.
_MIN_WORDS_ABOUT_SITE = 6


def find_links(context: Context, blocks: Iterable[Block]) -> Iterator[Found]:
    """Links and addresses of the blocks, each once."""
    text = context.text
    for block in blocks:
        taken: list[Span] = []
        for link in context.links_in(block.span):
            if not block.span.contains(link.span) or len(link.span) == 0 or not _is_citing(link.target):
                continue
            words = text[link.span.start : link.span.end].strip()
            if _is_contact(context, block, link.span, words if link.target == "#" else link.target):
                continue
            taken.append(link.span)
            shown = text[link.span.start : link.span.end]
            start = link.span.start + len(shown) - len(shown.lstrip())
            span, words = Span(start, start + len(words)), words.rstrip(" .,;:")
            title = None if _DEICTIC.match(words) or URL.match(words) or _NO_PATH.match(words) else words
            url = None if link.target == "#" else link.target
            yield Found(CitationForm.LINK, span, Fields(title=title, url=url), (span,))
        for match in URL.finditer(text, block.span.start, block.span.end):
            url = trim_url(match.group())
            span = Span(match.start(), match.start() + len(url))
            if any(span.overlaps(other) for other in taken) or _is_contact(context, block, span, url):
                continue
            yield Found(CitationForm.LINK, span, Fields(url=url), (span,))


def _is_citing(target: str) -> bool:
    """Whether a target leads out of the document: not a mail address, not a place in the document itself."""
    return target == "#" or not target.lower().startswith(("#", "mailto:", "tel:", "javascript:", "file:"))


def _is_contact(context: Context, block: Block, span: Span, url: str) -> bool:
    """Whether an address is only that of a home page among contact details."""
    if not _NO_PATH.match(url.strip()):
        return False
    sentence = context.sentence_at(span.start) or block.span
    around = context.text[sentence.start : span.start] + context.text[span.end : sentence.end]
    return len(around.split()) < _MIN_WORDS_ABOUT_SITE
