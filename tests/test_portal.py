"""The block that a portal needs: every value named, in its form, and no placeholder left."""

from __future__ import annotations

from pathlib import Path

import pytest

from builder.errors import InputError
from builder.portal import REQUIRED, load_site
from tests.conftest import ROOT

GOOD = {
    "SiteName": "广宁县人民政府",
    "SiteDomain": "www.guangning.gov.cn",
    "SiteIDCode": "4412230001",
    "host": "广宁县人民政府办公室",
    "icp": "粤ICP备05000001号-1",
    "police": "粤公网安备 44122302000001号",
    "contact": "0758-8620000",
    "report": "gn@guangning.gov.cn",
    "find_mistakes": "https://zfwzzc.www.gov.cn/check_web/errorInfo",
}


def config(folder: Path, values: dict[str, str | None]) -> Path:
    block = "".join(f"    {key}: {'' if value is None else value}\n" for key, value in values.items())
    path = folder / "mkdocs.yml"
    path.write_text(
        f"site_name: 台账\nsite_url: https://www.guangning.gov.cn/tz\nrepo: !ENV [X, '']\nextra:\n  portal:\n{block}",
        "utf-8",
    )
    return path


def test_a_complete_block_passes(tmp_path: Path) -> None:
    site = load_site(config(tmp_path, GOOD), strict=True)
    assert (site.name, site.url) == ("台账", "https://www.guangning.gov.cn/tz/")


@pytest.mark.parametrize("key", REQUIRED)
@pytest.mark.parametrize(("value", "says"), [(None, "missing"), ("待填", "placeholder")])
def test_what_is_missing_or_a_placeholder_is_named_with_its_line(
    tmp_path: Path, key: str, value: str | None, says: str
) -> None:
    path = config(tmp_path, GOOD | {key: value})
    with pytest.raises(InputError, match=rf"mkdocs\.yml:{6 + list(GOOD).index(key)}: extra\.portal\.{key} .*{says}"):
        load_site(path, strict=True)
    assert load_site(path, strict=False).name == "台账"


@pytest.mark.parametrize(
    ("key", "value"),
    [("SiteIDCode", "123"), ("SiteDomain", "广宁"), ("icp", "05000001"), ("find_mistakes", "找错"), ("police", "公安")],
)
def test_a_value_that_is_not_in_its_form(tmp_path: Path, key: str, value: str) -> None:
    with pytest.raises(InputError, match="not in its form"):
        load_site(config(tmp_path, GOOD | {key: value}), strict=True)


def test_an_unknown_key_is_an_error_even_when_not_strict(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="unknown key 'SiteIdCode'"):
        load_site(config(tmp_path, GOOD | {"SiteIdCode": "4412230001"}), strict=False)


def test_the_project_as_it_comes_is_not_ready_for_a_portal() -> None:
    """The values are the publisher's to give: a strict build says so rather than print a placeholder."""
    with pytest.raises(InputError, match=r"extra\.portal"):
        load_site(ROOT / "mkdocs.yml", strict=True)
