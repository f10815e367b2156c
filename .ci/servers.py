"""The lines of the servers' samples in deploy/ that name formats of data, from what the exports declare."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

from builder.exports.plan import MEDIA_TYPES

DEPLOY = Path(__file__).resolve().parent.parent / "deploy"
KNOWN = {"json", "xlsx", "docx", "atom", "txt", "zip"}
"""Endings that nginx 1.22 knows the media type of (its mime.types); it warns of one that is given twice."""
JAVASCRIPT = "application/javascript"


def _text(media_type: str) -> bool:
    """Whether a charset belongs to the type (RFC 6838, 4.2.1; RFC 8259 knows none for JSON)."""
    return media_type.startswith("text/") or media_type.endswith("+xml")


def _caddy(types: Mapping[str, str], open_to_all: list[str]) -> dict[str, list[str]]:
    zipped = ["text/*", f"{JAVASCRIPT}*", *sorted({f"{t}*" for t in types.values() if _zipped(t)}), "image/svg+xml*"]
    return {
        r"\t+header Content-Type \S+\n": [f"\t\t\t\theader Content-Type {each}\n" for each in zipped],
        r"\t+@data path .+\n": [f"\t\t@data path {' '.join(f'*.{ending}' for ending in open_to_all)}\n"],
        r"\t+header \*\.\w+ Content-Type .+\n": [
            f'\t\theader *.{ending} Content-Type "{media_type}; charset=utf-8"\n'
            for ending, media_type in types.items()
            if _text(media_type)
        ],
    }


def _zipped(media_type: str) -> bool:
    return media_type.endswith(("json", "xml")) and not media_type.startswith("text/")


def _nginx(types: Mapping[str, str], open_to_all: list[str]) -> dict[str, list[str]]:
    texts = [media_type for media_type in types.values() if _text(media_type)]
    charset = dict.fromkeys(["text/plain", "text/css", *texts, JAVASCRIPT])
    zipped = ["text/plain", "text/css", "text/xml", *types.values(), JAVASCRIPT, "image/svg+xml"]
    zipped = [each for each in dict.fromkeys(zipped) if _text(each) or _zipped(each) or each == JAVASCRIPT]
    return {
        r' +"~\\\.\([\w|]+\)\$" +"\*";\n': [f'    "~\\.({"|".join(open_to_all)})$"  "*";\n'],
        r"        [\w./+-]+ \w+;\n": [
            f"        {media_type} {ending};\n" for ending, media_type in types.items() if ending not in KNOWN
        ],
        r" +charset_types [^;]+;\n": [f"    charset_types {' '.join(charset)};\n"],
        r" +gzip_types [^;]+;\n": [f"    gzip_types {' '.join(zipped)};\n"],
    }


def samples() -> dict[Path, str]:
    """Both samples as they should be; the first run of lines of each pattern is replaced."""
    types = dict(sorted(MEDIA_TYPES.items()))
    made = {}
    for name, lines_of in (("Caddyfile", _caddy), ("nginx.conf", _nginx)):
        text = (DEPLOY / name).read_text("utf-8")
        for pattern, lines in lines_of(types, [*types, "svg"]).items():
            found = re.search(f"(?m)^(?:{pattern})+", text)
            assert found, (name, pattern)
            text = text[: found.start()] + "".join(lines) + text[found.end() :]
        made[DEPLOY / name] = text
    return made
