"""Whether a web page holds its text: saved pages often hold only a frame, a script or a form around it."""

from __future__ import annotations

import re
from pathlib import Path

from builder.messages.translation import N_, _
from builder.model.errors import InputError

_LEAST = 20
"""Chinese characters that a reader of the page must see: a notice has hundreds."""
_UNSEEN = re.compile(r"<(?P<close>/?)(?P<name>script|style|textarea|noscript|template|title)\b[^<>]*>|<!--|-->", re.I)
_HAN = re.compile("[\u3400-\u9fff]")
_ENTITY = re.compile("&#(?:[0-9]{5}|x[0-9a-f]{4});", re.I)
_TAG = re.compile("<[^<>]*>")
_FRAME = re.compile(r"<i?frame\b", re.I)
_HINT = N_("open the page in a browser, copy the notice's text and save that")


def refuse_empty_page(text: str, path: Path) -> None:
    """InputError where a web page shows hardly any Chinese text, with where it may be."""
    kept, held = _parts(text)
    if _count("".join(kept)) >= _LEAST:
        return
    if _FRAME.search(text):
        raise InputError(_("is a page around a frame, without the notice"), _("save the page in the frame"), path)
    name = max(held, key=lambda name: _count(held[name]), default="")
    if name and _count(held[name]) >= _LEAST:
        raise InputError(_("keeps its text in <{name}>, where no reader sees it", name=name), _(_HINT), path)


def _count(words: str) -> int:
    return len(_HAN.findall(words)) + len(_ENTITY.findall(words))


def _parts(text: str) -> tuple[list[str], dict[str, str]]:
    """The pieces of a page that a reader sees, without tags, and what its unseen elements hold, by their names."""
    seen: list[str] = []
    held: dict[str, list[str]] = {}
    at, within = 0, ""
    for match in _UNSEEN.finditer(text):
        name = (match["name"] or "").lower()
        if within:
            if (name == within and match["close"]) or (within == "!--" and match.group() == "-->"):
                held.setdefault(within, []).append(text[at : match.start()])
                at, within = match.end(), ""
            continue
        seen.append(_TAG.sub(" ", text[at : match.start()]))
        at = match.end()
        if match.group() == "<!--":
            within = "!--"
        elif name and not match["close"]:
            within = name
    if within:
        held.setdefault(within, []).append(text[at:])
    else:
        seen.append(_TAG.sub(" ", text[at:]))
    held.pop("title", None)
    return seen, {name: "".join(pieces) for name, pieces in held.items()}
