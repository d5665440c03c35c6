"""Recognising the text of pages that are pictures, with Tesseract.

The `tesseract` program is asked where it is installed: it says how sure it is of each word, can be stopped, and cannot
take this process down. Without the program, the Tesseract that PyMuPDF holds reads the page, with language data alone
and without confidence. The reasons and figures are in docs/adr/0012.
"""

import os
import re
import shutil
import subprocess
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from statistics import median
from typing import Any

import pymupdf

from policytext.errors import ConfigError, ModelMissing
from policytext.readers.pages.hocr import Line, body_height, page_confidence, parse_hocr, text_blocks
from policytext.readers.pages.segments import turn_blocks
from policytext.types.raw import OcrPage

_ENGINE: Any = pymupdf
# Codes of Tesseract: ISO 639-2 with an optional variant ("chi_sim", "deu_latf"), joined by plus signs.
_LANGUAGE = re.compile(r"[a-z]{3}(?:_[A-Za-z]{2,8}){0,2}")
_MOST_LANGUAGES = 6
# Tesseract's own advice (tessdoc, "Improving the quality of the output"): at least 300 dots an inch.
_DOTS_AN_INCH = 300
_POINTS_AN_INCH = 72
# A page of A2 at 300 dots an inch; larger ones are read at fewer dots.
_MOST_PIXELS = 36_000_000
_MOST_SECONDS_A_PAGE = 240
# Tesseract takes no fewer dots an inch; text that it is less sure of than this may be turned.
_FEWEST_DOTS = 70
_DOUBTFUL = 0.7
_ROTATE = re.compile(r"^Rotate: (90|180|270)$", re.MULTILINE)
_SECONDS_TO_START = 20
# Where packages of Linux, Homebrew and the Windows installer put language data.
_FOLDERS = (
    "/usr/share/tesseract-ocr/*/tessdata",
    "/usr/share/tesseract-ocr/tessdata",
    "/usr/share/tesseract/tessdata",
    "/usr/share/tessdata",
    "/usr/local/share/tessdata",
    "/opt/homebrew/share/tessdata",
    "/opt/local/share/tessdata",
    "C:/Program Files/Tesseract-OCR/tessdata",
)
# Heights of running text on two pages that differ less than this are one.
_SAME_BODY = 0.12
# What PyMuPDF makes of the heights of words that have one size differs up to this share.
_GUESSED_SIZE = 0.3
_LETTER = re.compile(r"[^\W\d_]")
_FLAGS = _ENGINE.TEXT_PRESERVE_LIGATURES | _ENGINE.TEXT_PRESERVE_WHITESPACE


class OcrFailed(Exception):
    """The text of one page could not be recognised; the message says why."""


@dataclass(frozen=True, slots=True)
class Recognised:
    """Text of a page in the form of PyMuPDF's rawdict, in points of the page as it is shown."""

    blocks: list[dict[str, Any]]
    about: OcrPage

    @property
    def letters(self) -> int:
        """Number of letters in it."""
        return sum(1 for span in _spans(self.blocks) for glyph in span["chars"] if _LETTER.match(glyph["c"]))


def split_languages(languages: str) -> tuple[str, ...]:
    """Codes of languages as Tesseract knows them, each once.

    Raises:
        ConfigError: a code cannot be one.
    """
    codes = tuple(dict.fromkeys(languages.strip().split("+")))
    if not languages.strip() or len(codes) > _MOST_LANGUAGES or not all(_LANGUAGE.fullmatch(code) for code in codes):
        raise ConfigError(
            f"no languages for OCR: {languages[:60]!r}",
            "give the codes of Tesseract, of three letters, joined by plus signs: nld, or nld+eng",
        )
    return codes


def tessdata_folders() -> list[Path]:
    """Folders of this machine that can hold Tesseract's language data; that of TESSDATA_PREFIX comes first.

    TESSDATA_PREFIX names the folder itself, or, as it was in Tesseract 3, the one in which it stands.
    """
    prefix = os.environ.get("TESSDATA_PREFIX")
    candidates = [Path(prefix), Path(prefix) / "tessdata"] if prefix else []
    for pattern in _FOLDERS:
        folder = Path(pattern)
        if "*" in pattern:
            start = Path(pattern.split("*")[0])
            candidates += sorted(start.glob("*/tessdata"), reverse=True) if start.is_dir() else []
        else:
            candidates.append(folder)
    return [folder for folder in candidates if folder.is_dir()]


def find_recogniser(languages: str) -> "Recogniser":
    """What recognises text in these languages on this machine.

    Args:
        languages: codes of Tesseract joined by plus signs ("nld", "nld+eng").

    Raises:
        ConfigError: the languages are no codes.
        ModelMissing: the data of a language is not installed; the hint names the package of Debian.
    """
    codes = split_languages(languages)
    folders = tessdata_folders()
    for folder in folders:
        if all((folder / f"{code}.traineddata").is_file() for code in codes):
            return Recogniser("+".join(codes), folder, shutil.which("tesseract"))
    missing = [code for code in codes if not any((folder / f"{code}.traineddata").is_file() for folder in folders)]
    raise ModelMissing(
        f"no language data of Tesseract for {', '.join(missing or codes)}{_installed(folders)}",
        _remedy(missing or codes),
    )


def _installed(folders: Sequence[Path]) -> str:
    known = sorted({file.stem for folder in folders for file in folder.glob("*.traineddata")} - {"osd", "equ"})
    return f" (installed: {', '.join(known[:12])})" if known else ""


def _remedy(codes: Sequence[str]) -> str:
    packages = " ".join(f"tesseract-ocr-{code.lower().replace('_', '-')}" for code in codes)
    return f"OCR needs language data: apt-get install {packages} (Debian, Ubuntu), or TESSDATA_PREFIX naming its folder"


@dataclass(slots=True)
class Recogniser:
    """Recognises the text of pages. `program` is the path of Tesseract, None for the one that PyMuPDF holds."""

    languages: str
    tessdata: Path
    program: str | None
    _bodies: list[float] = field(default_factory=list)

    @property
    def engine(self) -> str:
        """Name of the engine with its version."""
        return _version(self.program) if self.program else f"tesseract in pymupdf {_ENGINE.VersionBind}"

    def recognise(self, page: Any, number: int) -> Recognised:
        """Text of a page of PyMuPDF, from its picture as it is shown, without remarks that lie over it.

        Raises:
            OcrFailed: the page cannot be drawn or read.
        """
        picture = _draw(page)
        if self.program is None:
            return Recognised(self._read_inside(picture), OcrPage(number, self.engine, self.languages, None))
        lines = self._read(picture)
        if _can_be_turned(lines):
            picture, lines = self._upright(page, picture, lines)
        blocks = text_blocks(lines, picture.scale, self._body(body_height(lines) * picture.scale) / picture.scale)
        if picture.turn:
            turn_blocks(blocks, picture.back)
        return Recognised(blocks, OcrPage(number, self.engine, self.languages, page_confidence(lines)))

    def _read(self, picture: "_Picture") -> list[Line]:
        return parse_hocr(self._run(picture, "-l", self.languages, "-c", "hocr_char_boxes=1", "hocr"))

    def _upright(self, page: Any, picture: "_Picture", lines: list[Line]) -> tuple["_Picture", list[Line]]:
        """The page and its lines as they are surest: a scan can lie on its side or stand on its head."""
        if not (self.tessdata / "osd.traineddata").is_file():
            return picture, lines
        try:
            match = _ROTATE.search(self._run(picture, "-l", "osd", "--psm", "0"))
        except OcrFailed:
            # Too few letters to tell.
            return picture, lines
        if match is None:
            return picture, lines
        turned = _draw(page, int(match[1]))
        again = self._read(turned)
        is_surer = (page_confidence(again) or 0.0) > (page_confidence(lines) or 0.0)
        return (turned, again) if not _can_be_turned(again) or is_surer else (picture, lines)

    def _body(self, height: float) -> float:
        """Height of running text in points: that of an earlier page where it is about the same."""
        for known in self._bodies:
            if abs(known - height) <= _SAME_BODY * known:
                return known
        if height:
            self._bodies.append(height)
        return height

    def _run(self, picture: "_Picture", *arguments: str) -> str:
        dots = max(_FEWEST_DOTS, round(_POINTS_AN_INCH / picture.scale))
        command = [str(self.program), "stdin", "stdout", "--tessdata-dir", str(self.tessdata), "--dpi", str(dots)]
        try:
            # One thread: Tesseract's own threads wait for each other more than they read.
            done = subprocess.run(
                [*command, *arguments],
                input=picture.pixmap.tobytes("pnm"),
                capture_output=True,
                timeout=_MOST_SECONDS_A_PAGE,
                check=False,
                env={**os.environ, "OMP_THREAD_LIMIT": "1"},
            )
        except subprocess.TimeoutExpired as error:
            raise OcrFailed(f"took more than {_MOST_SECONDS_A_PAGE} seconds") from error
        except OSError as error:
            raise OcrFailed(f"{self.program}: {error.strerror or error}") from error
        if done.returncode:
            said = done.stderr.decode("utf-8", "replace").strip().splitlines()
            raise OcrFailed(said[-1][:200] if said else f"tesseract ended with {done.returncode}")
        return str(done.stdout, "utf-8", "replace")

    def _read_inside(self, picture: "_Picture") -> list[dict[str, Any]]:
        try:
            # Of a picture in shades of grey, PyMuPDF 2.0 recognises nothing, without saying so.
            coloured = _ENGINE.Pixmap(_ENGINE.csRGB, picture.pixmap)
            data = coloured.pdfocr_tobytes(compress=False, language=self.languages, tessdata=str(self.tessdata))
            with _ENGINE.open(stream=data, filetype="pdf") as document:
                page = document.load_page(0)
                unzoom = picture.pixmap.width * picture.scale / page.rect.width
                text = page.get_textpage(flags=_FLAGS, matrix=_ENGINE.Matrix(unzoom, unzoom))
                blocks: list[dict[str, Any]] = page.get_text("rawdict", textpage=text)["blocks"]
        except (RuntimeError, ValueError, ZeroDivisionError, _ENGINE.mupdf.FzErrorBase) as error:
            raise OcrFailed(str(error).strip().splitlines()[-1][:200] if str(error).strip() else "no reason") from error
        sizes = [span["size"] for span in _spans(blocks) for _ in span["chars"]]
        body = self._body(median(sizes)) if sizes else 0.0
        for span in _spans(blocks):
            if abs(span["size"] - body) <= _GUESSED_SIZE * body:
                span["size"] = body
        return blocks


def _spans(blocks: Iterable[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    for block in blocks:
        for line in block.get("lines", ()):
            yield from line["spans"]


def _can_be_turned(lines: Sequence[Line]) -> bool:
    """Whether the engine is unsure of its letters, or sees most of them run up or down."""
    level = sum(len(word.glyphs) for line in lines if not line.angle for word in line.words)
    return (page_confidence(lines) or 0.0) < _DOUBTFUL or 2 * level < sum(
        len(word.glyphs) for line in lines for word in line.words
    )


@dataclass(frozen=True, slots=True)
class _Picture:
    """A page in shades of grey: points in a pixel, how far it was turned in degrees, and the way back in points."""

    pixmap: Any
    scale: float
    turn: int
    back: Any


def _draw(page: Any, turn: int = 0) -> _Picture:
    width, height = float(page.rect.width), float(page.rect.height)
    if min(width, height) < 1:
        raise OcrFailed("the page has no size")
    zoom = min(_DOTS_AN_INCH / _POINTS_AN_INCH, (_MOST_PIXELS / (width * height)) ** 0.5)
    matrix = _ENGINE.Matrix(zoom, zoom).prerotate(turn)
    try:
        pixmap = page.get_pixmap(matrix=matrix, colorspace=_ENGINE.csGRAY, alpha=False, annots=False)
    except (RuntimeError, ValueError, MemoryError, _ENGINE.mupdf.FzErrorBase) as error:
        raise OcrFailed(f"the page cannot be drawn: {error}") from error
    turned = _ENGINE.Matrix(1, 1).prerotate(turn)
    corner = _ENGINE.Rect(0, 0, width, height) * turned
    return _Picture(pixmap, 1 / zoom, turn, ~(turned * _ENGINE.Matrix(1, 0, 0, 1, -corner.x0, -corner.y0)))


@cache
def _version(program: str) -> str:
    try:
        done = subprocess.run(
            [program, "--version"], capture_output=True, text=True, timeout=_SECONDS_TO_START, check=False
        )
    except (OSError, subprocess.TimeoutExpired):
        return "tesseract"
    first = (done.stdout or done.stderr).strip().splitlines()[:1]
    return first[0][:60] if first and first[0].startswith("tesseract") else "tesseract"
