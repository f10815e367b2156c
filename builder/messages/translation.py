"""Messages in the language of the person who reads them: English in the code, Chinese from the catalogue.

`_("there is no notice {id!r}", id=wanted)` gives the message in the language of this process, with its fields filled
in. A message that stands in a table is marked there, `N_("…")`, and translated where it is used, `_(text)`.
`.ci/messages.py` collects both kinds into the catalogue `zh/LC_MESSAGES/taizhang.po` and compiles that.
"""

from __future__ import annotations

import gettext
import os
from collections.abc import Callable, Mapping
from pathlib import Path

DOMAIN = "taizhang"
CATALOGUES = Path(__file__).resolve().parent
_EXPLICIT = ("LANGUAGE", "LC_ALL", "LC_MESSAGES")

gettext.bindtextdomain(DOMAIN, CATALOGUES)


def _(message: str, **fields: object) -> str:
    """`message` in the language of this process (`LANGUAGE`), each `{field}` in it replaced as `str.format` does."""
    translated = gettext.dgettext(DOMAIN, message) if message else ""
    return translated.format(**fields) if fields else translated


def N_(message: str) -> str:
    """`message` as it is: marks it for the catalogue where it is written in one place and said in another."""
    return message


def choose_language(environment: Mapping[str, str], of_project: Callable[[], str | None]) -> str:
    """`zh` or `en`: what the environment asks for in so many words (`LANGUAGE`, `LC_ALL`, `LC_MESSAGES`, the first that
    is set), else Chinese where `LANG` or the project (`of_project`, a language tag such as zh-CN) is Chinese. The
    locale C names no language."""
    name = next(filter(None, map(environment.get, _EXPLICIT)), "")
    if name and name.partition(".")[0] not in ("C", "POSIX"):
        return _supported(name)
    if not name and _supported(environment.get("LANG", "")) == "zh":
        return "zh"
    return _supported(of_project() or "")


def speak(language: str) -> None:
    """Say everything in `language` from now on, argparse's own words and those of processes started here too."""
    os.environ["LANGUAGE"] = language
    gettext.textdomain(DOMAIN)


def _supported(name: str) -> str:
    return "zh" if name[:2].lower() == "zh" else "en"
