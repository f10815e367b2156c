"""Lines that were read with a wrong code page, whichever it was: written back by it, and read by the right one.

`codepage` and `utf8gbk` know what is lost on the usual ways; here nothing is lost, and any pair of code pages is
tried on a line that is no readable Chinese. The proof is in the language: the line was no Chinese, and is.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import cache
from typing import NamedTuple

from builder.language import lazy_re as re
from builder.model.edit_kinds import EditKind
from builder.restoration.characters.script_forms import forms
from builder.restoration.encoding.readability import is_suspect, language, likelihood, unreadable_lines
from builder.restoration.encoding.trigram_model import fold
from builder.restoration.revision import Change

_LIKELY = -9.0
"""A line must be likelier than this (natural logarithm, a character) when it is read anew."""
_LINE = re.compile(r"[^\r\n]+")
_HAN = re.compile("[\u3400-\u9fff]")
_BEAM = 12
_MIXED = "西文编码与 UTF-8 混合"
"""Where a sign may be one byte or two, other words may have left the same: only the language chose."""


class _Reading(NamedTuple):
    """A line read anew: its bytes are `written` in one code page and were read in another, `wrong`."""

    likelihood: float
    text: str
    written: str
    wrong: str

    @property
    def pages(self) -> tuple[str, str]:
        return self.written, self.wrong

    def change(self, start: int, end: int, *, certain: bool) -> Change:
        reason = f"{self.written} 字节被当作 {self.wrong} 读取，按原编码重读"
        return Change(start, end, self.text, EditKind.CODE_PAGE, certain and self.wrong != _MIXED, reason)


_CP1252 = {chr(code): bytes((code,)) for code in range(256)} | {
    bytes((code,)).decode("cp1252"): bytes((code,))
    for code in range(0x80, 0xA0)
    if code not in (0x81, 0x8D, 0x8F, 0x90, 0x9D)
}

_READ_WITH: tuple[tuple[str, Callable[[str], bytes]], ...] = (
    ("西文编码", lambda words: b"".join(_CP1252[char] for char in words)),
    ("Mac 西文编码", lambda words: words.encode("mac_roman")),
    ("CP437", lambda words: words.encode("cp437")),
    ("CP850", lambda words: words.encode("cp850")),
    ("GBK", lambda words: words.encode("gbk")),
    ("Big5", lambda words: words.encode("big5hkscs")),
    ("韩文编码", lambda words: words.encode("cp949")),
    ("日文编码", lambda words: words.encode("cp932")),
    ("日文 EUC 编码", lambda words: words.encode("euc_jp")),
)
"""What a text was read with by mistake, and its bytes by that code page."""
_WRITTEN_WITH = (("UTF-8", "utf-8"), ("GBK", "gb18030"), ("Big5", "big5hkscs"))
"""What it was written with."""


def reread_misread(text: str) -> list[Change]:
    """Changes that read the lines of `text` again which were read with a wrong code page.

    Certain where all lines of the text are readable then: else something else was done to it too; and where the bytes
    are known, not chosen."""
    found: list[tuple[int, int, _Reading]] = []
    left = False
    for start, end in unreadable_lines(text):
        reading = _read_again(text[start:end])
        if reading is None:
            left = True
        else:
            found.append((start, end, reading))
    if not left and len({reading.pages for *_, reading in found}) == 1:
        found += _short_lines(text, found)
    return [reading.change(start, end, certain=not left) for start, end, reading in found]


def _short_lines(text: str, found: Sequence[tuple[int, int, _Reading]]) -> list[tuple[int, int, _Reading]]:
    """The lines that are too short to be judged, where all others were read with one wrong code page."""
    known = {start for start, _, _ in found}
    pages = found[0][2].pages
    short: list[tuple[int, int, _Reading]] = []
    for line in _LINE.finditer(text):
        if line.start() in known or not line.group().strip() or line.group().isascii():
            continue
        alike = (each for each in _readings(line.group()) if each.pages == pages and _HAN.search(each.text))
        if reading := next(alike, None):
            short.append((*line.span(), reading))
    return short


def _read_again(line: str) -> _Reading | None:
    """The likeliest reading of `line` by another code page; None where none is Chinese."""
    best = max(_readings(line), key=lambda reading: reading.likelihood, default=None)
    return None if best is None or best.likelihood < _LIKELY else best


def _readings(line: str) -> Iterator[_Reading]:
    for wrong, spelt in _READ_WITH:
        try:
            raw = spelt(line)
        except (KeyError, UnicodeEncodeError):
            continue
        for right, encoding in _WRITTEN_WITH:
            if right == wrong:
                continue
            try:
                again = raw.decode(encoding)
            except UnicodeDecodeError:
                continue
            if not is_suspect(again):
                yield _Reading(likelihood(again), again, right, wrong)
    if (joined := _joined(line)) and not is_suspect(joined):
        yield _Reading(likelihood(joined), joined, "GBK", _MIXED)


def _joined(line: str) -> str | None:
    """GBK read as UTF-8 where its bytes happen to be, else as Latin-1: 一、加强 → һ¡¢¼Óǿ. A sign of Latin-1 is one
    byte, or the two of UTF-8: the language chooses."""
    if not re.search("[\u0100-\uffff]", line):
        return None
    paths = [_Path(0.0, "\n\n", b"", None, "")]
    for char in line:
        known: dict[tuple[str, bytes], _Path] = {}
        for path in paths:
            for raw in _spellings(char):
                if (new := path.extended(raw)) is not None:
                    state = (new.before, new.pending)
                    if state not in known or known[state].score < new.score:
                        known[state] = new
        paths = sorted(known.values(), key=lambda path: -path.score)[:_BEAM]
    whole = [path for path in paths if not path.pending]
    return max(whole, key=lambda path: path.score).text() if whole else None


class _Path(NamedTuple):
    """A way to read a line so far: `before`, its last two characters as the statistics know them; `pending`, a lead
    byte without its trail; `words`, the last that came to those of `last`."""

    score: float
    before: str
    pending: bytes
    last: _Path | None
    words: str

    def extended(self, raw: bytes) -> _Path | None:
        """The path with bytes added, None where GBK does not go on so."""
        found = _gbk(self.pending + raw)
        if found is None:
            return None
        words, pending = found
        score, before = self.score, self.before
        for char in words:
            folded = _plain(char)
            score += language().likelihood(before[0], before[1], folded) - _LIKELY
            before = before[1] + folded
        return _Path(score, before, pending, self, words)

    def text(self) -> str:
        """All words of the path."""
        words, path = [], self
        while path.last is not None:
            words.append(path.words)
            path = path.last
        return "".join(reversed(words))


@cache
def _plain(char: str) -> str:
    return fold(forms().plain(char))[:1] or " "


def _spellings(char: str) -> tuple[bytes, ...]:
    """The bytes that can have been read as `char`."""
    if char < "\x80":
        return (char.encode(),)
    if (single := _CP1252.get(char)) is not None:
        return (single, char.encode("utf-8"))
    return (char.encode("utf-8", "replace"),)


def _gbk(raw: bytes) -> tuple[str, bytes] | None:
    """(characters, a lead byte still pending) of bytes that go on as GBK, None where they do not."""
    at = 0
    while at < len(raw):
        if raw[at] < 0x80:
            at += 1
        elif at + 1 == len(raw):
            break
        else:
            at += 2
    try:
        return raw[:at].decode("gbk"), raw[at:]
    except UnicodeDecodeError:
        return None
