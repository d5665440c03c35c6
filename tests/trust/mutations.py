"""Ways to spoil a file: by bytes, by characters, inside its archive, in its markup. Each is drawn by a seeded chance.

A mutant is named by the sample's name, a seed and the number of the try, and can be made again from these three.
"""

import io
import random
import re
import warnings
import zipfile
import zlib
from collections.abc import Callable
from typing import Final
from xml.etree import ElementTree

#: Characters that change nothing that is seen, turn the direction of reading, end lines unexpectedly or mean nothing.
TRICKS: Final = (
    *("\u200b", "\u200d", "\u2060", "\ufeff", "\u00ad", "\u200e", "\u200f", "\u202e", "\u202d", "\u2066", "\u2069"),
    *("\x00", "\x01", "\x07", "\x1b[2J", "\x7f", "\x85", "\u2028", "\u2029", "\x0b", "\x0c", "\r", "\ufffe", "\uffff"),
    *("\U000e0041", "\U0010ffff", "e\u0301", "\ufb01", "\u0130", "\u1e9e", "½", "\u0301" * 40, "שלום", "مرحبا", "①"),
)
_PIECES: Final = (
    *(
        b"\x00" * 50,
        b"(" * 3_000,
        b"\n" * 2_000,
        b"# " * 900,
        b"[^1]" * 600,
        b"<sup>" * 500,
        b"\xff\xfe",
        b"\xef\xbb\xbf",
    ),
    *(b"> " * 400, b"|" * 2_000, b"- " * 700, b"*_`" * 600, b"noot 1 " * 300, b"(2020) " * 300, b"artikel 2 " * 300),
    *(b"ibid. " * 200, b"\xed\xa0\x80 \xed\xb0\x80", b"a" * 60_000, b"woord " * 12_000, b"." * 4_000, b"1." * 1_500),
    *(b"Kamerstukken II 2019/20, " * 100, b"https://" * 300, b"\xc3\xa9" * 3_000, b"\t" * 2_000, b"\r" * 900),
)
_MARKUP: Final = (
    *(
        "<",
        "&",
        "</",
        "<!--",
        "<![CDATA[",
        "]]>",
        "<p",
        "</div></div>",
        "<table><tr>",
        "<a href='#fn1'>1</a>",
        "<sup>2</sup>",
    ),
    *("&#0;", "&#x110000;", "&#xD800;", "&#xDC00;", "&nbsp;&shy;", "&onbekend;", "<svg>", "<textarea>", "<b><i><p>"),
    *("<div>" * 300, "<li>" * 60, "<br>" * 90, "<td>x", "<script>", "<title>", "<!DOCTYPE x [", "<?php ?>", "<style>"),
    *("<w:p/>", "<w:tbl>", "<text:p/>", "<text:s text:c='999999999'/>", "<w:br/>", "<w:tab/>", "<text:note/>"),
)
_TAG: Final = re.compile(rb"<[^<>]{1,400}>")
_NUMBER: Final = re.compile(rb"\d+")
_NUMBERS: Final = (b"0", b"-1", b"1", b"65535", b"2147483648", b"99999999999999999999", b"1e400", b"NaN", b"")
_ENCODINGS: Final = ("utf-16", "utf-16-le", "utf-16-be", "utf-8-sig", "cp1252", "mac_roman", "cp850", "utf-32", "cp037")

Spoil = Callable[[bytes, random.Random], bytes]


def cut(data: bytes, chance: random.Random) -> bytes:
    """The first part, or all but a stretch."""
    first, second = sorted(chance.randrange(len(data) + 1) for _ in range(2))
    return data[:first] if chance.random() < 0.5 else data[:first] + data[second:]


def flip(data: bytes, chance: random.Random) -> bytes:
    """One to forty bytes are others."""
    changed = bytearray(data)
    for _ in range(chance.choice((1, 5, 40))):
        if changed:
            changed[chance.randrange(len(changed))] = chance.randrange(256)
    return bytes(changed)


def splice(data: bytes, chance: random.Random) -> bytes:
    """A part stands at another place, once or several times."""
    start, place = chance.randrange(len(data) + 1), chance.randrange(len(data) + 1)
    part = data[start : start + chance.choice((10, 300, 5_000))] * chance.choice((1, 1, 4, 30))
    return data[:place] + part + data[place:]


def insert(data: bytes, chance: random.Random) -> bytes:
    """Something that readers stumble over is put between."""
    for _ in range(chance.choice((1, 3))):
        place = chance.randrange(len(data) + 1)
        data = data[:place] + chance.choice(_PIECES) + data[place:]
    return data


def numbers(data: bytes, chance: random.Random) -> bytes:
    """Numbers of the file are out of any range: lengths, offsets, levels, years."""
    found = list(_NUMBER.finditer(data))
    for match in sorted(chance.sample(found, min(len(found), chance.choice((1, 4, 12)))), key=lambda m: -m.start()):
        data = data[: match.start()] + chance.choice(_NUMBERS) + data[match.end() :]
    return data


def tricks(data: bytes, chance: random.Random) -> bytes:
    """Invisible, right-to-left and control characters between the letters."""
    text = data.decode("utf-8", "surrogateescape")
    for _ in range(chance.choice((1, 8, 60))):
        place = chance.randrange(len(text) + 1)
        text = text[:place] + chance.choice(TRICKS) + text[place:]
    return text.encode("utf-8", "surrogateescape")


def one_line(data: bytes, chance: random.Random) -> bytes:
    """No line ends, and all of it several times; or a line end after each word."""
    if chance.random() < 0.5:
        return data.replace(b"\n", b" ") * chance.choice((1, 5))
    return data.replace(b" ", chance.choice((b"\n", b"\r\n", b"\n\n", b"\x0c")))


def encoding(data: bytes, chance: random.Random) -> bytes:
    """The text in another encoding, or half in one and half in another."""
    text = data.decode("utf-8", "replace")
    name = chance.choice(_ENCODINGS)
    if chance.random() < 0.6:
        return text.encode(name, "replace")
    half = chance.randrange(len(text) + 1)
    return text[:half].encode("utf-8") + text[half:].encode(name, "replace")


def markup(data: bytes, chance: random.Random) -> bytes:
    """Tags go, come, change places, or something that opens and never ends is put between."""
    for _ in range(chance.choice((1, 4, 15))):
        tags = list(_TAG.finditer(data))
        if not tags:
            break
        tag = chance.choice(tags)
        match chance.randrange(4):
            case 0:
                data = data[: tag.start()] + data[tag.end() :]
            case 1:
                data = data[: tag.start()] + tag.group() * chance.choice((2, 50)) + data[tag.end() :]
            case 2:
                data = data[: tag.start()] + chance.choice(tags).group() + data[tag.end() :]
            case _:
                data = data[: tag.end()] + chance.choice(_MARKUP).encode() + data[tag.end() :]
    return data


def tree(data: bytes, chance: random.Random) -> bytes:
    """Elements go, come twice, stand inside others, lose or change attributes: still XML, and of no known shape."""
    try:
        root = ElementTree.fromstring(data)
    except (ElementTree.ParseError, ValueError, LookupError):
        return markup(data, chance)
    for _ in range(chance.choice((1, 4, 15))):
        elements = list(root.iter())
        parent, other = chance.choice(elements), chance.choice(elements)
        match chance.randrange(6):
            case 0 if len(parent):
                parent.remove(chance.choice(list(parent)))
            case 1 if len(parent) and len(elements) < 5_000:
                parent[0:0] = [parent[-1]] * chance.choice((1, 3))
            case 2 if parent not in list(other.iter()) and len(elements) < 5_000:
                parent.append(other)
            case 3 if parent.attrib:
                parent.set(chance.choice(list(parent.attrib)), chance.choice((*map(bytes.decode, _NUMBERS), "x" * 90)))
            case 4:
                parent.tag = other.tag
            case _:
                parent.text = (parent.text or "") + chance.choice(
                    ("\u202e", "\u200b", "a" * 900, "\u0085", " \n ", "¹²")
                )
    return ElementTree.tostring(root, encoding="utf-8", xml_declaration=True)


def archive(data: bytes, chance: random.Random) -> bytes:
    """The members of a zip archive: one spoilt, left out, twice there, empty, or stored under another name."""
    with zipfile.ZipFile(io.BytesIO(data)) as source:
        parts = [(name, source.read(name)) for name in source.namelist()]
    wanted = [n for n, (name, content) in enumerate(parts) if content and name.endswith((".xml", ".rels", "mimetype"))]
    likely = [n for n in wanted if parts[n][0] in ("word/document.xml", "content.xml")]
    at = chance.choice(likely if likely and chance.random() < 0.6 else wanted)
    name, content = parts[at]
    match chance.randrange(8):
        case 0:
            parts.pop(at)
        case 1:
            parts.append((name, b""))
        case 2:
            parts[at] = (chance.choice(("../../" + name, "/" + name, name.upper(), name + "\x01")), content)
        case _:
            parts[at] = (
                name,
                chance.choice((tree, tree, tree, tree, markup, tricks, numbers, cut, flip, insert, splice))(
                    content, chance
                ),
            )
    buffer = io.BytesIO()
    with warnings.catch_warnings(), zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as target:
        warnings.simplefilter("ignore", UserWarning)  # a name that is there twice is what is wanted
        for name, content in parts:
            target.writestr(zipfile.ZipInfo(name), content)
    return buffer.getvalue()


def pdf_streams(data: bytes, chance: random.Random) -> bytes:
    """A compressed stream of a PDF, spoilt inside and compressed again; its stated length is then wrong too."""
    streams = list(re.finditer(rb"stream\r?\n(.*?)\r?\nendstream", data, re.DOTALL))
    if not streams:
        return flip(data, chance)
    stream = chance.choice(streams)
    try:
        inner = zlib.decompress(stream.group(1))
    except zlib.error:
        return flip(data, chance)
    inner = zlib.compress(chance.choice((numbers, flip, splice, cut, insert))(inner or b" ", chance))
    return data[: stream.start(1)] + inner + data[stream.end(1) :]


_BYTES: Final[tuple[Spoil, ...]] = (cut, flip, splice, insert)
_TEXT: Final[tuple[Spoil, ...]] = (tricks, tricks, one_line, encoding, numbers)
_BY_SUFFIX: Final[dict[str, tuple[Spoil, ...]]] = {
    ".txt": (*_BYTES, *_TEXT),
    ".md": (*_BYTES, *_TEXT),
    ".html": (*_BYTES, *_TEXT, markup, markup, markup),
    ".xml": (*_BYTES, *_TEXT, markup, *(tree,) * 12),
    ".docx": (flip, cut, *(archive,) * 8),
    ".odt": (flip, cut, *(archive,) * 8),
    ".pdf": (*_BYTES, numbers, numbers, pdf_streams, pdf_streams, pdf_streams),
}


def mutant(name: str, data: bytes, seed: int, number: int) -> tuple[str, bytes]:
    """What was done to the file, joined with "+", and its bytes then; the same for the same arguments.

    Args:
        name: of the sample; its suffix says what can be done to it.
        data: the bytes of the sample.
        seed: of the run.
        number: of the try.
    """
    chance = random.Random(f"{seed} {number} {name}")
    done = []
    for _ in range(chance.choice((1, 1, 1, 2))):
        spoil = chance.choice(_BY_SUFFIX["." + name.rpartition(".")[2]])
        if done and spoil is archive:
            break  # it may be no archive any more
        data = spoil(data, chance)
        done.append(spoil.__name__)
    return "+".join(done), data
