"""Bytes to text: which encoding a file is in, declared before guessed, and what is refused.

Order of trust: a person (the sidecar), a byte order mark, the declaration of an HTML or XML page,
then strict UTF-8, then the reading whose characters are common in Chinese text.
"""

from __future__ import annotations

import codecs
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from builder.language import lazy_re as re
from builder.messages.translation import N_, _
from builder.model.errors import InputError

_SAVE = N_("save the notice as UTF-8 text, HTML, .docx or PDF")

_SAVE_AS = N_("save the file as UTF-8, or give its encoding as `encoding:` in the sidecar")

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
    (b"\x84\x31\x95\x33", "gb18030"),
)

_DECLARATION = re.compile(
    rb"""<meta[^<>]{0,200}?charset\s*=\s*["']?\s*([\w.:-]+)|<\?xml[^<>]{0,100}?encoding\s*=\s*["']([\w.:-]+)""", re.I
)
_DECLARED_WITHIN = 8192  # bytes; the HTML standard asks for 1024, real pages are later

_CODECS = {  # names that files use and Python does not know, or knows for a narrower codec
    "gb_2312": "gb18030",
    "gb_2312-80": "gb18030",
    "x-gbk": "gb18030",
    "x-x-big5": "big5hkscs",
    "unicode": "utf-8",
}
_WIDEST = {"gb2312": "gb18030", "gbk": "gb18030", "big5": "big5hkscs"}
_TEXT_CODECS = re.compile(
    # The encodings of the WHATWG Encoding Standard by Python's names, with UTF-32 and ASCII. Python has more
    # under the same roof: some are no encodings of text (base64, rot13), some obey signs inside it (UTF-7).
    r"utf-8(?:-sig)?|utf-(?:16|32)(?:-[lb]e)?|ascii|gb2312|gbk|gb18030|big5(?:hkscs)?|cp950|shift_jis|cp932"
    r"|euc_(?:jp|kr)|iso2022_jp|cp949|koi8-[ru]|mac-(?:roman|cyrillic)|cp866|cp874|cp125[0-8]|iso8859-\d+"
)
_WESTERN = re.compile(r"(?:iso-?8859|latin|windows-12|cp12|us-ascii|ascii)")

_COMMON_ENOUGH = 0.7
"""Share of the non-ASCII characters that must be common Chinese ones for a guess to be believed:
real notices have above 0.97, the wrong one of GB18030 and Big5 about a half."""


def refuse_empty(raw: bytes, path: Path) -> None:
    """InputError where the file holds nothing."""
    if not raw.strip(b" \t\r\n\x00\xef\xbb\xbf\xfe\xff"):
        raise InputError(_("is empty"), _("put the notice's text into it"), path)


def decode_text(raw: bytes, path: Path, said: str | None = None) -> tuple[str, str]:
    """(text, encoding) of a text or HTML file; `said` is the encoding that a person gave.

    The byte order mark is no part of the text. InputError with the byte offset where no reading holds."""
    if said is not None:
        return _strictly(raw, text_codec(said) or said, path), said
    for mark, name in _MARKS:
        if raw.startswith(mark):
            return _strictly(raw[len(mark) :], name, path, len(mark)), name
    declared = _declared(raw, path)
    if declared is not None:
        try:
            return _no_zeros(raw.decode(declared), path), declared
        except UnicodeDecodeError:  # pages lie when they are saved anew: the bytes decide, if they are clear
            guess = _guess(raw)
            if guess is not None:
                return guess
            return _strictly(raw, declared, path), declared
    guess = _guess(raw)
    if guess is not None:
        return guess
    return _strictly(raw, "utf-8", path), "utf-8"


def text_codec(name: str) -> str | None:
    """The widest codec that agrees with a text encoding, by its name as files write it; None where there is no
    such encoding of text."""
    name = name.lower()
    try:
        known = codecs.lookup(_CODECS.get(name, name)).name
    except (LookupError, ValueError):
        return None
    return _WIDEST.get(known, known) if _TEXT_CODECS.fullmatch(known) else None


def _declared(raw: bytes, path: Path) -> str | None:
    """The encoding that an HTML or XML page declares. A Western one is no declaration: such pages are written by
    tools that know no other, and no Chinese text can be in it; nor is a name that means nothing. InputError for
    one that means something else than an encoding of text, as UTF-7 does: its bytes would look like plain ones."""
    found = _DECLARATION.search(raw[:_DECLARED_WITHIN])
    if found is None:
        return None
    name = (found[1] or found[2]).decode("ascii", "replace").lower()
    if _WESTERN.match(name):
        return None
    if name.startswith(("utf-16", "utf16")):  # HTML standard: a declaration that reads as ASCII cannot be in UTF-16
        return "utf-8"
    codec = text_codec(name)
    if codec is None and _is_codec(name):
        line = raw.count(b"\n", 0, found.start()) + 1
        raise InputError(
            _("declares {name!r}, which is no encoding of text that is read here", name=name), _(_SAVE_AS), path, line
        )
    return codec


def _is_codec(name: str) -> bool:
    try:
        codecs.lookup(name)
    except (LookupError, ValueError):
        return False
    return True


def _strictly(raw: bytes, encoding: str, path: Path, skipped: int = 0) -> str:
    """`raw` decoded, or InputError with the line and the offset in the file; `skipped`: bytes before `raw`."""
    try:
        return _no_zeros(raw.decode(encoding), path)
    except UnicodeDecodeError as error:
        offset = error.start + skipped
        raise InputError(
            _(
                "byte 0x{byte:02x} at offset {offset} is not {encoding}",
                byte=raw[error.start],
                offset=offset,
                encoding=encoding.upper(),
            ),
            _(_SAVE_AS),
            path,
            raw.count(b"\n", 0, error.start) + 1,
        ) from None


def _no_zeros(text: str, path: Path) -> str:
    at = text.find("\x00")
    if at >= 0:
        raise InputError(
            _("holds a NUL at character {at}: it is not text", at=at), _(_SAVE), path, text.count("\n", 0, at) + 1
        )
    return text


def _guess(raw: bytes) -> tuple[str, str] | None:
    """(text, encoding) by the bytes alone, or None where nothing is believable."""
    if b"\x00" not in raw:
        try:
            return raw.decode("utf-8"), "utf-8"
        except UnicodeDecodeError as error:
            cut_off = error.end == len(raw) and error.reason == "unexpected end of data"
            if cut_off or _nearly_utf8(raw):  # UTF-8 with a broken place: another reading would be garbage
                return None
    best: tuple[float, str, str] | None = None
    for encoding, text in _readings(raw):
        common = commonness(text)
        if common >= _COMMON_ENOUGH and (best is None or common > best[0]):
            best = common, text, encoding
    return (best[1], best[2]) if best else None


def _nearly_utf8(raw: bytes) -> bool:
    """Whether most of the non-ASCII bytes are well-formed UTF-8."""
    replaced = raw.decode("utf-8", "replace")
    broken = replaced.count("\ufffd")
    whole = sum(char > "\x7f" for char in replaced) - broken
    return whole >= 2 * broken


def _readings(raw: bytes) -> Iterator[tuple[str, str]]:
    """(encoding, text) of the legacy encodings that decode `raw`; UTF-16 without a mark is only
    tried where the bytes are even in number."""
    names = ["utf-16-le", "utf-16-be"] if len(raw) % 2 == 0 else []
    if b"\x00" not in raw:
        names = ["gb18030", "big5hkscs", "cp950", *names]
    for name in names:
        try:
            text = raw.decode(name)
        except UnicodeDecodeError:
            continue
        if "\x00" not in text:
            yield name, text


def commonness(text: str) -> float:
    """Share of the characters beyond ASCII that are common in Chinese text; 0 where there are none."""
    beyond = [char for char in text if char > "\x7f"]
    return sum(char in _common() for char in beyond) / len(beyond) if beyond else 0.0


@cache
def _common() -> frozenset[str]:
    """Characters common in Simplified and Traditional text: level 1 of GB 2312, the frequent part of
    Big5 (both sorted by frequency of use when they were made), and the punctuation of both."""
    signs = (
        "　、。·ˉ—～‖…‘’“”〔〕〈〉《》「」『』【】±×÷①②③④⑤⑥⑦⑧⑨⑩！％（），．：；？０１２３４５６７８９→●◆■□★％℃\u00a0"
    )
    level1 = (bytes((high, low)) for high in range(0xB0, 0xD8) for low in range(0xA1, 0xFF))
    frequent = (bytes((high, low)) for high in range(0xA4, 0xC7) for low in (*range(0x40, 0x7F), *range(0xA1, 0xFF)))
    return (
        frozenset(signs)
        | {pair.decode("gb2312", "ignore") for pair in level1}
        | {pair.decode("big5", "ignore") for pair in frequent}
    )
