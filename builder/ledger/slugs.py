"""ASCII ids from Chinese words, for things that the registry gives no id.

An id depends on the words alone, so that it never changes when other notices come: pinyin to be read,
and a piece of a hash, since many words share their pinyin.
"""

from __future__ import annotations

import hashlib
import re
from functools import cache


@cache
def slug(words: str, limit: int = 40) -> str:
    """排沙镇 → paishazhen: lower-case letters and digits, at most `limit` characters; `x` for nothing."""
    from pypinyin import lazy_pinyin  # takes a tenth of a second to load: only where it is needed

    return re.sub(r"[^a-z0-9]", "", "".join(lazy_pinyin(words)).lower().replace("ü", "v"))[:limit] or "x"


def unique_slug(words: str, limit: int = 40) -> str:
    """A slug that no other words share: 省重点办 → shengzhongdianban-5c1f2a."""
    return f"{slug(words, limit)}-{hashlib.sha256(words.encode()).hexdigest()[:6]}"
