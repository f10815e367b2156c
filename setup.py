"""Puts into the wheel, below builder/shipped, what all sites share with that of this folder; the rest of the packaging
is in pyproject.toml."""

import runpy
import shutil
from pathlib import Path

from setuptools import setup
from setuptools.command.build_py import build_py

ROOT = Path(__file__).resolve().parent


class BuildWithShipped(build_py):
    def run(self) -> None:
        super().run()
        if self.editable_mode:
            return
        named = runpy.run_path(str(ROOT / "builder" / "config" / "shipped.py"))
        target = Path(self.build_lib) / "builder" / "shipped"
        for path in (*named["BEGUN"], *named["PAGES"], *named["PAPERS"].values()):
            (target / path).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(ROOT / path, target / path)
        config = named["blank"]((ROOT / named["CONFIG"]).read_text("utf-8"))
        (target / named["CONFIG"]).write_text(config, "utf-8")
        for path in (named["TEMPLATES"], named["ASSETS"]):
            shutil.copytree(ROOT / path, target / path, dirs_exist_ok=True)


setup(cmdclass={"build_py": BuildWithShipped})
