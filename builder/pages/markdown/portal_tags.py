"""The tags that each page of a government portal must carry, of a column or of an article, by 政府网站发展指引
(国办发〔2017〕47号). Tags of the whole site stand in `builder/config/portal.py`.

A tag without a value is left out of the page.
"""

from __future__ import annotations

from collections.abc import Iterable

from builder.config.site import SiteFacts


def column_tags(name: str, description: str, keywords: str, kind: str = "任务台账") -> dict[str, str]:
    """The tags of a page that lists others; `keywords` are parted by commas."""
    return {"ColumnName": name, "ColumnDescription": description, "ColumnKeywords": keywords, "ColumnType": kind}


_KEYWORDS = 12
"""How many keywords a page has at most."""


def article_tags(
    site: SiteFacts,
    title: str,
    date: str | None,
    *,
    keywords: Iterable[str | None],
    source: str = "",
    author: str = "",
    description: str = "",
    here: str = "",
) -> dict[str, str]:
    """The tags of a page on one matter: its `title` as in its heading, its `date` (2023-11-07), the `source` that it
    was taken from (where none is given, this site), its address `here` below the site's. Of `keywords` the first count;
    each kind of page names some."""
    return {
        "ArticleTitle": title,
        "PubDate": f"{date} 00:00" if date else "",
        "ContentSource": source or site.name,
        "Keywords": ",".join(_first(keywords)),
        "Author": author,
        "Description": description,
        "Url": f"{site.url}{here}" if site.url and here else "",
    }


def _first(keywords: Iterable[str | None]) -> dict[str, None]:
    """The first few of them, each once; the rest, which may be all bodies of a province, are not looked at."""
    found: dict[str, None] = {}
    for each in keywords:
        if each:
            found.setdefault(_word(each))
        if len(found) == _KEYWORDS:
            break
    return found


def _word(keyword: str) -> str:
    """A keyword without the commas that part keywords."""
    return " ".join(keyword.replace(",", " ").replace("，", " ").split())
