"""Work counted in calls, which are the same on any machine however busy it is."""

from __future__ import annotations

import gc
import sys
from collections.abc import Callable
from types import FrameType

from builder.language import lazy_re


def calls(action: Callable[[], object]) -> int:
    """How many calls `action` makes, of Python's functions and of those in C."""
    count = 0

    def counted(frame: FrameType, event: str, argument: object) -> None:
        nonlocal count
        count += event in ("call", "c_call")

    sys.setprofile(counted)
    try:
        action()
    finally:
        sys.setprofile(None)
    return count


def compile_patterns() -> int:
    """Have every pattern of the modules loaded compiled, so that no count holds their compiling; how many there are."""
    patterns = [each for each in gc.get_objects() if isinstance(each, lazy_re.Later)]
    for pattern in patterns:
        assert pattern.flags >= 0
    return len(patterns)
