"""Work side by side in processes of this machine."""

from __future__ import annotations

import multiprocessing
import os
import sys
import threading


def end_with_parent() -> None:
    """Let this worker end when the run that started it is killed, instead of waiting for work for ever."""
    parent = multiprocessing.parent_process()

    def end() -> None:
        if parent:
            parent.join()
            os._exit(1)

    threading.Thread(target=end, daemon=True).start()


def can_fork() -> bool:
    """Whether workers can begin with all that this process has in memory."""
    return sys.platform == "linux"
