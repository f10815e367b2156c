"""Name each line of code above 120 characters, and exit 1 where there is one.

Tables of the tests hold whole sentences and are left out. The formatter's own limit counts a Chinese character as two.
"""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
LONGEST = 120


def main() -> int:
    listed = subprocess.run(
        ["git", "ls-files", "builder/*.py", "benchmarks/*.py", ".ci/*.py"],
        cwd=ROOT,
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    found = 0
    for name in listed.stdout.splitlines():
        path = ROOT / name
        for number, line in enumerate(path.read_text("utf-8").splitlines() if path.is_file() else (), 1):
            if len(line) > LONGEST:
                print(f"{name}:{number}: {len(line)} characters; {LONGEST} at most")
                found += 1
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
