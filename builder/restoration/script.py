"""Simplified text that a mirror turned into Traditional by machine, back as it was written."""

from __future__ import annotations

from builder.restoration.revision import Change


def simplify(text: str) -> list[Change]:
    """Changes that turn machine-made Traditional passages of `text` back into Simplified."""
    return []
