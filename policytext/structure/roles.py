"""What drafted blocks mean: the steps of each format and those that all formats share, in their order."""

from collections.abc import Sequence

from policytext.structure.comments import mark_comments
from policytext.structure.drafts import DraftBlock
from policytext.structure.furniture import mark_furniture
from policytext.structure.headings import find_headings
from policytext.structure.letters import mark_letter_head, mark_letter_parts
from policytext.structure.markup import TextDraft
from policytext.structure.notes import find_labels
from policytext.structure.papers import mark_paper_parts
from policytext.structure.sections import mark_sections
from policytext.types.vocabulary import BlockKind


def give_text_roles(drafts: Sequence[TextDraft], source_text: str, *, is_marked: bool = False) -> list[DraftBlock]:
    """Steps that only text formats need, where pages have geometry: furniture and headings without markup.

    `is_marked` says that the format has markup of its own for both.
    """
    blocks = [draft.block for draft in drafts]
    for draft in drafts:
        # What markup names a heading stays one; a guess may turn out to be an address or a name.
        draft.block.is_final = draft.is_marked and draft.block.kind is BlockKind.HEADING
    texts = _texts(blocks, source_text)
    if not is_marked:
        mark_furniture(blocks, texts)
    mark_letter_head(blocks, texts)
    _mark_notes_under_rule(drafts, texts)
    find_headings(drafts, source_text, only_strong=is_marked)
    return blocks


def _mark_notes_under_rule(drafts: Sequence[TextDraft], texts: Sequence[str]) -> None:
    """A numbered list under a rule is a list of notes if the text above refers to each of its numbers."""
    labels: frozenset[str] | None = None
    for index, draft in enumerate(drafts):
        if not draft.after_rule or draft.block.kind is not BlockKind.LIST_ITEM:
            continue
        items: list[DraftBlock] = []
        for other in drafts[index:]:
            if other.block.kind is not BlockKind.LIST_ITEM:
                break
            items.append(other.block)
        labels = find_labels(texts) if labels is None else labels
        numbers = [(item.label or "").strip("().") for item in items]
        if all(number.isdecimal() and number in labels for number in numbers):
            for item, number in zip(items, numbers, strict=True):
                item.kind, item.label, item.is_final = BlockKind.NOTE, number, True


def give_roles(drafts: Sequence[DraftBlock], source_text: str) -> None:
    """Steps that all formats share, in place: comments, heads of papers, named parts, parts of a letter."""
    texts = _texts(drafts, source_text)
    mark_comments(drafts, texts)
    mark_paper_parts(drafts, texts)
    mark_sections(drafts, texts)
    mark_letter_parts(drafts, texts)


def _texts(drafts: Sequence[DraftBlock], source_text: str) -> list[str]:
    return [draft.raw_text(source_text).strip() for draft in drafts]
