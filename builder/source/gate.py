"""Whether a web page holds its text: saved pages often hold only a frame, a script, a menu or an error."""

from __future__ import annotations

import html
from pathlib import Path

from builder.language import lazy_re as re
from builder.messages.translation import N_, _
from builder.model.errors import InputError

_LEAST, _FEW = 20, 60
"""Chinese characters that a reader of the page must see, and below which there must be a sign of a notice or of
damage: one has hundreds. What restoration may read as a character counts as one."""
_QUOTED = 40  # characters of the page in the message
_OF_NOTICE = re.compile("[关關][于於]|[〔［]|[0-9]{4}年|一、|第一[章条條]|[负負][责責]|[牵牽][头頭]|[锛銆鈥]")
"""What a notice holds, or UTF-8 that was read as GBK, whose signs begin so."""
_DAMAGED = re.compile(
    r"\\{1,2}u[0-9a-f]{4}|%u[0-9a-f]{4}|(?:(?:\\{1,2}x|[%=])[0-9a-f]{2}){2}|[\u3100-\u312f\ua000-\uf8ff\uff61-\ufffd]"
    r"|[^\x00-\x7f\u2010-\u206f\u3000-\uffff]{2}",
    re.I,
)
"""What restoration may read as a character: an escape, or two bytes that a wrong code page shows as one sign or two."""
_UNSEEN = re.compile(
    r"<(?P<close>/?)(?P<name>script|style|textarea|noscript|template|title|xmp)\b[^<>]*>|<!--|-->", re.I
)
_HAN = re.compile("[\u3400-\u9fff]")
_TAG = re.compile("<[^<>]*>")
_FRAME = re.compile(r"<(?:i?frame|embed|object)\b", re.I)
_HINT = N_("open the page in a browser, copy the notice's text and save that")


def refuse_empty_page(text: str, path: Path) -> None:
    """InputError where a web page shows hardly any Chinese text, with where it may be, or what is shown instead."""
    kept, held = _parts(text)
    shown = " ".join(html.unescape(html.unescape("".join(kept))).split())
    sound, damaged = _count(shown), len(_DAMAGED.findall(shown))
    if sound + damaged >= (_LEAST if damaged > 2 or _OF_NOTICE.search(shown) else _FEW):
        return
    if _FRAME.search(text):
        raise InputError(
            _("is a page around a frame, without the notice"), _("save the page or the file in the frame"), path
        )
    name = max(held, key=lambda name: _count(held[name]), default="")
    if name and _count(held[name]) >= _LEAST:
        raise InputError(_("keeps its text in <{name}>, where no reader sees it", name=name), _(_HINT), path)
    what = f"“{shown[:_QUOTED]}”" if shown else _("nothing")
    raise InputError(_("is a page without a notice: it shows {what}", what=what), _(_HINT), path)


def _count(words: str) -> int:
    return len(_HAN.findall(html.unescape(words)))


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
