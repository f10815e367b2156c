"""The operators of a page's content streams, for pdfminer's interpreter.

pdfminer reads them byte by byte, which takes most of the time of a long document. Here they are cut by one pattern;
a stream with anything out of the ordinary (pictures within it, brackets in brackets, names beyond ASCII, broken parts)
is left to pdfminer.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from pdfminer.pdfinterp import PDFContentParser, PDFPageInterpreter
from pdfminer.pdftypes import PDFStream, stream_value
from pdfminer.psexceptions import PSEOF
from pdfminer.psparser import LIT, PSKeyword

from builder.language import lazy_re as re

_TOKEN = re.compile(
    rb"""[\0\t\n\x0c\r ]*(?:
    (?P<number> [-+]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+) (?=[\s\[\]()<>/]|\Z))
    | (?P<operator> [A-Za-z][A-Za-z0-9]*\*? (?=[\s\[\]()<>/]|\Z) | ['"] )
    | (?P<hexadecimal> <[0-9A-Fa-f\s]*>)
    | \( (?P<string> (?:[^()\\]++ | \\[nrtbf()\\] | \\[0-7]{3})*+) \)
    | (?P<bracket> [\[\]])
    | / (?P<name> (?: (?![\[\]()<>{}/%#]) [!-~])+)
    | (?P<dictionary> <<(?:[^<>()]++ | <[0-9A-Fa-f\s]*+> | \((?:[^()\\]++|\\.)*+\))*+>>)
    | (?P<end> \Z)
    )""",
    re.X | re.S,
)
_ESCAPE = re.compile(rb"\\(?:([0-7]{3})|([nrtbf()\\]))")
_ESCAPED = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f"}
_VALUES = {b"true": True, b"false": False}
_METHODS = {b"'": "do__q", b'"': "do__w"}

Operation = tuple[bytes | None, Any]
"""(operator, None), or (None, operand)."""


class Interpreter(PDFPageInterpreter):
    """pdfminer's interpreter with operators that were read at once. Its device keeps what is seen of the page."""

    device: Any

    def execute(self, streams: Sequence[object]) -> None:
        """Run the streams, but those that are being run already: drawings may not draw themselves."""
        self.stream_ids.clear()
        self._seen: list[Any] = []
        self._cuts = False
        before = self.device.seen
        own = [
            stream for each in streams if (stream := stream_value(each)).objid not in (None, *self.parent_stream_ids)
        ]
        self.stream_ids.update(stream.objid for stream in own if stream.objid is not None)
        known: dict[bytes, tuple[Any, int] | None] = {}
        for operator, operand in operations(own):
            if operator is None:
                self.argstack.append(operand)
                continue
            if operator not in known:
                known[operator] = self._method(operator)
            method = known[operator]
            if method is None:
                continue
            call, count = method
            if not count:
                call()
                continue
            given = self.argstack[-count:]
            del self.argstack[-count:]
            if len(given) == count:
                call(*given)
        self.device.seen = before

    def do_TJ(self, seq: Any) -> None:
        """Show characters; the state of the colours is not needed, so none is copied."""
        if self.textstate.font is not None:
            self.device.render_string(self.textstate, seq, self.graphicstate.ncs, self.graphicstate)

    def do_q(self) -> None:
        """Save the state, and what is seen of the page."""
        super().do_q()
        self._seen.append(self.device.seen)

    def do_Q(self) -> None:
        """Restore the state, and what is seen of the page."""
        super().do_Q()
        if self._seen:
            self.device.seen = self._seen.pop()

    def do_W(self) -> None:
        """Let only what is inside the path be seen, from the end of the path on."""
        self._cuts = True

    do_W_a = do_W

    def do_n(self) -> None:
        """End a path that is not drawn."""
        if self._cuts:
            self.device.see(self.curpath)
            self._cuts = False
        super().do_n()

    def _method(self, operator: bytes) -> tuple[Any, int] | None:
        """What carries out an operator, and how many operands it takes."""
        name = _METHODS.get(operator) or "do_" + operator.decode("latin-1").replace("*", "_a")
        call = getattr(self, name, None)
        return None if call is None else (call, call.__code__.co_argcount - 1)


def operations(streams: list[PDFStream]) -> Iterator[Operation]:
    """The operators and operands of content streams, which make one."""
    found = cut_operations(b"\n".join(stream.get_data() for stream in streams))
    return parsed_operations(streams) if found is None else iter(found)


def cut_operations(data: bytes) -> list[Operation] | None:
    """The operators and operands of content streams; None where they are out of the ordinary."""
    found: list[Operation] = []
    array: list[Any] | None = None
    at = 0
    while match := _TOKEN.match(data, at):
        at, kind = match.end(), match.lastgroup
        words = match[kind] if kind else b""
        value: Any
        if kind == "number":
            value = float(words) if b"." in words else int(words)
        elif kind == "operator":
            if words in (b"BI", b"ID"):
                return None
            if words not in _VALUES:
                if array is not None:
                    return None
                found.append((words, None))
                continue
            value = _VALUES[words]
        elif kind == "hexadecimal":
            digits = words[1:-1]
            value = bytes.fromhex((digits + b"0" if len(b"".join(digits.split())) % 2 else digits).decode())
        elif kind == "string":
            value = _ESCAPE.sub(_unescaped, words) if b"\\" in words else words
        elif kind == "name":
            value = LIT(words.decode("ascii"))
        elif kind == "dictionary":
            value = {}  # properties of marked content, which draw nothing
        elif kind == "bracket":
            if (array is None) != (words == b"["):
                return None
            if array is None:
                array = []
                continue
            value, array = array, None
        else:
            return None if array is not None else found
        if array is not None:
            array.append(value)
        else:
            found.append((None, value))
    return None


def _unescaped(match: re.Match[bytes]) -> bytes:
    if match[1]:
        return bytes((int(match[1], 8) & 0xFF,))
    return _ESCAPED.get(match[2], match[2])


def parsed_operations(streams: list[PDFStream]) -> Iterator[Operation]:
    """The same as pdfminer reads them, whatever they are."""
    try:
        parser = PDFContentParser(streams)
        while True:
            _, found = parser.nextobject()
            if isinstance(found, PSKeyword):
                yield (found.name if isinstance(found.name, bytes) else str(found.name).encode()), None
            else:
                yield None, found
    except PSEOF:
        return
