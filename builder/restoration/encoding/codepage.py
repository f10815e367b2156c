"""Text that was read with the wrong code page: UTF-8 or GBK as Western, UTF-8 as GBK.

ftfy, which repairs the first for European text, does not know GBK. What is wrong is decided line by
line, since pages mix sound and broken parts. The proof is in the bytes: the characters, written
back with the code page they were read by, are well-formed in the other, and what they then say is
common Chinese. A sound line fails both.
"""

from __future__ import annotations

from builder.language import lazy_re as re
from builder.model.edit_kinds import EditKind
from builder.restoration.encoding.lostbytes import LOST, Reader, Step
from builder.restoration.revision import Change
from builder.source.decoding import commonness

_LATIN_LETTER = re.compile("[\u00a1-\u00ff]")
_IDEOGRAPH = re.compile("[\u3400-\u9fff]")
_LINE = re.compile(r"[^\n]+")

_CODE_PAGES = (("utf-8", "UTF-8"), ("gb18030", "GBK"), ("big5hkscs", "Big5"))

_REASON = "{} 字节被当作西文编码读取，按原编码重读"
_UNDEFINED = (LOST, b"\x81", b"\x8d", b"\x8f", b"\x90", b"\x9d")
"""The bytes that Windows-1252 does not define: some programs make question marks of them."""

_BYTE_OF = {chr(code): code for code in range(256)} | {
    bytes([code]).decode("cp1252"): code for code in range(0x80, 0xA0) if code not in (0x81, 0x8D, 0x8F, 0x90, 0x9D)
}


def decode_again(text: str) -> list[Change]:
    """Changes that read the lines of `text` again which were read as Latin-1 or Windows-1252."""
    if not _LATIN_LETTER.search(text):
        return []
    changes: list[Change] = []
    broken: list[re.Match[str]] = []
    sound = ""
    for line in _LINE.finditer(text):
        found = _read_again(line.group())
        if found is not None:
            again, name = found
            sound += again
            changes.append(Change(line.start(), line.end(), again, EditKind.CODE_PAGE, True, _REASON.format(name)))
        elif _mostly_western(line.group()):
            broken.append(line)
    if broken:
        reader = Reader(sound + "".join(map(_sound, broken)))
        for line in broken:
            steps = [_step(char) for char in line.group()]
            if all(steps):
                changes += reader.changes(steps, line.start(), _REASON.format("UTF-8"))
    return changes


def _step(char: str) -> Step:
    """What a character of UTF-8 read as Windows-1252 can have been; () where it is of no such text."""
    if char in "?\ufffd":
        return _UNDEFINED
    return (bytes((_BYTE_OF[char],)),) if char in _BYTE_OF else ()


def _sound(line: re.Match[str]) -> str:
    return bytes(_BYTE_OF.get(char, 0x3F) for char in line.group()).decode("utf-8", "ignore").replace("?", "")


def _read_again(words: str) -> tuple[str, str] | None:
    """(words, code page) of the reading whose characters are the most common, None for a sound line.
    Some pages were spoilt twice."""
    if not _mostly_western(words):
        return None
    readings = [(again, name) for encoding, name in _CODE_PAGES if (again := _read_as(words, encoding)) is not None]
    twice = [(second[0], name) for once, name in readings if (second := _read_again(once)) is not None]
    return max(twice or readings, key=lambda reading: commonness(reading[0]), default=None)


def _mostly_western(words: str) -> bool:
    """Whether accented letters outnumber everything Chinese in a line, as in no sound notice."""
    letters = len(_LATIN_LETTER.findall(words))
    return letters >= 2 and letters > 4 * len(_IDEOGRAPH.findall(words)) and 3 * letters > sum(map(str.isalpha, words))


def _read_as(words: str, encoding: str) -> str | None:
    """`words` read anew, or None where the bytes do not fit or do not give Chinese."""
    try:
        raw = bytes(_BYTE_OF[char] for char in words)
    except KeyError:
        return None
    try:
        again = raw.decode(encoding)
    except UnicodeDecodeError:
        if encoding != "utf-8":
            return None
        # A no-break space (byte A0) is often turned into a plain one on the way.
        try:
            again = re.sub(rb"(?<=[\xc2-\xf4]) (?=[\x80-\xbf])|(?<=[\xe1-\xef][\x80-\xbf]) ", b"\xa0", raw).decode(
                encoding
            )
        except UnicodeDecodeError:
            return None
    return again if commonness(again) >= 0.7 or (_mostly_western(again) and len(again) < len(words)) else None
