"""UTF-8 that was read as GBK: 锛堜簩锛夊己鍖 for （二）强化.

GBK takes bytes in pairs, UTF-8 mostly in threes, so pairs lie across characters. A pair that GBK
does not have, or a byte that is left over before an ASCII sign, became `?`, and its bytes are gone
(`lostbytes`); that GBK lacks the pair narrows down what they were.
"""

from __future__ import annotations

from functools import cache

from builder.language import lazy_re as re
from builder.restoration.encoding.lostbytes import LOST, Reader, Step
from builder.restoration.revision import Change

_LINE = re.compile(r"[^\n\r]+")
_TRACES = re.compile("[锛銆鈥鐨鏄鍦€]")  # ，。“的是在 begin so, 、 and 〔 hold it: hardly ever written themselves
_HOLES = "?\ufffd"
_REASON = "UTF-8 字节被当作 GBK 读取，按原编码重读"


def reread_utf8(text: str) -> list[Change]:
    """Changes that read the lines of `text` again which were UTF-8 and read as GBK."""
    lines = list(_LINE.finditer(text)) if _TRACES.search(text) else []
    if not any(len(_TRACES.findall(line.group())) * 50 >= len(line.group()) >= 4 for line in lines):
        return []
    reader = Reader("".join(_sound(line.group()) for line in lines))
    changes: list[Change] = []
    for line in lines:
        steps = _steps(line.group())
        changes += reader.changes(steps, line.start(), _REASON) if steps else []
    return changes


def _sound(words: str) -> str:
    """The characters of a line whose bytes are all there."""
    return b"".join(_bytes(char) or LOST for char in words).decode("utf-8", "ignore").replace("?", "")


def _steps(words: str) -> list[Step]:
    """What each character can have been; [] where one is not of GBK."""
    steps: list[Step] = []
    for at, char in enumerate(words):
        raw = _bytes(char)
        if char in _HOLES:
            steps.append(_holes(at + 1 == len(words) or words[at + 1].isascii()))
        elif raw is None:
            return []
        else:
            steps.append((raw,))
    return steps


def _bytes(char: str) -> bytes | None:
    """The bytes that were read as `char`; None where it is not of GBK."""
    if char == "€":
        return b"\x80"  # Windows has the euro there
    try:
        raw = char.encode("gb18030")
    except UnicodeEncodeError:
        return None
    return raw if len(raw) <= 2 else None


@cache
def _lost_pairs() -> tuple[bytes, ...]:
    """The pairs that GBK lacks and that UTF-8 can have: continuation and continuation, or and lead."""
    found = []
    for high in range(0x81, 0xC0):
        for low in (*range(0x80, 0xC0), *range(0xE2, 0xF0)):
            pair = bytes((high, low))
            try:
                pair.decode("gbk")
            except UnicodeDecodeError:
                found.append(pair)
    return tuple(found)


@cache
def _holes(alone: bool) -> Step:
    """What a lost place can have been: itself, a pair, or (`alone`) a byte that had no pair."""
    singles = [bytes((byte,)) for byte in range(0x80, 0xC0)]
    return (LOST, *_lost_pairs(), *(singles if alone else ()))
