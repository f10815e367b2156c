"""The block that a portal needs: every value named, in its form, and no placeholder left."""

from __future__ import annotations

from pathlib import Path

import pytest

from builder.config.portal import REQUIRED, incomplete, load_site
from builder.model.errors import InputError
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


def test_complete_block_passes(tmp_path: Path) -> None:
    site = load_site(config(tmp_path, GOOD), strict=True)
    assert (site.name, site.url) == ("台账", "https://www.guangning.gov.cn/tz/")


@pytest.mark.parametrize("key", REQUIRED)
@pytest.mark.parametrize(("value", "says"), [(None, "missing"), ("待填", "placeholder")])
def test_missing_or_placeholder_value_is_reported(tmp_path: Path, key: str, value: str | None, says: str) -> None:
    path = config(tmp_path, GOOD | {key: value})
    with pytest.raises(InputError, match=rf"mkdocs\.yml:{6 + list(GOOD).index(key)}: extra\.portal\.{key} .*{says}"):
        load_site(path, strict=True)
    assert load_site(path, strict=False).name == "台账"


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("SiteIDCode", "123"),
        ("SiteDomain", "广宁"),
        ("icp", "05000001"),
        ("find_mistakes", "找错"),
        ("police", "公安"),
        ("report", "张三"),
    ],
)
def test_malformed_value_is_reported(tmp_path: Path, key: str, value: str) -> None:
    for strict in (True, False):  # a wrong value would be published, or dropped without a word
        with pytest.raises(InputError, match="not in its form"):
            load_site(config(tmp_path, GOOD | {key: value}), strict=strict)


@pytest.mark.parametrize(
    "url", ["https://[x", "https://gn.cn:99999/", "https://", "gn.cn", "https://[::1", "https://gn.cn:x"]
)
def test_address_that_is_none(tmp_path: Path, url: str) -> None:
    path = config(tmp_path, GOOD)
    path.write_text(path.read_text("utf-8").replace("https://www.guangning.gov.cn/tz", url), "utf-8")
    with pytest.raises(InputError, match=r"mkdocs\.yml:2: site_url is no web address"):
        load_site(path, strict=False)


def test_unknown_key_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="unknown key 'SiteIdCode'"):
        load_site(config(tmp_path, GOOD | {"SiteIdCode": "4412230001"}), strict=False)


def test_default_project_fails_portal_check() -> None:
    """The values are the publisher's to give: a strict build says so rather than print a placeholder."""
    with pytest.raises(InputError) as refused:
        load_site(ROOT / "mkdocs.yml", strict=True)
    assert len(refused.value.lines()) == len(REQUIRED)  # SiteName is given; site_url is not
    assert "site_url is still a placeholder" in str(refused.value)


@pytest.mark.parametrize(
    ("key", "value", "says"),
    [
        ("SiteDomain", "[1, 2]", "is a list or mapping"),
        ("host", "{a: b}", "is a list or mapping"),
        ("SiteIDCode", "12345", "not in its form"),
        ("SiteIDCode", "0412230001", "is read as 69808129"),  # an octal number to YAML
    ],
)
def test_every_build_checks_types(tmp_path: Path, key: str, value: str, says: str) -> None:
    with pytest.raises(InputError, match=says) as refused:
        load_site(config(tmp_path, GOOD | {key: value}), strict=False)
    assert refused.value.line == 6 + list(GOOD).index(key)


def test_all_mistakes_are_reported_at_once(tmp_path: Path) -> None:
    path = config(tmp_path, GOOD | {"host": "待填", "icp": None, "report": "张三", "find_mistakes": "待填"})
    with pytest.raises(InputError) as refused:
        load_site(path, strict=True)
    lines = refused.value.lines()
    assert [line.split(":")[1] for line in lines] == ["9", "10", "13", "14"]
    assert ["host" in lines[0], "icp" in lines[1], "report" in lines[2], "find_mistakes" in lines[3]] == [True] * 4
    assert all("(write " in line and "\n" not in line for line in lines)


def test_unfilled_values_give_one_warning(tmp_path: Path) -> None:
    assert incomplete(config(tmp_path, GOOD)) == []
    named = config(tmp_path, GOOD)
    named.write_text(named.read_text("utf-8").replace("site_name: 台账", "site_name: 待填"), "utf-8")
    assert ["site_name is still a placeholder" in line for line in incomplete(named)] == [True]
    (line,) = incomplete(config(tmp_path, GOOD | {"host": "待填", "icp": None}))
    assert "host (主办单位), icp (ICP备案)" in line
    assert "\n" not in line


@pytest.mark.parametrize("after", ["", '    find_mistakes: "x"\n', "other: 'it'\n"])
def test_unclosed_quote_is_reported_at_opening(tmp_path: Path, after: str) -> None:
    path = tmp_path / "mkdocs.yml"
    path.write_text(
        f'site_name: 台账\nextra:\n  portal:\n    contact: "0758\n    host: 某办\n    icp: 某号\n{after}', "utf-8"
    )
    with pytest.raises(InputError, match="quote that opens here") as refused:
        load_site(path, strict=False)
    assert refused.value.line == 4


@pytest.mark.parametrize(
    ("url", "domain", "says"),
    [
        ("https://www.guangning.gov.cn/zwgk/tz/", "www.guangning.gov.cn", None),
        ("https://taizhang.guangning.gov.cn/", "www.guangning.gov.cn", None),
        ("https://www.guangning.gov.cn:8443/", "www.guangning.gov.cn", None),
        ("https://www.huaiji.gov.cn/tz/", "www.guangning.gov.cn", "site_url is at www.huaiji.gov.cn, "),
        ("https://notguangning.gov.cn/", "www.guangning.gov.cn", "site_url is at notguangning.gov.cn, "),
        ("https://taizhang.example.gov.cn/", "www.guangning.gov.cn", "site_url is still a placeholder"),
        ("https://待填.gov.cn/", "www.guangning.gov.cn", "site_url is still a placeholder"),
        ("", "www.guangning.gov.cn", "site_url is missing"),
    ],
)
def test_address_of_site_is_compared_with_domain(tmp_path: Path, url: str, domain: str, says: str | None) -> None:
    path = config(tmp_path, GOOD | {"SiteDomain": domain})
    path.write_text(path.read_text("utf-8").replace("https://www.guangning.gov.cn/tz", url), "utf-8")
    load_site(path, strict=False)
    if says is None:
        load_site(path, strict=True)
        assert incomplete(path) == []
        return
    with pytest.raises(InputError, match=says) as refused:
        load_site(path, strict=True)
    assert len(refused.value.lines()) == 1
    (line,) = incomplete(path)
    assert says in line


@pytest.mark.parametrize(
    ("written", "message"),
    [
        ("search_with: 成都", "is no list"),
        ("search_with:\n    - ../chengdu/", "an entry without name or address"),
        ("search_with:\n    - name: 成都", "an entry without name or address"),
        ("search_with:\n    - name: 成都\n      address: ../a/\n      host: b", "an entry without name or address"),
        ("search_with:\n    - name: 成都\n      address: https://www.chengdu.gov.cn/a/", "is no folder of this server"),
        ("search_with:\n    - name: 成都\n      address: //www.chengdu.gov.cn/a/", "is no folder of this server"),
        ("search_with:\n    - name: 成都\n      address: ../chengdu", "is no folder of this server"),
        ("search_with:\n    - name: 成都\n      address: ../chengdu/?a=/", "is no folder of this server"),
    ],
)
def test_mistakes_in_the_list_of_sites(written: str, message: str, tmp_path: Path) -> None:
    config = tmp_path / "mkdocs.yml"
    config.write_text(f"site_name: 台账\nextra:\n  {written}\n", "utf-8")
    with pytest.raises(InputError, match=message) as caught:
        load_site(config, strict=False)
    assert caught.value.line is not None


@pytest.mark.parametrize("address", ["../chengdu/", "/taizhang/成都/", "chengdu/"])
def test_folders_of_the_same_server_are_taken(address: str, tmp_path: Path) -> None:
    config = tmp_path / "mkdocs.yml"
    config.write_text(f"site_name: 台账\nextra:\n  search_with:\n    - name: 成都\n      address: {address}\n", "utf-8")
    load_site(config, strict=False)
