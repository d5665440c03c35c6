"""Pages for tests of the layout: PDFs made line by line, so that a test sees where everything stands."""

from pathlib import Path

import pymupdf

from policytext.readers.pages.pdf import read_pdf
from policytext.structure import build_document
from policytext.types.document import Document

WIDTH, HEIGHT = 595, 842
FONTS = {"plain": "helv", "bold": "hebo", "italic": "heit"}
SENTENCES = (
    "De gemeente wil dat jongeren eerder hulp krijgen van een vast gezicht in de wijk.",
    "Daarvoor is nodig dat scholen, huisartsen en wijkteams elkaar weten te vinden.",
    "Wij stellen voor om de lokale teams te versterken en hun werk voor jaren te betalen.",
    "Het aantal verwijzingen nam in drie jaar met een kwart toe, vooral bij kinderen onder de twaalf.",
    "Een deel van die groei komt door lange wachttijden bij de gespecialiseerde zorg.",
)


class Paper:
    """A PDF in the making. Heights are of baselines, in points from the top."""

    def __init__(self) -> None:
        self.pdf = pymupdf.open()
        self.page = self.add_page()

    def add_page(self) -> pymupdf.Page:
        """Go on with a new page."""
        self.page = self.pdf.new_page(width=WIDTH, height=HEIGHT)
        return self.page

    def line(self, text: str, y: float, *, x: float = 72, size: float = 11, look: str = "plain") -> None:
        """Put one line on the page."""
        self.page.insert_text((x, y), text, fontsize=size, fontname=FONTS[look])

    def lines(self, texts: list[str], y: float, *, x: float = 72, size: float = 11, pitch: float = 14) -> float:
        """Put lines under each other; return the baseline after the last."""
        for text in texts:
            self.line(text, y, x=x, size=size)
            y += pitch
        return y

    def paragraph(self, text: str, y: float, *, x: float = 72, width: float = 450, size: float = 11) -> float:
        """Put a wrapped paragraph on the page; return the baseline after it, with a gap."""
        rows: list[str] = [""]
        for word in text.split():
            longer = f"{rows[-1]} {word}".strip()
            if pymupdf.get_text_length(longer, "helv", size) > width:
                rows.append(word)
            else:
                rows[-1] = longer
        return self.lines(rows, y, x=x, size=size, pitch=1.25 * size) + 0.8 * size

    def marker(self, label: str, x: float, y: float, *, size: float = 6.5) -> None:
        """Put a raised marker on the page, where `y` is the baseline of its line."""
        self.line(label, y - 4, x=x, size=size)

    def data(self) -> bytes:
        """The file."""
        return bytes(self.pdf.tobytes())

    def read(self) -> Document:
        """The document that is made of the file."""
        return read(self.data())


def read(data: bytes) -> Document:
    """The document that is made of a file."""
    return build_document(read_pdf(Path("nota.pdf"), data, "sha256:" + 64 * "0"), None, "nota.pdf")


def text_width(text: str, size: float = 11) -> float:
    """Width of a plain line, in points."""
    return float(pymupdf.get_text_length(text, "helv", size))


def shown(document: Document) -> list[tuple[str, str]]:
    """Kinds and words of the blocks, in order."""
    return [(block.kind.value, document.quote(block.span)) for block in document.blocks]
