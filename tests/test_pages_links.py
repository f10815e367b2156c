"""Links between pages, and the tags of a portal that list much."""

from __future__ import annotations

import posixpath
from itertools import chain
from urllib.parse import quote

import pytest

from builder.config.site import SiteFacts
from builder.pages.markdown.links import relative
from builder.pages.markdown.portal_tags import article_tags


def test_keywords_beyond_those_shown_are_not_looked_at() -> None:
    words = (f"词{number}" if number < 12 else pytest.fail("a thirteenth is asked for") for number in range(99))
    tags = article_tags(SiteFacts("台账"), "节水", None, keywords=chain([None, "词0"], words))
    assert tags["Keywords"] == ",".join(f"词{number}" for number in range(12))


@pytest.mark.parametrize("here", ["", "tasks/a/1-1/", "tasks/a/", "agencies/b/"])
@pytest.mark.parametrize("target", ["", "tasks/a/1-1/", "tasks/a/2/", "data/x.json", "agencies/b/", "agencies/县/"])
def test_relative_links_are_those_of_the_standard_library(here: str, target: str) -> None:
    path = f"{target}index.md" if target == "" or target.endswith("/") else target
    assert relative(here, target) == quote(posixpath.relpath(path, here or "."))
