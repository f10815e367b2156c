"""Characters written as escapes that a program forgot to read: \\u5b81, \\xe5, %E5%AE%81, =E5=AE=81, &lt;p&gt;.

An escape is a form that no words have. It is read where escapes make up most of a line and what they spell is
Chinese, so that a line about escapes keeps them.
"""

from __future__ import annotations

import html
from collections.abc import Callable, Iterator

from builder.language import lazy_re as re
from builder.model.edit_kinds import EditKind
from builder.restoration.revision import Change
from builder.source.decoding import commonness

_SHARE = 0.5
"""Share of a line's characters that are escapes, at least, or of the whole text's."""
_COMMON = 0.7
"""Share of common characters in what the escapes of a line spell, at least."""
_LINE = re.compile(r"[^\r\n]+(?:(?<==)\r?\n[^\r\n]+)*")  # a quoted-printable line ends with = where it goes on


def _hex_pairs(words: str, encoding: str) -> str | None:
    raw = bytes.fromhex(re.sub(r"=\r?\n|\\{1,2}x|[%=]", "", words))
    try:
        return raw.decode(encoding)
    except UnicodeDecodeError:
        return None


def _code_units(words: str, _: str) -> str | None:
    units = b"".join(int(unit, 16).to_bytes(2, "big") for unit in re.findall("(?<=[ux])[0-9a-fA-F]+", words))
    try:
        return units.decode("utf-16-be")
    except UnicodeDecodeError:
        return None


_TAG_REASON = "多转义一次的网页标记"

_Read = Callable[[str, str], str | None]
_FORMS: tuple[tuple[re.Pattern[str], _Read, str], ...] = (
    # Python writes \xd7 beside \u5b81
    (re.compile(r"(?:\\{1,2}(?:u[0-9a-fA-F]{4}|x[0-9a-fA-F]{2}))+"), _code_units, "Unicode 转义（\\u）"),
    (re.compile(r"(?:\\{1,2}x[0-9a-fA-F]{2})+"), _hex_pairs, "字节转义（\\x）"),
    (re.compile(r"(?:%u[0-9a-fA-F]{4})+"), _code_units, "网址转义（%u）"),
    (re.compile(r"(?:%[0-9A-Fa-f]{2})+"), _hex_pairs, "网址转义（%）"),
    (re.compile(r"(?:=[0-9A-F]{2})(?:=\r?\n|=[0-9A-F]{2})*|=\r?\n"), _hex_pairs, "邮件转义（=）"),
)


def read_escapes(text: str) -> list[Change]:
    """Changes that read the escapes of lines which hold little else."""
    changes: list[Change] = []
    for pattern, read, name in _FORMS:
        if pattern.search(text):
            changes += _of_form(text, pattern, read, f"{name}未还原，按其所指的字还原")
            if changes:
                break  # one program, one form
    return changes


_ESCAPED_TAG = re.compile(
    r"&(?:(?:amp;)?lt|#60|#x3c);/?(?P<name>p|div|br|span|strong|b|font|table|tbody|tr|td|th|h[1-6]|ul|ol|li|a|img"
    r"|section|center|o:p|i|u|em|sup|sub)"
    r"(?=[\s/&])(?:(?!&(?:(?:amp;)?[lg]t|#6[02]|#x3[ce]);)[^<>]){0,2000}/?&(?:(?:amp;)?gt|#62|#x3e);",
    re.I,
)
_BLOCKS = re.compile("p|div|br|t[rdh]|li|h[1-6]|section|o:p", re.I)
_LEAST_BLOCKS = 4
"""Escaped tags that divide paragraphs, from which on a text is a page whose tags were escaped once too often."""


def read_escaped_tags(text: str) -> list[Change]:
    """Changes that read the escaped tags (&lt;p&gt;) of a page in which they divide the paragraphs."""
    tags = list(_ESCAPED_TAG.finditer(text)) if re.search("lt;|&#60;|&#x3c;", text, re.I) else []
    if sum(bool(_BLOCKS.fullmatch(tag["name"])) for tag in tags) < _LEAST_BLOCKS:
        return []
    return [
        Change(tag.start(), tag.end(), html.unescape(html.unescape(tag.group())), EditKind.MARKUP, True, _TAG_REASON)
        for tag in tags
    ]


def _of_form(text: str, pattern: re.Pattern[str], read: _Read, reason: str) -> Iterator[Change]:
    escaped = [run.group() for run in pattern.finditer(text)]
    whole = sum(map(len, escaped)) >= _SHARE * len(text)
    # A single character, as =D2=BB, may be one of either: what all are written with is told by the others.
    encoding = max(("utf-8", "gb18030"), key=lambda name: sum(read(run, name) is not None for run in escaped))
    for line in _LINE.finditer(text):
        runs = list(pattern.finditer(text, *line.span()))
        if not whole and sum(run.end() - run.start() for run in runs) < _SHARE * len(line.group()):
            continue
        spelt = [read(run.group(), encoding) for run in runs]
        if None in spelt or commonness("".join(filter(None, spelt))) < _COMMON:
            continue
        for run, words in zip(runs, spelt, strict=True):
            yield Change(run.start(), run.end(), words or "", EditKind.CODE_PAGE, True, reason)
