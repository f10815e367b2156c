"""Work counted in calls, which are the same on any machine however busy it is, and the growth of what no call shows."""

from __future__ import annotations

import gc
import sys
import time
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
    gc.unfreeze()  # what stood when a cache was read is frozen, and not among the objects
    patterns = [each for each in gc.get_objects() if isinstance(each, lazy_re.Later)]
    for pattern in patterns:
        assert pattern.flags >= 0
    return len(patterns)


def grows_linearly(action: Callable[[int], object], size: int) -> bool:
    """Whether `action` of twice `size` takes less than three times the processor time of `size` (quadratic work takes four).

    For patterns, whose steps no call shows. A ratio within one run holds on a slow machine too; a busy one disturbs
    single runs only, so that the best of five counts.
    """

    def taken(size: int) -> float:
        begun = time.process_time()
        action(size)
        return time.process_time() - begun

    taken(100)  # loads what is loaded once
    return any(taken(2 * size) < 3 * taken(size) for _ in range(5))
