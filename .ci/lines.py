"""Name each line of code above 120 characters and each folder of more than 14 modules; exit 1 where there is one.

Tables of the tests hold whole sentences and are left out. The formatter's own limit counts a Chinese character as two.
"""

import subprocess
import sys
from collections import Counter
from pathlib import Path, PurePosixPath

ROOT = Path(__file__).resolve().parent.parent
LONGEST = 120
MOST_MODULES = 14


def long_lines(names: list[str]) -> list[str]:
    """`file:line: …` for each line of the files `names` that is too long."""
    return [
        f"{name}:{number}: {len(line)} characters; {LONGEST} at most"
        for name in names
        for number, line in enumerate((ROOT / name).read_text("utf-8").splitlines(), 1)
        if len(line) > LONGEST
    ]


def full_folders(names: list[str]) -> list[str]:
    """A line for each folder below `builder` that holds too many modules; `__init__.py` is none."""
    modules = [PurePosixPath(name) for name in names if name.startswith("builder/")]
    folders = Counter(str(each.parent) for each in modules if each.name != "__init__.py")
    return [
        f"{folder}: {count} modules; {MOST_MODULES} at most: make a folder of those that belong together"
        for folder, count in sorted(folders.items())
        if count > MOST_MODULES
    ]


def main() -> int:
    listed = subprocess.run(
        [
            "git",
            "ls-files",
            "--cached",
            "--others",
            "--exclude-standard",
            "builder/*.py",
            "benchmarks/*.py",
            ".ci/*.py",
        ],
        cwd=ROOT,
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    names = [name for name in listed.stdout.splitlines() if (ROOT / name).is_file()]
    found = long_lines(names) + full_folders(names)
    for line in found:
        print(line)
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
