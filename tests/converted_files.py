"""Files of our own for tests of what other programs make readable."""

from __future__ import annotations

from pathlib import Path

from tests.fuzz.chain import wrap_docx
from tests.test_source_pdf import pdf

WORDS = """\
青禾县水库除险加固工作方案
　　一、加固大坝。2027年6月底前完成东沟水库大坝加固。（县水利局负责）
　　二、重建闸门。2028年底前重建溢洪道闸门12座。（县住建局负责）
"""
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504) + "WordDocument\0".encode("utf-16-le")
"""What tells an old Word document, and nothing in it."""
SCAN = pdf(b"q 500 0 0 700 40 60 cm /I Do Q")
"""A page that is a picture."""


def write_docx(path: Path) -> None:
    """The notice of `WORDS` as .docx."""
    paragraphs = "".join(f"<w:p><w:r><w:t>{line.strip()}</w:t></w:r></w:p>" for line in WORDS.splitlines())
    path.write_bytes(wrap_docx(paragraphs.encode()))
