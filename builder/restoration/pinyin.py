"""Pinyin that a mirror put in brackets after characters: 關(guān), 創(chuàng ), 綜(zong)(zong)."""

from __future__ import annotations

from builder.restoration.revision import Change


def remove_pinyin(text: str) -> list[Change]:
    """Changes that take out the bracketed readings which a mirror inserted after characters."""
    return []
