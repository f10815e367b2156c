"""GBK text that was read one byte off: 家?guī)臁 for 家庫。"""

from __future__ import annotations

from builder.restoration.revision import Change


def repair_byte_shift(text: str) -> list[Change]:
    """Changes that put back the stretches of `text` that were read one byte off."""
    return []
