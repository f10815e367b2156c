"""Bytes to text."""

from __future__ import annotations

from pathlib import Path
from typing import Literal


def decode(raw: bytes, path: Path, encoding: str | None) -> tuple[str, str, Literal["text", "html", "docx", "pdf"]]:
    """(text, encoding, media)."""
    text = raw.decode(encoding or "utf-8-sig")
    html = path.suffix.lower() in {".html", ".htm", ".shtml"}
    return text, encoding or "utf-8", "html" if html else "text"
