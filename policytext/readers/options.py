"""How to read: what a user can choose about the reading of a file."""

from dataclasses import dataclass

from policytext.types.vocabulary import LayoutMode, OcrMode


@dataclass(frozen=True, slots=True)
class ReadOptions:
    """`ocr_languages` in the codes of Tesseract, joined by plus signs ("nld", "nld+eng")."""

    ocr: OcrMode = OcrMode.AUTO
    ocr_languages: str = "nld"
    layout: LayoutMode = LayoutMode.AUTO
