"""One file for each command of the command line."""

import gc


def collect_seldom() -> None:
    """Look for circles of values seldom: the rooms' values hold none, and looking through all of them takes a tenth of
    the time."""
    gc.set_threshold(300_000, 50)
