"""The lines in which a document says what it is: those of its own, without what stands around it and raised markers."""

from policytext.readers.marked_text import MarkedText
from policytext.structure.front import head_lines, tail_lines
from policytext.types.raw import RawDocument
from policytext.types.vocabulary import BlockKind

_FILE = "Rapport over de wijk1 Tekst. Reactie. Menu"


def _raw(file_text: str | None) -> RawDocument:
    text = MarkedText(file_text)
    text.begin(BlockKind.HEADING, level=1)
    text.add("Rapport over de wijk", 0)
    text.add_reference("1", "n1", 20)
    text.begin(BlockKind.PARAGRAPH)
    text.add("Tekst.", 22)
    text.begin(BlockKind.PARAGRAPH, container=BlockKind.COMMENT)
    text.add("Reactie.", 29)
    text.begin(BlockKind.FURNITURE)
    text.add("Menu", 38)
    return text.finish("sha256:0", "text/html", "test 1")


def test_what_stands_around_a_page_is_left_out() -> None:
    raw = _raw(_FILE)
    assert [line.text for line in head_lines(raw)] == ["Rapport over de wijk", "Tekst."]
    assert [line.text for line in tail_lines(raw)] == ["Rapport over de wijk", "Tekst."]


def test_furniture_of_other_files_can_be_a_letterhead() -> None:
    assert [line.text for line in head_lines(_raw(None))] == ["Rapport over de wijk", "Tekst.", "Reactie.", "Menu"]
