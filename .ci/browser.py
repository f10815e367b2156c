"""See that a headless Chromium and a Chinese font are there for the browser tests; install them where we may."""

import os
import shutil
import subprocess
import sys

NAMES = ("chromium", "chromium-browser", "google-chrome-stable", "google-chrome")


def browser() -> str | None:
    return os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, NAMES)), None)


def main() -> int:
    if browser():
        return 0
    if os.geteuid() == 0 and shutil.which("apt-get"):
        quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
        subprocess.run(["apt-get", "update", "-qq"], env=quiet, check=False, stdout=subprocess.DEVNULL)
        install = ["apt-get", "install", "-y", "-qq", "--no-install-recommends", "chromium", "fonts-noto-cjk"]
        subprocess.run(install, env=quiet, check=False, stdout=subprocess.DEVNULL)
    if browser():
        return 0
    print(
        "No Chromium: the browser tests will be skipped. As root: apt-get install chromium fonts-noto-cjk; "
        "or set CHROMIUM=/path/to/chromium."
    )
    return int(bool(os.environ.get("CI")))


if __name__ == "__main__":
    sys.exit(main())
