"""Bytes to code points, one for one: the encoding of a text is found, nothing is translated.

In this order: a byte order mark; UTF-8, which no other encoding is by chance; what the file declares; the pattern of
zero bytes that UTF-16 leaves; and of the one-byte encodings in which Dutch texts come, the one under which the most of
what is no ASCII is where Dutch has it (é and ö in "één", "coördinatie"; quotation marks around words).
"""

import codecs
import re
from pathlib import Path

from policytext.errors import UnreadableDocument

# Windows first: where the others are not better, it is what a Dutch file without a mark is.
_ONE_BYTE = (("cp1252", "Windows-1252"), ("mac_roman", "Mac Roman"), ("cp850", "DOS code page 850"))
_BOMS = ((codecs.BOM_UTF16_LE, "utf-16-le", "UTF-16"), (codecs.BOM_UTF16_BE, "utf-16-be", "UTF-16"))
# What Dutch texts hold beyond ASCII: accented small letters in words, a capital at the head of one, quotation marks
# around words, a dash between spaces, the sign of the euro before an amount, a bullet at the head of a line.
_LIKELY = re.compile(
    r"(?<=[a-zA-Zéë])[éëïöüèêóáàçä]|[éëïöüèêóáàçä](?=[a-zéë])|\b[ÉËÖÜÀ](?=[a-z])"
    r"|(?<![^\s(])[‘“„’](?=\w)|(?<=[\w.,;:!?])[’”](?!\w)|(?<=[a-z])’(?=s\b)|(?<=\s)–(?=\s)|€(?=\s?\d)|(?:^|\n)[•–](?=\s)"
)
_SAMPLE_BYTES = 65536
_CONTROL = bytes(set(range(32)) - set(b"\t\n\r\f\v\x1a\x1b")) + b"\x7f"
# A stray control character is damage that a reader can live with; more than one in twenty is not text.
_MOST_CONTROLS, _FEWEST_CONTROLS = 0.05, 8
# Share of zero bytes on one side of the pairs from which a text is UTF-16, where the other side has none to speak of.
_ZEROS, _NO_ZEROS = 0.6, 0.05


def decode(path: Path, data: bytes, declared: str | None = None) -> tuple[str, tuple[str, ...]]:
    """The code points of a text file and what had to be guessed.

    Args:
        path: for messages.
        data: all bytes; a byte order mark stays the first code point.
        declared: the encoding that the file names itself, or None.

    Raises:
        UnreadableDocument: the bytes are not text in any encoding known here.
    """
    for mark, encoding, name in _BOMS:
        if data.startswith(mark):
            return _strict(path, data, encoding, name), ()
    zeros = _utf16_without_mark(data)
    if zeros is not None:
        return _strict(path, data, zeros, "UTF-16"), ("no byte order mark, read as UTF-16",)
    sample = data[:_SAMPLE_BYTES]
    controls = len(sample) - len(sample.translate(None, _CONTROL))
    if controls > max(_FEWEST_CONTROLS, _MOST_CONTROLS * len(sample)):
        raise UnreadableDocument(f"{path}: is binary, not text")
    try:
        return data.decode("utf-8"), ()
    except UnicodeDecodeError as error:
        broken = error.start
    known = _known(declared)
    if known is not None and known != "utf-8":
        try:
            return data.decode(known), ()
        except (UnicodeDecodeError, ValueError):
            pass  # it is not what it says
    encoding, name = _likeliest(data)
    # Windows-1252 leaves five bytes without a character; they stay as C1 controls, so that positions are right.
    return data.decode(encoding, errors="policytext_c1"), (f"not UTF-8 (byte {broken}), read as {name}",)


def _known(declared: str | None) -> str | None:
    """Python's name of a declared encoding; what HTML calls ISO 8859-1 is Windows-1252 (WHATWG Encoding Standard)."""
    if not declared:
        return None
    try:
        name = codecs.lookup(declared.strip().lower()).name
    except (LookupError, ValueError):
        return None
    return "cp1252" if name in ("iso8859-1", "ascii") else name


def _strict(path: Path, data: bytes, encoding: str, name: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise UnreadableDocument(f"{path}: damaged {name}: {error.reason} at byte {error.start}") from error


def _utf16_without_mark(data: bytes) -> str | None:
    sample = data[: _SAMPLE_BYTES - _SAMPLE_BYTES % 2]
    pairs = len(sample) // 2
    if pairs < _FEWEST_CONTROLS or len(data) % 2:
        return None
    first, second = sample[::2].count(0) / pairs, sample[1::2].count(0) / pairs
    if second > _ZEROS and first < _NO_ZEROS:
        return "utf-16-le"
    return "utf-16-be" if first > _ZEROS and second < _NO_ZEROS else None


def _likeliest(data: bytes) -> tuple[str, str]:
    """The one-byte encoding under which accents and signs are where Dutch has them; the first of those equal."""
    best, most = _ONE_BYTE[0], -1
    for encoding, name in _ONE_BYTE:
        text = data.decode(encoding, errors="policytext_c1")
        score = len(_LIKELY.findall(text))
        if score > most:
            best, most = (encoding, name), score
    return best


def _c1_character(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeDecodeError):
        raise error
    return error.object[error.start : error.end].decode("latin-1"), error.end


codecs.register_error("policytext_c1", _c1_character)
