"""Content streams cut by one pattern are what pdfminer reads byte by byte."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pdfminer.pdftypes import PDFStream

from builder.source.pdf.content import cut_operations, operations, parsed_operations

NUMBERS = st.sampled_from([b"0", b"-12", b"+3", b"7.", b".5", b"-0.25", b"007", b"1.50"])
STRINGS = st.one_of(
    st.binary(max_size=6).map(lambda raw: b"<" + raw.hex().encode() + b">"),
    st.sampled_from([b"()", b"(\xd5\xe3)", b"(a b)", rb"(\(\)\\)", rb"(\101\n\r)", b"(1\n2)", b"<E4 B8\n80>"]),
)
NAMES = st.sampled_from([b"/F1", b"/Artifact", b"/C2_0"])
ARRAYS = st.lists(st.one_of(NUMBERS, STRINGS), max_size=4).map(lambda each: b"[" + b" ".join(each) + b"]")
OPERATORS = st.sampled_from([b"Tj", b"TJ", b"'", b"T*", b"re", b"f*", b"q", b"BDC", b"true", b"null", b"d0"])
DICTIONARIES = st.sampled_from([b"<</MCID 3>>", b"<</T(a)/B[0 1]>>", b"<</ActualText<FEFF4E00>>>"])
SPACES = st.sampled_from([b" ", b"\n", b"\r\n", b"  "])


@given(st.lists(st.tuples(st.one_of(NUMBERS, STRINGS, NAMES, ARRAYS, OPERATORS, DICTIONARIES), SPACES), max_size=12))
def test_cut_streams_are_as_pdfminer_reads_them(parts: list[tuple[bytes, bytes]]) -> None:
    data = b"".join(piece + space for piece, space in parts)
    parsed = [
        (operator, {} if isinstance(value, dict) else value)
        for operator, value in parsed_operations([PDFStream({}, data)])
    ]
    assert cut_operations(data) == parsed


@pytest.mark.parametrize(
    "data",
    [b"BI /W 1 ID x EI ", b"(a(b)c) Tj ", b"[1 [2]] TJ ", b"1.2.3 w ", b"% x\n1 w ", b"<</A<</B 1>>>> BDC ", b"(a", rb"(\z) Tj ",
     b"/\xcb\xce\xcc\xe5 12 Tf ", b"/F1\xcb 12 Tf ", b"/A#20B 12 Tf "],
)  # fmt: skip
def test_unusual_streams_are_left_to_pdfminer(data: bytes) -> None:
    assert cut_operations(data) is None
    streams = [PDFStream({}, data)]
    assert [operator for operator, _ in operations(streams)] == [operator for operator, _ in parsed_operations(streams)]
