"""Where citations stand: their spans and anchors lead back to the source."""

from citation_builders import build

from policytext.citations import find_citations
from policytext.types.vocabulary import BlockKind

P, N = BlockKind.PARAGRAPH, BlockKind.NOTE


def test_source_words_are_the_citation() -> None:
    """The source characters at every span, joined, are the words of the document."""
    document, sentences = build(
        (P, "Wij lezen *Wil tot beter* (2006) en [dit](https://a.nl/b) (RMO 2008).¹"), (N, "¹ SCP (2018), *Zorg*")
    )
    for citation in find_citations(document, sentences):
        for span in (citation.span, *citation.anchors):
            source = "".join(document.source_text[part.start : part.end] for part in document.source_spans(span))
            assert source == document.quote(span)
